"""Offices to try the storage on: a new one a test, on either engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aftersales.storage import guards
from aftersales.storage.database import Store, connect
from aftersales.storage.guards.views import GUARDED, view_of
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import execute


@pytest.fixture
def store(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A new, empty office with its guards; on PostgreSQL through the cluster's superuser."""
    made = connect(f"sqlite:///{tmp_path / 'office.db'}") if engine == "sqlite" else on_server(request)
    migrate(made)
    if engine == "sqlite":
        execute(made.db, "PRAGMA synchronous = 0")  # nothing here outlives the run
    yield made
    made.close()


@pytest.fixture
def bare(store: Store) -> Store:
    """As `store`, without guards: what the storage does by itself, with any values; nothing is hidden."""
    with store.db.atomic():
        guards.drop(store.db)
        for table in GUARDED:
            execute(store.db, f'CREATE VIEW "{view_of(table)}" AS SELECT * FROM "{table.name}"')
    return store


def on_server(request: pytest.FixtureRequest) -> Store:
    """A store on an empty database of the cluster; the database goes after the test."""
    cluster, database = request.getfixturevalue("cluster"), request.getfixturevalue("database")
    return connect(
        f"postgresql://{cluster.host}:{cluster.port}/{database}", login="postgres", password=cluster.password
    )
