"""The page of one case: head, path, sections open where the work is, timeline, and the steps to take now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.codes import Mark
from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import Step
from ui.errors import problems
from ui.i18n import translate
from ui.models.cells import SeverityMark, StateMark
from ui.presenters.case import SECTIONS, CaseLook, CasePage, CasePresenter, Happened, Offered
from ui.presenters.exporting import Table
from ui.presenters.live.refresh import Heard
from ui.presenters.live.taking_back import Made
from ui.texts import cautioned
from ui.views import tables
from ui.views.casework.facts_line import FactsLine
from ui.views.casework.head_line import HeadLine
from ui.views.casework.planes import Plane, scrolled
from ui.views.casework.sections import Content, Sections, section_word
from ui.views.casework.side import NoteLine, kinds_of_entries, side_of
from ui.views.casework.star import Star
from ui.views.casework.wording import Wording
from ui.views.files.case import CaseFiles
from ui.views.keeping import StepKeeper
from ui.views.listing import queues
from ui.views.live.beside import BesideLabel
from ui.views.notices.letters import offer_copies
from ui.views.printing.opening import case_printing
from ui.views.room import Page, Room
from ui.views.step_form import StepFormView
from ui.views.taking_back import say_made, take_back
from ui.widgets import fonts
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, Kind, untold
from ui.widgets.fields.field import Note
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.paint import strokes
from ui.widgets.sections import Section
from ui.widgets.stepper import Stepper
from ui.widgets.theme import px
from ui.widgets.timeline import Timeline
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

LIKELY_KEY = "A"
STEP_ICONS: Mapping[str, str] = {
    Step.ANSWER: "send",
    Step.ACCEPT: "check",
    Step.PROPOSE: "gavel",
    Step.APPROVE: "check",
    Step.FOLLOW_UP: "phone-check",
    Step.SIGN: "signature",
    Step.ISSUE_AGREEMENT: "file-certificate",
}
BESIDE: Mapping[str, str] = {Step.CONTACT: "phone", Step.PROMISE: "heart-handshake"}
"""Actions that are always at hand beside the menu, with their icons."""


class CaseView(Page):
    """A case. Opened with its number; asks again when something was written."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._say = Wording(room.words, room.signed.office)
        self._sections = Sections(self._say, self._room)
        self._happened: tuple[Happened, ...] = ()
        self._case_no = ""
        self._opened_for = ("", "")
        self.presenter = CasePresenter(self, room.runner, room.signed)
        self.form = StepFormView(room)
        self.keeper = StepKeeper(self.form, room)
        self._make_head()
        self.stepper = Stepper()
        self.contents = {name: Content() for name in SECTIONS}
        self.sections = {name: Section(section_word(name), each) for name, each in self.contents.items()}
        self.files = CaseFiles(room, page=self)
        self.timeline = Timeline()
        self.kinds = kinds_of_entries()
        self.note = NoteLine()
        self._notes: dict[str, str] = {}
        self._lay_out()
        self._listen()

    # The head

    def _make_head(self) -> None:
        self.number = PlainLabel("", fonts.label, Token.INK3)
        self.copy = Button(kind=Kind.GHOST, small=True).only_icon("copy", translate("Case", "复制编号"))
        self.star = Star(self._room.prefs)
        self.state, self.severity = Badge(StateMark("registered", "")), Badge(SeverityMark("general", ""))
        self.round = PlainLabel("", fonts.label, Token.INK3)
        self.also = BesideLabel(self._room)
        self.title = PlainLabel("", fonts.title)
        self.facts = FactsLine()
        self.caution, self.refused = Note(), Note()
        self.likely = Button("", Kind.PRIMARY, key=LIKELY_KEY)
        self.others = Button(translate("Case", "其他步骤"))
        self.others.opens = True
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.print = case_printing(self, self._room, self.presenter)
        self.beside = {step: Button("", Kind.GHOST, icon=icon) for step, icon in BESIDE.items()}

    def _head(self) -> QWidget:
        head = Plane(Token.SURFACE, below=True)
        column = QVBoxLayout(head)
        column.setContentsMargins(px(24), px(8), px(20), px(8))
        column.setSpacing(px(2))
        column.addWidget(self._first_line())
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.caution)
        column.addWidget(self.refused)
        self.refused.hide()
        return head

    def _first_line(self) -> HeadLine:
        line = HeadLine(
            (self.number, self.copy, self.star, self.state, self.severity, self.round, self.also),
            (self.print, *self.beside.values(), self.others, self.likely),
        )
        for step, button in self.beside.items():
            line.name(button, self._room.words.step(step))
        return line

    # The page

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        path = Plane(Token.SURFACE, below=True)
        inset = QHBoxLayout(path)
        inset.setContentsMargins(px(24), 0, px(24), 0)
        inset.addWidget(self.stepper)
        page.addWidget(path)
        rest = QHBoxLayout()
        rest.setSpacing(0)
        self.pile = QStackedWidget()
        self.pile.addWidget(self._reading())
        self.pile.addWidget(self.form)
        rest.addWidget(self.pile, 1)
        rest.addWidget(side_of(self.timeline, self.kinds, self.note))
        page.addLayout(rest, 1)

    def _reading(self) -> QScrollArea:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(8), px(24), px(24))
        column.setSpacing(0)
        for section in self.sections.values():
            column.addWidget(section)
        column.addWidget(self.files.section)
        column.addStretch(1)
        return scrolled(body)

    def _listen(self) -> None:
        self.kinds.edited.connect(self._show_timeline)
        self.copy.clicked.connect(self._copy_number)
        tables.let_copy(self, self.table, self._room.frame.say)
        self.likely.clicked.connect(self.take_likely)
        self.others.clicked.connect(self.open_menu)
        for step, button in self.beside.items():
            button.clicked.connect(partial(self.presenter.begin, step))
        self.note.said.connect(self.log)
        self.form.left.connect(self.put_form_away)
        self.form.taken.connect(self._form_taken)
        self.timeline.asked.connect(self._take_back)
        on_key(LIKELY_KEY, self, self.take_likely, INSIDE)

    # What the frame asks

    def open(self, key: str) -> None:
        if key and key != self._case_no and self.may_leave():
            self._read_again()
            self._notes[self._case_no] = self.note.words()
            self.note.show_words(self._notes.pop(key, ""))
            self._case_no = key
            self.also.at(key)
            self.presenter.open(key)

    def refresh(self) -> None:
        self.presenter.refresh()

    def hear(self, heard: Heard) -> None:
        if self._case_no in heard.cases or heard.office or heard.all:
            self.refresh()
        self.also.hear(heard)

    def may_leave(self) -> bool:
        if self.pile.currentWidget() is not self.form:
            return True
        self.form.leave()
        return self.pile.currentWidget() is not self.form

    # What the presenter shows

    def show_case(self, look: CaseLook) -> None:
        self._say = Wording(self._room.words, look.page.office)
        self._sections = Sections(self._say, self._room)
        self._show_head(look)
        self._show_steps(look)
        now = look.page.now
        self.stepper.show_stations([self._say.station(stop, now) for stop in look.stops])
        told = look.page.case.complaint
        anew = self._opened_for != (told.case_no, told.state)
        self._show_sections(look, anew=anew)
        if anew:
            self._opened_for = (told.case_no, told.state)
            self.files.section.open(yes=any(not row.gone for row in look.page.case.attachments))
            self.star.at(told.case_no, told.title or told.summary or look.page.case.customer.cust_name or "")
        self.files.show_case(look.page.case, now)
        self._happened = look.happened
        self._show_timeline()
        self._say_refused("")

    def _show_sections(self, look: CaseLook, *, anew: bool) -> None:
        for name, section in self.sections.items():
            content = self.contents[name]
            if anew:
                content.show_parts(None)
                section.open(yes=name == look.open_section)
            summary, right, make = self._sections.of(name, look)
            section.head.tell(summary, right)
            content.show_parts(make)

    def _show_head(self, look: CaseLook) -> None:
        case, words = look.page.case, self._room.words
        told, now = case.complaint, look.page.now
        self.number.setText(told.case_no)
        held = Mark.ON_HOLD in told.marks
        self.state.show_cell(StateMark(told.state, words.word("state", told.state), held))
        self.severity.show_cell(SeverityMark(told.severity, words.word("severity", told.severity)))
        self.round.setText(self._say.rounds(look))
        self.title.setText(told.title or told.summary or "")
        phone = next((phone.number for phone in case.customer.phones), "")
        contact = " ".join(part for part in (case.customer.contact_name, phone) if part)
        nobody = translate("Case", "还没有人接收")
        owner = translate("Case", "负责人 {name}").format(name=self._say.person(told.owner))
        values = (
            case.customer.cust_name or "",
            contact,
            self._say.product(case),
            owner if told.owner else nobody,
        )
        self.facts.show_facts(values, [self._say.clock(due, now) for due in look.dues[:2]])
        self.caution.say(cautioned(look.cautions, words), "alert-triangle", Token.AMBER)
        self.caution.setVisible(bool(look.cautions))

    def _show_steps(self, look: CaseLook) -> None:
        self.likely.setVisible(look.likely is not None)
        if look.likely is not None:
            self.likely.icon_name = STEP_ICONS.get(look.likely, "")
            self.likely.setText(self._room.words.step(look.likely))
        by_step = {offer.step: offer for offer in look.steps}
        for step, button in self.beside.items():
            offer = by_step.get(step)
            button.setVisible(offer is not None)
            button.may_not(self._why(offer) if offer else "")
        self._quieten()

    def _fill_menu(self) -> None:
        """Every step, those that may not be taken beneath with their reason; only when it opens."""
        look = self.presenter.look
        self.menu.clear()
        if look is not None:
            self._offer([offer for offer in look.steps if offer.refused is None])
            self.menu.addSeparator()
            self._offer([offer for offer in look.steps if offer.refused is not None])
            offer_copies(self.menu, self._room, look.page.case)

    def _offer(self, offers: list[Offered]) -> None:
        for offer in offers:
            action = QAction(untold(self._room.words.step(offer.step)), self.menu)
            action.setData(offer.step)
            action.setEnabled(offer.refused is None)
            action.setToolTip(strokes.plain_tip(self._why(offer)))
            action.triggered.connect(partial(self._begin, offer.step))
            self.menu.addAction(action)

    def _begin(self, step: str, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        self.presenter.begin(step)

    def _why(self, offer: Offered) -> str:
        if offer.refused is None:
            return ""
        return self._room.words.sentence(offer.refused.code, offer.refused.facts)

    def _show_timeline(self) -> None:
        look = self.presenter.look
        if look is not None:
            self.timeline.show_entries([self._say.entry(row, look.page.now) for row in self._wanted()])

    def table(self) -> Table:
        """The timeline as it is filtered."""
        return queues.timeline(self._case_no, self._wanted(), self._say)

    def _wanted(self) -> list[Happened]:
        kind = self.kinds.code()
        return [row for row in self._happened if kind in ("all", row.kind)]

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:
        self._say_refused("")
        self.form.presenter.begin(step, page, given)
        self.keeper.begin(self._case_no, step)
        self.pile.setCurrentWidget(self.form)
        self.also.at(self._case_no, step)
        self._quieten()
        self.form.begin_in()

    def _quieten(self) -> None:
        """While a form is open it alone asks to be pressed."""
        if self.pile.currentWidget() is self.form:
            for part in (self.others, self.note, *self.beside.values()):
                part.setEnabled(False)
            self.likely.hide()

    def _take_back(self, at: int) -> None:
        made = self._wanted()[at].made
        if made is not None:
            take_back(self._room, made)

    def _form_taken(self, step: str) -> None:
        self.show_taken(step, self.form.presenter.made)

    def show_taken(self, step: str, made: Made | None = None) -> None:
        self.put_form_away()
        if step == Step.CONTACT:
            self.note.show_words("")
        told = translate("Case", "已办：{step}").format(step=self._room.words.step(step))
        say_made(self._room, told, made)
        self._room.frame.changed()
        self.presenter.refresh()

    def show_refused(self, error: CodedError) -> None:
        if self.pile.currentWidget() is self.form:
            self.form.show_refused(error)
        else:
            self._say_refused("\n".join(each.sentence for each in problems(error, self._room.words)))

    def show_taken_elsewhere(self, step: str, case_no: str, made: Made | None) -> None:
        self.form.show_taken_elsewhere(step, case_no, made)

    def show_refused_elsewhere(self, step: str, case_no: str, error: CodedError) -> None:
        self.form.show_refused_elsewhere(step, case_no, error)

    def _say_refused(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    # What a person does

    def log(self, words: str) -> None:
        """A note becomes a contact; an open form comes first."""
        if self.pile.currentWidget() is not self.form:
            self.presenter.log(words)

    def take_likely(self) -> None:
        """Begin the most likely step."""
        look = self.presenter.look
        if look is not None and look.likely is not None and self.pile.currentWidget() is not self.form:
            self.presenter.begin(look.likely)

    def open_menu(self) -> None:
        """Open the menu of the other steps beneath its button."""
        self.menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))

    def _read_again(self) -> None:
        self.pile.setCurrentIndex(0)
        for part in (self.others, self.likely, self.note, *self.beside.values()):
            part.setEnabled(True)

    def put_form_away(self) -> None:
        """Show the sections again."""
        self._read_again()
        self.also.at(self._case_no)
        look = self.presenter.look
        if look is not None:
            self._show_steps(look)
        self.likely.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy_number(self) -> None:
        QGuiApplication.clipboard().setText(self.number.text())


def make(room: Room) -> Page:
    """The page for the frame."""
    return CaseView(room)
