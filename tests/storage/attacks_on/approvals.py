"""Attacks on the approvals: out of turn, for another, one's own."""

from __future__ import annotations

from tests.storage.attacks_on.attack import GIVEN, OF_CASE, Attack, blank

STOOD_IN = (
    "UPDATE approval SET decision = 'approve', at = '{at}', approver = '%s', substitute_for = 'lead1' "
    + OF_CASE
)
_SIGNED = f"UPDATE approval SET countersigned_at = '{{at}}' {OF_CASE} AND decision = 'by_word'"
_FOR_LEAD1 = blank(
    "approval", proposal=1, approver="'lead2'", decision="'approve'", at="'{at}'", substitute_for="'lead1'"
)
_LEAD1 = {"case": "proposed", "me": "lead1"}
APPROVALS = (
    Attack(
        "approval_link", blank("approval", proposal=1, approver="'lead2'"), case="proposed", step="contact"
    ),
    Attack(
        "approval_link", f"UPDATE approval SET approver = 'boss' {OF_CASE}", case="proposed", step="contact"
    ),
    Attack(
        "approval_turn",
        blank("approval", proposal=1, approver="'lead1'", decision="'approve'", at="'{at}'"),
        step="approve",
        to="approved",
        **_LEAD1,
    ),
    Attack(
        "approval_turn",
        STOOD_IN % "boss",
        case="proposed",
        me="boss",
        step="approve",
        to="approved",
    ),
    Attack("approval_turn", GIVEN % "boss", case="two_links", me="boss", step="approve", to="approved"),
    Attack(
        "approval_own",
        STOOD_IN % "lead2",
        case="led_proposed",
        me="lead2",
        step="approve",
        to="approved",
    ),
    Attack(
        "approval_own",
        blank(
            "approval",
            proposal=1,
            approver="'lead2'",
            decision="'by_word'",
            at="'{at}'",
            recorded_by="'lead2'",
            by_word_means="'phone'",
            evidence=1,
        ),
        case="led_proposed",
        me="lead2",
        step="approve_by_word",
        to="approved",
    ),
    Attack("approval_word", blank("approval", approver="'lead1'", decision="'by_word'"), step="contact"),
    Attack("approval_step", GIVEN % "lead1", step="send_back", to="investigating", **_LEAD1),
    Attack(
        "approval_frozen", f"UPDATE approval SET comment = 'x' {OF_CASE}", case="approved", step="contact"
    ),
    Attack("approval_countersign", _SIGNED, case="word", step="contact"),
    Attack("approval_countersign", _SIGNED, case="word", me="lead2", step="countersign"),
    Attack("approval_turn", _FOR_LEAD1, case="word", me="lead2", step="countersign"),
)
