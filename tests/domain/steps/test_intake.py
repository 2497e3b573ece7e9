"""Registering, accepting and amending: what is asked, sealed, and refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from aftersales.domain.errors import CodedError
from aftersales.domain.forms import Given
from aftersales.domain.policy import AboutYou, NotForYou, NotOnThePath
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.steps import intake
from aftersales.domain.steps.intake import MoreBadThanBought, NoneStandsAlone, NotAtThisStep, Sealed
from aftersales.domain.steps.managing import NotService
from aftersales.domain.steps.rows import InFuture, NoSuchPerson
from aftersales.domain.steps.taking import TimeRunsBack
from aftersales.domain.workflow import Step
from tests.domain.play import LINE, PEOPLE, REGISTRATION, Play, at_state, fields_of, proposal


def problem(play: Play, **data: object) -> CodedError:
    """The error by which the registration is refused."""
    with pytest.raises(CodedError) as caught:
        play.register(**data)
    return caught.value


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("channel", "complaint.channel"),
        ("verbatim", "complaint.verbatim"),
        ("reason", "complaint.reason"),
        ("demands", "complaint.demands"),
        ("ongoing_harm", "complaint.ongoing_harm"),
        ("cust_name", "customer.cust_name"),
        ("phones", "customer.phones"),
        ("address", "customer.address"),
    ],
)
def test_what_is_compulsory_at_registration(field: str, named: str) -> None:
    """Each field due at 登记 is named when it alone is missing."""
    assert fields_of(problem(Play(), **{field: None})) == {named}


def test_all_that_is_missing_is_told_at_once() -> None:
    """Nobody is sent round in circles: an empty form names every field."""
    nothing: dict[str, Any] = dict.fromkeys(REGISTRATION)
    found = fields_of(problem(Play(), **nothing))
    assert len(found) == 8


@pytest.mark.parametrize("mark", ["未留", "不详"])
def test_a_customer_who_leaves_nothing(mark: str) -> None:
    """Telephone and address take 未留 and 不详; the mark is kept and the field stays empty."""
    customer = Play().register(phones=mark, address=mark).case.customer
    assert customer.phones == ()
    assert customer.address is None
    assert set(customer.na) == {"phones", "address"}


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_may_register(who: str) -> None:
    """Registering is open to all of the staff; the recorder is who did it, nobody owns the case yet."""
    complaint = Play().register(who).case.complaint
    assert (complaint.state, complaint.version) == ("registered", 1)
    assert complaint.recorder == who
    assert complaint.recorder_signed_at is not None
    assert complaint.owner is None


def test_a_registered_case_does_not_begin_again() -> None:
    """Registering begins a case; a case that exists is not registered."""
    play = at_state("registered")
    with pytest.raises(NotOnThePath):
        play.register()
    assert isinstance(play.refused("clerk1", Step.REGISTER, **REGISTRATION), NotOnThePath)


def test_the_title_is_made_of_customer_product_and_words() -> None:
    """Nobody types a theme: it is there, at most 60 characters."""
    assert (
        Play().register(product_line=[LINE]).case.complaint.title == "张三汽修 5W-30 机油漏了，发动机异响。"
    )
    assert len(Play().register(verbatim="长" * 500).case.complaint.title or "") == 60


@pytest.mark.parametrize(
    ("severity", "becomes"), [("一般", "major"), ("较重", "major"), ("重大", "major"), ("特重大", "critical")]
)
def test_an_injury_is_at_least_major(severity: str, becomes: str) -> None:
    """人身伤害 raises the severity to 重大, and never lowers it."""
    complaint = Play().register(severity=severity, safety_injury=True).case.complaint
    assert complaint.severity == becomes


@pytest.mark.parametrize(
    ("field", "value"),
    [("complaint_at", "2026-11-23 09:01"), ("occurred_on", "2026-11-24")],
)
def test_what_has_happened_lies_in_the_past(field: str, value: str) -> None:
    """A complaint from the future is refused by the field's name; the present minute and day are allowed."""
    error = problem(Play(), **{field: value})
    assert isinstance(error, InFuture)
    assert error.facts["field"] == f"complaint.{field}"
    assert Play().register(complaint_at="2026-11-23 09:00", occurred_on="2026-11-23").state == "registered"


@pytest.mark.parametrize("field", ["produced_on", "purchased_on", "started_using", "receipt_on"])
def test_a_product_is_not_of_tomorrow(field: str) -> None:
    """The days of a product line lie in the past, each refused by row and name."""
    error = problem(Play(), product_line=[LINE, {"product": "x", field: "2026-11-24"}])
    assert isinstance(error, InFuture)
    assert error.facts["field"] == f"product_line.2.{field}"


def test_more_bad_than_bought() -> None:
    """Three bad pieces of two bought are refused; two of two are not."""
    error = problem(Play(), product_line=[{**LINE, "qty_bought": 2, "qty_bad": "2.001"}])
    assert isinstance(error, MoreBadThanBought)
    error = problem(Play(), product_line=[{**LINE, "qty_bought": 50, "qty_bad": "100"}])
    assert (error.facts["bought"], error.facts["bad"]) == ("50", "100")
    assert Play().register(product_line=[{**LINE, "qty_bought": 2, "qty_bad": 2}]).state == "registered"


def test_none_stands_alone() -> None:
    """A demand 无 beside another is refused."""
    assert isinstance(problem(Play(), demands=[{"kind": "无"}, {"kind": "退款"}]), NoneStandsAlone)
    assert Play().register(demands=[{"kind": "无"}]).state == "registered"


def test_people_complained_about_are_on_the_staff() -> None:
    """A login that nobody has is refused by name."""
    error = problem(Play(), about_staff=["nobody"])
    assert isinstance(error, NoSuchPerson)
    assert error.facts["login"] == "nobody"


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"service1", "service2"}))
def test_only_service_accepts(who: str) -> None:
    """Accepting is refused to everybody who is not service; the error says who may."""
    error = at_state("registered").refused(who, "accept")
    assert isinstance(error, NotForYou)
    assert error.facts["who"] == ["service"]


def test_accepting_brings_the_owner() -> None:
    """Who accepts owns the case; when is kept."""
    play = at_state("registered").at("11-23 10:30").take("service2", "accept")
    complaint = play.case.complaint
    assert (complaint.state, complaint.owner, complaint.received_by) == (
        "investigating",
        "service2",
        "service2",
    )
    assert complaint.received_at == play.told[-1].at


def test_what_was_registered_is_not_asked_at_acceptance() -> None:
    """A case of our own takes no fields of the registration when it is accepted."""
    assert isinstance(at_state("registered").refused("service1", "accept", summary="x"), NotAtThisStep)


def test_an_import_is_completed_when_accepted() -> None:
    """What is due at 登记 is asked at 接收, by name; then the case begins, its clocks with it."""
    play = Play().imported(cust_name="张三", verbatim="漏油")
    assert play.case.complaint.origin == "import"
    assert play.case.clocks == ()
    rest = {
        name: REGISTRATION[name]
        for name in ("channel", "phones", "address", "reason", "demands", "ongoing_harm")
    }
    for field in rest:
        left = {name: value for name, value in rest.items() if name != field}
        assert {name.split(".")[1] for name in play.lacks("service1", "accept", **left)} == {field}
    play.at("11-24 09:00").take("service1", "accept", **rest)
    complaint = play.case.complaint
    assert (complaint.state, complaint.owner) == ("investigating", "service1")
    assert complaint.recorder_signed_at == play.told[-1].at
    assert {clock.started_at for clock in play.case.clocks} == {play.told[-1].at}


def test_an_import_about_oneself_is_not_accepted() -> None:
    """Also what is typed at acceptance may say that the case is about who accepts it."""
    play = Play().imported(**REGISTRATION)
    error = play.refused("service1", "accept", about_staff=["service1"])
    assert isinstance(error, AboutYou)
    assert play.take("service2", "accept", about_staff=["service1"]).state == "investigating"


def test_the_verbatim_is_sealed() -> None:
    """What the customer said is read-only once signed, at acceptance as in 更正; the rest may be amended."""
    play = at_state("investigating")
    assert play.lacks("service1", "amend", verbatim="anders") == {"verbatim"}
    assert isinstance(at_state("registered").refused("service1", "accept", verbatim="x"), NotAtThisStep)
    imported = Play().imported(**REGISTRATION).take("service1", "accept")
    assert imported.lacks("service1", "amend", verbatim="x") == {"verbatim"}
    changed = play.take("service1", "amend", summary="改过", cust_name="张三汽修厂").case
    assert (changed.complaint.summary, changed.customer.cust_name) == ("改过", "张三汽修厂")
    assert changed.complaint.verbatim == REGISTRATION["verbatim"]


def test_the_rule_itself_seals() -> None:
    """Even a form that offered the verbatim would not change a signed one."""
    play = at_state("investigating")
    given = Given({Complaint: {"verbatim": "anders"}}, {})
    with pytest.raises(Sealed):
        intake.amend(play.case, given, play.desk("service1"))


def test_a_line_is_added_or_changed_by_number() -> None:
    """更正 adds a line, changes the one whose number is given, and refuses a number that is not there."""
    play = at_state("investigating").take("service1", "amend", product_line=[LINE])
    play.take("service1", "amend", product_line=[{"no": 1, "batch_no": "C2"}])
    assert [(line.no, line.batch_no, line.spec) for line in play.case.product_lines] == [(1, "C2", "4L")]
    error = play.refused("service1", "amend", product_line=[{"no": 2, "batch_no": "C3"}])
    assert error.facts == {"table": "product_line", "number": 2}


def test_the_owner_is_not_found_to_be_whom_it_is_about() -> None:
    """A person complained about may not own: the case is handed on first."""
    play = at_state("investigating")
    assert isinstance(play.refused("service1", "amend", about_staff=["service1"]), AboutYou)
    play.take("lead1", "assign", person="service2", reason="涉及本人")
    assert play.take("service2", "amend", about_staff=["service1"]).case.complaint.about_staff == (
        "service1",
    )


def test_whom_it_is_about_does_not_clear_himself() -> None:
    """A helper complained about may not strike himself from the list."""
    play = at_state("investigating").take("service1", "add_helper", person="service2")
    play.take("service1", "amend", about_staff=["service2"])
    assert isinstance(play.refused("service2", "amend", about_staff=[]), AboutYou)
    assert play.take("service1", "amend", about_staff=[]).case.complaint.about_staff == ()


def test_time_does_not_run_back() -> None:
    """A step before the last one of its case is refused."""
    play = at_state("investigating").at("11-23 08:59")
    assert isinstance(play.refused("service1", "propose", **proposal()), TimeRunsBack)


def test_an_owner_is_of_service() -> None:
    """A case that nobody accepted is not owned by the leader who opens it again."""
    play = at_state("registered").take("service1", "withdraw", reason="误会", means="电话")
    assert isinstance(play.refused("lead1", "reopen", reason="又来电"), NotService)
    assert play.take("service2", "reopen", reason="又来电").case.complaint.owner == "service2"
