"""Passwords of an office in one file: argon2id, with limited tries kept in the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from aftersales.domain.dates import from_iso_utc, iso_utc
from aftersales.domain.errors import BadField, DomainError

if TYPE_CHECKING:
    from datetime import datetime

    from aftersales.storage.database import Store
    from aftersales.storage.wire import Wire

TRIES = 5
LOCKED = timedelta(minutes=5)
SHORTEST = 8
PRACTICE = "practice-2026"
"""The password of every practice login; refused outside a practice company."""


class WrongPassword(DomainError):
    """Login or password is wrong. Facts: ``left`` (tries before the login is locked for a while)."""


class LockedOut(DomainError):
    """Too many wrong passwords. Facts: ``until`` (UTC)."""


class WeakPassword(BadField):
    """At least eight characters, and not the practice one. Facts: ``field``, ``shortest``."""


def set_password(wire: Wire, login: str, password: str, *, practice: bool) -> None:
    """Keep the argon2id hash of the password; the tries begin anew. Raises WeakPassword."""
    from argon2 import PasswordHasher

    from aftersales.storage.rows import insert_sql

    if len(password) < SHORTEST or (password == PRACTICE and not practice):
        raise WeakPassword(field="password", shortest=SHORTEST)
    hashed = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1).hash(password)
    sql = 'UPDATE "login_secret" SET "hash" = ?, "tries" = 0, "locked_until" = NULL WHERE "login" = ?'
    if not wire.run(sql, hashed, login):
        wire.run(insert_sql("login_secret"), login, hashed, 0, None)


def check(store: Store, login: str, password: str) -> None:
    """Raise WrongPassword or LockedOut; a right password begins the tries anew."""
    with store.writing(login) as wire:
        problem = _checked(wire, login, password, wire.now())
    if problem is not None:
        raise problem


def _checked(wire: Wire, login: str, password: str, now: datetime) -> DomainError | None:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    sql = 'SELECT s."hash", s."tries", s."locked_until" FROM "login_secret" s JOIN "staff" p'
    found = next(
        iter(wire.rows(f'{sql} ON p."login" = s."login" WHERE s."login" = ? AND p."active" = 1', login)), None
    )
    if found is None:
        return WrongPassword(left=TRIES)
    hashed, tries, locked = found
    if locked is not None and from_iso_utc(locked) > now:
        return LockedOut(until=locked)
    try:
        PasswordHasher().verify(hashed, password)
    except VerificationError:
        return _counted(wire, login, tries + 1, now)
    if tries:
        wire.run('UPDATE "login_secret" SET "tries" = 0, "locked_until" = NULL WHERE "login" = ?', login)
    return None


def _counted(wire: Wire, login: str, tries: int, now: datetime) -> DomainError:
    until = iso_utc(now + LOCKED) if tries >= TRIES else None
    sql = 'UPDATE "login_secret" SET "tries" = ?, "locked_until" = ? WHERE "login" = ?'
    wire.run(sql, 0 if until else tries, until, login)
    return LockedOut(until=until) if until else WrongPassword(left=TRIES - tries)
