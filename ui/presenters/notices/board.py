"""The board: a column a department, each a page of its open notices by state and due time, and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aftersales.app import App
from aftersales.domain.codes import NoticeState
from aftersales.domain.office import Office
from aftersales.domain.records.staff import Staff
from aftersales.storage.queries.notices import (
    NoticeCount,
    NoticeFilter,
    notice_counts,
    notices_by_due,
    open_notices,
)
from ui.presenters.notices import SEES_ALL
from ui.presenters.notices.slips import Dues, Slip, mine, slip_of

PAGE = 16
"""Slips that a column reads at once: as many as a high screen shows."""
MOST = 2_000
"""So many of a state are confirmed or printed at once; who has more does it again."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A department's column; ``counts`` by state say how many there are, also beyond what is read."""

    name: str
    slips: tuple[Slip, ...]
    counts: Mapping[str, int]
    overdue: int
    more: bool

    @property
    def all(self) -> int:
        """How many are open."""
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True)
class Board:
    """What is open at ``now`` (the office's clock); ``whole``: of all departments, not only one's own."""

    columns: tuple[Column, ...]
    now: datetime
    whole: bool

    @property
    def all(self) -> int:
        """How many are open."""
        return sum(column.all for column in self.columns)

    @property
    def overdue(self) -> int:
        """How many of them are past due."""
        return sum(column.overdue for column in self.columns)


def read_board(app: App, office: Office, me: Staff, shown: Mapping[str, int]) -> Board:
    """The board of this person; ``shown``: how many slips a column has in sight already."""
    now = app.ask(lambda wire: wire.now())
    counts = app.ask(notice_counts, now)
    whole, dues = bool(SEES_ALL & set(me.roles)), Dues(office.hours, now)
    columns = []
    for name, parts in mine(me).items():
        here = [count for count in counts if count.department in parts]
        limit = max(shown.get(name, 0), PAGE)
        lines = app.ask(open_notices, parts, limit) if here else ()
        slips = tuple(slip_of(line, dues) for line in lines)
        columns.append(_column(name, slips, here, more=len(lines) == limit))
    return Board(columns=tuple(columns), now=now.astimezone(office.zone), whole=whole)


def _column(name: str, slips: tuple[Slip, ...], here: Sequence[NoticeCount], *, more: bool) -> Column:
    states: dict[str, int] = {}
    for count in here:
        states[count.state] = states.get(count.state, 0) + count.all
    overdue = sum(count.overdue for count in here)
    return Column(name=name, slips=slips, counts=states, overdue=overdue, more=more)


def read_more(app: App, office: Office, parts: tuple[str, ...], last: Slip) -> tuple[Slip, ...]:
    """The page of a column behind its last slip."""
    now = app.ask(lambda wire: wire.now())
    dues = Dues(office.hours, now)
    lines = app.ask(open_notices, parts, PAGE, last.line.key)
    return tuple(slip_of(line, dues) for line in lines)


def read_state(app: App, office: Office, parts: tuple[str, ...], state: str) -> tuple[Slip, ...]:
    """Every open slip of these departments in this state, by when it is due."""
    dues = Dues(office.hours, app.ask(lambda wire: wire.now()))
    wanted = NoticeFilter(parts, state, limit=MOST)
    return tuple(slip_of(line, dues) for line in app.ask(notices_by_due, wanted))


def owed(counts: tuple[NoticeCount, ...], me: Staff) -> tuple[int, int]:
    """How many notices stand on this person's board, and how many of them are overdue."""
    shown = {part for parts in mine(me).values() for part in parts}
    whole = bool(SEES_ALL & set(me.roles))
    here = [
        count
        for count in counts
        if count.department in shown and (whole or count.state in (NoticeState.ISSUED, NoticeState.ACCEPTED))
    ]
    return sum(count.all for count in here), sum(count.overdue for count in here)
