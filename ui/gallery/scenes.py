"""Every scene of the gallery: which view, who sees it, how one comes there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from aftersales.domain.errors import DomainError
from aftersales.domain.records.staff import Staff
from aftersales.domain.workflow import Step
from aftersales.storage.passwords import WrongPassword
from aftersales.storage.queries.case import read_office
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from ui.gallery.stage import Stage
from ui.i18n import translate
from ui.presenters.register import Form
from ui.views import first_start
from ui.views.case import CaseView
from ui.views.first_start import FirstStartView
from ui.views.notices.head import BOARD, BY_DUE
from ui.views.notices.page import NoticesView
from ui.views.printing.page import open_print
from ui.views.register import RegisterView
from ui.views.settings.backups import BackupsPage
from ui.views.settings.screen import SettingsView, page_words
from ui.views.sign_in import SignInView
from ui.widgets.decision import Decision
from ui.widgets.tokens import Token

Act = Callable[[Stage], object]
W = TypeVar("W", bound=QWidget)
CALL: Mapping[str, str] = {
    "phones": "13812340001",
    "cust_name": "顺达汽修",
    "verbatim": "换了机油以后，发动机一直有异响，早上冷车最厉害，客户说再不来人就去投诉。",
}
"""What the clerk has typed so far."""


@dataclass(frozen=True)
class Scene:
    """A view as one person ("" before anybody is in) sees it; ``act`` goes there from anywhere."""

    name: str
    login: str
    act: Act

    @property
    def shown(self) -> str:
        """The name of the scene's pictures."""
        return f"{self.name}-{self.login}" if self.login else self.name


def page(stage: Stage, kind: type[W]) -> W:
    """The page in sight. Raises TypeError where it is another one."""
    frame = stage.window.frame
    inside = frame is not None and stage.window.currentWidget() is frame
    shown = frame.pages[frame.current] if frame is not None and inside else stage.window.currentWidget()
    if not isinstance(shown, kind):
        raise TypeError(shown)
    return shown


def line_in(stage: Stage, state: str, owner: str | None = None) -> CaseLine:
    """The newest case in this state, of this person where one is named."""
    told = CaseFilter(states=(state,), owner=owner, limit=1)
    return stage.frame.who.app.ask(case_lines, told)[0]


def case_in(stage: Stage, state: str, owner: str | None = None) -> str:
    """Its number."""
    return line_in(stage, state, owner).case_no


def at(screen: str, state: str = "", owner: str | None = None) -> Act:
    """Goes to this screen, at a case in this state where one is named."""
    return lambda stage: stage.frame.go(screen, case_in(stage, state, owner) if state else "")


def after(first: Act, *rest: Act) -> Act:
    """One after the other, each when nothing is under way any more."""

    def act(stage: Stage) -> None:
        first(stage)
        for more in rest:
            stage.settle()
            more(stage)

    return act


def _backups(stage: Stage) -> None:
    stage.frame.go("settings", "backups")
    stage.settle()
    shown = page(stage, SettingsView).pages["backups"]
    if isinstance(shown, BackupsPage):  # the real place is another one each time
        shown.folder.field.editor.show_words("D:\\售后备份")
        shown.stands()


def setting(name: str) -> Act:
    """Goes to this page of the settings."""
    if name == "backups":
        return _backups
    return lambda stage: stage.frame.go("settings", name)


def form(step: str, state: str, owner: str | None = "service1", *, send: bool = False) -> Act:
    """The form of a step at a case in this state; ``send``: what is missing is told beside the fields."""

    def begin(stage: Stage) -> None:
        page(stage, CaseView).presenter.begin(step)

    def submit(stage: Stage) -> None:
        page(stage, CaseView).form.send()

    return after(at("case", state, owner), begin, *([submit] if send else []))


def _register(stage: Stage, *, quick: bool = False, submit: bool = False) -> None:
    stage.frame.go("register")
    stage.settle()
    view = page(stage, RegisterView)
    view.presenter.form = Form.QUICK if quick else Form.LONG
    view.show_form(view.presenter.form, CALL if not submit else {})
    view._edited()  # noqa: SLF001 - as a keystroke does
    view.presenter.compare(view.form.values())
    if submit:
        view._submit()  # noqa: SLF001
        stage.settle()
    view._timer.stop()  # noqa: SLF001 - a draft that is kept now would tell the real time
    view.saved.say("", "", Token.INK3)


def _start(code: int, then: Callable[[FirstStartView], object] = lambda _: None) -> Act:
    def act(stage: Stage) -> None:
        stage.window.show_start()
        page(stage, FirstStartView).show_page(code)
        then(page(stage, FirstStartView))

    return act


def _people(stage: Stage) -> None:
    stage.window.show_start()
    page(stage, FirstStartView).show_people(tuple(people(stage)))


def people(stage: Stage) -> list[Staff]:
    """Who works in the practice company."""
    return list(stage.asked(read_office).staff)


def _sign_in(then: Callable[[SignInView], object] = lambda _: None) -> Act:
    def act(stage: Stage) -> None:
        stage.window.show_sign_in(stage.url)
        then(page(stage, SignInView))

    return act


def _decision(stage: Stage) -> None:
    stage.frame.go("today")
    texts = (
        translate("StepForm", "放弃填好的内容？"),
        translate("StepForm", "这一步还没有办，填写的内容不会保存。"),
        translate("StepForm", "放弃"),
        translate("StepForm", "继续填"),
    )
    box = Decision(*texts, parent=stage.frame)
    box.open()


def notices(way: str) -> Act:
    """Goes to the notices, as a board or by due time."""

    def act(stage: Stage) -> None:
        stage.frame.go("notices")
        stage.settle()
        head = page(stage, NoticesView).head
        head.way.choose(way)
        head.way.edited.emit()  # as a press does

    return act


def _customer(stage: Stage) -> None:
    """The file of the customer of the newest closed case."""
    stage.frame.go("customers", line_in(stage, "closed").cust_no)


def _toasts(stage: Stage) -> None:
    stage.frame.go("cases")
    stage.settle()
    stage.frame.say(translate("Case", "已撤销，留在历史里"))
    stage.frame.refuse(WrongPassword(left=4))


def _print(stage: Stage) -> None:
    case_no = case_in(stage, "agreed")
    stage.frame.go("case", case_no)
    stage.settle()
    papers = [("registration", case_no, ""), ("approval", case_no, "")]
    open_print(stage.frame.room, papers, (0,))


def _refused(error: DomainError) -> Callable[[SignInView], object]:
    return lambda view: view.show_refused(error)


def _before() -> tuple[Scene, ...]:
    return (
        Scene("start-ways", "", _start(first_start.WAYS)),
        Scene("start-practice", "", _people),
        Scene("start-alone", "", _start(first_start.ALONE)),
        Scene("start-alone-refused", "", _start(first_start.ALONE, lambda view: view.go_on())),
        Scene("start-server", "", _start(first_start.SERVER)),
        Scene("start-sheets", "", _start(first_start.SHEETS)),
        Scene("sign_in", "", _sign_in()),
        Scene("sign_in-refused", "", _sign_in(_refused(WrongPassword(left=4)))),
        Scene("sign_in-forgot", "", _sign_in(lambda view: view.presenter.forgot())),
    )


def _clerk() -> tuple[Scene, ...]:
    return (
        Scene("register", "clerk1", at("register")),
        Scene("register-filled", "clerk1", _register),
        Scene("register-refused", "clerk1", lambda stage: _register(stage, submit=True)),
        Scene("today", "clerk1", at("today")),
    )


def _cases() -> tuple[Scene, ...]:
    states = (
        "registered",
        "investigating",
        "proposed",
        "approved",
        "offered",
        "agreed",
        "fulfilling",
        "following_up",
        "closed",
    )
    return tuple(Scene(f"case-{state}", "service1", at("case", state)) for state in states)


def _forms() -> tuple[Scene, ...]:
    told: tuple[tuple[str, str], ...] = (
        (Step.CONTACT, "investigating"),
        (Step.PROMISE, "investigating"),
        (Step.RECORD_FINDING, "investigating"),
        (Step.HOLD, "investigating"),
        (Step.PROPOSE, "investigating"),
        (Step.ANSWER, "approved"),
        (Step.SIGN, "agreed"),
    )
    return (
        *(Scene(f"case-form-{step}", "service1", form(step, state)) for step, state in told),
        Scene("case-form-refused", "service1", form(Step.PROPOSE, "investigating", send=True)),
    )


def _service() -> tuple[Scene, ...]:
    return (
        Scene("today", "service1", at("today")),
        Scene("register-quick", "service1", lambda stage: _register(stage, quick=True)),
        Scene("cases", "service1", at("cases")),
        *_cases(),
        *_forms(),
        Scene("palette", "service1", after(at("today"), lambda stage: stage.frame.palette_box.come())),
        Scene("help", "service1", after(at("notices"), lambda stage: stage.frame.explain())),
        Scene("keys", "service1", after(at("case", "investigating"), lambda stage: stage.frame.show_keys())),
        Scene("bell", "service1", after(at("today"), lambda stage: stage.frame.bell.come())),
        *(  # the lists before what is opened from them: a page stays where it was
            Scene(name, "service1", at(name))
            for name in ("agreements", "follow_ups", "customers", "settings", "statistics")
        ),
        Scene("agreements-sheet", "service1", at("agreements", "agreed")),
        Scene("decision", "service1", _decision),
        Scene("print", "service1", _print),
        Scene("notices", "service1", notices(BOARD)),
        Scene("notices-due", "service1", notices(BY_DUE)),
        Scene("customers-file", "service1", _customer),
        Scene("toasts", "service1", _toasts),
    )


def scenes() -> tuple[Scene, ...]:
    """Every view; those of one person together."""
    return (
        *_before(),
        *_clerk(),
        *_service(),
        Scene("today", "lead1", at("today")),
        Scene("approvals", "lead1", at("approvals")),
        Scene("case-proposed", "lead1", at("case", "proposed")),
        Scene("notices", "store1", at("notices")),
        *(Scene(f"settings-{name}", "admin", setting(name)) for name in page_words()),
    )
