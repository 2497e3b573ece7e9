"""Small figures of the decision page: how much of a limit is used, what cases alike were given."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from aftersales.domain.money import yuan
from ui.presenters.approvals import Median
from ui.widgets import fonts
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token


class Rule(QWidget):
    """A hairline across the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.hairline(strokes.brush(self), 0, 0, self.width())


class Gauge(QWidget):
    """How much of a limit is used, as a bar; more than all of it is red, unless ``calm``."""

    def __init__(self, value: int, limit: int, *, calm: bool = False) -> None:
        super().__init__()
        self._part = value / limit if limit > 0 else 1.0
        self._over = value > limit and not calm
        self.setFixedHeight(px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        strokes.rounded(painter, box, px(3), fill=colour(Token.LINE))
        box.setWidth(max(box.width() * min(self._part, 1.0), px(6)))
        strokes.rounded(painter, box, px(3), fill=colour(Token.RED if self._over else Token.FILL))


class Scatter(QWidget):
    """Approved cases alike as dots on a line, the middle one as a stroke, this case as a diamond."""

    def __init__(self, median: Median, mine: int) -> None:
        super().__init__()
        self._median, self._mine = median, mine
        self.setFixedHeight(px(62))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(62))

    def _at(self, value: int) -> float:
        most = max(*self._median.values, self._mine, 1)
        return px(6) + (self.width() - px(12)) * value / most

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        line = px(40)
        strokes.hairline(painter, 0, line, self.width(), Token.LINE2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Token.FIELD))
        for value in self._median.values:
            painter.drawEllipse(QPointF(self._at(value), line - px(8)), px(4), px(4))
        middle = self._at(self._median.middle)
        painter.fillRect(QRectF(middle - 0.75, line - px(22), 1.5, px(22)), colour(Token.INK2))
        self._diamond(painter, QPointF(self._at(self._mine), line - px(8)))
        painter.setPen(colour(Token.INK3))
        painter.setFont(fonts.tick())
        most = max(*self._median.values, self._mine, 1)
        painter.drawText(QRectF(0, line + px(2), self.width(), px(18)), strokes.LEFT, "0")
        painter.drawText(QRectF(0, line + px(2), self.width(), px(18)), strokes.RIGHT, yuan(most))

    def _diamond(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(Token.FILL))
        side = px(6)
        corners = ((0, -side), (side, 0), (0, side), (-side, 0))
        painter.drawPolygon([QPointF(at.x() + x, at.y() + y) for x, y in corners])
