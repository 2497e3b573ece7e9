"""Who has which case before him: one row a person and computer, refreshed while it stays so."""

from __future__ import annotations

from datetime import datetime

from aftersales.domain.dates import iso_utc
from aftersales.storage.rows import insert_sql
from aftersales.storage.telling import OF_PRESENCE, run_and_tell
from aftersales.storage.wire import Wire

_MINE = '"login" = ? AND "station" = ?'


def come(wire: Wire, station: str, case_no: str, field: str | None, at: datetime) -> None:
    """Who acts has this case before him, filling in ``field``; others are told only where that is new."""
    _leave(wire, station, but=case_no)
    mine = (wire.me, station, case_no)
    row = wire.row(f'SELECT "field" FROM "presence" WHERE {_MINE} AND "case_no" = ?', *mine)
    word = f"{OF_PRESENCE}{case_no}"
    if row is None:
        run_and_tell(wire, insert_sql("presence"), *mine, field, iso_utc(at), word=word)
        return
    sql = f'UPDATE "presence" SET "field" = ?, "seen_at" = ? WHERE {_MINE} AND "case_no" = ?'
    if row[0] == field:
        wire.run(sql, field, iso_utc(at), *mine)
    else:
        run_and_tell(wire, sql, field, iso_utc(at), *mine, word=word)


def go(wire: Wire, station: str) -> None:
    """Who acts has no case before him at this computer any more."""
    _leave(wire, station, but="")


def _leave(wire: Wire, station: str, *, but: str) -> None:
    rows = wire.rows(
        f'SELECT "case_no" FROM "presence" WHERE {_MINE} AND "case_no" <> ?', wire.me, station, but
    )
    for (case_no,) in rows:
        sql = f'DELETE FROM "presence" WHERE {_MINE} AND "case_no" = ?'
        run_and_tell(wire, sql, wire.me, station, case_no, word=f"{OF_PRESENCE}{case_no}")
