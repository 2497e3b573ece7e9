"""Hears of what others write: a server notifies, a file is asked for its version; a hint, not the change."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from selectors import EVENT_READ, DefaultSelector
from typing import Any, Protocol

from aftersales.domain.errors import Trouble
from aftersales.storage.database import Store, beside
from aftersales.storage.orm import SQLITE, raw_connection
from aftersales.storage.queries.live.heard import Heard
from aftersales.storage.telling import CHANNEL, OF_OFFICE, OF_PRESENCE
from aftersales.storage.trouble import TOLD

POLL_SECONDS = 0.025
"""How often a file is asked whether another connection wrote."""
PING_SECONDS = 20.0
"""How often a silent server is asked whether it is still there."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
"""Seconds between two tries to reach an office that is gone: doubled each time."""


class _Ear(Protocol):
    def next(self) -> Heard | None:
        """Wait for a while; what was heard, or None. Raises what a database raises."""


class Watch:
    """Listens with a connection of its own until ``stop``; a lost connection is opened again, and told."""

    def __init__(self, store: Store) -> None:
        """``store``: any store of the office; nothing is opened before ``run``."""
        self._office, self._store = store, beside(store)
        self._wake: socket.socket | None = None
        self._stopped = False

    def stop(self) -> None:
        """End ``run`` soon; from any thread, more than once, before it too."""
        self._stopped = True
        if self._wake is not None:
            self._wake.close()

    def run(self, told: Callable[[Heard], None]) -> None:
        """Tell what is heard; comes back after ``stop``. Runs in a lane of its own."""
        pause = FIRST_PAUSE
        woken, self._wake = socket.socketpair()
        with closing(woken), closing(self._wake), ExitStack() as last:
            last.callback(self._hang_up)
            while not self._stopped:
                try:
                    for heard in self._heard(woken):
                        pause = FIRST_PAUSE
                        told(heard)
                except Trouble as away:
                    self._drop()
                    told(Heard(away=away))
                    _rest(woken, pause)
                    pause = min(2 * pause, LONGEST_PAUSE)

    def _hang_up(self) -> None:
        """Close the connection of now: each that is lost is followed by another."""
        self._store.close()

    def _drop(self) -> None:
        """A connection that was cut is let go without a word to the other end."""
        if not self._store.db.is_closed():
            self._store.forget()

    def _heard(self, woken: socket.socket) -> Iterator[Heard]:
        """What is heard from now on; the first is that anything may have changed before."""
        with DefaultSelector() as selector:
            selector.register(woken, EVENT_READ)
            ear = self._ear(selector)
            yield Heard(all=True)
            while not self._stopped:
                heard = ear.next()
                if heard is not None:
                    yield heard

    def _ear(self, selector: DefaultSelector) -> _Ear:
        self._store = beside(self._office)  # whose password may be another by now
        self._store.connect()
        own = _Polling if self._store.engine == SQLITE else _Listening
        return own(self._store, selector)


def _rest(woken: socket.socket, seconds: float) -> None:
    """Wait so long, or until somebody stops it."""
    with DefaultSelector() as selector:
        selector.register(woken, EVENT_READ)
        selector.select(seconds)


# --- a server tells


class _Listening:
    """LISTEN on a connection that does nothing else."""

    def __init__(self, store: Store, selector: DefaultSelector) -> None:
        self._connection: Any = raw_connection(store.db)
        self._selector = selector
        self._ask(f"LISTEN {CHANNEL}")
        selector.register(self._connection.fileno(), EVENT_READ)

    def next(self) -> Heard | None:
        if not self._selector.select(PING_SECONDS):
            self._ask("SELECT 1")
        with TOLD:
            words = [told.payload for told in self._connection.notifies(timeout=0)]
        return meant(words) if words else None

    def _ask(self, sql: str) -> None:
        with TOLD:
            self._connection.execute(sql)


def meant(words: list[str]) -> Heard:
    """What the words of notifications mean."""
    present = frozenset(word[1:] for word in words if word.startswith(OF_PRESENCE))
    cases = frozenset(word for word in words if word and word[0] not in (OF_OFFICE, OF_PRESENCE))
    return Heard(cases=cases, present=present, office=any(word.startswith(OF_OFFICE) for word in words))


# --- a file is asked


class _Polling:
    """``PRAGMA data_version`` moves when another connection has written; then the books say what."""

    def __init__(self, store: Store, selector: DefaultSelector) -> None:
        self._store, self._selector = store, selector
        self._version = self._asked()
        self._seq, self._present = self._stands()

    def next(self) -> Heard | None:
        self._selector.select(POLL_SECONDS)
        version = self._asked()
        if version == self._version:
            return None
        self._version = version
        return self._told()

    def _asked(self) -> int:
        with TOLD:
            (version,) = raw_connection(self._store.db).execute("PRAGMA data_version").fetchone()
        return int(version)

    def _stands(self) -> tuple[int, frozenset[tuple[str, ...]]]:
        with self._store.reading() as wire:
            seq = wire.value('SELECT max("seq") FROM "history"') or 0
            rows = wire.rows('SELECT "case_no", "login", "station", "field" FROM "presence"')
        return seq, frozenset(tuple(row) for row in rows)

    def _told(self) -> Heard:
        seq, present = self._stands()
        with self._store.reading() as wire:
            rows = wire.rows('SELECT DISTINCT "case_no" FROM "history" WHERE "seq" > ?', self._seq)
        moved = frozenset(row[0] for row in present ^ self._present)
        quiet = not rows and not moved
        self._seq, self._present = seq, present
        return Heard(
            cases=frozenset(number for (number,) in rows if number),
            present=moved,
            office=quiet or any(not number for (number,) in rows),
        )
