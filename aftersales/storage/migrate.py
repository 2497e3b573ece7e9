"""Bring an office to this program's schema: one at a time, backed up before, guarded after, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aftersales.domain.errors import Trouble
from aftersales.storage import guards, roles, schema
from aftersales.storage.database import BUSY_SECONDS, SCHEMA, WRITER_LOCK, Store, beside
from aftersales.storage.orm import SQLITE, Database, Sqlite, execute, raw_connection, without_drivers
from aftersales.storage.trouble import TOLD
from aftersales.storage.wire import Wire

PATIENCE_SECONDS = 60
"""How long an administrator waits for another one who migrates."""
APPLICATION_ID = 0x41465453
"""What SQLite's file header says of whose file it is: "AFTS"."""
MERGED_BEFORE = "0006_gifts_of_a_month"
"""An office that has not had this has search texts that know one record only of a merged customer."""
_OWNER = (
    "SELECT rolname FROM pg_roles WHERE rolname = current_database() || '_owner' "
    "AND pg_has_role(current_user, oid, 'MEMBER')"
)

Backup = Callable[[Store], None]


class OrphanedRows(Trouble):
    """After a migration rows refer to rows that are not there; nothing was changed. Facts: ``rows``."""


def migrate(store: Store, backup: Backup | None = None) -> tuple[str, ...]:
    """Run the migrations that are missing, all in one transaction; returns their names, none if up to date.

    Guards of another edition of the program are replaced, with or without a migration.
    ``backup`` is called with a store of its own connection before anything changes, unless the book is new;
    what it raises stops the migration. Several administrators may call this at once: one does it, the
    others wait up to a minute and find it done. Raises NewerSchema, OrphanedRows, and what a database raises.
    """
    with (
        TOLD,
        _connected(store),
        _foreign_keys_off(store.db),
        _patient(store.db),
        store.db.atomic(*_lock(store)),
    ):
        had = _had(store)
        names = tuple(name for name in schema.known() if name not in had)
        if names and had and backup is not None:
            backup(beside(store))
        if names or guards.stale(store.db):
            _run(store.db)
        if had and MERGED_BEFORE in names:
            _make_merged_findable(store)
        return names


def _lock(store: Store) -> tuple[str, ...]:
    return ("IMMEDIATE",) if store.engine == SQLITE else ()


def _had(store: Store) -> tuple[str, ...]:
    """Lock out the others and read what is applied; a newer office is refused."""
    wire = _wire(store)
    if store.engine != SQLITE:
        _prepare_server(wire)
    had = schema.applied(wire)
    schema.refuse_newer(had)
    return had


def _wire(store: Store) -> Wire:
    return Wire(raw_connection(store.db), store.engine, store.login)


def _prepare_server(wire: Wire) -> None:
    """The writers' lock, no time limit, the owner's rights where there is an owner, the schema."""
    wire.run(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'")
    wire.run("SET LOCAL statement_timeout = 0")
    wire.run("SET LOCAL idle_in_transaction_session_timeout = 0")  # while the backup runs beside it
    wire.run(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
    owner = wire.value(_OWNER)
    if owner is not None:
        wire.run(f'SET LOCAL ROLE "{owner}"')
    if not wire.value("SELECT count(*) FROM pg_namespace WHERE nspname = ?", SCHEMA):
        wire.run(f'CREATE SCHEMA "{SCHEMA}"')


def _run(db: Database) -> None:
    with without_drivers():
        from playhouse.migrations import Runner

    guards.drop(db)
    Runner(db, str(schema.FOLDER), schema.JOURNAL).up()
    if isinstance(db, Sqlite):
        execute(db, f"PRAGMA application_id = {APPLICATION_ID}")
        _refuse_orphans(db)
    guards.install(db)
    if not isinstance(db, Sqlite):
        roles.grant_where_set_up(db)


def _make_merged_findable(store: Store) -> None:
    from aftersales.storage.books.saving import make_merged_findable  # with every record: once an upgrade

    make_merged_findable(_wire(store))


def _refuse_orphans(db: Sqlite) -> None:
    """PostgreSQL checks references itself, at commit; SQLite's check was off while tables were rebuilt."""
    orphans = len(execute(db, "PRAGMA foreign_key_check"))
    if orphans:
        raise OrphanedRows(rows=orphans)


@contextmanager
def _connected(store: Store) -> Iterator[None]:
    """An open connection; it stays open. A new office's file is made here and nowhere else."""
    if store.db.is_closed():
        store.db.connect()
    yield


@contextmanager
def _foreign_keys_off(db: Database) -> Iterator[None]:
    """Off outside the transaction: inside it the pragma does nothing, and a rebuild would delete children."""
    if not isinstance(db, Sqlite):
        yield
        return
    execute(db, "PRAGMA foreign_keys = 0")
    try:
        yield
    finally:
        execute(db, "PRAGMA foreign_keys = 1")


@contextmanager
def _patient(db: Database) -> Iterator[None]:
    if not isinstance(db, Sqlite):
        yield
        return
    execute(db, f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
    try:
        yield
    finally:
        execute(db, f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
