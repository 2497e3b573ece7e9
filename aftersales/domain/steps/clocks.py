"""The clocks of a case: what starts them, what stops them, what a hold and a leader move."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from aftersales.domain import limits
from aftersales.domain.case import added, changed
from aftersales.domain.codes import Clock
from aftersales.domain.errors import DomainError
from aftersales.domain.records.complaint import CaseClock

if TYPE_CHECKING:
    from datetime import datetime

    from aftersales.domain.case import Case
    from aftersales.domain.office import Desk, Office
    from aftersales.domain.records.office import SensitivePeriod
    from aftersales.domain.worktime import WorkCalendar

AT_REGISTRATION: tuple[Clock, ...] = (
    Clock.HAND_OVER,
    Clock.FIRST_CONTACT,
    Clock.FIRST_ANSWER,
    Clock.PROGRESS,
    Clock.RESOLUTION,
)


class NoSuchClock(DomainError):
    """The case has no such clock running. Facts: ``clock``."""


def running(case: Case, clock: str) -> CaseClock | None:
    """The clock of this kind that has not stopped; the newest if several."""
    found = [row for row in case.clocks if row.clock == clock and row.stopped_at is None]
    return found[-1] if found else None


def start(case: Case, desk: Desk, *clocks: str, at: datetime | None = None) -> Case:
    """Start each clock now (or at ``at``), unless it already runs."""
    for clock in clocks:
        if running(case, clock) is None:
            case = replace(case, clocks=added(case.clocks, _clock(case, desk, clock, at or desk.now)))
    return case


def _clock(case: Case, desk: Desk, clock: str, at: datetime) -> CaseClock:
    told = case.complaint
    due = due_at(desk.office, desk.office.hours, clock, told.severity, told.sensitive_period, at)
    return CaseClock(
        clock=clock,
        round_no=case.complaint.round_no,
        started_at=at,
        due_at=due,
        first_due_at=due,
        created_at=desk.now,
        created_by=desk.login,
    )


def due_at(
    office: Office, calendar: WorkCalendar, clock: str, severity: str, sensitive: str | None, start: datetime
) -> datetime:
    """When (UTC) a clock that starts then ends by the office's limits and this calendar.

    ``sensitive``: the sensitive period that its case was registered in.
    """
    return limits.due(
        limits.limit_for(office.time_limits or limits.DELIVERED, clock, severity),
        start,
        calendar,
        factor=_factor(office, sensitive),
        late_from=office.company.late_from,
        late_until=office.company.late_until,
    ).at


def _factor(office: Office, name: str | None) -> Fraction | int:
    """By how much a sensitive period (敏感期) that a case was registered in shortens its limits."""
    period = next((p for p in office.sensitive_periods if name and p.name == name), None)
    return 1 if period is None else _fraction(period)


def _fraction(period: SensitivePeriod) -> Fraction:
    return Fraction(period.factor)


def sensitive_period(case: Case, desk: Desk) -> str | None:
    """The name of the sensitive period that holds today for the products of the case."""
    products = {line.product for line in case.product_lines}
    for period in desk.office.sensitive_periods:
        within = period.from_on and period.to_on and period.from_on <= desk.today <= period.to_on
        if within and (not period.products or products & set(period.products)):
            return period.name
    return None


def stop(case: Case, at: datetime, *clocks: str) -> Case:
    """Stop each of these clocks that runs."""
    rows = tuple(
        replace(row, stopped_at=at) if row.clock in clocks and row.stopped_at is None else row
        for row in case.clocks
    )
    return replace(case, clocks=rows)


def stop_all(case: Case, at: datetime) -> Case:
    """Stop every clock: the case has ended."""
    return stop(case, at, *Clock)


def restart(case: Case, desk: Desk, clock: str, at: datetime | None = None) -> Case:
    """Stop the clock and start it again, as after each contact; what came before its start leaves it."""
    now = running(case, clock)
    if now is not None and now.started_at is not None and at is not None and at < now.started_at:
        return case
    return start(stop(case, at or desk.now, clock), desk, clock, at=at)


def resume(case: Case, desk: Desk) -> Case:
    """Move the clocks that a hold pauses by the time that the case was held."""
    held = case.complaint.held_at
    if held is None:
        return case
    for row in case.clocks:
        if row.stopped_at is None and row.due_at and row.started_at and row.clock in limits.PAUSED_BY_HOLD:
            case = replace(case, clocks=changed(case.clocks, _moved(case, desk, row, held)))
    return case


def _moved(case: Case, desk: Desk, row: CaseClock, held: datetime) -> CaseClock:
    found = limits.limit_for(desk.office.time_limits or limits.DELIVERED, row.clock, case.complaint.severity)
    if row.due_at is None or row.started_at is None:
        raise NoSuchClock(clock=row.clock)
    moved = limits.paused(
        limits.Due(row.due_at),
        [limits.Hold(held, desk.now)],
        desk.office.hours,
        clock=row.clock,
        start=row.started_at,
        now=desk.now,
        round_clock=limits.around_the_clock(found),
    )
    return replace(row, due_at=moved.at)


def tightened(case: Case, desk: Desk) -> Case:
    """The running clocks under the case's present severity: due sooner where that allows less time.

    What a hold has added stays added: the first due time moves along, so that between it and the due time
    lies nothing but what was held. A limit that a leader has moved stays where it is.
    """
    for row in case.clocks:
        if row.stopped_at is not None or row.moved_by is not None or row.started_at is None:
            continue
        anew = _clock(case, desk, row.clock, row.started_at).due_at
        if anew is not None and row.due_at is not None and row.first_due_at is not None:
            sooner = anew + max(row.due_at - row.first_due_at, timedelta(0))
            if sooner < row.due_at:
                tight = replace(row, due_at=sooner, first_due_at=anew)
                case = replace(case, clocks=changed(case.clocks, tight))
    return case


def move(case: Case, desk: Desk, clock: str, until: datetime, reason: str) -> Case:
    """Move the due time of a running clock; the first one stays beside it (延期)."""
    row = running(case, clock)
    if row is None:
        raise NoSuchClock(clock=clock)
    moved = replace(row, due_at=until, moved_by=desk.login, moved_reason=reason)
    return replace(case, clocks=changed(case.clocks, moved))
