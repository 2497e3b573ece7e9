"""Any list of frozen rows as a Qt table model: columns are declared, pages come by key, marks stay values."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from aftersales.domain.money import yuan
from ui.models.cells import Amount, Cell

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ANSWERED = frozenset({DISPLAY, ALIGNMENT, ACCESSIBLE})
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_FORMULA = frozenset("=+-@＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9,]+(?:\.[0-9]+)?")
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: a name to remember it by, its head, how a row's cell is made, its width in px at 100 %.

    ``width`` 0: what the others leave. ``tip`` is a tooltip where it says more than the cell. ``sort`` is
    the name by which the query sorts, "" where it cannot. ``value`` is what a workbook holds instead of the
    cell's words: a date, a moment, a number. ``words``: its cells hold our words, which another language may
    make longer; a name or a number stays as wide as it is.
    """

    name: str
    head: str
    cell: Callable[[R], Cell]
    width: int = 0
    right: bool = False
    tip: Callable[[R], str] | None = None
    sort: str = ""
    value: Callable[[R], Any] | None = None
    words: bool = True


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind, a page at a time; ``wants_more`` asks for the page after the last row's key."""

    wants_more = Signal(object)

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]) -> None:
        super().__init__()
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self._key = key
        self._rows: list[R] = []
        self._cells: list[tuple[Cell, ...] | None] = []
        self._more = False
        self._asked = False

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401 - Qt's own signature
        if role not in _ANSWERED or not index.isValid():
            return None
        if role == ALIGNMENT:
            return _RIGHT if self.is_right(index.column()) else _LEFT
        return str(self.cell(index.row(), index.column()))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == DISPLAY:
            return self.columns[section].head
        if role == ALIGNMENT:
            return _RIGHT if self.is_right(section) else _LEFT
        return None

    def canFetchMore(self, parent: Index = ROOT) -> bool:
        return self._more and not self._asked and not parent.isValid()

    def fetchMore(self, parent: Index = ROOT) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.wants_more.emit(self._key(self._rows[-1]) if self._rows else None)

    # What the list and its delegate ask

    def cell(self, row: int, column: int) -> Cell:
        """The cell's value; made once a row."""
        made = self._cells[row]
        if made is None:
            value = self._rows[row]
            made = self._cells[row] = tuple(each.cell(value) for each in self.columns)
        return made[column]

    def is_right(self, column: int) -> bool:
        """Whether the column is set flush right."""
        return self.columns[column].right

    def tip(self, row: int, column: int) -> str:
        """The tooltip's plain text: the column's own, or all of the cell."""
        own = self.columns[column].tip
        return own(self._rows[row]) if own else str(self.cell(row, column))

    def row(self, at: int) -> R:
        """The row itself."""
        return self._rows[at]

    def rows(self) -> tuple[R, ...]:
        """All rows that are here."""
        return tuple(self._rows)

    def key_at(self, at: int) -> Hashable:
        """The key of a row."""
        return self._key(self._rows[at])

    def place(self, key: Hashable) -> int:
        """Where the row with this key stands; -1 where it is not here."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    # What a view tells

    def show(self, rows: Sequence[R], *, more: bool = False) -> None:
        """Show these rows. With the same keys only what changed is drawn again; selection and place stay."""
        if [self._key(row) for row in rows] == [self._key(row) for row in self._rows]:
            self._repaint(rows)
        else:
            self.beginResetModel()
            self._rows, self._cells = list(rows), [None] * len(rows)
            self.endResetModel()
        self._more, self._asked = more, False

    def _repaint(self, rows: Sequence[R]) -> None:
        changed = [at for at, row in enumerate(rows) if row != self._rows[at]]
        for at in changed:
            self._rows[at], self._cells[at] = rows[at], None
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def append(self, rows: Sequence[R], *, more: bool) -> None:
        """The page that was wanted has come; rows that are here already are not shown twice."""
        here = {self._key(row) for row in self._rows}
        fresh = [row for row in rows if self._key(row) not in here]
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(ROOT, first, first + len(fresh) - 1)
            self._rows += fresh
            self._cells += [None] * len(fresh)
            self.endInsertRows()
        self._more, self._asked = more, False

    def stop_asking(self) -> None:
        """The page that was wanted did not come; scrolling asks again."""
        self._asked = False

    def forget_cells(self) -> None:
        """Make every cell anew: the language or the clock changed."""
        self._cells = [None] * len(self._rows)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))


def tsv(model: RowsModel[Any], rows: Sequence[int], columns: Sequence[int], *, heads: bool = True) -> str:
    """Rows as text that pastes into a spreadsheet: tabs between cells, what begins a formula disarmed."""
    lines = [[model.columns[c].head for c in columns]] if heads else []
    lines += [[_cell(model.cell(r, c)) for c in columns] for r in rows]
    return "\n".join("\t".join(line) for line in lines)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Amount):
        return "" if cell.fen is None else yuan(cell.fen).replace(",", "")
    return flat(str(cell))


def flat(text: str) -> str:
    """A text as one cell that is pasted: no line ends, what begins a formula disarmed."""
    text = " ".join(text.split())
    if text[:1] in _FORMULA and not _NUMBER.fullmatch(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else text
