"""日历: the hours of each weekday and the days unlike their weekday, typed or pasted from an announcement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from typing import Protocol

from aftersales.app import App
from aftersales.domain.cautions import Caution, left_as_counted
from aftersales.domain.codes import DayKind
from aftersales.domain.errors import BadField, BadInput
from aftersales.domain.records.office import Calendar
from aftersales.domain.text import half_width
from aftersales.domain.worktime import WorkCalendar
from aftersales.storage.queries.live.clocks_left import ClockLeft, clocks_left
from aftersales.usecases.office import NotADayLine, NotHours, remove_days, set_calendar
from ui.presenters.runner import Runner
from ui.presenters.session import Signed
from ui.presenters.settings.desk import PagePresenter, PageView

LONGEST = 40
"""Days in one line; no holiday is longer."""
_SPAN = re.compile(r"(\d{1,2}):(\d\d)\s*(?:-|–|—|~|～|至|到)\s*(\d{1,2}):(\d\d)")
_YEAR, _MONTH, _DAY = r"\d{4}\s*[-/.年]\s*", r"\d{1,2}\s*[-/.月]\s*", r"\d{1,2}(?!\d)\s*[日号]?"
_FIRST, _LAST = rf"({_YEAR}{_MONTH}{_DAY})", rf"((?:(?:{_YEAR})?{_MONTH})?{_DAY})"
_LINE = re.compile(rf"{_FIRST}(?:\s*(?:至|到|~|～|—|–|-)\s*{_LAST})?\s*(.*)")
_WEEKDAY = re.compile(r"\(\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)")
_ANOTHER = re.compile(r"\d\s*[-/.年月日号]|[至到~～]\s*\d")
"""A day that the rest of a line still names."""
_WORKING = re.compile(r"上班|补班")
_RESTING = re.compile(r"放假|休息")
_NO_NAME = re.compile(r"(?:放假|休息|休|假|调休|上班|补班|共\d+天)+")


@dataclass(frozen=True)
class SpecialDay:
    """A day unlike its weekday."""

    day: date
    kind: str
    name: str


def hours_of(rows: Iterable[Calendar], weekday: int) -> str:
    """The hours of a weekday in one line; "" where it is closed."""
    spans = sorted(
        (row.opens, row.closes) for row in rows if row.weekday == weekday and row.opens and row.closes
    )
    return "，".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in spans)


def read_hours(weekday: int, told: str) -> list[Mapping[str, object]]:
    """The rows that a line of hours means. Raises NotHours."""
    plain = half_width(told).replace("：", ":")
    rest = _SPAN.sub("", plain)
    if re.sub(r"[\s,，、;；和休息]", "", rest):
        raise NotHours(field=f"weekday.{weekday}", value=told[:80])
    spans = [(_clock(a, b), _clock(c, d)) for a, b, c, d in _SPAN.findall(plain)]
    if any(opens is None or closes is None for opens, closes in spans):
        raise NotHours(field=f"weekday.{weekday}", value=told[:80])
    return [{"weekday": weekday, "opens": o, "closes": c} for o, c in spans] or [{"weekday": weekday}]


def _clock(hour: str, minute: str) -> str | None:
    try:
        return time(int(hour) % 24 if hour == "24" else int(hour), int(minute)).isoformat("minutes")
    except ValueError:
        return None


def days_of(rows: Iterable[Calendar], year: int) -> tuple[SpecialDay, ...]:
    """The days of a year that are unlike their weekday, in order."""
    found = {row.day: row for row in rows if row.day is not None and row.day.year == year}
    return tuple(
        SpecialDay(day, row.day_kind or "", row.day_name or "") for day, row in sorted(found.items())
    )


def read_days(told: str) -> tuple[SpecialDay, ...]:
    """What pasted lines say: ``2027-02-06 至 2027-02-12 放假 春节``, ``2027-02-14 上班 春节调休``.

    Raises BadInput with every line that is none.
    """
    found: dict[date, SpecialDay] = {}
    problems: list[BadField] = []
    for number, line in enumerate(told.splitlines(), 1):
        try:
            found |= {day.day: day for day in _read_line(number, line)}
        except BadField as problem:
            problems.append(problem)
    if problems:
        raise BadInput(problems)
    return tuple(found[day] for day in sorted(found))


def _read_line(number: int, line: str) -> list[SpecialDay]:
    plain = " ".join(_WEEKDAY.sub("", half_width(line)).split())
    if not plain:
        return []
    wrong = NotADayLine(field="days", line=number, value=line.strip()[:80])
    match = _LINE.fullmatch(plain)
    if match is None or _ANOTHER.search(match[3]):
        raise wrong
    first = _read_day(match[1])
    last = _read_day(match[2], first) if match[2] else None
    if first is None or (match[2] and last is None):
        raise wrong
    length = ((last or first) - first).days + 1
    if not 1 <= length <= LONGEST:
        raise wrong
    kind, name = _kind(match[3]), _name(match[3])
    return [SpecialDay(first + timedelta(days=step), kind, name) for step in range(length)]


def _read_day(text: str, like: date | None = None) -> date | None:
    """A day; year and month that it leaves out are those of ``like``."""
    told = [int(part) for part in re.findall(r"\d+", text)]
    begun = [like.year, like.month] if like else []
    try:
        return date(*(begun[: 3 - len(told)] + told))
    except (TypeError, ValueError):
        return None


def _kind(rest: str) -> DayKind:
    """Work is said; 调休 alone is the day that is worked instead, but 放假调休 is the holiday itself."""
    works = _WORKING.search(rest) or ("调休" in rest and not _RESTING.search(rest))
    return DayKind.WORKING if works else DayKind.HOLIDAY


def _name(rest: str) -> str:
    words = [word for word in re.split(r"[\s,，。;；:：（）()]+", rest) if word]
    named = [word for word in words if not _NO_NAME.fullmatch(word)]
    return (named[0] if named else "")[:LONGEST]


class CalendarView(PageView, Protocol):
    """What the calendar shows beside what every page shows."""

    def show_left(self, found: tuple[Caution, ...]) -> None:
        """What the change left as it was; nothing where nothing is."""


class CalendarPresenter(PagePresenter):
    """The working calendar; after each change it says which running limits it did not move."""

    def __init__(self, view: CalendarView, runner: Runner, signed: Signed) -> None:
        super().__init__(view, runner, signed)
        self._calendar = view
        self._before: list[WorkCalendar] = []

    def save_hours(self, told: Mapping[int, str]) -> None:
        """The hours of these weekdays; all lines that are no hours are told at once."""
        rows: list[Mapping[str, object]] = []
        problems: list[BadField] = []
        for weekday, line in told.items():
            try:
                rows += read_hours(weekday, line)
            except BadField as problem:
                problems.append(problem)
        if problems:
            self._view.show_refused(BadInput(problems))
        else:
            self._alter("saved", set_calendar, rows)

    def add_days(self, told: str) -> None:
        """Put pasted days into the calendar; a day that stands there already is said anew."""
        try:
            days = read_days(told)
        except BadInput as refused:
            self._view.show_refused(refused)
            return
        rows = [{"day": day.day.isoformat(), "day_kind": day.kind, "day_name": day.name} for day in days]
        self._alter("days", set_calendar, rows)

    def remove(self, days: Iterable[date]) -> None:
        """These days are again what their weekday is."""
        self._alter("removed", remove_days, tuple(days))

    def _alter(self, what: str, use_case: Callable[..., object], given: Iterable[object]) -> None:
        if self._signed.office.hours not in self._before:
            self._before.append(self._signed.office.hours)
        self._change(what, use_case, given, done=lambda _: self._look_at_clocks())

    def _look_at_clocks(self) -> None:
        read = partial(_left, self._signed.app, tuple(self._before))
        self._runner.run(read, self._kept, self._view.show_refused)

    def _kept(self, found: tuple[ClockLeft, ...]) -> None:
        self._calendar.show_left(left_as_counted([one.case_no for one in found]))


def _left(app: App, before: Iterable[WorkCalendar]) -> tuple[ClockLeft, ...]:
    """The clocks that any of these calendars counted otherwise, each once, earliest first."""
    found = {(one.case_no, one.clock): one for hours in before for one in app.ask(clocks_left, hours)}
    return tuple(sorted(found.values(), key=lambda one: one.due_at))
