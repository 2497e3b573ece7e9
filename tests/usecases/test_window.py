"""The window of 30 × 24 hours: what a customer was granted before counts, merged customers being one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from aftersales.domain.authority import OverLimit
from aftersales.domain.case import Case
from aftersales.domain.records.customer import Customer
from aftersales.domain.workflow import Step
from aftersales.usecases.work import Work
from tests.domain.play import REGISTRATION, proposal, remedy
from tests.usecases.houses import House, in_a_file

DAY = timedelta(days=1)


@pytest.fixture
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An office in a file, where only the window matters and not the engine."""
    yield from in_a_file(tmp_path_factory.mktemp("house"))


def begun(house: House, phone: str = "13812345678", name: str = "张三汽修") -> str:
    """An accepted case of the customer with this telephone."""
    data: dict[str, Any] = {**REGISTRATION, "phones": phone, "cust_name": name}
    number = house.register("clerk1", data).complaint.case_no
    house.take("service1", Step.ACCEPT, number, {})
    return number


def decide(house: House, number: str, yuan: str) -> Case:
    """Decide within authority on goods of this much."""
    return house.take("service1", Step.DECIDE, number, proposal(remedy(yuan=yuan)))


def over(house: House, number: str, yuan: str) -> int:
    """The value for which a decision of this much is refused (分)."""
    with pytest.raises(OverLimit) as caught:
        decide(house, number, yuan)
    value = caught.value.facts["value"]
    assert isinstance(value, int)
    return value


def test_within_thirty_days_it_adds_up(house: House) -> None:
    """On either engine: 150 元 for one case leave 50 for the customer's next, and not one 分 more."""
    decide(house, begun(house), "150")
    second = begun(house)
    assert over(house, second, "50.01") == 20_001
    assert decide(house, second, "50.00").proposals[-1].cumulative == 15_000


@pytest.mark.parametrize(("minutes", "counts"), [(0, True), (1, False)])
def test_the_window_ends_after_thirty_times_a_day(file: House, minutes: int, counts: bool) -> None:
    """What was approved exactly 30 × 24 h before still counts; a minute later it does not."""
    first = decide(file, begun(file), "150").proposals[-1].approved_at
    assert first is not None
    number = begun(file)
    file.now = first + 30 * DAY + timedelta(minutes=minutes - 5)
    if counts:
        assert over(file, number, "50.01") == 20_001
    else:
        assert decide(file, number, "200").proposals[-1].cumulative == 0


def test_another_customers_do_not_count(file: House) -> None:
    """Somebody else's compensation is nobody's but his."""
    decide(file, begun(file), "150")
    other = begun(file, "13912345678", "李四汽修")
    assert decide(file, other, "200").proposals[-1].cumulative == 0


def test_merged_customers_are_one(file: House) -> None:
    """After two customers are made one, what either was granted counts for both."""
    first = decide(file, begun(file), "150").customer
    number = begun(file, "13912345678", "张三汽修厂")
    second = file.case(number).customer
    assert second.cust_no != first.cust_no

    def merged(work: Work) -> None:
        gone = Customer(**{**vars(second), "merged_into": first.cust_no})
        work.books.put_record(gone, step="merge_customer", at=work.now)

    file.first.at(file.now).do(merged)
    assert over(file, number, "50.01") == 20_001
    assert over(file, begun(file), "50.01") == 20_001


def test_what_became_void_does_not_count(file: House) -> None:
    """A decision that fell with its round frees the customer's limit again."""
    number = begun(file)
    decide(file, number, "150")
    file.take("service1", Step.RENEGOTIATE, number, {"reason": "客户改口"})
    assert decide(file, number, "200").proposals[-1].cumulative == 0


def test_what_was_carried_out_goes_on_to_count(file: House) -> None:
    """Goods that were sent count also after the customer was dissatisfied and the next round began."""
    number = begun(file)
    decide(file, number, "150")
    file.take("service1", Step.ANSWER, number, {"channel": "电话", "to_whom": "张三", "content": "补"})
    file.take("service1", Step.ACCEPT_OFFER, number, {"confirmed_means": "电话"})
    file.take("service1", Step.SETTLE_WITHOUT_PAPER, number, {"no_paper_reason": "小额"})
    shipped = {"notice": "C1", "carrier": "顺丰", "waybill": "1", "shipped_batch": "B", "shipped_qty": 1}
    file.take("store1", Step.DONE_NOTICE, number, shipped)
    file.take("service2", Step.CONFIRM_NOTICE, number, {"notice": "C1"})
    asked = {"channel": "电话", "interviewee": "张三", "satisfaction": "不满意"}
    file.take("service2", Step.FOLLOW_UP, number, asked)
    file.take("service2", Step.DISSATISFIED, number, {})
    assert over(file, number, "50.01") == 20_001


def test_every_approver_is_held_by_the_window(house: House) -> None:
    """On either engine: 1,900 元 by the supervisor leave 100 for the next; more goes to the manager."""
    first, second = begun(house), begun(house)
    house.take("service1", Step.PROPOSE, first, proposal(remedy(yuan="1900")))
    house.take("service1", Step.PROPOSE, second, proposal(remedy(yuan="100.01")))
    house.take("lead1", Step.APPROVE, first, {})
    with pytest.raises(OverLimit):
        house.take("lead1", Step.APPROVE, second, {})
    house.take("lead1", Step.FORWARD_APPROVAL, second, {"person": "lead2"})
    assert house.take("lead2", Step.APPROVE, second, {}).complaint.state == "approved"
