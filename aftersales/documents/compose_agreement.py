"""From a case to the settlement agreement: what the agreement record froze, and the facts around it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from aftersales.documents import values as v
from aftersales.documents.compose_parts import Printing, Scribe, number
from aftersales.domain.codes import AgreementState, FreightBy, RemedyKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.agreement import Agreement, AgreementItem, Party

_RETURNED = (RemedyKind.EXCHANGE, RemedyKind.RETURN_REFUND)
_ENCLOSED = ("report", "receipt", "authorisation")  # kinds of files that belong to an agreement
_DEALERS = ("agent", "dealer")
_FIRMS = ("company", "repair_shop")


def agreement(
    office: Office,
    case: Case,
    agreement: Agreement,
    *,
    labels: Labels,
    by: str,
    at: datetime,
    anchor: str,
) -> v.Agreement:
    """The agreement's value; ``by`` is a login, ``at`` UTC, ``anchor`` the history's head.

    A draft has no number yet and says so. The breach rate is per cent of the delayed part a day.
    """
    scribe, row = Scribe(office, case, labels), agreement
    complained = case.complaint.complaint_at or case.complaint.registered_at
    proposal = next((one for one in case.proposals if one.no == row.proposal), None)
    copies = row.copies or 2
    value = v.Agreement(
        imprint=scribe.imprint(row.agr_no or labels.label("paper.draft"), row.no, Printing(by, at, anchor)),
        party_a=_party(scribe, row.party_a, "company"),
        party_b=_party(scribe, row.party_b, _kind(scribe, row)),
        case_no=case.complaint.case_no,
        complaint_on=office.day(complained) if complained else None,
        problem=row.facts or "",
        investigation=_investigation(scribe),
        issued=row.state != AgreementState.DRAFT,
        signed_on=_signed_on(row),
        sign_place=row.sign_place or "",
        products=tuple(replace(one, symptom="") for one in scribe.products()),
        liability_admitted=bool(proposal and proposal.liability_admitted),
        remedies=tuple(_remedy(item) for item in row.items),
        total=row.total,
        waiver_scope=row.waiver_scope or "",
        withdraw_from=case.complaint.external_source or "",
        confidential=bool(row.confidential_clause),
        dispute=row.dispute or "court",
        court=row.court or "",
        copies=copies,
        copies_a=copies - copies // 2,
        copies_b=copies // 2,
        attachments=tuple(PurePath(name).stem for name in scribe.files(*_ENCLOSED)),
    )
    return _performed(scribe, value, row)


def _performed(scribe: Scribe, value: v.Agreement, row: Agreement) -> v.Agreement:
    """Who gives what to whom until when, and what follows if not."""
    freight = row.freight_by or FreightBy.US
    return replace(
        value,
        perform_by=row.perform_by,
        consignee=row.consignee or "",
        consignee_phone=row.consignee_phone or "",
        consignee_address=row.consignee_address or "",
        freight_by=freight,
        payee=row.payee or "",
        bank=row.bank or "",
        account=row.account or "",
        return_by=_return_by(scribe, row),
        return_freight_by=freight,
        breach_rate=f"{number(row.breach_rate)}%" if row.breach_rate else "",
        breach_amount=row.breach_amount or None,
    )


def _kind(scribe: Scribe, row: Agreement) -> str:
    """Which sentences concern 乙方: a dealer's, a company's, or those that keep a consumer's rights."""
    code = scribe.case.customer.cust_type or ""
    registered = any(party.uscc for party in row.party_b)
    if code in _DEALERS:
        return "dealer"
    return "company" if code in _FIRMS or (registered and code != "person") else "person"


def _party(scribe: Scribe, rows: tuple[Party, ...], kind: str) -> v.Party:
    """One side; where it is several people, their entries stand side by side."""
    names = scribe.labels.joined(*(row.name for row in rows))
    codes = [row.id_masked if kind == "person" else row.uscc for row in rows]
    if kind == "dealer":
        codes.insert(0, scribe.case.customer.cust_no)
    signers = scribe.labels.joined(*(row.representative for row in rows))
    return v.Party(
        name=names,
        kind=kind,
        code=scribe.labels.pair(*codes),
        address=scribe.labels.joined(*(row.address for row in rows)),
        representative="" if kind == "person" and signers == names else signers,
        phone=scribe.labels.joined(*(row.phone for row in rows)),
    )


def _investigation(scribe: Scribe) -> str:
    """The finding in neutral words: no cause, no fault, only whether it was so, and what a report says."""
    finding = scribe.case.findings[-1] if scribe.case.findings else None
    code = finding.founded if finding and finding.founded else "open"
    said = scribe.labels.label(f"agreement.found.{code}")
    if finding is None or not (finding.report_no or finding.report_result):
        return said
    report = scribe.labels.pair(finding.lab, finding.report_no, finding.report_on, finding.report_result)
    return said + scribe.line("report", report)


def _signed_on(row: Agreement) -> date | None:
    """The day on which the second side signed."""
    return max(row.signed_a_on, row.signed_b_on) if row.signed_a_on and row.signed_b_on else None


def _return_by(scribe: Scribe, row: Agreement) -> date | None:
    """When the faulty goods come back: the last day of what is exchanged or taken back, if anything is."""
    if not any(item.kind in _RETURNED for item in row.items):
        return None
    days = list(_due_days(scribe, row))
    return max(days) if days else row.perform_by


def _due_days(scribe: Scribe, row: Agreement) -> Iterable[date]:
    for remedy in scribe.case.remedies:
        if remedy.proposal == row.proposal and remedy.kind in _RETURNED and remedy.due:
            yield remedy.due


def _remedy(item: AgreementItem) -> v.Remedy:
    return v.Remedy(
        kind=item.kind,
        product=item.product or "",
        spec=item.spec or "",
        qty=number(item.qty),
        unit=item.unit or "",
        amount=item.amount,
        note=item.note or "",
    )
