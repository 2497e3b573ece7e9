"""A clerk who types and never ends, for a test that kills her. Arguments: office file, folder, words."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.screen import PLATFORM

os.environ["QT_QPA_PLATFORM"] = PLATFORM

from PySide6.QtWidgets import QApplication

from aftersales.app import open_app
from tests.stories.ui.call_room import Keyboard, registration
from ui.tasks import Tasks
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme


def main(office: str, folder: str, words: str) -> int:
    """Type the words into the verbatim, say so, and wait to be killed."""
    app = QApplication([])
    dress(app, Scheme.LIGHT)
    tasks = Tasks(refused=print, bug=print)
    desk = registration(open_app(f"sqlite:///{office}", login="clerk1"), tasks, Path(folder))
    desk.view.form.field("verbatim").take_focus()
    Keyboard().write(words)
    print("typed", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
