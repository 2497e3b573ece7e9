"""The door to peewee: loads it without PostgreSQL's driver, and wires that driver when it is first needed.

``import peewee`` imports psycopg wherever it is installed: 170 ms and 25 MB for an office on SQLite.
While peewee is loaded, a ``None`` in ``sys.modules`` says that psycopg is not there (Python's documented
way to say so); ``Postgresql`` brings an adapter of its own, so nothing inside peewee is patched afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from aftersales.storage.address import POSTGRESQL, SQLITE

__all__ = [
    "POSTGRESQL",
    "SQLITE",
    "Database",
    "Postgresql",
    "Sqlite",
    "execute",
    "peewee",
    "raw_connection",
    "without_drivers",
]


@contextmanager
def without_drivers() -> Iterator[None]:
    """While inside, an import of PostgreSQL's drivers fails as if they were not installed, unless loaded."""
    hidden = [name for name in ("psycopg", "psycopg2") if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # documented: "not importable"
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with without_drivers():
    import peewee

if TYPE_CHECKING:
    import psycopg


class Sqlite(peewee.SqliteDatabase):
    """An office in one file."""

    engine = SQLITE


class Psycopg3(peewee.Psycopg3Adapter):
    """Peewee's adapter for psycopg 3 without its module globals: the driver is loaded here, on first use."""

    def __init__(self) -> None:
        from psycopg.pq import TransactionStatus

        super().__init__()
        self.txn_idle = TransactionStatus.IDLE
        self.txn_inerror = TransactionStatus.INERROR
        self.txn_unknown = TransactionStatus.UNKNOWN

    def check_driver(self) -> None:
        """Nothing to check: the constructor loaded the driver."""

    def get_binary_type(self) -> type:
        """The driver's type for bytes."""
        import psycopg

        return psycopg.Binary

    def connect(self, db: Any, **params: Any) -> psycopg.Connection[Any]:  # noqa: ANN401 - peewee's signature
        """A connection with the parameters given at construction."""
        import psycopg

        return psycopg.connect(dbname=db.database, **params)


class Postgresql(peewee.PostgresqlDatabase):
    """An office on a server."""

    engine = POSTGRESQL
    psycopg2_adapter = Psycopg3
    psycopg3_adapter = Psycopg3


Database = Sqlite | Postgresql


def raw_connection(db: Database) -> Any:  # noqa: ANN401 - a connection of either driver
    """This thread's connection of the driver, without peewee around it."""
    untyped: Any = db
    return untyped.connection()


def execute(db: Database, sql: str) -> list[tuple[Any, ...]]:
    """Do a statement without values outside the hot paths, such as DDL; the rows that it gives."""
    untyped: Any = db
    cursor = untyped.execute_sql(sql)
    return list(cursor.fetchall()) if cursor.description else []
