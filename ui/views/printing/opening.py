"""Ctrl+P on a page: the papers of the case that is shown, one paper of each selected case, blank forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.i18n import translate
from ui.widgets.buttons import Button, Kind
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.paint import strokes

if TYPE_CHECKING:
    from ui.presenters.case import CasePresenter
    from ui.views.room import Room

OF_A_LIST = ("registration", "approval")
"""The papers that are printed of several cases at once."""


def _button(page: QWidget, begin: Callable[[], object]) -> Button:
    """The button with the printer, and Ctrl+P on the page."""
    said = translate("Print", "打印单据（Ctrl+P）")
    button = Button(kind=Kind.GHOST, small=True).only_icon("printer", said)
    button.clicked.connect(begin)
    on_key(QKeySequence.StandardKey.Print, page, begin, INSIDE)
    return button


def case_printing(page: QWidget, room: Room, presenter: CasePresenter) -> Button:
    """Prints the papers of the case that the presenter shows, those of the open section ticked."""

    def begin() -> None:
        from ui.presenters.printing.papers import likely, papers_of, void_of
        from ui.views.printing.page import open_print

        look = presenter.look
        if look is not None:
            papers, void = papers_of(look.page.case), void_of(look.page.case)
            open_print(room, papers, likely(papers, look.open_section, void), void=void)

    return _button(page, begin)


def list_printing(page: QWidget, room: Room, chosen: Callable[[], Sequence[str]]) -> Button:
    """Prints a paper of each case whose number ``chosen`` tells; a small menu asks which paper."""

    def offer() -> None:
        from ui.presenters.printing.papers import office_papers
        from ui.views.printing.page import open_print
        from ui.views.printing.paper_words import paper_word

        numbers = tuple(chosen())
        menu = QMenu(page)
        for paper in OF_A_LIST:
            told = translate("Print", "打印{paper}：{n} 件").format(paper=paper_word(paper), n=len(numbers))
            action = menu.addAction(told)
            action.triggered.connect(
                lambda _=False, paper=paper: open_print(room, [(paper, number, "") for number in numbers])
            )
            action.setEnabled(bool(numbers))
        if not numbers:
            menu.setToolTipsVisible(True)
            menu.addAction(translate("Print", "先在列表里选投诉")).setEnabled(False)
        menu.addSeparator()
        blank = menu.addAction(translate("Print", "打印投诉须知、空白表格…"))
        blank.triggered.connect(lambda: open_print(room, office_papers(), (0,)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0] if numbers else blank)

    button = _button(page, offer)
    strokes.tip(button, translate("Print", "打印选中的投诉（Ctrl+P）"))
    return button
