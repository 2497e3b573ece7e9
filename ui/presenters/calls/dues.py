"""By when what follows a registration would be due."""

from __future__ import annotations

from datetime import datetime

from aftersales.domain import limits
from aftersales.domain.codes import Clock
from aftersales.domain.office import Office

FIRST_CLOCKS = (Clock.HAND_OVER, Clock.FIRST_CONTACT, Clock.FIRST_ANSWER)
"""The limits that are told beside the form: by when somebody takes it, calls, answers."""


def first_dues(office: Office, severity: str, now: datetime) -> tuple[tuple[Clock, datetime], ...]:
    """By when (UTC) a case registered now would be taken, called about and answered. Raises NoLimit."""
    table = office.time_limits or limits.DELIVERED
    company = office.company

    def due(clock: Clock) -> datetime:
        limit = limits.limit_for(table, clock, severity)
        late_from, late_until = company.late_from, company.late_until
        return limits.due(limit, now, office.hours, late_from=late_from, late_until=late_until).at

    return tuple((clock, due(clock)) for clock in FIRST_CLOCKS)
