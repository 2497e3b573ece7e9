"""The connection to an office: opened with its safety settings, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from aftersales.domain.errors import DomainError
from aftersales.storage import schema
from aftersales.storage.address import Address, parse
from aftersales.storage.orm import POSTGRESQL, SQLITE, Database, Postgresql, Sqlite, raw_connection
from aftersales.storage.trouble import TOLD, DatabaseGone, NoOfficeHere, UpgradedMeanwhile
from aftersales.storage.wire import Wire

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

PRAGMAS = {
    "journal_mode": "DELETE",
    "synchronous": "FULL",
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cache_size": -16_000,
}
BUSY_SECONDS = 5
SERVER_LIMITS = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=8s"
UNCOMPILED = "-c jit=off"
"""Lists are short but their questions look dear to the server, which would compile each before it answers."""
LIVING: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""After so many seconds (and ms) a server that has gone without a word is told as gone, not waited for.

A server that is only slow answers for its line all the same. Where a system lacks one, libpq leaves it out.
"""
SCHEMA = "app"
"""The server's schema that holds all tables."""
WRITER_LOCK = 0x4166_7465_7253
"""The advisory lock of who writes."""
_BEGIN = {
    SQLITE: "BEGIN IMMEDIATE",
    POSTGRESQL: f"BEGIN; SELECT pg_advisory_xact_lock({WRITER_LOCK})",
}
_BEGIN_READING = {SQLITE: "BEGIN", POSTGRESQL: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


class NotYourLogin(DomainError):
    """The server knows this connection under another login. Facts: ``login``, ``me``."""


class _Acting:
    """Who acts on a connection: what SQLite calls back for, which must not hold the store whose it is."""

    def __init__(self, login: str) -> None:
        self.login = login

    def __call__(self) -> str:
        return self.login


class Store:
    """An office's database; ``writing(me)`` and ``reading()`` are the ways in. One connection a thread."""

    def __init__(self, address: Address, db: Database, login: str = "") -> None:
        self.address = address
        self.db = db
        self.engine: str = db.engine
        self.login = login
        self._acting = _Acting(login)
        self._newest = ""
        if isinstance(db, Sqlite):
            db.register_function(self._acting, "me", 0)

    @contextmanager
    def writing(self, me: str) -> Iterator[Wire]:
        """One transaction, the only writer of its moment; committed at the end, rolled back on any error.

        ``me``: who acts; on a server the login of the connection. Raises NotYourLogin, DatabaseBusy,
        DatabaseGone, DiskFull, RefusedByDatabase.
        """
        if self.engine == POSTGRESQL and me != self.login:
            raise NotYourLogin(login=self.login, me=me)
        self._acting.login = me
        with self._transaction(_BEGIN[self.engine], me) as wire:
            yield wire

    @contextmanager
    def reading(self, clock: datetime | None = None, me: str = "") -> Iterator[Wire]:
        """One snapshot: all that is read inside belongs to the same moment.

        ``clock``: where it stands; ``me``: who reads, where that is not the login of the connection.
        """
        with self._transaction(_BEGIN_READING[self.engine], me or self.login, clock) as wire:
            yield wire

    def must_stand_as_opened(self, wire: Wire) -> None:
        """Raise UpgradedMeanwhile if the office has had a migration since this store first looked at it.

        Not by the migrations that lie beside this program: an upgrade may have put new ones there.
        """
        newest = schema.newest(wire)
        if self._newest and newest > self._newest:
            raise UpgradedMeanwhile(migration=newest)
        self._newest = self._newest or newest

    @contextmanager
    def _transaction(self, begin: str, me: str, clock: datetime | None = None) -> Iterator[Wire]:
        connection = self._connection()
        with _Transaction(self, connection, begin):
            yield Wire(connection, self.engine, me, clock)

    def connect(self) -> None:
        """Open this thread's connection if none is.

        Raises NoOfficeHere; of a server DatabaseGone, ServerNotReady, ServerFull, LoginRefused, NotLetIn,
        NotEncrypted, NoChannelBinding.
        """
        if self.db.is_closed():
            if self.engine == SQLITE and not self.address.path.exists():
                raise NoOfficeHere(name=self.address.name)
            with _named(self.address), TOLD:
                self.db.connect()

    def close(self) -> None:
        """Close this thread's connection; closing twice is nothing."""
        if not self.db.is_closed():
            with TOLD:
                self.db.close()

    def goes_on_with(self, password: str) -> None:
        """The person of this store has another password on the server: connections to come use it."""
        self.db.connect_params["password"] = password

    def goes_on_as(self, anew: Store) -> None:
        """The same person came in anew: connections to come use the password that opened that store."""
        if "password" in anew.db.connect_params:
            self.goes_on_with(anew.db.connect_params["password"])

    def forget(self) -> None:
        """Drop a connection that was cut, so that the next transaction opens a new one."""
        connection = raw_connection(self.db)
        self.db.dispose()
        connection.close()

    def _connection(self) -> Any:  # noqa: ANN401 - of either driver
        self.connect()
        return raw_connection(self.db)


class _Transaction:
    """BEGIN … COMMIT, or ROLLBACK; a cut connection is forgotten."""

    def __init__(self, store: Store, connection: Any, begin: str) -> None:  # noqa: ANN401
        self.store, self.connection, self.begin = store, connection, begin

    def __enter__(self) -> None:
        self._execute(self.begin)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._execute("COMMIT")
        else:
            self._give_back(error)

    def _execute(self, sql: str) -> None:
        """BEGIN or COMMIT; where that fails, or a guard refuses at commit, nothing stays open."""
        with ExitStack() as failed:
            failed.push(lambda _, error, __: self._give_back(error))
            with TOLD:
                self.connection.execute(sql)
            failed.pop_all()

    def _give_back(self, error: BaseException | None) -> None:
        """Roll back; SQLite has ended the transaction itself where the disk is full."""
        if isinstance(error, DatabaseGone):
            self.store.forget()
        elif self.store.engine == SQLITE:
            if self.connection.in_transaction:
                self.connection.rollback()
        elif not self.connection.closed:
            with TOLD:
                self.connection.rollback()


def connect(url: str, *, login: str = "", password: str = "") -> Store:
    """The store of the office at ``url``, not opened yet; its schema is not looked at. See ``open_store``."""
    address = parse(url)
    return Store(address, _database(address, login, password), login)


def open_store(url: str, *, login: str = "", password: str = "") -> Store:
    """The store of the office at ``url``, connected and of this program's schema.

    Raises NewerSchema, OlderSchema, BadAddress, UnsafePlace and what ``Store.connect`` raises.
    """
    store = connect(url, login=login, password=password)
    with ExitStack() as refused:
        refused.callback(store.close)
        with _named(store.address), store.reading() as wire:
            schema.check(schema.applied(wire))
            store.must_stand_as_opened(wire)
        refused.pop_all()
    return store


@contextmanager
def _named(address: Address) -> Iterator[None]:
    """An office that is not there is named by its address, which an error of the server does not know."""
    try:
        yield
    except NoOfficeHere as none:
        none.facts["name"] = address.name
        raise


def beside(store: Store) -> Store:
    """A store of the same office and login with a connection of its own, not opened yet."""
    password = store.db.connect_params.get("password", "")
    return Store(store.address, _database(store.address, store.login, password), store.login)


def _database(address: Address, login: str, password: str) -> Database:
    return _sqlite(address) if address.engine == SQLITE else _postgresql(address, login, password)


def _sqlite(address: Address) -> Sqlite:
    return Sqlite(str(address.path), pragmas=PRAGMAS, timeout=BUSY_SECONDS, autoconnect=False)


def _postgresql(address: Address, login: str, password: str) -> Postgresql:
    return Postgresql(
        address.database,
        prefer_psycopg3=True,
        autoconnect=False,
        host=address.host,
        port=address.port,
        user=login,
        password=password,
        connect_timeout=5,
        **LIVING,
        options=f"{SERVER_LIMITS} {UNCOMPILED} -c search_path={SCHEMA},pg_catalog -c timezone=UTC "
        "-c client_encoding=UTF8",
        **_secrecy(address),
    )


def _secrecy(address: Address) -> dict[str, Any]:
    """A server elsewhere must prove itself by the password's channel binding; the loopback need not."""
    return {} if address.local else {"sslmode": "require", "channel_binding": "require"}
