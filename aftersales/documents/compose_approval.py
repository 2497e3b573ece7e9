"""From a case to the approval sheet: facts, demands against remedies, the cost, who said what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.documents import values as v
from aftersales.documents.compose_parts import Printing, Scribe, lines, number
from aftersales.domain.codes import ApprovalDecision, Level, RemedyKind
from aftersales.domain.errors import DomainError
from aftersales.domain.records.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.complaint import Demand, Loss
    from aftersales.domain.records.proposal import Approval, Proposal, Remedy
    from aftersales.usecases.ports import Precedent

OFFERED: Mapping[str, tuple[str, ...]] = {
    "return_goods": (RemedyKind.RETURN_REFUND,),
    "exchange": (RemedyKind.EXCHANGE,),
    "replenish": (RemedyKind.GOODS,),
    "repair": (RemedyKind.REPAIR,),
    "refund": (RemedyKind.REFUND, RemedyKind.RETURN_REFUND),
    "compensation": (RemedyKind.CASH,),
    "discount": (RemedyKind.DISCOUNT,),
    "apology": (RemedyKind.APOLOGY,),
    "explanation": (RemedyKind.EXPLANATION,),
    "promotion": (RemedyKind.PROMOTION,),
}
"""Which remedies answer which demand; the rest stand in the table of remedies only."""


class NothingProposed(DomainError):
    """There is no proposal whose sheet could be printed. Facts: ``case_no``."""


def approval(
    office: Office,
    case: Case,
    proposal: Proposal | None = None,
    *,
    labels: Labels,
    by: str,
    at: datetime,
    anchor: str = "",
    precedents: tuple[v.Precedent, ...] = (),
) -> v.Approval:
    """The sheet of one proposal, by default the last; raises NothingProposed.

    ``precedents`` are the similar cases with what they cost (分), which the case itself does not know.
    """
    if proposal is None and not case.proposals:
        raise NothingProposed(case_no=case.complaint.case_no)
    row = proposal or case.proposals[-1]
    scribe, complaint, customer = Scribe(office, case, labels), case.complaint, case.customer
    finding = case.findings[-1] if case.findings else Finding()
    remedies = tuple(one for one in case.remedies if one.proposal == row.no)
    return v.Approval(
        imprint=scribe.imprint(row.proposal_no, row.proposal_version, Printing(by, at, anchor)),
        case_no=complaint.case_no,
        customer=customer.cust_name or "",
        product=scribe.product_names(),
        cust_type=scribe.text(customer, "cust_type"),
        severity=complaint.severity,
        complaint_at=scribe.wall(complaint.complaint_at),
        facts=lines(complaint.summary or complaint.verbatim or "", *scribe.events()),
        founded=finding.founded or "",
        basis=_basis(scribe, finding, {one.case_no for one in precedents}),
        cause=_cause(scribe, finding),
        decision=row.decision or "",
        demands=(*_demands(scribe, remedies), *(_loss(scribe, loss) for loss in complaint.losses)),
        remedies=tuple(_remedy(scribe, one) for one in remedies),
        total=row.total,
        authority_value=row.authority_value,
        cumulative=row.cumulative,
        policy_ok=row.policy_ok,
        policy_reason=row.policy_reason or "",
        precedents=precedents,
        opinion=lines(row.opinion or "", scribe.line("invoice_note", row.invoice_note)),
        applicant=scribe.name(row.applicant),
        applied_at=scribe.wall(row.applied_at),
        links=tuple(_links(scribe, row)),
    )


def precedents(found: Iterable[Precedent], labels: Labels) -> tuple[v.Precedent, ...]:
    """Similar cases as the sheet tells of them: about what, how they are alike, what was decided."""
    return tuple(
        v.Precedent(
            case_no=one.case_no,
            about=labels.pair(
                one.title,
                labels.label(f"approval.alike.{one.alike}"),
                labels.word("decision", one.decision),
            ),
            cost=one.cost,
        )
        for one in found
    )


def _basis(scribe: Scribe, row: Finding, told: set[str]) -> str:
    """Why it was found so: in words, by the report, whose fault, and similar cases not told elsewhere."""
    labels = scribe.labels
    report = labels.pair(row.lab, row.report_no, row.report_on, row.report_result)
    shares = (
        labels.pair(labels.word("liable", one.kind), one.name, f"{number(one.percent)}%")
        for one in row.liability
    )
    similar = labels.joined(*(case_no for case_no in row.similar_cases if case_no not in told))
    return lines(
        row.basis or "",
        scribe.line("report", report),
        scribe.line("batch_review", row.batch_review),
        scribe.line("liability", labels.joined(*shares)),
        scribe.line("similar", similar),
    )


def _cause(scribe: Scribe, row: Finding) -> str:
    """The cause's code; of several, and where it is told how it came, the words."""
    codes = tuple(dict.fromkeys(filter(None, (row.cause_main, *row.causes))))
    told = [row.cause_occur, row.cause_escape]
    if len(codes) <= 1 and not any(told):
        return codes[0] if codes else ""
    return scribe.labels.pair(scribe.labels.words("cause", codes), *told)


def _demands(scribe: Scribe, remedies: tuple[Remedy, ...]) -> Iterable[v.Demand]:
    return (_demand(scribe, row, remedies) for row in scribe.case.complaint.demands)


def _demand(scribe: Scribe, row: Demand, remedies: tuple[Remedy, ...]) -> v.Demand:
    fitting = (one for one in remedies if one.kind in OFFERED.get(row.kind, ()))
    instead = scribe.line("instead", row.alternatives)
    return replace(
        scribe.demand(row),
        offered=lines(*map(scribe.offer, fitting)),
        unmet_reason=lines(row.unmet_reason or "", instead),
    )


def _loss(scribe: Scribe, row: Loss) -> v.Demand:
    return replace(scribe.loss(row), offered=scribe.line("accepted", scribe.money(row.accepted)))


def _remedy(scribe: Scribe, row: Remedy) -> v.Remedy:
    return v.Remedy(
        kind=row.kind,
        product=row.product or "",
        spec=row.spec or "",
        batch=row.batch or "",
        qty=number(row.qty),
        unit=row.unit or "",
        unit_value=row.unit_value,
        amount=row.amount,
        note=_note(scribe, row),
    )


def _note(scribe: Scribe, row: Remedy) -> str:
    others = (("share_customer", row.share_customer), ("share_department", row.share_department))
    borne = (scribe.line(key, scribe.money(amount)) for key, amount in others if amount)
    packing = scribe.line("packing", scribe.labels.pair(row.packing_spec, row.mark_text))
    department = scribe.labels.word("department", row.department or "")
    return lines(
        row.discretionary_reason or "",
        packing,
        *borne,
        scribe.line("department", department),
        scribe.line("due", row.due),
    )


def _links(scribe: Scribe, proposal: Proposal) -> Iterable[v.ApprovalLink]:
    if proposal.under_authority:
        yield v.ApprovalLink(
            level=Level.SERVICE,
            approver=scribe.name(proposal.applicant),
            decision=ApprovalDecision.APPROVE,
            at=scribe.wall(proposal.approved_at),
            comment=scribe.labels.label("compose.under_authority"),
        )
    rows = sorted(scribe.case.approvals, key=lambda row: (row.proposal, row.link_no, row.no))
    mine = [row for row in rows if row.proposal == proposal.no or _lowered_before(scribe, row, proposal)]
    by_word = any(row.decision == ApprovalDecision.BY_WORD for row in mine)
    for row in mine:
        if not (by_word and row.decision == ApprovalDecision.LAPSED):  # the word stands in their place
            yield _link(scribe, row)


def _lowered_before(scribe: Scribe, row: Approval, proposal: Proposal) -> bool:
    """Whether it says that an earlier version of this proposal was lowered to become this one."""
    old = next((one for one in scribe.case.proposals if one.no == row.proposal), None)
    same = old is not None and old.proposal_no == proposal.proposal_no and old.no < proposal.no
    return same and row.decision == ApprovalDecision.APPROVE_LESS


def _link(scribe: Scribe, row: Approval) -> v.ApprovalLink:
    person = scribe.office.by_login.get(row.approver)
    by_word = row.decision == ApprovalDecision.BY_WORD
    return v.ApprovalLink(
        level=row.level or (person.level if person else None) or "",
        approver=scribe.name(row.approver),
        decision=row.decision or "",
        at=scribe.wall(row.by_word_at or row.at),
        comment=lines(row.comment or "", *(_word(scribe, row) if by_word else ())),
        substitute_for=scribe.name(row.substitute_for),
        by_word=by_word and row.countersigned_at is None,
    )


def _word(scribe: Scribe, row: Approval) -> tuple[str, ...]:
    """How a word was given, who entered it with what evidence, and when it was signed afterwards."""
    labels = scribe.labels
    entered = labels.pair(scribe.name(row.recorded_by), scribe.wall(row.at))
    return (
        scribe.line("by_word_means", labels.word("channel", row.by_word_means or "")),
        scribe.line("recorded_by", entered),
        scribe.line("evidence", scribe.file(row.evidence)),
        scribe.line(
            "countersigned", labels.pair(_signed_instead(scribe, row), scribe.wall(row.countersigned_at))
        ),
    )


def _signed_instead(scribe: Scribe, word: Approval) -> str:
    """Who signed a word in the place of him who gave it; "" where he did so himself."""
    at, rows = word.countersigned_at, scribe.case.approvals
    mine = (row for row in rows if row.substitute_for == word.approver and at is not None and row.at == at)
    return next((scribe.name(row.approver) for row in mine), "")
