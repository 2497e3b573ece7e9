"""The colours of the look as one table: a token, its light and its dark value (design: look.md, Tokens)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Scheme(StrEnum):
    """Which of the two palettes."""

    LIGHT = "light"
    DARK = "dark"


class Token(StrEnum):
    """What a colour is for; a widget names the purpose, never the colour."""

    CHROME = "chrome"
    SURFACE = "surface"
    SUNKEN = "sunken"
    HOVER = "hover"
    POPUP = "popup"
    DESK = "desk"
    LINE = "line"
    LINE2 = "line2"
    FIELD = "field"
    INK = "ink"
    INK2 = "ink2"
    INK3 = "ink3"
    DISABLED = "disabled"
    ACCENT = "accent"
    FILL = "fill"
    FILL_HOVER = "fill_hover"
    FILL_PRESS = "fill_press"
    ON_FILL = "on_fill"
    SOFT = "soft"
    FOCUS = "focus"
    RED = "red"
    RED_SOFT = "red_soft"
    AMBER = "amber"
    AMBER_SOFT = "amber_soft"
    GREEN = "green"
    TOAST = "toast"
    TOAST_INK = "toast_ink"
    TOAST_VERB = "toast_verb"
    CHOSEN = "chosen"
    TROUGH = "trough"


TABLE: Mapping[Token, tuple[str, str]] = {
    Token.CHROME: ("#EDF0F2", "#15181B"),  # rail, top bar, status line
    Token.SURFACE: ("#FFFFFF", "#1D2125"),  # the sheet, fields, tables
    Token.SUNKEN: ("#F6F8F9", "#191C20"),  # side panels, disabled fields
    Token.HOVER: ("#F1F4F6", "#262C31"),  # the row under the pointer
    Token.POPUP: ("#FFFFFF", "#262C31"),  # menus, lists that open, the palette
    Token.DESK: ("#DDE2E6", "#101214"),  # behind paper
    Token.LINE: ("#E3E7EA", "#2D3339"),  # hairline
    Token.LINE2: ("#CDD4DA", "#3C444B"),  # header line, edge of a button
    Token.FIELD: ("#848F99", "#717C86"),  # lower edge of a field: 3:1, it says "here one types"
    Token.INK: ("#1A2127", "#E4E8EB"),
    Token.INK2: ("#4C5761", "#AEB8C0"),
    Token.INK3: ("#5F6A74", "#929DA6"),  # labels and numbers; nothing is paler
    Token.DISABLED: ("#A3ABB2", "#5B646C"),  # exempt from contrast; the tooltip says why
    Token.ACCENT: ("#12628A", "#74BDE0"),  # links, icons, the mark of what is selected
    Token.FILL: ("#15678F", "#22759C"),  # primary button
    Token.FILL_HOVER: ("#105779", "#277AA1"),
    Token.FILL_PRESS: ("#0D4A67", "#1B6386"),
    Token.ON_FILL: ("#FFFFFF", "#FFFFFF"),
    Token.SOFT: ("#E1EEF5", "#1D3644"),  # selected row
    Token.FOCUS: ("#1F7FAE", "#5FB2DA"),  # ring
    Token.RED: ("#AE2A21", "#F2958C"),  # overdue, error, major
    Token.RED_SOFT: ("#FBECEA", "#3D2624"),
    Token.AMBER: ("#845400", "#E2B561"),  # due soon, missing, likely duplicate
    Token.AMBER_SOFT: ("#FAF0DB", "#382E1B"),
    Token.GREEN: ("#1F6C46", "#84C7A0"),  # done; icons only
    Token.TOAST: ("#262D33", "#E6EAED"),
    Token.TOAST_INK: ("#F2F5F7", "#1A2127"),
    Token.TOAST_VERB: ("#8CCBEA", "#0F5B82"),
    Token.CHOSEN: ("#FFFFFF", "#39424A"),  # the chosen part of a segmented control
    Token.TROUGH: ("#EDF0F2", "#15181B"),  # the groove it lies in; scroll bars, progress
}

BACKGROUNDS = (Token.SURFACE, Token.SUNKEN, Token.CHROME, Token.HOVER, Token.SOFT)
"""What text may stand on; contrast holds on the worst of them."""
TEXTS = (Token.INK, Token.INK2, Token.INK3, Token.ACCENT, Token.RED, Token.AMBER, Token.GREEN)
"""What text or an icon with a meaning may be drawn in: at least 4.5:1."""


def value(token: Token, scheme: Scheme) -> str:
    """The token's colour as ``#RRGGBB``."""
    light, dark = TABLE[token]
    return light if scheme == Scheme.LIGHT else dark


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, 0 to 1. Source: WCAG 2.2, relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21. Source: WCAG 2.2, contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
