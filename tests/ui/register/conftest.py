"""The clerk's registration in a window, at an office without a case; answers can be kept back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from aftersales.app import App
from tests.presenters.call_desk import copied, made_office
from tests.presenters.held import Held
from tests.stories.ui.call_room import Desk, registration


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case."""
    return made_office(tmp_path_factory)


@pytest.fixture
def clerk(office_file: Path, tmp_path: Path) -> Iterator[App]:
    """The clerk's desk."""
    app = copied(office_file, tmp_path / "office", "clerk1")
    yield app
    app.close()


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
