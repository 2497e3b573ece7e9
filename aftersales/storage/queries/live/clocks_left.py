"""Running limits that were counted before the calendar was changed: they stand as they were counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aftersales.domain.dates import from_iso_utc
from aftersales.domain.steps.clocks import due_at
from aftersales.domain.worktime import WorkCalendar
from aftersales.storage.books.office import read_office
from aftersales.storage.queries.cases import ENDED, VOID
from aftersales.storage.wire import Wire

_RUNNING = f"""SELECT c."case_no", r."clock", r."due_at", c."severity", c."sensitive_period", r."started_at",
r."first_due_at" FROM "case_clock" r JOIN "complaint" c ON c."case_no" = r."case_no"
WHERE r."stopped_at" IS NULL AND r."moved_by" IS NULL AND r."due_at" >= ?
AND c."state" NOT IN ({ENDED}) AND c."marks" NOT LIKE ? ORDER BY r."due_at", c."case_no", r."no\""""


@dataclass(frozen=True)
class ClockLeft:
    """A running clock whose due time (UTC) stands; ``counted_now``: when the calendar of now would end it."""

    case_no: str
    clock: str
    due_at: datetime
    counted_now: datetime


def clocks_left(wire: Wire, before: WorkCalendar) -> tuple[ClockLeft, ...]:
    """The clocks that this calendar counted and that the office's would count otherwise, earliest first.

    What a leader has moved, a promise and the due time of a notice were said, not counted, and are none.
    """
    return tuple(_kept(wire, before))


def _kept(wire: Wire, before: WorkCalendar) -> Iterator[ClockLeft]:
    office = read_office(wire)
    first = office.hours.differs_from(before)
    if first is None:
        return
    for number, clock, due, severity, period, started, counted in wire.rows(_RUNNING, _since(first), VOID):
        start, stood = from_iso_utc(started), from_iso_utc(counted or due)
        was = due_at(office, before, clock, severity, period, start)
        now = due_at(office, office.hours, clock, severity, period, start)
        if now not in (was, stood):
            held = max(from_iso_utc(due) - stood, timedelta(0))
            yield ClockLeft(number, clock, from_iso_utc(due), now + held)


def _since(day: date) -> str:
    """What is due earlier (UTC) is due before this day of the office."""
    return "" if day == date.min else (day - timedelta(days=1)).isoformat()
