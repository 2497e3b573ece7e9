"""The working calendar: lunch, weekends, National Day 2026 with its make-up days, and any other calendar."""

from __future__ import annotations

import time as stopwatch
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from aftersales.domain.worktime import (
    BadSpan,
    DayNote,
    NoOpenHours,
    Span,
    SpecialDay,
    WorkCalendar,
    calendar_of,
)

OFFICE = ZoneInfo("Asia/Shanghai")
HOLIDAYS = {date(2026, 9, day): SpecialDay("holiday", "中秋节") for day in (25, 26, 27)} | {
    date(2026, 10, day): SpecialDay("holiday", "国庆节") for day in range(1, 8)
}
MAKEUPS = {day: SpecialDay("working", "国庆节调休") for day in (date(2026, 9, 20), date(2026, 10, 10))}
AUTUMN = WorkCalendar(OFFICE, days=HOLIDAYS | MAKEUPS, known_years=frozenset({2026}))


def at(text: str) -> datetime:
    """A moment of 2026 in the office's zone: "10-08 09:05"."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=OFFICE)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("06-08 09:00", 2, "06-08 11:00"),
        ("06-08 11:00", 2, "06-08 14:30"),
        ("06-08 11:00", 1, "06-08 12:00"),
        ("06-08 12:00", 1, "06-08 14:30"),
        ("06-08 12:45", 1, "06-08 14:30"),
        ("06-08 07:00", 1, "06-08 09:30"),
        ("06-08 17:30", 1, "06-09 09:30"),
        ("06-08 08:30", Fraction(15, 2), "06-08 17:30"),
        ("06-08 09:00", Decimal("0.5"), "06-08 09:30"),
        ("06-05 17:00", 4, "06-08 12:00"),
        ("06-06 10:00", 4, "06-08 14:00"),
        ("09-30 16:30", 4, "10-08 11:30"),
        ("10-09 17:00", 1, "10-10 09:00"),
        ("06-08 17:30", 0, "06-09 08:30"),
        ("06-08 10:00", 0, "06-08 10:00"),
    ],
)
def test_hours_by_hand(start: str, hours: Fraction | Decimal | int, end: str) -> None:
    """Hours stop at lunch, in the evening, over weekends and holidays, and run on make-up days."""
    assert AUTUMN.add_hours(at(start), hours).at == at(end)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("06-08 09:00", 1, "06-09 17:30"),
        ("06-05 16:00", 1, "06-08 17:30"),
        ("06-06 16:00", 1, "06-08 17:30"),
        ("06-08 09:00", 5, "06-15 17:30"),
        ("09-18 12:00", 1, "09-20 17:30"),
        ("09-24 09:00", 1, "09-28 17:30"),
        ("09-30 09:00", 3, "10-10 17:30"),
        ("10-10 09:00", 1, "10-12 17:30"),
    ],
)
def test_working_days_by_hand(start: str, n: int, end: str) -> None:
    """So many working days end with the n-th one after, make-up days counted, holidays not."""
    assert AUTUMN.end_of_nth_working_day(at(start), n).at == at(end)


def test_a_reckoning_explains_itself() -> None:
    """Three working days over National Day: what counted (10/10 as make-up day) and what was passed over."""
    found = AUTUMN.end_of_nth_working_day(at("09-30 09:00"), 3)
    assert found.counted == (
        DayNote(date(2026, 10, 8), "workday"),
        DayNote(date(2026, 10, 9), "workday"),
        DayNote(date(2026, 10, 10), "makeup", "国庆节调休"),
    )
    assert found.skipped == tuple(DayNote(date(2026, 10, day), "holiday", "国庆节") for day in range(1, 8))
    assert found.unknown_years == frozenset()


def test_hours_name_only_the_days_they_ran_in() -> None:
    """A start after closing counts from the next working day; a weekend is passed over."""
    found = AUTUMN.add_hours(at("06-05 18:00"), 8)
    assert [note.day.day for note in found.counted] == [8, 9]
    assert [(note.day.day, note.kind) for note in found.skipped] == [(6, "closed"), (7, "closed")]


def test_a_year_that_nobody_entered_is_told() -> None:
    """Beyond the years entered ordinary weekdays count, and the result names the year."""
    found = AUTUMN.end_of_nth_working_day(at("12-31 09:00"), 2)
    assert found.at == datetime(2027, 1, 4, 17, 30, tzinfo=OFFICE)
    assert found.unknown_years == {2027}
    assert WorkCalendar(OFFICE).add_hours(at("06-08 09:00"), 1).unknown_years == {2026}


@pytest.mark.parametrize(
    ("registered", "end"),
    [
        ("06-08 07:00", "06-08 17:30"),
        ("06-08 16:30", "06-08 17:30"),
        ("06-08 16:30:01", "06-09 10:00"),
        ("06-08 20:00", "06-09 10:00"),
        ("06-05 16:31", "06-08 10:00"),
        ("06-06 10:00", "06-08 10:00"),
        ("09-30 17:00", "10-08 10:00"),
        ("10-03 09:00", "10-08 10:00"),
        ("10-09 17:00", "10-10 10:00"),
        ("10-10 16:00", "10-10 17:30"),
    ],
)
def test_same_day_by_hand(registered: str, end: str) -> None:
    """Up to 16:30 of a working day the limit is closing, later or on a closed day 10:00 of the next one."""
    assert AUTUMN.same_day_limit(at(registered)).at == at(end)


def test_same_day_in_an_office_that_closes_early() -> None:
    """After closing it is late whatever the clock says, and the end is moved into the next day's hours."""
    early = WorkCalendar(OFFICE, dict.fromkeys(range(1, 6), ((time(11), time(15)),)))
    assert early.same_day_limit(at("06-08 15:10")).at == at("06-09 11:00")
    assert early.same_day_limit(at("06-08 15:10"), late_until=time(20)).at == at("06-09 15:00")
    assert early.same_day_limit(at("06-08 12:00"), late_from=time(11, 30)).at == at("06-09 11:00")


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [
        ("06-08 11:00", "06-08 14:00", 90),
        ("06-05 17:00", "06-08 09:00", 60),
        ("06-06 00:00", "06-07 23:00", 0),
        ("09-30 17:00", "10-08 09:00", 60),
        ("10-10 00:00", "10-11 00:00", 450),
        ("06-08 14:00", "06-08 11:00", 0),
        ("06-08 09:00", "06-08 09:00:59", 0),
    ],
)
def test_minutes_by_hand(begin: str, end: str, minutes: int) -> None:
    """Only office time counts between two moments, in whole minutes."""
    assert AUTUMN.working_minutes_between(at(begin), at(end)) == minutes


def test_a_makeup_day_with_its_own_hours() -> None:
    """A make-up day has its own hours if given, Monday's if not, its weekday's if it has some."""
    week = {1: ((time(9), time(12)),), 2: ((time(10), time(11)),)}
    saturday, sunday, tuesday = date(2026, 6, 6), date(2026, 6, 7), date(2026, 6, 9)
    special = {
        saturday: SpecialDay("working", "", ((time(14), time(15)),)),
        sunday: SpecialDay("working"),
        tuesday: SpecialDay("working"),
    }
    calendar = WorkCalendar(OFFICE, week, special)
    hours = [calendar.open_hours(day)[0][0].astimezone(OFFICE).hour for day in special]
    assert hours == [14, 9, 10]
    assert [calendar.note(day).kind for day in special] == ["makeup", "makeup", "workday"]


def test_the_delivered_calendar_agrees_with_an_outside_witness() -> None:
    """Working days of autumn 2026 are those of the chinesecalendar package."""
    for count in range(61):
        day = date(2026, 9, 1) + timedelta(days=count)
        assert AUTUMN.is_working_day(day) == chinese_calendar.is_workday(day), day


def test_summer_time_is_counted_as_it_passes() -> None:
    """A day on which the clock jumps has 23 hours; closing at 00:00 is the midnight that ends it."""
    always = WorkCalendar(ZoneInfo("America/New_York"), dict.fromkeys(range(1, 8), ((time(0), time(0)),)))
    begin = datetime(2026, 3, 8, tzinfo=always.zone)
    assert always.working_time_between(begin, always.end_of_day(date(2026, 3, 8))) == timedelta(hours=23)
    assert always.add_hours(begin, 23).at == always.end_of_day(date(2026, 3, 8))


@pytest.mark.parametrize(
    "spans",
    [
        ((time(12), time(8)),),
        ((time(8), time(8)),),
        ((time(8), time(12)), (time(11), time(13))),
        ((time(13), time(17)), (time(8), time(14))),
        ((time(8), time(0)), (time(20), time(21))),
    ],
)
def test_spans_that_cannot_be(spans: tuple[Span, ...]) -> None:
    """Spans that close before they open or overlap are refused, of a weekday as of a special day."""
    with pytest.raises(BadSpan) as caught:
        WorkCalendar(OFFICE, {3: spans})
    assert caught.value.facts["weekday"] == 3
    with pytest.raises(BadSpan):
        WorkCalendar(OFFICE, days={date(2026, 10, 10): SpecialDay("working", "", spans)})


def test_an_office_that_never_opens() -> None:
    """A calendar without hours answers by an error, not by searching for ever."""
    shut = WorkCalendar(OFFICE, {})
    for ask in (
        lambda: shut.add_hours(at("06-08 09:00"), 1),
        lambda: shut.end_of_nth_working_day(at("06-08 09:00"), 1),
        lambda: shut.end_of_nth_day(at("06-08 09:00"), 1),
        lambda: shut.same_day_limit(at("06-08 09:00")),
    ):
        with pytest.raises(NoOpenHours):
            ask()
    assert shut.working_minutes_between(at("06-08 09:00"), at("06-09 09:00")) == 0


@dataclass(frozen=True)
class Row:
    weekday: int | None = None
    opens: time | None = None
    closes: time | None = None
    day: date | None = None
    day_kind: str | None = None
    day_name: str | None = None


def test_the_calendar_of_the_offices_rows() -> None:
    """Rows make the calendar: spans by weekday, special days with or without hours, known years."""
    makeup = date(2026, 10, 10)
    rows = [
        Row(weekday=1, opens=time(8), closes=time(12)),
        Row(weekday=1, opens=time(13), closes=time(17)),
        Row(day=makeup, day_kind="working", day_name="调休", opens=time(9), closes=time(10)),
        Row(day=makeup, day_kind="working", day_name="调休", opens=time(11), closes=time(12)),
        Row(day=date(2026, 10, 1), day_kind="holiday", day_name="国庆节"),
    ]
    calendar = calendar_of(rows, OFFICE)
    assert [len(calendar.open_hours(date(2026, 10, day))) for day in (1, 5, 6, 10)] == [0, 2, 0, 2]
    assert calendar.note(makeup) == DayNote(makeup, "makeup", "调休")
    assert calendar.known_years == {2026}
    assert calendar_of([], OFFICE) == WorkCalendar(OFFICE)


def test_ten_years_are_counted_quickly() -> None:
    """Ten years of office time, and 20,000 hours of it, are counted within a second on an idle machine."""
    begun = stopwatch.perf_counter()
    calendar = WorkCalendar(OFFICE)
    end = calendar.add_hours(at("01-05 08:30"), 20_000).at
    assert calendar.working_time_between(at("01-05 08:30"), end) == timedelta(hours=20_000)
    assert stopwatch.perf_counter() - begun < 3


QUARTERS = [time(minutes // 60, minutes % 60) for minutes in range(0, 24 * 60, 15)]


@st.composite
def weeks(draw: st.DrawFn) -> dict[int, tuple[Span, ...]]:
    """Any week with at least one span in it."""
    week = {}
    for weekday in range(1, 8):
        clocks = sorted(draw(st.lists(st.sampled_from(QUARTERS), max_size=6, unique=True)))
        week[weekday] = tuple(zip(clocks[::2], clocks[1::2], strict=False))
    assume(any(week.values()))
    return week


DAYS = st.dates(date(2026, 9, 1), date(2026, 11, 1))
CALENDARS = st.builds(
    WorkCalendar,
    st.sampled_from([OFFICE, ZoneInfo("America/New_York"), ZoneInfo("UTC")]),
    weeks(),
    st.dictionaries(DAYS, st.builds(SpecialDay, st.sampled_from(["working", "holiday"])), max_size=20),
)
STARTS = st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 1), timezones=st.just(UTC))  # noqa: DTZ001
AMOUNTS = st.timedeltas(timedelta(seconds=1), timedelta(days=4))


@given(CALENDARS, STARTS, AMOUNTS)
def test_time_added_is_the_time_that_ran(calendar: WorkCalendar, start: datetime, amount: timedelta) -> None:
    """Any calendar: exactly the amount lies between, the end inside hours or at their end."""
    end = calendar.add_time(start, amount).at
    assert end > start
    assert calendar.working_time_between(start, end) == amount
    today, before = end.astimezone(calendar.zone).date(), timedelta(days=1)
    hours = calendar.open_hours(today) + calendar.open_hours(today - before)
    assert any(opens < end <= closes for opens, closes in hours)


@given(CALENDARS, STARTS, AMOUNTS, AMOUNTS)
def test_time_adds_up(calendar: WorkCalendar, start: datetime, one: timedelta, other: timedelta) -> None:
    """Adding in two steps is adding at once, and more time never ends earlier."""
    first = calendar.add_time(start, one).at
    both = calendar.add_time(start, one + other).at
    assert calendar.add_time(first, other).at == both > first


@given(CALENDARS, STARTS, STARTS, AMOUNTS)
def test_who_starts_later_ends_no_earlier(
    calendar: WorkCalendar, one: datetime, other: datetime, amount: timedelta
) -> None:
    """Every way to an end is monotone in its start."""
    early, late = sorted((one, other))
    assert calendar.add_time(early, amount).at <= calendar.add_time(late, amount).at
    for n in (1, 3):
        assert calendar.end_of_nth_working_day(early, n).at <= calendar.end_of_nth_working_day(late, n).at
        assert calendar.end_of_nth_day(early, n).at <= calendar.end_of_nth_day(late, n).at
    assert calendar.same_day_limit(early).at <= calendar.same_day_limit(late).at


@settings(max_examples=25)
@given(CALENDARS, STARTS, st.integers(0, 3000))
def test_minutes_agree_with_counting_them(calendar: WorkCalendar, start: datetime, length: int) -> None:
    """Office minutes are what one gets by looking at each minute of a clock that doubles none."""
    assume(calendar.zone.key != "America/New_York")
    begin = start.replace(second=0, microsecond=0)
    counted = 0
    for minute in range(length):
        local = (begin + timedelta(minutes=minute)).astimezone(calendar.zone)
        clock, spans = local.time(), calendar._spans_on(local.date())
        counted += any(opens <= clock < closes for opens, closes in spans)
    assert calendar.working_minutes_between(begin, begin + timedelta(minutes=length)) == counted
