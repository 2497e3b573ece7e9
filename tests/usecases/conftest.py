"""Offices for the use cases: one a test on either engine, and a pair that is the same on both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster import Cluster
from tests.usecases.houses import House, in_a_file, on_a_server


@pytest.fixture
def house(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A new practice office without a case."""
    if engine == "sqlite":
        yield from in_a_file(tmp_path)
    else:
        yield from on_a_server(request.getfixturevalue("cluster"))


@pytest.fixture
def pair(tmp_path: Path, cluster: Cluster) -> Iterator[tuple[House, House]]:
    """The same office in a file and on the server: same logins, same clock."""
    servers = on_a_server(cluster)
    server = next(servers)
    files = in_a_file(tmp_path, server.suffix)
    yield next(files), server
    for rest in (*files, *servers):
        raise AssertionError(rest)
