"""Days and times in the fewest words, as the lists and the frame say them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ui import texts
from ui.i18n import translate
from ui.models.cells import DueMark, Mood

if TYPE_CHECKING:
    from ui.presenters.today import Due

NEAR = 60
"""Days within which the hour of a moment is told, and its year is plain."""


def weekday(at: datetime) -> str:
    """周一 to 周日."""
    return (
        translate("Day", "周一"),
        translate("Day", "周二"),
        translate("Day", "周三"),
        translate("Day", "周四"),
        translate("Day", "周五"),
        translate("Day", "周六"),
        translate("Day", "周日"),
    )[at.weekday()]


def long_day(at: datetime) -> str:
    """3月11日 周三."""
    day = translate("Day", "{month}月{day}日 {weekday}")
    return day.format(month=at.month, day=at.day, weekday=weekday(at))


def short(at: datetime, now: datetime) -> str:
    """A moment beside now, both on the office's clock: 今天 17:30, 3-13 17:30, 2025-09-22."""
    days = (at.date() - now.date()) // timedelta(days=1)
    near = {
        -1: translate("Day", "昨天 {time}"),
        0: translate("Day", "今天 {time}"),
        1: translate("Day", "明天 {time}"),
    }
    if days in near:
        return near[days].format(time=f"{at:%H:%M}")
    if at.year != now.year and abs(days) > NEAR:
        return f"{at:%Y-%m-%d}"
    return f"{at.month}-{at.day} {at:%H:%M}"


def left(due: Due) -> DueMark:
    """How long is left, or how long ago it was due, in working time."""
    if due.mood is Mood.OVERDUE and not due.minutes:
        return DueMark(due.mood, translate("Due", "已到期"))
    if due.mood is Mood.OVERDUE:
        return DueMark(due.mood, texts.overdue(due.minutes))
    return DueMark(due.mood, texts.left(due.minutes))


def due(one: Due, now: datetime) -> DueMark:
    """A due time in one cell: what is near as time left, what is later as a moment."""
    if one.mood is Mood.LATER:
        return DueMark(one.mood, short(one.at, now))
    return left(one)
