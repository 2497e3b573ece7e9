"""The cells of one row read into our fields; what cannot be read stays as text and is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from aftersales.domain.checks import Phone, read_phones
from aftersales.domain.dates import AmbiguousDate, NotADate, read_date, read_moment
from aftersales.domain.fields import LONG, Kind, Spec, specs
from aftersales.domain.money import NotMoney, parse_yuan
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.product import Batch, Product, ProductLine
from aftersales.domain.text import BadCharacter, TooLong, clean, half_width
from aftersales.exchange.cells import heading_key, plain, tidy
from aftersales.exchange.grid import is_blank
from aftersales.exchange.headers import LEFTOVERS, HeaderMap
from aftersales.exchange.headings import words
from aftersales.exchange.refusals import Hint, UnreadableCell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from aftersales.exchange.grid import Cell, Row

_QUANTITY = re.compile(r"(\d{1,12}(?:\.\d{1,3}0*)?|\d{1,3}(?:,\d{3})+(?:\.\d{1,3})?)\s*(\D*)", re.ASCII)
_SPLIT = re.compile(r"[,，、;；|\n]")
_ELLIPSIS = "…"
OwnWords = tuple[tuple[str, str, str], ...]


@cache
def specs_of(subject: str) -> Mapping[str, Spec]:
    """What the data dictionary says of the fields of a subject; ``note`` is the import's own."""
    if subject == "customer":
        return specs(Customer)
    if subject == "product":
        return {**specs(Batch), **specs(Product)}
    note = Spec(kind=Kind.LONG_TEXT, name="note", limit=LONG)
    return {**specs(ProductLine), **specs(Customer), **specs(Complaint), "note": note}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one sheet: the map of its columns, the office's zone, the order of 06/08/2020.

    ``own``: what the office itself calls values of dictionaries, each as dictionary, code and word.
    """

    subject: str
    columns: tuple[str, ...]
    headers: HeaderMap
    zone: ZoneInfo
    order: str | None = None
    own: OwnWords = ()

    def code(self, dictionary: str, text: str) -> str | None:
        """The code that a word means: the office's own words before the delivered ones."""
        key = heading_key(text)
        own = (code for name, code, word in self.own if name == dictionary and heading_key(word) == key)
        return next(own, None) or words(dictionary).get(key)

    def read(self, row: Row) -> tuple[dict[str, object], tuple[Hint, ...]]:
        """The values by field, and hints. Raises AmbiguousDate: a person must say the order.

        What cannot be read becomes a line of the note; where the subject has none, UnreadableCell or TooLong.
        """
        reading = _Reading(self)
        for name, columns in self.headers.columns.items():
            cells = [(self.columns[c], row.cell(c)) for c in columns if not is_blank(row.cell(c))]
            if cells:
                reading.take(name, cells)
        return reading.done(), tuple(reading.hints)


@dataclass(slots=True)
class _Reading:
    """One row on its way."""

    reader: Reader
    values: dict[str, object] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)

    def take(self, name: str, cells: list[tuple[str, Cell]]) -> None:
        if name == "phones":
            self._phones(cells)
        elif name == LEFTOVERS.get(self.reader.subject) and (len(cells) > 1 or name == "note"):
            for column, cell in cells:
                self._leave(column, cell)
        elif specs_of(self.reader.subject)[name].kind in (Kind.LONG_TEXT, Kind.TEXTS):
            self._texts(name, cells)
        else:
            self._single(name, *cells[0])

    def done(self) -> dict[str, object]:
        """The values, with what found no field as the last lines of the note."""
        place = LEFTOVERS.get(self.reader.subject)
        if place and self.left:
            before = [str(self.values[place])] if place in self.values else []
            self._put_text(place, place, "\n".join([*before, *self.left]))
        return self.values

    def _leave(self, column: str, cell: Cell) -> None:
        text = self._cleaned(column, plain(cell), long=True)
        if text and f"{column}：{text}" not in self.left:
            self.left.append(f"{column}：{text}")

    def _phones(self, cells: list[tuple[str, Cell]]) -> None:
        found: dict[str, Phone] = {}
        for column, cell in cells:
            text = "\n".join(self._cleaned(column, line, long=False) for line in plain(cell).split("\n"))
            found |= {phone.number: phone for phone in read_phones(text) if phone.number not in found}
        unknown = [phone.number for phone in found.values() if phone.kind == "other"]
        if unknown:
            self._hint("phone_unknown", cells[0][0], count=len(unknown))
        if found:
            self.values["phones"] = list(found.values())

    def _texts(self, name: str, cells: list[tuple[str, Cell]]) -> None:
        said = list(dict.fromkeys(plain(cell).strip() for _, cell in cells))
        if specs_of(self.reader.subject)[name].kind == Kind.TEXTS:
            pieces = [self._cleaned(name, piece, long=False) for text in said for piece in _SPLIT.split(text)]
            self.values[name] = tuple(dict.fromkeys(filter(None, pieces)))
            return
        text = "\n".join(said)
        self._put_text(name, cells[0][0], text.rstrip(",，、 \t") if name == "symptom" else text)

    def _single(self, name: str, column: str, cell: Cell) -> None:
        spec = specs_of(self.reader.subject)[name]
        if spec.kind is Kind.TEXT:
            self._put_text(name, column, plain(cell))
        elif spec.kind is Kind.CODE:
            self._code(spec, column, cell)
        elif spec.kind is Kind.QUANTITY:
            self._quantity(name, column, cell)
        else:
            self._measured(spec, column, cell)

    def _measured(self, spec: Spec, column: str, cell: Cell) -> None:
        """A day, a moment, an amount of money."""
        zone, order = self.reader.zone, self.reader.order
        try:
            if spec.kind is Kind.MOMENT:
                self.values[spec.name] = read_moment(_stripped(cell), zone, order=order, field=spec.name)
            elif spec.kind is Kind.DAY:
                self.values[spec.name] = read_date(_stripped(cell), zone, order=order, field=spec.name)
            else:
                self.values[spec.name] = parse_yuan(plain(cell), field=spec.name)
        except AmbiguousDate:
            raise
        except (NotADate, NotMoney) as error:
            self._unreadable(spec.name, column, cell, error.code)

    def _quantity(self, name: str, column: str, cell: Cell) -> None:
        found = _QUANTITY.fullmatch(half_width(plain(cell)).strip())
        unit = self.reader.code("unit", found[2]) if found and found[2] else None
        if not found or (found[2] and not unit):
            self._unreadable(name, column, cell, "not_a_quantity")
            return
        self.values[name] = Decimal(found[1].replace(",", ""))
        if unit and "unit" in specs_of(self.reader.subject):
            self.values.setdefault("unit", unit)

    def _code(self, spec: Spec, column: str, cell: Cell) -> None:
        code = self.reader.code(spec.words, plain(cell))
        if code:
            self.values[spec.name] = code
        else:
            self._unreadable(spec.name, column, cell, "unknown_word")

    def _unreadable(self, name: str, column: str, cell: Cell, reason: str) -> None:
        if self.reader.subject not in LEFTOVERS:
            raise UnreadableCell(column=column, field=name, value=plain(cell), reason=reason)
        self._leave(column, cell)
        self._hint("kept_as_text", column, field=name, reason=reason)

    def _put_text(self, name: str, column: str, text: str) -> None:
        spec = specs_of(self.reader.subject)[name]
        long = spec.kind is Kind.LONG_TEXT
        kept = self._cleaned(column, text, long=long)
        if len(kept) > spec.limit:
            if self.reader.subject not in LEFTOVERS:
                raise TooLong(field=column, length=len(kept), limit=spec.limit)
            whole = name != LEFTOVERS[self.reader.subject]
            self._hint("shortened" if whole else "cut_short", column, field=name, limit=spec.limit)
            if whole:
                self.left.append(f"{column}：{kept}")
            kept = kept[: spec.limit - 1] + _ELLIPSIS
        if kept:
            self.values[name] = kept

    def _cleaned(self, column: str, text: str, *, long: bool) -> str:
        """Clean text; characters that nobody sees go and are told, the raw row keeps them."""
        kept, gone = tidy(text, long=long)
        while True:
            try:
                kept = clean(kept, None, long=long, field=column)
                break
            except BadCharacter as error:
                code_point = str(error.facts["code_point"])
                kept = kept.replace(chr(int(code_point.removeprefix("U+"), base=16)), "")
                gone.append(code_point)
        if gone:
            self._hint("unseen_characters", column, code_points=gone)
        return kept

    def _hint(self, code: str, column: str, **facts: object) -> None:
        self.hints.append(Hint(code, {"column": column, **facts}))


def _stripped(cell: Cell) -> Cell:
    return " ".join(tidy(cell, long=False)[0].split()) if isinstance(cell, str) else cell
