"""The card on which the first start and the sign-in stand: a frame in the middle of an empty window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.errors import show_beside
from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.badges import IconLabel
from ui.widgets.fields.field import Field, Note
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from ui.texts import Words


class Logo(QWidget):
    """The mark of the program."""

    def __init__(self, side: int = 32) -> None:
        super().__init__()
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        strokes.rounded(painter, box, px(self._side / 5), fill=colour(Token.FILL))
        side = px(self._side / 2)
        at = box.center()
        at -= type(at)(side / 2, side / 2)
        icons.draw(painter, "droplet", at, side, Token.ON_FILL)


class Card(QWidget):
    """A window's ground with one framed card in its middle; lay the content out in ``card``."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.card = _Sheet(width, height)
        column, line = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.addStretch(1)
        line.addStretch(1)
        line.addWidget(self.card)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.fillRect(self.rect(), colour(Token.CHROME))
        strokes.shadow(painter, QRectF(self.card.geometry()), px(12), 8)


class _Sheet(QWidget):
    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._measure = (width, height)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._follow()
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        """As wide as it is meant, and as high as it is meant or as its content needs."""
        self.setFixedWidth(px(self._measure[0]))
        self.setMinimumHeight(min(px(self._measure[1]), self._measure[1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        strokes.rounded(
            painter, QRectF(self.rect()), px(12), fill=colour(Token.SURFACE), edge=colour(Token.LINE)
        )


class Refusal(QWidget):
    """Shows a refusal beside the fields that it is about, and the rest as a line of its own."""

    def __init__(self, words: Words, fields: Mapping[str, Field]) -> None:
        super().__init__()
        self._words, self._fields = words, fields
        self.note = Note("alert-circle", "", Token.RED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        self.hide()

    def say(self, error: CodedError) -> None:
        """Tell it."""
        rest = show_beside(error, self._words, self._fields)
        self.note.say("\n".join(one.sentence for one in rest), "alert-circle", Token.RED)
        self.setVisible(bool(rest))

    def clear(self) -> None:
        """Nothing is refused."""
        for field in self._fields.values():
            field.show_wrong("")
        self.hide()


class Side(QWidget):
    """The panel at the left: whose program this is, and that nothing is final."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(248))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(32), px(32), px(24), px(40))
        column.addWidget(named(translate("Start", "售后客诉")))
        column.addStretch(1)
        told = translate("Start", "约 3 分钟。以后都能在“设置”里改，资料只在您选的地方。")
        column.addWidget(PlainLabel(told, fonts.label, Token.INK2, wraps=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        strokes.rounded(painter, box, px(11), fill=colour(Token.SUNKEN))
        painter.fillRect(box.adjusted(box.width() / 2, 0, 0, 0), colour(Token.SUNKEN))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), colour(Token.LINE))


def named(title: str) -> QWidget:
    """The program's mark and a name beside it."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(12))
    line.addWidget(Logo())
    line.addWidget(PlainLabel(title, fonts.section, wraps=True), 1)
    return row


def hint(icon: str, text: str) -> QWidget:
    """A quiet line with an icon."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(8))
    line.addWidget(IconLabel(icon, Token.INK2))
    line.addWidget(PlainLabel(text, fonts.body, Token.INK2, wraps=True), 1)
    return row
