"""A backup taken up for a restore: copied, held against its note, and of this program's schema."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from aftersales.storage import schema
from aftersales.storage.backups import note
from aftersales.storage.backups.book import Shape, local_store, opened, shape
from aftersales.storage.backups.faults import BackupDamaged, NotABackup, at
from aftersales.storage.backups.tally import Tallies, differing, tallies
from aftersales.storage.migrate import migrate
from aftersales.storage.tables import TABLES
from aftersales.storage.trouble import DatabaseDamaged

_WANTED = {table.name: set(table.names) for table in TABLES}


@dataclass(frozen=True)
class Source:
    """A book ready to be loaded. ``folder``: where its kept files lie; ``tallies``: of its tables now."""

    book: Path
    folder: Path
    note: note.Note
    tables: Shape
    tallies: Tallies


@contextmanager
def taken_up(file: Path, place: Path | None = None) -> Iterator[Source]:
    """A working copy of a backup, removed at the end. ``place``: where it is made, else this computer's own.

    Raises NotABackup, BackupDamaged, NewerSchema, NoRoomForBackup, FolderOutOfReach.
    """
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=place) as work:
        book = Path(work) / "book"
        _copied(file, book)
        yield _source(file, book)


def looked_at(file: Path) -> note.Note:
    """What a backup says of itself, once it is sure that it is whole. Raises as ``taken_up``."""
    with taken_up(file) as source:
        return source.note


def _copied(file: Path, book: Path) -> None:
    if not file.is_file():
        raise NotABackup(path=str(file))
    with at(file):
        shutil.copyfile(file, book)


def _source(file: Path, book: Path) -> Source:
    """The bytes are those that were written; then the copy, not the backup, is upgraded where it is older."""
    try:
        told = note.read(book, file)
        tables, counted = _counted(book)
    except (DatabaseDamaged, sqlite3.Error) as error:
        raise BackupDamaged(path=str(file), tables=[]) from error
    other = differing(told.tallies, counted)
    if other or told.tallies.keys() != counted.keys():
        raise BackupDamaged(path=str(file), tables=list(other))
    if _upgraded(book):
        tables, counted = _counted(book)
    if {name: set(columns) for name, columns in tables.items()} != _WANTED:
        raise BackupDamaged(path=str(file), tables=[])
    return Source(book, file.parent, told, tables, counted)


def _counted(book: Path) -> tuple[Shape, Tallies]:
    with opened(book) as store:
        tables = shape(store)
        return tables, tallies(store, tables)


def _upgraded(book: Path) -> bool:
    with opened(book) as store, store.reading() as wire:
        had = schema.applied(wire)
    schema.refuse_newer(had)
    if had == schema.known():
        return False
    with closing(local_store(book)) as store:
        migrate(store)
    return True
