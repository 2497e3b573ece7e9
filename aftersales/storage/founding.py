"""Founding an office where none is: a new file, or a server's database with its roles; all or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.domain.errors import DomainError
from aftersales.storage import roles
from aftersales.storage.accounts.logins import must_be_strong
from aftersales.storage.address import Address, parse
from aftersales.storage.database import PRAGMAS, Store, connect
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import SQLITE, execute, raw_connection
from aftersales.storage.trouble import TOLD

if TYPE_CHECKING:
    import psycopg


class OfficeExists(DomainError):
    """There is an office, or something else, at this address already. Facts: ``name``."""


class SetupLoginNeeded(DomainError):
    """A server's office is set up by a login with CREATEDB and CREATEROLE. No facts."""


def found(
    url: str,
    login: str,
    password: str,
    *,
    setup_login: str = "",
    setup_password: str = "",
    practice: bool = False,
) -> Store:
    """A new, empty office of this program's schema; on a server ``login`` is its first administrator's.

    What was made is removed again where something fails. Raises OfficeExists, SetupLoginNeeded, WeakPassword,
    BadAddress, UnsafePlace, BadDatabaseName, MaySetUp, LoginRefused, DatabaseGone.
    """
    address = parse(url)
    must_be_strong(password, practice=practice)
    if address.engine == SQLITE:
        return _found_file(url, address)
    if not setup_login:
        raise SetupLoginNeeded
    setup = _Setup(url, address, setup_login, setup_password)
    setup.found(login, password, practice=practice)
    return connect(url, login=login, password=password)


_NEW = ".new"


@contextmanager
def whole(url: str) -> Iterator[str]:
    """Where a new office is made until it is whole: its file stands at ``url`` at the end, or not at all.

    What a killed program left there goes first. A server's office is made in its own place.
    Raises OfficeExists.
    """
    address = parse(url)
    if address.engine != SQLITE or url.endswith(_NEW):
        yield url
        return
    path, made = address.path, address.path.with_name(address.path.name + _NEW)
    _must_be_free(path)
    try:
        _removed(made)
        yield f"{url.strip()}{_NEW}"
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        _must_be_free(path)
        made.rename(path)
    finally:
        with suppress(OSError):
            _removed(made)


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise OfficeExists(name=str(path))


def _removed(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def _found_file(url: str, address: Address) -> Store:
    path = address.path
    path.parent.mkdir(parents=True, exist_ok=True)
    store = connect(url)
    with ExitStack() as undo:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            undo.callback(remove_file, store)
        except FileExistsError as cause:
            raise OfficeExists(name=str(path)) from cause
        migrate(store)
        undo.pop_all()
    return store


def remove_file(store: Store) -> None:
    """Take away the file of an office that could not be set up."""
    store.close()
    _removed(store.address.path)


def forget(url: str, store: Store, setup_login: str, setup_password: str) -> None:
    """Take away again a new office that could not be set up: its file, or its database, roles and login."""
    if store.engine == SQLITE:
        remove_file(store)
        return
    store.close()
    _Setup(url, store.address, setup_login, setup_password).remove(store.login)


class _Setup:
    """The way of one office onto a server, by the login that sets up."""

    def __init__(self, url: str, address: Address, login: str, password: str) -> None:
        self.url, self.address, self.login, self.password = url, address, login, password

    def found(self, admin: str, password: str, *, practice: bool) -> None:
        name = self.address.database
        with self._connected("postgres") as raw:
            if raw.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
                raise OfficeExists(name=name)
            if raw.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (admin,)).fetchone():
                raise OfficeExists(name=admin)
            with ExitStack() as undo:
                undo.callback(_dropped, raw, name)
                roles.create_database(raw, name)
                self._filled(name, admin, password, practice=practice)
                undo.pop_all()

    def _filled(self, name: str, admin: str, password: str, *, practice: bool) -> None:
        with self._connected(name) as raw:
            roles.prepare(raw, name)
            store = connect(self.url, login=self.login, password=self.password)
            try:
                migrate(store)
            finally:
                store.close()
            roles.first_admin(raw, name, admin, password, practice=practice)

    @contextmanager
    def _connected(self, database: str) -> Iterator[psycopg.Connection[Any]]:
        """This login's own connection, as an office's store makes it, speaking for itself."""
        elsewhere = self.url.rpartition("/")[0] + f"/{database}"
        store = connect(elsewhere, login=self.login, password=self.password)
        store.connect()
        raw: psycopg.Connection[Any] = raw_connection(store.db)
        raw.autocommit = True
        try:
            with TOLD:
                yield raw
        finally:
            store.close()

    def remove(self, admin: str) -> None:
        """Drop the new database, its roles and its administrator's login."""
        name = self.address.database
        with self._connected("postgres") as raw:
            raw.execute(f"GRANT {roles.quoted(roles.Groups(name).owner)} TO CURRENT_USER")
            _dropped(raw, name, admin)


def _dropped(raw: psycopg.Connection[Any], name: str, *logins: str) -> None:
    groups = roles.Groups(name)
    raw.execute(f"DROP DATABASE IF EXISTS {roles.quoted(name)} WITH (FORCE)")
    for role in (*logins, groups.owner, groups.staff, groups.accounts):
        raw.execute(f"DROP ROLE IF EXISTS {roles.quoted(role)}")


@contextmanager
def in_haste(store: Store) -> Iterator[None]:
    """While inside, a file need not reach the disk at each step: only for what can be made again.

    Afterwards all of it does. A server keeps its own care.
    """
    if store.engine != SQLITE:
        yield
        return
    store.connect()
    for pragma in ("synchronous = OFF", "journal_mode = MEMORY"):
        execute(store.db, f"PRAGMA {pragma}")
    try:
        yield
    finally:
        for name in ("journal_mode", "synchronous"):
            execute(store.db, f"PRAGMA {name} = {PRAGMAS[name]}")
