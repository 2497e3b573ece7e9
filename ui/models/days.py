"""What people type for a day in a hurry: 3-8, 0308, 8, -1, 今天; anything longer is read by the domain."""

from __future__ import annotations

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from aftersales.domain.dates import read_date
from aftersales.domain.text import half_width

_WORDS = {"今天": 0, "昨天": -1, "前天": -2, "明天": 1, "后天": 2}
_SHORT = re.compile(r"(?:(?P<m>\d{1,2})(?:[-/.月]))?(?P<d>\d{1,2})日?")
_FOUR = re.compile(r"(?P<m>\d\d)(?P<d>\d\d)")
_ANY_ZONE = ZoneInfo("UTC")  # a day has none
_STEP = re.compile(r"[+-]\d{1,3}")


def read_day(text: str, today: date, field: str = "") -> date:
    """The day that is meant. Without a year it is the one nearest to today; ``-1`` is yesterday.

    Raises NotADate and its kinds (aftersales.domain.dates).
    """
    short = half_width(text).strip()
    if short in _WORDS:
        return today + timedelta(days=_WORDS[short])
    if _STEP.fullmatch(short):
        return today + timedelta(days=int(short))
    found = _SHORT.fullmatch(short) or _FOUR.fullmatch(short)
    near = _nearest(found, today) if found else None
    return near or read_date(text, _ANY_ZONE, field=field)


def _nearest(found: re.Match[str], today: date) -> date | None:
    month = int(found["m"] or today.month)
    years = (today.year - 1, today.year, today.year + 1)
    days = [day for year in years if (day := _day(year, month, int(found["d"])))]
    return min(days, key=lambda day: abs(day - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
