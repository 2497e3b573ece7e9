"""The letters of a case for the group chat: a line of the case's menu for each."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu

from aftersales.domain.case import Case
from ui.i18n import translate
from ui.presenters.printing.papers import papers_of
from ui.views.notices.clipping import copy_paper
from ui.views.printing.paper_words import paper_word
from ui.views.room import Room

COPIED = ("answer", "decline", "apology", "progress")
"""The papers of a case that a chat asks for; a notice is copied where it is done."""


def offer_copies(menu: QMenu, room: Room, case: Case) -> None:
    """Copying a letter copies its words and its page, so that a chat takes whichever it shows."""
    letters = [one for one in papers_of(case) if one.paper in COPIED]
    if letters:
        menu.addSeparator()
    for paper in letters:
        told = translate("Print", "复制{paper}（文字和图片）").format(paper=paper_word(paper.paper))
        menu.addAction(told, partial(copy_paper, room, paper))
