"""What every test run shares: no screen, the PostgreSQL cluster, two engines, the count at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import settings

from tests.cluster import Cluster, Keeper, NoServer
from tests.screen import PLATFORM

os.environ["QT_QPA_PLATFORM"] = PLATFORM  # before any Qt import

# The machine is shared, so a slow example is no failure; a failed one is printed so that it can be run again.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

ON_POSTGRESQL = (
    "engine",
    "postgresql",
)  # the mark that a test's report carries from a worker to the controller


LONGEST = (
    "tests/ui/gallery/",
    "tests/ui/hostile/",
    "tests/stories/ui/test_killed_while_typing",
    "tests/ctl/test_practice",
    "tests/ctl/test_offices",
)
"""Where tests of ten seconds and more are."""


class PostgresqlRun:
    """The cluster of one run and the count of the tests that ran on it.

    Without workers the first test that asks starts the cluster; with workers the controller starts it before.
    """

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.keeper: Keeper | None = None
        self.wanted: set[str] = set()
        self.passed = 0

    def address(self) -> Cluster:
        """The cluster's address; it is started when it does not run yet.

        Raises:
            NoServer: it is not installed or does not start.
        """
        if handed := getattr(self.config, "workerinput", {}).get("cluster"):
            if isinstance(handed, str):
                raise NoServer(handed)
            return Cluster(**handed)
        self.keeper = self.keeper or Keeper()
        return self.keeper.cluster

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: object) -> None:
        """Hand the address to one worker, or the sentence that says why there is none."""
        try:
            handed: object = asdict(self.address())
        except NoServer as error:
            handed = str(error)
        node.workerinput["cluster"] = handed  # type: ignore[attr-defined]  # xdist's node, untyped

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what was to run on PostgreSQL and what passed there."""
        if ON_POSTGRESQL in map(tuple, report.user_properties):
            self.wanted.add(report.nodeid)
            self.passed += report.when == "call" and report.passed

    def narrowed(self) -> bool:
        """Whether this run was told to take only some tests."""
        option = self.config.option
        by_path = self.config.args_source is pytest.Config.ArgsSource.ARGS
        chosen = (option.keyword, option.markexpr, option.deselect, getattr(option, "lf", False))
        return by_path or any(chosen)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run in which nothing ran on PostgreSQL though something should have."""
        if (
            self.passed == 0
            and (self.wanted or not self.narrowed())
            and not session.config.option.collectonly
        ):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say in one line how many tests passed on PostgreSQL."""
        if self.wanted or not self.narrowed():
            terminalreporter.write_line(f"postgresql: {self.passed} passed")
        else:
            terminalreporter.write_line("No test that runs on PostgreSQL was selected.")

    def pytest_unconfigure(self) -> None:
        """Stop the cluster, also after Ctrl+C."""
        if self.keeper is not None:
            self.keeper.stop()


RUN = pytest.StashKey[PostgresqlRun]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run its cluster and its count."""
    run = config.stash[RUN] = PostgresqlRun(config)
    config.pluginmanager.register(run, "postgresql-run")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that take longest begin, in whatever order the rest comes: else one worker ends alone."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what runs on PostgreSQL: by its marker, or because it asks for the cluster and no engine."""
    fixtures = getattr(item, "fixturenames", ())
    if "cluster" in fixtures and "engine" not in fixtures:
        item.add_marker("postgresql")
    if item.get_closest_marker("postgresql"):
        item.user_properties.append(ON_POSTGRESQL)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home folder for the run, so that no test reads or writes a person's settings."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home))
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        yield home


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Cluster:
    """The run's PostgreSQL cluster; each caller makes databases and roles of its own in it."""
    try:
        return request.config.stash[RUN].address()
    except NoServer as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> str:
    """The engine's name; a test that asks for it runs on both."""
    name: str = request.param
    return name


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    """An empty database on the cluster, removed after the test."""
    name = cluster.new_database()
    yield name
    cluster.drop_database(name)
