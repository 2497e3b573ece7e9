"""The facts of a case in one line: who, telephone, what, whose, its clocks; it shortens what lacks room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.models.cells import DueMark
from ui.widgets import fonts
from ui.widgets.badges import Badge, IconLabel
from ui.widgets.paint import strokes
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDEST, LEAST = 260, 96
"""Px at 100 %: what a fact may have, and what it keeps while another can still give way."""
ICONS: Mapping[str, str] = {"who": "building", "phone": "phone", "what": "droplet", "owner": "user"}
YIELD = ("what", "owner", "phone", "who")
"""Who gives way first: the customer's name is the last to be shortened."""


class FactsLine(QWidget):
    """Icons with words and the next two clocks. Its width is the page's; whole words are in the tooltips."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = {name: PlainLabel("") for name in ICONS}
        self.clock, self.later = Badge(""), PlainLabel("", fonts.label, Token.INK3)
        self._told: dict[str, str] = dict.fromkeys(ICONS, "")
        self._later = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        for name, label in self.facts.items():
            line.addWidget(IconLabel(ICONS[name], Token.INK3))
            line.addWidget(label)
            line.addSpacing(px(12))
        line.addStretch(1)
        line.addWidget(self.clock)
        line.addWidget(self.later)
        theme().changed.connect(self._fit)

    def show_facts(self, values: Sequence[str], marks: Sequence[DueMark]) -> None:
        """Show customer, telephone, product and owner, and the clocks that run, the next first."""
        self._told = dict(zip(ICONS, values, strict=True))
        self.clock.show_cell(marks[0] if marks else "")
        self._later = "".join(mark.word for mark in marks[1:])
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The widest words that have room; the second clock goes into a tooltip before the name is cut."""
        font = fonts.body()
        full = {name: min(strokes.width_of(told, font) + 2, px(WIDEST)) for name, told in self._told.items()}
        later = strokes.width_of(self._later, fonts.label()) + 2 if self._later else 0
        room = self.width() - self.clock.sizeHint().width() - px(8 + (16 + 8 + 8 + 12 + 8) * len(full))
        widths = _shared(full, room - later - px(8), px(LEAST))
        stays = sum(widths.values()) <= room - later - px(8)
        if not stays:
            widths = _shared(_shared(full, room, px(LEAST)), room, px(24))
        self.later.setText(self._later if stays else "")
        strokes.tip(self.clock, "" if stays else self._later)
        for name, label in self.facts.items():
            shown = strokes.elided(self._told[name], font, widths[name])
            label.setText(shown)
            strokes.tip(label, self._told[name] if shown != self._told[name] else "")


def _shared(full: Mapping[str, int], room: int, least: int) -> dict[str, int]:
    """These widths less what the room asks, taken in the order of ``YIELD`` as far as ``least`` lets."""
    widths = dict(full)
    for name in YIELD:
        over = sum(widths.values()) - room
        widths[name] -= max(min(over, widths[name] - least), 0)
    return widths
