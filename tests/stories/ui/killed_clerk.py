"""A clerk who types word after word until she is killed, and says of each word when it was typed."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.screen import PLATFORM

os.environ["QT_QPA_PLATFORM"] = PLATFORM

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from aftersales.app import open_app
from tests.stories.ui.call_room import Keyboard, registration
from ui.tasks import Tasks
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

PACE = 60
"""Milliseconds between two words."""


def typing(pipe: Connection, office: str, folder: str) -> None:
    """Types ``1 2 3 …`` into the verbatim; tells each number with the moment (``time.monotonic``)."""
    app = QApplication([])
    dress(app, Scheme.LIGHT)
    desk = registration(
        open_app(f"sqlite:///{office}", login="clerk1"), Tasks(refused=print, bug=print), Path(folder)
    )
    desk.view.form.field("verbatim").take_focus()
    keys, typed = Keyboard(), 0

    def word() -> None:
        nonlocal typed
        typed += 1
        keys.write(f"{typed} ")
        pipe.send((typed, time.monotonic()))

    timer = QTimer()
    timer.timeout.connect(word)
    timer.start(PACE)
    app.exec()
