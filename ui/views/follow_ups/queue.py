"""Who is to be called, by planned day; the arrow keys walk, walking shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.views.parts.case_queue import STEPS, CaseQueue, CaseRow
from ui.widgets import fonts
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel


class QueueRow(CaseRow):
    """One call: the customer, the case beneath, at the right how often he was tried.

    ``icon`` makes a warning of what stands at the right.
    """

    def __init__(self, case_no: str, customer: str, under: str, right: str, icon: str = "") -> None:
        super().__init__(case_no, customer)
        self.told = (case_no, customer, under, right, icon)
        self._customer, self._under, self._right, self._icon = customer, under, right, icon
        self.setAccessibleDescription(f"{under} {right}".strip())
        strokes.tip(self, "\n".join(part for part in (customer, under, right) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if self.isChecked():
            painter.fillRect(self.rect(), colour(Token.SOFT))
            painter.fillRect(0, 0, 3, self.height(), colour(Token.ACCENT))
        elif self.underMouse():
            painter.fillRect(self.rect(), colour(Token.HOVER))
        box = QRectF(px(24), px(10), self.width() - px(40), px(22))
        token = Token.AMBER if self._icon else Token.INK3
        right = strokes.elided(self._right, fonts.label(), round(box.width() / 2))
        wide = strokes.width_of(right, fonts.label()) + (px(28) if self._icon else px(8))
        painter.setFont(fonts.label())
        painter.setPen(colour(token))
        painter.drawText(box, strokes.RIGHT, right)
        if self._icon:
            left = box.right() - strokes.width_of(right, fonts.label()) - px(18)
            icons.draw(painter, self._icon, QRectF(round(left), px(14), 1, 1).topLeft(), px(14), token)
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.strong())
        room = round(box.width()) - wide
        painter.drawText(box, strokes.LEFT, strokes.elided(self._customer, fonts.strong(), room))
        painter.setPen(colour(Token.INK2))
        painter.setFont(fonts.body())
        below = box.translated(0, px(23))
        painter.drawText(below, strokes.LEFT, strokes.elided(self._under, fonts.body(), round(box.width())))
        strokes.hairline(painter, px(24), self.height() - 1, self.width() - px(40))
        if self.hasFocus():
            strokes.ring(painter, QRectF(self.rect()), px(4))


class Queue(CaseQueue):
    """Heads of days with their rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QueueRow] = []
        self._parts: list[QWidget] = []
        self._told: list[tuple[object, ...]] = []

    def show_days(self, days: Sequence[tuple[str, Sequence[QueueRow]]]) -> None:
        """Show these instead; what is the same already stays, the row that had the cursor has it again."""
        told: list[tuple[object, ...]] = [(head, *(row.told for row in rows)) for head, rows in days]
        if told == self._told:
            return
        self._told = told
        had = next((row.case_no for row in self.rows if row.hasFocus()), "")
        for old in self._parts:
            self._take_away(old)
        self._parts, self.rows = [], [row for _, rows in days for row in rows]
        for head, rows in days:
            self._add(_head(head))
            for row in rows:
                self._add(row)
        again = next((row for row in self.rows if row.case_no == had), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, part: QWidget) -> None:
        self._put(len(self._parts), part)
        self._parts.append(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = STEPS.get(Qt.Key(event.key()))
            if by is not None:
                self.walk(by)
                return True
        return super().eventFilter(watched, event)


def _head(text: str) -> QWidget:
    head = PlainLabel(text, fonts.label, Token.INK3)
    head.setContentsMargins(px(24), px(12), px(16), px(4))
    return head
