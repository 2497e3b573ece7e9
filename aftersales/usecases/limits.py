"""How long clocks run and when they run shorter: time limits and sensitive periods; by an administrator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from aftersales.domain.codes import Clock, LimitUnit, Role
from aftersales.domain.errors import BadField, BadInput
from aftersales.domain.forms import own
from aftersales.domain.limits import DELIVERED
from aftersales.domain.reading import empty, require
from aftersales.domain.records.office import SensitivePeriod, TimeLimit
from aftersales.usecases.people import EndsBeforeItBegins, ended, must_hold, next_no, numbered
from aftersales.usecases.setup import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aftersales.domain.limits import TimeLimit as Delivered
    from aftersales.usecases.work import Work

LONGEST = 10_000
"""No limit counts more of any unit."""


class BadTimeLimit(BadField):
    """A limit that nothing can be counted by. Facts: ``field``, ``clock``, ``severity``, ``value``."""


class BadFactor(BadField):
    """A sensitive period shortens: its factor is above 0 and at most 1. Facts: ``field``, ``value``."""


def set_time_limits(
    work: Work, rows: Iterable[Mapping[str, object]], reason: str | None = None
) -> tuple[TimeLimit, ...]:
    """Say these limits anew, each by its clock and severity; others stay, and so does what is running.

    Raises OnlyAdmins, BadInput (of BadTimeLimit, all at once).
    """
    must_hold(work, Role.ADMIN)
    said, problems = [], list[BadField]()
    for row in rows:
        try:
            said.append(_limit(work, row))
        except BadField as problem:
            problems.append(problem)
    if problems:
        raise BadInput(problems)
    standing = {(row.clock, row.severity): row for row in work.books.office().time_limits}
    for limit in said:
        old = standing.get((limit.clock, limit.severity))
        kept = limit if old is None else replace(limit, created_at=old.created_at, created_by=old.created_by)
        work.books.put_record(kept, step="set_time_limits", reason=reason, at=work.now)
    return tuple(said)


def _limit(work: Work, row: Mapping[str, object]) -> TimeLimit:
    """One row as a limit. Raises BadTimeLimit."""
    clock, severity, amount = (row.get(name) for name in ("clock", "severity", "amount"))
    given = {**row, "amount": "1"} if row.get("unit") == LimitUnit.SAME_DAY else row
    wrong = BadTimeLimit(
        field=f"time_limit.{clock}.{severity}", clock=clock, severity=severity, value=str(amount or "")[:80]
    )
    try:
        limit = TimeLimit(**read_record(work, TimeLimit, given))
        require(limit, "row", frozenset())
    except BadInput:
        raise wrong from None
    if not 0 < limit.amount <= LONGEST or limit.clock == Clock.NOTICE:
        raise wrong
    return replace(limit, round_clock=bool(limit.round_clock))


def as_delivered(limit: Delivered) -> dict[str, object]:
    """A delivered limit as ``set_time_limits`` takes it."""
    amount = Decimal(limit.amount.numerator) / limit.amount.denominator
    return {
        "clock": limit.clock,
        "severity": limit.severity,
        "amount": str(amount),
        "unit": limit.unit,
        "round_clock": limit.round_clock,
    }


def reset_time_limits(work: Work, reason: str | None = None) -> tuple[TimeLimit, ...]:
    """Every limit as it was delivered. Raises OnlyAdmins."""
    return set_time_limits(work, [as_delivered(limit) for limit in DELIVERED], reason)


def set_period(
    work: Work, data: Mapping[str, object], no: int | None = None, reason: str | None = None
) -> SensitivePeriod:
    """Days in which limits are shorter: a new period, or the one with this number said anew.

    Raises OnlyAdmins, BadInput, NoSuchSetting, EndsBeforeItBegins, BadFactor.
    """
    must_hold(work, Role.ADMIN)
    periods = work.books.office().sensitive_periods
    old = SensitivePeriod(no=next_no(periods)) if no is None else numbered(periods, no)
    row = replace(old, **work.reader().row(SensitivePeriod, data, own(SensitivePeriod)))
    require(row, "row", frozenset())
    if row.from_on is not None and row.to_on is not None and row.to_on < row.from_on:
        said = {"from_on": row.from_on.isoformat(), "to_on": row.to_on.isoformat()}
        raise EndsBeforeItBegins(field="sensitive_period.to_on", **said)
    if empty(row.factor) or not 0 < row.factor <= 1:
        raise BadFactor(field="sensitive_period.factor", value=str(row.factor or ""))
    work.books.put_record(row, step="set_period", reason=reason, at=work.now)
    return row


def end_period(work: Work, no: int, reason: str | None = None) -> SensitivePeriod:
    """The period holds until yesterday; one to come never does. Raises OnlyAdmins, NoSuchSetting."""
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    row = ended(numbered(office.sensitive_periods, no), office.day(work.now))
    work.books.put_record(row, step="set_period", reason=reason, at=work.now)
    return row
