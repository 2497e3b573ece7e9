"""Thumbnails side by side, wrapped: each a button that opens, Delete takes it away where that is offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.widgets import fonts
from ui.widgets.buttons import untold
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

SMALL, USUAL, LARGE = 64, 88, 124
"""Px of a tile's side: in a form, on a page, on a wide page (look.md, Approval)."""
GAP = 8
_CROSS = 18


@dataclass(frozen=True)
class Tile:
    """A file as a tile: ``key`` names its bytes; ``said`` stands in the tooltip beside its name."""

    key: str
    name: str
    picture: bool
    said: str = ""


class PhotoTile(QAbstractButton):
    """One file. ``dropped``: a person takes it away."""

    dropped = Signal()

    def __init__(self, tile: Tile, side: int, *, removable: bool) -> None:
        super().__init__()
        self.tile, self._side, self._removable = tile, side, removable
        self._picture: QPixmap | None = None
        self._over = False
        self.setText(untold(tile.name))
        self.setAccessibleName(tile.name)
        self.setAccessibleDescription(tile.said)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        strokes.tip(self, "\n".join(part for part in (tile.name, tile.said) if part))
        self.resize(self.sizeHint())

    def show_thumb(self, thumb: QImage) -> None:
        """Show this picture."""
        self._picture = QPixmap.fromImage(thumb)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), px(self._side))

    def _cross(self) -> QRect:
        side = px(_CROSS)
        return QRect(self.width() - side - px(3), px(3), side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._removable:
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._removable and self._cross().contains(event.position().toPoint()):
            self.setDown(False)
            self.dropped.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.rect())
        strokes.rounded(painter, box, px(5), fill=colour(Token.SUNKEN), edge=colour(Token.LINE2))
        if self._picture is not None:
            self._paint_picture(painter, self._picture)
        else:
            self._paint_name(painter)
        if self._removable and (self.underMouse() or self.hasFocus()):
            cross = QRectF(self._cross())
            strokes.rounded(painter, cross, px(4), fill=colour(Token.TOAST))
            at = QPointF(cross.left() + px(2), cross.top() + px(2))
            icons.draw(painter, "x", at, px(14), Token.TOAST_INK)
        if self.hasFocus():
            strokes.ring(painter, box, px(5))

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        room = self.rect().adjusted(1, 1, -1, -1)
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture)

    def _paint_name(self, painter: QPainter) -> None:
        icon = "photo" if self.tile.picture else "file-text"
        icons.draw(painter, icon, QPointF(px(8), px(8)), px(16), Token.INK3)
        end = self.tile.name.rpartition(".")[2].upper() if "." in self.tile.name else ""
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        room = self.width() - px(36)
        right = QRectF(0, px(6), self.width() - px(8), px(20))
        painter.drawText(right, strokes.RIGHT, strokes.elided(end, fonts.label(), room))
        painter.setPen(colour(Token.INK2))
        beneath = QRectF(px(6), px(28), self.width() - px(12), self.height() - px(32))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(beneath, int(flags), self.tile.name)


class PhotoStrip(QWidget):
    """Tiles in rows. ``opened``, ``removed`` and ``asked`` (where) tell the place of a tile, from 0."""

    opened = Signal(int)
    removed = Signal(int)
    asked = Signal(int, QPoint)

    def __init__(self, side: int = USUAL, *, removable: bool = False) -> None:
        super().__init__()
        self._side, self._removable = side, removable
        self._thumbs: dict[str, QImage] = {}
        self.tiles: list[PhotoTile] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._place)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these files instead."""
        for old in self.tiles:
            old.hide()
            old.deleteLater()
        self.tiles = [self._made(at, tile) for at, tile in enumerate(tiles)]
        known = {tile.key for tile in tiles}
        self._thumbs = {key: thumb for key, thumb in self._thumbs.items() if key in known}
        self._place()
        self.updateGeometry()

    def _made(self, at: int, tile: Tile) -> PhotoTile:
        made = PhotoTile(tile, self._side, removable=self._removable)
        made.setParent(self)
        made.clicked.connect(lambda: self.opened.emit(at))
        made.dropped.connect(lambda: self.removed.emit(at))
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(lambda where: self.asked.emit(at, made.mapToGlobal(where)))
        if tile.key in self._thumbs:
            made.show_thumb(self._thumbs[tile.key])
        made.show()
        return made

    def show_thumb(self, key: str, thumb: object) -> None:
        """Show the thumbnail of the bytes of this name."""
        if isinstance(thumb, QImage):
            self._thumbs[key] = thumb
            for tile in self.tiles:
                if tile.tile.key == key:
                    tile.show_thumb(thumb)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self.tiles) // self._across(width))
        return rows * px(self._side) + max(rows - 1, 0) * px(GAP)

    def _across(self, width: int) -> int:
        return max((width + px(GAP)) // (px(self._side) + px(GAP)), 1)

    def sizeHint(self) -> QSize:
        return QSize(px(self._side), self.heightForWidth(max(self.width(), px(self._side))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        across, step = self._across(self.width()), px(self._side) + px(GAP)
        for at, tile in enumerate(self.tiles):
            tile.setGeometry(at % across * step, at // across * step, px(self._side), px(self._side))
        self.setFixedHeight(self.heightForWidth(self.width()))
