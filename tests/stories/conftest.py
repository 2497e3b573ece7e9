"""Stories are told in a practice office, on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.houses import House, in_a_file, on_a_server


@pytest.fixture
def house(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A new practice office without a case."""
    if engine == "sqlite":
        yield from in_a_file(tmp_path)
    else:
        yield from on_a_server(request.getfixturevalue("cluster"))
