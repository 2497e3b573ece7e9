"""客诉: the list of cases by page, with tabs, filters, a text searched for, and the list as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import ENDED_STATES, EVERY_STATE, OPEN_STATES
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from aftersales.storage.queries.counts import state_counts
from ui.presenters.runner import Lane, Progress, Runner, Ticket
from ui.presenters.session import Signed
from ui.presenters.today import Due, due_of

PAGE = 60
MOST_AGAIN = 600
"""So many lines at most are read again at once; what lies deeper is read when it is scrolled to."""
EXPORTED = 500
"""Lines that the export reads at once."""

Cell = str | int | datetime | None
Writes = Callable[[Path, Sequence[str], Iterable[Sequence[Cell]]], int]
"""Writes a workbook, whole or not at all, and says how many rows; handed in by the composition root."""


class Tab(StrEnum):
    """The ready-made filters, in order."""

    MINE = "mine"
    NEW = "new"
    OPEN = "open"
    VISITS = "visits"
    ENDED = "ended"
    ALL = "all"


STATES: Mapping[str, tuple[str, ...]] = {
    Tab.MINE: OPEN_STATES,
    Tab.NEW: (State.REGISTERED,),
    Tab.OPEN: OPEN_STATES,
    Tab.VISITS: (State.FOLLOWING_UP,),
    Tab.ENDED: ENDED_STATES,
    Tab.ALL: (),
}
COLUMNS = "severity case_no customer title state owner channel registered_at due_at".split()
"""What the workbook holds, in order; the view knows the heads."""


@dataclass(frozen=True)
class Wanted:
    """What a person filters by; "" is no condition."""

    tab: str = Tab.OPEN
    state: str = ""
    severity: str = ""
    owner: str = ""
    text: str = ""

    @property
    def bare(self) -> bool:
        """Whether only the tab chooses."""
        return not (self.state or self.severity or self.owner or self.text)


@dataclass(frozen=True)
class Listed:
    """A line of the list with its due time as it stands now, and who owns it by name."""

    line: CaseLine
    due: Due | None
    owner: str
    registered: datetime | None


class View(Protocol):
    """What 客诉 shows."""

    def show_wanted(self, wanted: Wanted) -> None:
        """The filters that are on."""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many cases a tab holds; a tab that is counted by nobody is absent."""

    def show_lines(self, lines: tuple[Listed, ...], *, more: bool, now: datetime) -> None:
        """The first page."""

    def append_lines(self, lines: tuple[Listed, ...], *, more: bool) -> None:
        """The page after it."""

    def show_asking_failed(self) -> None:
        """The page that was wanted did not come."""

    def show_export(self, done: int) -> None:
        """So many lines are written."""

    def show_exported(self, path: Path, rows: int) -> None:
        """The workbook is there."""

    def show_export_ended(self) -> None:
        """Nothing is written any more."""


def filter_of(wanted: Wanted, login: str) -> CaseFilter:
    """The query's filter for what is wanted."""
    states = STATES[wanted.tab]
    if wanted.state:
        states = (wanted.state,)
    owner = login if wanted.tab == Tab.MINE else wanted.owner or None
    return CaseFilter(
        states=states, owner=owner, severity=wanted.severity or None, text=wanted.text, limit=PAGE
    )


def allowed_states(tab: str) -> tuple[str, ...]:
    """The states that a tab may be narrowed to."""
    return STATES[tab] or EVERY_STATE


class CasesPresenter:
    """Keeps what is wanted, reads pages, writes the workbook."""

    def __init__(self, view: View, runner: Runner, who: Signed, refuse: Callable[[CodedError], None]) -> None:
        self._view, self._runner, self._who, self._refuse = view, runner, who, refuse
        self.wanted = Wanted()
        self._read_so_far = 0
        self._reading: Ticket | None = None
        self._writing: Ticket | None = None

    # What a person wants

    def want(self, wanted: Wanted) -> None:
        """Filter by this; a state that the tab does not hold is dropped."""
        if wanted.state and wanted.state not in allowed_states(wanted.tab):
            wanted = replace(wanted, state="")
        self.wanted, self._read_so_far = wanted, 0
        self._view.show_wanted(wanted)
        self.refresh()

    def refresh(self) -> None:
        """Read the counts again, and as much of the list as was read: whoever has scrolled stays there."""
        if self._reading is not None:
            self._reading.cancel()
        limit = min(max(PAGE, self._read_so_far), MOST_AGAIN)
        app, wanted = self._who.app, replace(filter_of(self.wanted, self._who.login), limit=limit)
        self._reading = self._runner.run(
            lambda: app.ask(lambda wire: (wire.now(), state_counts(wire), case_lines(wire, wanted))),
            partial(self._read, limit),
        )

    def _read(self, limit: int, answer: tuple[datetime, Mapping[str, int], tuple[CaseLine, ...]]) -> None:
        now, counts, lines = answer
        self._read_so_far = len(lines)
        self._view.show_counts(
            {
                tab: sum(n for state, n in counts.items() if state in allowed_states(tab))
                for tab in Tab
                if tab != Tab.MINE
            }
        )
        more = len(lines) == limit
        self._view.show_lines(self._listed(lines, now), more=more, now=now.astimezone(self._who.office.zone))

    def read_more(self, after: int) -> None:
        """Read the page after the case of this id."""
        app = self._who.app
        wanted = replace(filter_of(self.wanted, self._who.login), after=after)
        self._reading = self._runner.run(
            lambda: (app.ask(lambda wire: wire.now()), app.ask(case_lines, wanted)),
            self._read_more,
            self._not_read,
        )

    def _read_more(self, answer: tuple[datetime, tuple[CaseLine, ...]]) -> None:
        now, lines = answer
        self._read_so_far += len(lines)
        self._view.append_lines(self._listed(lines, now), more=len(lines) == PAGE)

    def _not_read(self, error: CodedError) -> None:
        self._view.show_asking_failed()
        self._refuse(error)

    def _listed(self, lines: Iterable[CaseLine], now: datetime) -> tuple[Listed, ...]:
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

    def export(
        self, path: Path, heads: Sequence[str], cells: Callable[[Listed], Sequence[Cell]], write: Writes
    ) -> None:
        """Write every line that is wanted into a workbook, in the lane for files; nothing waits for it."""
        who, wanted = self._who, replace(filter_of(self.wanted, self._who.login), limit=EXPORTED)

        def work(progress: Progress) -> int:
            now = who.app.ask(lambda wire: wire.now())
            try:
                rows = (cells(one) for page in _pages(who.app, wanted) for one in self._listed(page, now))
                return write(path, heads, _told(rows, progress))
            finally:
                who.app.close()

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


def _pages(app: App, wanted: CaseFilter) -> Iterator[tuple[CaseLine, ...]]:
    """Page after page, each read by itself so that nobody waits for the export."""
    while page := app.ask(case_lines, wanted):
        yield page
        if len(page) < wanted.limit:
            return
        wanted = replace(wanted, after=page[-1].id)


def _told(rows: Iterable[Sequence[Cell]], progress: Progress) -> Iterator[Sequence[Cell]]:
    for done, row in enumerate(rows, 1):
        if done % 100 == 0:
            progress.tell(done, 0)
        yield row
