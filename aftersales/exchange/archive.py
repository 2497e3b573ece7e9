"""The zip around a workbook, looked through before anybody unpacks it in earnest.

Sizes are judged from the directory first; then every part is streamed once through expat, which stops at
a document type and notes formulas, merged cells and how far the cells reach.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from aftersales.exchange.grid import MAX_CELLS
from aftersales.exchange.refusals import BrokenFile, DoctypeInside, TooBig, ZipBomb

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 128 * 1024 * 1024
MAX_RATIO = 60
UNSUSPICIOUS = 16 * 1024 * 1024
MAX_PARTS = 2_000
MAX_MERGES = 50_000
MAX_COLUMNS = 256
LAST_ROW = 1_048_576
_CHUNK = 1 << 16
_COORDINATE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range of one column that goes down: column from 0, rows as a spreadsheet counts."""

    column: int
    first: int
    last: int


@dataclass(slots=True)
class Part:
    """What one part of the archive holds, as far as reading a sheet needs to know."""

    values: int = 0
    cells: int = 0
    widest: int = 0
    formulas: int = 0
    first_formula: str = ""
    beyond: int = 0
    first_beyond: str = ""
    merges: list[Merge] = field(default_factory=list)


def look_through(data: bytes, name: str) -> dict[str, Part]:
    """Every part of the archive by its name.

    Raises ZipBomb, TooBig, DoctypeInside, BrokenFile. Sizes in bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_bombs(archive, len(data), name)
            return {info.filename: _scan(archive, info, name) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BrokenFile(file=name, part=str(error)) from error


def _refuse_bombs(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    parts = archive.infolist()
    unpacked = sum(info.file_size for info in parts)
    if len(parts) > MAX_PARTS:
        raise TooBig(file=name, what="parts", found=len(parts), limit=MAX_PARTS)
    limit = max(UNSUSPICIOUS, min(MAX_UNPACKED, packed * MAX_RATIO))
    if unpacked > limit:
        raise ZipBomb(file=name, packed=packed, unpacked=unpacked, limit=limit)


class _Doctype(Exception):
    pass


class _NoSuchPlace(Exception):
    """A row or cell where no sheet has one, or rows out of order: a reader pads for ever, or loses them."""


class _Scanner:
    """The expat handlers of one part."""

    def __init__(self) -> None:
        self.part = Part()
        self._at = ""
        self._row = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start

    def _doctype(self, *_: object) -> None:
        raise _Doctype

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        if local == "c":
            self._cell(attributes.get("r", ""))
        elif local == "row" and "r" in attributes:
            self._next_row(attributes["r"])
        elif local in ("v", "is"):
            self.part.values += 1
        elif local == "f":
            self.part.formulas += 1
            self.part.first_formula = self.part.first_formula or self._at
        elif local == "mergeCell":
            self.part.merges.extend(_downwards(attributes.get("ref", "")))

    def _next_row(self, number: str) -> None:
        if not number.isdecimal() or not self._row < int(number) <= LAST_ROW:
            raise _NoSuchPlace
        self._row = int(number)

    def _cell(self, at: str) -> None:
        if at and not column_number(at):
            raise _NoSuchPlace
        self._at = at
        self.part.cells += 1
        column = column_number(at)
        if column <= MAX_COLUMNS:
            self.part.widest = max(self.part.widest, column)
            return
        self.part.beyond += 1
        self.part.first_beyond = self.part.first_beyond or at


def column_number(at: str) -> int:
    """The column of a coordinate such as ``AB12``, from 1; 0 where there is none."""
    found = _COORDINATE.fullmatch(at)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - 64
    return number


def _downwards(reference: str) -> Iterator[Merge]:
    first, _, last = reference.partition(":")
    top, bottom = _COORDINATE.fullmatch(first), _COORDINATE.fullmatch(last)
    if top and bottom and int(bottom[2]) > int(top[2]):
        yield Merge(column_number(first) - 1, int(top[2]), int(bottom[2]))


def _scan(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Part:
    scanner = _Scanner()
    try:
        for chunk in _chunks(archive, info):
            scanner.parser.Parse(chunk, False)
            _refuse_too_many(scanner.part, name)
    except _Doctype:
        raise DoctypeInside(file=name, part=info.filename) from None
    except _NoSuchPlace as error:
        raise BrokenFile(file=name, part=info.filename) from error
    except expat.ExpatError as error:
        if info.filename.endswith((".xml", ".rels")):
            raise BrokenFile(file=name, part=info.filename) from error
    return scanner.part


def _refuse_too_many(part: Part, name: str) -> None:
    if part.cells > MAX_CELLS:
        raise TooBig(file=name, what="cells", found=part.cells, limit=MAX_CELLS)
    if len(part.merges) > MAX_MERGES:
        raise TooBig(file=name, what="merges", found=len(part.merges), limit=MAX_MERGES)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
