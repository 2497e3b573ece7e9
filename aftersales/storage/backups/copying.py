"""One snapshot of an office of either engine, as a book in one file; the bytes of files stay outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aftersales.storage import schema
from aftersales.storage.backups.book import (
    FILES,
    Shape,
    make_blank,
    opened,
    poured,
    quick,
    selected,
    shape,
    streamed,
)
from aftersales.storage.backups.faults import CopyDiffers, MigratedMeanwhile
from aftersales.storage.backups.telling import Tell, silent
from aftersales.storage.books.saving import history_end
from aftersales.storage.database import Store
from aftersales.storage.orm import SQLITE, execute, raw_connection
from aftersales.storage.trouble import TOLD
from aftersales.storage.wire import Wire


@dataclass(frozen=True)
class Snapshot:
    """The moment that a copy shows: the office's clock, and the end of its history."""

    at: datetime
    seq: int
    head: str


def copied(source: Store, path: Path, tell: Tell = silent) -> Snapshot:
    """Copy the office into a new book at ``path``, of the office's own schema, without guards.

    ``source``: connected, of its own connection (see ``database.beside``). On SQLite writers wait for as long
    as the rows are copied inside the engine; on a server nobody waits. ``tell`` hears of each table.
    Raises NewerSchema, NoOfficeHere, MigratedMeanwhile, CopyDiffers, and what a database raises.
    """
    had = _applied(source)
    make_blank(path, had)
    with opened(path) as copy:
        tables = shape(copy)
    return (_within if source.engine == SQLITE else _across)(source, path, tables, had, tell)


def _applied(source: Store) -> tuple[str, ...]:
    with source.reading() as wire:
        had = schema.applied(wire)
    if not had:
        schema.check(had)
    schema.refuse_newer(had)
    return had


def _snapshot(wire: Wire, had: tuple[str, ...]) -> Snapshot:
    if schema.applied(wire) != had:
        raise MigratedMeanwhile
    seq, head = history_end(wire)
    return Snapshot(wire.now(), seq, head)


def _within(source: Store, path: Path, tables: Shape, had: tuple[str, ...], tell: Tell) -> Snapshot:
    """From file to file inside the engine, so that the office is held for as short as can be."""
    with _attached(source, path), source.reading() as wire:
        moment = _snapshot(wire, had)
        for done, (table, columns) in enumerate(tables.items()):
            tell(done, len(tables))
            wire.run(_insert(wire, table, columns))
        _must_be_as_many(
            tables,
            {table: (_count(wire, f'main."{table}"'), _count(wire, f'"copy"."{table}"')) for table in tables},
        )
    return moment


def _insert(wire: Wire, table: str, columns: tuple[str, ...]) -> str:
    """INSERT … SELECT *, which SQLite does without decoding rows, where the columns stand alike."""
    stand = wire.rows("SELECT name FROM pragma_table_info(?, 'main') ORDER BY cid", table)
    if table != FILES and stand == [(column,) for column in columns]:
        return f'INSERT INTO "copy"."{table}" SELECT * FROM main."{table}"'
    into = ", ".join(f'"{column}"' for column in columns)
    return f'INSERT INTO "copy"."{table}" ({into}) {selected(SQLITE, table, columns, "main.")}'


@contextmanager
def _attached(source: Store, path: Path) -> Iterator[None]:
    execute(source.db, "PRAGMA foreign_keys = 0")  # what is wrong in the office must show, not stop its copy
    with TOLD:
        raw_connection(source.db).execute('ATTACH ? AS "copy"', (str(path),))
    try:
        quick(source, '"copy"')
        yield
    finally:
        execute(source.db, 'DETACH "copy"')


def _across(source: Store, path: Path, tables: Shape, had: tuple[str, ...], tell: Tell) -> Snapshot:
    """From a server: its snapshot holds however long it takes."""
    with opened(path) as copy, source.reading() as wire:
        no_hurry(wire)
        moment = _snapshot(wire, had)
        execute(copy.db, "PRAGMA foreign_keys = 0")
        quick(copy)
        with copy.writing("") as out:
            for done, (table, columns) in enumerate(tables.items()):
                tell(done, len(tables))
                poured(copy, table, columns, streamed(source, selected(source.engine, table, columns)))
            _must_be_as_many(
                tables, {table: (_count(wire, f'"{table}"'), _count(out, f'"{table}"')) for table in tables}
            )
    return moment


def no_hurry(wire: Wire) -> None:
    """Lift the server's time limits for this one transaction."""
    wire.run("SET LOCAL statement_timeout = 0")
    wire.run("SET LOCAL idle_in_transaction_session_timeout = 0")


def _count(wire: Wire, table: str) -> int:
    found: int = wire.value(f"SELECT count(*) FROM {table}")
    return found


def _must_be_as_many(tables: Shape, counts: dict[str, tuple[int, int]]) -> None:
    other = [table for table in tables if counts[table][0] != counts[table][1]]
    if other:
        raise CopyDiffers(tables=other)
