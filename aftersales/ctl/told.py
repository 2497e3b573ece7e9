"""A case, a record, a history row as JSON: the data dictionary's names, codes, 分, ISO times."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.domain.case import CASE_ROWS
from aftersales.domain.dates import iso_utc
from aftersales.domain.fields import Part, specs, table_name
from aftersales.domain.policy import TRUSTED
from aftersales.domain.records.complaint import CaseClock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.domain.case import Case
    from aftersales.domain.checks import Caution
    from aftersales.domain.office import Office
    from aftersales.domain.records.trail import History
    from aftersales.words import Words

MASK = "****"


def sees_secrets(office: Office, login: str) -> bool:
    """Whether this person is shown what is secret; nobody signed in is not."""
    person = office.by_login.get(login)
    return person is not None and person.active and not set(person.roles).isdisjoint(TRUSTED)


def case_json(case: Case, *, secrets: bool) -> dict[str, Any]:
    """Every table of the case by its name; the clocks stand in the complaint, as the dictionary has them."""
    told: dict[str, Any] = {"complaint": part_json(case.complaint, secrets=secrets)}
    told["customer"] = part_json(case.customer, secrets=secrets)
    for name, record in CASE_ROWS.items():
        rows = [part_json(row, secrets=secrets) for row in getattr(case, name)]
        if record is CaseClock:
            told["complaint"]["clocks"] = rows
        else:
            told[table_name(record)] = rows
    return told


def part_json(part: Part, *, secrets: bool = True) -> dict[str, Any]:
    """A record, or a row kept inside one, by the names of its fields."""
    return {
        name: MASK if spec.secret and not secrets and getattr(part, name) else value_json(getattr(part, name))
        for name, spec in specs(type(part)).items()
    }


def value_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """One value: UTC with Z, days, times, numbers, texts, lists."""
    for kind, way in _WAYS:
        if isinstance(value, kind):
            return way(value)
    return value


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


_WAYS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Part, part_json),
    (tuple, lambda values: [value_json(item) for item in values]),
    (datetime, iso_utc),
    (date, date.isoformat),
    (time, lambda value: f"{value:%H:%M}"),
    (Decimal, _number),
    (Mapping, lambda value: {name: value_json(item) for name, item in value.items()}),
)


def history_json(row: History) -> dict[str, Any]:
    """A history row; its changes as the list that they are."""
    return {**part_json(row), "changes": json.loads(row.changes)}


def cautions_json(found: Iterable[Caution], words: Words) -> list[dict[str, Any]]:
    """Warnings, each with its sentence; the value was taken all the same."""
    return [
        {
            "caution": one.code,
            "field": one.field,
            "facts": {name: value_json(value) for name, value in one.facts.items()},
            "message": words.caution(one.code, {"field": one.field, **_plain(one.facts)}),
        }
        for one in found
    ]


def _plain(facts: Mapping[str, object]) -> dict[str, Any]:
    return {name: value_json(value) for name, value in facts.items()}
