"""Kept files beside the backups: each once, under its sha256, never written again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from aftersales.storage.backups.book import FILES, opened
from aftersales.storage.backups.faults import FilesMissing, at
from aftersales.storage.books.files import read_file
from aftersales.storage.database import Store
from aftersales.storage.verify import Finding
from aftersales.usecases.ports import NoSuchFile

PLACE = "files"
"""The folder beside the backups: ``files/ab/abcdef…``."""


def place(folder: Path, fingerprint: str) -> Path:
    """Where a kept file lies."""
    return folder / PLACE / fingerprint[:2] / fingerprint


def named(book: Path) -> tuple[str, ...]:
    """The sha256 of every file that a book names, sorted."""
    with opened(book) as store, store.reading() as wire:
        return tuple(name for (name,) in wire.rows(f'SELECT "sha256" FROM "{FILES}" ORDER BY "sha256"'))


def keep(source: Store, book: Path, folder: Path, tell: Callable[[], None]) -> Iterator[Finding]:
    """Write the files of a book that the folder has not yet; yields those that are damaged in the office.

    Each is read in a transaction of its own: kept files never change, and nobody waits for the disk.
    ``tell`` is called before each.
    """
    for name in named(book):
        tell()
        if not place(folder, name).exists():
            content = _of_office(source, name)
            if content is None:
                yield Finding("file_damaged", {"sha256": name})
            else:
                put(content, place(folder, name))


def _of_office(source: Store, name: str) -> bytes | None:
    with source.reading() as wire, suppress(NoSuchFile):
        content = read_file(wire, name)
        return content if sha256(content).hexdigest() == name else None
    return None


def put(content: bytes, path: Path) -> None:
    """Write a file beside its place, bring it to the disk, then name it: all of it is there or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)


def content(folder: Path, fingerprint: str) -> bytes | None:
    """The bytes of a kept file; None if they are not there, or are others."""
    try:
        found = place(folder, fingerprint).read_bytes()
    except OSError:
        return None
    return found if sha256(found).hexdigest() == fingerprint else None


def carry(book: Path, folder: Path, to: Path) -> int:
    """Copy the files of a book that another folder has not yet; their number. Raises FilesMissing."""
    count = 0
    for name in named(book):
        if not place(to, name).exists():
            found = content(folder, name)
            if found is None:
                raise FilesMissing(sha256=name)
            with at(to):
                put(found, place(to, name))
            count += 1
    return count
