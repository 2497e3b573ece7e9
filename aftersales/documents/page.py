"""One page of paper as a list of marks, and the canvas that turns pages into the bytes of a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from aftersales.documents.ink.pen import NO_FONT, Pen, Placed
from aftersales.documents.markup import markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PIL.Image import Image


WIDTH, HEIGHT = 595.28, 841.89  # A4 in points
_DRAFT_GREY = 0.9
_RING_GREY = 0.6
rl_config.useA85 = 0  # plain bytes: as text a page is a quarter larger
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


class Squares(NamedTuple):
    """A code of black squares, `across` of them a row, in a square of `side` points; runs from top left."""

    left: float
    bottom: float
    side: float
    across: int
    runs: tuple[tuple[int, int, int], ...]  # row, first column, how many


class Ring(NamedTuple):
    """A dashed grey circle, in points: where a round seal goes."""

    x: float
    y: float
    radius: float


class Picture(NamedTuple):
    """A picture made ready for print, with its place in points."""

    left: float
    bottom: float
    width: float
    height: float
    image: Image


@dataclass
class Page:
    """The marks of one page; fills are drawn first, then frames, rules, pictures and codes, then text."""

    rects: list[Rect] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    texts: list[Placed] = field(default_factory=list)
    squares: list[Squares] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    width: float = WIDTH
    height: float = HEIGHT
    bookmark: str = ""  # what the reader's outline calls the paper that begins here

    def put(
        self,
        text: str,
        left: float,
        base: float,
        room: float,
        *,
        align: float = 0.0,
        size: float = _SMALL,
        bold: bool = False,
    ) -> float:
        """One line at `left`, smaller where `room` is short; `align` 0 begins there, 1 ends there.

        Returns the width that it took, in points.
        """
        flat = " ".join(text.splitlines())
        line = markup(flat, float("inf"), size=size, bold=bold).lines[0]
        if line.width > room:
            size *= room / line.width
            line = markup(flat, float("inf"), size=size, bold=bold).lines[0]
        self.texts.append(Placed(line, left - align * line.width, base, size))
        return line.width

    def put_upward(self, text: str, left: float, middle: float) -> None:
        """One small line that is read from the right side, around the height `middle`."""
        line = markup(text, float("inf"), size=_SMALL).lines[0]
        self.texts.append(Placed(line, left, middle - line.width / 2, _SMALL, upward=True))


@dataclass(frozen=True)
class Told:
    """What the file tells about itself."""

    title: str
    author: str
    subject: str
    language: str


def pdf(pages: Iterable[Page], told: Told, draft: str = "") -> bytes:
    """The pages as a PDF, `draft` across each of them; equal pages give equal bytes.

    The pages are drawn as they come, so that a long file needs no more memory than its bytes.
    """
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(WIDTH, HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=NO_FONT,  # type: ignore[arg-type]  # the stubs say float
        lang=told.language,
    )
    canvas.setTitle(told.title)
    canvas.setAuthor(told.author)
    canvas.setSubject(told.subject)
    canvas.setCreator(told.author)
    pen = Pen(canvas)
    for number, page in enumerate(pages):
        canvas.setPageSize((page.width, page.height))
        _bookmark(canvas, page, number)
        _draw(canvas, pen, page, draft)
        canvas.showPage()
    pen.finish()
    canvas.save()
    return out.getvalue()


def _bookmark(canvas: Canvas, page: Page, number: int) -> None:
    if page.bookmark:
        canvas.bookmarkPage(f"page{number}")
        canvas.addOutlineEntry(page.bookmark, f"page{number}")


def _draw(canvas: Canvas, pen: Pen, page: Page, draft: str) -> None:
    for rect in page.rects:
        if rect.grey is not None:
            canvas.setFillGray(rect.grey)
            canvas.rect(rect.left, rect.bottom, rect.width, rect.height, stroke=0, fill=1)
    if draft:
        _draw_draft(pen, page, draft)
    canvas.setFillGray(0)
    canvas.setLineWidth(0.5)
    for rect in page.rects:
        if rect.grey is None:
            canvas.rect(rect.left, rect.bottom, rect.width, rect.height)
    for rule in page.rules:
        canvas.setLineWidth(rule.thick)
        canvas.line(rule.left, rule.bottom, rule.right, rule.top)
    _draw_rings(canvas, page.rings)
    for one in page.pictures:
        canvas.drawImage(ImageReader(one.image), one.left, one.bottom, one.width, one.height)
    for code in page.squares:
        _draw_squares(canvas, code)
    pen.write(page.texts)


def _draw_draft(pen: Pen, page: Page, draft: str) -> None:
    size = min(170.0, 1.2 * page.height / max(len(draft), 2))
    line = markup(draft, float("inf"), size=size).lines[0]
    pen.write_across(line, size, _DRAFT_GREY, (page.width / 2, page.height / 2))


def _draw_rings(canvas: Canvas, rings: Sequence[Ring]) -> None:
    if rings:
        canvas.saveState()
        canvas.setStrokeGray(_RING_GREY)
        canvas.setLineWidth(0.6)
        canvas.setDash(3, 3)
        for ring in rings:
            canvas.circle(ring.x, ring.y, ring.radius)
        canvas.restoreState()


def _draw_squares(canvas: Canvas, code: Squares) -> None:
    canvas.saveState()
    canvas.translate(code.left, code.bottom + code.side)
    canvas.scale(code.side / code.across, -code.side / code.across)
    runs = "\n".join([f"{column} {row} {count} 1 re" for row, column, count in code.runs])
    canvas.addLiteral(f"0 g\n{runs}\nf")
    canvas.restoreState()
