"""PDFs made for the tests: so many pages of a size, and one that says it lacks a glyph."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

A4 = (595.28, 841.89)


@cache
def pdf(pages: int, size: tuple[float, float] = A4, said: str = "page") -> bytes:
    """Pages with their number on them and a frame."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 24)
        canvas.drawString(60, size[1] - 100, f"{said} {number}")
        canvas.rect(40, 40, size[0] - 80, size[1] - 80)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
