"""Read a whole case, a customer: rows to values, with as few questions as can be."""

from __future__ import annotations

from typing import Any

from aftersales.domain.case import CASE_ROWS, Case
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.storage.books.standing import OF_CASE
from aftersales.storage.codec import codec
from aftersales.storage.rows import decode_all, fetch, select_sql
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import NoSuchCase, NoSuchCustomer

_CHILDREN = tuple(
    (name, record, select_sql(record, 'WHERE "case_no" = ? ORDER BY "no"'))
    for name, record in CASE_ROWS.items()
)
_BOTH = (
    "SELECT "
    + ", ".join(f'c."{name}"' for name in codec(Complaint).names)
    + ", "
    + ", ".join(f'k."{name}"' for name in codec(Customer).names)
    + f' FROM "complaint" c JOIN "customer_read" k ON {OF_CASE} WHERE c."case_no" = ?'
)
_WIDTH = len(codec(Complaint).names)


def read_case(wire: Wire, case_no: str) -> Case:
    """The case with all its rows, in order of their numbers. Raises NoSuchCase.

    Its customer is the record that stands for him: merged ones count as one.
    """
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
