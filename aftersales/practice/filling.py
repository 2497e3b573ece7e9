"""Fills the practice company: every complaint acted by its people, in one order of time until now."""

from __future__ import annotations

import heapq
from datetime import timedelta
from typing import TYPE_CHECKING

from aftersales.domain.workflow import Step
from aftersales.practice.acts import LONG_WAY, Act
from aftersales.practice.story import Story
from aftersales.practice.turns import TURNS
from aftersales.settings import read_resource
from aftersales.storage.founding import in_haste
from aftersales.storage.queries.case import read_office
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from aftersales.domain.case import Case
    from aftersales.domain.worktime import WorkCalendar
    from aftersales.practice.company import Desks
    from aftersales.storage.wire import Wire

QUICK = "quick"
_CUSTOMER = ("cust_name", "cust_type", "contact_name", "contact_title", "phones", "region", "address")
_SHORTEST = timedelta(seconds=30)


def _quiet(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


def fill(desks: Desks, tell: Callable[[int, int], None] = _quiet) -> int:
    """Act every complaint of ``resources/practice``; how many there are. ``tell`` hears how many are through.

    What ``tell`` raises ends it; the office is then half filled.
    """
    hours, now = desks.first.ask(read_office).hours, desks.first.ask(_now) - _SHORTEST
    told = stories()
    waiting: list[tuple[datetime, int, Iterator[Act]]] = []
    for story in told:
        story.now = before(hours, now, timedelta(hours=story.told["age"]))
        heapq.heappush(waiting, (story.now, story.number, acts(story)))
    with in_haste(desks.first.store):
        _act(desks, told, waiting, now, tell)
    return len(told)


def _act(
    desks: Desks,
    told: list[Story],
    waiting: list[tuple[datetime, int, Iterator[Act]]],
    now: datetime,
    tell: Callable[[int, int], None],
) -> None:
    """Always the next act of all, until nobody has anything to do."""
    hours = desks.first.ask(read_office).hours
    ready: dict[int, Act] = {}
    while waiting:
        at, number, rest = heapq.heappop(waiting)
        story = told[number]
        if number in ready:
            story.now = at
            story.case = done(desks, story, ready.pop(number))
        following = next(rest, None)
        if following is not None:
            ready[number] = following
            heapq.heappush(waiting, (_later(hours, at, following, now), number, rest))
        tell(len(told) - len(waiting), len(told))


def _now(wire: Wire) -> datetime:
    return wire.now()


def _later(hours: WorkCalendar, at: datetime, act: Act, now: datetime) -> datetime:
    """So many minutes of office time later; what would lie after now comes half way to it."""
    then = hours.moment_after(at, timedelta(minutes=act.after)) if act.after else at
    return then if then < now else at + (now - at) / 2


def before(hours: WorkCalendar, now: datetime, amount: timedelta) -> datetime:
    """The moment from which so much office time has run until now."""
    day, left = now.astimezone(hours.zone).date(), amount
    while True:
        for opens, closes in reversed(hours.open_hours(day)):
            end = min(closes, now)
            if end > opens and end - opens >= left:
                return end - left
            left -= max(end - opens, timedelta(0))
        day -= timedelta(days=1)


def stories() -> list[Story]:
    """Every complaint, numbered from 0 in the order of its file."""
    people = [
        dict(zip(_CUSTOMER, row, strict=True))
        for row in read_resource("practice/customers.toml")["customers"]
    ]
    products = {row["code"]: row for row in read_resource("practice/company.toml")["products"]}
    found: list[Story] = []
    for number, told in enumerate(read_resource("practice/cases.toml")["case"]):
        customer = people[told["customer"] - 1]
        into = next((s for s in found if s.told["customer"] == told["customer"]), None)
        product = products.get(told.get("product", ""))
        found.append(Story(number, told, customer, product, into))
    return found


def acts(story: Story) -> Iterator[Act]:
    """Everything that is done about this complaint, each act made when its turn has come."""
    if story.told.get("lane"):
        yield Act(story.owner, QUICK, lane(story), 0)
        return
    for act in LONG_WAY:
        yield from act(story)
        if act.__name__ == story.told["until"]:
            break
    for name in story.told.get("then", ()):
        yield from TURNS[name](story)


def lane(story: Story) -> dict[str, object]:
    """The seven fields of the fast lane."""
    product = story.product["name"] if story.product else "–"
    given = {
        "phones": story.customer["phones"],
        "cust_name": story.customer["cust_name"],
        "verbatim": story.told["text"],
        "product": product,
        "remedies": story.remedies(),
        "word": story.told["word"],
        "due": story.day(5),
        "nature": story.told.get("nature", "投诉"),
    }
    return {**given, "satisfaction": story.told["said"]} if "said" in story.told else given


def done(desks: Desks, story: Story, act: Act) -> Case:
    """The act taken by its person at the story's moment."""
    app = desks.of(act.login).at(story.now)
    if act.step == QUICK:
        return app.do(quick, act.data)
    if act.step == Step.REGISTER:
        return app.do(register, act.data)
    return app.do(take, act.step, story.standing.complaint.case_no, act.data, content=act.content)
