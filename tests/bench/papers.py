"""One agreement as a PDF, against the bare canvas drawing the same words with the same font."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pypdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from aftersales.documents import agreement
from aftersales.documents.fonts import resource
from aftersales.documents.labels import labels_for
from tests.bench.floors import middle, timed
from tests.documents.samples import AGREEMENT

if TYPE_CHECKING:
    from pathlib import Path

Line = tuple[str, float, float | None, str]
ROUNDS = 25
_COLD = (
    "import time; begin = time.perf_counter()\n"
    "from aftersales.documents import agreement\n"
    "from aftersales.documents.labels import labels_for\n"
    "from tests.documents.samples import AGREEMENT\n"
    "agreement.draw(AGREEMENT, labels_for())\n"
    "print((time.perf_counter() - begin) * 1000)\n"
)


def agreement_times() -> list[Line]:
    """Warm, cold and size of one agreement."""
    labels = labels_for()
    content = agreement.draw(AGREEMENT, labels)
    lines = [(page.extract_text() or "").splitlines() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    pdfmetrics.registerFont(TTFont("floor", str(_font())))
    _bare(lines)
    ours, floor = [], []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: agreement.draw(AGREEMENT, labels)))
        floor.append(timed(lambda: _bare(lines)))
    return [
        ("one agreement, warm", middle(ours), middle(floor), "<= 20 ms"),
        ("one agreement, cold (a new process)", middle([_cold() for _ in range(3)]), None, "<= 300 ms"),
        (f"one agreement: {len(content) / 1024:.1f} KiB", 0.0, None, "<= 80 KiB"),
    ]


def _font() -> Path:
    return next(resource("fonts", "noto").glob("*.ttf"))


def _bare(pages: list[list[str]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName="floor")
    for lines in pages:
        canvas.setFont("floor", 10)
        for at, line in enumerate(lines):
            canvas.drawString(60, 800 - at * 12, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _cold() -> float:
    return float(
        subprocess.run([sys.executable, "-c", _COLD], capture_output=True, text=True, check=True).stdout
    )
