"""A small office on either engine whose logins nobody else of the run has, and what people do in it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from aftersales import words
from aftersales.domain.records.office import Company, DictionaryEntry
from aftersales.domain.records.staff import Staff
from aftersales.storage import accounts, founding
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store, connect
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.usecases.ports import Papers
from aftersales.usecases.registering import register
from aftersales.usecases.work import Work
from tests.cluster import Cluster

PASSWORD = "practice-2026"
START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
REGISTRATION: dict[str, object] = {
    "channel": "phone",
    "cust_name": "闽侯通达汽修",
    "phones": [{"number": "13800138000"}],
    "verbatim": "送来的机油少了两桶，催了三次没人理。",
    "reason": ["service"],
    "demands": [{"kind": "replenish"}],
    "ongoing_harm": False,
    "na": {"address": "unknown"},
}


class Speech:
    """The office's language as it is delivered."""

    def vocabulary(self, entries: Iterable[DictionaryEntry]) -> words.Words:
        added = ((entry.dictionary, entry.code, entry.word) for entry in entries)
        return words.words(words.DEFAULT, tuple(added))

    def phrase(self, name: str) -> str:
        return words.words().phrase(name)


NO_PAPERS = cast("Papers", None)
"""Registering draws none."""


@dataclass(frozen=True)
class Small:
    """An office: its address, an administrator and a clerk."""

    engine: str
    url: str
    admin: str
    clerk: str
    cluster: Cluster | None = field(default=None, repr=False)

    def store(self, login: str) -> Store:
        """A connection of this person, not opened yet; whoever asks closes it."""
        if self.engine == SQLITE:
            return connect(self.url)
        return connect(self.url, login=login, password=PASSWORD)

    def url_beside(self, name: str) -> str:
        """The address of another office at the same place."""
        return f"{self.url.rpartition('/')[0]}/{name}"


def register_one(store: Store, login: str, written: Callable[[], None] | None = None) -> str:
    """Register a complaint in a transaction of its own; its number. ``written``: called before the commit."""
    with open_books(store, login, "test") as books:
        made = register(Work(books, books.now(), Speech(), NO_PAPERS), REGISTRATION)
        if written is not None:
            written()
    return made.complaint.case_no


def numbers(store: Store) -> list[str]:
    """The numbers of all complaints, in the order of their rows."""
    with store.reading() as wire:
        return [case_no for (case_no,) in wire.rows('SELECT "case_no" FROM "complaint" ORDER BY "id"')]


def file_office(folder: Path) -> Small:
    """A new office in one file."""
    mark = secrets.token_hex(4)
    office = Small(SQLITE, f"sqlite:///{folder / 'office.db'}", f"admin_{mark}", f"clerk_{mark}")
    _settled(office, founding.found(office.url, office.admin, PASSWORD, practice=True))
    return office


def server_office(cluster: Cluster) -> Small:
    """A new office on the run's server, set up by a login that may do that and nothing else."""
    mark = secrets.token_hex(4)
    url = f"postgresql://{cluster.host}:{cluster.port}/small_{mark}"
    office = Small(POSTGRESQL, url, f"admin_{mark}", f"clerk_{mark}", cluster)
    login, password = cluster.setup_login()
    store = founding.found(
        url, office.admin, PASSWORD, setup_login=login, setup_password=password, practice=True
    )
    _settled(office, store)
    return office


def _settled(office: Small, store: Store) -> None:
    """The company, two people and their logins."""
    people = {office.admin: ("admin",), office.clerk: ("clerk", "service")}
    with open_books(store, office.admin, "test") as books:
        for login, held in people.items():
            books.put_record(Staff(login=login, name=login, roles=held), step="set_up", at=START)
        company = Company(no=1, name="示范润滑油有限公司", practice=True, address="福州", phone="0591-1")
        books.put_record(company, step="set_up", at=START)
    with store.writing(office.admin) as wire:
        for login in people if office.engine == SQLITE else (office.clerk,):
            accounts.create_login(wire, login, PASSWORD, admin=login == office.admin)
    store.close()


def new_office(engine: str, folder: Path, request: pytest.FixtureRequest) -> Small:
    """A new office on this engine."""
    return file_office(folder) if engine == SQLITE else server_office(request.getfixturevalue("cluster"))
