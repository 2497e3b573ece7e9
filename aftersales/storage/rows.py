"""Records in their tables: each table's statements, said once, and what is derived from a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TypeVar

from aftersales.domain.fields import CaseRow, Part, Record
from aftersales.domain.records.customer import Customer
from aftersales.domain.text import compare_key
from aftersales.storage.codec import Plain, codec
from aftersales.storage.phones import phone_keys
from aftersales.storage.tables import BY_NAME, BY_RECORD, Table
from aftersales.storage.wire import Row, Wire

_Part = TypeVar("_Part", bound=Part)
_Record = TypeVar("_Record", bound=Record)


def quoted(names: Iterable[str]) -> str:
    """The names of columns as SQL writes them, order and all."""
    return ", ".join(f'"{name}"' for name in names)


@cache
def insert_sql(name: str) -> str:
    """INSERT of every column of a table, in its order."""
    table = BY_NAME[name]
    return f'INSERT INTO "{name}" ({quoted(table.names)}) VALUES ({", ".join("?" * len(table.names))})'


@cache
def _select(table: str) -> str:
    record = BY_NAME[table].record
    assert record is not None, table  # noqa: S101 - asked for with the table of a record
    return f'SELECT {quoted(codec(record).names)} FROM "{table}" '


def select_sql(record: type[Part], where: str) -> str:
    """The record's own columns, in the order of its fields, of the rows that ``where`` says."""
    return _select(BY_RECORD[record].name) + where


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


def stamped(record: _Record, at: datetime, actor: str) -> _Record:
    """The record with who made it and when, unless that was said."""
    if record.created_at is not None:
        return record
    return replace(record, created_at=at, created_by=record.created_by or actor)


def key_of(record: Record) -> tuple[str | int, ...]:
    """The primary key of a record of the office, in the order of its table's key."""
    return tuple(getattr(record, name) for name in BY_RECORD[type(record)].key)


# --- rows of a case


def insert_case_row(wire: Wire, case_no: str, row: CaseRow) -> None:
    """Write a new row of a case."""
    wire.run(insert_sql(BY_RECORD[type(row)].name), case_no, *codec(type(row)).encode(row))


def update_case_row(wire: Wire, case_no: str, before: CaseRow, after: CaseRow) -> None:
    """Write what changed in a row of a case."""
    update(wire, BY_RECORD[type(after)], changed_columns(before, after), {"case_no": case_no, "no": after.no})


# --- customers


def insert_customer(wire: Wire, customer: Customer) -> None:
    """Write a new customer and the forms by which he is looked up."""
    wire.run(insert_sql("customer"), *codec(Customer).encode(customer), name_key(customer))
    _insert_phones(wire, customer)


def update_customer(wire: Wire, before: Customer, after: Customer) -> None:
    """Write what changed in a customer."""
    told = changed_columns(before, after)
    if before.cust_name != after.cust_name:
        told["name_key"] = name_key(after)
    update(wire, BY_RECORD[Customer], told, {"cust_no": after.cust_no})
    if phone_keys(before) != phone_keys(after):
        wire.run(delete_sql("customer_phone", ("cust_no",)), after.cust_no)
        _insert_phones(wire, after)


def _insert_phones(wire: Wire, customer: Customer) -> None:
    wire.run_many(insert_sql("customer_phone"), [(key, customer.cust_no) for key in phone_keys(customer)])


def name_key(customer: Customer) -> str:
    """The form in which names are compared."""
    return compare_key(customer.cust_name or "")
