"""Notices: which department hears of which remedy, what waits for what, who marks and who confirms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from aftersales.domain.codes import RemedyKind
from aftersales.domain.policy import NotForYou
from aftersales.domain.steps.fulfilling import (
    MustWait,
    NotYourDepartment,
    SomeoneElseConfirms,
    WrongNoticeState,
    WrongRefund,
)
from tests.domain.play import OFFICE, PAID, SHIPPED, Play, at_state, done, remedy, staff

SHIP, BACK, PAY = ("ship", "warehouse"), ("take_back", "warehouse"), ("pay", "finance")
GIFT, TASK = ("gift", "marketing"), ("task", "after_sales")
TABLE: dict[str, list[tuple[str, str]]] = {
    "goods": [SHIP],
    "exchange": [SHIP, BACK],
    "return_refund": [BACK, PAY],
    "cash": [PAY],
    "refund": [PAY],
    "discount": [("credit_note", "finance")],
    "gift": [GIFT],
    "reward": [GIFT],
    "promotion": [GIFT],
    "repair": [("repair", "after_sales")],
    "apology": [TASK],
    "condolence": [TASK],
    "leader_visit": [TASK],
    "tour": [TASK],
    "meeting": [TASK],
    "training": [TASK],
    "explanation": [],
    "rectify": [("rectify", "quality")],
}
"""The remedy table of the requirements, typed a second time."""
NO_AMOUNT = ("apology", "explanation", "condolence", "leader_visit", "tour", "meeting", "training", "rectify")


def slips(play: Play) -> list[tuple[str, str]]:
    """Kind and department of each notice."""
    return [(notice.kind, notice.department) for notice in play.case.notices]


def test_the_table_speaks_of_every_remedy() -> None:
    """No kind of remedy was forgotten when the table was typed."""
    assert set(TABLE) == set(RemedyKind)


@pytest.mark.parametrize("kind", [kind for kind in TABLE if kind != "explanation"])
def test_which_department_hears_of_a_remedy(kind: str) -> None:
    """Each remedy brings exactly the notices that the table says, in its order."""
    row = remedy(kind, "" if kind in NO_AMOUNT else "100")
    play = at_state("fulfilling", row)
    assert slips(play) == TABLE[kind]
    assert {notice.state for notice in play.case.notices} == {"issued"}


def test_an_explanation_has_nothing_to_send() -> None:
    """Where no notice comes of it, 落实完成 follows at once, in the same act."""
    play = at_state("agreed", remedy("explanation", ""))
    play.take("service1", "settle_without_paper", no_paper_reason="只有解释")
    assert play.state == "following_up"
    assert [taken.step for taken in play.told[-2:]] == ["settle_without_paper", "finish"]
    assert [taken.after.complaint.version for taken in play.told[-2:]] == [7, 8]


@pytest.mark.parametrize("department", ["production", "quality"])
def test_a_quality_measure_goes_where_it_is_said(department: str) -> None:
    """整改 goes to quality or to production, as the row says."""
    assert slips(at_state("fulfilling", remedy("rectify", "", department=department))) == [
        ("rectify", department)
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"special_packing": True, "packing_spec": "木箱"},
        {"packing_spec": "红桶双层纸箱"},
        {"mark_text": "致歉"},
    ],
)
def test_packing_comes_before_shipping(more: dict[str, Any]) -> None:
    """Goods packed or marked specially go through production; shipping waits until that is done."""
    play = at_state("fulfilling", remedy(**more))
    assert slips(play) == [("special_packing", "production"), SHIP]
    assert play.case.notices[1].waits_for == 1
    play.take("store1", "accept_notice", notice="C2")
    error = play.refused("store1", "done_notice", notice="C2", **SHIPPED)
    assert isinstance(error, MustWait)
    assert error.facts["waits_for"] == "TS-20261123-001-C1"
    assert done(done(play, "C1"), "C2").case.notices[1].state == "done"


def test_packing_that_needs_nobody() -> None:
    """Ticked as nothing special, how it is packed is the store's own affair."""
    play = at_state("fulfilling", remedy(special_packing=False, packing_spec="原箱"))
    assert slips(play) == [SHIP]
    assert play.case.notices[0].items[0].packing == "原箱"


@pytest.mark.parametrize("kind", ["gift", "reward", "promotion"])
def test_a_present_is_dressed_as_agreed(kind: str) -> None:
    """Marketing reads how to pack and mark what it gives."""
    play = at_state("fulfilling", remedy(kind, "20", mark_text="致歉", packing_spec="礼盒"))
    assert slips(play) == [GIFT]
    item = play.case.notices[0].items[0]
    assert (item.packing, item.mark) == ("礼盒", "致歉")


def test_money_goes_back_after_the_goods_came() -> None:
    """At 退货退款 finance waits for the warehouse."""
    play = at_state("fulfilling", remedy("return_refund"))
    assert isinstance(play.refused("money1", "done_notice", notice="C2", **PAID), MustWait)
    assert done(done(play, "C1"), "C2").case.refunds[0].amount == 10_000


def test_waiting_follows_a_notice_issued_anew() -> None:
    """A returned packing notice hands its waiting on to the one that replaces it."""
    play = at_state("fulfilling", remedy(mark_text="致歉"))
    play.take("factory1", "return_notice", notice="C1", returned_reason="无图稿")
    assert isinstance(play.refused("store1", "done_notice", notice="C2", **SHIPPED), MustWait)
    play.take("service1", "reissue_notice", notice="C1")
    assert isinstance(play.refused("store1", "done_notice", notice="C2", **SHIPPED), MustWait)
    assert done(done(play, "C3"), "C2").case.notices[1].state == "done"


def test_only_a_payment_has_an_account() -> None:
    """Goods that are issued anew do not learn of an account."""
    play = at_state("fulfilling").take("store1", "return_notice", notice="C1", returned_reason="无货")
    assert play.lacks("service1", "reissue_notice", notice="C1", account="6222") == {"notice.account"}


def test_one_slip_a_department_and_purpose() -> None:
    """Two rows of the same purpose share a slip; another purpose of the same department has its own."""
    play = at_state("fulfilling", remedy(), remedy(), remedy("gift", "5"), remedy("exchange"))
    assert slips(play) == [SHIP, GIFT, BACK]
    assert [item.remedy for item in play.case.notices[0].items] == [1, 2, 4]


def test_a_department_sees_what_it_needs() -> None:
    """No amount for who ships and packs; the amount for who pays and gives."""
    play = at_state("fulfilling", remedy(mark_text="致歉"), remedy("cash", "30"), remedy("gift", "20"))
    amounts = {notice.kind: [item.amount for item in notice.items] for notice in play.case.notices}
    assert amounts == {"special_packing": [None], "ship": [None], "pay": [3_000], "gift": [2_000]}
    assert [notice.consignee for notice in play.case.notices] == [None, "张三", None, "张三"]


@pytest.mark.parametrize("step", ["accept_notice", "done_notice", "return_notice"])
def test_the_department_works_its_notices(step: str) -> None:
    """Another department is refused, one that has no notice at all as well."""
    play = at_state("fulfilling", remedy(), remedy("cash", "30"))
    assert isinstance(
        play.refused("money1", step, notice="C1", **SHIPPED if step == "done_notice" else {}),
        NotYourDepartment,
    )
    for who in ("market1", "lead1", "clerk1"):
        assert isinstance(play.refused(who, step, notice="C1"), NotForYou)


@pytest.mark.parametrize(
    ("step", "more", "state"),
    [
        ("accept_notice", {}, "accepted"),
        ("done_notice", SHIPPED, "done"),
        ("return_notice", {"returned_reason": "无货"}, "returned"),
    ],
)
def test_service_enters_it_with_the_signed_slip(step: str, more: dict[str, Any], state: str) -> None:
    """代录 by service wants the slip attached, and is kept as such."""
    play = at_state("fulfilling").attached()
    assert play.lacks("service1", step, notice="C1", **more) == {"notice.slip"}
    play.take("service1", step, notice="C1", slip=1, **more)
    assert (play.case.notices[0].on_behalf, play.case.notices[0].state) == (True, state)


@pytest.mark.parametrize("field", SHIPPED)
def test_what_shipping_proves(field: str) -> None:
    """Carrier, waybill, batch and quantity are asked when goods were shipped."""
    given = {name: value for name, value in SHIPPED.items() if name != field}
    assert at_state("fulfilling").lacks("store1", "done_notice", notice="C1", **given) == {f"notice.{field}"}


@pytest.mark.parametrize("field", PAID)
def test_what_paying_proves(field: str) -> None:
    """Day, voucher and expected days are asked when money was paid."""
    given = {name: value for name, value in PAID.items() if name != field}
    play = at_state("fulfilling", remedy("cash"))
    assert play.lacks("money1", "done_notice", notice="C1", **given) == {f"refund.{field}"}


def test_what_is_paid_is_what_was_agreed() -> None:
    """Another amount is refused, tomorrow too; expected is the n-th working day."""
    play = at_state("fulfilling", remedy("cash"))
    wrong = play.refused("money1", "done_notice", notice="C1", amount="99.99", **PAID)
    assert isinstance(wrong, WrongRefund)
    late = {**PAID, "handled_on": "2026-11-24"}
    assert play.lacks("money1", "done_notice", notice="C1", **late) == {"refund.handled_on"}
    play.take("money1", "done_notice", notice="C1", amount="100.00", **PAID)
    assert str(play.case.refunds[0].expected_on) == "2026-11-26"
    play.take("service1", "confirm_notice", notice="C1", customer_confirmed_on="2026-11-23")
    assert str(play.case.refunds[0].customer_confirmed_on) == "2026-11-23"


def test_money_goes_out_once_it_was_agreed() -> None:
    """A wrong year is refused at once; money handed over before its slip was typed is believed."""
    play = at_state("agreed", remedy("cash")).at("11-25 09:00")
    counter = {"payee": "张三", "bank": "现金", "account": "现金"}
    play.take("service1", "settle_without_paper", no_paper_reason="当面付清", **counter)
    for wrong in ("2025-11-23", "2026-11-22"):
        given = {**PAID, "handled_on": wrong}
        assert play.lacks("money1", "done_notice", notice="C1", **given) == {"refund.handled_on"}
    play.take("money1", "done_notice", notice="C1", **PAID)
    assert str(play.case.refunds[0].handled_on) == "2026-11-23"


@pytest.mark.parametrize("wrong", ["2027-11-22", "2026-11-25", "2026-11-22"])
def test_money_comes_after_it_was_paid_and_before_now(wrong: str) -> None:
    """The day on which the customer says it came is no day to come, and none before the money went out."""
    play = done(at_state("fulfilling", remedy("cash")), "C1").at("11-24 09:00")
    for given in ({"notice": "C1"}, {"notices": ["all"]}):
        told = {**given, "customer_confirmed_on": wrong}
        assert play.lacks("service1", "confirm_notice", **told) == {"refund.customer_confirmed_on"}


def test_a_slip_without_money_takes_no_arrival() -> None:
    """A day typed where nothing was paid is told, not dropped."""
    play = done(at_state("fulfilling"), "C1")
    told = {"notice": "C1", "customer_confirmed_on": "2026-11-23"}
    assert play.lacks("service1", "confirm_notice", **told) == {"refund.customer_confirmed_on"}


def test_part_quantities() -> None:
    """A part leaves the notice in progress and adds up, until the whole is done."""
    play = at_state("fulfilling", remedy(qty=3))
    play.take("store1", "done_notice", notice="C1", part=1).take(
        "store1", "done_notice", notice="C1", part="1.5"
    )
    notice = play.case.notices[0]
    assert (notice.state, [row.qty for row in notice.progress]) == ("accepted", [1, 1.5])
    assert done(play, "C1").case.notices[0].state == "done"


@pytest.mark.parametrize("kind", [kind for kind, made in TABLE.items() if made])
def test_only_what_is_counted_is_done_in_parts(kind: str) -> None:
    """A payment with a number typed for 本次数量 is refused there: what was paid must not get lost."""
    play = at_state("fulfilling", remedy(kind, "" if kind in NO_AMOUNT else "1000")).attached()
    typed = {"notice": "C1", "slip": 1, "part": "0.5", **PAID}
    if TABLE[kind][0] in (SHIP, BACK, GIFT):
        assert play.take("service1", "done_notice", **typed).case.notices[0].progress
    else:
        assert play.lacks("service1", "done_notice", **typed) == {"part"}
        assert done(play, "C1").case.notices[0].state == "done"


def test_a_part_that_was_done_stays_done_when_issued_anew() -> None:
    """5 of 12 went out, the rest came back: the new notice knows of the 5, and its department goes on."""
    play = at_state("fulfilling", remedy(qty=12)).take("store1", "done_notice", notice="C1", part=5)
    play.take("store1", "return_notice", notice="C1", returned_reason="无货")
    fresh = play.take("service1", "reissue_notice", notice="C1").case.notices[-1]
    assert (fresh.state, fresh.accepted_at) == ("issued", None)
    assert [item.qty for item in fresh.items] == [12]
    assert [row.qty for row in fresh.progress] == [5]
    assert isinstance(play.refused("money1", "done_notice", notice="C2", part=7), NotForYou)
    play.take("store1", "done_notice", notice="C2", part=7)
    assert [row.qty for row in play.case.notices[-1].progress] == [5, 7]
    play = done(play, "C2").take("service1", "confirm_notice", notice="C2")
    assert play.state == "following_up"


@pytest.mark.parametrize("state", ["done", "confirmed"])
def test_what_is_done_is_not_done_again(state: str) -> None:
    """A finished notice is neither accepted, done, returned nor cancelled again."""
    play = done(at_state("fulfilling", remedy(), remedy("cash")), "C1")
    if state == "confirmed":
        play.take("service1", "confirm_notice", notice="C1")
    for who, step, more in (
        ("store1", "accept_notice", {}),
        ("store1", "done_notice", SHIPPED),
        ("store1", "return_notice", {"returned_reason": "x"}),
        ("service1", "cancel_notice", {"cancelled_reason": "x"}),
        ("service1", "reissue_notice", {}),
    ):
        refused = play.refused(who, step, notice="C1", **more)
        assert isinstance(refused, NotForYou if (who, state) == ("store1", "confirmed") else WrongNoticeState)


def test_returned_and_issued_anew() -> None:
    """退回 needs a reason; 重开 makes a notice under its own number, the old one is no longer open."""
    play = at_state("fulfilling")
    assert play.lacks("store1", "return_notice", notice="C1") == {"notice.returned_reason"}
    play.take("store1", "return_notice", notice="C1", returned_reason="无货")
    assert isinstance(play.refused("service1", "confirm_notice", notice="C1"), WrongNoticeState)
    play.take("service1", "reissue_notice", notice="C1", remark="改发 C2 批")
    old, new = play.case.notices
    assert (old.state, old.reissued_as) == ("returned", 2)
    assert (new.notice_no, new.state, new.remark) == ("TS-20261123-001-C2", "issued", "改发 C2 批")
    assert isinstance(play.refused("service1", "reissue_notice", notice="C1"), WrongNoticeState)
    done(play, "C2").take("service1", "confirm_notice", notices=["all"])
    assert play.state == "following_up"


def test_cancelled() -> None:
    """取消 needs a reason; when nothing else is open the case goes on."""
    play = at_state("fulfilling")
    assert play.lacks("service1", "cancel_notice", notice="C1") == {"notice.cancelled_reason"}
    play.take("service1", "cancel_notice", notice="C1", cancelled_reason="客户自提")
    assert (play.case.notices[0].state, play.state) == ("cancelled", "following_up")


@pytest.mark.parametrize("step", ["confirm_notice", "cancel_notice", "reissue_notice"])
def test_service_alone_confirms(step: str) -> None:
    """The department does not confirm, cancel or issue anew its own notice."""
    assert isinstance(done(at_state("fulfilling"), "C1").refused("store1", step, notice="C1"), NotForYou)


def test_who_marked_it_done_does_not_confirm_it() -> None:
    """Service that entered the done mark does not confirm it, another does; who is alone may."""
    play = at_state("fulfilling").attached().take("service1", "done_notice", notice="C1", slip=1, **SHIPPED)
    for given in ({"notice": "C1"}, {"notices": ["all"]}):
        assert isinstance(play.refused("service1", "confirm_notice", **given), SomeoneElseConfirms)
    lonely = replace(play, office=replace(OFFICE, staff=staff("service1", "lead1", "store1")))
    lonely.case = play.case
    assert lonely.take("service1", "confirm_notice", notice="C1").state == "following_up"
    assert play.take("service2", "confirm_notice", notice="C1").state == "following_up"


def test_all_at_once() -> None:
    """Every notice that is done is confirmed at once; those not done stay open, and so does the case."""
    play = at_state("fulfilling", remedy(), remedy("cash"), remedy("gift", "5"))
    assert play.refused("service1", "confirm_notice", notices=["all"]).facts["number"] == "all"
    done(done(play, "C1"), "C3").take("service1", "confirm_notice", notices=["all"])
    assert [notice.state for notice in play.case.notices] == ["confirmed", "issued", "confirmed"]
    assert play.state == "fulfilling"
    assert done(play, "C2").take("service1", "confirm_notice", notice="c2").state == "following_up"


@pytest.mark.parametrize("number", ["C9", "9", "", None])
def test_a_notice_that_is_not_there(number: str | None) -> None:
    """A wrong number is refused by table and number, none by the field's name."""
    error = at_state("fulfilling").refused("store1", "accept_notice", notice=number)
    assert error.facts.get("number", error.facts.get("field")) == (number or "notice")


def test_urged_and_verified() -> None:
    """催办 and 核实 are counted on the notice, by anybody."""
    play = at_state("fulfilling").take("clerk1", "urge", notice="C1", reason="客户催")
    play.take("boss", "verify_fulfilment", notice="C1")
    assert [(u.kind, u.by, u.note) for u in play.case.notices[0].urges] == [
        ("urge", "clerk1", "客户催"),
        ("verify", "boss", None),
    ]
