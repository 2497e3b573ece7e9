"""The office's clockwork: whom a running limit must reach by now; any desk runs it, each word comes once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aftersales.domain import limits
from aftersales.domain.codes import Role
from aftersales.domain.dates import iso_utc
from aftersales.domain.records.trail import Message
from aftersales.domain.routing import ROLE_OF

if TYPE_CHECKING:
    from datetime import datetime

    from aftersales.domain.office import Office
    from aftersales.usecases.work import Work

CLOCK, PROMISE, NOTICE = "clock", "promise", "notice"
LEVELS = ("supervisor", "manager", "general_manager")
"""The receivers of ``limits.LADDER`` that are leaders, the lowest first."""
KINDS = tuple(f"{what}_{percent}" for what in (CLOCK, PROMISE, NOTICE) for percent, _ in limits.LADDER)
"""The kinds of messages that the clockwork writes."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One limit that runs: a clock, a promise or a notice of a case (``what``), row ``no`` of its table.

    ``name``: the clock's code or the notice's number. ``moved``: its due time was moved on purpose, so that
    everybody is told anew. ``holds``: when the case stood still.
    """

    what: str
    no: int
    name: str
    case_no: str
    title: str | None
    severity: str
    state: str
    owner: str | None
    about: tuple[str, ...] = ()
    department: str = ""
    started_at: datetime
    due_at: datetime
    first_due_at: datetime
    moved: bool = False
    holds: tuple[limits.Hold, ...] = field(default=())

    @property
    def key(self) -> str:
        """What names this limit in the keys of its messages."""
        due = f":{iso_utc(self.due_at)}" if self.moved else ""
        return f"{self.case_no}:{self.what}:{self.no}{due}"


@dataclass(frozen=True, kw_only=True)
class Ticking:
    """What runs in the office at a moment (UTC), and the keys of the messages that were written of it."""

    office: Office
    now: datetime
    runs: tuple[Run, ...]
    told: frozenset[str]


def calls(ticking: Ticking) -> tuple[Message, ...]:
    """The messages that are due and not written yet: one a level, to everybody of that level.

    Who has heard of a higher level of the same limit is not told of a lower one. Source:
    limits-and-metrics.md, Escalation.
    """
    heard = _Heard(ticking.told)
    return tuple(message for run in ticking.runs for message in _of(run, ticking, heard))


def post(work: Work, messages: Iterable[Message]) -> int:
    """Write messages; a key that another desk has written meanwhile is left alone."""
    told = tuple(messages)
    work.books.messages(told)
    return len(told)


class _Heard:
    """Which rungs were told, and the highest that each person has heard of a limit."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.rungs: set[tuple[str, int]] = set()
        self.highest: dict[tuple[str, str], int] = {}
        for key in keys:
            about, percent, login = key.rsplit(":", 2)
            self.add(about, int(percent), login)

    def add(self, about: str, percent: int, login: str) -> None:
        self.rungs.add((about, percent))
        self.highest[about, login] = max(percent, self.highest.get((about, login), 0))


def _of(run: Run, ticking: Ticking, heard: _Heard) -> Iterator[Message]:
    """The highest rung first, so that nobody hears of two at once."""
    for percent, receiver in reversed(limits.LADDER):
        if (run.key, percent) in heard.rungs:
            continue
        people = [
            login
            for login in receivers(run, receiver, ticking.office)
            if heard.highest.get((run.key, login), 0) < percent
        ]
        at = _reached(run, percent, ticking) if people else None
        if at is None:
            continue
        for login in people:
            heard.add(run.key, percent, login)
            yield _message(run, percent, login, at)


def _reached(run: Run, percent: int, ticking: Ticking) -> datetime | None:
    """When this rung was reached; None if it was not yet."""
    if percent >= 100 and ticking.now < run.due_at:
        return None
    at = next((rung.at for rung in _rungs(run, ticking) if rung.percent == percent), None)
    return at if at is not None and at <= ticking.now else None


def _rungs(run: Run, ticking: Ticking) -> tuple[limits.Step, ...]:
    office, around = ticking.office, _around(run, ticking.office)
    if run.what != CLOCK or not run.holds or run.moved or run.first_due_at > run.due_at:
        return limits.steps(run.started_at, run.due_at, office.hours, round_clock=around)
    return limits.paused_steps(
        limits.steps(run.started_at, run.first_due_at, office.hours, round_clock=around),
        run.holds,
        office.hours,
        clock=run.name,
        start=run.started_at,
        now=ticking.now,
        round_clock=around,
    )


def _around(run: Run, office: Office) -> bool:
    """Whether the limit runs day and night; 特重大 does where the office's table says nothing else."""
    if run.what != CLOCK:
        return run.severity == limits.SEVERITIES[0]
    table = office.time_limits or limits.DELIVERED
    found = (row for row in table if (row.clock, row.severity) == (run.name, run.severity))
    return any(limits.around_the_clock(row) for row in found)


def receivers(run: Run, receiver: str, office: Office) -> tuple[str, ...]:
    """Who is meant, by login: the owner (without one who is here all of service), a department, leaders.

    Nobody at a level: the next higher, and where none is higher, the highest there is. Never a person whom
    the complaint is about.
    """
    if receiver == "owner":
        owner = office.by_login.get(run.owner or "")
        served = [owner] if owner is not None and owner.active else office.active(Role.SERVICE)
        owners = [person.login for person in served]
        role = ROLE_OF.get(run.department)
        department = [person.login for person in office.active(role)] if role else []
        return tuple(dict.fromkeys(login for login in (*department, *owners) if login not in run.about))
    leaders = [person for person in office.active(Role.LEADER) if person.login not in run.about]
    at = {level: tuple(p.login for p in leaders if p.level == level) for level in LEVELS}
    upward = LEVELS[LEVELS.index(receiver) :]
    below = reversed(LEVELS[: LEVELS.index(receiver)])
    return next((at[level] for level in (*upward, *below) if at[level]), ())


def _message(run: Run, percent: int, login: str, at: datetime) -> Message:
    facts: Mapping[str, object] = {
        "clock": run.name,
        "notice": run.name,
        "due": iso_utc(run.due_at),
        "state": run.state,
        "title": run.title,
        "severity": run.severity,
    }
    return Message(
        key=f"{run.key}:{percent}:{login}",
        kind=f"{run.what}_{percent}",
        recipient=login,
        case_no=run.case_no,
        facts=json.dumps(facts, ensure_ascii=False, sort_keys=True),
        due_at=at,
    )
