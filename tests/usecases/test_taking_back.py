"""One's own entry is taken back within ten minutes: history keeps it, lists do not, clocks run on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aftersales.app import Founding, OfficeLanguage, found_office
from aftersales.documents.papers import Papers
from aftersales.domain.case import Case
from aftersales.domain.codes import NoticeState
from aftersales.domain.errors import DomainError
from aftersales.domain.steps.rows import NoSuchAttachment
from aftersales.domain.steps.taking_back import (
    EntryInUse,
    NotYourEntry,
    OthersWentOn,
    TakenBackAlready,
    TooLateToTakeBack,
)
from aftersales.settings import delivered, read_resource
from aftersales.storage.books.unit import open_books
from aftersales.storage.queries.histories import history_of
from aftersales.storage.trouble import RefusedByDatabase
from aftersales.storage.verify import verify
from aftersales.usecases.people import add_person
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from aftersales.usecases.work import Work
from tests.domain.play import REGISTRATION
from tests.storage.attacks_on.cases import REGISTRATION as SENT
from tests.storage.attacks_on.cases import WALK
from tests.usecases.houses import House

TALK = {
    "direction": "outgoing",
    "channel": "phone",
    "counterpart": "王师傅",
    "content": "打错了",
    "purpose": "answer",
}
PHOTO = {"name": "桶.png", "kind": "photo", "from_whom": "customer"}
SIGNED = {"signed_a_on": "2026-11-23", "signed_b_on": "2026-11-23"}
PNG = b"\x89PNG barrel"


@pytest.fixture
def case(house: House) -> str:
    """A case in hand."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", number, {})
    return number


def soon(house: House, name: str, step: str, case: str, data: Mapping[str, object]) -> Case:
    """Take a step a minute after the last."""
    house.now += timedelta(minutes=1)
    return house.app(name).do(take, step, case, data)


def running(case: Case) -> dict[str, bool]:
    """The clocks of the case by kind, and whether one of each runs."""
    kinds = {str(row.clock) for row in case.clocks}
    return {kind: any(r.clock == kind and r.stopped_at is None for r in case.clocks) for kind in kinds}


def test_a_contact_is_taken_back_and_its_clocks_run_on(house: House, case: str) -> None:
    """The note stands in no list and stays in the history; what it stopped runs as if it had not been."""
    before = house.case(case)
    house.take("service1", "contact", case, TALK)
    assert running(house.case(case)) != running(before)
    after = soon(house, "service1", "take_back", case, {"contact": 1})
    assert [row.taken_back_at for row in after.contacts] == [house.now]
    assert running(after) == running(before)
    due = {(row.clock, row.due_at) for row in before.clocks if row.stopped_at is None}
    assert {(row.clock, row.due_at) for row in after.clocks if row.stopped_at is None} == due
    steps = [row.step for row in house.first.ask(history_of, case)]
    assert steps.count("contact") == steps.count("take_back") == 1
    with pytest.raises(TakenBackAlready):
        soon(house, "service1", "take_back", case, {"contact": 1})
    assert verify(house.store) == ()


def test_the_call_of_the_right_day_counts_once_the_other_is_taken_back(house: House, case: str) -> None:
    """Entered under the wrong day and then the right one: the progress runs from the right one."""
    house.now += timedelta(days=2)
    house.take("service1", "contact", case, TALK)
    right = house.now - timedelta(days=1)
    soon(house, "service1", "contact", case, {**TALK, "at": right.isoformat()})
    after = soon(house, "service1", "take_back", case, {"contact": 1})
    begun = [row.started_at for row in after.clocks if row.clock == "progress" and row.stopped_at is None]
    assert begun == [right]
    assert verify(house.store) == ()


def test_another_contact_keeps_its_clock_stopped(house: House, case: str) -> None:
    """A clock that a second contact would have stopped stands stopped at that one's moment."""
    house.take("service1", "contact", case, TALK)
    second = soon(house, "service1", "contact", case, TALK)
    after = soon(house, "service1", "take_back", case, {"contact": 1})
    stopped = {str(row.clock): row.stopped_at for row in after.clocks if row.stopped_at is not None}
    assert stopped["first_contact"] == stopped["first_answer"] == second.contacts[-1].at
    assert running(after)["progress"]


def test_a_file_is_taken_back_unless_something_rests_on_it(house: House, case: str) -> None:
    """A file that nothing names goes; one that a contact names stays; a file that is gone proves nothing."""
    house.take("service1", "attach", case, PHOTO, content=PNG)
    house.take("service1", "attach", case, PHOTO, content=PNG + b" again")
    soon(house, "service1", "contact", case, {**TALK, "files": [2]})
    with pytest.raises(EntryInUse):
        soon(house, "service1", "take_back", case, {"attachment": 2})
    after = soon(house, "service1", "take_back", case, {"attachment": 1})
    assert [row.gone for row in after.attachments] == [True, False]
    with pytest.raises(NoSuchAttachment):
        soon(house, "service1", "contact", case, {**TALK, "files": [1]})


def test_a_contact_with_a_promise_stays(house: House, case: str) -> None:
    """What was promised is cancelled, not undone."""
    promise = {"kind": "callback", "content": "明天回电", "due_at": "2026-11-24T10:00:00+08:00"}
    promise |= {"made_by": house.login("service1"), "made_at": house.now.isoformat()}
    house.take("service1", "contact", case, {**TALK, "will_call_back": True, "promises": [promise]})
    with pytest.raises(EntryInUse):
        soon(house, "service1", "take_back", case, {"contact": 1})


@pytest.mark.parametrize(
    ("name", "minutes", "why"),
    [("service2", 1, NotYourEntry), ("service1", 11, TooLateToTakeBack), ("service1", 10, None)],
)
def test_only_ones_own_and_only_for_ten_minutes(
    house: House, case: str, name: str, minutes: int, why: type[DomainError] | None
) -> None:
    """Somebody else never, oneself until the tenth minute."""
    house.take("service1", "contact", case, TALK)
    house.now += timedelta(minutes=minutes - 1)
    if why is None:
        assert soon(house, name, "take_back", case, {"contact": 1}).contacts[0].taken_back_at
        return
    with pytest.raises(why):
        soon(house, name, "take_back", case, {"contact": 1})


def test_not_after_others_have_gone_on(house: House, case: str) -> None:
    """Once somebody else has taken a step, the entry stays and is corrected by another."""
    house.take("service1", "contact", case, TALK)
    soon(house, "service2", "contact", case, TALK)
    with pytest.raises(OthersWentOn) as told:
        soon(house, "service1", "take_back", case, {"contact": 1})
    assert told.value.facts == {"by": house.login("service2")}


def test_a_tick_that_nobody_confirmed_is_taken_back(house: House) -> None:
    """完成 goes back to 进行中 for who ticked it; once confirmed it stays."""
    number = house.register("clerk1", SENT).complaint.case_no
    for reached, step, login, data in WALK:
        house.take(login, step, number, {**data, **(SIGNED if step == "sign" else {})})
        if reached == "done":
            break
    after = soon(house, "store1", "take_back", number, {"notice": "1"})
    assert (after.notices[0].state, after.notices[0].done_by) == (NoticeState.ACCEPTED, None)
    shipped = next(data for _, step, _, data in WALK if step == "done_notice")
    soon(house, "store1", "done_notice", number, dict(shipped))
    soon(house, "service1", "confirm_notice", number, {"notices": ["all"]})
    with pytest.raises(OthersWentOn):
        soon(house, "store1", "take_back", number, {"notice": "1"})


def test_the_database_looks_at_its_own_clock(tmp_path: Path) -> None:
    """In a real office a step that says another time than it is takes back nothing that is older."""
    told = read_resource("practice/company.toml")
    founding = Founding(
        admin=told["admin"], password="haohao-2026", company=told["company"], delivered=delivered()
    )
    app = found_office(f"sqlite:///{tmp_path / 'real.db'}", founding)
    app.do(add_person, {"login": "hu", "name": "胡", "roles": ["service"]}, "haohao-2027")
    made = datetime.now(UTC) - timedelta(minutes=11)

    def acting(minutes: int, step: str, data: dict[str, object]) -> Case:
        with open_books(app.store, "hu", "test") as books:
            work = Work(books, made + timedelta(minutes=minutes), OfficeLanguage(), Papers())
            return register(work, data) if step == "register" else take(work, step, number, data)

    number = acting(0, "register", dict(REGISTRATION)).complaint.case_no
    acting(0, "contact", {**TALK, "at": made.isoformat()})
    with pytest.raises(RefusedByDatabase) as refused:
        acting(9, "take_back", {"contact": 1})
    assert refused.value.facts["rule"] == "contact_back"
    app.close()
