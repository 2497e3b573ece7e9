"""Dress the application at the start, and again whenever the theme changes: style, fonts, theme."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.widgets import fonts
from ui.widgets.style import Look
from ui.widgets.theme import Theme, system_scheme, theme
from ui.widgets.tokens import Scheme


def dress(app: QApplication, scheme: Scheme | None = None, zoom: float = 1.0) -> Theme:
    """Give the application its look; without a scheme the operating system's is taken."""
    app.setStyle(Look())
    fonts.load()
    theme().changed.connect(set_font)
    theme().put_on(app, scheme or system_scheme(), zoom)
    return theme()


def set_font() -> None:
    """The running text's font at the zoom that is on, for all that names none of its own."""
    QApplication.setFont(fonts.body())
