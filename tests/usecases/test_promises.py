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


def test_two_broken_promises_are_told_once(house: House) -> None:
    """One message to one leader, however many steps are taken after the second was broken."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", number, {})
    for content in ("检测报告", "补发票"):
        told = {"kind": "回电", "content": content, "due_at": "2026-11-24"}
        house.take("service1", "promise", number, told)
    house.now = MORNING
    for _ in range(3):
        house.take("service1", "confirm_restatement", number, {"restated_who": "张三"})
    asked = 'SELECT "recipient" FROM "message" WHERE "kind" = ?'
    assert len(house.first.ask(lambda wire: wire.rows(asked, "broken_promises"))) == 1
