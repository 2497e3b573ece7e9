"""Keys that do something, once each time they are pressed, however long they are held; and the way of Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QRect, Qt, QTimer, qWarning
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.fields.sight import bring

Side = Callable[[QRect], int]
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


# Tab, as one reads


def tab_on(window: QWidget, *, forward: bool) -> bool:
    """Put the keys on the next stop of a window as one reads it, or the one before; False where none is.

    Qt goes by when parts were made: what an office sends later would come behind all that stood before it.
    """
    at = window.focusWidget()
    stops = [one for one in as_read(window) if one is at or is_stop(one)]
    way = stops if forward else stops[::-1]
    here = way.index(at) + 1 if at in way else 0
    following = next((one for one in way[here:] + way[:here] if is_stop(one)), None)
    if following is None:
        return False
    following.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    bring(following)
    return True


def is_stop(one: QWidget) -> bool:
    """Whether Tab comes here."""
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.isEnabled() and one.focusProxy() is None


def as_read(part: QWidget) -> Iterator[QWidget]:
    """All that is seen in a part, as one reads: line by line, what stands in columns column by column."""
    layout = part.layout()
    if layout is not None:
        layout.activate()  # what was put in just now has its place
    seen = [one for one in part.children() if isinstance(one, QWidget) and one.isVisible()]
    for one in _ordered([one for one in seen if not one.isWindow()]):
        yield one
        yield from as_read(one)


def _ordered(parts: list[QWidget]) -> list[QWidget]:
    """By lines if a gap goes right across, else by columns if one goes right down, and so on within each."""
    if len(parts) < 2:
        return parts
    for begins, ends in ((QRect.top, QRect.bottom), (QRect.left, QRect.right)):
        found = _apart(parts, begins, ends)
        if len(found) > 1:
            return [one for some in found for one in _ordered(some)]
    return sorted(parts, key=lambda one: (one.y(), one.x()))


def _apart(parts: list[QWidget], begins: Side, ends: Side) -> list[list[QWidget]]:
    """The parts in groups with a gap between each two."""
    groups: list[list[QWidget]] = []
    reach = 0
    for one in sorted(parts, key=lambda one: begins(one.geometry())):
        box = one.geometry()
        if not groups or begins(box) > reach:
            groups.append([])
            reach = ends(box)
        groups[-1].append(one)
        reach = max(reach, ends(box))
    return groups
