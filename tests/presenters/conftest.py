"""Presenters are tried on a real practice office, with work done at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.presenters.call_desk import made_office


@pytest.fixture(scope="session")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case; copy it, never write to it."""
    return made_office(tmp_path_factory)
