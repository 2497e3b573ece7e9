"""The people of the office: taken on, given limits and substitutes, leaving; by an administrator."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from aftersales.domain.codes import Role
from aftersales.domain.errors import BadField, BadInput, DomainError, Required
from aftersales.domain.forms import own
from aftersales.domain.reading import require
from aftersales.domain.records.staff import Authority, Staff, Substitute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from aftersales.domain.fields import Record
    from aftersales.domain.office import Office
    from aftersales.usecases.work import Work

LONGEST_LOGIN = 40
"""Characters; a server takes 63 bytes."""
_MOST_BYTES = 63


class OnlyAdmins(DomainError):
    """Only these roles change this. Facts: ``login``, ``who`` (list)."""


class BadLogin(BadField):
    """A login has 1 to 40 letters, digits or ``._-``, a letter first. Facts: ``field``, ``value``."""


class LoginTaken(BadField):
    """Somebody has this login, or had it: people are never deleted. Facts: ``field``, ``login``."""


class LevelForLeaders(BadField):
    """A leader has a level, nobody else. Facts: ``field``."""


class LastAdmin(DomainError):
    """The last administrator stays. Facts: ``login``."""


class OneHopOnly(BadField):
    """Nobody stands in for himself, nor a substitute for a substitute. Facts: ``field``, ``login``."""


class EndsBeforeItBegins(BadField):
    """The last day lies before the first. Facts: ``field``, ``from_on``, ``to_on``."""


class WhoseLimit(BadField):
    """A limit is a person's, or a level's or role's: one of them. Facts: ``field``."""


def must_hold(work: Work, *roles: str) -> None:
    """Raise ``OnlyAdmins`` unless who acts holds one of these roles."""
    me = work.books.office().person(work.books.me)
    if not set(roles) & set(me.roles):
        raise OnlyAdmins(login=me.login, who=list(roles))


def read_login(text: str) -> str:
    """The login as it is kept: NFKC. Raises ``BadLogin``."""
    login = unicodedata.normalize("NFKC", text).strip()
    fits = 0 < len(login) <= LONGEST_LOGIN and len(login.encode()) <= _MOST_BYTES
    if not fits or not login[0].isalpha() or not all(c.isalnum() or c in "._-" for c in login):
        raise BadLogin(field="staff.login", value=text[:80])
    return login


def add_person(work: Work, data: Mapping[str, object], password: str) -> Staff:
    """A person joins the office with login and password.

    Raises OnlyAdmins, BadInput, BadLogin, LoginTaken, LevelForLeaders, WeakPassword.
    """
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    person = Staff(**{"from_on": office.day(work.now), **_read(work, Staff, data)})
    person = replace(person, login=read_login(person.login))
    require(person, "setup", frozenset())
    if person.login in office.by_login:
        raise LoginTaken(field="staff.login", login=person.login)
    if (Role.LEADER in person.roles) != (person.level is not None):
        raise LevelForLeaders(field="staff.level")
    work.books.put_record(person, step="add_person", at=work.now)
    work.books.create_login(person.login, password, admin=Role.ADMIN in person.roles)
    return person


def disable_person(work: Work, login: str, reason: str | None = None) -> Staff:
    """A person leaves: he is let in no more, his row stays. Raises OnlyAdmins, NotOnTheStaff, LastAdmin."""
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    person = office.person(login)
    if [admin.login for admin in office.active(Role.ADMIN)] == [login]:
        raise LastAdmin(login=login)
    left = replace(person, active=False, to_on=office.day(work.now))
    work.books.put_record(left, step="disable_person", reason=reason, at=work.now)
    work.books.disable_login(login)
    return left


def change_password(work: Work, login: str, password: str) -> None:
    """Give oneself a new password, or somebody else as an administrator. Raises OnlyAdmins, WeakPassword."""
    if login != work.books.me:
        must_hold(work, Role.ADMIN)
    work.books.office().person(login)
    work.books.note("change_password", table="staff", key=login, at=work.now)
    work.books.set_password(login, password)


def set_limit(work: Work, data: Mapping[str, object]) -> Authority:
    """How much a person, level or role may decide from a day on; what held before ends the day before.

    Raises OnlyAdmins, BadInput, WhoseLimit, EndsBeforeItBegins.
    """
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    row = Authority(**{"from_on": office.day(work.now), **_read(work, Authority, data)})
    require(row, "row", frozenset())
    if (row.person is None) == (row.level is None and row.role is None):
        raise WhoseLimit(field="authority.person")
    if not row.no_limit and data.get("limit_amount") is None:
        raise BadInput([Required(field="authority.limit_amount", step="row")])
    if row.person is not None:
        office.person(row.person)
    _must_not_end_early(row)
    row = _in_place_of_others(work, office, _with_role(row))
    work.books.put_record(row, step="set_limit", at=work.now)
    return row


def _with_role(row: Authority) -> Authority:
    """A level belongs to leaders, 售后 to the service role."""
    if row.level is None or row.role is not None:
        return row
    return replace(row, role=Role.SERVICE if row.level == "service" else Role.LEADER)


def _in_place_of_others(work: Work, office: Office, row: Authority) -> Authority:
    """The row with its number; rows of the same subject and scope end before it begins."""
    for old in office.authority:
        same = (old.person, old.level, old.role, old.scope) == (row.person, row.level, row.role, row.scope)
        if not same or row.from_on is None or (old.to_on is not None and old.to_on < row.from_on):
            continue
        if old.from_on is not None and old.from_on >= row.from_on:
            return replace(row, no=old.no, created_at=old.created_at, created_by=old.created_by)
        ended = replace(old, to_on=row.from_on - timedelta(days=1))
        work.books.put_record(ended, step="set_limit", at=work.now)
    return replace(row, no=next_no(office.authority))


def set_substitute(work: Work, data: Mapping[str, object]) -> Substitute:
    """Who stands in for an approver between two days; by an administrator, or a leader.

    Raises OnlyAdmins, BadInput, NotOnTheStaff, OneHopOnly, EndsBeforeItBegins.
    """
    must_hold(work, Role.ADMIN, Role.LEADER)
    office = work.books.office()
    row = Substitute(**_read(work, Substitute, data))
    require(row, "row", frozenset())
    office.person(row.principal)
    office.person(row.stands_in)
    if row.principal == row.stands_in:
        raise OneHopOnly(field="substitute.stands_in", login=row.stands_in)
    _must_not_end_early(row)
    row = replace(row, no=next_no(office.substitutes))
    work.books.put_record(row, step="set_substitute", at=work.now)
    return row


def _must_not_end_early(row: Authority | Substitute) -> None:
    if row.from_on is not None and row.to_on is not None and row.to_on < row.from_on:
        raise EndsBeforeItBegins(field="to_on", from_on=row.from_on.isoformat(), to_on=row.to_on.isoformat())


def next_no(rows: Iterable[Any]) -> int:
    """One more than the largest number."""
    return max((row.no for row in rows), default=0) + 1


def _read(work: Work, part: type[Record], data: Mapping[str, object]) -> dict[str, Any]:
    return work.reader().row(part, data, own(part))
