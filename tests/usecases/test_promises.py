"""What is promised by a day waits until that day's work is over."""

from __future__ import annotations

from datetime import UTC, datetime

from aftersales.storage.queries.duties import promises_due
from tests.domain.play import REGISTRATION
from tests.usecases.houses import House

MORNING = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
EVENING = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def test_by_wednesday_is_not_overdue_on_wednesday_morning(house: House) -> None:
    """Promised by a day without a clock, it is due at closing; on the day itself it can still be promised."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", number, {})
    told = {"kind": "回电", "content": "检测报告", "due_at": "2026-11-25"}
    house.take("service1", "promise", number, told)
    assert house.first.ask(promises_due, MORNING) == ()
    house.now = MORNING
    house.take("service1", "promise", number, {**told, "content": "补发票"})
    due = house.first.ask(promises_due, EVENING)
    assert [duty.row.content for duty in due] == ["检测报告", "补发票"]
    assert {duty.row.due_at for duty in due} == {EVENING}
