"""A real window on a copy of the practice office, as for the tests of the window."""

from tests.ui.window.conftest import address, desk, full

__all__ = ["address", "desk", "full"]
