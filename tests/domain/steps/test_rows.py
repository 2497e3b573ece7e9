"""What is said of a record over what stood there: values, and 不详 in their place."""

from __future__ import annotations

from aftersales.domain.records.customer import Customer
from aftersales.domain.steps.rows import filled

UNKNOWN = {"address": "unknown"}


def test_a_mark_over_a_value_needs_the_value_emptied() -> None:
    """A mark alone does not take away what is known, as the fast lane says 不详 of what it does not ask."""
    known = Customer(address="北郊物流园")
    assert filled(known, {"na": UNKNOWN}) == known
    unknown = filled(known, {"address": None, "na": UNKNOWN})
    assert (unknown.address, unknown.na) == (None, UNKNOWN)


def test_a_name_that_is_given_is_said_anew() -> None:
    """Given without a mark it loses its old one; what is not named keeps its own."""
    unknown = Customer(na=UNKNOWN | {"region": "unknown"})
    assert filled(unknown, {"address": None, "na": {}}).na == {"region": "unknown"}
    assert filled(unknown, {"address": "北郊", "na": {}}).na == {"region": "unknown"}
    assert filled(unknown, {"postcode": "350100", "na": {}}).na == unknown.na
