"""A column: how a field of the data dictionary stands in a table, the same on both engines."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aftersales.domain.fields import Kind, Part, specs

if TYPE_CHECKING:
    from collections.abc import Mapping


class Form(StrEnum):
    """What a column holds; there is no boolean, no real number and no date in the tables."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    BYTES = "BYTES"


NUMBERS = frozenset({Kind.COUNT, Kind.QUANTITY, Kind.MONEY, Kind.FLAG, Kind.FILE})


@dataclass(frozen=True)
class Column:
    """One column. ``secret``: restricted by the data dictionary, a column grant hides it."""

    name: str
    form: Form
    optional: bool = False
    secret: bool = False


def columns_of(record: type[Part]) -> tuple[Column, ...]:
    """The columns of a record's table, in the order of its fields; NOT NULL where the type has no None."""
    told = specs(record)
    types: Mapping[str, str] = {item.name: str(item.type) for item in dataclasses.fields(record)}
    return tuple(
        Column(
            name,
            Form.INTEGER if spec.kind in NUMBERS else Form.TEXT,
            optional="None" in types[name],
            secret=spec.secret,
        )
        for name, spec in told.items()
    )
