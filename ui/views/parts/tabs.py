"""Filters as tabs in a page's head: words with counts, an accent line under the one that is on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.widgets import fonts
from ui.widgets.buttons import untold
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

HEIGHT = 50


class _Tab(QRadioButton):
    """One tab: a radio button beneath, for keys and screen readers."""

    def __init__(self, code: str, word: str) -> None:
        super().__init__(untold(word))
        self.code, self.word, self.count = code, word, ""
        self.setAccessibleName(word)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _font(self) -> QFont:
        return fonts.strong() if self.isChecked() else fonts.body()

    def sizeHint(self) -> QSize:
        count = strokes.width_of(self.count, fonts.label()) + px(4) if self.count else 0
        return QSize(strokes.width_of(self.word, fonts.strong()) + count + px(20), px(HEIGHT))

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box, left = QRectF(self.rect()), px(10)
        loud = self.isChecked() or self.underMouse()
        painter.setFont(self._font())
        painter.setPen(colour(Token.INK if loud else Token.INK2))
        painter.drawText(box.adjusted(left, 0, 0, 0), strokes.LEFT, self.word)
        if self.count:
            painter.setFont(fonts.label())
            painter.setPen(colour(Token.INK3))
            painter.drawText(box.adjusted(0, 0, -left, 0), strokes.RIGHT, self.count)
        if self.isChecked():
            line = QRectF(left, self.height() - 2, self.width() - 2 * left, 2)
            painter.fillRect(line, colour(Token.ACCENT))
        if self.hasFocus():
            strokes.ring(painter, box.adjusted(1, px(9), -1, -px(9)), px(5))


class Tabs(QWidget):
    """The tabs of a page. ``chosen`` brings the code that a person chose."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        self.tabs = {code: _Tab(code, word) for code, word in options}
        for tab in self.tabs.values():
            self._group.addButton(tab)
            line.addWidget(tab)
        line.addStretch(1)
        self._group.buttonClicked.connect(lambda tab: self.chosen.emit(tab.code))

    def code(self) -> str:
        """The code that is on."""
        return next((code for code, tab in self.tabs.items() if tab.isChecked()), "")

    def choose(self, code: str) -> None:
        """Put this one on."""
        if code in self.tabs:
            self.tabs[code].setChecked(True)
            self.setFocusProxy(self.tabs[code])

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Numbers behind the words."""
        for code, tab in self.tabs.items():
            tab.count = str(counts[code]) if code in counts else ""
            tab.updateGeometry()
            tab.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        order = list(self.tabs)
        code = order[(order.index(self.code()) + step) % len(order)]
        self.choose(code)
        self.tabs[code].setFocus()
        self.chosen.emit(code)
