"""Filters as tabs in a page's head: words with counts, a line under the one that is on, a menu of more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QRadioButton, QSizePolicy, QWidget

from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind, untold
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

HEIGHT = 50
MOST = 7
"""So many stand side by side (look.md); what is more is in the menu."""
LARGEST = 999
"""A count above it is told as more than that."""


class _Tab(QRadioButton):
    """One tab: a radio button beneath, for keys and screen readers. ``dropped``: its person takes it away."""

    dropped = Signal()

    def __init__(self, code: str, word: str) -> None:
        super().__init__(untold(word))
        self.code, self.word, self.count, self.own = code, word, "", False
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.own and event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.own:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(translate("Tabs", "不再保存这个筛选"), self.dropped.emit)
            menu.popup(event.globalPos())

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
    """The tabs of a page. ``chosen`` brings the code that a person chose, ``dropped`` one of his own."""

    chosen = Signal(str)
    dropped = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(4))
        self.tabs: dict[str, _Tab] = {}
        self.more = Button(translate("Tabs", "更多"), Kind.GHOST, small=True)
        self.more.opens = True
        self.menu = QMenu(self.more)
        self._line.addWidget(self.more)
        self._line.addStretch(1)
        self.setMinimumWidth(px(160))
        self._group.buttonClicked.connect(lambda tab: self.chosen.emit(tab.code))
        self.more.clicked.connect(self._open)
        theme().changed.connect(self._fit)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]], own: Sequence[str] = ()) -> None:
        """Offer these, those of ``own`` to be taken away again; what is on stays on."""
        kept = self.code()
        gone = [code for code, tab in self.tabs.items() if (code, tab.word) not in options]
        for code in gone:
            tab = self.tabs.pop(code)
            self._group.removeButton(tab)
            self._line.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self.tabs = {code: self.tabs.get(code) or self._made(code, word) for code, word in options}
        for at, tab in enumerate(self.tabs.values()):
            tab.own = tab.code in own
            self._line.insertWidget(at, tab)
        self._order()
        self.choose(kept)
        self._fit()

    def _order(self) -> None:
        """Tab comes through them as they stand, and to the menu of more last."""
        stops = (self.more, *self.tabs.values(), self.more)
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _made(self, code: str, word: str) -> _Tab:
        tab = _Tab(code, word)
        tab.dropped.connect(partial(self.dropped.emit, code))
        self._group.addButton(tab)
        return tab

    def code(self) -> str:
        """The code that is on."""
        return next((code for code, tab in self.tabs.items() if tab.isChecked()), "")

    def choose(self, code: str) -> None:
        """Put this one on."""
        if code in self.tabs:
            self.tabs[code].setChecked(True)
            self.setFocusProxy(self.tabs[code])
            self._fit()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Numbers behind the words."""
        for code, tab in self.tabs.items():
            tab.count = _told(counts.get(code))
            tab.updateGeometry()
            tab.update()
        self._fit()

    def shown(self) -> tuple[str, ...]:
        """The codes of those that stand side by side."""
        return tuple(code for code, tab in self.tabs.items() if not tab.isHidden())

    def _fit(self) -> None:
        """As many as there is room for, the one that is on among them; the others are in the menu."""
        room = self.width() - self.more.sizeHint().width()
        on, shown = self.code(), list[str]()
        for code in ([on] if on else []) + [code for code in self.tabs if code != on]:
            room -= self.tabs[code].sizeHint().width() + px(4)
            if len(shown) < MOST and (room >= 0 or not shown):
                shown.append(code)
            elif room < 0:
                break
        for code, tab in self.tabs.items():
            tab.setVisible(code in shown)
        self.more.setVisible(len(shown) < len(self.tabs))

    def _open(self) -> None:
        self.menu.clear()
        for code, tab in self.tabs.items():
            if tab.isHidden():
                told = f"{untold(tab.word)}\t{tab.count}" if tab.count else untold(tab.word)
                self.menu.addAction(told, partial(self._from_menu, code))
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _from_menu(self, code: str) -> None:
        self.choose(code)
        self.tabs[code].setFocus()
        self.chosen.emit(code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt forgets an order told before there was a window."""
        super().showEvent(event)
        self._order()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        order = self.shown()
        at = order.index(self.code()) if self.code() in order else 0
        code = order[(at + step) % len(order)]
        self.choose(code)
        self.tabs[code].setFocus()
        self.chosen.emit(code)


def _told(count: int | None) -> str:
    if count is None:
        return ""
    return f"{LARGEST}+" if count > LARGEST else str(count)
