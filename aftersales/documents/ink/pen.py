"""Writes lines of text onto the pages of one file: reportlab's own way takes four times as long."""

from __future__ import annotations

from math import cos, radians, sin
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import BasicFonts

from aftersales.documents.ink.embedding import Codes, Embedded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.pdfgen.canvas import Canvas

    from aftersales.documents.markup import Line

NO_FONT = "PaperNone"
"""The font that a canvas begins with, for it wants one: no page calls it, and no file holds it."""
_HEAVY = 0.035  # of the size: the stroke that makes a bold letter out of a regular one
_UPRIGHT, _UPWARD = "1 0 0 1", "0 1 -1 0"

pdfmetrics.registerFont(
    SimpleNamespace(fontName=NO_FONT, face=SimpleNamespace(name=NO_FONT), _dynamicFont=True, _multiByte=False)
)


class Placed(NamedTuple):
    """A line of text with the place of its first character's baseline, in points; `upward` turns it left."""

    line: Line
    left: float
    base: float
    size: float
    upward: bool = False


class Pen:
    """Writes into one canvas; `finish` adds the fonts that were used, before the canvas is saved."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._fonts: dict[str, Embedded] = {}

    def write(self, texts: Iterable[Placed]) -> None:
        """Lines at their places, in black."""
        put = ["BT 0 g"]
        font, heavy, stretch = ("", 0.0), 0.0, 0.0
        for line, left, base, size, upward in texts:
            stroke = _HEAVY * size if line.bold else 0.0
            if stroke != heavy:
                heavy = stroke
                put.append(f"2 Tr {stroke:.3f} w" if stroke else "0 Tr")
            if line.stretch != stretch:
                stretch = line.stretch
                put.append(f"{stretch:.4f} Tc")
            if upward:
                put.append(f"{_UPWARD} {left:.2f} {base:.2f} Tm")
            else:
                put.append(f"{_UPRIGHT} {left + line.indent:.2f} {base:.2f} Tm")
            for run in line.runs:
                used = self._fonts.get(run.font) or self._font(run.font)
                if font != (run.font, size):
                    font = (run.font, size)
                    put.append(f"/{used.name} {size:.3f} Tf")
                put.append(f"<{''.join(map(used.codes.__getitem__, run.text))}> Tj")
        put.append("ET")
        self._canvas.addLiteral("\n".join(("q", *put, "Q")))

    def write_across(self, line: Line, size: float, grey: float, middle: tuple[float, float]) -> None:
        """One line large and pale across the page, rising by fifty degrees around its `middle`."""
        rise, run = sin(radians(50)), cos(radians(50))
        x, y = -line.width / 2, -0.35 * size
        left, base = middle[0] + x * run - y * rise, middle[1] + x * rise + y * run
        put = [f"q BT {grey} g {run:.4f} {rise:.4f} {-rise:.4f} {run:.4f} {left:.2f} {base:.2f} Tm"]
        for part in line.runs:
            used = self._font(part.font)
            codes = "".join(map(used.codes.__getitem__, part.text))
            put.append(f"/{used.name} {size:.3f} Tf <{codes}> Tj")
        self._canvas.addLiteral("\n".join((*put, "ET Q")))

    def finish(self) -> None:
        """Add the fonts to the file."""
        doc: Any = vars(self._canvas)["_doc"]  # a canvas has no other door to its file
        known = doc.idToObject[BasicFonts].dict
        for used in self._fonts.values():
            known[used.name] = used.put(doc)

    def _font(self, font: str) -> Embedded:
        if font not in self._fonts:
            self._fonts[font] = Embedded(f"F{len(self._fonts) + 1}", font, Codes())
        return self._fonts[font]
