"""A layout in reading order that goes on in the next line where there is no room."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.widgets.theme import px


class WrapLayout(QLayout):
    """Each widget is as large as it wants; ``gap`` between them, ``between`` the lines (px at 100 %)."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, between: int = 4) -> None:
        super().__init__(parent)  # type: ignore[arg-type]  # Qt takes None, its stubs do not say so
        self._gap, self._between = gap, between
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        left = top = tall = 0
        for item in self._seen():
            size = item.sizeHint()
            if left and left + size.width() > width:
                left, top, tall = 0, top + tall + px(self._between), 0
            yield item, QRect(QPoint(left, top), QSize(min(size.width(), max(width, 1)), size.height()))
            left, tall = left + size.width() + px(self._gap), max(tall, size.height())

    def heightForWidth(self, width: int) -> int:
        edges = self.contentsMargins()
        inner = width - edges.left() - edges.right()
        lowest = max((place.bottom() + 1 for _, place in self._places(inner)), default=0)
        return lowest + edges.top() + edges.bottom()

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._seen()]
        wide = sum(size.width() for size in sizes) + px(self._gap) * max(len(sizes) - 1, 0)
        return self._with_edges(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._seen()]
        wide = max((size.width() for size in sizes), default=0)
        return self._with_edges(wide, max((size.height() for size in sizes), default=0))

    def _with_edges(self, width: int, height: int) -> QSize:
        edges = self.contentsMargins()
        return QSize(width + edges.left() + edges.right(), height + edges.top() + edges.bottom())

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        for item, place in self._places(inner.width()):
            item.setGeometry(place.translated(inner.topLeft()))
