"""Approving: by turn, four eyes, substitutes, lower, forwarded, with another approver."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aftersales.domain.authority import NoApprover, OverLimit
from aftersales.domain.policy import AboutYou, NotYourTurn, OwnProposal
from aftersales.domain.records.staff import Staff
from aftersales.domain.steps.approving import NothingLeft, OnlyLower
from aftersales.domain.steps.proposing import AmountDiffers
from tests.domain.play import (
    OFFICE,
    PEOPLE,
    Play,
    at_state,
    fields_of,
    on,
    proposal,
    remedy,
    with_staff,
    with_substitute,
)

TURN_STEPS = ("approve", "send_back", "reject", "forward_approval", "add_approver")
SAID: dict[str, dict[str, str]] = {
    "approve": {},
    "send_back": {"comment": "补照片"},
    "reject": {"comment": "无依据"},
    "forward_approval": {"person": "lead2"},
    "add_approver": {"person": "lead2"},
}
BOTH_ROLES = Staff(login="lead2", name="经理", roles=("leader", "service"), level="manager")


def grave() -> Play:
    """A proposal on a 特重大 case: three links."""
    play = Play().register(severity="特重大").take("service1", "accept")
    return play.take("service1", "propose", **proposal())


@pytest.mark.parametrize("step", TURN_STEPS)
@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"lead1"}))
def test_it_is_the_turn_of_one(step: str, who: str) -> None:
    """Nobody but the approver whose turn it is decides; the error names him."""
    error = at_state("proposed").refused(who, step, **SAID[step])
    assert isinstance(error, NotYourTurn)
    assert error.facts["approver"] == "lead1"


def test_the_links_come_one_after_the_other() -> None:
    """At 特重大 the second link waits for the first, the case stays 待审批 until the last."""
    play = grave()
    for who, later in (("lead1", ("lead2", "boss")), ("lead2", ("boss",)), ("boss", ())):
        for other in later:
            assert isinstance(play.refused(other, "approve"), NotYourTurn)
        assert play.state == "proposed"
        assert play.due.approved_at is None
        play.take(who, "approve", comment=f"{who} 同意")
    assert (play.state, play.due.state) == ("approved", "approved")
    assert [row.comment for row in play.case.approvals] == ["lead1 同意", "lead2 同意", "boss 同意"]


@pytest.mark.parametrize(
    ("severity", "higher"), [("重大", ("lead2",)), ("特重大", ("lead2", "boss")), ("较重", ())]
)
def test_raised_while_it_waits(severity: str, higher: tuple[str, ...]) -> None:
    """Raised to 重大 after the submission the leader's yes is not enough: those above are asked after him."""
    play = at_state("proposed").take("lead1", "raise_level", severity=severity, reason="停产")
    play.take("lead1", "approve")
    assert [row.approver for row in play.case.approvals if row.decision is None] == list(higher)
    for who in higher:
        assert play.state == "proposed"
        play.take(who, "approve")
    assert (play.state, [row.decision for row in play.case.approvals]) == (
        "approved",
        ["approve"] * (1 + len(higher)),
    )


def test_raised_where_nobody_stands_higher() -> None:
    """Without a manager or a general manager the approval is refused by name."""
    low = with_staff(*(replace(OFFICE.person(who), active=False) for who in ("lead2", "boss")))
    play = at_state("proposed", office=low).take("lead1", "raise_level", severity="重大", reason="停产")
    assert isinstance(play.refused("lead1", "approve"), NoApprover)


def test_raised_and_handed_on() -> None:
    """Who gets the turn of a raised case decides as high as he stands; the applicant is never asked."""
    office = with_staff(BOTH_ROLES)
    play = Play(office=office).register().take("lead2", "accept").take("lead2", "propose", **proposal())
    play.take("lead2", "raise_level", severity="重大", reason="停产").take("lead1", "approve")
    assert [row.approver for row in play.case.approvals if row.decision is None] == ["boss"]
    assert play.take("boss", "approve").state == "approved"


def test_four_eyes() -> None:
    """A link that came to name the applicant is refused to him, however it got there."""
    office = with_staff(BOTH_ROLES)
    play = Play(office=office).register().take("lead2", "accept").take("lead2", "propose", **proposal())
    for step in ("forward_approval", "add_approver"):
        assert isinstance(play.refused("lead1", step, person="lead2"), OwnProposal)
    named = tuple(replace(row, approver="lead2") for row in play.case.approvals)
    play.case = replace(play.case, approvals=named)
    for step in ("approve", "send_back", "reject"):
        assert isinstance(play.refused("lead2", step, **SAID[step]), OwnProposal)


def test_a_substitute_never_decides_his_own() -> None:
    """Who stands in for the approver and is the applicant is refused all the same."""
    office = with_substitute("lead1", "lead2", "2026-11-01", "2026-11-30", with_staff(BOTH_ROLES))
    play = Play(office=office).register().take("lead2", "accept").take("lead2", "propose", **proposal())
    assert isinstance(play.refused("lead2", "approve"), OwnProposal)


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [
        ("2026-11-23", "2026-11-23", True),
        ("2026-11-24", "2026-11-30", False),
        ("2026-11-01", "2026-11-22", False),
        ("2026-11-22", "2026-11-24", True),
    ],
)
def test_a_substitute_within_his_days(first: str, last: str, may: bool) -> None:
    """A substitute decides on the first and the last day and between, not before and not after."""
    play = at_state("proposed", office=with_substitute("lead1", "quality1", first, last))
    if not may:
        assert isinstance(play.refused("quality1", "approve"), NotYourTurn)
        return
    play.take("quality1", "approve")
    row = play.case.approvals[0]
    assert (row.approver, row.substitute_for, row.decision) == ("quality1", "lead1", "approve")
    assert play.state == "approved"


def test_a_substitute_has_the_principals_limit() -> None:
    """Standing in for the supervisor a manager's substitute does not bring his own limit, nor lacks one."""
    office = with_substitute("lead1", "market1", "2026-11-23", "2026-11-30")
    play = at_state("proposed", remedy(yuan="2000"), office=office)
    play.past = 1
    error = play.refused("market1", "approve")
    assert isinstance(error, OverLimit)
    assert (error.facts["who"], error.facts["limit"]) == ("lead1", 200_000)
    play.past = 0
    assert play.take("market1", "approve").state == "approved"


def test_one_hop_only() -> None:
    """A substitute's substitute does not decide."""
    office = with_substitute("lead1", "market1", "2026-11-23", "2026-11-30")
    office = with_substitute("market1", "money1", "2026-11-23", "2026-11-30", office)
    play = at_state("proposed", office=office)
    assert isinstance(play.refused("money1", "approve"), NotYourTurn)


def test_a_substitute_complained_about() -> None:
    """Nobody decides on a complaint about himself, standing in or not."""
    office = with_substitute("lead1", "market1", "2026-11-23", "2026-11-30")
    play = Play(office=office).register(about_staff=["market1"]).take("service1", "accept")
    play.take("service1", "propose", **proposal())
    assert isinstance(play.refused("market1", "approve"), AboutYou)


@pytest.mark.parametrize(("step", "state"), [("send_back", "returned"), ("reject", "rejected")])
def test_sent_back_or_rejected(step: str, state: str) -> None:
    """Both ask a comment, leave the proposal as it was, let open links lapse and lead back."""
    play = grave().take("lead1", "approve")
    assert play.lacks("lead2", step) == {"approval.comment"}
    before = play.due
    play.take("lead2", step, comment="不够")
    assert (play.state, play.due) == ("investigating", replace(before, state=state))
    assert [row.decision for row in play.case.approvals] == ["approve", step, "lapsed"]
    assert play.case.approvals[1].comment == "不够"


def test_approved_with_less() -> None:
    """同意并调减 makes a new version by the approver; the old one is void and keeps what it said."""
    play = at_state("proposed", remedy(yuan="50", qty=3), remedy("cash", "100"), remedy("gift", "20"))
    old = play.due
    play.take(
        "lead1",
        "approve",
        comment="调减",
        lowered=[{"row": 1, "qty": 2}, {"row": 2, "amount": "80"}, {"row": 3}],
    )
    before, fresh = play.case.proposals
    assert before == replace(old, state="void")
    assert (fresh.proposal_no, fresh.proposal_version, fresh.state) == (old.proposal_no, 2, "approved")
    assert (fresh.created_by, fresh.applicant) == ("lead1", "service1")
    assert [(r.kind, r.qty, r.amount) for r in play.case.remedies if r.proposal == fresh.no] == [
        ("goods", 2, 10_000),
        ("cash", None, 8_000),
    ]
    assert [r.amount for r in play.case.remedies if r.proposal == old.no] == [15_000, 10_000, 2_000]
    assert (fresh.total, fresh.authority_value) == (18_000, 18_000)
    assert [row.decision for row in play.case.approvals] == ["approve_less", "approve"]


def test_nothing_left_of_a_row_strikes_it() -> None:
    """调减 to 0 pieces or 0 元 is as good as struck: no slip for nothing; all rows so are no approval."""
    play = at_state("proposed", remedy(yuan="50", qty=3), remedy("cash", "100"), remedy("gift", "20"))
    none = [{"row": 1, "qty": "0"}, {"row": 2, "amount": "0"}]
    assert isinstance(play.refused("lead1", "approve", lowered=[*none, {"row": 3}]), NothingLeft)
    play.take("lead1", "approve", lowered=none)
    assert [row.kind for row in play.case.remedies if row.proposal == play.due.no] == ["gift"]
    on(play, "fulfilling")
    assert [notice.kind for notice in play.case.notices] == ["gift"]


def test_less_within_the_chain() -> None:
    """A link in the middle lowers; those after him decide on the new version."""
    play = grave().take("lead1", "approve", lowered=[{"row": 1, "qty": "0.5"}])
    assert play.state == "proposed"
    links = [(row.proposal, row.approver, row.decision) for row in play.case.approvals]
    assert links == [
        (1, "lead1", "approve_less"),
        (1, "lead2", "lapsed"),
        (1, "boss", "lapsed"),
        (2, "lead1", "approve"),
        (2, "lead2", None),
        (2, "boss", None),
    ]
    play.take("lead2", "approve").take("boss", "approve")
    assert (play.state, play.due.total) == ("approved", 5_000)


@pytest.mark.parametrize(
    ("lowered", "error"),
    [
        ([{"row": 1, "qty": 4}], OnlyLower),
        ([{"row": 2, "amount": "100.01"}], OnlyLower),
        ([{"row": 1, "amount": "100.00"}], AmountDiffers),
        ([{"row": 1}, {"row": 2}], NothingLeft),
    ],
)
def test_less_is_never_more(lowered: list[dict[str, Any]], error: type[Exception]) -> None:
    """An amount or quantity above what was proposed is refused, goods off their value, and an empty rest."""
    play = at_state("proposed", remedy(yuan="50", qty=3), remedy("cash", "100"))
    assert isinstance(play.refused("lead1", "approve", lowered=lowered), error)


def test_less_of_a_row_that_is_not_there() -> None:
    """A row of another proposal is refused by its number."""
    error = at_state("proposed").refused("lead1", "approve", lowered=[{"row": 9, "amount": "1"}])
    assert error.facts == {"table": "remedy", "number": 9}


def test_lower_shares_stay_within_the_amount() -> None:
    """Shares of others never exceed what is left; the company bears the rest."""
    play = at_state("proposed", remedy("repair", "100", share_customer="30", share_department="20"))
    play.take("lead1", "approve", lowered=[{"row": 1, "amount": "40"}])
    row = play.case.remedies[-1]
    assert (row.share_company, row.share_customer, row.share_department) == (0, 3_000, 1_000)
    assert play.due.authority_value == 0


def test_forwarded() -> None:
    """转交: another leader decides instead, within his own limit."""
    play = at_state("proposed").take("lead1", "forward_approval", person="boss", comment="出差")
    assert [(row.approver, row.decision) for row in play.case.approvals] == [
        ("lead1", "forward"),
        ("boss", None),
    ]
    assert isinstance(play.refused("lead1", "approve"), NotYourTurn)
    assert play.take("boss", "approve").state == "approved"


@pytest.mark.parametrize("step", ["forward_approval", "add_approver"])
def test_only_to_a_leader(step: str) -> None:
    """Forwarded or added is a leader, by name, and never whom it is about."""
    play = (
        Play()
        .register(about_staff=["boss"])
        .take("service1", "accept")
        .take("service1", "propose", **proposal())
    )
    assert play.lacks("lead1", step) == {"person"}
    assert fields_of(play.refused("lead1", step, person="service2")) == {"person"}
    assert isinstance(play.refused("lead1", step, person="boss"), AboutYou)


def test_not_forwarded_below_the_limit() -> None:
    """The last link is not forwarded to somebody who may not decide so much."""
    play = at_state("proposed", remedy(yuan="2000.01"))
    assert isinstance(play.refused("lead2", "forward_approval", person="lead1"), OverLimit)


def test_another_approver() -> None:
    """加签: another leader decides after me; the case is approved when he has."""
    play = at_state("proposed").take("lead1", "add_approver", person="lead2").take("lead1", "approve")
    assert play.state == "proposed"
    assert play.take("lead2", "approve").state == "approved"


def test_not_added_last_below_the_limit() -> None:
    """加签 after the last is no place for who may not decide so much: his word could not approve it.

    Before one who may, he may have his say; and who is added, added to or put in another's place comes last.
    """
    play = at_state("proposed", remedy(yuan="10000.00"))
    assert isinstance(play.refused("lead2", "add_approver", person="lead1"), OverLimit)
    play.take("lead2", "add_approver", person="boss")
    assert isinstance(play.refused("lead2", "add_approver", person="lead1"), OverLimit)
    play.take("lead2", "approve").take("boss", "approve")
    assert play.state == "approved"
