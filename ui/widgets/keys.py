"""Keys that do something: once each time they are pressed, however long they are held."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, qWarning
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
"""While the cursor is in the widget."""


def on_key(
    keys: str | QKeySequence.StandardKey,
    owner: QWidget,
    act: Callable[[], object],
    reach: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """Call ``act`` when these keys are pressed within reach.

    Qt repeats a shortcut while its key is held: who leans on A would approve one case after the other.
    Two owners of the same keys within reach are a mistake of ours that Qt answers by doing neither.
    """
    made = QShortcut(QKeySequence(keys), owner, act, context=reach)
    made.setAutoRepeat(False)
    made.activatedAmbiguously.connect(partial(qWarning, f"two owners of {made.key().toString()}"))
    return made


class DoublePress(QTimer):
    """Tells the second press of a double one, which was not meant for what the first brought into sight."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.setSingleShot(True)
        self.setInterval(QApplication.doubleClickInterval())

    def is_second(self) -> bool:
        """Whether this press follows another within the system's time of a double click."""
        if self.isActive():
            return True
        self.start()
        return False
