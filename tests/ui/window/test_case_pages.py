"""A case and the approvals within the frame: reached from where their numbers stand, decided with a key."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.window.desk import Desk
from tests.ui.window.test_frame import cases_of
from ui.views.approvals import ApprovalsView
from ui.views.case import CaseView


def test_enter_in_the_list_opens_the_case(desk: Desk) -> None:
    """From the list with Enter to the page; another line opens another case on the same page."""
    frame = desk.enter("service1")
    frame.go("cases")
    found = cases_of(desk)
    numbers = [found.rows.row(at).line.case_no for at in range(2)]
    for number in numbers:
        frame.go("cases")
        found.list.go_to(found.rows.key_at(numbers.index(number)))
        desk.key(Qt.Key.Key_Return, found.list)
        desk.wait(lambda: frame.current == "case")
        page = frame.pages["case"]
        assert isinstance(page, CaseView)
        desk.wait(lambda page=page, number=number: page.number.text() == number)
        assert page.isVisible()


def test_a_decision_changes_the_count_of_the_rail(desk: Desk) -> None:
    """The leader approves with one key, and one fewer waits."""
    frame = desk.enter("lead1")
    before = frame.rail.items["approvals"].all
    frame.go("approvals")
    page = frame.pages["approvals"]
    assert isinstance(page, ApprovalsView)
    desk.wait(lambda: page.page is not None)
    assert len(page.queue.rows) == before
    desk.key(Qt.Key.Key_A)
    desk.wait(lambda: len(page.queue.rows) == before - 1)
    desk.wait(lambda: frame.rail.items["approvals"].all == before - 1)
