"""Who may take a step: the leg's who, four eyes, conflict of interest; says no by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.domain.codes import ApprovalDecision, NoticeState, ProposalState, Role
from aftersales.domain.errors import DomainError
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.workflow import Leg, Step, Who, legs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from aftersales.domain.case import Case
    from aftersales.domain.office import Desk, Office
    from aftersales.domain.records.proposal import Approval, Proposal
    from aftersales.domain.records.staff import Staff


class NotOnThePath(DomainError):
    """The step cannot follow here. Facts: ``step``, ``state``."""


class NotForYou(DomainError):
    """Someone else takes this step. Facts: ``step``, ``who`` (list), ``owner``."""


class NotYourTurn(DomainError):
    """Another approver's turn. Facts: ``step``, ``approver`` (or ``None``)."""


class AboutYou(DomainError):
    """The complaint is about this person. Facts: ``login``, ``step``."""


class OwnProposal(DomainError):
    """Nobody approves what he proposed himself. Facts: ``login``."""


class OwnCase(DomainError):
    """Nobody closes by leader's word a case that he owns. Facts: ``login``."""


TRUSTED: tuple[Role, ...] = (Role.SERVICE, Role.LEADER, Role.FINANCE, Role.ADMIN)
"""Roles that are shown the secret fields of the data dictionary."""
ABOUT_MAY_NOT: frozenset[str] = frozenset(
    {
        Step.ACCEPT,
        Step.PROPOSE,
        Step.DECIDE,
        Step.APPROVE,
        Step.APPROVE_BY_WORD,
        Step.SEND_BACK,
        Step.REJECT,
        Step.COUNTERSIGN,
        Step.FORWARD_APPROVAL,
        Step.ADD_APPROVER,
        Step.FOLLOW_UP,
        Step.CLOSE,
        Step.CLOSE_BY_LEADER,
        Step.TAKE_OVER,
        Step.ASSIGN,
        Step.RECORD_FINDING,
        Step.DISSATISFIED,
    }
)
"""What a person complained about may not do: own, decide, approve, inspect, make the follow-up call."""


def submitted(case: Case) -> Proposal | None:
    """The proposal that waits for approval."""
    waiting = [p for p in case.proposals if p.state == ProposalState.SUBMITTED]
    return waiting[-1] if waiting else None


def links(case: Case) -> tuple[Approval, ...]:
    """The approval rows of the submitted proposal, in the order of turns."""
    proposal = submitted(case)
    mine = [a for a in case.approvals if proposal is not None and a.proposal == proposal.no]
    return tuple(sorted(mine, key=lambda row: (row.link_no, row.no)))


def turn(case: Case) -> Approval | None:
    """The approval row whose turn it is: the first that nobody decided."""
    return next((row for row in links(case) if row.decision is None), None)


def stands_in(office: Office, login: str, principal: str, day: date) -> bool:
    """Whether ``login`` stands in for ``principal`` on this day; one hop, nobody for himself."""
    return login != principal and any(
        row.principal == principal
        and row.stands_in == login
        and row.from_on is not None
        and row.to_on is not None
        and row.from_on <= day <= row.to_on
        for row in office.substitutes
    )


def signs_for(office: Office, login: str, day: date) -> tuple[str, ...]:
    """Whose words ``login`` countersigns on this day: his own; whom he stands in for, if he leads no more."""
    gone = (person.login for person in office.staff if leads_no_more(person))
    return (login, *(other for other in gone if stands_in(office, login, other, day)))


def leads_no_more(person: Staff) -> bool:
    """Whether who approved once has left, or is a leader no longer."""
    return not person.active or Role.LEADER not in person.roles


def to_countersign(case: Case, desk: Desk) -> tuple[Approval, ...]:
    """The approvals given by word that wait for the signature of who acts."""
    mine = signs_for(desk.office, desk.login, desk.today)
    return tuple(
        row
        for row in case.approvals
        if row.decision == ApprovalDecision.BY_WORD and row.countersigned_at is None and row.approver in mine
    )


def _turn(case: Case, desk: Desk) -> bool:
    row = turn(case)
    return row is not None and (
        row.approver == desk.login or stands_in(desk.office, desk.login, row.approver, desk.today)
    )


def _applicant(case: Case, desk: Desk) -> bool:
    proposal = submitted(case)
    return proposal is not None and proposal.applicant == desk.login


def _named(case: Case, desk: Desk) -> bool:
    return bool(to_countersign(case, desk))


def _of_department(case: Case, desk: Desk) -> bool:
    open_ones = (n for n in case.notices if n.state not in (NoticeState.CONFIRMED, NoticeState.CANCELLED))
    return any(ROLE_OF.get(notice.department) in desk.me.roles for notice in open_ones)


_MEETS: Mapping[Who, Callable[[Case, Desk], bool]] = {
    Who.ANY: lambda _, __: True,
    Who.OWNER: lambda case, desk: case.complaint.owner == desk.login,
    Who.HELPER: lambda case, desk: desk.login in case.complaint.helpers,
    Who.APPLICANT: _applicant,
    Who.TURN: _turn,
    Who.NAMED: _named,
    Who.DEPARTMENT: _of_department,
    Who.SYSTEM: lambda _, __: True,
    Who.SERVICE: lambda _, desk: Role.SERVICE in desk.me.roles,
    Who.LEADER: lambda _, desk: Role.LEADER in desk.me.roles,
    Who.ADMIN: lambda _, desk: Role.ADMIN in desk.me.roles,
}


def meets(leg: Leg, case: Case, desk: Desk) -> bool:
    """Whether who acts is any of those who may take the leg."""
    return any(_MEETS[who](case, desk) for who in leg.who)


def may(step: str, case: Case, desk: Desk) -> None:
    """Raise the reason why this person may not take this step now; return if he may."""
    state = case.complaint.state
    possible = legs(step, state)
    if not possible:
        raise NotOnThePath(step=step, state=state)
    if desk.login in case.complaint.about_staff and step in ABOUT_MAY_NOT:
        raise AboutYou(login=desk.login, step=step)
    if any(meets(leg, case, desk) for leg in possible):
        _four_eyes(step, case, desk)
        return
    if any(Who.TURN in leg.who for leg in possible):
        waiting = turn(case)
        raise NotYourTurn(step=step, approver=waiting.approver if waiting else None)
    who = sorted({who for leg in possible for who in leg.who})
    raise NotForYou(step=step, who=who, owner=case.complaint.owner)


def _four_eyes(step: str, case: Case, desk: Desk) -> None:
    proposal = submitted(case)
    deciding = step in (Step.APPROVE, Step.SEND_BACK, Step.REJECT)
    if deciding and proposal is not None and proposal.applicant == desk.login and not desk.alone:
        raise OwnProposal(login=desk.login)
    if step == Step.COUNTERSIGN and not desk.alone and _proposed_by_me(case, desk):
        raise OwnProposal(login=desk.login)
    if step == Step.CLOSE_BY_LEADER and case.complaint.owner == desk.login and not desk.alone:
        raise OwnCase(login=desk.login)


def _proposed_by_me(case: Case, desk: Desk) -> bool:
    """Whether who acts would countersign what he proposed himself."""
    given = {row.proposal for row in to_countersign(case, desk)}
    return any(row.no in given and row.applicant == desk.login for row in case.proposals)
