"""Read a whole case, a customer, the office: rows to values, with as few questions as can be."""

from __future__ import annotations

from typing import Any

from aftersales.domain.case import CASE_ROWS, Case
from aftersales.domain.fields import Part
from aftersales.domain.office import Office
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.office import (
    Calendar,
    Company,
    DictionaryEntry,
    SensitivePeriod,
    TimeLimit,
)
from aftersales.domain.records.staff import Authority, Staff, Substitute
from aftersales.storage.codec import codec
from aftersales.storage.rows import decode_all, fetch, select_sql
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import NoSuchCase, NoSuchCustomer

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
_CHILDREN = tuple(
    (name, record, select_sql(record, 'WHERE "case_no" = ? ORDER BY "no"'))
    for name, record in CASE_ROWS.items()
)
_BOTH = (
    "SELECT "
    + ", ".join(f'c."{name}"' for name in codec(Complaint).names)
    + ", "
    + ", ".join(f'k."{name}"' for name in codec(Customer).names)
    + ' FROM "complaint" c JOIN "customer_read" k ON k."cust_no" = c."customer" WHERE c."case_no" = ?'
)
_WIDTH = len(codec(Complaint).names)


def read_case(wire: Wire, case_no: str) -> Case:
    """The case with all its rows, in order of their numbers. Raises NoSuchCase."""
    asked = [(_BOTH, (case_no,))] + [(sql, (case_no,)) for _, _, sql in _CHILDREN]
    both, *children = wire.batch(asked)
    if not both:
        raise NoSuchCase(case_no=case_no)
    rows: dict[str, Any] = {
        name: decode_all(record, found)
        for (name, record, _), found in zip(_CHILDREN, children, strict=True)
        if found
    }
    return Case(
        complaint=codec(Complaint).decode(both[0][:_WIDTH]),
        customer=codec(Customer).decode(both[0][_WIDTH:]),
        **rows,
    )


def read_customer(wire: Wire, cust_no: str) -> Customer:
    """The customer. Raises NoSuchCustomer."""
    found = fetch(wire, Customer, 'WHERE "cust_no" = ?', cust_no)
    if not found:
        raise NoSuchCustomer(cust_no=cust_no)
    return found[0]


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
