"""A list read page by page: as far as somebody scrolled, or whole as a workbook while the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from ui.presenters.runner import Lane, Progress, Runner, Ticket

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from ui.presenters.session import Signed

R = TypeVar("R")
Cell = str | int | Decimal | date | datetime | None
"""What a cell of a workbook may hold; amounts are 元."""
Writes = Callable[[Path, Sequence[str], Iterable[Sequence[Cell]]], int]
"""Writes a workbook, whole or not at all, and says how many rows; handed in by the composition root."""
TOLD_EVERY = 100
"""Rows after which the progress is told, and a cancel heard of."""
PAGE = 60
MOST_AGAIN = 600
"""So many lines at most are read again at once; what lies deeper is read when it is scrolled to."""


def as_far(read: int) -> int:
    """How many lines are read again where so many were shown: who scrolled down stays there."""
    return min(max(PAGE, read), MOST_AGAIN)


@dataclass(frozen=True)
class Table:
    """A list to be written; ``name`` of the file without its ending.

    ``rows`` is called in the lane for long work and may ask the office by page. ``total``: how many there
    are, 0 where that is not known. ``wrote`` is told how many rows were written, in the lane too.
    """

    name: str
    heads: tuple[str, ...]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    total: int = 0
    wrote: Callable[[int], object] | None = None


class View(Protocol):
    """What is shown of the writing."""

    def show_export(self, done: int, total: int) -> None:
        """So many rows are written; of how many, where that is known, else 0."""

    def show_exported(self, path: Path, rows: int) -> None:
        """The workbook is there."""

    def show_export_ended(self) -> None:
        """Nothing is written any more."""


class Exporter:
    """Writes one list at a time."""

    def __init__(
        self, view: View, runner: Runner, who: Signed, refuse: Callable[[CodedError], None], write: Writes
    ) -> None:
        self._view, self._runner, self._who, self._refuse, self._write = view, runner, who, refuse, write
        self._writing: Ticket | None = None

    def begin(self, path: Path, table: Table) -> None:
        """Write every row of the table, in the lane for files; nothing waits for it."""
        self.cancel()

        def work(progress: Progress) -> int:
            try:
                written = self._write(path, table.heads, _told(table, progress))
                if table.wrote is not None:
                    table.wrote(written)
                return written
            finally:
                self._who.app.close()  # this lane's connection

        self._view.show_export(0, table.total)
        self._writing = self._runner.run_long(
            work,
            lambda rows: self._written(path, rows),
            self._not_written,
            told=self._view.show_export,
            lane=Lane.LONG,
        )

    def _written(self, path: Path, rows: int) -> None:
        self._view.show_export_ended()
        self._view.show_exported(path, rows)

    def _not_written(self, error: CodedError) -> None:
        self._view.show_export_ended()
        self._refuse(error)

    def cancel(self) -> None:
        """Stop writing; the file does not appear."""
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None
            self._view.show_export_ended()


def _told(table: Table, progress: Progress) -> Iterator[Sequence[Cell]]:
    for done, row in enumerate(table.rows(), 1):
        if done % TOLD_EVERY == 0:
            progress.tell(done, table.total)
        yield row


def pages(page: Callable[[R | None], Sequence[R]], size: int) -> Iterator[Sequence[R]]:
    """A list that comes by page; ``page`` reads the one behind a row, each by itself."""
    last: R | None = None
    while rows := page(last):
        yield rows
        if len(rows) < size:
            return
        last = rows[-1]
