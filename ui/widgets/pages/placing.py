"""Where each page of a document lies on its desk, by the way of fitting and the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

GAP = 20
"""Desk around and between pages, in px at 100 %."""
WIDE, PAIRED = 720, 628
"""How wide a page is at most where it fits the width: alone, and where two lie side by side."""
LEAST_PAIR = 1_180
"""Width of the desk in px at 100 % from which two pages lie side by side."""
PERCENTS = (100, 125, 150, 200)


class Fit(StrEnum):
    """How large pages are shown."""

    WIDTH = "width"
    PAGE = "page"
    PERCENT = "percent"


@dataclass(frozen=True)
class Desk:
    """The room for pages: its size in px, the window's zoom, and the way of fitting."""

    width: int
    height: int
    zoom: float = 1.0
    fit: Fit = Fit.WIDTH
    percent: int = 100


@dataclass(frozen=True)
class Placed:
    """A page on the desk, in px from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


def columns(desk: Desk, pages: int) -> int:
    """How many pages lie side by side."""
    return 2 if desk.fit is Fit.WIDTH and pages > 1 and desk.width >= LEAST_PAIR * desk.zoom else 1


def scale(desk: Desk, sizes: Sequence[tuple[float, float]]) -> float:
    """Px a point; the widest page decides, so that pages keep their proportions among each other."""
    widest, highest = max(wide for wide, _ in sizes), max(high for _, high in sizes)
    gap = GAP * desk.zoom
    if desk.fit is Fit.PERCENT:
        return desk.percent / 100 * 96 / 72 * desk.zoom
    beside = columns(desk, len(sizes))
    most = (WIDE if beside == 1 else PAIRED) * desk.zoom
    room = (desk.width - (beside + 1) * gap) / beside
    if desk.fit is Fit.WIDTH:
        return max(min(room, most), 40.0) / widest
    return max(min(room / widest, (desk.height - 2 * gap) / highest), 40.0 / widest)


def placed(desk: Desk, sizes: Sequence[tuple[float, float]]) -> tuple[Placed, ...]:
    """Every page's place, row after row, each row in the middle of the desk."""
    if not sizes:
        return ()
    beside, each, gap = columns(desk, len(sizes)), scale(desk, sizes), round(GAP * desk.zoom)
    top, found = gap, list[Placed]()
    for start in range(0, len(sizes), beside):
        row = [(round(wide * each), round(high * each)) for wide, high in sizes[start : start + beside]]
        across = max(wide for wide, _ in row) * beside + gap * (beside - 1)
        left = max((desk.width - across) // 2, gap)
        for wide, high in row:
            found.append(Placed(left, top, wide, high))
            left += wide + gap
        top += max(high for _, high in row) + gap
    return tuple(found)


def extent(desk: Desk, places: Sequence[Placed]) -> tuple[int, int]:
    """Width and height of all that lies there, with the gap behind it."""
    gap = round(GAP * desk.zoom)
    wide = max((one.left + one.width for one in places), default=0)
    high = max((one.top + one.height for one in places), default=0)
    return wide + gap, high + gap
