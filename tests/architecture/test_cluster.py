"""The throw-away cluster answers both ways, keeps strangers out and leaves nothing behind."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.cluster import Cluster

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("way", ["superuser_url", "socket_url"])
def test_both_ways_answer(cluster: Cluster, way: str) -> None:
    """TCP and the Unix socket lead to a server of version 15 or newer."""
    with psycopg.connect(getattr(cluster, way)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert connection.info.server_version >= 15_00_00


@pytest.mark.parametrize("way", ["superuser_url", "socket_url"])
def test_a_wrong_password_is_refused(cluster: Cluster, way: str) -> None:
    """Neither way trusts a caller without the right password."""
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(getattr(cluster, way).replace(cluster.password, "wrong"))


def test_a_setup_login_sets_up(cluster: Cluster, database: str) -> None:
    """The role for setting up may make roles and databases, and is no superuser."""
    login, password = cluster.setup_login()
    address = f"postgresql://{login}:{password}@{cluster.host}:{cluster.port}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {database}_owner NOLOGIN")
        connection.execute(f"CREATE DATABASE {database}_2")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT pg_read_file('postgresql.conf')")
    cluster.drop_database(f"{database}_2")


RUN = """
import sys
from tests.cluster import Keeper
keeper = Keeper()
print(keeper.cluster.socket_folder, keeper._process.pid, flush=True)
sys.stdin.read()
"""


def test_a_killed_run_leaves_nothing() -> None:
    """When the run is killed outright, the server stops and its folder goes."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        folder, keeper = process.stdout.readline().split()
        assert Path(folder, "data/postmaster.pid").exists()
        ended = os.pidfd_open(int(keeper))
        process.kill()
    assert select.select([ended], [], [], 20)[0], "the keeper did not end within 20 seconds"
    os.close(ended)
    assert not Path(folder).exists()


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A project with our test settings and one test, which needs no PostgreSQL."""
    tests = tmp_path / "tests"
    tests.mkdir()
    for name in ("pyproject.toml", "tests/conftest.py", "tests/cluster.py", "tests/screen.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tests / "test_one.py").write_text("def test_one():\n    pass\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("narrowing", "status", "line"),
    [([], 1, "postgresql: 0 passed"), (["-k", "one"], 0, "No test that runs on PostgreSQL was selected.")],
)
def test_a_run_without_postgresql_fails(
    small_project: Path, narrowing: list[str], status: int, line: str
) -> None:
    """A whole run in which nothing ran on PostgreSQL fails; one that was narrowed down only says so."""
    command = [sys.executable, "-m", "pytest", *narrowing]
    done = subprocess.run(command, cwd=small_project, capture_output=True, text=True, check=False)
    assert line in done.stdout.splitlines()
    assert done.returncode == status


def test_an_engine_is_named(engine: str, request: pytest.FixtureRequest) -> None:
    """A test on both engines runs twice, once under each name, and only one of them counts for PostgreSQL."""
    assert (engine == "postgresql") == (request.node.get_closest_marker("postgresql") is not None)
