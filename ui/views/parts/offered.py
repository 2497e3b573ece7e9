"""What is offered beneath a field while one types: chosen with the arrows, passed by with Enter and Tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from ui.widgets.fields.choice import opening_list
from ui.widgets.fields.line import ENTER, LineInput

LEAVES = ENTER | {Qt.Key.Key_Tab}
"""Keys that go on to the next field."""
_KEY = int(Qt.ItemDataRole.UserRole) + 1
_TEXT = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True)
class Offer:
    """A line of the list: the text that it puts into the field, what it shows, what it stands for."""

    text: str
    shown: str
    key: str = ""


class Offered(QCompleter):
    """The list of one field. ``chosen`` tells the key of a line that a person took.

    ``find`` answers at once; without it, ``wanted`` asks and ``offer`` brings the lines when they are there.
    """

    wanted = Signal(str)
    chosen = Signal(str)

    def __init__(self, cell: LineInput, find: Callable[[str], Sequence[Offer]] | None = None) -> None:
        super().__init__(cell)
        self._cell, self._find, self._list = cell, find, opening_list()
        self._lines = QStandardItemModel(self)
        self.setModel(self._lines)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setPopup(self._list)
        self.setWidget(cell)
        cell.textEdited.connect(self._typed)
        self.activated[QModelIndex].connect(self._take)  # type: ignore[index]

    def _typed(self, text: str) -> None:
        if self._find is not None:
            self.offer(self._find(text))
        else:
            self.wanted.emit(text)

    def offer(self, lines: Sequence[Offer]) -> None:
        """Offer these lines; none closes the list, nor is anything offered that stands there already."""
        self._lines.clear()
        for line in lines:
            item = QStandardItem(line.shown)
            item.setData(line.key, _KEY)
            item.setData(line.text, _TEXT)
            item.setEditable(False)
            self._lines.appendRow(item)
        done = len(lines) == 1 and lines[0].text == self._cell.text() and not lines[0].key
        if not lines or done or not self._cell.hasFocus():
            self._list.hide()
            return
        self.setCompletionPrefix("")
        self.complete()
        self._list.setCurrentIndex(QModelIndex())

    def _take(self, index: QModelIndex) -> None:
        self._cell.show_words(str(index.data(_TEXT)))
        self._cell.setCursorPosition(len(self._cell.text()))
        self._cell.edited.emit()
        self.chosen.emit(str(index.data(_KEY)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._cell and isinstance(event, QFocusEvent) and _went_on(event):
            self._list.hide()
            return False
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if watched is self._list and pressed and isinstance(event, QKeyEvent) and event.key() in LEAVES:
            self._leave(event)
            return True
        return super().eventFilter(watched, event)

    def _leave(self, event: QKeyEvent) -> None:
        """Enter takes the chosen line; Tab takes it and goes on, both go on where none is chosen."""
        chosen = self._list.currentIndex()
        self._list.hide()
        if chosen.isValid():
            self._take(chosen)
        if not chosen.isValid() or event.key() == Qt.Key.Key_Tab:
            QCoreApplication.sendEvent(self._cell, event)


def _went_on(event: QFocusEvent) -> bool:
    """Whether a person left the field; an open list would keep that from it."""
    told = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
    return event.lostFocus() and event.reason() not in told
