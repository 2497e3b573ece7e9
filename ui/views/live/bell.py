"""The bell of the frame: how much is unread, and beneath it what the program has told me, with its cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import texts
from ui.i18n import translate
from ui.presenters.live.bell import BellPresenter
from ui.views.casework.planes import scrolled
from ui.views.parts import moments
from ui.views.room import page_in_sight
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.keys import tab_on
from ui.widgets.lending import LentKeys
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from ui.presenters.live.bell import News, Told
    from ui.views.room import Room

WIDTH, TALLEST, ROW, HEAD = 440, 9, 52, 44
MOST_TOLD = 99


class MessageList(QWidget):
    """Messages of two lines, painted; arrows choose, Enter or a click opens."""

    went = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.messages: tuple[Told, ...] = ()
        self.at, self._now = 0, datetime.now(room.signed.office.zone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_messages(self, messages: Sequence[Told], now: datetime) -> None:
        """Show these; ``now`` on the office's clock."""
        chosen = self.chosen()
        self.messages, self._now = tuple(messages), now
        keys = [told.key for told in messages]
        self.at = keys.index(chosen.key) if chosen is not None and chosen.key in keys else 0
        self.updateGeometry()
        self._tell()

    def chosen(self) -> Told | None:
        """The message on which the bar stands."""
        return self.messages[self.at] if self.at < len(self.messages) else None

    def said(self, told: Told) -> str:
        """What a message says, in words; who acted is told by name."""
        facts = dict(told.facts)
        people = self._room.signed.office.by_login
        by = facts.get("by")
        facts["by"] = people[by].name if isinstance(by, str) and by in people else by
        return self._room.words.sentence(told.kind, facts, "message")

    def about(self, told: Told) -> str:
        """The case of a message: its number and title."""
        return "  ".join(part for part in (told.case_no or "", str(told.facts.get("title") or "")) if part)

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(ROW) * max(1, len(self.messages)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(WIDTH // 2), self.sizeHint().height())

    def _tell(self) -> None:
        told = self.chosen()
        self.setAccessibleName(f"{self.said(told)}{texts.comma()}{self.about(told)}" if told else "")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        told = self.chosen()
        if key in steps:
            self.at = min(max(self.at + steps[key], 0), max(len(self.messages) - 1, 0))
            self._tell()
            self._reveal()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and told is not None:
            self.went.emit(told)
        else:
            super().keyPressEvent(event)

    def _reveal(self) -> None:
        above: QObject | None = self.parent()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parent()
        if isinstance(above, QScrollArea):
            above.ensureVisible(0, self.at * px(ROW) + px(ROW) // 2, 0, px(ROW) // 2)

    def _hit(self, event: QMouseEvent) -> int:
        return int(event.position().y()) // px(ROW)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hit(event) < len(self.messages):
            self.at = self._hit(event)
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._hit(event) < len(self.messages):
            self.went.emit(self.messages[self._hit(event)])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        if not self.messages:
            painter.setFont(fonts.body())
            painter.setPen(colour(Token.INK2))
            box = QRectF(px(20), 0, self.width(), self.height())
            painter.drawText(box, strokes.LEFT, translate("Bell", "没有消息"))
        first = max(0, event.rect().top() // px(ROW))
        last = min(len(self.messages), event.rect().bottom() // px(ROW) + 1)
        for at in range(first, last):
            self._row(painter, QRectF(px(8), at * px(ROW), self.width() - px(16), px(ROW)), at)

    def _row(self, painter: QPainter, box: QRectF, at: int) -> None:
        told = self.messages[at]
        if at == self.at:
            strokes.rounded(painter, box.adjusted(0, 1, 0, -1), px(6), fill=colour(Token.SOFT))
        if not told.read:
            dot = QRectF(box.left() + px(8), box.top() + px(15), px(6), px(6))
            strokes.rounded(painter, dot, px(3), fill=colour(Token.ACCENT))
        left = box.left() + px(22)
        age = moments.short(told.at.astimezone(self._room.signed.office.zone), self._now)
        room = box.right() - left - px(12)
        self._line(
            painter, QRectF(left, box.top() + px(5), room, px(22)), self.said(told), age, read=told.read
        )
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK2))
        text = strokes.elided(self.about(told), fonts.label(), round(room))
        painter.drawText(QRectF(left, box.top() + px(26), room, px(20)), strokes.LEFT, text)

    def _line(self, painter: QPainter, box: QRectF, said: str, age: str, *, read: bool) -> None:
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        painter.drawText(box, strokes.RIGHT, age)
        font = fonts.body() if read else fonts.strong()
        painter.setFont(font)
        painter.setPen(colour(Token.INK))
        room = box.width() - strokes.width_of(age, fonts.label()) - px(12)
        painter.drawText(box, strokes.LEFT, strokes.elided(said, font, round(room)))


class Bell(Button):
    """The button in the frame's head; its panel opens beneath it."""

    def __init__(self, room: Room, window: QWidget) -> None:
        super().__init__(kind=Kind.GHOST)
        self._name = translate("Bell", "消息")
        self.only_icon("bell", self._name)
        self.presenter = BellPresenter(self, room.runner, room.signed)
        self._room, self._window = room, window
        self.clicked.connect(self.come)

    @cached_property
    def panel(self) -> Panel:
        """What opens beneath; made with the first press."""
        return Panel(self._room, self, self._window)

    def come(self) -> None:
        """Open the panel, or close it again."""
        if self.panel.isVisible():
            self.panel.leave()
        else:
            self.panel.come()
            self.presenter.open()

    def refresh(self) -> None:
        """Count again; an open panel is read again."""
        self.presenter.refresh()
        if "panel" in vars(self) and self.panel.isVisible():
            self.presenter.open()

    # What the presenter shows

    def show_unread(self, count: int) -> None:
        self.icon_name = "bell-ringing" if count else "bell"
        told = str(count) if count <= MOST_TOLD else f"{MOST_TOLD}+"
        self.setText(told if count else "")
        name = translate("Bell", "{n} 条未读消息").format(n=count) if count else self._name
        self.setAccessibleName(name)
        strokes.tip(self, texts.aside(name, "Ctrl+I"))
        self.updateGeometry()

    def show_news(self, news: News) -> None:
        self.panel.show_news(news)

    def show_refused(self, error: CodedError) -> None:
        self._room.frame.refuse(error)


class Panel(QWidget):
    """Over the window, beneath the bell; gone with Esc, a click outside, or once a message was opened."""

    def __init__(self, room: Room, bell: Bell, window: QWidget) -> None:
        super().__init__(window)
        self.room, self._bell, self._window = room, bell, window
        self._keys = LentKeys(self, partial(page_in_sight, window))
        self.box = QWidget(self)
        self.list = MessageList(room)
        self.all_read = Button(translate("Bell", "全部标为已读"), Kind.LINK, small=True)
        self._lay_out()
        self.list.went.connect(self.go)
        self.all_read.clicked.connect(self._read_all)
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        head, column = QHBoxLayout(), QVBoxLayout(self.box)
        head.setContentsMargins(px(20), px(8), px(12), px(8))
        head.addWidget(PlainLabel(translate("Bell", "消息"), fonts.section))
        head.addStretch(1)
        head.addWidget(self.all_read)
        column.setContentsMargins(0, 0, 0, px(8))
        column.setSpacing(0)
        column.addLayout(head)
        self.area = scrolled(self.list)
        column.addWidget(self.area)

    def come(self) -> None:
        """Open."""
        self._keys.borrow()
        self._place()
        self.show()
        self.raise_()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in front: what lies behind is not seen."""
        return tab_on(self, forward=forward)

    def leave(self) -> None:
        """Close; the cursor goes back to where it was."""
        self._keys.give_back()

    def show_news(self, news: News) -> None:
        """Show these messages."""
        self.list.show_messages(news.messages, news.now.astimezone(self.room.signed.office.zone))
        self.all_read.setEnabled(any(not told.read for told in news.messages))
        self._place()

    def go(self, told: Told) -> None:
        """The message is read; its case opens."""
        self._bell.presenter.read((told,))
        if told.case_no:
            self.room.frame.go("case", told.case_no)
        self.leave()

    def _read_all(self) -> None:
        self._bell.presenter.read(self.list.messages)
        self._bell.presenter.open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        high = px(ROW) * min(max(1, len(self.list.messages)), TALLEST) + px(HEAD + 12)
        corner = self._bell.mapTo(self._window, self._bell.rect().bottomRight())
        left = max(px(8), min(corner.x() - px(WIDTH), self.width() - px(WIDTH + 8)))
        self.box.setGeometry(left, corner.y() + px(6), px(WIDTH), high)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.box.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(self.box.geometry())
        strokes.shadow(painter, box, px(12), 10)
        strokes.rounded(painter, box, px(12), fill=colour(Token.POPUP), edge=colour(Token.LINE2))
        strokes.hairline(painter, round(box.left()), round(box.top()) + px(HEAD), round(box.width()))
