"""Heads of sections, sections that open, what is read in them, and what an empty list says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets import fonts
from ui.widgets.badges import IconLabel
from ui.widgets.buttons import Button, untold
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

HEAD = 36
LONGEST = 120
"""Px at 100 % of a label beside a fact; a longer one goes on in a second line."""


class SectionHead(QAbstractButton):
    """A line with title, summary and what stands at the right; where it opens, a chevron and Space."""

    def __init__(self, title: str, summary: str = "", right: str = "", *, opens: bool = True) -> None:
        super().__init__()
        self.title, self.summary, self.right, self.opens = title, summary, right, opens
        self.setText(untold(title))
        self.setAccessibleDescription(summary)
        self.setCheckable(opens)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        strokes.tip(self, summary)

    def tell(self, summary: str, right: str = "") -> None:
        """Say something else beside the title."""
        self.summary, self.right = summary, right
        self.setAccessibleDescription(summary)
        strokes.tip(self, summary)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(strokes.width_of(self.title, fonts.section()) + px(80), px(HEAD) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        strokes.hairline(painter, 0, self.height() - 1, self.width())
        left, middle = 0, (self.height() - 1) / 2
        if self.opens:
            name = "chevron-down" if self.isChecked() else "chevron-right"
            icons.draw(painter, name, QPointF(0, round(middle - px(8))), px(16), Token.INK2)
            left = px(24)
        box = QRectF(left, 0, self.width() - left, self.height() - 1)
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.section())
        painter.drawText(box, strokes.LEFT, self.title)
        wide = strokes.width_of(self.right, fonts.label())
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        painter.drawText(box, strokes.RIGHT, self.right)
        used = strokes.width_of(self.title, fonts.section()) + px(12)
        if self.summary and not self.isChecked():
            painter.setFont(fonts.body())
            painter.setPen(colour(Token.INK2))
            room = round(box.width()) - used - wide - px(16)
            text = strokes.elided(self.summary, fonts.body(), room)
            painter.drawText(box.adjusted(used, 0, 0, 0), strokes.LEFT, text)
        if self.hasFocus():
            strokes.ring(painter, QRectF(self.rect()).adjusted(0, 1, 0, -2), px(5))


class Section(QWidget):
    """A head with content beneath that it opens and closes. ``opened`` tells which."""

    opened = Signal(bool)

    def __init__(self, title: str, content: QWidget, summary: str = "", right: str = "") -> None:
        super().__init__()
        self.head, self.content = SectionHead(title, summary, right), content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(content)
        content.hide()
        self.head.toggled.connect(self._open)

    def _open(self, yes: bool) -> None:
        self.content.setVisible(yes)
        self.opened.emit(yes)

    def open(self, *, yes: bool = True) -> None:
        """Open or close it."""
        self.head.setChecked(yes)


class EmptyList(QWidget):
    """What stands where nothing does: an icon, what there is none of, why, and the next verb."""

    def __init__(self, icon: str, title: str, why: str, button: Button | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(px(6))
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel(icon, Token.INK3, 32), 0, middle)
        column.addWidget(PlainLabel(title, fonts.strong), 0, middle)
        column.addWidget(PlainLabel(why, fonts.body, Token.INK2), 0, middle)
        if button is not None:
            column.addSpacing(px(6))
            column.addWidget(button, 0, middle)
        column.addStretch(1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(why)


class Facts(QWidget):
    """A form that is read: labels at the left, values beside them, plain text in both."""

    def __init__(self, facts: tuple[tuple[str, str], ...] = (), label_width: int = 60) -> None:
        super().__init__()
        self._label_width = label_width
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._told: tuple[tuple[str, str], ...] = ()
        self.show_facts(facts)

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Labels and values that are shown."""
        return self._told

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these labels and values, in order."""
        self._told = facts
        while item := self._column.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        widest = max((strokes.width_of(label, fonts.body()) for label, _ in facts), default=0)
        wide = max(px(self._label_width), min(widest + 1, px(LONGEST)))
        for label, value in facts:
            self._column.addWidget(self._row(label, value, wide))

    def _row(self, label: str, value: str, wide: int) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        name = PlainLabel(label, fonts.body, Token.INK3, wraps=True)
        name.setFixedWidth(max(wide, name.minimumSizeHint().width()))
        name.setMinimumHeight(round(13 * 1.55 * px(100) / 100) + 1)
        line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Prose(value or "—"), 1)
        row.setAccessibleName(label)
        return row


class Lines(QWidget):
    """A small table that is read: heads in grey, numbers flush right, hairlines by space alone."""

    def __init__(self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        for column, head in enumerate(heads):
            label = PlainLabel(head, fonts.label, Token.INK3, wraps=True)
            label.setAlignment(_side(column in right))
            grid.addWidget(label, 0, column)
        for at, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                grid.addWidget(_cell(text, right=column in right, first=column == 0), at, column)


def _side(right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _cell(text: str, *, right: bool, first: bool) -> PlainLabel:
    label = PlainLabel(text or "—", fonts.strong if first else fonts.body, wraps=not right)
    label.setAlignment(_side(right))
    return label
