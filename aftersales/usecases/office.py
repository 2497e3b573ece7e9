"""The office's own settings: the company's data and the working calendar; by an administrator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aftersales.domain.checks import read_uscc
from aftersales.domain.codes import Role
from aftersales.domain.dates import office_zone
from aftersales.domain.errors import BadField, BadInput, Required
from aftersales.domain.fields import silent, specs
from aftersales.domain.forms import own
from aftersales.domain.reading import UnknownField, missing
from aftersales.domain.records.office import Calendar, Company
from aftersales.domain.worktime import calendar_of
from aftersales.usecases.people import must_hold, next_no
from aftersales.usecases.setup import read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from aftersales.usecases.work import Work


PREFIX = re.compile(r"[A-Z0-9]{1,8}")
"""What case numbers may begin with: it stands on papers and in the names of files."""


class BadPrefix(BadField):
    """Numbers begin with one to eight capital letters or digits. Facts: ``field``, ``value``."""


LARGEST_LOGO = 512 * 1024
"""Bytes of the picture on papers; the window scales it before it comes here."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


class NotALogo(BadField):
    """The logo is a PNG or JPEG of at most half a megabyte. Facts: ``field``, ``size``, ``limit`` (bytes)."""


class NotHours(BadField):
    """Hours are spans such as 08:30-12:00. Facts: ``field``, ``value``."""


class NotADayLine(BadField):
    """A pasted line is a day or days, what they are, and a name. Facts: ``field``, ``line``, ``value``."""


class DayOrWeekday(BadField):
    """A row is a weekday's hours or one day, one of them. Facts: ``field``."""


def set_company(work: Work, data: Mapping[str, object], reason: str | None = None) -> Company:
    """Change the company's data; what is not given stays.

    Raises OnlyAdmins, BadInput, BadCompanyCode, BadPrefix.
    """
    must_hold(work, Role.ADMIN)
    unknown = [
        UnknownField(field=f"company.{name}", step="set_company") for name in data if name not in own(Company)
    ]
    if unknown:
        raise BadInput([*unknown])
    firm = replace(work.books.office().company, **read_record(work, Company, data))
    problems = list(_wrong(firm))
    if len(problems) == 1 and not isinstance(problems[0], Required):
        raise problems[0]
    if problems:
        raise BadInput(problems)
    work.books.put_record(firm, step="set_company", reason=reason, at=work.now)
    return firm


def set_logo(work: Work, picture: bytes | None) -> Company:
    """The picture at the head of papers from now on, or none; what was printed keeps its own.

    Raises OnlyAdmins, NotALogo.
    """
    must_hold(work, Role.ADMIN)
    if picture is not None and (len(picture) > LARGEST_LOGO or not picture.startswith(_PICTURES)):
        raise NotALogo(field="company.logo", size=len(picture), limit=LARGEST_LOGO)
    kept = None if picture is None else work.books.put_file(picture)
    firm = replace(work.books.office().company, logo_sha256=kept)
    work.books.put_record(firm, step="set_company", at=work.now)
    return firm


def _wrong(firm: Company) -> Iterator[BadField]:
    """Everything at once: what papers need, what rules need and was emptied, what cannot be read."""
    yield from missing(firm, "setup", frozenset())
    for name in specs(Company):
        if not silent(Company, name) and getattr(firm, name) is None:
            yield Required(field=f"company.{name}", step="setup")
    for read, told in ((_read_code, firm.uscc), (office_zone, firm.zone), (_read_prefix, firm.prefix)):
        if told:
            try:
                read(told)
            except BadField as problem:
                yield problem


def _read_code(told: str) -> None:
    read_uscc(told, field="company.uscc")


def _read_prefix(told: str) -> None:
    if not PREFIX.fullmatch(told):
        raise BadPrefix(field="company.prefix", value=told)


@dataclass(frozen=True)
class Cell:
    """What a set of calendar rows says anew: one weekday's hours, or one day."""

    weekday: int | None
    day: date | None


def set_calendar(work: Work, rows: Iterable[Mapping[str, object]]) -> tuple[Calendar, ...]:
    """Say anew the hours of the weekdays and the days that the rows name; others stay.

    A weekday without hours is closed. Raises OnlyAdmins, BadInput, DayOrWeekday, BadSpan.
    """
    must_hold(work, Role.ADMIN)
    said = tuple(Calendar(**read_record(work, Calendar, row)) for row in rows)
    for row in said:
        _must_be_one(row)
    office = work.books.office()
    changed = tuple(_numbered(said, office.calendar))
    by_no = {row.no: row for row in (*office.calendar, *changed)}
    calendar_of(by_no.values(), office.zone)
    for row in changed:
        work.books.put_record(row, step="set_calendar", at=work.now)
    return tuple(row for row in changed if row.weekday is not None or row.day is not None)


def remove_days(work: Work, days: Iterable[date]) -> int:
    """These days are again what their weekday is; how many of them were unlike it. Raises OnlyAdmins."""
    must_hold(work, Role.ADMIN)
    gone = frozenset(days)
    rows = [row for row in work.books.office().calendar if row.day in gone]
    for row in rows:
        blank = Calendar(no=row.no, created_at=row.created_at, created_by=row.created_by)
        work.books.put_record(blank, step="set_calendar", at=work.now)
    return len(rows)


def remove_day(work: Work, day: object) -> int:
    """One day as a person writes it is again what its weekday is. As ``remove_days``, and BadInput."""
    must_hold(work, Role.ADMIN)
    found: date | None = read_record(work, Calendar, {"day": day}).get("day")
    if found is None:
        raise BadInput([Required(field="calendar.day", step="row")])
    return remove_days(work, [found])


def _must_be_one(row: Calendar) -> None:
    if (row.weekday is None) == (row.day is None):
        raise DayOrWeekday(field="calendar.day")
    if row.weekday is not None and not 1 <= row.weekday <= 7:
        raise DayOrWeekday(field="calendar.weekday")
    if row.day is not None and row.day_kind is None:
        raise BadInput([Required(field="calendar.day_kind", step="row")])
    if (row.opens is None) != (row.closes is None):
        raise BadInput([Required(field="calendar.closes" if row.opens else "calendar.opens", step="row")])


def _numbered(said: tuple[Calendar, ...], standing: tuple[Calendar, ...]) -> Iterator[Calendar]:
    """The rows with numbers: those that they replace are used again, what is left over becomes blank."""
    named = {Cell(row.weekday, row.day) for row in said}
    free = [row for row in standing if Cell(row.weekday, row.day) in named]
    free += [row for row in standing if row.weekday is None and row.day is None]
    number = next_no(standing)
    wanted = [row for row in said if row.day is not None or row.opens is not None]
    for row in wanted:
        if free:
            old = free.pop(0)
            yield replace(row, no=old.no, created_at=old.created_at, created_by=old.created_by)
        else:
            yield replace(row, no=number)
            number += 1
    for old in free:
        yield Calendar(no=old.no, created_at=old.created_at, created_by=old.created_by)
