"""Conflict of interest: a person complained about may not own, decide, approve, inspect or ask afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aftersales.domain.policy import ABOUT_MAY_NOT, AboutYou
from aftersales.domain.records.staff import Staff
from tests.domain.play import OFFICE, Play, at_state

EVERYTHING = Staff(
    login="lead1",
    name="主管",
    roles=("leader", "service", "clerk", "quality", "warehouse", "admin"),
    level="supervisor",
)
STATES = {
    "accept": "registered",
    "propose": "investigating",
    "decide": "investigating",
    "record_finding": "investigating",
    "assign": "investigating",
    "take_over": "investigating",
    "approve": "proposed",
    "approve_by_word": "proposed",
    "send_back": "proposed",
    "reject": "proposed",
    "forward_approval": "proposed",
    "add_approver": "proposed",
    "countersign": "proposed",
    "follow_up": "following_up",
    "close": "following_up",
    "dissatisfied": "following_up",
    "close_by_leader": "investigating",
}


def test_the_list_is_the_one_tried_here() -> None:
    """No step joined or left the list without a look at this test."""
    assert set(STATES) == set(ABOUT_MAY_NOT)


@pytest.mark.parametrize("step", STATES)
def test_not_by_whom_it_is_about(step: str) -> None:
    """Whatever his roles, and even if the case names him owner, the step is refused as being about him."""
    play = at_state(STATES[step])
    complaint = replace(
        play.case.complaint, about_staff=("lead1",), owner=play.case.complaint.owner and "lead1"
    )
    play.case = replace(play.case, complaint=complaint)
    play.office = replace(OFFICE, staff=(*(p for p in OFFICE.staff if p.login != "lead1"), EVERYTHING))
    error = play.refused("lead1", step)
    assert isinstance(error, AboutYou)
    assert error.facts == {"login": "lead1", "step": step}


def test_others_go_on() -> None:
    """The complaint about one colleague is handled by the others, to its close."""
    play = Play().register(about_staff=["service2", "clerk1"]).take("service1", "accept")
    assert isinstance(play.refused("lead1", "assign", person="service2", reason="x"), AboutYou)
    play.take("service1", "record_finding", founded="成立", basis="录音")
    assert play.case.findings[0].found_by == "service1"


def test_he_may_still_speak() -> None:
    """A person complained about may log what he knows and attach files."""
    play = Play().register(about_staff=["service2"]).attached("service2")
    said = {"direction": "来", "channel": "电话", "counterpart": "张三", "content": "x", "purpose": "了解"}
    assert play.take("service2", "contact", **said).case.contacts[0].staff == "service2"
