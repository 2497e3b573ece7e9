"""通知单 by due time: one list over all departments, walked and ticked by the keys, remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from aftersales.domain.workflow import Step
from aftersales.usecases.taking import take
from tests.ui.window.desk import Desk
from ui.presenters.notices.listed import LATE
from ui.presenters.notices.slips import mine
from ui.views.notices.page import NoticesView


def notices(desk: Desk) -> NoticesView:
    """The notices of service1, by due time."""
    desk.frame.go("notices")
    page = desk.frame.pages["notices"]
    assert isinstance(page, NoticesView)
    page.way.choose("due")
    page.way.edited.emit()
    desk.wait(page.listing.rows.rowCount)
    return page


def test_what_is_due_first_stands_first(desk: Desk) -> None:
    """All open ones of all departments, those that only wait to be confirmed last; none is missing."""
    desk.enter("service1")
    page = notices(desk)
    rows = page.listing.rows.rows()
    dues = [row.notice.due_at for row in rows if row.notice.state != "done" and row.notice.due_at]
    assert dues == sorted(dues)
    assert len({row.notice.department for row in rows}) > 2
    states = [row.notice.state == "done" for row in rows]
    assert states == sorted(states)
    desk.wait(lambda: page.listing.all == len(rows))  # counted behind the list


def test_it_is_walked_ticked_and_remembered(desk: Desk) -> None:
    """Down stands on a slip, its verb's key does it there and the next one is looked at."""
    frame = desk.enter("service1")
    page = notices(desk)
    page.listing.list.setFocus()
    rows = page.listing.rows.rows()
    at = next(at for at, row in enumerate(rows) if row.notice.state == "done" and row.notice.kind != "pay")
    while page.listing.list.current < at:
        desk.key(Qt.Key.Key_Down)
    number, before = rows[at].number, len(rows)
    desk.wait(lambda: page.presenter.look and page.presenter.look.notice.notice_no == number)
    desk.key(Qt.Key.Key_C)
    desk.wait(lambda: page.listing.rows.rowCount() == before - 1)
    desk.wait(lambda: page.presenter.look and page.presenter.look.notice.notice_no != number)
    assert page.listing.list.hasFocus()
    again = frame.screens["notices"].make(frame.room)
    assert isinstance(again, NoticesView)
    assert again.by_due
    again.deleteLater()


def test_filters_leave_what_they_say(desk: Desk) -> None:
    """One department, only what is late; several rows are copied as a table, a number is scanned."""
    desk.enter("service1")
    page = notices(desk)
    listing = page.listing
    whole, column = listing.rows.rowCount(), listing.rows.row(0).notice.department
    listing.column.choose(column)
    listing.column.edited.emit()
    desk.wait(lambda: listing.rows.rowCount() < whole)
    assert {row.notice.department for row in listing.rows.rows()} == {column}
    listing.clear.click()
    desk.wait(lambda: listing.rows.rowCount() == whole)
    listing.state.choose(LATE)
    listing.state.edited.emit()
    desk.wait(lambda: listing.rows.rowCount() < whole)
    now = page.listing._now
    assert all(row.due is not None and row.due.at < now for row in listing.rows.rows())
    listing.clear.click()
    desk.wait(lambda: listing.rows.rowCount() == whole)
    listing.list.setFocus()
    listing.list.selectAll()
    desk.key(Qt.Key.Key_C, ctrl=True)
    assert len(QGuiApplication.clipboard().text().split("\n")) == whole + 1
    QTest.keyClick(listing.list, Qt.Key.Key_T)
    assert page.number.text().upper() == "T"


def test_a_slip_that_comes_late_leaves_the_keys_to_the_page_in_sight(desk: Desk) -> None:
    """The page was left before the slip's answer came: whoever types elsewhere goes on."""
    frame = desk.enter("service1")
    desk.frame.go("notices")
    page = desk.frame.pages["notices"]
    assert isinstance(page, NoticesView)
    desk.wait(lambda: page.presenter._slips)
    number = next(iter(page.presenter._slips))
    frame.go("notices", number)
    frame.go("cases")
    before = desk.window.focusWidget()
    desk.wait(lambda: page.presenter.look and page.presenter.look.slip.number == number)
    assert desk.window.focusWidget() is before


def looks_at(page: NoticesView, number: str) -> bool:
    """Whether this slip is in the panel, ready for its keys."""
    look = page.presenter.look
    return look is not None and look.slip.number == number and page._marked == number


def refreshed(desk: Desk, page: NoticesView) -> None:
    """The last slip of the list was cancelled elsewhere: board, list and slip are read again."""
    rows, app = page.listing.rows, page._room.signed.app
    gone = [row for row in rows.rows() if row.notice.state == "issued"][-1]
    told = {"notice": gone.number, "cancelled_reason": "不发了"}
    desk.program.tasks.run(
        lambda: app.do(take, Step.CANCEL_NOTICE, gone.line.case_no, told), lambda _: page.refresh()
    )
    desk.wait(lambda: rows.place(gone.number) < 0 and not desk.program.tasks._waiting)


def scanned(desk: Desk, page: NoticesView, number: str) -> None:
    """A number is scanned; its slip is in the panel."""
    desk.key(Qt.Key.Key_Slash)
    QTest.keyClicks(page.number, number)
    desk.key(Qt.Key.Key_Return, page.number)
    desk.wait(lambda: looks_at(page, number))


def test_a_scanned_slip_stays_in_sight_whatever_is_refreshed(desk: Desk) -> None:
    """It is not in the list: the row one stood on does not take its place, and a click brings that back."""
    desk.enter("service1")
    page = notices(desk)
    listing, rows = page.listing, page.listing.rows.rows()
    listing.list.setFocus()
    desk.wait(lambda: looks_at(page, rows[0].number))
    department = rows[0].notice.department
    other = next(row.number for row in rows if row.notice.department not in mine_of(page, department))
    listing.column.choose(department)
    listing.column.edited.emit()
    desk.wait(lambda: 0 < listing.rows.rowCount() < len(rows))
    scanned(desk, page, other)
    refreshed(desk, page)
    assert looks_at(page, other)
    assert not listing.list.chosen
    here = listing.list.visualRect(listing.rows.index(listing.list.current, 0)).center()
    QTest.mouseClick(listing.list.viewport(), Qt.MouseButton.LeftButton, pos=here)
    desk.wait(lambda: looks_at(page, rows[0].number))


def mine_of(page: NoticesView, department: str) -> tuple[str, ...]:
    """The departments that share a column with this one."""
    return next(parts for parts in mine(page._room.signed.me).values() if department in parts)


def test_a_scanned_slip_is_not_given_up_for_the_first_row(desk: Desk) -> None:
    """Nobody stands on any row: the list that gets the keys behind a scan chooses none, an arrow does."""
    desk.enter("service1")
    page = notices(desk)
    listing, rows = page.listing, page.listing.rows.rows()
    department = rows[0].notice.department
    other = next(row.number for row in rows if row.notice.department not in mine_of(page, department))
    listing.column.choose(department)
    listing.column.edited.emit()
    desk.wait(lambda: 0 < listing.rows.rowCount() < len(rows))
    desk.key(Qt.Key.Key_Slash)
    page.presenter.let_go()
    listing.list.selectionModel().clear()
    scanned(desk, page, other)
    refreshed(desk, page)
    assert listing.list.hasFocus()
    assert looks_at(page, other)
    desk.key(Qt.Key.Key_Down)
    desk.wait(lambda: looks_at(page, listing.rows.row(0).number))


def test_rows_chosen_together_stay_chosen(desk: Desk) -> None:
    """Shift+Down twice: neither the slip that is read then nor a refresh takes the others away."""
    desk.enter("service1")
    page = notices(desk)
    listing = page.listing
    listing.list.setFocus()
    desk.wait(lambda: page.presenter.look)
    for _ in range(2):
        QTest.keyClick(listing.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    desk.wait(lambda: looks_at(page, listing.rows.row(2).number))
    assert listing.list.chosen == {0, 1, 2}
    refreshed(desk, page)
    assert listing.list.chosen == {0, 1, 2}
