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
from ui.presenters.printing.ports import Nowhere
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

    def may_leave(self) -> bool:
        """Nothing is lost."""
        return True

    def work(self, text: str, done: int, total: int, cancel: Callable[[], None] | None) -> None:
        """Long work."""


@dataclass
class Shown(Nowhere):
    """A system that shows files: it remembers which, unless ``refused`` says why it shows none."""

    files: list[Path] = field(default_factory=list)
    refused: CodedError | None = None

    def show_outside(self, file: Path) -> None:
        """A file is to be shown. Raises what ``refused`` says."""
        if self.refused is not None:
            raise self.refused
        self.files.append(file)


@dataclass
class Desk:
    """A registration page in a window of its own, and where its files lie."""

    view: RegisterView
    frame: Remembering
    drafts: Drafts
    outside: Shown


def registration(app: App, runner: Runner, folder: Path, width: int = 1190, height: int = 692) -> Desk:
    """The page as the frame would show it at this size, opened and in front."""
    frame, outside, drafts = Remembering(), Shown(), Drafts(folder / "drafts")
    room = Room(signed(app, "test", app.login), runner, words(), Prefs(folder / "prefs.json"), frame, outside)
    view = RegisterView(room, drafts, folder / "papers")
    view.resize(width, height)
    view.show()
    view.activateWindow()
    QTest.qWaitForWindowActive(view)
    return Desk(view, frame, drafts, outside)


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


VERBATIM = "早上零下十二度，机油盖一打开全是白的。\n三台车都是你们这批油，得给个说法。"


def long_way(keys: Keyboard, phone: str = "13859108801") -> None:
    """A stranger with a product complains: registered by keys alone."""
    long_call(keys, phone)
    keys.press(Qt.Key.Key_Return, control=True)


def long_call(keys: Keyboard, phone: str = "13859108801") -> None:
    """All that a stranger tells is typed; nothing is signed yet."""
    keys.write(phone)
    keys.enter(3)  # telephone, channel, since when: the customer's name
    keys.write("宁州远拓汽配有限公司")
    keys.enter(4)  # his kind, who speaks, his post: the address
    keys.press(Qt.Key.Key_F2)  # not known
    keys.enter(2)  # nature: does harm go on
    keys.press(Qt.Key.Key_Space)  # no
    keys.enter()
    keys.write("砺驰柴机油 CI-4 15W-40")
    keys.enter(2)  # its size, from the product file: the batch
    keys.write("D7-20260118-03")
    keys.enter(2)  # made when: how many
    keys.write("12")
    keys.enter(5)  # bought, unit, bill, a blank row: his own words
    keys.write(VERBATIM)
    keys.press(Qt.Key.Key_Return, control=True)
    keys.write("低温乳化发白")
    keys.enter(2)  # how grave: why
    keys.press(Qt.Key.Key_Space)  # the product
    keys.enter(4)  # when, where, until when he wants an answer: what he wants
    keys.press(Qt.Key.Key_Down, 2)  # another one for it
    keys.enter()
    keys.write("12")


def fast_lane(keys: Keyboard, phone: str = "13859108802") -> None:
    """A missing bottle is settled on one screen: to its notice by keys alone."""
    keys.press(Qt.Key.Key_E, control=True)
    keys.write(phone)
    keys.enter()
    keys.write("平沙老周修车")
    keys.enter(2)  # nature: his words
    keys.write("少送了一瓶变速箱油。")
    keys.press(Qt.Key.Key_Return, control=True)
    keys.write("砺驰自动变速箱油 ATF-Ⅲ")
    keys.enter()
    keys.press(Qt.Key.Key_Down, 3)  # goods
    keys.enter(2)  # the same product: how many
    keys.write("1")
    keys.enter(5)  # unit, value, amount, a blank row: the customer's word
    keys.write("补送一瓶，后天到")
    keys.enter()
    keys.write("+2")
    keys.press(Qt.Key.Key_Return, control=True)
