"""Following up: asking the customer, closing when satisfied, beginning again when not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.authority import GRAVE
from aftersales.domain.case import added, changed
from aftersales.domain.codes import (
    AgreementState,
    ApprovalDecision,
    Clock,
    CloseKind,
    Level,
    PromiseState,
    Satisfaction,
    State,
)
from aftersales.domain.errors import BadInput, DomainError
from aftersales.domain.reading import missing
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.notice import FollowUp
from aftersales.domain.steps import clocks
from aftersales.domain.steps.fulfilling import is_open
from aftersales.domain.steps.managing import released
from aftersales.domain.steps.offering import again
from aftersales.domain.steps.rows import filled, made, must_have_happened, row_of, touched
from aftersales.domain.steps.ticking import arrived, unconfirmed

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk

CONTENT = (Satisfaction.SATISFIED, Satisfaction.MOSTLY_SATISFIED)
_LEVELS: tuple[str, ...] = tuple(Level)


class StillOpen(DomainError):
    """The case cannot be closed yet. Facts: ``what`` (list of notices, promises … still open)."""


class NotAskedYet(DomainError):
    """The customer was not asked in this round, or said something else. Facts: ``wanted``, ``said``."""


def follow_up(case: Case, given: Given, desk: Desk) -> Case:
    """One attempt to ask the customer, also when his money came; not reached, the next is planned."""
    told = {name: value for name, value in given.of(FollowUp).items() if value is not None}
    values = {"at": desk.now, "by": desk.login, **told}
    row = row_of(FollowUp, desk, values)
    case = arrived(case, given, desk, unconfirmed(case))
    must_have_happened(row.at, desk, "follow_up.at")
    count = sum(1 for r in case.follow_ups if r.round_no == case.complaint.round_no and r.at is not None)
    row = replace(row, round_no=case.complaint.round_no, attempt_no=count + 1)
    planned = next((r for r in case.follow_ups if r.at is None), None)
    if planned is not None:
        row = replace(
            row,
            no=planned.no,
            planned_on=planned.planned_on,
            created_at=planned.created_at,
            created_by=planned.created_by,
        )
        case = replace(case, follow_ups=changed(case.follow_ups, row))
    else:
        case = replace(case, follow_ups=added(case.follow_ups, row))
    if row.satisfaction == Satisfaction.UNREACHED:
        return _next_attempt(case, desk)
    return clocks.stop(case, row.at or desk.now, Clock.FOLLOW_UP)


def _next_attempt(case: Case, desk: Desk) -> Case:
    if case.complaint.state != State.FOLLOWING_UP:
        return case
    end = desk.office.hours.end_of_nth_working_day(desk.now, 1)
    planned = made(
        FollowUp,
        desk,
        planned_on=desk.office.day(end.at),
        round_no=case.complaint.round_no,
        attempt_no=case.follow_ups[-1].attempt_no + 1,
    )
    return replace(case, follow_ups=added(case.follow_ups, planned))


def last_word(case: Case) -> str | None:
    """What the customer said last in this round."""
    asked = [
        row
        for row in case.follow_ups
        if row.round_no == case.complaint.round_no
        and row.at is not None
        and row.satisfaction != Satisfaction.UNREACHED
    ]
    return asked[-1].satisfaction if asked else None


def still_open(case: Case) -> tuple[str, ...]:
    """What stands in the way of 满意关闭, each by number: the close guard."""
    found = [notice.notice_no for notice in case.notices if is_open(notice)]
    found += [f"promise {row.no}" for row in case.promises if row.state == PromiseState.OPEN]
    found += [f"follow_up {row.no}" for row in case.follow_ups if row.at is None]
    found += [
        f"countersign {row.approver}"
        for row in case.approvals
        if row.decision == ApprovalDecision.BY_WORD and row.countersigned_at is None
    ]
    found += [
        f"original {row.agr_no}"
        for row in case.agreements
        if row.state in (AgreementState.SIGNED, AgreementState.FULFILLED)
        and row.scan is None
        and row.original_place is None
    ]
    return tuple(found)


def close(case: Case, given: Given, desk: Desk) -> Case:
    """满意关闭: the customer is content and nothing is open."""
    said = last_word(case)
    if said not in CONTENT:
        raise NotAskedYet(wanted=list(CONTENT), said=said)
    what = still_open(case)
    if what:
        raise StillOpen(what=list(what))
    case = replace(case, complaint=filled(case.complaint, given.of(Complaint)))
    return ended(case, desk, State.CLOSED, CloseKind.SATISFIED)


def ended(case: Case, desk: Desk, state: str, kind: str) -> Case:
    """The case ends: every clock stops, no hold outlives it; who and when is kept."""
    conditions = frozenset({"major"} if case.complaint.severity in GRAVE else ())
    problems = missing(case.complaint, "close", conditions) if state == State.CLOSED else []
    if problems:
        raise BadInput(problems)
    case = released(clocks.stop_all(case, desk.now))
    return touched(case, state=state, close_kind=kind, closed_at=desk.now, closed_by=desk.login)


def dissatisfied(case: Case, _: Given, desk: Desk) -> Case:
    """不满意: looked into again, one round on and one level up."""
    said = last_word(case)
    if said != Satisfaction.DISSATISFIED:
        raise NotAskedYet(wanted=[Satisfaction.DISSATISFIED], said=said)
    return touched(again(case, desk), handler_level=one_up(case.complaint.handler_level))


def one_up(level: str | None) -> str:
    """The next level of who handles the case; the highest stays."""
    at = _LEVELS.index(level) if level in _LEVELS else 0
    return _LEVELS[min(at + 1, len(_LEVELS) - 1)]
