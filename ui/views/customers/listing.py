"""The list of customers: found as one types, filtered by type and region, copied, written as a workbook."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.codes import DICTIONARIES
from ui import texts
from ui.i18n import translate
from ui.models.cells import Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.customers.listing import CustomerLine, CustomersPresenter, Wanted
from ui.presenters.exporting import Cell, Table
from ui.views.parts.enter_line import EnterLine
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import ComboInput
from ui.widgets.keys import on_key
from ui.widgets.paint import strokes
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

PAUSE = 180
"""Milliseconds after the last letter that the list is read."""
_ALL = ("number", "name", "type", "region", "contact", "phone", "level", "cases", "running")
_SHOWN = (
    (1500, (*_ALL, "address", "since")),
    (0, _ALL),
)


class CustomerList(QWidget):
    """``opened`` brings the number of a customer, ``imports`` asks for the import."""

    opened = Signal(str)
    imports = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._started, self._more, self._total = False, False, 0
        self._shown: tuple[str, ...] = ()
        self.presenter = CustomersPresenter(self, room.runner, room.signed, room.frame.refuse)
        self.search = EnterLine(translate("Customers", "名称、拼音或首字母、电话尾号、编号"))
        self.kind, self.region = ComboInput(), ComboInput()
        self.clear = Button(translate("Customers", "清除筛选"), Kind.LINK, small=True)
        self.excel = Button(translate("Customers", "导出表格"), Kind.GHOST, icon="table-export", small=True)
        self.sheet = Button(translate("Customers", "从表格导入"), Kind.GHOST, icon="table-import", small=True)
        self.rows: RowsModel[CustomerLine] = RowsModel(self.columns(), lambda row: row.cust_no)
        self.list = ListView(self.rows, translate("Customers", "客户列表"))
        self.told = PlainLabel("", fonts.label, Token.INK2)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._offer()
        self._listen()

    def _lay_out(self) -> None:
        head, filters, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(24), px(10), px(16), 0)
        head.setSpacing(px(8))
        title = PlainLabel(translate("Rail", "客户"), fonts.title)
        title.setBuddy(self.search)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.sheet)
        head.addWidget(self.excel)
        filters.setContentsMargins(px(24), px(8), px(16), px(8))
        filters.setSpacing(px(8))
        filters.addWidget(self.search, 1)
        for combo, said in (
            (self.kind, translate("Customers", "类型")),
            (self.region, translate("Customers", "地区")),
        ):
            combo.setAccessibleName(said)
            filters.addWidget(combo)
        filters.addWidget(self.clear)
        foot.setContentsMargins(px(24), px(5), px(24), px(5))
        foot.addWidget(self.told)
        foot.addStretch(1)
        foot.addWidget(PlainLabel(translate("Customers", "新建的在前"), fonts.label, Token.INK3))
        page, body = QVBoxLayout(self), QHBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addLayout(filters)
        body.setContentsMargins(px(16), 0, 0, 0)
        body.addWidget(self.list)
        page.addLayout(body, 1)
        page.addLayout(foot)
        self.search.setAccessibleName(translate("Customers", "查找客户"))
        why = translate("Customers", "换个写法再找，或清除筛选；新客户在登记投诉时建档，也可以从表格导入。")
        self.list.set_empty(EmptyList("users", translate("Customers", "没有这样的客户"), why))

    def _offer(self) -> None:
        words = self._room.words
        kinds = [(code, words.word("cust_type", code)) for code in DICTIONARIES["cust_type"]]
        self.kind.set_options([("", translate("Customers", "类型：全部")), *kinds])
        self.show_regions(())

    def _listen(self) -> None:
        self.search.edited.connect(self._pause.start)
        self.search.entered.connect(self._entered)
        self._pause.timeout.connect(self._want)
        self.kind.edited.connect(self._want)
        self.region.edited.connect(self._want)
        self.clear.clicked.connect(lambda: self.presenter.want(Wanted()))
        self.excel.clicked.connect(self.export)
        self.sheet.clicked.connect(self.imports)
        self.rows.wants_more.connect(self.presenter.read_more)
        self.list.opened.connect(lambda row: self.opened.emit(row.cust_no))
        self.list.chose.connect(lambda _: self._tell())
        self.list.widths_changed.connect(lambda: self._room.prefs.put("customers.widths", self.list.widths()))
        theme().changed.connect(self._fit)
        self.list.set_widths(self._room.prefs.numbers("customers.widths"))
        on_key(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.setFocusProxy(self.search)

    def _entered(self) -> None:
        """Enter searches; with what is searched for already, it goes into the list."""
        if self.search.text().strip() != self.presenter.wanted.text:
            self._want()
        elif self.rows.rowCount():
            self.list.setFocus()

    def _want(self) -> None:
        self._pause.stop()
        self.presenter.want(Wanted(self.search.text().strip(), self.kind.code(), self.region.code()))

    # What the page asks

    def look_for(self, text: str) -> None:
        """Search for this text."""
        self._started = True
        self.presenter.want(Wanted(text))

    def refresh(self) -> None:
        """Read again."""
        if self._started:
            self.presenter.refresh()
        else:
            self._started = True
            self.presenter.want(Wanted())

    # What the presenter shows

    def show_wanted(self, wanted: Wanted) -> None:
        if self.search.text().strip() != wanted.text:
            self.search.show_words(wanted.text)
        self.kind.setCurrentIndex(max(self.kind.findData(wanted.cust_type), 0))
        self.region.setCurrentIndex(max(self.region.findData(wanted.region), 0))
        self.clear.setVisible(not wanted.bare)

    def show_regions(self, regions: tuple[str, ...]) -> None:
        chosen = self.presenter.wanted.region
        offered = ("", *regions) if not chosen or chosen in regions else ("", *regions, chosen)
        if offered != tuple(self.region.itemData(at) for at in range(self.region.count())):
            everywhere = translate("Customers", "地区：全部")
            self.region.set_options([(one, one or everywhere) for one in offered])
            self.region.setCurrentIndex(max(self.region.findData(chosen), 0))

    def show_lines(self, lines: tuple[CustomerLine, ...], *, total: int, more: bool) -> None:
        self._total = total
        self.rows.show(lines, more=more)
        self._tell()

    def append_lines(self, lines: tuple[CustomerLine, ...], *, more: bool) -> None:
        self.rows.append(lines, more=more)
        self._tell()

    def show_asking_failed(self) -> None:
        self.rows.stop_asking()

    def _tell(self) -> None:
        told = translate("Customers", "共 {n} 个客户").format(n=f"{self._total:,}")
        chosen = translate("Customers", "；已选 {n} 个").format(n=len(self.list.chosen))
        self.told.setText(told + (chosen if self.list.chosen else ""))

    # Columns

    def columns(self) -> tuple[Column[CustomerLine], ...]:
        """The columns of the list; a wide page shows the last ones too."""
        return (
            Column("number", translate("Customers", "编号"), lambda r: Phrase(r.cust_no, Tone.LABEL), 96),
            Column("name", translate("Customers", "客户"), lambda r: r.customer.cust_name or "—"),
            Column("type", translate("Customers", "类型"), self._kind, 88),
            Column("region", translate("Customers", "地区"), lambda r: _quiet(r.customer.region), 96),
            Column(
                "contact", translate("Customers", "联系人"), lambda r: _quiet(r.customer.contact_name), 104
            ),
            Column(
                "phone", translate("Customers", "电话"), lambda r: Phrase(_phones(r) or "—", Tone.QUIET), 136
            ),
            Column("level", translate("Customers", "等级"), lambda r: _quiet(r.customer.level), 60),
            Column("cases", translate("Customers", "投诉"), lambda r: str(r.cases or "—"), 64, right=True),
            Column(
                "running", translate("Customers", "未结"), lambda r: str(r.running or "—"), 64, right=True
            ),
            Column("address", translate("Customers", "地址"), lambda r: _quiet(r.customer.address), 260),
            Column("since", translate("Customers", "合作起始"), _since, 104, right=True),
        )

    def _kind(self, row: CustomerLine) -> Phrase:
        return Phrase(self._room.words.word("cust_type", row.customer.cust_type) or "—", Tone.QUIET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for combo in (self.kind, self.region):
            combo.setFixedWidth(max(px(150), strokes.width_of(combo.itemText(0), fonts.body()) + px(48)))
        width = self.width() / theme().zoom
        shown = next(names for least, names in _SHOWN if width >= least)
        if shown != self._shown:
            self._shown = shown
            self.list.show_columns(shown)
            self.rows.forget_cells()

    # The workbook

    def table(self) -> Table:
        """Every customer that is wanted, also those that are not read yet."""
        rows = self.presenter.every()
        return Table(
            translate("Customers", "客户"),
            self._heads(),
            lambda: map(self._cells, rows),
            self._total,
            self.presenter.wrote,
        )

    def export(self) -> None:
        """Ask where to, then write."""
        self._room.export(self.table())

    def _heads(self) -> tuple[str, ...]:
        names = ("cust_no", "cust_name", "cust_type", "region", "contact_name", "contact_title", "phones")
        more = ("address", "email", "wechat", "level", "since", "care_notes")
        labels = tuple(self._room.words.label(f"customer.{name}") for name in (*names, *more))
        return (*labels, translate("Customers", "投诉"), translate("Customers", "未结"))

    def _cells(self, row: CustomerLine) -> tuple[Cell, ...]:
        """A line as the workbook holds it; called in the lane for files: words only, no widgets."""
        one, words = row.customer, self._room.words
        return (
            one.cust_no,
            one.cust_name,
            words.word("cust_type", one.cust_type),
            one.region,
            one.contact_name,
            one.contact_title,
            texts.joint().join(phone.number for phone in one.phones),
            one.address,
            one.email,
            one.wechat,
            one.level,
            one.since,
            one.care_notes,
            row.cases,
            row.running,
        )


def _quiet(text: str | None) -> Phrase:
    return Phrase(text or "—", Tone.QUIET)


def _phones(row: CustomerLine) -> str:
    """The preferred number, or the first, and how many more there are."""
    phones = row.customer.phones
    first = next((phone for phone in phones if phone.preferred), phones[0] if phones else None)
    more = f" +{len(phones) - 1}" if len(phones) > 1 else ""
    return f"{first.number}{more}" if first else ""


def _since(row: CustomerLine) -> Phrase:
    return Phrase(row.customer.since.isoformat() if row.customer.since else "—", Tone.QUIET)
