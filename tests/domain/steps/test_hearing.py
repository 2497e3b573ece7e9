"""Who hears of a step: one message a person, never the one who took it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from aftersales.domain.case import StepTaken
from aftersales.domain.codes import Mark
from aftersales.domain.records.staff import Staff
from aftersales.domain.steps.hearing import messages
from aftersales.domain.workflow import Step
from tests.domain.play import (
    MONDAY,
    OFFICE,
    SHIPPED,
    Play,
    at_state,
    done,
    on,
    proposal,
    remedy,
    with_staff,
    with_substitute,
)

CALL: dict[str, Any] = {
    "direction": "来",
    "channel": "电话",
    "counterpart": "张三",
    "content": "催",
    "purpose": "客户催问",
}


def heard(play: Play) -> set[str]:
    """Who hears of the last step."""
    return play.messages()


def test_the_way_from_register_to_sign() -> None:
    """Service hears of a new case, the approver of his turn, departments of their notices."""
    play = Play().register()
    assert heard(play) == {"service1", "service2"}
    assert heard(play.take("service1", "accept")) == set()
    assert heard(
        play.take("service1", "propose", **proposal(remedy(), remedy("cash", "5"), remedy("gift", "5")))
    ) == {"lead1"}
    assert heard(play.take("lead1", "approve")) == {"service1"}
    on(play, "agreed")
    assert heard(play) == set()
    on(play, "fulfilling")
    assert heard(play) == {"store1", "money1", "market1"}


def test_nobody_hears_of_himself() -> None:
    """Who takes a step gets no message of it, whatever he is besides."""
    assert heard(Play().register("service1")) == {"service2"}
    play = at_state("offered").take("service2", "accept_offer", confirmed_means="电话")
    assert heard(play) == {"service1"}
    assert heard(at_state("offered").take("service1", "accept_offer", confirmed_means="电话")) == set()


def test_the_next_in_the_chain_hears() -> None:
    """After the first link the second hears, and the owner; forwarding tells who decides now."""
    play = (
        Play()
        .register(severity="特重大")
        .take("service1", "accept")
        .take("service1", "propose", **proposal())
    )
    assert heard(play.take("lead1", "approve")) == {"lead2", "service1"}
    assert heard(play.take("lead2", "forward_approval", person="boss")) == {"boss", "service1"}
    assert heard(play.take("boss", "send_back", comment="补照片")) == {"service1"}


def test_a_word_tells_who_gave_it() -> None:
    """Who is said to have approved by word hears of it at once."""
    play = at_state("proposed").attached("service2")
    word = {"person": "lead2", "by_word_means": "电话", "by_word_at": "2026-11-23 09:00", "evidence": 1}
    assert heard(play.take("service2", "approve_by_word", **word)) == {"lead2", "service1"}


@pytest.mark.parametrize(("kind", "more"), [("goods", {"mark_text": "致歉"}), ("return_refund", {})])
def test_who_waited_hears_that_he_may_begin(kind: str, more: dict[str, Any]) -> None:
    """The goods are packed, or came back: the store ships, finance pays, and both are told so."""
    play = at_state("fulfilling", remedy(kind, **more))
    after = {"goods": "store1", "return_refund": "money1"}[kind]
    assert heard(done(play, "C1")) == {"service1", after}
    assert heard(done(play, "C2")) == {"service1"}


def test_who_waited_for_what_is_cancelled_hears_of_it() -> None:
    """Nobody packs any more: the store need not wait."""
    play = at_state("fulfilling", remedy(mark_text="致歉"))
    play.take("service1", "cancel_notice", notice="C1", cancelled_reason="不用了")
    assert heard(play) == {"factory1", "store1"}


def test_departments_and_owner_hear_of_notices() -> None:
    """The owner hears of done and returned notices, the department of those issued anew and urged."""
    play = at_state("fulfilling", remedy(), remedy("cash", "5"))
    assert heard(play.take("store1", "return_notice", notice="C1", returned_reason="无货")) == {"service1"}
    assert heard(play.take("service1", "reissue_notice", notice="C1")) == {"store1", "money1"}
    assert heard(play.take("clerk1", "urge", notice="C3")) == {"store1", "money1"}
    assert heard(done(play, "C3")) == {"service1"}


def test_who_has_a_cancelled_slip_hears_of_it() -> None:
    """Cancelled alone or with 重新协商, its department hears, the others do not; and so does the owner."""
    play = at_state("fulfilling", remedy(), remedy("cash", "5"), remedy("gift", "5"))
    ships, pays = play.case.notices[:2]
    assert (ships.department, pays.department) == ("warehouse", "finance")
    play.take("service2", "cancel_notice", notice=ships.notice_no, cancelled_reason="自提")
    assert heard(play) == {"store1", "service1"}
    assert heard(play.take("lead1", "renegotiate", reason="改口")) == {"money1", "market1", "service1"}


def test_the_owner_hears_that_a_leader_closed_his_case() -> None:
    """领导批准关闭 tells whoever owned the case."""
    said = {"close_kind": "联系不上", "close_reason": "三次未接"}
    play = at_state("investigating").take("lead1", "close_by_leader", **said)
    assert heard(play) == {"service1"}


def test_today_s_substitute_hears_of_the_turn() -> None:
    """Who stands in for the approver today hears of his turn as he does; who did last week does not."""
    office = with_substitute("lead1", "lead2", "2026-11-20", "2026-11-30")
    office = with_substitute("lead1", "boss", "2026-11-01", "2026-11-20", office)
    assert heard(at_state("proposed", office=office)) == {"lead1", "lead2"}


def test_the_finish_tells_the_owner() -> None:
    """落实完成, brought about by another's confirmation, tells the owner."""
    play = done(at_state("fulfilling"), "C1").take("service2", "confirm_notice", notice="C1")
    assert (play.told[-1].step, heard(play)) == ("finish", {"service1"})


def test_dissatisfaction_tells_the_leaders() -> None:
    """不满意 tells the owner and every leader."""
    play = at_state("following_up")
    play.take("service2", "follow_up", channel="电话", interviewee="张三", satisfaction="不满意")
    assert heard(play.take("service2", "dissatisfied")) == {"service1", "lead1", "lead2", "boss"}


def test_handing_on_tells_the_new_owner() -> None:
    """转派 tells who owns it now and who did, 协办 who helps, 上报 the leader, 批示 the owner."""
    play = at_state("investigating")
    assert heard(play.take("lead1", "assign", person="service2", reason="x")) == {"service1", "service2"}
    assert heard(play.take("service2", "add_helper", person="quality1")) == {"quality1"}
    assert heard(play.take("service2", "report_up", to_leader="boss", facts="x")) == {"boss"}
    assert heard(play.take("boss", "acknowledge_report", reply="好")) == {"service2"}


def test_whose_case_is_taken_from_him_hears_of_it() -> None:
    """A leader takes it over, a colleague merges it away: it does not just vanish from his list."""
    both = Staff(login="lead2", name="经理", roles=("leader", "service"), level="manager")
    play = at_state("investigating", office=with_staff(both))
    assert heard(play.take("lead2", "take_over", reason="急")) == {"service1"}
    merged = at_state("investigating").take("service2", "merge", case="TS-20261123-002")
    assert heard(merged) == {"service1"}


def test_a_contact_tells_the_owner() -> None:
    """What a colleague logs reaches the owner; also that the customer withdrew."""
    play = at_state("investigating").take("clerk1", "contact", **CALL)
    assert heard(play) == {"service1"}
    assert heard(play.take("service2", "withdraw", reason="误会", means="电话")) == {"service1"}


def alarms(play: Play) -> dict[str, set[str]]:
    """The alarms of the last step: why, and who hears."""
    found: dict[str, set[str]] = {}
    for message in play.told[-1].messages:
        if message.kind != "step":
            found.setdefault(message.kind, set()).add(message.recipient)
    return found


@pytest.mark.parametrize(
    ("who", "step", "given", "why"),
    [
        ("service1", "flag_public_risk", {"public_risk": "已曝光"}, "publicity"),
        ("boss", "flag_public_risk", {"public_risk": "诉讼"}, "publicity"),
        ("service1", "amend", {"safety_injury": True}, "injury"),
    ],
)
def test_what_climbs_at_once(who: str, step: str, given: dict[str, Any], why: str) -> None:
    """Publicity and injury reach a leader at once, another one where a leader entered it; each once."""
    play = at_state("investigating").take(who, step, **given)
    found = alarms(play)
    assert set(found) == {why}
    assert found[why] <= {"boss", "lead1", "lead2"} - {who}
    assert len(found[why]) == 1
    assert alarms(play.take("clerk1", "contact", **CALL)) == {}


def test_nobody_hears_that_he_is_complained_about() -> None:
    """Neither of the new case nor of an injury or that the customer is dissatisfied: the next one hears."""
    play = Play().register(about_staff=["service1", "boss"])
    assert heard(play) == {"service2"}
    play.take("service2", "accept").take("service2", "amend", safety_injury=True)
    assert alarms(play) == {"injury": {"lead1"}}
    play = Play().register(about_staff=["boss"], safety_injury=True)
    assert alarms(play) == {"injury": {"lead1"}}


def test_the_sample_of_the_fast_lane_goes_to_another_leader() -> None:
    """A leader whom the complaint is about does not look it over."""
    case = Play().register(about_staff=["boss"]).case
    told = replace(case.complaint, marks=(Mark.FAST_LANE,), case_no="TS-20261123-010", version=0)
    taken = StepTaken(
        step=Step.REGISTER, before=None, after=replace(case, complaint=told), at=MONDAY, actor="service1"
    )
    assert {m.recipient for m in messages(taken, OFFICE) if m.kind == "sample"} == {"lead1"}


def test_the_third_call_climbs() -> None:
    """Two calls do not alarm, the third does, the fourth no more."""
    play = at_state("investigating")
    told = [set(alarms(play.take("clerk1", "contact", **CALL))) for _ in range(4)]
    assert told == [set(), set(), {"repeated_contacts"}, set()]


def test_the_third_transfer_climbs() -> None:
    """Three transfers reach a leader."""
    play = at_state("investigating")
    people = ("service2", "service1", "service2")
    told = [set(alarms(play.take("lead1", "assign", person=person, reason="x"))) for person in people]
    assert told == [set(), set(), {"transfers"}]


def test_two_broken_promises_climb_once() -> None:
    """They break while nobody does anything: the next step tells a leader, later ones tell nothing new."""
    play = at_state("investigating")
    for hour in ("11:00", "12:00"):
        play.take("service1", "promise", kind="回电", content="回话", due_at=f"2026-11-23 {hour}")
    play.now = MONDAY.replace(hour=3, minute=30)
    assert alarms(play.take("clerk1", "contact", **CALL)) == {}
    play.now = MONDAY.replace(hour=5)
    told = []
    for _ in range(3):
        play.take("service1", "confirm_restatement", restated_who="张三")
        assert alarms(play) == {"broken_promises": {"boss"}}
        told += [message.key for message in play.told[-1].messages]
    assert len(told) == 3
    assert len(set(told)) == 1


def test_a_message_has_a_key_of_its_own() -> None:
    """A message is keyed by case, version, kind and person, so that it is sent once."""
    play = at_state("registered")
    message = play.told[-1].messages[0]
    assert message.key == "TS-20261123-001:1:step:service1"
    assert message.due_at == play.told[-1].at
    assert json.loads(message.facts)["step"] == "register"
    every = [m.key for taken in at_state("closed").told for m in taken.messages]
    assert len(every) == len(set(every))


def test_shipping_does_not_tell_who_shipped() -> None:
    """The department that is done hears nothing of its own step."""
    play = at_state("fulfilling").take("store1", "done_notice", notice="C1", **SHIPPED)
    assert "store1" not in heard(play)
