"""The palette: one line to type into, what it leads to beneath; arrows choose, Enter goes, Esc closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.models.cells import StateMark
from ui.presenters.palette import AGREEMENTS, Action, Found, Numbered, PalettePresenter
from ui.views.casework.planes import scrolled
from ui.views.room import Room, Screen, page_in_sight
from ui.widgets import badges, fonts
from ui.widgets.badges import IconLabel, KeyCap
from ui.widgets.keys import tab_on
from ui.widgets.lending import LentKeys
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDTH, TOP, ROW, HEAD = 680, 84, 36, 30
_OF_PAPER = {"agreement": (AGREEMENTS, "contract"), "notice": ("notices", "truck-delivery")}


def actions(screens: Mapping[str, Screen]) -> list[Action]:
    """What can be opened and done from everywhere, with its keys."""
    rail = [name for name, one in screens.items() if one.rail]
    keys = {name: f"Alt {place}" for place, name in enumerate(rail, 1)}
    opened = translate("Frame", "打开{screen}")
    pages = [
        Action(name, opened.format(screen=screens[name].word()), screens[name].icon, keys[name])
        for name in rail
    ]
    new = [Action("register", translate("Frame", "新投诉"), "plus", "Ctrl N")]
    rest = [
        Action("@scheme", translate("Frame", "切换浅色、深色"), "moon"),
        Action("@lock", translate("Frame", "锁定"), "lock", "Ctrl L"),
        Action("@leave", translate("Frame", "换个人登录"), "logout"),
        Action("@export", translate("Frame", "导出本页的表格"), "table-export", "Ctrl Shift E"),
        Action("@help", translate("Frame", "本页的说明"), "help-circle", "F1"),
        Action("@keys", translate("Frame", "快捷键"), "keyboard", "Ctrl /"),
    ]
    return (new if "register" in screens else []) + pages + rest


@dataclass(frozen=True)
class Line:
    """A line of the palette: a head (``screen`` "") or somewhere to go."""

    text: str
    screen: str = ""
    key: str = ""
    icon: str = ""
    before: str = ""
    after: str = ""
    state: StateMark | None = None


class _List(QWidget):
    """Heads and lines, painted; the chosen one has the bar."""

    went = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, the first one chosen."""
        self.lines = tuple(lines)
        self.at = next((at for at, line in enumerate(lines) if line.screen), -1)
        self.setFixedHeight(sum(self._height(line) for line in lines))
        self.update()

    @staticmethod
    def _height(line: Line) -> int:
        return px(ROW if line.screen else HEAD)

    def move_on(self, step: int) -> None:
        """Choose the next line, over heads, around the ends."""
        if any(line.screen for line in self.lines):
            self.at = (self.at + step) % len(self.lines)
            while not self.lines[self.at].screen:
                self.at = (self.at + step) % len(self.lines)
            self.update()

    def middle(self) -> int:
        """How far down the middle of the chosen line is."""
        return sum(self._height(line) for line in self.lines[: self.at]) + px(ROW // 2)

    def chosen(self) -> Line | None:
        """The chosen line."""
        return self.lines[self.at] if 0 <= self.at < len(self.lines) else None

    def _hit(self, y: float) -> int:
        top = 0
        for at, line in enumerate(self.lines):
            top += self._height(line)
            if y < top:
                return at if line.screen else -1
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (at := self._hit(event.position().y())) >= 0:
            self.at = at
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (at := self._hit(event.position().y())) >= 0:
            self.went.emit(self.lines[at])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        top = 0
        for at, line in enumerate(self.lines):
            box = QRectF(px(8), top, self.width() - px(16), self._height(line))
            if line.screen:
                self._line(painter, box, line, chosen=at == self.at)
            else:
                painter.setPen(colour(Token.INK3))
                painter.setFont(fonts.label())
                painter.drawText(box.adjusted(px(12), px(4), 0, 0), strokes.LEFT, line.text)
            top += self._height(line)

    def _line(self, painter: QPainter, box: QRectF, line: Line, *, chosen: bool) -> None:
        if chosen:
            strokes.rounded(painter, box, px(6), fill=colour(Token.SOFT))
            bar = QRectF(box.left(), box.top() + px(9), px(3), box.height() - px(18))
            strokes.rounded(painter, bar, 1.5, fill=colour(Token.ACCENT))
        middle, left = round(box.center().y()), box.left() + px(12)
        if line.state is not None:
            picture = badges.look(line.state, self.devicePixelRatioF())[0]
            if picture is not None:
                painter.drawPixmap(QPointF(left, middle - px(8)), picture)
        else:
            icons.draw(painter, line.icon, QPointF(left, middle - px(8)), px(16), Token.INK2)
        left += px(26)
        if line.before:
            self._write(painter, QRectF(left, box.top(), px(124), box.height()), line.before, Token.INK3)
            left += px(124)
        after = strokes.width_of(line.after, fonts.label()) + px(24)
        room = box.right() - left - after
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.strong() if chosen else fonts.body())
        text = strokes.elided(line.text, painter.font(), round(room))
        painter.drawText(QRectF(left, box.top(), room + px(8), box.height()), strokes.LEFT, text)
        painter.setFont(fonts.label())
        painter.setPen(colour(Token.INK3))
        painter.drawText(box.adjusted(0, 0, -px(12), 0), strokes.RIGHT, line.after)

    def _write(self, painter: QPainter, box: QRectF, text: str, token: Token) -> None:
        painter.setFont(fonts.label())
        painter.setPen(colour(token))
        painter.drawText(box, strokes.LEFT, text)


class Palette(QWidget):
    """Covers the window with a veil; gone with Esc, a click outside, or once something was chosen."""

    def __init__(self, room: Room, window: QWidget, actions: Sequence[Action]) -> None:
        super().__init__(window)
        self._room, self._window = room, window
        self._screens = frozenset(one.name for one in actions)
        self._goes = False
        self._keys = LentKeys(self, partial(page_in_sight, window))
        self.presenter = PalettePresenter(self, room.runner, room.signed, actions, room.prefs)
        self.box = QWidget(self)
        self.line = QLineEdit()
        self.list = _List()
        self.area = scrolled(self.list)
        self.nothing = PlainLabel(translate("Palette", "没有找到"), fonts.body, Token.INK2)
        self._lay_out()
        self.line.textChanged.connect(self._type)
        self.line.installEventFilter(self)
        self.list.went.connect(self.go)
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        self.line.setFrame(False)
        self.line.setObjectName("palette")
        self.line.setPlaceholderText(translate("Palette", "单号、客户、电话、原话中的字；> 只看操作"))
        self.line.setAccessibleName(translate("Palette", "搜索或执行"))
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self.box)
        head.setContentsMargins(px(20), px(12), px(18), px(12))
        head.setSpacing(px(12))
        head.addWidget(IconLabel("search", Token.ACCENT, 18))
        head.addWidget(self.line, 1)
        head.addWidget(KeyCap("Esc"))
        foot.setContentsMargins(px(20), px(8), px(20), px(10))
        foot.setSpacing(px(8))
        for key, word in (("↑ ↓", translate("Palette", "选择")), ("↵", translate("Palette", "打开"))):
            foot.addWidget(KeyCap(key))
            foot.addWidget(PlainLabel(word, fonts.label, Token.INK2))
            foot.addSpacing(px(10))
        foot.addStretch(1)
        self.nothing.setContentsMargins(px(20), px(10), 0, px(10))
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(px(1))
        column.addWidget(self.area)
        column.addWidget(self.nothing)
        column.addLayout(foot)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in front: what lies behind is not seen."""
        return tab_on(self, forward=forward)

    def come(self) -> None:
        """Open over the window."""
        self._keys.borrow()
        self.line.setFont(fonts.section())
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.line.clear()
        self.presenter.type("")
        self.line.setFocus()

    def _type(self, text: str) -> None:
        self._goes = False
        self.presenter.type(text)

    def leave(self) -> None:
        """Close; the cursor goes back to where it was."""
        self._goes = False
        self._keys.give_back()

    def go(self, line: Line) -> None:
        """Close and go where the line leads."""
        self.leave()
        self._room.frame.go(line.screen, line.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._place()
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self.list.move_on(steps[Qt.Key(key)])
            self.area.ensureVisible(0, self.list.middle(), 0, px(ROW))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if (line := self.list.chosen()) is not None:
                self.go(line)
            else:
                self._goes = self.presenter.asks  # a scanner's Enter comes with the number's last sign
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.box.geometry().contains(event.position().toPoint()):
            self.leave()

    # What the presenter shows

    def show_found(self, found: Found) -> None:
        parts = (
            self._marked,
            self._agreement,
            self._actions,
            self._cases,
            self._customers,
            self._papers,
        )
        self.list.show_lines([line for part in parts for line in part(found)])
        self.nothing.setVisible(found.empty)
        self._place()
        goes, self._goes = self._goes, False
        if goes and (line := self.list.chosen()) is not None:
            self.go(line)

    def _agreement(self, found: Found) -> list[Line]:
        if not found.agreement:
            return []
        word = translate("Palette", "打开协议 {number}").format(number=found.agreement)
        return [Line(translate("Palette", "协议")), Line(word, AGREEMENTS, found.agreement, icon="contract")]

    def _actions(self, found: Found) -> list[Line]:
        lines = [Line(one.word, one.name, icon=one.icon, after=one.key) for one in found.actions]
        return [Line(translate("Palette", "操作")), *lines] if lines else []

    def _marked(self, found: Found) -> list[Line]:
        """What was opened last and what is marked, before anybody typed."""
        several = (
            (translate("Palette", "最近打开"), found.recent, "history"),
            (translate("Palette", "标记过的"), found.starred, "star"),
        )
        lines = []
        for head, marked, icon in several:
            lines += [Line(head)] if marked else []
            lines += [Line(one.title, "case", one.case_no, icon, before=one.case_no) for one in marked]
        return lines

    def _papers(self, found: Found) -> list[Line]:
        lines = [self._paper(one) for one in found.papers]
        return [Line(translate("Palette", "协议和通知单")), *lines] if lines else []

    def _paper(self, one: Numbered) -> Line:
        """Goes to its own screen where the person has it, else to the case."""
        screen, icon = _OF_PAPER[one.kind]
        mine = screen in self._screens
        state = self._room.words.word(f"{one.kind}_state", one.state)
        return Line(
            one.number, screen if mine else "case", one.number if mine else one.case_no, icon, after=state
        )

    def _cases(self, found: Found) -> list[Line]:
        words = self._room.words
        lines = [
            Line(
                one.title or one.cust_name or "",
                "case",
                one.case_no,
                before=one.case_no,
                after=words.word("state", one.state),
                state=StateMark(one.state, words.word("state", one.state)),
            )
            for one in found.cases
        ]
        return [Line(translate("Palette", "投诉单")), *lines] if lines else []

    def _customers(self, found: Found) -> list[Line]:
        words = self._room.words
        lines = [
            Line(
                one.cust_name or "",
                "customers" if "customers" in self._screens else "cases",
                one.cust_no if "customers" in self._screens else one.cust_name or "",
                icon="user" if one.cust_type == "person" else "building",
                after=words.word("cust_type", one.cust_type),
            )
            for one in found.customers
        ]
        return [Line(translate("Palette", "客户")), *lines] if lines else []

    def _place(self) -> None:
        room = self.height() - px(TOP) - px(48 + 38 + 24)
        self.area.setFixedHeight(max(min(self.list.height(), room), 0))
        self.box.adjustSize()
        wide = min(px(WIDTH), self.width() - px(32))
        high = self.box.sizeHint().height()
        self.box.setGeometry((self.width() - wide) // 2, px(TOP), wide, high)
        self.update()

    def sizeHint(self) -> QSize:
        return self._window.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))
        box = QRectF(self.box.geometry())
        strokes.shadow(painter, box, px(12), 10)
        strokes.rounded(painter, box, px(12), fill=colour(Token.POPUP), edge=colour(Token.LINE2))
        top = round(box.top()) + px(48)
        strokes.hairline(painter, round(box.left()), top, round(box.width()))
        strokes.hairline(painter, round(box.left()), round(box.bottom()) - px(38), round(box.width()))
