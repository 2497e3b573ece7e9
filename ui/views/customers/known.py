"""What is known of a customer, beside his cases: numbers, care notes, facts; nothing that is not known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import texts
from ui.i18n import translate
from ui.presenters.customers.file import Look
from ui.views.casework.rest import Rest
from ui.views.casework.wording import Wording
from ui.widgets import fonts
from ui.widgets.sections import Facts
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

_FACTS = (
    "contact_name contact_title region address postcode email wechat fax uscc agent_for id_no since"
).split()


_ELSEWHERE = (*_FACTS, *"cust_name cust_type level phones care_notes end_user".split())
"""What the head says, and what stands under heads of its own."""


class Known(QWidget):
    """The panel at the left of a customer."""

    def __init__(self, say: Wording) -> None:
        super().__init__()
        self._say = say
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(24), px(14), px(20), px(14))
        self._column.setSpacing(px(10))

    def show_look(self, look: Look) -> None:
        """Numbers and notes first, then what else is known."""
        customer = look.customer
        parts: list[QWidget] = [PlainLabel(translate("Customers", "电话"), fonts.label, Token.INK3)]
        words = self._say.words
        parts += [_phone(one.number, words.word("phone_kind", one.kind)) for one in customer.phones]
        if not customer.phones:
            parts.append(PlainLabel("—", fonts.body))
        if customer.care_notes:
            parts += [_head(self._label("care_notes")), Prose(customer.care_notes, fonts.body, Token.AMBER)]
        parts += [_head(translate("Customers", "资料")), Facts(self._facts(look), 72)]
        if customer.end_user:
            parts.append(_head(self._label("end_user")))
            parts += [
                Prose(
                    texts.comma().join(
                        part for part in (one.name, one.phone, one.address, one.equipment) if part
                    )
                )
                for one in customer.end_user
            ]
        if look.file.merged:
            told = texts.joint().join(f"{one.cust_name} {one.cust_no}" for one in look.file.merged)
            parts += [_head(translate("Customers", "并入的客户")), Prose(told)]
        parts += self._history(look)
        refilled(self._column, parts)
        self._column.addStretch(1)

    def _history(self, look: Look) -> list[QWidget]:
        """Who changed the record last."""
        rows = look.file.history[-3:]
        if not rows:
            return []
        told = (
            " ".join(
                (
                    self._say.when(row.at, look.file.now),
                    self._say.person(row.actor),
                    self._say.words.step(row.step),
                )
            )
            for row in reversed(rows)
        )
        return [
            _head(translate("Customers", "最近的修改")),
            *(Prose(one, fonts.body, Token.INK2) for one in told),
        ]

    def _label(self, name: str) -> str:
        return self._say.words.label(f"customer.{name}")

    def _facts(self, look: Look) -> tuple[tuple[str, str], ...]:
        found = []
        for name in _FACTS:
            value = look.value(name)
            mark = look.customer.na.get(name)
            said = str(value) if value else self._say.words.word("na", mark) if mark else ""
            if said:
                found.append((self._label(name), said))
        rest = Rest(self._say).facts(look.customer, _ELSEWHERE)
        return (*found, *((self._say.words.label(path), told) for path, told in rest))


def _head(text: str) -> QWidget:
    label = PlainLabel(text, fonts.label, Token.INK3)
    label.setContentsMargins(0, px(4), 0, 0)
    return label


def _phone(number: str, kind: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(8))
    line.addWidget(PlainLabel(number, fonts.strong))
    line.addWidget(PlainLabel(kind, fonts.label, Token.INK3))
    line.addStretch(1)
    return row


def refilled(column: QVBoxLayout, parts: Sequence[QWidget]) -> None:
    """Put these into the column instead of what stands there."""
    while item := column.takeAt(0):
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    for part in parts:
        column.addWidget(part)
