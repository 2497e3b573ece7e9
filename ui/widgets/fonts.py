"""The type sizes as functions, and the fonts that the program brings with it."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from ui.widgets.theme import RESOURCES, theme

FAMILY = "Noto Sans SC"
FALLBACKS = (FAMILY, "Microsoft YaHei UI", "DengXian", "SimHei")
_PT = 0.75
_WEIGHTS = {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 600: QFont.Weight.DemiBold}


@cache
def load() -> tuple[str, ...]:
    """Give Qt the three weights of the window's font; the families that came of it."""
    folder = RESOURCES / "fonts" / "ui"
    loaded = (QFontDatabase.addApplicationFont(str(file)) for file in sorted(folder.glob("*.ttf")))
    return tuple(
        sorted({name for number in loaded for name in QFontDatabase.applicationFontFamilies(number)})
    )


@cache
def font(size: float, weight: int = 400) -> QFont:
    """A font of ``size`` px at 100 % and of weight 400, 500 or 600, at this zoom; do not change it."""
    made = QFont(list(FALLBACKS))
    made.setPointSizeF(size * _PT * theme().zoom)
    made.setWeight(_WEIGHTS[weight])
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def figure() -> QFont:
    """The one large figure of a page."""
    return font(20, 600)


def title() -> QFont:
    """A page's title."""
    return font(18, 600)


def spoken() -> QFont:
    """The customer's own words."""
    return font(15)


def section() -> QFont:
    """A section's head."""
    return font(14, 600)


def body() -> QFont:
    """Running text and cells."""
    return font(13)


def strong() -> QFont:
    """Emphasis within running text."""
    return font(13, 500)


def label() -> QFont:
    """Labels, numbers, column headers."""
    return font(12)


def tick() -> QFont:
    """Ticks of a chart and key caps only."""
    return font(11)


theme().empties(font.cache_clear)
