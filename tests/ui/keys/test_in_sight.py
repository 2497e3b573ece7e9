"""Where the keys go one must see: with Tab and with the arrows, on pages longer than the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tests.presenters.full_desk import draft_case
from tests.ui.window.desk import Desk
from ui.views.agreements.clauses import ClauseRow, ClauseRows
from ui.views.approvals import ApprovalsView
from ui.views.follow_ups.page import FollowUpsView
from ui.views.today import TodayView, Whose
from ui.widgets.delegate import ROW
from ui.widgets.keys import as_read, is_stop
from ui.widgets.theme import px

STOPS = 2
"""What a page has at least, once its office has answered."""


def long_day(desk: Desk) -> TodayView:
    """今日 of the whole office in a window that it does not fit into, the keys in it."""
    desk.window.resize(1366, 600)
    page = desk.enter("lead1").pages["today"]
    assert isinstance(page, TodayView)
    page.presenter.show_whose(str(Whose.ALL))
    page.setFocus()
    desk.wait(lambda: any(part.list.hasFocus() for part in page.groups.values()))
    return page


def stood_on(page: TodayView) -> QRect:
    """The row that the arrows are on, in what is seen of the day."""
    part = next(part for part in page.groups.values() if part.list.hasFocus())
    at = part.list.mapTo(page.area.viewport(), QPoint(0, part.list.current * px(ROW)))
    return QRect(at.x(), at.y(), 1, px(ROW))


def test_the_arrows_stay_in_sight_on_a_day_longer_than_the_window(desk: Desk) -> None:
    """Down through every group of a leader's day, and up again."""
    page = long_day(desk)
    rows = sum(part.rows.rowCount() for part in page.groups.values())
    assert rows * px(ROW) > 2 * page.area.viewport().height()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _ in range(rows):
            desk.key(key)
            desk.wait(lambda: page.area.viewport().rect().contains(stood_on(page)))


def marked(page: ApprovalsView | FollowUpsView) -> QWidget:
    """The row that is on the page."""
    return next(row for row in page.queue.rows if row.isChecked())


@pytest.mark.parametrize(("login", "screen"), [("lead1", "approvals"), ("service1", "follow_ups")])
def test_the_arrows_stay_in_sight_in_a_queue_longer_than_the_window(
    desk: Desk, login: str, screen: str
) -> None:
    """Down to the last that waits, and up again: one sees which one is on the page."""
    desk.window.setMinimumHeight(0)
    desk.window.resize(1366, 360)
    desk.enter(login).go(screen)
    page = desk.frame.pages[screen]
    assert isinstance(page, ApprovalsView | FollowUpsView)
    desk.wait(lambda: page.isVisible() and any(row.isChecked() for row in page.queue.rows))
    rows = page.queue.rows
    assert len(rows) * rows[0].height() > page.queue.visibleRegion().boundingRect().height()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _ in rows:
            desk.key(key, marked(page))
            desk.wait(lambda: not hidden(marked(page)))


@pytest.fixture
def clauses(desk: Desk) -> ClauseRows:
    """The clauses of a draft in a window that shows few of them."""
    desk.window.resize(1366, 600)
    desk.enter("service1").go("agreements", draft_case())
    page = desk.frame.pages["agreements"]
    desk.wait(lambda: page.findChildren(ClauseRow))
    (rows,) = page.findChildren(ClauseRows)
    desk.wait(lambda: rows.height() > 2 * rows.visibleRegion().boundingRect().height() > 0)
    return rows


def test_the_arrows_stay_in_sight_among_the_clauses(desk: Desk, clauses: ClauseRows) -> None:
    """Down to the last clause, and up again."""
    rows = list(clauses.rows.values())
    rows[0].setFocus()
    for key, way in ((Qt.Key.Key_Down, rows), (Qt.Key.Key_Up, rows[::-1])):
        for one in way:
            assert one.hasFocus()
            desk.wait(lambda one=one: not hidden(one))
            desk.key(key, one)


def test_a_clause_that_is_moved_stays_in_sight(desk: Desk, clauses: ClauseRows) -> None:
    """Alt+Down as far as its heading goes."""
    part = Counter(row.told.part for row in clauses.rows.values()).most_common(1)[0][0]
    keys = [key for key, row in clauses.rows.items() if row.told.part == part]
    clauses.rows[keys[0]].setFocus()
    for at in range(1, len(keys)):
        QTest.keyClick(clauses.rows[keys[0]], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        after = keys[at]
        desk.wait(lambda after=after: list(clauses.rows).index(keys[0]) > list(clauses.rows).index(after))
        desk.wait(lambda: clauses.rows[keys[0]].hasFocus() and not hidden(clauses.rows[keys[0]]))


def way_round(page: QWidget, key: Qt.Key, held: Qt.KeyboardModifier) -> Iterator[QWidget]:
    """Each stop on the page, as this key goes, till it comes back to the first."""
    first = page.window().focusWidget()
    now = first
    for _ in range(400):
        QTest.keyClick(now, key, held)
        now = page.window().focusWidget()
        if page.isAncestorOf(now):
            yield now
        if now is first:
            return


def hidden(one: QWidget) -> bool:
    """Whether a stop is cut, or not seen at all: of what is higher than its page, all of it."""
    if isinstance(one, QAbstractScrollArea):
        return one.viewport().visibleRegion().isEmpty()
    return not one.visibleRegion().boundingRect().contains(one.rect())


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier),
    ],
    ids=["Tab", "Shift+Tab"],
)
@pytest.mark.parametrize(
    ("login", "screen"),
    [
        ("service1", "register"),
        ("service1", "follow_ups"),
        ("lead1", "today"),
        ("lead1", "approvals"),
        ("lead1", "notices"),
        ("admin", "settings"),
    ],
)
def test_tab_stays_in_sight(
    desk: Desk, login: str, screen: str, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    """Also where Tab comes from outside to the end of a long page, or back to its beginning."""
    desk.window.resize(1366, 600)
    frame = desk.enter(login)
    frame.go(screen)
    page = frame.pages[screen]
    desk.wait(lambda: sum(map(is_stop, as_read(page))) > STOPS)
    desk.wait(lambda: page.isAncestorOf(desk.window.focusWidget()))
    went = 0
    for one in way_round(page, key, held):
        desk.wait(lambda one=one: not hidden(one))
        went += 1
    assert went > STOPS
