"""The rail: one line a screen with icon, word and counts; overdue ones first, in red with an icon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.i18n import translate, wide
from ui.widgets import fonts
from ui.widgets.buttons import untold
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

WIDTH, ITEM = 176, 34


class RailItem(QAbstractButton):
    """One screen in the rail."""

    def __init__(self, name: str, word: str, icon: str, key: str) -> None:
        super().__init__()
        self.name, self.word, self._icon = name, word, icon
        self.all = self.overdue = 0
        self.setText(untold(word))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        strokes.tip(self, f"{word}  {key}")
        self.show_count(0, 0)

    def say(self, word: str) -> None:
        """Show another word."""
        self.word = word
        self.setText(untold(word))
        strokes.tip(self, word)
        self.show_count(self.all, self.overdue)

    def show_count(self, count: int, overdue: int) -> None:
        """Show how many, and how many of them are overdue."""
        self.all, self.overdue = count, overdue
        late = translate("Rail", "，逾期 {n}").format(n=overdue) if overdue else ""
        self.setAccessibleName(f"{self.word} {count}{late}" if count else self.word)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(wide(WIDTH) - 16), px(ITEM))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            fill = Token.SURFACE if self.isChecked() else Token.LINE
            strokes.rounded(painter, box, px(6), fill=colour(fill))
        if self.isChecked():
            bar = QRectF(0, (self.height() - px(16)) / 2, px(3), px(16))
            strokes.rounded(painter, bar, 1.5, fill=colour(Token.ACCENT))
        if self.hasFocus():
            strokes.ring(painter, box, px(6))
        tint = Token.ACCENT if self.isChecked() else Token.INK2
        icons.draw(painter, self._icon, QPointF(px(14), (self.height() - px(18)) // 2), px(18), tint)
        painter.setFont(fonts.strong() if self.isChecked() else fonts.body())
        painter.setPen(colour(Token.INK if self.isChecked() else Token.INK2))
        font = painter.font()
        told = strokes.elided(self.word, font, round(self.room() - px(42)))
        painter.drawText(box.adjusted(px(42), 0, 0, 0), strokes.LEFT, told)
        self._counts(painter, box)

    def room(self) -> int:
        """Where the counts begin."""
        taken = strokes.width_of(str(self.all), fonts.label()) + px(10) if self.all else 0
        late = strokes.width_of(str(self.overdue), fonts.strong()) + px(16 + 8) if self.overdue else 0
        return self.width() - px(12) - taken - late

    def _counts(self, painter: QPainter, box: QRectF) -> None:
        right = box.width() - px(12)
        if self.all:
            told = str(self.all)
            painter.setFont(fonts.label())
            painter.setPen(colour(Token.INK if self.isChecked() else Token.INK3))
            painter.drawText(QRectF(0, 0, right, box.height()), strokes.RIGHT, told)
            right -= strokes.width_of(told, fonts.label()) + px(10)
        if self.overdue:
            told = str(self.overdue)
            painter.setFont(fonts.strong())
            painter.setPen(colour(Token.RED))
            painter.drawText(QRectF(0, 0, right, box.height()), strokes.RIGHT, told)
            left = round(right - strokes.width_of(told, fonts.strong()) - px(16))
            icons.draw(
                painter, "clock-exclamation", QPointF(left, (self.height() - px(14)) // 2), px(14), Token.RED
            )


class Rail(QWidget):
    """All screens that this person may use. ``chosen`` brings the name of one."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[tuple[str, str, str]]) -> None:
        """``items``: name, word, icon; the first nine have Alt and their number."""
        super().__init__()
        self.items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self.offer(items)
        self._follow()
        theme().changed.connect(self._follow)

    def offer(self, items: Sequence[tuple[str, str, str]]) -> None:
        """Show these screens and no others; counts and the mark are to be told again."""
        for old in self.items.values():
            self._group.removeButton(old)
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.items = {}
        for place, (name, word, icon) in enumerate(items, 1):
            item = RailItem(name, word, icon, f"Alt+{place}" if place < 10 else "")
            item.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self.items[name] = item
            self._group.addButton(item)
            self._column.insertWidget(place - 1, item)

    def press(self, place: int) -> None:
        """Choose the screen at this place; 1 is the first, beyond the last nothing happens."""
        for name in self.names()[place - 1 : place]:
            self.chosen.emit(name)

    def _follow(self) -> None:
        self._column.setContentsMargins(px(8), px(8), px(8), px(8))
        self.setFixedWidth(px(wide(WIDTH)))

    def mark(self, name: str) -> None:
        """Show which screen is open; one that is not in the rail marks none."""
        self._group.setExclusive(False)
        for each, item in self.items.items():
            item.setChecked(each == name)
        self._group.setExclusive(True)

    def names(self) -> tuple[str, ...]:
        """The screens, from top to bottom."""
        return tuple(self.items)
