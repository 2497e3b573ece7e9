"""A practice office full of cases in every state, acted once a run; each test gets a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from aftersales.app import App
from tests.presenters.call_desk import copied
from tests.presenters.full_desk import full_office

Enter = Callable[[str], App]


@pytest.fixture(scope="session")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office with its cases; copy it, never write to it."""
    return full_office(tmp_path_factory)


@pytest.fixture
def enter(full_file: Path, tmp_path: Path) -> Enter:
    """Anybody's desk in one copy of the office."""
    return copied(full_file, tmp_path / "office", "admin").signed_in
