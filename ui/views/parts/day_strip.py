"""The day strip of 今日: the office's day as a line, now, lunch, and a mark for each thing due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import texts
from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

HEIGHT, SIDE, LINE = 56, 92, 27
GAP = 16
"""Px between the line and what stands beside it, at least."""
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


@dataclass(frozen=True)
class Written:
    """A word on the strip: where it stands, in what."""

    text: str
    box: QRectF
    font: QFont
    token: Token


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

    def ends(self) -> tuple[float, float]:
        """Where the line begins and ends; what is overdue and what comes later has its room beside it."""
        left, right = (
            max(px(SIDE), strokes.width_of(told, font()) + px(GAP)) for told, font in self._beside()
        )
        return left, max(self.width() - right, left)

    def written(self) -> list[Written]:
        """Every word with its place; those that have none without running into others are left out."""
        found = self._sides_written()
        if self._now is None:
            return found
        if not self._opens:
            told = translate("Today", "今天不上班")
            return [*found, self._at(self.width() / 2, LINE, told, fonts.label(), Token.INK3)]
        place = self._place()
        for edge in self.hours_told():
            found.append(self._at(place(edge), LINE + 18, f"{edge:%H:%M}", fonts.label(), Token.INK3))
        if self._within(self._now):
            told = self._now_told(self._now)
            found.append(self._at(place(self._now), LINE + 18, told, fonts.tick(), Token.INK))
        return [*found, *self._marks_written(place)]

    def hours_told(self) -> list[datetime]:
        """Openings and closings whose time stands below the line: the one that now runs into is left out."""
        place, edges = self._place(), [edge for pair in self._opens for edge in pair]
        if self._now is None or not self._within(self._now):
            return edges
        font, words = fonts.label(), self._now_told(self._now)
        at, half = place(self._now), strokes.width_of(words, fonts.tick()) / 2 + px(4)
        return [e for e in edges if abs(place(e) - at) >= half + strokes.width_of(f"{e:%H:%M}", font) / 2]

    def _beside(self) -> tuple[tuple[str, Callable[[], QFont]], tuple[str, Callable[[], QFont]]]:
        return (self._sides[0], fonts.strong), (self._sides[1], fonts.label)

    def _sides_written(self) -> list[Written]:
        overdue, later = (self._at(0, LINE, told, font(), Token.INK3) for told, font in self._beside())
        later.box.moveRight(self.width())
        return [one for one in (replace(overdue, token=Token.RED), later) if one.text]

    def _marks_written(self, place: Callable[[datetime], float]) -> list[Written]:
        """A word stands where it does not run into the one before it; the mark always does."""
        found: list[Written] = []
        for at, marks in clusters(self._marks, place, px(NEAR)):
            one = self._at(at, LINE - 16, _word(marks), fonts.label(), _token(marks))
            if not found or one.box.left() >= found[-1].box.right() + px(6):
                found.append(one)
        return found

    def _at(self, at: float, middle: int, text: str, font: QFont, token: Token) -> Written:
        """A word around this place, inside the strip."""
        wide = strokes.width_of(text, font) + 1.0
        left = max(min(at - wide / 2, self.width() - wide), 0.0)
        return Written(text, QRectF(left, px(middle) - px(9), wide, px(18)), font, token)

    def _within(self, now: datetime) -> bool:
        return self._opens[0][0] <= now <= self._opens[-1][1]

    def _now_told(self, now: datetime) -> str:
        return translate("Today", "现在 {time}").format(time=f"{now:%H:%M}")

    def _place(self) -> Callable[[datetime], float]:
        first, last = self._opens[0][0], self._opens[-1][1]
        left, right = self.ends()
        whole = max((last - first) / timedelta(minutes=1), 1)

        def place(at: datetime) -> float:
            share = ((at - first) / timedelta(minutes=1)) / whole
            return left + (right - left) * min(max(share, 0.0), 1.0)

        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if self._now is not None and self._opens:
            self._draw_day(painter, self._now, self._place())
        for one in self.written():
            painter.setFont(one.font)
            painter.setPen(colour(one.token))
            painter.drawText(one.box, strokes.CENTRE, one.text)

    def _draw_day(self, painter: QPainter, now: datetime, place: Callable[[datetime], float]) -> None:
        for opens, closes in self._opens:
            self._stretch(painter, place(opens), place(closes), 1, Token.LINE2)
            for edge in (opens, closes):
                painter.fillRect(round(place(edge)), px(LINE) - px(3), 1, px(7), colour(Token.FIELD))
        for at, marks in clusters(self._marks, place, px(NEAR)):
            self._dot(painter, at, _token(marks))
        if self._within(now):
            self._stretch(painter, place(self._opens[0][0]), place(now), px(3), Token.INK2)
            painter.fillRect(round(place(now)) - 1, px(LINE) - px(8), 2, px(16), colour(Token.INK))

    def _stretch(self, painter: QPainter, left: float, right: float, thick: int, token: Token) -> None:
        top = px(LINE) - thick // 2
        painter.fillRect(round(left), top, round(right - left), thick, colour(token))

    def _dot(self, painter: QPainter, at: float, token: Token) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(token))
        middle, side = px(LINE) + 0.5, px(5)
        if token is Token.AMBER:
            corners = ((0, -side), (side, 0), (0, side), (-side, 0))
            painter.drawPolygon(QPolygonF([QPointF(at + x, middle + y) for x, y in corners]))
        else:
            painter.drawEllipse(QPointF(at, middle), px(4), px(4))


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


def _token(marks: Sequence[Mark]) -> Token:
    return Token.AMBER if any(mark.soon for mark in marks) else Token.ACCENT


def _word(marks: Sequence[Mark]) -> str:
    """What stands above marks: their word, and how many where there are several."""
    words = list(dict.fromkeys(mark.word for mark in marks))
    if len(marks) == 1:
        return words[0]
    if len(words) == 1:
        return translate("Today", "{word} {n}").format(word=words[0], n=len(marks))
    return translate("Today", "{word}等 {n} 项").format(word=words[0], n=len(marks))
