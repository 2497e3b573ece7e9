"""What changed in a case while somebody had it before him to decide: of that which the decision rests on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import zip_longest

from aftersales.domain.case import Case
from aftersales.domain.codes import ProposalState
from aftersales.domain.fields import Part, specs, table_name
from aftersales.domain.policy import submitted, turn
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.notice import Notice
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Approval, Proposal, Remedy
from aftersales.domain.steps.agreeing import current
from aftersales.domain.steps.fulfilling import notice_of
from aftersales.domain.steps.rows import NoSuchRow
from aftersales.domain.workflow import Step

Rows = tuple[tuple[Remedy | None, Remedy | None], ...]
_OF_CASE = ("severity", "reason", "demands", "summary", "verbatim", "losses", "about_staff", "public_risk")
"""Of the complaint, what the page of a decision shows and the decision rests on."""
_OF_LINK = ("approver", "level")
_OF_NOTICE = ("state", "accepted_by", "reissued_as", "progress")
_DECISIONS: frozenset[str] = frozenset(
    {
        *(Step.APPROVE, Step.APPROVE_BY_WORD, Step.SEND_BACK, Step.REJECT),
        *(Step.FORWARD_APPROVAL, Step.ADD_APPROVER),
    }
)
_OF_OFFER: frozenset[str] = frozenset(
    {
        *(Step.ANSWER, Step.ACCEPT_OFFER, Step.ACCEPT_EXPLANATION, Step.REFUSE_OFFER),
        *(Step.ISSUE_AGREEMENT, Step.SETTLE_WITHOUT_PAPER),
    }
)
_OF_PAPER: frozenset[str] = frozenset(
    {Step.SIGN, Step.VOID_AGREEMENT, Step.HAND_OVER_AGREEMENT, Step.FILE_ORIGINAL}
)
_OF_ROW = {"no": 0, "proposal": 0, "created_at": None, "created_by": None}


@dataclass(frozen=True)
class Subject:
    """What is decided on, as it was read."""

    case: Case
    proposal: Proposal
    link: Approval
    rows: tuple[Remedy, ...]


@dataclass(frozen=True)
class Changed:
    """The rows of the proposal before and now (None: there is none), and other fields by path."""

    rows: Rows = ()
    fields: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.fields)


def changed_since(before: Subject, now: Subject) -> Changed:
    """What the decision rests on and stands otherwise now; a contact, a file or a promise is none of it."""
    return Changed(_otherwise(before.rows, now.rows), tuple(_fields(before, now)))


def changed_for(step: str, before: Case, now: Case, notice: object) -> Changed:
    """What the step is about and does not name itself, where it stands otherwise now.

    The proposal, the offer, the paper; of ``notice`` (a number, "" for none) how far it is.
    """
    if step in _DECISIONS:
        old, new = _submitted(before), _submitted(now)
        return changed_since(old, new) if old is not None and new is not None else Changed()
    if step in _OF_OFFER:
        return _offered(before, now)
    fields: list[str] = []
    with suppress(NoSuchRow):
        if step in _OF_PAPER:
            fields += _differing(current(before), current(now), Agreement, ("agr_no",))
        elif notice:
            old_row, new_row = (notice_of(case, str(notice)) for case in (before, now))
            fields += _differing(old_row, new_row, Notice, _OF_NOTICE)
    return Changed(fields=tuple(fields))


def _submitted(case: Case) -> Subject | None:
    proposal, link = submitted(case), turn(case)
    if proposal is None or link is None:
        return None
    return Subject(case, proposal, link, _remedies(case, proposal))


def _offered(before: Case, now: Case) -> Changed:
    old, new = _newest(before), _newest(now)
    fields = [*_differing(before.complaint, now.complaint, Complaint, ("round_no",))]
    if old is None or new is None:
        return Changed(fields=tuple(fields))
    fields += _differing(old, new, Proposal, _said(Proposal))
    return Changed(_otherwise(_remedies(before, old), _remedies(now, new)), tuple(fields))


def _newest(case: Case) -> Proposal | None:
    """The newest proposal that holds."""
    return next((row for row in reversed(case.proposals) if row.state != ProposalState.VOID), None)


def _remedies(case: Case, proposal: Proposal) -> tuple[Remedy, ...]:
    return tuple(row for row in case.remedies if row.proposal == proposal.no)


def _otherwise(before: tuple[Remedy, ...], now: tuple[Remedy, ...]) -> Rows:
    return tuple(
        (old, new)
        for old, new in zip_longest(before, now)
        if old is None or new is None or replace(old, **_OF_ROW) != replace(new, **_OF_ROW)
    )


def _fields(before: Subject, now: Subject) -> Iterator[str]:
    yield from _differing(before.case.complaint, now.case.complaint, Complaint, _OF_CASE)
    yield from _differing(_finding(before.case), _finding(now.case), Finding, _said(Finding))
    yield from _differing(before.proposal, now.proposal, Proposal, _said(Proposal))
    yield from _differing(before.link, now.link, Approval, _OF_LINK)
    if _lines(before.case) != _lines(now.case):
        yield table_name(ProductLine)


def _said(part: type[Part]) -> tuple[str, ...]:
    return tuple(name for name, spec in specs(part).items() if not spec.auto)


def _finding(case: Case) -> Finding:
    return case.findings[-1] if case.findings else Finding()


def _lines(case: Case) -> list[tuple[object, ...]]:
    return [tuple(getattr(line, name) for name in _said(ProductLine)) for line in case.product_lines]


def _differing(old: Part, new: Part, part: type[Part], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if getattr(old, name) != getattr(new, name):
            yield f"{table_name(part)}.{name}"
