"""今日 and 客诉 in a real window, by keyboard and mouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from aftersales.domain.records.office import SensitivePeriod
from aftersales.domain.workflow import Step
from tests.ui.window.desk import Desk, asks_place
from tests.ui.window.test_frame import cases_of
from ui.presenters.cases import PAGE, Tab
from ui.presenters.saved import Wanted, read
from ui.presenters.today import Group, Kind, Whose
from ui.views.approvals import ApprovalsView
from ui.views.cases import CasesView
from ui.views.listing.filters import NameBox
from ui.views.today import PLACES, TodayView


def today_of(desk: Desk) -> TodayView:
    """今日 with what is owed."""
    page = desk.frame.pages["today"]
    assert isinstance(page, TodayView)
    desk.wait(page.groups[Group.OVERDUE].rows.rowCount)
    return page


@pytest.fixture
def went(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """service1 is in; where pages ask the frame to go."""
    frame, found = desk.enter("service1"), list[tuple[str, str]]()
    monkeypatch.setattr(frame, "go", lambda screen, key="": found.append((screen, key)))
    return found


def test_the_list_has_the_keys_once_it_is_shown(desk: Desk) -> None:
    """Alt+2, Down, Enter: the newest case is open, no mouse needed."""
    frame = desk.enter("service1")
    desk.key(Qt.Key.Key_2, alt=True)
    page = frame.pages["cases"]
    assert isinstance(page, CasesView)
    desk.wait(page.rows.rowCount)
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: frame.current == "case")


def test_the_day_has_the_keys_from_the_first_moment(desk: Desk, went: list[tuple[str, str]]) -> None:
    """One stands on what is due first; Down and Enter go where the second is done, and one row is lit."""
    page = today_of(desk)
    rows = page.groups[Group.OVERDUE].rows
    desk.wait(lambda: str(page.verb(rows.row(0))))
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    row = rows.row(1)
    assert went == [(PLACES.get(row.kind, "case"), row.number if row.kind is Kind.NOTICE else row.case_no)]
    assert sum(len(part.list.chosen) for part in page.groups.values()) == 1


def test_each_decision_is_one_key(desk: Desk) -> None:
    """After one approval the next is asked for: the keys did not go to the comment meanwhile."""
    frame = desk.enter("lead1")
    frame.go("approvals")
    page = frame.pages["approvals"]
    assert isinstance(page, ApprovalsView)
    desk.wait(lambda: page.presenter.look)
    page.buttons[Step.APPROVE].setFocus()
    for _ in range(2):
        before = page.presenter.look
        desk.key(Qt.Key.Key_A)
        desk.wait(lambda before=before: page.presenter.look is not before and page.presenter.look)
        assert not page.field.isAncestorOf(desk.window.focusWidget() or page)
        page.double.stop()  # the time of a double press is over
    assert page.comment.words() == ""


def test_arrows_walk_over_the_groups(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Down at the end of what is overdue stands on the first row of the next group; Up goes back."""
    page = today_of(desk)
    shown = [group for group in page.groups.values() if group.rows.rowCount()]
    first, second = shown[0].list, shown[1].list
    shown[0].enter(last=True)
    desk.key(Qt.Key.Key_Down, first)
    assert second.hasFocus()
    assert second.current == 0
    desk.key(Qt.Key.Key_Up, second)
    assert first.hasFocus()
    assert first.current == shown[0].rows.rowCount() - 1
    assert not went


def test_one_stays_on_the_row_of_the_group_one_walked_into(desk: Desk) -> None:
    """From a group to the next, back and again: the next step goes along, and a refresh leaves it there."""
    desk.enter("service1")
    page = today_of(desk)
    first, second = [group for group in page.groups.values() if group.rows.rowCount()][:2]
    first.enter(last=True)
    for key, part in (
        (Qt.Key.Key_Down, first),
        (Qt.Key.Key_Up, second),
        (Qt.Key.Key_Down, first),
    ):
        desk.key(key, part.list)
    here = second.rows.row(0)
    assert str(page.verb(here))
    assert page.preview._case_no == here.case_no
    day = page.presenter._day
    assert day is not None
    gone = {first.rows.row(0).key, second.rows.row(second.rows.rowCount() - 1).key} - {here.key}
    page.show_day(replace(day, owed=tuple(row for row in day.owed if row.key not in gone)), whose=Whose.MINE)
    assert first.rows.place(min(gone)) < 0
    assert str(page.verb(here))
    assert page.preview._case_no == here.case_no
    assert second.list.current == 0
    assert first.list.current < 0


def test_enter_opens_the_case_of_the_row(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Or where the thing is done; and the next step stands on that row only."""
    page = today_of(desk)
    group = page.groups[Group.OVERDUE]
    group.enter(last=False)
    row = group.rows.row(0)
    assert str(page.verb(row)) == desk.frame.room.words.step(row.step)
    assert str(page.verb(group.rows.row(1))) == ""
    desk.key(Qt.Key.Key_Return, group.list)
    screen = PLACES.get(row.kind, "case")
    assert went == [(screen, row.number if row.kind is Kind.NOTICE else row.case_no)]


def test_everybodys_is_one_click_away(desk: Desk, went: list[tuple[str, str]]) -> None:
    """More rows, and the choice stays when the day is read again."""
    page = today_of(desk)
    mine = sum(group.rows.rowCount() for group in page.groups.values())
    page.whose._parts["all"].click()
    everybody = sum(group.rows.rowCount() for group in page.groups.values())
    assert everybody > mine
    page.refresh()
    desk.wait(lambda: page.presenter._day is not None)
    assert page.whose.code() == "all"
    assert not went


def test_a_wide_page_shows_the_case_beside_what_is_owed(desk: Desk, went: list[tuple[str, str]]) -> None:
    """From 1600 the case of the row one stands on; below, the list has the page for itself."""
    page = today_of(desk)
    assert not page.preview.isVisible()
    desk.window.resize(1920, 1000)
    desk.wait(page.preview.isVisible)
    group = page.groups[Group.OVERDUE]
    group.enter(last=True)
    number = group.rows.row(group.rows.rowCount() - 1).case_no
    desk.wait(lambda: page.preview.number.text() == number)
    page.preview.close_button.click()
    assert not page.preview.isVisible()
    assert not went


def test_a_sensitive_period_is_told_in_words(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Its name, its last day and what it does to due times; on an ordinary day nothing is said."""
    page = today_of(desk)
    row = SensitivePeriod(no=1, name="3·15", from_on=date(2026, 3, 8), to_on=date(2026, 3, 22))
    page._show_period(row)
    assert page.sensitive.text() == "敏感期（3·15）至 3月22日，新投诉时限减半"
    page._show_period(replace(row, factor=Decimal("0.25")))
    assert page.sensitive.text().endswith("时限按 25%")
    page._show_period(None)
    assert page.sensitive.isHidden()
    assert not went


def test_nothing_is_told_before_the_office_has_answered(desk: Desk) -> None:
    """An empty page must not claim that nothing is owed."""
    frame = desk.enter("service1")
    fresh = TodayView(frame.room)
    fresh.resize(900, 600)
    fresh.show()
    assert fresh.empty.isHidden()
    fresh.close()
    fresh.deleteLater()


def test_typing_searches_and_enter_opens(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Chinese is found as it stands in the text; Enter on a line asks for its case."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    all_open = page.rows.rowCount()
    page.search.setFocus()
    desk.type("液压")
    desk.wait(lambda: 0 < page.rows.rowCount() < all_open)
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    desk.key(Qt.Key.Key_Return, page.list)
    assert went == [("case", page.rows.row(0).line.case_no)]
    page.clear.click()
    desk.wait(lambda: page.rows.rowCount() == all_open)
    assert page.search.text() == ""


def test_tabs_by_mouse_and_by_arrow(desk: Desk, went: list[tuple[str, str]]) -> None:
    """A click and an arrow key change what is listed."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    QTest.mouseClick(page.tabs.tabs[Tab.ENDED], Qt.MouseButton.LeftButton)
    desk.wait(lambda: {one.line.state for one in page.rows.rows()} <= {"closed", "withdrawn", "merged"})
    desk.key(Qt.Key.Key_Right, page.tabs)
    assert page.tabs.code() == Tab.ALL
    desk.wait(lambda: page.rows.rowCount() >= PAGE)
    assert not went


def test_scrolling_brings_the_next_page(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Down to the last of all cases."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    page._want(tab=Tab.ALL)
    desk.wait(lambda: page.rows.rowCount() >= PAGE)
    page.list.scrollToBottom()
    if page.rows.canFetchMore():
        page.rows.fetchMore()
    desk.wait(lambda: page.rows.rowCount() > PAGE)
    assert page.told.text() == f"共 {page.rows.rowCount()} 条"
    assert not went


def test_a_copy_pastes_into_a_spreadsheet(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Heads and rows with tabs between."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    page.list.selectAll()
    desk.key(Qt.Key.Key_C, page.list, ctrl=True)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["程度", "编号", "客户"]
    assert len(lines) == page.rows.rowCount() + 1
    assert not went


def test_the_list_goes_out_as_a_workbook(desk: Desk, went: list[tuple[str, str]], tmp_path: Path) -> None:
    """Written while the window goes on; a toast says where it is."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    place = tmp_path / "list.xlsx"
    asks_place(desk, lambda name: str(place) if name.endswith(".xlsx") else "")
    page.excel.click()
    desk.wait(desk.frame.toasts.toasts)
    rows = list(openpyxl.load_workbook(place).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == page.rows.rowCount() + 1
    assert rows[1][1] == page.rows.row(0).line.case_no
    assert desk.frame.running.isHidden()
    assert not went


def test_what_a_case_is_about_is_never_squeezed_away(desk: Desk, went: list[tuple[str, str]]) -> None:
    """A narrow window drops columns, a wide one shows more, nothing scrolls sideways."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    page.beside.setChecked(False)
    title = [column.name for column in page.rows.columns].index("title")
    for width, count in ((1000, 6), (1366, 9), (1920, 11)):
        desk.window.resize(width, 800)
        desk.wait(lambda width=width: desk.window.width() == width)
        desk.wait(lambda count=count: len(page.list.shown_columns()) == count)
        total = sum(page.list.columnWidth(at) for at in page.list.shown_columns())
        assert total <= page.list.viewport().width()
        assert page.list.columnWidth(title) >= 150
    assert not went


def test_the_preview_follows_the_row_and_goes_away(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Walking down shows each case beside the list; closed, the list has its columns and stays so."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        desk.key(Qt.Key.Key_Down, page.list)
    number = page.rows.row(page.list.current).line.case_no
    desk.wait(lambda: page.preview.number.text() == number)
    assert page.preview.isVisible()
    narrow = page.list.shown_columns()
    page.preview.close_button.click()
    assert not page.preview.isVisible()
    assert len(page.list.shown_columns()) > len(narrow)
    assert desk.frame.room.prefs.yes("cases.preview", default=True) is False
    page.beside.click()
    page.preview.open_button.click()
    assert went == [("case", number)]


def test_columns_are_chosen_and_remembered(desk: Desk, went: list[tuple[str, str]]) -> None:
    """A column that is unticked goes, a moved one stays where it was put; reset brings all back."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    page.beside.setChecked(False)
    kept, names = page.kept, [column.name for column in page.rows.columns]
    kept.open(page.list.mapToGlobal(page.list.rect().center()))
    owner = next(action for action in kept.menu.actions() if action.text() == "负责人")
    owner.setChecked(False)
    kept.menu.hide()
    assert names.index("owner") not in page.list.shown_columns()
    head = page.list.head
    head.moveSection(head.visualIndex(names.index("due")), 1)
    again = CasesView(desk.frame.room)
    assert "owner" not in again.kept.chosen
    assert again.list.order()[1] == "due"
    again.deleteLater()
    kept.reset()
    assert kept.chosen == tuple(names)
    assert page.list.order() == tuple(names)
    assert not went


def test_a_filter_is_kept_under_a_name_and_taken_back(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Named in its box it is a tab with a number; Delete takes it away, the toast's verb brings it back."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    page._want(severity="critical")
    desk.wait(lambda: {one.line.severity for one in page.rows.rows()} == {"critical"})
    page.filters.keep.click()
    box = page.findChild(NameBox)
    assert box is not None
    assert box.name.text() == "特重大"
    desk.key(Qt.Key.Key_Return, box.name)
    tab = page.tabs.tabs["saved:特重大"]
    desk.wait(lambda: tab.count == str(page.rows.rowCount()))
    assert page.tabs.code() == "saved:特重大"
    desk.key(Qt.Key.Key_Delete, tab)
    assert "saved:特重大" not in page.tabs.tabs
    desk.wait(desk.frame.toasts.toasts)
    page.presenter.put_back(read(('{"name": "特重大", "severity": "critical"}',)))
    assert page.tabs.code() == "saved:特重大"
    assert not went


def test_what_is_more_than_seven_is_in_the_menu(desk: Desk, went: list[tuple[str, str]]) -> None:
    """Never more than seven tabs side by side; the one that is on is always among them."""
    type(desk.frame).go(desk.frame, "cases")
    page = cases_of(desk)
    assert len(page.tabs.shown()) <= 7
    assert Tab.GROUP not in page.tabs.shown()
    page.tabs._open()
    group = next(action for action in page.tabs.menu.actions() if action.text().startswith("本组"))
    page.tabs.menu.hide()
    group.trigger()
    assert page.tabs.code() == Tab.GROUP
    assert Tab.GROUP in page.tabs.shown()
    assert not went


def test_the_box_says_by_whom_the_list_is_filtered(desk: Desk) -> None:
    """Whose account was closed since a filter was saved, and somebody of the group: never 全部."""
    desk.enter("service1")
    desk.key(Qt.Key.Key_2, alt=True)
    page = cases_of(desk)
    owner = page.filters.owner
    for wanted, shown in (
        (Wanted(Tab.OPEN, owner="left1"), "left1"),
        (Wanted(Tab.GROUP, owner="service2"), "service2"),
        (Wanted(Tab.MINE, owner="service2"), ""),
        (Wanted(Tab.OPEN), ""),
    ):
        page.presenter.want(wanted)
        assert owner.code() == shown
        assert owner.isEnabled() == (wanted.tab != Tab.MINE)
    assert owner.findData("left1") < 0
