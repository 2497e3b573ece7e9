"""The notices of several departments in one list, by due time, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Protocol

from aftersales.domain.codes import NoticeState
from aftersales.domain.errors import CodedError
from aftersales.storage.queries.notices import NoticeFilter, NoticeLine, notices_by_due
from ui.presenters.exporting import pages
from ui.presenters.notices.slips import Dues, Slip, mine, slip_of
from ui.presenters.runner import Runner, Ticket
from ui.presenters.session import Signed

PAGE = 60
MOST_AGAIN = 600
"""So many at most are read again at once."""
EXPORTED = 300
"""Lines that the workbook reads at once."""
LATE = "late"
"""Not a state: what was to be done before now."""
STATES: tuple[str, ...] = (
    LATE,
    NoticeState.RETURNED,
    NoticeState.ISSUED,
    NoticeState.ACCEPTED,
    NoticeState.DONE,
)


@dataclass(frozen=True)
class Wanted:
    """What a person filters by: a column of the board, one of ``STATES``; "" is no condition."""

    column: str = ""
    state: str = ""


class ListedView(Protocol):
    """What the list shows."""

    def show_listed(self, slips: tuple[Slip, ...], *, more: bool, now: datetime) -> None:
        """The beginning; ``now`` is the office's clock."""

    def append_listed(self, slips: tuple[Slip, ...], *, more: bool) -> None:
        """The page behind it."""

    def show_listing_failed(self) -> None:
        """The page that was wanted did not come."""


class ListedNotices:
    """Keeps what is wanted, reads pages."""

    def __init__(
        self, view: ListedView, runner: Runner, signed: Signed, refuse: Callable[[CodedError], None]
    ) -> None:
        self._view, self._runner, self._signed, self._refuse = view, runner, signed, refuse
        self.wanted = Wanted()
        self.slips: dict[str, Slip] = {}
        self._reading: Ticket | None = None

    def want(self, wanted: Wanted) -> None:
        """Filter by this."""
        self.wanted, self.slips = wanted, {}
        self.refresh()

    def refresh(self) -> None:
        """Read again as much as was read."""
        if self._reading is not None:
            self._reading.cancel()
        limit = min(max(PAGE, len(self.slips)), MOST_AGAIN)
        work = partial(_read, self._signed, self.wanted, limit, None)
        self._reading = self._runner.run(work, partial(self._came, limit), self._not_read)

    def _came(self, limit: int, read: tuple[datetime, tuple[Slip, ...]]) -> None:
        now, slips = read
        self.slips = {slip.number: slip for slip in slips}
        self._view.show_listed(slips, more=len(slips) == limit, now=now)

    def more(self) -> None:
        """Read the page behind the last one."""
        if self.slips:
            last = list(self.slips.values())[-1]
            work = partial(_read, self._signed, self.wanted, PAGE, last)
            self._reading = self._runner.run(work, self._came_too, self._not_read)

    def _came_too(self, read: tuple[datetime, tuple[Slip, ...]]) -> None:
        _, slips = read
        self.slips |= {slip.number: slip for slip in slips}
        self._view.append_listed(slips, more=len(slips) == PAGE)

    def _not_read(self, error: CodedError) -> None:
        self._view.show_listing_failed()
        self._refuse(error)

    def after(self, number: str) -> NoticeLine | None:
        """The notice beneath this one; the one above where it was the last."""
        order = list(self.slips)
        if number not in order:
            return None
        at = order.index(number)
        rest = [*order[at + 1 :], *order[:at][::-1]]
        return self.slips[rest[0]].line if rest else None

    def every(self, wanted: Wanted) -> Iterator[Slip]:
        """Every notice that this leaves, read by page in a lane."""
        signed = self._signed

        def page(last: Slip | None) -> tuple[Slip, ...]:
            return _read(signed, wanted, EXPORTED, last)[1]

        return chain.from_iterable(pages(page, EXPORTED))


def _read(
    signed: Signed, wanted: Wanted, limit: int, after: Slip | None
) -> tuple[datetime, tuple[Slip, ...]]:
    """The moment by the office's clock, and a page."""
    app, office = signed.app, signed.office
    now = app.ask(lambda wire: wire.now())
    columns = mine(signed.me)
    parts = columns.get(wanted.column) or tuple(part for several in columns.values() for part in several)
    found = NoticeFilter(
        departments=parts,
        state="" if wanted.state == LATE else wanted.state,
        late_at=now if wanted.state == LATE else None,
        after=after.line.due_key if after else None,
        limit=limit,
    )
    dues = Dues(office.hours, now)
    slips = tuple(slip_of(line, dues) for line in app.ask(notices_by_due, found))
    return now.astimezone(office.zone), slips
