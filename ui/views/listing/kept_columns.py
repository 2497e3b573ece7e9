"""Which columns a list shows, in what order and how wide: chosen in a menu, remembered per person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ui.i18n import translate
from ui.widgets.buttons import Button, Kind, untold
from ui.widgets.theme import px

if TYPE_CHECKING:
    from ui.prefs import Prefs
    from ui.widgets.table import ListView

LEAST = 140
"""Px at 100 % that the open column keeps before another is dropped."""


class KeptColumns(QObject):
    """Keeps the columns of one list under ``name``; ``button`` and a right click on a head open the menu."""

    def __init__(self, view: ListView, prefs: Prefs, name: str, dropped: Sequence[str]) -> None:
        """``dropped``: columns that go where there is no room, in this order; the others stay."""
        super().__init__(view)
        self._list, self._prefs, self._name, self._dropped = view, prefs, name, tuple(dropped)
        self._shown: tuple[str, ...] = ()
        self._room = 0
        names = [column.name for column in view.rows.columns]
        kept = [each for each in prefs.texts(f"{name}.columns") if each in names]
        self.chosen: tuple[str, ...] = tuple(kept) or tuple(names)
        self.button = Button(kind=Kind.GHOST, small=True).only_icon(
            "columns-3", translate("Columns", "选择列")
        )
        self.menu = QMenu(self.button)
        view.set_widths(prefs.numbers(f"{name}.widths"))
        view.set_order(prefs.texts(f"{name}.order"))
        view.widths_changed.connect(lambda: prefs.put(f"{name}.widths", view.widths()))
        view.order_changed.connect(lambda: prefs.put(f"{name}.order", list(view.order())))
        view.head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.head.customContextMenuRequested.connect(lambda at: self.open(view.head.mapToGlobal(at)))
        self.button.clicked.connect(
            lambda: self.open(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        )

    def open(self, at: QPoint) -> None:
        """Show the menu there: every column with a tick, and the way back to how it was delivered."""
        self.menu.clear()
        for column in self._list.rows.columns:
            action = QAction(untold(column.head), self.menu)
            action.setCheckable(True)
            action.setChecked(column.name in self.chosen)
            action.setEnabled(column.name in self._dropped)
            action.toggled.connect(partial(self._choose, column.name))
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addAction(translate("Columns", "恢复默认"), self.reset)
        self.menu.popup(at)

    def _choose(self, name: str, yes: bool) -> None:
        names = [column.name for column in self._list.rows.columns]
        self.chosen = tuple(
            each for each in names if (each in self.chosen or each == name) and (yes or each != name)
        )
        self._prefs.put(f"{self._name}.columns", list(self.chosen))
        self.fit()

    def reset(self) -> None:
        """All columns, their own widths and order."""
        self.chosen = tuple(column.name for column in self._list.rows.columns)
        for key in ("columns", "widths", "order"):
            self._prefs.put(f"{self._name}.{key}", None)
        self._list.set_widths({})
        self._list.set_order(())
        self.fit()

    def fit(self, room: int | None = None) -> None:
        """Show what is chosen as far as there is room (px); the open column is never squeezed."""
        self._room = room = self._room if room is None else room
        widths = {
            column.name: max(self._list.wanted(at), 0 if column.width else px(LEAST))
            for at, column in enumerate(self._list.rows.columns)
        }
        shown = list(self.chosen)
        for name in self._dropped:
            if sum(widths[each] for each in shown) <= room:
                break
            if name in shown:
                shown.remove(name)
        if tuple(shown) != self._shown:
            self._shown = tuple(shown)
            self._list.show_columns(self._shown)
            self._list.rows.forget_cells()
