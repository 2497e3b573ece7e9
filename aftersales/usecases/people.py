"""The people of the office: taken on, changed, given limits and substitutes, leaving; by an administrator."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from aftersales.domain.authority import left_beside, never
from aftersales.domain.codes import Role
from aftersales.domain.errors import BadField, BadInput, DomainError, Required
from aftersales.domain.forms import own
from aftersales.domain.office import NotOnTheStaff
from aftersales.domain.reading import require
from aftersales.domain.records.office import SensitivePeriod
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


class NotYourself(DomainError):
    """Nobody lets himself out or takes the administrator's role from himself. Facts: ``login``."""


class NewPasswordNeeded(BadField):
    """Who becomes an administrator, or is none any more, gets a new password. Facts: ``field``, ``login``."""


class NoSuchSetting(DomainError):
    """A limit, substitute or period that is not there. Facts: ``no``."""


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
    _must_have_a_level(person)
    return _let_in(work, person, password, "add_person")


def _let_in(work: Work, person: Staff, password: str, step: str, reason: str | None = None) -> Staff:
    """A login for the person as he stands from now on; he sets a password of his own when he comes.

    In a practice company all know the password. Who has a login for another office on the same server keeps
    his password, and the row says that none is due.
    """
    due = None if work.books.office().company.practice else True
    person = replace(person, password_due=due)
    work.books.put_record(person, step=step, reason=reason, at=work.now)
    if work.books.create_login(person.login, password, admin=Role.ADMIN in person.roles):
        return person
    keeps = replace(person, password_due=False)
    work.books.put_record(keeps, step=step, reason=reason, at=work.now)
    return keeps


def _must_have_a_level(person: Staff) -> None:
    if (Role.LEADER in person.roles) != (person.level is not None):
        raise LevelForLeaders(field="staff.level")


def change_person(
    work: Work,
    login: str,
    data: Mapping[str, object],
    *,
    password: str | None = None,
    reason: str | None = None,
) -> Staff:
    """Change what is known of a person; what is not given stays, the login always.

    On a server an administrator's login may migrate, so who becomes one, or is none any more, gets his login
    anew with ``password``; the same holds for a file. Raises OnlyAdmins, NotOnTheStaff, BadInput,
    LevelForLeaders, LastAdmin, NotYourself, NewPasswordNeeded, WeakPassword.
    """
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    person = office.person(login)
    given = {name: value for name, value in data.items() if name != "login"}
    changed = replace(person, **_read(work, Staff, given))
    require(changed, "setup", frozenset())
    _must_have_a_level(changed)
    if (Role.ADMIN in changed.roles) == (Role.ADMIN in person.roles):
        work.books.put_record(changed, step="change_person", reason=reason, at=work.now)
        return changed
    if Role.ADMIN in person.roles:
        _must_leave_an_admin(work, office, login)
    if password is None:
        raise NewPasswordNeeded(field="password", login=login)
    work.books.disable_login(login)
    return _let_in(work, changed, password, "change_person", reason)


def _must_leave_an_admin(work: Work, office: Office, login: str) -> None:
    if [admin.login for admin in office.active(Role.ADMIN)] == [login]:
        raise LastAdmin(login=login)
    if login == work.books.me:
        raise NotYourself(login=login)


def enable_person(work: Work, login: str, password: str, reason: str | None = None) -> Staff:
    """A person who left is back, with a new password. Raises OnlyAdmins, NotOnTheStaff, WeakPassword."""
    must_hold(work, Role.ADMIN)
    person = work.books.office().by_login.get(login)
    if person is None:
        raise NotOnTheStaff(login=login)
    back = replace(person, active=True, to_on=None)
    return _let_in(work, back, password, "enable_person", reason)


def disable_person(work: Work, login: str, reason: str | None = None) -> Staff:
    """A person leaves: he is let in no more, his row stays.

    Raises OnlyAdmins, NotOnTheStaff, LastAdmin, NotYourself.
    """
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    person = office.person(login)
    _must_leave_an_admin(work, office, login)
    left = replace(person, active=False, to_on=office.day(work.now))
    work.books.put_record(left, step="disable_person", reason=reason, at=work.now)
    work.books.disable_login(login)
    return left


def change_password(work: Work, login: str, password: str) -> None:
    """Give oneself a new password, or somebody else as an administrator: he sets his own when he comes.

    Raises OnlyAdmins, WeakPassword.
    """
    office = work.books.office()
    if login != work.books.me:
        must_hold(work, Role.ADMIN)
    person = office.person(login)
    theirs = login != work.books.me and not office.company.practice
    changed = replace(person, password_due=True if theirs else None)
    if changed == person:
        work.books.note("change_password", table="staff", key=login, at=work.now)
    else:
        work.books.put_record(changed, step="change_password", at=work.now)
    work.books.set_password(login, password)


def set_limit(
    work: Work, data: Mapping[str, object], reason: str | None = None, no: int | None = None
) -> Authority:
    """How much a person, level or role may decide from a day on; what held before ends the day before.

    Where it has a last day, what held before holds again from the day after; not so the limit ``no``, which
    this one changes: it holds no more after the last day, and where it was only planned not before either.

    Raises OnlyAdmins, BadInput, WhoseLimit, EndsBeforeItBegins, NoSuchSetting.
    """
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    row = _said_limit(work, office, data)
    if (row.person is None) == (row.level is None and row.role is None):
        raise WhoseLimit(field="authority.person")
    if row.person is not None:
        office.person(row.person)
    _must_not_end_early(row)
    row = _with_role(row)
    changed = None if no is None else numbered(office.authority, no)
    row = _in_place_of_others(work, office, row, changed)
    work.books.put_record(row, step="set_limit", reason=reason, at=work.now)
    return row


def _said_limit(work: Work, office: Office, data: Mapping[str, object]) -> Authority:
    """The row as it was given; without limit it needs no amount."""
    row = Authority(**{"from_on": office.day(work.now), **_read(work, Authority, data)})
    unsaid = data.get("limit_amount") in (None, "")
    row = replace(row, no_limit=bool(row.no_limit), limit_amount=0 if unsaid else row.limit_amount)
    require(row, "row", frozenset())
    if unsaid and not row.no_limit:
        raise BadInput([Required(field="authority.limit_amount", step="row")])
    return row


def _with_role(row: Authority) -> Authority:
    """A level belongs to leaders, 售后 to the service role."""
    if row.level is None or row.role is not None:
        return row
    return replace(row, role=Role.SERVICE if row.level == "service" else Role.LEADER)


def _in_place_of_others(work: Work, office: Office, row: Authority, changed: Authority | None) -> Authority:
    """The row with its number; others of its subject and scope hold before it and, if it ends, after it."""
    free, within, today = next_no(office.authority), None, office.day(work.now)
    for old in sorted(office.authority, key=lambda one: one != changed):
        left = left_beside(old, row, today, changed)
        if not left and within is None:
            within = old
            continue
        for part, no in zip(left or (never(old),), (old.no, free), strict=False):
            if part != old:
                work.books.put_record(replace(part, no=no), step="set_limit", at=work.now)
        free += len(left) == 2
    if within is None:
        return replace(row, no=free)
    return replace(row, no=within.no, created_at=within.created_at, created_by=within.created_by)


def set_substitute(work: Work, data: Mapping[str, object]) -> Substitute:
    """Who stands in for an approver between two days; by an administrator, or a leader.

    The approver may have left: what waits for him still has to be decided.

    Raises OnlyAdmins, BadInput, NotOnTheStaff, OneHopOnly, EndsBeforeItBegins.
    """
    must_hold(work, Role.ADMIN, Role.LEADER)
    office = work.books.office()
    row = Substitute(**_read(work, Substitute, data))
    require(row, "row", frozenset())
    if row.principal not in office.by_login:
        raise NotOnTheStaff(login=row.principal)
    office.person(row.stands_in)
    if row.principal == row.stands_in:
        raise OneHopOnly(field="substitute.stands_in", login=row.stands_in)
    _must_not_end_early(row)
    row = replace(row, no=next_no(office.substitutes))
    work.books.put_record(row, step="set_substitute", at=work.now)
    return row


def end_limit(work: Work, no: int, reason: str | None = None) -> Authority:
    """A limit holds until yesterday; one that begins later never holds. Raises OnlyAdmins, NoSuchSetting."""
    must_hold(work, Role.ADMIN)
    office = work.books.office()
    row = ended(numbered(office.authority, no), office.day(work.now))
    work.books.put_record(row, step="end_limit", reason=reason, at=work.now)
    return row


def end_substitute(work: Work, no: int, reason: str | None = None) -> Substitute:
    """Nobody stands in from today on. Raises OnlyAdmins, NoSuchSetting."""
    must_hold(work, Role.ADMIN, Role.LEADER)
    office = work.books.office()
    row = ended(numbered(office.substitutes, no), office.day(work.now))
    work.books.put_record(row, step="end_substitute", reason=reason, at=work.now)
    return row


_Dated = TypeVar("_Dated", Authority, Substitute, SensitivePeriod)


def numbered(rows: Iterable[_Dated], no: int) -> _Dated:
    """The row with this number. Raises NoSuchSetting."""
    found = next((row for row in rows if row.no == no), None)
    if found is None:
        raise NoSuchSetting(no=no)
    return found


def ended(row: _Dated, today: date) -> _Dated:
    """The row until yesterday, or, where it has not begun by then, until before it began: it never holds.

    What ended before today stays as it is: rows are never removed, history names them.
    """
    yesterday = today - timedelta(days=1)
    if row.to_on is not None and row.to_on <= yesterday:
        return row
    begins = row.from_on or yesterday
    return replace(row, to_on=yesterday if begins <= yesterday else begins - timedelta(days=1))


def _must_not_end_early(row: Authority | Substitute) -> None:
    if row.from_on is not None and row.to_on is not None and row.to_on < row.from_on:
        raise EndsBeforeItBegins(field="to_on", from_on=row.from_on.isoformat(), to_on=row.to_on.isoformat())


def next_no(rows: Iterable[Any]) -> int:
    """One more than the largest number."""
    return max((row.no for row in rows), default=0) + 1


def _read(work: Work, part: type[Record], data: Mapping[str, object]) -> dict[str, Any]:
    return work.reader().row(part, data, own(part))
