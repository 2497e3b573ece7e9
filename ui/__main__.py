"""The way in: one program at an office. A second start wakes the first one, and loads nothing of the rest."""

from __future__ import annotations

import argparse
import gc
import getpass
import hashlib
import os
import sys
from collections.abc import Callable, Sequence

from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from aftersales import settings
from aftersales.domain.errors import CodedError
from aftersales.storage.address import parse

FIRST_ANSWER = 300
"""Milliseconds that a second start waits for the first one's answer."""


class OnlyOne:
    """A second start of the program at the same office wakes the first one and ends."""

    def __init__(self, url: str) -> None:
        mark = hashlib.sha256(f"{getpass.getuser()}\0{url}".encode()).hexdigest()[:16]
        self._name = f"aftersales-{mark}"
        self.server = QLocalServer()
        self.wake: Callable[[], None] = lambda: None
        """What a second start does; before the window stands it has nothing to do."""

    def woke_another(self) -> bool:
        """Whether another one runs; it has been told to come up."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        running = socket.waitForConnected(FIRST_ANSWER)
        socket.disconnectFromServer()
        return running

    def listen(self) -> None:
        """Be the one; what a killed one left behind is taken away."""
        QLocalServer.removeServer(self._name)
        self.server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self.server.newConnection.connect(self._woken)
        self.server.listen(self._name)

    def _woken(self) -> None:
        """Take each call: those that are left pending are counted, and beyond thirty none comes through."""
        while (caller := self.server.nextPendingConnection()) is not None:
            caller.deleteLater()
        self.wake()


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """What the program is started with; an address that is none is told, and the program ends with 2."""
    parser = argparse.ArgumentParser(prog="aftersales", description="售后客诉")
    parser.add_argument("--office", metavar="地址", default="", help="sqlite:///文件 或 postgresql://主机/库")
    asked = parser.parse_args(arguments)
    asked.told = bool(asked.office or os.environ.get("AFTERSALES_OFFICE"))
    asked.office = asked.office or settings.read_settings().office
    try:
        parse(asked.office)
    except CodedError as error:
        parser.error(_told(error))
    return asked


def _told(error: CodedError) -> str:
    from aftersales.words import words
    from ui.errors import problems

    return "\n".join(one.sentence for one in problems(error, words()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window."""
    gc.disable()  # what is loaded at the start is no garbage; from then on ``ui.tasks`` sweeps
    asked = read_arguments(sys.argv[1:] if arguments is None else arguments)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("aftersales")
    one = OnlyOne(asked.office)
    if one.woke_another():
        return 0
    one.listen()  # before all of it is loaded: on a slow computer people click once more
    app.aboutToQuit.connect(one.server.close)  # nobody wakes what is ending
    from ui import program  # all of it

    running = program.start(app, asked.office, told=asked.told)
    one.wake = running.come_up
    return program.run(app, running)


if __name__ == "__main__":
    sys.exit(main())
