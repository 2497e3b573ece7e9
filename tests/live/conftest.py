"""Offices at which several desks stand, on either engine, and a listener that remembers what it heard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from aftersales.storage.database import Store
from aftersales.storage.queries.live.heard import Heard
from aftersales.storage.watching import Watch
from tests.leftovers import clipboard, flashes, nothing_left, timers
from tests.usecases.houses import House, in_a_file, on_a_server

__all__ = ["Listener", "Listens", "clipboard", "flashes", "house", "listen", "nothing_left", "timers"]
LONGEST = 20.0
"""Seconds after which waiting is given up: the machine is shared."""


@pytest.fixture
def house(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """A new practice office without a case."""
    if engine == "sqlite":
        yield from in_a_file(tmp_path)
    else:
        yield from on_a_server(request.getfixturevalue("cluster"))


@dataclass
class Listener:
    """A watch at work in a thread of its own; ``heard`` is all that came so far, ``at`` when."""

    watch: Watch
    heard: list[Heard] = field(default_factory=list)
    _come: Queue[Heard] = field(default_factory=Queue)

    def __post_init__(self) -> None:
        self._thread = Thread(target=self.watch.run, args=(self._come.put,))
        self._thread.start()

    def until(self, true: Callable[[Heard], object]) -> Heard:
        """Wait for something so; what came before it is heard too."""
        end = time.monotonic() + LONGEST
        while True:
            try:
                told = self._come.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                pytest.fail(f"not heard; only {self.heard}")
            self.heard.append(told)
            if true(told):
                return told

    def stop(self) -> float:
        """End it; how many seconds that took."""
        began = time.monotonic()
        self.watch.stop()
        self._thread.join(LONGEST)
        assert not self._thread.is_alive(), "the watch does not end"
        return time.monotonic() - began


Listens = Callable[[Store], Listener]


@pytest.fixture
def listen() -> Iterator[Listens]:
    """Begin to listen at an office; ended with the test."""
    listeners: list[Listener] = []

    def begin(store: Store) -> Listener:
        listeners.append(Listener(Watch(store)))
        listeners[-1].until(lambda told: told.all)
        return listeners[-1]

    yield begin
    for listener in listeners:
        listener.stop()
