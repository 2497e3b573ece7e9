"""State rings, severity bars and due icons as small cached pictures, and how each is coloured."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from aftersales.domain.codes import Severity, State
from aftersales.domain.workflow import ENDED_STATES, OPEN_STATES
from ui.models.cells import Mood, Tone
from ui.widgets import fonts
from ui.widgets.paint.icons import glyph
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

MARK = 16
"""The side of a mark in px at 100 %."""
_FULL = 5760  # a whole turn in Qt's sixteenths of a degree
_TOP = 1440

DUES: dict[Mood, tuple[str, Token, int]] = {
    Mood.OVERDUE: ("clock-exclamation", Token.RED, 500),
    Mood.SOON: ("clock-hour-4", Token.AMBER, 500),
    Mood.LATER: ("", Token.INK2, 400),
    Mood.HELD: ("player-pause", Token.INK2, 400),
    Mood.DONE: ("check", Token.INK3, 400),
}
"""Icon, colour and weight of a due time."""

TONES: dict[Tone, tuple[Token, float, int]] = {
    Tone.PLAIN: (Token.INK, 13, 400),
    Tone.QUIET: (Token.INK2, 13, 400),
    Tone.LABEL: (Token.INK3, 12, 400),
    Tone.STRONG: (Token.INK, 13, 500),
    Tone.ACCENT: (Token.ACCENT, 13, 400),
}
"""Colour, size and weight of a text."""


def due_look(mood: Mood) -> tuple[str, Token, QFont]:
    """Icon, colour and font of a due time."""
    name, token, weight = DUES[mood]
    return name, token, fonts.font(13, weight)


def tone_look(tone: Tone) -> tuple[Token, QFont]:
    """Colour and font of a text."""
    token, size, weight = TONES[tone]
    return token, fonts.font(size, weight)


def severity_look(severity: str) -> tuple[Token, QFont]:
    """Colour and font of a severity's word: red and 500 from major on."""
    if severity in {Severity.MAJOR, Severity.CRITICAL}:
        return Token.RED, fonts.strong()
    return Token.INK2, fonts.body()


def state_token(state: str, *, held: bool) -> Token:
    """States are accent while they run and grey when they are over or held; never red."""
    return Token.INK3 if state in ENDED_STATES else Token.INK2 if held else Token.ACCENT


def _blank(ratio: float) -> tuple[QPixmap, QPainter]:
    side = px(MARK)
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / MARK, side / MARK)
    return picture, painter


@cache
def state_mark(state: str, held: bool, ratio: float) -> QPixmap:
    """The ring of a state: dashed, filling by eighths, ticked, barred, branching, or paused while held."""
    token = state_token(state, held=held)
    if state == State.MERGED:
        return glyph("git-merge", px(MARK), colour(token).name(), ratio)
    picture, painter = _blank(ratio)
    pen = QPen(colour(token), 1.5)
    painter.setPen(pen)
    _inside(painter, state, held, token, pen)
    painter.end()
    return picture


def _inside(painter: QPainter, state: str, held: bool, token: Token, pen: QPen) -> None:
    box = QRectF(2, 2, 12, 12)
    if state == State.CLOSED:
        _ticked(painter, token)
    elif held:
        painter.drawEllipse(box)
        _lines(painter, ((6.6, 5.9, 6.6, 10.1), (9.4, 5.9, 9.4, 10.1)))
    elif state == State.WITHDRAWN:
        painter.drawEllipse(box)
        _lines(painter, ((5.4, 8, 10.6, 8),))
    elif state == State.REGISTERED:
        pen.setDashPattern((1.7, 1.44))
        painter.setPen(pen)
        painter.drawEllipse(box)
    else:
        painter.drawEllipse(box)
        _pie(painter, OPEN_STATES.index(state) if state in OPEN_STATES else 0, token)


def _pie(painter: QPainter, eighths: int, token: Token) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(token))
    painter.drawPie(QRectF(4, 4, 8, 8), _TOP, -_FULL * eighths // 8)


def _ticked(painter: QPainter, token: Token) -> None:
    painter.setBrush(colour(token))
    painter.drawEllipse(QRectF(2, 2, 12, 12))
    painter.setPen(QPen(colour(Token.SURFACE), 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([QPointF(5.4, 8.2), QPointF(7.2, 10), QPointF(10.7, 6.3)])


def _lines(painter: QPainter, lines: tuple[tuple[float, float, float, float], ...]) -> None:
    pen = QPen(painter.pen())
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for x1, y1, x2, y2 in lines:
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))


@cache
def severity_mark(severity: str, ratio: float) -> QPixmap:
    """One, two or three bars, red from major on; critical is a red square with an exclamation mark."""
    picture, painter = _blank(ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    if severity == Severity.CRITICAL:
        _exclaimed(painter)
    else:
        filled = {Severity.GENERAL: 1, Severity.SERIOUS: 2, Severity.MAJOR: 3}.get(Severity(severity), 0)
        token = Token.RED if severity == Severity.MAJOR else Token.INK2
        for bar, height in enumerate((4, 7.5, 11)):
            painter.setBrush(colour(token if bar < filled else Token.LINE2))
            painter.drawRoundedRect(QRectF(2 + bar * 4.5, 13.5 - height, 3, height), 1, 1)
    painter.end()
    return picture


def _exclaimed(painter: QPainter) -> None:
    painter.setBrush(colour(Token.RED))
    painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 3, 3)
    painter.setBrush(colour(Token.SURFACE))
    painter.drawRoundedRect(QRectF(7.1, 4.2, 1.8, 5), 0.9, 0.9)
    painter.drawEllipse(QRectF(7, 10.3, 2, 2))


theme().empties(state_mark.cache_clear)
theme().empties(severity_mark.cache_clear)
