"""审批: the queue at the left, one page to decide on at the right, a key each decision, several at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from aftersales.domain.money import yuan
from aftersales.domain.workflow import Step
from ui.errors import show_beside
from ui.i18n import translate
from ui.presenters.approvals import DECISIONS, ApprovalDuty, ApprovalLook, ApprovalsPresenter
from ui.presenters.deciding import SEVERAL, Outcome
from ui.presenters.exporting import Table
from ui.presenters.live.merging import Others
from ui.presenters.live.reconsidering import Changed
from ui.views import tables
from ui.views.casework.decision_buttons import KEYS, LOWER_KEY, decision_buttons, switch_off
from ui.views.casework.decision_page import DecisionPage, Typed
from ui.views.casework.planes import Plane, scrolled
from ui.views.casework.queue import Queue, QueueRow
from ui.views.casework.queue_words import QueueWords
from ui.views.casework.several_page import Line, SeveralPage, not_done
from ui.views.casework.wording import Wording
from ui.views.files.reading_area import ReadingArea
from ui.views.listing import queues
from ui.views.live import reconsidering
from ui.views.room import Page, Room
from ui.views.step_form import StepFormView
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Field, Note
from ui.widgets.fields.line import LineInput
from ui.widgets.flow import Flow
from ui.widgets.keys import INSIDE, DoublePress, on_key
from ui.widgets.sections import EmptyList
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

TOGETHER = "*"
"""Where a comment waits that was typed for several decisions at once."""


class ApprovalsView(Page):
    """What waits for this leader's word."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room, self._words = room, QueueWords(room)
        self.presenter = ApprovalsPresenter(self, room.runner, room.signed)
        self.page: DecisionPage | None = None
        self.several: SeveralPage | None = None
        self._outcome = ""
        self._waiting: tuple[ApprovalDuty, ...] = ()
        self._shown: tuple[str, int] | None = None
        self._asked = ""
        self._aside: dict[str, Typed] = {}
        self.reading = ReadingArea(room, self)
        self.area = self.reading.area
        self.count, self.sum = (PlainLabel("", fonts.label, Token.INK3) for _ in range(2))
        self.queue, self.double = Queue(), DoublePress(self)
        self.buttons = decision_buttons(room.words)
        self.comment = LineInput(translate("Approvals", "意见：退回、不同意时必填"))
        self.field = Field("", self.comment, label_width=0)
        self.comment.setAccessibleName(translate("Approvals", "意见"))
        self.less = Button(translate("Approvals", "调减"), Kind.GHOST, icon="arrow-down", key=LOWER_KEY)
        self.less.setCheckable(True)
        self.same = Button("", Kind.GHOST, icon="square-check", small=True)
        self.apart = Button(translate("Approvals", "逐单处理"), Kind.GHOST, small=True, key="Esc")
        self.refused = Note()
        self.form = StepFormView(room)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._left())
        why = translate("Approvals", "报批的方案轮到您时会出现在这里。")
        self.empty = EmptyList("gavel", translate("Approvals", "没有等您审批的"), why)
        self.pile = QStackedWidget()
        self.right = self._right()
        for place in (self.empty, self.right, self.form):
            self.pile.addWidget(place)
        page.addWidget(self.pile, 1)

    def _left(self) -> QWidget:
        left = Plane(Token.SUNKEN, corner=True)
        left.setFixedWidth(px(Queue.WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, px(12), 0, 0)
        self.sum.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = PlainLabel(translate("Approvals", "审批"), fonts.title)
        head = Flow([title, self.count, self.sum], grows=self.sum, least=48)
        head.setContentsMargins(px(24), 0, px(16), px(4))
        column.addWidget(head)
        column.addWidget(scrolled(self.queue), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(14), px(8), px(16), px(12))
        for button in (self.same, self.apart):
            foot.addWidget(button)
            button.hide()
        column.addLayout(foot)
        return left

    def _right(self) -> QWidget:
        right = Plane(Token.SURFACE, left=True)
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(px(28), px(10), px(28), px(12))
        foot.addWidget(self.refused)
        decide = (Step.COUNTERSIGN, Step.APPROVE, Step.SEND_BACK, Step.REJECT)
        beside = (self.less, self.buttons[Step.FORWARD_APPROVAL], self.buttons[Step.ADD_APPROVER])
        bar = [*(self.buttons[step] for step in decide), self.field, Flow(beside)]
        foot.addWidget(Flow(bar, grows=self.field))
        column.addLayout(foot)
        self.refused.hide()
        return right

    def _listen(self) -> None:
        self.queue.chose.connect(self._choose)
        self.queue.ticked.connect(lambda numbers: self._tick(*numbers))
        self.same.clicked.connect(lambda: self._tick(*(d.head.case_no for d in self.presenter.alike())))
        self.apart.clicked.connect(lambda *_: self._tick())
        for step, button in self.buttons.items():
            button.clicked.connect(partial(self.decide, step))
            self.queue.walk_from(button)
        for key in dict.fromkeys(KEYS.values()):
            on_key(key, self, partial(self._key, key), INSIDE)
        on_key(LOWER_KEY, self, partial(self._pressed, self.less), INSIDE)
        tables.let_copy(self, self.table, self._room.frame.say)
        self.less.toggled.connect(self._lowering)
        self.form.left.connect(self._leave_form)
        self.form.taken.connect(self._handed_on)

    # What the frame asks

    def open(self, key: str) -> None:
        if not key or self._form_is_away():
            self.presenter.open(key)

    def refresh(self) -> None:
        self.presenter.refresh()

    def may_end(self) -> bool:
        """A form stays as it is while another page is shown; only with the frame it would be lost."""
        if self.pile.currentWidget() is self.form and self.form.touched and not self.isVisible():
            self._room.frame.go("approvals")
        return self._form_is_away()

    # What the presenter shows

    def show_queue(self, waiting: tuple[ApprovalDuty, ...]) -> None:
        self._waiting = waiting
        self.count.setText(str(len(waiting)))
        total = sum(duty.proposal.authority_value for duty in waiting if not duty.by_word)
        self.sum.setText(translate("Approvals", "合计 ¥{sum}").format(sum=yuan(total)) if waiting else "")
        self.queue.show_rows(
            [QueueRow(duty, self._words.under(duty), self._words.due(duty)) for duty in waiting]
        )
        self.queue.show_ticks([duty.head.case_no for duty in self.presenter.ticked])

    def table(self) -> Table:
        """All that wait, or those that are ticked."""
        return queues.approvals(self.presenter.ticked or self._waiting, self._words.say(), self._words.under)

    def show_page(self, look: ApprovalLook | None) -> None:
        shown = (look.case.complaint.case_no, look.case.complaint.version) if look else None
        if look is not None:
            self.queue.mark(look.case.complaint.case_no)
        if self.several is not None or (look is not None and shown == self._shown and self.page is not None):
            return
        again = (kept := self._kept(shown)) is not None
        if shown is not None and self._shown == (shown[0], 0):  # it is back: that it left is no news
            self._outcome = ""
            self._tell("")
        free = self.reading.may_take_keys(self.queue, anew=not again)
        typing = self.page.ours.typing() if self.page is not None and again else None
        lowered = self._begin_anew(shown[0] if shown else "") if kept is None else kept
        self._shown = shown
        if look is None:
            self._turn_to(self.empty)
            self.same.hide()
            return
        say = Wording(self._room.words, look.approval.page.office)
        self.page = DecisionPage(look, say, self.reading.files(look.case, look.approval.page.now))
        self.page.ours.changed.connect(self._name_approval)
        self.page.ours.show_lowered(lowered, open_=self.less.isChecked())
        self.page.case_wanted.connect(partial(self._room.frame.go, "case", look.case.complaint.case_no))
        self._put(self.page, again=again)
        steps = {Step.COUNTERSIGN} if look.by_word else set(DECISIONS)
        self._show_buttons(steps, lowers=not look.by_word)
        for step, button in self.buttons.items():
            refused = look.refused[step]
            button.may_not(self._room.words.sentence(refused.code, refused.facts) if refused else "")
        if typing is not None:
            self.page.ours.put_cursor(typing)
        elif free and self.pile.currentWidget() is self.right:
            self.buttons[Step.COUNTERSIGN if look.by_word else Step.APPROVE].setFocus()

    def _turn_to(self, place: QWidget) -> None:
        """Show this; a form that is being filled in stays, and it is there when that one is left."""
        if self.pile.currentWidget() is not self.form:
            self.pile.setCurrentWidget(place)

    def _leave_form(self) -> None:
        shows = self.page is not None or self.several is not None
        self.pile.setCurrentWidget(self.right if shows else self.empty)

    def _kept(self, shown: tuple[str, int] | None) -> dict[int, str] | None:
        """What was lowered, where the same case is shown again; None for another one."""
        same = shown is not None and self._shown is not None and shown[0] == self._shown[0]
        return self.page.ours.lowered() if same and self.page is not None else None

    def show_changed(self, changed: Changed, others: Others) -> None:
        self._tell(reconsidering.said(changed, others, self._words.say()))

    def show_left(self, refused: CodedError, others: Others) -> None:
        case_no = self._shown[0] if self._shown else ""
        self._outcome = reconsidering.left(case_no, refused, others, self._words.say())
        self._shown = (self._shown[0], 0) if self._shown else None  # it may wait again and is shown anew
        switch_off(self.buttons.values(), self._outcome, self.queue)
        self.same.hide()
        self._tell(self._outcome)

    def _begin_anew(self, case_no: str = "") -> Mapping[int, str]:
        """Another decision comes: what was typed for the one before waits for it. What was lowered here."""
        if self.page is not None and self._shown is not None:
            self._aside[self._shown[0]] = Typed(self.comment.words(), self.page.ours.lowered())
        self.page, typed = None, self._aside.pop(case_no, Typed("", {}))
        self._tell(self._outcome)
        self.comment.show_words(typed.comment)
        self.field.show_wrong("")
        self.less.setChecked(bool(typed.lowered))
        return typed.lowered

    def _put(self, page: QWidget, *, again: bool) -> None:
        self.reading.put(page, again=again)
        self._turn_to(self.right)
        found = self.presenter.alike()
        self.same.setVisible(bool(found) and self.several is None)
        self.same.setText(translate("Approvals", "同类 {n} 单，一并处理").format(n=len(found)))
        self.apart.setVisible(self.several is not None)

    def _show_buttons(self, steps: Collection[str], *, lowers: bool) -> None:
        for step, button in self.buttons.items():
            button.setVisible(step in steps)
        self.less.setVisible(lowers)
        asks = translate("Approvals", "意见：退回、不同意时必填")
        free = translate("Approvals", "意见：可以不填")
        self.comment.setPlaceholderText(free if Step.COUNTERSIGN in steps else asks)

    def show_ticked(self, ticked: tuple[ApprovalDuty, ...]) -> None:
        self.queue.show_ticks([duty.head.case_no for duty in ticked])
        if not ticked:
            if self.several is not None:
                self._aside[TOGETHER] = Typed(self.comment.words(), {})
                self.several, self._shown = None, None
                self.show_page(self.presenter.look)
            return
        lines = [Line(duty, self._words.offer(duty), self._words.due(duty)) for duty in ticked]
        again = self.several is not None
        if not again:
            self._begin_anew(TOGETHER)
        self.several = SeveralPage(lines, self._words.say(), self.presenter.gifts())
        self._put(self.several, again=again)
        for step in SEVERAL:
            self.buttons[step].may_not("")
        self._show_buttons(SEVERAL, lowers=False)
        self._name_approval()

    def show_outcome(self, outcome: Outcome) -> None:
        self._outcome = not_done(outcome, self._room.words)
        if not outcome.refused:
            self.comment.show_words("")
        if outcome.done:
            told = translate("Approvals", "{step}：{n} 单")
            self._room.frame.say(told.format(step=self._room.words.step(outcome.step), n=len(outcome.done)))
            self._room.frame.changed()
        if any(e.error.facts.get("field") == "approval.comment" for e in outcome.refused):
            self.field.take_focus()
        self._tell(self._outcome)

    def show_busy(self, *, busy: bool) -> None:
        look = self.presenter.look if self.several is None else None
        for step, button in self.buttons.items():
            refused = look is not None and look.refused[step] is not None
            if busy:
                button.clearFocus()  # else the comment gets the keys, and the next A is a letter
            button.setEnabled(not (busy or refused))

    def show_ask(self, step: str, look: ApprovalLook) -> None:
        self._asked, comment = look.case.complaint.case_no, self.comment.words()
        self.form.presenter.begin(step, look.approval.page, {"comment": comment} if comment else {})
        self.pile.setCurrentWidget(self.form)
        self.form.begin_in()

    def show_decided(self, step: str, case_no: str) -> None:
        self._aside.pop(case_no, None)
        if self._shown is not None and self._shown[0] == case_no:
            self.comment.show_words("")
            self.less.setChecked(False)
        told = translate("Approvals", "{step}：{no}")
        self._room.frame.say(told.format(step=self._room.words.step(step), no=case_no))
        self._room.frame.changed()

    def show_refused(self, error: CodedError) -> None:
        self.double.stop()
        rest = show_beside(error, self._room.words, {"comment": self.field})
        self._tell("\n".join(problem.sentence for problem in rest))

    def _tell(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    # What a person does

    def _choose(self, case_no: str) -> None:
        """Look at this one alone."""
        self.double.stop()
        if self._tick():
            self.presenter.choose(case_no)

    def _tick(self, *numbers: str) -> bool:
        """Decide these together; whether no form is in the way."""
        if not self._form_is_away():
            return False
        self._outcome = ""
        self.presenter.tick(*numbers)
        self._tell("")
        return True

    def _form_is_away(self) -> bool:
        """Put the form away; whoever goes on filling it in stays at its case, the cursor where it was."""
        keys: QWidget | None = self.form.focusWidget()
        if self.pile.currentWidget() is self.form:
            self.form.leave()
        stays = self.pile.currentWidget() is self.form
        if stays:
            self.queue.mark(self._asked)
            (keys or self.form).setFocus(Qt.FocusReason.OtherFocusReason)
        return not stays

    def _key(self, key: str) -> None:
        """The decision of this key that is in sight."""
        mine = [step for step, one in self.buttons.items() if KEYS[step] == key and one.isVisible()]
        if mine and self.presenter.left:
            self.decide(mine[0])
        elif mine:
            self.buttons[mine[0]].click()

    def _pressed(self, button: Button) -> None:
        """A key decides only while its button is in sight: letters in the form mean nothing."""
        if button.isVisible():
            button.click()

    def decide(self, step: str, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        """Decide with the comment that stands there, and the rows as they were lowered."""
        if self.double.is_second():
            return
        self._outcome = self._outcome if self.presenter.left else ""
        if self.several is not None:
            self.presenter.decide_ticked(step, self.comment.words())
            return
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

    def _handed_on(self, step: str) -> None:
        self._leave_form()
        self.presenter.open()
        self.show_decided(step, self._asked)


def make(room: Room) -> Page:
    """The page for the frame."""
    return ApprovalsView(room)
