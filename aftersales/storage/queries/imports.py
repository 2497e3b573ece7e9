"""Imports as a person looks them up: the batches, newest first, and the maps that were saved with them."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.domain.errors import DomainError
from aftersales.domain.records.trail import ImportBatch
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire


class NoSuchMap(DomainError):
    """No map of columns was saved under this name. Facts: ``name``, ``names`` (list, or None)."""


def import_batches(wire: Wire, limit: int = 50) -> tuple[ImportBatch, ...]:
    """The imports of cases, newest first."""
    return tuple(fetch(wire, ImportBatch, 'ORDER BY "batch_no" DESC LIMIT ?', limit))


def saved_map(wire: Wire, name: str) -> Mapping[str, str | None]:
    """Column to field of the newest import that was saved under this name. Raises NoSuchMap."""
    found = fetch(wire, ImportBatch, 'WHERE "map_name" = ? ORDER BY "batch_no" DESC LIMIT 1', name)
    if not found:
        raise NoSuchMap(name=name, names=list(map_names(wire)) or None)
    return {row.column: row.field or None for row in found[0].mapping}


def map_names(wire: Wire) -> tuple[str, ...]:
    """The names under which maps were saved."""
    sql = 'SELECT DISTINCT "map_name" FROM "import_batch" WHERE "map_name" IS NOT NULL ORDER BY "map_name"'
    return tuple(name for (name,) in wire.rows(sql))
