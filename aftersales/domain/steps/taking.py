"""Takes a step: asks policy who may, the step's function what it brings, PATH whether it may lead there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.case import StepTaken
from aftersales.domain.errors import DomainError
from aftersales.domain.forms import NOTHING, Given
from aftersales.domain.policy import NotOnThePath, may
from aftersales.domain.steps import (
    agreeing,
    approving,
    ending,
    following,
    fulfilling,
    intake,
    managing,
    offering,
    promises,
    proposing,
    taking_back,
    talking,
)
from aftersales.domain.steps.hearing import messages
from aftersales.domain.steps.rows import references_must_exist
from aftersales.domain.workflow import START, Step, legs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aftersales.domain.case import Case
    from aftersales.domain.office import Desk

RULES: Mapping[str, Callable[[Case, Given, Desk], Case]] = {
    Step.REGISTER: intake.register,
    Step.ACCEPT: intake.accept,
    Step.AMEND: intake.amend,
    Step.PROPOSE: proposing.propose,
    Step.DECIDE: proposing.decide,
    Step.RECALL: proposing.recall,
    Step.APPROVE: approving.approve,
    Step.APPROVE_BY_WORD: approving.approve_by_word,
    Step.SEND_BACK: approving.send_back,
    Step.REJECT: approving.reject,
    Step.FORWARD_APPROVAL: approving.forward_approval,
    Step.ADD_APPROVER: approving.add_approver,
    Step.COUNTERSIGN: approving.countersign,
    Step.ANSWER: offering.answer,
    Step.ACCEPT_OFFER: offering.accept_offer,
    Step.ACCEPT_EXPLANATION: offering.accept_explanation,
    Step.REFUSE_OFFER: offering.refuse_offer,
    Step.RENEGOTIATE: offering.renegotiate,
    Step.ISSUE_AGREEMENT: agreeing.issue_agreement,
    Step.VOID_AGREEMENT: agreeing.void_agreement,
    Step.HAND_OVER_AGREEMENT: agreeing.hand_over_agreement,
    Step.SIGN: agreeing.sign,
    Step.SETTLE_WITHOUT_PAPER: agreeing.settle_without_paper,
    Step.FILE_ORIGINAL: agreeing.file_original,
    Step.ACCEPT_NOTICE: fulfilling.accept_notice,
    Step.DONE_NOTICE: fulfilling.done_notice,
    Step.RETURN_NOTICE: fulfilling.return_notice,
    Step.CONFIRM_NOTICE: fulfilling.confirm_notice,
    Step.CANCEL_NOTICE: fulfilling.cancel_notice,
    Step.REISSUE_NOTICE: fulfilling.reissue_notice,
    Step.FOLLOW_UP: following.follow_up,
    Step.CLOSE: following.close,
    Step.DISSATISFIED: following.dissatisfied,
    Step.WITHDRAW: ending.withdraw,
    Step.MERGE: ending.merge,
    Step.CLOSE_BY_LEADER: ending.close_by_leader,
    Step.REOPEN: ending.reopen,
    Step.VOID_IMPORT: ending.void_import,
    Step.CONTACT: talking.contact,
    Step.ATTACH: talking.attach,
    Step.TAKE_BACK: taking_back.take_back,
    Step.URGE: talking.urge,
    Step.VERIFY_FULFILMENT: talking.verify_fulfilment,
    Step.CONFIRM_RESTATEMENT: talking.confirm_restatement,
    Step.RECORD_FINDING: talking.record_finding,
    Step.EXPLAIN: talking.explain,
    Step.NEGOTIATE: talking.negotiate,
    Step.PROGRESS_NOTICE: talking.progress_notice,
    Step.CONTAIN: promises.contain,
    Step.PROMISE: promises.promise,
    Step.KEEP_PROMISE: promises.keep_promise,
    Step.MOVE_PROMISE: promises.move_promise,
    Step.CANCEL_PROMISE: promises.cancel_promise,
    Step.ASSIGN: managing.assign,
    Step.TAKE_OVER: managing.take_over,
    Step.ADD_HELPER: managing.add_helper,
    Step.HOLD: managing.hold,
    Step.RESUME: managing.resume,
    Step.RAISE_LEVEL: managing.raise_level,
    Step.REPORT_UP: managing.report_up,
    Step.ACKNOWLEDGE_REPORT: managing.acknowledge_report,
    Step.FLAG_MALICIOUS: managing.flag_malicious,
    Step.FLAG_PUBLIC_RISK: managing.flag_public_risk,
    Step.FLAG_ABUSE: managing.flag_abuse,
    Step.FLAG_SPECIAL: managing.flag_special,
    Step.MOVE_DUE: managing.move_due,
}
"""What each step brings. 落实完成 (finish) is the program's own and stands in ``follow``."""


class TimeRunsBack(DomainError):
    """A step lies before the last one of its case. Facts: ``at``, ``last``."""


def take(step: str, case: Case, given: Given, desk: Desk) -> tuple[StepTaken, ...]:
    """The step and what it makes due at once, or the error that says why not."""
    may(step, case, desk)
    _must_go_on(case, desk)
    references_must_exist(case, given, desk)
    after = RULES[step](case, given, desk)
    return follow(_taken(step, case, after, given, desk), desk)


def _must_go_on(case: Case, desk: Desk) -> None:
    complaint = case.complaint
    known = [complaint.registered_at, complaint.received_at, complaint.closed_at]
    known += [row.approved_at for row in case.proposals]
    known += [row.created_at for row in (*case.answers, *case.agreements, *case.notices, *case.contacts)]
    last = max((moment for moment in known if moment is not None), default=desk.now)
    if desk.now < last:
        raise TimeRunsBack(at=desk.now.isoformat(), last=last.isoformat())


def begin(case: Case, given: Given, desk: Desk, rule: Callable[[Case, Given, Desk], Case]) -> StepTaken:
    """The first step of a case that does not exist yet."""
    if case.complaint.state != START:
        raise NotOnThePath(step=Step.REGISTER, state=case.complaint.state)
    references_must_exist(case, given, desk)
    after = rule(case, given, desk)
    return _taken(Step.REGISTER, case, after, given, desk)


def follow(taken: StepTaken, desk: Desk) -> tuple[StepTaken, ...]:
    """The step, and 落实完成 after it where no notice is open any more."""
    if not fulfilling.may_finish(taken.after):
        return (taken,)
    after = fulfilling.finish(taken.after, desk)
    return (taken, _taken(Step.FINISH, taken.after, after, NOTHING, desk))


def _taken(step: str, before: Case, after: Case, given: Given, desk: Desk) -> StepTaken:
    source, target = before.complaint.state, after.complaint.state
    if not any(
        leg.target == target or (leg.target is None and source == target) for leg in legs(step, source)
    ):
        raise NotOnThePath(step=step, state=target)
    complaint = replace(after.complaint, version=before.complaint.version + 1)
    if source == START:
        complaint = replace(complaint, created_at=desk.now, created_by=desk.login)
    after = replace(after, complaint=complaint)
    extra = given.extra
    taken = StepTaken(
        step=step,
        before=None if source == START else before,
        after=after,
        at=desk.now,
        actor=desk.login,
        reason=extra.reason or extra.reopen_reason or extra.comment,
    )
    return replace(taken, messages=messages(taken, desk.office))
