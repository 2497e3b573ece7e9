"""Ways to end and to begin again: withdrawn, merged, closed by a leader, reopened, import voided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.case import added, changed
from aftersales.domain.codes import (
    Clock,
    CloseKind,
    Direction,
    Link,
    Mark,
    Origin,
    PromiseState,
    Purpose,
    Role,
    State,
)
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.forms import Given
from aftersales.domain.policy import AboutYou
from aftersales.domain.records.complaint import CaseClock, Complaint, LinkedCase
from aftersales.domain.records.contact import Contact
from aftersales.domain.steps import clocks, intake
from aftersales.domain.steps.following import ended
from aftersales.domain.steps.fulfilling import is_open
from aftersales.domain.steps.managing import NotService
from aftersales.domain.steps.offering import agreements_ended
from aftersales.domain.steps.proposing import voided
from aftersales.domain.steps.rows import filled, marked, needed, touched

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.office import Desk

BY_LEADER = (CloseKind.UNFOUNDED, CloseKind.UNREACHABLE, CloseKind.JUDICIAL, CloseKind.OTHER)


_BEGIN_THERE = (Clock.FIRST_CONTACT, Clock.FIRST_ANSWER, Clock.CONTAINMENT, Clock.PROGRESS)
"""Clocks of a merged case that run on where the other has stopped them: its customer still waits for that."""


class NoticesOpen(DomainError):
    """Open notices are confirmed or cancelled first. Facts: ``notices``."""


class NotALeadersKind(BadField):
    """A leader closes as unfounded, unreachable, judicial or other. Facts: ``field``, ``value``."""


class NotImported(DomainError):
    """Only an imported case that nobody accepted is voided. Facts: ``case_no``."""


class CannotMerge(DomainError):
    """Merged only into another open case of the same customer. Facts: ``into``, ``state``."""


def withdraw(case: Case, given: Given, desk: Desk) -> Case:
    """撤诉: the customer's word and how it came, which the use case writes behind the word."""
    extra = given.extra
    reason = needed(extra.reason, "reason", "withdraw")
    needed(extra.means, "means", "withdraw")
    case = agreements_ended(voided(case, desk), reason)
    case = touched(case, close_reason=reason)
    return ended(case, desk, State.WITHDRAWN, CloseKind.WITHDRAWN)


def merge(case: Case, given: Given, desk: Desk) -> Case:
    """合并: linked to the case in which it goes on (the use case has checked that one)."""
    into = needed(given.extra.case, "case", "merge")
    links = (*case.complaint.linked_cases, LinkedCase(case=into, link=Link.MERGED_INTO))
    case = touched(voided(case, desk), linked_cases=links)
    return ended(case, desk, State.MERGED, CloseKind.MERGED)


def must_merge(case: Case, into: Case) -> None:
    """Raise ``CannotMerge`` unless ``into`` is another open case of the same customer."""
    other = into.complaint
    same = _one(into) == _one(case)
    ended_there = other.state in (State.CLOSED, State.WITHDRAWN, State.MERGED)
    if not same or ended_there or other.case_no == case.complaint.case_no:
        raise CannotMerge(into=other.case_no, state=other.state)


def going_on(case: Case, into: Case, desk: Desk, *, told: str, who: str) -> tuple[Case, Given]:
    """The case in which a merged one goes on, with its clocks; and the contact that it was, as given to log.

    What was promised is owed there.
    A clock that runs in both is due when the earlier is; what the merged one's customer still waits for is
    carried over whole; hand-over, decision, answer and follow-up are the other case's own.
    ``told``: what the contact says; ``who`` spoke where nobody is named.
    """
    for row in case.clocks:
        if row.stopped_at is None and row.due_at is not None:
            into = _carried(into, row)
    for owed in case.promises:
        if owed.state == PromiseState.OPEN:
            into = replace(into, promises=added(into.promises, owed))
    came = case.complaint.channel
    contact = {
        "at": case.complaint.registered_at or desk.now,
        "direction": Direction.INCOMING,
        "channel": came if came and came != "on_site" else "other",
        "counterpart": case.customer.contact_name or case.customer.cust_name or who,
        "content": told,
        "purpose": Purpose.OTHER,
    }
    return into, Given({Contact: contact}, {})


def _carried(into: Case, row: CaseClock) -> Case:
    here = clocks.running(into, row.clock)
    if here is None:
        if row.clock not in _BEGIN_THERE:
            return into
        return replace(into, clocks=added(into.clocks, replace(row, round_no=into.complaint.round_no)))
    if here.due_at is None or row.due_at is None or here.due_at <= row.due_at:
        return into
    return replace(into, clocks=changed(into.clocks, replace(here, due_at=row.due_at)))


def _one(case: Case) -> str:
    """The customer; a case of one who was merged has the record that stands."""
    return case.customer.cust_no


def close_by_leader(case: Case, given: Given, desk: Desk) -> Case:
    """领导批准关闭: not bound by the close guard (``usecases.taking`` adds to the reason what is missing)."""
    values = given.of(Complaint)
    kind = needed(values.get("close_kind"), "complaint.close_kind", "close_by_leader")
    reason = needed(values.get("close_reason"), "complaint.close_reason", "close_by_leader")
    if kind not in BY_LEADER:
        raise NotALeadersKind(field="complaint.close_kind", value=kind)
    opened = [notice.notice_no for notice in case.notices if is_open(notice)]
    if opened:
        raise NoticesOpen(notices=opened)
    case = agreements_ended(voided(case, desk), reason)
    case = replace(case, complaint=filled(case.complaint, values))
    if case.complaint.owner == desk.login:
        case = marked(case, Mark.DECIDED_ALONE)
    case = touched(case, close_approver=desk.login)
    return ended(case, desk, State.CLOSED, kind)


def reopen(case: Case, given: Given, desk: Desk) -> Case:
    """重新打开: one round on; resolution and decision run anew.

    An import that ended before 接收 begins only now, with what is asked there.
    """
    begun = case.complaint.recorder_signed_at is not None
    if begun:
        needed(given.extra.reason, "reason", "reopen")
    else:
        needed(given.extra.reopen_reason, "reopen_reason", "reopen")
    _owner(case, desk)
    case = touched(
        case,
        round_no=case.complaint.round_no + 1,
        closed_at=None,
        closed_by=None,
        close_kind=None,
        close_reason=None,
        close_approver=None,
    )
    if not begun:
        case = intake.received(intake.import_begun(case, given, desk), desk)
    case = touched(case, state=State.INVESTIGATING, owner=_owner(case, desk))
    return clocks.start(case, desk, Clock.DECISION, Clock.PROGRESS, Clock.RESOLUTION)


def _owner(case: Case, desk: Desk) -> str:
    """Who opens again a case that nobody had accepted owns it: service, and not whom it is about."""
    if case.complaint.owner:
        return case.complaint.owner
    if Role.SERVICE not in desk.me.roles:
        raise NotService(field="person", login=desk.login)
    if desk.login in case.complaint.about_staff:
        raise AboutYou(login=desk.login, step="reopen")
    return desk.login


def void_import(case: Case, _: Given, desk: Desk) -> Case:
    """导入作废: an imported case not yet accepted leaves the lists."""
    if case.complaint.origin != Origin.IMPORT:
        raise NotImported(case_no=case.complaint.case_no)
    return marked(clocks.stop_all(case, desk.now), Mark.IMPORT_VOID)
