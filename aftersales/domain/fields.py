"""How a field of the data dictionary is said once: type, when compulsory, dictionary, secrecy.

A record is a frozen dataclass whose attributes are declared with the words of this file. Tables,
JSON, compulsory checks, ``--schema`` and the tests that feed hostile text are all read off it.
``due`` names the step (path.md) at which a field is compulsory, ``row`` when it is so in each row;
``when`` names a condition that the step's own function knows.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ONE_LINE = 80
LONG = 20_000
UNLIMITED = 10_000_000


class Kind(StrEnum):
    """What a field holds; each kind has one form in Python, in JSON and in a column."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    TEXTS = "texts"
    DAY = "day"
    MOMENT = "moment"
    TIME = "time"
    COUNT = "count"
    QUANTITY = "quantity"
    MONEY = "money"
    CODE = "code"
    CODES = "codes"
    FLAG = "flag"
    REF = "ref"
    REFS = "refs"
    FILE = "file"
    FILES = "files"
    ROWS = "rows"
    MARKS = "marks"


MANY = frozenset({Kind.TEXTS, Kind.CODES, Kind.REFS, Kind.FILES, Kind.ROWS})


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What the data dictionary says of one field."""

    kind: Kind
    name: str = ""
    limit: int = ONE_LINE
    words: str = ""
    row: type[Part] | None = None
    due: str = ""
    when: str = ""
    auto: bool = False
    na: bool = False
    secret: bool = False
    end: bool = False

    @property
    def many(self) -> bool:
        """Whether the value is a tuple."""
        return self.kind in MANY


def _told(kind: Kind, **said: Any) -> Any:  # noqa: ANN401 - a dataclass default is of the field's type
    default = said.pop("default", () if kind in MANY else None)
    return field(default=default, metadata={"spec": Spec(kind=kind, **said)})


def text(limit: int = ONE_LINE, **said: Any) -> Any:  # noqa: ANN401
    """One line of text of at most ``limit`` characters."""
    return _told(Kind.TEXT, limit=limit, **said)


def long_text(limit: int = LONG, **said: Any) -> Any:  # noqa: ANN401
    """Text of several lines, at most ``limit`` characters."""
    return _told(Kind.LONG_TEXT, limit=limit, **said)


def texts(limit: int = ONE_LINE, **said: Any) -> Any:  # noqa: ANN401
    """Several one-line texts."""
    return _told(Kind.TEXTS, limit=limit, **said)


def day(**said: Any) -> Any:  # noqa: ANN401
    """A date of the office."""
    return _told(Kind.DAY, **said)


def moment(**said: Any) -> Any:  # noqa: ANN401
    """A moment, UTC; of an ``end`` a day without a clock means that day's end of work."""
    return _told(Kind.MOMENT, **said)


def clock_time(**said: Any) -> Any:  # noqa: ANN401
    """A time of day of the office."""
    return _told(Kind.TIME, **said)


def count(**said: Any) -> Any:  # noqa: ANN401
    """A whole number from 0 to ``limit``."""
    said.setdefault("limit", UNLIMITED)
    return _told(Kind.COUNT, **said)


def quantity(**said: Any) -> Any:  # noqa: ANN401
    """A number with at most three places (Decimal; thousandths in a column)."""
    return _told(Kind.QUANTITY, **said)


def money(**said: Any) -> Any:  # noqa: ANN401
    """An amount in 分."""
    return _told(Kind.MONEY, **said)


def code(words: str, **said: Any) -> Any:  # noqa: ANN401
    """One code of the dictionary ``words``."""
    return _told(Kind.CODE, words=words, **said)


def codes(words: str, **said: Any) -> Any:  # noqa: ANN401
    """Several codes of the dictionary ``words``."""
    return _told(Kind.CODES, words=words, **said)


def flag(**said: Any) -> Any:  # noqa: ANN401
    """Yes, no, or not said."""
    return _told(Kind.FLAG, **said)


def ref(**said: Any) -> Any:  # noqa: ANN401
    """The business key of another record: a login, a number."""
    return _told(Kind.REF, **said)


def refs(**said: Any) -> Any:  # noqa: ANN401
    """Several business keys."""
    return _told(Kind.REFS, **said)


def file(**said: Any) -> Any:  # noqa: ANN401
    """The running number of an attachment of the same case."""
    return _told(Kind.FILE, **said)


def files(**said: Any) -> Any:  # noqa: ANN401
    """Several attachments."""
    return _told(Kind.FILES, **said)


def rows(row: type[Part], **said: Any) -> Any:  # noqa: ANN401
    """A sub-table kept inside its record."""
    return _told(Kind.ROWS, row=row, **said)


def _marks() -> Any:  # noqa: ANN401
    return field(default_factory=dict, metadata={"spec": Spec(kind=Kind.MARKS, auto=True)})


@dataclass(frozen=True, kw_only=True)
class Part:
    """A value made of declared fields; the row of a sub-table, or a record."""


@dataclass(frozen=True, kw_only=True)
class Record(Part):
    """A row of a table: which fields were answered 不详/无/未留, and who made it when."""

    na: Mapping[str, str] = _marks()
    created_at: datetime | None = moment(auto=True)
    created_by: str | None = ref(auto=True)


@dataclass(frozen=True, kw_only=True)
class CaseRow(Record):
    """A record that belongs to a case; ``no`` counts within case and table, from 1."""

    no: int = count(auto=True, default=0)


_SPECS: dict[type[Part], Mapping[str, Spec]] = {}


def specs(part: type[Part]) -> Mapping[str, Spec]:
    """The declared fields of a record type, by name and in order; read once a type."""
    found = _SPECS.get(part)
    if found is None:
        found = _SPECS[part] = _read(part)
    return found


def _read(part: type[Part]) -> Mapping[str, Spec]:
    found = {}
    for item in dataclasses.fields(part):
        spec = item.metadata.get("spec")
        if spec is None:
            message = f"{part.__name__}.{item.name} is not declared with a word of fields.py"
            raise TypeError(message)
        found[item.name] = dataclasses.replace(spec, name=item.name)
    return found


def table_name(part: type[Part]) -> str:
    """The table's name in JSON and schema: the class name in snake case."""
    name = part.__name__
    return "".join(f"_{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))


def silent(part: type[Part], name: str) -> bool:
    """Whether the field holds nothing until somebody says something: it has no default."""
    default = next(item.default for item in dataclasses.fields(part) if item.name == name)
    return default in (None, (), "")
