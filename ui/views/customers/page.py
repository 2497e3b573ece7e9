"""客户: the list, one customer in full, and sheets taken in; one page of the frame."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.presenters.customers.importing import MAY, ReadsList
from ui.presenters.exporting import Table
from ui.views.customers.file import CustomerView
from ui.views.customers.importing import ImportPanel
from ui.views.customers.listing import CustomerList
from ui.views.room import Page, Room
from ui.widgets import fonts
from ui.widgets.theme import px
from ui.widgets.words import PlainLabel

_NUMBER = re.compile(r"KH\d+")
"""How a customer's number looks; anything else is a text to search for."""


class CustomersView(Page):
    """Shows the list; a customer's number opens him."""

    def __init__(self, room: Room, read: ReadsList) -> None:
        super().__init__()
        self._room = room
        self.list, self.customer = CustomerList(room), CustomerView(room)
        back = translate("Customers", "回到客户列表")
        self.sheet = ImportPanel(room.runner, room.words, lambda: room.signed.app, read, back)
        self.pile = QStackedWidget()
        for part in (self.list, self.customer, self._import_page()):
            self.pile.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self._listen()
        may = bool(MAY & set(room.signed.me.roles))
        self.list.sheet.may_not("" if may else translate("Customers", "从表格导入由领导或管理员办"))
        self.setFocusProxy(self.list)

    def _import_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(px(24), px(12), px(20), px(12))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(translate("Customers", "从表格导入客户和产品"), fonts.title))
        column.addWidget(self.sheet, 1)
        return page

    def _listen(self) -> None:
        self.list.opened.connect(self._show)
        self.list.imports.connect(lambda: self.pile.setCurrentIndex(2))
        self.customer.left.connect(self._back)
        self.sheet.left.connect(self._back)
        self.sheet.imported.connect(self._room.frame.changed)

    def _show(self, cust_no: str) -> None:
        self.pile.setCurrentWidget(self.customer)
        self.customer.open(cust_no)

    def _back(self) -> None:
        self.pile.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.list.setFocus()

    # What the frame asks

    def open(self, key: str) -> None:
        """A key is a customer's number, or a text to search for."""
        if _NUMBER.fullmatch(key):
            self._show(key)
        elif key:
            self.pile.setCurrentWidget(self.list)
            self.list.look_for(key)

    def may_end(self) -> bool:
        """A form stays as it is while another page is shown; only with the frame it would be lost."""
        if self.customer.holds():
            if not self.isVisible():
                self._room.frame.go("customers")
            self.pile.setCurrentWidget(self.customer)
            self.customer.form.leave()
        return not self.customer.holds()

    def table(self) -> Table | None:
        return self.list.table() if self.pile.currentWidget() is self.list else super().table()

    def refresh(self) -> None:
        self.list.refresh()
        if self.pile.currentWidget() is self.customer:
            self.customer.presenter.refresh()


def make(room: Room, read: ReadsList) -> Page:
    """The page for the frame; ``read`` reads a sheet."""
    return CustomersView(room, read)
