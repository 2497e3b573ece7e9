"""Dates and moments: read from what files and people hold, kept as UTC in one text form."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aftersales.domain.errors import BadField
from aftersales.domain.text import half_width

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside these are typing errors."""

_CLOCK = (
    r"(?:[T\s]*(?P<half>上午|下午|晚上|AM|PM)?\s*(?P<hour>\d{1,2})(?::(?=\d)|时|点)(?:(?P<minute>\d{1,2})"
    r"(?:[:分](?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,9})\d*)?秒?|分)?)?(?:\s*(?P<after>AM|PM))?)?"
)
_WEEKDAY = r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_YEAR_FIRST = re.compile(
    rf"(?P<y>\d{{4}})(?:(?P<gap>[-/.])(?P<m>\d{{1,2}})(?P=gap)|\s*年\s*(?P<m2>\d{{1,2}})\s*月\s*)"
    rf"(?P<d>\d{{1,2}})\s*日?{_WEEKDAY}{_CLOCK}",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<gap>[-/.])(?P<b>\d{{1,2}})(?P=gap)(?P<y>\d{{4}}){_CLOCK}", re.IGNORECASE
)
_COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?:[T\s]?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SPAN = re.compile(
    r".*\d.*(?:至|到|~|—|--|\s-\s|–)\s*.*|\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:[上中下]旬|初|底|份)?|\d{4}[-/.]\d{1,2}"
    r"|\d{4}([-/.])\d{1,2}\1\d{1,2}-\d.*|\d{4}-\d{4}|.*月.*-.*月.*|.*日\s*-\s*\d.*",
    re.DOTALL,
)
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day has no zone
_SERIALS = range(20_000, 80_000)  # 1954 to 2119: a bare year or a quantity is no date
_LONGEST = 80  # characters; no date is longer, and a story is not searched for one
_STORED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


class NotADate(BadField):
    """Not a day or moment that this program reads. Facts: ``field``, ``value`` (text as given)."""


class DateSpan(NotADate):
    """A month, a year or a range, not a day: the caller keeps the text. Facts: ``field``, ``value``."""


class AmbiguousDate(NotADate):
    """Day first or month first, both are days. Facts: as NotADate and ``day_first``, ``month_first``."""


class UnknownZone(BadField):
    """No such time zone here. Facts: ``field``, ``value``."""


def office_zone(name: str) -> ZoneInfo:
    """The zone of that IANA name ("Asia/Shanghai"). Raises UnknownZone.

    Windows has no zone database of its own: there the package ``tzdata`` must be installed.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as cause:
        raise UnknownZone(field="company.zone", value=name) from cause


def read_date(value: object, zone: ZoneInfo, *, order: str | None = None, field: str = "") -> date:
    """A day, from every shape of :func:`read_moment`; a moment with an offset is the office's day then."""
    if isinstance(value, date) and not isinstance(value, datetime):
        _year_must_be_likely(value, value, field)
        return value
    return office_day(read_moment(value, zone, order=order, field=field), zone)


def read_moment(value: object, zone: ZoneInfo, *, order: str | None = None, field: str = "") -> datetime:
    """A moment in UTC. Without offset it is office time; a day without clock is its midnight.

    Reads date and datetime values, Excel serials (numbers, or text of five digits; 1954 to 2119), ISO
    8601, ``2020-6-8``, ``2020/6/8 9:05``, ``2020.6.8``, ``2020年6月8日 上午9时5分``, ``20200608``,
    ``13/08/2020``. ``06/08/2020`` may be two days: ``order`` (DAY_FIRST or MONTH_FIRST) settles it.
    A clock time that summer time skips is moved on, one that it doubles is the first.

    Raises AmbiguousDate, DateSpan (keep the text), NotADate. Source: data dictionary, Dates on import.
    """
    found = _local(value, order, field)
    _year_must_be_likely(found, value, field)
    if found.tzinfo is None:
        found = found.replace(tzinfo=zone)
    return found.astimezone(UTC)


def says_a_day(value: object) -> bool:
    """Whether a value that :func:`read_date` reads says a day and no clock time."""
    if not isinstance(value, str):
        return isinstance(value, date) and not isinstance(value, datetime)
    text = half_width(value).strip() if len(value) <= _LONGEST else ""
    found = (shape.fullmatch(text) for shape in (_YEAR_FIRST, _YEAR_LAST, _COMPACT))
    return next((match["hour"] is None for match in found if match), False)


def _year_must_be_likely(found: date, value: object, field: str) -> None:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise NotADate(field=field, value=str(value))


def _local(value: object, order: str | None, field: str) -> datetime:
    """What the value says, without zone unless it names an offset."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value) if float(value).is_integer() else value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise NotADate(field=field, value=str(value))
    return _from_text(value, order, field)


def _from_text(value: str, order: str | None, field: str) -> datetime:
    text = half_width(value).strip()
    refusal = DateSpan if _SPAN.fullmatch(text) else NotADate
    try:
        found = _by_shape(text, order, field, value)
    except (ValueError, OverflowError) as cause:  # a 13th month, a 25th hour
        raise refusal(field=field, value=value) from cause
    if found is None:
        raise refusal(field=field, value=value)
    return found


def _by_shape(text: str, order: str | None, field: str, value: str) -> datetime | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _moment(int(found["y"]), int(found["m"] or found["m2"]), int(found["d"]), found)
    if found := _YEAR_LAST.fullmatch(text):
        day = _year_last(found, order, field, value)
        return _moment(day.year, day.month, day.day, found)
    if found := _COMPACT.fullmatch(text):
        numbers = [int(part or 0) for part in found.groups()]
        return datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 - the zone comes later
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text))
    if re.match(r"\d{4}-?(?:\d\d|W\d\d)-?\d", text):
        return datetime.fromisoformat(text)
    return None


def _moment(year: int, month: int, day: int, found: re.Match[str]) -> datetime:
    """A day and the clock of the match; 24:00 is the next day's midnight."""
    half = {"上午": "AM", "下午": "PM", "晚上": "PM"}.get(
        found["half"], (found["half"] or found["after"] or "")
    )
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if half.upper() == "PM" and hour < 12:
        hour += 12
    elif half.upper() == "AM" and hour == 12:
        hour = 0
    if found["half"] == "晚上" and hour % 12 < 5 and hour != 24:
        raise ValueError(found["hour"])  # noon, or which of two nights? Nobody knows
    midnight = datetime(year, month, day)  # noqa: DTZ001 - the zone comes later
    if (hour, minute, second) == (24, 0, 0):
        return midnight + timedelta(days=1)
    micro = int((found["fraction"] or "0").ljust(6, "0")[:6])
    return midnight.replace(hour=hour, minute=minute, second=second, microsecond=micro)


def _year_last(found: re.Match[str], order: str | None, field: str, value: str) -> date:
    year, first, second = int(found["y"]), int(found["a"]), int(found["b"])
    readings = {DAY_FIRST: _day(year, second, first), MONTH_FIRST: _day(year, first, second)}
    if order is not None:
        readings = {order: readings[order]}
    days = {day for day in readings.values() if day}
    if not days:
        raise NotADate(field=field, value=value)
    if len(days) > 1:
        raise AmbiguousDate(field=field, value=value, **{name: str(day) for name, day in readings.items()})
    return days.pop()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_serial(serial: float) -> datetime | None:
    """An Excel serial of the 1900 system, to the nearest millisecond."""
    if int(serial) not in _SERIALS:
        return None
    days, part = divmod(serial, 1)
    return _EXCEL_EPOCH + timedelta(days=days, milliseconds=round(part * 86_400_000))


def iso_utc(moment: datetime) -> str:
    """The one stored form, ``YYYY-MM-DDTHH:MM:SS.mmmZ``, in UTC; it sorts as time does.

    What is finer than a millisecond is cut off. A moment without zone is a bug: ValueError.
    """
    if moment.tzinfo is None:
        message = f"a moment without zone: {moment}"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_iso_utc(text: str) -> datetime:
    """The moment of a stored form, in UTC. Raises NotADate for any other form."""
    if not _STORED.fullmatch(text):
        raise NotADate(field="", value=text)
    try:
        return datetime.fromisoformat(text)
    except ValueError as cause:
        raise NotADate(field="", value=text) from cause


def office_day(moment: datetime, zone: ZoneInfo) -> date:
    """The office's calendar day of a moment (any zone)."""
    if moment.tzinfo is None:
        message = f"a moment without zone: {moment}"
        raise ValueError(message)
    return moment.astimezone(zone).date()
