"""Time limits: the table as delivered, due times by hand, sensitive periods, holds, escalation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.limits import (
    DELIVERED,
    PAUSED_BY_HOLD,
    SEVERITIES,
    BadLimit,
    Due,
    Hold,
    NoLimit,
    TimeLimit,
    around_the_clock,
    due,
    limit_for,
    paused,
    paused_steps,
    steps,
)
from aftersales.domain.worktime import SpecialDay, WorkCalendar

OFFICE = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkCalendar(
    OFFICE,
    days={date(2026, 10, day): SpecialDay("holiday", "国庆节") for day in range(1, 8)}
    | {date(2026, 10, 10): SpecialDay("working", "调休")},
    known_years=frozenset({2026}),
)
HALF = Fraction(1, 2)


def at(text: str) -> datetime:
    """A moment of 2026 in the office's zone: "10-08 09:05"."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=OFFICE)


TABLE = """
hand_over 0.5h 1h 2h 4h
first_contact 0.5h 1h 2h 4h
containment 1h 2h 2h 4h
first_answer same same same same
decision 24h 2wd 3wd 5wd
answer 2h 4h 4h 4h
progress 4h 1d 2d 3d
follow_up 1wd 2wd 3wd 3wd
resolution 5wd 10wd 15wd 15wd
"""
UNIT_SIGNS = {"hour": "h", "day": "d", "working_day": "wd"}


def test_the_table_as_delivered() -> None:
    """The table is the requirements', read a second time: 36 limits, critical ones round the clock."""
    lines = []
    for first in DELIVERED[::4]:
        four = [limit_for(DELIVERED, first.clock, severity) for severity in SEVERITIES]
        assert [limit.round_clock for limit in four] == [True, False, False, False]
        cells = [
            "same" if limit.unit == "same_day" else f"{float(limit.amount):g}{UNIT_SIGNS[limit.unit]}"
            for limit in four
        ]
        lines.append(" ".join([first.clock, *cells]))
    assert lines == TABLE.strip().splitlines()
    assert len(DELIVERED) == 36


def test_a_pair_without_limit() -> None:
    """A notice has its own due time: asking for its limit is an error by name."""
    with pytest.raises(NoLimit):
        limit_for(DELIVERED, "notice", "general")


@pytest.mark.parametrize(
    ("clock", "severity", "start", "end"),
    [
        ("hand_over", "general", "06-08 11:00", "06-08 16:30"),
        ("hand_over", "general", "06-05 17:00", "06-08 12:00"),
        ("hand_over", "serious", "06-06 10:00", "06-08 10:30"),
        ("hand_over", "critical", "06-06 23:45", "06-07 00:15"),
        ("answer", "critical", "10-01 23:00", "10-02 01:00"),
        ("answer", "general", "09-30 16:30", "10-08 11:30"),
        ("first_answer", "general", "06-08 16:30", "06-08 17:30"),
        ("first_answer", "major", "06-08 16:31", "06-09 10:00"),
        ("first_answer", "critical", "06-08 09:00", "06-08 17:30"),
        ("first_answer", "critical", "06-08 16:31", "06-09 00:00"),
        ("first_answer", "critical", "06-06 10:00", "06-07 00:00"),
        ("decision", "critical", "10-01 23:00", "10-02 23:00"),
        ("decision", "serious", "09-30 10:00", "10-10 17:30"),
        ("decision", "general", "06-08 10:00", "06-15 17:30"),
        ("progress", "major", "06-08 10:00", "06-09 17:30"),
        ("progress", "major", "06-05 10:00", "06-08 17:30"),
        ("progress", "general", "06-08 10:00", "06-11 17:30"),
        ("progress", "serious", "09-30 10:00", "10-08 17:30"),
        ("progress", "critical", "06-08 22:00", "06-09 02:00"),
        ("follow_up", "critical", "06-05 10:00", "06-08 17:30"),
        ("resolution", "critical", "06-05 10:00", "06-12 17:30"),
    ],
)
def test_due_by_hand(clock: str, severity: str, start: str, end: str) -> None:
    """Lunch, weekend, National Day with its make-up day, a late registration, the round clock."""
    assert due(limit_for(DELIVERED, clock, severity), at(start), CALENDAR).at == at(end)


@pytest.mark.parametrize(
    ("clock", "severity", "start", "end"),
    [
        ("hand_over", "general", "06-08 11:00", "06-08 14:30"),
        ("hand_over", "critical", "06-06 23:45", "06-07 00:00"),
        ("follow_up", "critical", "06-05 17:00", "06-08 12:00"),
        ("decision", "general", "06-08 10:00", "06-11 09:15"),
        ("decision", "critical", "06-06 10:00", "06-06 22:00"),
        ("first_answer", "general", "06-08 08:30", "06-08 13:45"),
        ("first_answer", "critical", "06-06 10:00", "06-06 17:00"),
        ("progress", "major", "06-05 17:00", "06-08 12:00"),
    ],
)
def test_a_sensitive_period_halves(clock: str, severity: str, start: str, end: str) -> None:
    """Half of any limit is half of the time between its start and its full end, in its own kind of time."""
    assert due(limit_for(DELIVERED, clock, severity), at(start), CALENDAR, factor=HALF).at == at(end)


def test_days_round_the_clock_and_parts_of_days() -> None:
    """Two days round the clock are 48 h; one and a half working days are three quarters of two."""
    two_days = TimeLimit("progress", "critical", Fraction(2), "day", round_clock=True)
    assert due(two_days, at("06-05 10:00"), CALENDAR).at == at("06-07 10:00")
    part = TimeLimit("decision", "general", Fraction(3, 2), "working_day")
    whole = TimeLimit("decision", "general", Fraction(2), "working_day")
    expected = due(whole, at("06-08 10:00"), CALENDAR, factor=Fraction(3, 4))
    assert due(part, at("06-08 10:00"), CALENDAR) == expected


@dataclass(frozen=True)
class OfficeRow:
    clock: str = "answer"
    severity: str = "general"
    amount: Decimal = Decimal("4.0")
    unit: str = "hour"
    round_clock: bool = False


def test_rows_of_the_office_count_as_limits() -> None:
    """A row with a decimal amount and a decimal factor counts like the delivered one."""
    row = limit_for([OfficeRow()], "answer", "general")
    start = at("06-08 09:00")
    assert due(row, start, CALENDAR, factor=Decimal("0.5")).at == at("06-08 11:00")


@pytest.mark.parametrize(
    ("amount", "unit", "factor", "field"),
    [(0, "hour", 1, "amount"), (-1, "day", 1, "amount"), (1, "week", 1, "unit"), (1, "hour", 0, "factor")],
)
def test_limits_that_cannot_be_counted(amount: int, unit: str, factor: int, field: str) -> None:
    """Nothing is due by a limit of nothing, of an unknown unit or shortened to nothing."""
    with pytest.raises(BadLimit) as caught:
        due(
            TimeLimit("answer", "general", Fraction(amount), unit), at("06-08 09:00"), CALENDAR, factor=factor
        )
    assert caught.value.facts["field"] == field


def test_a_due_time_tells_what_it_does_not_know() -> None:
    """The unknown year is told, with the days that counted, halved or not."""
    limit = limit_for(DELIVERED, "resolution", "general")
    whole = due(limit, at("12-30 09:00"), CALENDAR)
    half = due(limit, at("12-30 09:00"), CALENDAR, factor=HALF)
    assert whole.unknown_years == half.unknown_years == {2027}
    assert len(whole.counted) == 15


MOVED = [
    ([("06-09 10:00", "06-10 10:00")], "06-12 17:30"),
    ([("06-09 10:00", "06-09 12:00")], "06-12 10:30"),
    ([("06-13 10:00", "06-14 10:00")], "06-11 17:30"),
    ([("06-09 18:00", "06-10 08:00")], "06-11 17:30"),
    ([("06-09 10:00", "06-09 12:00"), ("06-09 11:00", "06-09 14:30")], "06-12 11:30"),
    ([("06-01 10:00", "06-08 12:00")], "06-12 10:30"),
    ([("06-11 16:30", "06-12 09:30"), ("06-12 10:00", "06-12 11:00")], "06-12 11:30"),
    ([("06-12 09:00", "06-15 09:00")], "06-11 17:30"),
    ([("06-11 10:00", None)], "06-12 15:30"),
]


@pytest.mark.parametrize(("held", "end"), MOVED)
def test_holds_by_hand(held: list[tuple[str, str | None]], end: str) -> None:
    """A decision due on Thursday 11 June 17:30 moves by the office time held before it."""
    holds = [Hold(at(begins), at(ends) if ends else None) for begins, ends in held]
    first = due(limit_for(DELIVERED, "decision", "serious"), at("06-08 10:00"), CALENDAR)
    assert first.at == at("06-11 17:30")
    start, now = at("06-08 10:00"), at("06-11 17:00")
    found = paused(first, holds, CALENDAR, clock="decision", start=start, now=now)
    assert found.at == at(end)
    assert found.counted[: len(first.counted)] == first.counted


@pytest.mark.parametrize("clock", sorted({limit.clock for limit in DELIVERED}))
def test_only_three_clocks_pause(clock: str) -> None:
    """A hold moves decision, resolution and follow-up, never another clock."""
    start, now = at("06-08 10:00"), at("06-09 10:00")
    first = due(limit_for(DELIVERED, clock, "general"), start, CALENDAR)
    hold = [Hold(at("06-08 11:00"), at("06-08 12:00"))]
    moved = paused(first, hold, CALENDAR, clock=clock, start=start, now=now)
    assert (moved.at > first.at) == (clock in {"decision", "resolution", "follow_up"})
    assert frozenset({"decision", "resolution", "follow_up"}) == PAUSED_BY_HOLD


def test_a_hold_round_the_clock() -> None:
    """A limit that runs day and night is moved by the clock's time."""
    start, now = at("06-06 10:00"), at("06-08 10:00")
    first = due(limit_for(DELIVERED, "decision", "critical"), start, CALENDAR)
    hold = [Hold(at("06-06 22:00"), at("06-07 01:00"))]
    moved = paused(first, hold, CALENDAR, clock="decision", start=start, now=now, round_clock=True)
    assert moved.at == at("06-07 13:00")


def test_escalation_by_hand() -> None:
    """Four hours from Friday 16:00: the rungs stand at 3.2, 4, 6 and 8 office hours."""
    start = at("06-05 16:00")
    end = due(limit_for(DELIVERED, "answer", "general"), start, CALENDAR).at
    told = [(rung.percent, rung.at, rung.receiver) for rung in steps(start, end, CALENDAR)]
    assert told == [
        (80, at("06-08 10:12"), "owner"),
        (100, at("06-08 11:00"), "supervisor"),
        (150, at("06-08 14:30"), "manager"),
        (200, at("06-08 16:30"), "general_manager"),
    ]


def test_escalation_round_the_clock() -> None:
    """A critical limit climbs by the clock, through the night."""
    start = at("06-06 23:00")
    limit = limit_for(DELIVERED, "answer", "critical")
    rungs = steps(start, due(limit, start, CALENDAR).at, CALENDAR, round_clock=around_the_clock(limit))
    assert [rung.at for rung in rungs] == [
        at(text) for text in ("06-07 00:36", "06-07 01:00", "06-07 02:00", "06-07 03:00")
    ]
    assert not around_the_clock(limit_for(DELIVERED, "resolution", "critical"))


def test_escalation_of_a_deadline_at_night() -> None:
    """An authority's deadline within a weekend has no office time: the clock measures."""
    rungs = steps(at("06-06 10:00"), at("06-06 20:00"), CALENDAR)
    assert [rung.at for rung in rungs] == [
        at(text) for text in ("06-06 18:00", "06-06 20:00", "06-07 01:00", "06-07 06:00")
    ]


@pytest.mark.parametrize("due_at", ["06-08 10:00", "06-05 17:30"])
def test_what_was_late_before_it_began_climbs_no_higher(due_at: str) -> None:
    """A limit without any length is late at once; who stands above the supervisor is not told of that."""
    rungs = steps(at("06-08 10:00"), at(due_at), CALENDAR)
    assert [rung.receiver for rung in rungs] == ["owner", "supervisor"]


def test_a_hold_moves_only_the_rungs_after_it() -> None:
    """A hold after the first warning leaves that one where it was and moves the others by what was held."""
    start, now = at("06-08 10:00"), at("06-16 10:00")
    rungs = steps(start, at("06-11 17:30"), CALENDAR)
    hold = [Hold(at("06-11 14:30"), at("06-11 16:30"))]
    moved = paused_steps(rungs, hold, CALENDAR, clock="decision", start=start, now=now)
    assert rungs[0].at < hold[0].begins
    assert moved[0] == rungs[0]
    for before, after in zip(rungs[1:], moved[1:], strict=True):
        assert CALENDAR.working_time_between(before.at, after.at) == timedelta(hours=2)


LIMITS = st.sampled_from(DELIVERED)
STARTS = st.datetimes(datetime(2026, 9, 20), datetime(2026, 10, 20), timezones=st.just(UTC))  # noqa: DTZ001
FACTORS = st.sampled_from([Fraction(1), HALF, Fraction(1, 3), Fraction(3, 4)])


@given(LIMITS, STARTS, FACTORS)
def test_due_lies_after_the_start_and_in_office_time(
    limit: TimeLimit, start: datetime, factor: Fraction
) -> None:
    """No limit ends before it starts; one in office time ends inside office hours or at their end."""
    end = due(limit, start, CALENDAR, factor=factor).at
    assert end > start
    if not around_the_clock(limit):
        hours = CALENDAR.open_hours(end.astimezone(OFFICE).date())
        assert any(opens < end <= closes for opens, closes in hours)


@given(LIMITS, STARTS, STARTS, FACTORS, FACTORS)
def test_due_is_monotone(
    limit: TimeLimit, one: datetime, other: datetime, little: Fraction, much: Fraction
) -> None:
    """Who starts later is due no earlier; a smaller factor is never due later."""
    early, late = sorted((one, other))
    small, large = sorted((little, much))
    assert due(limit, early, CALENDAR, factor=small).at <= due(limit, late, CALENDAR, factor=small).at
    assert due(limit, early, CALENDAR, factor=small).at <= due(limit, early, CALENDAR, factor=large).at


@given(STARTS, LIMITS)
def test_graver_is_never_due_later(start: datetime, limit: TimeLimit) -> None:
    """The graver severity of a clock is never due later, but for the decision that runs by the clock."""
    ends = [due(limit_for(DELIVERED, limit.clock, severity), start, CALENDAR).at for severity in SEVERITIES]
    if limit.clock == "decision":  # 24 h by the clock may end in the night before a working day's closing
        ends = ends[1:]
    assert ends == sorted(ends)


@given(LIMITS, STARTS)
def test_rungs_climb(limit: TimeLimit, start: datetime) -> None:
    """The four rungs follow each other after the start, and the second is the due time itself."""
    end = due(limit, start, CALENDAR).at
    rungs = steps(start, end, CALENDAR, round_clock=around_the_clock(limit))
    moments = [rung.at for rung in rungs]
    assert start < moments[0] < moments[1] == end < moments[2] < moments[3]


@given(STARTS, st.lists(st.tuples(STARTS, st.timedeltas(timedelta(0), timedelta(days=3))), max_size=4))
def test_a_hold_is_given_back_whole(start: datetime, held: list[tuple[datetime, timedelta]]) -> None:
    """The office time from start to the moved due time, less what was held, is the limit's own."""
    first = due(limit_for(DELIVERED, "decision", "general"), start, CALENDAR)
    holds = [Hold(begins, begins + length) for begins, length in held]
    now = start + timedelta(days=60)
    end = paused(first, holds, CALENDAR, clock="decision", start=start, now=now).at
    assert end >= first.at
    quarter, ran, moment = timedelta(minutes=15), timedelta(0), start
    while moment < end:
        stop = min(moment + quarter, end)
        edges = {edge for hold in holds for edge in (hold.begins, hold.ends) if edge and moment < edge < stop}
        for begin, close in pairwise([moment, *sorted(edges), stop]):
            if not any(hold.begins <= begin and hold.ends and close <= hold.ends for hold in holds):
                ran += CALENDAR.working_time_between(begin, close)
        moment = stop
    assert ran == CALENDAR.working_time_between(start, first.at)


def test_a_due_time_made_by_hand_can_be_moved() -> None:
    """A due time that somebody typed (no days counted) moves as well."""
    typed = Due(at("06-11 17:30"))
    hold = [Hold(at("06-09 10:00"), at("06-09 12:00"))]
    moved = paused(typed, hold, CALENDAR, clock="decision", start=at("06-08 10:00"), now=at("06-10 10:00"))
    assert moved.at == at("06-12 10:30")


def test_the_second_rung_is_the_deadline_as_typed() -> None:
    """A deadline typed in for a closed Saturday is reached on that Saturday, not on Friday's closing."""
    rungs = steps(at("06-05 10:00"), at("06-06 12:00"), CALENDAR)
    assert rungs[1].at == at("06-06 12:00")


def test_a_halved_limit_tells_the_unknown_year_of_its_whole() -> None:
    """The half may end in a known year: that its whole ends in an unknown one is told."""
    half = due(limit_for(DELIVERED, "resolution", "general"), at("12-18 09:00"), CALENDAR, factor=HALF)
    assert half.at.year == 2026
    assert half.unknown_years == {2027}
