"""The agreement: drafted from the approved proposal, issued, voided, handed over, signed, filed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.agreements.clauses import RETURNED
from aftersales.domain.agreements.problems import agreement_problems
from aftersales.domain.authority import company_share
from aftersales.domain.case import added, changed
from aftersales.domain.codes import AgreementState, Origin, State
from aftersales.domain.errors import BadField, BadInput, DomainError, Required
from aftersales.domain.money import in_words
from aftersales.domain.reading import empty, missing
from aftersales.domain.records.agreement import Agreement, AgreementClause, AgreementItem, Party
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.routing import PAID_KINDS, PAYEE, SENT_KINDS
from aftersales.domain.steps.fulfilling import addressee, notices_made
from aftersales.domain.steps.rows import NoSuchRow, filled, made, must_have_happened, needed, touched
from aftersales.domain.text import mask_id

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk, Office
    from aftersales.domain.records.customer import Customer
    from aftersales.domain.records.proposal import Proposal, Remedy


class SignedBeforeIssued(BadField):
    """Nobody signs before the paper is issued. Facts: ``field``, ``value``, ``issued``."""


class NotIssued(DomainError):
    """Only an issued agreement can be signed, handed over or voided. Facts: ``state``."""


class AlreadyIssued(DomainError):
    """An agreement is issued already: void it first. Facts: ``agr_no``."""


class NeedsPaper(DomainError):
    """The value is above what the office settles without paper. Facts: ``value``, ``limit`` (分)."""


class PayeeUnsaid(BadField):
    """Without a paper too it must be said where money goes. Facts: ``field``."""


ACCEPT_DAYS = 3
"""Days in which the customer looks at goods that he received, unless another number is said."""


def drafted(case: Case, proposal: Proposal, values: dict[str, Any], desk: Desk) -> Case:
    """The draft agreement: facts, items, total from the approved proposal only; goods go to the customer."""
    rows = [row for row in case.remedies if row.proposal == proposal.no]
    imported = case.complaint.origin == Origin.IMPORT  # its source is what our sheets call it
    base = {
        "proposal": proposal.no,
        "state": AgreementState.DRAFT,
        "party_a": (our_party(desk.office),),
        "party_b": (their_party(case.customer),),
        "facts": case.complaint.summary or case.complaint.title,
        "items": tuple(_item(row) for row in rows),
        "total": proposal.total,
        "total_upper": in_words(proposal.total),
        "copies": 2,
        "dispute": "court",
        "court": desk.office.company.default_court,
        "sign_place": desk.office.company.address,
        "perform_by": _last_due(rows),
        "return_by": _last_due([row for row in rows if row.kind in RETURNED]),
        "accept_days": ACCEPT_DAYS,
        "withdraw_from": None if imported else case.complaint.external_source,
        "language": case.customer.paper_language,
        "confidential_clause": False,
    }
    if any(row.kind in SENT_KINDS for row in rows):
        base |= addressee(case.customer)
    draft = _told(made(Agreement, desk, **base), values)
    return replace(case, agreements=added(case.agreements, draft))


def redrafted(case: Case, values: dict[str, Any]) -> Case:
    """The draft with these values; items and total stay those of the approved proposal."""
    row = current(case)
    if row.state != AgreementState.DRAFT:
        raise AlreadyIssued(agr_no=row.agr_no)
    return replace(case, agreements=changed(case.agreements, _told(row, values)))


def _told(row: Agreement, values: dict[str, Any]) -> Agreement:
    """The agreement with these values; an ID number never stands in it in full."""
    if "party_b" in values:
        values = {**values, "party_b": tuple(_masked(party) for party in values["party_b"])}
    return filled(row, values)


def _masked(party: Party) -> Party:
    known = party.id_masked
    return replace(party, id_masked=mask_id(known)) if known and "*" not in known else party


def _last_due(rows: list[Remedy]) -> date | None:
    return max((row.due for row in rows if row.due), default=None)


def _item(row: Remedy) -> AgreementItem:
    return AgreementItem(
        kind=row.kind,
        product=row.product,
        spec=row.spec,
        qty=row.qty,
        unit=row.unit,
        amount=row.amount,
        note=row.mark_text,
    )


def our_party(office: Office) -> Party:
    """甲方: always our company."""
    company = office.company
    return Party(
        name=company.name,
        uscc=company.uscc,
        address=company.address,
        representative=company.authorised_rep or company.legal_rep,
        phone=company.phone,
    )


def their_party(customer: Customer) -> Party:
    """乙方: the customer; a person's number is masked, nobody represents himself."""
    phone, contact = next((p.number for p in customer.phones), None), customer.contact_name
    masked = mask_id(customer.id_no) if customer.id_no and customer.cust_type == "person" else None
    return Party(
        name=customer.cust_name,
        uscc=customer.uscc,
        id_masked=masked,
        address=customer.address,
        representative=customer.agent_for or (contact if contact != customer.cust_name else None),
        phone=phone,
    )


def issue_agreement(case: Case, given: Given, desk: Desk) -> Case:
    """Numbered and frozen; the paper is drawn once from it by who saves it."""
    row = current(case)
    if row.state != AgreementState.DRAFT:
        raise AlreadyIssued(agr_no=row.agr_no)
    row = _told(row, given.of(Agreement))
    problems = agreement_problems(case, row, desk.office, desk.today)
    if problems:
        raise BadInput(problems)
    count = sum(1 for other in case.agreements if other.agr_no) + 1
    row = replace(
        row,
        agr_no=f"{case.complaint.case_no}-X{count}",
        state=AgreementState.ISSUED,
        issued_at=desk.now,
        total_upper=in_words(row.total),
    )
    return replace(case, agreements=changed(case.agreements, row))


def current(case: Case) -> Agreement:
    """The agreement at work: the newest that is not void."""
    for row in reversed(case.agreements):
        if row.state != AgreementState.VOID:
            return row
    raise NoSuchRow(table="agreement", number=None)


def issued(case: Case) -> Agreement:
    """The issued agreement; raises ``NotIssued``."""
    row = current(case)
    if row.state != AgreementState.ISSUED:
        raise NotIssued(state=row.state)
    return row


def void_agreement(case: Case, given: Given, desk: Desk) -> Case:
    """作废: the number stays, a fresh draft takes its place."""
    reason = needed(given.of(Agreement).get("void_reason"), "agreement.void_reason", "void_agreement")
    old = issued(case)
    gone = replace(old, state=AgreementState.VOID, void_reason=reason)
    case = replace(case, agreements=changed(case.agreements, gone))
    draft = replace(
        old,
        agr_no=None,
        state=AgreementState.DRAFT,
        issued_at=None,
        issued_sha256=None,
        anchor=None,
        clauses=tuple(AgreementClause(key=clause.key, struck=clause.struck) for clause in old.clauses),
        printed_at=None,
        printed_by=None,
        handed_at=None,
        handed_by=None,
        handed_to=None,
        handed_place=None,
        created_at=desk.now,
        created_by=desk.login,
    )
    return replace(case, agreements=added(case.agreements, draft))


def hand_over_agreement(case: Case, given: Given, desk: Desk) -> Case:
    """Printed, and handed over to whom and where; with ``printed_at`` alone it is printed only."""
    row = current(case)
    if row.state == AgreementState.DRAFT:
        raise NotIssued(state=row.state)
    values = {name: value for name, value in given.of(Agreement).items() if value not in (None, {})}
    if row.printed_at is None or "printed_at" in values:
        row = replace(row, printed_at=values.get("printed_at") or desk.now, printed_by=desk.login)
    if values.keys() != {"printed_at"}:
        row = _handed(row, values, desk)
    must_have_happened(row.printed_at, desk, "agreement.printed_at")
    must_have_happened(row.handed_at, desk, "agreement.handed_at")
    return replace(case, agreements=changed(case.agreements, row))


def _handed(row: Agreement, values: dict[str, Any], desk: Desk) -> Agreement:
    return replace(
        row,
        handed_at=values.get("handed_at") or row.handed_at or desk.now,
        handed_by=desk.login,
        handed_to=values.get("handed_to") or row.handed_to,
        handed_place=values.get("handed_place") or row.handed_place,
    )


def sign(case: Case, given: Given, desk: Desk) -> Case:
    """Both sides have signed; the notices come from the remedies."""
    old = issued(case)
    row = filled(old, {name: v for name, v in given.of(Agreement).items() if v is not None})
    problems = missing(row, "sign", frozenset())
    if problems:
        raise BadInput(problems)
    since = desk.office.day(old.issued_at or desk.now)
    for name in ("signed_a_on", "signed_b_on"):
        day = getattr(row, name)
        must_have_happened(day, desk, f"agreement.{name}")
        if day < since:
            raise SignedBeforeIssued(
                field=f"agreement.{name}", value=day.isoformat(), issued=since.isoformat()
            )
    row = replace(row, state=AgreementState.SIGNED)
    if row.scan is not None:
        row = replace(row, filed_by=desk.login, filed_at=desk.now)
    case = replace(case, agreements=changed(case.agreements, row))
    return touched(notices_made(case, row.proposal, desk, row), state=State.FULFILLING)


def settle_without_paper(case: Case, given: Given, desk: Desk) -> Case:
    """Small enough to do without paper: the draft is dropped, the notices are made."""
    reason = given.of(Complaint).get("no_paper_reason")
    needed(reason, "complaint.no_paper_reason", "settle_without_paper")
    row = current(case)
    if row.state != AgreementState.DRAFT:
        raise AlreadyIssued(agr_no=row.agr_no)
    row = filled(row, given.of(Agreement))
    rows = [remedy for remedy in case.remedies if remedy.proposal == row.proposal]
    value, limit = sum(company_share(remedy) for remedy in rows), desk.office.company.paperless_limit
    if value > limit:
        raise NeedsPaper(value=value, limit=limit)
    if any(remedy.kind in PAID_KINDS for remedy in rows):
        _must_say_payee(row)
    case = replace(case, agreements=tuple(a for a in case.agreements if a.no != row.no))
    case = notices_made(case, row.proposal, desk, row)
    return touched(case, state=State.FULFILLING, no_paper_reason=reason)


def _must_say_payee(row: Agreement) -> None:
    empties = [name for name in PAYEE if empty(getattr(row, name))]
    if empties:
        raise BadInput([PayeeUnsaid(field=f"agreement.{name}") for name in empties])


def file_original(case: Case, given: Given, desk: Desk) -> Case:
    """The scan is attached, or the original has its place; of the paper said or the newest not yet filed."""
    row = _to_file(case, given.extra.agreement)
    values = {name: v for name, v in given.of(Agreement).items() if v is not None}
    if not values:
        raise BadInput([Required(field="agreement.original_place", step="file_original")])
    row = replace(filled(row, values), filed_by=desk.login, filed_at=desk.now)
    return replace(case, agreements=changed(case.agreements, row))


def signed(case: Case) -> tuple[Agreement, ...]:
    """The agreements that both sides signed, also those that were carried out."""
    return tuple(a for a in case.agreements if a.state in (AgreementState.SIGNED, AgreementState.FULFILLED))


def _to_file(case: Case, no: int | None) -> Agreement:
    papers = signed(case)
    if no is not None:
        return _said(case, papers, no)
    if not papers:
        raise NotIssued(state=current(case).state)
    waiting = [a for a in papers if a.scan is None and a.original_place is None]
    return (waiting or papers)[-1]


def _said(case: Case, papers: tuple[Agreement, ...], no: int) -> Agreement:
    row = next((row for row in case.agreements if row.no == no), None)
    if row is None:
        raise NoSuchRow(table="agreement", number=str(no))
    if row not in papers:
        raise NotIssued(state=row.state)
    return row
