"""The facts of a case: who, telephone, what, whose, its clocks beside or beneath; shortened if room lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.models.cells import DueMark
from ui.widgets import fonts
from ui.widgets.badges import Badge, IconLabel
from ui.widgets.paint import strokes
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

LEAST = 96
"""Px at 100 %: what a fact keeps while another can still give way, and before the clocks stand beneath."""
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
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(4))
        line, clocks = QHBoxLayout(), QHBoxLayout()
        for each in (line, clocks):
            each.setSpacing(px(8))
            self._lines.addLayout(each)
        for name, label in self.facts.items():
            line.addWidget(IconLabel(ICONS[name], Token.INK3))
            line.addWidget(label)
            line.addSpacing(px(12))
        line.addStretch(1)
        clocks.addStretch(1)
        clocks.addWidget(self.clock)
        clocks.addWidget(self.later)
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
        """The widest words that have room; where they lack it, the clocks stand beneath."""
        font = fonts.body()
        full = {name: strokes.width_of(told, font) + 2 for name, told in self._told.items()}
        later = strokes.width_of(self._later, fonts.label()) + px(8) + 2 if self._later else 0
        room = self.width() - px((16 + 8 + 8 + 12 + 8) * len(full))
        clock = self.clock.sizeHint().width() + px(8)
        beneath = clock + sum(_shared(full, 0, px(LEAST)).values()) > room
        self._stand(beneath=beneath)
        taken = 0 if beneath else clock
        widths = _shared(_shared(full, room - taken, px(LEAST)), room - taken, px(24))
        left = self.width() - clock if beneath else room - taken - sum(widths.values())
        self._write(widths, two=0 < later <= left)

    def _stand(self, *, beneath: bool) -> None:
        way = QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight
        if self._lines.direction() is not way:
            self._lines.setDirection(way)
            self.updateGeometry()

    def _write(self, widths: Mapping[str, int], *, two: bool) -> None:
        """``two``: the second clock is said beside the first, not in its tooltip."""
        self.later.setText(self._later if two else "")
        self.later.setVisible(two)
        strokes.tip(self.clock, "" if two else self._later)
        for name, label in self.facts.items():
            shown = strokes.elided(self._told[name], fonts.body(), widths[name])
            label.setText(shown)
            strokes.tip(label, self._told[name] if shown != self._told[name] else "")


def _shared(full: Mapping[str, int], room: int, least: int) -> dict[str, int]:
    """These widths less what the room asks, taken in the order of ``YIELD`` as far as ``least`` lets."""
    widths = dict(full)
    for name in YIELD:
        over = sum(widths.values()) - room
        widths[name] -= max(min(over, widths[name] - least), 0)
    return widths
