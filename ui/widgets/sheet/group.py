"""A group of the components sheet: a head with a hairline, and what it is about beneath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets import fonts
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

Say = Callable[[str], str]


class GroupHead(QWidget):
    """The group's title and a quiet note."""

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._title, self._note = title, note
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        strokes.hairline(painter, 0, self.height() - 1, self.width(), Token.LINE)
        box = QRectF(0, 0, self.width(), self.height())
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.font(13, 600))
        painter.drawText(box, strokes.LEFT, self._title)
        box.setLeft(strokes.width_of(self._title, painter.font()) + px(8))
        painter.setPen(colour(Token.INK3))
        painter.setFont(fonts.label())
        painter.drawText(box, strokes.LEFT, strokes.elided(self._note, fonts.label(), int(box.width())))


class Group(QWidget):
    """A head with a hairline, and what it is about beneath."""

    def __init__(self, title: str, note: str = "", gap: int = 8) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, px(20))
        self.column.setSpacing(px(gap))
        self.column.addWidget(GroupHead(title, note))

    def add(self, *widgets: QWidget) -> Group:
        """Put these beneath, one below the other."""
        for widget in widgets:
            self.column.addWidget(widget)
        return self


def row(*widgets: QWidget, gap: int = 8, stretch: bool = True) -> QWidget:
    """Widgets side by side."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(gap))
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return made
