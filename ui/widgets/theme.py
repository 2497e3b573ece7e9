"""The look that is on: scheme, zoom, palette, and the bell that empties painted caches."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.widgets.tokens import Scheme, Token, value

if TYPE_CHECKING:
    from collections.abc import Callable

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
ZOOMS = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The steps of Ctrl+Plus and Ctrl+Minus."""

_ROLES: dict[QPalette.ColorRole, Token] = {
    QPalette.ColorRole.Window: Token.SURFACE,
    QPalette.ColorRole.WindowText: Token.INK,
    QPalette.ColorRole.Base: Token.SURFACE,
    QPalette.ColorRole.AlternateBase: Token.SUNKEN,
    QPalette.ColorRole.Text: Token.INK,
    QPalette.ColorRole.Button: Token.SURFACE,
    QPalette.ColorRole.ButtonText: Token.INK,
    QPalette.ColorRole.BrightText: Token.ON_FILL,
    QPalette.ColorRole.PlaceholderText: Token.INK3,
    QPalette.ColorRole.Highlight: Token.FILL,
    QPalette.ColorRole.HighlightedText: Token.ON_FILL,
    QPalette.ColorRole.Accent: Token.ACCENT,
    QPalette.ColorRole.Link: Token.ACCENT,
    QPalette.ColorRole.LinkVisited: Token.ACCENT,
    QPalette.ColorRole.ToolTipBase: Token.TOAST,
    QPalette.ColorRole.ToolTipText: Token.TOAST_INK,
    QPalette.ColorRole.Light: Token.HOVER,
    QPalette.ColorRole.Midlight: Token.LINE,
    QPalette.ColorRole.Mid: Token.LINE2,
    QPalette.ColorRole.Dark: Token.FIELD,
    QPalette.ColorRole.Shadow: Token.DESK,
}
_DISABLED: dict[QPalette.ColorRole, Token] = {
    QPalette.ColorRole.WindowText: Token.DISABLED,
    QPalette.ColorRole.Text: Token.DISABLED,
    QPalette.ColorRole.ButtonText: Token.DISABLED,
    QPalette.ColorRole.PlaceholderText: Token.DISABLED,
    QPalette.ColorRole.HighlightedText: Token.DISABLED,
    QPalette.ColorRole.Link: Token.DISABLED,
    QPalette.ColorRole.Base: Token.SUNKEN,
    QPalette.ColorRole.Button: Token.SUNKEN,
    QPalette.ColorRole.Highlight: Token.LINE,
    QPalette.ColorRole.Accent: Token.DISABLED,
}


class Theme(QObject):
    """Scheme and zoom of the window; ``changed`` comes after every painted cache is empty."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Scheme.LIGHT
        self.zoom = 1.0
        self._colours: dict[Token, QColor] = {}
        self._caches: list[Callable[[], object]] = []
        self._dress()

    def _dress(self) -> None:
        self._colours = {token: QColor(value(token, self.scheme)) for token in Token}

    def colour(self, token: Token) -> QColor:
        """The token's colour now; do not change it in place."""
        return self._colours[token]

    def empties(self, clear: Callable[[], object]) -> None:
        """Have ``clear`` called before each change: a painted cache that holds old colours or sizes."""
        self._caches.append(clear)

    def put_on(self, app: QApplication, scheme: Scheme, zoom: float = 1.0) -> None:
        """Dress the whole window; at run time too."""
        self.scheme, self.zoom = scheme, zoom
        self._dress()
        self.forget()
        app.setPalette(palette(scheme))
        self.changed.emit()

    def forget(self) -> None:
        """Empty every painted cache: after a change of scheme, zoom or language."""
        for clear in self._caches:
            clear()


@cache
def theme() -> Theme:
    """The one theme of this program."""
    return Theme()


def colour(token: Token) -> QColor:
    """The token's colour now."""
    return theme().colour(token)


def px(measure: float) -> int:
    """A measure of the look in device-independent pixels at the zoom that is on."""
    return round(measure * theme().zoom)


def system_scheme() -> Scheme:
    """What the operating system asks for: light unless it says dark."""
    dark = QGuiApplication.styleHints().colorScheme().name == "Dark"
    return Scheme.DARK if dark else Scheme.LIGHT


def palette(scheme: Scheme) -> QPalette:
    """The whole palette of a scheme, also for what is disabled."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, QColor(value(token, scheme)))
    for role, token in _DISABLED.items():
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(value(token, scheme)))
    return made
