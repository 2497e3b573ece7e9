"""Printing where there is no CUPS: every page drawn at 300 dots an inch and painted onto the printer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from aftersales.domain.printing import SIZES, Outline, PrinterRefused, Sheet, Sides, Wish, each_page
from ui.widgets.pages.rendering import Rendering

DPI = 300
_SIDES = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}


def send(content: bytes, outline: Outline, title: str, wish: Wish, file: Path | None = None) -> None:
    """Paint a PDF onto the printer, or into ``file`` as a PDF. Raises PrinterRefused, PaperUnreadable.

    It draws pages: call it in the lane where pages are drawn.
    """
    printer = _printer(outline, title, wish, file)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused(printer=wish.printer, why="QPainter.begin")
    try:
        for number, at in enumerate(_pages(wish, outline, printer)):
            if number and not printer.newPage():
                raise PrinterRefused(printer=wish.printer, why="QPrinter.newPage")
            _paint(painter, printer, content, outline.sizes[at], at)
    finally:
        painter.end()
    if printer.printerState() is QPrinter.PrinterState.Error:
        raise PrinterRefused(printer=wish.printer, why="QPrinter.Error")


def _pages(wish: Wish, outline: Outline, printer: QPrinter) -> Iterator[int]:
    """The pages, once for each copy that the printer does not make by itself."""
    for _ in range(1 if printer.supportsMultipleCopies() else wish.copies):
        yield from each_page(wish.pages, len(outline.sizes))


def _printer(outline: Outline, title: str, wish: Wish, file: Path | None) -> QPrinter:
    known = QPrinterInfo.printerInfo(wish.printer)
    printer = QPrinter(known, QPrinter.PrinterMode.HighResolution)
    if file is not None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
    elif known.isNull():
        raise PrinterRefused(printer=wish.printer, why="QPrinterInfo")
    printer.setDocName(title)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageSize(_size(wish.sheet, outline.size_mm))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
    printer.setDuplex(_SIDES[wish.sides])
    printer.setCopyCount(wish.copies)
    printer.setCollateCopies(True)
    return printer


def _size(sheet: Sheet, size: tuple[float, float]) -> QPageSize:
    wide, high = SIZES.get(sheet, size)
    return QPageSize(QSizeF(wide, high), QPageSize.Unit.Millimeter)


def _paint(painter: QPainter, printer: QPrinter, content: bytes, size: tuple[float, float], at: int) -> None:
    """One page in its own size, or as large as the paper lets it be."""
    dots = printer.resolution() / 72
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    fits = min(1.0, (paper.width() + 2) / (size[0] * dots), (paper.height() + 2) / (size[1] * dots))
    wide, high = size[0] * dots * fits, size[1] * dots * fits
    painter.drawImage(QRectF(0, 0, wide, high), Rendering.picture(content, at, round(wide)))
