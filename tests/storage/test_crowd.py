"""Fifteen desks at once, three of them killed: numbers without gap or duplicate, and a clean office."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from aftersales.storage.verify import verify
from tests.storage.desks import Desk, hear_all, registering, start
from tests.storage.small_office import Small, new_office, numbers

DESKS, EACH = 15, 20
KILLED_AFTER = (2, 7, 13)
"""After how many acknowledged registrations each victim dies."""


def _crowd(office: Small) -> list[Desk]:
    """All desks at work to the end; the first three are killed on the way."""
    desks = [start(registering, office, EACH) for _ in range(DESKS)]
    victims = dict(zip(map(id, desks), KILLED_AFTER, strict=False))

    def heard(desk: Desk) -> None:
        if len(desk.acknowledged) == victims.get(id(desk)):
            assert desk.kill(), "a victim ended before it was killed"

    hear_all(desks, heard)
    for desk in desks:
        desk.process.join()
    return desks


def _by_day(found: list[str]) -> dict[str, list[int]]:
    days: dict[str, list[int]] = defaultdict(list)
    for number in found:
        day, _, n = number.rpartition("-")
        days[day].append(int(n))
    return days


def test_a_crowd_leaves_no_gap(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """15 × 20 registrations, three desks killed: what was acknowledged is there, numbers have no gap."""
    office = new_office(engine, tmp_path, request)
    desks = _crowd(office)
    assert [len(desk.acknowledged) for desk in desks[3:]] == [EACH] * (DESKS - 3)
    assert [desk.process.exitcode for desk in desks] == [-9] * 3 + [0] * (DESKS - 3)
    acknowledged = [number for desk in desks for number in desk.acknowledged]
    with closing(office.store(office.admin)) as store:
        found = numbers(store)
        assert verify(store) == ()
    assert len(set(found)) == len(found)
    assert set(acknowledged) <= set(found)
    assert len(found) - len(acknowledged) <= len(KILLED_AFTER)  # committed, and killed before it was said
    assert all(sorted(counted) == list(range(1, len(counted) + 1)) for counted in _by_day(found).values())
