"""How much of what a person may decide: limits, the value of a proposal, the chain of approvers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from aftersales.domain.codes import Level, RemedyKind, Role, Scope, Severity
from aftersales.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aftersales.domain.case import Case
    from aftersales.domain.office import Desk, Office
    from aftersales.domain.records.proposal import Remedy
    from aftersales.domain.records.staff import Authority, Staff

WINDOW = timedelta(hours=30 * 24)
"""Proposals of a customer approved within this time before count together."""
_DAY = timedelta(days=1)

SCOPE_OF: Mapping[str, str] = {
    RemedyKind.EXCHANGE: Scope.GOODS,
    RemedyKind.GOODS: Scope.GOODS,
    RemedyKind.REPAIR: Scope.GOODS,
    RemedyKind.RETURN_REFUND: Scope.CASH,
    RemedyKind.CASH: Scope.CASH,
    RemedyKind.REFUND: Scope.CASH,
    RemedyKind.DISCOUNT: Scope.CASH,
    RemedyKind.GIFT: Scope.GIFT,
    RemedyKind.REWARD: Scope.GIFT,
    RemedyKind.PROMOTION: Scope.GIFT,
    RemedyKind.CONDOLENCE: Scope.GIFT,
    RemedyKind.TOUR: Scope.GIFT,
    RemedyKind.MEETING: Scope.GIFT,
    RemedyKind.TRAINING: Scope.GIFT,
    RemedyKind.LEADER_VISIT: Scope.GIFT,
    RemedyKind.APOLOGY: Scope.GIFT,
    RemedyKind.EXPLANATION: Scope.GIFT,
    RemedyKind.RECTIFY: Scope.GOODS,
}
"""Which limit a remedy with an amount falls under."""

LADDER: tuple[str, ...] = (Level.SUPERVISOR, Level.MANAGER, Level.GENERAL_MANAGER)
GRAVE: tuple[str, ...] = (Severity.MAJOR, Severity.CRITICAL)


class OverLimit(DomainError):
    """The value is above what this person may decide. Facts: ``value``, ``limit``, ``scope``, ``who``."""


class NoApprover(DomainError):
    """Nobody in the office may approve this. Facts: ``value``, ``severity``."""


def value_of(remedies: Iterable[Remedy]) -> int:
    """The authority value in 分: the company's share of every row; what has no amount counts 0."""
    return sum(company_share(row) for row in remedies)


def company_share(row: Remedy) -> int:
    """The company's share of one row in 分."""
    return row.share_company if row.share_company is not None else row.amount or 0


def scopes_of(remedies: Iterable[Remedy]) -> tuple[str, ...]:
    """The scopes that the rows with an amount fall under, each once."""
    return tuple(sorted({SCOPE_OF[row.kind] for row in remedies if row.amount}))


def limit_of(office: Office, person: Staff, scope: str, day: date) -> int | None:
    """What the person may decide in this scope on this day: 分, ``None`` without limit, -1 nothing.

    Rows of the person go before rows of level and role; the largest valid row holds.
    """
    valid = [row for row in office.authority if row.scope == scope and _valid(row, day)]
    own = [row for row in valid if row.person == person.login]
    rows = own or [row for row in valid if row.person is None and _concerns(row, person)]
    if any(row.no_limit for row in rows):
        return None
    return max((row.limit_amount for row in rows), default=-1)


def _valid(row: Authority, day: date) -> bool:
    return (row.from_on is None or row.from_on <= day) and (row.to_on is None or day <= row.to_on)


def _concerns(row: Authority, person: Staff) -> bool:
    if row.level is not None:
        if row.level == Level.SERVICE:
            return Role.SERVICE in person.roles
        return Role.LEADER in person.roles and row.level == person.level
    return row.role is not None and row.role in person.roles


def service_limit(office: Office, scope: str, day: date) -> int | None:
    """The limit of the service role in this scope, whoever decides: 分, ``None`` without, -1 nothing."""
    rows = [
        row
        for row in office.authority
        if row.scope == scope
        and row.person is None
        and _valid(row, day)
        and (row.level == Level.SERVICE or (row.level is None and row.role == Role.SERVICE))
    ]
    if any(row.no_limit for row in rows):
        return None
    return max((row.limit_amount for row in rows), default=-1)


def must_be_within(value: int, scopes: Iterable[str], limits: Mapping[str, int | None], who: str) -> None:
    """Raise ``OverLimit`` where the value exceeds the limit of a scope; the limit itself is allowed."""
    for scope in scopes:
        limit = limits[scope]
        if limit is not None and value > limit:
            raise OverLimit(value=value, limit=max(limit, 0), scope=scope, who=who)


def person_must_cover(desk: Desk, person: Staff, value: int, scopes: tuple[str, ...]) -> None:
    """Raise ``OverLimit`` unless the value lies within the person's limit of every scope held."""
    limits = {scope: limit_of(desk.office, person, scope, desk.today) for scope in scopes}
    must_be_within(value, scopes, limits, person.login)


def service_must_cover(desk: Desk, value: int, scopes: tuple[str, ...]) -> None:
    """Raise ``OverLimit`` unless the value lies within the service role's limit of every scope held."""
    limits = {scope: service_limit(desk.office, scope, desk.today) for scope in scopes}
    must_be_within(value, scopes, limits, Role.SERVICE)


def covers(desk: Desk, person: Staff, value: int, scopes: tuple[str, ...]) -> bool:
    """Whether the value lies within the person's limits."""
    try:
        person_must_cover(desk, person, value, scopes)
    except OverLimit:
        return False
    return True


def chain(desk: Desk, case: Case, value: int, scopes: tuple[str, ...]) -> tuple[Staff, ...]:
    """Who must approve, in order: the lowest level that suffices; at 特重大 everyone up to 总经理.

    ``value`` (分) includes what was approved for this customer in the window. Nobody at a level: the
    next higher. Raises ``NoApprover``.
    """
    leaders = eligible(desk, case)
    grave = case.complaint.severity in GRAVE
    if case.complaint.severity == Severity.CRITICAL:
        found = [next((p for p in leaders if p.level == level), None) for level in LADDER]
        links = tuple(person for person in found if person is not None)
        if links and covers(desk, links[-1], value, scopes):
            return links
    else:
        for level in LADDER[1:] if grave else LADDER:
            for person in leaders:
                if person.level == level and covers(desk, person, value, scopes):
                    return (person,)
    raise NoApprover(value=value, severity=case.complaint.severity)


def eligible(desk: Desk, case: Case) -> tuple[Staff, ...]:
    """Leaders who may approve this case: not the applicant (unless alone), not complained about."""
    return tuple(
        person
        for person in desk.office.active(Role.LEADER)
        if person.login not in case.complaint.about_staff and (desk.alone or person.login != desk.login)
    )


# --- limits one after another


def left_beside(
    old: Authority, row: Authority, today: date, changed: Authority | None = None
) -> tuple[Authority, ...]:
    """What is left of a limit when ``row`` is said: the days before and after it.

    ``changed``: the limit that ``row`` changes. It does not go on afterwards, and where it was only planned
    nothing of it is left: what held until its first day holds until the new one's.
    """
    if changed is not None and not _alike(changed, row):
        changed = None
    if changed is not None and _first(changed) > today:
        if old == changed:
            return ()
        if _leads_to(old, changed) and _first(row) > _first(changed):
            again = (replace(old, from_on=_last(row) + _DAY, to_on=None),) if _ends(row, changed) else ()
            return (_until(old, _first(row)), *again)
    if changed is not None and _leads_to(changed, old) and _last(row) < _last(changed):
        return (replace(old, from_on=_last(row) + _DAY),)  # no days without a limit between the two
    if not _alike(old, row) or _last(old) < _first(row) or _last(row) < _first(old):
        return (old,)
    before = (_until(old, _first(row)),) if _first(old) < _first(row) else ()
    after = (replace(old, from_on=_last(row) + _DAY),) if _last(row) < _last(old) and old != changed else ()
    return (*before, *after)


def never(row: Authority) -> Authority:
    """The limit as one that does not come: it ends before it begins."""
    return _until(row, _first(row))


def _until(row: Authority, day: date) -> Authority:
    return replace(row, to_on=day - _DAY)


def _alike(one: Authority, other: Authority) -> bool:
    """Whether both speak of the same subject and scope."""
    subject = (other.person, other.level, other.role, other.scope)
    return (one.person, one.level, one.role, one.scope) == subject


def _leads_to(old: Authority, planned: Authority) -> bool:
    """Whether it holds until the day before the planned one, as a limit does that gives way to another."""
    return _alike(old, planned) and _first(old) <= _last(old) == _first(planned) - _DAY


def _ends(row: Authority, changed: Authority) -> bool:
    """Whether the one ends and the other did not: what led to it holds again afterwards."""
    return row.to_on is not None and changed.to_on is None


def _first(row: Authority) -> date:
    return row.from_on or date.min + _DAY


def _last(row: Authority) -> date:
    return row.to_on or date.max
