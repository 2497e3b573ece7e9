"""Writing a list as a workbook (Ctrl+Shift+E): where it goes, how far it is, and the way to stop it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.i18n import translate
from ui.presenters.exporting import Exporter, Table, Writes

if TYPE_CHECKING:
    from ui.views.room import Room

KEY = "Ctrl+Shift+E"
_ENDING = ".xlsx"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
"""What a file's name may not hold on Windows."""


class Exports:
    """Asks where to, writes, and tells in the status line."""

    def __init__(self, window: QWidget, room: Room, write: Writes) -> None:
        self._window, self._room, self._name = window, room, ""
        self.writer = Exporter(self, room.runner, room.signed, room.frame.refuse, write)

    def begin(self, table: Table) -> None:
        """Ask where this table goes, and write it."""
        name = _FORBIDDEN.sub(" ", table.name)
        place = self.ask_place(f"{name} {self._room.today():%Y-%m-%d}{_ENDING}")
        if place:
            self._name = table.name
            self.writer.begin(Path(place), table)

    def ask_place(self, name: str) -> str:
        """Where a file of this name goes; "" is nowhere."""
        folder = Path(self._room.prefs.text("export.folder") or Path.home())
        told = translate("Export", "导出表格")
        from PySide6.QtWidgets import QFileDialog

        place, _ = QFileDialog.getSaveFileName(self._window, told, str(folder / name), "Excel (*.xlsx)")
        if place:
            self._room.prefs.put("export.folder", str(Path(place).parent))
        return place if not place or place.endswith(_ENDING) else f"{place}{_ENDING}"

    # What the writer shows

    def show_export(self, done: int, total: int) -> None:
        told = translate("Export", "导出{list}：{n} 条").format(list=self._name, n=done)
        self._room.frame.work(told, done, total, self.writer.cancel)

    def show_export_ended(self) -> None:
        self._room.frame.work("", 0, 0, None)

    def show_exported(self, path: Path, rows: int) -> None:
        told = translate("Export", "已导出 {n} 条：{name}")
        self._room.frame.say(told.format(n=rows, name=path.name))
