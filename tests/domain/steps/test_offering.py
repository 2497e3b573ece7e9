"""Answering, the customer's word, refusing, negotiating anew: what each asks and what becomes void."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from aftersales.domain.policy import NotForYou, NotOnThePath
from aftersales.domain.records.staff import Staff
from aftersales.domain.steps.fulfilling import SomeoneElseConfirms
from aftersales.domain.steps.offering import ThereIsARemedy
from tests.domain.play import ISSUE, SHIPPED, Play, at_state, done, on, proposal, remedy, with_staff

ANSWER: dict[str, Any] = {"channel": "电话", "to_whom": "张三", "content": "补一桶"}
EXPLAINED = [{"channel": "电话", "to_whom": "张三", "explained": "使用不当", "reaction": "接受"}]


def offered_nothing() -> Play:
    """A case whose proposal holds no remedy, answered."""
    unmet = [{"kind": "补货", "unmet_reason": "检测合格"}]
    given = proposal(decision="不予支持", founded="不成立", explanation=EXPLAINED, demands=unmet, remedies=[])
    play = at_state("investigating").take("service1", "propose", **given)
    return on(play, "offered")


@pytest.mark.parametrize("field", ANSWER)
def test_what_an_answer_needs(field: str) -> None:
    """How, to whom and what: each is asked by name."""
    given = {name: value for name, value in ANSWER.items() if name != field}
    assert at_state("approved").lacks("service1", "answer", **given) == {f"answer.{field}"}


def test_an_answer_follows_the_word() -> None:
    """After 口头批准 the customer is called at once, and both are entered later: the word's time counts."""
    play = at_state("proposed").attached().at("11-23 15:00")
    told = {"person": "lead1", "by_word_means": "电话", "by_word_at": "2026-11-23 10:00", "evidence": 1}
    play.take("service1", "approve_by_word", **told)
    assert play.lacks("service1", "answer", **ANSWER, at="2026-11-23 09:59") == {"answer.at"}
    play.take("service1", "answer", **ANSWER, at="2026-11-23 10:05")
    assert (play.state, play.case.answers[-1].at) == ("offered", datetime(2026, 11, 23, 2, 5, tzinfo=UTC))
    (clock,) = [row for row in play.case.clocks if row.clock == "answer"]
    assert clock.started_at is not None
    assert clock.stopped_at is not None
    assert clock.stopped_at >= clock.started_at


@pytest.mark.parametrize("who", ["service2", "lead1", "boss", "clerk1"])
def test_the_owner_answers(who: str) -> None:
    """Nobody answers for the owner."""
    assert isinstance(at_state("approved").refused(who, "answer", **ANSWER), NotForYou)


def test_an_answer_follows_the_approval() -> None:
    """An answer before it was approved, or from the future, is refused; one in between is kept."""
    play = at_state("approved").at("11-23 10:00")
    assert play.lacks("service1", "answer", **ANSWER, at="2026-11-23 09:00") == {"answer.at"}
    assert play.lacks("service1", "answer", **ANSWER, at="2026-11-23 10:01") == {"answer.at"}
    play.take("service1", "answer", **ANSWER, at="2026-11-23 09:30")
    row = play.case.answers[-1]
    assert (play.state, row.by, row.proposal) == ("offered", "service1", play.due.no)


def test_the_customer_says_yes() -> None:
    """客户确认 needs how; it brings the draft of the agreement from the approved proposal only."""
    play = at_state("offered")
    assert play.lacks("service2", "accept_offer") == {"answer.confirmed_means"}
    play.take("service2", "accept_offer", confirmed_means="电话", confirmed_by="张三")
    draft = play.case.agreements[-1]
    assert (play.state, draft.state, draft.agr_no, draft.proposal) == ("agreed", "draft", None, play.due.no)
    assert (draft.total, draft.total_upper) == (play.due.total, "壹佰元整")
    assert [(item.kind, item.qty, item.amount) for item in draft.items] == [("goods", 1, 10_000)]
    assert (draft.party_a[0].name, draft.party_b[0].name) == ("示范润滑油有限公司", "张三汽修")
    assert play.case.answers[-1].confirmed_at == play.told[-1].at


def test_the_customers_word_follows_the_answer() -> None:
    """A confirmation before the answer is refused."""
    play = at_state("offered")
    given = {"confirmed_means": "电话", "confirmed_at": "2026-11-23 08:00"}
    assert play.lacks("service1", "accept_offer", **given) == {"answer.confirmed_at"}


@pytest.mark.parametrize("step", ["accept_offer", "accept_explanation", "refuse_offer"])
def test_service_takes_the_customers_word(step: str) -> None:
    """Nobody but service takes it."""
    assert isinstance(at_state("offered").refused("lead1", step), NotForYou)


def test_an_explanation_is_accepted() -> None:
    """Where nothing is offered, 接受说明 leads to the follow-up at once."""
    play = offered_nothing()
    play.take("service1", "accept_explanation", confirmed_means="电话")
    assert play.state == "following_up"
    assert [row.at for row in play.case.follow_ups] == [None]
    assert play.case.notices == ()


def test_a_remedy_is_not_an_explanation() -> None:
    """Where a remedy is offered, accepting it needs the agreement's leg."""
    play = at_state("offered")
    assert isinstance(play.refused("service1", "accept_explanation", confirmed_means="电话"), ThereIsARemedy)


def test_the_customer_says_no() -> None:
    """客户不同意 needs the customer's position; it begins the next round and voids what was approved."""
    play = at_state("offered")
    assert play.lacks("service1", "refuse_offer") == {"round.their_position"}
    play.take("service1", "refuse_offer", their_position="要三桶")
    assert (play.state, play.case.complaint.round_no) == ("investigating", 2)
    row = play.case.rounds[-1]
    assert (row.round_no, row.result, row.their_position, row.proposal) == (1, "refused", "要三桶", 1)
    assert play.case.proposals[0].state == "void"
    play.take("service1", "propose", **proposal())
    assert (play.due.proposal_no[-2:], play.due.proposal_version) == ("F2", 1)


@pytest.mark.parametrize("state", ["approved", "agreed"])
def test_the_owner_negotiates_anew(state: str) -> None:
    """重新协商 needs a reason and the owner; the round goes on by one."""
    play = at_state(state)
    assert play.lacks("service1", "renegotiate") == {"reason"}
    for who in ("service2", "boss"):
        assert isinstance(play.refused(who, "renegotiate", reason="x"), NotForYou)
    play.take("service1", "renegotiate", reason="客户改口")
    assert (play.state, play.case.complaint.round_no) == ("investigating", 2)
    assert play.case.proposals[0].state == "void"
    assert play.case.agreements == ()


def test_an_issued_agreement_becomes_void() -> None:
    """An issued unsigned agreement is voided with its number kept; the next one counts on."""
    play = at_state("agreed").take("service1", "issue_agreement", **ISSUE)
    play.take("service1", "renegotiate", reason="金额有误")
    old = play.case.agreements[0]
    assert (old.state, old.agr_no, old.void_reason) == ("void", "TS-20261123-001-X1", "金额有误")
    on(play, "agreed").take("service1", "issue_agreement", **ISSUE)
    assert [(row.agr_no or "")[-2:] for row in play.case.agreements] == ["X1", "X2"]


def fulfilling() -> Play:
    """In 执行中 with three notices: shipped, to be given, to be paid."""
    return at_state("fulfilling", remedy(), remedy("gift", "20"), remedy("cash", "30"))


def test_a_leader_negotiates_anew_in_fulfilment() -> None:
    """From 执行中 only a leader: notices not done are cancelled, those done stay as given."""
    play = done(fulfilling(), "C1")
    assert isinstance(play.refused("service1", "renegotiate", reason="x"), NotForYou)
    play.take("money1", "return_notice", notice="C3", returned_reason="账号错")
    play.take("lead1", "renegotiate", reason="又坏了")
    assert [notice.state for notice in play.case.notices] == ["confirmed", "cancelled", "cancelled"]
    assert play.case.notices[0].done_by == "store1"
    assert play.case.agreements[0].state == "signed"
    assert play.case.complaint.round_no == 2
    assert play.case.proposals[0].state == "approved"


def test_what_was_not_carried_out_becomes_void() -> None:
    """Where nothing was given, the approval falls with the round and counts in no window any more."""
    play = fulfilling().take("lead1", "renegotiate", reason="改口")
    assert {notice.state for notice in play.case.notices} == {"cancelled"}
    assert play.case.proposals[0].state == "void"


@pytest.mark.parametrize("ends", ["renegotiate", "dissatisfied"])
def test_what_was_given_in_part_goes_on_to_count(ends: str) -> None:
    """Five of ten were shipped, and the rest was cancelled: the approval stays, in the window as well."""
    play = at_state("fulfilling", remedy(qty=10))
    play.take("store1", "done_notice", notice="C1", part=5, **{**SHIPPED, "shipped_qty": 5})
    if ends == "renegotiate":
        play.take("lead1", "renegotiate", reason="又坏了")
    else:
        play.take("service1", "cancel_notice", notice="C1", cancelled_reason="缺货")
        told = {"channel": "电话", "interviewee": "张三", "satisfaction": "不满意"}
        play.take("service2", "follow_up", **told).take("service2", "dissatisfied", reason="只到五桶")
    assert (play.state, play.case.notices[0].state) == ("investigating", "cancelled")
    assert play.case.proposals[0].state == "approved"


def test_what_was_done_before_does_not_block_the_end() -> None:
    """After such a round the case can still be closed: nothing done before stays open for ever."""
    play = done(fulfilling(), "C1").take("lead1", "renegotiate", reason="又坏了")
    on(play, "following_up", remedy("apology", ""))
    for _ in range(2):
        play.take("service1", "file_original", original_place="一号柜")
    play.take("service2", "follow_up", channel="电话", interviewee="张三", satisfaction="满意")
    assert play.take("service2", "close").state == "closed"


def test_who_marked_it_done_does_not_confirm_it_by_negotiating() -> None:
    """A leader who entered the done mark himself cannot confirm it this way either."""
    both = Staff(login="lead1", name="主管", roles=("leader", "warehouse"), level="supervisor")
    play = at_state("fulfilling", remedy(), remedy("gift", "20"), office=with_staff(both))
    play.take(
        "lead1", "done_notice", notice="C1", carrier="顺丰", waybill="1", shipped_batch="B", shipped_qty=1
    )
    assert isinstance(play.refused("lead1", "renegotiate", reason="x"), SomeoneElseConfirms)
    assert play.take("lead2", "renegotiate", reason="x").state == "investigating"


@pytest.mark.parametrize(
    "state", ["registered", "investigating", "proposed", "offered", "following_up", "closed"]
)
def test_not_negotiated_anew_elsewhere(state: str) -> None:
    """重新协商 follows an approval, an agreement or its fulfilment, nothing else."""
    assert isinstance(at_state(state).refused("service1", "renegotiate", reason="x"), NotOnThePath)
