"""What a table holds, in a number and a fingerprint that are the same on both engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from aftersales.storage.backups.book import CONTENT, FILES, Shape, selected, streamed
from aftersales.storage.database import Store
from aftersales.storage.wire import Row

_JSON = json.JSONEncoder(separators=(",", ":"))
_ROUND = 1 << 256


@dataclass(frozen=True)
class Tally:
    """The number of a table's rows, and the sum of their SHA-256 (in hex): the order does not matter."""

    rows: int
    digest: str


Tallies = Mapping[str, Tally]


def tally(rows: Iterable[Row]) -> Tally:
    """The tally of these rows."""
    count, total = 0, 0
    for row in rows:
        count += 1
        total += int.from_bytes(sha256(_JSON.encode(row).encode()).digest())
    return Tally(count, f"{total % _ROUND:064x}")


def tallies(store: Store, tables: Shape) -> dict[str, Tally]:
    """The tally of each table, in one snapshot; files count by name and size, not by their bytes."""
    with store.reading():
        return taken(store, tables)


def taken(store: Store, tables: Shape) -> dict[str, Tally]:
    """As ``tallies``, inside the store's open transaction."""
    return {
        table: tally(streamed(store, selected(store.engine, table, _counted(table, columns))))
        for table, columns in tables.items()
    }


def _counted(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Sorted: a table that was rebuilt may have its columns in another order."""
    return tuple(sorted(column for column in columns if (table, column) != (FILES, CONTENT)))


def differing(one: Tallies, other: Tallies) -> tuple[str, ...]:
    """The tables of ``one`` that ``other`` has not, or has otherwise, sorted."""
    return tuple(sorted(table for table in one if one[table] != other.get(table)))
