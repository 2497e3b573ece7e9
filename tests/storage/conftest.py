"""Offices to try the storage on: one a test on either engine, a copy of what was migrated once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from aftersales.storage import guards
from aftersales.storage.database import Store, connect
from aftersales.storage.guards.views import GUARDED, view_of
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import SQLITE, execute
from tests.cluster import Cluster

Prepare = Callable[[Store], object]


@pytest.fixture
def store(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A new, empty office with its guards; on PostgreSQL through the cluster's superuser."""
    yield from _office(engine, tmp_path, request, migrate)


@pytest.fixture
def bare(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """As `store`, without guards: what the storage does by itself, with any values; nothing is hidden."""
    yield from _office(engine, tmp_path, request, _migrated_bare)


def _migrated_bare(store: Store) -> None:
    migrate(store)
    with store.db.atomic():
        guards.drop(store.db)
        for table in GUARDED:
            execute(store.db, f'CREATE VIEW "{view_of(table)}" AS SELECT * FROM "{table.name}"')


def _office(engine: str, folder: Path, request: pytest.FixtureRequest, prepare: Prepare) -> Iterator[Store]:
    if engine == SQLITE:
        yield from _in_a_file(folder / "office.db", prepare)
    else:
        yield from _on_the_server(request.getfixturevalue("cluster"), prepare)


def _in_a_file(path: Path, prepare: Prepare) -> Iterator[Store]:
    path.write_bytes(_file(prepare))
    made = connect(f"sqlite:///{path}")
    made.connect()
    execute(made.db, "PRAGMA synchronous = 0")  # nothing here outlives the run
    yield made
    made.close()


def _on_the_server(cluster: Cluster, prepare: Prepare) -> Iterator[Store]:
    database = cluster.new_database(_template(cluster, prepare))
    made = on_server(cluster, database)
    made.connect()
    yield made
    made.close()
    cluster.drop_database(database)


@cache
def _file(prepare: Prepare) -> bytes:
    """What the file of a new office holds, made once a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        made = connect(f"sqlite:///{path}")
        prepare(made)
        made.close()
        return path.read_bytes()


@cache
def _template(cluster: Cluster, prepare: Prepare) -> str:
    """The database of a new office, made once a process; nobody is connected to it."""
    database = cluster.new_database()
    made = on_server(cluster, database)
    prepare(made)
    made.close()
    return database


def on_server(cluster: Cluster, database: str) -> Store:
    """A store on a database of the cluster, as the superuser."""
    return connect(
        f"postgresql://{cluster.host}:{cluster.port}/{database}", login="postgres", password=cluster.password
    )
