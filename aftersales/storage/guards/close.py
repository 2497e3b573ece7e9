"""Guards of single legs of the complaint: what finish, close, sign and settle ask beside who takes them."""

from __future__ import annotations

from aftersales.domain.codes import AgreementState, NoticeState, PromiseState, ProposalState, Satisfaction
from aftersales.domain.workflow import Step
from aftersales.storage.guards.path import taken
from aftersales.storage.guards.sql import UPDATE, Guard
from aftersales.storage.guards.words import newest, quoted

OPEN_NOTICE = (
    "EXISTS (SELECT 1 FROM @notice n WHERE n.case_no = OLD.case_no"
    f" AND n.state NOT IN ({quoted((NoticeState.CONFIRMED, NoticeState.CANCELLED))})"
    f" AND NOT (n.state = '{NoticeState.RETURNED}' AND n.reissued_as IS NOT NULL))"
)
_OPEN_PROMISE = (
    f"EXISTS (SELECT 1 FROM @promise p WHERE p.case_no = OLD.case_no AND p.state = '{PromiseState.OPEN}')"
)
_OPEN_FOLLOW_UP = "EXISTS (SELECT 1 FROM @follow_up f WHERE f.case_no = OLD.case_no AND f.at IS NULL)"
_NOT_COUNTERSIGNED = (
    "EXISTS (SELECT 1 FROM @approval a WHERE a.case_no = OLD.case_no"
    " AND a.decision = 'by_word' AND a.countersigned_at IS NULL)"
)
_NOT_FILED = (
    "EXISTS (SELECT 1 FROM @agreement a WHERE a.case_no = OLD.case_no"
    f" AND a.state IN ({quoted((AgreementState.SIGNED, AgreementState.FULFILLED))})"
    " AND a.scan IS NULL AND a.original_place IS NULL)"
)
_SATISFIED = (
    "EXISTS (SELECT 1 FROM @follow_up f WHERE f.case_no = OLD.case_no"
    " AND f.round_no = OLD.round_no AND f.satisfaction"
    f" IN ({quoted((Satisfaction.SATISFIED, Satisfaction.MOSTLY_SATISFIED))}))"
)
_SIGNED = (
    "EXISTS (SELECT 1 FROM @agreement a WHERE a.case_no = OLD.case_no"
    f" AND a.state = '{AgreementState.SIGNED}' AND a.issued_sha256 IS NOT NULL AND a.signed_a_on IS NOT NULL"
    " AND a.signed_b_on IS NOT NULL AND a.signer_a IS NOT NULL AND a.signer_b IS NOT NULL)"
)
_PAPERLESS = (
    "EXISTS (SELECT 1 FROM @proposal p, @company z WHERE z.no = 1 AND p.case_no = OLD.case_no"
    f" AND p.no = {newest('OLD.case_no', (ProposalState.APPROVED,))}"
    " AND p.authority_value > z.paperless_limit)"
)


def _leg(name: str, step: str, target: str, refuse_when: str) -> Guard:
    """A rule of one step; asked only where the state becomes the step's target."""
    only_if = f"NEW.state = '{target}' AND OLD.state <> NEW.state"
    refused = f"({refuse_when}) AND {taken(UPDATE, f'h.step = {step!r}')}"
    return Guard(f"complaint_{name}", "complaint", UPDATE, refused, only_if)


GUARDS: tuple[Guard, ...] = (
    _leg("finish", Step.FINISH.value, "following_up", OPEN_NOTICE),
    _leg("close_notice", Step.CLOSE.value, "closed", OPEN_NOTICE),
    _leg("close_promise", Step.CLOSE.value, "closed", _OPEN_PROMISE),
    _leg("close_follow_up", Step.CLOSE.value, "closed", _OPEN_FOLLOW_UP),
    _leg("close_countersign", Step.CLOSE.value, "closed", _NOT_COUNTERSIGNED),
    _leg("close_agreement", Step.CLOSE.value, "closed", _NOT_FILED),
    _leg("close_satisfied", Step.CLOSE.value, "closed", f"NOT {_SATISFIED}"),
    _leg("sign", Step.SIGN.value, "fulfilling", f"NOT {_SIGNED}"),
    _leg("settle", Step.SETTLE_WITHOUT_PAPER.value, "fulfilling", _PAPERLESS),
)
