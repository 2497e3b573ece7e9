"""Managing a case: owner and helpers, holds, level, reports up, flags, moved limits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.case import added, changed
from aftersales.domain.codes import Clock, Level, Malicious, Mark, Role, Severity
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.policy import AboutYou
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.contact import ReportUp
from aftersales.domain.steps import clocks
from aftersales.domain.steps.rows import (
    InFuture,
    NoSuchRow,
    TooEarly,
    filled,
    marked,
    needed,
    row_of,
    touched,
    unmarked,
)

if TYPE_CHECKING:
    from datetime import date

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk
    from aftersales.domain.records.notice import FollowUp

_LEVELS: tuple[str, ...] = tuple(Level)
_SEVERITIES: tuple[str, ...] = tuple(Severity)


class NotService(BadField):
    """Only a service person owns a case. Facts: ``field``, ``login``."""


class OnlyRises(BadField):
    """Severity and level only rise. Facts: ``field``, ``value``, ``was``."""


class AlreadyHeld(DomainError):
    """The case is on hold already. Facts: ``until``."""


class NotHeld(DomainError):
    """The case is not on hold. No facts."""


class LeaderConfirms(DomainError):
    """A leader confirms this. Facts: ``field``."""


def assign(case: Case, given: Given, desk: Desk) -> Case:
    """Another service person owns the case from now; counted as a transfer."""
    login = needed(given.extra.person, "person", "assign")
    needed(given.extra.reason, "reason", "assign")
    return _owned(case, login, desk)


def take_over(case: Case, given: Given, desk: Desk) -> Case:
    """Who acts owns the case from now."""
    needed(given.extra.reason, "reason", "take_over")
    return _owned(case, desk.login, desk)


def _owned(case: Case, login: str, desk: Desk) -> Case:
    person = desk.office.person(login)
    if Role.SERVICE not in person.roles:
        raise NotService(field="person", login=login)
    if login in case.complaint.about_staff:
        raise AboutYou(login=login, step="assign")
    helpers = tuple(h for h in case.complaint.helpers if h != login)
    moved = 0 if login == case.complaint.owner else 1
    return touched(case, owner=login, helpers=helpers, transfers=case.complaint.transfers + moved)


def add_helper(case: Case, given: Given, desk: Desk) -> Case:
    """One person more helps the owner."""
    login = needed(given.extra.person, "person", "add_helper")
    desk.office.person(login)
    if login in case.complaint.about_staff:
        raise AboutYou(login=login, step="add_helper")
    return touched(case, helpers=tuple(sorted({*case.complaint.helpers, login})))


def hold(case: Case, given: Given, desk: Desk) -> Case:
    """挂起: until a day, for a reason; decision, resolution and follow-up pause."""
    values = given.of(Complaint)
    reason = needed(values.get("hold_reason"), "complaint.hold_reason", "hold")
    until = needed(values.get("hold_until"), "complaint.hold_until", "hold")
    if Mark.ON_HOLD in case.complaint.marks:
        raise AlreadyHeld(until=str(case.complaint.hold_until))
    if until < desk.today:
        raise TooEarly(
            field="complaint.hold_until", value=until.isoformat(), not_before=desk.today.isoformat()
        )
    held = touched(case, hold_reason=reason, hold_until=until, held_at=desk.now)
    return marked(held, Mark.ON_HOLD)


def resume(case: Case, _: Given, desk: Desk) -> Case:
    """恢复: the paused clocks move by the time held, and a planned call with them."""
    if Mark.ON_HOLD not in case.complaint.marks:
        raise NotHeld
    return released(_call_after_hold(case, clocks.resume(case, desk), desk))


def _call_after_hold(held: Case, case: Case, desk: Desk) -> Case:
    """The call planned for the end of its clock goes with it; no other stays on a day of the hold."""
    row, since = _planned(held), held.complaint.held_at
    if row is None or row.planned_on is None or since is None:
        return case
    until = _call_due(case, desk)
    if until is not None and row.planned_on == _call_due(held, desk):
        return _called_on(case, until)
    if row.planned_on >= desk.office.day(since):
        return _called_on(case, max(row.planned_on, desk.today))
    return case


def _planned(case: Case) -> FollowUp | None:
    return next((row for row in case.follow_ups if row.at is None), None)


def _call_due(case: Case, desk: Desk) -> date | None:
    clock = clocks.running(case, Clock.FOLLOW_UP)
    return desk.office.day(clock.due_at) if clock and clock.due_at else None


def _called_on(case: Case, day: date) -> Case:
    """The case whose planned call, if there is one, is planned for this day."""
    row = _planned(case)
    if row is None:
        return case
    return replace(case, follow_ups=changed(case.follow_ups, replace(row, planned_on=day)))


def released(case: Case) -> Case:
    """The case, on hold no longer."""
    return unmarked(touched(case, hold_reason=None, hold_until=None, held_at=None), Mark.ON_HOLD)


def raise_level(case: Case, given: Given, desk: Desk) -> Case:
    """Severity or handler's level rises, neither falls; limits that are shorter now hold."""
    values = given.of(Complaint)
    needed(given.extra.reason, "reason", "raise_level")
    severity, level = values.get("severity"), values.get("handler_level")
    if severity is None and level is None:
        needed(None, "complaint.severity", "raise_level")
    for name, value, order in (("severity", severity, _SEVERITIES), ("handler_level", level, _LEVELS)):
        was = getattr(case.complaint, name)
        if value is not None and was is not None and order.index(value) < order.index(was):
            raise OnlyRises(field=f"complaint.{name}", value=value, was=was)
    raised = touched(
        case,
        severity=severity or case.complaint.severity,
        handler_level=level or case.complaint.handler_level,
    )
    return clocks.tightened(raised, desk)


def report_up(case: Case, given: Given, desk: Desk) -> Case:
    """上报: a leader is asked for a word inside the case; timed."""
    values = {"by": desk.login, "at": desk.now, **given.of(ReportUp)}
    row = row_of(ReportUp, desk, values)
    if Role.LEADER not in desk.office.person(row.to_leader or "").roles:
        raise NotService(field="report_up.to_leader", login=row.to_leader)
    return replace(case, report_ups=added(case.report_ups, row))


def acknowledge_report(case: Case, given: Given, desk: Desk) -> Case:
    """The leader has read it, and answers inside the case; both timed."""
    number = given.extra.report
    waiting = [r for r in case.report_ups if r.replied_at is None and number in (None, r.no)]
    if not waiting:
        raise NoSuchRow(table="report_up", number=number)
    row = waiting[0]
    reply = given.of(ReportUp).get("reply")
    row = replace(
        row,
        acknowledged_at=row.acknowledged_at or desk.now,
        reply=reply or row.reply,
        replied_at=desk.now if reply else row.replied_at,
    )
    return replace(case, report_ups=changed(case.report_ups, row))


def flag_malicious(case: Case, given: Given, desk: Desk) -> Case:
    """疑似恶意: by service with its basis; 认定 by a leader with evidence; the customer never sees it."""
    values = given.of(Complaint)
    kind = needed(values.get("malicious"), "complaint.malicious", "flag_malicious")
    if kind != Malicious.NO:
        needed(
            values.get("malicious_basis") or case.complaint.malicious_basis,
            "complaint.malicious_basis",
            "row",
        )
    if kind == Malicious.CONFIRMED:
        if Role.LEADER not in desk.me.roles:
            raise LeaderConfirms(field="complaint.malicious")
        needed(given.extra.evidence, "evidence", "flag_malicious")
        values["malicious_by"] = desk.login
    return replace(case, complaint=filled(case.complaint, values))


def flag_public_risk(case: Case, given: Given, _: Desk) -> Case:
    """舆情/监管风险: how far it has gone, and where."""
    values = given.of(Complaint)
    needed(values.get("public_risk"), "complaint.public_risk", "flag_public_risk")
    return replace(case, complaint=filled(case.complaint, values))


def flag_abuse(case: Case, given: Given, _: Desk) -> Case:
    """辱骂威胁: kept with its evidence; allows a change of handler."""
    abuse = given.of(Complaint).get("abuse")
    needed(given.extra.reason, "reason", "flag_abuse")
    return touched(case, abuse=True if abuse is None else abuse)


def flag_special(case: Case, given: Given, desk: Desk) -> Case:
    """特事特办: the skipped step is named, a leader confirms."""
    values = given.of(Complaint)
    reason = values.get("special_reason") or case.complaint.special_reason
    needed(reason, "complaint.special_reason", "flag_special")
    until = values.get("special_until")
    if until is not None and until < desk.today:
        raise InFuture(field="complaint.special_until", value=until.isoformat())
    case = replace(case, complaint=filled(case.complaint, values))
    if not given.extra.confirmed:
        return case
    if Role.LEADER not in desk.me.roles:
        raise LeaderConfirms(field="complaint.special_by")
    return marked(touched(case, special_by=desk.login), Mark.SPECIAL)


def move_due(case: Case, given: Given, desk: Desk) -> Case:
    """延期: a leader moves a limit, for a reason; the original stays. A planned call goes with its limit."""
    extra = given.extra
    clock = needed(extra.clock, "clock", "move_due")
    until = needed(extra.until, "until", "move_due")
    reason = needed(extra.reason, "reason", "move_due")
    if until <= desk.now:
        raise TooEarly(field="until", value=until.isoformat(), not_before=desk.now.isoformat())
    moved = clocks.move(case, desk, clock, until, reason[:200])
    return _called_on(moved, desk.office.day(until)) if clock == Clock.FOLLOW_UP else moved
