"""Service and leader: accepted with a key, proposed by typing, approved with a key, answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from aftersales import words
from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.codes import ApprovalDecision, State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.registering import register
from tests.presenters.call_desk import LONG, copied, made_office
from tests.stories.ui.call_room import Keyboard, Remembering
from ui.prefs import Prefs
from ui.presenters.session import signed
from ui.presenters.staying import Staying
from ui.tasks import Tasks, guard
from ui.views.approvals import ApprovalsView
from ui.views.case import CaseView
from ui.views.parts.row_table import RowTable
from ui.views.room import Room
from ui.widgets.dress import dress
from ui.widgets.fields.choice import ComboInput
from ui.widgets.fields.field import Field
from ui.widgets.tokens import Scheme

LEADER_KEYS = 1
"""Keys that a leader presses to approve what is on his page: screens.md promises one."""


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case."""
    return made_office(tmp_path_factory)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Real lanes; a bug in them, or a question asked in the window's thread, fails the test."""
    dress(qapp, Scheme.LIGHT)
    bugs: list[BaseException] = []
    made = Tasks(refused=bugs.append, bug=bugs.append)
    yield made
    made.close()
    assert bugs == []


class Desks:
    """One office with a window for each person."""

    def __init__(self, office: App, tasks: Tasks, folder: Path, qtbot: QtBot) -> None:
        self.office, self.tasks, self.folder, self.qtbot = office, tasks, folder, qtbot
        self.frame, self.stay = Remembering(), Staying(tasks, lambda _: None)
        self.service, self.leader = self._room("service1"), self._room("lead1")
        self.number = office.do(register, LONG).complaint.case_no

    def _room(self, login: str) -> Room:
        who = signed(self.office.signed_in(login), "test", login)
        spoken = words.words(zone=who.office.zone)
        return Room(who, self.stay, spoken, Prefs(self.folder / f"{login}.json"), self.frame)

    def front(self, page: QWidget) -> None:
        """Show the page in a window and bring it to the front."""
        self.qtbot.addWidget(page, before_close_func=lambda _: self.stay.leave())
        page.resize(1188, 690)
        page.show()
        page.activateWindow()
        QTest.qWaitForWindowActive(page)

    def wait(self, true: Callable[[], object]) -> None:
        """Until it is so."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=10_000)


@pytest.fixture
def desks(office_file: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> Iterator[Desks]:
    """An office in one file with a complaint; from then on nobody asks the core in the window's thread."""
    made = Desks(copied(office_file, tmp_path / "office", "clerk1"), tasks, tmp_path, qtbot)
    take_off = guard(App, "do", "ask")
    yield made
    take_off()


def test_from_acceptance_to_the_answer(desks: Desks) -> None:
    """A complaint is accepted, proposed, approved and answered with keys and mouse in real windows."""
    number = desks.number
    view = accepted(desks, number)
    proposed(desks, view)
    approved(desks, number)
    answered(desks, view)
    found: list[Case] = []
    desks.tasks.run(lambda: desks.office.ask(read_case, number), found.append)
    desks.wait(lambda: found)
    case = found[0]
    assert case.complaint.state == State.OFFERED
    assert [row.decision for row in case.approvals] == [ApprovalDecision.APPROVE]
    assert case.proposals[-1].authority_value == 86_000
    assert case.answers[-1].content == "补偿八百六十元，三日内到账。"


def accepted(desks: Desks, number: str) -> CaseView:
    """The service person opens the case and presses A."""
    view = CaseView(desks.service)
    desks.front(view)
    view.open(number)
    desks.wait(lambda: view.likely.text() == "接收")
    QTest.keyClick(view, Qt.Key.Key_A)
    desks.wait(lambda: view.likely.text() == "报批")
    return view


def proposed(desks: Desks, view: CaseView) -> None:
    """What was found and what is offered is typed; the form says who must approve; Ctrl+Enter submits."""
    worked_out(view)
    QTest.keyClick(view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desks.wait(lambda: str(view.state.cell()) == "待审批")


def worked_out(view: CaseView) -> None:
    """The form of the proposal, filled in."""
    keys = Keyboard()
    QTest.mouseClick(view.likely, Qt.MouseButton.LeftButton)
    fields, table = view.form.fields, view.form.tables["remedies"]
    choose(fields["finding.founded"].widget, Qt.Key.Key_Space)
    for path, text in (
        ("finding.basis", "样品与留样相符，封口不严"),
        ("proposal.opinion", "补偿停车损失"),
        ("complaint.summary", "低温乳化发白"),
        ("complaint.restated_who", "周师傅"),
        ("product_line.1.produced_on", "2026-01-18"),
    ):
        fields[path].take_focus()
        keys.write(text)
    for path in ("finding.basis_files", "complaint.occurred_on", "customer.contact_title", *unknown(fields)):
        fields[path].take_focus()
        keys.press(Qt.Key.Key_F2)
    for path, times in (("finding.cause_main", 1), ("customer.cust_type", 1)):
        fields[path].take_focus()
        keys.press(Qt.Key.Key_Down, times)
    for path in ("proposal.decision", "complaint.restated_ok"):
        choose(fields[path].widget, Qt.Key.Key_Space)
    remedy(table, keys)
    assert "林佩珊" in view.form.who.text()
    assert "捌佰陆拾元整" in view.form.total.text()


def unknown(fields: Mapping[str, Field]) -> list[str]:
    """What nobody knows of the product."""
    wanted = ("started_using", "prev_brand", "prev_state", "recent_state", "receipt_kind", "symptom", "spec")
    paths = (f"product_line.1.{name}" for name in wanted)
    return [path for path in paths if path in fields]


def choose(widget: QWidget, key: Qt.Key) -> None:
    """The first choice of parts side by side."""
    part = widget.focusProxy() or widget
    part.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClick(part, key)


def remedy(table: RowTable, keys: Keyboard) -> None:
    """Cash of 860 元 in a week."""
    kind, amount, due = (table.cells(name)[0] for name in ("kind", "amount", "due"))
    assert isinstance(kind, ComboInput)
    kind.setFocus(Qt.FocusReason.OtherFocusReason)
    while kind.code() != "cash":
        keys.press(Qt.Key.Key_Down)
    amount.setFocus(Qt.FocusReason.OtherFocusReason)
    keys.write("860")
    due.setFocus(Qt.FocusReason.OtherFocusReason)
    keys.write("+7")
    keys.enter()


def approved(desks: Desks, number: str) -> None:
    """The leader finds it on his page and presses one key."""
    view = ApprovalsView(desks.leader)
    desks.front(view)
    view.open("")
    desks.wait(lambda: view.page is not None)
    keys = Keyboard()
    keys.press(Qt.Key.Key_A)
    desks.wait(lambda: view.pile.currentWidget() is view.empty)
    assert keys.pressed == LEADER_KEYS
    assert f"同意：{number}" in desks.frame.said


def answered(desks: Desks, view: CaseView) -> None:
    """The service person sees the decision and tells the customer."""
    desks.front(view)
    view.refresh()
    desks.wait(lambda: view.likely.text() == "答复")
    assert any(entry.what == "同意" for entry in view.timeline.entries())
    QTest.keyClick(view, Qt.Key.Key_A)
    keys, fields = Keyboard(), view.form.fields
    fields["answer.channel"].take_focus()
    keys.press(Qt.Key.Key_Down)
    fields["answer.content"].take_focus()
    keys.write("补偿八百六十元，三日内到账。")
    QTest.mouseClick(view.form.submit, Qt.MouseButton.LeftButton)
    desks.wait(lambda: str(view.state.cell()) == "待客户确认")
    assert view.presenter.look is not None
    assert view.presenter.look.likely in (None, Step.ACCEPT_OFFER)
