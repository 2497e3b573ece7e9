"""Rows of a step's form: what is refused of one is said beneath its table; product lines come and go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.errors import Also
from ui.i18n import translate
from ui.presenters.step_fields import LINE
from ui.views.parts.row_table import RowTable
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Field
from ui.widgets.theme import px

ROW_TABLES: Mapping[str, str] = {"remedies": "remedy", "promises": "promise"}
"""A refusal of a row names the row's table, not the list."""


def go_on(upper: RowTable, lower: RowTable) -> None:
    """Keep the lower table, in which the rows of the upper go on, as long as the upper."""
    for table in (upper, lower):
        table.edited.connect(partial(lower.reach, upper))


def paired(upper: RowTable, lower: RowTable) -> list[dict[str, str]]:
    """The rows that go on from one table to the other, each with what stands beneath it."""
    blank: dict[str, str] = {}
    pairs = zip_longest(upper.placed_values(), lower.placed_values(), fillvalue=blank)
    return [row for above, below in pairs if (row := {**above, **below})]


@dataclass(frozen=True)
class RowsBeneath:
    """A table under the name of its rows: what is wrong with one is said beneath, besides the rest."""

    table: RowTable

    def show_wrong(self, sentence: str) -> None:
        """Say it; "" is left to the table itself."""
        if sentence:
            self.table.show_wrong("\n".join(part for part in (self.table.note(), sentence) if part))

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        self.table.take_focus()


def lines_of(fields: Mapping[str, Field]) -> dict[str, Also]:
    """Where it is said that a product is wanted at all: at the first field of the first one."""
    first = next((field for path, field in fields.items() if path.startswith(f"{LINE}.")), None)
    return {LINE: Also(first)} if first is not None else {}


class LineBar(QWidget):
    """Beneath the product lines: one more, and one less of those that were added."""

    more = Signal()
    less = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add = Button(translate("StepForm", "再加一个产品"), icon="plus", small=True)
        self.drop = Button(translate("StepForm", "去掉最后一个"), Kind.GHOST, small=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, px(6), 0, px(6))
        line.setSpacing(px(8))
        line.addWidget(self.add)
        line.addWidget(self.drop)
        line.addStretch(1)
        self.add.clicked.connect(self.more)
        self.drop.clicked.connect(self.less)
        self.drop.hide()
