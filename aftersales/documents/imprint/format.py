"""The sizes of paper that we print on, with their margins; all measures in points."""

from __future__ import annotations

from dataclasses import dataclass, replace

MM = 72 / 25.4


@dataclass(frozen=True)
class Format:
    """A size of paper; `top` and `bottom` are the heights between which text stands."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    label: float = 68.0  # width of a field's label
    row: float = 20.0  # the least height of a form's row at the usual size
    size: float = 9.5  # the usual size of text
    leading: float = 1.45  # from line to line, in sizes
    head_grey: float | None = 0.93  # behind labels; None: no tint, which a needle printer would sprinkle
    pad: float = 0.45  # above and below a cell's text, in sizes
    gap: float = 6.0  # below a grid or a table
    keep_whole: float = 160.0  # a row up to this height is not split over two pages

    @property
    def body(self) -> float:
        """The width between the margins."""
        return self.right - self.left


A4 = Format(595.28, 841.89, 56.7, 595.28 - 56.7, 841.89 - 56.7, 62.0)
"""210 × 297 mm with 20 mm at the sides."""

FILLED = replace(A4, row=17.0, pad=0.25, gap=4.0)
"""A4 for a form that is printed filled: no pen has to find room in it."""

A5 = Format(
    width=210 * MM,
    height=148 * MM,
    left=12 * MM,
    right=198 * MM,
    top=148 * MM - 24 * MM,
    bottom=13 * MM,
    label=60.0,
    row=16.0,
    size=8.5,
    leading=1.35,
    pad=0.25,
    gap=3.0,
    keep_whole=80.0,
)
"""Half a sheet, 210 × 148 mm lying, for a desk printer."""

THREE_PART = Format(
    width=9.5 * 72,
    height=5.5 * 72,
    left=19 * MM,
    right=9.5 * 72 - 19 * MM,
    top=5.5 * 72 - 22 * MM,
    bottom=14 * MM,
    label=64.0,
    row=16.0,
    size=9.0,
    leading=1.3,
    head_grey=None,
    pad=0.25,
    gap=3.0,
    keep_whole=80.0,
)
"""One form of three-part continuous paper, sold as 241 × 140 mm: 9.5 × 5.5 inches.

The tractor strips take 12.7 mm at each side; text keeps 6 mm off them. The height is the feed's 5.5 inches
and not 140 mm, or each form would slip by 0.3 mm.
"""
