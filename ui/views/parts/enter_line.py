"""A line and a choice in which Enter does what the page is for, instead of going on to the next field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.fields.choice import ComboInput
from ui.widgets.fields.line import ENTER, LineInput


class EnterLine(LineInput):
    """The last line of a small form, or a search. ``entered``: Enter was pressed in it."""

    entered = Signal()

    def __init__(self, hint: str = "", *, secret: bool = False) -> None:
        super().__init__(hint)
        if secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class EnterChoice(ComboInput):
    """The last choice of a small form. ``entered``: Enter was pressed in it."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
