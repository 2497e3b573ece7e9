"""快速处理: what keeps a case out of the lane, each reason by name, and what the lane fills in."""

from __future__ import annotations

from typing import Any

import pytest

from aftersales.domain.forms import read_form
from aftersales.domain.reading import Reader
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.steps import fastlane
from aftersales.domain.steps.fastlane import NotTrivial, Quick
from aftersales.domain.workflow import Step
from aftersales.words import words
from tests.domain.play import OFFICE, Play

TOLD = fastlane.Told(lane="快速处理", anonymous="未留名")
TYPED: dict[str, Any] = {
    "phones": "13912345678",
    "verbatim": "瓶盖松",
    "product": "5W-30",
    "remedies": [{"kind": "赠品", "product": "手套", "qty": 1, "amount": "20"}],
    "word": "可以",
    "due": "2026-11-24",
}


def wanted(**more: object) -> tuple[Quick, tuple[dict[str, Any], ...]]:
    """What was typed, read."""
    given = read_form(fastlane.FORM, Reader(words(), OFFICE.zone), "quick", {**TYPED, **more})
    return Quick(**given.of(Quick)), given.rows(Remedy)


def why(who: str = "service1", **more: object) -> str | None:
    """Why the case must go the long way, or nothing."""
    quick, rows = wanted(**more)
    try:
        fastlane.must_be_trivial(quick, rows, Play().desk(who))
    except NotTrivial as error:
        return str(error.facts["why"])
    return None


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"severity": "较重"}, "severity"),
        ({"severity": "特重大"}, "severity"),
        ({"ongoing_harm": "是"}, "harm"),
        ({"safety_injury": "是"}, "injury"),
        ({"public_risk": "扬言"}, "publicity"),
        ({"public_risk": "已投诉12315"}, "publicity"),
        ({"about_staff": ["service1"]}, "about_you"),
        ({"nature": "索赔"}, "nature"),
        ({"nature": "群诉"}, "nature"),
        ({"severity": "一般", "ongoing_harm": "否", "safety_injury": "否", "public_risk": "无"}, None),
        ({"about_staff": ["service2"]}, None),
        ({"nature": "咨询"}, None),
        ({"nature": "意见建议"}, None),
        ({"nature": "抱怨"}, None),
    ],
)
def test_what_keeps_a_case_out(more: dict[str, Any], reason: str | None) -> None:
    """Each reason is named; what is no reason is let in."""
    assert why(**more) == reason


@pytest.mark.parametrize("kind", ["补偿金", "退款", "折价", "退货退款"])
def test_no_cash_in_the_lane(kind: str) -> None:
    """Money goes the long way, whatever stands beside it."""
    assert why(remedies=[TYPED["remedies"][0], {"kind": kind, "amount": "1"}]) == "cash"


@pytest.mark.parametrize("who", ["clerk1", "lead1", "admin", "store1"])
def test_only_service_takes_the_lane(who: str) -> None:
    """Nobody but service."""
    assert why(who) == "role"


def walked(**more: object) -> Play:
    """A case that walks the lane's script by the same rules as any other."""
    typed = {**TYPED, **more}
    quick, _ = wanted(**more)
    play = Play()
    registered = fastlane.registration(quick, typed, None, TOLD)
    play.register(
        "service1", **{**dict.fromkeys(("cust_name", "address", "demands", "reason")), **registered}
    )
    for step, given in fastlane.script(quick, typed, play.case, TOLD):
        play.take("service1", step, **{name: value for name, value in given.items() if value is not None})
    for step, given in fastlane.closing(quick, play.case):
        play.take("service1", step, **given)
    return play


def test_the_lane_walks_the_path() -> None:
    """Six legs, each a step of the path, to 执行中 with its notice."""
    play = walked()
    assert [taken.step for taken in play.told] == [
        Step.REGISTER,
        Step.ACCEPT,
        Step.DECIDE,
        Step.ANSWER,
        Step.ACCEPT_OFFER,
        Step.SETTLE_WITHOUT_PAPER,
    ]
    assert (play.state, [n.kind for n in play.case.notices]) == ("fulfilling", ["gift"])
    assert play.due.under_authority is True
    assert play.case.complaint.no_paper_reason == "快速处理"


def test_the_lane_fills_in_the_rest() -> None:
    """An unknown caller is 未留名 with his last four digits; demand, cause and basis follow what was done."""
    case = walked().case
    assert case.customer.cust_name == "未留名5678"
    assert case.customer.na["address"] == "unknown"
    assert [demand.kind for demand in case.complaint.demands] == ["other"]
    assert (case.findings[0].founded, case.findings[0].basis, case.findings[0].cause_main) == (
        "founded",
        "快速处理",
        "defect",
    )
    assert case.product_lines[0].na["batch_no"] == "unknown"


def test_without_a_product_it_is_service() -> None:
    """A dash for the product makes the reason 服务 and the cause 其他."""
    case = walked(product="–").case
    assert (case.complaint.reason, case.product_lines, case.findings[0].cause_main) == (
        ("service",),
        (),
        "other",
    )


def test_an_inquiry_closes_at_once() -> None:
    """咨询 answered with an explanation, 满意: nothing to send, so on to 已关闭 in the same act."""
    play = walked(nature="咨询", product="–", remedies=[{"kind": "解释"}], satisfaction="满意")
    assert play.state == "closed"
    assert [taken.step for taken in play.told[-3:]] == [Step.FINISH, Step.FOLLOW_UP, Step.CLOSE]


@pytest.mark.parametrize("said", ["不满意", "基本满意", None])
def test_not_closed_without_full_content(said: str | None) -> None:
    """Only 满意 closes at once."""
    assert walked(product="–", remedies=[{"kind": "解释"}], satisfaction=said).state == "following_up"
