"""Proposing and deciding: what 报批 asks, what it brings, recalling, and that the amounts agree."""

from __future__ import annotations

from typing import Any

import pytest

from aftersales.domain.authority import OverLimit
from aftersales.domain.policy import NotForYou
from aftersales.domain.steps.proposing import (
    AlreadyDecided,
    AmountDiffers,
    DeclineHasNoRemedy,
    LiabilityDiffers,
    MoneyNotShared,
    SharesDiffer,
)
from aftersales.domain.workflow import Step
from tests.domain.play import LINE, OFFICE, Play, at_state, fields_of, proposal, remedy, with_staff

BOTH = pytest.mark.parametrize("step", [Step.PROPOSE, Step.DECIDE])
NEEDED = {
    "summary": "complaint.summary",
    "restated_ok": "complaint.restated_ok",
    "restated_who": "complaint.restated_who",
    "cust_type": "customer.cust_type",
    "founded": "finding.founded",
    "basis": "finding.basis",
    "cause_main": "finding.cause_main",
    "decision": "proposal.decision",
    "opinion": "proposal.opinion",
    "remedies": "proposal.remedies",
    "product_line": "product_line",
}
DECLINED: dict[str, Any] = {"decision": "不予支持", "founded": "不成立", "remedies": None}
UNMET = [{"kind": "补货", "unmet_reason": "检测合格"}]
EXPLAINED = [{"channel": "电话", "to_whom": "张三", "explained": "使用不当", "reaction": "接受"}]


def without(*names: str, **more: object) -> dict[str, Any]:
    """What 报批 asks, but for these fields."""
    given = proposal(**more)
    return {name: value for name, value in given.items() if name not in names and value is not None}


@BOTH
@pytest.mark.parametrize("field", NEEDED)
def test_what_is_compulsory_at_the_proposal(step: str, field: str) -> None:
    """Each field due at 报批 is named when it is missing, at 权限内决定 as well."""
    lacking = at_state("investigating").lacks("service1", step, **without(field))
    extra = {"complaint.restated_at"} if field == "restated_ok" else set()
    assert lacking == {NEEDED[field]} | extra


@BOTH
@pytest.mark.parametrize("field", ["occurred_on", "contact_title", "basis_files"])
def test_what_takes_unknown_is_asked(step: str, field: str) -> None:
    """A field that takes 不详 is asked as long as nobody says so."""
    marks = {name: mark for name, mark in proposal()["na"].items() if name != field}
    lacking = at_state("investigating").lacks("service1", step, **proposal(na=marks))
    assert {name.split(".")[1] for name in lacking} == {field}


@pytest.mark.parametrize("field", sorted(LINE))
def test_a_product_is_described(field: str) -> None:
    """Each field of a product line is asked when the reason is a product, and told by its row."""
    line = {name: value for name, value in LINE.items() if name != field}
    lacking = at_state("investigating").lacks("service1", "propose", **proposal(product_line=[line]))
    assert lacking == {f"product_line.1.{field}"}


def test_no_product_is_asked_where_the_reason_is_another() -> None:
    """A complaint about attitude needs no product line."""
    play = Play().register(reason=["态度"]).take("service1", "accept")
    assert play.take("service1", "propose", **without("product_line")).state == "proposed"


def test_a_restatement_that_was_denied() -> None:
    """复述确认 "no" is not a confirmation."""
    lacking = at_state("investigating").lacks(
        "service1", "propose", **proposal(restated_ok=False, restated_at=None)
    )
    assert "complaint.restated_ok" in lacking


def test_harm_that_goes_on_is_contained_first() -> None:
    """持续损害 asks for a containment before anything is proposed."""
    play = Play().register(ongoing_harm="是").take("service1", "accept")
    assert play.lacks("service1", "propose", **proposal()) == {"containment"}
    play.take("service1", "contain", action="停用该批次")
    assert play.take("service1", "propose", **proposal()).state == "proposed"


def test_a_refusal_is_explained() -> None:
    """不予支持 needs no remedy, and an explanation; 不成立 needs one too."""
    play = at_state("investigating")
    unmet = "complaint.demands.1.unmet_reason"
    assert play.lacks("service1", "propose", **without(**DECLINED)) == {"explanation", unmet}
    assert play.lacks("service1", "propose", **proposal(founded="不成立")) == {"explanation"}
    play.take("service1", "propose", **without(**DECLINED, explanation=EXPLAINED, demands=UNMET))
    assert (play.state, play.due.decision, play.due.total) == ("proposed", "decline", 0)


def test_a_refusal_offers_nothing() -> None:
    """不予支持 with a remedy contradicts itself; with an explanation it does not."""
    play = at_state("investigating")
    given = proposal(remedy(), decision="不予支持", explanation=EXPLAINED)
    assert isinstance(play.refused("service1", "propose", **given), DeclineHasNoRemedy)
    nothing = remedy("explanation", "")
    only = proposal(nothing, decision="不予支持", explanation=EXPLAINED, demands=UNMET)
    assert play.take("service1", "propose", **only).state == "proposed"


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("goods", "product"),
        ("goods", "qty"),
        ("goods", "unit"),
        ("goods", "unit_value"),
        ("exchange", "product"),
        ("cash", "amount"),
        ("refund", "amount"),
        ("return_refund", "amount"),
        ("discount", "amount"),
        ("apology", "due"),
    ],
)
def test_a_remedy_says_what_it_is(kind: str, field: str) -> None:
    """Each row needs what its kind asks: product and quantity for goods, the amount for money."""
    row = {name: value for name, value in remedy(kind).items() if name != field}
    assert at_state("investigating").lacks("service1", "propose", **proposal(row)) == {f"remedy.{field}"}


def test_special_packing_says_how() -> None:
    """特殊包装 asks what is wanted."""
    row = remedy(special_packing=True)
    assert at_state("investigating").lacks("service1", "propose", **proposal(row)) == {"remedy.packing_spec"}


def test_the_amount_is_quantity_times_value() -> None:
    """Goods cost quantity × unit value; another amount is refused, none is filled in."""
    play = at_state("investigating")
    wrong = remedy(qty=3, amount="299.99")
    assert isinstance(play.refused("service1", "propose", **proposal(wrong)), AmountDiffers)
    play.take("service1", "propose", **proposal(remedy(qty=3), remedy("cash", "0.01")))
    assert [row.amount for row in play.case.remedies] == [30_000, 1]
    assert (play.due.total, play.due.authority_value) == (30_001, 30_001)


def test_the_company_bears_what_nobody_else_does() -> None:
    """The shares add up to the amount; the authority counts the company's share only."""
    play = at_state("investigating")
    shared = remedy(share_customer="30", share_department="20")
    play.take("service1", "propose", **proposal(shared, remedy("gift", "5")))
    assert [row.share_company for row in play.case.remedies] == [5_000, 500]
    assert (play.due.total, play.due.authority_value) == (10_500, 5_500)


@pytest.mark.parametrize("kind", ["cash", "refund", "return_refund", "discount"])
def test_money_is_not_borne_by_who_gets_it(kind: str) -> None:
    """10,000 of which he bears 8,500: he would be paid all of it while the limit counts 1,500."""
    play, row = at_state("investigating"), remedy(kind, "10000", share_customer="8500")
    for step in ("propose", "decide"):
        error = play.refused("service1", step, **proposal(row))
        assert isinstance(error, MoneyNotShared)
        assert error.facts == {
            "field": "remedy.share_customer",
            "kind": kind,
            "amount": 1_000_000,
            "share": 850_000,
            "left": 150_000,
        }
    less = remedy(kind, "1500", share_customer="0")
    assert play.take("service1", "propose", **proposal(less)).due.authority_value == 150_000


@pytest.mark.parametrize(
    "shares",
    [
        {"share_company": "60", "share_customer": "30"},
        {"share_customer": "100.01"},
        {"share_company": "100.01"},
    ],
)
def test_shares_that_do_not_add_up(shares: dict[str, str]) -> None:
    """Shares that are not the amount are refused."""
    error = at_state("investigating").refused("service1", "propose", **proposal(remedy(**shares)))
    assert isinstance(error, SharesDiffer)


@pytest.mark.parametrize(("percents", "right"), [((60, 40), True), ((60, "39.99"), False), ((100, 1), False)])
def test_liability_adds_up(percents: tuple[object, object], right: bool) -> None:
    """The shares of liability make 100, to the hundredth."""
    rows = [
        {"kind": "部门", "name": "仓管", "percent": percents[0]},
        {"kind": "承运商", "percent": percents[1]},
    ]
    play = at_state("investigating")
    if right:
        assert play.take("service1", "propose", **proposal(liability=rows)).state == "proposed"
        return
    error = play.refused("service1", "propose", **proposal(liability=rows))
    assert fields_of(error) == {"finding.liability"}
    assert isinstance(error.problems[0], LiabilityDiffers)  # type: ignore[attr-defined]


@BOTH
@pytest.mark.parametrize("who", ["service2", "lead1", "boss", "clerk1", "admin"])
def test_only_the_owner_proposes(step: str, who: str) -> None:
    """Nobody proposes or decides for the owner; the error says who owns the case."""
    error = at_state("investigating").refused(who, step, **proposal())
    assert isinstance(error, NotForYou)
    assert error.facts["owner"] == "service1"


def test_a_proposal_brings_its_chain() -> None:
    """The proposal is submitted, numbered, its applicant kept, and one leader's turn."""
    play = at_state("proposed")
    assert (play.due.proposal_no, play.due.proposal_version) == ("TS-20261123-001-F1", 1)
    assert (play.due.state, play.due.applicant, play.due.policy_ok) == ("submitted", "service1", True)
    assert play.due.approved_at is None
    assert [(row.link_no, row.approver, row.level, row.decision) for row in play.case.approvals] == [
        (1, "lead1", "supervisor", None)
    ]


def test_beyond_the_rules_a_reason_is_kept() -> None:
    """规定核对 is no where a reason for going beyond is given."""
    play = at_state("investigating").take("service1", "propose", **proposal(policy_reason="老客户"))
    assert play.due.policy_ok is False


def test_a_decision_under_authority() -> None:
    """权限内决定 approves at once, is recorded as such, needs no approver and is no lone decision."""
    play = at_state("investigating").take("service1", "decide", **proposal())
    assert (play.state, play.due.state, play.due.under_authority) == ("approved", "approved", True)
    assert play.due.approved_at == play.told[-1].at
    assert play.case.approvals == ()
    assert play.case.complaint.marks == ()


@pytest.mark.parametrize("severity", ["重大", "特重大"])
def test_a_grave_case_is_not_decided_alone(severity: str) -> None:
    """重大 and above goes at least to the manager, whatever it costs."""
    play = Play().register(severity=severity).take("service1", "accept")
    assert isinstance(play.refused("service1", "decide", **proposal()), OverLimit)


def test_a_leader_who_owns_decides_within_the_service_limit() -> None:
    """权限内决定 is held by the limit of the service role whoever decides."""
    person = OFFICE.person("lead2")
    both = with_staff(type(person)(login="lead2", name="经理", roles=("leader", "service"), level="manager"))
    play = Play(office=both).register().take("lead2", "accept")
    assert isinstance(play.refused("lead2", "decide", **proposal(remedy(yuan="200.01"))), OverLimit)
    assert play.take("lead2", "decide", **proposal(remedy(yuan="200.00"))).state == "approved"


def test_recalled_before_the_first_decision() -> None:
    """撤回 by the applicant: the same number comes back as the next version, the open link lapses."""
    play = at_state("proposed").take("service1", "recall", reason="金额写错")
    assert (play.state, play.due.state) == ("investigating", "recalled")
    assert [row.decision for row in play.case.approvals] == ["lapsed"]
    play.take("service1", "propose", **proposal(remedy(yuan="80")))
    assert (play.due.proposal_no, play.due.proposal_version) == ("TS-20261123-001-F1", 2)
    assert [row.amount for row in play.case.remedies] == [10_000, 8_000]


def test_recalled_after_it_was_forwarded() -> None:
    """Who hands his turn on has decided nothing: the applicant still takes his proposal back."""
    play = at_state("proposed").take("lead1", "forward_approval", person="lead2")
    play.take("service1", "recall", reason="金额写错")
    assert (play.state, play.due.state) == ("investigating", "recalled")
    assert [row.decision for row in play.case.approvals] == ["forward", "lapsed"]


def test_not_recalled_by_others_or_after_a_decision() -> None:
    """Nobody but the applicant recalls, and he not once the first link has decided."""
    assert isinstance(at_state("proposed").refused("service2", "recall"), NotForYou)
    play = (
        Play()
        .register(severity="特重大")
        .take("service1", "accept")
        .take("service1", "propose", **proposal())
    )
    play.take("lead1", "approve")
    assert play.state == "proposed"
    assert isinstance(play.refused("service1", "recall"), AlreadyDecided)


def test_a_new_proposal_after_a_rejection_has_a_new_number() -> None:
    """不同意 closes a proposal; 退回 leaves its number to the next version."""
    play = at_state("proposed").take("lead1", "reject", comment="无依据")
    play.take("service1", "propose", **proposal())
    assert (play.due.proposal_no[-2:], play.due.proposal_version) == ("F2", 1)
    play.take("lead1", "send_back", comment="补照片").take("service1", "propose", **proposal())
    assert (play.due.proposal_no[-2:], play.due.proposal_version) == ("F2", 2)
    assert [row.state for row in play.case.proposals] == ["rejected", "returned", "submitted"]
