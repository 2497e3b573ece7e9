"""How the staff reads tables with secret columns: through a view that shows them to whoever needs to know.

A server grants the other columns of the table itself, and all of ``<table>_read``. In one file the view shows
everything, so that the program reads the same names on both engines.
"""

from __future__ import annotations

from aftersales.domain.policy import TRUSTED
from aftersales.storage.guards.sql import spoken
from aftersales.storage.guards.words import role
from aftersales.storage.orm import SQLITE
from aftersales.storage.tables import TABLES, Table

GUARDED: tuple[Table, ...] = tuple(
    table for table in TABLES if any(column.secret for column in table.columns)
)


def view_of(table: Table) -> str:
    """The name of the table's view: ``<table>_read``."""
    return f"{table.name}_read"


def create_view(table: Table, engine: str, schema: str) -> str:
    """CREATE VIEW: the table's columns in their order; secret ones are NULL for who need not know them."""
    knows = "" if engine == SQLITE else f"CASE WHEN (SELECT {role(*TRUSTED)}) THEN "
    told = (
        f'{knows}t."{column.name}"{knows and " END"} AS "{column.name}"'
        if column.secret
        else f't."{column.name}"'
        for column in table.columns
    )
    query = f"SELECT {', '.join(told)} FROM @{table.name} t"
    return spoken(f"CREATE VIEW @{view_of(table)} AS {query}", engine, schema)
