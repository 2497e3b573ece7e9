"""Where a leader reads a decision: asked anew, it stays as scrolled, with its thumbnails and the keys."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from aftersales.domain.case import Case
from ui.views.casework.planes import upright
from ui.views.files.case import CaseFiles
from ui.views.room import Room
from ui.widgets.buttons import Button
from ui.widgets.lending import who_has_keys


class ReadingArea:
    """Scrolls one decision upright. ``heir``, the page around it, gets the keys of what goes."""

    def __init__(self, room: Room, heir: QWidget) -> None:
        self._room, self._heir = room, heir
        self.area = upright()
        self._files: CaseFiles | None = None
        self._case_no = ""
        self._lent: QWidget | None = None

    def may_take_keys(self, queue: QWidget, *, anew: bool) -> bool:
        """Whether a decision may take the keys: nobody types, and nobody is elsewhere with them."""
        keys, page = who_has_keys(self._heir), self._heir
        if keys is None or keys in (page, queue):
            return page.isVisible()
        mine = self.area.isAncestorOf(keys) or (isinstance(keys, Button) and page.isAncestorOf(keys))
        return anew and mine and page.isVisible()

    def files(self, case: Case, now: datetime) -> QWidget | None:
        """Thumbnails of the case's files, to be opened; those in sight where it is the same case."""
        if all(row.gone for row in case.attachments):
            return None
        same = case.complaint.case_no == self._case_no
        if self._files is None or not same or not isValid(self._files):
            self._files, self._case_no = CaseFiles(self._room), case.complaint.case_no
            self._files.destroyed.connect(self._files.section.deleteLater)  # it is taken out of that
        keys = who_has_keys(self.area)
        if keys is not None and self._files.isAncestorOf(keys):
            self._lent = keys
            self._heir.setFocus()
        self._files.show_case(case, now)
        return self._files

    def put(self, page: QWidget, *, again: bool) -> None:
        """Show this page; ``again``: it is about the same as the one before."""
        keys, bar = who_has_keys(self.area), self.area.verticalScrollBar()
        if keys is not None and self.area.isAncestorOf(keys):
            self._heir.setFocus()  # else Qt hands the keys of what goes to whoever comes next
        at = bar.value() if again else 0
        self.area.setWidget(page)
        self.area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        bar.setValue(at)
        lent, self._lent = self._lent, None
        if lent is not None and isValid(lent) and lent.isVisible():
            lent.setFocus()
