"""Make a login, give it a password, let it in no more: one call for both engines.

A server checks the password itself and never sees it: it is told a verifier. For an office in one file its
argon2id hash is kept in ``login_secret`` (``storage/passwords.py``).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from aftersales.domain.errors import DomainError
from aftersales.storage import passwords
from aftersales.storage.accounts.scram import verifier
from aftersales.storage.orm import POSTGRESQL

if TYPE_CHECKING:
    from aftersales.storage.wire import Wire


class NoSuchLogin(DomainError):
    """Nobody has this login. Facts: ``login``."""


def create_login(wire: Wire, login: str, password: str, *, admin: bool) -> bool:
    """Make the login of a person who stands on the staff; one disabled earlier is let in again.

    Whether the password was taken: a login that belongs to another office on the same server keeps its own.

    ``admin``: he may migrate; his row must hold the role. By an administrator, in the transaction that wrote
    the row. Raises WeakPassword, RefusedByDatabase.
    """
    if wire.engine == POSTGRESQL:
        return bool(wire.value("SELECT create_login(?, ?, ?)", login, _told(wire, password), admin))
    passwords.set_password(wire, login, password, practice=_practice(wire))
    return True


def set_password(wire: Wire, login: str, password: str) -> None:
    """Give oneself, or as an administrator somebody, a new password.

    Raises WeakPassword, NoSuchLogin, RefusedByDatabase.
    """
    if wire.engine == POSTGRESQL:
        wire.value("SELECT set_password(?, ?)", login, _told(wire, password))
        return
    _must_exist(wire, login)
    passwords.set_password(wire, login, password, practice=_practice(wire))


def disable(wire: Wire, login: str) -> None:
    """Let the login in no more, by an administrator; the person's row of the staff is another matter.

    On a server the group and CONNECT are revoked and nobody disables himself; in a file the password becomes
    one that nobody knows. Raises NoSuchLogin, RefusedByDatabase.
    """
    if wire.engine == POSTGRESQL:
        wire.value("SELECT disable_login(?)", login)
        return
    _must_exist(wire, login)
    passwords.set_password(wire, login, secrets.token_hex(32), practice=False)


def _told(wire: Wire, password: str) -> str:
    must_be_strong(password, practice=_practice(wire))
    return verifier(password)


def must_be_strong(password: str, *, practice: bool) -> None:
    """Raise ``WeakPassword`` for a short password, and for the practice one outside a practice company."""
    if len(password) < passwords.SHORTEST or (password == passwords.PRACTICE and not practice):
        raise passwords.WeakPassword(field="password", shortest=passwords.SHORTEST)


def _practice(wire: Wire) -> bool:
    return bool(wire.value('SELECT "practice" FROM "company" WHERE "no" = 1'))


def _must_exist(wire: Wire, login: str) -> None:
    """On the staff: who came with his office from a server has no password yet."""
    if not wire.value('SELECT 1 FROM "staff" WHERE "login" = ?', login):
        raise NoSuchLogin(login=login)
