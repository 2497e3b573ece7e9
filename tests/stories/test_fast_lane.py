"""A trivial complaint in seven fields, and the same by the long way: both stand in the same statistics."""

from __future__ import annotations

from typing import Any

from aftersales.domain.case import Case
from aftersales.domain.workflow import Step
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.counts import state_counts
from aftersales.storage.queries.histories import history_of
from aftersales.storage.verify import verify
from aftersales.usecases.quick import quick
from tests.usecases.houses import House

REMEDY: dict[str, Any] = {
    "kind": "赠品",
    "product": "加油漏斗",
    "qty": 1,
    "amount": "20",
    "due": "2026-11-27",
}
SEVEN: dict[str, Any] = {
    "phones": "13912345678",
    "verbatim": "漏斗是裂的，倒不了油。",
    "product": "–",
    "remedies": [REMEDY],
    "word": "补一个就行",
    "due": "2026-11-27",
}


def _long_way(house: House) -> Case:
    """The same complaint, leg by leg, by the same service person."""
    case = house.register(
        "service1",
        {
            "channel": "电话",
            "cust_name": "未留名5679",
            "phones": "13912345679",
            "na": {"address": "unknown"},
            "verbatim": SEVEN["verbatim"],
            "reason": ["服务"],
            "severity": "一般",
            "ongoing_harm": "否",
            "demands": [{"kind": "其他"}],
        },
    )
    number = case.complaint.case_no
    decided: dict[str, Any] = {
        "summary": "漏斗破裂",
        "restated_ok": True,
        "restated_who": "客户",
        "founded": "成立",
        "basis": "照片",
        "cause_main": "其他",
        "decision": "支持",
        "opinion": "补一个漏斗",
        "remedies": [REMEDY],
        "na": {
            "occurred_on": "unknown",
            "basis_files": "none",
            "cust_type": "unknown",
            "contact_title": "unknown",
        },
    }
    house.take("service1", Step.ACCEPT, number, {})
    house.take("service1", Step.DECIDE, number, decided)
    house.take("service1", Step.ANSWER, number, {"channel": "电话", "to_whom": "客户", "content": "补一个"})
    house.take("service1", Step.ACCEPT_OFFER, number, {"confirmed_means": "电话"})
    return house.take("service1", Step.SETTLE_WITHOUT_PAPER, number, {"no_paper_reason": "小额"})


def test_seven_fields_and_the_long_way_count_alike(house: House) -> None:
    """Both cases walk the same legs, are counted in the same state, listed alike, and hold in verify."""
    assert len(SEVEN) <= 7
    fast = house.do("service1", quick, SEVEN)
    slow = _long_way(house)
    assert (fast.complaint.state, slow.complaint.state) == ("fulfilling", "fulfilling")
    assert "fast_lane" in fast.complaint.marks
    assert "fast_lane" not in slow.complaint.marks
    service = house.app("service1")
    walked = [[row.step for row in service.ask(history_of, case.complaint.case_no)] for case in (fast, slow)]
    assert walked[0] == walked[1]
    assert service.ask(state_counts)["fulfilling"] == 2
    listed = service.ask(case_lines, CaseFilter(states=("fulfilling",)))
    assert {line.case_no for line in listed} == {fast.complaint.case_no, slow.complaint.case_no}
    assert [(n.kind, n.department) for n in fast.notices] == [(n.kind, n.department) for n in slow.notices]
    assert verify(house.store) == ()
