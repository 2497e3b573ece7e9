"""客户: the list by page, found by name, spelling or telephone, and the list as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from aftersales.app import App
from aftersales.domain.errors import CodedError
from aftersales.storage.queries.customers import (
    CustomerFilter,
    CustomerIndex,
    CustomerLine,
    CustomersFound,
)
from aftersales.usecases.customers import told_export
from ui.presenters.cases import Cell, Writes
from ui.presenters.runner import Lane, Progress, Runner, Ticket
from ui.presenters.session import Signed

__all__ = ["Cell", "CustomerLine", "CustomersPresenter", "Wanted", "Writes"]

PAGE = 60
EXPORTED = 300
"""Lines that the export reads at once."""


@dataclass(frozen=True)
class Wanted:
    """What a person filters by; "" is no condition."""

    text: str = ""
    cust_type: str = ""
    region: str = ""

    @property
    def bare(self) -> bool:
        """Whether everybody is wanted."""
        return not (self.text or self.cust_type or self.region)


class View(Protocol):
    """What the list shows."""

    def show_wanted(self, wanted: Wanted) -> None:
        """The filters that are on."""

    def show_lines(self, lines: tuple[CustomerLine, ...], *, total: int, more: bool) -> None:
        """The first page."""

    def append_lines(self, lines: tuple[CustomerLine, ...], *, more: bool) -> None:
        """The page after it."""

    def show_regions(self, regions: tuple[str, ...]) -> None:
        """The regions that customers come from."""

    def show_asking_failed(self) -> None:
        """The page that was wanted did not come."""

    def show_export(self, done: int) -> None:
        """So many lines are written."""

    def show_exported(self, path: Path, rows: int) -> None:
        """The workbook is there."""

    def show_export_ended(self) -> None:
        """Nothing is written any more."""


class CustomersPresenter:
    """Keeps what is wanted, reads pages, writes the workbook."""

    def __init__(self, view: View, runner: Runner, who: Signed, refuse: Callable[[CodedError], None]) -> None:
        self._view, self._runner, self._who, self._refuse = view, runner, who, refuse
        self.wanted = Wanted()
        self._index = CustomerIndex()
        self._reading: Ticket | None = None
        self._writing: Ticket | None = None

    def want(self, wanted: Wanted) -> None:
        """Filter by this."""
        self.wanted = wanted
        self._view.show_wanted(wanted)
        self.refresh()

    def refresh(self) -> None:
        """Read the first page again."""
        if self._reading is not None:
            self._reading.cancel()
        app, index, wanted = self._who.app, self._index, filter_of(self.wanted)
        self._reading = self._runner.run(lambda: app.ask(index.find, wanted), self._read, self._not_read)

    def _read(self, found: CustomersFound) -> None:
        self._view.show_regions(found.regions)
        self._view.show_lines(found.lines, total=found.total, more=len(found.lines) == PAGE)

    def read_more(self, after: str) -> None:
        """Read the page after the customer with this number."""
        app, index, wanted = self._who.app, self._index, replace(filter_of(self.wanted), after=after)
        self._reading = self._runner.run(
            lambda: app.ask(index.find, wanted),
            lambda found: self._view.append_lines(found.lines, more=len(found.lines) == PAGE),
            self._not_read,
        )

    def _not_read(self, error: CodedError) -> None:
        self._view.show_asking_failed()
        self._refuse(error)

    # The workbook

    def export(
        self, path: Path, heads: Sequence[str], cells: Callable[[CustomerLine], Sequence[Cell]], write: Writes
    ) -> None:
        """Write every customer that is wanted into a workbook, in the lane for files; history tells of it."""
        app, wanted = self._who.app, replace(filter_of(self.wanted), limit=EXPORTED)

        def work(progress: Progress) -> int:
            try:
                rows = write(path, heads, (cells(line) for line in _every(app, wanted, progress)))
                app.do(told_export, rows)
                return rows
            finally:
                app.close()

        self._writing = self._runner.run_long(
            work,
            lambda rows: self._exported(path, rows),
            self._not_exported,
            told=lambda done, _: self._view.show_export(done),
            lane=Lane.FILES,
        )
        self._view.show_export(0)

    def _exported(self, path: Path, rows: int) -> None:
        self._view.show_export_ended()
        self._view.show_exported(path, rows)

    def _not_exported(self, error: CodedError) -> None:
        self._view.show_export_ended()
        self._refuse(error)

    def cancel_export(self) -> None:
        """Stop writing; the file does not appear."""
        if self._writing is not None:
            self._writing.cancel()
        self._view.show_export_ended()


def filter_of(wanted: Wanted) -> CustomerFilter:
    """The query's filter for what is wanted."""
    return CustomerFilter(text=wanted.text, cust_type=wanted.cust_type, region=wanted.region, limit=PAGE)


def _every(app: App, wanted: CustomerFilter, progress: Progress) -> Iterator[CustomerLine]:
    """Page after page with an index of its own: the list's belongs to another lane."""
    index, done = CustomerIndex(), 0
    while lines := _page(app, index, wanted):
        yield from lines
        done += len(lines)
        progress.tell(done, 0)
        if len(lines) < wanted.limit:
            return
        wanted = replace(wanted, after=lines[-1].cust_no)


def _page(app: App, index: CustomerIndex, wanted: CustomerFilter) -> tuple[CustomerLine, ...]:
    return app.ask(index.find, wanted).lines
