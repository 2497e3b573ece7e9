"""日历 of the settings: days pasted as they are announced, hours in one line a weekday."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from aftersales.storage.queries.duties import clocks_open
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import desk, full_office
from tests.presenters.settings.seen import Seen
from ui.presenters.session import Signed
from ui.presenters.settings.calendar import CalendarPresenter, days_of, hours_of, read_days


def test_pasted_days_become_the_calendar(who: Signed) -> None:
    """A stretch, a working day, a single day; and they can be taken back."""
    seen = Seen()
    page = CalendarPresenter(seen, AtOnce(), who)
    page.add_days("2027年2月6日 至 2027年2月8日\t放假 春节\n2027/2/14 上班（春节调休）\n\n2027-01-01 元旦")
    days = days_of(who.office.calendar, 2027)
    assert [(day.day.isoformat(), day.kind, day.name) for day in days] == [
        ("2027-01-01", "holiday", "元旦"),
        *((f"2027-02-0{n}", "holiday", "春节") for n in (6, 7, 8)),
        ("2027-02-14", "working", "春节调休"),
    ]
    page.remove([date(2027, 2, 6)])
    assert len(days_of(who.office.calendar, 2027)) == 4


def test_limits_that_several_changes_left_are_told_together(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """Holidays entered one by one: what the first left is told after the second too, until it is undone."""
    who = desk(full_office(tmp_path_factory), tmp_path, "admin")
    clocks = who.app.ask(clocks_open, datetime(2100, 1, 1, tzinfo=UTC), 500)
    runs = [duty.row.due_at for duty in clocks if duty.row.clock == "resolution" and not duty.row.moved_by]
    day = max(who.office.day(due) for due in runs if due is not None)
    seen = Seen()
    page = CalendarPresenter(seen, AtOnce(), who)
    page.add_days(f"{day} 放假")
    first = seen.shown[-1]
    assert first
    page.add_days("2099-10-01 放假")
    assert seen.shown[-1] == first
    page.remove([day])
    assert seen.shown[-1] == ()
    who.app.close()


@pytest.mark.parametrize(
    "line",
    [
        "2027年2月6日（星期六）至2027年2月12日（星期五）放假调休，共7天",
        "2027年2月6日至12日放假",
        "2027-02-06 至 02-12 休息",
        "2027.2.6-2.12",
    ],
)
def test_a_holiday_is_read_as_it_is_announced(line: str) -> None:
    """Year and month are said once, weekdays stand beside, 放假调休 is no day of work."""
    days = read_days(line)
    assert [day.day for day in days] == [date(2027, 2, day) for day in range(6, 13)]
    assert {(day.kind, day.name) for day in days} == {("holiday", "")}


@pytest.mark.parametrize(
    "line",
    [
        "春节",
        "2027-02-30 放假",
        "2027-02-08 至 2027-02-01 放假",
        "2027-01-01 至 2027-12-31 休",
        "2027年2月6日至12日放假，2月14日上班",
    ],
)
def test_a_line_that_is_no_day_is_named(who: Signed, line: str) -> None:
    """By its number; nothing of what was pasted is written."""
    seen = Seen()
    CalendarPresenter(seen, AtOnce(), who).add_days(f"2027-05-01 放假 劳动节\n{line}")
    assert seen.refused[-1].problems[0].facts["line"] == 2  # type: ignore[attr-defined]
    assert days_of(who.office.calendar, 2027) == ()


def test_hours_are_one_line_a_weekday(who: Signed) -> None:
    """Written as they are read; a blank line closes; all wrong lines are told at once."""
    seen = Seen()
    page = CalendarPresenter(seen, AtOnce(), who)
    assert hours_of(who.office.calendar, 1) == "08:30-12:00，13:30-17:30"
    page.save_hours({6: "９：００－１２：３０", 1: ""})
    assert (hours_of(who.office.calendar, 6), hours_of(who.office.calendar, 1)) == ("09:00-12:30", "")
    page.save_hours({2: "早上", 3: "25:00-26:00", 4: "08:00-12:00"})
    assert seen.fields_refused() == ["weekday.2", "weekday.3"]
