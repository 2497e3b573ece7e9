"""The clockwork: each level hears once of a limit that runs out, whoever runs it and how often."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier

from aftersales import words
from aftersales.app import App, tick
from aftersales.domain.codes import Role
from aftersales.domain.limits import Hold
from aftersales.domain.office import Office
from aftersales.domain.records.office import Company
from aftersales.domain.records.staff import Staff
from aftersales.storage.queries.live.clockwork import ticking
from aftersales.storage.queries.live.messages import messages_to, unread
from aftersales.storage.verify import verify
from aftersales.usecases.live.clockwork import KINDS, Run, Ticking, calls
from aftersales.usecases.live.messages import read
from tests.domain.play import REGISTRATION, remedy
from tests.live.conftest import LONGEST
from tests.usecases.houses import House, agreed

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, 09:00 in the office."""


def person(login: str, *roles: str, level: str | None = None) -> Staff:
    """Somebody of the staff."""
    return Staff(login=login, name=login, roles=roles, level=level)


PEOPLE = (
    person("service1", Role.SERVICE),
    person("service2", Role.SERVICE),
    person("store1", Role.WAREHOUSE),
    person("lead1", Role.LEADER, level="supervisor"),
    person("lead2", Role.LEADER, level="manager"),
    person("boss", Role.LEADER, level="general_manager"),
)


def office(people: Iterable[Staff] = PEOPLE) -> Office:
    """An office of these people."""
    return Office(company=Company(no=1, name="x"), staff=tuple(people))


def run(**more: object) -> Run:
    """A clock of four hours from nine: 80 % at 14:12... as the office works, due at 14:30."""
    told: dict[str, object] = {
        "what": "clock",
        "no": 1,
        "name": "hand_over",
        "case_no": "TS-1",
        "title": "油色发黑",
        "severity": "general",
        "state": "registered",
        "owner": None,
        "started_at": NINE,
        "due_at": NINE + timedelta(hours=5, minutes=30),
        "first_due_at": NINE + timedelta(hours=5, minutes=30),
    }
    return Run(**{**told, **more})  # type: ignore[arg-type]  # as named


def told(
    one: Run, hours: float, known: Iterable[str] = (), who: Office | None = None
) -> set[tuple[str, str]]:
    """Who hears what so many hours after nine."""
    at = NINE + timedelta(hours=hours)
    found = calls(Ticking(office=who or office(), now=at, runs=(one,), told=frozenset(known)))
    return {(message.kind, message.recipient) for message in found}


def test_levels_one_after_the_other() -> None:
    """Service before acceptance at 80 %, then the three levels; nothing before."""
    assert told(run(), 3) == set()
    assert told(run(), 5) == {("clock_80", "service1"), ("clock_80", "service2")}
    assert told(run(owner="service2"), 5) == {("clock_80", "service2")}
    assert ("clock_100", "lead1") in told(run(), 5.5)
    assert {who for _, who in told(run(), 24)} >= {"lead1", "lead2"}
    assert ("clock_200", "boss") in told(run(), 48)


def test_the_cases_of_who_left_are_all_of_services() -> None:
    """A warning to a login that nobody uses any more would reach nobody."""
    left = office((replace(PEOPLE[0], active=False), *PEOPLE[1:], person("service3", Role.SERVICE)))
    heard = told(run(owner="service1"), 5, who=left)
    assert heard == {("clock_80", "service2"), ("clock_80", "service3")}


def test_what_was_told_is_not_told_again() -> None:
    """A level that was told stays told, whoever has come to it since; a moved limit is told anew."""
    keys = ("TS-1:clock:1:80:service1",)
    assert told(run(), 5, keys) == set()
    assert told(run(moved=True), 5, keys) == {("clock_80", "service1"), ("clock_80", "service2")}


def test_nobody_at_a_level_is_the_next_higher_and_never_whom_it_is_about() -> None:
    """Without a 主管 the 经理 hears at 100 %; whom the complaint is about hears nothing."""
    without = office(one for one in PEOPLE if one.login != "lead1")
    assert ("clock_100", "lead2") in told(run(), 5.5, who=without)
    assert ("clock_100", "lead2") in told(run(about=("lead1",)), 5.5)
    alone = office((person("lead1", Role.LEADER, level="supervisor"),))
    assert told(run(), 48, who=alone) == {("clock_200", "lead1")}


def test_a_notice_reaches_its_department_and_the_owner() -> None:
    """The warehouse is warned of its slip, and who answers for the case."""
    slip = run(what="notice", name="TZ-1", department="warehouse", owner="service1")
    assert told(slip, 5) == {("notice_80", "store1"), ("notice_80", "service1")}


def test_a_case_that_stands_still_warns_later() -> None:
    """What a hold has added to the due time moves the warnings with it."""
    held = Hold(NINE + timedelta(hours=1), NINE + timedelta(hours=25))
    limit = run(name="decision", due_at=NINE + timedelta(hours=29.5), holds=(held,), owner="service1")
    assert told(limit, 5.4) == set()
    assert told(limit, 29) == {("clock_80", "service1")}
    assert ("clock_100", "lead1") in told(limit, 29.5)


def test_every_kind_has_words() -> None:
    """The bell never shows a code."""
    spoken = words.words()
    for kind in KINDS:
        said = spoken.sentence(
            kind, {"clock": "hand_over", "notice": "TZ-1", "due": "2026-11-23T06:30:00Z"}, "message"
        )
        assert kind not in said, kind


def test_five_desks_at_once_write_each_word_once(house: House) -> None:
    """Whoever runs it, at the same moment too: no word twice and none missing; read is read."""
    for _ in range(3):
        house.register("clerk1", REGISTRATION)
    house.now += timedelta(days=30)
    desks = [house.app(name) for name in ("service1", "service2", "lead1", "boss", "clerk1")]
    wanted = calls_of(house)
    at_once(desks)
    with house.store.reading() as wire:
        keys = Counter(
            key for (key,) in wire.rows('SELECT "key" FROM "message" WHERE "kind" LIKE \'clock%\'')
        )
    assert set(keys.values()) == {1}
    assert set(keys) == wanted
    assert tick(desks[0]) == 0
    boss = house.login("boss")
    mine = [one for one in desks[3].ask(messages_to, boss) if one.kind in KINDS]
    assert mine
    assert desks[3].do(read, [one.key for one in mine]) == len(mine)
    assert desks[0].do(read, [one.key for one in mine]) == 0
    assert desks[3].ask(unread, boss) == sum(not one.read for one in desks[3].ask(messages_to, boss))


HELD = {"hold_reason": "等样品", "hold_until": "2026-11-24"}
WITHDRAWN = {"reason": "误会", "means": "电话"}


def test_an_ended_case_is_quiet(house: House) -> None:
    """A promise that stood open at the end reaches nobody, and the clockwork finds nothing to write of it."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", number, {})
    told = {"kind": "回电", "content": "检测报告", "due_at": "2026-11-25 17:00"}
    house.take("service1", "promise", number, told)
    house.take("service1", "withdraw", number, WITHDRAWN)
    house.now += timedelta(days=30)
    assert tick(house.app("service1")) == 0


def test_a_hold_that_ended_with_its_case_stands_in_the_way_of_no_warning(house: House) -> None:
    """Held, withdrawn, opened again: the limits that begin then reach the leaders as any other."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    for step, data in (
        ("accept", {}),
        ("hold", HELD),
        ("withdraw", WITHDRAWN),
        ("reopen", {"reason": "又漏"}),
    ):
        house.take("service1", step, number, data)
    house.now += timedelta(days=30)
    assert tick(house.app("service1")) > 0
    with house.store.reading() as wire:
        told = wire.rows('SELECT "facts", "kind" FROM "message" WHERE "kind" LIKE \'clock%\'')
    assert {"decision", "resolution"} <= {json.loads(facts)["clock"] for facts, _ in told}
    assert verify(house.store) == ()


def test_a_slip_that_is_done_or_issued_anew_is_quiet(house: House) -> None:
    """The one that came back and the one that was given warn nobody; the one issued in its place does."""
    number = agreed(house, *(remedy(kind, "100.00", due="2026-11-30") for kind in ("goods", "gift")))
    house.take("service1", "settle_without_paper", number, {"no_paper_reason": "金额小"})
    goods, gift = (
        next(n.notice_no for n in house.case(number).notices if n.kind == k) for k in ("ship", "gift")
    )
    house.take("store1", "return_notice", number, {"notice": goods, "returned_reason": "地址不全"})
    assert slips_that_run(house) == {goods, gift}
    house.take("service1", "reissue_notice", number, {"notice": goods, "consignee_address": "福清市 6 号"})
    house.take("market1", "done_notice", number, {"notice": gift})
    assert slips_that_run(house) == {house.case(number).notices[-1].notice_no} != {goods}


def test_a_slip_that_was_born_late_calls_no_general_manager() -> None:
    """Due before it was issued, as an older program did it: the supervisor hears, nobody above."""
    late = run(what="notice", department="warehouse", owner="service1", due_at=NINE - timedelta(days=3))
    heard = {who for _, who in told(late, hours=100)}
    assert heard == {"store1", "service1", "lead1"}


def slips_that_run(house: House) -> set[str]:
    """The slips that the clockwork looks at."""
    found = house.app("lead1").ask(ticking, house.now)
    return {run.name for run in found.runs if run.what == "notice"}


def calls_of(house: House) -> set[str]:
    """What is due, by key."""
    found = {message.key for message in calls(house.app("lead1").ask(ticking, house.now))}
    assert len(found) >= 3 * 5
    return found


def at_once(desks: list[App]) -> None:
    """All run the clockwork at the same moment."""
    gate = Barrier(len(desks))

    def work(app: App) -> int:
        gate.wait(LONGEST)
        with closing(app.store):
            return tick(app)

    with ThreadPoolExecutor(len(desks)) as threads:
        assert sum(threads.map(work, desks)) >= 1
