"""A line of marks at the left and buttons at the right: icons alone, then a second line, where room lacks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.paint import strokes
from ui.widgets.theme import px

GAP = 8


class HeadLine(QWidget):
    """``shown`` at the left, ``done`` at the right; what ``name`` named may stand there as an icon."""

    def __init__(self, shown: Sequence[QWidget], done: Sequence[QWidget]) -> None:
        super().__init__()
        self._sides = tuple(shown), tuple(done)
        self._names: dict[Button, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(4))
        for at, side in enumerate(self._sides):
            line = QHBoxLayout()
            line.setSpacing(px(GAP))
            if at:
                line.addStretch(1)
            for widget in side:
                line.addWidget(widget)
            if not at:
                line.addStretch(1)
            self._lines.addLayout(line)

    def name(self, button: Button, word: str) -> None:
        """The button's word; it is in the tooltip while there is no room for it."""
        self._names[button] = word
        button.setText(word)
        button.setAccessibleName(word)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # what changed while nobody saw it asked for a layout once, and then no more

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        shown, done = (self._wide(side) for side in self._sides)
        spared = sum(self._spared(button) for button in self._names if not button.isHidden())
        together = shown + px(GAP) + done
        short = together > self.width()
        beneath = together - spared > self.width()
        if beneath:
            short = done > self.width()
        way = QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight
        if self._lines.direction() is not way:
            self._lines.setDirection(way)
            self.updateGeometry()
        for button, word in self._names.items():
            self._write(button, "" if short else word, word)

    def _wide(self, side: Sequence[QWidget]) -> int:
        seen = [one for one in side if not one.isHidden()]
        words = sum(self._spared(one) for one in seen if isinstance(one, Button) and not one.text())
        return sum(one.sizeHint().width() for one in seen) + px(GAP) * max(len(seen) - 1, 0) + words

    def _spared(self, button: Button) -> int:
        """Px that the button is narrower without its word."""
        word = self._names.get(button)
        return strokes.width_of(word, button.lettering()) + px(GAP) if word else 0

    @staticmethod
    def _write(button: Button, text: str, word: str) -> None:
        if button.text() != text:
            button.setText(text)
        told = strokes.plain_tip(word)
        if not text and not button.toolTip():
            button.setToolTip(told)
        elif text and button.toolTip() == told:
            button.setToolTip("")
