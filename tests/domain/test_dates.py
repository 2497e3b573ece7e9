"""Dates: every shape that files hold, the ambiguous ones, and the one stored form."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    AmbiguousDate,
    DateSpan,
    NotADate,
    UnknownZone,
    from_iso_utc,
    iso_utc,
    office_day,
    office_zone,
    read_date,
    read_moment,
)

OFFICE = ZoneInfo("Asia/Shanghai")
DATA = Path(__file__).parents[3] / "shared" / "data" / "car-complaints-12365auto"
MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    "value",
    [
        "2020-6-8",
        "2020/6/8",
        "2020.6.8",
        "2020年6月8日",
        "2020 年 6 月 8 日",
        "20200608",
        "２０２０－６－８",
        "2020-06-08",
        " 2020/06/08 ",
        "2020年6月8日 星期一",
        20200608,
        20200608.0,
        43990,
        43990.0,
        "43990",
        "43990.0",
        date(2020, 6, 8),
        datetime.fromisoformat("2020-06-08"),
        "2020-W24-1",
        "2020-06-07T16:00:00Z",
        "8/8/2020",
    ],
)
def test_one_day(value: object) -> None:
    """Every way of writing a day is that day, and as a moment its midnight in the office."""
    day = date(2020, 8, 8) if value == "8/8/2020" else date(2020, 6, 8)
    assert read_date(value, OFFICE) == day
    assert read_moment(value, OFFICE) == datetime(day.year, day.month, day.day, tzinfo=OFFICE)


@pytest.mark.parametrize(
    "value",
    [
        "2020/6/8 9:05",
        "2020-6-8 09:05:00",
        "2020年6月8日9时5分",
        "2020年6月8日 上午9点5分",
        "2020-06-08T09:05",
        "2020-06-08T01:05:00Z",
        "2020-06-08T03:05:00.000+02:00",
        "20200608 0905",
        "20200608090500",
        "20200608T010500Z",
        "2020/6/8 9:05 AM",
        43990.378472222,
        "43990.378472222222",
        datetime.fromisoformat("2020-06-08T09:05"),
        datetime(2020, 6, 8, 1, 5, tzinfo=UTC),
    ],
)
def test_one_moment(value: object) -> None:
    """Every way of writing a moment is that moment; without offset it is office time."""
    assert read_moment(value, OFFICE) == datetime(2020, 6, 8, 1, 5, tzinfo=UTC)


def test_afternoon_and_midnight() -> None:
    """下午3点 is 15:00, 12:30 AM is half past midnight, 24:00 is the next day's midnight."""
    read = {
        text: read_moment(text, UTC_ZONE)
        for text in ("2020年6月8日 下午3点", "2020-6-8 12:30 AM", "2020-6-8 24:00")
    }
    assert [f"{moment:%d %H:%M}" for moment in read.values()] == ["08 15:00", "08 00:30", "09 00:00"]


UTC_ZONE = ZoneInfo("UTC")


def test_an_hour_of_the_night_that_may_be_two_is_asked() -> None:
    """晚上8点 is 20:00; 晚上12点 is neither noon nor said to be of which night, 晚上1点 no afternoon."""
    for hour, read in ((5, 17), (8, 20), (11, 23), (20, 20)):
        assert read_moment(f"2020年6月8日 晚上{hour}点", UTC_ZONE).hour == read
    for hour in (0, 1, 4, 12, 13):
        with pytest.raises(NotADate):
            read_moment(f"2020年6月8日 晚上{hour}点", UTC_ZONE)


def test_ambiguous_days_ask() -> None:
    """06/08/2020 is two days: the error holds both, and an order settles it."""
    with pytest.raises(AmbiguousDate) as caught:
        read_date("06/08/2020", OFFICE, field="complaint_at")
    assert caught.value.facts == {
        "field": "complaint_at",
        "value": "06/08/2020",
        "day_first": "2020-08-06",
        "month_first": "2020-06-08",
    }
    assert read_date("06/08/2020", OFFICE, order=DAY_FIRST) == date(2020, 8, 6)
    assert read_date("06/08/2020 9:05", OFFICE, order=MONTH_FIRST) == date(2020, 6, 8)
    assert read_date("13/08/2020", OFFICE) == date(2020, 8, 13)
    with pytest.raises(NotADate):
        read_date("13/08/2020", OFFICE, order=MONTH_FIRST)


@pytest.mark.parametrize(
    "text",
    [
        "2020年6月",
        "2020年",
        "2020-6",
        "2020.6",
        "2020年6月8日至10日",
        "2020-06-08~2020-06-10",
        "6月8日-6月10日",
        "2020-06-08-2020-06-10",
        "2019-2020",
        "2020年6月上旬",
        "2020-6-8 到 2020-6-10",
    ],
)
def test_spans_keep_their_text(text: str) -> None:
    """A month, a year or a range is refused as a span that holds the text."""
    with pytest.raises(DateSpan) as caught:
        read_date(text, OFFICE)
    assert caught.value.facts["value"] == text


@pytest.mark.parametrize(
    "value",
    [
        "",
        "昨天",
        "2020-13-01",
        "2020-02-30",
        "2020-6-8 25:00",
        "2020-6-8 9:60",
        "2020-6-8 9:",
        "6/8/20",
        "2020/6.8",
        "1.5",
        "99999",
        "12345678901",
        "0001-01-01",
        "9999-12-31",
        "x" * 100_000,
        None,
        True,
        -5,
        1e300,
        float("nan"),
        float("inf"),
        b"2020-6-8",
        date(1, 1, 1),
        datetime(9999, 12, 31, tzinfo=UTC),
    ],
)
def test_no_dates(value: object) -> None:
    """Anything else is refused as no date, never by an accident."""
    with pytest.raises(NotADate) as caught:
        read_date(value, OFFICE, field="here")
    assert not isinstance(caught.value, DateSpan | AmbiguousDate)
    assert caught.value.facts["field"] == "here"


@given(st.text(max_size=30) | st.integers() | st.floats() | st.datetimes() | st.dates())
def test_anything_is_read_or_refused(value: object) -> None:
    """No input does anything but give a moment in UTC or NotADate."""
    try:
        moment = read_moment(value, OFFICE)
    except NotADate:
        return
    assert moment.tzinfo is UTC


@given(MOMENTS)
def test_the_stored_form_comes_back(moment: datetime) -> None:
    """The stored form is 24 characters, reads back to the millisecond, and a reader of files knows it too."""
    text = iso_utc(moment)
    assert len(text) == 24
    assert from_iso_utc(text) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    assert read_moment(text, OFFICE) == from_iso_utc(text)


@given(MOMENTS, MOMENTS)
def test_the_stored_form_sorts_as_time(one: datetime, other: datetime) -> None:
    """An earlier text is never a later moment."""
    if iso_utc(one) < iso_utc(other):
        assert one < other


def test_the_stored_form_is_utc() -> None:
    """Any zone is turned to UTC; the form is the fixed one."""
    moment = datetime(2020, 6, 8, 9, 5, 0, 123999, timezone(timedelta(hours=8)))
    assert iso_utc(moment) == "2020-06-08T01:05:00.123Z"


@pytest.mark.parametrize(
    "text", ["2020-06-08T01:05:00Z", "2020-06-08 01:05:00.000Z", "2020-13-08T01:05:00.000Z", ""]
)
def test_other_forms_are_not_stored_ones(text: str) -> None:
    """What is not the one form is refused."""
    with pytest.raises(NotADate):
        from_iso_utc(text)


def test_a_moment_without_zone_is_a_bug() -> None:
    """A naive moment is no DomainError: nobody typed it."""
    naive = datetime(2020, 6, 8)  # noqa: DTZ001
    for wrong in (iso_utc, lambda moment: office_day(moment, OFFICE)):
        with pytest.raises(ValueError, match="without zone"):
            wrong(naive)


def test_the_office_day() -> None:
    """At 16:00 UTC the office in Shanghai begins its next day."""
    assert office_day(datetime(2020, 6, 7, 15, 59, 59, tzinfo=UTC), OFFICE) == date(2020, 6, 7)
    assert office_day(datetime(2020, 6, 7, 16, tzinfo=UTC), OFFICE) == date(2020, 6, 8)


@pytest.mark.parametrize("name", ["Asia/Nowhere", "", "../etc/passwd", "Asia"])
def test_unknown_zones(name: str) -> None:
    """A zone that is not there is an error by name, a zone that is there is found."""
    with pytest.raises(UnknownZone):
        office_zone(name)
    assert office_zone("Asia/Shanghai").key == "Asia/Shanghai"


def test_real_files_hold_the_same_days() -> None:
    """The file with slash dates and its twin with ISO dates are the same 600 days, by case."""
    slash, iso = DATA / "car_2020-06-08_gbk_slashdates.csv", DATA / "car_2020-06-08_utf8bom.csv"
    if not (slash.exists() and iso.exists()):
        pytest.skip("the real input is not beside this checkout")
    days = []
    for path, encoding in ((slash, "gb18030"), (iso, "utf-8-sig")):
        with path.open(encoding=encoding, newline="") as file:
            days.append({row["id"]: read_date(row["datetime"], OFFICE) for row in csv.DictReader(file)})
    assert days[0] == days[1]
    assert len(days[0]) == 600
