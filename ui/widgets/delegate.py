"""The one painter of list cells: text, marks, money and dues, from caches that a theme change empties."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.models.cells import Amount, Cell, SeverityMark
from ui.models.rows import RowsModel
from ui.widgets import badges
from ui.widgets.paint import icons, marks, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

Index = QModelIndex | QPersistentModelIndex
ROW = 32
INSET = 8
BAR = 3
_MOST_TEXTS = 20_000


class Standing(Protocol):
    """What the painter must know of its list: rows hovered, selected, current, and the outer columns."""

    hovered: int
    current: int
    chosen: frozenset[int]
    first: int
    last: int
    focused: bool


class CellPainter(QStyledItemDelegate):
    """Paints every cell of a list."""

    def __init__(self, standing: Standing, model: RowsModel[Any], view: QAbstractItemView) -> None:
        super().__init__(view)
        self._standing, self._model = standing, model
        self._texts: dict[tuple[str, int, int], str] = {}
        self._looks: dict[tuple[Cell, float], badges.Look] = {}
        self._metrics: dict[int, QFontMetrics] = {}
        theme().empties(self.forget)

    def forget(self) -> None:
        """Empty what was kept of the old look."""
        self._texts.clear()
        self._looks.clear()
        self._metrics.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(60), px(ROW))

    def look(self, cell: Cell, ratio: float) -> badges.Look:
        """How the cell is drawn, made once; bounded, since texts are without end."""
        key = (cell, ratio)
        found = self._looks.get(key)
        if found is None:
            if len(self._looks) > _MOST_TEXTS:
                self._looks.clear()
            found = self._looks[key] = badges.look(cell, ratio)
        return found

    def cut(self, text: str, font: QFont, width: int) -> str:
        """The text as it fits."""
        key = (text, width, id(font))
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _MOST_TEXTS:
                self._texts.clear()
            metrics = self._metrics.setdefault(id(font), QFontMetrics(font))
            line = " ".join(text.split("\n"))
            found = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            self._texts[key] = found
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        rect: QRect = option.rect
        left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        standing = self._standing
        chosen = row in standing.chosen
        if chosen or row == standing.hovered:
            painter.fillRect(rect, colour(Token.SOFT if chosen else Token.HOVER))
        painter.fillRect(left, top + height - 1, width, 1, colour(Token.LINE))
        if chosen and column == standing.first:
            painter.fillRect(left, top, px(BAR), height, colour(Token.ACCENT))
        if row == standing.current and standing.focused:
            self._ring(painter, rect, column)
        cell = self._model.cell(row, column)
        if (
            chosen
            and column == standing.first
            and len(standing.chosen) > 1
            and isinstance(cell, SeverityMark)
        ):
            at_y = top + (height - px(16)) // 2
            tick = icons.glyph("square-check", px(16), colour(Token.ACCENT).name(), self._ratio(painter))
            painter.drawPixmap(left + px(INSET), at_y, tick)
        else:
            self._fill(painter, rect, cell, column)

    def _ratio(self, painter: QPainter) -> float:
        return painter.device().devicePixelRatioF()

    def _ring(self, painter: QPainter, rect: QRect, column: int) -> None:
        tint, thick = colour(Token.FOCUS), strokes.RING
        left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        painter.fillRect(left, top, width, thick, tint)
        painter.fillRect(left, top + height - thick, width, thick, tint)
        if column == self._standing.first:
            painter.fillRect(left, top, thick, height, tint)
        if column == self._standing.last:
            painter.fillRect(left + width - thick, top, thick, height, tint)

    def _fill(self, painter: QPainter, rect: QRect, cell: Cell, column: int) -> None:
        picture, word, token, font = self.look(cell, self._ratio(painter))
        inset = px(INSET)
        left, room = rect.x() + inset, rect.width() - 2 * inset
        if picture is not None:
            side = px(marks.MARK)
            gap = side + px(5)
            text = self.cut(word, font, room - gap) if word else ""
            if self._model.is_right(column):
                wide = self._wide(text, font)
                left = max(left, rect.x() + rect.width() - inset - wide - gap)
            painter.drawPixmap(left, rect.y() + (rect.height() - side) // 2, picture)
            left, room = left + gap, room - gap
        else:
            whole = isinstance(cell, Amount)
            text = word if whole else self.cut(word, font, room)
        if not text:
            return
        painter.setFont(font)
        painter.setPen(colour(token))
        if picture is None and self._model.is_right(column):
            painter.drawText(left, rect.y(), room, rect.height(), strokes.RIGHT, text)
        else:
            painter.drawText(left, rect.y(), room + inset, rect.height(), strokes.LEFT, text)

    def _wide(self, text: str, font: QFont) -> int:
        return self._metrics.setdefault(id(font), QFontMetrics(font)).horizontalAdvance(text)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole text of a cell that is cut, or what its column says more; always as plain text."""
        if not index.isValid():
            return False
        told = self.tip_at(index.row(), index.column(), view.visualRect(index).width())
        QToolTip.showText(event.globalPos(), strokes.plain_tip(told), view)
        return True

    def tip_at(self, row: int, column: int, width: int) -> str:
        """What the tooltip of a cell says; "" where the cell says it all."""
        cell, own = self._model.cell(row, column), self._model.columns[column].tip
        picture, word, _, font = self.look(cell, 1.0)
        room = width - 2 * px(INSET) - (px(marks.MARK + 5) if picture is not None else 0)
        says_all = word == str(cell) and self.cut(word, font, room) == word
        return "" if says_all and own is None else self._model.tip(row, column)
