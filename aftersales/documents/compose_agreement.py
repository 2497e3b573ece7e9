"""From a case to the settlement agreement: what the agreement record froze, and the facts around it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from aftersales.documents import values as v
from aftersales.documents.compose_parts import Printing, Scribe, number
from aftersales.domain.agreements.clauses import (
    VARIABLES,
    choices,
    delivered_clause,
    filled_text,
    in_language,
    party_kind,
)
from aftersales.domain.codes import AgreementState, FreightBy, Language
from aftersales.domain.money import yuan
from aftersales.domain.records.agreement import AgreementClause
from aftersales.domain.steps.agreeing import ACCEPT_DAYS
from aftersales.settings import delivered_clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.agreement import Agreement, AgreementItem, Party
    from aftersales.domain.records.office import Clause

_ENCLOSED = ("report", "receipt", "authorisation")  # kinds of files that belong to an agreement
_LEFT = re.compile(r"\{([a-z_]+)\}")


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

    A draft has no number yet and says so. Clauses that were frozen stand as they were; a row without any
    is filled from the delivered ones. Raises UnknownWord, LeftoverVariable.
    """
    scribe, row = Scribe(office, case, labels), agreement
    told = row.clauses
    if not any(clause.text for clause in told):
        told = clauses(office, case, row, delivered(labels.language), labels=labels)
    return v.Agreement(
        imprint=scribe.imprint(row.agr_no or labels.label("paper.draft"), row.no, Printing(by, at, anchor)),
        party_a=_party(scribe, row.party_a, "company"),
        party_b=_party(scribe, row.party_b, party_kind(case, row)),
        signers=max(len(row.party_b), 1),
        issued=row.state != AgreementState.DRAFT,
        signed_on=_signed_on(row),
        sign_place=row.sign_place or "",
        products=tuple(replace(one, symptom="") for one in scribe.products()),
        remedies=tuple(_remedy(item) for item in row.items),
        total=row.total,
        clauses=tuple(v.Clause(one.part or "", one.text) for one in told if one.text and not one.struck),
    )


def clauses(
    office: Office, case: Case, row: Agreement, library: Iterable[Clause], *, labels: Labels
) -> tuple[AgreementClause, ...]:
    """The clauses that stand in this agreement, filled; and behind them those that were struck, by key.

    Raises LeftoverVariable where what was typed holds a variable itself.
    """
    values = _variables(Scribe(office, case, labels), row)
    told = {choice.clause.key: choice for choice in choices(library, case, row)}
    standing = [_frozen(one.clause, values) for one in told.values() if one.on]
    struck = [key for key in (clause.key for clause in row.clauses if clause.struck) if key in told]
    return (*standing, *(AgreementClause(key=key, struck=True) for key in struck))


def _frozen(clause: Clause, values: Mapping[str, str]) -> AgreementClause:
    text = filled_text(clause.text or "", values)
    left = _LEFT.search(text)
    if left:
        from aftersales.documents.labels import LeftoverVariable  # with what draws PDF: not needed before

        raise LeftoverVariable(name=left[1], key=clause.key)
    return AgreementClause(
        key=clause.key, version=clause.version, part=clause.part, title=clause.title, text=text
    )


def _money(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _variables(scribe: Scribe, row: Agreement) -> dict[str, str]:
    """What each variable of a clause shows in this agreement; nothing is told as 无."""
    labels, copies = scribe.labels, row.copies or 2
    told: dict[str, object] = {name: getattr(row, name) for name, field in VARIABLES.items() if field}
    told |= {name: labels.long_date(getattr(row, name)) for name in ("perform_by", "return_by")}
    told |= {name: _money(getattr(row, name)) for name in ("total", "breach_amount", "breach_cap")}
    complained = scribe.case.complaint.complaint_at or scribe.case.complaint.registered_at
    told |= {
        "agr_no": row.agr_no or labels.label("paper.draft"),
        "case_no": scribe.case.complaint.case_no,
        "complaint_on": labels.long_date(scribe.office.day(complained)) if complained else "",
        "investigation": _investigation(scribe),
        "total_upper": labels.in_words(row.total),
        "party_a": labels.joined(*(party.name for party in row.party_a)),
        "party_b": labels.joined(*(party.name for party in row.party_b)),
        "freight_by": labels.label(f"agreement.bearer.{row.freight_by or FreightBy.US}"),
        "accept_days": row.accept_days or ACCEPT_DAYS,
        "breach_rate": f"{number(row.breach_rate)}%" if row.breach_rate else "",
        "breach_amount_upper": labels.in_words(row.breach_amount or 0),
        "copies": copies,
        "copies_a": copies - copies // 2,
        "copies_b": copies // 2,
        "attachments": labels.joined(*(name.rpartition(".")[0] or name for name in scribe.files(*_ENCLOSED))),
    }
    return {name: labels.shown(value) or labels.label("paper.none") for name, value in told.items()}


@cache
def delivered(language: str) -> tuple[Clause, ...]:
    """The clauses that the program brings in this language, in Simplified Chinese where it has none."""
    found = tuple(map(delivered_clause, delivered_clauses()))
    return in_language(found, language) or in_language(found, Language.ZH_CN)


def _party(scribe: Scribe, rows: tuple[Party, ...], kind: str) -> v.Party:
    """One side; where it is several people, their entries stand side by side; nobody represents himself."""
    names = scribe.labels.joined(*(row.name for row in rows))
    codes = [row.id_masked if kind == "person" else row.uscc for row in rows]
    if kind == "dealer":
        codes.insert(0, scribe.case.customer.cust_no)
    signers = (row.representative for row in rows if row.representative != row.name)
    return v.Party(
        name=names,
        kind=kind,
        code=scribe.labels.pair(*codes),
        address=scribe.labels.joined(*(row.address for row in rows)),
        representative=scribe.labels.joined(*signers),
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
