"""Attacks on the complaint: its state, its owner, its approval."""

from __future__ import annotations

from tests.storage.attacks_on.attack import APPROVED, GIVEN, OF_CASE, Attack, blank, moved


def _offer(state: str, **values: object) -> tuple[str, str]:
    told = {"state": f"'{state}'", "applicant": "'service1'", "applied_at": "'{at}'"} | values
    amount = told.pop("amount", 30_000)
    sums = {"total": amount, "authority_value": amount} | told
    return (
        blank("proposal", **sums),
        blank("remedy", proposal=99, kind="'goods'", amount=amount, share_company=amount),
    )


NOW_APPROVED = {"approved_at": "'{at}'", "under_authority": 1}


_FILED = {"case": "filed", "step": "close", "to": "closed"}
COMPLAINT = (
    Attack("complaint_step", f"UPDATE complaint SET state = 'closed' {OF_CASE}"),
    Attack("complaint_step", f"UPDATE complaint SET owner = 'service1' {OF_CASE}", case="registered"),
    Attack("complaint_step", blank("complaint", id=999, case_no="'TS-1'", state="'closed'", version=1)),
    Attack(
        "complaint_version",
        blank("complaint", id=999, case_no="'TS-1'", state="'registered'", version=5),
        step="register",
        history={"case_no": "TS-1", "version": 1, "from_state": None, "to_state": "registered"},
    ),
    Attack(
        "complaint_leg",
        blank("complaint", id=999, case_no="'TS-1'", state="'closed'", version=1),
        step="register",
        history={"case_no": "TS-1", "version": 1, "from_state": None, "to_state": "closed"},
    ),
    Attack("complaint_version", f"UPDATE complaint SET title = 'x' {OF_CASE}", step="contact"),
    Attack("complaint_leg", moved("offered"), step="answer", to="offered"),
    Attack("complaint_leg", moved("registered"), step="contact", to="registered"),
    Attack("complaint_who", moved("offered"), case="approved", me="service2", step="answer", to="offered"),
    Attack(
        "complaint_who",
        moved("investigating"),
        case="registered",
        me="clerk1",
        step="accept",
        to="investigating",
    ),
    Attack(
        "complaint_who",
        moved("investigating"),
        case="proposed",
        me="service2",
        step="recall",
        to="investigating",
    ),
    Attack(
        "complaint_who",
        moved("investigating"),
        case="proposed",
        me="service1",
        step="reject",
        to="investigating",
    ),
    Attack("complaint_who", moved("proposed"), case="proposed", me="lead2", step="countersign"),
    Attack("complaint_who", moved("fulfilling"), case="fulfilling", me="money1", step="accept_notice"),
    Attack("complaint_who", moved("registered"), case="registered", me="service1", step="void_import"),
    Attack("complaint_who", moved("investigating"), me="service2", step="amend"),
    Attack(
        "complaint_about",
        moved("investigating", owner="'service1'"),
        case="about",
        me="service2",
        step="accept",
        to="investigating",
    ),
    Attack(
        "complaint_owner",
        moved("investigating", owner="'service2'"),
        case="about",
        step="accept",
        to="investigating",
    ),
    Attack("complaint_alone", moved("closed"), case="led", me="lead2", step="close_by_leader", to="closed"),
    Attack("complaint_fixed", moved("investigating", registered_at="'{at}'"), step="contact"),
    Attack("complaint_verbatim", moved("investigating", verbatim="'没说过'"), step="contact"),
    Attack("complaint_rises", moved("proposed", severity="'general'"), case="grave", step="contact"),
    Attack("complaint_rises", moved("proposed", handler_level="NULL"), case="grave", step="contact"),
    Attack("complaint_kept", f"DELETE FROM complaint {OF_CASE}", me="admin"),
    Attack(
        "complaint_finish",
        moved("following_up"),
        case="fulfilling",
        me="store1",
        step="finish",
        to="following_up",
    ),
    Attack("complaint_close_promise", moved("closed"), before=(blank("promise", state="'open'"),), **_FILED),
    Attack("complaint_close_follow_up", moved("closed"), before=(blank("follow_up"),), **_FILED),
    Attack("complaint_close_agreement", moved("closed"), case="satisfied", step="close", to="closed"),
    Attack(
        "complaint_close_satisfied",
        moved("closed"),
        before=(f"UPDATE follow_up SET satisfaction = 'dissatisfied' {OF_CASE}",),
        **_FILED,
    ),
    Attack(
        "complaint_close_notice",
        moved("closed"),
        before=(blank("notice", state="'issued'"),),
        aside=("guard_notice_state_on_insert",),
        **_FILED,
    ),
    Attack(
        "complaint_close_countersign",
        moved("closed"),
        before=(blank("approval", decision="'by_word'", approver="'lead1'"),),
        aside=("guard_approval_word_on_insert", "guard_approval_own_on_insert"),
        **_FILED,
    ),
    Attack("complaint_sign", moved("fulfilling"), case="issued", step="sign", to="fulfilling"),
    Attack(
        "complaint_settle", moved("fulfilling"), case="agreed", step="settle_without_paper", to="fulfilling"
    ),
    Attack("complaint_submitted", moved("proposed"), step="propose", to="proposed"),
    Attack(
        "complaint_approved",
        moved("approved"),
        before=(GIVEN % "lead1",),
        case="proposed",
        me="lead1",
        step="approve",
        to="approved",
    ),
    Attack("complaint_approved", moved("approved"), step="decide", to="approved"),
    Attack(
        "complaint_links",
        moved("approved"),
        before=(APPROVED, GIVEN % "lead1"),
        case="two_links",
        me="lead1",
        step="approve",
        to="approved",
    ),
    Attack(
        "complaint_four_eyes",
        moved("approved"),
        before=(APPROVED,),
        case="proposed",
        step="approve_by_word",
        to="approved",
    ),
    Attack(
        "complaint_sums",
        moved("proposed"),
        before=_offer("submitted", total=1),
        step="propose",
        to="proposed",
    ),
    Attack(
        "complaint_sums",
        moved("proposed"),
        before=_offer("submitted", authority_value=1),
        step="propose",
        to="proposed",
    ),
    Attack(
        "complaint_limit",
        moved("approved"),
        before=(APPROVED, GIVEN % "lead2"),
        case="dear2",
        me="lead2",
        step="approve",
        to="approved",
    ),
    Attack(
        "complaint_service_limit",
        moved("approved"),
        before=_offer("approved", **NOW_APPROVED),
        step="decide",
        to="approved",
    ),
    Attack(
        "complaint_grave",
        moved("approved"),
        before=_offer("approved", amount=100, **NOW_APPROVED),
        case="grave_open",
        step="decide",
        to="approved",
    ),
    Attack(
        "complaint_by_word",
        moved("approved"),
        before=(
            APPROVED,
            blank(
                "approval",
                proposal=1,
                approver="'lead2'",
                decision="'by_word'",
                at="'{at}'",
                recorded_by="'service1'",
                by_word_means="'phone'",
                evidence=1,
            ),
        ),
        case="grave",
        step="approve_by_word",
        to="approved",
    ),
)
