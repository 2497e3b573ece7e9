"""A desk with its window: a real office, a frame that remembers, a keyboard that counts its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from aftersales.app import App
from aftersales.domain.errors import CodedError
from aftersales.words import words
from ui.prefs import Prefs
from ui.presenters.drafts import Drafts
from ui.presenters.runner import Runner
from ui.presenters.session import signed
from ui.views.register import RegisterView
from ui.views.room import Room


@dataclass
class Remembering:
    """A frame that remembers what a page asked of it."""

    said: list[str] = field(default_factory=list)
    acts: list[tuple[str, Callable[[], None] | None]] = field(default_factory=list)
    went: list[tuple[str, str]] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)

    def go(self, screen: str, key: str = "") -> None:
        """A screen was asked for."""
        self.went.append((screen, key))

    def say(self, text: str, verb: str = "", act: Callable[[], None] | None = None) -> None:
        """A toast."""
        self.said.append(text)
        self.acts.append((verb, act))

    def refuse(self, error: CodedError) -> None:
        """A refusal."""
        self.refused.append(error)

    def changed(self) -> None:
        """Something was written."""

    def work(self, text: str, done: int, total: int, cancel: Callable[[], None] | None) -> None:
        """Long work."""


@dataclass
class Desk:
    """A registration page in a window of its own, and where its files lie."""

    view: RegisterView
    frame: Remembering
    drafts: Drafts
    opened: list[Path]


def registration(app: App, runner: Runner, folder: Path, width: int = 1190, height: int = 692) -> Desk:
    """The page as the frame would show it at this size, opened and in front."""
    frame, opened, drafts = Remembering(), list[Path](), Drafts(folder / "drafts")
    room = Room(signed(app, "test", app.login), runner, words(), Prefs(folder / "prefs.json"), frame)
    view = RegisterView(room, drafts, folder / "papers", opened.append)
    view.resize(width, height)
    view.show()
    view.activateWindow()
    QTest.qWaitForWindowActive(view)
    return Desk(view, frame, drafts, opened)


@dataclass
class Keyboard:
    """Presses keys at whatever has the focus; characters of a value are not counted."""

    pressed: int = 0

    @property
    def at(self) -> QWidget:
        """What has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, key: Qt.Key, times: int = 1, *, control: bool = False) -> None:
        """Press a key so often."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for _ in range(times):
            QTest.keyClick(self.at, key, held)
            self.pressed += 1

    def enter(self, times: int = 1) -> None:
        """Go on to the next field."""
        self.press(Qt.Key.Key_Return, times)

    def write(self, text: str) -> None:
        """Type a value as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.at, event)
