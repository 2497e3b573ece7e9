"""The papers to choose from: ticked ones are printed, the current one is looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.i18n import translate
from ui.widgets import fonts
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

ROW = 32
_TICK = 37
"""Width of the place in which a click ticks instead of looking, in px at 100 %."""
_SAID = Qt.ItemDataRole.UserRole


class _Line(QStyledItemDelegate):
    """A row: tick, paper, number in grey at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), px(ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        box = QRectF(option.rect)
        papers = self.parent()
        current = isinstance(papers, QListWidget) and papers.currentIndex().row() == index.row()
        if current:
            painter.fillRect(box, colour(Token.SOFT))
            painter.fillRect(QRectF(box.x(), box.y(), px(3), box.height()), colour(Token.ACCENT))
        self._tick(painter, box, ticked=index.data(Qt.ItemDataRole.CheckStateRole) == 2)
        number = str(index.data(_SAID) or "")
        wide = strokes.width_of(number, fonts.label())
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        painter.drawText(box.adjusted(0, 0, -px(20), 0), strokes.RIGHT, number)
        font = fonts.strong() if current else fonts.body()
        room = round(box.width()) - px(_TICK + 8 + 20 + 12) - wide
        painter.setFont(font)
        painter.setPen(colour(Token.INK))
        told = strokes.elided(str(index.data() or ""), font, room)
        painter.drawText(box.adjusted(px(_TICK + 8), 0, 0, 0), strokes.LEFT, told)
        if current and isinstance(papers, QListWidget) and papers.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            strokes.ring(painter, box, px(4))
        painter.restore()

    @staticmethod
    def _tick(painter: QPainter, box: QRectF, *, ticked: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(box.x() + px(19), box.center().y() - px(9), px(18), px(18))
        fill = colour(Token.FILL if ticked else Token.SURFACE)
        strokes.rounded(painter, square, px(4), fill=fill, edge=None if ticked else colour(Token.FIELD))
        if ticked:
            at = QPointF(square.x() + px(2), square.y() + px(2))
            icons.draw(painter, "check", at, px(14), Token.ON_FILL)


class PaperList(QListWidget):
    """``went_to`` brings the place that is looked at, ``ticked`` comes after each change of a tick."""

    went_to = Signal(int)
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Print", "单据"))
        self.setItemDelegate(_Line(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.currentRowChanged.connect(self._went)
        self.itemChanged.connect(lambda _: self.ticked.emit())

    def show_papers(self, lines: Sequence[tuple[str, str]], ticked: Collection[int]) -> None:
        """Show these: word and number of each; the first ticked one becomes the current one."""
        self.blockSignals(True)
        self.clear()
        for at, (word, number) in enumerate(lines):
            item = QListWidgetItem(word)
            item.setData(_SAID, number)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{word} {number}")
            item.setCheckState(Qt.CheckState.Checked if at in ticked else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(min(ticked, default=0))
        self.blockSignals(False)

    def places(self) -> list[int]:
        """The places of the ticked papers, from top to bottom."""
        items = (self.item(at) for at in range(self.count()))
        return [at for at, item in enumerate(items) if item.checkState() is Qt.CheckState.Checked]

    def tick(self, at: int, *, yes: bool) -> None:
        """Tick or untick the paper at this place."""
        self.item(at).setCheckState(Qt.CheckState.Checked if yes else Qt.CheckState.Unchecked)

    def _turn(self, at: int) -> None:
        if at >= 0:
            self.tick(at, yes=self.item(at).checkState() is not Qt.CheckState.Checked)

    def _went(self, at: int) -> None:
        if at >= 0:
            self.went_to.emit(at)

    def high(self) -> int:
        """The height of all rows, in px."""
        return px(ROW) * self.count() + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._turn(self.currentRow())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.position().x() <= px(_TICK + 4):
            self._turn(row)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.viewport().update()
        return super().event(event)
