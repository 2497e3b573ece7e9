"""A CSV or XLSX from elsewhere as a sheet: its heading row found, its rows numbered, nothing lost."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.exchange.cells import heading_forms, plain
from aftersales.exchange.grid import Grid, Row
from aftersales.exchange.headings import known_headings, serial_headings
from aftersales.exchange.kinds import XLSX, kind_of
from aftersales.exchange.plain_text import read_text
from aftersales.exchange.refusals import CannotRead, CutOff, EmptyFile, Hint, TooBig

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
_SEARCHED_ROWS = 50
_SURE_MATCHES = 2
_SERIAL = re.compile(r"\d{1,6}[.、]?")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: unique column names, the rows below the heading row, and what a person should know.

    Row numbers are those that a spreadsheet shows; a record with quoted newlines counts once.
    """

    file_name: str
    file_sha256: str
    columns: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str
    sheet: str
    cut_off: bool
    serial: frozenset[int]
    hints: tuple[Hint, ...]


def read_sheet(
    path: Path,
    *,
    partial: bool = False,
    sheet: str | None = None,
    known: Collection[str] = (),
) -> Sheet:
    """The sheet of a file; ``known`` are headings besides those of import_headers.toml.

    ``partial`` takes the whole rows of a file that is cut off. ``sheet`` names one sheet of a workbook.
    Raises CannotRead, EmptyFile, AnotherKind and its subclasses, TooBig, ZipBomb, DoctypeInside,
    FormulaInside, BrokenFile, UnknownEncoding, NoSuchSheet, CutOff.
    """
    data = _bytes(path)
    grid = _grid(data, path.name, sheet)
    rows = [row for row in grid.rows if row.filled]
    if not rows and not grid.cut_off:
        raise EmptyFile(file=path.name)
    found = _made(path.name, data, grid, rows, known) if rows else None
    if grid.cut_off and (found is None or not found.rows or not partial):
        raise CutOff(file=path.name, rows=len(found.rows) if found else 0)
    if found is None:
        raise EmptyFile(file=path.name)
    return found


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooBig(file=path.name, what="bytes", found=size, limit=MAX_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(file=path.name, reason=type(error).__name__) from error


def _grid(data: bytes, name: str, sheet: str | None) -> Grid:
    if kind_of(data, name) == XLSX:
        from aftersales.exchange.workbook import read_workbook

        return read_workbook(data, name, sheet)
    return read_text(data, name)


def _made(name: str, data: bytes, grid: Grid, rows: list[Row], known: Collection[str]) -> Sheet:
    at = _heading_row(rows, known)
    header, below = rows[at], rows[at + 1 :]
    columns = _columns(header, below)
    serial = frozenset(i for i, text in enumerate(columns) if serial_headings() & set(heading_forms(text)))
    kept = tuple(row for row in below if not _is_serial_only(row, serial))
    hints = grid.hints
    if len(kept) < len(below):
        hints = (*hints, Hint("rows_with_number_only", {"count": len(below) - len(kept)}))
    return Sheet(
        file_name=name,
        file_sha256=hashlib.sha256(data).hexdigest(),
        columns=columns,
        header_row=header.no,
        rows=kept,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        cut_off=grid.cut_off,
        serial=serial,
        hints=hints,
    )


def _heading_row(rows: Sequence[Row], known: Collection[str]) -> int:
    """The row, among the first, with the most known headings; else the first as wide as the table."""
    words = known_headings() | serial_headings() | {form for text in known for form in heading_forms(text)}
    searched = rows[:_SEARCHED_ROWS]
    matches = [_matches(row, words) for row in searched]
    best = max(matches)
    usual = _usual_width(rows)
    for at, row in enumerate(searched):
        if matches[at] == best and (best >= _SURE_MATCHES or (best and len(row.filled) * 2 >= usual)):
            return at
    return next((at for at, row in enumerate(searched) if len(row.filled) * 2 >= usual), 0)


def _matches(row: Row, words: frozenset[str]) -> int:
    texts = {cell for i in row.filled if isinstance(cell := row.cells[i], str)}
    return sum(1 for text in texts if not words.isdisjoint(heading_forms(text)))


def _usual_width(rows: Sequence[Row]) -> int:
    return Counter(len(row.filled) for row in rows).most_common(1)[0][0]


def _columns(header: Row, below: Sequence[Row]) -> tuple[str, ...]:
    """Unique names: ``备注``, ``备注#2``; a column without heading but with content is named ``(C)``."""
    used = {i for row in below for i in row.filled}
    width = max([*header.filled, *used]) + 1
    names: list[str] = []
    for i in range(width):
        text = " ".join(plain(header.cell(i)).split()) or (f"({_letters(i)})" if i in used else "")
        same = sum(1 for name in names if name.rpartition("#")[0] == text or name == text)
        names.append(f"{text}#{same + 1}" if text and same else text)
    return tuple(names)


def _letters(column: int) -> str:
    letters, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


def _is_serial_only(row: Row, serial: Collection[int]) -> bool:
    filled = row.filled
    if len(filled) != 1:
        return False
    at = filled[0]
    return at in {0, *serial} and bool(_SERIAL.fullmatch(plain(row.cells[at]).strip()))
