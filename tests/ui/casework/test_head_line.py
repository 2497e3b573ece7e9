"""The head line of a case: its buttons have their room, also where words change while nobody sees them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from ui.views.casework.head_line import HeadLine
from ui.widgets.buttons import Button


def test_what_changed_unseen_has_its_room_when_it_is_shown(qtbot: QtBot) -> None:
    """Words that grow behind another page are whole once the page is in front, in a second line if needed."""
    mark, call, likely = Button("TS-20260302-002"), Button(""), Button("")
    line, pages = HeadLine((mark,), (call, likely)), QStackedWidget()
    line.name(call, "Call")
    for page in (line, QWidget()):
        pages.addWidget(page)
    qtbot.addWidget(pages)
    pages.resize(420, 200)
    pages.show()
    pages.setCurrentIndex(1)
    for words in ("Go", "Complete the notice of the warehouse"):
        likely.setText(words)
        QApplication.processEvents()
    pages.setCurrentIndex(0)
    QApplication.processEvents()
    for button in (mark, call, likely):
        assert button.width() >= button.sizeHint().width(), button.text()
