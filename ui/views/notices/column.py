"""A department's column: head with counts, its slips in groups by state, more of them as one scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.codes import NoticeState
from ui.i18n import translate
from ui.models.cells import DueMark, Mood
from ui.presenters.notices.board import Column
from ui.presenters.notices.slips import Slip
from ui.views.casework.planes import Plane, scrolled
from ui.views.notices.slip import SlipRow, Told
from ui.views.notices.wording import DEPARTMENTS, group
from ui.widgets import fonts
from ui.widgets.badges import Badge, IconLabel
from ui.widgets.buttons import Button, Kind, untold
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

NARROWEST, STRIP, HEAD = 200, 40, 40
_NEAR_END = 200
"""Pixels above the end of a column at which the next page is asked for."""


class Strip(QAbstractButton):
    """A column that there is no room for: icon, word and count upright; a click opens it."""

    def __init__(self, name: str, word: str) -> None:
        super().__init__()
        self._icon, self._count, self._overdue = DEPARTMENTS[name], 0, 0
        self._word = word
        self.setText(untold(word))
        self.setAccessibleName(word)
        self.setFixedWidth(px(STRIP))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def tell(self, count: int, overdue: int) -> None:
        """How many there are."""
        self._count, self._overdue = count, overdue
        strokes.tip(self, f"{self._word} {count}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(STRIP), px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if self.underMouse():
            painter.fillRect(self.rect(), colour(Token.HOVER))
        painter.fillRect(0, 0, 1, self.height(), colour(Token.LINE))
        left = (self.width() - px(16)) / 2
        icons.draw(painter, self._icon, QPointF(round(left), px(12)), px(16), Token.INK2)
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK2))
        top = px(34)
        for letter in (*self._word, str(self._count)):
            painter.drawText(QRectF(0, top, self.width(), px(18)), strokes.CENTRE, letter)
            top += px(18)
        if self._overdue:
            icons.draw(painter, "clock-exclamation", QPointF(round(left), top + px(6)), px(16), Token.RED)
        if self.hasFocus():
            strokes.ring(painter, QRectF(self.rect()), px(4))


class ColumnView(Plane):
    """One department. ``chose`` a slip, ``opened`` it, a ``verb`` of it, and of all of it."""

    chose = Signal(str)
    opened = Signal(str)
    verb = Signal(str)
    wants_more = Signal(str)
    confirm_all = Signal(str)
    print_all = Signal(str)

    def __init__(self, name: str, word: str, *, whole: bool, tell: Callable[[Slip], Told]) -> None:
        super().__init__(Token.SURFACE, left=True)
        self.name, self._whole, self._tell = name, whole, tell
        self.rows: dict[str, SlipRow] = {}
        self._slips: tuple[Slip, ...] = ()
        self._column: Column | None = None
        self._heads: list[QWidget] = []
        self._shape: tuple[tuple[str, object], ...] = ()
        self._more = self._asked = False
        self._watcher: QObject | None = None
        self.strip = Strip(name, word)
        self.count = PlainLabel("", fonts.body, Token.INK3)
        self.late = Badge("")
        self._lay_out(word)

    def _lay_out(self, word: str) -> None:
        head, bar = Plane(Token.SURFACE, below=True), QHBoxLayout()
        head.setFixedHeight(px(HEAD))
        head.setLayout(bar)
        bar.setContentsMargins(px(20), 0, px(12), 0)
        bar.setSpacing(px(8))
        bar.addWidget(IconLabel(DEPARTMENTS[self.name]))
        bar.addWidget(PlainLabel(word, fonts.section))
        bar.addWidget(self.count)
        bar.addWidget(self.late)
        bar.addStretch(1)
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(px(8), px(4), px(8), px(16))
        self._body.setSpacing(0)
        self._body.addStretch(1)
        self.area = scrolled(body)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.area, 1)
        self._pile = QStackedWidget()
        self._pile.addWidget(whole)
        self._pile.addWidget(self.strip)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pile)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)

    def watched_by(self, watcher: QObject) -> None:
        """Who sees the keys that are pressed on a slip first."""
        self._watcher = watcher

    # What is shown

    def show_column(self, column: Column) -> None:
        """Show its slips; those that were here keep focus and place."""
        self._column, self._more, self._asked = column, column.more, False
        self.count.setText(str(column.all))
        self.late.show_cell(DueMark(Mood.OVERDUE, str(column.overdue)))
        self.late.setVisible(bool(column.overdue))
        strokes.tip(self.late, translate("Notices", "{n} 张逾期").format(n=column.overdue))
        self.strip.tell(column.all, column.overdue)
        self._show(column.slips)

    def append(self, slips: tuple[Slip, ...], *, more: bool) -> None:
        """The next page has come."""
        here = {slip.number for slip in self._slips}
        self._more, self._asked = more, False
        self._show((*self._slips, *(slip for slip in slips if slip.number not in here)))

    def stop_asking(self) -> None:
        """The page did not come; scrolling asks again."""
        self._asked = False

    def _show(self, slips: tuple[Slip, ...]) -> None:
        shape = (*((slip.number, slip.notice.state) for slip in slips), *self._counts())
        if shape == self._shape:
            self._tell_again(slips)
            return
        place = self.area.verticalScrollBar().value()
        self._slips, self._shape = slips, shape
        self._forget({slip.number for slip in slips})
        while self._body.count():
            self._body.takeAt(0)
        for state in dict.fromkeys(slip.notice.state for slip in slips):
            self._body.addWidget(self._head(state))
            for slip in (each for each in slips if each.notice.state == state):
                self._body.addWidget(self._row(slip))
        self._body.addStretch(1)
        self._body.activate()
        self.area.verticalScrollBar().setValue(place)

    def _counts(self) -> tuple[tuple[str, int], ...]:
        return tuple(self._column.counts.items()) if self._column else ()

    def _tell_again(self, slips: tuple[Slip, ...]) -> None:
        """The same slips in the same places: only what changed says itself anew."""
        for old, new in zip(self._slips, slips, strict=True):
            if old != new:
                self.rows[new.number].tell(self._tell(new))
        self._slips = slips

    def _forget(self, numbers: set[str]) -> None:
        gone: list[QWidget] = [self.rows.pop(number) for number in list(self.rows) if number not in numbers]
        for widget in (*gone, *self._heads):
            widget.hide()
            widget.deleteLater()
        self._heads = []

    def _row(self, slip: Slip) -> SlipRow:
        told = self._tell(slip)
        row = self.rows.get(slip.number)
        if row is not None:
            row.tell(told)
            return row
        row = self.rows[slip.number] = SlipRow(told)
        row.clicked.connect(partial(self.chose.emit, slip.number))
        row.opened.connect(partial(self.opened.emit, slip.number))
        row.verb.connect(self.verb.emit)
        if self._watcher is not None:
            row.installEventFilter(self._watcher)
        return row

    def _head(self, state: str) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        head.setMinimumHeight(px(34))
        line.setContentsMargins(px(12), px(6), px(12), 0)
        line.addWidget(PlainLabel(group(state, whole=self._whole), fonts.label, Token.INK2, wraps=True), 1)
        many = self._column.counts.get(state, 0) if self._column else 0
        if state == NoticeState.DONE and self._whole and many > 1:
            every = Button(translate("Notices", "全部确认"), Kind.LINK, small=True)
            every.clicked.connect(partial(self.confirm_all.emit, self.name))
            line.addWidget(every)
        if state == NoticeState.ISSUED and many > 1:
            slips = Button(translate("Notices", "打印"), Kind.LINK, small=True)
            strokes.tip(slips, translate("Notices", "打印这些待接收的通知单"))
            slips.clicked.connect(partial(self.print_all.emit, self.name))
            line.addWidget(slips)
        line.addWidget(PlainLabel(str(many), fonts.label, Token.INK3))
        self._heads.append(head)
        return head

    def collapse(self, *, yes: bool) -> None:
        """Only a strip, or all of it."""
        self._pile.setCurrentIndex(int(yes))
        self.setMinimumWidth(px(STRIP if yes else NARROWEST))
        self.setMaximumWidth(px(STRIP) if yes else 16_777_215)

    @property
    def collapsed(self) -> bool:
        """Whether only its strip stands there."""
        return self._pile.currentIndex() == 1

    # Walking

    def numbers(self) -> Sequence[str]:
        """The slips from top to bottom."""
        return [slip.number for slip in self._slips]

    def mark(self, number: str) -> SlipRow | None:
        """Show that this slip is selected; the row where it is here."""
        for each, row in self.rows.items():
            row.setChecked(each == number)
        return self.rows.get(number)

    def show_row(self, number: str) -> None:
        """Scroll to this slip."""
        if (row := self.rows.get(number)) is not None:
            self._body.activate()
            self.area.ensureWidgetVisible(row, 0, px(16))

    def _scrolled(self, value: int) -> None:
        near = value >= self.area.verticalScrollBar().maximum() - px(_NEAR_END)
        if near and self._more and not self._asked:
            self._asked = True
            self.wants_more.emit(self.name)
