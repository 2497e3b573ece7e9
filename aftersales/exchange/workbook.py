"""An XLSX workbook read as rows: one sheet, values only, merged cells filled down."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.escape import unescape

from aftersales.exchange.archive import MAX_COLUMNS, Part, look_through
from aftersales.exchange.grid import MAX_ROWS, Cell, Grid, Row, is_blank
from aftersales.exchange.refusals import (
    BrokenFile,
    CutOff,
    EmptyFile,
    FormulaInside,
    Hint,
    NoSuchSheet,
    TooBig,
)
from aftersales.exchange.salvage import is_cut_off, mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aftersales.exchange.archive import Merge

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OverflowError,
    OSError,
    EOFError,
)


def read_workbook(data: bytes, name: str, sheet: str | None = None) -> Grid:
    """The rows of the named sheet, or of the first one, visible before hidden, in which something stands.

    Raises EmptyFile, FormulaInside, NoSuchSheet, CutOff (nothing could be saved), BrokenFile, ZipBomb,
    TooBig, DoctypeInside.
    """
    cut = is_cut_off(data)
    whole = mended(data) if cut else data
    if whole is None:
        raise CutOff(file=name, rows=0)
    parts = look_through(whole, name)
    book = _opened(whole, name)
    try:
        return _grid(book, parts, name, sheet, cut=cut)
    finally:
        book.close()


def _opened(data: bytes, name: str) -> Any:  # noqa: ANN401 - openpyxl is not typed
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except _BROKEN as error:
        raise BrokenFile(file=name, part="workbook") from error


def _grid(book: Any, parts: dict[str, Part], name: str, wanted: str | None, *, cut: bool) -> Grid:  # noqa: ANN401
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
    titles = [sheet.title for sheet in sheets]
    if wanted is not None and wanted not in titles:
        raise NoSuchSheet(file=name, sheet=wanted, sheets=titles)
    sheets.sort(key=lambda sheet: (sheet.title != wanted, sheet.sheet_state != "visible"))
    filled = [sheet for sheet in sheets if _part(sheet, parts).values or sheet.title == wanted]
    for i, sheet in enumerate(filled):
        part = _part(sheet, parts)
        rows = tuple(_rows(sheet, part, name))
        if rows or sheet.title == wanted:
            others = [other.title for other in filled[i + 1 :]]
            return Grid(rows, "xlsx", sheet=sheet.title, cut_off=cut, hints=tuple(_hints(part, others)))
    if cut:
        raise CutOff(file=name, rows=0)
    raise EmptyFile(file=name)


def _part(sheet: Any, parts: dict[str, Part]) -> Part:  # noqa: ANN401
    return parts.get(sheet._worksheet_path.lstrip("/"), Part())  # noqa: SLF001 - openpyxl tells it nowhere else


def _hints(part: Part, others: list[str]) -> Iterator[Hint]:
    if others:
        yield Hint("other_sheets", {"sheets": others})
    if part.beyond:
        facts = {"count": part.beyond, "cell": part.first_beyond, "limit": MAX_COLUMNS}
        yield Hint("cells_far_away", facts)


def _rows(sheet: Any, part: Part, name: str) -> Iterator[Row]:  # noqa: ANN401
    if part.formulas:
        raise FormulaInside(file=name, sheet=sheet.title, cell=part.first_formula, count=part.formulas)
    fill = _FillDown(part.merges)
    for count, row in enumerate(_filled_rows(sheet, part, name), 1):
        if count > MAX_ROWS:
            raise TooBig(file=name, what="rows", found=count, limit=MAX_ROWS)
        yield fill(row)


def _filled_rows(sheet: Any, part: Part, name: str) -> Iterator[Row]:  # noqa: ANN401
    sheet.reset_dimensions()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            rows = enumerate(sheet.iter_rows(max_col=max(part.widest, 1), values_only=True), 1)
            padding = None  # the rows that openpyxl puts into a gap, up to a million, are all this one
            for no, cells in rows:
                if cells is padding:
                    continue
                if all(cell is None for cell in cells):
                    padding = cells
                else:
                    row = Row(no, tuple(map(_cell, cells)))
                    if row.filled:
                        yield row
    except _BROKEN as error:
        raise BrokenFile(file=name, part=sheet.title) from error


def _cell(value: Any) -> Cell:  # noqa: ANN401
    if isinstance(value, str):
        return unescape(value) if "_x" in value else value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    found: Cell = value
    return found


class _FillDown:
    """Puts the value of a merged cell into the rows below that hold something of their own."""

    def __init__(self, merges: Iterable[Merge]) -> None:
        self._waiting = sorted(merges, key=lambda merge: merge.first, reverse=True)
        self._open: dict[int, tuple[Merge, Cell]] = {}

    def __call__(self, row: Row) -> Row:
        cells = list(row.cells)
        for column, (merge, top) in self._open.items():
            if row.no <= merge.last and column < len(cells) and is_blank(cells[column]):
                cells[column] = top
        while self._waiting and self._waiting[-1].first <= row.no:
            merge = self._waiting.pop()
            if merge.first == row.no and merge.column < len(cells):
                self._open[merge.column] = (merge, cells[merge.column])
        return Row(row.no, tuple(cells))
