"""PDF pages as pictures, by pdfium; it takes one thread at a time: call it in one lane only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from aftersales.domain.printing import Outline, PaperUnreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

WIDEST = 5_000
"""Pixels that no picture of a page is wider than: 200 % on a screen of 300 dots an inch."""
FINE = 1_000
"""Pixels up to which a page is drawn twice as large first: pdfium draws no stroke thinner than a pixel."""
_FULL = 0.93
"""A line of this part of the widest one is full: its paragraph goes on."""
_STAND_IN = re.compile(r"\[U\+([0-9A-F]{4,6})\]")


@contextmanager
def _opened(content: bytes) -> Iterator[PdfDocument]:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(content)
        try:
            yield document
        finally:
            document.close()
    except PdfiumError as error:
        raise PaperUnreadable from error


def _text(document: PdfDocument, at: int) -> str:
    page = document[at]
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_bounded()
    finally:
        text_page.close()
        page.close()
    return text.replace("\r", "").replace("\n", "")


def _lines(document: PdfDocument, at: int) -> list[str]:
    page = document[at]
    text_page = page.get_textpage()
    try:
        return [line.strip() for line in text_page.get_text_bounded().splitlines()]
    finally:
        text_page.close()
        page.close()


def _paragraphs(lines: Sequence[str]) -> str:
    """Lines that reach the edge go on in the next one."""
    edge = _FULL * max(map(_wide, lines), default=0)
    told = [f"{line}" if _wide(line) >= edge else f"{line}\n" for line in lines]
    return "".join(told).rstrip()


def _wide(line: str) -> int:
    """Half-width places that a line takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line)


def _drawn(page: PdfPage, width: int, times: int) -> QImage:
    """A page so many pixels wide, drawn so many times larger first."""
    bitmap = page.render(scale=width * times / page.get_width(), prefer_bgrx=True)
    try:
        size = bitmap.width, bitmap.height, bitmap.stride
        lent = QImage(bitmap.buffer, *size, QImage.Format.Format_RGB32)  # of pdfium's memory, not a copy
        if times == 1:
            return lent.copy()
        return lent.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    finally:
        bitmap.close()


def _unwritten(document: PdfDocument, pages: Iterable[int]) -> tuple[str, ...]:
    told = "".join(_text(document, at) for at in pages)
    codes = dict.fromkeys(int(code, 16) for code in _STAND_IN.findall(told))
    return tuple(chr(code) for code in codes if code <= 0x10FFFF)


def _sizes(document: PdfDocument) -> tuple[tuple[float, float], ...]:
    sizes = tuple(document.get_page_size(at) for at in range(len(document)))
    if not sizes:
        raise PaperUnreadable
    return sizes


class Rendering:
    """The ways in which pdfium is asked, as one door that can be closed to the window's thread."""

    @staticmethod
    def outline(content: bytes) -> Outline:
        """How many pages, how large, and what could not be written. Raises PaperUnreadable."""
        with _opened(content) as document:
            sizes = _sizes(document)
            return Outline(sizes, _unwritten(document, range(len(sizes))))

    @staticmethod
    def sizes(content: bytes) -> tuple[tuple[float, float], ...]:
        """How large each page is, in points; told at once, however long it is. Raises PaperUnreadable."""
        with _opened(content) as document:
            return _sizes(document)

    @staticmethod
    def unwritten(content: bytes, first: int, last: int) -> tuple[str, ...]:
        """The characters of these pages (from 0, without the last) that could not be written.

        Raises PaperUnreadable.
        """
        with _opened(content) as document:
            return _unwritten(document, range(first, last))

    @staticmethod
    def words(content: bytes) -> str:
        """What all pages say, a paragraph a line. Raises PaperUnreadable."""
        with _opened(content) as document:
            return "\n".join(_paragraphs(_lines(document, at)) for at in range(len(document)))

    @staticmethod
    def picture(content: bytes, at: int, width: int) -> QImage:
        """Page ``at`` (from 0) as a picture so many pixels wide, on white. Raises PaperUnreadable."""
        wanted = min(width, WIDEST)
        with _opened(content) as document:
            page = document[at]
            try:
                return _drawn(page, wanted, 2 if wanted <= FINE else 1)
            finally:
                page.close()
