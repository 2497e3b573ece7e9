"""The panel beside a list: the case one stands on in brief, its likely step, and the way to its page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aftersales.domain.workflow import Step
from ui import texts
from ui.errors import problems
from ui.i18n import translate
from ui.models.cells import Cell, SeverityMark, StateMark
from ui.views.casework.planes import Plane
from ui.widgets import fonts
from ui.widgets.badges import Badge
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.paint import strokes
from ui.widgets.sections import Facts
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.errors import CodedError
    from ui.presenters.case import CaseLook, CasePage, CasePresenter
    from ui.presenters.live.taking_back import Made
    from ui.views.casework.wording import Wording
    from ui.views.room import Room

NARROW, WIDE = 336, 420
PAUSE = 120
"""Milliseconds that one stands on a row before its case is read."""
PLACES: Mapping[str, str] = {
    Step.APPROVE: "approvals",
    Step.COUNTERSIGN: "approvals",
    Step.FOLLOW_UP: "follow_ups",
}
"""Screens where a step is taken; the others on the page of the case."""
RECENT = 5
LONGEST = 600
"""Characters of the customer's words that are shown; the page has all."""


class Preview(Plane):
    """``show_of`` a case's number; ``left``: it is closed. Steps that ask something are taken on the page."""

    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(Token.SURFACE, left=True)
        self._room = room
        self._case_no = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._read)
        self.number = PlainLabel("", fonts.label, Token.INK3)
        self.page = Button(kind=Kind.GHOST, small=True).only_icon(
            "external-link", translate("Preview", "打开投诉单")
        )
        self.close_button = Button(kind=Kind.GHOST, small=True).only_icon(
            "x", translate("Preview", "收起预览")
        )
        self.likely = Button("", Kind.PRIMARY)
        self.open_button = Button(translate("Preview", "打开"), key="↵")
        self.refused = Note()
        self.body = QWidget()
        self._lay_out()
        for button in (self.page, self.open_button):
            button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.left)
        self.likely.clicked.connect(self._step)
        self.setAccessibleName(translate("Preview", "预览"))

    @cached_property
    def presenter(self) -> CasePresenter:
        """Reads the case one stands on; made with the first."""
        from ui.presenters.case import CasePresenter

        return CasePresenter(self, self._room.runner, self._room.signed)

    def _lay_out(self) -> None:
        column, head, foot = QVBoxLayout(self), QHBoxLayout(), Flow((self.likely, self.open_button))
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        head.setContentsMargins(px(20), px(12), px(12), px(4))
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(self.page)
        head.addWidget(self.close_button)
        foot.setContentsMargins(px(20), px(8), px(20), px(12))
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setWidget(self.body)
        self.body.setAutoFillBackground(False)
        column.addLayout(head)
        column.addWidget(self.area, 1)
        column.addWidget(self.refused)
        column.addWidget(foot)
        self.refused.hide()
        self.likely.hide()
        self.open_button.hide()

    # Which case

    def show_of(self, case_no: str) -> None:
        """Show this case once one stays on it; "" shows none."""
        if case_no == self._case_no:
            return
        self._case_no = case_no
        if case_no and self.isVisible():
            self._pause.start()

    def refresh(self) -> None:
        """Read the case again."""
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        if not self._case_no:
            return
        if self.presenter.look is None or self._shown() != self._case_no:
            self.presenter.open(self._case_no)
        else:
            self.presenter.refresh()

    def _shown(self) -> str:
        look = self.presenter.look
        return look.page.case.complaint.case_no if look is not None else ""

    def _open(self) -> None:
        if self._case_no:
            self._room.frame.go("case", self._case_no)

    def _step(self) -> None:
        look = self.presenter.look
        if look is not None and look.likely is not None:
            self.presenter.begin(look.likely)

    # What the presenter shows

    def show_case(self, look: CaseLook) -> None:
        from ui.views.casework.wording import Wording

        self._tell("")
        case, say = look.page.case, Wording(self._room.words, look.page.office)
        self.number.setText(case.complaint.case_no)
        self.likely.setVisible(look.likely is not None)
        self.likely.setText(self._room.words.step(look.likely) if look.likely else "")
        self.open_button.show()
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(20), 0, px(16), px(12))
        column.setSpacing(px(10))
        title = case.complaint.title or case.complaint.summary or ""
        column.addWidget(Prose(title, fonts.section))
        column.addWidget(self._marks(look, say))
        column.addWidget(Facts(_facts(case, say), 52))
        self._words(column, case)
        self._recent(column, look, say)
        column.addStretch(1)
        self.area.setWidget(self.body)
        self.body.setAutoFillBackground(False)

    def _marks(self, look: CaseLook, say: Wording) -> Flow:
        complaint = look.page.case.complaint
        state = say.words.word("state", complaint.state)
        severity = say.words.word("severity", complaint.severity)
        marks: tuple[Cell, ...] = (
            StateMark(complaint.state, state, held=complaint.held_at is not None),
            SeverityMark(complaint.severity, severity),
            *(say.due(due, look.page.now) for due in look.dues[:1]),
        )
        return Flow([Badge(mark) for mark in marks], gap=16)

    def _words(self, column: QVBoxLayout, case: Case) -> None:
        from ui.views.casework.gauges import Rule

        said = case.complaint.verbatim or ""
        if said:
            column.addWidget(Rule())
            column.addWidget(PlainLabel(translate("Preview", "客户原话"), fonts.label, Token.INK3))
            column.addWidget(Prose(said if len(said) <= LONGEST else f"{said[:LONGEST]}…"))

    def _recent(self, column: QVBoxLayout, look: CaseLook, say: Wording) -> None:
        from ui.views.casework.gauges import Rule

        column.addWidget(Rule())
        column.addWidget(PlainLabel(translate("Preview", "最近"), fonts.label, Token.INK3))
        facts = []
        for row in look.happened[:RECENT]:
            entry = say.entry(row, look.page.now)
            told = " ".join(part for part in (entry.who, entry.what) if part)
            facts.append(
                (f"{entry.day} {entry.time}", f"{told}{texts.colon()}{entry.said}" if entry.said else told)
            )
        column.addWidget(Facts(tuple(facts), 84))

    def show_form(self, step: str, page: CasePage, given: Mapping[str, str]) -> None:
        """What asks something is asked where it is done."""
        self._room.frame.go(PLACES.get(step, "case"), self._case_no)

    def show_taken(self, step: str) -> None:
        self.show_taken_elsewhere(step, self._shown())

    def show_taken_elsewhere(self, step: str, case_no: str, made: Made | None = None) -> None:
        told = translate("Preview", "{step}：{no}")
        self._room.frame.say(told.format(step=self._room.words.step(step), no=case_no))
        self._room.frame.changed()

    def show_refused_elsewhere(self, step: str, case_no: str, error: CodedError) -> None:
        from ui.views.casework.putting_away import refused_elsewhere

        refused_elsewhere(self._room, step, case_no, error)

    def show_refused(self, error: CodedError) -> None:
        self._tell("\n".join(problem.sentence for problem in problems(error, self._room.words)))

    def _tell(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))
        strokes.tip(self.refused, sentence)


def _facts(case: Case, say: Wording) -> tuple[tuple[str, str], ...]:
    customer, complaint = case.customer, case.complaint
    kind = say.words.word("cust_type", customer.cust_type)
    who = "·".join(part for part in (customer.cust_name, kind) if part)
    reached = " ".join(
        part for part in (customer.contact_name, *(p.number for p in customer.phones[:1])) if part
    )
    facts = (
        (translate("Preview", "客户"), who),
        (translate("Preview", "联系"), reached),
        (translate("Preview", "产品"), say.product(case)),
        (translate("Preview", "负责人"), say.person(complaint.owner)),
        (translate("Preview", "诉求"), texts.semicolon().join(say.demands(case))),
        (translate("Preview", "敏感期"), complaint.sensitive_period or ""),
    )
    return tuple((label, value) for label, value in facts if value)
