"""The list: rows of 32, one painted delegate, keyboard first, copied as a table, columns remembered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.i18n import wide
from ui.models.rows import RowsModel, tsv
from ui.widgets import fonts
from ui.widgets.delegate import INSET, ROW, CellPainter, Index
from ui.widgets.fields.sight import bring
from ui.widgets.paint import icons, strokes
from ui.widgets.style import bare
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token

_ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_TAB = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_NARROWEST = 40


class Head(QHeaderView):
    """Column heads: the whole word, flush as the column is, with an arrow where the list is sorted."""

    def __init__(self, model: RowsModel[Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model.columns
        self._sorted = ("", True)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(px(ROW))

    def show_sorting(self, name: str, *, up: bool) -> None:
        """Show by which column the list is sorted."""
        self._sorted = (name, up)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self._columns[section]
        painter.save()
        painter.fillRect(rect, colour(Token.SURFACE))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour(Token.LINE2))
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        box = rect.adjusted(px(INSET), 0, -px(INSET), 0)
        painter.drawText(box, strokes.RIGHT if column.right else strokes.LEFT, column.head)
        if column.sort and column.sort == self._sorted[0]:
            self._arrow(painter, box, column.head, right=column.right)
        painter.restore()

    def _arrow(self, painter: QPainter, box: QRect, head: str, *, right: bool) -> None:
        wide = strokes.width_of(head, fonts.label())
        left = box.right() - wide - px(14) if right else box.x() + wide + px(2)
        name = "arrow-up" if self._sorted[1] else "arrow-down"
        tint, ratio = colour(Token.ACCENT).name(), painter.device().devicePixelRatioF()
        painter.drawPixmap(left, box.center().y() - px(6), icons.glyph(name, px(12), tint, ratio))


class ListView(QTableView):
    """A list of rows. Enter or a double click opens, Ctrl+C copies, Home and End walk rows."""

    opened = Signal(object)
    went_to = Signal(object)
    chose = Signal(object)
    sort_asked = Signal(str)
    widths_changed = Signal()
    order_changed = Signal()

    def __init__(self, model: RowsModel[Any], said: str) -> None:
        """``said``: the accessible name. ``opened`` and ``went_to`` bring a row, ``chose`` a tuple.

        ``may_begin`` says whether who comes with the keys is put on the first row; else his first arrow does.
        """
        super().__init__()
        self.rows = model
        model.setParent(self)  # what it is connected to goes with the list
        self.hovered = self.current = -1
        self.chosen: frozenset[int] = frozenset()
        self.first, self.last, self.focused = 0, len(model.columns) - 1, False
        self._awaits = self._restores = False
        self.may_begin: Callable[[], bool] = lambda: True
        self._kept: tuple[Hashable, ...] = ()
        self._kept_current: Hashable = None
        self._kept_scroll = 0
        self._kept_top: tuple[int, Hashable] | None = None
        self._own_widths: dict[str, int] = {}
        self._empty: QWidget | None = None
        self._arranging = False
        self.setAccessibleName(said)
        self._set_up()
        self._listen()

    def _set_up(self) -> None:
        self.setStyle(bare())
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setModel(self.rows)
        self.head = Head(self.rows, self)
        self.setHorizontalHeader(self.head)
        self.painter = CellPainter(self, self.rows, self)
        self.setItemDelegate(self.painter)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._follow()

    def _listen(self) -> None:
        self.rows.modelAboutToBeReset.connect(self._keep)
        self.rows.modelReset.connect(self._find_again)
        self.rows.rowsInserted.connect(self._show_empty)
        self.activated.connect(self._open)
        self.head.sectionResized.connect(self._resized)
        self.head.sectionMoved.connect(self._moved)
        self.head.sectionClicked.connect(self._ask_sorting)
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(px(ROW))
        vertical.setDefaultSectionSize(px(ROW))
        self.head.setFixedHeight(px(ROW))
        self.arrange()

    # Columns

    def arrange(self) -> None:
        """Give each column its width: the chosen one or the declared one, never less than its head."""
        self._arranging = True
        self.head.setMinimumSectionSize(px(_NARROWEST))
        for at, column in enumerate(self.rows.columns):
            if column.width or column.name in self._own_widths:
                self.setColumnWidth(at, self.wanted(at))
        self._fill_up()
        self._arranging = False
        self._find_edges()

    def wanted(self, at: int) -> int:
        """Px that a column takes: its own width, never less than its head; an open one its head."""
        column = self.rows.columns[at]
        least = strokes.width_of(column.head, fonts.label()) + 2 * px(INSET) + 2
        told = wide(column.width) if column.words else column.width
        return max(px(self._own_widths.get(column.name) or told), least)

    def _fill_up(self) -> None:
        """Give what is left to the columns that declare no width: nothing scrolls sideways."""
        columns = self.rows.columns
        shown = [at for at in range(len(columns)) if not self.isColumnHidden(at)]
        open_ones = [at for at in shown if not columns[at].width and columns[at].name not in self._own_widths]
        taken = sum(self.columnWidth(at) for at in shown if at not in open_ones)
        for at in open_ones:
            room = (self.viewport().width() - taken) // len(open_ones)
            self.setColumnWidth(at, max(room, px(64)))

    def _resized(self, column: int, _old: int, width: int) -> None:
        if not self._arranging:
            self._own_widths[self.rows.columns[column].name] = round(width / theme().zoom)
            self._arranging = True
            self._fill_up()
            self._arranging = False
            self.widths_changed.emit()

    def widths(self) -> dict[str, int]:
        """The widths that the person chose, in px at 100 %, to remember them."""
        return dict(self._own_widths)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Take remembered widths; a name that is no column any more is left out."""
        names = {column.name for column in self.rows.columns}
        self._own_widths = {
            name: min(max(w, _NARROWEST), 1600) for name, w in widths.items() if name in names
        }
        self.arrange()

    def _moved(self) -> None:
        self._find_edges()
        if not self._arranging:
            self.order_changed.emit()

    def order(self) -> tuple[str, ...]:
        """The names of all columns as they stand from left to right."""
        return tuple(self.rows.columns[self.head.logicalIndex(at)].name for at in range(self.head.count()))

    def set_order(self, names: Sequence[str]) -> None:
        """Put the columns in a remembered order; one that is not named stands where it was declared."""
        declared = [column.name for column in self.rows.columns]
        wanted = [name for name in dict.fromkeys(names) if name in declared]
        for at, name in enumerate(declared):
            if name not in wanted:
                wanted.insert(at, name)
        self._arranging = True
        for place, name in enumerate(wanted):
            self.head.moveSection(self.head.visualIndex(declared.index(name)), place)
        self._arranging = False
        self._find_edges()

    def show_columns(self, names: tuple[str, ...]) -> None:
        """Show only these columns; all of them where none is named."""
        self._arranging = True  # Qt tells of one that is hidden as if a person had drawn it to nothing
        for at, column in enumerate(self.rows.columns):
            self.setColumnHidden(at, bool(names) and column.name not in names)
        self.arrange()

    def shown_columns(self) -> tuple[int, ...]:
        """The columns that are shown, in the order they stand."""
        places = (self.head.logicalIndex(at) for at in range(self.head.count()))
        return tuple(at for at in places if not self.isColumnHidden(at))

    def _find_edges(self) -> None:
        shown = self.shown_columns()
        if shown:
            self.first, self.last = shown[0], shown[-1]
        self.viewport().update()

    def _ask_sorting(self, column: int) -> None:
        if name := self.rows.columns[column].sort:
            self.sort_asked.emit(name)

    # Rows

    def chosen_rows(self) -> tuple[Any, ...]:
        """The selected rows, from top to bottom."""
        return tuple(self.rows.row(at) for at in sorted(self.chosen))

    def go_to(self, key: Hashable) -> bool:
        """Select the row with this key and show it; whether it is here."""
        at = self.rows.place(key)
        if at < 0:
            return False
        self._select(at)
        return True

    def _select(self, at: int) -> None:
        index = self.rows.index(at, self.first)
        self.selectionModel().setCurrentIndex(index, _ROWS)
        self.scrollTo(index)
        self._bring()

    def _bring(self) -> None:  # where the list is as high as all its rows, what it lies in scrolls
        bring(self.viewport(), self.visualRect(self.rows.index(self.current, self.first)))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        picked = self.selectionModel().selection()
        ranges = (picked.at(n) for n in range(picked.size()))
        self.chosen = frozenset(at for part in ranges for at in range(part.top(), part.bottom() + 1))
        self.viewport().update()
        self.chose.emit(self.chosen_rows())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current = current.row()
        self.viewport().update()
        if current.isValid() and current.row() != previous.row() and not self._restores:
            self.went_to.emit(self.rows.row(current.row()))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.row(index.row()))

    def _keep(self) -> None:
        self._kept = tuple(self.rows.key_at(at) for at in sorted(self.chosen))
        here = 0 <= self.current < self.rows.rowCount()
        self._kept_current = self.rows.key_at(self.current) if here else None
        self._kept_scroll = self.verticalScrollBar().value()
        top = self.rowAt(0)
        self._kept_top = (top, self.rows.key_at(top)) if 0 <= top < self.rows.rowCount() else None

    def _find_again(self) -> None:
        self.hovered = self.current = -1
        self.chosen = frozenset()
        places = [at for key in self._kept if (at := self.rows.place(key)) >= 0]
        current = self.rows.place(self._kept_current) if self._kept_current is not None else -1
        model = self.selectionModel()
        if current >= 0:
            self._restores = True  # nobody went there: he stood there before
            model.setCurrentIndex(
                self.rows.index(current, self.first), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self._restores = False
        picked = QItemSelection()
        for at in places:
            picked.select(self.rows.index(at, 0), self.rows.index(at, len(self.rows.columns) - 1))
        model.select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.verticalScrollBar().setValue(self._kept_scroll + self._pushed_down())
        self._begin()
        self._show_empty()

    def _pushed_down(self) -> int:
        """By how many px the row at the upper edge has moved; a list that stood at its top stays there."""
        if self._kept_top is None or not self._kept_scroll:
            return 0
        top, key = self._kept_top
        now = self.rows.place(key)
        return (now - top) * px(ROW) if now >= 0 else 0

    # Keys, mouse, focus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = self.rows.rowCount() - 1
        bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif bare and event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and last >= 0:
            self._select(0 if event.key() == Qt.Key.Key_Home else last)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current >= 0:
            if not event.isAutoRepeat():  # held since before: what it opens was not looked at
                self.opened.emit(self.rows.row(self.current))
        else:
            before = self.current
            super().keyPressEvent(event)
            if self.current not in {before, -1}:
                self._bring()

    def copy(self) -> str:
        """Put the selected rows on the clipboard as a table with its heads; the text that was put there."""
        text = tsv(self.rows, sorted(self.chosen), self.shown_columns())
        if self.chosen:
            QGuiApplication.clipboard().setText(text)
        return text

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before, at = self.current, self.rowAt(event.position().toPoint().y())
        super().mousePressEvent(event)
        if 0 <= at == before == self.current:  # elsewhere something else may have come in sight since
            self.went_to.emit(self.rows.row(at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focused = True
        by_keys = event.reason() is not Qt.FocusReason.MouseFocusReason
        self._awaits = by_keys and self.current < 0 and self.may_begin()
        if self.current < 0 and not self._awaits:
            self.setCurrentIndex(QModelIndex())
        self._begin()  # before Qt, which would stand on the first row without choosing it
        super().focusInEvent(event)
        if event.reason() in _TAB and self.current >= 0:
            self._bring()

    def _begin(self) -> None:
        """Who came with the keys stands on the first row, also where the rows come after him."""
        if self._awaits and self.rows.rowCount():
            self._awaits = False
            if self.may_begin():
                self._select(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.focused = self._awaits = False
        super().focusOutEvent(event)

    # What stands where nothing does

    def set_empty(self, page: QWidget) -> None:
        """Show this page over the list while it has no rows."""
        self._empty = page
        page.setParent(self.viewport())
        self._show_empty()

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self.rows.rowCount() == 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        self._show_empty()
