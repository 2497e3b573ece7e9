"""Ways to end and to begin again: withdrawn, merged, closed by a leader, reopened, an import taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aftersales.domain.policy import AboutYou, NotForYou, NotOnThePath, OwnCase
from aftersales.domain.records.staff import Staff
from aftersales.domain.steps.ending import CannotMerge, NotALeadersKind, NoticesOpen, NotImported, must_merge
from aftersales.domain.steps.following import still_open
from aftersales.domain.steps.intake import ImportWasVoided
from aftersales.domain.steps.managing import NotService
from tests.domain.play import (
    ISSUE,
    OFFICE,
    REGISTRATION,
    Play,
    at_state,
    on,
    proposal,
    staff,
    with_staff,
)

OPEN = (
    "registered",
    "investigating",
    "proposed",
    "approved",
    "offered",
    "agreed",
    "fulfilling",
    "following_up",
)
LEADER_SAYS = {"close_kind": "联系不上", "close_reason": "三次未接通"}


@pytest.mark.parametrize("state", OPEN[:6])
def test_withdrawn(state: str) -> None:
    """撤诉 needs the customer's word and how it came; open approvals lapse, clocks stop."""
    play = at_state(state)
    assert play.lacks("service1", "withdraw", means="电话") == {"reason"}
    assert play.lacks("service1", "withdraw", reason="误会") == {"means"}
    play.take("service1", "withdraw", reason="误会", means="电话")
    complaint = play.case.complaint
    assert (complaint.state, complaint.close_kind) == ("withdrawn", "withdrawn")
    assert complaint.close_reason == "误会"
    assert all(proposal.state == "void" for proposal in play.case.proposals)
    assert all(clock.stopped_at for clock in play.case.clocks)
    assert all(row.decision is not None for row in play.case.approvals)


@pytest.mark.parametrize("state", OPEN[6:])
def test_not_withdrawn_once_it_is_carried_out(state: str) -> None:
    """From 执行中 on nothing is withdrawn."""
    assert isinstance(at_state(state).refused("service1", "withdraw", reason="x", means="电话"), NotOnThePath)


@pytest.mark.parametrize("step", ["withdraw", "merge"])
def test_service_withdraws_and_merges(step: str) -> None:
    """Neither a clerk nor a leader does."""
    for who in ("clerk1", "boss"):
        assert isinstance(at_state("investigating").refused(who, step), NotForYou)


def test_an_issued_agreement_is_voided_by_withdrawing() -> None:
    """The paper that nobody signed becomes void with its number."""
    play = at_state("agreed").take("service1", "issue_agreement", **ISSUE)
    play.take("service1", "withdraw", reason="误会", means="电话")
    assert [(a.agr_no, a.state) for a in play.case.agreements] == [("TS-20261123-001-X1", "void")]


@pytest.mark.parametrize("state", OPEN[:5])
def test_merged(state: str) -> None:
    """合并 names the other case; the link stays, open approvals lapse, the case ends."""
    play = at_state(state)
    assert play.lacks("service1", "merge") == {"case"}
    play.take("service1", "merge", case="TS-20261123-002")
    assert play.state == "merged"
    assert [(row.case, row.link) for row in play.case.complaint.linked_cases] == [
        ("TS-20261123-002", "merged_into")
    ]
    assert all(proposal.state == "void" for proposal in play.case.proposals)


def other(number: str = "TS-20261123-002") -> Play:
    """Another case of the same customer."""
    return Play(number=number).register()


def test_merged_only_into_an_open_case_of_the_same_customer() -> None:
    """Another customer's case, an ended one and the case itself are refused; customers made one are one."""
    play, into = at_state("investigating"), other()
    must_merge(play.case, into.case)
    with pytest.raises(CannotMerge):
        must_merge(play.case, play.case)
    strange = replace(into.case, customer=replace(into.case.customer, cust_no="KH000002"))
    with pytest.raises(CannotMerge):
        must_merge(play.case, strange)
    one = replace(into.case, complaint=replace(into.case.complaint, customer="KH000002"))
    must_merge(play.case, one)
    for state in ("closed", "withdrawn", "merged"):
        ended = replace(into.case, complaint=replace(into.case.complaint, state=state))
        with pytest.raises(CannotMerge) as caught:
            must_merge(play.case, ended)
        assert caught.value.facts["state"] == state


@pytest.mark.parametrize("state", [state for state in OPEN if state != "fulfilling"])
@pytest.mark.parametrize("who", ["lead1", "boss"])
def test_closed_by_a_leader(state: str, who: str) -> None:
    """领导批准关闭 from every open state; the leader is kept as who approved it."""
    play = at_state(state).take(who, "close_by_leader", **LEADER_SAYS)
    complaint = play.case.complaint
    assert (complaint.state, complaint.close_kind, complaint.close_approver) == ("closed", "unreachable", who)
    assert complaint.marks == ()
    assert all(clock.stopped_at for clock in play.case.clocks)


@pytest.mark.parametrize("kind", ["不成立已说明", "联系不上", "转司法", "领导批准其他"])
def test_a_leaders_kinds(kind: str) -> None:
    """The four kinds a leader closes as."""
    play = at_state("investigating").take("lead1", "close_by_leader", close_kind=kind, close_reason="x")
    assert play.state == "closed"


@pytest.mark.parametrize("kind", ["满意关闭", "撤诉", "合并"])
def test_not_a_leaders_kind(kind: str) -> None:
    """What only the customer's word or another leg brings is no leader's kind."""
    error = at_state("investigating").refused("lead1", "close_by_leader", close_kind=kind, close_reason="x")
    assert isinstance(error, NotALeadersKind)


@pytest.mark.parametrize("field", LEADER_SAYS)
def test_a_leader_says_why(field: str) -> None:
    """Kind and reason are asked by name."""
    given = {name: value for name, value in LEADER_SAYS.items() if name != field}
    assert at_state("investigating").lacks("lead1", "close_by_leader", **given) == {f"complaint.{field}"}


def test_a_leader_is_not_bound_by_the_close_guard() -> None:
    """What the close guard would have asked does not stop him; it stays as it is."""
    play = at_state("following_up")
    play.take("service1", "promise", kind="回电", content="x", due_at="2026-11-24 09:00")
    left = still_open(play.take("lead1", "close_by_leader", **LEADER_SAYS).case)
    assert left == ("promise 1", "follow_up 1", "original TS-20261123-001-X1")


def test_open_notices_come_first() -> None:
    """While a notice is open a leader does not close either, and is told which."""
    error = at_state("fulfilling").refused("lead1", "close_by_leader", **LEADER_SAYS)
    assert isinstance(error, NoticesOpen)
    assert error.facts["notices"] == ["TS-20261123-001-C1"]


def test_a_leader_does_not_close_his_own() -> None:
    """The owner who leads is refused, unless nobody else leads: then it is marked 单人决定."""
    both = Staff(login="lead2", name="经理", roles=("leader", "service"), level="manager")
    play = Play(office=with_staff(both)).register().take("lead2", "accept")
    assert isinstance(play.refused("lead2", "close_by_leader", **LEADER_SAYS), OwnCase)
    alone = Play(office=with_staff(both, office=replace(OFFICE, staff=staff("clerk1")))).register()
    alone.take("lead2", "accept").take("lead2", "close_by_leader", **LEADER_SAYS)
    assert alone.case.complaint.marks == ("decided_alone",)


@pytest.mark.parametrize("who", ["service1", "clerk1", "admin"])
def test_only_a_leader(who: str) -> None:
    """Nobody else closes this way."""
    assert isinstance(at_state("investigating").refused(who, "close_by_leader", **LEADER_SAYS), NotForYou)


def test_what_was_carried_out_stays_approved() -> None:
    """A case that a leader closes after its goods went out keeps its approval; one before does not."""
    after = at_state("following_up").take("lead1", "close_by_leader", **LEADER_SAYS)
    before = at_state("agreed").take("lead1", "close_by_leader", **LEADER_SAYS)
    assert [play.case.proposals[0].state for play in (after, before)] == ["approved", "void"]


@pytest.mark.parametrize("who", ["service2", "lead1"])
@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_reopened(state: str, who: str) -> None:
    """重新打开 needs a reason; the next round begins with the old owner, decision and resolution anew."""
    play = at_state("closed") if state == "closed" else at_state("investigating")
    if state == "withdrawn":
        play.take("service1", "withdraw", reason="误会", means="电话")
    assert play.lacks(who, "reopen") == {"reason"}
    play.take(who, "reopen", reason="又漏了")
    complaint = play.case.complaint
    assert (complaint.state, complaint.round_no, complaint.owner) == ("investigating", 2, "service1")
    assert (complaint.closed_at, complaint.close_kind, complaint.close_reason) == (None, None, None)
    running = {clock.clock for clock in play.case.clocks if clock.stopped_at is None}
    assert running == {"decision", "progress", "resolution"}


@pytest.mark.parametrize("ending", ["withdraw", "close_by_leader"])
def test_no_hold_outlives_the_case(ending: str) -> None:
    """Ended while on hold it is held no longer: opened again it stands in nobody's way, and is held anew."""
    held = {"hold_reason": "等样品", "hold_until": "2026-11-30"}
    play = at_state("investigating").take("service1", "hold", **held)
    if ending == "withdraw":
        play.take("service1", "withdraw", reason="误会", means="电话")
    else:
        play.take("lead1", "close_by_leader", **LEADER_SAYS)
    play.take("service1", "reopen", reason="又漏了")
    complaint = play.case.complaint
    assert "on_hold" not in complaint.marks
    assert (complaint.hold_reason, complaint.hold_until, complaint.held_at) == (None, None, None)
    assert "on_hold" in play.take("service1", "hold", **held).case.complaint.marks


OLD_CASE = {"cust_name": "张三", "verbatim": "漏油"}
CALLED = {name: value for name, value in REGISTRATION.items() if name not in OLD_CASE}


@pytest.mark.parametrize("ended", ["close_by_leader", "withdraw"])
def test_an_import_that_ended_unaccepted_begins_when_it_is_reopened(ended: str) -> None:
    """Cleared away and opened again, an old case is asked what 接收 asks, sealed, weighed and timed."""
    play = Play().imported(**OLD_CASE)
    if ended == "withdraw":
        play.take("service1", "withdraw", reason="误会", means="电话")
    else:
        play.take("lead1", "close_by_leader", **LEADER_SAYS)
    assert play.lacks("service2", "reopen") == {"reopen_reason"}
    asked = {name.split(".")[1] for name in play.lacks("service2", "reopen", reopen_reason="又来电")}
    assert asked == {"channel", "phones", "address", "reason", "demands", "ongoing_harm"}
    hurt = {**CALLED, "ongoing_harm": "是", "safety_injury": "是"}
    play.take("service2", "reopen", reopen_reason="又来电", **hurt)
    complaint = play.case.complaint
    assert (complaint.state, complaint.round_no, play.told[-1].reason) == ("investigating", 2, "又来电")
    assert (complaint.owner, complaint.received_by) == ("service2", "service2")
    assert (complaint.severity, complaint.recorder_signed_at) == ("major", play.told[-1].at)
    running = {clock.clock for clock in play.case.clocks if clock.stopped_at is None}
    first = {"first_contact", "first_answer", "containment"}
    assert running == {"decision", "progress", "resolution"} | first
    assert play.lacks("service2", "amend", verbatim="x") == {"verbatim"}


def test_an_import_that_was_taken_back_is_not_reopened() -> None:
    """What left the lists with its batch is imported again, not opened again."""
    play = Play().imported(**REGISTRATION).take("lead1", "void_import")
    play.take("lead1", "close_by_leader", **LEADER_SAYS)
    assert isinstance(play.refused("service1", "reopen", reopen_reason="又来电"), ImportWasVoided)


def test_an_import_reopened_is_not_owned_by_whom_it_is_about() -> None:
    """What is typed at its reopening may say that it is about who opens it; a leader never owns it."""
    play = Play().imported(**REGISTRATION).take("lead1", "close_by_leader", **LEADER_SAYS)
    assert isinstance(play.refused("lead1", "reopen", reopen_reason="又来电"), NotService)
    again = {"reopen_reason": "又来电", "about_staff": ["service1"]}
    assert isinstance(play.refused("service1", "reopen", **again), AboutYou)
    assert play.take("service2", "reopen", **again).case.complaint.owner == "service2"


def test_injury_weighs_in_a_case_that_was_reopened_unsigned() -> None:
    """Old cases that an earlier program reopened without a seal are graver once injury is told."""
    play = at_state("investigating")
    play.case = replace(play.case, complaint=replace(play.case.complaint, recorder_signed_at=None))
    play.take("service1", "amend", safety_injury="是", ongoing_harm="是")
    assert play.case.complaint.severity == "major"
    assert "containment" in {clock.clock for clock in play.case.clocks}


def test_a_merged_case_stays_merged() -> None:
    """What goes on elsewhere is not opened here."""
    play = at_state("investigating").take("service1", "merge", case="TS-20261123-002")
    assert isinstance(play.refused("boss", "reopen", reason="x"), NotOnThePath)


def test_a_reopened_case_can_be_closed_again() -> None:
    """A visit planned before the leader closed is the one of the next round: nothing stays open for ever."""
    play = at_state("following_up").take("lead1", "close_by_leader", **LEADER_SAYS)
    on(play.take("service1", "reopen", reason="客户回电"), "following_up")
    for _ in range(2):
        play.take("service1", "file_original", original_place="一号柜")
    play.take("service2", "follow_up", channel="电话", interviewee="张三", satisfaction="满意")
    assert play.take("service2", "close").state == "closed"


@pytest.mark.parametrize("who", ["admin", "lead1"])
def test_an_import_is_taken_back(who: str) -> None:
    """导入作废 marks an imported case that nobody accepted; it is not accepted afterwards."""
    play = Play().imported(**REGISTRATION).take(who, "void_import")
    assert (play.state, play.case.complaint.marks) == ("registered", ("import_void",))
    assert isinstance(play.refused("service1", "accept"), ImportWasVoided)


def test_only_imports_are_taken_back() -> None:
    """A case of our own, an accepted one, and anybody else's hand are refused."""
    assert isinstance(at_state("registered").refused("admin", "void_import"), NotImported)
    play = Play().imported(**REGISTRATION)
    assert isinstance(play.refused("service1", "void_import"), NotForYou)
    play.take("service1", "accept")
    assert isinstance(play.refused("admin", "void_import"), NotOnThePath)
    assert isinstance(at_state("closed").refused("lead1", "propose", **proposal()), NotOnThePath)
