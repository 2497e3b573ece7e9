"""The library of clauses as it is kept: every version for ever, the newest one in force unless retired."""

from __future__ import annotations

from aftersales.domain.records.office import Clause
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire

_NEWEST = (
    'WHERE "language" = ? AND NOT EXISTS (SELECT 1 FROM "clause" n WHERE n."key" = "clause"."key" '
    'AND n."language" = "clause"."language" AND n."version" > "clause"."version") ORDER BY "key"'
)


def newest(wire: Wire, language: str) -> tuple[Clause, ...]:
    """The newest version of every clause in a language, those retired too, in the order of their keys."""
    return tuple(fetch(wire, Clause, _NEWEST, language))


def versions(wire: Wire, key: str, language: str) -> tuple[Clause, ...]:
    """Every version of a clause, the newest first."""
    where = 'WHERE "key" = ? AND "language" = ? ORDER BY "version" DESC'
    return tuple(fetch(wire, Clause, where, key, language))


def one(wire: Wire, key: str, language: str, version: int) -> Clause | None:
    """One version of a clause, None if there is none."""
    where = 'WHERE "key" = ? AND "language" = ? AND "version" = ?'
    return next(iter(fetch(wire, Clause, where, key, language, version)), None)


def made_by(wire: Wire, language: str, step: str) -> frozenset[str]:
    """The keys of the clauses in a language whose newest version this step made, as history tells."""
    asked = 'SELECT "row_key" FROM "history" WHERE "version" IS NULL AND "table_name" = ? AND "step" = ?'
    made = {key for (key,) in wire.rows(asked, "clause", step)}
    return frozenset(
        each.key for each in newest(wire, language) if f"{each.key}/{each.language}/{each.version}" in made
    )
