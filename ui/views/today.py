"""今日: what is owed in groups by due time, the day strip above, a preview beside; Enter opens its place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aftersales.domain.codes import Clock
from aftersales.domain.money import yuan
from aftersales.domain.records.office import SensitivePeriod
from ui import texts
from ui.i18n import translate
from ui.models.cells import Mood, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.exporting import Table
from ui.presenters.today import Day, Group, Kind, Owed, TodayPresenter, Whose
from ui.views import tables
from ui.views.casework.preview import WIDE, Preview
from ui.views.parts import moments
from ui.views.parts.day_strip import DayStrip, Mark
from ui.views.room import Page, Room
from ui.widgets import buttons, fonts
from ui.widgets.badges import IconLabel
from ui.widgets.buttons import Button
from ui.widgets.delegate import ROW
from ui.widgets.fields.choice import Segmented
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

CLOCKS: dict[str, str] = {
    Clock.HAND_OVER: "inbox",
    Clock.FIRST_CONTACT: "phone-outgoing",
    Clock.CONTAINMENT: "hand-stop",
    Clock.FIRST_ANSWER: "message-circle",
    Clock.DECISION: "scale",
    Clock.ANSWER: "mail-forward",
    Clock.PROGRESS: "timeline",
    Clock.RESOLUTION: "circle-check",
}
"""What each clock waits for."""
ICONS = {
    Kind.PROMISE: "heart-handshake",
    Kind.APPROVAL: "gavel",
    Kind.NOTICE: "truck-delivery",
    Kind.FOLLOW_UP: "phone-check",
    Kind.HOLD: "player-pause",
    Kind.AUTHORITY: "urgent",
}
PLACES = {Kind.APPROVAL: "approvals", Kind.NOTICE: "notices", Kind.FOLLOW_UP: "follow_ups"}
"""Screens where what one owes oneself is done; the rest is done on the page of the case."""
BROAD = 1400
"""Page width in px at 100 % from which a preview stands beside the list."""
HALF = Decimal("0.5")
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
        self._offered: object = None
        self.presenter = TodayPresenter(self, room.runner, room.signed)
        self.day = PlainLabel("", fonts.body, Token.INK3)
        self.whose = Segmented()
        self.sensitive, self.watch = (
            PlainLabel("", fonts.label, Token.INK2),
            IconLabel("info-circle", Token.INK2),
        )
        self.sensitive.hide()
        self.watch.hide()
        self.preview = Preview(room)
        self.beside = Button(kind=buttons.Kind.GHOST, small=True).only_icon(
            "layout-sidebar-right", translate("Today", "预览")
        )
        self.beside.setCheckable(True)
        self.beside.setChecked(room.prefs.yes("today.preview", default=True))
        self.strip = DayStrip()
        self.groups = {group: _Group(group, self) for group in Group}
        why = translate("Today", "新的投诉、承诺、审批和回访到期前会出现在这里。")
        self.empty = EmptyList("sun", translate("Today", "现在没有欠着的事"), why)
        self.empty.hide()
        self._lay_out()
        self.whose.edited.connect(lambda: self.presenter.show_whose(self.whose.code()))
        self.beside.toggled.connect(self._switch_preview)
        self.preview.left.connect(lambda: self.beside.setChecked(False))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(PlainLabel(translate("Today", "今日"), fonts.title))
        head.addWidget(self.day)
        head.addStretch(1)
        head.addWidget(self.watch)
        head.addWidget(self.sensitive)
        head.addWidget(self.whose)
        head.addWidget(self.beside)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, px(16))
        column.setSpacing(0)
        for group in self.groups.values():
            column.addWidget(group)
        column.addWidget(self.empty, 1)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        left, page = QVBoxLayout(), QHBoxLayout(self)
        left.setContentsMargins(px(16), px(10), px(16), 0)  # the rows' words stand 8 px within
        left.setSpacing(px(8))
        head.setContentsMargins(px(8), 0, px(8), 0)
        strip = QHBoxLayout()
        strip.setContentsMargins(px(8), 0, px(8), 0)
        strip.addWidget(self.strip)
        left.addLayout(head)
        left.addLayout(strip)
        left.addWidget(self.area, 1)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(left, 1)
        page.addWidget(self.preview)

    def _switch_preview(self, yes: bool) -> None:
        self._room.prefs.put("today.preview", yes)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() / theme().zoom >= BROAD
        self.beside.setVisible(room)
        self.preview.setFixedWidth(px(WIDE))
        shown = room and self.beside.isChecked()
        came = shown and self.preview.isHidden()
        self.preview.setVisible(shown)
        if came:
            self.preview.refresh()

    def refresh(self) -> None:
        self.presenter.refresh()
        self.preview.refresh()

    # What the presenter shows

    def show_day(self, day: Day, *, whose: str) -> None:
        self._now = day.now
        shown = day.of(whose)
        self.day.setText(moments.long_day(day.now))
        self._show_counts(day)
        self._show_period(day.period)
        for group, part in self.groups.items():
            part.show_rows([one for one in shown if one.group is group])
        self.empty.setVisible(not shown)
        self._show_strip(day, shown)
        if not any(one.key == self._current for one in shown):
            self.preview.show_of(shown[0].case_no if shown else "")
        if self.hasFocus():
            self._take_keys()

    def _show_counts(self, day: Day) -> None:
        chosen = self.whose.code() or self.presenter.whose
        words = [(Whose.MINE, translate("Today", "我的")), (Whose.ALL, translate("Today", "全部"))]
        if day.leads:
            words.insert(1, (Whose.GROUP, translate("Today", "本组")))
        counts = {str(whose): len(day.of(whose)) for whose, _ in words}
        if (words, counts) != self._offered:
            self._offered = (words, counts)
            self.whose.set_options(words, counts)
            self.whose.choose(chosen)

    def _show_period(self, period: SensitivePeriod | None) -> None:
        for part in (self.watch, self.sensitive):
            part.setVisible(period is not None)
        if period is None or period.to_on is None:
            return
        half = translate("Today", "敏感期（{name}）至 {month}月{day}日，新投诉时限减半")
        less = translate("Today", "敏感期（{name}）至 {month}月{day}日，新投诉时限按 {percent}%")
        told = half if period.factor == HALF else less
        percent = f"{period.factor * 100:f}".rstrip("0").rstrip(".")
        said = told.format(name=period.name, month=period.to_on.month, day=period.to_on.day, percent=percent)
        self.sensitive.setText(said)

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
            Column("kind", translate("Today", "事项"), self.kind, 120),
            Column("what", translate("Today", "内容"), self.what),
            Column(
                "number",
                translate("Today", "编号"),
                lambda row: Phrase(row.number, Tone.LABEL),
                148,
                words=False,
            ),
            Column(
                "customer",
                translate("Today", "客户"),
                lambda row: Phrase(row.customer, Tone.QUIET),
                168,
                words=False,
            ),
            Column(
                "due", translate("Today", "到期"), self.due, 104, right=True, value=lambda row: row.due.at
            ),
            Column("left", translate("Today", "还剩"), lambda row: moments.left(row.due), 136, right=True),
            Column("verb", translate("Today", "下一步"), self.verb, 100, right=True),
        )

    def kind(self, row: Owed) -> Phrase:
        """What kind of thing is owed."""
        words = {
            Kind.CLOCK: self._room.words.word("clock", row.code),
            Kind.PROMISE: translate("Today", "承诺"),
            Kind.APPROVAL: translate("Today", "审批"),
            Kind.NOTICE: translate("Today", "通知单"),
            Kind.FOLLOW_UP: translate("Today", "回访"),
            Kind.HOLD: texts.held(""),
            Kind.AUTHORITY: self._room.words.label("complaint.authority_due_at"),
        }
        icon = ICONS[row.kind] if row.kind in ICONS else CLOCKS[row.code]
        return Phrase(words[row.kind], Tone.QUIET, icon)

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

    def table(self) -> Table:
        """All groups that are shown, one beneath the other."""
        group: Column[Owed] = Column("group", translate("Today", "分组"), lambda row: group_word(row.group))
        columns = (group, *(one for one in self.columns() if one.name != "verb"))
        rows = [row for part in self.groups.values() for row in part.rows.rows()]
        return tables.made(translate("Rail", "今日"), columns, rows)

    # What a person does

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_keys()

    def _take_keys(self) -> None:
        """The arrows walk from where one stood, else from what is due first."""
        parts = self.groups.values()
        if not any(part.stand(self._current) for part in parts):
            any(part.enter(last=False) for part in parts)

    def stand_on(self, row: Owed) -> None:
        """Show the next step on this row only."""
        self._current = row.key
        self.preview.show_of(row.case_no)
        for group in self.groups.values():
            group.rows.forget_cells()
            if group.rows.place(row.key) < 0:
                group.list.selectionModel().clear()

    def open_row(self, row: Owed) -> None:
        """Go where it is done: the approvals, the slip, the call, or the case."""
        screen = PLACES.get(row.kind, "case") if row.mine else "case"
        self._room.frame.go(screen, row.number if row.kind is Kind.NOTICE and row.mine else row.case_no)

    def walk(self, group: Group, step: int) -> None:
        """From the edge of one group into the next one that has rows."""
        order = list(Group)
        at = order.index(group) + step
        while 0 <= at < len(order):
            if self.groups[order[at]].enter(last=step < 0):
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
        return bool(self.rows.rowCount()) and self.stand(
            self.rows.key_at(self.rows.rowCount() - 1 if last else 0)
        )

    def stand(self, key: Hashable) -> bool:
        """Stand on the row of this key with the keyboard; whether it is here."""
        found = self.list.go_to(key)
        if found:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

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
