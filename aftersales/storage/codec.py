"""Values to columns and back: one plain form for each kind of field, prepared once for each record type.

Texts and codes stand as they are; moments ``YYYY-MM-DDTHH:MM:SS.mmmZ`` in UTC; days ``YYYY-MM-DD``; times
``HH:MM``; flags 0/1; money 分; quantities thousandths; whatever is several, compact JSON text with sorted
keys, in which the same plain forms stand and what is not said is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from operator import attrgetter
from typing import Any, Generic, TypeVar

from aftersales.domain.dates import iso_utc
from aftersales.domain.fields import Kind, Part, Spec, specs

Plain = str | int | None
_Part = TypeVar("_Part", bound=Part)
_Way = Callable[[Any], Any]
_THOUSAND = 1000
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class NotThousandths(ValueError):
    """A quantity with more than three places reached a column: a bug of whoever took it in."""


def json_text(value: object) -> str:
    """The one JSON form of a value: compact, keys sorted, no escapes."""
    return _JSON.encode(value)


def _thousandths(value: Decimal) -> int:
    scaled = value * _THOUSAND
    whole = int(scaled)
    if whole != scaled:
        raise NotThousandths(str(value))
    return whole


def _quantity(thousandths: int) -> Decimal:
    """5000 → 5, 500 → 0.5: without places that say nothing."""
    whole, rest = divmod(thousandths, _THOUSAND)
    return Decimal(whole) if not rest else (Decimal(thousandths) / _THOUSAND).normalize()


def _list_text(values: Sequence[object]) -> str:
    return json_text(list(values)) if values else "[]"


def _marks_text(marks: Mapping[str, object]) -> str:
    return json_text(dict(marks)) if marks else "{}"


def _minutes(value: time) -> str:
    return value.isoformat("minutes")


_ENCODE: Mapping[Kind, _Way] = {
    Kind.DAY: date.isoformat,
    Kind.MOMENT: iso_utc,
    Kind.TIME: _minutes,
    Kind.QUANTITY: _thousandths,
    Kind.MARKS: _marks_text,
    **dict.fromkeys((Kind.TEXT, Kind.LONG_TEXT, Kind.CODE, Kind.REF), str),
    **dict.fromkeys((Kind.COUNT, Kind.MONEY, Kind.FILE, Kind.FLAG), int),
    **dict.fromkeys((Kind.TEXTS, Kind.CODES, Kind.REFS, Kind.FILES), _list_text),
}
_DECODE: Mapping[Kind, _Way] = {
    Kind.DAY: date.fromisoformat,
    Kind.MOMENT: datetime.fromisoformat,
    Kind.TIME: time.fromisoformat,
    Kind.QUANTITY: _quantity,
    Kind.FLAG: bool,
    Kind.MARKS: json.loads,
    **dict.fromkeys((Kind.TEXTS, Kind.CODES, Kind.REFS, Kind.FILES), lambda text: tuple(json.loads(text))),
}


def _rows_encoder(row: type[Part]) -> _Way:
    kept = codec(row)

    def encode(rows: Sequence[Part]) -> str:
        return json_text([kept.plain(item) for item in rows]) if rows else "[]"

    return encode


def _rows_decoder(row: type[Part]) -> _Way:
    kept = codec(row)

    def decode(text: str) -> tuple[Part, ...]:
        return tuple(kept.part(item) for item in json.loads(text)) if text != "[]" else ()

    return decode


def _encoder(spec: Spec) -> _Way:
    return _rows_encoder(spec.row) if spec.row is not None else _ENCODE[spec.kind]


def _decoder(spec: Spec) -> _Way | None:
    return _rows_decoder(spec.row) if spec.row is not None else _DECODE.get(spec.kind)


class Codec(Generic[_Part]):
    """The two ways between a record and the values of its columns, in the order of its fields."""

    def __init__(self, part: type[_Part]) -> None:
        told = specs(part)
        self._type = part
        self.names: tuple[str, ...] = tuple(told)
        self._all = attrgetter(*self.names)
        self._encoders = tuple(_encoder(spec) for spec in told.values())
        self._decoders = tuple(
            (name, way, () if spec.many else None)
            for name, spec in told.items()
            if (way := _decoder(spec)) is not None
        )
        self._by_name = dict(zip(self.names, self._encoders, strict=True))
        self._defaults = part()

    def encode(self, part: _Part) -> tuple[Plain, ...]:
        """The values of the columns."""
        values = self._all(part) if len(self.names) > 1 else (self._all(part),)
        pairs = zip(self._encoders, values, strict=True)
        return tuple([None if value is None else way(value) for way, value in pairs])

    def field(self, part: _Part, name: str) -> Plain:
        """The value of one column."""
        return self.form(name, getattr(part, name))

    def form(self, name: str, value: object) -> Plain:
        """The plain form of a value of this field."""
        return None if value is None else self._by_name[name](value)

    def decode(self, row: Sequence[Any]) -> _Part:
        """The record of a row whose columns stand in the order of the fields."""
        values = dict(zip(self.names, row, strict=True))
        for name, way, nothing in self._decoders:
            value = values[name]
            values[name] = nothing if value is None else way(value)  # secret rows are hidden as NULL
        return self._made(values)

    def plain(self, part: _Part) -> dict[str, Plain]:
        """The object that stands in JSON for a row kept inside its record."""
        return {name: told for name in self.names if (told := self.field(part, name)) is not None}

    def part(self, plain: Mapping[str, Any]) -> _Part:
        """The row that such an object stands for; a field that is not there has its default."""
        return self.decode([plain.get(name, self._default(name)) for name in self.names])

    def _default(self, name: str) -> Plain:
        return self.field(self._defaults, name)

    def _made(self, values: dict[str, Any]) -> _Part:
        """A frozen record without the eighty guarded assignments of its constructor."""
        made = object.__new__(self._type)
        made.__dict__.update(values)
        return made


def altered(record: _Part, **told: object) -> _Part:
    """The record with other values in some fields: ``dataclasses.replace`` without eighty assignments."""
    made = object.__new__(type(record))
    made.__dict__.update(record.__dict__)
    made.__dict__.update(told)
    return made


_CODECS: dict[type[Part], Codec[Any]] = {}


def codec(part: type[_Part]) -> Codec[_Part]:
    """The codec of a record type; made once."""
    found = _CODECS.get(part)
    if found is None:
        found = _CODECS[part] = Codec(part)
    return found
