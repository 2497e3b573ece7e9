"""The queue of decisions: rows of 64 with a tick each, walked by arrows; X, Ctrl or Shift take several."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from aftersales.domain.money import yuan
from ui.i18n import translate
from ui.models.cells import DueMark
from ui.presenters.approvals import ApprovalDuty
from ui.views.parts.case_queue import STEPS, CaseQueue, CaseRow
from ui.widgets import badges, fonts
from ui.widgets.fields.sight import put_cursor
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

_LEFT = 24
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class QueueRow(CaseRow):
    """One decision that waits: customer and amount, what is proposed, until when."""

    def __init__(self, duty: ApprovalDuty, under: str, due: DueMark | None = None) -> None:
        self._customer = duty.head.cust_name or duty.head.case_no
        super().__init__(duty.head.case_no, self._customer)
        self.by_word = duty.by_word
        self.ticked = self.ticking = False
        self._amount = f"¥{yuan(duty.proposal.authority_value)}"
        self._under, self._due = under, due
        self.setAccessibleDescription(f"{self._amount} {under} {due or ''}".strip())
        strokes.tip(self, under)

    def show_tick(self, *, ticked: bool, ticking: bool) -> None:
        """Whether it is among those that are decided together, and whether any is."""
        self.ticked, self.ticking = ticked, ticking
        told = translate("Approvals", "{customer}，已勾选").format(customer=self._customer)
        self.setAccessibleName(told if ticked else self._customer)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if self.ticked or (self.isChecked() and not self.ticking):
            painter.fillRect(self.rect(), colour(Token.SOFT))
        elif self.underMouse():
            painter.fillRect(self.rect(), colour(Token.HOVER))
        if self.isChecked() and not self.ticking:
            painter.fillRect(0, 0, 3, self.height(), colour(Token.ACCENT))
        self._paint_tick(painter)
        box = QRectF(px(_LEFT), px(10), self.width() - px(_LEFT + 16), px(22))
        self._paint_line(painter, box)
        self._paint_under(painter, box.translated(0, px(23)))
        strokes.hairline(painter, px(_LEFT), self.height() - 1, self.width() - px(_LEFT + 16))
        if self.hasFocus():
            strokes.ring(painter, QRectF(self.rect()), px(4))

    def _paint_tick(self, painter: QPainter) -> None:
        if self.by_word or not (self.ticking or self.underMouse()):
            return
        name, ink = ("square-check", Token.ACCENT) if self.ticked else ("square", Token.INK3)
        icons.draw(painter, name, QPointF(px(5), px(13)), px(16), ink)

    def _paint_line(self, painter: QPainter, box: QRectF) -> None:
        wide = strokes.width_of(self._amount, fonts.strong()) + px(8)
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.strong())
        room = round(box.width()) - wide
        painter.drawText(box, strokes.LEFT, strokes.elided(self._customer, fonts.strong(), room))
        painter.drawText(box, strokes.RIGHT, self._amount)

    def _paint_under(self, painter: QPainter, box: QRectF) -> None:
        taken = self._paint_due(painter, box)
        painter.setPen(colour(Token.INK2))
        painter.setFont(fonts.body())
        room = round(box.width()) - taken
        painter.drawText(box, strokes.LEFT, strokes.elided(self._under, fonts.body(), room))

    def _paint_due(self, painter: QPainter, box: QRectF) -> int:
        """Until when, flush right; the width that it takes."""
        if self._due is None:
            return 0
        picture, words, token, font = badges.look(self._due, self.devicePixelRatioF())
        painter.setFont(font)
        painter.setPen(colour(token))
        painter.drawText(box, strokes.RIGHT, words)
        wide = strokes.width_of(words, font)
        if picture is not None:
            wide += px(20)
            painter.drawPixmap(QPointF(box.right() - wide, box.top() + px(3)), picture)
        return wide + px(8)


class Queue(CaseQueue):
    """The rows. ``ticked``: the numbers of those that are decided together."""

    ticked = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[QueueRow] = []
        self._numbers: tuple[str, ...] = ()
        self.walk_from(self)

    def show_rows(self, rows: list[QueueRow]) -> None:
        """Show these instead; the keys stay on the row that had them."""
        here = next((row.case_no for row in self.rows if row.hasFocus()), "")
        if here:
            self.setFocus()  # else Qt hands the keys on to what comes next, and be it the comment
        for old in self.rows:
            self._take_away(old)
        self.rows = rows
        for at, row in enumerate(rows):
            self._put(at, row)
            if row.case_no == here:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def walk(self, by: int, *, ticking: bool = False) -> None:
        """Go to the next or the previous one; ``ticking`` takes both along."""
        at = self._here()
        if not ticking:
            super().walk(by)
        elif 0 <= at + by < len(self.rows):
            put_cursor(self.rows[at + by])
            self.mark(self.rows[at + by].case_no)
            self.tick({*self._numbers, self.rows[max(at, 0)].case_no, self.rows[at + by].case_no})

    def walk_from(self, button: QWidget) -> None:
        """The arrows walk here from this button, too, which has the keys when a page opens."""
        button.installEventFilter(self)

    # Several

    def show_ticks(self, numbers: Collection[str]) -> None:
        """Show which are decided together."""
        self._numbers = tuple(numbers)
        for row in self.rows:
            row.show_tick(ticked=row.case_no in numbers, ticking=bool(numbers))

    def tick(self, numbers: Collection[str]) -> None:
        """Decide these together, in the order of the queue."""
        self.ticked.emit(
            tuple(row.case_no for row in self.rows if row.case_no in numbers and not row.by_word)
        )

    def switch(self, row: QueueRow) -> None:
        """Take the row along, or leave it out again; the first takes the one on the page along."""
        self.tick(set(self._numbers) ^ {row.case_no})

    def _range(self, row: QueueRow) -> None:
        first, last = sorted((max(self._here(), 0), self.rows.index(row)))
        self.tick({each.case_no for each in self.rows[first : last + 1]})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QueueRow):
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._key(watched, event)
            if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
                return self._pressed(watched, event)
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            by = STEPS.get(Qt.Key(event.key()))
            if by is not None:
                self.walk(by)
                return True
        return super().eventFilter(watched, event)

    def _key(self, row: QueueRow, event: QKeyEvent) -> bool:
        by = STEPS.get(Qt.Key(event.key()))
        if by is not None:
            self.walk(by, ticking=bool(event.modifiers() & _SHIFT))
        elif event.key() == Qt.Key.Key_X and not event.modifiers():
            self.switch(row)
        elif event.key() == Qt.Key.Key_A and event.modifiers() & _CTRL:
            self.tick({each.case_no for each in self.rows})
        elif event.key() == Qt.Key.Key_Escape and self._numbers:
            self.tick(())
        else:
            return False
        return True

    def _pressed(self, row: QueueRow, event: QMouseEvent) -> bool:
        if event.modifiers() & _SHIFT:
            self._range(row)
        elif event.modifiers() & _CTRL or event.position().x() < px(_LEFT):
            self.switch(row)
        else:
            return False
        row.setFocus(Qt.FocusReason.MouseFocusReason)
        return True
