"""What the customer asks for, and what is done for him at once: two live tables of the registration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from aftersales.domain.authority import SCOPE_OF
from aftersales.domain.codes import Scope
from aftersales.domain.money import yuan
from aftersales.domain.records.product import Product
from ui.i18n import translate
from ui.texts import Words
from ui.views.parts.choices import Choices
from ui.views.parts.row_table import Column, Holds, RowTable
from ui.widgets.fields.choice import ComboInput


class DemandTable(RowTable):
    """The customer's demands in his order: kind, how many or how much, in which words."""

    def __init__(self, words: Words, choices: Choices, today: Callable[[], date]) -> None:
        kind = translate("Register", "诉求")
        columns = (
            Column(name="kind", label=kind, holds=Holds.CODE, share=3, dictionary="demand"),
            Column(name="qty", label=words.field("qty"), holds=Holds.NUMBER, share=2),
            Column(name="amount", label=_yuan(words), holds=Holds.MONEY, share=3, hint="0.00"),
            Column(name="text", label=translate("Register", "说明"), share=10),
        )
        super().__init__(columns, today, words.field("demands"))
        self.set_codes(choices.of)


class RemedyTable(RowTable):
    """What the fast lane gives: kind and quantity; a product's unit and value come from the file."""

    def __init__(self, words: Words, choices: Choices, today: Callable[[], date]) -> None:
        what = translate("Register", "怎么办")
        columns = (
            Column(name="kind", label=what, holds=Holds.CODE, share=3, dictionary="remedy"),
            Column(name="product", label=words.field("product"), share=6),
            Column(name="qty", label=words.field("qty"), holds=Holds.NUMBER, share=2),
            Column(name="unit", label=words.field("unit"), holds=Holds.CODE, share=2, dictionary="unit"),
            Column(name="unit_value", label=words.field("unit_value"), holds=Holds.MONEY, share=3),
            Column(name="amount", label=_yuan(words), holds=Holds.MONEY, share=3),
        )
        super().__init__(columns, today, words.field("remedies"))
        self.set_codes(choices.of)
        self._products: dict[str, Product] = {}

    def offer(self, products: Sequence[Product]) -> None:
        """Take units and values from these."""
        self._products = {product.name: product for product in products}

    def complete(self, product: str) -> None:
        """Fill rows of goods: this product where none is named, with its unit and value."""
        for row in self.filled():
            kind = row["kind"]
            goods = isinstance(kind, ComboInput) and SCOPE_OF.get(kind.code()) == Scope.GOODS
            known = self._products.get(row["product"].words() or product)
            if goods and known is not None:
                value = "" if known.unit_value is None else yuan(known.unit_value)
                told = {"product": known.name, "unit": known.unit or "", "unit_value": value}
                self.fill(row, told)


def _yuan(words: Words) -> str:
    return translate("Register", "{label}（元）").format(label=words.field("amount"))
