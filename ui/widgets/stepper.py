"""The path of a case as a line of stations: what is done, where it stands, what comes and who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.models.cells import DueMark
from ui.widgets import fonts
from ui.widgets.paint import icons, marks, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

HEIGHT = 80
_LINE = 18
_MOST = 4
"""Lines of one station's word, or of what is told beneath it; what is longer still is cut."""
_ICON = 18
_DOT = 18
_FIRST = 22


class Passed(StrEnum):
    """How far a station is."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Station:
    """One station of the path; ``told`` is when it was, or its due time, or who is waited for."""

    word: str
    passed: Passed
    told: str | DueMark = ""


class Stepper(QWidget):
    """The stations across the whole width; words that a station has no room for go on in a line below."""

    def __init__(self, stations: Sequence[Station] = ()) -> None:
        super().__init__()
        self._stations: tuple[Station, ...] = tuple(stations)
        self._lines = (1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_stations(self, stations: Sequence[Station]) -> None:
        """Show another path."""
        self._stations = tuple(stations)
        self._tell()
        self._fit()
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many lines as the longest word wants, and the longest that is told."""
        room, before = self._room(), self._lines
        words = (_broken(each.word, _font(each), room) for each in self._stations)
        self._lines = (
            max((len(word) for word in words), default=1),
            max((len(_told(each, room)) for each in self._stations), default=1),
        )
        if self._lines != before:
            self.updateGeometry()

    def _height(self) -> int:
        return px(HEIGHT + _LINE * (sum(self._lines) - 2))

    def stations(self) -> tuple[Station, ...]:
        """What is shown."""
        return self._stations

    def _tell(self) -> None:
        now = next((s for s in self._stations if s.passed is Passed.NOW), None)
        self.setAccessibleName(f"{now.word} {now.told}" if now else "")

    def sizeHint(self) -> QSize:
        return QSize(px(84) * max(len(self._stations), 1), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60) * max(len(self._stations), 1), self._height())

    def _room(self) -> int:
        return int(self._pitch()) - px(6)

    def _pitch(self) -> float:
        return self.width() / max(len(self._stations), 1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._stations:
            at = min(int(event.pos().x() / self._pitch()), len(self._stations) - 1)
            station = self._stations[at]
            QToolTip.showText(
                event.globalPos(), strokes.plain_tip(f"{station.word}\n{station.told}".strip()), self
            )
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        for at, station in enumerate(self._stations):
            left = round(at * self._pitch())
            self._rail(painter, left, station, last=at == len(self._stations) - 1)
            self._dot(painter, QRectF(left, px(_FIRST - 9), px(_DOT), px(_DOT)), station, at + 1)
            self._words(painter, left, station)

    def _rail(self, painter: QPainter, left: int, station: Station, *, last: bool) -> None:
        if last:
            return
        done = station.passed is Passed.DONE
        start, end = left + px(_DOT + 6), left + self._pitch() - px(6)
        painter.setPen(QPen(colour(Token.ACCENT if done else Token.LINE2), 2 if done else 1.5))
        painter.drawLine(QPointF(start, px(_FIRST)), QPointF(end, px(_FIRST)))

    def _dot(self, painter: QPainter, box: QRectF, station: Station, number: int) -> None:
        if station.passed is Passed.DONE:
            strokes.rounded(painter, box, box.width() / 2, fill=colour(Token.SOFT))
            icons.draw(painter, "check", box.topLeft() + QPointF(px(2), px(2)), px(14), Token.ACCENT)
            return
        now = station.passed is Passed.NOW
        fill, edge = (colour(Token.FILL), None) if now else (None, colour(Token.LINE2))
        strokes.rounded(painter, box, box.width() / 2, fill=fill, edge=edge)
        painter.setPen(colour(Token.ON_FILL if now else Token.INK3))
        painter.setFont(fonts.font(11, 600) if now else fonts.tick())
        painter.drawText(box, strokes.CENTRE, "–" if station.passed is Passed.SKIPPED else str(number))

    def _words(self, painter: QPainter, left: int, station: Station) -> None:
        room = self._room()
        ink = Token.INK if station.passed in {Passed.DONE, Passed.NOW} else Token.INK3
        _write(painter, QPointF(left, px(37)), room, station.word, _font(station), ink)
        below = QPointF(left, px(37 + _LINE * self._lines[0]))
        if isinstance(station.told, DueMark):
            name, token, _ = marks.due_look(station.told.mood)
            if name:
                icons.draw(painter, name, below + QPointF(0, px(2)), px(14), token)
            weight = 500 if token in {Token.RED, Token.AMBER} else 400
            beside = below + QPointF(px(_ICON) if name else 0, 0)
            _write(painter, beside, room - px(_ICON), station.told.word, fonts.font(12, weight), token)
        else:
            _write(painter, below, room, station.told, fonts.label(), Token.INK3)


def _font(station: Station) -> QFont:
    return fonts.font(13, 600) if station.passed is Passed.NOW else fonts.body()


def _told(station: Station, room: int) -> list[str]:
    if isinstance(station.told, DueMark):
        return _broken(station.told.word, fonts.font(12, 500), room - px(_ICON))
    return _broken(station.told, fonts.label(), room)


def _broken(text: str, font: QFont, room: int) -> list[str]:
    """The text in lines of so many px, broken between words; the last of ``_MOST`` is cut."""
    if strokes.width_of(text, font) <= room:
        return [text]
    layout, lines = QTextLayout(" ".join(text.split()), font), list[str]()
    layout.beginLayout()
    while len(lines) < _MOST and (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        last = len(lines) == _MOST - 1
        end = None if last else line.textStart() + line.textLength()
        lines.append(strokes.elided(layout.text()[line.textStart() : end].strip(), font, room))
    layout.endLayout()
    return lines


def _write(painter: QPainter, at: QPointF, room: int, text: str, font: QFont, ink: Token) -> None:
    painter.setFont(font)
    painter.setPen(colour(ink))
    for number, line in enumerate(_broken(text, font, room)):
        box = QRectF(at.x(), at.y() + number * px(_LINE), room, px(_LINE))
        painter.drawText(box, strokes.LEFT, line)
