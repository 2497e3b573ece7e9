"""Troubles are tried in the real window: the look on, the folders of the test, nothing left behind."""

from tests.ui.conftest import dressed, light

__all__ = ["dressed", "light"]
