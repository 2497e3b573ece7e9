"""Read the office with all its settings, and keep it while they stand: all that signing in needs of books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aftersales.domain.office import Office
from aftersales.domain.records.office import (
    Calendar,
    Company,
    DictionaryEntry,
    SensitivePeriod,
    TimeLimit,
)
from aftersales.domain.records.staff import Authority, Staff, Substitute
from aftersales.storage.rows import decode_all, select_sql

if TYPE_CHECKING:
    from aftersales.domain.fields import Part
    from aftersales.storage.wire import Wire

OFFICE_COUNTER = "office"
"""The counter that every change of the office's settings moves."""
_OFFICE: dict[str, tuple[type[Part], str]] = {
    "staff": (Staff, "login"),
    "authority": (Authority, "no"),
    "substitutes": (Substitute, "no"),
    "calendar": (Calendar, "no"),
    "time_limits": (TimeLimit, "clock"),
    "sensitive_periods": (SensitivePeriod, "no"),
    "entries": (DictionaryEntry, "dictionary"),
}


def office_edition(wire: Wire) -> int:
    """How often the office's settings have changed."""
    edition: int | None = wire.value('SELECT "value" FROM "counter" WHERE "name" = ?', OFFICE_COUNTER)
    return edition or 0


def read_office(wire: Wire) -> Office:
    """The office with all its settings; a new one has a company without a name."""
    first, *others = wire.batch(
        [(select_sql(Company, 'ORDER BY "no"'), ())]
        + [(select_sql(record, f'ORDER BY "{key}"'), ()) for record, key in _OFFICE.values()]
    )
    companies = decode_all(Company, first)
    parts: dict[str, Any] = {
        name: decode_all(record, rows)
        for (name, (record, _)), rows in zip(_OFFICE.items(), others, strict=True)
    }
    return Office(company=companies[0] if companies else Company(), **parts)


class OfficeShelf:
    """The office as last read, kept for a process; every store that shares it reads settings once."""

    def __init__(self) -> None:
        self._kept: tuple[int, Office] | None = None

    def office(self, wire: Wire) -> Office:
        """The office as it stands committed, read again only if its settings moved."""
        edition, kept = office_edition(wire), self._kept
        if kept is None or kept[0] != edition:
            kept = self._kept = edition, read_office(wire)
        return kept[1]
