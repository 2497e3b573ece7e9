"""The keys of a window, lent to what covers it: they go back to where they were, or to what is left of it.

Dialogs over a window that is locked go out of sight meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from shiboken6 import isValid


def who_has_keys(widget: QWidget) -> QWidget | None:
    """Where the keys go that are pressed in this widget's window."""
    return widget.window().focusWidget()


class LentKeys:
    """Remembers who had the keys when ``cover`` came; rows are made anew while one looks elsewhere."""

    def __init__(self, cover: QWidget, page: Callable[[], QWidget | None] = lambda: None) -> None:
        """``page`` gets them where nobody had them."""
        self._cover, self._page = cover, page
        self._before: tuple[QWidget, ...] = ()

    def borrow(self) -> None:
        """The cover comes, before it takes the keys; one that comes again has them already."""
        now = who_has_keys(self._cover)
        if now is None or not self._mine(now):
            self._before = tuple(outwards(now))

    def give_back(self) -> None:
        """Hide the cover; the keys go back, unless somebody outside has taken them meanwhile."""
        now = who_has_keys(self._cover)
        held = now is None or self._mine(now)
        self._cover.hide()
        before, self._before = self._before or tuple(outwards(self._page())), ()
        if held:
            hand_to(before)

    def _mine(self, widget: QWidget) -> bool:
        return widget is self._cover or self._cover.isAncestorOf(widget)


def leave_keys(part: QWidget) -> QWidget | None:
    """A part goes off: the keys in it stay with what it lies in, which comes back; None where it had none.

    Qt gives those of a widget to whatever is next, be it beside the page, and those in a group to nobody.
    """
    now = who_has_keys(part)
    if now is None or not (now is part or part.isAncestorOf(now)):
        return None
    return hand_to(outwards(part.parentWidget()))


def hand_to(before: Iterable[QWidget]) -> QWidget | None:
    """Give the keys to the first of these that is still there, in sight and enabled; to whom."""
    heir = next((one for one in before if isValid(one) and one.isVisible() and one.isEnabled()), None)
    if heir is not None:
        heir.setFocus(Qt.FocusReason.OtherFocusReason)
    return heir


def come_back(page: QWidget) -> None:
    """Give the keys back to where they were last in this page, or to what is left of it."""
    hand_to((*outwards(page.focusWidget()), page))


def outwards(widget: QWidget | None) -> Iterator[QWidget]:
    """A widget and all that it lies in."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()


class SetAside:
    """The dialogs of a program whose window is locked; what is asked and typed in them waits."""

    def __init__(self) -> None:
        self._boxes: list[tuple[QDialog, tuple[QWidget, ...]]] = []

    def put(self) -> bool:
        """Take dialogs and menus out of sight; choosing a file is given up. Whether there was one."""
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()
        while isinstance(box := QApplication.activeModalWidget(), QDialog) and box.isVisible():
            if isinstance(box, QFileDialog):
                box.reject()
            else:
                self._boxes.append((box, tuple(outwards(box.focusWidget()))))
                box.setFocus()  # Qt greets who has the keys of a dialog that comes as if by Tab: all chosen
                box.hide()
        return menu is not None or bool(self._boxes)

    def bring_back(self) -> None:
        """Show them again, each over what it covered."""
        for box, before in reversed(self._taken()):
            box.show()
            box.raise_()
            box.activateWindow()
            hand_to(before)

    def give_up(self) -> bool:
        """Answer them as Esc does: another person comes. Whether there was one."""
        boxes = self._taken()
        for box, _ in boxes:
            box.reject()
        return bool(boxes)

    def _taken(self) -> list[tuple[QDialog, tuple[QWidget, ...]]]:
        boxes, self._boxes = self._boxes, []
        return [one for one in boxes if isValid(one[0])]
