"""The one file that a step brings: a button that asks for it, and its name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.i18n import translate
from ui.views.casework.editors import LABEL
from ui.widgets import fonts
from ui.widgets.buttons import Button
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel


class OneFile(QWidget):
    """``chosen``: this file was."""

    chosen = Signal(Path)

    def __init__(self, name: str) -> None:
        """``name``: of the file that was chosen before; "" while none was."""
        super().__init__()
        self.pick = Button(translate("StepForm", "选文件…"), icon="paperclip")
        self.name = PlainLabel(name, fonts.body, Token.INK2)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(LABEL + 8), 0, 0, 0)
        line.addWidget(self.pick)
        line.addWidget(self.name, 1)
        self.pick.clicked.connect(self._ask)

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, translate("StepForm", "选文件"))
        if name:
            self.chosen.emit(Path(name))
