"""Items of the status line, and the work that runs with its progress and its cancel."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

HEIGHT = 28


class StatusItem(QWidget):
    """An icon and a word in the status line: the database, the connection, the last good backup."""

    def __init__(self, icon: str, text: str, token: Token = Token.INK2, tip: str = "") -> None:
        super().__init__()
        self._icon, self._text, self._token = icon, text, token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(icon, text, token, tip)
        theme().changed.connect(self.updateGeometry)

    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, icon: str, text: str, token: Token = Token.INK2, tip: str = "") -> None:
        """Say something else."""
        self._icon, self._text, self._token = icon, text, token
        self.setAccessibleName(text)
        strokes.tip(self, tip)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(22) + strokes.width_of(self._text, fonts.label()) + 2, px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        at = QPointF(0, round((self.height() - px(14)) / 2))
        icons.draw(painter, self._icon, at, px(14), self._token)
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK2 if self._token is Token.GREEN else self._token))
        painter.drawText(QRectF(px(20), 0, self.width(), self.height()), strokes.LEFT, self._text)


class ProgressBar(QWidget):
    """A thin bar: how much of something is done, or how much of a limit is used."""

    def __init__(self, width: int = 100) -> None:
        super().__init__()
        self._share, self._width = 0.0, width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show a share from 0 to 1; above 1 it is full and red."""
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(0, 0, self.width(), self.height())
        strokes.rounded(painter, box, px(3), fill=colour(Token.LINE2))
        box.setWidth(max(box.height(), box.width() * min(self._share, 1.0)))
        if self._share > 0:
            over = self._share > 1
            strokes.rounded(painter, box, px(3), fill=colour(Token.RED if over else Token.FILL))


class Running(QWidget):
    """Long work in the status line: what, how far, and a button that cancels it."""

    cancelled = Signal()

    def __init__(self, cancel: str) -> None:
        super().__init__()
        self.told = StatusItem("hourglass", "")
        self.bar = ProgressBar()
        self.button = Button(cancel, Kind.LINK, small=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(10))
        for widget in (self.told, self.bar, self.button):
            line.addWidget(widget)
        self.button.clicked.connect(self.cancelled)
        self.hide()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Show how far it is."""
        self.told.say("hourglass", text)
        self.bar.show_share(done / total if total else 0)
        self.show()
