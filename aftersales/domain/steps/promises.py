"""Promises and containment: what the customer was told to happen, and the harm stopped first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.authority import limit_of
from aftersales.domain.case import added, changed
from aftersales.domain.codes import Clock, PromiseState, Scope
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.records.contact import Containment, Promise
from aftersales.domain.steps import clocks
from aftersales.domain.steps.fulfilling import closing_of
from aftersales.domain.steps.rows import NoSuchRow, must_have_happened, needed, row_of

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk, Office

_NEEDS: dict[str, str] = {"refund": Scope.CASH, "delivery": Scope.GOODS}
_GRANTED = ("approved",)


class BeyondAuthority(DomainError):
    """Nobody promises what he may not decide, before it is approved. Facts: ``kind``, ``scope``."""


class DueBeforeMade(BadField):
    """A promise is due after it is made. Facts: ``field``, ``due_at``, ``made_at``."""


class NotOpen(DomainError):
    """It is kept, moved or cancelled already. Facts: ``number``, ``state``."""


class CustomerMustAgree(BadField):
    """A promise is moved only with the customer's consent. Facts: ``field``."""


def end_of(office: Office, now: datetime, day: date) -> datetime:
    """When that is due which is said to come by this day (UTC): at its closing; past that, at midnight."""
    closing = closing_of(office, day)
    return closing if closing > now else office.hours.end_of_day(day)


def promise(case: Case, given: Given, desk: Desk) -> Case:
    """Something is promised to the customer, within authority."""
    return with_promise(case, given.of(Promise), desk)


def with_promise(case: Case, values: dict[str, Any], desk: Desk) -> Case:
    """The case with one promise more."""
    told = {name: value for name, value in values.items() if value is not None}
    row = row_of(Promise, desk, {"made_by": desk.login, "made_at": desk.now, **told})
    must_have_happened(row.made_at, desk, "promise.made_at")
    if row.due_at and row.made_at and row.due_at <= row.made_at:
        raise DueBeforeMade(
            field="promise.due_at", due_at=row.due_at.isoformat(), made_at=row.made_at.isoformat()
        )
    _must_be_within(case, row, desk)
    row = replace(row, within_authority=True, state=PromiseState.OPEN)
    return replace(case, promises=added(case.promises, row))


def _must_be_within(case: Case, row: Promise, desk: Desk) -> None:
    """A promise of money or goods needs an approved proposal, or a limit of one's own in its scope."""
    scope = _NEEDS.get(row.kind or "")
    if scope is None or any(proposal.state in _GRANTED for proposal in case.proposals):
        return
    limit = limit_of(desk.office, desk.me, scope, desk.today)
    if limit is not None and limit <= 0:
        raise BeyondAuthority(kind=row.kind, scope=scope)


def keep_promise(case: Case, given: Given, desk: Desk) -> Case:
    """What was promised was done."""
    row = _open(case, given)
    values = given.of(Promise)
    kept = replace(
        row,
        state=PromiseState.KEPT,
        kept_at=values.get("kept_at") or desk.now,
        kept_note=values.get("kept_note"),
    )
    must_have_happened(kept.kept_at, desk, "promise.kept_at")
    return replace(case, promises=changed(case.promises, kept))


def move_promise(case: Case, given: Given, desk: Desk) -> Case:
    """A promise gets another due time; the customer agreed, the original stays beside it."""
    row = _open(case, given)
    values = given.of(Promise)
    due_at = needed(values.get("due_at"), "promise.due_at", "move_promise")
    reason = needed(values.get("moved_reason"), "promise.moved_reason", "move_promise")
    if not values.get("customer_agreed"):
        raise CustomerMustAgree(field="promise.customer_agreed")
    if due_at <= desk.now:
        raise DueBeforeMade(field="promise.due_at", due_at=due_at.isoformat(), made_at=desk.now.isoformat())
    gone = replace(row, state=PromiseState.MOVED)
    fresh = replace(
        row,
        due_at=due_at,
        moved_from=row.moved_from or row.due_at,
        moved_reason=reason,
        customer_agreed=True,
        created_at=desk.now,
        created_by=desk.login,
    )
    return replace(case, promises=added(changed(case.promises, gone), fresh))


def cancel_promise(case: Case, given: Given, _: Desk) -> Case:
    """A promise falls away, for a reason."""
    reason = needed(given.extra.reason, "reason", "cancel_promise")
    gone = replace(_open(case, given), state=PromiseState.CANCELLED, kept_note=reason[:80])
    return replace(case, promises=changed(case.promises, gone))


def _open(case: Case, given: Given) -> Promise:
    number = needed(given.extra.promise, "promise", "promise")
    row = next((row for row in case.promises if row.no == number), None)
    if row is None:
        raise NoSuchRow(table="promise", number=number)
    if row.state != PromiseState.OPEN:
        raise NotOpen(number=number, state=row.state)
    return row


def contain(case: Case, given: Given, desk: Desk) -> Case:
    """The harm is stopped: what was done, by whom, when."""
    told = {name: value for name, value in given.of(Containment).items() if value is not None}
    row = row_of(Containment, desk, {"by": desk.login, "at": desk.now, **told})
    must_have_happened(row.at, desk, "containment.at")
    begun = case.complaint.registered_at
    minutes = int((row.at - begun).total_seconds() // 60) if row.at and begun else None
    case = replace(case, containments=added(case.containments, replace(row, minutes=minutes)))
    return clocks.stop(case, row.at or desk.now, Clock.CONTAINMENT)
