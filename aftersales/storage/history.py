"""The chain of history: the bytes that are hashed, the same in Python, SQLite and PostgreSQL.

A row's bytes are its columns in the order of ``CHAIN``, each written as ``<length>:<value>,`` where length
counts characters, a number stands in decimal digits, and a column that is NULL is ``-,``. So no text can
pretend to be two columns. ``hash`` is the SHA-256 of these bytes in UTF-8, in hex; ``prev_hash`` is the hash
of the row before, "" for the first. Only business keys stand in it, never a row id, so a chain survives the
way from one engine to the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from aftersales.domain.fields import Part, specs
from aftersales.domain.records.trail import History
from aftersales.storage.codec import Plain, codec, json_text

_FIRST = ("prev_hash", "seq", "at", "actor", "step", "table_name", "row_key")
CHAIN: tuple[str, ...] = _FIRST + tuple(name for name in specs(History) if name not in {*_FIRST, "hash"})
"""Every column of history but ``hash``, in the order in which they are hashed."""
MASK = "****"
"""What history keeps of a secret field."""
_UNTOLD = frozenset({"created_at", "created_by", "case_no", "no", "version"})


def chain_text(row: Mapping[str, Plain]) -> str:
    """The text that is hashed for a row of columns."""
    parts = []
    for name in CHAIN:
        value = row[name]
        text = "" if value is None else str(value)
        parts.append("-," if value is None else f"{len(text)}:{text},")
    return "".join(parts)


def fingerprint(row: Mapping[str, Plain]) -> str:
    """The hash of a row of columns, in hex."""
    return sha256(chain_text(row).encode()).hexdigest()


def chain_text_sql(row: str = "") -> str:
    """The expression of SQL that gives ``chain_text``, on both engines; ``row``: a prefix (``NEW.``)."""
    return " || ".join(_column_sql(f'{row}"{name}"') for name in CHAIN)


def _column_sql(column: str) -> str:
    text = f"CAST({column} AS TEXT)"
    return f"COALESCE(CAST(length({text}) AS TEXT) || ':' || {text} || ',', '-,')"


def changes(table: str, key: str, before: Part | None, after: Part | None) -> list[dict[str, Plain]]:
    """What differs between two states of a row, field by field: ``{table, key, field, old, new}``.

    Values stand in the form of their columns; secret ones as ``MASK``; empty ones of a new or removed row are
    left out. Who made a row and when, its number and its version are told by the history row itself.
    """
    kind = _kind(before, after)
    told = specs(kind)
    kept = codec(kind)
    was_told = before.__dict__ if before is not None else {}
    now_told = after.__dict__ if after is not None else {}
    found: list[dict[str, Plain]] = []
    for name in kept.names:
        was, now = was_told.get(name), now_told.get(name)
        if was is now or was == now or name in _UNTOLD or not (_says(was) or _says(now)):
            continue
        old, new = kept.form(name, was), kept.form(name, now)
        if told[name].secret:
            old, new = old and MASK, new and MASK
        found.append({"table": table, "key": key, "field": name, "old": old, "new": new})
    return found


def _says(value: object) -> bool:
    """0 and False say something; None, "", () and {} do not."""
    return value is not None and value != "" and value != () and value != {}  # noqa: PLR1714 - 0 == False


def _kind(*states: Part | None) -> type[Part]:
    return next(type(state) for state in states if state is not None)


def changes_text(found: list[dict[str, Plain]]) -> str:
    """The column ``changes``."""
    return json_text(found)
