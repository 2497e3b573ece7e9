"""Which fields a form marks as compulsory at a step: due by the dictionary, or asked for by the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.domain.fields import Part, Spec, table_name
from aftersales.domain.forms import Extra
from aftersales.domain.workflow import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFILLED: Mapping[str, frozenset[str]] = {
    "contact": frozenset({"at", "staff", "will_call_back"}),
    "explanation": frozenset({"at", "by"}),
    "promise": frozenset({"made_at", "made_by"}),
    "containment": frozenset({"at", "by"}),
    "round": frozenset({"at", "result"}),
    "report_up": frozenset({"at", "by"}),
    "follow_up": frozenset({"at", "by"}),
    "attachment": frozenset({"belongs_to", "name"}),
    "answer": frozenset({"at", "by", "confirmed_by", "confirmed_at"}),
    "complaint": frozenset({"severity", "restated_at"}),
    "refund": frozenset({"amount"}),
    "agreement": frozenset("party_a party_b facts perform_by dispute court copies sign_place".split()),
}
"""Compulsory fields that the program fills in where nothing is given."""

NEEDED: Mapping[str, str] = {
    Step.APPROVE_BY_WORD: "person by_word_means by_word_at evidence",
    Step.SEND_BACK: "comment",
    Step.REJECT: "comment",
    Step.REFUSE_OFFER: "their_position",
    Step.RENEGOTIATE: "reason",
    Step.SETTLE_WITHOUT_PAPER: "no_paper_reason",
    Step.WITHDRAW: "reason means",
    Step.MERGE: "case",
    Step.CLOSE_BY_LEADER: "close_kind close_reason",
    Step.REOPEN: "reason",
    Step.URGE: "notice",
    Step.VERIFY_FULFILMENT: "notice",
    Step.CONFIRM_RESTATEMENT: "restated_who",
    Step.KEEP_PROMISE: "promise",
    Step.MOVE_PROMISE: "promise due_at moved_reason customer_agreed",
    Step.CANCEL_PROMISE: "promise reason",
    Step.ASSIGN: "person reason",
    Step.TAKE_OVER: "reason",
    Step.ADD_HELPER: "person",
    Step.HOLD: "hold_reason hold_until",
    Step.RAISE_LEVEL: "reason",
    Step.FLAG_MALICIOUS: "malicious",
    Step.FLAG_PUBLIC_RISK: "public_risk",
    Step.FLAG_ABUSE: "reason",
    Step.MOVE_DUE: "clock until reason",
    Step.FORWARD_APPROVAL: "person",
    Step.ADD_APPROVER: "person",
    Step.VOID_AGREEMENT: "void_reason",
    Step.ACCEPT_NOTICE: "notice",
    Step.DONE_NOTICE: "notice",
    Step.RETURN_NOTICE: "notice returned_reason",
    Step.CANCEL_NOTICE: "notice cancelled_reason",
    Step.REISSUE_NOTICE: "notice",
}
"""What a step's own function asks for beside what the dictionary says is due."""
ALWAYS_NEEDED = frozenset({"reopen_reason"})
"""What is compulsory wherever it is asked at all."""

NEEDED_WHERE: Mapping[str, str] = {Step.SETTLE_WITHOUT_PAPER: "payee bank account"}
"""What a step's own function asks for where the condition of the field holds."""

DUE_AT: Mapping[str, str] = {
    Step.DECIDE: Step.PROPOSE,
    Step.ACCEPT_EXPLANATION: Step.ACCEPT_OFFER,
    Step.REOPEN: Step.REGISTER,
}
"""Steps that ask for what is due at another one."""
ROWS_DUE = frozenset(
    {
        "contact",
        "explanation",
        "promise",
        "containment",
        "round",
        "report_up",
        "follow_up",
        "attachment",
        "quick",
    }
)
"""Records of which a step makes one row: what is due in each row is due there."""


def compulsory(step: str, part: type[Part], spec: Spec, conditions: frozenset[str] = frozenset()) -> bool:
    """Whether the step refuses to go on without the field, as far as this is known before it is taken.

    ``conditions``: which ``when`` of the dictionary are known to hold.
    """
    if spec.name in ALWAYS_NEEDED or spec.name in NEEDED.get(step, "").split():
        return True
    if spec.when and spec.when not in conditions:
        return False
    if spec.when and spec.name in NEEDED_WHERE.get(step, "").split():
        return True
    table = table_name(part)
    due = spec.due == DUE_AT.get(step, step) or (spec.due == "row" and table in ROWS_DUE)
    single = not (table == "promise" and step in (Step.KEEP_PROMISE, Step.MOVE_PROMISE))
    optional = spec.name in PREFILLED.get(table, ()) or step in (Step.ACCEPT, Step.AMEND)
    return due and single and not optional and part is not Extra
