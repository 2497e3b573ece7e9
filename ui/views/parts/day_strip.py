"""The day strip of 今日: the office's day as a line, now, lunch, and a mark for each thing due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import texts
from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

HEIGHT, SIDE, LINE = 56, 92, 27
NEAR = 14
"""Px within which marks stand as one: two things due at one minute do not hide each other."""
MOST_TOLD = 30
"""Lines of the tooltip."""


@dataclass(frozen=True)
class Mark:
    """Something due today: when, its word, whether soon."""

    at: datetime
    word: str
    soon: bool


class DayStrip(QWidget):
    """One office day from opening to closing; nothing is drawn on a day that does not open."""

    def __init__(self) -> None:
        super().__init__()
        self._opens: tuple[tuple[datetime, datetime], ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._now: datetime | None = None
        self._sides = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(300), px(HEIGHT))

    def show_day(
        self,
        opens: Sequence[tuple[datetime, datetime]],
        now: datetime,
        marks: Sequence[Mark],
        *,
        overdue: str,
        later: str,
    ) -> None:
        """Show a day; ``overdue`` stands at the left, ``later`` at the right."""
        self._opens, self._now, self._marks = tuple(opens), now, tuple(marks)
        self._sides = (overdue, later)
        told = texts.comma().join(f"{one.at:%H:%M} {one.word}" for one in marks)
        self.setAccessibleName(" ".join(part for part in (overdue, told, later) if part))
        strokes.tip(self, "\n".join(f"{one.at:%H:%M} {one.word}" for one in self._marks[:MOST_TOLD]))
        self.update()

    def marks(self) -> tuple[Mark, ...]:
        """What is marked."""
        return self._marks

    def hours_told(self) -> list[datetime]:
        """Openings and closings whose time stands below the line: the one that now runs into is left out."""
        place, edges = self._place(), [edge for pair in self._opens for edge in pair]
        if self._now is None or not self._within(self._now):
            return edges
        font, words = fonts.label(), self._now_told(self._now)
        at, half = place(self._now), strokes.width_of(words, fonts.tick()) / 2 + px(4)
        return [e for e in edges if abs(place(e) - at) >= half + strokes.width_of(f"{e:%H:%M}", font) / 2]

    def _within(self, now: datetime) -> bool:
        return self._opens[0][0] <= now <= self._opens[-1][1]

    def _now_told(self, now: datetime) -> str:
        return translate("Today", "现在 {time}").format(time=f"{now:%H:%M}")

    def _place(self) -> Callable[[datetime], float]:
        first, last = self._opens[0][0], self._opens[-1][1]
        room = self.width() - 2 * px(SIDE)
        whole = max((last - first) / timedelta(minutes=1), 1)

        def place(at: datetime) -> float:
            share = ((at - first) / timedelta(minutes=1)) / whole
            return px(SIDE) + room * min(max(share, 0.0), 1.0)

        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        self._write_sides(painter)
        if self._now is None:
            return
        if not self._opens:
            self._write(painter, self.width() / 2, px(LINE), translate("Today", "今天不上班"), Token.INK3)
            return
        place = self._place()
        for opens, closes in self._opens:
            self._stretch(painter, place(opens), place(closes), 1, Token.LINE2)
            for edge in (opens, closes):
                painter.fillRect(round(place(edge)), px(LINE) - px(3), 1, px(7), colour(Token.FIELD))
        for edge in self.hours_told():
            self._write(painter, place(edge), px(LINE + 18), f"{edge:%H:%M}", Token.INK3)
        self._write_marks(painter, place)
        self._write_now(painter, place)

    def _write_sides(self, painter: QPainter) -> None:
        painter.setFont(fonts.strong())
        painter.setPen(colour(Token.RED))
        box = QRectF(0, 0, self.width(), px(2 * LINE))
        painter.drawText(box, strokes.LEFT, self._sides[0])
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        painter.drawText(box, strokes.RIGHT, self._sides[1])

    def _stretch(self, painter: QPainter, left: float, right: float, thick: int, token: Token) -> None:
        top = px(LINE) - thick // 2
        painter.fillRect(round(left), top, round(right - left), thick, colour(token))

    def _write_now(self, painter: QPainter, place: Callable[[datetime], float]) -> None:
        now, first = self._now, self._opens[0][0]
        if now is None or not self._within(now):
            return
        at = place(now)
        self._stretch(painter, place(first), at, px(3), Token.INK2)
        painter.fillRect(round(at) - 1, px(LINE) - px(8), 2, px(16), colour(Token.INK))
        told = self._now_told(now)
        box = QRectF(at - px(50), px(LINE + 9), px(100), px(18))
        painter.setFont(fonts.tick())
        painter.setPen(colour(Token.INK))
        painter.drawText(box, strokes.CENTRE, told)

    def _write_marks(self, painter: QPainter, place: Callable[[datetime], float]) -> None:
        """A word stands where it does not run into the one before it; the mark always does."""
        free = 0.0
        for at, marks in clusters(self._marks, place, px(NEAR)):
            soon = any(mark.soon for mark in marks)
            token = Token.AMBER if soon else Token.ACCENT
            self._dot(painter, at, token, soon=soon)
            word = _word(marks)
            wide = strokes.width_of(word, fonts.label())
            if at - wide / 2 >= free:
                self._write(painter, at, px(LINE - 16), word, token)
                free = at + wide / 2 + px(6)

    def _dot(self, painter: QPainter, at: float, token: Token, *, soon: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(token))
        middle, side = px(LINE) + 0.5, px(5)
        if soon:
            corners = ((0, -side), (side, 0), (0, side), (-side, 0))
            painter.drawPolygon(QPolygonF([QPointF(at + x, middle + y) for x, y in corners]))
        else:
            painter.drawEllipse(QPointF(at, middle), px(4), px(4))

    def _write(self, painter: QPainter, at: float, middle: int, text: str, token: Token) -> None:
        painter.setFont(fonts.label())
        painter.setPen(colour(token))
        painter.drawText(QRectF(at - px(60), middle - px(9), px(120), px(18)), strokes.CENTRE, text)


def clusters(
    marks: Sequence[Mark], place: Callable[[datetime], float], near: float
) -> list[tuple[float, list[Mark]]]:
    """Where marks are drawn: those nearer than ``near`` to the first of theirs stand together at it."""
    found: list[tuple[float, list[Mark]]] = []
    for mark in sorted(marks, key=lambda one: one.at):
        at = place(mark.at)
        if found and at - found[-1][0] < near:
            found[-1][1].append(mark)
        else:
            found.append((at, [mark]))
    return found


def _word(marks: Sequence[Mark]) -> str:
    """What stands above marks: their word, and how many where there are several."""
    words = list(dict.fromkeys(mark.word for mark in marks))
    if len(marks) == 1:
        return words[0]
    if len(words) == 1:
        return translate("Today", "{word} {n}").format(word=words[0], n=len(marks))
    return translate("Today", "{word}等 {n} 项").format(word=words[0], n=len(marks))
