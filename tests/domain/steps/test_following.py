"""Following up and closing: attempts counted, the close guard item by item, 不满意 one level up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from aftersales.domain.policy import AboutYou, NotForYou, NotOnThePath
from aftersales.domain.steps.clocks import running
from aftersales.domain.steps.following import NotAskedYet, StillOpen, one_up
from tests.domain.play import PAID, SHIPPED, Play, at_state, on, proposal, remedy

ASKED: dict[str, Any] = {"channel": "电话", "interviewee": "张三", "satisfaction": "满意"}
FILED = {"original_place": "一号柜"}


def asked(play: Play, said: str = "满意") -> Play:
    """The customer is asked and says so."""
    return play.take("service2", "follow_up", **{**ASKED, "satisfaction": said})


def closable() -> Play:
    """A case that may be closed: filed, asked, nothing open."""
    return asked(at_state("following_up").take("service1", "file_original", **FILED))


@pytest.mark.parametrize("field", ASKED)
def test_what_a_follow_up_asks(field: str) -> None:
    """How, whom and what he said: each is asked by name."""
    given = {name: value for name, value in ASKED.items() if name != field}
    assert at_state("following_up").lacks("service2", "follow_up", **given) == {f"follow_up.{field}"}


def test_the_follow_up_hears_whether_the_money_came() -> None:
    """All slips were confirmed at once, nobody knew of the money yet: the day is said at the follow-up."""
    play = at_state("following_up", remedy("cash")).at("11-26 09:00")
    for wrong in ("2026-11-27", "2026-11-22"):
        told = {**ASKED, "customer_confirmed_on": wrong}
        assert play.lacks("service2", "follow_up", **told) == {"refund.customer_confirmed_on"}
    play.take("service2", "follow_up", **ASKED, customer_confirmed_on="2026-11-25")
    assert [str(row.customer_confirmed_on) for row in play.case.refunds] == ["2026-11-25"]


def test_what_was_said_of_the_money_stays() -> None:
    """A day that the customer has told before is not asked again."""
    play = at_state("fulfilling", remedy("cash")).take("money1", "done_notice", notice="C1", **PAID)
    play.take("service1", "confirm_notice", notice="C1", customer_confirmed_on="2026-11-23")
    told = {**ASKED, "customer_confirmed_on": "2026-11-23"}
    assert play.lacks("service2", "follow_up", **told) == {"refund.customer_confirmed_on"}


@pytest.mark.parametrize("who", ["clerk1", "lead1", "store1"])
def test_service_asks(who: str) -> None:
    """Nobody but service makes the follow-up."""
    assert isinstance(at_state("following_up").refused(who, "follow_up", **ASKED), NotForYou)


@pytest.mark.parametrize("field", ["sat_result", "sat_speed", "sat_attitude"])
def test_scores_from_one_to_five(field: str) -> None:
    """A sixth point is refused."""
    given = {**ASKED, field: 6}
    assert at_state("following_up").lacks("service2", "follow_up", **given) == {f"follow_up.{field}"}


def test_whom_it_is_about_does_not_ask() -> None:
    """A person complained about never makes the follow-up call, nor closes."""
    play = at_state("investigating").take("service1", "amend", about_staff=["service2"])
    play.take("service1", "propose", **proposal()).take("lead1", "approve")
    on(play, "agreed").take("service1", "settle_without_paper", no_paper_reason="小额")
    play.take("store1", "done_notice", notice="C1", **SHIPPED).take("service1", "confirm_notice", notice="C1")
    for step, given in (("follow_up", ASKED), ("close", {}), ("dissatisfied", {})):
        assert isinstance(play.refused("service2", step, **given), AboutYou)


def test_attempts_are_counted() -> None:
    """The planned visit is filled in; who was not reached is asked again on the next working day."""
    play = at_state("following_up")
    assert [(row.attempt_no, row.at) for row in play.case.follow_ups] == [(1, None)]
    asked(asked(play.at("11-27 10:00"), "未联系上"), "未联系上")
    assert [(row.attempt_no, str(row.planned_on)) for row in play.case.follow_ups] == [
        (1, "2026-11-26"),
        (2, "2026-11-30"),
        (3, "2026-11-30"),
    ]
    assert asked(play).case.follow_ups[-1].satisfaction == "satisfied"
    assert len(play.case.follow_ups) == 3


@pytest.mark.parametrize("said", [None, "未联系上", "不满意"])
def test_closed_only_when_content(said: str | None) -> None:
    """满意关闭 needs 满意 or 基本满意 said in this round."""
    play = at_state("following_up").take("service1", "file_original", **FILED)
    if said:
        asked(play, said)
    assert isinstance(play.refused("service1", "close"), NotAskedYet)


@pytest.mark.parametrize("said", ["满意", "基本满意"])
@pytest.mark.parametrize("who", ["service1", "lead1"])
def test_closed_when_content(said: str, who: str) -> None:
    """Service or a leader closes; who and when is kept, every clock stops."""
    play = at_state("following_up").take("service1", "file_original", **FILED)
    asked(play, said).take(who, "close")
    complaint = play.case.complaint
    assert (complaint.state, complaint.close_kind, complaint.closed_by) == ("closed", "satisfied", who)
    assert complaint.closed_at == play.told[-1].at
    assert all(clock.stopped_at for clock in play.case.clocks)


@pytest.mark.parametrize("who", ["clerk1", "store1", "admin"])
def test_nobody_else_closes(who: str) -> None:
    """Closing is for service and leaders."""
    assert isinstance(closable().refused(who, "close"), NotForYou)


def test_the_last_word_counts() -> None:
    """A customer who took his word back is not content."""
    play = asked(closable(), "不满意")
    assert isinstance(play.refused("service1", "close"), NotAskedYet)


def _promised(play: Play) -> None:
    play.take("service1", "promise", kind="回电", content="明天回电", due_at="2026-11-24 09:00")


def test_close_guard_on_a_promise() -> None:
    """An open promise keeps the case open; kept or cancelled it does not."""
    play = closable()
    _promised(play)
    error = play.refused("service1", "close")
    assert isinstance(error, StillOpen)
    assert error.facts["what"] == ["promise 1"]
    assert play.take("service1", "keep_promise", promise=1).take("service1", "close").state == "closed"


def test_close_guard_on_a_moved_promise() -> None:
    """A promise that was moved is open under its new time."""
    play = closable()
    _promised(play)
    moved = {"due_at": "2026-11-25 09:00", "moved_reason": "客户要求", "customer_agreed": True}
    play.take("service1", "move_promise", promise=1, **moved)
    assert play.refused("service1", "close").facts["what"] == ["promise 2"]
    play.take("service1", "cancel_promise", promise=2, reason="客户取消")
    assert play.take("service1", "close").state == "closed"


def test_close_guard_on_a_planned_follow_up() -> None:
    """A follow-up that is planned and not made keeps the case open."""
    play = at_state("following_up").take("service1", "file_original", **FILED)
    asked(asked(play, "满意"), "未联系上")
    assert play.refused("service1", "close").facts["what"] == ["follow_up 3"]


def test_close_guard_on_a_notice() -> None:
    """Even a case whose state ran ahead of a notice is not closed."""
    play = closable()
    play.case = replace(play.case, notices=(replace(play.case.notices[0], state="done"),))
    assert play.refused("service1", "close").facts["what"] == ["TS-20261123-001-C1"]


def test_close_guard_on_the_countersignature() -> None:
    """A word that waits for its signature keeps the case open, and names who owes it."""
    play = at_state("proposed").attached()
    word = {"person": "lead1", "by_word_means": "电话", "by_word_at": "2026-11-23 09:00", "evidence": 1}
    play.take("service1", "approve_by_word", **word)
    on(play, "following_up").take("service1", "file_original", **FILED)
    asked(play)
    assert play.refused("service1", "close").facts["what"] == ["countersign lead1"]
    assert play.take("lead1", "countersign").take("service1", "close").state == "closed"


def test_close_guard_on_the_original() -> None:
    """A signed agreement without scan or place keeps the case open; either will do."""
    play = asked(at_state("following_up"))
    assert play.refused("service1", "close").facts["what"] == ["original TS-20261123-001-X1"]
    play.attached().take("service1", "file_original", scan=1)
    assert play.take("service1", "close").state == "closed"


@pytest.mark.parametrize("severity", ["重大", "特重大"])
def test_a_grave_case_leaves_a_lesson(severity: str) -> None:
    """经验教训 is asked at the close from 重大 on."""
    play = at_state("investigating").take("lead1", "raise_level", severity=severity, reason="升级")
    on(play, "following_up").take("service1", "file_original", **FILED)
    asked(play)
    assert play.lacks("service1", "close") == {"complaint.lessons"}
    assert play.take("service1", "close", lessons="加强出厂检查").case.complaint.lessons == "加强出厂检查"


def test_dissatisfied() -> None:
    """不满意 begins the next round, one level up, and needs the customer's word."""
    play = at_state("following_up")
    assert isinstance(play.refused("service1", "dissatisfied"), NotAskedYet)
    assert isinstance(asked(at_state("following_up")).refused("service1", "dissatisfied"), NotAskedYet)
    asked(play, "不满意").take("service1", "dissatisfied", reason="还漏")
    complaint = play.case.complaint
    assert (complaint.state, complaint.round_no, complaint.handler_level) == (
        "investigating",
        2,
        "supervisor",
    )
    assert play.case.proposals[0].state == "approved"
    assert play.case.agreements[0].state == "fulfilled"


def test_the_word_of_an_earlier_round_does_not_close() -> None:
    """What the customer said before the next round says nothing of this one."""
    play = asked(at_state("following_up"), "不满意").take("service1", "dissatisfied")
    on(play, "following_up", remedy("apology", ""))
    assert isinstance(play.refused("service1", "dissatisfied"), NotAskedYet)
    assert isinstance(play.refused("service1", "close"), NotAskedYet)


def test_levels_end_at_the_top() -> None:
    """The general manager has nobody above; the level stays."""
    assert [one_up(level) for level in (None, "service", "supervisor", "manager", "general_manager")] == [
        "supervisor",
        "supervisor",
        "manager",
        "general_manager",
        "general_manager",
    ]


def test_asked_after_the_close() -> None:
    """A closed case may be asked about, without planning anything or opening it."""
    play = asked(at_state("closed"), "未联系上")
    assert (play.state, len(play.case.follow_ups)) == ("closed", 2)
    assert isinstance(play.refused("service1", "close"), NotOnThePath)


def planned(play: Play) -> date | None:
    """The day for which the customer's call is planned."""
    return next(row.planned_on for row in play.case.follow_ups if row.at is None)


def due(play: Play) -> date:
    """The last day of the clock of the follow-up."""
    clock = running(play.case, "follow_up")
    assert clock is not None
    assert clock.due_at is not None
    return play.office.day(clock.due_at)


HELD: dict[str, Any] = {"hold_reason": "客户出国", "hold_until": "2026-12-10"}


def test_a_hold_moves_the_call() -> None:
    """After 恢复 the first call is planned for the day on which its clock ends then."""
    play = at_state("following_up")
    before = due(play)
    assert planned(play) == before
    play.take("service1", "hold", **HELD).at("12-10 09:00").take("service1", "resume")
    assert planned(play) == due(play)
    assert before < due(play)


def test_a_hold_moves_another_try() -> None:
    """Who was not reached and went abroad is not overdue on the day of 恢复; a later try stays."""
    play = asked(at_state("following_up"), "未联系上")
    assert planned(play) == date(2026, 11, 24)
    assert planned(play) != due(play)
    play.take("service1", "hold", **HELD).at("12-10 09:00").take("service1", "resume")
    assert planned(play) == date(2026, 12, 10)


def test_a_leader_moves_the_call() -> None:
    """延期 of 回访 plans the call for the day that he says; another clock leaves it."""
    play = at_state("following_up")
    before = planned(play)
    play.take("lead1", "move_due", clock="解决", until="2026-12-20 17:00", reason="x")
    assert planned(play) == before
    play.take("lead1", "move_due", clock="回访", until="2026-12-15 17:00", reason="客户出差")
    assert planned(play) == due(play) == date(2026, 12, 15)
