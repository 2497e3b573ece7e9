"""The stories in windows leave nothing behind."""

from tests.leftovers import flashes, nothing_left, timers

__all__ = ["flashes", "nothing_left", "timers"]
