"""Who else has a case before him now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from aftersales.domain.dates import from_iso_utc, iso_utc
from aftersales.storage.wire import Wire

EXPIRES = timedelta(seconds=75)
"""Who was not seen for so long is not there any more: his computer has fallen asleep, or the line is cut."""


@dataclass(frozen=True, kw_only=True)
class Present:
    """Somebody with the case before him; ``field`` is the step that he is filling in. UTC."""

    login: str
    station: str
    field: str | None
    seen_at: datetime


def present(wire: Wire, case_no: str) -> tuple[Present, ...]:
    """Everybody who has this case before him, by login; by the database's own clock."""
    sql = (
        'SELECT "login", "station", "field", "seen_at" FROM "presence" '
        'WHERE "case_no" = ? AND "seen_at" >= ? ORDER BY "login", "station"'
    )
    rows = wire.rows(sql, case_no, iso_utc(wire.now() - EXPIRES))
    return tuple(
        Present(login=login, station=station, field=field, seen_at=from_iso_utc(at))
        for login, station, field, at in rows
    )
