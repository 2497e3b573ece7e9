"""Approving by word: what service enters of it, whose word counts, and who countersigns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aftersales.domain.authority import OverLimit
from aftersales.domain.policy import AboutYou, NotForYou, OwnProposal
from aftersales.domain.records.staff import Staff
from aftersales.domain.steps.approving import NotALeader, TooGraveForWord, WordIsOff
from aftersales.domain.steps.rows import NoSuchPerson
from tests.domain.play import (
    OFFICE,
    Play,
    at_state,
    proposal,
    remedy,
    with_staff,
    with_substitute,
)

BOTH_ROLES = Staff(login="lead2", name="经理", roles=("leader", "service"), level="manager")


def said(**more: object) -> dict[str, Any]:
    """What an approval by word asks."""
    told = {"person": "lead1", "by_word_means": "电话", "by_word_at": "2026-11-23 09:00", "evidence": 1}
    return {name: value for name, value in {**told, **more}.items() if value is not None}


@pytest.mark.parametrize("who", ["service1", "service2"])
def test_approved_by_word(who: str) -> None:
    """Service enters a leader's word, the applicant too; it holds at once and waits for the signature."""
    play = at_state("proposed").attached().take(who, "approve_by_word", **said())
    assert (play.state, play.due.state) == ("approved", "approved")
    assert play.case.complaint.marks == ("to_countersign",)
    row = play.case.approvals[-1]
    assert (row.approver, row.recorded_by, row.decision, row.evidence) == ("lead1", who, "by_word", 1)
    assert play.case.approvals[0].decision == "lapsed"


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("person", "person"),
        ("by_word_means", "approval.by_word_means"),
        ("by_word_at", "approval.by_word_at"),
        ("evidence", "approval.evidence"),
    ],
)
def test_what_an_approval_by_word_needs(left_out: str, named: str) -> None:
    """Who, how, when, and the evidence attached: each is asked by name."""
    assert at_state("proposed").attached().lacks(
        "service1", "approve_by_word", **said(**{left_out: None})
    ) == {named}


def test_evidence_must_be_there() -> None:
    """A number that is no attachment of the case is refused."""
    assert at_state("proposed").lacks("service1", "approve_by_word", **said()) == {"approval.evidence"}


def test_a_word_is_not_of_tomorrow() -> None:
    """Nobody said yes in the future."""
    late = said(by_word_at="2026-11-23 10:00")
    assert at_state("proposed").attached().lacks("service1", "approve_by_word", **late) == {
        "approval.by_word_at"
    }


@pytest.mark.parametrize("who", ["lead1", "clerk1", "admin"])
def test_only_service_enters_a_word(who: str) -> None:
    """The leader himself approves; nobody but service records a word."""
    assert isinstance(at_state("proposed").attached().refused(who, "approve_by_word", **said()), NotForYou)


@pytest.mark.parametrize(("login", "error"), [("service2", NotALeader), ("nobody", NoSuchPerson)])
def test_only_a_leaders_word_counts(login: str, error: type[Exception]) -> None:
    """The word of somebody who leads nobody, or whom nobody knows, is no approval."""
    found = at_state("proposed").attached().refused("service1", "approve_by_word", **said(person=login))
    assert isinstance(found, error)


@pytest.mark.parametrize("severity", ["重大", "特重大"])
def test_grave_cases_are_not_approved_by_word(severity: str) -> None:
    """By word only below 重大."""
    play = Play().register(severity=severity).take("service1", "accept").attached()
    play.take("service1", "propose", **proposal())
    assert isinstance(play.refused("service1", "approve_by_word", **said(person="boss")), TooGraveForWord)


def test_the_limit_of_words() -> None:
    """2,000 元 by word are allowed as delivered, one 分 more (cumulated) is not; 0 switches it off."""
    play = at_state("proposed", remedy(yuan="1999.99")).attached()
    play.past = 2
    assert isinstance(play.refused("service1", "approve_by_word", **said(person="boss")), WordIsOff)
    play.past = 1
    off = replace(OFFICE, company=replace(OFFICE.company, by_word_limit=0))
    closed = replace(play, office=off)
    closed.case = play.case
    assert isinstance(closed.refused("service1", "approve_by_word", **said(person="boss")), WordIsOff)
    assert play.take("service1", "approve_by_word", **said(person="boss")).state == "approved"


def test_a_word_lies_within_that_persons_limit() -> None:
    """The supervisor's word does not reach further than his signature."""
    company = replace(OFFICE.company, by_word_limit=99_999_999)
    play = at_state("proposed", remedy(yuan="2000.01"), office=replace(OFFICE, company=company)).attached()
    assert isinstance(play.refused("service1", "approve_by_word", **said()), OverLimit)
    assert play.take("service1", "approve_by_word", **said(person="lead2")).state == "approved"


def test_ones_own_word_is_no_approval() -> None:
    """The applicant who leads does not approve himself by word; nor does whom it is about."""
    play = (
        Play(office=with_staff(BOTH_ROLES)).register(about_staff=["lead1"]).take("lead2", "accept").attached()
    )
    play.take("lead2", "propose", **proposal())
    assert isinstance(play.refused("lead2", "approve_by_word", **said(person="lead2")), OwnProposal)
    assert isinstance(play.refused("lead2", "approve_by_word", **said(person="lead1")), AboutYou)


def gone(play: Play, stands_in: str) -> Play:
    """The same case after lead1 has left, stood in for by this one from today on."""
    staff = with_staff(replace(play.office.by_login["lead1"], active=False), office=play.office)
    later = replace(play, office=with_substitute("lead1", stands_in, "2026-11-20", "2026-12-31", staff))
    later.case = play.case
    return later


def test_of_who_left_his_substitute_countersigns() -> None:
    """While he is here it is his own; then who stands in says yes in his place, the word stays as it was."""
    play = at_state("proposed").attached().take("service1", "approve_by_word", **said())
    here = replace(play, office=with_substitute("lead1", "lead2", "2026-11-20", "2026-12-31", play.office))
    here.case = play.case
    assert isinstance(here.refused("lead2", "countersign"), NotForYou)
    later = gone(play, "lead2")
    assert isinstance(later.refused("boss", "countersign"), NotForYou)
    later.take("lead2", "countersign", comment="查过凭据")
    word, yes = later.case.approvals[-2:]
    assert (word.approver, word.decision, word.countersigned_at) == ("lead1", "by_word", later.told[-1].at)
    assert (yes.approver, yes.substitute_for, yes.decision) == ("lead2", "lead1", "approve")
    assert (yes.comment, yes.at, later.case.complaint.marks) == ("查过凭据", word.countersigned_at, ())


def test_nobody_countersigns_what_he_proposed() -> None:
    """Who proposed it and stands in for the leader who left is no second pair of eyes."""
    play = Play(office=with_staff(BOTH_ROLES)).register().take("lead2", "accept").attached()
    play.take("lead2", "propose", **proposal()).take("service1", "approve_by_word", **said())
    assert isinstance(gone(play, "lead2").refused("lead2", "countersign"), OwnProposal)


def test_countersigned_by_who_said_it() -> None:
    """补签 is for the named approver alone, in any state; then the mark goes."""
    play = at_state("proposed").attached().take("service1", "approve_by_word", **said())
    assert isinstance(play.refused("lead2", "countersign"), NotForYou)
    play.take("service1", "withdraw", reason="误会", means="电话")
    play.take("lead1", "countersign", comment="属实")
    row = play.case.approvals[-1]
    assert (row.countersigned_at, row.comment) == (play.told[-1].at, "属实")
    assert play.case.complaint.marks == ()
    assert isinstance(play.refused("lead1", "countersign"), NotForYou)
