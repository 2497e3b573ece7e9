"""Practice offices with a real database, on either engine, and people who act in them by the front door."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from aftersales.app import App, Founding, found_office, open_app
from aftersales.domain.case import Case
from aftersales.practice import PASSWORD
from aftersales.settings import delivered, read_resource
from aftersales.storage.database import Store
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.storage.queries.case import read_case
from aftersales.usecases.people import add_person
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from aftersales.usecases.work import Work
from tests.cluster import Cluster
from tests.domain.play import REGISTRATION, proposal
from tests.plots import Plots

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 09:00 in the office."""
STATION = "test"
NAMES = (
    *("clerk1", "service1", "service2", "lead1", "lead2", "boss", "store1"),
    *("market1", "factory1", "money1", "quality1"),
)
_T = TypeVar("_T")


@dataclass
class House:
    """An office whose logins end in a suffix of their own: roles of a server belong to all its databases."""

    url: str
    first: App
    suffix: str
    now: datetime = START
    _apps: dict[str, App] = field(default_factory=dict)

    def login(self, name: str) -> str:
        """The login of somebody whom the practice company calls so."""
        return f"{name}_{self.suffix}"

    def named(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The same data with people's names made into logins."""
        if isinstance(value, dict):
            return {key: self.named(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.named(inner) for inner in value]
        return self.login(value) if value in NAMES else value

    def app(self, name: str) -> App:
        """This person's desk, with the office's clock as it stands."""
        if name not in self._apps:
            self._apps[name] = self._opened(self.login(name))
        return self._apps[name].at(self.now)

    def _opened(self, login: str) -> App:
        if self.first.store.engine != POSTGRESQL:
            return replace(self.first, login=login)
        store = open_app(self.url, login=login, password=PASSWORD).store
        return replace(self.first, store=store, login=login)

    def do(self, name: str, use_case: Callable[..., _T], *given: object, **more: object) -> _T:
        """Do a use case as this person, five minutes after the last."""
        self.now += timedelta(minutes=5)
        return self.app(name).do(use_case, *given, **more)

    def register(self, name: str, data: Mapping[str, Any]) -> Case:
        """Register a complaint."""
        return self.do(name, register, self.named(dict(data)))

    def take(
        self, name: str, step: str, case_no: str, data: Mapping[str, Any], content: bytes | None = None
    ) -> Case:
        """Take a step of a case."""
        return self.do(name, take, step, case_no, self.named(dict(data)), content=content)

    def case(self, case_no: str) -> Case:
        """The case as the database has it."""
        return self.first.ask(read_case, case_no)

    @property
    def store(self) -> Store:
        """The administrator's connection."""
        return self.first.store

    def close(self) -> None:
        """Close every connection."""
        for app in (*self._apps.values(), self.first):
            app.close()


def _found(url: str, setup: tuple[str, str], suffix: str) -> None:
    """A new office at this address with the practice company's people."""
    told = read_resource("practice/company.toml")
    founding = Founding(
        admin={**told["admin"], "login": f"{told['admin']['login']}_{suffix}"},
        password=PASSWORD,
        company=told["company"],
        delivered=delivered(),
        setup=setup,
        practice=True,
        at=START,
        station=STATION,
    )
    first = found_office(url, founding)
    first.at(START).do(_people, told["people"], suffix)
    first.close()


def _people(work: Work, people: list[dict[str, Any]], suffix: str) -> None:
    for person in people:
        add_person(work, {**person, "login": f"{person['login']}_{suffix}"}, PASSWORD)


def _entered(url: str, suffix: str) -> House:
    """The office with its administrator acting."""
    admin = f"{read_resource('practice/company.toml')['admin']['login']}_{suffix}"
    first = open_app(url, login=admin, password="" if url.startswith(SQLITE) else PASSWORD)
    return House(url, replace(first, station=STATION), suffix)


@cache
def _file(suffix: str) -> bytes:
    """What the file of a new office holds, made once a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "office.db"
        _found(f"sqlite:///{path}", ("", ""), suffix)
        return path.read_bytes()


def in_a_file(folder: Path, suffix: str = "x") -> Iterator[House]:
    """An office in one file, closed at the end."""
    path = folder / "office.db"
    path.write_bytes(_file(suffix))
    path.chmod(0o600)
    house = _entered(f"sqlite:///{path}", suffix)
    yield house
    house.close()


def _address(cluster: Cluster, name: str) -> tuple[str, str]:
    """Where an office of this name is on the run's server, and what its logins end in."""
    return f"postgresql://{cluster.host}:{cluster.port}/{name}", name.rpartition("_")[2]


def _found_on_server(cluster: Cluster, name: str) -> None:
    url, suffix = _address(cluster, name)
    _found(url, cluster.setup_login(), suffix)


PLOTS = Plots("house", _found_on_server)


def on_a_server(cluster: Cluster) -> Iterator[House]:
    """An office on the run's server, removed at the end."""
    with PLOTS.lent(cluster) as name:
        house = _entered(*_address(cluster, name))
        yield house
        house.close()


def agreed(house: House, *remedies: dict[str, Any]) -> str:
    """The number of a case whose customer accepted this offer; its agreement is a draft."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", "accept", number, {})
    return offered(house, number, *remedies)


def offered(house: House, number: str, *remedies: dict[str, Any]) -> str:
    """The same from the investigation on."""
    house.take("service1", "propose", number, proposal(*remedies))
    while (case := house.case(number)).complaint.state == "proposed":
        link = next(row for row in case.approvals if row.decision is None)
        house.take(link.approver.rsplit("_", 1)[0], "approve", number, {})
    told = {"channel": "电话", "to_whom": "张三", "content": "补一桶"}
    house.take("service1", "answer", number, told)
    house.take("service1", "accept_offer", number, {"confirmed_means": "电话"})
    return number
