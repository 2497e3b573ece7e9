"""The sheet that every paper is laid out on: page frame, headings, paragraphs, grids, tables, signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from aftersales.documents.imprint import frame
from aftersales.documents.imprint.format import A4, MM, Format
from aftersales.documents.ink.pen import Placed
from aftersales.documents.markup import markup
from aftersales.documents.page import Page, Rect, Ring, Rule, Told, pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from aftersales.documents.labels import Labels
    from aftersales.documents.markup import Line, Markup
    from aftersales.documents.values import Imprint

_SEAL = 20 * MM  # radius of a company's round seal


@dataclass(frozen=True)
class Cell:
    """One cell of a row; `width` in points, `align` as in Page.put, `head` is a label on grey."""

    text: str
    width: float
    head: bool = False
    align: float = 0.0
    bold: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table; `share` of the width."""

    label: str
    share: float
    align: float = 0.0


@dataclass(frozen=True)
class Field:
    """A label and its value; `wide` takes the whole row, `height` in points is the least that it takes."""

    label: str
    value: str
    wide: bool = False
    height: float = 0.0


@dataclass
class _Laid:
    """A cell whose text is broken into lines, some of them perhaps placed already."""

    cell: Cell
    lines: tuple[Line, ...]

    def take(self, count: int) -> tuple[Line, ...]:
        taken, self.lines = self.lines[:count], self.lines[count:]
        return taken


@dataclass
class Sheet:
    """A paper in the making: blocks are added from top to bottom, `finish` gives the bytes; in points."""

    imprint: Imprint
    title: str
    labels: Labels
    draft: bool = False
    seam: bool = False
    by_hand: bool = False
    size: float = 0.0  # 0: the format's own
    format: Format = A4
    pages: list[Page] = field(default_factory=list)
    y: float = 0.0
    missing: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)  # lines of each paragraph or row, 0 of a heading
    turn_at: int = -1  # the place before which a page is begun

    def __post_init__(self) -> None:
        self.size = self.size or self.format.size
        self._turn()
        self.begin()

    def begin(self) -> None:
        """What stands above the text of the first page: the company, beside its logo, and the title."""
        self.y -= 2
        end = self.y - frame.put_logo(self.page, self.format, self.imprint, self.y)
        aside = frame.room_of_logo(self.imprint)
        self._centred(self.imprint.company, 12, aside, bold=True)
        self._centred(self.imprint.contact, 8, aside)
        self.y = min(self.y, end)
        self._centred(self.title, 18, bold=True)
        self.y -= 8

    def _centred(self, text: str, size: float, aside: float = 0.0, *, bold: bool = False) -> None:
        if text:
            room = self.format.body - 2 * aside
            lines = self._set(text, room, size=size, bold=bold)
            self._lines(lines, self.format.left + aside, room, size=size, align=0.5)
            self.y -= 3

    # what a paper adds

    def heading(self, text: str) -> None:
        """A bold line that stays with what follows."""
        self._place(0)
        self._keep(4.5 * self.leading)
        self.y -= 0.5 * self.size
        self._lines(self._set(text, self.format.body, bold=True), self.format.left, self.format.body)
        self.y -= 2

    def paragraph(self, text: str, *, indent: float = 2.0, gap: float = 2.0) -> None:
        """Text from edge to edge; `indent` in characters, `gap` in points below it."""
        lines = self._set(text, self.format.body, indent=indent * self.size, flush=True)
        self._place(len(lines))
        self._keep(min(len(lines), 2) * self.leading)
        self._lines(lines, self.format.left, self.format.body)
        self.y -= gap

    def reserve(self, points: float) -> None:
        """Begin a new page unless `points` of height are left on this one."""
        self._keep(points)

    def space(self, points: float) -> None:
        """Empty height."""
        self.y -= points

    def field(self, key: str, value: object, *, wide: bool = False, height: float = 0.0) -> Field:
        """A field whose label is the text of `key`."""
        return Field(self.labels.label(key), self.labels.shown(value), wide, height)

    def grid(self, fields: Iterable[Field], columns: int = 2, gap: float | None = None) -> None:
        """Labelled fields in `columns` pairs a row; `gap` in points below them, the format's own without."""
        for row in _in_rows(fields, columns):
            height = max(self.format.row, *(one.height for one in row))
            self._row(self._pairs(row, columns), height)
        self.y -= self.format.gap if gap is None else gap

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        height: float = 0.0,
        after: float = 0.0,
    ) -> None:
        """Rows of at least `height` points under a head repeated on each page; no rows give an empty one.

        `after`: points that are kept free on the page of the last row, for what must stand with it.
        """
        total = sum(column.share for column in columns)
        sizes = [self.format.body * column.share / total for column in columns]
        head = [
            Cell(one.label, width, head=True, align=0.5) for one, width in zip(columns, sizes, strict=True)
        ]
        height = height or self.format.row
        body = [
            [self._cell(text, width, one.align) for text, one, width in zip(row, columns, sizes, strict=True)]
            for row in rows or [("",) * len(columns)]
        ]
        self._place(1)
        alone = after if len(body) == 1 else 0.0
        self._keep(
            self._need(head, self.format.row)
            + min(self._need(body[0], height) + alone, self.format.keep_whole)
        )
        self._row(head, self.format.row)
        for number, cells in enumerate(body, start=1):
            if number == len(body) - 1 > 1 or (after and number == len(body) > 1):
                # no last row alone on a new page, nor what stands with it
                rest = sum(self._need(one, height) for one in body[number - 1 :])
                self._turn_for(min(rest + after, self.format.keep_whole), head)
            if number > 1:
                self._place(1, head)
            self._row(cells, height, head)
        self.y -= self.format.gap

    def _cell(self, text: str, width: float, align: float) -> Cell:
        return Cell(text, width, align=align) if text else Cell(self._or_empty(text), width, align=0.5)

    def signatures(
        self, columns: Sequence[Sequence[str]], line: float = 26.0, seals: Sequence[bool] = ()
    ) -> None:
        """Labels with a rule to sign on, in columns side by side, kept on one page.

        `seals` says of each column whether a seal's place, a ring of 40 mm, is drawn over its right end.
        """
        deep = max(len(column) for column in columns)
        self._keep(deep * line + self.format.gap)
        each = (self.format.body + 14) / len(columns)
        for number, column in enumerate(columns):
            left = self.format.left + number * each
            for row, label in enumerate(column):
                self._sign_here(label, left, self.y - (row + 1) * line + 6, each - 14)
            if number < len(seals) and seals[number]:
                self._seal(left + each - 14 - _SEAL, self.y - _SEAL)
        self.y -= deep * line + self.format.gap

    def _seal(self, x: float, y: float) -> None:
        self.page.rings.append(Ring(x, y, _SEAL))
        self.page.put(self.labels.label("paper.seal"), x, y - _SEAL + 8, 2 * _SEAL, align=0.5)

    def finish(self) -> bytes:
        """The bytes of the paper, with a note about characters that could not be drawn."""
        pages = self.framed()
        return pdf(pages, self.told(), self.labels.label("paper.draft") if self.draft else "")

    def told(self) -> Told:
        """What the file tells about itself."""
        title = f"{self.title} {self.imprint.number}".rstrip()
        return Told(title, self.imprint.company, self.title, self.labels.label("paper.lang"))

    def framed(self) -> list[Page]:
        """The finished pages, each with its head and foot; nothing is added after this."""
        if self.missing:
            codes = self.labels.joined(*(f"U+{ord(char):04X}" for char in sorted(self.missing)))
            self.paragraph(self.labels.say("paper.missing", codes=codes), indent=0)
        for number, page in enumerate(self.pages, start=1):
            self.frame(page, number)
        return self.pages

    def frame(self, page: Page, number: int) -> None:
        """Head and foot of one page."""
        around = frame.Around(self.labels, self.imprint, self.format, number, len(self.pages))
        frame.draw(page, around, by_hand=self.by_hand)
        if self.seam and len(self.pages) > 1:
            frame.draw_seam(page, self.labels.label("paper.seam"))

    # how it is laid out

    @property
    def leading(self) -> float:
        """From line to line, in points."""
        return self.size * self.format.leading

    @property
    def pad(self) -> float:
        """Above and below a cell's text, in points."""
        return self.size * self.format.pad

    @property
    def inset(self) -> float:
        """Between a cell's sides and its text, in points."""
        return 0.45 * self.size

    def _inner(self, cell: Cell) -> float:
        return cell.width - 2 * self.inset

    def _or_empty(self, text: str) -> str:
        return text or ("" if self.by_hand else self.labels.label("paper.empty"))

    def _pairs(self, fields: Sequence[Field], columns: int) -> list[Cell]:
        each = self.format.body / columns
        label = self.format.label * float(self.labels.label("paper.label_room"))
        cells: list[Cell] = []
        for number, one in enumerate(fields):
            last = number == len(fields) - 1
            span = columns - number if last else 1
            cells.append(Cell(one.label, label, head=True, align=0.5))
            cells.append(Cell(self._or_empty(one.value), each * span - label))
        return cells

    def _set(
        self,
        text: str,
        width: float,
        *,
        size: float = 0.0,
        bold: bool = False,
        indent: float = 0.0,
        flush: bool = False,
    ) -> tuple[Line, ...]:
        done: Markup = markup(text, width, size=size or self.size, bold=bold, indent=indent, flush=flush)
        self.missing |= done.missing
        return done.lines

    def _lines(
        self, lines: Sequence[Line], left: float, width: float, *, size: float = 0.0, align: float = 0.0
    ) -> None:
        size = size or self.size
        for line in lines:
            self._keep(size * self.format.leading)
            self.y -= size * self.format.leading
            free = width - line.width - line.indent
            self.page.texts.append(Placed(line, left + align * free, self.y + 0.38 * size, size))

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    def _turn(self) -> None:
        self.pages.append(Page(width=self.format.width, height=self.format.height))
        self.y = self.format.top

    def _keep(self, height: float) -> None:
        if self.y - height < self.format.bottom and self.y < self.format.top:
            self._turn()

    def _lay(self, cells: Sequence[Cell]) -> list[_Laid]:
        return [_Laid(cell, self._set(cell.text, self._inner(cell), bold=cell.bold)) for cell in cells]

    def _need(self, cells: Sequence[Cell], height: float) -> float:
        """What a row takes that is at least `height` at the usual size; in points."""
        return max(height * self.size / self.format.size, self._deep(self._lay(cells)))

    def _row(self, cells: Sequence[Cell], height: float, head: Sequence[Cell] = ()) -> None:
        height *= self.size / self.format.size
        laid = self._lay(cells)
        need = max(height, self._deep(laid))
        if need <= self.format.keep_whole or self.y - self.format.bottom < 4 * self.leading:
            self._turn_for(need, head)
        while self.y - self._deep(laid) < self.format.bottom:
            fits = max(1, int((self.y - self.format.bottom - 2 * self.pad) / self.leading))
            self._band(laid, fits, self.y - self.format.bottom, whole=False)
            self._turn_with(head)
            self._label_again(laid)
        deep = min(max(height, self._deep(laid)), self.y - self.format.bottom)
        self._band(laid, max(len(one.lines) for one in laid), deep, whole=True)

    def _deep(self, laid: Sequence[_Laid]) -> float:
        return max(len(one.lines) for one in laid) * self.leading + 2 * self.pad

    def _place(self, lines: int, head: Sequence[Cell] = ()) -> None:
        """Note that a paragraph, a row under `head` or, with no lines, a heading begins here."""
        if len(self.places) == self.turn_at and self.y < self.format.top:
            self._turn_with(head)
        self.places.append(lines)

    def _turn_for(self, height: float, head: Sequence[Cell]) -> None:
        if self.y - height < self.format.bottom and self.y < self.format.top:
            self._turn_with(head)

    def _turn_with(self, head: Sequence[Cell]) -> None:
        self._turn()
        if head:
            self._row(head, self.format.row)

    def _label_again(self, laid: Sequence[_Laid]) -> None:
        for one in laid:
            if one.cell.head:
                again = one.cell.text + self.labels.label("paper.continued")
                one.lines = self._set(again, self._inner(one.cell))

    def _band(self, laid: Sequence[_Laid], count: int, height: float, *, whole: bool) -> None:
        left = self.format.left
        for one in laid:
            lines = one.take(count)
            if one.cell.head and self.format.head_grey is not None:
                grey = self.format.head_grey
                self.page.rects.append(Rect(left, self.y - height, one.cell.width, height, grey))
            self.page.rects.append(Rect(left, self.y - height, one.cell.width, height))
            self._in_cell(lines, one.cell, left, height, middle=whole or one.cell.head)
            left += one.cell.width
        self.y -= height

    def _in_cell(
        self, lines: Sequence[Line], cell: Cell, left: float, height: float, *, middle: bool
    ) -> None:
        free = height - 2 * self.pad - len(lines) * self.leading
        base = self.y - self.pad - (free / 2 if middle else 0.0)
        for line in lines:
            base -= self.leading
            shift = self.inset + cell.align * (self._inner(cell) - line.width)
            self.page.texts.append(Placed(line, left + shift, base + 0.38 * self.size, self.size))

    def _sign_here(self, label: str, left: float, base: float, width: float) -> None:
        (line, *_) = self._set(label, width)
        self.page.texts.append(Placed(line, left, base, self.size))
        if line.width + 20 < width:
            self.page.rules.append(Rule(left + line.width + 2, base - 3, left + width, base - 3))


S = TypeVar("S", bound=Sheet)


def fitted(build: Callable[[float], S], sizes: Sequence[float]) -> S:
    """What `build` makes at the first of `sizes` (points) that needs one page; else at the first size."""
    first = build(sizes[0])
    if len(first.pages) != 2:
        return first
    smaller = (sheet for sheet in map(build, sizes[1:]) if len(sheet.pages) == 1)
    return next(smaller, first)


def _in_rows(fields: Iterable[Field], columns: int) -> list[list[Field]]:
    rows: list[list[Field]] = []
    for one in fields:
        if one.wide or not rows or rows[-1][-1].wide or len(rows[-1]) == columns:
            rows.append([])
        rows[-1].append(one)
    return rows
