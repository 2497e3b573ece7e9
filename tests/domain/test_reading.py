"""Whatever is typed into whatever field: it is read, or refused by the field's name, and quickly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from aftersales.domain.case import CASE_ROWS
from aftersales.domain.errors import BadField, BadInput
from aftersales.domain.fields import Part, specs
from aftersales.domain.forms import FORMS, Extra, own, read_form
from aftersales.domain.reading import Reader
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.office import Company
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.records.staff import Authority, Staff
from aftersales.words import words
from tests.domain.play import OFFICE

READER = Reader(words(), OFFICE.zone)
PARTS: tuple[type[Part], ...] = (Complaint, Customer, Company, Staff, Authority, Extra, *CASE_ROWS.values())
NUMBERS = (
    "0",
    "-0",
    "-1",
    "1.0005",
    "1e3",
    "1e30",
    "1e999999",
    "1e99999999",
    "-1e99999999",
    "1E-99999999",
    "0E99999999",
)
TEXTS = (
    "",
    " ",
    "x",
    "无",
    "不详",
    "电话",
    "NaN",
    "inf",
    "sNaN",
    "99:99",
    "2026-02-30",
    "0000-00-00",
    "06/08/2020",
)
HOSTILE = (
    "\x00",
    "\u202e",
    "\ud800",
    "\ufeff",
    "\u200b",
    "a\nb",
    "𠮷" * 90,
    "9" * 5000,
    "=1+1",
    "<b>&",
    "１２",
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 10**40, 1.5, float("nan"), float("inf"), 1e300),
    *(
        [],
        [[]],
        [None],
        [{}],
        [1, "x"],
        ["x", "x"],
        {},
        {"x": {}},
        [{"kind": "x"}],
        [{"number": 1}],
        [{"at": []}],
    ),
    *NUMBERS,
    *TEXTS,
    *HOSTILE,
)


def refused(read: Callable[[], object]) -> list[str]:
    """The fields for which reading is refused, none if it is read; anything else that is raised is a bug."""
    try:
        read()
    except BadInput as several:
        return [str(problem.facts["field"]) for problem in several.problems]
    except BadField as problem:
        return [str(problem.facts["field"])]
    return []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_any_value_in_any_field(part: type[Part]) -> None:
    """Nothing but a refusal that names its field comes out of reading, whatever went in."""
    for name in own(part):
        spec = specs(part)[name]
        for value in VALUES:
            told = refused(lambda spec=spec, value=value: READER.value(spec, value, f"x.{spec.name}"))
            assert all(field.startswith("x.") or spec.many for field in told), (name, value, told)


@pytest.mark.parametrize("step", FORMS)
def test_any_value_in_any_form(step: str) -> None:
    """A form with one hostile value in each of its fields is read or refused as a whole."""
    for value in VALUES:
        data = dict.fromkeys((*FORMS[step].names(), "na"), value)
        told = refused(lambda data=data: read_form(FORMS[step], READER, step, data))
        assert all(told), (value, told)


@pytest.mark.parametrize("step", FORMS)
def test_a_field_that_the_step_does_not_take(step: str) -> None:
    """A key that the step does not know is told by name, never dropped silently."""
    with pytest.raises(BadInput) as caught:
        read_form(FORMS[step], READER, step, {"state": "closed", "version": 9})
    assert {str(problem.facts["field"]) for problem in caught.value.problems} >= {"state", "version"} - set(
        FORMS[step].names()
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1", 1),
        (2, 2),
        ("0.125", Decimal("0.125")),
        ("１２", 12),
        ("1e3", 1000),
        ("1000000000000", 10**12),
        ("1,000", 1000),
        ("１，２３４，５６７．５", Decimal("1234567.5")),
    ],
)
def test_quantities_that_are_read(typed: object, read: Decimal | int) -> None:
    """A number up to a million millions, with three places, in full width too, and with commas in threes."""
    assert READER.value(specs(Remedy)["qty"], typed, "remedy.qty") == read


@pytest.mark.parametrize(
    "typed",
    ["0.0001", "-1", "1000000000001", "1e30", "1e99999999", "x", "", True, "1,5", "1,0000", ",100", "1,000,"],
)
def test_quantities_that_are_not(typed: object) -> None:
    """A fourth place, less than nothing, more than a field holds: refused; nothing typed is nothing."""
    if typed == "":
        assert READER.value(specs(Remedy)["qty"], typed, "remedy.qty") is None
        return
    with pytest.raises(BadField):
        READER.value(specs(Remedy)["qty"], typed, "remedy.qty")
