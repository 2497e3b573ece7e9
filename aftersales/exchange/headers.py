"""Which column means which of our fields: by a saved map, by a known origin, by synonyms."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.exchange.cells import heading_forms, heading_key, plain
from aftersales.exchange.headings import Profile, fields_of, meanings, profiles
from aftersales.exchange.refusals import BadMapping, Hint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from aftersales.exchange.grid import Row
    from aftersales.exchange.reading import Sheet

JOINED = frozenset({"phones", "note", "symptom", "care_notes", "common_faults", "specs"})
"""Fields that take several columns; the others take one, or columns of which one is filled in each row."""
LEFTOVERS = {"case": "note", "customer": "care_notes"}
"""Where what found no other place is told as text."""
_SAID = -1
_DERIVED = "sheet-"
_COPY = re.compile(r"#\d+$")


@dataclass(frozen=True, slots=True)
class HeaderMap:
    """Field (or None) by column name, the columns of each field surest first, and what was doubtful."""

    mapping: dict[str, str | None]
    columns: dict[str, tuple[int, ...]]
    source: str
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    column: int
    field: str
    rank: int


def map_columns(sheet: Sheet, subject: str, saved: Mapping[str, str | None] | None = None) -> HeaderMap:
    """The map of a sheet's columns for a subject (case, customer, product).

    A saved map (column to field, None or "" for a column left in the raw text) goes before the synonyms.
    Raises BadMapping for a field that the subject does not have.
    """
    profile = _profile(sheet) if subject == "case" else None
    hints: list[Hint] = []
    choices = list(_choices(sheet, subject, _checked(saved or {}, subject), profile, hints))
    choices = _without_mere_serials(sheet, choices, hints)
    settled = _settled(sheet, subject, choices, hints)
    hints += _absent(sheet, saved or {})
    source = profile.source if profile else _derived_source(sheet)
    return HeaderMap(_by_name(sheet, settled), _by_field(settled), source, tuple(hints))


def _profile(sheet: Sheet) -> Profile | None:
    there = {heading_key(column) for column in sheet.columns}
    return next((profile for profile in profiles() if profile.needs <= there), None)


def is_derived(source: str) -> bool:
    """Whether a source was made of headings: it tells sheets apart and means nothing to people."""
    return source.startswith(_DERIVED)


def _derived_source(sheet: Sheet) -> str:
    """The same for every file with the same headings, whatever its name, encoding and order of columns."""
    keys = "\n".join(sorted({heading_key(column) for column in sheet.columns} - {""}))
    return _DERIVED + hashlib.sha256(keys.encode()).hexdigest()[:8]


def _checked(saved: Mapping[str, str | None], subject: str) -> dict[str, str | None]:
    for column, field in saved.items():
        if field and field not in fields_of(subject):
            raise BadMapping(field=field, column=column)
    return {**{heading_key(column): field or None for column, field in saved.items()}, **saved}


def _absent(sheet: Sheet, saved: Mapping[str, str | None]) -> Iterator[Hint]:
    there = {*sheet.columns, *map(heading_key, sheet.columns)}
    gone = [column for column in saved if column not in there and heading_key(column) not in there]
    if gone:
        yield Hint("mapped_columns_absent", {"columns": gone})


def _choices(
    sheet: Sheet,
    subject: str,
    saved: Mapping[str, str | None],
    profile: Profile | None,
    hints: list[Hint],
) -> Iterator[_Choice]:
    open_columns: list[tuple[int, list[_Choice]]] = []
    claimed: set[str] = set()
    for column, name in enumerate(sheet.columns):
        if not name:
            continue
        options = list(_options(sheet, subject, saved, profile, column))
        if len(options) > 1:
            open_columns.append((column, options))
        for choice in options[:1] if len(options) == 1 else ():
            claimed.add(choice.field)
            yield choice
    for column, options in open_columns:
        free = [choice for choice in options if choice.field not in claimed] or options
        if len(free) > 1:
            facts = {"column": sheet.columns[column], "taken": free[0].field}
            hints.append(Hint("ambiguous_heading", {**facts, "fields": [choice.field for choice in free]}))
        claimed.add(free[0].field)
        yield free[0]


def _options(
    sheet: Sheet, subject: str, saved: Mapping[str, str | None], profile: Profile | None, column: int
) -> Iterator[_Choice]:
    name = sheet.columns[column]
    base = _COPY.sub("", name)
    for key in (name, heading_key(name), heading_key(base)):
        if key in saved:
            if field := saved[key]:
                yield _Choice(column, field, _SAID)
            return
    if column in sheet.serial:
        return
    if profile and (field := profile.columns.get(heading_key(base))):
        yield _Choice(column, field, 0)
        return
    for form in heading_forms(base):
        if found := meanings(subject).get(form):
            yield from (_Choice(column, meaning.field, meaning.rank) for meaning in found)
            return


def _without_mere_serials(sheet: Sheet, choices: list[_Choice], hints: list[Hint]) -> list[_Choice]:
    """An external number that only counts the rows would be the same in every file: left out."""
    kept = []
    for choice in choices:
        if choice.field == "external_no" and choice.rank != _SAID and _counts_rows(sheet.rows, choice.column):
            hints.append(Hint("serial_not_number", {"column": sheet.columns[choice.column]}))
            continue
        kept.append(choice)
    return kept


def _counts_rows(rows: Collection[Row], column: int) -> bool:
    texts = [plain(row.cell(column)).strip() for row in rows]
    if not texts or texts[0] not in ("0", "1"):
        return False
    return texts == [str(number) for number in range(int(texts[0]), int(texts[0]) + len(texts))]


def _settled(sheet: Sheet, subject: str, choices: list[_Choice], hints: list[Hint]) -> list[_Choice]:
    """One column a field, unless the field joins columns or they fill each other's gaps."""
    settled: list[_Choice] = []
    for field in dict.fromkeys(choice.field for choice in choices):
        rivals = sorted((c for c in choices if c.field == field), key=lambda c: (c.rank, c.column))
        if len(rivals) == 1 or field in JOINED or _fill_gaps(sheet.rows, [c.column for c in rivals]):
            settled += rivals
            continue
        settled.append(rivals[0])
        if subject in LEFTOVERS:
            settled += [_Choice(c.column, LEFTOVERS[subject], c.rank) for c in rivals[1:]]
        names = [sheet.columns[c.column] for c in rivals]
        hints.append(Hint("ambiguous_columns", {"field": field, "columns": names, "taken": names[0]}))
    return settled


def _fill_gaps(rows: Collection[Row], columns: Collection[int]) -> bool:
    """Whether no row has two different values in these columns, as ``id`` and ``id_``."""
    return all(len({plain(row.cell(c)).strip() for c in columns} - {""}) <= 1 for row in rows)


def _by_name(sheet: Sheet, settled: Collection[_Choice]) -> dict[str, str | None]:
    fields = {choice.column: choice.field for choice in settled}
    return {name: fields.get(column) for column, name in enumerate(sheet.columns) if name}


def _by_field(settled: Collection[_Choice]) -> dict[str, tuple[int, ...]]:
    """The columns of each field: joined ones from left to right, rivals the surest first."""
    found: dict[str, tuple[int, ...]] = {}
    for choice in sorted(settled, key=lambda c: (0 if c.field in JOINED else c.rank, c.column)):
        found[choice.field] = (*found.get(choice.field, ()), choice.column)
    return found
