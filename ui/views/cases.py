"""客诉: tabs, filters, the list by page, copied as a table, written as a workbook; Enter opens the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from aftersales.domain.codes import Severity
from ui.i18n import translate
from ui.models.cells import Cell, Phrase, SeverityMark, StateMark, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters import cases
from ui.presenters.cases import CasesPresenter, Listed, Tab, Wanted, Writes, allowed_states
from ui.views.parts import moments
from ui.views.parts.enter_line import EnterLine
from ui.views.parts.tabs import Tabs
from ui.views.printing.opening import list_printing
from ui.views.room import Page, Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import ComboInput
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

PAUSE = 250
"""Milliseconds without a key after which a text is searched for."""
WIDE = 1500
"""Page width in px at 100 % from which every column stands."""
_NARROW = tuple("severity number title state due".split())
_USUAL = tuple("severity number customer title state owner due".split())
_ALL = tuple("severity number customer title state owner channel registered due".split())
_SHOWN = ((WIDE, _ALL), (960, _USUAL), (0, _NARROW))
"""Columns by the width in px at 100 % from which they stand."""


def tab_words() -> tuple[tuple[str, str], ...]:
    """The tabs in order."""
    return (
        (Tab.MINE, translate("Cases", "我负责的")),
        (Tab.NEW, translate("Cases", "待接收")),
        (Tab.OPEN, translate("Cases", "未关闭")),
        (Tab.VISITS, translate("Cases", "待回访")),
        (Tab.ENDED, translate("Cases", "已结束")),
        (Tab.ALL, translate("Cases", "全部")),
    )


class CasesView(Page):
    """The list of cases."""

    def __init__(self, room: Room, write: Writes, ask_place: Callable[[str], str] | None = None) -> None:
        """``ask_place``: asks a person where a file of this name goes; "" is nowhere."""
        super().__init__()
        self._room, self._write = room, write
        self._ask_place = ask_place or self._place
        self._now = datetime.now(UTC)
        self._shown: tuple[str, ...] = ()
        self._started = False
        self.presenter = CasesPresenter(self, room.runner, room.signed, room.frame.refuse)
        self.tabs = Tabs(tab_words())
        self.search = EnterLine(translate("Cases", "编号、客户、原话中的字，空格隔开"))
        self.state, self.severity, self.owner = ComboInput(), ComboInput(), ComboInput()
        self.clear = Button(translate("Cases", "清除筛选"), Kind.LINK, small=True)
        self.excel = Button(translate("Cases", "导出表格"), Kind.GHOST, icon="table-export", small=True)
        self.print = list_printing(self, room, self._chosen_numbers)
        self.rows: RowsModel[Listed] = RowsModel(self.columns(), lambda row: row.line.id)
        self.list = ListView(self.rows, translate("Cases", "客诉列表"))
        self.told = PlainLabel("", fonts.label, Token.INK2)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._offer()
        self._listen()

    def _lay_out(self) -> None:
        head, filters, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(24), 0, px(16), 0)
        head.setSpacing(px(16))
        head.addWidget(PlainLabel(translate("Cases", "客诉"), fonts.title))
        head.addWidget(self.tabs, 1)
        head.addWidget(self.print)
        head.addWidget(self.excel)
        filters.setContentsMargins(px(24), px(8), px(16), px(8))
        filters.setSpacing(px(8))
        filters.addWidget(self.search, 1)
        for combo, said in self._combos():
            combo.setAccessibleName(said)
            filters.addWidget(combo)
        filters.addWidget(self.clear)
        foot.setContentsMargins(px(24), px(5), px(24), px(5))
        foot.addWidget(self.told)
        foot.addStretch(1)
        foot.addWidget(PlainLabel(translate("Cases", "按登记时间，新的在前"), fonts.label, Token.INK3))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        for part in (head, filters):
            page.addLayout(part)
        body = QHBoxLayout()
        body.setContentsMargins(px(16), 0, 0, 0)
        body.addWidget(self.list)
        page.addLayout(body, 1)
        page.addLayout(foot)
        self.search.setAccessibleName(translate("Cases", "查找"))
        why = translate("Cases", "换一个标签，或清除筛选；新的投诉按 Ctrl+N 登记。")
        self.list.set_empty(EmptyList("inbox", translate("Cases", "没有这样的投诉"), why))

    def _combos(self) -> tuple[tuple[ComboInput, str], ...]:
        return (
            (self.state, translate("Cases", "状态")),
            (self.severity, translate("Cases", "程度")),
            (self.owner, translate("Cases", "负责人")),
        )

    def _offer(self) -> None:
        words, people = self._room.words, self._room.signed.office.staff
        levels = [(code, words.word("severity", code)) for code in Severity]
        self.severity.set_options([("", translate("Cases", "程度：全部")), *levels])
        staff = [(one.login, one.name) for one in people if one.active]
        self.owner.set_options([("", translate("Cases", "负责人：全部")), *staff])
        self.tabs.choose(self.presenter.wanted.tab)
        self._offer_states(self.presenter.wanted.tab)

    def _offer_states(self, tab: str) -> None:
        words = self._room.words
        states = [(code, words.word("state", code)) for code in allowed_states(tab)]
        self.state.set_options([("", translate("Cases", "状态：全部")), *states])

    def _listen(self) -> None:
        self.tabs.chosen.connect(lambda tab: self._want(tab=tab))
        self.search.edited.connect(self._pause.start)
        self.search.entered.connect(self._search_now)
        self._pause.timeout.connect(self._search_now)
        self.state.edited.connect(lambda: self._want(state=self.state.code()))
        self.severity.edited.connect(lambda: self._want(severity=self.severity.code()))
        self.owner.edited.connect(lambda: self._want(owner=self.owner.code()))
        self.clear.clicked.connect(lambda: self.presenter.want(Wanted(self.presenter.wanted.tab)))
        self.excel.clicked.connect(self.export)
        self.rows.wants_more.connect(self.presenter.read_more)
        self.list.opened.connect(lambda row: self._room.frame.go("case", row.line.case_no))
        self.list.chose.connect(lambda _: self._tell())
        self.list.widths_changed.connect(lambda: self._room.prefs.put("cases.widths", self.list.widths()))
        theme().changed.connect(self._fit)
        self.list.set_widths(self._room.prefs.numbers("cases.widths"))
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _want(self, **changed: str) -> None:
        self.presenter.want(replace(self.presenter.wanted, **changed))

    def _search_now(self) -> None:
        self._pause.stop()
        if self.search.text().strip() != self.presenter.wanted.text:
            self._want(text=self.search.text().strip())

    # What the frame asks

    def open(self, key: str) -> None:
        """A key is a text to search all cases for."""
        if key:
            self.presenter.want(Wanted(Tab.ALL, text=key))
            self._started = True

    def refresh(self) -> None:
        if self._started:
            self.presenter.refresh()
            return
        self._started = True
        tab = self._room.prefs.text("cases.tab", Tab.OPEN)
        self.presenter.want(Wanted(tab if tab in set(Tab) else Tab.OPEN))

    # What the presenter shows

    def show_wanted(self, wanted: Wanted) -> None:
        self.tabs.choose(wanted.tab)
        self._offer_states(wanted.tab)
        self.state.choose(wanted.state)
        self.state.setCurrentIndex(max(self.state.findData(wanted.state), 0))
        self.severity.setCurrentIndex(max(self.severity.findData(wanted.severity), 0))
        self.owner.setCurrentIndex(max(self.owner.findData(wanted.owner), 0))
        self.owner.setEnabled(wanted.tab != Tab.MINE)
        if self.search.text().strip() != wanted.text:
            self.search.show_words(wanted.text)
        self.clear.setVisible(not wanted.bare)
        self._room.prefs.put("cases.tab", wanted.tab)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self.tabs.show_counts(counts)

    def show_lines(self, lines: tuple[Listed, ...], *, more: bool, now: datetime) -> None:
        self._now = now
        self.rows.show(lines, more=more)
        self._tell(more=more)

    def append_lines(self, lines: tuple[Listed, ...], *, more: bool) -> None:
        self.rows.append(lines, more=more)
        self._tell(more=more)

    def show_asking_failed(self) -> None:
        self.rows.stop_asking()

    def _chosen_numbers(self) -> list[str]:
        return [row.line.case_no for row in self.list.chosen_rows()]

    def _tell(self, *, more: bool | None = None) -> None:
        if more is not None:
            self._more = more
        told = translate("Cases", "前 {n} 条，往下还有") if self._more else translate("Cases", "共 {n} 条")
        chosen = translate("Cases", "；已选 {n} 条").format(n=len(self.list.chosen))
        self.told.setText(told.format(n=self.rows.rowCount()) + (chosen if self.list.chosen else ""))

    _more = False

    # Columns

    def columns(self) -> tuple[Column[Listed], ...]:
        """The columns of the list; a wide page shows the last ones too."""
        return (
            Column("severity", translate("Cases", "程度"), self._severity, 80),
            Column("number", translate("Cases", "编号"), lambda r: Phrase(r.line.case_no, Tone.LABEL), 130),
            Column("customer", translate("Cases", "客户"), lambda r: r.line.cust_name or "", 160),
            Column("title", translate("Cases", "投诉要点"), lambda r: r.line.title or "—"),
            Column("state", translate("Cases", "状态"), self._state, 116),
            Column("owner", translate("Cases", "负责人"), lambda r: Phrase(r.owner or "—", Tone.QUIET), 72),
            Column("channel", translate("Cases", "渠道"), self._channel, 88),
            Column("registered", translate("Cases", "登记"), self._registered, 104, right=True),
            Column("due", translate("Cases", "时限"), self._due, 144, right=True),
        )

    def _severity(self, row: Listed) -> Cell:
        word = self._room.words.word("severity", row.line.severity)
        return SeverityMark(row.line.severity, word)

    def _state(self, row: Listed) -> Cell:
        held = "on_hold" in row.line.marks
        return StateMark(row.line.state, self._room.words.word("state", row.line.state), held=held)

    def _channel(self, row: Listed) -> Cell:
        return Phrase(self._room.words.word("channel", row.line.channel), Tone.QUIET)

    def _registered(self, row: Listed) -> Cell:
        return Phrase(moments.short(row.registered, self._now) if row.registered else "—", Tone.QUIET)

    def _due(self, row: Listed) -> Cell:
        return moments.due(row.due, self._now) if row.due else Phrase("—", Tone.QUIET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many columns as the page has room for; what a case is about is never squeezed away."""
        for combo, _ in self._combos():
            combo.setFixedWidth(px(150))
        width = self.width() / theme().zoom
        shown = next(names for least, names in _SHOWN if width >= least)
        if shown != self._shown:
            self._shown = shown
            self.list.show_columns(shown)
            self.rows.forget_cells()

    # The workbook

    def export(self) -> None:
        """Ask where to, then write every line that is wanted."""
        place = self._ask_place(translate("Cases", "客诉 {day}.xlsx").format(day=f"{self._now:%Y-%m-%d}"))
        if place:
            heads = (
                translate("Cases", "程度"),
                translate("Cases", "编号"),
                translate("Cases", "客户"),
                translate("Cases", "投诉要点"),
                translate("Cases", "状态"),
                translate("Cases", "负责人"),
                translate("Cases", "渠道"),
                translate("Cases", "登记时间"),
                translate("Cases", "时限"),
            )
            self.presenter.export(Path(place), heads, self._cells, self._write)

    def _cells(self, row: Listed) -> tuple[cases.Cell, ...]:
        """A line as the workbook holds it; called in the lane for files: words only, no widgets."""
        words, line = self._room.words, row.line
        return (
            words.word("severity", line.severity),
            line.case_no,
            line.cust_name,
            line.title,
            words.word("state", line.state),
            row.owner,
            words.word("channel", line.channel),
            row.registered,
            row.due.at if row.due else None,
        )

    def _place(self, name: str) -> str:
        folder = Path(self._room.prefs.text("cases.folder") or Path.home())
        told = translate("Cases", "导出表格")
        place, _ = QFileDialog.getSaveFileName(self, told, str(folder / name), "Excel (*.xlsx)")
        if place:
            self._room.prefs.put("cases.folder", str(Path(place).parent))
        return place if not place or place.endswith(".xlsx") else f"{place}.xlsx"

    def show_export(self, done: int) -> None:
        told = translate("Cases", "导出客诉：{n} 条").format(n=done)
        self._room.frame.work(told, done, 0, self.presenter.cancel_export)

    def show_export_ended(self) -> None:
        self._room.frame.work("", 0, 0, None)

    def show_exported(self, path: Path, rows: int) -> None:
        told = translate("Cases", "已导出 {n} 条：{name}")
        self._room.frame.say(told.format(n=rows, name=path.name))


def made_with(write: Writes) -> Callable[[Room], Page]:
    """Makes the page for the frame, with what writes a workbook."""
    return lambda room: CasesView(room, write)
