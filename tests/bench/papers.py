"""Papers as PDF: one agreement and one slip against the bare canvas, cold starts, 500 notices in one file."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from aftersales.documents import agreement, slips
from aftersales.documents.fonts import resource
from aftersales.documents.imprint.format import THREE_PART
from aftersales.documents.labels import labels_for
from tests.bench.floors import middle, timed
from tests.documents.samples import AGREEMENT, NOTICE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Line = tuple[str, float, float | None, str]
ROUNDS = 25
MANY = 500
_COLD = (  # the sample itself is not ours to count
    "from time import perf_counter as now; begin = now()\n"
    "from aftersales.documents import agreement, slips\n"
    "from aftersales.documents.labels import labels_for\n"
    "labels_for(); begin -= now()\n"
    "from tests.documents.samples import AGREEMENT, NOTICE\n"
    "begin += now(); {draw}\n"
    "print((now() - begin) * 1000)\n"
)
_AGREEMENT = "agreement.draw(AGREEMENT, labels_for())"
_SLIP = "slips.draw(NOTICE, labels_for())"


def paper_times() -> list[Line]:
    """Warm, cold and size of one agreement and one slip; many notices in one file."""
    labels = labels_for()
    return [
        *_one("agreement", lambda: agreement.draw(AGREEMENT, labels), _AGREEMENT, "<= 20 ms", "<= 80 KiB"),
        *_one("three-part slip", lambda: slips.draw(NOTICE, labels, THREE_PART), _SLIP, "", ""),
        *_many(),
    ]


def _one(name: str, draw: Callable[[], bytes], cold: str, goal: str, size: str) -> list[Line]:
    content = draw()
    lines = [(page.extract_text() or "").splitlines() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    pdfmetrics.registerFont(TTFont("floor", str(_font())))
    _bare(lines)
    ours, floor = [], []
    for _ in range(ROUNDS):
        ours.append(timed(draw))
        floor.append(timed(lambda: _bare(lines)))
    started = middle([_cold(cold) for _ in range(3)])
    return [
        (f"one {name}, warm", middle(ours), middle(floor), goal),
        (f"one {name}, cold (a new process)", started, None, "<= 300 ms"),
        (f"one {name}: {len(content) / 1024:.1f} KiB", 0.0, None, size),
    ]


def _many() -> list[Line]:
    """Each with its own number and so its own code; the floor is the same paper drawn as often by itself."""
    labels = labels_for()
    imprints = (replace(NOTICE.imprint, number=f"TS-20240506-{number:03}-C1") for number in range(MANY))
    values = [replace(NOTICE, imprint=imprint) for imprint in imprints]
    lines = []
    for size in ("a4", "three_part"):
        done: list[bytes] = []
        took = timed(lambda size=size, done=done: done.append(slips.many(values, labels, size)))
        alone = timed(lambda size=size: [slips.many([one], labels, size) for one in values[:50]]) * MANY / 50
        name = f"{MANY} notices in one file, {size} ({len(done[0]) / 1024:,.0f} KiB)"
        lines.append((name, took, alone, "less than one by one"))
    return lines


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


def _cold(draw: str) -> float:
    code = _COLD.format(draw=draw)
    return float(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    )
