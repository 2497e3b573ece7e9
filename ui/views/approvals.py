"""审批: the queue at the left, one page to decide on at the right, one key for each decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from aftersales.domain.errors import CodedError
from aftersales.domain.money import yuan
from aftersales.domain.workflow import Step
from ui.errors import show_beside
from ui.i18n import translate
from ui.presenters.approvals import DECISIONS, ApprovalDuty, ApprovalLook, ApprovalsPresenter
from ui.views.casework.decision_page import DecisionPage
from ui.views.casework.planes import Plane, scrolled
from ui.views.casework.wording import Wording
from ui.views.room import Page, Room
from ui.views.step_form import StepFormView
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind, untold
from ui.widgets.fields.field import Field, Note
from ui.widgets.fields.line import LineInput
from ui.widgets.paint import strokes
from ui.widgets.sections import EmptyList
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

QUEUE = 272
ROW = 64
KEYS: Mapping[str, str] = {
    Step.APPROVE: "A",
    Step.SEND_BACK: "R",
    Step.REJECT: "D",
    Step.FORWARD_APPROVAL: "T",
    Step.ADD_APPROVER: "C",
}
LOWER_KEY = "L"
_LOOKS: Mapping[str, tuple[Kind, str]] = {
    Step.APPROVE: (Kind.PRIMARY, "check"),
    Step.SEND_BACK: (Kind.PLAIN, "arrow-back-up"),
    Step.REJECT: (Kind.DANGER, "x"),
    Step.FORWARD_APPROVAL: (Kind.GHOST, ""),
    Step.ADD_APPROVER: (Kind.GHOST, ""),
}


class QueueRow(QAbstractButton):
    """One decision that waits: customer and amount, what it is and for whom one stands in."""

    def __init__(self, duty: ApprovalDuty, under: str) -> None:
        super().__init__()
        self.case_no = duty.head.case_no
        self._customer = duty.head.cust_name or duty.head.case_no
        self._amount = f"¥{yuan(duty.proposal.authority_value)}"
        self._under = under
        self.setText(untold(self._customer))
        self.setAccessibleDescription(f"{self._amount} {under}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        strokes.tip(self, under)

    def sizeHint(self) -> QSize:
        return QSize(px(QUEUE), px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if self.isChecked():
            painter.fillRect(self.rect(), colour(Token.SOFT))
            painter.fillRect(0, 0, 3, self.height(), colour(Token.ACCENT))
        elif self.underMouse():
            painter.fillRect(self.rect(), colour(Token.HOVER))
        box = QRectF(px(24), px(10), self.width() - px(40), px(22))
        wide = strokes.width_of(self._amount, fonts.strong()) + px(8)
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.strong())
        room = round(box.width()) - wide
        painter.drawText(box, strokes.LEFT, strokes.elided(self._customer, fonts.strong(), room))
        painter.drawText(box, strokes.RIGHT, self._amount)
        painter.setPen(colour(Token.INK2))
        painter.setFont(fonts.body())
        below = box.translated(0, px(23))
        painter.drawText(below, strokes.LEFT, strokes.elided(self._under, fonts.body(), round(box.width())))
        strokes.hairline(painter, px(24), self.height() - 1, self.width() - px(40))
        if self.hasFocus():
            strokes.ring(painter, QRectF(self.rect()), px(4))


class Queue(QWidget):
    """The rows; the arrow keys walk, walking shows."""

    chose = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QueueRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def show_rows(self, rows: list[QueueRow]) -> None:
        """Show these instead."""
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = rows
        for at, row in enumerate(rows):
            self._column.insertWidget(at, row)
            row.clicked.connect(partial(self._choose, row))
            row.installEventFilter(self)

    def _choose(self, row: QueueRow, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        self.chose.emit(row.case_no)

    def mark(self, case_no: str) -> None:
        """Show which one is on the page."""
        for row in self.rows:
            row.setChecked(row.case_no == case_no)

    def walk(self, by: int) -> None:
        """Go to the next or the previous one."""
        at = next((at for at, row in enumerate(self.rows) if row.isChecked()), -1) + by
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
            self.rows[at].click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.walk(by)
                return True
        return super().eventFilter(watched, event)


class ApprovalsView(Page):
    """What waits for this leader's word."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.presenter = ApprovalsPresenter(self, room.runner, room.signed)
        self.page: DecisionPage | None = None
        self._shown: tuple[str, int] | None = None
        self.count, self.sum = (
            PlainLabel("", fonts.label, Token.INK3),
            PlainLabel("", fonts.label, Token.INK3),
        )
        self.queue = Queue()
        self.buttons = {step: self._button(step) for step in DECISIONS}
        self.comment = LineInput(translate("Approvals", "意见：退回、不同意时必填"))
        self.field = Field("", self.comment, label_width=0)
        self.comment.setAccessibleName(translate("Approvals", "意见"))
        self.less = Button(translate("Approvals", "调减"), Kind.GHOST, icon="arrow-down", key=LOWER_KEY)
        self.less.setCheckable(True)
        self.refused = Note()
        self.form = StepFormView(room)
        self._lay_out()
        self._listen()

    def _button(self, step: str) -> Button:
        kind, icon = _LOOKS[step]
        return Button(self._room.words.step(step), kind, icon=icon, key=KEYS[step])

    def _lay_out(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._left())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        why = translate("Approvals", "报批的方案轮到你时会出现在这里。")
        self.empty = EmptyList("gavel", translate("Approvals", "没有等你审批的"), why)
        self.pile = QStackedWidget()
        self.pile.addWidget(self.empty)
        self.pile.addWidget(self._right())
        self.pile.addWidget(self.form)
        page.addWidget(self.pile, 1)

    def _left(self) -> QWidget:
        left = Plane(Token.SUNKEN)
        left.setFixedWidth(px(QUEUE))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, px(12), 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(px(24), 0, px(16), px(4))
        head.addWidget(PlainLabel(translate("Approvals", "审批"), fonts.title))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.sum)
        column.addLayout(head)
        column.addWidget(scrolled(self.queue), 1)
        return left

    def _right(self) -> QWidget:
        right, bar = Plane(Token.SURFACE, left=True), QHBoxLayout()
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(28), px(10), px(28), px(12))
        foot.addWidget(self.refused)
        bar.setSpacing(px(8))
        for step in (Step.APPROVE, Step.SEND_BACK, Step.REJECT):
            bar.addWidget(self.buttons[step], 0, Qt.AlignmentFlag.AlignTop)
        bar.addWidget(self.field, 1)
        for button in (self.less, self.buttons[Step.FORWARD_APPROVAL], self.buttons[Step.ADD_APPROVER]):
            bar.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        foot.addLayout(bar)
        column.addLayout(foot)
        self.refused.hide()
        return right

    def _listen(self) -> None:
        self.queue.chose.connect(self.presenter.choose)
        reach = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for step, button in self.buttons.items():
            button.clicked.connect(partial(self.decide, step))
            QShortcut(QKeySequence(KEYS[step]), self, partial(self._pressed, button), context=reach)
        QShortcut(QKeySequence(LOWER_KEY), self, partial(self._pressed, self.less), context=reach)
        self.less.toggled.connect(self._lowering)
        self.form.left.connect(self._put_form_away)
        self.form.taken.connect(self._handed_on)

    # What the frame asks

    def open(self, key: str) -> None:
        self.presenter.open(key)

    def refresh(self) -> None:
        self.presenter.refresh()

    # What the presenter shows

    def show_queue(self, waiting: tuple[ApprovalDuty, ...]) -> None:
        self.count.setText(str(len(waiting)))
        total = sum(duty.proposal.authority_value for duty in waiting)
        self.sum.setText(translate("Approvals", "合计 ¥{sum}").format(sum=yuan(total)) if waiting else "")
        self.queue.show_rows([QueueRow(duty, self._under(duty)) for duty in waiting])

    def _under(self, duty: ApprovalDuty) -> str:
        told = duty.head.title or duty.head.case_no
        if duty.row.approver == self._room.signed.login:
            return told
        name = Wording(self._room.words, self._room.signed.office).person(duty.row.approver)
        return translate("Approvals", "代 {name}：{what}").format(name=name, what=told)

    def show_page(self, look: ApprovalLook | None) -> None:
        shown = (look.case.complaint.case_no, look.case.complaint.version) if look else None
        if look is not None and shown == self._shown and self.page is not None:
            self.queue.mark(look.case.complaint.case_no)
            return
        self._shown = shown
        self._say("")
        self.comment.show_words("")
        self.field.show_wrong("")
        self.less.setChecked(False)
        if look is None:
            self.page = None
            self.pile.setCurrentWidget(self.empty)
            return
        self.page = DecisionPage(look, Wording(self._room.words, look.approval.page.office))
        self.page.ours.changed.connect(self._name_approval)
        self.area.setWidget(self.page)
        self.area.viewport().setAutoFillBackground(False)
        self.page.setAutoFillBackground(False)
        self.queue.mark(look.case.complaint.case_no)
        self.pile.setCurrentIndex(1)
        for step, button in self.buttons.items():
            refused = look.refused[step]
            button.may_not(self._room.words.sentence(refused.code, refused.facts) if refused else "")
        if not self.comment.hasFocus():
            self.buttons[Step.APPROVE].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, busy: bool) -> None:
        look = self.presenter.look
        for step, button in self.buttons.items():
            button.setEnabled(not busy and (look is None or look.refused[step] is None))

    def show_ask(self, step: str, look: ApprovalLook) -> None:
        comment = self.comment.words()
        self.form.presenter.begin(step, look.approval.page, {"comment": comment} if comment else {})
        self.pile.setCurrentWidget(self.form)
        self.form.begin_in()

    def show_decided(self, step: str, case_no: str) -> None:
        told = translate("Approvals", "{step}：{no}")
        self._room.frame.say(told.format(step=self._room.words.step(step), no=case_no))
        self._room.frame.changed()

    def show_refused(self, error: CodedError) -> None:
        rest = show_beside(error, self._room.words, {"comment": self.field})
        self._say("\n".join(problem.sentence for problem in rest))

    def _say(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    # What a person does

    def _pressed(self, button: Button) -> None:
        """A key decides only while its button is in sight: letters in the form mean nothing."""
        if button.isVisible():
            button.click()

    def decide(self, step: str, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        """Decide with the comment that stands there, and the rows as they were lowered."""
        lowered = self.page.ours.lowered() if self.page is not None else {}
        self.presenter.decide(step, self.comment.words(), lowered)

    def _lowering(self, yes: bool) -> None:
        if self.page is None:
            return
        self.page.ours.lowering(yes=yes)
        field = next((f for f in self.page.ours.fields.values() if not f.isHidden()), None)
        if yes and field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()
        self._name_approval()

    def _name_approval(self) -> None:
        lowers = self.page is not None and bool(self.page.ours.lowered())
        lower = translate("Approvals", "同意并调减")
        self.buttons[Step.APPROVE].setText(lower if lowers else self._room.words.step(Step.APPROVE))

    def _put_form_away(self) -> None:
        self.pile.setCurrentIndex(1)

    def _handed_on(self, step: str) -> None:
        look = self.presenter.look
        self.pile.setCurrentIndex(1)
        self.show_decided(step, look.case.complaint.case_no if look else "")
        self.presenter.refresh()


def make(room: Room) -> Page:
    """The page for the frame."""
    return ApprovalsView(room)
