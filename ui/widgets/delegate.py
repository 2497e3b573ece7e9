"""The one painter of list cells: text, marks, money and dues, from caches that a theme change empties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPixmap, QStaticText
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.models.cells import Amount, Cell, Phrase, SeverityMark, Tone
from ui.models.rows import RowsModel
from ui.widgets import badges
from ui.widgets.paint import marks, strokes
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

Index = QModelIndex | QPersistentModelIndex
ROW = 32
INSET = 8
BAR = 3
_MOST = 20_000
TICKED = Phrase("", Tone.ACCENT, "square-check")
"""What stands for the severity of a row that is selected with others."""


class Standing(Protocol):
    """What the painter must know of its list: rows hovered, selected, current, and the outer columns."""

    hovered: int
    current: int
    chosen: frozenset[int]
    first: int
    last: int
    focused: bool


@dataclass(frozen=True)
class Made:
    """A cell ready to be drawn: picture, laid-out text, their places from the cell's left, its ink."""

    picture: QPixmap | None
    picture_left: int
    text: QStaticText | None
    text_left: int
    text_top: int
    ink: QColor
    font: QFont


class CellPainter(QStyledItemDelegate):
    """Paints every cell of a list; what a cell looks like is made once a text and width, and kept."""

    def __init__(self, standing: Standing, model: RowsModel[Any], view: QAbstractItemView) -> None:
        super().__init__(view)
        self._standing, self._model = standing, model
        self._made: dict[tuple[Cell, int, bool], Made] = {}
        self._soft = self._hover = self._line = self._accent = self._focus = QColor()
        self._bar = self._inset = self._side = self._tall = 0
        self._ratio = 1.0
        self.forget()
        theme().changed.connect(self.forget)

    def forget(self) -> None:
        """Empty what was kept of the old look."""
        self._made.clear()
        tokens = (Token.SOFT, Token.HOVER, Token.LINE, Token.ACCENT, Token.FOCUS)
        self._soft, self._hover, self._line, self._accent, self._focus = map(colour, tokens)
        self._bar, self._inset, self._side, self._tall = px(BAR), px(INSET), px(marks.MARK), px(ROW)

    def kept(self) -> int:
        """How many looks are kept."""
        return len(self._made)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(60), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column, standing = index.row(), index.column(), self._standing
        rect: QRect = option.rect
        left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        chosen = row in standing.chosen
        if chosen:
            painter.fillRect(left, top, width, height, self._soft)
        elif row == standing.hovered:
            painter.fillRect(left, top, width, height, self._hover)
        painter.fillRect(left, top + height - 1, width, 1, self._line)
        if chosen and column == standing.first:
            painter.fillRect(left, top, self._bar, height, self._accent)
        if row == standing.current and standing.focused:
            self._ring(painter, rect, column)
        cell = self._model.cell(row, column)
        if (
            chosen
            and len(standing.chosen) > 1
            and column == standing.first
            and isinstance(cell, SeverityMark)
        ):
            cell = TICKED
        self._draw(painter, left, top, self.made(cell, width, self._model.is_right(column), painter))

    def _draw(self, painter: QPainter, left: int, top: int, made: Made) -> None:
        if made.picture is not None:
            painter.drawPixmap(left + made.picture_left, top + (self._tall - self._side) // 2, made.picture)
        if made.text is not None:
            painter.setFont(made.font)
            painter.setPen(made.ink)
            painter.drawStaticText(left + made.text_left, top + made.text_top, made.text)

    def _ring(self, painter: QPainter, rect: QRect, column: int) -> None:
        tint, thick = self._focus, strokes.RING
        left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        painter.fillRect(left, top, width, thick, tint)
        painter.fillRect(left, top + height - thick, width, thick, tint)
        if column == self._standing.first:
            painter.fillRect(left, top, thick, height, tint)
        if column == self._standing.last:
            painter.fillRect(left + width - thick, top, thick, height, tint)

    def made(self, cell: Cell, width: int, right: bool, painter: QPainter) -> Made:
        """The cell's look in a column of this width; bounded, since texts are without end."""
        found = self._made.get((cell, width, right))
        if found is not None:
            return found
        ratio = painter.device().devicePixelRatioF()
        if len(self._made) > _MOST or ratio != self._ratio:
            self._made.clear()
            self._ratio = ratio
        found = self._made[cell, width, right] = self._make(cell, width, ratio, right=right)
        return found

    def _make(self, cell: Cell, width: int, ratio: float, *, right: bool) -> Made:
        picture, word, token, font = badges.look(cell, ratio)
        gap = self._side + px(5) if picture is not None else 0
        room = width - 2 * self._inset - gap
        text = word if isinstance(cell, Amount) else strokes.elided(word, font, room)
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.prepare(font=font)
        wide = QFontMetrics(font).horizontalAdvance(text) if right else 0
        left = max(self._inset, width - self._inset - wide - gap) if right else self._inset
        top = round((self._tall - static.size().height()) / 2)
        laid = static if text else None
        return Made(picture, left, laid, left + gap, top, colour(token), font)

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
        picture, word, _, font = badges.look(cell, 1.0)
        room = width - 2 * px(INSET) - (px(marks.MARK + 5) if picture is not None else 0)
        says_all = word == str(cell) and strokes.elided(word, font, room) == word
        return "" if says_all and own is None else self._model.tip(row, column)
