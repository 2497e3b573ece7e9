"""The numbers of the rail: how many cases stand in each state."""

from __future__ import annotations

from collections.abc import Mapping

from aftersales.storage.wire import Wire


def state_counts(wire: Wire) -> Mapping[str, int]:
    """How many cases stand in each state, imports taken back left out; a state without any may be absent."""
    return dict(wire.rows('SELECT "state", "n" FROM "state_count"'))
