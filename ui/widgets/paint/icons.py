"""Tabler's outline icons, drawn in a token's colour and kept by name, size, colour and device pixel ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.widgets.theme import RESOURCES, colour, theme
from ui.widgets.tokens import Token

STROKE = "1.75"


class NoSuchIcon(LookupError):
    """No file of this name lies in resources/icons: a mistake in the code that names it."""


@cache
def _source(name: str) -> str:
    file = RESOURCES / "icons" / f"{name}.svg"
    if not file.is_file():
        raise NoSuchIcon(name)
    return file.read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@cache
def _renderer(name: str, tint: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", tint).encode()))


@cache
def glyph(name: str, size: int, tint: str, ratio: float) -> QPixmap:
    """The icon as a picture of ``size`` device-independent px, in ``tint`` (``#RRGGBB``)."""
    drawing = _renderer(name, tint)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def draw(painter: QPainter, name: str, at: QPointF, size: int, tint: QColor | Token) -> None:
    """Draw an icon with its upper left corner ``at``."""
    shade = colour(tint) if isinstance(tint, Token) else tint
    painter.drawPixmap(at, glyph(name, size, shade.name(), painter.device().devicePixelRatioF()))


def icon(name: str, tint: Token = Token.INK2, size: int = 16) -> QIcon:
    """A QIcon for Qt's own widgets, sharp at 1x, 1.5x and 2x; make it anew after a theme change."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(glyph(name, size, colour(tint).name(), ratio), QIcon.Mode.Normal)
        made.addPixmap(glyph(name, size, colour(Token.DISABLED).name(), ratio), QIcon.Mode.Disabled)
    return made


def names() -> tuple[str, ...]:
    """Every icon that the program brings."""
    return tuple(sorted(file.stem for file in (RESOURCES / "icons").glob("*.svg")))


theme().empties(glyph.cache_clear)
theme().empties(_renderer.cache_clear)
