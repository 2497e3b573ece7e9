"""Widgets beside each other that go on in the next line where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.theme import px, theme

GAP = 8
LEAST = 160


class Flow(QWidget):
    """Its widgets stand in reading order, each as large as it wants to be; one may take the room left."""

    def __init__(
        self,
        widgets: Sequence[QWidget] = (),
        *,
        gap: int = GAP,
        grows: QWidget | None = None,
        least: int = LEAST,
    ) -> None:
        """``gap``: px between two; ``grows`` takes what its line leaves, ``least`` px or more."""
        super().__init__()
        self._widgets: list[QWidget] = []
        self._gap, self._grows, self._least = gap, grows, least
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._place)
        self.hold(widgets)

    def hold(self, widgets: Sequence[QWidget]) -> None:
        """Hold these; those before that are not among them are gone."""
        for old in self._widgets:
            if old not in widgets:
                old.hide()
                old.deleteLater()
        self._widgets = list(widgets)
        for widget in widgets:
            widget.setParent(self)
            widget.show()
        self._place()

    def _size(self, widget: QWidget) -> QSize:
        hint = widget.sizeHint()
        if widget is not self._grows:
            return hint
        return QSize(max(widget.minimumSizeHint().width(), px(self._least)), hint.height())

    def _sizes(self) -> list[tuple[QWidget, QSize]]:
        """Those in sight, and what each wants: asked once a layout, layouts ask often."""
        return [(one, self._size(one)) for one in self._widgets if not one.isHidden()]

    def _lines(self, width: int) -> list[list[tuple[QWidget, QSize]]]:
        """Those in sight, line by line."""
        lines: list[list[tuple[QWidget, QSize]]] = [[]]
        gap, left = px(self._gap), 0
        for widget, size in self._sizes():
            if left and left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append((widget, size))
            left += size.width() + gap
        return lines

    def _places(self, width: int) -> list[tuple[QWidget, QRect]]:
        places: list[tuple[QWidget, QRect]] = []
        around, gap = self.contentsMargins(), px(self._gap)
        top = around.top()
        width -= around.left() + around.right()
        for line in self._lines(width):
            tall = max((size.height() for _, size in line), default=0)
            over = width + gap - sum(size.width() + gap for _, size in line)
            left = 0
            for widget, size in line:
                wide = min(size.width() + (max(over, 0) if widget is self._grows else 0), width)
                high = widget.heightForWidth(wide) if widget.hasHeightForWidth() else size.height()
                places.append(
                    (widget, QRect(around.left() + left, top + max((tall - high) // 2, 0), wide, high))
                )
                left += wide + gap
            top = max((place.bottom() + 1 for _, place in places), default=0) + px(min(self._gap, GAP))
        return places

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        under = max((place.bottom() + 1 for _, place in self._places(width)), default=0)
        return under + self.contentsMargins().bottom()

    def sizeHint(self) -> QSize:
        """As high as one line: how many there are is a question of the width, and asked as such."""
        sizes = [size for _, size in self._sizes()]
        return self._around(sum(s.width() for s in sizes) + px(self._gap) * max(len(sizes) - 1, 0), sizes)

    def minimumSizeHint(self) -> QSize:
        told = self._sizes()
        least = [
            one.minimumSizeHint().width() if isinstance(one, Flow) else size.width() for one, size in told
        ]  # another one goes on in its own next line
        return self._around(max(least, default=0), [size for _, size in told])

    def _around(self, width: int, sizes: Sequence[QSize]) -> QSize:
        around = self.contentsMargins()
        tall = max((size.height() for size in sizes), default=0)
        return QSize(width + around.left() + around.right(), tall + around.top() + around.bottom())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay()  # what came or went while nobody saw it asked for no layout
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _lay(self) -> None:
        for widget, place in self._places(self.width()):
            widget.setGeometry(place)

    def _place(self) -> None:
        self._lay()
        self.updateGeometry()
