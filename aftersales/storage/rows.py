"""Records in their tables: the statements of each table, said once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from aftersales.domain.fields import Part, specs, table_name
from aftersales.storage.codec import Plain, codec

if TYPE_CHECKING:
    from aftersales.storage.tables.shape import Table
    from aftersales.storage.wire import Row, Wire

_Part = TypeVar("_Part", bound=Part)


def quoted(names: Iterable[str]) -> str:
    """The names of columns as SQL writes them, order and all."""
    return ", ".join(f'"{name}"' for name in names)


@cache
def insert_sql(name: str) -> str:
    """INSERT of every column of a table, in its order."""
    from aftersales.storage.tables.whole import BY_NAME  # with every record: a list needs none of them

    table = BY_NAME[name]
    return f'INSERT INTO "{name}" ({quoted(table.names)}) VALUES ({", ".join("?" * len(table.names))})'


def seen(record: type[Part]) -> str:
    """Where the staff reads whole rows of a record: its table, or its view (``guards/views.py``)."""
    secret = any(spec.secret for spec in specs(record).values())
    return f"{table_name(record)}_read" if secret else table_name(record)


_SELECTS: dict[type[Part], str] = {}


def select_sql(record: type[Part], where: str) -> str:
    """The record's own columns, in the order of its fields, of the rows that ``where`` says."""
    told = _SELECTS.get(record)
    if told is None:
        told = f'SELECT {quoted(codec(record).names)} FROM "{seen(record)}" '
        _SELECTS[record] = told
    return told + where


@cache
def _update_sql(name: str, columns: tuple[str, ...], where: tuple[str, ...]) -> str:
    told = ", ".join(f'"{column}" = ?' for column in columns)
    found = " AND ".join(f'"{column}" = ?' for column in where)
    return f'UPDATE "{name}" SET {told} WHERE {found}'


@cache
def delete_sql(name: str, where: tuple[str, ...]) -> str:
    """DELETE of the rows in which these columns have given values."""
    return f'DELETE FROM "{name}" WHERE ' + " AND ".join(f'"{column}" = ?' for column in where)


def update(wire: Wire, table: Table, values: Mapping[str, Plain], where: Mapping[str, Plain]) -> int:
    """Change columns of the rows in which ``where`` holds; the number of rows."""
    sql = _update_sql(table.name, tuple(values), tuple(where))
    return wire.run(sql, *values.values(), *where.values())


def fetch(wire: Wire, record: type[_Part], where: str, *values: Plain) -> list[_Part]:
    """The records that ``where`` (with its ORDER BY) finds."""
    kept = codec(record)
    return [kept.decode(row) for row in wire.rows(select_sql(record, where), *values)]


def decode_all(record: type[_Part], rows: Sequence[Row]) -> tuple[_Part, ...]:
    """The records of rows that were asked for with ``select_sql``."""
    kept = codec(record)
    return tuple(kept.decode(row) for row in rows)


def changed_columns(before: _Part, after: _Part) -> dict[str, Plain]:
    """The columns in which two states of a record differ, with their new values."""
    kept = codec(type(after))
    return {
        name: kept.field(after, name) for name in kept.names if getattr(before, name) != getattr(after, name)
    }
