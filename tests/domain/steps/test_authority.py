"""Who may decide how much: limits to the 分, persons before roles, dates, the chain of approvers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aftersales.domain.authority import NoApprover, OverLimit, limit_of, scopes_of, service_limit, value_of
from aftersales.domain.codes import RemedyKind
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.records.staff import Authority, Staff
from tests.domain.play import (
    OFFICE,
    Play,
    at_state,
    proposal,
    remedy,
    staff,
    with_limits,
    with_staff,
)

DAY = date(2026, 11, 23)


def chain(yuan: str, *, kind: str = "goods", severity: str = "一般", **office: object) -> list[str]:
    """Who must approve a proposal of this much."""
    play = Play(office=replace(OFFICE, **office)).register(severity=severity).take("service1", "accept")
    play.take("service1", "propose", **proposal(remedy(kind, yuan)))
    return [row.approver for row in play.case.approvals]


@pytest.mark.parametrize("kind", ["goods", "gift"])
def test_the_service_limit_itself_is_allowed(kind: str) -> None:
    """200.00 元 lie within the limit of 200 元, 200.01 do not; the error tells value and limit."""
    assert (
        at_state("investigating").take("service1", "decide", **proposal(remedy(kind, "200.00"))).state
        == "approved"
    )
    error = at_state("investigating").refused("service1", "decide", **proposal(remedy(kind, "200.01")))
    assert isinstance(error, OverLimit)
    assert (error.facts["value"], error.facts["limit"], error.facts["scope"]) == (20_001, 20_000, kind)


@pytest.mark.parametrize("kind", ["cash", "refund", "return_refund", "discount"])
def test_service_decides_no_cash(kind: str) -> None:
    """Not one 分 of cash is within the service limit; refund and discount are cash."""
    error = at_state("investigating").refused("service1", "decide", **proposal(remedy(kind, "0.01")))
    assert isinstance(error, OverLimit)
    assert error.facts["scope"] == "cash"


@pytest.mark.parametrize(
    ("yuan", "approver"),
    [
        ("0.01", "lead1"),
        ("2000.00", "lead1"),
        ("2000.01", "lead2"),
        ("20000.00", "lead2"),
        ("20000.01", "boss"),
        ("9999999.99", "boss"),
    ],
)
@pytest.mark.parametrize("kind", ["goods", "cash", "gift"])
def test_the_lowest_level_that_suffices(yuan: str, approver: str, kind: str) -> None:
    """2,000 元 are the supervisor's, 20,000 the manager's; one 分 more is the next one's."""
    assert chain(yuan, kind=kind) == [approver]


@pytest.mark.parametrize(
    ("past", "approver"), [(199_999, "lead1"), (200_000, "lead2"), (1_999_999, "lead2"), (2_000_000, "boss")]
)
def test_what_was_approved_before_counts(past: int, approver: str) -> None:
    """One 分 more is added to what the customer had in the window, for the chain."""
    play = at_state("investigating")
    play.past = past
    play.take("service1", "propose", **proposal(remedy(yuan="0.01")))
    assert play.case.approvals[0].approver == approver
    assert play.due.cumulative == past


def test_what_was_approved_before_counts_for_the_decision() -> None:
    """The limit of 200 元 is held by the sum: 199.99 before leave one 分."""
    play = at_state("investigating")
    play.past = 19_999
    assert isinstance(play.refused("service1", "decide", **proposal(remedy(yuan="0.02"))), OverLimit)
    assert play.take("service1", "decide", **proposal(remedy(yuan="0.01"))).state == "approved"


def test_what_was_approved_meanwhile_counts_at_the_approval() -> None:
    """The sum is looked at again when the last link approves, not only when it was proposed."""
    play = at_state("proposed")
    play.past = 190_001
    error = play.refused("lead1", "approve")
    assert isinstance(error, OverLimit)
    assert error.facts["value"] == 200_001
    play.past = 190_000
    assert play.take("lead1", "approve").state == "approved"


def test_one_sum_within_every_limit() -> None:
    """Goods and cash are one sum; it must lie within the limit of each kind held."""
    office = with_limits(
        Authority(person="lead1", scope="cash", limit_amount=15_000),
        Authority(person="lead1", scope="goods", limit_amount=200_000),
    )
    play = Play(office=office).register().take("service1", "accept")
    play.take("service1", "propose", **proposal(remedy(yuan="100"), remedy("cash", "50")))
    assert play.case.approvals[0].approver == "lead1"
    play.take("service1", "recall").take(
        "service1", "propose", **proposal(remedy(yuan="100"), remedy("cash", "50.01"))
    )
    assert play.case.approvals[-1].approver == "lead2"


def test_a_kind_that_one_may_not_decide_without_amount() -> None:
    """An apology costs nothing and falls under no limit."""
    play = at_state("investigating").take("service1", "decide", **proposal(remedy("apology", "")))
    assert play.state == "approved"


@pytest.mark.parametrize(
    ("kind", "scope"),
    [
        ("goods", "goods"),
        ("exchange", "goods"),
        ("repair", "goods"),
        ("rectify", "goods"),
        ("cash", "cash"),
        ("refund", "cash"),
        ("discount", "cash"),
        ("return_refund", "cash"),
        ("gift", "gift"),
        ("reward", "gift"),
        ("promotion", "gift"),
        ("condolence", "gift"),
        ("tour", "gift"),
        ("meeting", "gift"),
        ("training", "gift"),
        ("leader_visit", "gift"),
        ("apology", "gift"),
        ("explanation", "gift"),
    ],
)
def test_which_limit_a_remedy_falls_under(kind: str, scope: str) -> None:
    """Repair counts as goods, reward and promotion support as gift, refund and discount as cash."""
    assert scopes_of([Remedy(kind=kind, amount=1)]) == (scope,)
    assert scopes_of([Remedy(kind=kind)]) == ()


def test_every_remedy_has_a_limit() -> None:
    """No remedy with an amount goes by without a limit."""
    assert all(scopes_of([Remedy(kind=kind, amount=1)]) for kind in RemedyKind)


def test_the_value_is_the_companys_share() -> None:
    """What the customer or a department bears is not the office's to decide; no amount counts 0."""
    rows = [
        Remedy(kind="cash", amount=100, share_company=70),
        Remedy(kind="gift", amount=5),
        Remedy(kind="apology"),
    ]
    assert value_of(rows) == 75


def test_a_person_goes_before_his_role() -> None:
    """A row of one's own holds, be it larger or smaller than the level's."""
    for amount in (1, 500_000):
        office = with_limits(Authority(person="lead1", scope="goods", limit_amount=amount))
        assert limit_of(office, office.person("lead1"), "goods", DAY) == amount
        assert limit_of(office, office.person("lead1"), "cash", DAY) == 200_000


@pytest.mark.parametrize(
    ("first", "last", "limit"),
    [
        ("2026-11-23", None, 500_000),
        ("2026-11-24", None, 200_000),
        ("2026-01-01", "2026-11-23", 500_000),
        ("2026-01-01", "2026-11-22", 200_000),
    ],
)
def test_a_row_holds_between_its_days(first: str, last: str | None, limit: int) -> None:
    """The first and the last day belong to it; outside, the level's row holds."""
    row = Authority(
        person="lead1",
        scope="goods",
        limit_amount=500_000,
        from_on=date.fromisoformat(first),
        to_on=date.fromisoformat(last) if last else None,
    )
    office = with_limits(row)
    assert limit_of(office, office.person("lead1"), "goods", DAY) == limit


def test_a_limit_that_ran_out_leaves_nothing() -> None:
    """A level without a valid row may decide nothing, not everything."""
    ended = tuple(replace(row, to_on=date(2026, 11, 22)) for row in OFFICE.authority)
    office = replace(OFFICE, authority=ended)
    assert limit_of(office, office.person("boss"), "goods", DAY) == -1
    assert service_limit(office, "goods", DAY) == -1


def test_a_leader_level_is_no_level_of_others() -> None:
    """A level counts for leaders only, and a service person's own row is not the service role's."""
    clerk = Staff(login="x", name="x", roles=("clerk",), level="general_manager")
    assert limit_of(with_staff(clerk), clerk, "goods", DAY) == -1
    office = with_limits(Authority(person="service1", scope="goods", limit_amount=900_000))
    assert service_limit(office, "goods", DAY) == 20_000


@pytest.mark.parametrize(
    ("severity", "found"),
    [("一般", ["lead1"]), ("较重", ["lead1"]), ("重大", ["lead2"]), ("特重大", ["lead1", "lead2", "boss"])],
)
def test_grave_cases_go_higher(severity: str, found: list[str]) -> None:
    """重大 at least the manager; 特重大 everyone up to the general manager, in that order."""
    assert chain("1", severity=severity) == found


@pytest.mark.parametrize(
    ("gone", "severity", "found"),
    [
        ("lead1", "一般", ["lead2"]),
        ("lead2", "重大", ["boss"]),
        ("lead1", "特重大", ["lead2", "boss"]),
        ("lead2", "特重大", ["lead1", "boss"]),
    ],
)
def test_nobody_at_a_level(gone: str, severity: str, found: list[str]) -> None:
    """Where a level is empty, or its person has left, the next higher approves."""
    people = tuple(p for p in OFFICE.staff if p.login != gone)
    assert chain("1", severity=severity, staff=people) == found
    left = tuple(replace(p, active=p.login != gone) for p in OFFICE.staff)
    assert chain("1", severity=severity, staff=left) == found


def test_nobody_at_all() -> None:
    """Without anybody who may approve so much, the proposal is refused by name."""
    people = tuple(p for p in OFFICE.staff if p.login != "boss")
    play = Play(office=replace(OFFICE, staff=people)).register().take("service1", "accept")
    assert isinstance(play.refused("service1", "propose", **proposal(remedy(yuan="20000.01"))), NoApprover)


def test_the_applicant_and_whom_it_is_about_do_not_approve() -> None:
    """The chain passes over the applicant and over people complained about."""
    both = with_staff(Staff(login="lead1", name="主管", roles=("leader", "service"), level="supervisor"))
    play = Play(office=both).register().take("lead1", "accept").take("lead1", "propose", **proposal())
    assert play.case.approvals[0].approver == "lead2"
    about = Play().register(about_staff=["lead1"]).take("service1", "accept")
    assert about.take("service1", "propose", **proposal()).case.approvals[0].approver == "lead2"


BOSS = Staff(login="boss", name="老板", roles=("leader", "service"), level="general_manager")


def test_a_one_boss_office() -> None:
    """Where no other active leader exists, the boss approves his own; it is marked 单人决定."""
    office = with_staff(BOSS, office=replace(OFFICE, staff=staff("clerk1", "service1")))
    play = Play(office=office).register().take("boss", "accept")
    play.take("boss", "propose", **proposal(remedy(yuan="5000"))).take("boss", "approve")
    assert play.state == "approved"
    assert play.case.complaint.marks == ("decided_alone",)


def test_two_bosses_are_no_one_boss_office() -> None:
    """As soon as a second leader is active, the other approves."""
    office = with_staff(BOSS, office=replace(OFFICE, staff=staff("clerk1", "lead1")))
    play = Play(office=office).register().take("boss", "accept").take("boss", "propose", **proposal())
    assert play.case.approvals[0].approver == "lead1"
    assert play.take("lead1", "approve").case.complaint.marks == ()
