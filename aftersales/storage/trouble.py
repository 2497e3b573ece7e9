"""What a database's error means: the world said no, a guard said no, or it is a bug and stays one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import TracebackType

from aftersales.domain.errors import DomainError, Trouble


class RefusedByDatabase(DomainError):
    """A guard of the database refused. Facts: ``rule`` (its name; ``privilege`` for a missing grant)."""


class DatabaseGone(Trouble):
    """The database cannot be reached, or the connection was cut. Facts: ``why``."""


class NoOfficeHere(Trouble):
    """There is no office at this address yet. Facts: ``name``."""


class DatabaseBusy(Trouble):
    """Somebody else held the database for longer than one waits. Nothing was written."""


class DiskFull(Trouble):
    """The disk of the database is full. Nothing of this step was written."""


class DatabaseDamaged(Trouble):
    """The file is no office, or it is damaged. Facts: ``why``."""


class ReadOnlyDatabase(Trouble):
    """The file or its folder may not be written by this account."""


class LoginRefused(Trouble):
    """The server does not accept this login and password."""


class NotLetIn(Trouble):
    """The server's ``pg_hba.conf`` lets in no such computer, login, database or way of connecting."""


class NotEncrypted(Trouble):
    """The server offers no encrypted connection."""


class NoChannelBinding(Trouble):
    """The server cannot prove by the password's channel binding that it is the one asked for."""


class ServerFull(Trouble):
    """The server takes no more connections at present."""


class ServerNotReady(Trouble):
    """The server is starting up, recovering or going down."""


class NewerSchema(Trouble):
    """A newer program wrote this office. Facts: ``migration`` (the first unknown one)."""


class UpgradedMeanwhile(NewerSchema):
    """A newer program upgraded this office while it was open; nothing was written. Facts: ``migration``."""


class OlderSchema(Trouble):
    """An administrator must upgrade this office first. Facts: ``migration`` (the first missing one)."""


_RULE = re.compile(r"rule:([a-z0-9_]+)")  # at the beginning of the message, where only a guard can write
_SQLITE = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_BUSY": DatabaseBusy,
    "SQLITE_LOCKED": DatabaseBusy,
    "SQLITE_CORRUPT": DatabaseDamaged,
    "SQLITE_NOTADB": DatabaseDamaged,
    "SQLITE_IOERR": DatabaseGone,
    "SQLITE_CANTOPEN": DatabaseGone,
    "SQLITE_READONLY": ReadOnlyDatabase,
}
_POSTGRESQL = {
    "53100": DiskFull,
    "55P03": DatabaseBusy,
    "57014": DatabaseBusy,
    "40P01": DatabaseBusy,
    "40001": DatabaseBusy,
    "53300": ServerFull,
    "57P03": ServerNotReady,
    "28000": LoginRefused,
    "28P01": LoginRefused,
    "3D000": NoOfficeHere,
    "25P03": DatabaseGone,
    "58030": DatabaseGone,
}
_CONNECTING: tuple[tuple[str, type[Trouble]], ...] = (
    ("password authentication failed", LoginRefused),
    ('" Password ', LoginRefused),  # in Chinese, also where the bytes of the Chinese are read wrongly
    ("pg_hba.conf", NotLetIn),
    ("SSL was required", NotEncrypted),
    ("channel binding", NoChannelBinding),
    ("too many", ServerFull),
    ("connection slots", ServerFull),
    ("太多", ServerFull),
    ("预留", ServerFull),
    ("the database system is", ServerNotReady),
    ("数据库系统", ServerNotReady),
    ("not permitted to log in", LoginRefused),
    ("permission denied for database", LoginRefused),
    ("no password supplied", LoginRefused),
    ("不允许角色", LoginRefused),
    ("权限不够", LoginRefused),
    ("does not exist", NoOfficeHere),
    ("不存在", NoOfficeHere),
)
"""What is said before a state can be told, the first that fits. A refused password goes before the server's
rules: the driver tries again unencrypted and tells both refusals. A file's name and the driver's own words
are alike in every language, the rest is as the server speaks, English or Chinese."""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and all it was raised in place of: peewee masks a full disk as "cannot rollback"."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__


def _of_sqlite(error: BaseException) -> type[Trouble] | None:
    if str(error).startswith("Could not decode to UTF-8"):
        return DatabaseDamaged
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((kind for start, kind in _SQLITE.items() if name.startswith(start)), None)


def _of_postgresql(error: BaseException) -> type[Trouble] | None:
    state = getattr(error, "sqlstate", None)
    if state:
        gone = DatabaseGone if state.startswith(("08", "57P")) else None
        return _POSTGRESQL.get(state, gone)
    if type(error).__name__ not in {"OperationalError", "ConnectionTimeout"}:
        return None
    text = _said(error)
    return next((kind for words, kind in _CONNECTING if words in text), DatabaseGone)


def _said(error: BaseException) -> str:
    """What was said, also by a Chinese server on Windows, which speaks GBK before it is asked for UTF-8."""
    text = str(error)
    raw = getattr(getattr(error, "pgconn", None), "error_message", b"") if "\ufffd" in text else b""
    return text + raw.decode("gb18030", "replace")


def _trouble(error: BaseException) -> Trouble | None:
    of_server = type(error).__module__.startswith("psycopg")
    kind = _of_postgresql(error) if of_server else _of_sqlite(error)
    if kind is None:
        return None
    if kind in {DatabaseGone, DatabaseDamaged}:
        return kind(why=type(error).__name__)
    return kind(name="") if kind is NoOfficeHere else kind()


def meaning(error: BaseException) -> DomainError | Trouble | None:
    """The named error that stands behind a database's error; None if it is a bug."""
    links = list(_chain(error))
    for link in links:
        found = _RULE.match(str(link))
        if found:
            return RefusedByDatabase(rule=found[1])
        if getattr(link, "sqlstate", None) == "42501":
            return RefusedByDatabase(rule="privilege")
    return next((told for told in map(_trouble, reversed(links)) if told is not None), None)


def _is_of_database(error: BaseException) -> bool:
    kinds = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    return bool(kinds & {"sqlite3", "psycopg", "peewee"})


class Told:
    """While inside, errors of a database come out under their names; what is a bug stays what it is."""

    def __enter__(self) -> None:
        """Nothing to open."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or not _is_of_database(error):
            return
        named = meaning(error)
        if named is not None:
            raise named from error


TOLD = Told()
"""The one context: it holds nothing."""
