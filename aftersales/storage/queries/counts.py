"""The numbers of the rail and of saved filters: how many cases stand in a state, or are wanted."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.storage.queries.cases import CaseFilter, counted
from aftersales.storage.wire import Wire

MOST_COUNTED = 1000
"""Who has so many of a kind before him needs no exact number; counting more would cost a look at each."""


def state_counts(wire: Wire) -> Mapping[str, int]:
    """How many cases stand in each state, imports taken back left out; a state without any may be absent."""
    return dict(wire.rows('SELECT "state", "n" FROM "state_count"'))


def filter_counts(wire: Wire, filters: Mapping[str, CaseFilter]) -> Mapping[str, int]:
    """How many cases each filter finds, by its name; ``MOST_COUNTED`` where there are as many or more."""
    return {name: counted(wire, wanted, MOST_COUNTED) for name, wanted in filters.items()}
