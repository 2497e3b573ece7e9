"""客诉: tabs and saved filters, the list by page, a preview beside it; copied, and written as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout

from ui.i18n import translate
from ui.models.rows import RowsModel
from ui.presenters.cases import CasesPresenter, Listed, Tab, Wanted
from ui.presenters.exporting import Table
from ui.presenters.saved import Saved, read, written
from ui.views.casework.preview import NARROW, WIDE, Preview
from ui.views.listing.case_columns import DROPPED, CaseColumns
from ui.views.listing.filters import Filters, NameBox, suggested, tab_words
from ui.views.listing.kept_columns import KeptColumns
from ui.views.parts.tabs import Tabs
from ui.views.printing.opening import list_printing
from ui.views.room import Page, Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.keys import on_key
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

BROAD = 1500
"""Page width in px at 100 % from which the preview has its full width."""
LEAST = 900
"""Page width below which there is no room for a preview."""


class CasesView(Page):
    """The list of cases."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._now = datetime.now(UTC)
        self._started = self._more = False
        self.presenter = CasesPresenter(self, room.runner, room.signed, room.frame.refuse)
        self.tabs = Tabs(tab_words(()))
        self.filters = Filters(room.words, room.signed.office.staff)
        self.search, self.clear = self.filters.search, self.filters.clear
        self.excel = Button(translate("Cases", "导出表格"), Kind.GHOST, icon="table-export", small=True)
        self.print = list_printing(self, room, self._chosen_numbers)
        self.cells = CaseColumns(room.words, lambda: self._now)
        self.rows: RowsModel[Listed] = RowsModel(self.cells.columns(), lambda row: row.line.id)
        self.list = ListView(self.rows, translate("Cases", "客诉列表"))
        self.kept = KeptColumns(self.list, room.prefs, "cases", DROPPED)
        self.preview = Preview(room)
        self.beside = Button(kind=Kind.GHOST, small=True).only_icon(
            "layout-sidebar-right", translate("Cases", "预览")
        )
        self.beside.setCheckable(True)
        self.beside.setChecked(room.prefs.yes("cases.preview", default=True))
        self.told = PlainLabel("", fonts.label, Token.INK2)
        self._lay_out()
        self._listen()
        self.presenter.know(read(room.prefs.texts("cases.saved")))
        self.tabs.choose(self.presenter.wanted.tab)

    def _lay_out(self) -> None:
        head, foot, body = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(24), 0, px(16), 0)
        head.setSpacing(px(8))
        head.addWidget(PlainLabel(translate("Cases", "客诉"), fonts.title))
        head.addWidget(self.tabs, 1)
        for button in (self.print, self.excel, self.kept.button, self.beside):
            head.addWidget(button)
        foot.setContentsMargins(px(8), px(5), px(18), px(5))
        foot.addWidget(self.told)
        foot.addStretch(1)
        foot.addWidget(PlainLabel(translate("Cases", "按登记时间，新的在前"), fonts.label, Token.INK3))
        listed = QVBoxLayout()
        listed.setContentsMargins(px(16), 0, 0, 0)
        listed.setSpacing(0)
        listed.addWidget(self.list, 1)
        listed.addLayout(foot)
        body.setSpacing(0)
        body.addLayout(listed, 1)
        body.addWidget(self.preview)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(self.filters)
        page.addLayout(body, 1)
        why = translate("Cases", "换一个标签，或清除筛选；新的投诉按 Ctrl+N 登记。")
        self.list.set_empty(EmptyList("inbox", translate("Cases", "没有这样的投诉"), why))

    def _listen(self) -> None:
        self.setFocusProxy(self.list)
        self.tabs.chosen.connect(self.presenter.choose)
        self.tabs.dropped.connect(self.drop)
        self.filters.wanted.connect(self.presenter.want)
        self.filters.keeps.connect(self._ask_name)
        self.excel.clicked.connect(self.export)
        self.rows.wants_more.connect(self.presenter.read_more)
        self.list.opened.connect(lambda row: self._room.frame.go("case", row.line.case_no))
        self.list.chose.connect(lambda _: self._tell())
        self.list.went_to.connect(lambda row: self.preview.show_of(row.line.case_no))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._row_menu)
        self.beside.toggled.connect(self._switch_preview)
        self.preview.left.connect(lambda: self.beside.setChecked(False))
        theme().changed.connect(self._fit)
        on_key(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _want(self, **changed: str) -> None:
        self.presenter.want(replace(self.presenter.wanted, **changed))

    # What the frame asks

    def open(self, key: str) -> None:
        """A key is a text to search all cases for."""
        if key:
            self.presenter.want(Wanted(Tab.ALL, text=key))
            self._started = True

    def refresh(self) -> None:
        if self._started:
            self.presenter.refresh()
        else:
            self._begin()
        self.preview.refresh()  # behind the list: its rows are looked at first

    def _begin(self) -> None:
        self._started = True
        tab = self._room.prefs.text("cases.tab", Tab.OPEN)
        saved = next((one for one in self.presenter.saved if one.code == tab), None)
        self.presenter.want(saved.wanted if saved else Wanted(tab if tab in set(Tab) else Tab.OPEN))

    # What the presenter shows

    def show_wanted(self, wanted: Wanted) -> None:
        code = self.presenter.code
        self.tabs.choose(code)
        self.filters.show_wanted(wanted, kept=code != wanted.tab)
        self._room.prefs.put("cases.tab", code)

    def show_saved(self, saved: tuple[Saved, ...]) -> None:
        self.tabs.set_options(tab_words(saved), [one.code for one in saved])
        self._room.prefs.put("cases.saved", list(written(saved)))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self.tabs.show_counts(counts)

    def show_lines(self, lines: tuple[Listed, ...], *, more: bool, now: datetime) -> None:
        self._now = now
        self.rows.show(lines, more=more)
        if self.list.current < 0:
            self.preview.show_of(lines[0].line.case_no if lines else "")
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
        self.told.setText(told.format(n=self.rows.rowCount()) + (chosen if len(self.list.chosen) > 1 else ""))

    # Filters under a name

    def _ask_name(self) -> None:
        office, wanted = self._room.signed.office, self.presenter.wanted
        box = NameBox(self, suggested(wanted, self._room.words, office.staff))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(lambda: self.presenter.save(box.name.text()))
        box.open()

    def drop(self, code: str) -> None:
        """Forget a saved filter; the toast takes it back."""
        before = self.presenter.drop(code)
        name = next(one.name for one in before if one.code == code)
        self._room.frame.say(
            translate("Cases", "不再保存“{name}”").format(name=name),
            translate("Cases", "撤销"),
            lambda: self.presenter.put_back(before),
        )

    def _row_menu(self, at: QPoint) -> None:
        place = self.list.rowAt(at.y())
        if not 0 <= place < self.rows.rowCount():
            return
        menu, row = QMenu(self), self.rows.row(place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(translate("Cases", "打开"), lambda: self.list.opened.emit(row))
        menu.addAction(translate("Cases", "复制为表格\tCtrl+C"), self.list.copy)
        menu.addSeparator()
        if row.line.batch_no:
            same = Wanted(Tab.ALL, batch=row.line.batch_no)
            told = translate("Cases", "同批 {batch} 的投诉").format(batch=row.line.batch_no)
            menu.addAction(told.replace("&", "&&"), lambda: self.presenter.want(same))
        if row.line.cust_name:
            theirs = Wanted(Tab.ALL, text=row.line.cust_name)
            menu.addAction(translate("Cases", "这个客户的投诉"), lambda: self.presenter.want(theirs))
        menu.popup(self.list.viewport().mapToGlobal(at))

    # The preview and the columns

    def _switch_preview(self, yes: bool) -> None:
        self._room.prefs.put("cases.preview", yes)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A preview where it is wanted and has room, and as many columns as fit beside it."""
        width = self.width() / theme().zoom
        self.beside.setVisible(width >= LEAST)
        wide = px(WIDE if width >= BROAD else NARROW)
        self.preview.setFixedWidth(wide)
        shown = self.beside.isChecked() and width >= LEAST
        came = shown and self.preview.isHidden()
        self.preview.setVisible(shown)
        if came:
            self.preview.refresh()
        taken = px(16) + (wide if shown else 0)
        self.kept.fit(self.width() - taken)

    # The workbook

    def table(self) -> Table:
        """Every line that is wanted, also those that are not read yet."""
        shown = self.presenter
        rows = shown.every()
        return Table(
            translate("Cases", "客诉"), self.cells.heads(), lambda: map(self.cells.cells, rows), shown.total
        )

    def export(self) -> None:
        """Ask where to, then write."""
        self._room.export(self.table())


def make(room: Room) -> Page:
    """The page for the frame."""
    return CasesView(room)
