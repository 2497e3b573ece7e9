"""One A4 page as a list of marks, and the canvas that turns pages into the bytes of a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from aftersales.documents.fonts import REGULAR, widths
from aftersales.documents.markup import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfgen.textobject import PDFTextObject

    from aftersales.documents.markup import Line

WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
_DRAFT_GREY = 0.9
_HEAVY = 0.035  # of the size: the stroke that makes a bold letter out of a regular one
_SMALL = 7.5  # size of what stands in the frame of a page


class Rect(NamedTuple):
    """A filled or framed rectangle, in points; `grey` None frames it."""

    left: float
    bottom: float
    width: float
    height: float
    grey: float | None = None


class Rule(NamedTuple):
    """A straight line, in points."""

    left: float
    bottom: float
    right: float
    top: float
    thick: float = 0.5


class Placed(NamedTuple):
    """A line of text with the place of its first character's baseline, in points."""

    line: Line
    left: float
    base: float
    size: float


@dataclass
class Page:
    """The marks of one page; fills are drawn first, then frames and rules, then text."""

    rects: list[Rect] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    texts: list[Placed] = field(default_factory=list)

    def put(self, text: str, left: float, base: float, room: float, *, align: float = 0.0) -> None:
        """One small line at `left`, smaller where `room` is short; `align` 0 begins there, 1 ends there."""
        flat = " ".join(text.splitlines())
        whole = markup(flat, float("inf"), size=_SMALL).lines[0]
        size = min(_SMALL, _SMALL * room / whole.width) if whole.width else _SMALL
        line = markup(flat, float("inf"), size=size).lines[0]
        self.texts.append(Placed(line, left - align * line.width, base, size))


@dataclass(frozen=True)
class Told:
    """What the file tells about itself."""

    title: str
    author: str
    subject: str
    language: str


def pdf(pages: Sequence[Page], told: Told, draft: str = "") -> bytes:
    """The pages as a PDF, `draft` across each of them; equal pages give equal bytes."""
    widths(REGULAR)  # a canvas wants its first font registered
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(WIDTH, HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs say float
        lang=told.language,
    )
    canvas.setTitle(told.title)
    canvas.setAuthor(told.author)
    canvas.setSubject(told.subject)
    canvas.setCreator(told.author)
    for page in pages:
        _draw(canvas, page, draft)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, page: Page, draft: str) -> None:
    for rect in page.rects:
        if rect.grey is not None:
            canvas.setFillGray(rect.grey)
            canvas.rect(rect.left, rect.bottom, rect.width, rect.height, stroke=0, fill=1)
    if draft:
        _draw_draft(canvas, draft)
    canvas.setFillGray(0)
    canvas.setLineWidth(0.5)
    for rect in page.rects:
        if rect.grey is None:
            canvas.rect(rect.left, rect.bottom, rect.width, rect.height)
    for rule in page.rules:
        canvas.setLineWidth(rule.thick)
        canvas.line(rule.left, rule.bottom, rule.right, rule.top)
    _write(canvas, page.texts)


def _draw_draft(canvas: Canvas, draft: str) -> None:
    canvas.saveState()
    canvas.setFillGray(_DRAFT_GREY)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(50)
    canvas.setFont(REGULAR, 170)
    canvas.drawCentredString(0, -60, draft)
    canvas.restoreState()


def _write(canvas: Canvas, texts: Sequence[Placed]) -> None:
    for heavy, part in groupby(texts, key=_heaviness):
        canvas.saveState()  # the way of drawing letters would outlive the text object
        canvas.setLineWidth(heavy)
        _write_part(canvas, part, heavy=heavy > 0)
        canvas.restoreState()


def _heaviness(placed: Placed) -> float:
    return _HEAVY * placed.size if placed.line.bold else 0.0


def _write_part(canvas: Canvas, texts: Iterable[Placed], *, heavy: bool) -> None:
    out = canvas.beginText()
    out.setTextRenderMode(2 if heavy else 0)
    font: tuple[str, float] | None = None
    stretch = 0.0
    for placed in texts:
        out.setTextOrigin(placed.left + placed.line.indent, placed.base)
        if placed.line.stretch != stretch:
            stretch = placed.line.stretch
            out.setCharSpace(stretch)
        for run in placed.line.runs:
            font = _write_run(out, run.font, run.text, placed.size, font)
    canvas.drawText(out)


def _write_run(
    out: PDFTextObject, name: str, text: str, size: float, before: tuple[str, float] | None
) -> tuple[str, float]:
    if before != (name, size):
        out.setFont(name, size)
    out.textOut(text)
    return name, size
