"""A list in sight as a table for a workbook: every column with a head, words, amounts and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.i18n import translate
from ui.models.cells import Amount
from ui.models.rows import Column, flat
from ui.presenters.exporting import Cell, Table
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.table import ListView

NOTHING = "—"
_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")


def heads_of(columns: Sequence[Column[Any]]) -> tuple[str, ...]:
    """The heads of a workbook with these columns."""
    return tuple(column.head for column in columns)


def cells_of(columns: Sequence[Column[Any]], row: Any) -> tuple[Cell, ...]:  # noqa: ANN401 - a row of any list
    """A row as a workbook holds it: amounts and numbers to reckon with, dates where the column tells them."""
    return tuple(_cell(column, row) for column in columns)


def _cell(column: Column[Any], row: Any) -> Cell:  # noqa: ANN401
    if column.value is not None:
        told: Cell = column.value(row)
        return told
    cell = column.cell(row)
    if isinstance(cell, Amount):
        return None if cell.fen is None else Decimal(cell.fen) / 100
    said = str(cell)
    if said == NOTHING:
        return None
    return Decimal(said) if column.right and _NUMBER.fullmatch(said) else said


def table_of(view: ListView, name: str = "") -> Table:
    """All rows that are here, in every column that has a head; ``name``: else the list's own."""
    columns = tuple(column for column in view.rows.columns if column.head)
    return made(name or view.accessibleName(), columns, view.rows.rows())


def made(name: str, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> Table:
    """The table of rows that no list shows as such: a queue, a timeline."""
    told = [cells_of(columns, row) for row in rows]
    return Table(name, heads_of(columns), lambda: told, len(told))


def as_text(table: Table) -> str:
    """A table as text that pastes into a spreadsheet, with its heads."""
    lines = [table.heads, *([_said(cell) for cell in row] for row in table.rows())]
    return "\n".join("\t".join(line) for line in lines)


def _said(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return flat(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def let_copy(page: QWidget, table: Callable[[], Table | None], say: Callable[[str], object]) -> None:
    """Ctrl+C on a page whose list is none of ours to select in puts all of it on the clipboard."""

    def copy() -> None:
        told = table()
        if told is not None and told.total:
            QGuiApplication.clipboard().setText(as_text(told))
            say(translate("Export", "已复制{list}：{n} 条").format(list=told.name, n=told.total))

    on_key(QKeySequence.StandardKey.Copy, page, copy, INSIDE)


def list_in_sight(page: QWidget) -> ListView | None:
    """The list of a page that has the keys; else the first one that is seen."""
    at = QApplication.focusWidget()
    if isinstance(at, ListView) and page.isAncestorOf(at):
        return at
    return next((one for one in page.findChildren(ListView) if one.isVisible()), None)
