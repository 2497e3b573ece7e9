"""Papers as PDF: one agreement and one slip against the bare canvas, cold starts, 500 notices in one file."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import count
from time import process_time
from typing import TYPE_CHECKING, TypeVar

import pypdf
from pypdfium2 import PdfDocument
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from aftersales.documents import agreement, slips
from aftersales.documents.fonts import resource
from aftersales.documents.imprint.format import THREE_PART
from aftersales.documents.labels import labels_for
from aftersales.documents.values import Agreement, Notice
from tests.bench.floors import middle, timed
from tests.bench.starting import run
from tests.documents.samples import AGREEMENT, NOTICE
from ui.widgets.pages.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Line = tuple[str, float, float | None, str]
V = TypeVar("V", Agreement, Notice)
ROUNDS = 25
_NUMBERS = count(1)
MANY = 500
WIDE = 820
"""Pixels that a page of the preview is wide."""
_COLD = (  # the sample itself is not ours to count
    "from time import process_time as now; begin = now()\n"
    "from aftersales.documents import agreement, slips\n"
    "from aftersales.documents.labels import labels_for\n"
    "labels_for(); begin -= now()\n"
    "from tests.documents.samples import AGREEMENT, NOTICE\n"
    "begin += now(); {draw}\n"
    "print((now() - begin) * 1000)\n"
)
_COLD_FLOOR = (
    "from time import process_time as now; begin = now()\n"
    "import io\n"
    "from reportlab.pdfbase import pdfmetrics\n"
    "from reportlab.pdfbase.ttfonts import TTFont\n"
    "from reportlab.pdfgen.canvas import Canvas\n"
    "pdfmetrics.registerFont(TTFont('floor', {font!r}))\n"
    "canvas = Canvas(io.BytesIO(), initialFontName='floor')\n"
    "canvas.drawString(60, 800, '退换货协议')\n"
    "canvas.save()\n"
    "print((now() - begin) * 1000)\n"
)
_AGREEMENT = "agreement.draw(AGREEMENT, labels_for())"
_SLIP = "slips.draw(NOTICE, labels_for())"


def paper_times(folder: Path) -> list[Line]:
    """Warm, cold and size of one agreement and one slip; a page seen; many notices in one file."""
    labels = labels_for()
    content = agreement.draw(AGREEMENT, labels)
    floor = _cold(_COLD_FLOOR.format(font=str(_font())), folder)
    return [
        *_one("agreement", lambda: agreement.draw(_numbered(AGREEMENT), labels), "<= 20 ms", "<= 80 KiB"),
        (
            "  … cold (a new process), processor",
            _cold(_COLD.format(draw=_AGREEMENT), folder),
            floor,
            "<= 300 ms",
        ),
        ("a page of it as a picture for the preview", _seen(content), _raw(content), ""),
        *_one("three-part slip", lambda: slips.draw(_numbered(NOTICE), labels, THREE_PART), "", ""),
        ("  … cold (a new process), processor", _cold(_drawing(_SLIP), folder), floor, ""),
        *_many(),
    ]


def _numbered(value: V) -> V:
    """The same paper with a number of its own: no two papers of an office share their code."""
    number = f"TS-20240506-{next(_NUMBERS):04}-X1"
    return replace(value, imprint=replace(value.imprint, number=number))


def _seen(content: bytes) -> float:
    return middle([timed(lambda: Rendering.picture(content, 0, WIDE)) for _ in range(ROUNDS)])


def _raw(content: bytes) -> float:
    """The same page by pdfium alone."""

    def drawn() -> None:
        document = PdfDocument(content)
        page = document[0]
        page.render(scale=WIDE / page.get_width()).close()
        page.close()
        document.close()

    return middle([timed(drawn) for _ in range(ROUNDS)])


def _one(name: str, draw: Callable[[], bytes], goal: str, size: str) -> list[Line]:
    content = draw()
    lines = [(page.extract_text() or "").splitlines() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    pdfmetrics.registerFont(TTFont("floor", str(_font())))
    _bare(lines)
    ours, floor = [], []
    for _ in range(ROUNDS):
        ours.append(_spent(draw))
        floor.append(_spent(lambda: _bare(lines)))
    return [
        (f"one {name}, warm, processor", middle(ours), middle(floor), goal),
        ("  … KiB", len(content) / 1024, None, size),
    ]


def _spent(act: Callable[[], object]) -> float:
    """Milliseconds of the processor: a paper waits for nothing, and others' work is not its own."""
    begin = process_time()
    act()
    return (process_time() - begin) * 1000


def _many() -> list[Line]:
    """Each with its own number and so its own code; the floor is the same paper drawn as often by itself."""
    labels = labels_for()
    values = [_numbered(NOTICE) for _ in range(MANY)]
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


def _drawing(draw: str) -> str:
    return _COLD.format(draw=draw)


def _cold(code: str, folder: Path) -> float:
    """Milliseconds of the processor in a new process whose bytecode is at hand."""
    return middle([float(run(["-c", code], folder)) for _ in range(4)][1:])
