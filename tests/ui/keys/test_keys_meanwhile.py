"""What comes from the office while somebody types or waits: the keys stay where they are."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from aftersales.app import open_app
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.taking import take
from tests.presenters.casework.test_reconsidering import TALK
from tests.stories.ui.call_room import Keyboard, long_call
from tests.ui.casework.rooms import answered
from tests.ui.window.desk import PASSWORD, Desk
from ui.views.approvals import ApprovalsView
from ui.views.follow_ups.page import FollowUpsView
from ui.views.notices.page import NoticesView
from ui.views.register import RegisterView


@pytest.fixture
def page(desk: Desk) -> ApprovalsView:
    """The approvals with the keys on 同意, at a small case that is lowered by money."""
    desk.enter("lead1")
    desk.frame.go("approvals")
    page = desk.frame.pages["approvals"]
    assert isinstance(page, ApprovalsView)
    desk.wait(page.buttons[Step.APPROVE].hasFocus)
    row = next(row for row in page.queue.rows if "1,240" in row.accessibleDescription())
    row.click()
    arrived(desk, page, row.case_no)
    page.buttons[Step.APPROVE].setFocus()
    page.double.stop()  # the time of a double click is over
    return page


def on_page(page: ApprovalsView) -> str:
    """The number of the case on the page."""
    look = page.presenter.look
    assert look is not None
    return look.case.complaint.case_no


def arrived(desk: Desk, page: ApprovalsView, case_no: str) -> None:
    """Its page has come."""
    desk.wait(lambda: page._shown is not None and page._shown[0] == case_no and on_page(page) == case_no)


def contact(desk: Desk, page: ApprovalsView, address: str) -> None:
    """Service logs a contact on the case on the page; the page has been read again."""
    case_no, before = on_page(page), page._shown
    with ThreadPoolExecutor(1) as elsewhere:
        app = elsewhere.submit(open_app, address, login="clerk1", password=PASSWORD).result()
        elsewhere.submit(app.do, take, Step.CONTACT, case_no, TALK).result()
        elsewhere.submit(app.close).result()
    page.refresh()
    desk.wait(lambda: page._shown != before)
    assert on_page(page) == case_no


def undecided(address: str, case_no: str) -> bool:
    """Whether it still waits for the leader's word."""
    with ThreadPoolExecutor(1) as elsewhere:
        app = elsewhere.submit(open_app, address, login="admin", password=PASSWORD).result()
        case = elsewhere.submit(app.ask, read_case, case_no).result()
        elsewhere.submit(app.close).result()
    return all(row.decision is None for row in case.approvals)


def keys_at(desk: Desk) -> QWidget | None:
    """Where the next key goes."""
    return desk.window.focusWidget()


def within(desk: Desk, page: QWidget) -> bool:
    """Whether the next key goes to this page."""
    keys = keys_at(desk)
    return keys is page or (keys is not None and page.isAncestorOf(keys))


def test_a_form_stays_open(desk: Desk, page: ApprovalsView, address: str) -> None:
    """The reason for handing on is half typed as the case moves: it stands, its letters decide nothing."""
    number = on_page(page)
    desk.key(Qt.Key.Key_T)
    assert page.pile.currentWidget() is page.form
    reason = next(field for path, field in page.form.fields.items() if "comment" in path)
    reason.take_focus()
    desk.type("他更清")
    where = keys_at(desk)
    contact(desk, page, address)
    assert page.pile.currentWidget() is page.form
    assert keys_at(desk) is where
    desk.key(Qt.Key.Key_A)
    assert reason.editor.words() == "他更清a"
    assert undecided(address, number)
    answered(verb=True)
    page.form.leave()


def test_a_form_that_is_left_shows_what_stands_now(desk: Desk, page: ApprovalsView, address: str) -> None:
    """Esc gives back the page as it was read meanwhile."""
    desk.key(Qt.Key.Key_T)
    contact(desk, page, address)
    assert page.pile.currentWidget() is page.form
    page.form.leave()
    assert page.pile.currentWidget() is page.right
    assert page.page is not None
    assert page.page.isVisible()


def test_the_palette_keeps_what_is_typed(desk: Desk, page: ApprovalsView) -> None:
    """A, then Ctrl+K at once: the next case comes, and the letters still go to the palette."""
    number = on_page(page)
    desk.key(Qt.Key.Key_A)
    desk.key(Qt.Key.Key_K, ctrl=True)
    box = desk.frame.palette_box
    assert box.line.hasFocus()
    desk.wait(lambda: page._shown is not None and page._shown[0] != number)
    assert box.line.hasFocus()
    desk.key(Qt.Key.Key_Escape)
    assert within(desk, page)


def test_a_scanned_number_opens_though_its_enter_came_first(desk: Desk, page: ApprovalsView) -> None:
    """Ctrl+K, a case's number and Enter at once, before the office has answered; Esc gives that up."""
    number, box = on_page(page), desk.frame.palette_box
    for gives_up in (True, False):
        desk.key(Qt.Key.Key_K, ctrl=True)
        desk.type(number)
        desk.key(Qt.Key.Key_Return)
        assert box.isVisible()
        if gives_up:
            desk.key(Qt.Key.Key_Escape)
            desk.wait(lambda: not desk.program.tasks._waiting)
            assert desk.frame.current == "approvals"
    desk.wait(lambda: desk.frame.current == "case")
    assert not box.isVisible()
    desk.wait(lambda: not desk.program.tasks._waiting)


def test_a_page_that_is_not_in_sight_takes_no_keys(desk: Desk, page: ApprovalsView, address: str) -> None:
    """A, then Ctrl+N at once: the next case comes unseen, and Space approves nothing."""
    number = on_page(page)
    desk.key(Qt.Key.Key_A)
    desk.key(Qt.Key.Key_N, ctrl=True)
    assert not page.isVisible()
    desk.wait(lambda: page._shown is not None and page._shown[0] != number)
    following = on_page(page)
    assert not within(desk, page)
    desk.frame.go("approvals")
    desk.wait(lambda: page.isVisible() and page.buttons[Step.APPROVE].isEnabled())
    assert undecided(address, following)


def test_a_number_is_typed_to_its_end(desk: Desk, page: ApprovalsView, address: str) -> None:
    """The case moves between two digits: the second one stands behind the first."""
    desk.key(Qt.Key.Key_L)
    desk.key(Qt.Key.Key_5)
    contact(desk, page, address)
    desk.key(Qt.Key.Key_0)
    assert page.page is not None
    assert [*page.page.ours.lowered().values()] == ["50"]


def test_what_is_marked_stays_marked(desk: Desk, page: ApprovalsView, address: str) -> None:
    """The case moves before the first digit: it still takes the place of what was proposed."""
    desk.key(Qt.Key.Key_L)
    contact(desk, page, address)
    desk.key(Qt.Key.Key_5)
    assert page.page is not None
    assert [*page.page.ours.lowered().values()] == ["5"]


def test_a_key_decides_only_what_is_marked(desk: Desk, page: ApprovalsView, address: str) -> None:
    """Down and A at once: the case before is not decided; A on the page that has come decides that one."""
    before = on_page(page)
    rows = [row.case_no for row in page.queue.rows]
    after = rows[rows.index(before) + 1]
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_A)
    arrived(desk, page, after)
    assert undecided(address, before)
    page.double.stop()  # the time of a double click is over
    desk.key(Qt.Key.Key_A)
    desk.wait(lambda: after not in {row.case_no for row in page.queue.rows})
    assert undecided(address, before)


def test_the_arrows_go_on_from_the_call_that_is_asked_for(desk: Desk) -> None:
    """Down, the queue is read again before the page has come, Down: the next call, not the same once more."""
    desk.enter("service1").go("follow_ups")
    page = desk.frame.pages["follow_ups"]
    assert isinstance(page, FollowUpsView)
    desk.wait(lambda: page.queue.rows and page.queue.rows[0].isChecked())
    desk.wait(lambda: desk.program.tasks._waiting == 0)
    desk.key(Qt.Key.Key_Down, page.queue.rows[0])
    page.show_queue(page._waiting, not_for_me=0)
    desk.key(Qt.Key.Key_Down, page.queue.rows[1])
    desk.wait(lambda: page._shown is not None and page._shown[0] == page.queue.rows[2].case_no)
    assert [row.isChecked() for row in page.queue.rows[:4]] == [False, False, True, False]


def test_the_palette_comes_twice_and_gives_the_keys_back(desk: Desk, page: ApprovalsView) -> None:
    """Ctrl+K, Ctrl+K, Esc: the keys are on 同意 again."""
    desk.key(Qt.Key.Key_K, ctrl=True)
    desk.key(Qt.Key.Key_K, ctrl=True)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.frame.palette_box.isVisible()
    assert page.buttons[Step.APPROVE].hasFocus()


def made_anew(desk: Desk, page: ApprovalsView) -> None:
    """The rows of the queue, one of which had the keys, are others now."""
    rows = page.queue.rows
    page.refresh()
    desk.wait(lambda: page.queue.rows is not rows)
    desk.wait(lambda: desk.program.tasks._waiting == 0)


@pytest.mark.parametrize("then", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_row_that_had_the_keys_is_gone(desk: Desk, page: ApprovalsView, then: Qt.Key) -> None:
    """The queue is read again beneath the palette: Esc goes back to the page, Enter where the line leads."""
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_K, ctrl=True)
    box = desk.frame.palette_box
    made_anew(desk, page)
    desk.type(f">{desk.frame.screens['today'].word()}")
    desk.wait(lambda: [line.screen for line in box.list.lines] == ["", "today"])
    desk.key(then)
    assert not box.isVisible()
    if then == Qt.Key.Key_Return:
        assert desk.frame.current == "today"
    else:
        assert within(desk, page)


def test_the_messages_lead_on_although_the_row_is_gone(desk: Desk, page: ApprovalsView) -> None:
    """Beneath the open messages the queue is read again: Enter opens the case of the message."""
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_I, ctrl=True)
    panel = desk.frame.bell.panel
    desk.wait(lambda: panel.list.messages)
    made_anew(desk, page)
    desk.key(Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert desk.frame.current == "case"
    assert within(desk, desk.frame.pages["case"])


def test_after_a_call_signed_with_the_mouse_the_next_one_begins(desk: Desk) -> None:
    """The button that was pressed waits for the office meanwhile; the cursor stands at the next telephone."""
    desk.enter("clerk1")
    desk.key(Qt.Key.Key_N, desk.frame, ctrl=True)
    page = desk.frame.pages["register"]
    assert isinstance(page, RegisterView)
    desk.wait(lambda: page.ready)
    long_call(Keyboard())
    QTest.mouseClick(page.submit, Qt.MouseButton.LeftButton)
    assert not page.submit.isEnabled()
    desk.wait(lambda: not page.form.values().get("phones"))
    desk.type("138")
    assert page.form.values()["phones"] == "138"


def test_after_a_verb_by_mouse_the_keys_go_on_in_the_panel(desk: Desk) -> None:
    """The warehouse takes a slip over with the mouse; Tab leads to its next verb."""
    desk.program.begin()
    desk.type("store1")
    desk.key(Qt.Key.Key_Return)
    desk.type(PASSWORD)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.frame is not None)
    desk.frame.go("notices")
    page = desk.frame.pages["notices"]
    assert isinstance(page, NoticesView)
    desk.wait(page.panel.verbs.isVisible)
    QTest.mouseClick(page.panel.buttons[Step.ACCEPT_NOTICE], Qt.MouseButton.LeftButton)
    desk.wait(lambda: Step.DONE_NOTICE in page.panel.buttons)
    desk.wait(page.panel.verbs.isEnabled)
    desk.key(Qt.Key.Key_Tab)
    assert page.panel.buttons[Step.DONE_NOTICE].hasFocus()


@pytest.mark.parametrize("front", ["palette", "bell"])
def test_tab_stays_in_what_lies_in_front(desk: Desk, front: str) -> None:
    """Once around the palette and the messages, there and back; Esc closes them."""
    frame = desk.enter("lead1")
    box = frame.palette_box if front == "palette" else frame.bell.panel
    desk.key(Qt.Key.Key_K, ctrl=True) if front == "palette" else frame.bell.click()
    desk.wait(box.isVisible)
    for held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        for _ in range(3):
            at = desk.window.focusWidget()
            assert at is not None
            assert box.isAncestorOf(at)
            QTest.keyClick(at, Qt.Key.Key_Tab, held)
    desk.key(Qt.Key.Key_Escape)
    assert not box.isVisible()
