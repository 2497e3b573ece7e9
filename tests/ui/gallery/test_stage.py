"""The stage waits for what a view does by itself after a moment, and for nothing longer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from ui.gallery.stage import DELAY, Stage


@pytest.mark.parametrize(("delay", "waits"), [(DELAY, True), (20 * DELAY, False)], ids=["short", "long"])
def test_a_delay_of_a_view_is_waited_for(stage: Stage, delay: float, waits: bool) -> None:
    """A search's pause after typing is over before anybody looks; a toast is not waited away."""
    acted: list[float] = []
    pause = QTimer(stage.window)
    pause.setSingleShot(True)
    pause.timeout.connect(lambda: acted.append(delay))
    stage.settle()
    pause.start(round(delay * 1000))
    stage.settle()
    pause.stop()
    assert bool(acted) == waits
