"""A case merged into another goes on there: its clocks, and the customer's call as a contact."""

from __future__ import annotations

from aftersales.domain.codes import Clock, State
from aftersales.domain.steps import clocks
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
