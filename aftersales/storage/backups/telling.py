"""How far a backup or a restore is, for whoever waits for it and may end it."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], None]
"""Hears how far the work is (done, all of it). What it raises ends the work, and nothing of it remains."""


def silent(_done: int, _all: int) -> None:
    """Nobody waits."""
