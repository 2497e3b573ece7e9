"""Toasts: what was done in one line, with the verb that takes it back; they stay while focused."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import texts
from ui.widgets import fonts
from ui.widgets.buttons import Button, untold
from ui.widgets.keys import on_key
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import Prose

STAYS = 8_000
"""Milliseconds that a toast stays by itself."""
EDGE = 12
"""Px around it in which its shadow falls."""
MOST = 3
FOOT = 150
"""Px above the window's lower edge in which buttons and fields of a page stand that no toast may cover."""
UNDO_KEY = "Ctrl Z"


class Verb(QPushButton):
    """The verb of a toast: a word in its own colour, with the key that does the same."""

    def __init__(self, words: str, key: str) -> None:
        super().__init__(untold(words))
        self.words, self.key = words, key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        key = strokes.cap_width(self.key) + px(10) if self.key else 0
        return QSize(strokes.width_of(self.words, fonts.strong()) + key + px(16), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        ink = colour(Token.TOAST_VERB)
        if self.hasFocus():
            strokes.rounded(painter, QRectF(self.rect()), px(5), edge=ink)
        painter.setPen(ink)
        painter.setFont(fonts.strong())
        painter.drawText(QRectF(px(8), 0, self.width(), self.height()), strokes.LEFT, self.words)
        if self.key:
            at = QPointF(
                self.width() - strokes.cap_width(self.key) - px(4), round((self.height() - px(18)) / 2)
            )
            strokes.key_cap(painter, self.key, at, colour(Token.TOAST_INK), colour(Token.TOAST_VERB))


class Toast(QWidget):
    """One message of what was done. ``gone`` once it went away; ``taken_back`` when its verb was pressed."""

    gone = Signal()
    taken_back = Signal()

    def __init__(self, text: str, verb: str = "", *, key: str = "", icon: str = "check") -> None:
        super().__init__()
        self._icon = icon
        self._label = Prose(text, fonts.body, Token.TOAST_INK)
        self.verb = Verb(verb, key) if verb else None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.leave)
        self._lay_out()
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(px(40) + EDGE, px(6) + EDGE, px(10) + EDGE, px(6) + EDGE)
        line.setSpacing(px(16))
        line.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        if self.verb is not None:
            line.addWidget(self.verb)
            self.verb.clicked.connect(self._take_back)
            self.verb.installEventFilter(self)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def sizeHint(self) -> QSize:
        verb = self.verb.sizeHint().width() + px(16) if self.verb is not None else 0
        told = min(self._label.sizeHint().width(), px(420))
        wide = max(told + verb + px(50), px(320))
        lines = self._label.heightForWidth(max(told, wide - verb - px(50)))
        return QSize(wide + 2 * EDGE, max(px(40), lines + px(14)) + 2 * EDGE)

    def begin(self, stays: int = STAYS) -> None:
        """Count the time after which it goes."""
        self._timer.start(stays)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            if event.gotFocus():
                self._timer.stop()
            else:
                self._timer.start(STAYS)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _take_back(self) -> None:
        self.taken_back.emit()
        self.leave()

    def leave(self) -> None:
        """Go away now."""
        self._timer.stop()
        self.hide()
        self.gone.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        strokes.shadow(painter, box, px(8), EDGE - 3)
        strokes.rounded(painter, box, px(8), fill=colour(Token.TOAST))
        at = QPointF(box.left() + px(14), round(box.center().y() - px(8)))
        icons.draw(painter, self._icon, at, px(16), Token.TOAST_INK)


class Toasts(QWidget):
    """The pile at the lower right of a window: newest below, three at most."""

    def __init__(self, window: QWidget, above: int = 44, *, undoes: bool = True) -> None:
        """``undoes``: Ctrl+Z presses 撤销; within one window only one pile may have the key."""
        super().__init__(window)
        self._window, self._above = window, above
        self._listening: QWidget | None = None
        self._pile = QVBoxLayout(self)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.setSpacing(0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._place)
        window.installEventFilter(self)
        if undoes:
            on_key(QKeySequence.StandardKey.Undo, window, self.undo)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.hide()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Watch the line with the cursor: it takes Ctrl+Z for itself, also where it has nothing to undo."""
        if self._listening is not None:
            self._listening.removeEventFilter(self)
            self._listening = None
        if isinstance(now, QLineEdit) and self._window.isAncestorOf(now):
            self._listening = now
            now.installEventFilter(self)
            now.destroyed.connect(self._forget)
        if self.toasts():  # another page may have come, with buttons where it stands
            self._later.start()

    def _forget(self) -> None:
        self._listening = None

    def say(
        self,
        text: str,
        verb: str = "",
        act: Callable[[], None] | None = None,
        *,
        key: str = "",
        icon: str = "check",
    ) -> Toast:
        """Say what was done; pressing ``verb`` calls ``act``, and so does Ctrl+Z where it is 撤销."""
        back = verb == texts.undo()
        toast = Toast(text, verb, key=key or (UNDO_KEY if back else ""), icon=icon)
        toast.taken_back.connect(act or (lambda: None))
        self._follow(None, QApplication.focusWidget())
        toast.gone.connect(self._settle)
        self._pile.addWidget(toast)
        toast.show()
        for old in self.toasts()[:-MOST]:
            old.leave()
        toast.begin()
        self.show()
        self._place()
        self._later.start()  # once what was done has changed the page
        return toast

    def toasts(self) -> list[Toast]:
        """What is shown now, oldest first."""
        widgets = (self._pile.itemAt(at).widget() for at in range(self._pile.count()))  # type: ignore[union-attr]
        return [w for w in widgets if isinstance(w, Toast) and not w.isHidden()]

    def undo(self) -> bool:
        """Press the verb of the newest toast that takes something back; whether there was one."""
        for toast in reversed(self.toasts()):
            if toast.verb is not None and toast.verb.key == UNDO_KEY:
                toast.verb.click()
                return True
        return False

    def _settle(self) -> None:
        for at in reversed(range(self._pile.count())):
            item = self._pile.itemAt(at)
            widget = item.widget() if item else None
            if widget is not None and widget.isHidden():
                self._pile.removeWidget(widget)
                widget.deleteLater()
        if not self.toasts():
            self.hide()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self._place()
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            return self._undone(event, watched)
        return super().eventFilter(watched, event)

    def _undone(self, event: QKeyEvent, line: QLineEdit) -> bool:
        """What was typed is undone first; then what the toast tells."""
        pressed = event.type() is QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Undo)
        return pressed and not line.isUndoAvailable() and self.undo()

    def _place(self) -> None:
        self.adjustSize()
        place = self.rect()
        place.moveLeft(self._window.width() - self.width() - px(16) + EDGE)
        place.moveTop(self._window.height() - self.height() - px(self._above) + EDGE)
        self.move(self._clear(place).topLeft())
        self.raise_()

    def _clear(self, place: QRect) -> QRect:
        """So much higher that it covers nothing that is pressed or typed into in a page's foot."""
        window = self._window
        feet = (*window.findChildren(Button), *window.findChildren(QLineEdit))
        shown = [one for one in feet if one.isVisible() and one.window() is window.window()]
        boxes = [QRect(one.mapTo(window, QPoint(0, 0)), one.size()) for one in shown]
        inner = place.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        for box in sorted(boxes, key=QRect.top, reverse=True):
            if box.top() >= window.height() - px(FOOT) and box.intersects(inner):
                inner.moveBottom(box.top() - px(8))
        return inner.adjusted(-EDGE, -EDGE, EDGE, EDGE)
