"""A case merged into another goes on there: its clocks, and the customer's call as a contact."""

from __future__ import annotations

from datetime import timedelta

from aftersales.domain.codes import Clock, State
from aftersales.domain.steps import clocks
from aftersales.storage.queries.duties import promises_due
from aftersales.storage.queries.live.messages import messages_to
from aftersales.storage.verify import verify
from tests.domain.play import REGISTRATION
from tests.usecases.houses import House


def test_its_clocks_go_on_there(house: House) -> None:
    """What the merged one's customer waits for is due there no later; the owner hears; the books hold."""
    first = house.register("clerk1", REGISTRATION).complaint.case_no
    second = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", second, {})
    call = {"direction": "outgoing", "channel": "phone", "counterpart": "林", "content": "问清楚"}
    house.take("service1", "contact", second, {**call, "purpose": "answer", "will_call_back": False})
    earlier, before = house.case(first), house.case(second)
    house.take("service2", "merge", first, {"case": second})
    merged, after = house.case(first), house.case(second)
    assert merged.complaint.state == State.MERGED
    assert not any(row.stopped_at is None for row in merged.clocks)
    assert after.complaint.version == before.complaint.version + 1
    for clock in (Clock.FIRST_CONTACT, Clock.FIRST_ANSWER):
        assert clocks.running(before, clock) is None
        carried, was = clocks.running(after, clock), clocks.running(earlier, clock)
        assert carried is not None
        assert was is not None
        assert carried.due_at == was.due_at
    assert clocks.running(after, Clock.HAND_OVER) is None
    resolution, was = clocks.running(after, Clock.RESOLUTION), clocks.running(earlier, Clock.RESOLUTION)
    assert resolution is not None
    assert was is not None
    assert resolution.due_at == was.due_at
    said = after.contacts[-1]
    assert (said.direction, said.at) == ("incoming", merged.complaint.registered_at)
    assert first in (said.content or "")
    heard = house.first.ask(messages_to, house.login("service1"))
    assert any(told.case_no == second and told.facts["step"] == "contact" for told in heard)
    assert verify(house.store) == ()


def test_what_was_promised_is_owed_there(house: House) -> None:
    """An open promise is kept where the case goes on, and waits there alone; a kept one stays behind."""
    first = house.register("clerk1", REGISTRATION).complaint.case_no
    second = house.register("clerk1", REGISTRATION).complaint.case_no
    for number in (first, second):
        house.take("service1", "accept", number, {})
    for content in ("检测报告", "补发票"):
        told = {"kind": "回电", "content": content, "due_at": "2026-11-25 17:00"}
        house.take("service1", "promise", first, told)
    house.take("service1", "keep_promise", first, {"promise": 1})
    house.take("service1", "merge", first, {"case": second})
    due = house.first.ask(promises_due, house.now + timedelta(days=9))
    assert [(duty.head.case_no, duty.row.content) for duty in due] == [(second, "补发票")]
    house.take("service1", "keep_promise", second, {"promise": due[0].row.no})
    assert house.first.ask(promises_due, house.now + timedelta(days=9)) == ()
    assert verify(house.store) == ()
