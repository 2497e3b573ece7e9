"""Processes that work at an office as people do, each with its own connection; they can be killed.

They come out of a fork server that has loaded the program once, so that a new one costs milliseconds.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from aftersales.domain.errors import CodedError
from aftersales.storage import schema
from aftersales.storage.backups import before_migration
from aftersales.storage.database import Store, open_store
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import SQLITE
from aftersales.storage.trouble import DatabaseBusy
from tests.storage.small_office import PASSWORD, Small, register_one

PATIENCE_SECONDS = 60
WRITTEN = "written"
"""Said inside the transaction, when all rows are written and nothing is committed."""


@dataclass
class Desk:
    """A process and the pipe on which it says what it did; ``said`` is what was heard so far."""

    process: BaseProcess
    pipe: Connection
    said: list[str] = field(default_factory=list)
    gone: bool = False

    def hear(self, until: float) -> str | None:
        """The next word, waited for until then (of ``time.monotonic``); None if there was none."""
        if self.gone or not self.pipe.poll(max(0.0, until - time.monotonic())):
            return None
        try:
            word: str = self.pipe.recv()
        except EOFError:
            self.gone = True
            return None
        self.said.append(word)
        return word

    def kill(self) -> bool:
        """``kill -9``; whether it still lived. Afterwards all that it had said is heard."""
        self.process.kill()
        self.process.join(PATIENCE_SECONDS)
        self.finish()
        return self.process.exitcode == -signal.SIGKILL

    def finish(self) -> list[str]:
        """Wait for its end; the numbers that it acknowledged."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.gone:
            assert time.monotonic() < deadline, "a desk does not end"
            self.hear(deadline)
        self.process.join(PATIENCE_SECONDS)
        self.pipe.close()
        return self.acknowledged

    @property
    def acknowledged(self) -> list[str]:
        return [word for word in self.said if word != WRITTEN]


_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(["__main__", __name__])


def start(work: Callable[..., None], *given: object) -> Desk:
    """A process that does this work; the first argument of ``work`` is its end of the pipe."""
    here, there = _FORKS.Pipe()
    process = _FORKS.Process(target=work, args=(there, *given), daemon=True)
    process.start()
    there.close()
    return Desk(process, here)


def hear_all(desks: list[Desk], heard: Callable[[Desk], None]) -> None:
    """Listen to all desks until each has ended; ``heard`` is called after each word."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while listening := {desk.pipe: desk for desk in desks if not desk.gone}:
        assert time.monotonic() < deadline, "the desks do not end"
        for pipe in wait(list(listening), timeout=1):
            desk = listening[pipe]  # type: ignore[index]  # only pipes are waited for
            if not desk.gone and desk.hear(deadline) is not None:
                heard(desk)


# --- what is done at a desk


def registering(pipe: Connection, office: Small, count: int) -> None:
    """Register complaints; each number is said when it is committed. Who is told "busy" tries again."""
    with closing(office.store(office.clerk)) as store:
        for _ in range(count):
            pipe.send(_patiently(store, office.clerk))


def _patiently(store: Store, login: str) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return register_one(store, login)
        except DatabaseBusy:
            assert time.monotonic() < deadline, "busy for a minute"


def telling(pipe: Connection, office: Small, count: int, gate: int) -> None:
    """As ``registering``; says ``WRITTEN`` before each commit, at the ``gate``-th waits there for ever."""
    turn = 0

    def written() -> None:
        nonlocal turn
        turn += 1
        pipe.send(WRITTEN)
        if turn == gate:
            pipe.recv()

    with closing(office.store(office.clerk)) as store:
        for _ in range(count):
            pipe.send(register_one(store, office.clerk, written))


def registering_until_told(pipe: Connection, office: Small) -> None:
    """As ``registering``, until a word comes in on the pipe."""
    with closing(office.store(office.clerk)) as store:
        while not pipe.poll(0):
            pipe.send(_patiently(store, office.clerk))
        pipe.recv()  # a pipe closed with a word unread in it loses those on their way back


def migrating(pipe: Connection, office: Small, migrations: Path, backups: Path) -> None:
    """As an administrator: bring the office to the schema of a folder of migrations; says which ran."""
    schema.FOLDER = migrations
    with closing(office.store(office.admin)) as store:
        pipe.send(" ".join(migrate(store, before_migration(backups))) or "nothing")


def opening(pipe: Connection, office: Small, migrations: Path) -> None:
    """As a member of the staff: open the office with a program of these migrations; says the error."""
    schema.FOLDER = migrations
    login = "" if office.engine == SQLITE else office.clerk
    try:
        open_store(office.url, login=login, password=PASSWORD if login else "").close()
    except CodedError as error:
        pipe.send(error.code)
    else:
        pipe.send("open")
