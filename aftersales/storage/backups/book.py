"""A backup's file as a book of SQLite: made blank, its tables named, its rows streamed and poured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aftersales.storage import schema
from aftersales.storage.database import Store, connect
from aftersales.storage.orm import SQLITE, execute, raw_connection, without_drivers
from aftersales.storage.tables import PASSING
from aftersales.storage.trouble import TOLD
from aftersales.storage.wire import Row

Shape = Mapping[str, tuple[str, ...]]
"""The tables of a book and the columns of each; journal, notes, search words and what passes are no part."""
NOTES = "backup_note"
"""The table in which a backup says of itself what it is; no office has it."""
FILES = "stored_file"
CONTENT = "content"
"""The one column that stands outside the book: bytes of files, kept beside it by their sha256."""
SECRETS = "login_secret"
"""Hashes of passwords: only an office in one file keeps them."""
_PASSING = frozenset(table.name for table in PASSING)
_PAGE = 2_000
_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    "AND name NOT LIKE 'sqlite^_%' ESCAPE '^' AND name NOT IN (?, ?)"
)


def local_store(path: Path) -> Store:
    """The store of a book in one file, not opened yet."""
    return connect(f"sqlite:///{quote(path.as_posix(), safe='/:')}")


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """The store of a book that is there; closed at the end."""
    with closing(local_store(path)) as store:
        store.connect()
        yield store


def make_blank(path: Path, had: tuple[str, ...]) -> None:
    """A new book with the tables that these migrations make, no rows and no guards.

    It is worked on without fsync: whoever finishes it brings it to the disk (``folder.settled``).
    """
    with without_drivers():
        from playhouse.migrations import Runner

    with TOLD, closing(local_store(path)) as store:
        store.db.connect()
        quick(store)
        with store.db.atomic("IMMEDIATE"):
            Runner(store.db, str(schema.FOLDER), schema.JOURNAL).up(had[-1])


def quick(store: Store, name: str = "main") -> None:
    """Write without waiting for the disk: a file that is thrown away if anything fails."""
    execute(store.db, f"PRAGMA {name}.synchronous = 0")
    execute(store.db, f"PRAGMA {name}.journal_mode = MEMORY")


def shape(store: Store) -> Shape:
    """The tables of an open book in one file, by name, and their columns in order."""
    with TOLD:
        raw = raw_connection(store.db)
        tables = sorted(
            name for (name,) in raw.execute(_TABLES, (schema.JOURNAL, NOTES)) if name not in _PASSING
        )
        return {table: _columns(raw, table) for table in tables}


def _columns(raw: Any, table: str) -> tuple[str, ...]:  # noqa: ANN401 - sqlite3's connection
    rows = raw.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))
    return tuple(name for (name,) in rows)


def selected(engine: str, table: str, columns: Iterable[str], name: str = "") -> str:
    """SELECT of these columns of a table, the bytes of files left empty. ``name``: of an attached book."""
    nothing = "x''" if engine == SQLITE else "''::bytea"
    asked = ", ".join(nothing if (table, column) == (FILES, CONTENT) else f'"{column}"' for column in columns)
    return f'SELECT {asked} FROM {name}"{table}"'


def streamed(store: Store, sql: str) -> Iterator[Row]:
    """The rows of a query, inside the store's open transaction, a page at a time."""
    with TOLD:
        raw = raw_connection(store.db)
        if store.engine == SQLITE:
            for row in raw.execute(sql):  # noqa: UP028 - `yield from` would close a cursor after its connection
                yield row
            return
        with raw.cursor(name="streamed") as cursor:
            cursor.itersize = _PAGE
            cursor.execute(sql)
            yield from cursor


def poured(store: Store, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Write rows into a table, inside the store's open transaction."""
    named = ", ".join(f'"{column}"' for column in columns)
    with TOLD:
        raw = raw_connection(store.db)
        if store.engine == SQLITE:
            signs = ", ".join("?" * len(columns))
            raw.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({signs})', rows)
            return
        with raw.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
