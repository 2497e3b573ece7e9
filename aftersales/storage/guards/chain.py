"""Guards that stand on one engine only: PostgreSQL can hash and truncate, SQLite can replace."""

from __future__ import annotations

from collections.abc import Iterator

from aftersales.storage.guards.sql import INSERT, Guard
from aftersales.storage.history import chain_text_sql
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.storage.tables import BY_NAME, TABLES, Table

DERIVED = frozenset({"state_count", "search_text", "customer_phone"})
"""Tables that can be computed again: they may be rewritten."""
MAY_COME_AGAIN = frozenset({"message", "stored_file", "counter"})
"""Tables into which what is there already may be offered again: the same, or (a counter) grown."""


def _sha256(text: str) -> str:
    return f"encode(sha256({text}), 'hex')"


_HASH = _sha256(f"convert_to({chain_text_sql('NEW.')}, 'UTF8')")


def _once(table: Table) -> Guard:
    """SQLite's ``INSERT OR REPLACE`` deletes without asking: refuse where any unique key exists."""
    keys = (table.key, *table.uniques)
    told = (" AND ".join(f'k."{name}" = NEW."{name}"' for name in key) for key in keys)
    found = " OR ".join(f"EXISTS (SELECT 1 FROM @{table.name} k WHERE {key})" for key in told)
    return Guard(f"{table.name}_once", table.name, INSERT, found, engine=SQLITE)


_SAME_MESSAGE = (
    "EXISTS (SELECT 1 FROM @message k WHERE k.key = NEW.key"
    " AND (k.recipient <> NEW.recipient OR k.kind <> NEW.kind"
    " OR k.case_no IS DISTINCT FROM NEW.case_no OR k.facts <> NEW.facts))"
)
_SAME_FILE = (
    "EXISTS (SELECT 1 FROM @stored_file k WHERE k.sha256 = NEW.sha256"
    " AND (k.size <> NEW.size OR k.content IS DISTINCT FROM NEW.content))"
)


def _guards() -> Iterator[Guard]:
    yield Guard("history_hash", "history", INSERT, f"NEW.hash <> {_HASH}", engine=POSTGRESQL)
    bytes_differ = f"NEW.sha256 <> {_sha256('NEW.content')} OR NEW.size <> length(NEW.content)"
    yield Guard("stored_file_bytes", "stored_file", INSERT, bytes_differ, engine=POSTGRESQL)
    yield Guard("message_once", "message", INSERT, _SAME_MESSAGE, engine=SQLITE)
    yield Guard("stored_file_once", "stored_file", INSERT, _SAME_FILE, engine=SQLITE)
    yield _once(BY_NAME["act"])
    for table in TABLES:
        if table.name not in DERIVED:
            yield Guard(f"{table.name}_truncate", table.name, "TRUNCATE", "true", engine=POSTGRESQL)
            if table.name not in MAY_COME_AGAIN:
                yield _once(table)


GUARDS: tuple[Guard, ...] = tuple(_guards())
