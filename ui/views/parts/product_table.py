"""The products complained about as a live table: names complete from the product file, with what it knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from aftersales.domain.records.product import Product
from ui.i18n import translate
from ui.presenters.calls.known import KnownBatch
from ui.texts import Words
from ui.views.parts.choices import Choices, unknown_or_none
from ui.views.parts.offered import Offer, Offered
from ui.views.parts.row_table import Column, Holds, RowTable
from ui.widgets.fields.line import LineInput

Finds = Callable[[str], Sequence[Product]]
"""The products that what was typed may mean."""


class ProductTable(RowTable):
    """Product rows; only what is on the parcel or the bill need be typed, the rest may come later."""

    def __init__(self, words: Words, choices: Choices, today: Callable[[], date]) -> None:
        super().__init__(_columns(words), today, words.field("product_line"))
        self.set_codes(choices.of)
        self._products: dict[str, Product] = {}
        self._finds: Finds = lambda _: ()
        self._offered = [self._complete(cell) for cell in self.cells("product")]
        self.settled.connect(self._complete_rows)

    def offer(self, products: Sequence[Product], finds: Finds) -> None:
        """Complete names from these, as ``finds`` finds them."""
        self._products, self._finds = {product.name: product for product in products}, finds

    def _add_row(self) -> None:
        super()._add_row()
        if hasattr(self, "_offered"):
            self._offered.append(self._complete(self.cells("product")[-1]))

    def _complete(self, cell: object) -> Offered | None:
        if not isinstance(cell, LineInput):
            return None
        made = Offered(cell, lambda typed: [offer_of(each) for each in self._finds(typed)])
        made.chosen.connect(self._complete_rows)
        return made

    def know(self, batches: Sequence[KnownBatch]) -> None:
        """Fill rows of these batches with what was said of them before."""
        known = {batch.batch_no: batch for batch in batches}
        for row in self.filled():
            batch = known.get(row["batch_no"].words().strip())
            if batch is not None:
                told = (batch.product or "", batch.spec or "", batch.produced_on or "")
                self.fill(row, dict(zip(("product", "spec", "produced_on"), told, strict=True)))

    def _complete_rows(self) -> None:
        for row in self.filled():
            product = self._products.get(row["product"].words())
            if product is not None:
                spec = product.specs[0] if len(product.specs) == 1 else ""
                self.fill(row, {"spec": spec, "unit": product.unit or ""})


def offer_of(product: Product) -> Offer:
    """A product as a line of the list: its name, and its code where it has one."""
    return Offer(product.name, "  ".join(part for part in (product.name, product.code) if part))


def _columns(words: Words) -> tuple[Column, ...]:
    na = unknown_or_none(words)
    hint = translate("Register", "下一个产品：名称、批号")

    def column(name: str, share: int, holds: Holds = Holds.TEXT, *, asked: bool = True) -> Column:
        answers = na if asked else ()
        return Column(name=name, label=words.field(name), share=share, holds=holds, answers=answers)

    return (
        Column(name="product", label=words.field("product"), share=5, hint=hint, answers=na),
        column("spec", 2),
        column("batch_no", 4),
        column("produced_on", 3, Holds.DAY),
        column("qty_bad", 2, Holds.NUMBER),
        column("qty_bought", 2, Holds.NUMBER, asked=False),
        Column(name="unit", label=words.field("unit"), holds=Holds.CODE, share=2, dictionary="unit"),
        Column(
            name="receipt_kind",
            label=words.field("receipt_kind"),
            holds=Holds.CODE,
            share=3,
            dictionary="receipt_kind",
        ),
    )
