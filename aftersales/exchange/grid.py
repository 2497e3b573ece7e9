"""The rows of one sheet as they stand in the file, before anybody knows what the columns mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from aftersales.exchange.refusals import Hint

MAX_CELLS = 4_000_000
MAX_ROWS = 200_000
"""More than these are not read at once; nobody's complaints are so many."""

Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells from the first column."""

    no: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column (from 0); None where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else None

    @property
    def filled(self) -> list[int]:
        """The columns (from 0) with something in them."""
        return [i for i, cell in enumerate(self.cells) if not is_blank(cell)]


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows of one sheet; ``cut_off`` says that the file ends before the sheet does."""

    rows: tuple[Row, ...]
    encoding: str
    delimiter: str = ""
    sheet: str = ""
    cut_off: bool = False
    hints: tuple[Hint, ...] = ()


def is_blank(cell: Cell) -> bool:
    """Whether nothing but blanks stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
