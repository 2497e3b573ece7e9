"""The box for a decision: a question, what follows from it, and buttons named by what they do."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose


class Decision(QDialog):
    """Asks one question. ``exec()`` is true for the verb, false for ``keep`` and Esc.

    The safe button has the focus: Enter in passing never destroys anything.
    """

    def __init__(
        self,
        question: str,
        follows: str,
        verb: str,
        keep: str,
        *,
        danger: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.question = PlainLabel(question, fonts.section, wraps=True)
        self.follows = Prose(follows, fonts.body, Token.INK2)
        self.yes = Button(verb, Kind.DANGER if danger else Kind.PRIMARY)
        self.no = Button(keep)
        self.body = QVBoxLayout()
        self.setWindowTitle(question)
        self.setAccessibleName(question)
        self.setAccessibleDescription(follows)
        self._lay_out()
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        safe = self.no if danger else self.yes
        safe.setDefault(True)
        safe.setFocus()

    def _lay_out(self) -> None:
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(20), px(20), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.question)
        column.addWidget(self.follows)
        column.addLayout(self.body)
        column.addStretch(1)
        column.addSpacing(px(16))
        line.addStretch(1)
        line.setSpacing(px(8))
        line.addWidget(self.no)
        line.addWidget(self.yes)
        column.addLayout(line)
        self.setMinimumWidth(px(366))

    def exec(self) -> int:
        """Ask, and wait for the answer; Qt's own would take being hidden by the lock for one."""
        waiting = QEventLoop()
        self.finished.connect(waiting.quit)
        self.destroyed.connect(waiting.quit)
        self.setResult(0)
        self.setModal(True)
        self.show()
        waiting.exec()
        return self.result() if isValid(self) else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.fillRect(self.rect(), colour(Token.SURFACE))
        if not self.isWindow() or self.windowFlags() & Qt.WindowType.FramelessWindowHint:
            strokes.rounded(painter, QRectF(self.rect()), px(10), edge=colour(Token.LINE2))
