"""The peewee models, generated from the tables: ``ComplaintRow``, ``ProductLineRow`` and so on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from aftersales.storage.orm import peewee
from aftersales.storage.tables.columns import Column, Form
from aftersales.storage.tables.whole import PASSING, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aftersales.storage.tables.shape import Table

_FIELDS: Mapping[Form, type[peewee.Field]] = {
    Form.TEXT: peewee.TextField,
    Form.INTEGER: peewee.BigIntegerField,
    Form.BYTES: peewee.BlobField,
}


def _field(column: Column, key: tuple[str, ...]) -> peewee.Field:
    field: peewee.Field = _FIELDS[column.form](null=column.optional, primary_key=key == (column.name,))
    return field


def constraints(table: Table) -> list[str]:
    """The table's unique keys and references as constraints of SQL, the same on both engines."""
    quoted = [", ".join(f'"{name}"' for name in unique) for unique in table.uniques]
    return [
        *(f"UNIQUE ({names})" for names in quoted),
        *(
            f'FOREIGN KEY ("{to.column}") REFERENCES "{to.table}" ("{to.target}") '
            "DEFERRABLE INITIALLY DEFERRED"
            for to in table.references
        ),
    ]


def model(table: Table) -> type[peewee.Model]:
    """The peewee model of a table, bound to no database."""
    said: dict[str, object] = {
        "table_name": table.name,
        "constraints": [peewee.SQL(text) for text in constraints(table)],
    }
    if len(table.key) > 1:
        said["primary_key"] = peewee.CompositeKey(*table.key)
    body: dict[str, object] = {column.name: _field(column, table.key) for column in table.columns}
    body["Meta"] = type("Meta", (), said)
    return type(table.class_name, (peewee.Model,), body)


@cache
def models() -> Mapping[str, type[peewee.Model]]:
    """The model of each table, by the table's name; made on first use, the hot paths need none."""
    return {table.name: model(table) for table in (*TABLES, *PASSING)}
