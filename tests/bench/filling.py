"""Fills an office with many cases as its owner, guards off: one real case, copied with a true history."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aftersales.domain.dates import iso_utc
from aftersales.storage import guards
from aftersales.storage.books import search
from aftersales.storage.history import fingerprint
from aftersales.storage.orm import SQLITE
from aftersales.storage.wire import Wire

if TYPE_CHECKING:
    from pathlib import Path

    from aftersales.app import App

COPIED = ("complaint", "product_line", "case_clock")
STEP = timedelta(seconds=30)
LEFT = timedelta(days=90)
"""Time that the copies have: an office that is late with all of them would do nothing but escalate."""
AHEAD = timedelta(hours=8)
"""The office's clock against UTC."""


def fill(app: App, path: Path, model: str, count: int) -> None:
    """Copy the registered case ``model`` ``count`` times; numbers, chain and counters are true."""
    app.store.connect()
    guards.drop(app.store.db)
    app.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("BEGIN IMMEDIATE")
    _copy(connection, model, count)
    connection.execute("COMMIT")
    connection.close()
    app.store.connect()
    guards.install(app.store.db)


def _rows(connection: sqlite3.Connection, table: str, case_no: str) -> list[dict[str, Any]]:
    return [
        dict(row) for row in connection.execute(f'SELECT * FROM "{table}" WHERE "case_no" = ?', (case_no,))
    ]


def _copy(connection: sqlite3.Connection, model: str, count: int) -> None:
    rows = {table: _rows(connection, table, model) for table in COPIED}
    history = _rows(connection, "history", model)[0]
    last = dict(connection.execute("SELECT * FROM history ORDER BY seq DESC LIMIT 1").fetchone())
    first_id = connection.execute('SELECT max("id") FROM "complaint"').fetchone()[0]
    seq, head = last["seq"], last["hash"]
    at = _next_day(datetime.fromisoformat(last["at"]))
    batch: dict[str, list[list[Any]]] = {table: [] for table in (*COPIED, "history")}
    days: dict[str, int] = {}
    wire = Wire(connection, SQLITE, "")
    text = connection.execute(
        'SELECT t."text" FROM "search_text" t JOIN "complaint" c ON c."id" = t."id" WHERE c."case_no" = ?',
        (model,),
    ).fetchone()[0]
    for number in range(1, count + 1):
        at += STEP
        case_no = _number(at, days)
        for table in COPIED:
            for row in rows[table]:
                copy = {**row, "case_no": case_no}
                if table == "complaint":
                    copy |= {"id": first_id + number, "registered_at": iso_utc(at)}
                if table == "case_clock":
                    copy |= {"due_at": iso_utc(at + LEFT), "first_due_at": iso_utc(at + LEFT)}
                batch[table].append(list(copy.values()))
        search.keep(wire, first_id + number, text.replace(model.lower(), case_no.lower()))
        seq += 1
        told = {
            **history,
            "seq": seq,
            "at": iso_utc(at),
            "case_no": case_no,
            "row_key": case_no,
            "prev_hash": head,
        }
        told["hash"] = head = fingerprint(told)
        batch["history"].append(list(told.values()))
    for table, values in batch.items():
        signs = ", ".join("?" * len(values[0]))
        connection.executemany(f'INSERT INTO "{table}" VALUES ({signs})', values)
    for day, value in days.items():
        connection.execute('INSERT INTO "counter" ("name", "value") VALUES (?, ?)', (f"case:TS-{day}", value))
    connection.execute('UPDATE "state_count" SET "n" = "n" + ? WHERE "state" = ?', (count, "registered"))


def _next_day(moment: datetime) -> datetime:
    """Where the copies begin: a day of the office on which it has no number yet."""
    return (moment + AHEAD + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0) - AHEAD


def _number(at: datetime, days: dict[str, int]) -> str:
    day = f"{at + AHEAD:%Y%m%d}"
    days[day] = days.get(day, 0) + 1
    return f"TS-{day}-{days[day]:03d}"
