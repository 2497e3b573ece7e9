"""Which record stands for a customer: his own, or the last of those into which it was merged."""

from __future__ import annotations

from aftersales.domain.records.customer import Customer
from aftersales.storage.rows import fetch
from aftersales.storage.wire import Wire

_STANDING = """(
    SELECT CASE WHEN o."merged_into" IS NULL THEN o."cust_no" ELSE COALESCE((
        WITH RECURSIVE up(n) AS (
            SELECT o."merged_into"
            UNION SELECT m."merged_into" FROM "customer" m JOIN up ON m."cust_no" = up.n
                WHERE m."merged_into" IS NOT NULL
        ) SELECT up.n FROM up JOIN "customer" t ON t."cust_no" = up.n WHERE t."merged_into" IS NULL
    ), o."cust_no") END
    FROM "customer" o WHERE o."cust_no" = {number})"""


def standing(number: str) -> str:
    """The number of the record that stands for the customer of this number; both are expressions in SQL."""
    return _STANDING.format(number=number)


STANDS = standing('c."customer"')
"""The number of the record that stands for the customer of the case c."""
OF_CASE = f'k."cust_no" = {STANDS}'
"""The condition that the record k stands for him: who reads cases with their customers joins by it."""


def standing_customer(wire: Wire, cust_no: str) -> Customer | None:
    """The record that stands for the customer of this number, None where there is none."""
    found = fetch(wire, Customer, f'WHERE "cust_no" = {standing("?")}', cust_no)
    return found[0] if found else None
