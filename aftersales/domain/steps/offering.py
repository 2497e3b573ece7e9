"""Answering the customer and taking his word: accepted, explained, refused, negotiated again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.case import added, changed
from aftersales.domain.codes import (
    AgreementState,
    Clock,
    NoticeState,
    ProposalState,
    RoundResult,
    State,
)
from aftersales.domain.errors import DomainError
from aftersales.domain.reading import require
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.proposal import Answer, Proposal, Round
from aftersales.domain.steps import clocks
from aftersales.domain.steps.agreeing import drafted
from aftersales.domain.steps.fulfilling import OPEN_NOTICES, confirmed, follow_up_planned, with_notice
from aftersales.domain.steps.proposing import offers, voided
from aftersales.domain.steps.rows import filled, made, must_have_happened, must_not_precede, needed, touched
from aftersales.domain.steps.talking import with_round

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from aftersales.domain.case import Case
    from aftersales.domain.forms import Given
    from aftersales.domain.office import Desk


class NothingApproved(DomainError):
    """No approved proposal stands. Facts: ``case_no``."""


class ThereIsARemedy(DomainError):
    """Only an explanation can simply be accepted. Facts: ``kinds``."""


def granted(case: Case) -> Proposal:
    """The approved proposal that holds; raises ``NothingApproved``."""
    for proposal in reversed(case.proposals):
        if proposal.state == ProposalState.APPROVED:
            return proposal
    raise NothingApproved(case_no=case.complaint.case_no)


def answer(case: Case, given: Given, desk: Desk) -> Case:
    """The customer is told the decision."""
    proposal = granted(case)
    values = {"at": desk.now, "by": desk.login, **_told(given.of(Answer))}
    row = filled(made(Answer, desk, proposal=proposal.no), values)
    require(row, "answer", frozenset())
    must_have_happened(row.at, desk, "answer.at")
    must_not_precede(row.at, _said_yes(case, proposal), "answer.at")
    case = replace(case, answers=added(case.answers, row))
    at = row.at or desk.now
    case = clocks.stop(case, max(at, proposal.approved_at or at), Clock.ANSWER)
    case = clocks.stop(case, at, Clock.FIRST_ANSWER, Clock.FIRST_CONTACT)
    return touched(clocks.restart(case, desk, Clock.PROGRESS, at=at), state=State.OFFERED)


def _said_yes(case: Case, proposal: Proposal) -> datetime | None:
    """When it was approved: by word the word counts, which is entered later."""
    words = [row.by_word_at for row in case.approvals if row.proposal == proposal.no and row.by_word_at]
    return words[-1] if words else proposal.approved_at


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _confirmed(case: Case, given: Given, desk: Desk) -> Case:
    values = {
        "confirmed_by": case.customer.contact_name or case.customer.cust_name,
        "confirmed_at": desk.now,
        **_told(given.of(Answer)),
    }
    row = filled(case.answers[-1], values)
    require(row, "accept_offer", frozenset())
    must_have_happened(row.confirmed_at, desk, "answer.confirmed_at")
    must_not_precede(row.confirmed_at, row.at, "answer.confirmed_at")
    return replace(case, answers=changed(case.answers, row))


def accept_offer(case: Case, given: Given, desk: Desk) -> Case:
    """The customer says yes; the agreement is drafted from the approved proposal."""
    case = _confirmed(case, given, desk)
    case = drafted(case, granted(case), given.of(Agreement), desk)
    return touched(clocks.stop(case, desk.now, Clock.PROGRESS), state=State.AGREED)


def accept_explanation(case: Case, given: Given, desk: Desk) -> Case:
    """The customer takes the explanation; there is nothing to sign and nothing to send."""
    proposal = granted(case)
    rows = [row for row in case.remedies if row.proposal == proposal.no]
    if offers(rows):
        raise ThereIsARemedy(kinds=[row.kind for row in rows])
    case = clocks.stop(_confirmed(case, given, desk), desk.now, Clock.PROGRESS)
    return touched(follow_up_planned(case, desk), state=State.FOLLOWING_UP)


def refuse_offer(case: Case, given: Given, desk: Desk) -> Case:
    """The customer says no: his position is kept, the next round begins."""
    proposal = granted(case)
    values = {
        "at": desk.now,
        "participants": case.customer.contact_name or case.customer.cust_name,
        "channel": case.answers[-1].channel,
        "our_position": proposal.opinion,
        **_told(given.of(Round)),
        "proposal": proposal.no,
        "result": RoundResult.REFUSED,
    }
    needed(values.get("their_position"), "round.their_position", "refuse_offer")
    return again(with_round(case, values, desk), desk)


def renegotiate(case: Case, given: Given, desk: Desk) -> Case:
    """Talked about anew: an issued unsigned agreement is voided, notices not done are cancelled."""
    reason = needed(given.extra.reason, "reason", "renegotiate")
    case = agreements_ended(case, reason)
    case = notices_cancelled(case, reason, desk)
    return again(case, desk)


def again(case: Case, desk: Desk) -> Case:
    """Back to 调查处理, one round on: what was approved and not carried out is void, clocks run anew."""
    case = voided(case, desk)
    case = touched(case, state=State.INVESTIGATING, round_no=case.complaint.round_no + 1)
    case = clocks.start(clocks.stop(case, desk.now, Clock.ANSWER), desk, Clock.PROGRESS)
    return clocks.restart(case, desk, Clock.DECISION)


def agreements_ended(case: Case, reason: str) -> Case:
    """Issued unsigned agreements become void and keep their number; drafts are dropped."""
    kept = tuple(
        replace(row, state=AgreementState.VOID, void_reason=reason[:200])
        if row.state == AgreementState.ISSUED
        else row
        for row in case.agreements
        if row.state != AgreementState.DRAFT
    )
    return replace(case, agreements=kept)


def notices_cancelled(case: Case, reason: str, desk: Desk) -> Case:
    """Notices not done are cancelled; those done stay as given: the leader confirms them with this step."""
    for notice in case.notices:
        if notice.state == NoticeState.DONE:
            case = with_notice(case, confirmed(notice, desk))
        elif notice.state in OPEN_NOTICES and notice.reissued_as is None:
            gone = replace(notice, state=NoticeState.CANCELLED, cancelled_reason=reason[:200])
            case = with_notice(case, gone)
    return case
