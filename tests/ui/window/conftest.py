"""A real window on a copy of the practice office: the program's own wiring, closed without leftovers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from aftersales.app import App
from tests.presenters.full_desk import full_office
from tests.ui.window.desk import Desk
from ui import tasks

Sits = Callable[[str], Desk]


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints, made before the core is guarded."""
    return full_office(tmp_path_factory)


@pytest.fixture
def address(full: Path, tmp_path: Path) -> str:
    """The address of a copy of the practice office with its complaints."""
    return f"sqlite:///{shutil.copy(full, tmp_path / 'office.db')}"


@pytest.fixture
def desk(
    dressed: QApplication, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """The program with its window open; asking the core in the window's thread fails."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    take_off = tasks.guard(App, "do", "ask")
    opened = Desk(dressed, address)
    yield opened
    opened.close()
    take_off()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
