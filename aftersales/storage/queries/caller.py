"""Who is on the telephone: the customer, his cases, what he was promised, the last word; and his batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aftersales.domain.codes import PromiseState, State
from aftersales.domain.records.contact import Contact, Promise
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Product
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from aftersales.storage.queries.customers import customers_by_phone
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire

_HIS = 'WHERE "case_no" IN (SELECT "case_no" FROM "complaint" WHERE "customer" = ?)'
_OPEN = 'AND "state" = ? ORDER BY "due_at" LIMIT ?'
_OVER = (State.CLOSED, State.WITHDRAWN, State.MERGED)
_COUNT = 'SELECT "state", count(*) FROM "complaint" WHERE "customer" = ? GROUP BY "state"'
SHOWN = 5
"""So many cases and promises are shown beside the form."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """A known customer: how many ``cases``, ``running`` ones; ``open`` newest first, promises by due time."""

    customer: Customer
    cases: int
    running: int
    open: tuple[CaseLine, ...]
    promises: tuple[Promise, ...]
    last: Contact | None


def known_caller(wire: Wire, numbers: Iterable[str]) -> Caller | None:
    """The newest customer with one of these telephone numbers; None for a stranger."""
    found = customers_by_phone(wire, numbers, 1)
    return _caller(wire, found[0]) if found else None


def _caller(wire: Wire, customer: Customer) -> Caller:
    number = customer.cust_no
    states = tuple(state for state in State if state not in _OVER)
    counted: dict[str, int] = dict(wire.rows(_COUNT, number))
    promises = fetch(
        wire,
        Promise,
        f'{_HIS} AND "state" = ? ORDER BY "due_at" LIMIT ?',
        number,
        str(PromiseState.OPEN),
        SHOWN,
    )
    last = fetch(wire, Contact, f'{_HIS} ORDER BY "at" DESC LIMIT 1', number)
    return Caller(
        customer=customer,
        cases=sum(counted.values()),
        running=sum(counted.get(state, 0) for state in states),
        open=case_lines(wire, CaseFilter(customer=number, states=states, limit=SHOWN)),
        promises=tuple(promises),
        last=last[0] if last else None,
    )


def products_on_sale(wire: Wire) -> tuple[Product, ...]:
    """Every product that is still sold, by name: what a product's name is completed from."""
    return tuple(fetch(wire, Product, 'WHERE "active" <> 0 ORDER BY "name"'))
