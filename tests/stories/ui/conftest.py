"""What the stories in windows share: the practice office, a program at a copy of it, nothing left behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from aftersales.app import App
from tests.leftovers import clipboard, flashes, nothing_left, timers
from tests.presenters.full_desk import full_office
from tests.ui.window.desk import Desk
from ui import tasks
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

__all__ = ["clipboard", "flashes", "nothing_left", "timers"]


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def file(practice: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(practice, tmp_path / "office.db"))


@pytest.fixture
def desk(qapp: QApplication, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The program with its window open; asking the core in the window's thread fails."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    dress(qapp, Scheme.LIGHT)
    take_off = tasks.guard(App, "do", "ask")
    opened = Desk(qapp, f"sqlite:///{file}")
    yield opened
    opened.close()
    take_off()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
