"""Head and foot of each page: company and logo, number and its code, page of pages, who printed, anchor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.documents.imprint.code import can_be_code, squares
from aftersales.documents.imprint.format import MM, Format
from aftersales.documents.imprint.logo import logo, size_of
from aftersales.documents.page import Picture, Rule

if TYPE_CHECKING:
    from aftersales.documents.labels import Labels
    from aftersales.documents.page import Page
    from aftersales.documents.values import Imprint

_SHORT = 40  # characters of the company's name in the frame
_CODE = 10 * MM  # side of the code in the head: 5 dots a module at 300 dpi
_GAP = 8.0  # between the code or the logo and words, in points
_HAND = "_" * 18  # where a number is written with a pen


@dataclass(frozen=True)
class Around:
    """Whose page it is, and which of how many."""

    labels: Labels
    imprint: Imprint
    format: Format
    number: int
    of: int

    @property
    def page(self) -> str:
        """第 1 页 共 2 页."""
        return self.labels.say("paper.page", page=self.number, pages=self.of)

    @property
    def printed(self) -> str:
        """Who printed when."""
        at = self.labels.shown(self.imprint.printed_at)
        return self.labels.say("paper.printed", by=self.imprint.printed_by, at=at)

    @property
    def anchor(self) -> str:
        """The history's anchor, "" without one."""
        anchor = self.imprint.anchor
        return self.labels.say("paper.anchor", anchor=anchor) if anchor else ""


def draw(page: Page, around: Around, *, by_hand: bool = False) -> None:
    """The frame of one A4 page."""
    form, imprint = around.format, around.imprint
    _head(page, around, imprint.number or (_HAND if by_hand else ""))
    third, low = form.body / 3, form.bottom - 28
    page.rules.append(Rule(form.left, form.bottom - 16, form.right, form.bottom - 16))
    page.put(around.printed, form.left, low, third)
    page.put(around.page, form.width / 2, low, third, align=0.5)
    page.put(around.anchor, form.right, low, third, align=1)


def _head(page: Page, around: Around, number: str) -> None:
    form, line = around.format, around.format.top + 14
    right = form.right - put_code(page, around.imprint.number, form.right, line, _CODE)
    page.put(short(around.imprint.company), form.left, line, form.body / 2 - 6)
    ahead = around.labels.say("paper.number", number=number, version=around.imprint.version)
    page.put(ahead, right, line, form.body / 2 - 6 - (form.right - right), align=1)
    page.rules.append(Rule(form.left, form.top + 8, form.right, form.top + 8, 0.8))


def short(company: str) -> str:
    """The company's name where it has one line; it stands in full above an A4 paper's title."""
    return company if len(company) <= _SHORT else company[: _SHORT - 1] + "…"


def put_code(page: Page, number: str, right: float, bottom: float, side: float) -> float:
    """The code of a number with its right edge at `right`; returns the width that it takes with its gap."""
    if not can_be_code(number):
        return 0.0
    page.squares.append(squares(number, right - side, bottom, side))
    return side + _GAP


def put_logo(page: Page, form: Format, imprint: Imprint, top: float) -> float:
    """The logo at the left below `top`, if there is one that can be drawn; returns its height."""
    picture = logo(imprint.logo)
    if picture is None:
        return 0.0
    width, height = size_of(picture)
    page.pictures.append(Picture(form.left, top - height, width, height, picture))
    return height


def room_of_logo(imprint: Imprint) -> float:
    """The width that the logo takes with its gap, 0 without one."""
    picture = logo(imprint.logo)
    return size_of(picture)[0] + _GAP if picture else 0.0


def draw_seam(page: Page, words: str) -> None:
    """Where a seal goes across the edges of the fanned pages: upright signs, or a line turned upward."""
    edge, middle = page.width - 22, page.height / 2
    if words.isascii():
        page.put_upward(words, edge, middle)
        return
    for step, char in enumerate(words):
        page.put(char, edge, middle + 20 - 11 * step, 20, align=0.5)
