"""What tests of the console command share: a practice office, a server of its own, a way to run commands."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from aftersales.ctl.__main__ import main
from tests.cluster import Cluster, Keeper, NoServer
from tests.made_once import made_once

PASSWORD = "practice-2026"
LOGINS = (
    "admin clerk1 clerk2 service1 service2 lead1 lead2 boss store1 market1 factory1 money1 quality1".split()
)


@dataclass(frozen=True)
class Said:
    """What a command said: its exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Standard output as JSON."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> dict[str, Any]:
        """The one JSON line on standard error."""
        assert self.err.count("\n") == 1, self.err
        told: dict[str, Any] = json.loads(self.err)
        return told


Ctl = Callable[..., Said]


@pytest.fixture
def ctl(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ctl:
    """Run a command in this process; ``stdin`` is given as JSON, ``env`` to the environment."""

    def run(*words: object, stdin: object = None, **env: str) -> Said:
        capsys.readouterr()
        for name in ("AFTERSALES_PASSWORD", "AFTERSALES_SETUP_PASSWORD", "AFTERSALES_NEW_PASSWORD"):
            monkeypatch.delenv(name, raising=False)
        for name, value in env.items():
            monkeypatch.setenv(f"AFTERSALES_{name}", value)
        if stdin is not None:
            raw = json.dumps(stdin, ensure_ascii=False).encode()
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return run


@pytest.fixture(scope="session")
def practice_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice company in one file, made once a run; tests work on copies."""

    def make(file: Path) -> None:
        assert main(["--office", f"sqlite:///{file}", "init", "--practice"]) == 0

    return made_once(tmp_path_factory, "full-practice-by-command.db", make)


@pytest.fixture
def office(practice_file: Path, tmp_path: Path) -> str:
    """The address of a practice company of the test's own."""
    copy = tmp_path / "office.db"
    shutil.copy(practice_file, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def own_cluster() -> Iterator[Cluster]:
    """A server for practice companies alone: their logins belong to the whole server."""
    try:
        keeper = Keeper()
    except NoServer as error:
        pytest.fail(str(error), pytrace=False)
    yield keeper.cluster
    keeper.stop()


@dataclass(frozen=True)
class Place:
    """Where a new office may be founded on an engine: its address, and what ``init`` needs more."""

    url: str
    setup: tuple[str, ...] = ()
    setup_password: str = ""


@pytest.fixture
def place(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """An address where no office is yet, on either engine; what was founded there is removed."""
    if engine == "sqlite":
        yield Place(f"sqlite:///{tmp_path / 'new' / 'office.db'}")
        return
    cluster: Cluster = request.getfixturevalue("own_cluster")
    login, password = cluster.setup_login()
    yield Place(f"postgresql://{cluster.host}:{cluster.port}/office", ("--setup-login", login), password)
    with cluster.admin_connection() as raw:
        raw.execute("DROP DATABASE IF EXISTS office WITH (FORCE)")
        for role in (*LOGINS, "zhang", "office_owner", "office_staff", "office_accounts"):
            raw.execute(f'DROP ROLE IF EXISTS "{role}"')
