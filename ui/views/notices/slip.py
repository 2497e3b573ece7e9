"""One slip in a column: three lines; the selected one shows its number and its next verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.models.cells import DueMark
from ui.presenters.notices.slips import Slip
from ui.views.notices.wording import Beside, SlipWords
from ui.widgets import badges, fonts
from ui.widgets.buttons import Button, Kind, untold
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

HEIGHT, LINE, INSET = 72, 20, 12
VERBS = 36
WIDE = 330
"""From this width on a slip says its number in the first line."""


@dataclass(frozen=True)
class Told:
    """What a slip says."""

    number: str
    title: str
    what: str
    to_whom: str
    due: DueMark
    beside: Beside

    @property
    def said(self) -> str:
        """All of it, for a tooltip and a screen reader."""
        parts = (self.number, self.title, self.what, self.to_whom, self.due.word, self.beside.text)
        return "\n".join(part for part in parts if part)


def told_of(slip: Slip, say: SlipWords, now: datetime) -> Told:
    """What this slip says at this moment of the office's clock."""
    return Told(
        number=slip.number,
        title=say.title(slip),
        what=say.what(slip),
        to_whom=say.to_whom(slip),
        due=say.due(slip, now),
        beside=say.beside(slip),
    )


class SlipRow(QAbstractButton):
    """``verb``: one of its buttons was pressed; ``opened``: it was double-clicked."""

    verb = Signal(str)
    opened = Signal()

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told
        self._verbs: list[Button] = []
        self._offered: tuple[tuple[str, str, str], ...] = ()
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)
        theme().changed.connect(self.updateGeometry)
        self._say()

    @property
    def told(self) -> Told:
        """What it says."""
        return self._told

    def tell(self, told: Told) -> None:
        """Say something else."""
        if told != self._told:
            self._told = told
            self._say()
            self.update()

    def _say(self) -> None:
        self.setText(untold(self._told.title))
        self.setAccessibleName(self._told.title)
        self.setAccessibleDescription(self._told.said)
        strokes.tip(self, self._told.said)

    def offer(self, verbs: Sequence[tuple[str, str, str]]) -> None:
        """Show these verbs while it is selected: step, word, key; the first is the likely one."""
        if tuple(verbs) == self._offered:
            return
        self._offered = tuple(verbs)
        for old in self._verbs:
            old.hide()
            old.deleteLater()
        self._verbs = [self._button(at, *each) for at, each in enumerate(verbs)]
        self._place()
        self.updateGeometry()

    def _button(self, at: int, step: str, word: str, key: str) -> Button:
        made = Button(word, Kind.PLAIN if at else Kind.PRIMARY, key=key, small=True)
        made.setParent(self)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(partial(self.verb.emit, step))
        return made

    def _place(self) -> None:
        """As many verbs as there is room for, from the left."""
        left, top = px(INSET), px(HEIGHT + LINE)
        fits = self.isChecked()
        for button in self._verbs:
            size = button.sizeHint()
            fits = fits and left + size.width() <= self.width() - px(INSET)
            button.setVisible(fits)
            button.setGeometry(left, top, size.width(), size.height())
            left += size.width() + px(8)

    def nextCheckState(self) -> None:
        """A click selects; nothing unselects it by itself."""
        self.setChecked(True)

    def checkStateSet(self) -> None:
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        more = px(LINE) + (px(VERBS) if self._verbs else 0) if self.isChecked() else 0
        return QSize(px(200), px(HEIGHT) + more)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), self.sizeHint().height())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        if self.isChecked():
            strokes.rounded(painter, box, px(6), fill=colour(Token.SOFT))
            painter.fillRect(0, px(6), 3, self.height() - px(12), colour(Token.ACCENT))
        elif self.underMouse():
            strokes.rounded(painter, box, px(6), fill=colour(Token.HOVER))
        else:
            strokes.hairline(painter, px(INSET), self.height() - 1, self.width() - 2 * px(INSET))
        self._write(painter)
        if self.hasFocus():
            strokes.ring(painter, box, px(6))

    def _write(self, painter: QPainter) -> None:
        told = self._told
        line = QRectF(px(INSET), px(6), self.width() - 2 * px(INSET), px(LINE))
        right = self._beside(painter, line)
        free = line.width() - right - strokes.width_of(told.title, fonts.strong()) - px(10)
        wide = self.width() >= px(WIDE) and free >= strokes.width_of(told.number, fonts.label())
        if wide and not self.isChecked():
            right += self._right(painter, line.adjusted(0, 0, -right, 0), told.number, Token.INK3)
        self._left(painter, line, told.title, fonts.strong(), Token.INK, right)
        line.translate(0, px(LINE))
        self._left(painter, line, told.what, fonts.body(), Token.INK2, 0)
        line.translate(0, px(LINE))
        right = self._due(painter, line)
        self._left(painter, line, told.to_whom, fonts.label(), Token.INK2, right)
        if self.isChecked():
            line.translate(0, px(LINE))
            self._left(painter, line, told.number, fonts.label(), Token.INK3, 0)

    def _left(
        self, painter: QPainter, box: QRectF, text: str, font: QFont, token: Token, taken: float
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour(token))
        painter.drawText(box, strokes.LEFT, strokes.elided(text, font, round(box.width() - taken)))

    def _right(self, painter: QPainter, box: QRectF, text: str, token: Token) -> float:
        painter.setFont(fonts.label())
        painter.setPen(colour(token))
        text = strokes.elided(text, fonts.label(), round(box.width() / 2))
        painter.drawText(box, strokes.RIGHT, text)
        return strokes.width_of(text, fonts.label()) + px(10) if text else 0

    def _beside(self, painter: QPainter, line: QRectF) -> float:
        beside = self._told.beside
        taken = self._right(painter, line, beside.text, beside.token)
        if taken and beside.icon:
            at = QPointF(round(line.right() - taken - px(8)), round(line.center().y() - px(7)))
            icons.draw(painter, beside.icon, at, px(14), beside.token)
            taken += px(18)
        return taken

    def _due(self, painter: QPainter, line: QRectF) -> float:
        picture, word, token, font = badges.look(self._told.due, self.devicePixelRatioF())
        word = strokes.elided(word, font, round(line.width()) - px(21))
        painter.setFont(font)
        painter.setPen(colour(token))
        painter.drawText(line, strokes.RIGHT, word)
        wide = strokes.width_of(word, font)
        if picture is not None:
            at = QPointF(round(line.right() - wide - px(21)), round(line.center().y() - px(8)))
            painter.drawPixmap(at, picture)
            wide += px(21)
        return wide + px(8)
