"""A queue beside a page: the row of the case on the page is marked, the arrows walk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.buttons import untold
from ui.widgets.fields.sight import bring, put_cursor
from ui.widgets.theme import px

ROW = 64
"""Px of the height of a row."""
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
"""How far a key walks."""


class CaseRow(QAbstractButton):
    """The row of a case, read out as ``name``; checked, it is the one on the page."""

    def __init__(self, case_no: str, name: str) -> None:
        super().__init__()
        self.case_no = case_no
        self.setText(untold(name))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(CaseQueue.WIDTH), px(ROW))


class CaseQueue(QWidget):
    """The rows. ``chose`` brings the number of the case that is to come onto the page.

    The mark is on what was chosen last, also while its page is on its way and when the rows come anew.
    """

    WIDTH = 272
    """Px of a queue."""
    chose = Signal(str)
    rows: Sequence[CaseRow]

    def __init__(self) -> None:
        super().__init__()
        self.rows = []
        self._marked = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def mark(self, case_no: str) -> None:
        """Show which one is on the page; another one than before comes into sight."""
        for row in self.rows:
            row.setChecked(row.case_no == case_no)
            if row.isChecked() and case_no != self._marked and not row.underMouse():
                bring(row)
        self._marked = case_no

    def walk(self, by: int) -> None:
        """Go to the next or the previous one."""
        at = self._here() + by
        if 0 <= at < len(self.rows):
            put_cursor(self.rows[at])
            self.rows[at].click()

    def _here(self) -> int:
        return next((at for at, row in enumerate(self.rows) if row.isChecked()), -1)

    # Its parts

    def _put(self, at: int, part: QWidget) -> None:
        self._column.insertWidget(at, part)
        if isinstance(part, CaseRow):
            part.setChecked(part.case_no == self._marked)
            part.clicked.connect(partial(self._choose, part))
            part.installEventFilter(self)
        part.show()  # now, not when the layout comes to it: what is not seen yet takes no keys

    def _take_away(self, part: QWidget) -> None:
        self._column.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _choose(self, row: CaseRow, _: bool = False) -> None:  # noqa: FBT002 - the signal's own
        self._marked = row.case_no
        self.chose.emit(row.case_no)
