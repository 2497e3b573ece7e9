"""The clerk's registration in a window, at an office without a case; answers can be kept back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aftersales.app import App
from tests.presenters.held import Held
from tests.stories.ui.call_room import Desk, registration


@pytest.fixture
def slow() -> Held:
    """Lanes that can be kept back."""
    return Held()


@pytest.fixture
def desk(clerk: App, slow: Held, tmp_path: Path, qtbot: QtBot) -> Desk:
    """The clerk's registration in a window."""
    made = registration(clerk, slow, tmp_path)
    qtbot.addWidget(made.view)
    return made
