"""Forty desks killed between their first write and their end: nothing acknowledged is lost."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aftersales.storage.orm import SQLITE
from aftersales.storage.verify import verify
from tests.storage.desks import PATIENCE_SECONDS, WRITTEN, Desk, start, telling
from tests.storage.small_office import Small, new_office, numbers

KILLS, AT_THE_GATE, EACH = 40, 12, 3
NO_GATE = 0


@dataclass
class Toll:
    """How many were killed, how many of them inside a transaction, and what all had acknowledged."""

    killed: int = 0
    inside: int = 0
    acknowledged: list[str] = field(default_factory=list)

    def count(self, desk: Desk, *, died: bool, inside: bool) -> None:
        self.killed += died
        self.inside += died and inside
        self.acknowledged += desk.acknowledged


def _begun(office: Small, gate: int) -> Desk:
    """A desk that has just written for the first time."""
    desk = start(telling, office, EACH, gate)
    assert desk.hear(time.monotonic() + PATIENCE_SECONDS) == WRITTEN
    return desk


def _life(office: Small, toll: Toll) -> float:
    """How long an undisturbed desk lives after its first write, in seconds."""
    desk, begun = _begun(office, NO_GATE), time.monotonic()
    toll.acknowledged += desk.finish()
    return time.monotonic() - begun


def _kill_at_gate(office: Small, toll: Toll, gate: int) -> None:
    """Kill a desk that waits inside its transaction, all rows written."""
    desk = _begun(office, gate)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while desk.said.count(WRITTEN) < gate:
        assert desk.hear(deadline) is not None
    toll.count(desk, died=desk.kill(), inside=True)


def _kill_later(office: Small, toll: Toll, seconds: float) -> bool:
    """Kill a desk that runs freely, so long after its first write; one that has ended does not count."""
    desk = _begun(office, NO_GATE)
    moment = time.monotonic() + seconds
    while time.monotonic() < moment and not desk.gone:
        desk.hear(moment)
    died = desk.kill()
    toll.count(desk, died=died, inside=_left_open(office))
    return died


def _left_open(office: Small) -> bool:
    """Whether a file was left in the middle of a transaction: its journal is there, to be rolled back."""
    if office.engine != SQLITE:
        return False
    journal = Path(f"{office.url.removeprefix('sqlite:///')}-journal")
    return journal.exists() and journal.stat().st_size > 0


def test_nothing_acknowledged_is_lost(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """40 killed, 12 of them inside a transaction for sure: each time the acknowledged numbers are there."""
    office, toll = new_office(engine, tmp_path, request), Toll()
    with closing(office.store(office.admin)) as store:
        life = _life(office, toll)
        for turn in range(AT_THE_GATE):
            _kill_at_gate(office, toll, 1 + turn % EACH)
            assert set(toll.acknowledged) <= set(numbers(store))
        turn = 0
        while toll.killed < KILLS:
            if not _kill_later(office, toll, life * (turn % 28) / 28):
                life *= 0.9  # the first lived longer, while the machine was busy
            assert set(toll.acknowledged) <= set(numbers(store))
            turn += 1
            assert turn < 3 * KILLS, "they end before they can be killed"
        assert verify(store) == ()
    assert toll.inside >= AT_THE_GATE
    print(f"{engine}: {toll.killed} killed, {toll.inside} inside a transaction, life {life:.3f} s")
