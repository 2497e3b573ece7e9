"""What keeps an agreement from being issued: what is missing, other amounts, days out of order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aftersales.domain.agreements.clauses import RETURNED, VARIABLES, standing, variables
from aftersales.domain.codes import ProposalState
from aftersales.domain.errors import BadField, Required
from aftersales.domain.fields import Kind, specs
from aftersales.domain.money import in_words
from aftersales.domain.reading import empty, missing
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.routing import PAID_KINDS, SENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.office import Clause

STEP = "issue_agreement"
_LEFT = re.compile(r"\{([a-z_]+)\}")
_PARTIES = ("party_a", "party_b")


class RateOrAmount(BadField):
    """A breach rate or a breach amount, not both. Facts: ``field``."""


class CapWithoutRate(BadField):
    """A cap belongs to a breach rate by the day. Facts: ``field``."""


class PersonMustBeNamed(BadField):
    """Our own company must say who represents it. Facts: ``field``."""


class NoApprovedProposal(BadField):
    """An agreement follows an approved proposal. Facts: ``field``."""


class OtherThanApproved(BadField):
    """The amount is not the approved one: negotiate anew. Facts: ``field``, ``value``, ``approved`` (分)."""


class UnfilledVariable(BadField):
    """What was typed holds a name in braces that nobody fills. Facts: ``field``, ``name``."""


class DayPassed(BadField):
    """What is promised lies before the day of issue. Facts: ``field``, ``value``, ``today``."""


class NumberNotMasked(BadField):
    """A person's ID number stands in full. Facts: ``field``."""


def agreement_problems(
    case: Case, row: Agreement, office: Office, today: date, library: Iterable[Clause] = ()
) -> list[BadField]:
    """Everything that forbids issuing this draft, each with its field; nothing if it may be issued.

    ``today``: the office's day; ``library``: the clauses in force in the agreement's language: what a chosen
    one shows must be filled in.
    """
    return [
        *_unsaid(row, office),
        *_breach(row),
        *_amounts(case, row),
        *_typed(row),
        *_days(row, today),
        *_shown(case, row, library),
    ]


def _unsaid(row: Agreement, office: Office) -> Iterator[BadField]:
    kinds = {item.kind for item in row.items}
    holding = {name for name, some in (("goods", SENT_KINDS), ("money", PAID_KINDS)) if kinds & some}
    yield from missing(row, STEP, frozenset(holding))
    if "goods" not in holding and kinds & RETURNED and not row.freight_by:
        yield Required(field="agreement.freight_by", step=STEP)
    for name in _PARTIES:
        parties = getattr(row, name)
        if not parties or not parties[0].name:
            yield Required(field=f"agreement.{name}.name", step=STEP)
    if not (office.company.legal_rep or office.company.authorised_rep):
        yield PersonMustBeNamed(field="company.legal_rep")
    for number, party in enumerate(row.party_b, 1):
        if party.id_masked and sum(sign.isdigit() for sign in party.id_masked) > 14:
            yield NumberNotMasked(field=f"agreement.party_b.{number}.id_masked")


def _breach(row: Agreement) -> Iterator[BadField]:
    if row.breach_rate and row.breach_amount:
        yield RateOrAmount(field="agreement.breach_rate")
    if row.breach_cap and not row.breach_rate:
        yield CapWithoutRate(field="agreement.breach_cap")


def _amounts(case: Case, row: Agreement) -> Iterator[BadField]:
    """Rows, total and words are one amount: that of the approved proposal."""
    approved = next((one for one in case.proposals if one.no == row.proposal), None)
    if approved is None or approved.state != ProposalState.APPROVED:
        yield NoApprovedProposal(field="agreement.proposal")
        return
    rows = sum(item.amount or 0 for item in row.items)
    for field, value in (("total", row.total), ("items", rows)):
        if value != approved.total:
            yield OtherThanApproved(field=f"agreement.{field}", value=value, approved=approved.total)
    if row.total_upper is not None and row.total_upper != in_words(approved.total):
        yield OtherThanApproved(field="agreement.total_upper", value=row.total, approved=approved.total)


def _typed(row: Agreement) -> Iterator[BadField]:
    """Nothing like ``{name}`` in a text that goes onto paper."""
    for name, spec in specs(Agreement).items():
        value = getattr(row, name)
        if spec.kind in (Kind.TEXT, Kind.LONG_TEXT) and isinstance(value, str):
            for left in _LEFT.findall(value):
                yield UnfilledVariable(field=f"agreement.{name}", name=left)
    for name in _PARTIES:
        for number, party in enumerate(getattr(row, name), 1):
            for part in specs(type(party)):
                for left in _LEFT.findall(getattr(party, part) or ""):
                    yield UnfilledVariable(field=f"agreement.{name}.{number}.{part}", name=left)


def _days(row: Agreement, today: date) -> Iterator[BadField]:
    for name in ("perform_by", "return_by"):
        day = getattr(row, name)
        if day is not None and day < today:
            yield DayPassed(field=f"agreement.{name}", value=day.isoformat(), today=today.isoformat())


def _shown(case: Case, row: Agreement, library: Iterable[Clause]) -> Iterator[BadField]:
    """A chosen clause shows a field that is empty; what is compulsory anyway was told already."""
    told = {str(one.facts["field"]) for one in _needed(row)}
    for clause in standing(library, case, row):
        for name in variables(clause.text or ""):
            field = VARIABLES.get(name, "")
            if field and field not in told and empty(getattr(row, name)):
                told.add(field)
                yield Required(field=field, step=STEP)


def _needed(row: Agreement) -> list[BadField]:
    return missing(row, STEP, frozenset({"goods", "money"}))
