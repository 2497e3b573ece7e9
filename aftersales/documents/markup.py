"""The only way from a text to a printed line: picks fonts run by run, breaks lines, names what no font has.

No markup language is read, so no text can be taken for one: `<b>`, `&amp;`, `<img …>` print as they stand.
Lines break by the usual rules for Chinese (CLREQ): no closing mark begins a line, no opening one ends it,
Latin words and numbers stay whole as long as they fit. The work grows with the length, no faster.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from aftersales.documents.fonts import REGULAR, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_START = frozenset("，。、；：？！）》」』】〕〗〉”’…—·％‰℃々〞ー～°")  # a line does not begin with these
NO_END = frozenset("（《「『【〔〖〈“‘￥¥□■")  # a line does not end with these, nor with blanks behind them
JOINT = "\u2060"  # no line ends between the characters beside it
_INVISIBLE = frozenset(chr(code) for code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10)))
_CJK, _WORD, _CLOSE, _OPEN, _BLANK, _JOINED = range(6)
_STRETCH = 0.06  # of the size: what one gap may grow by when a line is set flush


class Glyph(NamedTuple):
    """One character as drawn; the width in thousandths of the size, `kind` is its part in breaking lines."""

    text: str
    font: str
    width: float
    kind: int


class Run(NamedTuple):
    """A piece of a line in one font."""

    font: str
    text: str


class Line(NamedTuple):
    """One printed line, in points; `stretch` is added after each character to set it flush."""

    runs: tuple[Run, ...]
    width: float
    stretch: float
    indent: float
    bold: bool


class Markup(NamedTuple):
    """Printed lines and the characters that no font has (drawn as `[U+1F600]`)."""

    lines: tuple[Line, ...]
    missing: frozenset[str]


def markup(
    text: str,
    width: float,
    *,
    size: float = 10.0,
    bold: bool = False,
    indent: float = 0.0,
    flush: bool = False,
) -> Markup:
    """Break `text` into lines of `width` points at `size` points.

    Newlines begin a new paragraph, whose first line is indented by `indent` points. `flush` spreads full
    lines of Chinese to both edges and leaves no single character for the last one. Nothing is left out:
    what no font has stands as its code point in brackets and is reported.
    """
    missing: set[str] = set()
    lines: list[Line] = []
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        glyphs = _glyphs(paragraph, missing)
        chinese = flush and 2 * sum(glyph.kind == _WORD for glyph in glyphs) < len(glyphs)
        lines += _lines(glyphs, width, size, indent, bold=bold, flush=chinese)
    return Markup(tuple(lines), frozenset(missing))


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of `text` that no font of ours has, each once, in order; to be told before issue."""
    missing = dict.fromkeys(
        char for char in text if char not in _INVISIBLE | {"\r", "\n"} and _glyph(char) is None
    )
    return tuple(missing)


def unprintable_in(value: object) -> tuple[str, ...]:
    """The unprintable characters of all texts inside a paper's value, each once, in order."""
    return tuple(dict.fromkeys(char for text in _texts(value) for char in unprintable(text)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))


def is_blank(text: str) -> bool:
    """Whether nothing of `text` would be seen on paper."""
    return all(char.isspace() or char in _INVISIBLE for char in text)


def _glyphs(text: str, missing: set[str]) -> list[Glyph]:
    found = [_glyph(char) for char in text]
    if all(found):
        return [glyph for glyph in found if glyph]
    glyphs: list[Glyph] = []
    before = ""
    for char, glyph in zip(text, found, strict=True):
        if glyph is None and char not in _INVISIBLE:
            missing.add(char)
        drawn = [glyph] if glyph else _stand_in(char)
        glyphs += (
            [Glyph(one.text, one.font, one.width, _JOINED) for one in drawn] if before == JOINT else drawn
        )
        before = char
    return glyphs


def _stand_in(char: str) -> list[Glyph]:
    if char in _INVISIBLE:  # it has no look of its own; it only tells how its neighbours join
        return []
    return [_known(mark) for mark in f"[U+{ord(char):04X}]"]


def _known(char: str) -> Glyph:
    glyph = _glyph(char)
    if glyph is None:
        raise LookupError(char)
    return glyph


@cache
def _glyph(char: str) -> Glyph | None:
    if char == "\t":
        return Glyph("    ", REGULAR, 4 * _known(" ").width, _BLANK)
    found = drawn(char)
    return Glyph(char, found.font, found.width, _kind(char)) if found else None


def _kind(char: str) -> int:
    if char in NO_START:
        return _CLOSE
    if char in NO_END:
        return _OPEN
    if char in " \u00a0\u3000":
        return _BLANK
    return _WORD if char < "\u2000" else _CJK


def _may_break(before: int, after: int) -> bool:
    if after in (_BLANK, _CLOSE, _JOINED) or before == _OPEN:
        return False
    return not before == _WORD == after


_BREAKS = [[_may_break(before, after) for after in range(6)] for before in range(6)]


def _lines(
    glyphs: Sequence[Glyph], width: float, size: float, indent: float, *, bold: bool, flush: bool
) -> Iterator[Line]:
    start, first = 0, indent
    ends = list(_ends(glyphs, width * 1000 / size, indent * 1000 / size))
    for end, used in _kept_company(glyphs, ends) if flush else ends:
        points = used * size / 1000
        stretch = (width - points) / (end - start - 1) if flush and start + 1 < end < len(glyphs) else 0.0
        stretch = stretch if 0 < stretch <= _STRETCH * size else 0.0
        yield Line(_runs(glyphs[start:end]), points - first, stretch, first, bold)
        start, first = end, 0.0


def _ends(glyphs: Sequence[Glyph], width: float, indent: float) -> Iterator[tuple[int, float]]:
    """Where each line ends, as an index into `glyphs`, and its width; in thousandths of the size."""
    start = fit = 0
    used = fit_used = indent
    before = _OPEN
    width += 0.01
    for at, (_, _, wide, kind) in enumerate(glyphs):
        if _BREAKS[before][kind]:
            fit, fit_used = at, used
        if used + wide > width and at > start and kind != _BLANK:
            if fit <= start:
                fit, fit_used = at, used
            yield fit, fit_used
            start, used = fit, used - fit_used
        used += wide
        if kind != _BLANK or before != _OPEN:
            before = kind
    yield len(glyphs), used


def _kept_company(glyphs: Sequence[Glyph], ends: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Where the last line would hold a single character and its mark, the one before goes with it."""
    if len(ends) < 2:
        return ends
    *others, (cut, used), (end, rest) = ends
    alone, *marks = glyphs[cut:end]
    moved = glyphs[cut - 1]
    single = alone.kind == moved.kind == _CJK and all(mark.kind == _CLOSE for mark in marks)
    if not single or not _BREAKS[glyphs[cut - 2].kind][_CJK]:
        return ends
    return [*others, (cut - 1, used - moved.width), (end, rest + moved.width)]


def _runs(glyphs: Sequence[Glyph]) -> tuple[Run, ...]:
    if len({glyph.font for glyph in glyphs}) == 1:
        return (Run(glyphs[0].font, "".join([glyph.text for glyph in glyphs])),)
    by_font = groupby(glyphs, key=attrgetter("font"))
    return tuple(Run(font, "".join(glyph.text for glyph in part)) for font, part in by_font)
