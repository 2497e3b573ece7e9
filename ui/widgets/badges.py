"""A state, a severity, a due time or a key as a widget: picture and word together, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.cells import Amount, Cell, DueMark, Phrase, SeverityMark, StateMark, Tone
from ui.widgets import fonts
from ui.widgets.paint import icons, marks, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

Look = tuple[QPixmap | None, str, Token, QFont]
"""Picture, word, colour and font of a cell."""


def look(cell: Cell, ratio: float) -> Look:
    """How a cell is drawn, wherever it stands."""
    if isinstance(cell, StateMark):
        token = marks.state_token(cell.state, held=cell.held)
        ink = Token.INK3 if token is Token.INK3 else Token.INK
        return marks.state_mark(cell.state, cell.held, ratio), cell.word, ink, fonts.body()
    if isinstance(cell, SeverityMark):
        token, font = marks.severity_look(cell.severity)
        return marks.severity_mark(cell.severity, ratio), "" if cell.bare else cell.word, token, font
    if isinstance(cell, DueMark):
        name, token, font = marks.due_look(cell.mood)
        return _glyph(name, token, ratio), cell.word, token, font
    if isinstance(cell, Phrase):
        token, font = marks.tone_look(cell.tone)
        return (
            _glyph(cell.icon, Token.INK3 if cell.tone != "accent" else token, ratio),
            cell.text,
            token,
            font,
        )
    tone = cell.tone if isinstance(cell, Amount) else Tone.PLAIN
    return None, str(cell), *marks.tone_look(tone)


def _glyph(name: str, token: Token, ratio: float) -> QPixmap | None:
    return icons.glyph(name, px(marks.MARK), colour(token).name(), ratio) if name else None


class Badge(QWidget):
    """A mark with its word."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self._cell = cell
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(str(cell))
        theme().changed.connect(self.updateGeometry)

    def cell(self) -> Cell:
        """What it shows."""
        return self._cell

    def show_cell(self, cell: Cell) -> None:
        """Show another mark."""
        self._cell = cell
        self.setAccessibleName(str(cell))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        picture, word, _, font = look(self._cell, 1.0)
        room = px(marks.MARK) if picture is not None else 0
        gap = px(6) if room and word else 0
        return QSize(room + gap + strokes.width_of(word, font) + 2, px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        picture, word, token, font = look(self._cell, self.devicePixelRatioF())
        left = 0
        if picture is not None:
            painter.drawPixmap(QPointF(0, round((self.height() - px(marks.MARK)) / 2)), picture)
            left = px(marks.MARK) + px(6)
        painter.setPen(colour(token))
        painter.setFont(font)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), strokes.LEFT, word)


class KeyCap(QWidget):
    """A key, as in "press this"."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        return QSize(strokes.cap_width(self._key) + 1, px(strokes.CAP_HEIGHT) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        strokes.key_cap(painter, self._key, QPointF(0, 0), colour(Token.INK2), colour(Token.LINE2))


class IconLabel(QWidget):
    """An icon alone, for a place where a word stands beside it."""

    def __init__(self, name: str, token: Token = Token.INK2, size: int = 16) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.draw(strokes.brush(self), self._name, QPointF(0, 0), px(self._size), self._token)
