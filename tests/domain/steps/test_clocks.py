"""Clocks: what starts, stops, moves and pauses them, with due times reckoned by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aftersales.domain.authority import OverLimit
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.office import SensitivePeriod
from tests.domain.play import OFFICE, REGISTRATION, Play, at_state, done, proposal, remedy

TOLD = {"direction": "去", "channel": "电话", "counterpart": "张三", "content": "x"}
ANSWER = {"channel": "电话", "to_whom": "张三", "content": "补一桶"}


def clock(play: Play, name: str) -> CaseClock:
    """The newest clock of this name."""
    return [row for row in play.case.clocks if row.clock == name][-1]


def due(play: Play, name: str) -> str:
    """When the newest clock of this name is due, as the office reads it: "11-23 14:30"."""
    moment = clock(play, name).due_at
    assert moment is not None
    return moment.astimezone(OFFICE.zone).strftime("%m-%d %H:%M")


def running(play: Play) -> set[str]:
    """The clocks that have not stopped."""
    return {row.clock for row in play.case.clocks if row.stopped_at is None}


STARTED = {"hand_over", "first_contact", "first_answer", "progress", "resolution"}


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("一般", ["11-23 14:30", "11-23 14:30", "11-23 17:30", "11-26 17:30", "12-14 17:30"]),
        ("较重", ["11-23 11:00", "11-23 11:00", "11-23 17:30", "11-25 17:30", "12-14 17:30"]),
        ("重大", ["11-23 10:00", "11-23 10:00", "11-23 17:30", "11-24 17:30", "12-07 17:30"]),
        ("特重大", ["11-23 09:30", "11-23 09:30", "11-23 17:30", "11-23 13:00", "11-30 17:30"]),
    ],
)
def test_registered_on_monday_at_nine(severity: str, expected: list[str]) -> None:
    """The five clocks of the registration, each due as the table says, over lunch and weekends."""
    play = Play().register(severity=severity)
    names = ("hand_over", "first_contact", "first_answer", "progress", "resolution")
    assert [due(play, name) for name in names] == expected
    assert running(play) == STARTED


def test_harm_starts_the_containment() -> None:
    """止损 runs only where harm goes on: four office hours, till half past two; a containment stops it."""
    play = Play().register(ongoing_harm="是").take("service1", "accept")
    assert due(play, "containment") == "11-23 14:30"
    play.take("service1", "contain", action="停用", at="2026-11-23 09:01")
    stopped = clock(play, "containment").stopped_at
    assert stopped is not None
    assert stopped.astimezone(OFFICE.zone).strftime("%H:%M") == "09:01"
    assert "containment" not in running(play)


def test_harm_that_is_learnt_later() -> None:
    """修改 to 持续损害 starts 止损 from that moment, once; where it was contained already, not again."""
    play = at_state("investigating").at("11-24 09:00").take("service1", "amend", ongoing_harm="是")
    assert due(play, "containment") == "11-24 14:30"
    assert clock(play, "containment").started_at == play.told[-1].at
    play.take("service1", "amend", ongoing_harm="否").take("service1", "amend", ongoing_harm="是")
    assert len([row for row in play.case.clocks if row.clock == "containment"]) == 1
    contained = at_state("investigating").take("service1", "contain", action="停用", at="2026-11-23 09:01")
    assert "containment" not in running(contained.take("service1", "amend", ongoing_harm="是"))


def test_an_injury_that_is_learnt_later() -> None:
    """修改 to 人身伤害 makes it 重大: the decision is due sooner, and no longer for service alone."""
    play = at_state("investigating")
    assert due(play, "decision") == "11-30 17:30"
    play.take("service1", "amend", safety_injury="是")
    assert (play.case.complaint.severity, due(play, "decision")) == ("major", "11-25 17:30")
    assert isinstance(play.refused("service1", "decide", **proposal(remedy(yuan="10"))), OverLimit)
    grave = Play().register(severity="特重大").take("service1", "accept")
    assert grave.take("service1", "amend", safety_injury="是").case.complaint.severity == "critical"


@pytest.mark.parametrize(
    ("registered", "first_answer", "hand_over"),
    [
        ("11-23 16:30", "11-23 17:30", "11-24 11:30"),
        ("11-23 16:31", "11-24 10:00", "11-24 11:31"),
        ("11-27 17:29", "11-30 10:00", "11-30 13:59"),
        ("11-28 10:00", "11-30 10:00", "11-30 14:00"),
    ],
)
def test_registered_late(registered: str, first_answer: str, hand_over: str) -> None:
    """After 16:30, and on a day off, same-day limits end at 10:00 of the next working day."""
    play = Play().at(registered).register()
    assert due(play, "first_answer") == first_answer
    assert due(play, "hand_over") == hand_over


def test_acceptance_stops_and_starts() -> None:
    """接收 stops the hand-over and starts the decision: the fifth working day after."""
    play = at_state("registered").at("11-23 10:00").take("service1", "accept")
    assert clock(play, "hand_over").stopped_at == play.told[-1].at
    assert due(play, "decision") == "11-30 17:30"
    assert running(play) == STARTED - {"hand_over"} | {"decision"}


@pytest.mark.parametrize(
    ("direction", "purpose", "stopped"),
    [
        ("来", "客户催问", set()),
        ("来", "答复", set()),
        ("去", "了解", {"first_contact"}),
        ("去", "进度", {"first_contact", "first_answer"}),
        ("去", "答复", {"first_contact", "first_answer"}),
    ],
)
def test_what_stops_the_first_contact_and_answer(direction: str, purpose: str, stopped: set[str]) -> None:
    """The first outgoing contact stops 首联, one that answers also 当天答复; incoming stops none."""
    before = at_state("investigating")
    play = at_state("investigating").take(
        "service1", "contact", **TOLD | {"direction": direction, "purpose": purpose}
    )
    assert running(before) - running(play) == stopped


def test_each_contact_starts_the_progress_anew() -> None:
    """进度 runs from the last outgoing contact to the next: three days, ending on a working day."""
    play = at_state("investigating").at("11-25 10:00").take("service1", "contact", **TOLD, purpose="了解")
    assert due(play, "progress") == "11-30 17:30"
    play.at("11-26 10:00").take("service1", "progress_notice", channel="电话", content="还在检测")
    assert due(play, "progress") == "11-30 17:30"
    assert len([row for row in play.case.clocks if row.clock == "progress"]) == 3


@pytest.mark.parametrize("step", ["contact", "answer"])
def test_an_older_call_entered_later_leaves_the_progress(step: str) -> None:
    """The call of Wednesday is entered, then the one of Monday: the customer last heard on Wednesday."""
    play = at_state("approved")
    play.at("11-25 10:00").take("service1", "contact", **TOLD, purpose="了解")
    older = {**TOLD, "purpose": "了解"} if step == "contact" else ANSWER
    play.at("11-25 10:30").take("service1", step, **older, at="2026-11-23 10:00")
    assert due(play, "progress") == "11-30 17:30"
    assert "progress" in running(play)


def test_the_older_call_counts_once_the_newer_is_taken_back() -> None:
    """A call is entered under the wrong day, then the right one; the first taken back, the second counts."""
    play = at_state("investigating").at("11-30 10:00").take("service1", "contact", **TOLD, purpose="了解")
    play.take("service1", "contact", **TOLD, purpose="了解", at="2026-11-25 10:00")
    play.take("service1", "take_back", contact=1)
    assert due(play, "progress") == "11-30 17:30"
    assert [row.clock for row in play.case.clocks if row.stopped_at is None].count("progress") == 1


def test_approval_starts_the_answer() -> None:
    """Decided or approved, the decision stops and the answer runs four office hours."""
    play = at_state("proposed").at("11-24 16:30").take("lead1", "approve")
    assert clock(play, "decision").stopped_at == play.told[-1].at
    assert due(play, "answer") == "11-25 11:30"
    play.at("11-25 09:00").take("service1", "answer", **ANSWER)
    assert running(play) == {"progress", "resolution"}
    assert due(play, "progress") == "11-30 17:30"


def test_each_round_decides_anew() -> None:
    """A refusal starts the decision again with the round's number; the resolution runs on."""
    play = at_state("offered").at("11-26 09:00").take("service1", "refuse_offer", their_position="要三桶")
    row = clock(play, "decision")
    assert (row.round_no, row.started_at) == (2, play.told[-1].at)
    assert due(play, "decision") == "12-03 17:30"
    assert due(play, "resolution") == "12-14 17:30"
    assert running(play) == {"decision", "progress", "resolution"}


def test_an_agreement_needs_no_progress_until_it_is_negotiated_anew() -> None:
    """客户确认 stops the progress; 重新协商 starts it and the decision again."""
    play = at_state("agreed")
    assert running(play) == {"resolution"}
    play.take("service1", "renegotiate", reason="改口")
    assert running(play) == {"decision", "progress", "resolution"}


def test_the_follow_up_runs_from_the_finish() -> None:
    """回访 within three working days of the finish; reached it stops, unreached it runs on."""
    play = (
        done(at_state("fulfilling"), "C1").at("11-26 15:00").take("service1", "confirm_notice", notice="C1")
    )
    assert due(play, "follow_up") == "12-01 17:30"
    assert str(play.case.follow_ups[0].planned_on) == "2026-12-01"
    said = {"channel": "电话", "interviewee": "张三"}
    play.take("service2", "follow_up", **said, satisfaction="未联系上")
    assert "follow_up" in running(play)
    play.take("service2", "follow_up", **said, satisfaction="基本满意")
    assert "follow_up" not in running(play)


def test_dissatisfied_decides_anew() -> None:
    """不满意 starts the decision of the next round; the same resolution runs on."""
    play = at_state("following_up")
    play.take("service2", "follow_up", channel="电话", interviewee="张三", satisfaction="不满意")
    play.take("service1", "dissatisfied")
    assert running(play) == {"decision", "progress", "resolution"}
    assert len([row for row in play.case.clocks if row.clock == "resolution"]) == 1


def test_the_close_stops_all() -> None:
    """A closed case has no clock running; opened again it has new ones."""
    play = at_state("closed")
    assert running(play) == set()
    play.at("11-30 10:00").take("service1", "reopen", reason="又漏")
    assert due(play, "resolution") == "12-21 17:30"


def test_a_hold_moves_three_clocks() -> None:
    """From Tuesday 10:00 to Thursday 10:00 are two working days: decision and resolution move by them."""
    play = (
        at_state("investigating")
        .at("11-24 10:00")
        .take("service1", "hold", hold_reason="等样品", hold_until="2026-11-30")
    )
    before = {name: due(play, name) for name in running(play)}
    assert (before["decision"], before["resolution"]) == ("11-30 17:30", "12-14 17:30")
    play.at("11-26 10:00").take("service1", "resume")
    after = {name: due(play, name) for name in running(play)}
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"decision", "resolution"}
    assert (after["decision"], after["resolution"]) == ("12-02 17:30", "12-16 17:30")


def test_a_hold_moves_the_follow_up() -> None:
    """回访 is paused as well: one working day held moves it by one."""
    play = at_state("following_up")
    assert due(play, "follow_up") == "11-26 17:30"
    play.at("11-24 08:30").take("lead1", "hold", hold_reason="出国", hold_until="2026-11-30")
    play.at("11-25 08:30").take("lead1", "resume")
    assert due(play, "follow_up") == "11-27 17:30"


def test_a_sensitive_period_halves() -> None:
    """敏感期 halves the limits of what is registered within it; four hours become two."""
    period = SensitivePeriod(no=1, name="3·15", from_on=date(2026, 11, 23), to_on=date(2026, 11, 23))
    office = replace(OFFICE, sensitive_periods=(period,))
    play = Play(office=office).register()
    assert play.case.complaint.sensitive_period == "3·15"
    assert due(play, "hand_over") == "11-23 11:00"
    play.at("11-25 10:00").take("service1", "accept")
    assert due(play, "decision") == "11-30 09:15"
    later = Play(office=office).at("11-24 09:00").register()
    assert later.case.complaint.sensitive_period is None
    assert due(later, "hand_over") == "11-24 14:30"


def test_a_sensitive_period_of_some_products() -> None:
    """A period for one product leaves the others alone."""
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    period = SensitivePeriod(no=1, name="冬季", from_on=first, to_on=last, products=("防冻液",))
    office = replace(OFFICE, sensitive_periods=(period,))
    assert Play(office=office).register().case.complaint.sensitive_period is None
    hit = Play(office=office).register(product_line=[{"product": "防冻液"}])
    assert hit.case.complaint.sensitive_period == "冬季"


def test_an_import_starts_at_its_acceptance() -> None:
    """An imported case has no clocks until somebody accepts it; then they run from that moment."""
    play = Play().imported(**REGISTRATION)
    assert play.case.clocks == ()
    play.at("11-24 09:00").take("service1", "accept")
    assert due(play, "first_contact") == "11-24 14:30"
    assert "hand_over" not in running(play)


def test_a_raised_severity_shortens_what_runs() -> None:
    """较重 to 重大: the decision of three working days becomes two; what allows more is left."""
    play = Play().register(severity="较重").take("service1", "accept")
    assert due(play, "decision") == "11-26 17:30"
    play.take("lead1", "raise_level", severity="重大", reason="停产")
    assert due(play, "decision") == "11-25 17:30"
    assert clock(play, "decision").first_due_at == clock(play, "decision").due_at


def test_a_severity_raised_again_shortens_from_the_start_once_more() -> None:
    """一般, 较重, 重大: five working days from the acceptance, three, two; a day held between stays added."""
    play = at_state("registered").at("11-23 10:00").take("service1", "accept")
    play.take("lead1", "raise_level", severity="较重", reason="停产")
    assert due(play, "decision") == "11-26 17:30"
    play.at("11-24 08:30").take("lead1", "hold", hold_reason="等样品", hold_until="2026-11-30")
    play.at("11-25 08:30").take("lead1", "resume")
    assert due(play, "decision") == "11-27 17:30"
    play.take("lead1", "raise_level", severity="重大", reason="起火")
    assert due(play, "decision") == "11-26 17:30"


def test_a_proposal_does_not_stop_the_decision() -> None:
    """Waiting for approval is part of the time for the decision."""
    play = at_state("investigating").take("service1", "propose", **proposal())
    assert "decision" in running(play)
