"""What the tests of the settings share: the administrator at his desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.presenters.settings.seen import at_desk
from ui.presenters.session import Signed


@pytest.fixture
def who(office_file: Path, tmp_path: Path) -> Iterator[Signed]:
    """The administrator at his desk."""
    signed = at_desk(office_file, tmp_path)
    yield signed
    signed.app.close()
