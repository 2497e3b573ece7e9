"""What stands around the pages: the search that opens the palette, the company's name, the rounded sheet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from ui.i18n import wide
from ui.views.parts.entry import Logo
from ui.views.parts.rail import WIDTH
from ui.widgets import fonts
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token


class Search(QPushButton):
    """Looks like a field and opens the palette."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self._told = told
        self.setAccessibleName(told)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow()
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        self.setMaximumWidth(px(520))

    def sizeHint(self) -> QSize:
        return QSize(px(520), px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        strokes.rounded(painter, box, px(6), fill=colour(Token.SURFACE), edge=colour(Token.LINE2))
        if self.hasFocus():
            strokes.ring(painter, box, px(6))
        middle = box.center().y()
        icons.draw(painter, "search", _at(px(10), middle - px(8)), px(16), Token.INK2)
        painter.setFont(fonts.body())
        painter.setPen(colour(Token.INK3))
        room = self.width() - px(36) - strokes.cap_width("Ctrl K") - px(12)
        painter.drawText(
            QRectF(px(34), 0, room, box.height()),
            strokes.LEFT,
            strokes.elided(self._told, fonts.body(), room),
        )
        at = _at(self.width() - strokes.cap_width("Ctrl K") - px(8), middle - px(9))
        strokes.key_cap(painter, "Ctrl K", at, colour(Token.INK2), colour(Token.LINE2))


def _at(x: float, y: float) -> QPointF:
    return QPointF(round(x), round(y))


_LEGAL = 4
"""Signs of 有限公司: no fewer stand alone in a second line."""


class CompanyName(QWidget):
    """The program's mark and the company's name, as much of it as fits over the rail."""

    def __init__(self, company: str) -> None:
        super().__init__()
        self._company = company
        self.setAccessibleName(company)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        strokes.tip(self, company)
        theme().changed.connect(self.updateGeometry)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Logo(22))
        line.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(px(wide(WIDTH) - 20 - 10), px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        left, room = px(22 + 10), self.width() - px(22 + 10)
        painter.setPen(colour(Token.INK))
        if strokes.width_of(self._company, fonts.section()) <= room:
            painter.setFont(fonts.section())
            painter.drawText(QRectF(left, 0, room, self.height()), strokes.LEFT, self._company)
            return
        painter.setFont(fonts.label())
        for top, told in zip((0, self.height() / 2), in_two(self._company, room), strict=True):
            painter.drawText(QRectF(left, top, room, self.height() / 2), strokes.LEFT, told)


def in_two(name: str, room: int) -> tuple[str, str]:
    """A long name in two lines of ``room`` px, the second one shortened where that is not enough."""
    font, end = fonts.label(), len(name)
    while end > 1 and strokes.width_of(name[:end], font) > room:
        end -= 1
    blank = name.rfind(" ", 0, end + 1)
    end = blank if blank > 0 and end < len(name) else min(end, len(name) - _LEGAL)
    return name[:end], strokes.elided(name[end:].strip(), font, room)


class Sheet(QStackedWidget):
    """The pages, on a sheet whose upper left corner is round."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        path = QPainterPath()
        radius = px(strokes.CORNER)
        path.moveTo(0.5, self.height())
        path.lineTo(0.5, radius)
        path.quadTo(0.5, 0.5, radius, 0.5)
        path.lineTo(self.width(), 0.5)
        path.lineTo(self.width(), self.height())
        painter.setPen(colour(Token.LINE))
        painter.setBrush(colour(Token.SURFACE))
        painter.drawPath(path)
