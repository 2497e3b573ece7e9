"""A small office to import into, on either engine, everybody with a login of his own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftersales.app import App, open_app
from aftersales.domain.records.office import Company
from aftersales.domain.records.staff import Staff
from aftersales.storage import founding
from aftersales.storage.database import connect
from aftersales.usecases.work import Work
from tests.cluster import Cluster
from tests.plots import Plots

PASSWORD = "practice-2026"
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
ROLES: Mapping[str, tuple[str, ...]] = {
    "admin": ("admin",),
    "clerk1": ("clerk",),
    "service1": ("service",),
    "service2": ("service",),
    "boss": ("leader",),
}


@dataclass
class SmallOffice:
    """An office; a server's logins carry a suffix, because roles belong to the whole cluster."""

    url: str
    suffix: str = ""
    clock: datetime = START
    _apps: dict[str, App] = field(default_factory=dict)

    def login(self, who: str) -> str:
        """The login of this person."""
        return f"{who}{self.suffix}"

    def app(self, who: str) -> App:
        """The office with this person acting."""
        if who not in self._apps:
            self._apps[who] = open_app(self.url, login=self.login(who), password=PASSWORD)
        return self._apps[who].at(self.clock)

    def close(self) -> None:
        for app in self._apps.values():
            app.close()


def _people(work: Work, office: SmallOffice) -> None:
    """The administrator writes his own row first, then the company, then lets the others in."""
    books = work.books
    for who, roles in ROLES.items():
        person = Staff(login=office.login(who), name=who, roles=roles)
        books.put_record(person, step="staff", at=work.now)
        if who == "admin":
            books.put_record(Company(name="示范润滑油", practice=True), step="company", at=work.now)
        if who != "admin" or not office.suffix:
            books.create_login(person.login, PASSWORD, admin=who == "admin")


def _settled(office: SmallOffice) -> None:
    store = connect(office.url, login=office.login("admin"), password=PASSWORD)
    with_admin = App(store, login=office.login("admin"))
    with_admin.do(_people, office)
    with_admin.close()


def in_file(folder: Path) -> SmallOffice:
    """An office in a new file."""
    office = SmallOffice(f"sqlite:///{folder / 'office.db'}")
    founding.found(office.url, "admin", PASSWORD, practice=True).close()
    _settled(office)
    return office


def _on_server(cluster: Cluster, name: str) -> SmallOffice:
    return SmallOffice(f"postgresql://{cluster.host}:{cluster.port}/{name}", suffix=f"_{name}")


def _found_on_server(cluster: Cluster, name: str) -> None:
    """An office on the cluster, set up as a person would set it up."""
    office = _on_server(cluster, name)
    setup_login, setup_password = cluster.setup_login()
    founding.found(
        office.url,
        office.login("admin"),
        PASSWORD,
        setup_login=setup_login,
        setup_password=setup_password,
        practice=True,
    ).close()
    _settled(office)


PLOTS = Plots("o", _found_on_server)


@contextmanager
def small_office(engine: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[SmallOffice]:
    """An office on this engine; its connections are closed at the end."""
    with ExitStack() as stack:
        if engine == "sqlite":
            office = in_file(folder)
        else:
            cluster = request.getfixturevalue("cluster")
            office = _on_server(cluster, stack.enter_context(PLOTS.lent(cluster)))
        stack.callback(office.close)
        yield office
