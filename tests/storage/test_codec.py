"""Every kind of value comes out of its column as it went in, in the one plain form."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales.domain.fields import Part
from aftersales.domain.records.complaint import Complaint, Demand, Loss
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.office import Calendar, Company, TimeLimit
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.staff import Staff
from aftersales.storage.codec import NotThousandths, codec
from aftersales.storage.tables import BY_RECORD
from aftersales.storage.tables.columns import Form, columns_of
from tests.storage.made import parts


@given(st.data())
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@pytest.mark.parametrize("record", BY_RECORD, ids=lambda record: record.__name__)
def test_what_goes_in_comes_out(record: type[Part], data: st.DataObject) -> None:
    """Whatever stands in a record's fields, it is equal to itself after its columns, and these hold their
    form: one that says INTEGER an int and no bool, one that says TEXT a plain str, none another.
    """
    value = data.draw(parts(record))
    kept = codec(record).encode(value)
    assert codec(record).decode(kept) == value
    for column, told in zip(columns_of(record), kept, strict=True):
        if told is not None:
            assert type(told) is (int if column.form is Form.INTEGER else str)
        else:
            assert column.optional


@pytest.mark.parametrize(
    ("record", "name", "column"),
    [
        (
            Complaint(registered_at=datetime(2026, 6, 8, 1, 2, 3, 999999, tzinfo=UTC)),
            "registered_at",
            "2026-06-08T01:02:03.999Z",
        ),
        (
            Complaint(registered_at=datetime(2026, 6, 8, 9, tzinfo=timezone(timedelta(hours=8)))),
            "registered_at",
            "2026-06-08T01:00:00.000Z",
        ),
        (Complaint(occurred_on=date(2026, 2, 28)), "occurred_on", "2026-02-28"),
        (Company(late_from=time(16, 30)), "late_from", "16:30"),
        (Calendar(opens=time(8)), "opens", "08:00"),
        (Complaint(urgent=False), "urgent", 0),
        (Complaint(urgent=None), "urgent", None),
        (TimeLimit(amount=Decimal("0.5")), "amount", 500),
        (ProductLine(unit_price=80_50), "unit_price", 8050),
        (Staff(roles=("clerk", "service")), "roles", '["clerk","service"]'),
        (Staff(), "roles", "[]"),
        (Customer(na={"fax": "none", "address": "unknown"}), "na", '{"address":"unknown","fax":"none"}'),
        (Complaint(title="℃ ㎡ ① （）"), "title", "℃ ㎡ ① （）"),
        (
            Complaint(demands=(Demand(kind="refund", qty=Decimal("1.5"), text="退"),)),
            "demands",
            '[{"kind":"refund","qty":1500,"text":"退"}]',
        ),
    ],
)
def test_plain_forms(record: Part, name: str, column: object) -> None:
    """The forms that the guards, the hashes and other programs count on are these, to the letter."""
    kept = codec(type(record))
    assert dict(zip(kept.names, kept.encode(record), strict=True))[name] == column


def test_four_places_are_a_bug() -> None:
    """A quantity with more than three places is refused, not rounded."""
    with pytest.raises(NotThousandths):
        codec(TimeLimit).encode(TimeLimit(amount=Decimal("0.0005")))


def test_a_moment_without_zone_is_a_bug() -> None:
    """A moment without zone is refused: nobody knows when it was."""
    with pytest.raises(ValueError):
        codec(Complaint).encode(Complaint(registered_at=datetime(2026, 6, 8)))  # noqa: DTZ001


def test_a_row_that_lacks_a_field_has_its_default() -> None:
    """A sub-row written before a field was invented is read with that field's default."""
    kept = codec(Complaint)
    row = list(kept.encode(Complaint(losses=(Loss(kind="repair", claimed=1),))))
    row[kept.names.index("losses")] = json.dumps([{"claimed": 7}])
    assert kept.decode(row).losses == (Loss(kind="", claimed=7),)
