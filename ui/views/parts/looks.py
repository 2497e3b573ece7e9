"""Light, dark, or as the computer has it: what a person chose becomes the scheme to put on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

if TYPE_CHECKING:
    from ui.prefs import Prefs

SYSTEM = "system"
"""The choice to follow the computer."""


def scheme_of(told: str) -> Scheme:
    """The scheme of a choice that was remembered; the one that is on where nothing was chosen."""
    if told in set(Scheme):
        return Scheme(told)
    if told == SYSTEM and isinstance(QGuiApplication.instance(), QGuiApplication):
        return _of(QGuiApplication.styleHints().colorScheme())
    return theme().scheme


def _of(told: Qt.ColorScheme) -> Scheme:
    return Scheme.DARK if told is Qt.ColorScheme.Dark else Scheme.LIGHT


class FollowsSystem(QObject):
    """While a person's frame stands, his window goes dark and light with the computer, if he chose so."""

    def __init__(self, frame: QObject, prefs: Prefs) -> None:
        super().__init__(frame)
        self._prefs = prefs
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self, told: Qt.ColorScheme) -> None:
        app = QApplication.instance()
        if self._prefs.text("scheme") == SYSTEM and isinstance(app, QApplication):
            theme().put_on(app, _of(told), theme().zoom)
