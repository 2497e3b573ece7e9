"""Whose a backup is: many offices have one name, and may keep their backups in one folder."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aftersales.storage.address import Address
from aftersales.storage.database import Store
from aftersales.storage.orm import SQLITE

UNMARKED = ""
"""The origin in the names that older programs gave."""
_DIGITS = 8
_FIRST = 'SELECT "hash" FROM "history" ORDER BY "seq" LIMIT 1'


@dataclass(frozen=True)
class Owner:
    """An office in the names of its backups: its short name, and where its history begins.

    ``origin``: the first eight digits of its history's first row, which never changes; ``new`` without.
    """

    name: str
    origin: str


def office_name(address: Address) -> str:
    """The short name of an office in the names of its backups."""
    name = address.path.stem if address.engine == SQLITE else address.database
    return re.sub(r"[^\w.]+", "_", name) or "office"


def owner_of(store: Store) -> Owner:
    """The office at a store."""
    with store.reading() as wire:
        first = wire.value(_FIRST)
    return Owner(office_name(store.address), _short(first))


def origin_in(book: Path) -> str:
    """Where the history in a backup begins; ``UNMARKED`` if it cannot be read."""
    place = quote(book.absolute().as_posix(), safe="/:")
    address = f"file://{place}" if place.startswith("/") else f"file:///{place}"
    try:
        with closing(sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)) as wire:
            return _short(next(iter(wire.execute(_FIRST)), (None,))[0])
    except sqlite3.Error:
        return UNMARKED


def _short(first: str | None) -> str:
    return first[:_DIGITS] if first else "new"
