"""PDF pages as pictures, by pdfium; it takes one thread at a time: call it in one lane only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from aftersales.domain.printing import Outline, PaperUnreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

WIDEST = 5_000
"""Pixels that no picture of a page is wider than: 200 % on a screen of 300 dots an inch."""
FINE = 1_000
"""Pixels up to which a page is drawn twice as large first: pdfium draws no stroke thinner than a pixel."""
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


def _drawn(page: PdfPage, width: int) -> QImage:
    bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
    try:
        size = bitmap.width, bitmap.height, bitmap.stride
        return QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGB32).copy()
    finally:
        bitmap.close()


class Rendering:
    """The ways in which pdfium is asked, as one door that can be closed to the window's thread."""

    @staticmethod
    def outline(content: bytes) -> Outline:
        """How many pages, how large, and what could not be written. Raises PaperUnreadable."""
        with _opened(content) as document:
            sizes = tuple(document.get_page_size(at) for at in range(len(document)))
            if not sizes:
                raise PaperUnreadable
            told = "".join(_text(document, at) for at in range(len(sizes)))
        codes = dict.fromkeys(int(code, 16) for code in _STAND_IN.findall(told))
        return Outline(sizes, tuple(chr(code) for code in codes if code <= 0x10FFFF))

    @staticmethod
    def picture(content: bytes, at: int, width: int) -> QImage:
        """Page ``at`` (from 0) as a picture so many pixels wide, on white. Raises PaperUnreadable."""
        wanted = min(width, WIDEST)
        twice = 2 if wanted <= FINE else 1
        with _opened(content) as document:
            page = document[at]
            try:
                drawn = _drawn(page, wanted * twice)
            finally:
                page.close()
        if twice == 1:
            return drawn
        return drawn.scaledToWidth(wanted, Qt.TransformationMode.SmoothTransformation)
