"""The list of all tables, in an order in which each stands after those it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.domain.case import CASE_ROWS
from aftersales.domain.fields import Part, table_name
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.office import (
    Calendar,
    Clause,
    Company,
    DictionaryEntry,
    SensitivePeriod,
    TimeLimit,
)
from aftersales.domain.records.product import Batch, Product
from aftersales.domain.records.staff import Authority, Staff, Substitute
from aftersales.domain.records.trail import History, ImportBatch, Message
from aftersales.storage.tables.columns import Column, Form, columns_of
from aftersales.storage.tables.shape import Reference, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

_TO_CASE = Reference("case_no", "complaint", "case_no")


def _text(name: str, *, optional: bool = False) -> Column:
    return Column(name, Form.TEXT, optional=optional)


def _number(name: str, *, optional: bool = False) -> Column:
    return Column(name, Form.INTEGER, optional=optional)


def _kept(record: type[Part], *key: str) -> Table:
    return Table(table_name(record), columns_of(record), key, record=record)


def _case_rows(record: type[Part]) -> Table:
    columns = (_text("case_no"), *columns_of(record))
    return Table(table_name(record), columns, ("case_no", "no"), references=(_TO_CASE,), record=record)


_COMPLAINT = Table(
    "complaint",
    (_number("id"), *columns_of(Complaint)),
    ("id",),
    uniques=(("case_no",),),
    references=(Reference("customer", "customer", "cust_no"),),
    record=Complaint,
)
_CUSTOMER = Table(
    "customer", (*columns_of(Customer), _text("name_key")), ("cust_no",), record=Customer
)  # name_key: compare form of cust_name
_HISTORY = Table(
    "history",
    columns_of(History),
    ("seq",),
    uniques=(("case_no", "version"),),
    references=(_TO_CASE,),
    record=History,
)
_MESSAGE = Table("message", columns_of(Message), ("key",), references=(_TO_CASE,), record=Message)

OFFICE_TABLES: tuple[Table, ...] = (
    _kept(Company, "no"),
    _kept(Staff, "login"),
    _kept(Authority, "no"),
    _kept(Substitute, "no"),
    _kept(Calendar, "no"),
    _kept(TimeLimit, "clock", "severity"),
    _kept(SensitivePeriod, "no"),
    _kept(DictionaryEntry, "dictionary", "code"),
)
"""What ``Office`` is made of."""

OWN_TABLES: tuple[Table, ...] = (
    Table(
        "customer_phone",
        (_text("number_key"), _text("cust_no")),
        ("number_key", "cust_no"),
        references=(Reference("cust_no", "customer", "cust_no"),),
    ),
    Table(
        "import_row",
        (_text("identity"), _number("batch_no"), _text("case_no"), _number("row_no"), _text("raw_text")),
        ("identity",),
        references=(_TO_CASE,),
    ),
    Table("stored_file", (_text("sha256"), _number("size"), Column("content", Form.BYTES)), ("sha256",)),
    Table("counter", (_text("name"), _number("value")), ("name",)),
    Table("state_count", (_text("state"), _number("n")), ("state",)),
    Table(
        "login_secret",
        (_text("login"), _text("hash"), _number("tries"), _text("locked_until", optional=True)),
        ("login",),
    ),
    Table("search_text", (_number("id"), _text("text")), ("id",)),
)
"""Tables that keep no record of the domain: derived or technical."""

TABLES: tuple[Table, ...] = (
    *OFFICE_TABLES,
    _kept(Clause, "key", "language", "version"),
    _kept(Product, "code"),
    _kept(Batch, "product", "batch_no"),
    _CUSTOMER,
    _COMPLAINT,
    *(_case_rows(record) for record in CASE_ROWS.values()),
    _kept(ImportBatch, "batch_no"),
    _HISTORY,
    _MESSAGE,
    *OWN_TABLES,
)

PASSING: tuple[Table, ...] = (
    Table(
        "presence",
        (
            _text("login"),
            _text("station"),
            _text("case_no"),
            _text("field", optional=True),
            _text("seen_at"),
        ),
        ("login", "station", "case_no"),
    ),
    Table("act", (_text("key"), _text("login"), _text("told"), _text("case_no"), _text("at")), ("key",)),
)
"""What is true for this moment only (who looks at which case, what was done a moment ago): in no backup,
no history, no check."""

BY_NAME: Mapping[str, Table] = {table.name: table for table in (*TABLES, *PASSING)}
BY_RECORD: Mapping[type[Part], Table] = {table.record: table for table in TABLES if table.record is not None}
