"""Complaints, customers and products out of a sheet: what is taken, what is refused and why."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from aftersales.domain.checks import batch_key, read_batch
from aftersales.domain.errors import DomainError
from aftersales.domain.fields import specs
from aftersales.domain.records.product import Batch
from aftersales.domain.text import clean
from aftersales.exchange.cells import compared, heading_key, plain, raw
from aftersales.exchange.headers import is_derived, map_columns
from aftersales.exchange.headings import fields_of
from aftersales.exchange.reading import read_sheet
from aftersales.exchange.refusals import (
    DuplicateRow,
    Hint,
    NoComplaintText,
    NoRequiredValue,
    NoTextColumn,
    RepeatedHeader,
)
from aftersales.exchange.values import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from aftersales.exchange.grid import Row
    from aftersales.exchange.headers import HeaderMap
    from aftersales.exchange.reading import Sheet
    from aftersales.exchange.values import OwnWords

OFFICE = ZoneInfo("Asia/Shanghai")
COMPLAINT_TEXT = ("verbatim", "title", "symptom")
"""Of these a complaint needs at least one."""
_SOURCE_LIMIT = 80


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row that can be taken: values by our field names, the original as JSON, what makes it itself."""

    row_no: int
    values: dict[str, object]
    raw: str
    identity: str
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken, its number in the sheet, and why."""

    row_no: int
    reason: DomainError
    raw: str


@dataclass(frozen=True, slots=True)
class SheetImport:
    """What a file gives: rows, refusals, and by which map; every data row is in one of the two."""

    rows: tuple[ImportRow, ...]
    refused: tuple[RefusedRow, ...]
    mapping: dict[str, str | None]
    file_sha256: str
    file_name: str
    cut_off: bool
    encoding: str
    header_row: int
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class CaseImport(SheetImport):
    """Complaints of a file; ``source`` is what their external numbers belong to."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class _Task:
    """What one import is about."""

    sheet: Sheet
    headers: HeaderMap
    reader: Reader
    finish: Callable[[Row, dict[str, object]], str]


def read_cases(
    path: Path,
    *,
    source: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    partial: bool = False,
    zone: ZoneInfo = OFFICE,
    sheet: str | None = None,
    date_order: str | None = None,
    own: OwnWords = (),
) -> CaseImport:
    """The complaints of a CSV or XLSX file, in the fields of complaint, customer and product_line, flat.

    ``source`` names where external numbers come from; without it, it is the known origin of such sheets,
    or made of the headings, so that two writings of one file share it. ``mapping`` is column to field (None:
    left in the raw text). ``date_order`` (dates.DAY_FIRST, MONTH_FIRST) settles ``06/08/2020``; without it
    such rows are refused. ``own``: see Reader. Moments are UTC, amounts 分. ``note`` holds what has no field,
    a line a column.

    Identity: ``<source>:<external number>``, else sha256 over headings and cells, folded. Raises what
    read_sheet raises, BadMapping, NoTextColumn. Source: data dictionary, Import batch.
    """
    found = read_sheet(path, partial=partial, sheet=sheet, known=tuple(mapping or ()))
    headers = map_columns(found, "case", mapping)
    _need(found, headers, COMPLAINT_TEXT)
    named = clean(source or headers.source, _SOURCE_LIMIT, field="source")

    def finish(row: Row, values: dict[str, object]) -> str:
        if not any(name in values for name in COMPLAINT_TEXT):
            raise NoComplaintText(row=row.no)
        if "external_no" not in values:
            return row_identity(found, row)
        if not is_derived(named):
            values["external_source"] = named
        return f"{named}:{compared(str(values['external_no']))}"

    task = _Task(found, headers, Reader("case", found.columns, headers, zone, date_order, own), finish)
    rows, refused = _sorted(task)
    return CaseImport(
        rows, refused, headers.mapping, found.file_sha256, found.file_name, found.cut_off, found.encoding,
        found.header_row, (*found.hints, *headers.hints), source=named,
    )  # fmt: skip


def read_customers(
    path: Path,
    *,
    mapping: Mapping[str, str | None] | None = None,
    partial: bool = False,
    zone: ZoneInfo = OFFICE,
    sheet: str | None = None,
    own: OwnWords = (),
) -> SheetImport:
    """The customers of a file; a row needs ``cust_name``. Identity: ``uscc``, else name and numbers."""

    def identity(values: dict[str, object], _row: int) -> str:
        phones = values.get("phones")
        numbers = sorted(phone.number for phone in phones) if isinstance(phones, list) else []
        return _key(values["uscc"]) if "uscc" in values else "/".join([_key(values["cust_name"]), *numbers])

    return _records(path, "customer", ("cust_name",), identity, mapping, partial, zone, sheet, own)


def read_products(
    path: Path,
    *,
    mapping: Mapping[str, str | None] | None = None,
    partial: bool = False,
    sheet: str | None = None,
    own: OwnWords = (),
) -> SheetImport:
    """The products of a file; a row needs ``code`` and ``name``, ``unit_value`` is 分.

    A row with ``batch_no`` is a batch of its product, so a product may stand in many rows; what belongs to a
    batch without its number is refused. Identity: the code and the batch number.
    """

    def identity(values: dict[str, object], row: int) -> str:
        if "batch_no" in values:
            batch = read_batch(str(values["batch_no"]), field="batch.batch_no")
            return f"{_key(values['code'])}/{batch_key(batch)}"
        if any(name in values for name in specs(Batch)):
            raise NoRequiredValue(row=row, field="batch_no")
        return _key(values["code"])

    return _records(path, "product", ("code", "name"), identity, mapping, partial, OFFICE, sheet, own)


def _records(  # noqa: PLR0913, PLR0917 - the two public functions above, in one
    path: Path,
    subject: str,
    required: tuple[str, ...],
    identity: Callable[[dict[str, object], int], str],
    mapping: Mapping[str, str | None] | None,
    partial: bool,  # noqa: FBT001
    zone: ZoneInfo,
    sheet: str | None,
    own: OwnWords,
) -> SheetImport:
    found = read_sheet(path, partial=partial, sheet=sheet, known=tuple(mapping or ()))
    headers = map_columns(found, subject, mapping)
    for name in required:
        _need(found, headers, (name,))

    def finish(row: Row, values: dict[str, object]) -> str:
        for name in required:
            if name not in values:
                raise NoRequiredValue(row=row.no, field=name)
        return identity(values, row.no)

    reader = Reader(subject, found.columns, headers, zone, own=own)
    rows, refused = _sorted(_Task(found, headers, reader, finish))
    return SheetImport(
        rows, refused, headers.mapping, found.file_sha256, found.file_name, found.cut_off, found.encoding,
        found.header_row, (*found.hints, *headers.hints),
    )  # fmt: skip


def _key(value: object) -> str:
    return compared(str(value)).replace(" ", "")


def _need(sheet: Sheet, headers: HeaderMap, fields: tuple[str, ...]) -> None:
    if not any(field in headers.columns for field in fields):
        columns = [name for name in sheet.columns if name]
        raise NoTextColumn(file=sheet.file_name, needed=list(fields), columns=columns)


def _sorted(task: _Task) -> tuple[tuple[ImportRow, ...], tuple[RefusedRow, ...]]:
    """Every row of the sheet, taken or refused."""
    first: dict[str, int] = {}
    rows: list[ImportRow] = []
    refused: list[RefusedRow] = []
    for row in task.sheet.rows:
        original = raw_row(task.sheet, row)
        try:
            rows.append(_taken(task, row, original, first))
        except DomainError as reason:
            refused.append(RefusedRow(row.no, reason, original))
    return tuple(rows), tuple(refused)


def _taken(task: _Task, row: Row, original: str, first: dict[str, int]) -> ImportRow:
    if [plain(row.cells[i]).strip() for i in row.filled] == [name for name in task.sheet.columns if name]:
        raise RepeatedHeader(row=row.no)
    values, hints = task.reader.read(row)
    identity = task.finish(row, values)
    if identity in first:
        raise DuplicateRow(row=row.no, first_row=first[identity], identity=identity)
    first[identity] = row.no
    return ImportRow(row.no, values, original, identity, hints)


def raw_row(sheet: Sheet, row: Row) -> str:
    """The original row as JSON, column name to cell, unchanged."""
    return raw({name: row.cell(i) for i, name in enumerate(sheet.columns) if name})


def row_identity(sheet: Sheet, row: Row) -> str:
    """The sha256 of the folded row: what it says under which headings, in any order, without row numbers.

    It does not depend on the map, so a row that comes again under another map is known again.
    """
    said = sorted(
        [heading_key(name), text]
        for i, name in enumerate(sheet.columns)
        if i not in sheet.serial and (text := compared(row.cell(i)))
    )
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def importable(subject: str) -> tuple[str, ...]:
    """The fields that a saved map may name for a subject (case, customer, product)."""
    return fields_of(subject)
