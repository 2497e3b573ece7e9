"""A stage of the gallery on the practice company, its settings kept away from this computer's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.presenters.full_desk import full_office
from ui.gallery.stage import Stage


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def stage(
    dressed: QApplication, full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """The window, nobody in it yet."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    made = Stage(dressed, f"sqlite:///{shutil.copy(full, tmp_path / 'office.db')}")
    yield made
    made.close()
