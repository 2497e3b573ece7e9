"""Slips on paper: one in every size, or all of a column one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from ui.presenters.notices.papers import paper_of, papers_of_notices
from ui.presenters.notices.slips import Look, Slip
from ui.views.printing.page import open_print
from ui.views.room import Room


def print_slip(room: Room, look: Look | None, over: QWidget) -> None:
    """The selected slip in every size that there is, the first one ticked."""
    if look is not None:
        papers = [paper_of(look.slip, name) for name in papers_of_notices()]
        open_print(room, papers, (0,), over)


def print_slips(room: Room, over: QWidget, slips: Iterable[Slip]) -> None:
    """These, one after the other, in the usual size; none over a page that was left meanwhile."""
    if over.isVisible():
        open_print(room, [paper_of(slip, papers_of_notices()[0]) for slip in slips], None, over)
