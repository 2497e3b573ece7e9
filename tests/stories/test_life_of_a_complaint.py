"""A complaint's whole life, by five people: from a call about a leaking barrel to a content customer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from aftersales.domain.case import Case
from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import Step
from aftersales.storage.queries.histories import history_of
from aftersales.storage.verify import verify
from aftersales.usecases.quick import quick
from tests.domain.play import ISSUE, SHIPPED, SIGNED, proposal, remedy
from tests.usecases.houses import House

CALL: dict[str, Any] = {
    "channel": "电话",
    "cust_name": "闽侯通达汽修",
    "phones": "13812345678",
    "address": "闽侯县甘蔗街道 8 号",
    "verbatim": "上周送来的 5W-30，两桶桶底都在漏油，地上全是。",
    "reason": ["产品", "物流"],
    "severity": "一般",
    "ongoing_harm": "否",
    "demands": [{"kind": "补货", "qty": 2}, {"kind": "道歉"}],
}


class Story:
    """One complaint and the people who handle it, line by line."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.case: Case = house.register("clerk1", CALL)
        self.number = self.case.complaint.case_no

    def then(self, who: str, step: str, content: bytes | None = None, /, **data: Any) -> str:  # noqa: ANN401
        """Somebody takes a step; the state afterwards."""
        self.case = self.house.take(who, step, self.number, data, content)
        return self.case.complaint.state

    def but(self, who: str, step: str, /, **data: Any) -> str:  # noqa: ANN401
        """Somebody tries a step and is refused; the code says why."""
        with pytest.raises(CodedError) as caught:
            self.house.take(who, step, self.number, data)
        return caught.value.code


def test_from_a_call_to_a_content_customer(house: House) -> None:
    """Registered, looked into, proposed, lowered, approved, answered, signed, shipped, asked, closed."""
    story = Story(house)
    assert story.case.complaint.case_no == "TS-20261123-001"
    # The service person takes it over and calls back.
    assert story.then("service1", Step.ACCEPT) == "investigating"
    call = {"direction": "去", "channel": "电话", "counterpart": "林师傅", "purpose": "进度"}
    story.then("service1", Step.CONTACT, content="下午派人来看", **call)
    story.then(
        "service1", Step.ATTACH, b"\xff\xd8 a photograph", name="桶底.jpg", kind="照片", from_whom="客户"
    )
    # Three barrels are proposed: too much for himself, and nobody approves his own.
    three = proposal(
        remedy(qty=3),
        remedy("apology", ""),
        basis_files=[1],
        na={"occurred_on": "unknown", "contact_title": "none"},
    )
    assert story.but("service1", Step.DECIDE, **three) == "over_limit"
    assert story.then("service1", Step.PROPOSE, **three) == "proposed"
    assert story.but("service1", Step.APPROVE) == "not_your_turn"
    # The supervisor grants two.
    assert story.then("lead1", Step.APPROVE, lowered=[{"row": 1, "qty": 2}], comment="补两桶") == "approved"
    assert story.case.proposals[-1].total == 20_000
    # The customer agrees; the agreement is issued, kept byte by byte, and signed.
    story.then("service1", Step.ANSWER, channel="电话", to_whom="林师傅", content="补两桶，上门致歉")
    assert story.then("service1", Step.ACCEPT_OFFER, confirmed_means="电话") == "agreed"
    assert story.but("service1", Step.SIGN, **SIGNED) == "not_issued"
    story.then("service1", Step.ISSUE_AGREEMENT, **ISSUE)
    assert story.case.agreements[-1].issued_sha256
    assert story.then("service1", Step.SIGN, **SIGNED) == "fulfilling"
    # Warehouse and owner do their part; what one did another confirms.
    story.then("store1", Step.DONE_NOTICE, notice="C1", **SHIPPED)
    assert story.but("service2", Step.CLOSE) == "not_on_the_path"
    story.then("service1", Step.DONE_NOTICE, notice="C2")
    assert story.but("service1", Step.CONFIRM_NOTICE, notice="C2") == "someone_else_confirms"
    assert story.then("service2", Step.CONFIRM_NOTICE, notices=["all"]) == "following_up"
    # Asked a day later: content. But the original has no place yet.
    house.now += timedelta(days=1)
    story.then("service2", Step.FOLLOW_UP, channel="电话", interviewee="林师傅", satisfaction="满意")
    assert story.but("service2", Step.CLOSE) == "still_open"
    story.then("service1", Step.FILE_ORIGINAL, original_place="一号柜 3 格")
    assert story.then("service2", Step.CLOSE) == "closed"
    told_whole(house, story.case)


def told_whole(house: House, case: Case) -> None:
    """The history has a row for each version, the case stands as it was last seen, and nothing is amiss."""
    number = case.complaint.case_no
    assert house.case(number) == case
    rows = house.first.ask(history_of, number)
    assert [row.version for row in rows if row.version is not None] == list(
        range(1, case.complaint.version + 1)
    )
    assert verify(house.store) == ()


def test_a_customer_who_is_not_content(house: House) -> None:
    """不满意: the next round, one level up, a leader ends it; reopened and merged into another case."""
    story = Story(house)
    story.then("service1", Step.ACCEPT)
    story.then("service1", Step.DECIDE, **proposal(remedy("gift", "20")))
    story.then("service1", Step.ANSWER, channel="电话", to_whom="林师傅", content="送手套")
    story.then("service2", Step.ACCEPT_OFFER, confirmed_means="电话")
    story.then("service1", Step.SETTLE_WITHOUT_PAPER, no_paper_reason="小额")
    story.then("market1", Step.DONE_NOTICE, notice="C1")
    story.then("service1", Step.CONFIRM_NOTICE, notice="C1")
    story.then("service2", Step.FOLLOW_UP, channel="电话", interviewee="林师傅", satisfaction="不满意")
    assert story.then("service2", Step.DISSATISFIED) == "investigating"
    assert story.case.complaint.handler_level == "supervisor"
    assert story.but("service1", Step.CLOSE_BY_LEADER, close_kind="其他", close_reason="x") != ""
    said = {"close_kind": "unreachable", "close_reason": "三次未接通"}
    assert story.then("lead1", Step.CLOSE_BY_LEADER, **said) == "closed"
    assert story.then("service2", Step.REOPEN, reason="客户回电") == "investigating"
    other = house.register("clerk1", CALL).complaint.case_no
    assert story.but("service1", Step.MERGE, case=story.number) == "cannot_merge"
    assert story.then("service1", Step.MERGE, case=other) == "merged"
    assert house.case(other).complaint.recur_no == 2
    told_whole(house, story.case)


def test_a_trivial_case_in_one_act(house: House) -> None:
    """Seven fields at the fast lane: eight rows of history, in one transaction, closed at once."""
    asked = {
        "phones": "13912345678",
        "verbatim": "想知道多久换一次机油",
        "product": "–",
        "nature": "咨询",
        "remedies": [{"kind": "解释"}],
        "word": "一万公里",
        "due": "2026-11-24",
        "satisfaction": "满意",
    }
    case = house.do("service1", quick, asked)
    assert (case.complaint.state, case.complaint.marks) == ("closed", ("fast_lane",))
    assert case.complaint.version == 9
    told_whole(house, case)
