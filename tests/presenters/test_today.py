"""今日: whose it is, when it is due, and in which group it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.app import open_app
from aftersales.domain.workflow import Step
from aftersales.domain.worktime import DELIVERED_SPANS, WorkCalendar
from aftersales.storage.queries.duties import ApprovalDuty, approvals_waiting, clocks_due, follow_ups_planned
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import desk, full_office
from ui.models.cells import Mood
from ui.presenters import today
from ui.presenters.session import Signed, signed
from ui.presenters.today import (
    HORIZON,
    VERBS,
    Day,
    Group,
    Kind,
    Owed,
    TodayPresenter,
    Whose,
    due_of,
    group_of,
    period_on,
    read_day,
)

HOURS = WorkCalendar(ZoneInfo("Asia/Shanghai"), DELIVERED_SPANS)
NOW = datetime(2026, 3, 11, 2, 24, tzinfo=UTC)  # a Wednesday, 10:24 in the office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office with its complaints."""
    return full_office(tmp_path_factory)


def day_of(who: Signed) -> Day:
    """What this person sees."""
    try:
        return read_day(who.app, who.office, who.me)
    finally:
        who.app.close()


@given(st.timedeltas(-timedelta(days=40), timedelta(days=40)))
def test_a_group_says_when(ahead: timedelta) -> None:
    """What is past is overdue, and groups never go back as time goes on."""
    at, later = NOW + ahead, NOW + ahead + timedelta(hours=5)
    order = list(Group)
    assert (group_of(at, NOW, HOURS) is Group.OVERDUE) == (at <= NOW)
    assert order.index(group_of(at, NOW, HOURS)) <= order.index(group_of(later, NOW, HOURS))


@pytest.mark.parametrize(
    ("day", "hour", "group"),
    [
        (11, 9, Group.TODAY),
        (12, 9, Group.TOMORROW),
        (15, 9, Group.WEEK),
        (16, 9, Group.LATER),
        (11, 2, Group.OVERDUE),
    ],
)
def test_groups_follow_the_offices_calendar(day: int, hour: int, group: Group) -> None:
    """Today, tomorrow and this week are the office's, not the computer's."""
    assert group_of(datetime(2026, 3, day, hour, tzinfo=UTC), NOW, HOURS) is group


def test_soon_is_two_working_hours() -> None:
    """The lunch break does not count, so 14:00 is 132 working minutes after 10:24, and 13:40 is soon."""
    soon = due_of(HOURS, datetime(2026, 3, 11, 5, 40, tzinfo=UTC), NOW)
    later = due_of(HOURS, datetime(2026, 3, 11, 6, 0, tzinfo=UTC), NOW)
    assert (soon.mood, soon.minutes) == (Mood.SOON, 106)
    assert (later.mood, later.minutes) == (Mood.LATER, 126)


def test_a_service_person_owes_his_clocks_and_those_that_nobody_has(office: Path, tmp_path: Path) -> None:
    """Clocks of his cases and of new ones are his, those of a colleague's cases are not."""
    who = desk(office, tmp_path, "service1")
    day = day_of(who)
    until = day.now.astimezone(UTC) + HORIZON
    clocks = [d for d in who.app.ask(clocks_due, until, 900) if d.row.clock in VERBS]
    who.app.close()
    mine = {f"clock/{d.head.case_no}/{d.row.no}" for d in clocks if d.head.owner in {None, "service1"}}
    assert mine
    assert {one.key for one in day.mine() if one.kind is Kind.CLOCK} == mine


@pytest.mark.parametrize("login", ["service1", "lead1", "store1"])
def test_what_is_mine_is_there_however_much_others_owe(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    """Little is read of everybody's: my own list and my group's are as long as before."""
    whole = day_of(desk(office, tmp_path / "whole", login))
    monkeypatch.setattr(today, "MOST", 2)
    few = day_of(desk(office, tmp_path / "few", login))

    def keys(day: Day, whose: Whose) -> set[str]:
        return {one.key for one in day.of(whose) if one.kind is not Kind.FOLLOW_UP or login == "lead1"}

    assert keys(whole, Whose.MINE)
    assert keys(few, Whose.MINE) == keys(whole, Whose.MINE)
    assert not few.leads or keys(few, Whose.GROUP) == keys(whole, Whose.GROUP)
    assert few.leads or keys(few, Whose.ALL) < keys(whole, Whose.ALL)


def test_my_own_calls_are_there_however_many_others_wait_before(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """回访: whoever serves may call, but the customers of my own cases never fall out of my day."""
    who = desk(office, tmp_path, "service2")
    visits = who.app.ask(follow_ups_planned, date(2099, 1, 1), 900)
    mine = {duty.head.case_no for duty in visits if duty.head.owner == "service2"}
    others = [duty.head.case_no for duty in visits if duty.head.owner != "service2"]
    assert mine
    assert others
    monkeypatch.setattr(today, "MOST", 0)
    assert {one.case_no for one in day_of(who).mine() if one.kind is Kind.FOLLOW_UP} == mine


def test_everything_is_there_once_and_earliest_first(office: Path, tmp_path: Path) -> None:
    """A row that stood twice would be done twice."""
    owed = day_of(desk(office, tmp_path, "lead1")).owed
    assert len({one.key for one in owed}) == len(owed)
    assert [one.due.at for one in owed] == sorted(one.due.at for one in owed)


def test_a_leader_owes_approvals_whose_turn_is_his(office: Path, tmp_path: Path) -> None:
    """Exactly those that the queue of approvals has for him, with their amounts."""
    who = desk(office, tmp_path, "lead1")
    waiting = who.app.ask(approvals_waiting, ["lead1"])
    rows = [one for one in day_of(who).mine() if one.kind is Kind.APPROVAL]
    assert sorted((d.head.case_no, d.proposal.total) for d in waiting) == sorted(
        (one.case_no, one.fen) for one in rows
    )
    assert rows


def test_what_is_on_hold_is_owed_on_its_day(office: Path, tmp_path: Path) -> None:
    """挂起: no clock of it is due, its approval neither; its owner owes 恢复 when the day has come."""
    lead = desk(office, tmp_path, "lead1")
    waits = max(lead.app.ask(approvals_waiting, ["lead1"]), key=lambda duty: not duty.head.held_until)
    until, owner = lead.office.day(datetime.now(UTC)) + timedelta(days=1), waits.head.owner or ""
    said = {"hold_reason": "等样品", "hold_until": until.isoformat()}
    lead.app.do(take, Step.HOLD, waits.head.case_no, said)

    def owed(login: str) -> dict[Kind, Owed]:
        who = signed(open_app(lead.url, login=login), lead.url, login)
        return {one.kind: one for one in day_of(who).mine() if one.case_no == waits.head.case_no}

    hold = owed(owner)[Kind.HOLD]
    assert (hold.step, hold.due.at.date(), hold.due.mood is Mood.OVERDUE) == (Step.RESUME, until, False)
    assert not {Kind.HOLD, Kind.APPROVAL} & owed("lead1").keys()
    assert waits.head.case_no not in {d.head.case_no for d in held_back(lead)}
    lead.app.do(take, Step.RESUME, waits.head.case_no, {})
    assert (Kind.HOLD in owed(owner), Kind.APPROVAL in owed("lead1")) == (False, True)
    lead.app.close()


def test_an_authoritys_reply_is_owed_until_it_is_sent(office: Path, tmp_path: Path) -> None:
    """要求回复期限: its owner owes it, on hold too; a contact sent by that channel was the reply."""
    lead = desk(office, tmp_path, "lead1")
    head = next(d.head for d in lead.app.ask(clocks_due, datetime.now(UTC) + HORIZON) if d.head.owner)
    who = signed(open_app(lead.url, login=head.owner or ""), lead.url, head.owner or "")
    asked = (lead.office.day(datetime.now(UTC)) + timedelta(days=2)).isoformat()

    def owed() -> list[Owed]:
        owed = read_day(who.app, who.office, who.me).mine()
        return [one for one in owed if one.case_no == head.case_no and one.kind is Kind.AUTHORITY]

    assert owed() == []
    who.app.do(take, Step.AMEND, head.case_no, {"authority_due_at": asked})
    who.app.do(take, Step.HOLD, head.case_no, {"hold_reason": "等样品", "hold_until": "2099-01-01"})
    (row,) = owed()
    assert (row.due.at.date().isoformat(), row.step) == (asked, Step.CONTACT)
    said = {"counterpart": "12315", "content": "情况说明", "purpose": "答复", "will_call_back": "否"}
    who.app.do(take, Step.CONTACT, head.case_no, {**said, "direction": "来", "channel": "12315转办"})
    assert owed() == [row]
    who.app.do(take, Step.CONTACT, head.case_no, {**said, "direction": "去", "channel": "12315转办"})
    assert owed() == []
    who.app.close()
    lead.app.close()


def test_a_visit_waits_with_its_case(office: Path, tmp_path: Path) -> None:
    """挂起 pauses 回访: nobody is to be called before the case goes on."""
    lead = desk(office, tmp_path, "lead1")
    visits = [one for one in read_day(lead.app, lead.office, lead.me).owed if one.kind is Kind.FOLLOW_UP]
    number = visits[0].case_no
    said = {"hold_reason": "出国", "hold_until": "2099-01-01"}
    lead.app.do(take, Step.HOLD, number, said)
    assert [one for one in day_of(lead).owed if one.case_no == number and one.kind is Kind.FOLLOW_UP] == []


def held_back(who: Signed) -> list[ApprovalDuty]:
    """What waits for the leader with a time by which it is to be decided."""
    return [duty for duty in who.app.ask(approvals_waiting, [who.login]) if duty.due_at is not None]


def test_a_store_keeper_owes_his_departments_notices_only(office: Path, tmp_path: Path) -> None:
    """No clock and no visit, but what the warehouse has to take on or carry out."""
    mine = day_of(desk(office, tmp_path, "store1")).mine()
    assert mine
    assert {one.kind for one in mine} == {Kind.NOTICE}
    assert {one.step for one in mine} <= {"accept_notice", "done_notice"}


def test_what_a_department_gives_back_is_owed_by_who_has_the_case(office: Path, tmp_path: Path) -> None:
    """退回: gone from the store's day, in that of the owner until it is issued anew."""
    store = desk(office, tmp_path, "store1")
    slip = next(
        one for one in read_day(store.app, store.office, store.me).mine() if one.step == "accept_notice"
    )
    told = {"notice": slip.number, "returned_reason": "没有这个规格"}
    owner = store.app.do(take, Step.RETURN_NOTICE, slip.case_no, told).complaint.owner or ""

    def owed(login: str) -> dict[str, str]:
        who = signed(open_app(store.url, login=login), store.url, login)
        return {one.number: one.step for one in day_of(who).mine()}

    assert owed(owner)[slip.number] == Step.REISSUE_NOTICE
    assert slip.number not in owed("store1")
    app = open_app(store.url, login=owner)
    app.do(take, Step.REISSUE_NOTICE, slip.case_no, {"notice": slip.number})
    assert slip.number not in owed(owner)
    app.close()
    store.app.close()


class Seen:
    """Remembers what was shown."""

    shown: tuple[Day, str]

    def show_day(self, day: Day, *, whose: str) -> None:
        self.shown = (day, whose)


def test_the_day_is_read_and_may_be_everybodys(office: Path, tmp_path: Path) -> None:
    """Asking for everybody's shows the same day again without asking the office."""
    who, seen = desk(office, tmp_path, "clerk1"), Seen()
    presenter = TodayPresenter(seen, AtOnce(), who)
    presenter.refresh()
    who.app.close()
    day = seen.shown[0]
    presenter.show_whose(Whose.ALL)
    assert seen.shown == (day, Whose.ALL)
    assert day.of(Whose.ALL) == day.owed
    assert len(day.owed) > len(day.mine())


def test_a_leaders_group_is_more_than_his_own_and_less_than_all(office: Path, tmp_path: Path) -> None:
    """What his people owe and what nobody has yet stands in it; what others owe alone does not."""
    day = day_of(desk(office, tmp_path, "lead1"))
    group = day.of(Whose.GROUP)
    assert day.leads
    assert len(day.of(Whose.MINE)) < len(group)
    assert set(day.of(Whose.MINE)) <= set(group) <= set(day.owed)
    store = day_of(desk(office, tmp_path / "store", "store1"))
    assert not store.leads
    assert {one.kind for one in store.of(Whose.GROUP) if not one.mine} <= {
        Kind.CLOCK,
        Kind.NOTICE,
        Kind.FOLLOW_UP,
    }


def test_what_is_to_be_countersigned_is_owed(office: Path, tmp_path: Path) -> None:
    """Who approved by word finds it among what he owes, with the verb that settles it."""
    mine = day_of(desk(office, tmp_path, "lead2")).mine()
    signs = [one for one in mine if one.step == "countersign"]
    assert signs
    assert all(one.kind is Kind.APPROVAL and one.fen for one in signs)


def test_a_sensitive_period_holds_from_its_first_to_its_last_day(office: Path, tmp_path: Path) -> None:
    """3·15 as delivered: the days before and after are ordinary."""
    who = desk(office, tmp_path, "clerk1")
    who.app.close()
    days = [date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 22), date(2026, 3, 23)]
    names = [period.name if period else None for period in (period_on(who.office, day) for day in days)]
    assert names == [None, "3·15 2026", "3·15 2026", None]
