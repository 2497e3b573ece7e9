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
from aftersales.domain.case import Case
from aftersales.domain.fields import Record
from aftersales.domain.office import Office
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.office import Company, DictionaryEntry
from aftersales.domain.records.staff import Authority, Staff, Substitute
from aftersales.domain.steps.taking import RULES
from aftersales.storage import accounts, roles
from aftersales.storage.books import open_books
from aftersales.storage.database import Store, connect
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.usecases.registering import register
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

    def vocabulary(self, entries: Iterable[DictionaryEntry]) -> words.Words:
        return words.words()

    def phrase(self, name: str) -> str:
        return words.words().phrase(name)


class PlainPapers:
    """Papers without fonts: the agreement's number and total are its bytes."""

    def agreement(
        self, office: Office, case: Case, agreement: Agreement, *, by: str, at: datetime, anchor: str
    ) -> bytes:
        return f"{agreement.agr_no} {agreement.total} {anchor} {at} {by}".encode()


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
                for trigger in triggers:
                    connection.execute(f'DROP TRIGGER "{trigger}"')
                yield connection
            return
        assert self.cluster is not None
        connection = self.cluster.admin_connection(self.url.rsplit("/", 1)[1])
        connection.autocommit = False
        try:
            for trigger in triggers:
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
        roles.grant(store.db)
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


REGISTRATION: Mapping[str, object] = {
    "channel": "phone",
    "cust_name": "闽侯通达汽修",
    "phones": [{"number": "13800138000"}],
    "verbatim": "送来的机油少了两桶，催了三次没人理。",
    "reason": ["service"],
    "demands": [{"kind": "replenish"}],
    "ongoing_harm": False,
    "na": {"address": "unknown"},
}


def proposal(kind: str = "goods", amount: int = 60_000) -> dict[str, object]:
    """What is given to propose or decide: one remedy of this amount (分)."""
    row: dict[str, object] = {"kind": kind, "due": "2026-12-20"}
    if kind == "goods":
        row |= {"product": "机油 5W-40", "qty": 2, "unit": "barrel", "unit_value": amount // 2}
    else:
        row |= {"amount": amount}
    return {
        "restated_ok": True,
        "restated_who": "王师傅",
        "restated_at": "2026-11-02T09:00:00+08:00",
        "summary": "少送两桶",
        "founded": "founded",
        "basis": "发货单与签收单不符",
        "cause_main": "logistics",
        "decision": "support",
        "opinion": "补发两桶",
        "remedies": [row],
        "na": {
            "occurred_on": "unknown",
            "basis_files": "none",
            "cust_type": "unknown",
            "contact_title": "unknown",
        },
    }


ANSWER = {"channel": "phone", "to_whom": "王师傅", "content": "补发两桶，下周送到"}
CONFIRMED = {"confirmed_by": "王师傅", "confirmed_means": "phone"}
PAPER = {
    "consignee": "王师傅",
    "consignee_phone": "13800138000",
    "consignee_address": "闽侯县甘蔗街道",
    "payee": "王师傅",
    "bank": "农行闽侯支行",
    "account": "6228480402564890018",
    "freight_by": "us",
    "waiver_scope": "仅就本次少送",
    "dispute": "court",
    "perform_by": "2026-12-20",
}
SIGNED = {
    "signed_a_on": "2026-11-02",
    "signed_b_on": "2026-11-02",
    "signer_a": "陈总",
    "signer_b": "王师傅",
}
SHIPPED = {"carrier": "德邦", "waybill": "DB1", "shipped_batch": "B1", "shipped_qty": 2}
SATISFIED = {"channel": "phone", "interviewee": "王师傅", "satisfaction": "satisfied"}

WALK: tuple[tuple[str, str, str, Mapping[str, object]], ...] = (
    ("investigating", "accept", "service1", {}),
    ("proposed", "propose", "service1", proposal()),
    ("approved", "approve", "lead1", {}),
    ("offered", "answer", "service1", ANSWER),
    ("agreed", "accept_offer", "service1", CONFIRMED),
    ("issued", "issue_agreement", "service1", PAPER),
    ("fulfilling", "sign", "service1", SIGNED),
    ("done", "done_notice", "store1", {"notice": "1", **SHIPPED}),
    ("following", "confirm_notice", "service1", {"notices": ["all"]}),
    ("satisfied", "follow_up", "service2", SATISFIED),
    ("filed", "file_original", "service1", {"original_place": "A1"}),
    ("closed", "close", "service1", {}),
)
"""From registration to the close: where the case stands after each step, who takes it, what is given."""


def new_case(play: Play, name: str, **more: object) -> None:
    """Register a case under this name. Every case has a customer of its own, so that no sums add up."""
    number = f"1390000{len(play.cases):04d}"
    given = {**REGISTRATION, "phones": [{"number": number}], "cust_name": f"客户{name}", **more}
    with play.work("clerk1") as work:
        play.cases[name] = register(work, given).complaint.case_no


def walk(play: Play, name: str, until: str) -> None:
    """Take a case from registration to where it stands as ``until`` says."""
    for reached, step, login, data in WALK:
        play.do(name, step, login, **data)
        if reached == until:
            return


def fill(play: Play) -> Play:
    """A case in every state, one about a person of the staff, a grave one, and one decided under authority."""
    for name in ("registered", *(reached for reached, *_ in WALK)):
        new_case(play, name)
        if name != "registered":
            walk(play, name, name)
    new_case(play, "about", about_staff=["service2"])
    for name, severity in (("grave", "major"), ("grave_open", "major")):
        new_case(play, name, severity=severity)
        walk(play, name, "investigating")
    play.do("grave", "propose", "service1", **proposal())
    _special(play)
    return play


def _special(play: Play) -> None:
    """Cases in which somebody waits beside the first approver, approved by word, did his own, owns as a leader."""
    new_case(play, "two_links")
    walk(play, "two_links", "proposed")
    play.do("two_links", "add_approver", "lead1", person="boss")
    for name in ("dear1", "dear2"):  # one customer: together above the manager's limit
        new_case(play, name, phones=[{"number": "13911112222"}], cust_name="客户dear")
        walk(play, name, "investigating")
        play.do(name, "propose", "service1", **proposal(amount=1_500_000))
    play.do("dear1", "approve", "lead2")
    new_case(play, "word")
    walk(play, "word", "proposed")
    _attach(play, "word")
    said = {"by_word_means": "phone", "by_word_at": "2026-11-02T09:00:00+08:00", "evidence": 1}
    play.do("word", "approve_by_word", "service1", person="lead1", **said)
    new_case(play, "own_done")
    walk(play, "own_done", "fulfilling")
    _attach(play, "own_done")
    play.do("own_done", "done_notice", "service1", notice="1", on_behalf=True, slip=1, **SHIPPED)
    new_case(play, "led")
    play.do("led", "accept", "lead2")
    new_case(play, "led_proposed")
    play.do("led_proposed", "accept", "lead2")
    play.do("led_proposed", "propose", "lead2", **proposal())


def _attach(play: Play, case: str) -> None:
    play.do(case, "attach", "service1", name="单.png", kind="slip", from_whom="office")
