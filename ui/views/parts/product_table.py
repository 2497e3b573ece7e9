"""The products complained about as a live table: names complete from the product file, with what it knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView

from aftersales.domain.records.product import Product
from ui.i18n import translate
from ui.texts import Words
from ui.views.parts.choices import Choices, unknown_or_none
from ui.views.parts.row_table import Column, Holds, RowTable
from ui.widgets.fields.line import ENTER, LineInput

LEAVES = ENTER | {Qt.Key.Key_Tab}
"""Keys that go on to the next field."""


class ProductTable(RowTable):
    """Product rows; only what is on the parcel or the bill need be typed, the rest may come later."""

    def __init__(self, words: Words, choices: Choices, today: Callable[[], date]) -> None:
        super().__init__(_columns(words, choices), today, words.field("product_line"))
        self._products: dict[str, Product] = {}
        self.settled.connect(self._complete_rows)

    def offer(self, products: Sequence[Product]) -> None:
        """Complete names from these."""
        self._products = {product.name: product for product in products}
        for cell in self.cells("product"):
            self._complete(cell)

    def _add_row(self) -> None:
        super()._add_row()
        if getattr(self, "_products", None):
            self._complete(self.cells("product")[-1])

    def _complete(self, cell: object) -> None:
        if isinstance(cell, LineInput):
            cell.setCompleter(Names(cell, tuple(self._products)))

    def _complete_rows(self) -> None:
        for number, row in enumerate(self.filled()):
            product = self._products.get(row["product"].words())
            if product is not None:
                spec = product.specs[0] if len(product.specs) == 1 else ""
                self.fill(number, {"spec": spec, "unit": product.unit or ""})


class Names(QCompleter):
    """Completes a name from any part of it; Enter and Tab go on where nothing of the list is chosen."""

    def __init__(self, cell: LineInput, names: Sequence[str]) -> None:
        super().__init__(QStringListModel(list(names), cell), cell)
        self._cell, self._list = cell, QListView()
        self._list.setObjectName("popup")
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setPopup(self._list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._cell and isinstance(event, QFocusEvent) and _went_on(event):
            self._list.hide()
            return False
        if watched is self._list and isinstance(event, QKeyEvent) and self._leaves(event):
            self._list.hide()
            QCoreApplication.sendEvent(self._cell, event)
            return True
        return super().eventFilter(watched, event)

    def _leaves(self, event: QKeyEvent) -> bool:
        pressed = event.type() is QEvent.Type.KeyPress and event.key() in LEAVES
        return pressed and not self._list.currentIndex().isValid()


def _went_on(event: QFocusEvent) -> bool:
    """Whether a person left the field; an open list would keep that from it."""
    told = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
    return event.lostFocus() and event.reason() not in told


def _columns(words: Words, choices: Choices) -> tuple[Column, ...]:
    na = unknown_or_none(words)
    hint = translate("Register", "下一个产品：名称、批号")

    def column(name: str, share: int, holds: Holds = Holds.TEXT, *, asked: bool = True) -> Column:
        answers = na if asked else ()
        return Column(name=name, label=words.field(name), share=share, holds=holds, answers=answers)

    unit, receipt = choices.of("unit"), choices.of("receipt_kind")
    return (
        Column(name="product", label=words.field("product"), share=5, hint=hint, answers=na),
        column("spec", 2),
        column("batch_no", 4),
        column("produced_on", 3, Holds.DAY),
        column("qty_bad", 2, Holds.NUMBER),
        column("qty_bought", 2, Holds.NUMBER, asked=False),
        Column(name="unit", label=words.field("unit"), holds=Holds.CODE, share=2, options=unit),
        Column(
            name="receipt_kind",
            label=words.field("receipt_kind"),
            holds=Holds.CODE,
            share=3,
            options=receipt,
        ),
    )
