"""Where the cursor goes one must see: what is refused far below the fold comes into sight."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.theme import px


def put_cursor(editor: QWidget, around: QWidget | None = None) -> None:
    """Put the cursor into the editor; it, or what is ``around`` it, is in sight once all is laid out."""
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    shown = around or editor
    QTimer.singleShot(0, shown, partial(_bring, shown))


def _bring(shown: QWidget) -> None:
    above = shown.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(shown, 0, px(24))
        above = above.parentWidget()
