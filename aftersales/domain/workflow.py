"""What can follow what: states, steps and the PATH of legs between them; the only file that knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aftersales.domain.codes import State

OPEN_STATES: tuple[str, ...] = (
    State.REGISTERED,
    State.INVESTIGATING,
    State.PROPOSED,
    State.APPROVED,
    State.OFFERED,
    State.AGREED,
    State.FULFILLING,
    State.FOLLOWING_UP,
)
ENDED_STATES: tuple[str, ...] = (State.CLOSED, State.WITHDRAWN, State.MERGED)
EVERY_STATE: tuple[str, ...] = OPEN_STATES + ENDED_STATES
ACCEPTED_STATES: tuple[str, ...] = OPEN_STATES[1:]
START = ""
"""The state of a case that does not exist yet."""

Step = StrEnum(
    "Step",
    "REGISTER ACCEPT PROPOSE DECIDE RECALL APPROVE APPROVE_BY_WORD SEND_BACK REJECT ANSWER ACCEPT_OFFER "
    "ACCEPT_EXPLANATION REFUSE_OFFER RENEGOTIATE SIGN SETTLE_WITHOUT_PAPER FINISH CLOSE DISSATISFIED "
    "WITHDRAW MERGE CLOSE_BY_LEADER REOPEN "
    "CONTACT ATTACH URGE VERIFY_FULFILMENT CONFIRM_RESTATEMENT RECORD_FINDING AMEND EXPLAIN NEGOTIATE "
    "CONTAIN PROMISE KEEP_PROMISE MOVE_PROMISE CANCEL_PROMISE PROGRESS_NOTICE ASSIGN TAKE_OVER ADD_HELPER "
    "HOLD RESUME RAISE_LEVEL REPORT_UP ACKNOWLEDGE_REPORT FLAG_MALICIOUS FLAG_PUBLIC_RISK FLAG_ABUSE "
    "FLAG_SPECIAL MOVE_DUE FORWARD_APPROVAL ADD_APPROVER COUNTERSIGN ISSUE_AGREEMENT VOID_AGREEMENT "
    "HAND_OVER_AGREEMENT FILE_ORIGINAL ACCEPT_NOTICE DONE_NOTICE RETURN_NOTICE CONFIRM_NOTICE "
    "CANCEL_NOTICE REISSUE_NOTICE VOID_IMPORT FOLLOW_UP TAKE_BACK",
)


class Who(StrEnum):
    """Who may take a leg: a relation to the case, or a role of the office."""

    ANY = "any"
    OWNER = "owner"
    HELPER = "helper"
    APPLICANT = "applicant"
    TURN = "turn"
    NAMED = "named"
    DEPARTMENT = "of_department"
    SYSTEM = "system"
    SERVICE = "service"
    LEADER = "leader"
    ADMIN = "admin"


@dataclass(frozen=True)
class Leg:
    """A step from any of its sources to its target (``None``: the state stays), by any of ``who``."""

    step: Step
    sources: tuple[str, ...]
    target: str | None
    who: tuple[Who, ...]


_S, _W = State, Who
_WORKERS = (_W.OWNER, _W.HELPER)
_KEEPERS = (_W.OWNER, _W.HELPER, _W.LEADER)

PATH: tuple[Leg, ...] = (
    Leg(Step.REGISTER, (START,), _S.REGISTERED, (_W.ANY,)),
    Leg(Step.ACCEPT, (_S.REGISTERED,), _S.INVESTIGATING, (_W.SERVICE,)),
    Leg(Step.PROPOSE, (_S.INVESTIGATING,), _S.PROPOSED, (_W.OWNER,)),
    Leg(Step.DECIDE, (_S.INVESTIGATING,), _S.APPROVED, (_W.OWNER,)),
    Leg(Step.RECALL, (_S.PROPOSED,), _S.INVESTIGATING, (_W.APPLICANT,)),
    Leg(Step.APPROVE, (_S.PROPOSED,), _S.PROPOSED, (_W.TURN,)),
    Leg(Step.APPROVE, (_S.PROPOSED,), _S.APPROVED, (_W.TURN,)),
    Leg(Step.APPROVE_BY_WORD, (_S.PROPOSED,), _S.APPROVED, (_W.SERVICE,)),
    Leg(Step.SEND_BACK, (_S.PROPOSED,), _S.INVESTIGATING, (_W.TURN,)),
    Leg(Step.REJECT, (_S.PROPOSED,), _S.INVESTIGATING, (_W.TURN,)),
    Leg(Step.ANSWER, (_S.APPROVED,), _S.OFFERED, (_W.OWNER,)),
    Leg(Step.ACCEPT_OFFER, (_S.OFFERED,), _S.AGREED, (_W.SERVICE,)),
    Leg(Step.ACCEPT_EXPLANATION, (_S.OFFERED,), _S.FOLLOWING_UP, (_W.SERVICE,)),
    Leg(Step.REFUSE_OFFER, (_S.OFFERED,), _S.INVESTIGATING, (_W.SERVICE,)),
    Leg(Step.RENEGOTIATE, (_S.APPROVED, _S.AGREED), _S.INVESTIGATING, (_W.OWNER,)),
    Leg(Step.RENEGOTIATE, (_S.FULFILLING,), _S.INVESTIGATING, (_W.LEADER,)),
    Leg(Step.SIGN, (_S.AGREED,), _S.FULFILLING, (_W.SERVICE,)),
    Leg(Step.SETTLE_WITHOUT_PAPER, (_S.AGREED,), _S.FULFILLING, (_W.SERVICE,)),
    Leg(Step.FINISH, (_S.FULFILLING,), _S.FOLLOWING_UP, (_W.SYSTEM,)),
    Leg(Step.CLOSE, (_S.FOLLOWING_UP,), _S.CLOSED, (_W.SERVICE, _W.LEADER)),
    Leg(Step.DISSATISFIED, (_S.FOLLOWING_UP,), _S.INVESTIGATING, (_W.SERVICE,)),
    Leg(Step.WITHDRAW, OPEN_STATES[:6], _S.WITHDRAWN, (_W.SERVICE,)),
    Leg(Step.MERGE, OPEN_STATES[:5], _S.MERGED, (_W.SERVICE,)),
    Leg(Step.CLOSE_BY_LEADER, OPEN_STATES, _S.CLOSED, (_W.LEADER,)),
    Leg(Step.REOPEN, (_S.CLOSED, _S.WITHDRAWN), _S.INVESTIGATING, (_W.SERVICE, _W.LEADER)),
    # Actions beside the path: the state stays.
    Leg(Step.CONTACT, EVERY_STATE, None, (_W.ANY,)),
    Leg(Step.ATTACH, EVERY_STATE, None, (_W.ANY,)),
    Leg(Step.TAKE_BACK, EVERY_STATE, None, (_W.ANY,)),
    Leg(Step.URGE, EVERY_STATE, None, (_W.ANY,)),
    Leg(Step.VERIFY_FULFILMENT, EVERY_STATE, None, (_W.ANY,)),
    Leg(Step.CONFIRM_RESTATEMENT, OPEN_STATES, None, _WORKERS),
    Leg(Step.RECORD_FINDING, OPEN_STATES, None, _WORKERS),
    Leg(Step.AMEND, OPEN_STATES, None, _WORKERS),
    Leg(Step.EXPLAIN, OPEN_STATES, None, _WORKERS),
    Leg(Step.NEGOTIATE, OPEN_STATES, None, _WORKERS),
    Leg(Step.CONTAIN, OPEN_STATES, None, _KEEPERS),
    Leg(Step.PROMISE, OPEN_STATES, None, _KEEPERS),
    Leg(Step.KEEP_PROMISE, OPEN_STATES, None, _KEEPERS),
    Leg(Step.MOVE_PROMISE, OPEN_STATES, None, _KEEPERS),
    Leg(Step.CANCEL_PROMISE, OPEN_STATES, None, _KEEPERS),
    Leg(Step.PROGRESS_NOTICE, OPEN_STATES, None, _KEEPERS),
    Leg(Step.ASSIGN, ACCEPTED_STATES, None, (_W.LEADER, _W.OWNER)),
    Leg(Step.TAKE_OVER, ACCEPTED_STATES, None, (_W.LEADER, _W.OWNER)),
    Leg(Step.ADD_HELPER, ACCEPTED_STATES, None, (_W.LEADER, _W.OWNER)),
    Leg(Step.HOLD, OPEN_STATES, None, (_W.OWNER, _W.LEADER)),
    Leg(Step.RESUME, OPEN_STATES, None, (_W.OWNER, _W.LEADER)),
    Leg(Step.RAISE_LEVEL, OPEN_STATES, None, (_W.OWNER, _W.LEADER)),
    Leg(Step.REPORT_UP, OPEN_STATES, None, (_W.OWNER, _W.LEADER)),
    Leg(Step.ACKNOWLEDGE_REPORT, OPEN_STATES, None, (_W.LEADER,)),
    Leg(Step.FLAG_MALICIOUS, OPEN_STATES, None, (_W.SERVICE, _W.LEADER)),
    Leg(Step.FLAG_PUBLIC_RISK, OPEN_STATES, None, (_W.SERVICE, _W.LEADER)),
    Leg(Step.FLAG_ABUSE, OPEN_STATES, None, (_W.SERVICE, _W.LEADER)),
    Leg(Step.FLAG_SPECIAL, OPEN_STATES, None, (_W.SERVICE, _W.LEADER)),
    Leg(Step.MOVE_DUE, OPEN_STATES, None, (_W.LEADER,)),
    Leg(Step.FORWARD_APPROVAL, (_S.PROPOSED,), None, (_W.TURN,)),
    Leg(Step.ADD_APPROVER, (_S.PROPOSED,), None, (_W.TURN,)),
    Leg(Step.COUNTERSIGN, EVERY_STATE, None, (_W.NAMED,)),
    Leg(Step.ISSUE_AGREEMENT, (_S.AGREED,), None, (_W.SERVICE,)),
    Leg(Step.VOID_AGREEMENT, (_S.AGREED,), None, (_W.SERVICE,)),
    Leg(Step.HAND_OVER_AGREEMENT, OPEN_STATES[5:], None, (_W.SERVICE,)),
    Leg(Step.FILE_ORIGINAL, OPEN_STATES[5:], None, (_W.SERVICE,)),
    Leg(Step.ACCEPT_NOTICE, (_S.FULFILLING,), None, (_W.DEPARTMENT, _W.SERVICE)),
    Leg(Step.DONE_NOTICE, (_S.FULFILLING,), None, (_W.DEPARTMENT, _W.SERVICE)),
    Leg(Step.RETURN_NOTICE, (_S.FULFILLING,), None, (_W.DEPARTMENT, _W.SERVICE)),
    Leg(Step.CONFIRM_NOTICE, (_S.FULFILLING,), None, (_W.SERVICE,)),
    Leg(Step.CANCEL_NOTICE, (_S.FULFILLING,), None, (_W.SERVICE,)),
    Leg(Step.REISSUE_NOTICE, (_S.FULFILLING,), None, (_W.SERVICE,)),
    Leg(Step.VOID_IMPORT, (_S.REGISTERED,), None, (_W.ADMIN, _W.LEADER)),
    Leg(Step.FOLLOW_UP, (_S.FOLLOWING_UP, _S.CLOSED), None, (_W.SERVICE,)),
)


def legs(step: str, source: str) -> tuple[Leg, ...]:
    """The legs of ``step`` that begin in the state ``source``."""
    return tuple(leg for leg in PATH if leg.step == step and source in leg.sources)


def steps_from(source: str) -> tuple[Step, ...]:
    """Every step that some leg begins in ``source``, in path order, each once."""
    return tuple(dict.fromkeys(leg.step for leg in PATH if source in leg.sources))
