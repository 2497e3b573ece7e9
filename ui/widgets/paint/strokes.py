"""Rings, key caps, hairlines, shadows and plain text: the few strokes that every widget shares."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.widgets import fonts
from ui.widgets.paint import icons
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
CENTRE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
CORNER = 10
"""Px of the round corner of the sheet that the pages lie on."""
RING = 2
CAP_HEIGHT = 18


def brush(widget: QWidget) -> QPainter:
    """An antialiasing painter on the widget; end it by leaving its function."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def rounded(
    painter: QPainter, box: QRectF, radius: float, *, fill: QColor | None = None, edge: QColor | None = None
) -> None:
    """A rounded rectangle whose one-pixel edge lies inside the box."""
    painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5) if edge else box
    painter.drawRoundedRect(inner, radius, radius)


def ring(painter: QPainter, box: QRectF, radius: float, token: Token = Token.FOCUS) -> None:
    """The focus ring: 2 px, inside the edge."""
    painter.setPen(QPen(colour(token), RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


def hairline(painter: QPainter, x: int, y: int, width: int, token: Token = Token.LINE) -> None:
    """A horizontal line of one device-independent pixel, never blurred."""
    painter.fillRect(QRect(x, y, width, 1), colour(token))


def shadow(painter: QPainter, box: QRectF, radius: float, depth: int = 10) -> None:
    """A soft shadow below the box: fading rounded rectangles, no live effect."""
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(depth, 0, -1):
        shade = QColor(0, 0, 0, max(1, round(5 * (1 - step / (depth + 1)))))
        painter.setBrush(shade)
        spread = box.adjusted(-step, -step + 3, step, step + 3)
        painter.drawRoundedRect(spread, radius + step, radius + step)


def width_of(text: str, font: QFont) -> int:
    """How wide one line of plain text is, in px."""
    return _width(text, font.family(), font.pointSizeF(), int(font.weight()))


@lru_cache(maxsize=20_000)
def _width(text: str, family: str, size: float, weight: int) -> int:
    """Measured once: a layout asks for the same words many times, and each time Qt shapes them anew."""
    font = QFont(fonts.body())
    font.setFamilies([family, *fonts.FALLBACKS])
    font.setPointSizeF(size)
    font.setWeight(QFont.Weight(weight))
    return QFontMetrics(font).horizontalAdvance(text)


theme().empties(_width.cache_clear)
ENTER = "↵"
"""The Enter key, which no Chinese font draws: an icon stands for it."""


def _cap_words(key: str) -> tuple[str, int]:
    """The words of a key cap, and how wide its Enter sign is with the gap before it."""
    words = key.removesuffix(ENTER).strip()
    sign = px(12) if key.endswith(ENTER) else 0
    return words, sign + px(3) if sign and words else sign


def cap_width(key: str) -> int:
    """How wide a key cap is, in px."""
    words, sign = _cap_words(key)
    return max(px(CAP_HEIGHT), width_of(words, fonts.tick()) + sign + px(10 if words else 6))


def key_cap(painter: QPainter, key: str, at: QPointF, ink: QColor, edge: QColor) -> None:
    """A key cap with its upper left corner ``at``."""
    box = QRectF(at.x(), at.y(), cap_width(key), px(CAP_HEIGHT))
    rounded(painter, box, px(4), edge=edge)
    painter.setPen(ink)
    painter.setFont(fonts.tick())
    words, sign = _cap_words(key)
    painter.drawText(box.adjusted(0, 0, -sign, 0), CENTRE, words)
    if sign:
        left = box.right() - px(16) if words else box.center().x() - px(6)
        icons.draw(painter, "corner-down-left", QPointF(left, round(box.center().y() - px(6))), px(12), ink)


def elided(text: str, font: QFont, width: int) -> str:
    """One line of the text, cut with … where it is wider than ``width`` px."""
    line = " ".join(text.splitlines()) if "\n" in text else text
    return QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, width)


def tip(widget: QWidget, text: str) -> None:
    """A tooltip of plain text; Qt would take ``<b>`` for bold otherwise."""
    widget.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """Text for a tooltip, so that it is shown letter by letter; "" stays ""."""
    from html import escape

    return f'<div style="white-space: pre-wrap; margin: 5px 7px">{escape(text)}</div>' if text else ""
