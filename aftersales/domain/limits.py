"""Time limits: how long each clock runs, when it is due, what a hold moves, and whom it then reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Protocol, TypeVar

from aftersales.domain.dates import office_day
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.worktime import LATE_FROM, LATE_UNTIL, DayNote, Reckoning, WorkCalendar

Due = Reckoning
"""When a limit ends: ``at`` (UTC), ``counted`` and ``skipped`` days, ``unknown_years``."""

Number = Fraction | Decimal | int
UNITS = ("hour", "day", "working_day", "same_day")
PAUSED_BY_HOLD = frozenset({"decision", "resolution", "follow_up"})
"""The clocks that a hold stops; all others run on."""


class BadLimit(BadField):
    """A limit that nothing can be counted by. Facts: ``field`` (amount, factor or unit), ``value`` (text)."""


class NoLimit(DomainError):
    """The office has no limit for this pair. Facts: ``clock``, ``severity``."""


class Limit(Protocol):
    """What a limit says; a row of the office's table and :class:`TimeLimit` both do."""

    @property
    def clock(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def amount(self) -> Number: ...
    @property
    def unit(self) -> str: ...
    @property
    def round_clock(self) -> bool: ...


AnyLimit = TypeVar("AnyLimit", bound=Limit)


@dataclass(frozen=True)
class TimeLimit:
    """How long one clock runs at one severity. ``amount`` counts ``unit``; of same_day it is 1.

    ``round_clock``: hours and days run day and night, a same-day limit ends at midnight at the latest.
    Working days are working days all the same.
    """

    clock: str
    severity: str
    amount: Fraction
    unit: str
    round_clock: bool = False


SEVERITIES = ("critical", "major", "serious", "general")
_AS_DELIVERED = """
hand_over     | 1/2 hour      | 1 hour         | 2 hour         | 4 hour
first_contact | 1/2 hour      | 1 hour         | 2 hour         | 4 hour
containment   | 1 hour        | 2 hour         | 2 hour         | 4 hour
first_answer  | 1 same_day    | 1 same_day     | 1 same_day     | 1 same_day
decision      | 24 hour       | 2 working_day  | 3 working_day  | 5 working_day
answer        | 2 hour        | 4 hour         | 4 hour         | 4 hour
progress      | 4 hour        | 1 day          | 2 day          | 3 day
follow_up     | 1 working_day | 2 working_day  | 3 working_day  | 3 working_day
resolution    | 5 working_day | 10 working_day | 15 working_day | 15 working_day
"""


def _delivered() -> Iterable[TimeLimit]:
    for line in _AS_DELIVERED.strip().splitlines():
        clock, *cells = (cell.strip() for cell in line.split("|"))
        for severity, cell in zip(SEVERITIES, cells, strict=True):
            amount, unit = cell.split()
            yield TimeLimit(clock, severity, Fraction(amount), unit, severity == "critical")


DELIVERED: tuple[TimeLimit, ...] = tuple(_delivered())
"""The table as delivered. Source: limits-and-metrics.md. A notice has its own due time and no row."""


def limit_for(limits: Iterable[AnyLimit], clock: str, severity: str) -> AnyLimit:
    """The limit of that pair. Raises NoLimit."""
    for limit in limits:
        if (limit.clock, limit.severity) == (clock, severity):
            return limit
    raise NoLimit(clock=clock, severity=severity)


def around_the_clock(limit: Limit) -> bool:
    """Whether the limit's time runs day and night; working days never do."""
    return limit.round_clock and limit.unit != "working_day"


def due(
    limit: Limit,
    start: datetime,
    calendar: WorkCalendar,
    *,
    factor: Number = 1,
    late_from: time = LATE_FROM,
    late_until: time = LATE_UNTIL,
) -> Due:
    """When the limit ends that starts then. Source: limits-and-metrics.md, As delivered.

    Hours run through office hours (or the clock). "n working days" ends at the closing of the n-th
    working day after; "n days" at the closing of the n-th calendar day after, or of the next working
    day where that one is closed; around the clock it is n times 24 h. Same day: see
    ``WorkCalendar.same_day_limit``; around the clock a late one ends at midnight instead.

    ``factor`` (1/2 in a sensitive period) shortens every unit alike: the limit ends when that share of
    the time between the start and its full end has run. So half of "1 working day" from Friday 17:00
    is half of 8 office hours: Monday 12:00. A fraction in the amount is that share of the next whole.
    Raises BadLimit, NoOpenHours.
    """
    _must_count(limit, factor)
    share = Fraction(factor)
    if limit.unit in {"day", "working_day"}:
        share *= Fraction(limit.amount) / ceil(limit.amount)
    if limit.unit == "same_day":
        full = _same_day(limit, start, calendar, late_from, late_until)
    else:
        full = _full(limit, start, calendar)
    if share == 1:
        return full
    ruler = _Ruler(calendar, around=around_the_clock(limit))
    part = ruler.add(start, _share(ruler.between(start, full.at), share))
    return replace(part, unknown_years=part.unknown_years | full.unknown_years)


def _must_count(limit: Limit, factor: Number) -> None:
    wrong = {"amount": limit.amount <= 0, "factor": factor <= 0, "unit": limit.unit not in UNITS}
    values = {"amount": str(limit.amount), "factor": str(factor), "unit": str(limit.unit)}
    for name, present in wrong.items():
        if present:
            raise BadLimit(field=name, value=values[name])


def _full(limit: Limit, start: datetime, calendar: WorkCalendar) -> Due:
    if limit.unit == "working_day":
        return calendar.end_of_nth_working_day(start, ceil(limit.amount))
    if limit.unit == "hour":
        hours = _share(timedelta(hours=1), Fraction(limit.amount))
        return _Ruler(calendar, around=limit.round_clock).add(start, hours)
    if limit.round_clock:
        return _Ruler(calendar, around=True).add(start, timedelta(days=ceil(limit.amount)))
    return calendar.end_of_nth_day(start, ceil(limit.amount))


def _same_day(
    limit: Limit, start: datetime, calendar: WorkCalendar, late_from: time, late_until: time
) -> Due:
    usual = calendar.same_day_limit(start, late_from=late_from, late_until=late_until)
    today = office_day(start, calendar.zone)
    midnight = calendar.end_of_day(today)
    if limit.round_clock and midnight < usual.at:
        return Due(midnight, counted=(calendar.note(today),))
    return usual


def _share(whole: timedelta, share: Fraction) -> timedelta:
    """So much of a length of time, to the microsecond."""
    return timedelta(microseconds=round(Fraction(whole // timedelta(microseconds=1)) * share))


@dataclass(frozen=True)
class _Ruler:
    """One kind of time to measure with: the office's, or (``around``) the clock's."""

    calendar: WorkCalendar
    around: bool

    def add(self, start: datetime, amount: timedelta) -> Due:
        """The moment when so much of this time has run. Raises NoOpenHours."""
        if not self.around:
            return self.calendar.add_time(start, amount)
        at = start + amount
        first, last = (office_day(moment, self.calendar.zone) for moment in (start, at))
        days = (first + timedelta(days=count) for count in range((last - first).days + 1))
        return Due(at, tuple(self.calendar.note(day) for day in days))

    def moment(self, start: datetime, amount: timedelta) -> datetime:
        """The moment of :meth:`add` alone, which is quicker. Raises NoOpenHours."""
        return start + amount if self.around else self.calendar.moment_after(start, amount)

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """How much of this time lies between; nothing if the end is not after the begin."""
        if self.around:
            return max(end - begin, timedelta(0))
        return self.calendar.working_time_between(begin, end)


@dataclass(frozen=True)
class Hold:
    """From when to when (UTC) a case was on hold; ``ends`` is None while it still is."""

    begins: datetime
    ends: datetime | None = None


def paused(
    due_at: Due,
    holds: Iterable[Hold],
    calendar: WorkCalendar,
    *,
    clock: str,
    start: datetime,
    now: datetime,
    round_clock: bool = False,
) -> Due:
    """The due time moved by the time held since the start; ``round_clock`` as for :func:`steps`.

    Only for decision, resolution and follow_up. Holds that overlap count once; an open one counts until
    now; one that begins when the limit has already passed moves nothing. Raises NoOpenHours.
    """
    if clock not in PAUSED_BY_HOLD:
        return due_at
    ruler = _Ruler(calendar, around=round_clock)
    moved = due_at
    for begins, ends in _merged(holds, start, now):
        held = ruler.between(begins, ends)
        if begins < moved.at and held:
            moved = _further(moved, ruler.add(moved.at, held))
    return moved


def _further(due_at: Due, later: Due) -> Due:
    return Due(
        later.at,
        _joined(due_at.counted, later.counted),
        _joined(due_at.skipped, later.skipped),
        due_at.unknown_years | later.unknown_years,
    )


def _merged(holds: Iterable[Hold], start: datetime, now: datetime) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for begins, ends in sorted((max(hold.begins, start), hold.ends or now) for hold in holds):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        elif begins < ends:
            merged.append((begins, ends))
    return merged


def _joined(first: tuple[DayNote, ...], second: tuple[DayNote, ...]) -> tuple[DayNote, ...]:
    return tuple(sorted({*first, *second}, key=lambda note: note.day))


@dataclass(frozen=True)
class Step:
    """One rung of the escalation: at so many per cent of the limit this receiver is told, once."""

    percent: int
    at: datetime
    receiver: str


LADDER = ((80, "owner"), (100, "supervisor"), (150, "manager"), (200, "general_manager"))
"""Per cent of the limit and the receiver's code. Before acceptance "owner" is every service person."""


def steps(
    start: datetime, due_at: datetime, calendar: WorkCalendar, *, round_clock: bool = False
) -> tuple[Step, ...]:
    """The rungs of a limit between start and due time, measured in the limit's own kind of time.

    ``round_clock`` is :func:`around_the_clock` of the limit. Where no office time lies between (a
    deadline typed in for a night), the clock measures. A hold moves them: :func:`paused_steps`.
    What was due before it began has no rungs above 100 %. Raises NoOpenHours.
    """
    ruler = _Ruler(calendar, around=round_clock)
    total = ruler.between(start, due_at)
    if not total:
        ruler = _Ruler(calendar, around=True)
        total = ruler.between(start, due_at)
    return tuple(
        Step(percent, _rung(start, due_at, total, percent, ruler), receiver)
        for percent, receiver in LADDER
        if percent <= 100 or start < due_at
    )


def _rung(start: datetime, due_at: datetime, total: timedelta, percent: int, ruler: _Ruler) -> datetime:
    if percent == 100:
        return due_at
    return ruler.moment(start, _share(total, Fraction(percent, 100)))


def paused_steps(
    rungs: Iterable[Step],
    holds: Iterable[Hold],
    calendar: WorkCalendar,
    *,
    clock: str,
    start: datetime,
    now: datetime,
    round_clock: bool = False,
) -> tuple[Step, ...]:
    """The rungs of the due time before holds, each moved by what was held before it, as by :func:`paused`."""
    kept = tuple(holds)

    def moved(at: datetime) -> datetime:
        due_at = Due(at)
        after = paused(due_at, kept, calendar, clock=clock, start=start, now=now, round_clock=round_clock)
        return after.at

    return tuple(replace(rung, at=moved(rung.at)) for rung in rungs)
