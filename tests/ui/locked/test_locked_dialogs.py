"""The window is locked while a dialog is open: nobody can answer it, and what is typed in it stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from shiboken6 import isValid

from tests.ui.locked.test_cursor_kept import CARET, TYPED
from tests.ui.window.desk import PASSWORD, Desk
from tests.ui.window.test_frame import cases_of
from tests.ui.window.test_settings_pages import company, line, page_of, write
from tests.ui.window.test_typing_kept import settled
from ui.presenters.saved import Tab, Wanted
from ui.views.listing.filters import NameBox
from ui.views.settings.people import PeoplePage
from ui.views.sign_in import SignInView
from ui.views.window import IDLE
from ui.widgets.decision import Decision


@pytest.fixture(autouse=True)
def _closed_at_the_end(desk: Desk) -> Iterator[None]:
    """No question keeps the window open."""
    yield
    desk.frame.may_leave = lambda: True  # type: ignore[method-assign]
    box = QApplication.activeModalWidget()
    if isinstance(box, QDialog):
        box.reject()


def idle(desk: Desk) -> None:
    """The time without a key is over."""
    desk.window._idle.setInterval(1)
    desk.window._idle.start()
    desk.wait(lambda: isinstance(desk.window.currentWidget(), SignInView))
    desk.window._idle.setInterval(IDLE)


def unlock(desk: Desk) -> None:
    """The password, typed where the cursor is; nothing lies over the page."""
    assert QApplication.activeModalWidget() is None
    desk.wait(desk.sign_in.password.widget.hasFocus)
    desk.type(PASSWORD)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.currentWidget() is desk.window.frame)
    settled(desk)


def while_asked(desk: Desk, ask: Callable[[], object], then: Callable[[Decision], object]) -> None:
    """Do this while the question that it asks is open."""
    seen = list[Decision]()

    def act() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, Decision) and not seen:
            seen.append(box)
            try:
                then(box)
            finally:
                if isValid(box) and box.isVisible():
                    box.reject()

    waiting = QTimer(desk.window)
    waiting.timeout.connect(act)
    waiting.start(0)
    ask()
    desk.wait(lambda: seen)
    waiting.stop()


def test_a_name_that_is_being_typed(desk: Desk) -> None:
    """The box is out of sight with the page, and both come back as they were."""
    frame = desk.enter("service1")
    frame.go("cases")
    page = cases_of(desk)
    desk.wait(page.rows.rowCount)
    page.presenter.want(Wanted(Tab.ALL, text="泵"))
    settled(desk)
    page._ask_name()
    box = page.findChild(NameBox)
    assert box is not None
    box.name.clear()
    desk.type(TYPED, box.name)
    box.name.setCursorPosition(CARET)
    idle(desk)
    assert not box.isVisible()
    unlock(desk)
    assert box.isVisible()
    assert QApplication.activeModalWidget() is box
    assert box.focusWidget() is box.name
    desk.type("去", box.name)
    desk.key(Qt.Key.Key_Return, box.name)
    name = f"{TYPED[:CARET]}去{TYPED[CARET:]}"
    desk.wait(lambda: any(one.name == name for one in page.presenter.saved))


def test_a_reason_that_a_question_asks_for(desk: Desk) -> None:
    """The question waits behind the lock for its answer, with the reason."""
    page = page_of(desk, PeoplePage, "people")
    desk.wait(page.rows.rowCount)
    page.list.go_to("clerk2")

    def locked(box: Decision) -> None:
        reason = box.findChild(QLineEdit)
        assert reason is not None
        desk.type(TYPED, reason)
        reason.setCursorPosition(CARET)
        idle(desk)
        assert not box.isVisible()
        unlock(desk)
        assert box.isVisible()
        assert page.out.text() == "停用"
        assert (reason.text(), reason.cursorPosition()) == (TYPED, CARET)
        QTest.mouseClick(box.yes, Qt.MouseButton.LeftButton)

    def ask() -> None:
        QTest.mouseClick(page.out, Qt.MouseButton.LeftButton)
        desk.wait(lambda: page.out.text() == "启用")

    while_asked(desk, ask, locked)


def test_a_question_whose_lock_another_person_takes_off(desk: Desk) -> None:
    """It is answered as by Esc, and he comes to a frame of his own."""
    page = company(desk)
    write(desk, page.papers.field("bank"), TYPED)
    first = desk.frame

    def locked(_: Decision) -> None:
        idle(desk)
        sign_in = desk.sign_in
        line(sign_in.login).setText("lead1")
        line(sign_in.password).setText(PASSWORD)
        sign_in.sign_in()
        desk.wait(lambda: desk.window.frame is not first)

    while_asked(desk, lambda: first.go("cases"), locked)
    settled(desk)
    assert desk.frame.who.login == "lead1"
    assert desk.window.currentWidget() is desk.frame


def test_a_menu(desk: Desk) -> None:
    """It is closed: its verbs are not for whoever passes by."""
    frame = desk.enter("service1")
    frame.go("cases")
    frame._menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    idle(desk)
    assert not menu.isVisible()
    unlock(desk)
