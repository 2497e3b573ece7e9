"""Fill an office from a book, in one transaction: guards off, rows in, compared, guards on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aftersales.domain.records.staff import Staff
from aftersales.storage import guards, roles
from aftersales.storage.backups import attachments
from aftersales.storage.backups.book import (
    CONTENT,
    FILES,
    SECRETS,
    opened,
    poured,
    selected,
    streamed,
)
from aftersales.storage.backups.copying import no_hurry
from aftersales.storage.backups.faults import (
    CopyDiffers,
    FilesMissing,
    NotAdministratorThere,
    OfficeNotEmpty,
)
from aftersales.storage.backups.source import Source
from aftersales.storage.backups.tally import Tallies, differing, taken
from aftersales.storage.backups.telling import Tell, silent
from aftersales.storage.books import search
from aftersales.storage.books.office import OFFICE_COUNTER
from aftersales.storage.database import Store, beside
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.storage.rows import fetch
from aftersales.storage.tables import PASSING, TABLES
from aftersales.storage.wire import Row, Wire

SEARCH = "search_text"
Safety = Callable[[Store], None]
_EDITION = (
    'INSERT INTO "counter" ("name", "value") VALUES (?, ?) '
    'ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"'
)


def filled(source: Source, store: Store, safety: Safety | None, tell: Tell = silent) -> Tallies:
    """Make the office's rows those of the book; its tallies afterwards. ``store``: of this program's schema.

    ``tell`` hears of each table while all of it can still be taken back.
    Raises OfficeNotEmpty (without ``safety``), FilesMissing, CopyDiffers, and what a database raises.
    """
    with opened(source.book) as book, store.writing(store.login) as wire, book.reading():
        edition = _cleared(store, wire, safety)
        for done, (table, columns) in enumerate(source.tables.items()):
            tell(done, len(source.tables))
            _load(source, book, store, wire, table, columns)
        counted = _compared(source, store)
        _must_be_governed(wire)
        if edition is not None:
            wire.run(_EDITION, OFFICE_COUNTER, edition)
        _guarded(store, wire)
    return counted


def place_name(store: Store) -> str:
    """How an office's place is told to a person: its file, or its database."""
    return str(store.address.path) if store.engine == SQLITE else store.address.database


def is_empty(wire: Wire) -> bool:
    """Whether no table of the office has a row."""
    return not any(wire.value(f'SELECT EXISTS (SELECT 1 FROM "{table.name}")') for table in TABLES)


def groups(wire: Wire) -> roles.Groups | None:
    """The roles of the office's database; None in a file, and where ``roles`` did not set it up."""
    if wire.engine == SQLITE:
        return None
    found = roles.Groups(str(wire.value("SELECT current_database()")))
    return found if wire.value("SELECT 1 FROM pg_roles WHERE rolname = ?", found.owner) else None


def _cleared(store: Store, wire: Wire, safety: Safety | None) -> int | None:
    """Guards off, no row left; for an office that stood, an edition that no running client knows."""
    if wire.engine == POSTGRESQL:
        no_hurry(wire)
    empty = is_empty(wire)
    if not empty:
        if safety is None:
            raise OfficeNotEmpty(name=place_name(store))
        safety(beside(store))
    _as_owner(wire)
    guards.drop(store.db)
    if empty:
        return None
    edition = wire.value('SELECT "value" FROM "counter" WHERE "name" = ?', OFFICE_COUNTER) or 0
    _remove_rows(wire)
    return int(edition) + 1


def _as_owner(wire: Wire) -> None:
    found = groups(wire)
    if found is not None:
        wire.run(f"SET LOCAL ROLE {roles.quoted(found.owner)}")


def _remove_rows(wire: Wire) -> None:
    names = [f'"{table.name}"' for table in (*TABLES, *PASSING)]
    if wire.engine == POSTGRESQL:
        wire.run(f"TRUNCATE {', '.join(names)}")
        return
    for name in names:
        wire.run(f"DELETE FROM {name}")
    wire.run('INSERT INTO "search_words" ("search_words") VALUES (\'delete-all\')')


# --- rows


def _load(
    source: Source, book: Store, store: Store, wire: Wire, table: str, columns: tuple[str, ...]
) -> None:
    rows = streamed(book, selected(SQLITE, table, columns))
    if table == SECRETS and store.engine != SQLITE:
        return  # the server checks passwords itself
    if table == SEARCH:
        for id_, text in rows:
            search.keep(wire, id_, text)
    elif table == FILES:
        _pour_files(source, store, columns, rows)
    else:
        poured(store, table, columns, rows)


def _pour_files(source: Source, store: Store, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """One file at a time: together they may be larger than memory."""
    for row in rows:
        told = dict(zip(columns, row, strict=True))
        content = attachments.content(source.folder, told["sha256"])
        if content is None:
            raise FilesMissing(sha256=told["sha256"])
        poured(store, FILES, columns, [tuple({**told, CONTENT: content}.values())])


def _compared(source: Source, store: Store) -> Tallies:
    counted = taken(store, source.tables)
    wanted = {table: source.tallies[table] for table in moved(source.tables, store.engine)}
    other = differing(wanted, counted)
    if other:
        raise CopyDiffers(tables=list(other))
    return counted


def _must_be_governed(wire: Wire) -> None:
    """On a server only an administrator can make the others' logins."""
    if groups(wire) is None:
        return
    active = fetch(wire, Staff, 'WHERE "active" = 1 ORDER BY "login"')
    admins = [person.login for person in active if "admin" in person.roles]
    if wire.me not in admins:
        raise NotAdministratorThere(login=wire.me, admins=admins)


def moved(tables: Iterable[str], engine: str) -> tuple[str, ...]:
    """The tables that a restore fills on this engine: passwords do not move to a server."""
    return tuple(table for table in tables if engine == SQLITE or table != SECRETS)


def _guarded(store: Store, wire: Wire) -> None:
    if wire.engine == POSTGRESQL:
        wire.run("SET CONSTRAINTS ALL IMMEDIATE")  # checks that wait would forbid a trigger
        wire.run("SET CONSTRAINTS ALL DEFERRED")
    guards.install(store.db)
    found = groups(wire)
    for statement in roles.granted(found) if found is not None else ():
        wire.run(statement)
