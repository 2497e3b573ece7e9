"""回访: the queue at the left, the script in the middle, the answers beside it, one key for each outcome."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.codes import Satisfaction
from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import Step
from ui.errors import show_beside
from ui.i18n import translate
from ui.models.cells import SeverityMark
from ui.presenters.exporting import Table
from ui.presenters.follow_ups import Called, CallLook, FollowUpsPresenter, Group, Told, Waiting, today
from ui.views import tables
from ui.views.casework.planes import Plane, scrolled
from ui.views.casework.wording import Wording
from ui.views.follow_ups.answers import Answers
from ui.views.follow_ups.queue import Queue, QueueRow
from ui.views.follow_ups.script import Script, script_of
from ui.views.follow_ups.wording import beside, day_word, outcome
from ui.views.listing import queues
from ui.views.printing.page import open_print
from ui.views.room import Page, Room
from ui.widgets import fonts
from ui.widgets.badges import Badge, IconLabel
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.keys import INSIDE, DoublePress, on_key
from ui.widgets.sections import EmptyList
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

SIDE = 388
DRAFTS = "follow_ups.drafts"
"""What was typed of a call that is not noted yet, by case, among what the window remembers."""
OUTCOMES: Mapping[str, tuple[str, Kind, str]] = {
    Satisfaction.SATISFIED: ("A", Kind.PRIMARY, "mood-smile"),
    Satisfaction.MOSTLY_SATISFIED: ("B", Kind.PLAIN, "check"),
    Satisfaction.DISSATISFIED: ("D", Kind.DANGER, "mood-sad"),
    Satisfaction.UNREACHED: ("N", Kind.GHOST, "phone-outgoing"),
}
CLOSE_KEY, OPEN_KEY, PRINT_KEY = "G", "O", "P"


class FollowUpsView(Page):
    """The calls to make, and the one that is being made."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._say = Wording(room.words, room.signed.office)
        self.presenter = FollowUpsPresenter(self, room.runner, room.signed)
        self._drafts = _drafts_of(room.prefs.text(DRAFTS))
        self._shown: tuple[str, int] | None = None
        self._waiting: tuple[Waiting, ...] = ()
        self.count = PlainLabel("", fonts.label, Token.INK3)
        self.queue, self.script = Queue(), Script()
        self.answers = Answers(room.words, partial(today, room.signed))
        self.double = DoublePress(self)
        self.others = PlainLabel("", fonts.label, Token.INK3, wraps=True)
        self.number = PlainLabel("", fonts.label, Token.INK3)
        self.title = PlainLabel("", fonts.title, wraps=True)
        self.severity = Badge(SeverityMark("general", ""))
        self.tried = PlainLabel("", fonts.label, Token.INK3)
        self.phones = PlainLabel("", fonts.strong)
        self.missing = QWidget()
        self.refused = Note()
        self.follows = PlainLabel("", fonts.label, Token.INK3, wraps=True)
        self.buttons = {code: self._button(code) for code in OUTCOMES}
        close = room.words.step(Step.CLOSE)
        self.close_case = Button(close, Kind.PRIMARY, icon="circle-check", key=CLOSE_KEY)
        self.show_case = Button(translate("FollowUps", "打开投诉"), Kind.GHOST, key=OPEN_KEY)
        self.print = Button(translate("FollowUps", "打印回访单"), Kind.GHOST, icon="printer", key=PRINT_KEY)
        self._lay_out()
        self._listen()

    def _button(self, code: str) -> Button:
        key, kind, icon = OUTCOMES[code]
        return Button(self._room.words.word("satisfaction", code), kind, icon=icon, key=key)

    # Layout

    def _lay_out(self) -> None:
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._left())
        why = translate("FollowUps", "通知单都确认、落实完成的投诉，会按计划日排在这里。")
        self.empty = EmptyList("phone-check", translate("FollowUps", "没有要回访的客户"), why)
        self.pile = QStackedWidget()
        self.pile.addWidget(self.empty)
        self.pile.addWidget(self._right())
        page.addWidget(self.pile, 1)

    def _left(self) -> QWidget:
        left = Plane(Token.SUNKEN, corner=True)
        left.setFixedWidth(px(Queue.WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(24), 0, px(16), 0)
        head.setSpacing(px(8))
        head.addWidget(PlainLabel(translate("FollowUps", "回访"), fonts.title))
        head.addWidget(self.count)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(scrolled(self.queue), 1)
        self.others.setContentsMargins(px(24), px(8), px(16), px(12))
        column.addWidget(self.others)
        return left

    def _right(self) -> QWidget:
        right = Plane(Token.SURFACE, left=True)
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        body = Plane(Token.SURFACE, below=True)
        middle = QHBoxLayout(body)
        middle.setContentsMargins(0, 0, 0, 1)
        middle.setSpacing(0)
        self.area = scrolled(self.script)
        middle.addWidget(self.area, 1)
        side = Plane(Token.SUNKEN, left=True)
        beside = QVBoxLayout(side)
        beside.setContentsMargins(1, 0, 0, 0)
        self.side_area: QScrollArea = scrolled(self.answers)
        beside.addWidget(self.side_area)
        side.setFixedWidth(px(SIDE))
        middle.addWidget(side)
        column.addWidget(body, 1)
        column.addWidget(self._foot())
        return right

    def _head(self) -> QWidget:
        head = Plane(Token.SURFACE, below=True)
        column, facts = QVBoxLayout(head), QHBoxLayout()
        column.setContentsMargins(px(24), px(10), px(20), px(10))
        column.setSpacing(px(2))
        line = [self.number, self.severity, self.tried, Flow([self.print, self.show_case])]
        facts.setSpacing(px(16))
        facts.addWidget(self.title, 1)
        facts.addWidget(self.phones)
        column.addWidget(Flow(line, gap=12, grows=self.tried))
        column.addLayout(facts)
        return head

    def _foot(self) -> QWidget:
        foot = Plane(Token.SURFACE)
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(24), px(8), px(20), px(12))
        column.setSpacing(px(6))
        self.open_lines = QVBoxLayout(self.missing)
        self.open_lines.setContentsMargins(0, 0, 0, 0)
        self.open_lines.setSpacing(0)
        column.addWidget(self.missing)
        column.addWidget(self.refused)
        bar = [self.close_case, *self.buttons.values(), self.follows]
        column.addWidget(Flow(bar, grows=self.follows))
        self.refused.hide()
        return foot

    def _listen(self) -> None:
        self.queue.chose.connect(lambda _: self.double.stop())
        self.queue.chose.connect(self.presenter.choose)
        tables.let_copy(self, self.table, self._room.frame.say)
        self.answers.edited.connect(self._keep)
        keyed = [(self.close_case, CLOSE_KEY), (self.show_case, OPEN_KEY), (self.print, PRINT_KEY)]
        for code, button in self.buttons.items():
            button.clicked.connect(partial(self.call, code))
            keyed.append((button, OUTCOMES[code][0]))
        self.close_case.clicked.connect(self._close)
        self.show_case.clicked.connect(self._show_case)
        self.print.clicked.connect(self._print)
        for button, key in keyed:
            on_key(key, self, partial(_pressed, button), INSIDE)

    # What the frame asks

    def open(self, key: str) -> None:
        self.presenter.open(key)

    def refresh(self) -> None:
        self.presenter.refresh()

    # What the presenter shows

    def show_queue(self, waiting: tuple[Waiting, ...], *, not_for_me: int) -> None:
        self._waiting = waiting
        self.count.setText(str(len(waiting)))
        days = [
            (day_word(group), [self._row(one) for one in waiting if one.group == group]) for group in Group
        ]
        self.queue.show_days([(f"{head}  {len(rows)}", rows) for head, rows in days if rows])
        told = translate("FollowUps", "另有 {n} 单投诉的是您，由别人回访")
        self.others.setText(told.format(n=not_for_me))
        self.others.setVisible(bool(not_for_me))

    def table(self) -> Table:
        """Everybody who is to be called."""
        return queues.calls(self._waiting, self._say, day_word, self._room.words)

    def _row(self, one: Waiting) -> QueueRow:
        line, customer = one.line, one.line.cust_name or ""
        under = (line.title or "").removeprefix(customer).strip() or line.case_no
        right, icon = beside(one, today(self._room.signed), self._room.words)
        return QueueRow(line.case_no, customer or line.case_no, under, right, icon)

    def show_page(self, look: CallLook | None) -> None:
        shown = (look.case.complaint.case_no, look.case.complaint.version) if look else None
        if look is not None:
            self.queue.mark(look.case.complaint.case_no)
        if shown is not None and shown == self._shown:
            return
        anew = shown is None or self._shown is None or shown[0] != self._shown[0]
        self._shown = shown
        if anew:
            self._refuse("")
        if look is None:
            self.pile.setCurrentWidget(self.empty)
            return
        self.pile.setCurrentIndex(1)
        self._show_head(look)
        self.script.show_parts(script_of(look, self._say, self._room.signed.me.name))
        self._show_buttons(look)
        self._show_open(look)
        tells = look.refused is None and not look.to_close
        self.answers.let(tells=tells, learnt=look.asks_lessons, paid=look.asks_arrival, anew=anew)
        if anew:
            self._begin(look)

    def _begin(self, look: CallLook) -> None:
        """Another call: its fields as they were left, the cursor at its first stop."""
        self.area.verticalScrollBar().setValue(0)
        self.answers.fill(self._drafts.get(look.case.complaint.case_no, look.told))
        if self.isVisible() and not any(row.hasFocus() for row in self.queue.rows):
            self._first_stop(look).setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_stop(self, look: CallLook) -> QWidget:
        """Where the cursor begins: the first score, or what closes a case that only waits for it."""
        here = next((row for row in self.queue.rows if row.isChecked()), self.close_case)
        closes: QWidget = self.close_case if self.close_case.isEnabled() else here
        return closes if look.to_close or look.refused is not None else self.answers

    def _show_head(self, look: CallLook) -> None:
        complaint, customer = look.case.complaint, look.case.customer
        self.number.setText(complaint.case_no)
        word = self._room.words.word("severity", complaint.severity)
        self.severity.show_cell(SeverityMark(complaint.severity, word))
        told = translate("FollowUps", "第 {round} 轮，打过 {n} 次；负责人 {owner}")
        owner = self._say.person(complaint.owner) or "—"
        self.tried.setText(told.format(round=complaint.round_no, n=len(look.calls), owner=owner))
        self.title.setText(customer.cust_name or complaint.title or "")
        numbers = "  ".join(phone.number for phone in customer.phones)
        self.phones.setText("  ".join(part for part in (look.whom, numbers) if part))

    def _show_buttons(self, look: CallLook) -> None:
        why = self._room.words.sentence(look.refused.code, look.refused.facts) if look.refused else ""
        for button in self.buttons.values():
            button.setVisible(not look.to_close)
            button.may_not(why)
        closes = translate("FollowUps", "满意、基本满意即关闭；不满意则退回调查处理")
        self.follows.setText(why or ("" if look.to_close or look.open else closes))
        self.close_case.setVisible(look.to_close)
        waits = translate("FollowUps", "先办完上面列出的几项") if look.open else ""
        self.close_case.may_not(why or waits)

    def _show_open(self, look: CallLook) -> None:
        """What keeps the case from closing, by name, each with the way there."""
        while item := self.open_lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.missing.setVisible(bool(look.open))
        for what in look.open:
            told = self._room.words.sentence("still_open", {"what": [what]})
            self.open_lines.addWidget(self._open_line(told))

    def _open_line(self, told: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        line.addWidget(IconLabel("alert-circle", Token.AMBER, 14))
        line.addWidget(PlainLabel(told, fonts.label, Token.AMBER))
        way = Button(translate("FollowUps", "去办"), Kind.LINK, small=True)
        way.setAccessibleDescription(told)
        way.clicked.connect(self._show_case)
        line.addWidget(way)
        line.addStretch(1)
        return row

    def show_busy(self, *, busy: bool) -> None:
        look = self.presenter.look
        able = not busy and (look is None or look.refused is None)
        for button in self.buttons.values():
            button.setEnabled(able)
        self.close_case.setEnabled(able and (look is None or not look.open))

    def show_called(self, called: Called) -> None:
        self._forget(called.case_no)
        self._shown = None
        self._room.frame.say(outcome(called, self._room.words))
        self._room.frame.changed()

    def show_words_wanted(self) -> None:
        self.double.stop()
        self.answers.words.show_wrong(translate("FollowUps", "请写下客户不满意的地方"))
        self.answers.words.take_focus()

    def show_refused(self, error: CodedError) -> None:
        self.double.stop()
        fields = self.answers.fields() if self.isVisible() else {}  # the first would take the keys
        rest = show_beside(error, self._room.words, fields)
        self._refuse("\n".join(problem.sentence for problem in rest))

    def _refuse(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    # What a person does

    def call(self, satisfaction: str, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        """Note the call with what stands in the fields."""
        if not self.double.is_second():
            self.presenter.call(satisfaction, self.answers.told())

    def _close(self) -> None:
        if not self.double.is_second():
            self.presenter.close(self.answers.told())

    def _show_case(self) -> None:
        look = self.presenter.look
        if look is not None:
            self._room.frame.go("case", look.case.complaint.case_no)

    def _print(self) -> None:
        """The form for a call that is made on paper."""
        look = self.presenter.look
        if look is not None:
            open_print(self._room, [("follow_up", look.case.complaint.case_no, "")])

    # Nothing typed is lost

    def _keep(self) -> None:
        look = self.presenter.look
        if look is not None:
            self._drafts[look.case.complaint.case_no] = self.answers.told()
            self._write_drafts()

    def _forget(self, case_no: str) -> None:
        if self._drafts.pop(case_no, None) is not None:
            self._write_drafts()

    def _write_drafts(self) -> None:
        kept = {number: asdict(told) for number, told in self._drafts.items()}
        self._room.prefs.put(DRAFTS, json.dumps(kept, ensure_ascii=False))


def _drafts_of(text: str) -> dict[str, Told]:
    """Drafts as they were kept; what is broken is no draft."""
    try:
        return {str(number): Told(**told) for number, told in json.loads(text or "{}").items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _pressed(button: Button) -> None:
    """A key does what its button does while that is in sight."""
    if button.isVisible():
        button.click()


def make(room: Room) -> Page:
    """The page for the frame."""
    return FollowUpsView(room)
