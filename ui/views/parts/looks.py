"""Light, dark, or as the computer has it: what a person chose becomes the scheme to put on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

SYSTEM = "system"
"""The choice to follow the computer."""


def scheme_of(told: str) -> Scheme:
    """The scheme of a choice that was remembered; the one that is on where nothing was chosen."""
    if told in set(Scheme):
        return Scheme(told)
    if told == SYSTEM and isinstance(QGuiApplication.instance(), QGuiApplication):
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return Scheme.DARK if dark else Scheme.LIGHT
    return theme().scheme
