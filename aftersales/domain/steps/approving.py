"""Approving: by turn, with lower amounts, by word with countersignature; sending back, rejecting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain import authority
from aftersales.domain.case import added, changed
from aftersales.domain.codes import ApprovalDecision, Mark, ProposalState, Role
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.policy import AboutYou, OwnProposal, links, submitted, to_countersign, turn
from aftersales.domain.reading import require
from aftersales.domain.records.proposal import Approval, Proposal, Remedy
from aftersales.domain.routing import GOODS_KINDS
from aftersales.domain.steps.proposing import AmountDiffers, approved, asked, summed, withdrawn
from aftersales.domain.steps.rows import NoSuchRow, filled, made, marked, must_have_happened, needed, unmarked

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given, Lowered
    from aftersales.domain.office import Desk
    from aftersales.domain.records.staff import Staff


class OnlyLower(BadField):
    """同意并调减 lowers, never raises. Facts: ``field``, ``amount``, ``was`` (分)."""


class TooGraveForWord(DomainError):
    """重大 and above is not approved by word. Facts: ``severity``."""


class WordIsOff(DomainError):
    """The office does not take approvals by word above this. Facts: ``limit``, ``value`` (分)."""


class NotALeader(BadField):
    """Only a leader approves. Facts: ``field``, ``login``."""


class NothingLeft(DomainError):
    """Every row was struck: reject instead. No facts."""


def _waiting(case: Case) -> tuple[Proposal, Approval]:
    proposal, link = submitted(case), turn(case)
    if proposal is None or link is None:
        raise NoSuchRow(table="approval", number=None)
    return proposal, link


def _decided(case: Case, link: Approval, decision: str, comment: str | None, desk: Desk) -> Case:
    stands_in = desk.login if link.approver != desk.login else None
    row = replace(link, decision=decision, at=desk.now, comment=comment)
    if stands_in is not None:
        row = replace(row, approver=stands_in, substitute_for=link.approver)
    return replace(case, approvals=changed(case.approvals, row))


def approve(case: Case, given: Given, desk: Desk) -> Case:
    """Approved as it is or lower; the last link makes it hold, unless the case now needs a higher one."""
    extra = given.extra
    proposal, link = _waiting(case)
    if extra.lowered:
        case, proposal, link = _lowered(case, extra.lowered, desk)
    case = _decided(case, link, ApprovalDecision.APPROVE, extra.comment, desk)
    if turn(case) is not None:
        return case
    higher = _higher(case, proposal, desk)
    if higher:
        return asked(case, proposal, higher, desk, after=link.link_no)
    _must_cover(case, proposal, _principal(link, desk), desk)
    return approved(case, proposal, desk)


def _higher(case: Case, proposal: Proposal, desk: Desk) -> tuple[Staff, ...]:
    """Who must decide besides: the case has become graver than when its chain was made.

    Raises ``NoApprover`` where nobody may.
    """
    if case.complaint.severity not in authority.GRAVE or not proposal.applicant:
        return ()
    applicant = replace(desk, me=desk.office.by_login[proposal.applicant])
    rows = [row for row in case.remedies if row.proposal == proposal.no]
    value = proposal.authority_value + desk.past
    people = authority.chain(applicant, case, value, authority.scopes_of(rows))
    said = (row for row in links(case) if row.decision == ApprovalDecision.APPROVE)
    reached = max(_rank(desk.office.by_login[row.substitute_for or row.approver].level) for row in said)
    return tuple(person for person in people if _rank(person.level) > reached)


def _rank(level: str | None) -> int:
    """How high a level stands; below all where it is none that approves."""
    return authority.LADDER.index(level) if level in authority.LADDER else -1


def _principal(link: Approval, desk: Desk) -> Staff:
    """Whose limit counts: a substitute decides with the principal's, who may have left."""
    return desk.office.by_login[link.approver]


def _must_cover(case: Case, proposal: Proposal, person: Staff, desk: Desk) -> None:
    rows = [row for row in case.remedies if row.proposal == proposal.no]
    value = proposal.authority_value + desk.past
    authority.person_must_cover(desk, person, value, authority.scopes_of(rows))


def _lowered(case: Case, lowered: tuple[Lowered, ...], desk: Desk) -> tuple[Case, Proposal, Approval]:
    """A new version whose author is the approver; the old one becomes void, the links move over."""
    old, link = _waiting(case)
    wanted = {row.row: row for row in lowered}
    rows = [row for row in case.remedies if row.proposal == old.no]
    unknown = set(wanted) - {row.no for row in rows}
    if unknown:
        raise NoSuchRow(table="remedy", number=min(unknown))
    kept = [new for row in rows if (new := _less(row, wanted.get(row.no))) is not None]
    if not kept:
        raise NothingLeft
    no = max(p.no for p in case.proposals) + 1
    start = max(row.no for row in case.remedies)
    kept = [
        replace(row, no=start + at, proposal=no, created_at=desk.now, created_by=desk.login)
        for at, row in enumerate(kept, 1)
    ]
    fresh = replace(
        old, no=no, proposal_version=old.proposal_version + 1, created_at=desk.now, created_by=desk.login
    )
    waiting = [row for row in links(case) if row.decision is None]
    case = _replaced(case, old, link, desk)
    fresh = summed(fresh, kept, desk)
    case = replace(case, proposals=(*case.proposals, fresh), remedies=(*case.remedies, *kept))
    for row in waiting:
        moved = made(
            Approval,
            desk,
            proposal=no,
            link_no=row.link_no,
            approver=row.approver,
            level=row.level,
        )
        case = replace(case, approvals=added(case.approvals, moved))
    return case, fresh, _waiting(case)[1]


def _replaced(case: Case, old: Proposal, link: Approval, desk: Desk) -> Case:
    case = _decided(case, link, ApprovalDecision.APPROVE_LESS, None, desk)
    for row in links(case):
        if row.decision is None:
            gone = replace(row, decision=ApprovalDecision.LAPSED, at=desk.now)
            case = replace(case, approvals=changed(case.approvals, gone))
    return replace(case, proposals=changed(case.proposals, replace(old, state=ProposalState.VOID)))


def _less(row: Remedy, lowered: Lowered | None) -> Remedy | None:
    """The row as it stays; ``None`` if it is struck: nothing is said of it, or nothing is left."""
    if lowered is None:
        return row
    if not lowered.amount and not lowered.qty:
        return None
    amount, qty = lowered.amount, row.qty
    if lowered.qty is not None:
        qty = lowered.qty
        amount = row.amount if row.unit_value is None else int(qty * row.unit_value)
        amount = amount if lowered.amount is None or row.kind in GOODS_KINDS else lowered.amount
    if row.kind in GOODS_KINDS and lowered.amount not in (
        None,
        expected := int((qty or 0) * (row.unit_value or 0)),
    ):
        raise AmountDiffers(field=f"lowered.{row.no}", amount=lowered.amount, expected=expected)
    was = row.amount or 0
    if (amount or 0) > was or (qty is not None and row.qty is not None and qty > row.qty):
        raise OnlyLower(field=f"lowered.{row.no}", amount=amount, was=was)
    others = min((row.share_customer or 0) + (row.share_department or 0), amount or 0)
    return replace(
        row,
        qty=qty,
        amount=amount,
        share_customer=min(row.share_customer or 0, others),
        share_department=others - min(row.share_customer or 0, others),
        share_company=(amount or 0) - others,
    )


def send_back(case: Case, given: Given, desk: Desk) -> Case:
    """Returned for another version; the returned one stays as it was."""
    return _refused(case, given, desk, ApprovalDecision.SEND_BACK, ProposalState.RETURNED)


def reject(case: Case, given: Given, desk: Desk) -> Case:
    """Not approved: this proposal is closed."""
    return _refused(case, given, desk, ApprovalDecision.REJECT, ProposalState.REJECTED)


def _refused(case: Case, given: Given, desk: Desk, decision: str, state: str) -> Case:
    comment = needed(given.extra.comment, "approval.comment", decision)
    case = _decided(case, _waiting(case)[1], decision, comment, desk)
    return withdrawn(case, state, desk)


def approve_by_word(case: Case, given: Given, desk: Desk) -> Case:
    """A leader said yes by telephone or chat; entered with its evidence, to be countersigned."""
    proposal, _ = _waiting(case)
    login = needed(given.extra.person, "person", "approve_by_word")
    person = _leader(case, login, proposal, desk)
    if case.complaint.severity in authority.GRAVE:
        raise TooGraveForWord(severity=case.complaint.severity)
    value, limit = proposal.authority_value + desk.past, desk.office.company.by_word_limit
    if limit == 0 or value > limit:
        raise WordIsOff(limit=limit, value=value)
    _must_cover(case, proposal, person, desk)
    values = given.of(Approval)
    row = filled(made(Approval, desk), {**values, "comment": given.extra.comment})
    require(row, "row", frozenset({"by_word"}))
    must_have_happened(row.by_word_at, desk, "approval.by_word_at")
    case = _all_lapsed(case, desk)
    row = replace(
        row,
        proposal=proposal.no,
        link_no=max((link.link_no for link in case.approvals), default=0) + 1,
        approver=login,
        level=person.level,
        decision=ApprovalDecision.BY_WORD,
        at=desk.now,
        recorded_by=desk.login,
    )
    case = replace(case, approvals=added(case.approvals, row))
    return approved(marked(case, Mark.TO_COUNTERSIGN), proposal, desk)


def _all_lapsed(case: Case, desk: Desk) -> Case:
    for link in links(case):
        if link.decision is None:
            gone = replace(link, decision=ApprovalDecision.LAPSED, at=desk.now)
            case = replace(case, approvals=changed(case.approvals, gone))
    return case


def _leader(case: Case, login: str, proposal: Proposal | None, desk: Desk) -> Staff:
    person = desk.office.person(login)
    if Role.LEADER not in person.roles:
        raise NotALeader(field="person", login=login)
    if login in case.complaint.about_staff:
        raise AboutYou(login=login, step="approve")
    if proposal is not None and proposal.applicant == login and not desk.alone:
        raise OwnProposal(login=login)
    return person


def countersign(case: Case, given: Given, desk: Desk) -> Case:
    """The named approver signs afterwards what he had approved by word.

    Of one who leads no more, also who stands in for him: he approves in his place, the word stays as it was.
    """
    comment = given.extra.comment
    for row in to_countersign(case, desk):
        mine = row.approver == desk.login
        done = replace(row, countersigned_at=desk.now, comment=comment if mine and comment else row.comment)
        case = replace(case, approvals=changed(case.approvals, done))
        if not mine:
            case = replace(case, approvals=added(case.approvals, _signed_for(row, comment, desk)))
    open_ones = any(
        row.decision == ApprovalDecision.BY_WORD and row.countersigned_at is None for row in case.approvals
    )
    return case if open_ones else unmarked(case, Mark.TO_COUNTERSIGN)


def _signed_for(row: Approval, comment: str | None, desk: Desk) -> Approval:
    """The yes of who signs in the place of one who leads no more."""
    return made(
        Approval,
        desk,
        proposal=row.proposal,
        link_no=row.link_no,
        approver=desk.login,
        substitute_for=row.approver,
        level=row.level,
        decision=ApprovalDecision.APPROVE,
        at=desk.now,
        comment=comment,
    )


def forward_approval(case: Case, given: Given, desk: Desk) -> Case:
    """转交: another leader decides instead of me."""
    return _another(case, given, desk, instead=True)


def add_approver(case: Case, given: Given, desk: Desk) -> Case:
    """加签: another leader decides after me."""
    return _another(case, given, desk, instead=False)


def _another(case: Case, given: Given, desk: Desk, *, instead: bool) -> Case:
    proposal, link = _waiting(case)
    person = _leader(case, needed(given.extra.person, "person", "row"), proposal, desk)
    if not _goes_on(case, link):
        _must_cover(case, proposal, person, desk)
    if instead:
        case = _decided(case, link, ApprovalDecision.FORWARD, given.extra.comment, desk)
    row = made(
        Approval,
        desk,
        proposal=proposal.no,
        link_no=link.link_no,
        approver=person.login,
        level=person.level,
    )
    return replace(case, approvals=added(case.approvals, row))


def _goes_on(case: Case, link: Approval) -> bool:
    """Whether somebody decides after all of this link's number: who joins there is not the last."""
    return any(row.decision is None and row.link_no > link.link_no for row in links(case))
