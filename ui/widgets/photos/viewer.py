"""A picture in full size over the whole window: arrows go on, plus and minus enlarge, Esc closes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.lending import LentKeys
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

STEP, MOST = 1.25, 8.0
FOOT = 44
_KEYS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: -1,
}


class PhotoViewer(QWidget):
    """Covers its window. ``wanted``: the picture at this place is to be brought; ``left``: it is closed."""

    wanted = Signal(int)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._names: tuple[str, ...] = ()
        self.at = 0
        self.zoom = 1.0
        self._moved = QPointF()
        self._held: QPointF | None = None
        self._picture: QPixmap | None = None
        self._keys = LentKeys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Photos", "照片"))
        window.installEventFilter(self)
        self.hide()

    def come(self, names: Sequence[str], at: int) -> None:
        """Open over the window at the picture of this place."""
        self._keys.borrow()
        self._names = tuple(names)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._go(at)

    def _go(self, at: int) -> None:
        self.at, self._picture, self.zoom, self._moved = at % len(self._names), None, 1.0, QPointF()
        self.setAccessibleDescription(self._names[self.at])
        self.update()
        self.wanted.emit(self.at)

    def show_picture(self, at: int, picture: object) -> None:
        """The picture of this place has come."""
        if at == self.at and isinstance(picture, QImage):
            self._picture = QPixmap.fromImage(picture)
            self.update()

    def shown(self) -> bool:
        """Whether a picture is in sight."""
        return self.isVisible() and self._picture is not None

    def leave(self) -> None:
        """Close; the cursor goes back to where it was."""
        self._keys.give_back()
        self._picture = None
        self.left.emit()

    def enlarge(self, steps: int) -> None:
        """So many steps larger or smaller; 0 fits it into the window again."""
        self.zoom = min(max(self.zoom * STEP**steps, 1.0), MOST) if steps else 1.0
        if self.zoom == 1.0:
            self._moved = QPointF()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in _KEYS:
            self._go(self.at + _KEYS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.enlarge(1)
        elif key == Qt.Key.Key_Minus:
            self.enlarge(-1)
        elif key == Qt.Key.Key_0:
            self.enlarge(0)
        else:
            event.accept()  # nothing beneath hears of it

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.enlarge(1 if event.angleDelta().y() > 0 else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._box().contains(event.position()):
            self._held = event.position() - self._moved
        else:
            self.leave()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self.zoom > 1.0:
            self._moved = event.position() - self._held
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def _box(self) -> QRectF:
        """Where the picture lies."""
        room = QRectF(self.rect()).adjusted(px(24), px(24), -px(24), -px(FOOT))
        if self._picture is None:
            return room
        size = self._picture.deviceIndependentSize()
        fits = min(room.width() / size.width(), room.height() / size.height(), 1.0)
        box = QRectF(QPointF(), size * fits * self.zoom)
        box.moveCenter(room.center() + self._moved)
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.fillRect(self.rect(), colour(Token.DESK))
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self._box(), self._picture, QRectF(self._picture.rect()))
        else:
            middle = QRectF(self.rect()).center()
            icons.draw(painter, "photo", middle - QPointF(px(16), px(16)), px(32), Token.INK3)
        self._paint_foot(painter)

    def _paint_foot(self, painter: QPainter) -> None:
        foot = QRectF(0, self.height() - px(FOOT), self.width(), px(FOOT))
        painter.fillRect(foot, colour(Token.SURFACE))
        strokes.hairline(painter, 0, round(foot.top()), self.width())
        inner = foot.adjusted(px(20), 0, -px(20), 0)
        keys = translate("Photos", "← → 上一张、下一张　+ − 放大、缩小　Esc 关闭")
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        painter.drawText(inner, strokes.RIGHT, keys)
        if self._names:
            painter.setFont(fonts.body())
            painter.setPen(colour(Token.INK))
            room = round(inner.width()) - strokes.width_of(keys, fonts.label()) - px(24)
            told = f"{self.at + 1} / {len(self._names)}　{self._names[self.at]}"
            painter.drawText(inner, strokes.LEFT, strokes.elided(told, fonts.body(), room))
