"""The rows of a case and the customer: written, with what is derived from them."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from aftersales.domain.fields import CaseRow, Record
from aftersales.domain.records.customer import Customer
from aftersales.domain.text import compare_key
from aftersales.storage.books.phones import phone_keys
from aftersales.storage.codec import altered, codec
from aftersales.storage.rows import changed_columns, delete_sql, insert_sql, update
from aftersales.storage.tables import BY_RECORD
from aftersales.storage.wire import Wire

_Record = TypeVar("_Record", bound=Record)


def stamped(record: _Record, at: datetime, actor: str) -> _Record:
    """The record with who made it and when, unless that was said."""
    if record.created_at is not None:
        return record
    return altered(record, created_at=at, created_by=record.created_by or actor)


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
