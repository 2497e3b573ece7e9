"""今日: what I owe in groups by due time, the day strip above; Enter opens the case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aftersales.domain.money import yuan
from ui import texts
from ui.i18n import translate
from ui.models.cells import Mood, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.today import Day, Group, Kind, Owed, TodayPresenter
from ui.views.parts import moments
from ui.views.parts.day_strip import DayStrip, Mark
from ui.views.room import Page, Room
from ui.widgets import fonts
from ui.widgets.badges import IconLabel
from ui.widgets.delegate import ROW
from ui.widgets.fields.choice import Segmented
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

ICONS = {
    Kind.CLOCK: "clock",
    Kind.PROMISE: "heart-handshake",
    Kind.APPROVAL: "gavel",
    Kind.NOTICE: "truck-delivery",
    Kind.FOLLOW_UP: "phone-check",
}
TINTS = {Group.OVERDUE: Token.RED, Group.TODAY: Token.AMBER}
HEAD_ICONS = {Group.OVERDUE: "clock-exclamation", Group.TODAY: "clock-hour-4"}


def group_word(group: Group) -> str:
    """The head of a group."""
    return {
        Group.OVERDUE: translate("Today", "已逾期"),
        Group.TODAY: translate("Today", "今天到期"),
        Group.TOMORROW: translate("Today", "明天"),
        Group.WEEK: translate("Today", "本周"),
        Group.LATER: translate("Today", "以后"),
    }[group]


class TodayView(Page):
    """The page a person begins the day with."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._now = datetime.min.replace(tzinfo=UTC)
        self._current = ""
        self.presenter = TodayPresenter(self, room.runner, room.signed)
        self.day = PlainLabel("", fonts.body, Token.INK3)
        self.whose = Segmented()
        self.strip = DayStrip()
        self.groups = {group: _Group(group, self) for group in Group}
        why = translate("Today", "新的投诉、承诺、审批和回访到期前会出现在这里。")
        self.empty = EmptyList("sun", translate("Today", "现在没有欠着的事"), why)
        self.empty.hide()
        self._lay_out()
        self.whose.edited.connect(lambda: self.presenter.show_everybody(yes=self.whose.code() == "all"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(PlainLabel(translate("Today", "今日"), fonts.title))
        head.addWidget(self.day)
        head.addStretch(1)
        head.addWidget(self.whose)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, px(16))
        column.setSpacing(0)
        for group in self.groups.values():
            column.addWidget(group)
        column.addWidget(self.empty, 1)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        page = QVBoxLayout(self)
        page.setContentsMargins(px(24), px(10), px(24), 0)
        page.setSpacing(px(8))
        page.addLayout(head)
        page.addWidget(self.strip)
        page.addWidget(self.area, 1)

    def refresh(self) -> None:
        self.presenter.refresh()

    # What the presenter shows

    def show_day(self, day: Day, *, everybody: bool) -> None:
        self._now = day.now
        shown = day.owed if everybody else day.mine()
        self.day.setText(moments.long_day(day.now))
        self._show_counts(len(day.mine()), len(day.owed))
        for group, part in self.groups.items():
            part.show_rows([one for one in shown if one.group is group])
        self.empty.setVisible(not shown)
        self._show_strip(day, shown)

    def _show_counts(self, mine: int, everybody: int) -> None:
        chosen = self.whose.code() or "mine"
        words = (("mine", translate("Today", "我的")), ("all", translate("Today", "全部")))
        self.whose.set_options(words, {"mine": mine, "all": everybody})
        self.whose.choose(chosen)

    def _show_strip(self, day: Day, shown: Sequence[Owed]) -> None:
        today = [one for one in shown if one.group is Group.TODAY]
        late = sum(one.group is Group.OVERDUE for one in shown)
        later = len(shown) - late - len(today)
        self.strip.show_day(
            day.opens,
            day.now,
            [Mark(one.due.at, self.kind(one).text, one.due.mood is Mood.SOON) for one in today],
            overdue=translate("Today", "{n} 项逾期").format(n=late) if late else "",
            later=translate("Today", "之后 {n} 项").format(n=later) if later else "",
        )

    # Cells

    def columns(self) -> tuple[Column[Owed], ...]:
        """The columns of every group, without heads."""
        return (
            Column("kind", translate("Today", "事项"), self.kind, 104),
            Column("what", translate("Today", "内容"), self.what),
            Column("number", translate("Today", "编号"), lambda row: Phrase(row.number, Tone.LABEL), 148),
            Column("customer", translate("Today", "客户"), lambda row: Phrase(row.customer, Tone.QUIET), 168),
            Column("due", translate("Today", "到期"), self.due, 104, right=True),
            Column("left", translate("Today", "还剩"), lambda row: moments.left(row.due), 136, right=True),
            Column("verb", translate("Today", "下一步"), self.verb, 88, right=True),
        )

    def kind(self, row: Owed) -> Phrase:
        """What kind of thing is owed."""
        words = {
            Kind.CLOCK: self._room.words.word("clock", row.code),
            Kind.PROMISE: translate("Today", "承诺"),
            Kind.APPROVAL: translate("Today", "审批"),
            Kind.NOTICE: translate("Today", "通知单"),
            Kind.FOLLOW_UP: translate("Today", "回访"),
        }
        return Phrase(words[row.kind], Tone.QUIET, ICONS[row.kind])

    def what(self, row: Owed) -> Phrase:
        """What it is about."""
        tone = Tone.STRONG if row.due.mood is Mood.OVERDUE else Tone.PLAIN
        if row.kind is Kind.NOTICE:
            return Phrase(f"{self._room.words.word('notice_kind', row.code)}{texts.colon()}{row.what}", tone)
        if row.fen:
            told = translate("Today", "计 ¥{amount}，{what}")
            return Phrase(told.format(what=row.what, amount=yuan(row.fen)), tone)
        return Phrase(row.what, tone)

    def due(self, row: Owed) -> Phrase:
        """When it is due."""
        return Phrase(moments.short(row.due.at, self._now), Tone.QUIET)

    def verb(self, row: Owed) -> Phrase:
        """The next step, on the row one stands on."""
        return Phrase(self._room.words.step(row.step) if row.key == self._current else "", Tone.ACCENT)

    # What a person does

    def stand_on(self, row: Owed) -> None:
        """Show the next step on this row only."""
        self._current = row.key
        for group in self.groups.values():
            group.rows.forget_cells()

    def open_row(self, row: Owed) -> None:
        """Go to the case."""
        self._room.frame.go("case", row.case_no)

    def walk(self, group: Group, step: int) -> None:
        """From the edge of one group into the next one that has rows."""
        order = list(Group)
        at = order.index(group) + step
        while 0 <= at < len(order):
            if self.groups[order[at]].enter(last=step < 0):
                self.area.ensureWidgetVisible(self.groups[order[at]].list, 0, px(ROW))
                return
            at += step


class _Group(QWidget):
    """A head and a list of its height; the arrow keys walk out of it at its ends."""

    def __init__(self, group: Group, page: TodayView) -> None:
        super().__init__()
        self._group, self._page = group, page
        self.rows: RowsModel[Owed] = RowsModel(page.columns(), lambda row: row.key)
        self.list = ListView(self.rows, group_word(group))
        self.list.head.hide()
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.count = PlainLabel("", fonts.body, Token.INK3)
        self._lay_out()
        self.list.opened.connect(page.open_row)
        self.list.went_to.connect(page.stand_on)
        theme().changed.connect(self._fit)

    def _lay_out(self) -> None:
        token = TINTS.get(self._group, Token.INK)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.setContentsMargins(px(8), px(12), 0, px(6))
        head.setSpacing(px(6))
        if self._group in HEAD_ICONS:
            head.addWidget(IconLabel(HEAD_ICONS[self._group], token))
        head.addWidget(PlainLabel(group_word(self._group), fonts.strong, token))
        head.addWidget(self.count)
        head.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    def show_rows(self, rows: Sequence[Owed]) -> None:
        """Show these; nothing at all where there are none."""
        self.rows.show(rows)
        self.count.setText(str(len(rows)))
        self._fit()
        self.setVisible(bool(rows))

    def _fit(self) -> None:
        self.list.setFixedHeight(max(self.rows.rowCount(), 1) * px(ROW))

    def enter(self, *, last: bool) -> bool:
        """Stand on the first row, or the last; whether there is one."""
        if not self.rows.rowCount():
            return False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.go_to(self.rows.key_at(self.rows.rowCount() - 1 if last else 0))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at, last = self.list.current, self.rows.rowCount() - 1
            if event.key() == Qt.Key.Key_Down and at == last:
                self._page.walk(self._group, 1)
                return True
            if event.key() == Qt.Key.Key_Up and at == 0:
                self._page.walk(self._group, -1)
                return True
        return super().eventFilter(watched, event)


def make(room: Room) -> Page:
    """The page for the frame."""
    return TodayView(room)
