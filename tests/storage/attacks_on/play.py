"""A small real office with a case in every state, on either engine, for those who attack its guards."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from aftersales import words
from aftersales.documents.compose_agreement import clauses, delivered
from aftersales.documents.labels import labels_for
from aftersales.domain.case import Case
from aftersales.domain.fields import Record
from aftersales.domain.office import Office
from aftersales.domain.records.agreement import Agreement, AgreementClause
from aftersales.domain.records.office import Clause, Company, DictionaryEntry
from aftersales.domain.records.staff import Authority, Staff, Substitute
from aftersales.domain.steps.taking import RULES
from aftersales.storage import accounts, roles
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store, connect
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.usecases.taking import take
from aftersales.usecases.work import Work
from tests.cluster import Cluster

PASSWORD = "practice-2026"
START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
PEOPLE: Mapping[str, tuple[str, ...]] = {
    "admin": ("admin",),
    "clerk1": ("clerk",),
    "service1": ("service",),
    "service2": ("service",),
    "lead1": ("leader",),
    "lead2": ("leader", "service"),
    "boss": ("leader",),
    "store1": ("warehouse",),
    "money1": ("finance",),
    "gone1": ("service",),
}
"""Everybody; gone1 has left by the time the play begins."""
LEVELS = {"lead1": "supervisor", "lead2": "manager", "boss": "general_manager"}
LIMITS = {"service": 20_000, "supervisor": 200_000, "manager": 2_000_000}


def company() -> Company:
    """The practice company."""
    return Company(
        name="示范润滑油有限公司",
        uscc="91350100M000100Y43",
        address="福州市仓山区工业路 1 号",
        phone="0591-87654321",
        legal_rep="陈总",
        practice=True,
        default_court="福州市仓山区人民法院",
    )


def people() -> Iterator[Record]:
    """The staff, who may decide how much, and who stands in for whom. The administrator comes first."""
    for login, held in PEOPLE.items():
        yield Staff(login=login, name=f"员工{login}", roles=held, level=LEVELS.get(login))
    number = 0
    for level, amount in LIMITS.items():
        for scope in ("goods", "gift", "cash"):
            if level != "service" or scope != "cash":
                number += 1
                role = "service" if level == "service" else "leader"
                yield Authority(
                    no=number,
                    role=role,
                    level=level,
                    scope=scope,
                    limit_amount=amount,
                    from_on=date(2026, 1, 1),
                )
    for scope in ("goods", "gift", "cash"):
        number += 1
        yield Authority(
            no=number,
            role="leader",
            level="general_manager",
            scope=scope,
            no_limit=True,
            from_on=date(2026, 1, 1),
        )
    for number, stands_in, month in ((1, "lead2", 11), (2, "boss", 1)):
        yield Substitute(
            no=number,
            principal="lead1",
            stands_in=stands_in,
            reason="休假",
            from_on=date(2026, month, 1),
            to_on=date(2026, month, 28),
        )


class Speech:
    """The office's language as it is delivered."""

    def vocabulary(self, entries: Iterable[DictionaryEntry]) -> words.Words:  # noqa: ARG002 - none are added
        return words.words()

    def phrase(self, name: str) -> str:
        return words.words().phrase(name)


class PlainPapers:
    """Papers without fonts: what is told is its bytes."""

    def clauses(
        self, office: Office, case: Case, agreement: Agreement, library: Iterable[Clause]
    ) -> tuple[AgreementClause, ...]:
        return clauses(office, case, agreement, library, labels=labels_for())

    def delivered(self, language: str) -> tuple[Clause, ...]:
        return delivered(language)

    def agreement(
        self, office: Office, case: Case, agreement: Agreement, *, by: str, at: datetime, anchor: str
    ) -> bytes:
        told = (
            office.company.name,
            case.complaint.case_no,
            agreement.agr_no,
            agreement.total,
            anchor,
            at,
            by,
        )
        return repr(told).encode()


@dataclass
class Play:
    """An office, how to reach it, and its cases by the name of where they stand."""

    engine: str
    url: str
    cluster: Cluster | None = None
    cases: dict[str, str] = field(default_factory=dict)
    now: datetime = START
    _stores: dict[str, Store] = field(default_factory=dict)

    @contextmanager
    def work(self, login: str) -> Iterator[Work]:
        """One transaction of the program, as this person, a minute later than the last."""
        self.now += timedelta(minutes=1)
        with open_books(self.store(login), login, "test") as books:
            yield Work(books, self.now, Speech(), PlainPapers())

    def store(self, login: str) -> Store:
        """This person's connection; in one file all share one."""
        who = login if self.engine == POSTGRESQL else ""
        if who not in self._stores:
            more = {"login": login, "password": PASSWORD} if who else {}
            self._stores[who] = connect(self.url, **more)
        return self._stores[who]

    def do(self, case: str, step: str, login: str, **data: object) -> None:
        """Take a step as this person."""
        if step not in RULES:
            raise KeyError(step)
        content = b"\x89PNG evidence" if step == "attach" else None
        with self.work(login) as work:
            take(work, step, self.cases[case], data, content=content)

    def close(self) -> None:
        for store in self._stores.values():
            store.close()

    @contextmanager
    def attacker(self, login: str) -> Iterator[Any]:
        """A raw connection with this person's own login, outside the program; nothing stays."""
        connection: Any = self._raw_file(login) if self.engine == SQLITE else self._raw_server(login)
        try:
            yield connection
        finally:
            connection.rollback()
            connection.close()

    def _raw_file(self, login: str) -> sqlite3.Connection:
        """As any tool opens it: sqlite3's own settings, no recursive triggers, ``me()`` by hand."""
        connection = sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)
        connection.create_function("me", 0, lambda: login)
        connection.execute("BEGIN IMMEDIATE")
        return connection

    def _raw_server(self, login: str) -> psycopg.Connection[Any]:
        assert self.cluster is not None
        return psycopg.connect(
            host=self.cluster.host,
            port=self.cluster.port,
            user=login,
            password=PASSWORD,
            dbname=self.url.rsplit("/", 1)[1],
            options="-c search_path=app",
        )

    @contextmanager
    def without(self, triggers: tuple[str, ...], login: str) -> Iterator[Any]:
        """The same raw connection with these triggers dropped in its transaction; nothing stays."""
        if self.engine == SQLITE:
            with self.attacker(login) as connection:
                for trigger in dict.fromkeys(triggers):
                    connection.execute(f'DROP TRIGGER "{trigger}"')
                yield connection
            return
        assert self.cluster is not None
        connection = self.cluster.admin_connection(self.url.rsplit("/", 1)[1])
        connection.autocommit = False
        try:
            for trigger in dict.fromkeys(triggers):
                self._drop(connection, trigger)
            connection.execute("SET LOCAL search_path = app")
            connection.execute(f'SET LOCAL SESSION AUTHORIZATION "{login}"')
            yield connection
        finally:
            connection.rollback()
            connection.close()

    @staticmethod
    def _drop(connection: Any, trigger: str) -> None:  # noqa: ANN401
        found = connection.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = %s",
            (trigger,),
        ).fetchone()
        assert found is not None, trigger
        connection.execute(f'DROP TRIGGER "{trigger}" ON app."{found[0]}"')


def set_up_file(folder: Path) -> Play:
    """The office in one file."""
    play = Play(SQLITE, f"sqlite:///{folder / 'office.db'}")
    store = play.store("admin")
    migrate(store)
    _settle(store)
    _let_in(store)
    return play


def set_up_server(cluster: Cluster) -> Play:
    """The office on a server, set up by a login with CREATEDB and CREATEROLE and nothing else."""
    setup, password = cluster.setup_login()
    name = f"office_{secrets.token_hex(4)}"
    play = Play(POSTGRESQL, f"postgresql://{cluster.host}:{cluster.port}/{name}", cluster)
    with _raw(cluster, setup, password, "postgres") as raw:
        roles.create_database(raw, name)
    with _raw(cluster, setup, password, name) as raw:
        roles.prepare(raw, name)
        store = connect(play.url, login=setup, password=password)
        migrate(store)
        store.close()
        roles.first_admin(raw, name, "admin", PASSWORD, practice=True)
    store = play.store("admin")
    _settle(store)
    _let_in(store)
    return play


def _let_in(store: Store) -> None:
    """A login for everybody, and one of them leaves again."""
    with open_books(store, "admin", "test") as books:
        wire = books._wire
        for login in PEOPLE:
            if login != "admin" or store.engine == SQLITE:
                accounts.create_login(wire, login, PASSWORD, admin=login == "admin")
        gone = next(person for person in books.office().staff if person.login == "gone1")
        books.put_record(replace(gone, active=False), step="leave", at=START)


def _raw(cluster: Cluster, login: str, password: str, database: str) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host=cluster.host, port=cluster.port, user=login, password=password, dbname=database, autocommit=True
    )


def _settle(store: Store) -> None:
    with open_books(store, "admin", "test") as books:
        for record in (*people(), company()):
            books.put_record(record, step="set_up", at=START)
