"""Reads what a person or a file gives — JSON values, codes or Chinese words — into a record's values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Protocol

from aftersales.domain import checks, dates, money
from aftersales.domain.errors import BadField, BadInput, Required
from aftersales.domain.fields import Kind, Part, Record, Spec, specs, table_name
from aftersales.domain.text import clean, half_width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo


class NotText(BadField):
    """A text was wanted. Facts: ``field``, ``value``."""


class NotANumber(BadField):
    """A number within its range was wanted. Facts: ``field``, ``value``, ``limit``."""


class NotYesOrNo(BadField):
    """Yes or no was wanted. Facts: ``field``, ``value``."""


class NotATime(BadField):
    """A time of day was wanted. Facts: ``field``, ``value``."""


class NotAList(BadField):
    """A list was wanted. Facts: ``field``, ``value``."""


class NotRows(BadField):
    """A list of objects was wanted. Facts: ``field``, ``value``."""


class UnknownCode(BadField):
    """No value of the dictionary. Facts: ``field``, ``value``, ``dictionary``."""


class UnknownField(BadField):
    """The step does not take this field. Facts: ``field``, ``step``."""


class MayNotBeUnknown(BadField):
    """The field does not take 不详/无/未留. Facts: ``field``."""


class Vocabulary(Protocol):
    """Codes and their words: built-in ones and those the office added."""

    def code(self, dictionary: str, word: str) -> str | None:
        """The code for a code or a word; ``None`` if there is none."""


@dataclass(frozen=True)
class Reader:
    """How to read: with which words, in which zone; ``field`` paths begin with a table's name.

    ``ends``: when a day is over that is said as an end; its first moment where that is not known.
    """

    words: Vocabulary
    zone: ZoneInfo
    ends: Callable[[date], datetime] | None = None

    def row(
        self, part: type[Part], given: Mapping[str, object], names: frozenset[str], place: str = ""
    ) -> dict[str, Any]:
        """The values of ``names`` found in ``given``; all refusals at once as ``BadInput``.

        ``place``: where the row stands (``complaint.demands.2``); its table's name where that is not said.
        """
        values: dict[str, Any] = {}
        marks: dict[str, str] = {}
        problems: list[BadField] = []
        for name, raw in given.items():
            if name not in names:
                continue
            try:
                path = f"{place or table_name(part)}.{name}"
                self._take(specs(part)[name], raw, path, values, marks)
            except BadInput as several:
                problems += several.problems
            except BadField as problem:
                problems.append(problem)
        if problems:
            raise BadInput(problems)
        if issubclass(part, Record) and (marks or values):
            values["na"] = marks
        return values

    def _take(
        self, spec: Spec, raw: object, path: str, values: dict[str, Any], marks: dict[str, str]
    ) -> None:
        mark = self.words.code("na", raw) if isinstance(raw, str) and spec.na else None
        if mark is not None and raw not in ("unknown", "none", "not_left"):
            marks[spec.name] = mark
            values[spec.name] = () if spec.many else None
        else:
            values[spec.name] = self.value(spec, raw, path)

    def value(self, spec: Spec, raw: object, path: str) -> Any:  # noqa: ANN401 - by kind
        """One value of the field; ``None`` (or an empty tuple) for nothing."""
        if raw is None or raw == "":
            return () if spec.many else None
        if spec.kind is Kind.ROWS:
            return self._rows(spec, raw, path)
        if spec.many:
            return tuple(dict.fromkeys(self._one(spec, item, path) for item in _listed(raw, path)))
        return self._one(spec, raw, path)

    def _one(self, spec: Spec, raw: object, path: str) -> Any:  # noqa: ANN401
        return _READ[spec.kind](self, spec, raw, path)

    def _rows(self, spec: Spec, raw: object, path: str) -> tuple[Part, ...]:
        row = spec.row
        if row is None:
            raise TypeError(path)
        if row.__name__ == "Phone" and isinstance(raw, str):
            raw = [{"number": phone.number, "kind": phone.kind} for phone in checks.read_phones(raw)]
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            raise NotRows(field=path, value=repr(raw)[:80])
        names = frozenset(name for name, inner in specs(row).items() if not inner.auto)
        found = []
        for number, item in enumerate(raw, 1):
            given = f"{path}.{number}"
            for name in item:
                if name not in names:
                    raise UnknownField(field=f"{given}.{name}", step="")
            values = self.row(row, item, names, given)
            filled = row(**values)
            require(filled, "row", frozenset(), given)
            found.append(filled)
        return tuple(found)


def _listed(raw: object, path: str) -> list[object]:
    if isinstance(raw, list):
        return raw
    if isinstance(raw, (str, int)):
        return [raw]
    raise NotAList(field=path, value=repr(raw)[:80])


def _text(_: Reader, spec: Spec, raw: object, path: str) -> str | None:
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        raise NotText(field=path, value=repr(raw)[:80])
    return clean(str(raw), spec.limit, long=spec.kind is Kind.LONG_TEXT, field=path) or None


def _code(reader: Reader, spec: Spec, raw: object, path: str) -> str:
    found = reader.words.code(spec.words, raw) if isinstance(raw, str) else None
    if found is None:
        raise UnknownCode(field=path, value=str(raw)[:80], dictionary=spec.words)
    return found


def _count(_: Reader, spec: Spec, raw: object, path: str) -> int:
    value = _decimal(raw, path)
    if value != int(value) or not 0 <= value <= spec.limit:
        raise NotANumber(field=path, value=str(raw)[:80], limit=spec.limit)
    return int(value)


def _quantity(_: Reader, _spec: Spec, raw: object, path: str) -> Decimal:
    value = _decimal(raw, path)
    if value < 0 or value != round(value, 3) or value > 10**12:
        raise NotANumber(field=path, value=str(raw)[:80], limit=10**12)
    return value.normalize() if value else Decimal(0)


_THREES = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_DIGITS = 20
"""More digits than any field holds; arithmetic on ``1e99999999`` would take hours."""


def _decimal(raw: object, path: str) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise NotANumber(field=path, value=repr(raw)[:80], limit=None)
    try:
        return number(str(raw))
    except ValueError:
        raise NotANumber(field=path, value=str(raw)[:80], limit=None) from None


def number(text: str) -> Decimal:
    """The number that a text says, also in full-width digits; 1,234.5 without its commas, as money is read.

    Raises:
        ValueError: it says none; commas anywhere else are refused, for 1,5 may mean 1.5 as well as 15.
    """
    plain = half_width(text).strip()
    if _THREES.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(text) from None
    if (
        "_" in plain
        or not value.is_finite()
        or abs(value.adjusted()) > _DIGITS
        or len(value.as_tuple().digits) > _DIGITS
    ):
        raise ValueError(text)
    return value


def _money(_: Reader, _spec: Spec, raw: object, path: str) -> int:
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        raise money.NotMoney(field=path, value=repr(raw)[:80])
    return money.parse_yuan(raw, field=path)


def _flag(_: Reader, _spec: Spec, raw: object, path: str) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("是", "yes", "true", 1):
        return True
    if raw in ("否", "no", "false", 0):
        return False
    raise NotYesOrNo(field=path, value=str(raw)[:80])


def _time(_: Reader, _spec: Spec, raw: object, path: str) -> time:
    try:
        return time.fromisoformat(half_width(str(raw)))
    except ValueError:
        raise NotATime(field=path, value=str(raw)[:80]) from None


def _moment(reader: Reader, spec: Spec, raw: object, path: str) -> datetime:
    if spec.end and reader.ends is not None and dates.says_a_day(raw):
        return reader.ends(dates.read_date(raw, reader.zone, field=path))
    return dates.read_moment(raw, reader.zone, field=path)


_READ: Mapping[Kind, Callable[[Reader, Spec, object, str], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.TEXTS: _text,
    Kind.REF: _text,
    Kind.REFS: _text,
    Kind.CODE: _code,
    Kind.CODES: _code,
    Kind.COUNT: _count,
    Kind.FILE: _count,
    Kind.FILES: _count,
    Kind.QUANTITY: _quantity,
    Kind.MONEY: _money,
    Kind.FLAG: _flag,
    Kind.TIME: _time,
    Kind.DAY: lambda reader, _, raw, path: dates.read_date(raw, reader.zone, field=path),
    Kind.MOMENT: _moment,
}


def empty(value: object) -> bool:
    """Whether a field holds nothing: no value, or no row."""
    return value is None or value in ("", ())


def missing(part: Part, due: str, conditions: frozenset[str], path: str = "") -> list[BadField]:
    """The empty fields of a record that are compulsory at ``due``, given which conditions hold."""
    place = path or table_name(type(part))
    marks = part.na if isinstance(part, Record) else {}
    return [
        Required(field=f"{place}.{name}", step=due)
        for name, spec in specs(type(part)).items()
        if spec.due == due
        and (not spec.when or spec.when in conditions)
        and empty(getattr(part, name))
        and name not in marks
    ]


def require(part: Part, due: str, conditions: frozenset[str], path: str = "") -> None:
    """Raise ``BadInput`` naming every empty field that is compulsory at ``due``."""
    problems = missing(part, due, conditions, path)
    if problems:
        raise BadInput(problems)
