"""Choosing one code of several: from a list that opens, or from parts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QListView,
    QRadioButton,
    QSizePolicy,
)

from ui.widgets import fonts
from ui.widgets.buttons import untold
from ui.widgets.fields.line import ENTER
from ui.widgets.flow import Flow
from ui.widgets.paint import icons, strokes
from ui.widgets.style import FIELD, POPUP
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

Options = Sequence[tuple[str, str]]
"""Code and word of each choice, in order."""


def opening_list() -> QListView:
    """The list that opens under a field."""
    made = QListView()
    made.setObjectName(POPUP)
    made.setFrameShape(QListView.Shape.NoFrame)
    made.viewport().setAutoFillBackground(False)
    return made


class ComboInput(QComboBox):
    """One code of a list that opens with Alt+Down or F4; the wheel changes nothing in passing."""

    edited = Signal()
    settled = Signal()

    def __init__(self, options: Options = (), hint: str = "") -> None:
        super().__init__()
        self.wear(FIELD)
        self.setPlaceholderText(hint)
        self._opens: QListView | None = None
        self._waits = ""
        self.set_options(options)
        self.activated.connect(self._note_edit)
        theme().changed.connect(self._follow)

    def view(self) -> QListView:
        """The list that opens; made when it first does: most never do."""
        if self._opens is None:
            self._opens = opening_list()
            self.setView(self._opens)
            self._choose_again()
        return self._opens

    def _choose_again(self) -> None:
        """A list that comes late does not hear what is chosen, and would open without it."""
        at = self.currentIndex()
        with QSignalBlocker(self):
            self.setCurrentIndex(-1)
            self.setCurrentIndex(at)

    def showPopup(self) -> None:
        self.view()
        super().showPopup()

    def _follow(self) -> None:
        """Qt keeps the size until it hears of another style."""
        QApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))

    def wear(self, look: str) -> None:
        """Stand by itself (``FIELD``) or in a table's ``CELL``."""
        self.setProperty("look", look)
        self.updateGeometry()

    def _note_edit(self) -> None:
        self._waits = ""
        self.edited.emit()
        self.settled.emit()

    def set_options(self, options: Options) -> None:
        """Offer these; the code that was chosen, or asked for before, is chosen if it is among them."""
        kept = self.code() or self._waits
        self.clear()
        for code, word in options:
            self.addItem(word, code)
        self.choose(kept)

    def code(self) -> str:
        """The chosen code; "" where none is."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose a code; one that is not offered chooses nothing, unless it is offered later."""
        self.setCurrentIndex(self.findData(code) if code else -1)
        self._waits = "" if self.code() else code

    def show_words(self, words: str) -> None:
        """Show the choice with this word or code."""
        at = self.findText(words)
        self.setCurrentIndex(at if at >= 0 else self.findData(words))

    def words(self) -> str:
        """The chosen word."""
        return self.currentText()

    def set_wrong(self, wrong: bool) -> None:
        """Mark it as wrong: a red edge."""
        self.setProperty("wrong", wrong)
        self.update()

    def problem(self) -> str:
        """A choice is never wrong by itself."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        token = Token.INK2 if self.isEnabled() else Token.DISABLED
        at = QPointF(self.width() - px(8 + 14), round((self.height() - px(14)) / 2))
        icons.draw(strokes.brush(self), "chevron-down", at, px(14), token)


class _Part(QRadioButton):
    """One part of a segmented control."""

    def __init__(self, code: str, word: str, count: str) -> None:
        super().__init__(untold(word))
        self.code, self.word, self.count = code, word, count
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _font(self) -> QFont:
        return fonts.strong() if self.isChecked() else fonts.body()

    def sizeHint(self) -> QSize:
        count = strokes.width_of(self.count, fonts.label()) + px(6) if self.count else 0
        return QSize(strokes.width_of(self.word, fonts.strong()) + count + px(26), px(26))

    def hitButton(self, pos: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        if self.isChecked():
            strokes.rounded(painter, box, px(5), fill=colour(Token.CHOSEN), edge=colour(Token.LINE2))
        if self.hasFocus():
            strokes.ring(painter, box, px(5))
        loud = self.isChecked() or self.underMouse()
        painter.setPen(colour(Token.DISABLED if not self.isEnabled() else Token.INK if loud else Token.INK2))
        painter.setFont(self._font())
        count = strokes.width_of(self.count, fonts.label()) + px(6) if self.count else 0
        painter.drawText(box.adjusted(0, 0, -count, 0), strokes.CENTRE, self.word)
        if self.count:
            painter.setPen(colour(Token.INK3))
            painter.setFont(fonts.label())
            painter.drawText(box.adjusted(0, 0, -px(12), 0), strokes.RIGHT, self.count)


class Segmented(Flow):
    """A few choices side by side; the arrow keys walk over them, a click or Space chooses."""

    edited = Signal()
    settled = Signal()

    def __init__(self, options: Options = ()) -> None:
        super().__init__(gap=0)
        self._group = QButtonGroup(self)
        self.setContentsMargins(2, 2, 2, 2)
        self._parts: dict[str, _Part] = {}
        self._waits = ""
        self.set_options(options)
        self._group.buttonClicked.connect(self._note_edit)

    def _note_edit(self) -> None:
        self._waits = ""
        self.edited.emit()
        self.settled.emit()

    def set_options(self, options: Options, counts: dict[str, int] | None = None) -> None:
        """Offer these, with a count behind the word where one is given; the chosen code stays."""
        kept = self.code() or self._waits
        for part in self._parts.values():
            self._group.removeButton(part)
        self._parts = {code: _Part(code, word, str((counts or {}).get(code, ""))) for code, word in options}
        for part in self._parts.values():
            self._group.addButton(part)
        self.hold(list(self._parts.values()))
        for at, part in enumerate(self._parts.values()):  # one stop for Tab, also where nothing is chosen
            part.setFocusPolicy(Qt.FocusPolicy.ClickFocus if at else Qt.FocusPolicy.StrongFocus)
        for part in list(self._parts.values())[:1]:
            self.setFocusProxy(part)
        self.choose(kept)

    def code(self) -> str:
        """The chosen code; "" where none is."""
        checked = self._group.checkedButton()
        return checked.code if isinstance(checked, _Part) else ""

    def choose(self, code: str) -> None:
        """Choose a code; one that is not offered chooses nothing, unless it is offered later."""
        self._waits = "" if code in self._parts else code
        self._group.setExclusive(False)
        for name, part in self._parts.items():
            part.setChecked(name == code)
        self._group.setExclusive(True)
        chosen = self._parts.get(code)
        if chosen is not None:
            self.setFocusProxy(chosen)

    def show_words(self, words: str) -> None:
        """Choose by word or code."""
        found = next((p.code for p in self._parts.values() if words in {p.word, p.code}), "")
        self.choose(found)

    def words(self) -> str:
        """The chosen word."""
        chosen = self._parts.get(self.code())
        return chosen.word if chosen else ""

    def set_wrong(self, wrong: bool) -> None:
        """Mark it as wrong: a red edge."""
        self.setProperty("wrong", wrong)
        self.update()

    def problem(self) -> str:
        """A choice is never wrong by itself."""
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(0, 0, self.width(), min(self.height(), self.heightForWidth(self.width())))
        strokes.rounded(painter, box, px(6), fill=colour(Token.TROUGH))
        if self.property("wrong"):
            strokes.ring(painter, box, px(6), Token.RED)
