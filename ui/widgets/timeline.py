"""The timeline of a case: days as heads, each entry with time, icon, who and what, and words beneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

_TIME, _ICON = 46, 26


@dataclass(frozen=True)
class Entry:
    """One thing that happened: day and time as words, who, what, and what was said; ``late`` draws it red.

    ``gone``: it counts no more and is struck through; ``verb``: what may be done about it.
    """

    day: str
    time: str
    icon: str
    who: str
    what: str
    said: str = ""
    late: bool = False
    good: bool = False
    gone: bool = False
    verb: str = ""


def _struck() -> QFont:
    font = QFont(fonts.body())
    font.setStrikeOut(True)
    return font


class _Day(QWidget):
    """A day with a line behind it."""

    def __init__(self, day: str) -> None:
        super().__init__()
        self._day = day
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(day)

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.setPen(colour(Token.INK3))
        painter.setFont(fonts.label())
        painter.drawText(QRectF(self.rect()), strokes.LEFT, self._day)
        left = strokes.width_of(self._day, fonts.label()) + px(10)
        strokes.hairline(painter, left, self.height() // 2, self.width() - left)


class _Line(QWidget):
    """One entry: the first line is painted, what was said is running text beneath."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry
        ink = Token.RED if entry.late else Token.INK
        column, head = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(_TIME + _ICON), px(3), 0, px(3))
        column.setSpacing(0)
        head.setSpacing(px(8))
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(PlainLabel(entry.who, fonts.body, Token.INK2), 0, top)
        font = _struck if entry.gone else fonts.body
        head.addWidget(Prose(entry.what, font, ink), 1, top)
        self.verb = Button(entry.verb, Kind.LINK, small=True) if entry.verb else None
        if self.verb is not None:
            self.verb.setMaximumHeight(px(20))
            self.verb.setAccessibleDescription(f"{entry.what} {entry.said}".strip())
            head.addWidget(self.verb, 0, top)
        column.addLayout(head)
        if entry.said:
            column.addWidget(Prose(entry.said, font, Token.INK2))
        self.setAccessibleName(f"{entry.day} {entry.time} {entry.who} {entry.what} {entry.said}".strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.setPen(colour(Token.INK3))
        painter.setFont(fonts.label())
        line = QRectF(0, px(3), px(_TIME), round(px(20)))
        painter.drawText(line, strokes.LEFT, self._entry.time)
        token = Token.RED if self._entry.late else Token.GREEN if self._entry.good else Token.INK2
        at = QPointF(px(_TIME), round(line.center().y() - px(8)))
        icons.draw(painter, self._entry.icon, at, px(16), token)


class Timeline(QWidget):
    """Entries by day, in the order given (newest first). ``asked``: the verb of the entry at this place."""

    asked = Signal(int)

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(2))
        self._entries: tuple[Entry, ...] = ()
        self.show_entries(entries)

    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; lines that are the same already stay as they are."""
        if tuple(entries) == self._entries and self._column.count():
            return
        self._entries = tuple(entries)
        while item := self._column.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()  # it is gone before the next event, and is not painted beneath the new ones
                widget.deleteLater()
        day = None
        for at, entry in enumerate(entries):
            if entry.day != day:
                day = entry.day
                self._column.addWidget(_Day(day))
            line = _Line(entry)
            if line.verb is not None:
                line.verb.clicked.connect(partial(self.asked.emit, at))
            self._column.addWidget(line)
        self._column.addStretch(1)
