"""The working calendar: office hours, holidays, make-up days, and time counted through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Protocol
from zoneinfo import ZoneInfo

from aftersales.domain.dates import office_day
from aftersales.domain.errors import BadField, DomainError

Span = tuple[time, time]
"""Opening and closing time; closing 00:00 is the midnight that ends the day."""

_NOTHING = timedelta(0)
_DAY = timedelta(days=1)
_FARTHEST = 36_600  # days; nobody promises anything beyond a hundred years
_MORNING_AND_AFTERNOON: tuple[Span, ...] = ((time(8, 30), time(12)), (time(13, 30), time(17, 30)))
DELIVERED_SPANS: Mapping[int, tuple[Span, ...]] = dict.fromkeys(range(1, 6), _MORNING_AND_AFTERNOON)
"""Office hours as delivered, by ISO weekday (1 is Monday)."""
LATE_FROM, LATE_UNTIL = time(16, 30), time(10)
"""As delivered: who registers after the first has until the second of the next working day."""


class BadSpan(BadField):
    """A span that closes before it opens, or overlaps another.

    Facts: ``field``, ``weekday`` (1 to 7, or an ISO day), ``opens``, ``closes`` ("08:30").
    """


class NoOpenHours(DomainError):
    """The calendar never opens long enough. Facts: ``since`` (ISO day)."""


@dataclass(frozen=True)
class SpecialDay:
    """A day unlike its weekday: ``kind`` is "working" (调休 make-up) or "holiday"; own hours or none."""

    kind: str
    name: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class DayNote:
    """What a day was to the reckoning: ``kind`` is "workday", "makeup", "holiday" or "closed"."""

    day: date
    kind: str
    name: str = ""


@dataclass(frozen=True)
class Reckoning:
    """A moment (UTC) and how it was reached.

    ``counted`` are the working days in which the time ran, ``skipped`` the closed ones passed over,
    ``unknown_years`` the years passed whose holidays nobody has entered.
    """

    at: datetime
    counted: tuple[DayNote, ...] = ()
    skipped: tuple[DayNote, ...] = ()
    unknown_years: frozenset[int] = frozenset()


class CalendarRow(Protocol):
    """A row of the office's calendar: hours of a weekday, or one special day."""

    @property
    def weekday(self) -> int | None: ...
    @property
    def opens(self) -> time | None: ...
    @property
    def closes(self) -> time | None: ...
    @property
    def day(self) -> date | None: ...
    @property
    def day_kind(self) -> str | None: ...
    @property
    def day_name(self) -> str | None: ...


@dataclass(frozen=True)
class WorkCalendar:
    """When the office works. ``days`` holds holidays and make-up days, ``known_years`` the years entered.

    A make-up day without hours of its own has its weekday's, or else Monday's (the first weekday that
    opens). Nothing is refused for a year not entered: its ordinary weekdays count and the result says so.
    Raises BadSpan when made of spans that overlap or close before they open.
    """

    zone: ZoneInfo
    spans: Mapping[int, tuple[Span, ...]] = attribute(default_factory=lambda: DELIVERED_SPANS)
    days: Mapping[date, SpecialDay] = attribute(default_factory=dict)
    known_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for weekday, spans in self.spans.items():
            _must_follow(spans, weekday)
        for day, special in self.days.items():
            _must_follow(special.spans, day.isoformat())

    @cached_property
    def _open_hours(self) -> dict[date, tuple[tuple[datetime, datetime], ...]]:
        return {}

    @cached_property
    def _makeup_spans(self) -> tuple[Span, ...]:
        return next((self.spans[weekday] for weekday in range(1, 8) if self.spans.get(weekday)), ())

    def open_hours(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The moments (UTC) between which the office is open on that day; empty when it is closed."""
        found = self._open_hours.get(day)
        if found is None:
            found = tuple(self._moments(day, span) for span in sorted(self._spans_on(day)))
            self._open_hours[day] = found
        return found

    def _spans_on(self, day: date) -> tuple[Span, ...]:
        usual = self.spans.get(day.isoweekday(), ())
        special = self.days.get(day)
        if special is None:
            return usual
        if special.kind == "holiday":
            return ()
        return special.spans or usual or self._makeup_spans

    def _moments(self, day: date, span: Span) -> tuple[datetime, datetime]:
        opens, closes = span
        return self._moment(day, opens), self._moment(day if closes > opens else day + _DAY, closes)

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def differs_from(self, other: WorkCalendar) -> date | None:
        """The first day on which the two are not alike; ``date.min`` where their usual hours differ."""
        if self.spans != other.spans:
            return date.min
        days = {*self.days, *other.days}
        return min((day for day in days if self.days.get(day) != other.days.get(day)), default=None)

    def end_of_day(self, day: date) -> datetime:
        """The midnight (UTC) that ends the office's calendar day."""
        return self._moment(day + _DAY, time(0))

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens on that day."""
        return bool(self.open_hours(day))

    def note(self, day: date) -> DayNote:
        """What kind of day it is, and its name if it has one."""
        special = self.days.get(day)
        name = special.name if special else ""
        if self.is_working_day(day):
            return DayNote(day, "workday" if self.spans.get(day.isoweekday()) else "makeup", name)
        return DayNote(day, "holiday" if special else "closed", name)

    def _days_from(self, first: date) -> Iterator[date]:
        for count in range(_FARTHEST):
            yield first + timedelta(days=count)
        raise NoOpenHours(since=first.isoformat())

    def _reckoning(self, at: datetime, first: date, last: date, counted: Iterable[date]) -> Reckoning:
        passed = [first + timedelta(days=count) for count in range((last - first).days + 1)]
        return Reckoning(
            at,
            tuple(self.note(day) for day in counted),
            tuple(self.note(day) for day in passed if not self.is_working_day(day)),
            frozenset(day.year for day in passed) - self.known_years,
        )

    def add_time(self, start: datetime, amount: timedelta) -> Reckoning:
        """The moment when so much office time has run since the start.

        It lies inside office hours or at their end; nothing at all ends at the start or the next opening.
        Raises NoOpenHours.
        """
        moment, ran_in = self._run(start, amount)
        return self._reckoning(moment, office_day(start, self.zone), ran_in[-1], ran_in)

    def moment_after(self, start: datetime, amount: timedelta) -> datetime:
        """The moment (UTC) of :meth:`add_time` alone, several times as quick. Raises NoOpenHours."""
        return self._run(start, amount)[0]

    def _run(self, start: datetime, amount: timedelta) -> tuple[datetime, list[date]]:
        """The moment when the amount has run, and the days in which it ran."""
        first, left, ran_in = office_day(start, self.zone), amount, list[date]()
        for day in self._days_from(first):
            for opens, closes in self.open_hours(day):
                begin = max(opens, start)
                if begin >= closes:
                    continue
                if ran_in[-1:] != [day]:
                    ran_in.append(day)
                if left <= closes - begin:
                    return begin.astimezone(UTC) + left, ran_in
                left -= closes - begin
        raise NoOpenHours(since=first.isoformat())

    def add_hours(self, start: datetime, hours: Fraction | Decimal | int) -> Reckoning:
        """:meth:`add_time` with an amount in hours, to the microsecond."""
        return self.add_time(start, timedelta(microseconds=round(Fraction(hours) * 3_600_000_000)))

    def end_of_nth_working_day(self, start: datetime, n: int) -> Reckoning:
        """The closing of the n-th working day after the start's day (n ≥ 1). Raises NoOpenHours."""
        first, counted = office_day(start, self.zone), list[date]()
        for day in self._days_from(first + _DAY):
            if self.is_working_day(day):
                counted.append(day)
            if len(counted) >= max(n, 1):
                return self._reckoning(self.open_hours(day)[-1][1], first, day, counted)
        raise NoOpenHours(since=first.isoformat())

    def end_of_nth_day(self, start: datetime, n: int) -> Reckoning:
        """The closing of the n-th calendar day after; if closed, of the next working day."""
        first = office_day(start, self.zone)
        for day in self._days_from(first + timedelta(days=n)):
            if self.is_working_day(day):
                passed = (first + timedelta(days=count) for count in range(1, (day - first).days + 1))
                counted = [each for each in passed if self.is_working_day(each)]
                return self._reckoning(self.open_hours(day)[-1][1], first, day, counted)
        raise NoOpenHours(since=first.isoformat())

    def same_day_limit(
        self, registered: datetime, *, late_from: time = LATE_FROM, late_until: time = LATE_UNTIL
    ) -> Reckoning:
        """The end of a same-day limit: closing, or ``late_until`` of the next working day when it is late.

        Late is: after ``late_from`` (the minute itself is in time), after closing, on a closed day.
        ``late_until`` outside that day's hours is moved to their nearest end. Raises NoOpenHours.
        """
        today = office_day(registered, self.zone)
        hours = self.open_hours(today)
        if hours and registered.astimezone(self.zone).time() <= late_from and registered < hours[-1][1]:
            return self._reckoning(hours[-1][1], today, today, [today])
        day = next(each for each in self._days_from(today + _DAY) if self.is_working_day(each))
        opens, closes = self.open_hours(day)[0][0], self.open_hours(day)[-1][1]
        at = min(max(self._moment(day, late_until), opens), closes)
        return self._reckoning(at, today, day, [day])

    def working_time_between(self, begin: datetime, end: datetime) -> timedelta:
        """The office time between two moments; nothing if the end is not after the begin."""
        total, day, last = _NOTHING, office_day(begin, self.zone), office_day(end, self.zone)
        while day <= last:
            for opens, closes in self.open_hours(day):
                total += max(min(closes, end) - max(opens, begin), _NOTHING)
            day += _DAY
        return total

    def working_minutes_between(self, begin: datetime, end: datetime) -> int:
        """Whole minutes of :meth:`working_time_between`."""
        return self.working_time_between(begin, end) // timedelta(minutes=1)


def _must_follow(spans: tuple[Span, ...], weekday: int | str) -> None:
    """Each span opens before it closes and not before the one before it has closed."""
    free_from: time | None = time(0)
    for opens, closes in sorted(spans):
        if free_from is None or opens < free_from or not (opens < closes or closes == time(0)):
            raise BadSpan(
                field="calendar.opens", weekday=weekday, opens=f"{opens:%H:%M}", closes=f"{closes:%H:%M}"
            )
        free_from = None if closes == time(0) else closes


def calendar_of(rows: Iterable[CalendarRow], zone: ZoneInfo) -> WorkCalendar:
    """The calendar of the office's rows; hours as delivered where no weekday is entered at all.

    A year is known when at least one special day of it is entered. Raises BadSpan.
    """
    spans: dict[int, tuple[Span, ...]] = {}
    days: dict[date, SpecialDay] = {}
    for row in rows:
        own: tuple[Span, ...] = ()
        if row.opens is not None and row.closes is not None:
            own = ((row.opens, row.closes),)
        if row.day is not None:
            before = days.get(row.day)
            own = (before.spans if before else ()) + own
            days[row.day] = SpecialDay(row.day_kind or "holiday", row.day_name or "", own)
        elif row.weekday is not None:
            spans[row.weekday] = spans.get(row.weekday, ()) + own
    return WorkCalendar(zone, spans or DELIVERED_SPANS, days, frozenset(day.year for day in days))
