"""A page of the settings: title and what it is for, content, and a foot that says whether all is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from aftersales.domain.office import Office
from ui.errors import ShowsWrong, show_beside
from ui.i18n import translate
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Note
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDEST = 760
"""A form in px at 100 %; wider ones are hard to read."""


def said(what: str) -> str:
    """What is said beside the verbs after a change; a toast would lie over them."""
    return {
        "saved": translate("Settings", "已保存"),
        "added": translate("Settings", "已添加"),
        "taken": translate("Settings", "已添加"),
        "ended": translate("Settings", "已结束"),
        "logo": translate("Settings", "标志已更新"),
        "disabled": translate("Settings", "已停用，不能再登录"),
        "enabled": translate("Settings", "已启用"),
        "password": translate("Settings", "密码已换"),
        "days": translate("Settings", "已写进日历"),
        "removed": translate("Settings", "已从日历去掉"),
        "reset": translate("Settings", "已恢复出厂时限"),
        "hidden": translate("Settings", "已停用，不再供选择"),
        "offered": translate("Settings", "已启用，可以选择"),
        "restored": translate("Settings", "已恢复"),
    }[what]


SAVES = frozenset({"saved", "added", "days"})
"""The changes that bring what was typed into the office; the others leave it as it is being typed."""


def asked(decision: Decision) -> bool:
    """Whether a person chose the verb."""
    return bool(decision.exec())


class SettingsPage(QWidget):
    """One page; it is half filled in while what is ``typed`` differs from what stood."""

    def __init__(self, room: Room, title: str, told: str) -> None:
        super().__init__()
        self.room = room
        self.ask: Callable[[Decision], bool] = asked
        self.title = PlainLabel(title, fonts.title)
        self.told = PlainLabel(told, fonts.body, Token.INK2, wraps=True)
        self.refused = Note()
        self.refused.hide()
        self.save = Button(translate("Settings", "保存"), Kind.PRIMARY, key="Ctrl ↵")
        self.drop = Button(translate("Settings", "放弃改动"), Kind.GHOST)
        self.state = PlainLabel("", fonts.label, Token.INK2)
        self._stood: object = None
        self._sent: object = None
        self._said, self._busy = "", False
        self.save.clicked.connect(self._send)
        self.drop.clicked.connect(self.discard)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            on_key(key, self, self._send_by_key, INSIDE)

    # Laying out

    def head(self, *right: QWidget) -> QHBoxLayout:
        """Title and purpose, with what stands at the right."""
        line, named = QHBoxLayout(), QVBoxLayout()
        line.setContentsMargins(px(24), px(16), px(24), px(12))
        line.setSpacing(px(8))
        named.setSpacing(px(2))
        named.addWidget(self.title)
        named.addWidget(self.told)
        line.addLayout(named, 1)
        for widget in right:
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        return line

    def foot(self, *others: QWidget) -> QWidget:
        """The verbs of the page."""
        bar = Bar()
        line = QHBoxLayout(bar)
        line.setContentsMargins(px(24), px(10), px(24), px(10))
        line.setSpacing(px(8))
        for widget in (self.save, self.drop, *others):
            line.addWidget(widget)
        line.addWidget(self.state, 1)
        return bar

    def lay_out(self, content: QWidget, *right: QWidget, foot: tuple[QWidget, ...] = ()) -> None:
        """Head, content that scrolls, refusal, foot."""
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self.head(*right))
        page.addWidget(scrolled(content), 1)
        page.addWidget(self._inset(self.refused))
        page.addWidget(self.foot(*foot))

    @staticmethod
    def _inset(widget: QWidget) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(px(24), 0, px(24), 0)
        line.addWidget(widget)
        return box

    # What is typed

    def typed(self) -> object:
        """Everything a person may have typed here, to be compared."""
        return None

    def fields(self) -> Mapping[str, ShowsWrong]:
        """Where refusals are shown, by path."""
        return {}

    def stands(self) -> None:
        """What is shown now is what stands in the office."""
        self._stood, self._sent = self.typed(), None
        self.look()

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.typed() != self._stood

    def look(self) -> None:
        """Say whether all is saved."""
        dirty = self.is_dirty()
        why = "" if dirty else translate("Settings", "没有改动")
        self.save.may_not(translate("Settings", "正在保存") if self._busy else why)
        self.drop.setVisible(dirty)
        self._said = "" if dirty else self._said
        self.state.setText(self.unsaved() if dirty else self._said)

    def unsaved(self) -> str:
        """What is said beside the verbs while something is not saved."""
        return translate("Settings", "有改动还没有保存")

    def may_leave(self) -> bool:
        """Whether the page may be left: asks while something is not saved."""
        if not self.is_dirty():
            return True
        box = Decision(
            translate("Settings", "不保存就离开？"),
            translate("Settings", "“{page}”里有改动还没有保存。").format(page=self.title.text()),
            translate("Settings", "放弃改动"),
            translate("Settings", "继续填写"),
            parent=self.window(),
        )
        if not self.ask(box):
            return False
        self.discard()
        return True

    # What a person does

    def refresh(self) -> None:
        """Ask again."""

    def send(self) -> None:
        """Save."""

    def _send(self) -> None:
        self._sent = self.typed()
        self.send()

    def _send_by_key(self) -> None:
        if self.save.isEnabled() and self.save.isVisible():
            self._send()

    def discard(self) -> None:
        """Show again what stands."""
        self.clear_refusal()
        self._stood, self._sent = self.typed(), None
        self.refresh()

    # What the presenter shows

    def show_office(self, office: Office, today: date) -> None:
        """The office as it stands."""

    def show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.save.may_not(translate("Settings", "正在保存") if busy else "")

    def show_done(self, what: str) -> None:
        self.clear_refusal()
        self._said = said(what)
        if what in SAVES:
            self.settle(what)
        self.look()
        self.room.frame.changed()

    def settle(self, what: str) -> None:
        """What was sent stands now, what was typed since does not; ``what``: the save."""
        if self._sent is not None:
            self._stood, self._sent = self._sent, None

    def show_refused(self, error: CodedError) -> None:
        rest = show_beside(error, self.room.words, self.fields())
        self.refused.say("\n".join(one.sentence for one in rest), "alert-circle", Token.RED)
        self.refused.setVisible(bool(rest))
        self.look()

    def clear_refusal(self) -> None:
        """Nothing is refused."""
        for field in self.fields().values():
            field.show_wrong("")
        self.refused.hide()


class Bar(QWidget):
    """The foot of a page, below a hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        strokes.hairline(painter, 0, 0, self.width())


class Panel(QWidget):
    """The side of a page, on the sunken ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        painter.fillRect(self.rect(), colour(Token.SUNKEN))
        painter.fillRect(0, 0, 1, self.height(), colour(Token.LINE))


class Scroller(QScrollArea):
    """Content that scrolls up and down, never sideways; the cursor is always in sight."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)


def scrolled(content: QWidget) -> Scroller:
    """The content in an area that scrolls."""
    return Scroller(content)


def column(*parts: QWidget, gap: int = 6, widest: int = WIDEST) -> QWidget:
    """Parts one below the other, no wider than can be read."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(px(24), px(4), px(24), px(12))
    inner = QWidget()
    inner.setMaximumWidth(px(widest))
    stack = QVBoxLayout(inner)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(px(gap))
    for part in parts:
        stack.addWidget(part)
    stack.addStretch(1)
    line.addWidget(inner, 1000)
    line.addStretch(1)
    return box
