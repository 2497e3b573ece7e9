"""Proposing remedies: the proposal and its rows, decided within authority or submitted, recalled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aftersales.domain import authority
from aftersales.domain.case import added, changed
from aftersales.domain.codes import (
    ApprovalDecision,
    Clock,
    Decision,
    Founded,
    NoticeState,
    ProposalState,
    RemedyKind,
    State,
)
from aftersales.domain.errors import BadField, BadInput, DomainError, Required
from aftersales.domain.policy import links, submitted
from aftersales.domain.reading import missing
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.contact import Explanation
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Approval, Proposal, Remedy
from aftersales.domain.routing import GOODS_KINDS, MONEY_KINDS, NOTICES
from aftersales.domain.steps import clocks
from aftersales.domain.steps.fulfilling import DISPATCHED
from aftersales.domain.steps.intake import check_facts, with_line
from aftersales.domain.steps.rows import filled, made, marked, row_of, touched
from aftersales.domain.steps.talking import with_explanation, with_finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk
    from aftersales.domain.records.staff import Staff

AGAIN = (ProposalState.RETURNED, ProposalState.RECALLED)
"""After these the next proposal keeps the number and takes the next version."""


class AmountDiffers(BadField):
    """The amount is not quantity × unit value. Facts: ``field``, ``amount``, ``expected`` (分)."""


class SharesDiffer(BadField):
    """The shares do not add up to the amount. Facts: ``field``, ``amount``, ``sum`` (分)."""


class MoneyNotShared(BadField):
    """The customer is paid the whole amount: his share is taken off it. Facts: ``field``, ``kind``, amounts.

    ``amount``, ``share`` and what would be ``left`` are 分.
    """


class LiabilityDiffers(BadField):
    """The shares of liability do not add up to 100. Facts: ``field``, ``sum``."""


class DeclineHasNoRemedy(DomainError):
    """A declined proposal offers nothing but an explanation. Facts: ``kinds``."""


class AlreadyDecided(DomainError):
    """Somebody has decided already. Facts: ``approver``."""


def propose(case: Case, given: Given, desk: Desk) -> Case:
    """The proposal is submitted; the chain of approvers comes from the authority table."""
    case, proposal, remedies = _drafted(case, given, desk)
    value = proposal.authority_value + desk.past
    people = authority.chain(desk, case, value, authority.scopes_of(remedies))
    proposal = replace(proposal, state=ProposalState.SUBMITTED)
    case = replace(case, proposals=(*case.proposals, proposal), remedies=(*case.remedies, *remedies))
    case = asked(case, proposal, people, desk)
    return touched(case, state=State.PROPOSED)


def asked(case: Case, proposal: Proposal, people: Iterable[Staff], desk: Desk, *, after: int = 0) -> Case:
    """The case with these to decide, one after the other, behind the link with the number ``after``."""
    for number, person in enumerate(people, after + 1):
        link = made(
            Approval,
            desk,
            proposal=proposal.no,
            link_no=number,
            approver=person.login,
            level=person.level,
        )
        case = replace(case, approvals=added(case.approvals, link))
    return case


def decide(case: Case, given: Given, desk: Desk) -> Case:
    """Decided under authority: within the limit of the service role, whoever decides."""
    case, proposal, remedies = _drafted(case, given, desk)
    value = proposal.authority_value + desk.past
    if case.complaint.severity in authority.GRAVE:
        raise authority.OverLimit(value=value, limit=0, scope=case.complaint.severity, who="service")
    authority.service_must_cover(desk, value, authority.scopes_of(remedies))
    proposal = replace(proposal, under_authority=True)
    case = replace(case, proposals=(*case.proposals, proposal), remedies=(*case.remedies, *remedies))
    return approved(case, proposal, desk)


def approved(case: Case, proposal: Proposal, desk: Desk) -> Case:
    """The proposal holds: the decision clock stops, the answer's starts, the window begins."""
    proposal = replace(proposal, state=ProposalState.APPROVED, approved_at=desk.now, cumulative=desk.past)
    case = replace(case, proposals=changed(case.proposals, proposal))
    if proposal.applicant == desk.login and desk.alone and not proposal.under_authority:
        case = marked(case, "decided_alone")
    case = clocks.start(clocks.stop(case, desk.now, Clock.DECISION), desk, Clock.ANSWER)
    return touched(case, state=State.APPROVED)


def recall(case: Case, _: Given, desk: Desk) -> Case:
    """Taken back by the applicant before anybody has decided; who forwarded it has not."""
    waiting = (None, ApprovalDecision.FORWARD)
    decided = next((row for row in links(case) if row.decision not in waiting), None)
    if decided is not None:
        raise AlreadyDecided(approver=decided.approver)
    return withdrawn(case, ProposalState.RECALLED, desk)


def withdrawn(case: Case, state: str, desk: Desk) -> Case:
    """The submitted proposal ends in this state, open approvals lapse, the case is looked into again."""
    return touched(lapsed(case, state, desk), state=State.INVESTIGATING)


def lapsed(case: Case, state: str, desk: Desk) -> Case:
    """The submitted proposal, if any, ends in this state; its open approvals lapse."""
    proposal = submitted(case)
    if proposal is None:
        return case
    for link in links(case):
        if link.decision is None:
            gone = replace(link, decision=ApprovalDecision.LAPSED, at=desk.now)
            case = replace(case, approvals=changed(case.approvals, gone))
    return replace(case, proposals=changed(case.proposals, replace(proposal, state=state)))


def voided(case: Case, desk: Desk) -> Case:
    """Every proposal that is submitted or approved becomes void: the case goes back or ends.

    What was carried out, by a notice at least, stays approved and goes on to count in the window.
    """
    case = lapsed(case, ProposalState.VOID, desk)
    for proposal in case.proposals:
        if proposal.state == ProposalState.APPROVED and not carried_out(case, proposal):
            gone = replace(proposal, state=ProposalState.VOID)
            case = replace(case, proposals=changed(case.proposals, gone))
    return case


def carried_out(case: Case, proposal: Proposal) -> bool:
    """Whether something of the proposal was given: a notice of its rows is confirmed, or sent in part."""
    rows = {row.no for row in case.remedies if row.proposal == proposal.no}
    sent = (row for row in case.notices if row.kind in DISPATCHED and row.progress)
    given = (*sent, *(row for row in case.notices if row.state == NoticeState.CONFIRMED))
    return any(item.remedy in rows for notice in given for item in notice.items)


def _drafted(case: Case, given: Given, desk: Desk) -> tuple[Case, Proposal, tuple[Remedy, ...]]:
    case = _filled(case, given, desk)
    number = _next_numbers(case)
    proposal = filled(made(Proposal, desk, **number), given.of(Proposal))
    remedies = tuple(_remedy(values, number["no"], desk) for values in given.rows(Remedy))
    start = max((row.no for row in case.remedies), default=0)
    remedies = tuple(replace(row, no=start + at) for at, row in enumerate(remedies, 1))
    _must_be_complete(case, proposal, remedies)
    return case, summed(proposal, remedies, desk), remedies


def _filled(case: Case, given: Given, desk: Desk) -> Case:
    case = replace(
        case,
        complaint=filled(case.complaint, _restated(given.of(Complaint), desk)),
        customer=filled(case.customer, given.of(Customer)),
    )
    for row in given.rows(ProductLine):
        case = with_line(case, row, desk)
    for explanation in given.rows(Explanation):
        case = with_explanation(case, explanation, desk)
    case = with_finding(case, given.of(Finding), desk)
    check_facts(case, desk)
    return case


def _restated(values: dict[str, Any], desk: Desk) -> dict[str, Any]:
    """What was confirmed without saying when was confirmed now."""
    if values.get("restated_ok") and values.get("restated_at") is None:
        return {**values, "restated_at": desk.now}
    return values


def _next_numbers(case: Case) -> dict[str, Any]:
    no = max((row.no for row in case.proposals), default=0) + 1
    last = case.proposals[-1] if case.proposals else None
    if last is not None and last.state in AGAIN:
        return {
            "no": no,
            "proposal_no": last.proposal_no,
            "proposal_version": last.proposal_version + 1,
        }
    count = len({row.proposal_no for row in case.proposals}) + 1
    return {"no": no, "proposal_no": f"{case.complaint.case_no}-F{count}", "proposal_version": 1}


def _remedy(values: dict[str, Any], proposal: int, desk: Desk) -> Remedy:
    values.pop("no", None)
    kind = values.get("kind", "")
    conditions = [name for name, kinds in (("goods", GOODS_KINDS), ("money", MONEY_KINDS)) if kind in kinds]
    if values.get("special_packing"):
        conditions.append("special_packing")
    row = row_of(Remedy, desk, {**values, "proposal": proposal}, *conditions)
    row = shared(replace(row, executor=_executor(row), amount=_amount(row)))
    _must_not_share_money(row)
    return row


def _must_not_share_money(row: Remedy) -> None:
    """What the customer bears of money would be paid out to him and yet count in nobody's limit."""
    amount, share = row.amount or 0, row.share_customer or 0
    if row.kind in MONEY_KINDS and share:
        told = {"amount": amount, "share": share, "left": amount - share}
        raise MoneyNotShared(field="remedy.share_customer", kind=row.kind, **told)


def _executor(row: Remedy) -> str:
    slips = NOTICES[row.kind]
    return slips[0].department if slips else "after_sales"


def _amount(row: Remedy) -> int | None:
    """Quantity × unit value for goods, as typed for the rest; both must agree where both stand."""
    if row.qty is None or row.unit_value is None:
        return row.amount
    expected = int(row.qty * row.unit_value)
    if row.amount is not None and row.amount != expected and row.kind in GOODS_KINDS:
        raise AmountDiffers(field="remedy.amount", amount=row.amount, expected=expected)
    return expected if row.amount is None else row.amount


def shared(row: Remedy) -> Remedy:
    """The row with its shares: what nobody else bears, the company does."""
    if row.amount is None:
        return row
    others = (row.share_customer or 0) + (row.share_department or 0)
    company = row.share_company if row.share_company is not None else row.amount - others
    if company < 0 or company + others != row.amount:
        raise SharesDiffer(field="remedy.share_company", amount=row.amount, sum=company + others)
    return replace(row, share_company=company)


def summed(proposal: Proposal, remedies: Iterable[Remedy], desk: Desk) -> Proposal:
    """The proposal with total, authority value and the sum before it (分), by who applies now."""
    rows = tuple(remedies)
    return replace(
        proposal,
        total=sum(row.amount or 0 for row in rows),
        authority_value=authority.value_of(rows),
        cumulative=desk.past,
        policy_ok=proposal.policy_reason is None,
        applicant=proposal.applicant or desk.login,
        applied_at=proposal.applied_at or desk.now,
    )


def _must_be_complete(case: Case, proposal: Proposal, remedies: tuple[Remedy, ...]) -> None:
    conditions = frozenset({"product"} if "product" in case.complaint.reason else ())
    problems = [
        *missing(case.complaint, "propose", conditions),
        *missing(case.customer, "propose", conditions),
        *missing(proposal, "propose", conditions),
        *missing(case.findings[-1] if case.findings else Finding(), "propose", conditions),
    ]
    if case.complaint.ongoing_harm and not case.containments:
        problems.append(Required(field="containment", step="propose"))
    if conditions and not case.product_lines:
        problems.append(Required(field="product_line", step="propose"))
    for line in case.product_lines if conditions else ():
        problems += missing(line, "propose", conditions, f"product_line.{line.no}")
    problems += _decision_problems(case, proposal, remedies)
    if problems:
        raise BadInput(problems)


def _decision_problems(case: Case, proposal: Proposal, remedies: tuple[Remedy, ...]) -> list[BadField]:
    problems: list[BadField] = []
    if case.complaint.restated_ok is False:
        problems.append(Required(field="complaint.restated_ok", step="propose"))
    finding = case.findings[-1] if case.findings else Finding()
    declined = proposal.decision == Decision.DECLINE
    if not remedies and not declined:
        problems.append(Required(field="proposal.remedies", step="propose"))
    if declined and offers(remedies):
        raise DeclineHasNoRemedy(kinds=[row.kind for row in remedies])
    if (declined or finding.founded == Founded.UNFOUNDED) and not case.explanations:
        problems.append(Required(field="explanation", step="propose"))
    if finding.liability:
        total = sum(row.percent or 0 for row in finding.liability)
        if total != 100:
            problems.append(LiabilityDiffers(field="finding.liability", sum=str(total)))
    for number, demand in enumerate(case.complaint.demands, 1):
        if declined and demand.kind not in ("none", "explanation") and not demand.unmet_reason:
            problems.append(Required(field=f"complaint.demands.{number}.unmet_reason", step="propose"))
    return problems


def offers(remedies: Iterable[Remedy]) -> bool:
    """Whether the rows offer more than an explanation."""
    return any(row.kind != RemedyKind.EXPLANATION for row in remedies)
