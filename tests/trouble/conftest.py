"""Troubles are tried in the real window: the look on, the folders of the test, nothing left behind."""

from tests.leftovers import clipboard, flashes, nothing_left, timers
from tests.ui.conftest import dressed, light

__all__ = ["clipboard", "dressed", "flashes", "light", "nothing_left", "timers"]
