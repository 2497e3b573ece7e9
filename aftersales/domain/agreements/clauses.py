"""Clauses of the agreement: which fit a case, which are chosen, and how their variables are filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aftersales.domain.codes import ClausePart, ClauseParty, ClauseWhen, Language, RemedyKind
from aftersales.domain.errors import BadField
from aftersales.domain.records.office import Clause
from aftersales.domain.routing import PAID_KINDS, SENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aftersales.domain.case import Case
    from aftersales.domain.records.agreement import Agreement, AgreementClause

VARIABLES: Mapping[str, str] = {
    "agr_no": "",
    "case_no": "",
    "complaint_on": "",
    "investigation": "",
    "total": "",
    "total_upper": "",
    "party_a": "",
    "party_b": "",
    "attachments": "",
    "copies_a": "",
    "copies_b": "",
    "breach_amount_upper": "",
    **{
        name: f"agreement.{name}"
        for name in (
            *("facts", "perform_by", "consignee", "consignee_phone", "consignee_address", "freight_by"),
            *("payee", "bank", "account", "return_by", "waiver_scope", "withdraw_from", "accept_days"),
            *("breach_rate", "breach_cap", "breach_amount", "court", "copies", "sign_place"),
        )
    },
}
"""What may stand in braces in a clause: the agreement's field that it shows, "" where it is worked out."""

RETURNED: frozenset[str] = frozenset({RemedyKind.EXCHANGE, RemedyKind.RETURN_REFUND})
"""Remedies for which the customer gives something back."""
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_PARTS = {part: place for place, part in enumerate(ClausePart)}
_DEALERS = ("agent", "dealer")
_FIRMS = ("company", "repair_shop")


class UnknownVariableInClause(BadField):
    """A clause asks for what no agreement knows. Facts: ``field``, ``name``, ``position`` (from 1)."""


class UnpairedBrace(BadField):
    """A brace opens or closes nothing. Facts: ``field``, ``position`` (from 1)."""


@dataclass(frozen=True)
class Choice:
    """A clause that fits an agreement, and whether it stands in it."""

    clause: Clause
    on: bool


# --- text with variables


def variables(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in order."""
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def check_text(text: str, field: str = "clause.text") -> list[BadField]:
    """What is wrong with the braces of a clause; nothing if it can be filled. For as-you-type, too."""
    found: list[BadField] = [
        UnknownVariableInClause(field=field, name=told[1], position=told.start() + 1)
        for told in _VARIABLE.finditer(text)
        if told[1] not in VARIABLES
    ]
    rest = _VARIABLE.sub(lambda told: " " * len(told[0]), text)
    found += [UnpairedBrace(field=field, position=at) for at, sign in enumerate(rest, 1) if sign in "{}"]
    return found


def filled_text(text: str, values: Mapping[str, str], field: str = "clause.text") -> str:
    """The text with each variable's value. Raises UnknownVariableInClause for a name without a value."""

    def filled(told: re.Match[str]) -> str:
        if told[1] not in values:
            raise UnknownVariableInClause(field=field, name=told[1], position=told.start() + 1)
        return values[told[1]]

    return _VARIABLE.sub(filled, text)


# --- which fit


def party_kind(case: Case, row: Agreement) -> ClauseParty:
    """Which clauses concern 乙方: a dealer's, a firm's, or those that keep a consumer's rights."""
    code = case.customer.cust_type or ""
    if code in _DEALERS:
        return ClauseParty.DEALER
    registered = any(party.uscc for party in row.party_b) and code != "person"
    return ClauseParty.COMPANY if code in _FIRMS or registered else ClauseParty.PERSON


def conditions(case: Case, row: Agreement) -> frozenset[ClauseWhen]:
    """Everything that holds of this agreement."""
    return frozenset(_holding(case, row))


def _holding(case: Case, row: Agreement) -> Iterator[ClauseWhen]:
    proposal = next((one for one in case.proposals if one.no == row.proposal), None)
    yield ClauseWhen.PRODUCTS if case.product_lines else ClauseWhen.NO_PRODUCTS
    admitted = proposal is not None and proposal.liability_admitted
    yield ClauseWhen.ADMITTED if admitted else ClauseWhen.NOT_ADMITTED
    yield ClauseWhen.EXTERNAL if row.withdraw_from else ClauseWhen.NOT_EXTERNAL
    yield _breach(row)
    yield ClauseWhen.ARBITRATION if row.dispute == "arbitration" else ClauseWhen.COURT
    kinds = {item.kind for item in row.items}
    yield ClauseWhen.RETURNED if row.return_by or kinds & RETURNED else ClauseWhen.NOTHING_RETURNED
    if kinds & SENT_KINDS or row.consignee or row.consignee_address:
        yield ClauseWhen.GOODS
    if kinds & PAID_KINDS or row.payee or row.account:
        yield ClauseWhen.MONEY
    if RemedyKind.DISCOUNT in kinds:
        yield ClauseWhen.DISCOUNT
    if row.confidential_clause:
        yield ClauseWhen.CONFIDENTIAL
    if case.complaint.safety_injury:
        yield ClauseWhen.INJURY


def _breach(row: Agreement) -> ClauseWhen:
    if row.breach_rate:
        return ClauseWhen.BREACH_CAPPED if row.breach_cap else ClauseWhen.BREACH_RATE
    return ClauseWhen.BREACH_AMOUNT if row.breach_amount else ClauseWhen.NO_BREACH


def in_language(library: Iterable[Clause], language: str) -> tuple[Clause, ...]:
    """The clauses of one language."""
    return tuple(one for one in library if one.language == language)


def language_of(case: Case, row: Agreement) -> str:
    """In which language the agreement is written: its own choice, else the customer's, else the office's."""
    return row.language or case.customer.paper_language or Language.ZH_CN


# --- which stand in it


def choices(library: Iterable[Clause], case: Case, row: Agreement) -> tuple[Choice, ...]:
    """Every clause in force that fits, in the order of the paper, on or off.

    The draft's own list (``row.clauses``) wins over ``default_on``: what it names is on unless struck, and
    what it names changes places among itself within a heading. A clause that does not fit is never there.
    """
    kind, holding = party_kind(case, row), conditions(case, row)
    fitting = [one for one in library if not one.retired and kind in one.parties and {*one.when} <= holding]
    fitting.sort(key=lambda one: (_PARTS[ClausePart(one.part)], one.place, one.key))
    said = {told.key: told for told in row.clauses}
    on = {one.key: not said[one.key].struck if one.key in said else one.default_on for one in fitting}
    return tuple(Choice(one, on[one.key]) for one in _ordered(fitting, row.clauses))


def _ordered(fitting: list[Clause], told: Sequence[AgreementClause]) -> Iterator[Clause]:
    """The clauses that the draft names take, in its order, the places that they have together."""
    order = {row.key: place for place, row in enumerate(told)}
    named = (one for one in fitting if one.key in order)
    turn = iter(sorted(named, key=lambda one: (_PARTS[ClausePart(one.part)], order[one.key])))
    for one in fitting:
        yield next(turn) if one.key in order else one


def standing(library: Iterable[Clause], case: Case, row: Agreement) -> tuple[Clause, ...]:
    """The clauses that stand in the agreement, in order."""
    return tuple(choice.clause for choice in choices(library, case, row) if choice.on)


def delivered_clause(told: Mapping[str, Any]) -> Clause:
    """A clause as the program brings it (``settings.delivered_clauses``): version 0 until it is taken."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    return Clause(**values)
