"""The clauses of a draft as rows of 46: taken in or left out, moved, each with what it still misses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets import fonts
from ui.widgets.buttons import untold
from ui.widgets.fields.sight import put_cursor
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

WIDTH, ROW = 328, 46
_TICK = 52
"""Width of the place in which a click ticks, in px at 100 %."""


@dataclass(frozen=True)
class Told:
    """What a row says: ``misses`` is what the clause shows and nobody filled in, ``fields`` their paths."""

    key: str
    title: str
    under: str
    part: str
    on: bool
    misses: str = ""
    fields: tuple[str, ...] = ()


class ClauseRow(QAbstractButton):
    """One clause: Space ticks, a click beside the box goes to what it misses."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self.told = told
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self.tell(told)

    def tell(self, told: Told) -> None:
        """Say something else."""
        self.told = told
        self.setChecked(told.on)
        self.setText(untold(told.title))
        self.setAccessibleDescription(f"{told.part} {told.misses or told.under}".strip())
        strokes.tip(self, told.misses or told.under)
        self.update()

    def nextCheckState(self) -> None:
        """Whether it is on, the draft says."""

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), colour(Token.SOFT))
            painter.fillRect(0, 0, 3, self.height(), colour(Token.ACCENT))
        elif self.underMouse():
            painter.fillRect(self.rect(), colour(Token.HOVER))
        self._box(painter)
        told, right = self.told, self.width() - px(20)
        wide = strokes.width_of(told.part, fonts.label())
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        above = QRectF(px(_TICK), px(4), right - px(_TICK), px(20))
        painter.drawText(above, strokes.RIGHT, told.part)
        painter.setPen(colour(Token.INK if told.on else Token.INK3))
        painter.setFont(fonts.strong() if told.on else fonts.body())
        room = round(above.width()) - wide - px(8)
        painter.drawText(above, strokes.LEFT, strokes.elided(told.title, painter.font(), room))
        self._under(painter, above.translated(0, px(19)))
        if self.hasFocus():
            strokes.ring(painter, QRectF(self.rect()), px(4))

    def _under(self, painter: QPainter, box: QRectF) -> None:
        misses = self.told.misses if self.told.on else ""
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.AMBER if misses else Token.INK3))
        left = px(18) if misses else 0
        if misses:
            icons.draw(painter, "alert-triangle", QPointF(box.x(), box.y() + px(3)), px(14), Token.AMBER)
        text = strokes.elided(misses or self.told.under, fonts.label(), round(box.width()) - left)
        painter.drawText(box.adjusted(left, 0, 0, 0), strokes.LEFT, text)

    def _box(self, painter: QPainter) -> None:
        square = QRectF(px(24), (self.height() - px(18)) / 2, px(18), px(18))
        fill = colour(Token.FILL if self.told.on else Token.SURFACE)
        strokes.rounded(painter, square, px(4), fill=fill, edge=None if self.told.on else colour(Token.FIELD))
        if self.told.on:
            at = QPointF(square.x() + px(2), square.y() + px(2))
            icons.draw(painter, "check", at, px(14), Token.ON_FILL)


class ClauseRows(QWidget):
    """All rows. ``turned``: in or out; ``moved``: by one place; ``wanted``: a field that a clause misses."""

    turned = Signal(str)
    moved = Signal(str, int)
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, ClauseRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def show_rows(self, rows: Sequence[Told]) -> None:
        """Show these; rows that are here already only say something else, the cursor stays."""
        if list(self.rows) == [told.key for told in rows]:
            for told in rows:
                self.rows[told.key].tell(told)
            return
        had = next((key for key, row in self.rows.items() if row.hasFocus()), "")
        old = dict(self.rows)
        self.rows = {}
        for at, told in enumerate(rows):
            row = old.pop(told.key, None) or self._made(told)
            row.tell(told)
            self._column.insertWidget(at, row)
            row.show()
            self.rows[told.key] = row
        for gone in old.values():
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        if had in self.rows:
            put_cursor(self.rows[had])

    def _made(self, told: Told) -> ClauseRow:
        row = ClauseRow(told)
        row.clicked.connect(partial(self._turn, told.key))
        row.installEventFilter(self)
        return row

    def _turn(self, key: str, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        self.turned.emit(key)

    def walk(self, by: int) -> None:
        """Go to the next or the previous row."""
        rows = list(self.rows.values())
        at = next((at for at, row in enumerate(rows) if row.hasFocus()), -1) + by
        if 0 <= at < len(rows):
            put_cursor(rows[at])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, ClauseRow):
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._key(watched, event)
            if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
                return self._press(watched, event)
        return super().eventFilter(watched, event)

    def _press(self, row: ClauseRow, event: QMouseEvent) -> bool:
        if event.position().x() <= px(_TICK):
            return False
        row.setFocus(Qt.FocusReason.MouseFocusReason)
        self._want(row)
        return True

    def _want(self, row: ClauseRow) -> None:
        if row.told.fields:
            self.wanted.emit(row.told.fields[0])

    def _key(self, row: ClauseRow, event: QKeyEvent) -> bool:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(row.told.key, by)
        elif by is not None:
            self.walk(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._want(row)
        else:
            return False
        return True


def shown(text: str, values: Mapping[str, str]) -> str:
    """A clause's text in one line, each variable as ‹its word›."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value if value == "…" else f"‹{value}›")
    return " ".join(text.split())
