"""协议: the list of papers by where they are, and behind each line the agreement beside its paper."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ui.presenters.agreements.listing import AgreementLine, number_of
from ui.presenters.exporting import Table
from ui.presenters.live.refresh import Heard
from ui.views.agreements.listing import AgreementList
from ui.views.agreements.sheet import AgreementSheet
from ui.views.room import Page, Room


class AgreementsView(Page):
    """Opened with the number of an agreement (TS-…-X1) or of its case."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.list, self.sheet = AgreementList(room), AgreementSheet(room)
        self.pile = QStackedWidget()
        self.pile.addWidget(self.list)
        self.pile.addWidget(self.sheet)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.pile)
        self.list.opened.connect(self._open_line)
        self.sheet.left.connect(self.show_list)
        self.setFocusProxy(self.list)

    @property
    def on_sheet(self) -> bool:
        """Whether one agreement is shown."""
        return self.pile.currentWidget() is self.sheet

    def _open_line(self, line: AgreementLine) -> None:
        self._open(line.case_no, str(line.no))

    def _open(self, case_no: str, number: str = "") -> None:
        self.pile.setCurrentWidget(self.sheet)
        self.setFocusProxy(self.sheet)
        self.sheet.presenter.open(case_no, number)

    def show_list(self) -> None:
        """Back to the list."""
        self.pile.setCurrentWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.list.setFocus()
        self.list.presenter.refresh()

    # What the frame asks

    def open(self, key: str) -> None:
        if key and self.sheet.may_leave():
            self._open(*(number_of(key) or (key, "")))

    def table(self) -> Table | None:
        return None if self.on_sheet else self.list.table()

    def refresh(self) -> None:
        if self.on_sheet:
            self.sheet.presenter.refresh()
        else:
            self.list.presenter.refresh()

    def hear(self, heard: Heard) -> None:
        if heard.written:
            self.refresh()

    def may_leave(self) -> bool:
        return not self.on_sheet or self.sheet.may_leave()


def make(room: Room) -> Page:
    """The page for the frame."""
    return AgreementsView(room)
