"""From a case to the letters that its customer gets: what was found, decided, promised, done so far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.documents.compose_approval import OFFERED
from aftersales.documents.compose_parts import Printing, Scribe, number
from aftersales.documents.letters import values as v
from aftersales.documents.letters.telling import addressee, done_so_far, next_word, pledges
from aftersales.domain.codes import Nature, RemedyKind
from aftersales.domain.steps.writing import held_proposal, letter_no, must_bear, remedies_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from aftersales.documents.labels import Labels
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.complaint import Demand
    from aftersales.domain.records.finding import Finding
    from aftersales.domain.records.proposal import Answer, Proposal, Remedy

_ASKED = (Nature.SUGGESTION, Nature.INQUIRY)  # nobody said that anything was wrong
_MONEY = (RemedyKind.CASH, RemedyKind.REFUND, RemedyKind.RETURN_REFUND, RemedyKind.DISCOUNT)
_NOT_GIVEN = (RemedyKind.EXPLANATION, RemedyKind.APOLOGY, RemedyKind.RECTIFY)


def letter(
    office: Office, case: Case, kind: str, *, labels: Labels, by: str, at: datetime, anchor: str = ""
) -> v.Letter:
    """The value of one of ``LETTERS``; ``by`` is a login, ``at`` UTC.

    Raises NothingApproved, NothingDeclined, NoApologyApproved, NothingUnderWay where the case does not bear
    that letter. An answer that nobody gave yet is a draft.
    """
    must_bear(case, kind)
    scribe, held = Scribe(office, case, labels), held_proposal(case)
    version = held.proposal_version if held and kind != "progress" else 1
    return _FILL[kind](_frame(scribe, kind, version, Printing(by, at, anchor)), scribe, held, at)


def _finding(case: Case) -> Finding | None:
    return case.findings[-1] if case.findings else None


def _answer(case: Case, held: Proposal | None) -> Answer | None:
    rows = [row for row in case.answers if held is not None and row.proposal == held.no]
    return rows[-1] if rows else None


def _frame(scribe: Scribe, kind: str, version: int, printing: Printing) -> v.Letter:
    """What every letter says: to whom, about what, by whom."""
    row, office = scribe.case.complaint, scribe.office
    complained = row.complaint_at or row.registered_at or printing.at
    return v.Letter(
        imprint=scribe.imprint(letter_no(scribe.case, kind), version, printing),
        kind=kind,
        to=addressee(scribe),
        case_no=row.case_no,
        complained_on=office.day(complained),
        written_on=office.day(printing.at),
        state=row.state,
        problem=row.summary or row.title or "",
        products=scribe.product_names(),
        writer=scribe.name(row.owner or printing.by),
        phone=office.company.phone or "",
    )


def _fill_answer(letter: v.Letter, scribe: Scribe, held: Proposal | None, at: datetime) -> v.Letter:
    said = _answer(scribe.case, held)
    finding = _finding(scribe.case)
    return replace(
        letter,
        founded=(finding.founded or "") if finding and scribe.case.complaint.nature not in _ASKED else "",
        content=(said.content or "") if said else "",
        given=tuple(_given(scribe, held)),
        unmet=tuple(_not_granted(scribe, held)),
        pledges=pledges(scribe),
        next_word=next_word(scribe, at),
        agreed=bool(said and said.confirmed_at),
        liability_admitted=bool(held and held.liability_admitted),
        written_on=scribe.office.day(said.at) if said and said.at else letter.written_on,
        draft=said is None,
    )


def _fill_decline(letter: v.Letter, scribe: Scribe, held: Proposal | None, _: datetime) -> v.Letter:
    finding = _finding(scribe.case)
    told = dict.fromkeys(row.explained for row in scribe.case.explanations if row.explained)
    unmet = (replace(one, reason="") if one.reason in told else one for one in _unmet(scribe))
    return replace(
        letter,
        wishes=tuple(_wish(scribe, row) for row in scribe.case.complaint.demands if row.kind != "none"),
        founded=(finding.founded or "") if finding else "",
        report=_report(scribe, finding),
        explained=tuple(told),
        unmet=tuple(one for one in unmet if one.reason or one.instead),
        given=tuple(_given(scribe, held)),
    )


def _fill_apology(letter: v.Letter, scribe: Scribe, held: Proposal | None, _: datetime) -> v.Letter:
    kinds = {row.kind for row in remedies_of(scribe.case, held)}
    return replace(
        letter,
        given=tuple(_given(scribe, held)),
        rectify=RemedyKind.RECTIFY in kinds,
        liability_admitted=bool(held and held.liability_admitted),
    )


def _fill_progress(letter: v.Letter, scribe: Scribe, held: Proposal | None, at: datetime) -> v.Letter:
    return replace(
        letter,
        done=done_so_far(scribe, held),
        pledges=pledges(scribe),
        next_word=next_word(scribe, at),
    )


_FILL = {
    "answer": _fill_answer,
    "decline": _fill_decline,
    "apology": _fill_apology,
    "progress": _fill_progress,
}


def _given(scribe: Scribe, held: Proposal | None) -> Iterable[v.Given]:
    """What the customer gets: no reason, no share, no price of goods."""
    for row in remedies_of(scribe.case, held):
        if row.kind not in _NOT_GIVEN:
            yield v.Given(
                kind=row.kind,
                what=scribe.labels.pair(row.product, row.spec),
                qty=scribe.measured(number(row.qty), scribe.labels.word("unit", row.unit or "")),
                amount=row.amount if row.kind in _MONEY else None,
                due=row.due,
            )


def _unmet(scribe: Scribe) -> Iterable[v.Unmet]:
    return _told(scribe, scribe.case.complaint.demands)


def _not_granted(scribe: Scribe, held: Proposal | None) -> Iterable[v.Unmet]:
    """What is not met, without what this answer grants: its demand keeps the reason of an earlier round."""
    remedies = remedies_of(scribe.case, held)
    return _told(scribe, [row for row in scribe.case.complaint.demands if not _granted(row, remedies)])


def _granted(row: Demand, remedies: Iterable[Remedy]) -> bool:
    fitting = [one for one in remedies if one.kind in OFFERED.get(row.kind, ())]
    enough = sum(one.amount or 0 for one in fitting) >= (row.amount or 0)
    return bool(fitting) and enough and sum(one.qty or 0 for one in fitting) >= (row.qty or 0)


def _told(scribe: Scribe, demands: Iterable[Demand]) -> Iterable[v.Unmet]:
    for row in demands:
        if row.unmet_reason or row.alternatives:
            yield v.Unmet(_wish(scribe, row), row.unmet_reason or "", row.alternatives or "")


def _wish(scribe: Scribe, row: Demand) -> str:
    kind = scribe.labels.word("demand", row.kind)
    return scribe.labels.pair(kind, row.text, number(row.qty), scribe.money(row.amount))


def _report(scribe: Scribe, row: Finding | None) -> str:
    if row is None or not (row.report_no or row.report_result):
        return ""
    return scribe.labels.pair(row.lab, row.report_no, row.report_on, row.report_result)
