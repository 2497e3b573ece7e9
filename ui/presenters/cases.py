"""客诉: the list of cases by page, with tabs, filters, a text searched for, and the list as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from aftersales.domain.codes import State
from aftersales.domain.workflow import ENDED_STATES, EVERY_STATE, OPEN_STATES
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines, lines_now
from aftersales.storage.queries.counts import MOST_COUNTED, filter_counts, state_counts
from ui.presenters.exporting import PAGE, as_far, pages
from ui.presenters.saved import Saved, Tab, Wanted
from ui.presenters.today import Due, colleagues, due_of

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from ui.presenters.runner import Runner, Ticket
    from ui.presenters.session import Signed

__all__ = ["PAGE", "CasesPresenter", "Listed", "Tab", "Wanted", "allowed_states"]

EXPORTED = 500
"""Lines that the export reads at once."""

STATES: Mapping[str, tuple[str, ...]] = {
    Tab.MINE: OPEN_STATES,
    Tab.OVERDUE: OPEN_STATES,
    Tab.NEW: (State.REGISTERED,),
    Tab.OPEN: OPEN_STATES,
    Tab.VISITS: (State.FOLLOWING_UP,),
    Tab.ENDED: ENDED_STATES,
    Tab.GROUP: OPEN_STATES,
    Tab.ALL: (),
}
BY_FILTER = (Tab.MINE, Tab.OVERDUE, Tab.GROUP)
"""Tabs that more than the state decides."""


@dataclass(frozen=True)
class Listed:
    """A line of the list with its due time as it stands now, and who owns it by name."""

    line: CaseLine
    due: Due | None
    owner: str
    registered: datetime | None


_Page = tuple[datetime, tuple[Listed, ...]]
"""The moment of a reading, and the lines that were read."""


class View(Protocol):
    """What 客诉 shows."""

    def show_wanted(self, wanted: Wanted) -> None:
        """The filters that are on."""

    def show_saved(self, saved: tuple[Saved, ...]) -> None:
        """The filters that this person keeps under a name."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many cases a tab or a saved filter (by its code) holds, up to ``MOST_COUNTED``."""

    def show_lines(self, lines: tuple[Listed, ...], *, more: bool, now: datetime) -> None:
        """The first page."""

    def append_lines(self, lines: tuple[Listed, ...], *, more: bool) -> None:
        """The page after it."""

    def show_asking_failed(self) -> None:
        """The page that was wanted did not come."""


def filter_of(wanted: Wanted, who: Signed, now: datetime) -> CaseFilter:
    """The query's filter for what is wanted at this moment (UTC)."""
    states, office = (wanted.state,) if wanted.state else STATES[wanted.tab], who.office
    since = office.day(now) - timedelta(days=int(wanted.since) - 1) if wanted.since else None
    return CaseFilter(
        states=states,
        owner=who.login if wanted.tab == Tab.MINE else wanted.owner or None,
        owners=colleagues(office, who.me) if wanted.tab == Tab.GROUP else (),
        overdue_at=now if wanted.tab == Tab.OVERDUE else None,
        batch=wanted.batch or None,
        severity=wanted.severity or None,
        registered_from=datetime.combine(since, time.min, office.zone) if since else None,
        text=wanted.text,
        limit=PAGE,
    )


def allowed_states(tab: str) -> tuple[str, ...]:
    """The states that a tab may be narrowed to."""
    return STATES[tab] or EVERY_STATE


class CasesPresenter:
    """Keeps what is wanted, reads pages."""

    def __init__(self, view: View, runner: Runner, who: Signed, refuse: Callable[[CodedError], None]) -> None:
        self._view, self._runner, self._who, self._refuse = view, runner, who, refuse
        self.wanted = Wanted()
        self._read_so_far = 0
        self._reading: Ticket | None = None
        self._counting: Ticket | None = None
        self._counts: Mapping[str, int] = {}
        self.saved: tuple[Saved, ...] = ()

    # What a person wants

    def want(self, wanted: Wanted) -> None:
        """Filter by this; a state that the tab does not hold is dropped."""
        if wanted.state and wanted.state not in allowed_states(wanted.tab):
            wanted = replace(wanted, state="")
        self.wanted, self._read_so_far = wanted, 0
        self._view.show_wanted(wanted)
        self._read_lines()

    # Filters under a name

    def know(self, saved: tuple[Saved, ...]) -> None:
        """These were saved before."""
        self.saved = saved
        self._view.show_saved(saved)

    @property
    def code(self) -> str:
        """What is on: a filter that was saved, or the tab."""
        kept = next((one.code for one in self.saved if one.wanted == self.wanted), "")
        return kept or self.wanted.tab

    def choose(self, code: str) -> None:
        """Put a tab or a saved filter on. A tab keeps what is filtered by, but what a saved one brought."""
        kept = next((one for one in self.saved if one.code == code), None)
        if kept is not None:
            self.want(kept.wanted)
        elif self.code != self.wanted.tab:
            self.want(Wanted(code))
        else:
            self.want(replace(self.wanted, tab=code))

    def save(self, name: str) -> None:
        """Keep what is wanted under this name, instead of what had it before."""
        name = " ".join(name.split())
        if name:
            others = tuple(one for one in self.saved if one.name != name)
            self.know((*others, Saved(name, self.wanted)))
            self._view.show_wanted(self.wanted)
            self.refresh()

    def drop(self, code: str) -> tuple[Saved, ...]:
        """Forget a saved filter; what was kept before, to take it back."""
        before = self.saved
        self.know(tuple(one for one in before if one.code != code))
        self._view.show_wanted(self.wanted)
        self._view.show_counts(self._counts)
        return before

    def put_back(self, saved: tuple[Saved, ...]) -> None:
        """Keep these again."""
        self.know(saved)
        self._view.show_wanted(self.wanted)
        self._view.show_counts(self._counts)

    # Pages

    def refresh(self) -> None:
        """Read as much of the list as was read, for whoever has scrolled stays there; then the counts."""
        self._read_lines(then=self._count)

    def _read_lines(self, then: Callable[[], None] | None = None) -> None:
        if self._reading is not None:
            self._reading.cancel()
        limit = as_far(self._read_so_far)
        who, wanted = self._who, self.wanted

        def read() -> _Page:
            now, lines = _beginning(who, wanted, limit)
            return now, self._listed(lines, now)

        def done(answer: _Page) -> None:
            self._read(limit, answer)
            if then is not None:
                then()

        self._reading = self._runner.run(read, done)

    def _count(self) -> None:
        """Behind the list: nobody waits for a number."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._runner.run(partial(_numbers, self._who, self.saved), self._counted)

    def _counted(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._view.show_counts(counts)

    def _read(self, limit: int, answer: _Page) -> None:
        now, lines = answer
        self._read_so_far = len(lines)
        more = len(lines) == limit
        self._view.show_lines(lines, more=more, now=now.astimezone(self._who.office.zone))
        if self._counting is None:
            self._count()

    def read_more(self, after: int) -> None:
        """Read the page after the case of this id."""
        who, wanted = self._who, self.wanted

        def read() -> _Page:
            now = who.app.ask(lambda wire: wire.now())
            lines = who.app.ask(case_lines, replace(filter_of(wanted, who, now), after=after))
            return now, self._listed(lines, now)

        self._reading = self._runner.run(read, self._read_more, self._not_read)

    def _read_more(self, answer: _Page) -> None:
        _, lines = answer
        self._read_so_far += len(lines)
        self._view.append_lines(lines, more=len(lines) == PAGE)

    def _not_read(self, error: CodedError) -> None:
        self._view.show_asking_failed()
        self._refuse(error)

    def _listed(self, lines: Iterable[CaseLine], now: datetime) -> tuple[Listed, ...]:
        """As the list shows them; reckoned in the lane, for hundreds of due times take the window's time."""
        office = self._who.office
        hours, people, zone = office.hours, office.by_login, office.zone
        return tuple(
            Listed(
                line,
                due_of(hours, line.due_at, now) if line.due_at else None,
                people[line.owner].name if line.owner in people else line.owner or "",
                line.registered_at.astimezone(zone) if line.registered_at else None,
            )
            for line in lines
        )

    # The workbook

    @property
    def total(self) -> int:
        """How many lines are wanted; 0 where that is not known."""
        known = self._counts.get(self.code, 0)
        return known if known < MOST_COUNTED or self.wanted.bare else 0

    def every(self) -> Iterator[Listed]:
        """Every line that is wanted now, read by page in a lane, so that nobody waits for all of it."""
        return self._every(self._who, self.wanted)

    def _every(self, who: Signed, wanted: Wanted) -> Iterator[Listed]:
        now = who.app.ask(lambda wire: wire.now())
        found = replace(filter_of(wanted, who, now), limit=EXPORTED)

        def page(last: CaseLine | None) -> tuple[CaseLine, ...]:
            return who.app.ask(case_lines, replace(found, after=last.id) if last else found)

        for lines in pages(page, EXPORTED):
            yield from self._listed(lines, now)


def _beginning(who: Signed, wanted: Wanted, limit: int) -> tuple[datetime, tuple[CaseLine, ...]]:
    """The moment, and the list's beginning."""
    return who.app.ask(lines_now, lambda now: replace(filter_of(wanted, who, now), limit=limit))


def _numbers(who: Signed, saved: tuple[Saved, ...]) -> Mapping[str, int]:
    """The numbers of tabs and saved filters."""
    now = who.app.ask(lambda wire: wire.now())
    counted: dict[str, CaseFilter] = {tab: filter_of(Wanted(tab), who, now) for tab in BY_FILTER}
    counted |= {one.code: filter_of(one.wanted, who, now) for one in saved}
    states = who.app.ask(state_counts)
    counts: dict[str, int] = {
        tab: sum(n for state, n in states.items() if state in allowed_states(tab))
        for tab in Tab
        if tab not in BY_FILTER
    }
    return {**counts, **who.app.ask(filter_counts, counted)}
