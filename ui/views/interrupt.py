"""Ctrl+C in the terminal closes the window as its own button does; a second one does not wait."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier
from PySide6.QtWidgets import QWidget

ENDED = 130
"""What the program ends with when it was interrupted twice, as shells expect of Ctrl+C."""
HEARD = (signal.SIGINT, signal.SIGTERM)


class Interrupt(QObject):
    """Belongs to the window. Python hears a signal only when it runs: the socket wakes Qt's loop for it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = False
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._handlers = {told: signal.signal(told, self._came) for told in HEARD}
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def _woken(self) -> None:
        """Python is running again, so it calls the handler; the byte is taken away."""
        self._heard.recv(64)

    def _came(self, _number: int, _where: FrameType | None) -> None:
        """Close the window, which asks for what is half typed; asked again, end at once."""
        if self._asked:
            QCoreApplication.exit(ENDED)
        self._asked = True
        self._window.close()

    def close(self) -> None:
        """Signals mean again what they meant before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for told, handler in self._handlers.items():
            signal.signal(told, handler)
        for end in (self._heard, self._told):
            end.close()
