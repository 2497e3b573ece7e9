"""The manual's window: its pages at the left, the one that is read at the right; F1 opens it where one is."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.presenters.runner import Lane, Runner
from ui.views.casework.planes import Plane
from ui.views.help.leaf import PAGES, Leaf, read, titles
from ui.views.help.reader import Reader
from ui.views.parts.rail import RailItem
from ui.widgets import fonts
from ui.widgets.keys import on_key
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDE, SIZE = 176, (1120, 720)
ICONS = {
    "start": "home",
    "register": "plus",
    "today": "sun",
    "cases": "message-report",
    "case": "file-text",
    "approvals": "gavel",
    "agreements": "contract",
    "notices": "truck-delivery",
    "follow_ups": "phone-check",
    "customers": "users",
    "printing": "printer",
    "settings": "settings",
    "backup": "database",
    "keys": "keyboard",
}


class HelpWindow(QDialog):
    """Stays beside the work, is never modal; Esc closes it."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self.reader = Reader()
        self.current = ""
        self.setWindowTitle(translate("Help", "使用手册"))
        self.setAccessibleName(translate("Help", "使用手册"))
        self._lay_out()
        self.reader.asked.connect(self.turn_to)
        on_key("F1", self, self.close)
        runner.run(titles, self._show_titles, lane=Lane.FILES)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        side = Plane(Token.SUNKEN)
        side.setFixedWidth(px(WIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(px(8), px(16), px(8), px(8))
        column.setSpacing(2)
        title = PlainLabel(translate("Help", "使用手册"), fonts.title)
        title.setContentsMargins(px(12), 0, 0, px(8))
        column.addWidget(title)
        for name in PAGES:
            column.addWidget(self._item(name))
        column.addStretch(1)
        line.addWidget(side)
        line.addWidget(self.reader, 1)
        self.resize(px(SIZE[0]), px(SIZE[1]))

    def _item(self, name: str) -> RailItem:
        item = RailItem(name, name, ICONS[name], "")
        item.clicked.connect(lambda: self.turn_to(name))
        self._group.addButton(item)
        self.items[name] = item
        return item

    def _show_titles(self, told: dict[str, str]) -> None:
        for name, title in told.items():
            self.items[name].say(title)

    def come(self, name: str) -> None:
        """Open it at this page, the beginning where there is no page of this name."""
        parent = self.parentWidget()
        if not self.isVisible() and parent is not None:
            over = parent.window().size()
            self.resize(min(px(SIZE[0]), over.width()), min(px(SIZE[1]), over.height()))
        self.show()
        self.raise_()
        self.activateWindow()
        self.turn_to(name if name in self.items else PAGES[0])
        self.reader.setFocus()

    def turn_to(self, name: str) -> None:
        """Read this page."""
        self.current = name
        self.items[name].setChecked(True)
        self._runner.run(lambda: read(name), self._show_leaf, lane=Lane.FILES)

    def _show_leaf(self, leaf: Leaf) -> None:
        if leaf.name == self.current:
            self.reader.show_leaf(leaf)

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.brush(self).fillRect(self.rect(), colour(Token.SURFACE))
