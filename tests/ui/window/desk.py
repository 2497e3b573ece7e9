"""The program as a person has it before him: keys, typing, waiting for what comes from the office."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.program import Program
from ui.views.first_start import FirstStartView
from ui.views.frame import FrameView
from ui.views.sign_in import SignInView

PASSWORD = "practice-2026"
LONGEST = 20.0
"""Seconds after which waiting is given up: the machine is shared."""

PULSE_MS = 10
"""How long a waiting person looks away when nothing has happened in the window."""


class Desk:
    """One program with its window."""

    def __init__(self, app: QApplication, address: str) -> None:
        self.bugs: list[BaseException] = []
        self._pulse = QTimer(interval=PULSE_MS)
        self.program = Program(app, address, told=True)
        self.program.tasks._bug = self.bugs.append
        self.window = self.program.window
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def close(self) -> None:
        """Close the window and end the lanes; a mistake that a lane hit fails the test."""
        self.window.close()
        self.program.close()
        QApplication.instance().removeEventFilter(self.window)  # type: ignore[union-attr]
        self.window.deleteLater()
        assert not self.bugs, self.bugs

    def wait(self, true: Callable[[], object]) -> None:
        """Until it is so; while nothing happens in the window, its lanes have the machine."""
        end = time.monotonic() + LONGEST
        self._pulse.start()
        try:
            while not true():
                assert time.monotonic() < end, "waited in vain"
                assert not self.bugs, self.bugs
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        finally:
            self._pulse.stop()

    def key(self, key: Qt.Key, on: QWidget | None = None, *, ctrl: bool = False, alt: bool = False) -> None:
        """Press a key where the cursor is, or on this widget."""
        held = Qt.KeyboardModifier.NoModifier
        if ctrl:
            held |= Qt.KeyboardModifier.ControlModifier
        if alt:
            held |= Qt.KeyboardModifier.AltModifier
        QTest.keyClick(on or self.window.focusWidget() or self.window, key, held)

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Type a text where the cursor is, as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(into or self.window.focusWidget() or self.window, event)

    @property
    def frame(self) -> FrameView:
        """The frame, once somebody is in."""
        assert self.window.frame is not None
        return self.window.frame

    @property
    def sign_in(self) -> SignInView:
        """The sign-in page."""
        page = self.window.currentWidget()
        assert isinstance(page, SignInView)
        return page

    @property
    def start(self) -> FirstStartView:
        """The page of the first start."""
        page = self.window.currentWidget()
        assert isinstance(page, FirstStartView)
        return page

    def enter(self, login: str) -> FrameView:
        """Sign in by keyboard; the frame with its counts."""
        self.program.begin()
        self.type(login)
        self.key(Qt.Key.Key_Return)
        self.type(PASSWORD)
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: self.window.frame is not None)
        self.wait(lambda: self.frame.rail.items["cases"].all)
        return self.frame


def asks_place(desk: Desk, answer: Callable[[str], str]) -> None:
    """Whoever is asked where a workbook of some name goes answers so."""
    desk.frame.exports.ask_place = answer  # type: ignore[assignment,method-assign]
