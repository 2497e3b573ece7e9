"""Customers by telephone or name, as one types them while a customer speaks."""

from __future__ import annotations

from collections.abc import Iterable

from aftersales.domain.records.customer import Customer
from aftersales.domain.text import compare_key
from aftersales.storage.books.phones import phone_key
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire

_NEWEST = 'ORDER BY "created_at" DESC, "cust_no" DESC LIMIT ?'


def customers_by_phone(wire: Wire, numbers: Iterable[str], limit: int = 20) -> tuple[Customer, ...]:
    """Customers, not merged away, one of whose numbers is one of these; newest first."""
    keys = tuple(dict.fromkeys(phone_key(number) for number in numbers if number))
    if not keys:
        return ()
    where = (
        'WHERE "merged_into" IS NULL AND "cust_no" IN (SELECT "cust_no" FROM "customer_phone" '
        f'WHERE "number_key" IN ({", ".join("?" * len(keys))})) {_NEWEST}'
    )
    return tuple(fetch(wire, Customer, where, *keys, limit))


def customers_by_name(wire: Wire, typed: str, limit: int = 20) -> tuple[Customer, ...]:
    """Customers, not merged away, whose name holds what was typed, in any writing of it; newest first.

    A name that begins with it comes before one that holds it further on. Percent signs are plain text.
    """
    key = compare_key(typed)
    if not key or "\x00" in key:
        return ()
    place = "instr" if wire.engine == "sqlite" else "strpos"
    where = (
        f'WHERE "merged_into" IS NULL AND {place}("name_key", ?) > 0 ORDER BY {place}("name_key", ?), '
        '"created_at" DESC, "cust_no" DESC LIMIT ?'
    )
    return tuple(fetch(wire, Customer, where, key, key, limit))
