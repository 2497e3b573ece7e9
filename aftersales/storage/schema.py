"""Which migrations this program knows, and whether an office has had them all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from aftersales.storage.orm import SQLITE
from aftersales.storage.trouble import NewerSchema, NoOfficeHere, OlderSchema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aftersales.storage.wire import Wire

FOLDER = Path(__file__).parent / "migrations"
JOURNAL = "schema_migration"
"""The migration runner's own table."""


def known() -> tuple[str, ...]:
    """The names of this program's migrations, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("[0-9]*.py")))


def applied(wire: Wire) -> tuple[str, ...]:
    """The names of the migrations that this database has had; none for a new one."""
    asked = (
        "SELECT count(*) FROM sqlite_master WHERE name = ?"
        if wire.engine == SQLITE
        else "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?"
    )
    if not wire.value(asked, JOURNAL):
        return ()
    return tuple(name for (name,) in wire.rows(f'SELECT "name" FROM "{JOURNAL}" ORDER BY "name"'))


def newest(wire: Wire) -> str:
    """The name of the last migration that this office has had: one row of a table of a handful."""
    name: str = wire.value(f'SELECT max("name") FROM "{JOURNAL}"') or ""
    return name


def check(had: Sequence[str]) -> None:
    """Return if the database is of this program's schema; else NoOfficeHere, NewerSchema or OlderSchema."""
    if not had:
        raise NoOfficeHere(name="")
    refuse_newer(had)
    for name in known():
        if name not in had:
            raise OlderSchema(migration=name)


def refuse_newer(had: Sequence[str]) -> None:
    """Return unless the database has had a migration that this program does not know: NewerSchema."""
    ours = known()
    for name in had:
        if name not in ours:
            raise NewerSchema(migration=name)
