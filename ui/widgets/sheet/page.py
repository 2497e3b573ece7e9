"""The sheet's three columns, as on the target picture: inputs, lists, boxes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets import fonts
from ui.widgets.paint import strokes
from ui.widgets.sheet import inputs, lists, messages
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Scheme, Token
from ui.widgets.words import PlainLabel

Say = Callable[[str], str]
WIDE, GAP, INSET = 366, 94, 40


def components(times: int = 1, say: Say | None = None) -> QWidget:
    """The whole sheet; each text ``times`` over, or as ``say`` makes it."""
    said = say or (lambda text: " ".join([text] * times))
    page = _Page()
    column = QVBoxLayout(page)
    column.setContentsMargins(px(INSET), px(24), px(INSET), px(32))
    column.setSpacing(px(12))
    column.addWidget(_title(said))
    parts = QHBoxLayout()
    parts.setSpacing(px(GAP))
    for made in (inputs.column, lists.column, messages.column):
        part = made(said)
        part.setFixedWidth(px(WIDE * times))
        parts.addWidget(part)
    column.addLayout(parts)
    return page


def _title(say: Say) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(16))
    line.addWidget(PlainLabel(say("组件"), fonts.title))
    dark = theme().scheme is Scheme.DARK
    line.addWidget(PlainLabel(say("深色" if dark else "浅色"), fonts.body, Token.INK3))
    line.addStretch(1)
    return row


class _Page(QWidget):
    """The paper it lies on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.brush(self).fillRect(self.rect(), colour(Token.SURFACE))
