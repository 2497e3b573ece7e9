"""The columns beside each other: as many as there is room for, the others as strips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.presenters.notices.board import Board
from ui.presenters.notices.slips import Slip
from ui.views.notices.column import NARROWEST, STRIP, ColumnView
from ui.views.notices.slip import SlipRow, Told
from ui.widgets.theme import px


class BoardView(QWidget):
    """What its columns tell: ``chose`` a slip, ``opened`` it, a ``verb`` of it, and of a whole column."""

    chose = Signal(str)
    opened = Signal(str)
    verb = Signal(str)
    wants_more = Signal(str)
    confirm_all = Signal(str)
    print_all = Signal(str)

    def __init__(
        self, words: Mapping[str, str], tell: Callable[[Slip], Told], watcher: QObject, *, whole: bool
    ) -> None:
        """``words``: the columns in order; ``watcher`` sees the keys on a slip first."""
        super().__init__()
        self._whole, self._marked, self._kept_wide = whole, "", ""
        self._column_of: dict[str, str] = {}
        self.columns = {name: ColumnView(name, word, whole=whole, tell=tell) for name, word in words.items()}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for name, column in self.columns.items():
            line.addWidget(column, 1)
            column.watched_by(watcher)
            for ours, theirs in (
                (self.chose, column.chose),
                (self.opened, column.opened),
                (self.verb, column.verb),
                (self.wants_more, column.wants_more),
                (self.confirm_all, column.confirm_all),
                (self.print_all, column.print_all),
            ):
                theirs.connect(ours)
            column.strip.clicked.connect(partial(self._widen, name))

    # What is shown

    def show_board(self, board: Board) -> None:
        """Show these columns; on the whole board the empty ones are gone."""
        for column in board.columns:
            self.columns[column.name].show_column(column)
            self._column_of |= {slip.number: column.name for slip in column.slips}
            self.columns[column.name].setVisible(bool(column.all) or not self._whole)
        self.fit()
        self.mark(self._marked)

    def append(self, column: str, slips: Sequence[Slip], *, more: bool) -> None:
        """The next page of a column has come."""
        self._column_of |= {slip.number: column for slip in slips}
        self.columns[column].append(tuple(slips), more=more)
        self.mark(self._marked)

    def mark(self, number: str) -> SlipRow | None:
        """Show that this slip is selected; the row where it is here."""
        fresh, self._marked = number != self._marked, number
        found = [column.mark(number) for column in self.columns.values()]
        row = next((row for row in found if row is not None), None)
        if fresh and row is not None:
            self.fit()
            self.columns[self._column_of[number]].show_row(number)
        return row

    # Walking and room

    def beside(self, across: int, down: int) -> str:
        """The slip so many columns and rows from the selected one; the first where none is selected."""
        shown = [each for each in self.columns.values() if not each.isHidden() and each.numbers()]
        here = next((each for each in shown if self._marked in each.numbers()), None)
        if here is None:
            return shown[0].numbers()[0] if shown else ""
        column = shown[min(max(shown.index(here) + across, 0), len(shown) - 1)]
        at = list(here.numbers()).index(self._marked) + down
        if column is here and across:
            return self._marked
        return column.numbers()[min(max(at, 0), len(column.numbers()) - 1)]

    def _widen(self, name: str) -> None:
        self._kept_wide = name
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """As many columns as there is room for, the selected slip's and the one that was clicked first."""
        shown = [column for column in self.columns.values() if not column.isHidden()]
        most = max(1, (self.width() - len(shown) * px(STRIP)) // px(NARROWEST - STRIP))
        if not self._whole or len(shown) * px(NARROWEST) <= self.width():
            most = len(shown)
        first = (self._column_of.get(self._marked, ""), self._kept_wide)
        ranked = sorted(shown, key=lambda column: column.name not in first)
        for at, column in enumerate(ranked):
            column.collapse(yes=at >= most)
