"""What is asked of a printer and what it answers; the pages that a person types, such as 1-3,5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from aftersales.domain.errors import BadField, Trouble
from aftersales.domain.text import half_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_COPIES = 99


class Sides(StrEnum):
    """One side of the sheet, or both, turned over the long or the short edge."""

    ONE = "one"
    LONG = "long"
    SHORT = "short"


class Sheet(StrEnum):
    """The paper in the tray; ``own`` is the size that the document has."""

    OWN = "own"
    A4 = "a4"
    A5 = "a5"
    SLIP = "slip"


SIZES: Mapping[str, tuple[float, float]] = {
    Sheet.A4: (210.0, 297.0),
    Sheet.A5: (148.0, 210.0),
    Sheet.SLIP: (241.0, 140.0),
}
"""Width and height in mm; the slip is continuous paper of three parts."""

Pages = tuple[tuple[int, int], ...]
"""First and last page of each run, counted from 1; none is all pages."""


@dataclass(frozen=True)
class Printer:
    """A printer as the system knows it; ``usual`` is the system's own choice."""

    name: str
    said: str = ""
    usual: bool = False
    duplex: bool = False
    colour: bool = True


@dataclass(frozen=True)
class Wish:
    """How a document is to be printed."""

    printer: str
    copies: int = 1
    sides: Sides = Sides.ONE
    pages: Pages = ()
    sheet: Sheet = Sheet.OWN


@dataclass(frozen=True)
class Outline:
    """What is to be known of a document before it is drawn.

    ``sizes``: width and height of each page in points; ``missing``: the characters that no font of the papers
    has, each once: the paper shows ``[U+1F600]`` in their place.
    """

    sizes: tuple[tuple[float, float], ...]
    missing: tuple[str, ...] = ()

    @property
    def size_mm(self) -> tuple[float, float]:
        """The first page's width and height in mm."""
        wide, high = self.sizes[0]
        return round(wide * 25.4 / 72, 1), round(high * 25.4 / 72, 1)


class PagesUnclear(BadField):
    """These are no pages of the document. Facts: ``field``, ``value``, ``pages`` (how many it has)."""


class CopiesUnclear(BadField):
    """This is no number of copies. Facts: ``field``, ``value``, ``limit``."""


class NoPrinter(Trouble):
    """This computer knows no printer. No facts."""


class NoViewer(Trouble):
    """The system has no program that shows this file. Facts: ``path``."""


class PrinterRefused(Trouble):
    """The printer did not take the document. Facts: ``printer``, ``why`` (the system's own words)."""


class PrintServiceGone(Trouble):
    """The system's print service does not answer. Facts: ``printer``."""


class PrinterSilent(Trouble):
    """The printer did not answer in time. Facts: ``printer``, ``seconds``."""


class PaperUnreadable(Trouble):
    """These bytes are no PDF whose pages can be shown. No facts."""


_RUN = re.compile(r"(\d{1,5})(?:(-)(\d{1,5})?)?")
_BETWEEN = re.compile(r"[,;、，；\s]+")
_DASHES = str.maketrans("－—–~～至", "------")


def read_pages(text: str, total: int) -> Pages:
    """``1-3,5,8-`` as runs of pages; "" is all. Raises PagesUnclear."""
    runs = [one for one in _BETWEEN.split(half_width(text).translate(_DASHES)) if one]
    return tuple(_run(one, text, total) for one in runs)


def _run(one: str, text: str, total: int) -> tuple[int, int]:
    found = _RUN.fullmatch(one)
    if found is None:
        raise PagesUnclear(field="pages", value=text, pages=total)
    first = int(found[1])
    last = int(found[3]) if found[3] else total if found[2] else first
    if not 1 <= first <= last <= total:
        raise PagesUnclear(field="pages", value=text, pages=total)
    return first, last


def told_pages(pages: Pages) -> str:
    """The runs as print services take them: ``1-3,5``."""
    return ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in pages)


def each_page(pages: Pages, total: int) -> Iterator[int]:
    """Every page that is meant, counted from 0."""
    for first, last in pages or ((1, total),):
        yield from range(first - 1, min(last, total))


def read_copies(text: str) -> int:
    """1 to 99. Raises CopiesUnclear."""
    told = half_width(text).strip()
    if not told.isdecimal() or not 1 <= int(told) <= MOST_COPIES:
        raise CopiesUnclear(field="copies", value=text, limit=MOST_COPIES)
    return int(told)


def sheet_of(width: float, height: float) -> Sheet:
    """Which known paper has this size in mm, to 2 mm; ``own`` where none has."""
    near: Sequence[str] = [
        name for name, (w, h) in SIZES.items() if abs(w - width) <= 2 and abs(h - height) <= 2
    ]
    return Sheet(near[0]) if near else Sheet.OWN
