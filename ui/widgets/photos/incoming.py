"""Files that are dropped on a page, and pictures and files that are pasted anywhere on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QWidget


class Incoming(QObject):
    """Watches one page. ``files``: paths that came; ``picture``: an image of the clipboard or a browser."""

    files = Signal(object)
    picture = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._watched: QWidget | None = None
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Watch where the cursor is: a line of text would take a paste before the page hears of it."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        if now is not None and now is not self._page and self._page.isAncestorOf(now):
            self._watched = now
            now.installEventFilter(self)
            now.destroyed.connect(self._forget)
            self._spare_texts()

    def _forget(self) -> None:
        self._watched = None

    def _spare_texts(self) -> None:
        """A file dropped on a line of text is meant for the page too."""
        for line in self._page.findChildren(QLineEdit):
            line.setAcceptDrops(False)
        for area in self._page.findChildren(QAbstractScrollArea):
            area.viewport().setAcceptDrops(False)
            area.setAcceptDrops(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            pasted = event.matches(QKeySequence.StandardKey.Paste)
            return pasted and self.take(QGuiApplication.clipboard().mimeData())
        if watched is not self._page:
            return False
        if event.type() is QEvent.Type.Show:
            self._spare_texts()
        elif isinstance(event, QDropEvent | QDragMoveEvent | QDragEnterEvent):
            return self._dragged(event)
        return False

    def _dragged(self, event: QDropEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return False
        if not (paths_of(event.mimeData()) or event.mimeData().hasImage()):
            return False
        event.acceptProposedAction()
        return event.type() is not QEvent.Type.Drop or self.take(event.mimeData())

    def take(self, mime: QMimeData) -> bool:
        """Tell what this brings; whether it brought files or a picture. Text with a picture stays text."""
        if paths := paths_of(mime):
            self.files.emit(paths)
            return True
        image = mime.imageData() if mime.hasImage() and not mime.hasText() else None
        if isinstance(image, QImage) and not image.isNull():
            self.picture.emit(image)
            return True
        return False


def paths_of(mime: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that are named; folders are left out."""
    named = (Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    return tuple(path for path in named if path.is_file())
