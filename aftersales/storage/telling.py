"""Tells other desks, with the commit, that something was written; a file needs no word: its version moves."""

from __future__ import annotations

from aftersales.storage.orm import SQLITE
from aftersales.storage.wire import Value, Wire

CHANNEL = "aftersales"
"""The name under which a server tells; every database has its own."""
OF_OFFICE, OF_PRESENCE = "@", "~"
"""How a word begins that is no case's number: a table of the office; a case where somebody came or went."""
_NOTIFY = f"pg_notify('{CHANNEL}', ?)"


def tell(wire: Wire, word: str) -> None:
    """Tell this word when the transaction commits; the same word twice is told once."""
    if wire.engine != SQLITE:
        wire.run(f"SELECT {_NOTIFY}", word)


def run_and_tell(wire: Wire, sql: str, *values: Value, word: str) -> int:
    """Do an INSERT, UPDATE or DELETE and tell in the same statement; the number of rows."""
    if wire.engine == SQLITE:
        return wire.run(sql, *values)
    return wire.run(f"{sql} RETURNING {_NOTIFY}", *values, word)
