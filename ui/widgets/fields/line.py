"""The one-line editor and its kinds that read numbers and money; Enter goes on to the next field."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit

from aftersales.domain.errors import BadField
from aftersales.domain.money import in_words, parse_yuan, yuan
from aftersales.domain.reading import number
from aftersales.domain.text import pasted, unseen
from ui import texts
from ui.widgets import fonts
from ui.widgets.paint import icons, strokes
from ui.widgets.style import FIELD, ROOM, look_of
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LineInput(QLineEdit):
    """One line of text. ``edited``: by a person; ``settled``: the cursor left after an edit."""

    edited = Signal()
    settled = Signal()

    def __init__(self, hint: str = "", *, right: bool = False) -> None:
        super().__init__()
        self.wrong = False
        self.trailing = ""
        self._touched = False
        self.setPlaceholderText(hint)
        self.setFrame(False)
        self.wear(FIELD)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._note_edit)
        theme().changed.connect(self._make_room)

    def wear(self, look: str) -> None:
        """Stand by itself (``FIELD``) or in a table's ``CELL``."""
        self.setProperty("look", look)
        self._make_room()

    def _note_edit(self) -> None:
        self._touched = True
        self.edited.emit()

    def show_words(self, words: str) -> None:
        """Show these words as they are."""
        self.setText(words)
        self.setCursorPosition(0)

    def words(self) -> str:
        """What is shown."""
        return self.text()

    def set_wrong(self, wrong: bool) -> None:
        """Mark it as wrong: a red edge and an icon."""
        self.wrong = wrong
        self.setProperty("wrong", wrong)
        self._make_room()
        self.update()

    def _make_room(self) -> None:
        side, icon = px(ROOM[look_of(self)][0]), self.wrong or self.trailing
        self.setTextMargins(side, 0, side + (px(22) if icon else 0), 0)

    def problem(self) -> str:
        """What is wrong with the words by themselves, as a sentence; "" where nothing is."""
        return ""

    def tidy(self) -> None:
        """Bring what was typed into its usual form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.focusNextChild()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.findChild(QAction, "edit-paste")
        if isinstance(paste, QAction):
            paste.triggered.disconnect()
            paste.triggered.connect(self.paste)
        menu.popup(event.globalPos())

    def paste(self) -> None:
        """Take over the clipboard without what nobody sees; a password as it was copied."""
        text = QGuiApplication.clipboard().text()
        if self.isReadOnly() or self.echoMode() is not QLineEdit.EchoMode.Normal or not unseen(text):
            super().paste()
        else:
            self.insert(pasted(text))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._touched and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._touched = event.reason() is Qt.FocusReason.ActiveWindowFocusReason or not self.isVisible()
            if not self._touched:  # else the cursor waits here until the window or the page is there again
                self.tidy()
            self.settled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        name = "alert-circle" if self.wrong else self.trailing
        if name:
            token = Token.RED if self.wrong else Token.INK3 if self.isEnabled() else Token.DISABLED
            at = self.trailing_box().topLeft()
            icons.draw(strokes.brush(self), name, QPointF(round(at.x()), round(at.y())), px(16), token)

    def trailing_box(self) -> QRectF:
        """Where the icon at the right end stands."""
        return QRectF(self.width() - px(8 + 16), (self.height() - px(16)) / 2, px(16), px(16))


class MoneyInput(LineInput):
    """An amount in 元, kept in 分; ``spoken`` tells it in words (大写)."""

    spoken = Signal(str)

    def __init__(self, hint: str = "0.00") -> None:
        super().__init__(hint, right=True)
        self.textChanged.connect(lambda: self.spoken.emit(self.in_words()))

    def fen(self) -> int | None:
        """The amount in 分; None where the field is empty. Raises NotMoney and its kinds."""
        return parse_yuan(self.text()) if self.text().strip() else None

    def show_fen(self, fen: int | None) -> None:
        """Show an amount."""
        self.show_words("" if fen is None else yuan(fen))

    def in_words(self) -> str:
        """The amount in words; "" where it is none."""
        try:
            fen = self.fen()
        except BadField:
            return ""
        return "" if fen is None else in_words(fen)

    def problem(self) -> str:
        try:
            self.fen()
        except BadField:
            return texts.not_money()
        return ""

    def tidy(self) -> None:
        if not self.problem():
            self.show_fen(self.fen())


class NumberInput(LineInput):
    """A number with at most three places, and the unit behind it."""

    def __init__(self, hint: str = "", unit: str = "") -> None:
        self.unit = unit
        super().__init__(hint, right=True)

    def _make_room(self) -> None:
        side, unit = (
            px(ROOM[look_of(self)][0]),
            strokes.width_of(self.unit, fonts.body()) + px(6) if self.unit else 0,
        )
        self.setTextMargins(side, 0, side + unit + (px(22) if self.wrong else 0), 0)

    def number(self) -> Decimal | None:
        """The number; None where the field is empty. Raises ValueError where it is none."""
        if not self.text().strip():
            return None
        found = number(self.text())
        if found < 0 or found != round(found, 3):
            raise ValueError(self.text())
        return found

    def problem(self) -> str:
        try:
            self.number()
        except ValueError:
            return texts.not_a_number()
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.unit:
            return
        painter = strokes.brush(self)
        painter.setPen(colour(Token.INK2 if self.isEnabled() else Token.DISABLED))
        painter.setFont(fonts.body())
        room = self.width() - px(10) - (px(22) if self.wrong else 0)
        painter.drawText(QRectF(0, 0, room, self.height()), strokes.RIGHT, self.unit)
