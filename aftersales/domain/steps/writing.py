"""Which letters a case bears: what may be told to the customer, and what nobody has approved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.domain.codes import Decision, Founded, ProposalState, Purpose, RemedyKind, State
from aftersales.domain.errors import DomainError
from aftersales.domain.steps.offering import NothingApproved

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.records.proposal import Proposal, Remedy

LETTERS = {"answer": "D", "decline": "S", "apology": "Q", "progress": "J"}
"""The letters, and what their numbers carry behind the case's."""
_ENDED = (State.CLOSED, State.WITHDRAWN, State.MERGED)


class NothingDeclined(DomainError):
    """Nothing is declined and the complaint is not unfounded: nothing to explain. Facts: ``case_no``."""


class NoApologyApproved(DomainError):
    """The approved proposal holds no apology. Facts: ``case_no``."""


class NothingUnderWay(DomainError):
    """The case has ended: there is no progress to tell of. Facts: ``case_no``, ``state``."""


def bears(case: Case, kind: str) -> bool:
    """Whether the case holds what that letter tells."""
    held = held_proposal(case)
    if kind == "progress":
        return case.complaint.state not in _ENDED
    if kind == "decline":
        return held is not None and _declined(case, held)
    if kind == "apology":
        return any(row.kind == RemedyKind.APOLOGY for row in remedies_of(case, held))
    return held is not None


def must_bear(case: Case, kind: str) -> None:
    """Refuse a letter that the case does not bear.

    Raises NothingApproved, NothingDeclined, NoApologyApproved, NothingUnderWay.
    """
    if bears(case, kind):
        return
    case_no, state = case.complaint.case_no, case.complaint.state
    if kind == "progress":
        raise NothingUnderWay(case_no=case_no, state=state)
    if held_proposal(case) is None:
        raise NothingApproved(case_no=case_no)
    raise NothingDeclined(case_no=case_no) if kind == "decline" else NoApologyApproved(case_no=case_no)


def letter_no(case: Case, kind: str) -> str:
    """The number of a letter: of the same answer the same, of each progress notice the next."""
    held = held_proposal(case)
    answers = [row.no for row in case.answers if held is not None and row.proposal == held.no]
    if kind == "progress":
        count = (
            sum(row.purpose == Purpose.PROGRESS and row.taken_back_at is None for row in case.contacts) + 1
        )
    else:
        count = (
            answers[-1] if answers else max(1, sum(p.state == ProposalState.APPROVED for p in case.proposals))
        )
    return f"{case.complaint.case_no}-{LETTERS[kind]}{count}"


def held_proposal(case: Case) -> Proposal | None:
    """The proposal that holds now: the last one that is approved and not void."""
    found = [row for row in case.proposals if row.state == ProposalState.APPROVED]
    return found[-1] if found else None


def remedies_of(case: Case, held: Proposal | None) -> tuple[Remedy, ...]:
    """The remedies of a proposal, none for none."""
    return tuple(row for row in case.remedies if held is not None and row.proposal == held.no)


def _declined(case: Case, held: Proposal) -> bool:
    unfounded = bool(case.findings) and case.findings[-1].founded == Founded.UNFOUNDED
    return held.decision == Decision.DECLINE or unfounded
