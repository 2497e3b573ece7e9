"""The cursor is where it was: after a question that keeps one where one is, and after the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from aftersales.domain.codes import State
from aftersales.domain.workflow import Step
from tests.ui.window.desk import PASSWORD, Desk
from tests.ui.window.test_customer_pages import CONTACT, half_filled
from tests.ui.window.test_frame import cases_of
from tests.ui.window.test_settings_pages import company, line, page_of, write
from tests.ui.window.test_typing_kept import settled
from ui.views.case import CaseView
from ui.views.settings.authority import AuthorityPage
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput

TYPED, CARET = "写到一半的话", 4


@pytest.fixture(autouse=True)
def _given_up_at_the_end(desk: Desk) -> Iterator[None]:
    """Whatever is still typed is given up when the window closes."""
    yield
    desk.frame.may_leave = lambda: True  # type: ignore[method-assign]


def typed_into(desk: Desk, field: Field) -> QLineEdit:
    """The line of this field with something typed in it, and the cursor in its middle."""
    field.take_focus()
    assert isinstance(field.widget, QLineEdit)
    field.widget.clear()
    desk.type(TYPED, field.widget)
    field.widget.setCursorPosition(CARET)
    return field.widget


def goes_on_in(desk: Desk, editor: QLineEdit) -> bool:
    """Whether what is typed now goes on in the middle of this line."""
    desk.type("去")
    return editor.isVisible() and editor.text() == f"{TYPED[:CARET]}去{TYPED[CARET:]}"


def unlock(desk: Desk) -> None:
    """Locked, and the password typed."""
    desk.window.lock()
    settled(desk)
    desk.type(PASSWORD)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.currentWidget() is desk.window.frame)
    settled(desk)


def stays(desk: Desk, act: Callable[[], object]) -> None:
    """Somebody wants to go away, is asked, and answers with Esc."""
    asked = list[str]()

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, Decision):
            asked.append(box.question.text())
            desk.key(Qt.Key.Key_Escape, box)

    waiting = QTimer(desk.window)
    waiting.timeout.connect(answer)
    waiting.start(0)
    act()
    waiting.stop()
    assert len(asked) == 1
    settled(desk)


def contact_of(desk: Desk) -> QLineEdit:
    """The contact in a customer's form, half typed."""
    return typed_into(desk, half_filled(desk).customer.form.fields[CONTACT])


def test_after_the_lock(desk: Desk) -> None:
    """The password leads back into the line, not to the search above it."""
    contact = contact_of(desk)
    unlock(desk)
    assert goes_on_in(desk, contact)


def test_after_another_page_was_looked_at(desk: Desk) -> None:
    """A customer's form stays meanwhile, and so does its cursor: letters went to the list's search unseen."""
    contact = contact_of(desk)
    desk.frame.go("cases")
    settled(desk)
    desk.frame.go("customers")
    settled(desk)
    assert goes_on_in(desk, contact)


def test_a_window_that_does_not_close(desk: Desk) -> None:
    """The form is brought into sight from another page to ask; who goes on with it types on in it."""
    contact = contact_of(desk)
    desk.frame.go("cases")
    settled(desk)
    stays(desk, desk.window.close)
    assert goes_on_in(desk, contact)


@pytest.mark.parametrize("way", ["lock", "close", "again"])
def test_in_the_settings(desk: Desk, way: str) -> None:
    """Also on a page of theirs that another one covers, and where one goes to the settings once more."""
    page = company(desk)
    field = page.papers.field("bank")
    write(desk, field, TYPED)
    line(field).setCursorPosition(CARET)
    if way == "lock":
        unlock(desk)
    elif way == "close":
        desk.frame.go("settings", "mine")
        stays(desk, desk.window.close)
    else:
        desk.frame.go("settings")
    assert goes_on_in(desk, line(field))


def test_an_amount_that_is_half_typed(desk: Desk) -> None:
    """It is brought into its usual form meanwhile; the next digit still stands behind the last one."""
    page = page_of(desk, AuthorityPage, "authority")
    desk.wait(page.rows.rowCount)
    page.list.go_to(page.rows.row(0).no)
    page.form.field("no_limit").editor.show_words("no")
    amount = line(page.form.field("limit_amount"))
    write(desk, page.form.field("limit_amount"), "1234")
    unlock(desk)
    desk.type("5")
    page.reason.take_focus()
    assert amount.text() == "12,345.00"


def test_another_case_is_asked_for_while_a_form_is_open(desk: Desk) -> None:
    """The case stays with its form, and the cursor in its line."""
    frame = desk.enter("service1")
    frame.go("cases")
    rows = cases_of(desk).rows
    desk.wait(rows.rowCount)
    first, other = [row.line.case_no for row in rows.rows() if row.line.state == State.INVESTIGATING][:2]
    frame.go("case", first)
    page = frame.pages["case"]
    assert isinstance(page, CaseView)
    desk.wait(lambda: page.presenter.look and page.presenter.look.page.case.complaint.case_no == first)
    page.presenter.begin(Step.CONTACT)
    desk.wait(lambda: page.pile.currentWidget() is page.form and page.form.fields)
    seen = (field for field in page.form.fields.values() if field.isVisible())
    editor = typed_into(desk, next(field for field in seen if type(field.widget) is LineInput))
    stays(desk, lambda: frame.go("case", other))
    assert goes_on_in(desk, editor)
