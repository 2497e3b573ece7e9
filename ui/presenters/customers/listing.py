"""客户: the list by page, found by name, spelling or telephone, and the list as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Protocol

from aftersales.domain.errors import CodedError
from aftersales.storage.queries.customers import (
    CustomerFilter,
    CustomerIndex,
    CustomerLine,
    CustomersFound,
)
from aftersales.storage.queries.pinyin import learn
from aftersales.usecases.customers import told_export
from ui.presenters.exporting import PAGE, as_far, pages
from ui.presenters.runner import Lane, Runner, Ticket
from ui.presenters.session import Signed

__all__ = ["CustomerLine", "CustomersPresenter", "Wanted"]

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


class CustomersPresenter:
    """Keeps what is wanted, reads pages."""

    def __init__(self, view: View, runner: Runner, who: Signed, refuse: Callable[[CodedError], None]) -> None:
        self._view, self._runner, self._who, self._refuse = view, runner, who, refuse
        self.wanted = Wanted()
        self._read_so_far = 0
        self._index = CustomerIndex()
        self._reading: Ticket | None = None
        runner.run(learn, _nothing, lane=Lane.BEHIND)

    def want(self, wanted: Wanted) -> None:
        """Filter by this."""
        self.wanted, self._read_so_far = wanted, 0
        self._view.show_wanted(wanted)
        self.refresh()

    def refresh(self) -> None:
        """Read again as far as was read: who scrolled down stays there."""
        if self._reading is not None:
            self._reading.cancel()
        limit = as_far(self._read_so_far)
        app, index, wanted = self._who.app, self._index, replace(filter_of(self.wanted), limit=limit)
        done = partial(self._read, limit)
        self._reading = self._runner.run(lambda: app.ask(index.find, wanted), done, self._not_read)

    def _read(self, limit: int, found: CustomersFound) -> None:
        self._read_so_far = len(found.lines)
        self._view.show_regions(found.regions)
        self._view.show_lines(found.lines, total=found.total, more=len(found.lines) == limit)

    def read_more(self, after: str) -> None:
        """Read the page after the customer with this number."""
        app, index, wanted = self._who.app, self._index, replace(filter_of(self.wanted), after=after)
        self._reading = self._runner.run(
            lambda: app.ask(index.find, wanted),
            self._came_too,
            self._not_read,
        )

    def _came_too(self, found: CustomersFound) -> None:
        self._read_so_far += len(found.lines)
        self._view.append_lines(found.lines, more=len(found.lines) == PAGE)

    def _not_read(self, error: CodedError) -> None:
        self._view.show_asking_failed()
        self._refuse(error)

    # The workbook

    def every(self) -> Iterator[CustomerLine]:
        """Every customer that is wanted now, read in a lane, with an index of its own there."""
        app, wanted, index = self._who.app, replace(filter_of(self.wanted), limit=EXPORTED), CustomerIndex()

        def page(last: CustomerLine | None) -> tuple[CustomerLine, ...]:
            found = replace(wanted, after=last.cust_no) if last else wanted
            return app.ask(index.find, found).lines

        return chain.from_iterable(pages(page, EXPORTED))

    def wrote(self, rows: int) -> None:
        """History tells who took so many customers out; in the lane."""
        self._who.app.do(told_export, rows)


def filter_of(wanted: Wanted) -> CustomerFilter:
    """The query's filter for what is wanted."""
    return CustomerFilter(text=wanted.text, cust_type=wanted.cust_type, region=wanted.region, limit=PAGE)


def _nothing(_: None) -> None:
    """Nobody waits for it."""
