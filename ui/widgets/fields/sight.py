"""Where the keys go one must see: what lies below the fold comes into sight."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.widgets.theme import px

AROUND = 28
"""Px above and below that come into sight with it: a head, a note."""


def put_cursor(editor: QWidget, around: QWidget | None = None) -> None:
    """Put the cursor into the editor; it, or what is ``around`` it, is in sight once all is laid out."""
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    bring(around or editor)


def bring(part: QWidget, row: QRect | None = None) -> None:
    """Scroll every area around a part, once all is laid out, so that it, or a row in it, is seen.

    ``row``: in px, from the top left of the part. What is higher than the area stays where it is as long as
    some of it is seen.
    """
    QTimer.singleShot(0, part, partial(_bring, part, row))


def _bring(part: QWidget, row: QRect | None) -> None:
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            _scroll(above, part, row or part.rect())
        above = above.parentWidget()


def _scroll(area: QScrollArea, part: QWidget, box: QRect) -> None:
    seen = QRect(part.mapTo(area.viewport(), box.topLeft()), box.size())
    view = area.viewport().rect()
    if seen.height() > view.height():
        if view.intersects(seen):
            return
        box = QRect(box.topLeft(), box.size().boundedTo(view.size()))
    page, middle = area.widget(), QPoint(box.left(), box.center().y())
    if page is not None:
        at = part.mapTo(page, middle)
        area.ensureVisible(at.x(), at.y(), 0, box.height() // 2 + px(AROUND))
