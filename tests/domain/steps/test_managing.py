"""Owner and helpers, holds, levels, reports up, flags, moved limits, promises and the contact log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from aftersales.domain.policy import AboutYou, NotForYou, NotOnThePath
from aftersales.domain.records.staff import Staff
from aftersales.domain.steps.managing import AlreadyHeld, LeaderConfirms, NotHeld, NotService, OnlyRises
from aftersales.domain.steps.promises import BeyondAuthority, CustomerMustAgree, DueBeforeMade, NotOpen
from tests.domain.play import OFFICE, Play, at_state, proposal, with_staff

WORK = ("confirm_restatement", "record_finding", "amend", "explain", "negotiate")
KEEP = ("contain", "promise", "keep_promise", "move_promise", "cancel_promise", "progress_notice")
MANAGE = ("assign", "take_over", "add_helper", "hold", "resume", "raise_level", "report_up")
PROMISE: dict[str, Any] = {"kind": "回电", "content": "明天回电", "due_at": "2026-11-24 09:00"}


@pytest.mark.parametrize("step", [*WORK, *KEEP, *MANAGE])
@pytest.mark.parametrize("who", ["clerk1", "service2", "store1"])
def test_strangers_do_not_work_a_case(step: str, who: str) -> None:
    """Who is neither owner, helper nor leader is refused; the error names the owner."""
    error = at_state("investigating").refused(who, step)
    assert isinstance(error, NotForYou)
    assert error.facts["owner"] == "service1"


@pytest.mark.parametrize("step", WORK)
def test_leaders_do_not_do_the_owners_work(step: str) -> None:
    """Findings and explanations are the owner's and the helpers', not the leader's."""
    assert isinstance(at_state("investigating").refused("boss", step), NotForYou)


def test_a_helper_works() -> None:
    """A helper restates, finds, explains and negotiates; he does not propose."""
    play = at_state("investigating").take("service1", "add_helper", person="quality1")
    play.take("quality1", "confirm_restatement", restated_who="张三")
    play.take("quality1", "record_finding", founded="成立", basis="样品检查")
    play.take("quality1", "explain", channel="电话", to_whom="张三", explained="原因", reaction="接受")
    position = {"our_position": "补一桶", "their_position": "要两桶"}
    play.take("quality1", "negotiate", participants="张三", channel="电话", **position)
    assert play.case.complaint.restated_at == play.told[-4].at
    assert (play.case.findings[0].found_by, play.case.rounds[0].round_no) == ("quality1", 1)
    assert play.case.explanations[0].by == "quality1"
    assert isinstance(play.refused("quality1", "propose", **proposal()), NotForYou)


@pytest.mark.parametrize(
    ("step", "given", "named"),
    [
        ("confirm_restatement", {}, {"complaint.restated_who"}),
        ("explain", {"channel": "电话", "to_whom": "x", "explained": "x"}, {"explanation.reaction"}),
        (
            "negotiate",
            {"participants": "x", "channel": "电话", "our_position": "x"},
            {"round.their_position"},
        ),
        ("contain", {}, {"containment.action"}),
        ("promise", {"kind": "回电", "content": "x"}, {"promise.due_at"}),
        ("promise", {"kind": "回电", "due_at": "2026-11-25 09:00"}, {"promise.content"}),
        ("assign", {"person": "service2"}, {"reason"}),
        ("assign", {"reason": "x"}, {"person"}),
        ("take_over", {}, {"reason"}),
        ("add_helper", {}, {"person"}),
        ("hold", {"hold_until": "2026-11-25"}, {"complaint.hold_reason"}),
        ("hold", {"hold_reason": "x"}, {"complaint.hold_until"}),
        ("raise_level", {"severity": "重大"}, {"reason"}),
        ("raise_level", {"reason": "x"}, {"complaint.severity"}),
        ("report_up", {"facts": "x"}, {"report_up.to_leader"}),
        ("report_up", {"to_leader": "boss"}, {"report_up.facts"}),
        ("urge", {}, {"notice"}),
        ("attach", {"name": "x.jpg", "kind": "照片"}, {"attachment.from_whom"}),
        ("progress_notice", {"content": "x"}, {"contact.channel"}),
        ("flag_malicious", {"malicious": "疑似"}, {"complaint.malicious_basis"}),
        ("flag_malicious", {}, {"complaint.malicious"}),
        ("flag_public_risk", {}, {"complaint.public_risk"}),
        ("flag_abuse", {}, {"reason"}),
        ("flag_special", {}, {"complaint.special_reason"}),
    ],
)
def test_what_an_action_needs(step: str, given: dict[str, Any], named: set[str]) -> None:
    """Each action names the field that it lacks."""
    assert at_state("investigating").lacks("service1", step, **given) == named


def test_handed_on() -> None:
    """转派 by leader or owner to service only; counted, never to whom it is about."""
    play = at_state("investigating").take("service1", "amend", about_staff=["service2"])
    assert isinstance(play.refused("lead1", "assign", person="clerk1", reason="x"), NotService)
    assert isinstance(play.refused("lead1", "assign", person="service2", reason="x"), AboutYou)
    assert isinstance(play.refused("service1", "add_helper", person="service2"), AboutYou)
    play.take("service1", "amend", about_staff=[]).take("lead1", "assign", person="service2", reason="请假")
    assert (play.case.complaint.owner, play.case.complaint.transfers) == ("service2", 1)
    play.take("service2", "assign", person="service1", reason="回来了")
    assert (play.case.complaint.owner, play.case.complaint.transfers) == ("service1", 2)


def test_handed_to_who_has_it() -> None:
    """转派 or 接管 to its owner hands nothing on: no transfer is counted."""
    both = Staff(login="lead2", name="经理", roles=("leader", "service"), level="manager")
    play = at_state("investigating", office=with_staff(both))
    play.take("lead1", "assign", person="service1", reason="接着办")
    play.take("service1", "take_over", reason="我来")
    assert (play.case.complaint.owner, play.case.complaint.transfers) == ("service1", 0)


def test_a_leader_takes_over() -> None:
    """接管 by a leader who is of service too, not by one who is not."""
    both = Staff(login="lead2", name="经理", roles=("leader", "service"), level="manager")
    play = at_state("investigating", office=with_staff(both))
    assert isinstance(play.refused("boss", "take_over", reason="x"), NotService)
    assert play.take("lead2", "take_over", reason="升级").case.complaint.owner == "lead2"


def test_nobody_is_assigned_before_it_is_accepted() -> None:
    """A case without owner has nobody to hand it on from."""
    assert isinstance(
        at_state("registered").refused("lead1", "assign", person="service1", reason="x"), NotOnThePath
    )


@pytest.mark.parametrize(
    ("field", "up", "down"), [("severity", "重大", "较重"), ("handler_level", "经理", "主管")]
)
def test_levels_only_rise(field: str, up: str, down: str) -> None:
    """Severity and handler's level rise and never fall."""
    play = at_state("investigating").take("service1", "raise_level", reason="x", **{field: up})
    error = play.refused("lead1", "raise_level", reason="x", **{field: down})
    assert isinstance(error, OnlyRises)
    assert error.facts["field"] == f"complaint.{field}"


def test_reported_up_and_answered() -> None:
    """上报 to a leader; he reads it first and answers inside the case, both timed."""
    play = at_state("investigating")
    assert isinstance(play.refused("service1", "report_up", to_leader="service2", facts="x"), NotService)
    play.take("service1", "report_up", to_leader="boss", facts="客户要起诉", support_wanted="法务")
    assert isinstance(play.refused("service1", "acknowledge_report"), NotForYou)
    play.take("boss", "acknowledge_report").take("boss", "acknowledge_report", reply="请法务")
    row = play.case.report_ups[0]
    assert (row.acknowledged_at, row.replied_at) == (play.told[-2].at, play.told[-1].at)
    assert play.refused("boss", "acknowledge_report").facts["table"] == "report_up"


def test_malice_is_confirmed_by_a_leader() -> None:
    """疑似 by service with its basis; 认定 by a leader with evidence."""
    play = at_state("investigating").attached()
    play.take("service1", "flag_malicious", malicious="疑似", malicious_basis="反复索赔")
    given = {"malicious": "认定", "evidence": 1}
    assert isinstance(play.refused("service1", "flag_malicious", **given), LeaderConfirms)
    assert play.lacks("lead1", "flag_malicious", malicious="认定") == {"evidence"}
    complaint = play.take("lead1", "flag_malicious", **given).case.complaint
    assert (complaint.malicious, complaint.malicious_by) == ("confirmed", "lead1")


def test_a_skipped_step_is_confirmed_by_a_leader() -> None:
    """特事特办 names its reason; the mark comes with a leader's confirmation, not before, not in the past."""
    play = at_state("investigating").take("service1", "flag_special", special_reason="先发货后审批")
    assert play.case.complaint.marks == ()
    assert isinstance(play.refused("service1", "flag_special", confirmed=True), LeaderConfirms)
    assert play.lacks("lead1", "flag_special", special_until="2026-11-22") == {"complaint.special_until"}
    complaint = play.take("lead1", "flag_special", confirmed=True, special_until="2026-11-30").case.complaint
    assert (complaint.marks, complaint.special_by) == (("special",), "lead1")


def test_flags_are_raised() -> None:
    """Publicity and abuse are kept; strangers raise no flags."""
    play = at_state("investigating").take(
        "service2", "flag_public_risk", public_risk="扬言", public_risk_note="微博"
    )
    play.take("lead1", "flag_abuse", reason="辱骂")
    assert (play.case.complaint.public_risk, play.case.complaint.abuse) == ("threatened", True)
    assert isinstance(play.refused("clerk1", "flag_abuse", reason="x"), NotForYou)


def test_held_and_resumed() -> None:
    """挂起 marks the case until a day that is not past; twice is refused, and resuming what is not held."""
    play = at_state("investigating")
    assert isinstance(play.refused("service1", "resume"), NotHeld)
    assert play.lacks("service1", "hold", hold_reason="x", hold_until="2026-11-22") == {
        "complaint.hold_until"
    }
    play.take("service1", "hold", hold_reason="等样品", hold_until="2026-11-23")
    assert play.case.complaint.marks == ("on_hold",)
    assert isinstance(play.refused("lead1", "hold", hold_reason="x", hold_until="2026-11-30"), AlreadyHeld)
    complaint = play.take("lead1", "resume").case.complaint
    assert (complaint.marks, complaint.hold_until, complaint.held_at) == ((), None, None)


def test_a_limit_is_moved_by_a_leader() -> None:
    """延期 by a leader, for a reason, into the future; the first due time stays beside it."""
    play = at_state("investigating")
    given = {"clock": "决定", "until": "2026-12-24 17:30", "reason": "等检测"}
    assert isinstance(play.refused("service1", "move_due", **given), NotForYou)
    for name in given:
        assert play.lacks("lead1", "move_due", **{k: v for k, v in given.items() if k != name}) == {name}
    assert play.lacks("lead1", "move_due", **{**given, "until": "2026-11-23 08:00"}) == {"until"}
    assert play.refused("lead1", "move_due", **{**given, "clock": "止损"}).facts == {"clock": "containment"}
    before = next(clock for clock in play.case.clocks if clock.clock == "decision")
    play.take("lead1", "move_due", **given)
    after = next(clock for clock in play.case.clocks if clock.clock == "decision")
    assert after.first_due_at == before.due_at
    assert str(after.due_at) == "2026-12-24 09:30:00+00:00"
    assert (after.moved_by, after.moved_reason) == ("lead1", "等检测")


@pytest.mark.parametrize("typed", ["2026-11-25", "2026年11月25日", "20261125", "25/11/2026"])
def test_by_a_day_means_its_closing(typed: str) -> None:
    """What is promised or wanted by a day, and a limit moved to one, is due when the office closes then."""
    closing = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    call = {"direction": "去", "channel": "电话", "counterpart": "张三", "content": "x", "purpose": "答复"}
    play = Play().register(expected_by=typed).take("service1", "accept")
    play.take("service1", "promise", **{**PROMISE, "due_at": typed})
    play.take("service1", "contact", **call, will_call_back=True, promises=[{**PROMISE, "due_at": typed}])
    play.take("service1", "move_promise", promise=2, due_at=typed, moved_reason="x", customer_agreed=True)
    assert [row.due_at for row in play.case.promises] == [closing] * 3
    play.take("lead1", "move_due", clock="决定", until=typed, reason="等检测")
    assert next(row.due_at for row in play.case.clocks if row.clock == "decision") == closing
    assert play.case.complaint.expected_by == closing


@pytest.mark.parametrize(
    ("now", "typed", "due"),
    [
        ("11-23 10:00", "2026-11-23", "11-23 17:30"),
        ("11-23 17:30", "2026-11-23", "11-24 00:00"),
        ("11-23 20:00", "2026-11-23", "11-24 00:00"),
        ("11-23 10:00", "2026-11-28", "11-28 17:30"),
        ("11-23 10:00", "2026-11-25 00:00", "11-25 00:00"),
        ("11-23 10:00", "2026-11-25 09:00", "11-25 09:00"),
        ("11-23 10:00", "2026-11-24 24:00", "11-25 00:00"),
    ],
)
def test_by_today_is_never_too_late(now: str, typed: str, due: str) -> None:
    """Today is accepted at any hour, and on a day off; a clock that is said is meant."""
    play = at_state("investigating").at(now).take("service1", "promise", **{**PROMISE, "due_at": typed})
    moment = play.case.promises[-1].due_at
    assert moment is not None
    assert moment.astimezone(play.office.zone).strftime("%m-%d %H:%M") == due


def test_promises() -> None:
    """A promise is kept, moved with consent, or cancelled for a reason; only while it is open."""
    play = at_state("investigating").take("service1", "promise", **PROMISE)
    row = play.case.promises[0]
    assert (row.state, row.made_by, row.within_authority) == ("open", "service1", True)
    moved = {"promise": 1, "due_at": "2026-11-25 09:00", "moved_reason": "客户不在"}
    assert isinstance(play.refused("service1", "move_promise", **moved), CustomerMustAgree)
    assert play.lacks("service1", "move_promise", promise=1, customer_agreed=True) == {"promise.due_at"}
    play.take("service1", "move_promise", **moved, customer_agreed=True)
    assert [p.state for p in play.case.promises] == ["moved", "open"]
    assert play.case.promises[1].moved_from == row.due_at
    assert isinstance(play.refused("service1", "keep_promise", promise=1), NotOpen)
    assert play.take("service1", "keep_promise", promise=2).case.promises[1].state == "kept"
    assert play.lacks("service1", "cancel_promise", promise=2) == {"reason"}
    assert play.refused("service1", "keep_promise", promise=9).facts == {"table": "promise", "number": 9}


@pytest.mark.parametrize("due", ["2026-11-23 09:02", "2026-11-22 09:00"])
def test_a_promise_is_due_after_it_was_made(due: str) -> None:
    """A promise for the same minute or the past is refused."""
    error = at_state("investigating").refused("service1", "promise", **{**PROMISE, "due_at": due})
    assert isinstance(error, DueBeforeMade)


def test_a_promise_above_ones_authority() -> None:
    """Service promises no money before it is approved; a leader within his limits does."""
    money = {**PROMISE, "kind": "退款到账"}
    assert isinstance(at_state("investigating").refused("service1", "promise", **money), BeyondAuthority)
    assert at_state("investigating").take("lead1", "promise", **money).case.promises[0].made_by == "lead1"
    assert at_state("approved").take("service1", "promise", **money).case.promises[0].kind == "refund"
    goods = {**PROMISE, "kind": "补货到货"}
    assert at_state("investigating").take("service1", "promise", **goods).case.promises[0].kind == "delivery"
    helped = at_state("investigating").take("service1", "add_helper", person="clerk1")
    assert isinstance(helped.refused("clerk1", "promise", **goods), BeyondAuthority)


CONTACT: dict[str, Any] = {
    "direction": "来",
    "channel": "电话",
    "counterpart": "张三",
    "content": "催问",
    "purpose": "客户催问",
}


@pytest.mark.parametrize("field", CONTACT)
def test_what_a_contact_says(field: str) -> None:
    """Each row of the log is complete."""
    given = {name: value for name, value in CONTACT.items() if name != field}
    assert at_state("closed").lacks("clerk1", "contact", **given) == {f"contact.{field}"}


def test_calling_back_is_a_promise() -> None:
    """答应回电 asks for the promise, and takes it in the same act."""
    play = at_state("investigating")
    assert play.lacks("clerk1", "contact", **CONTACT, will_call_back=True) == {"contact.promise"}
    play.take("clerk1", "contact", **CONTACT, will_call_back=True, promises=[PROMISE])
    assert (play.case.contacts[-1].promise, play.case.promises[0].made_by) == (1, "clerk1")


def test_a_visit_says_where_and_who() -> None:
    """上门 asks place, companions and cost."""
    given = {**CONTACT, "channel": "上门"}
    named = {"contact.visit_place", "contact.travellers", "contact.travel_cost"}
    assert at_state("investigating").lacks("service1", "contact", **given) == named
    late = {**CONTACT, "at": "2026-11-23 10:00"}
    assert at_state("investigating").lacks("service1", "contact", **late) == {"contact.at"}


@pytest.mark.parametrize("state", ["registered", "closed"])
@pytest.mark.parametrize("who", ["clerk1", "money1", "admin"])
def test_anybody_logs_and_attaches(who: str, state: str) -> None:
    """The contact log and files are open to all, also when the case is closed; the state stays."""
    play = at_state(state).take(who, "contact", **CONTACT).attached(who)
    assert (play.state, play.case.contacts[-1].staff) == (state, who)
    assert play.case.attachments[-1].belongs_to == play.number


def test_containment_counts_its_minutes() -> None:
    """止损 keeps how many minutes after the registration it came."""
    play = Play(office=OFFICE).register(ongoing_harm="是").take("service1", "accept").at("11-23 10:05")
    assert play.take("service1", "contain", action="停用").case.containments[0].minutes == 65
