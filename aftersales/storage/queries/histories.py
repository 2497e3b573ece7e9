"""Who did what when: the history of a case, of a record of the office, or the newest of all."""

from __future__ import annotations

from aftersales.domain.records.trail import History
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire


def history_of(wire: Wire, case_no: str) -> tuple[History, ...]:
    """Every history row of a case, prints and exports too, in the order in which they were written."""
    return tuple(fetch(wire, History, 'WHERE "case_no" = ? ORDER BY "seq"', case_no))


def history_of_record(wire: Wire, table: str, key: str) -> tuple[History, ...]:
    """Every history row of a record of the office; ``key`` as history writes it (``a/b`` for two columns)."""
    where = 'WHERE "version" IS NULL AND "table_name" = ? AND "row_key" = ? ORDER BY "seq"'
    return tuple(fetch(wire, History, where, table, key))


def newest_history(wire: Wire, limit: int = 100, before: int | None = None) -> tuple[History, ...]:
    """The newest rows of all, newest first; a page ends before the number ``before``."""
    if before is None:
        return tuple(fetch(wire, History, 'ORDER BY "seq" DESC LIMIT ?', limit))
    return tuple(fetch(wire, History, 'WHERE "seq" < ? ORDER BY "seq" DESC LIMIT ?', before, limit))
