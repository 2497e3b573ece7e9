"""The editor for several lines: Tab and Ctrl+Enter go on, pasted text comes in plain."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from aftersales.domain.text import pasted, unseen
from ui.widgets import fonts
from ui.widgets.fields.line import ENTER
from ui.widgets.style import FIELD
from ui.widgets.theme import px, theme

_SPACING = 107.0  # per cent of the font's own 1.45, which makes 1.55
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class FramedText(QTextEdit):
    """Text in the frame of a field."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", FIELD)
        self.setFrameStyle(QTextEdit.Shape.Box.value | QTextEdit.Shadow.Plain.value)
        self._make_room()
        theme().changed.connect(self._make_room)

    def _make_room(self) -> None:
        self.setLineWidth(px(4) + 1)  # the scroll bar lies within, too
        self.setViewportMargins(1, 0, 1, 0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()  # its frame; Qt only draws what is within

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class LongInput(FramedText):
    """Text of several lines. ``edited``: by a person; ``settled``: the cursor left after an edit."""

    edited = Signal()
    settled = Signal()

    def __init__(self, hint: str = "", *, rows: int = 3, font: Callable[[], QFont] = fonts.body) -> None:
        super().__init__()
        self._rows, self._font = rows, font
        self._quiet = self._touched = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._note_edit)
        self._follow()
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        self.setFont(self._font())
        self.setMinimumHeight(self.minimumSizeHint().height())
        self._space_lines()

    def _space_lines(self) -> None:
        self._quiet = True
        self.document().setUndoRedoEnabled(False)
        block = QTextBlockFormat()
        block.setLineHeight(_SPACING, _PROPORTIONAL)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(block)
        self.document().setUndoRedoEnabled(True)
        self._quiet = False

    def _note_edit(self) -> None:
        if not self._quiet:
            self._touched = True
            self.edited.emit()

    def show_words(self, words: str) -> None:
        """Show these words as they are."""
        self._quiet = True
        self.setPlainText(words)
        self._space_lines()

    def words(self) -> str:
        """What is shown."""
        return self.toPlainText()

    def set_wrong(self, wrong: bool) -> None:
        """Mark it as wrong: a red edge."""
        self.setProperty("wrong", wrong)
        self.update()

    def problem(self) -> str:
        """Nothing is wrong with words by themselves."""
        return ""

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        line = self._font().pointSizeF() / 0.75 * 1.55
        return QSize(px(120), round(line * self._rows) + px(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat():  # the next field would sign by a key that is held
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped, without what nobody sees."""
        if unseen(source.text()):
            kept = QMimeData()
            kept.setText(pasted(source.text()))
            source = kept
        super().insertFromMimeData(source)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._touched and event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._touched = False
            self.settled.emit()
