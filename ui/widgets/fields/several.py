"""Choosing several codes side by side: arrows walk, Space or a click ticks, Enter goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.widgets import fonts
from ui.widgets.buttons import untold
from ui.widgets.fields.choice import Options
from ui.widgets.fields.line import ENTER
from ui.widgets.flow import Flow
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

_WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Tick(QAbstractButton):
    """One of the codes, on or off."""

    def __init__(self, row: Several, code: str, word: str) -> None:
        super().__init__(row)
        self.row, self.code, self.word = row, code, word
        self.setText(untold(word))
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(strokes.width_of(self.word, fonts.strong()) + px(20), px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WALK:
            self.row.walk(self, _WALK[key])
        elif key in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        fill = colour(Token.SOFT) if self.isChecked() else None
        edge = colour(Token.ACCENT if self.isChecked() else Token.LINE2)
        strokes.rounded(painter, box, px(6), fill=fill, edge=edge)
        if self.hasFocus():
            strokes.ring(painter, box, px(6))
        elif self.row.wrong:
            strokes.ring(painter, box, px(6), Token.RED)
        painter.setPen(colour(Token.ACCENT if self.isChecked() else Token.INK2))
        painter.setFont(fonts.strong() if self.isChecked() else fonts.body())
        painter.drawText(box, strokes.CENTRE, self.word)


class Several(Flow):
    """Codes of a dictionary, any number of them; one stop for Tab."""

    edited = Signal()
    settled = Signal()

    def __init__(self, options: Options = ()) -> None:
        super().__init__(gap=4)
        self.wrong = False
        self._ticks: list[Tick] = []
        self._waits: list[str] = []
        self.setContentsMargins(0, 1, 0, 1)
        self.set_options(options)

    def set_options(self, options: Options) -> None:
        """Offer these; what was ticked, or shown before it was offered, is ticked if it is among them."""
        kept = [*self.codes(), *self._waits]
        self._ticks = [Tick(self, code, word) for code, word in options]
        self.hold(self._ticks)
        for tick in self._ticks:
            tick.clicked.connect(self._note_edit)
        if self._ticks:
            self._stop_at(self._ticks[0])
        self.choose(kept)

    def _note_edit(self) -> None:
        self.edited.emit()
        self.settled.emit()

    def _stop_at(self, tick: Tick) -> None:
        for each in self._ticks:
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is tick else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(tick)

    def walk(self, tick: Tick, steps: int) -> None:
        """Go to a neighbour, round the ends."""
        there = self._ticks[(self._ticks.index(tick) + steps) % len(self._ticks)]
        self._stop_at(there)
        there.setFocus(Qt.FocusReason.OtherFocusReason)

    def codes(self) -> list[str]:
        """The ticked codes, in the order they are offered."""
        return [tick.code for tick in self._ticks if tick.isChecked()]

    def choose(self, codes: Sequence[str]) -> None:
        """Tick these and no others; one that is not offered waits until it is."""
        offered = {tick.code for tick in self._ticks}
        self._waits = [code for code in codes if code not in offered]
        for tick in self._ticks:
            tick.setChecked(tick.code in codes)

    def show_words(self, words: str) -> None:
        """Tick by words or codes, written one behind the other with 、 between."""
        told = words.split("、")
        self.choose([tick.code for tick in self._ticks if tick.word in told or tick.code in told])

    def words(self) -> str:
        """The ticked words."""
        return "、".join(tick.word for tick in self._ticks if tick.isChecked())

    def set_wrong(self, wrong: bool) -> None:
        """Mark it as wrong: red edges."""
        self.wrong = wrong
        for tick in self._ticks:
            tick.update()

    def problem(self) -> str:
        """A choice is never wrong by itself."""
        return ""
