"""Buttons beside each other that go on in the next line where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.theme import px, theme

GAP = 8


class Flow(QWidget):
    """Its widgets stand in reading order, each as large as it wants to be."""

    def __init__(self, widgets: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        self.updateGeometry()

    def _places(self, width: int) -> Iterable[tuple[QWidget, int, int, QSize]]:
        left = top = tall = 0
        for widget in self._widgets:
            size = widget.sizeHint()
            if left and left + size.width() > width:
                left, top, tall = 0, top + tall + px(GAP), 0
            yield widget, left, top, size
            left, tall = left + size.width() + px(GAP), max(tall, size.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((top + size.height() for _, _, top, size in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max((widget.sizeHint().width() for widget in self._widgets), default=0)
        return QSize(min(widest, px(160)), self.heightForWidth(max(self.width(), 1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for widget, left, top, size in self._places(self.width()):
            widget.setGeometry(left, top, min(size.width(), self.width()), size.height())
        self.updateGeometry()
