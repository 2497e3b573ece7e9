"""A small table that is typed into: one editor a cell, a blank row at its end, Enter goes on and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import texts
from ui.widgets import fonts
from ui.widgets.fields.choice import ComboInput, Options
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Answers, Note
from ui.widgets.fields.line import ENTER, LineInput, MoneyInput, NumberInput
from ui.widgets.fields.sight import put_cursor
from ui.widgets.paint import strokes
from ui.widgets.style import CELL
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

MOST = 20
"""Rows of one table; no call names more."""
ROW = 32
EMPTIES = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
Cell = LineInput | ComboInput


class Holds(StrEnum):
    """What a column's editor is for."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its field, label, what it holds, its share of the width, its codes, its 不详.

    ``dictionary``: whose codes it offers, where the office may have others (``RowTable.set_codes``).
    """

    name: str
    label: str
    holds: Holds = Holds.TEXT
    share: int = 1
    options: Options = ()
    hint: str = ""
    answers: Answers = ()
    dictionary: str = ""


class RowTable(QWidget):
    """Rows of a form. ``edited``: by a person; values are JSON texts by field name."""

    edited = Signal()
    settled = Signal()

    def __init__(self, columns: Sequence[Column], today: Callable[[], date], name: str) -> None:
        super().__init__()
        self._columns, self._today = tuple(columns), today
        self._rows: list[dict[str, Cell]] = []
        self._note = Note()
        self._grid = QGridLayout()
        self._heads: list[PlainLabel] = []
        self._lay_out()
        self.setAccessibleName(name)
        self._add_row()
        theme().changed.connect(self._follow)
        self._follow()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._grid)
        column.addWidget(self._note)
        self._note.hide()
        self._grid.setSpacing(0)
        self._grid.setContentsMargins(0, 0, 0, 3)
        for at, each in enumerate(self._columns):
            label = PlainLabel(each.label, fonts.label, Token.INK3, wraps=True)
            label.setContentsMargins(8, 0, 4, 0)
            right = each.holds in {Holds.NUMBER, Holds.MONEY}
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            label.setAlignment(side | Qt.AlignmentFlag.AlignBottom)
            self._heads.append(label)
            self._grid.addWidget(label, 0, at)
            self._grid.setColumnStretch(at, each.share)

    def _follow(self) -> None:
        self._grid.setRowMinimumHeight(0, px(22))
        for number in range(1, len(self._rows) + 1):
            self._grid.setRowMinimumHeight(number, px(ROW))

    # Rows

    def set_codes(self, of: Callable[[str], Options]) -> None:
        """Offer these codes of each column's dictionary, in rows to come too."""
        before = self._columns
        self._columns = tuple(
            replace(column, options=of(column.dictionary)) if column.dictionary else column
            for column in before
        )
        for column in set(self._columns) - set(before):
            for cell in self.cells(column.name):
                cast("ComboInput", cell).set_options(column.options)

    def _add_row(self) -> None:
        row = {each.name: self._made(each) for each in self._columns}
        before = list(self._rows[-1].values())[-1] if self._rows else None
        self._rows.append(row)
        self._grid.setRowMinimumHeight(len(self._rows), px(ROW))
        for at, cell in enumerate(row.values()):
            self._grid.addWidget(cell, len(self._rows), at)
            if len(self._rows) == 1:
                self._heads[at].setBuddy(cell)
            cell.show()  # now, not when the layout comes to it: the next key may go there
            if before is not None:
                QWidget.setTabOrder(before, cell)
            before = cell
        self.setFocusProxy(next(iter(self._rows[0].values())))

    def _drop_row(self) -> None:
        self._grid.setRowMinimumHeight(len(self._rows), 0)
        for cell in self._rows.pop().values():
            cell.hide()
            self._grid.removeWidget(cell)
            cell.deleteLater()

    def _made(self, column: Column) -> Cell:
        cell = self._editor(column)
        if not isinstance(cell, DateInput):  # a day is seen whole
            cell.setMinimumWidth(px(44))
        cell.setAccessibleName(column.label)
        cell.wear(CELL)
        cell.edited.connect(self._note_edit)
        cell.settled.connect(self.settled)
        cell.installEventFilter(self)
        return cell

    def _editor(self, column: Column) -> Cell:
        if column.holds is Holds.CODE:
            return ComboInput(column.options, column.hint)
        if column.holds is Holds.DAY:
            return DateInput(column.hint, self._today)
        if column.holds is Holds.MONEY:
            return MoneyInput(column.hint)
        return NumberInput(column.hint) if column.holds is Holds.NUMBER else LineInput(column.hint)

    def _note_edit(self) -> None:
        self.show_wrong("")
        if not self._blank(self._rows[-1]) and len(self._rows) < MOST:
            self._add_row()
        self.edited.emit()

    @staticmethod
    def _blank(row: Mapping[str, Cell]) -> bool:
        return not any(_told(cell) for cell in row.values())

    def filled(self) -> list[dict[str, Cell]]:
        """The cells of the rows in which something stands, in order."""
        return [row for row in self._rows if not self._blank(row)]

    def row_values(self) -> list[dict[str, str]]:
        """What stands in the table: filled cells of filled rows."""
        return [{name: told for name, cell in row.items() if (told := _told(cell))} for row in self.filled()]

    def placed_values(self) -> list[dict[str, str]]:
        """What stands in each row by its place, blank rows among them; those at the end left out."""
        found = [{name: told for name, cell in row.items() if (told := _told(cell))} for row in self._rows]
        while found and not found[-1]:
            found.pop()
        return found

    def reach(self, other: RowTable) -> None:
        """Have at least as many rows as the other, whose rows go on in this one."""
        while len(self._rows) < len(other._rows):
            self._add_row()

    def show_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Show these rows and a blank one."""
        wanted = min(len(rows) + 1, MOST)
        while len(self._rows) < wanted:
            self._add_row()
        while len(self._rows) > wanted:
            self._drop_row()
        for number, row in enumerate(self._rows):
            given = rows[number] if number < len(rows) else {}
            for name, cell in row.items():
                _tell(cell, str(given.get(name) or ""))
        self.show_wrong("")

    def fill(self, row: Mapping[str, Cell], values: Mapping[str, str]) -> None:
        """Put values into empty cells of a row, as the product file knows them."""
        for name, told in values.items():
            cell = row.get(name)
            if cell is not None and told and not _told(cell):
                _tell(cell, told)
        self._note_edit()

    def show_words(self, words: str) -> None:
        """Empty the table; rows are shown by ``show_rows``."""
        self.show_rows(())

    def words(self) -> str:
        """Everything that stands in it, for reading aloud."""
        return texts.semicolon().join(" ".join(row.values()) for row in self.row_values())

    def set_wrong(self, wrong: bool) -> None:
        """Mark it as right again; what is wrong is said cell by cell."""
        if not wrong:
            self.show_wrong("")

    def problem(self) -> str:
        """Nothing is wrong with a table by itself."""
        return ""

    def row_of(self, cell: QObject) -> int:
        """In which row this cell stands; -1 where it is none of ours."""
        return next((at for at, row in enumerate(self._rows) if cell in row.values()), -1)

    def cells(self, name: str) -> list[Cell]:
        """The cells of a column."""
        return [row[name] for row in self._rows]

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._pressed(watched, event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        at = self.row_of(watched)
        if at < 0 or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        row = self._rows[at]
        if event.key() in ENTER and watched is next(iter(row.values())) and self._blank(row):
            self._leave()
            return True
        if event.key() in EMPTIES and isinstance(watched, ComboInput):
            return self._emptied(watched)
        return event.key() == Qt.Key.Key_F2 and self._answer(row, watched)

    def _emptied(self, cell: ComboInput) -> bool:
        """A choice is taken out again: what stands in it alone would keep the row for ever."""
        if cell.code():
            cell.choose("")
            self._note_edit()
            self.settled.emit()
        return True

    def _leave(self) -> None:
        last = list(self._rows[-1].values())[-1]
        last.setFocus(Qt.FocusReason.OtherFocusReason)
        last.focusNextChild()

    def _answer(self, row: Mapping[str, Cell], watched: QObject) -> bool:
        for column in self._columns:
            if row[column.name] is watched and column.answers:
                row[column.name].show_words(column.answers[0][1])
                self._note_edit()
                return True
        return False

    # What it says

    def show_wrong(self, sentence: str) -> None:
        """Say beneath the table what is wrong with it; "" takes that and every red cell away."""
        self._note.say(sentence, "alert-circle", Token.RED)
        self._note.setVisible(bool(sentence))
        if not sentence:
            for row in self._rows:
                for cell in row.values():
                    if cell.property("wrong"):
                        cell.set_wrong(False)
                        cell.setToolTip("")
        self.setAccessibleDescription(sentence)

    def note(self) -> str:
        """What is said beneath the table."""
        return self._note.text()

    def take_focus(self) -> None:
        """Put the cursor into the first cell."""
        put_cursor(next(iter(self._rows[0].values())), self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        cells = list(self._rows[0].values())
        top = cells[0].geometry().top()
        bottom = next(iter(self._rows[-1].values())).geometry().bottom() + 1
        box = QRectF(0, top - 1, self.width(), bottom - top + 2)
        strokes.rounded(painter, box, px(5), fill=colour(Token.SURFACE), edge=colour(Token.LINE2))
        for cell in cells[1:]:
            painter.fillRect(cell.geometry().left(), top, 1, bottom - top, colour(Token.LINE))
        for row in self._rows[1:]:
            y = next(iter(row.values())).geometry().top()
            strokes.hairline(painter, 1, y - 1, self.width() - 2)
        painter.fillRect(QRectF(3, box.bottom() - 1, self.width() - 6, 1), colour(Token.FIELD))


@dataclass(frozen=True)
class CellProblem:
    """A cell of a table where a refusal is shown: red, with the sentence beneath the table and as tooltip."""

    table: RowTable
    cell: Cell

    def show_wrong(self, sentence: str) -> None:
        """Mark the cell and say the sentence beneath its table; "" is left to the table."""
        if sentence:
            self.cell.set_wrong(True)
            strokes.tip(self.cell, sentence)
            also_say(self.table, sentence)

    def take_focus(self) -> None:
        """Put the cursor into the cell."""
        put_cursor(self.cell)


@dataclass(frozen=True)
class OtherName:
    """A table under another name that refusals have for it."""

    table: RowTable

    def show_wrong(self, sentence: str) -> None:
        """Say the sentence beneath the table; "" is left to the table's own name."""
        if sentence:
            also_say(self.table, sentence)

    def take_focus(self) -> None:
        """Put the cursor into the table."""
        self.table.take_focus()


def also_say(table: RowTable, sentence: str) -> None:
    """Say the sentence beneath the table, after what is said there already."""
    said = [part for part in (table.note(), sentence) if part]
    table.show_wrong("\n".join(dict.fromkeys(said)))


def _told(cell: Cell) -> str:
    return cell.code() if isinstance(cell, ComboInput) else cell.words().strip()


def _tell(cell: Cell, told: str) -> None:
    if isinstance(cell, ComboInput):
        cell.choose(told)
        if not cell.code() and told:
            cell.show_words(told)
    else:
        cell.show_words(told)
