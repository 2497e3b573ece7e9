"""The grounds of a page: planes with hairlines where another begins, and what scrolls upright only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token


class Plane(QWidget):
    """A part of the page on its own ground, with a hairline where another begins."""

    def __init__(
        self, token: Token, *, left: bool = False, below: bool = False, corner: bool = False
    ) -> None:
        """``corner``: it lies in the sheet's corner, which stays round."""
        super().__init__()
        self._token, self._left, self._below, self._corner = token, left, below, corner

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if self._corner:
            in_corner(painter, self, self._token)
        elif self._token is not Token.SURFACE:  # the sheet itself lies beneath, with its round corner
            painter.fillRect(self.rect(), colour(self._token))
        if self._left:
            painter.fillRect(0, 0, 1, self.height(), colour(Token.LINE))
        if self._below:
            strokes.hairline(painter, 0, self.height() - 1, self.width())


def in_corner(painter: QPainter, widget: QWidget, token: Token) -> None:
    """The ground of what lies in the sheet's corner: within its edge, as round as it is."""
    around, box = px(strokes.CORNER) - 1, QRectF(widget.rect()).adjusted(1, 1, 0, 0)
    painter.save()
    painter.setClipRect(box)
    strokes.rounded(painter, box.adjusted(0, 0, around, around), around, fill=colour(token))
    painter.restore()


def upright() -> QScrollArea:
    """An area that scrolls upright and shows the ground beneath."""
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    return area


def scrolled(body: QWidget) -> QScrollArea:
    """The widget in such an area."""
    area = upright()
    area.setWidget(body)
    body.setAutoFillBackground(False)
    return area
