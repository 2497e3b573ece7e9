"""Tables out as CSV or XLSX: hostile cells disarmed, numbers and dates real, files whole or not at all."""

from __future__ import annotations

import csv
import math
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aftersales.exchange.disarming import disarmed
from aftersales.exchange.refusals import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OFFICE = ZoneInfo("Asia/Shanghai")
MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds, in UTF-16 units."""
_EXACT = 10**15
_CUT = "…"
_FORMATS = {"moment": "yyyy-mm-dd hh:mm:ss", "day": "yyyy-mm-dd", "time": "hh:mm:ss", "head": "@"}


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were written, and which cells (row from 1, column name) were too long for a workbook."""

    rows: int
    shortened: tuple[tuple[int, str], ...] = ()


def write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]], *, zone: ZoneInfo = OFFICE
) -> Written:
    """A CSV that a spreadsheet opens right: UTF-8 with mark, CRLF; moments in office time.

    Text that a spreadsheet would run gets an apostrophe before it (disarming.py); amounts are to be given
    as Decimal 元. The file appears whole or not at all. Raises CannotWrite.
    """
    count = 0
    with _whole(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([disarmed(column) for column in columns])
        for row in rows:
            writer.writerow([_said(value, zone) for value in row])
            count += 1
    return Written(count)


def _said(value: object, zone: ZoneInfo) -> str | int | float:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).upper()
    if isinstance(value, int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, time)):
        value = _local(value, zone) if isinstance(value, datetime) else value
        return value.isoformat().replace("T", " ")
    return disarmed(_seen(str(value)))


def _seen(text: str) -> str:
    """Lone surrogates, which no file can hold, as what they are called."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def write_xlsx(
    path: Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    zone: ZoneInfo = OFFICE,
    sheet: str = "Sheet1",
) -> Written:
    """A workbook of one sheet: no formulas and no links, real numbers and dates, first row fixed.

    Hostile text gets an apostrophe as in the CSV, for a workbook is often saved as CSV later. Whole numbers
    of more than 15 digits are text, or the last ones would change. Raises CannotWrite.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    with _whole(path) as beside:
        book = xlsxwriter.Workbook(str(beside), {"constant_memory": True, "tmpdir": str(beside.parent)})
        try:
            target = _Target(book, columns, zone, sheet)
            for row in rows:
                target.add(row)
        finally:
            book.close()
    return Written(target.rows, tuple(target.shortened))


class _Target:
    """The one sheet of a workbook that is being written."""

    def __init__(self, book: Any, columns: Sequence[str], zone: ZoneInfo, title: str) -> None:  # noqa: ANN401
        self._sheet = book.add_worksheet(title)
        self._formats = {name: book.add_format({"num_format": told}) for name, told in _FORMATS.items()}
        self._formats["head"].set_bold()
        self._columns = columns
        self._zone = zone
        self.rows = 0
        self.shortened: list[tuple[int, str]] = []
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, max(12, min(40, 2 * len(column) + 2)))
            self._sheet.write_string(0, place, disarmed(column), self._formats["head"])

    def add(self, row: Sequence[object]) -> None:
        self.rows += 1
        for place, value in enumerate(row):
            self._put(place, value)

    def _put(self, place: int, value: object) -> None:
        at = (self.rows, place)
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(*at, value)
        elif _is_exact_number(value):
            self._sheet.write_number(*at, value)
        elif isinstance(value, datetime):
            self._moment(at, value)
        elif isinstance(value, date) and value.year >= 1900:
            self._sheet.write_datetime(*at, value, self._formats["day"])
        elif isinstance(value, time):
            self._sheet.write_datetime(*at, value.replace(tzinfo=None), self._formats["time"])
        else:
            self._text(at, value)

    def _moment(self, at: tuple[int, int], value: datetime) -> None:
        local = _local(value, self._zone)
        if local.year < 1900:
            self._text(at, local.isoformat(sep=" ", timespec="seconds"))
        else:
            self._sheet.write_datetime(*at, local, self._formats["moment"])

    def _text(self, at: tuple[int, int], value: object) -> None:
        text = disarmed(_seen(str(value)))
        if len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
            text = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + _CUT
            column = self._columns[at[1]] if at[1] < len(self._columns) else ""
            self.shortened.append((self.rows, column))
        self._sheet.write_string(*at, text)


def _is_exact_number(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) < _EXACT
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, Decimal) and value.is_finite() and abs(value) < _EXACT


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside the wanted one that takes its place once it is complete."""
    beside = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        beside = Path(name)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise CannotWrite(file=path.name, reason=type(error).__name__) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
