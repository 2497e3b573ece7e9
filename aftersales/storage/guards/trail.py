"""Guards of the history: in my name, at the chain's end, the next version of its case, never altered."""

from __future__ import annotations

from aftersales.domain.codes import ApprovalDecision
from aftersales.domain.workflow import Step
from aftersales.storage.guards.sql import DELETE, INSERT, UPDATE, Guard
from aftersales.storage.guards.words import ACTIVE, NO_STAFF, quoted
from aftersales.storage.orm import POSTGRESQL

LAST = "(SELECT l.seq FROM @history l ORDER BY l.seq DESC LIMIT 1)"
SUBMITTING: tuple[str, ...] = (Step.PROPOSE, Step.DECIDE)
DECIDING: tuple[str, ...] = (
    Step.APPROVE,
    Step.SEND_BACK,
    Step.REJECT,
    Step.FORWARD_APPROVAL,
    Step.ADD_APPROVER,
    Step.APPROVE_BY_WORD,
    Step.COUNTERSIGN,
)
"""Steps whose rows carry the step's own moment: who takes one twice needs two moments."""
DECISIONS: tuple[str, ...] = (
    ApprovalDecision.APPROVE,
    ApprovalDecision.APPROVE_LESS,
    ApprovalDecision.SEND_BACK,
    ApprovalDecision.REJECT,
    ApprovalDecision.FORWARD,
)
"""What the approver whose turn it is may decide."""

_VERSION = "COALESCE((SELECT c.version FROM @complaint c WHERE c.case_no = NEW.case_no), 0)"


def _same_moment(steps: tuple[str, ...]) -> str:
    return (
        f"(NEW.step IN ({quoted(steps)}) AND EXISTS (SELECT 1 FROM @history e"
        " WHERE e.case_no = NEW.case_no AND e.version < NEW.version AND e.actor = NEW.actor"
        f" AND e.at = NEW.at AND e.step IN ({quoted(steps)})))"
    )


def _insert(
    name: str, refuse_when: str, only_if: str = "", *, engine: str = "", at_commit: bool = False
) -> Guard:
    return Guard(
        f"history_{name}", "history", INSERT, refuse_when, only_if, engine=engine, at_commit=at_commit
    )


GUARDS: tuple[Guard, ...] = (
    _insert("actor", "NEW.actor <> me() OR NEW.login <> me()"),
    _insert("staff", f"NOT ({ACTIVE} OR {NO_STAFF})"),
    _insert("seq", f"NEW.seq <> COALESCE({LAST}, 0) + 1"),
    _insert("prev", f"NEW.prev_hash <> COALESCE((SELECT l.hash FROM @history l WHERE l.seq = {LAST}), '')"),
    _insert(
        "version",
        f"NEW.version IS NOT NULL AND (NEW.case_no IS NULL OR NEW.version <> {_VERSION} + 1)",
    ),
    _insert(
        "moment",
        f"{_same_moment(SUBMITTING)} OR {_same_moment(DECIDING)}",
        f"NEW.version IS NOT NULL AND NEW.step IN ({quoted((*SUBMITTING, *DECIDING))})",
    ),
    _insert(
        "followed",
        f"NEW.version IS NOT NULL AND NEW.version > {_VERSION}",
        engine=POSTGRESQL,
        at_commit=True,
    ),
    Guard("history_frozen", "history", UPDATE, "true"),
    Guard("history_kept", "history", DELETE, "true"),
)
"""The rule on the hash itself, which only PostgreSQL can compute, is in ``chain.py``."""
