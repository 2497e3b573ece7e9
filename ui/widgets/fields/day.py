"""The date editor: typed short or long, stepped with the arrow keys, or picked from a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from aftersales.domain.errors import BadField
from ui import texts
from ui.models.days import read_day
from ui.widgets import fonts
from ui.widgets.fields.line import LineInput
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

WIDEST = "2026-12-30"
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 30, Qt.Key.Key_PageDown: -30}


class DateInput(LineInput):
    """A day, shown as 2026-03-11. Up and Down go a day on and back, Alt+Down or F4 open the calendar."""

    def __init__(self, hint: str, today: Callable[[], date]) -> None:
        super().__init__(hint)
        self.trailing = "calendar-clock"
        self._today = today
        self._calendar: QCalendarWidget | None = None
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """A whole day beside its icon, also in a table's cell."""
        room, size = self.textMargins(), super().minimumSizeHint()
        whole = strokes.width_of(WIDEST, fonts.body()) + room.left() + room.right() + px(6)
        return size.expandedTo(QSize(whole, 0))

    def day(self) -> date | None:
        """The day; None where the field is empty. Raises NotADate and its kinds."""
        return read_day(self.text(), self._today()) if self.text().strip() else None

    def show_day(self, day: date | None) -> None:
        """Show a day."""
        self.show_words("" if day is None else day.isoformat())

    def problem(self) -> str:
        try:
            self.day()
        except BadField:
            return texts.not_a_date()
        return ""

    def tidy(self) -> None:
        if not self.problem():
            self.show_day(self.day())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        opens = key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if opens or key == Qt.Key.Key_F4:
            self.open_calendar()
        elif key in _STEPS and not self.isReadOnly():
            self._step(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        start = self._today() if self.problem() or not self.day() else self.day()
        if start is not None:
            self.show_day(start + timedelta(days=days if self.text().strip() else 0))
            self._note_edit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.trailing_box().adjusted(-6, -6, 6, 6).contains(event.position()) and self.isEnabled():
            self.open_calendar()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.trailing_box().adjusted(-6, -6, 6, 6).contains(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def open_calendar(self) -> None:
        """Open the calendar at the day that is shown; Enter or a click takes a day, Esc none."""
        if self._calendar is None:
            self._calendar = self._made()
        _paint(self._calendar)
        day = self._today() if self.problem() else self.day() or self._today()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()

    def _made(self) -> QCalendarWidget:
        made = QCalendarWidget(self)
        made.setWindowFlag(Qt.WindowType.Popup)
        made.setAccessibleName(texts.pick_date())
        made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        made.activated.connect(self._taken)
        made.clicked.connect(self._taken)
        return made

    def _taken(self, picked: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.show_day(date(picked.year(), picked.month(), picked.day()))
        self._note_edit()
        self.setFocus()


def _paint(calendar: QCalendarWidget) -> None:
    """The calendar in the look: our arrows, no red days."""
    plain = QTextCharFormat()
    plain.setForeground(colour(Token.INK))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    ratio = calendar.devicePixelRatioF()
    for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(QIcon(icons.glyph(icon, px(16), colour(Token.ON_FILL).name(), ratio)))
