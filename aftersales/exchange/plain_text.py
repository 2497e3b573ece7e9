"""A text file of rows: its encoding is found out, its delimiter tried, its end looked at."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

from aftersales.exchange.grid import MAX_CELLS, MAX_ROWS, Grid, Row
from aftersales.exchange.refusals import BrokenFile, Hint, TooBig, UnknownEncoding

DELIMITERS = (",", ";", "\t")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be"),
)
_PROBED_RECORDS = 60
_SURELY_UTF8 = 8
_USUAL_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, by which encoding, and whether the last character is cut."""

    text: str
    encoding: str
    cut: bool


def decode(data: bytes, name: str) -> Decoded:
    """The text of the bytes: by its mark, else UTF-8, else GB 18030.

    Raises UnknownEncoding with the position of the first byte that fits neither.
    """
    for mark, told, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data.removeprefix(mark), encoding, told, name)
    try:
        return _decoded(data, "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data[: error.start]):
            raise UnknownEncoding(file=name, position=error.start) from error
    return _strictly(data, "gb18030", "gb18030", name)


def _strictly(data: bytes, encoding: str, told: str, name: str) -> Decoded:
    try:
        return _decoded(data, encoding, told)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(file=name, position=error.start) from error


def _decoded(data: bytes, encoding: str, told: str) -> Decoded:
    decoder = codecs.getincrementaldecoder(encoding)()
    text = decoder.decode(data, final=False)
    return Decoded(text, told, cut=bool(decoder.getstate()[0]))


def _is_damaged_utf8(before: bytes) -> bool:
    return len(re.findall(rb"[\xc2-\xf4]", before)) >= _SURELY_UTF8


def read_text(data: bytes, name: str) -> Grid:
    """The records of a delimited text; numbers are those a spreadsheet shows (quoted newlines count once).

    Raises UnknownEncoding, BrokenFile, TooBig.
    """
    decoded = decode(data, name)
    text, declared = _declared_delimiter(decoded.text)
    delimiter = declared or sniff(text)
    if (cells := text.count(delimiter) + text.count("\n")) > MAX_CELLS:
        raise TooBig(file=name, what="cells", found=cells, limit=MAX_CELLS)
    records, open_quote = _records(text, delimiter, name)
    cut = bool(records) and (decoded.cut or open_quote or _is_cut_short(records, text))
    offset = 2 if declared else 1
    whole = records[:-1] if cut else records
    rows = tuple(Row(no, tuple(c or None for c in cells)) for no, cells in enumerate(whole, offset))
    sure = cut or not rows or text.endswith(("\n", "\r"))
    hints = () if sure else (Hint("no_last_line_end", {"row": rows[-1].no}),)
    return Grid(rows=rows, encoding=decoded.encoding, delimiter=delimiter, cut_off=cut, hints=hints)


def _declared_delimiter(text: str) -> tuple[str, str]:
    found = re.match(r"sep=(.)\r?\n", text)
    return (text[found.end() :], found[1]) if found else (text, "")


def sniff(text: str) -> str:
    """The delimiter that cuts the first records most evenly; a comma where none cuts at all."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> float:
    head = io.StringIO(text, newline="")
    widths = []
    try:
        for record in csv.reader(head, delimiter=delimiter):
            widths.append(len(record))
            if len(widths) == _PROBED_RECORDS:
                break
    except csv.Error:
        return 0.0
    width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return 0.0 if width == 1 else times / len(widths) + width / 10_000


def _records(text: str, delimiter: str, name: str) -> tuple[list[list[str]], bool]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter)
    records: list[list[str]] = []
    before = last = 0
    try:
        for record in reader:
            records.append(record)
            if len(records) > MAX_ROWS:
                raise TooBig(file=name, what="rows", found=len(records), limit=MAX_ROWS)
            before, last = last, reader.line_num
    except csv.Error as error:
        raise BrokenFile(file=name, line=reader.line_num) from error
    return records, _ends_in_quotes(lines[before:], delimiter)


def _ends_in_quotes(lines: list[str], delimiter: str) -> bool:
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _is_cut_short(records: list[list[str]], text: str) -> bool:
    """Whether the last line has no end and fewer cells than the others, or is the only one to end empty."""
    *others, last = records
    if not others or text.endswith(("\n", "\r")):
        return False
    width, times = Counter(map(len, others)).most_common(1)[0]
    if times < _USUAL_SHARE * len(others):
        return False
    return len(last) < width or (width > 1 and not last[-1] and all(r and r[-1] for r in others))
