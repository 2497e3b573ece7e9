"""The frame by keyboard: rail, palette, zoom, light and dark, what is remembered."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from tests.ui.window.desk import Desk
from ui.copies import keep_places
from ui.prefs import Prefs, place
from ui.presenters import drafts
from ui.presenters.drafts import Draft, Drafts, new_id
from ui.presenters.frame import Count, Standing
from ui.presenters.register import Form
from ui.presenters.runner import Lane
from ui.presenters.settings.backups import Places
from ui.views.cases import CasesView
from ui.views.parts.looks import SYSTEM
from ui.views.register import RegisterView
from ui.views.sign_in import SignInView
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

TYPED = "换油后异响，打到一半停电了"
HALF = Draft(new_id(), Form.LONG, {"verbatim": TYPED}, "2026-11-22T01:00:00+00:00", session="killed")


def cases_of(desk: Desk) -> CasesView:
    """The list of cases, with its lines."""
    desk.wait(lambda: "cases" in desk.frame.pages)
    page = desk.frame.pages["cases"]
    assert isinstance(page, CasesView)
    desk.wait(page.rows.rowCount)
    return page


def test_alt_and_a_number_open_screens(desk: Desk) -> None:
    """In the order of the rail, and the rail marks the one that is open."""
    frame = desk.enter("service1")
    desk.key(Qt.Key.Key_2, frame, alt=True)
    assert frame.current == frame.rail.names()[1] == "cases"
    assert frame.rail.items["cases"].isChecked()
    desk.key(Qt.Key.Key_1, frame, alt=True)
    assert frame.current == "today"


def test_counts_are_told_to_those_who_do_not_see_them(desk: Desk) -> None:
    """The rail's accessible names hold the numbers that are painted."""
    item = desk.enter("service1").rail.items["today"]
    assert item.overdue
    assert item.accessibleName() == f"今日 {item.all}，逾期 {item.overdue}"


def test_the_status_line_says_what_it_knows(desk: Desk) -> None:
    """Which office, that it answers, and that it was never backed up."""
    frame = desk.enter("service1")
    desk.wait(frame.backup.text)
    assert [frame.database.text(), frame.connected.text(), frame.backup.text()] == [
        "office.db",
        "已连接",
        "还没有备份",
    ]


def test_a_backup_folder_out_of_reach_cuts_nobody_off(desk: Desk) -> None:
    """The office answers and the counts are there; only the backup's place in the line says why."""
    kept = desk.program.machine
    keep_places(kept, desk.program.url, Places("/" + "n" * 300))
    frame = desk.enter("service1")
    desk.wait(frame.backup.toolTip)
    assert frame.backup.text() == "备份"
    assert frame.connected.text() == "已连接"
    assert frame.rail.items["today"].all


def test_the_palette_leads_to_a_case(desk: Desk) -> None:
    """Ctrl+K, a number, Enter: the case is asked for, and the palette is gone."""
    frame = desk.enter("service1")
    frame.go("cases")
    number = cases_of(desk).rows.row(3).line.case_no
    went: list[tuple[str, str]] = []
    box = frame.palette_box
    box._room.frame.go = lambda screen, key="": went.append((screen, key))  # type: ignore[method-assign]
    desk.key(Qt.Key.Key_K, frame, ctrl=True)
    assert box.line.hasFocus()
    desk.type(number)
    desk.wait(lambda: any(line.key == number for line in box.list.lines))
    while box.list.chosen().key != number:  # type: ignore[union-attr]
        desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    assert went == [("case", number)]
    assert box.isHidden()


def test_esc_gives_the_cursor_back(desk: Desk) -> None:
    """Where it was before the palette came."""
    frame = desk.enter("service1")
    frame.go("cases")
    page = cases_of(desk)
    page.search.setFocus()
    frame.palette_box.come()
    desk.key(Qt.Key.Key_Escape)
    assert page.search.hasFocus()


def test_people_are_plain_text_in_the_palette(desk: Desk) -> None:
    """What is typed is never taken for markup."""
    frame = desk.enter("service1")
    frame.palette_box.come()
    desk.type("<img src=file:///etc/passwd>")
    assert frame.palette_box.nothing.isVisible()
    labels = frame.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_zoom_and_scheme_are_remembered(desk: Desk) -> None:
    """Ctrl+Plus enlarges, the moon darkens; both stand in the person's preferences."""
    frame = desk.enter("service1")
    desk.key(Qt.Key.Key_Plus, frame, ctrl=True)
    assert theme().zoom == 1.1
    desk.key(Qt.Key.Key_0, frame, ctrl=True)
    assert theme().zoom == 1.0
    desk.key(Qt.Key.Key_Minus, frame, ctrl=True)
    frame.scheme.click()
    assert (theme().zoom, theme().scheme) == (0.9, Scheme.DARK)
    file = place(frame.who.url, "service1")

    def kept() -> tuple[float, str]:
        told = Prefs(file)
        return told.number("zoom"), told.text("scheme")

    desk.wait(lambda: kept() == (0.9, "dark"))


def test_who_follows_the_system_goes_dark_with_it(desk: Desk) -> None:
    """The computer's switch in the evening is followed at once; who chose light stays in light."""
    frame = desk.enter("service1")
    switched = QGuiApplication.styleHints().colorSchemeChanged
    switched.emit(Qt.ColorScheme.Dark)
    assert theme().scheme is Scheme.LIGHT
    frame.room.prefs.put("scheme", SYSTEM)
    switched.emit(Qt.ColorScheme.Dark)
    assert theme().scheme is Scheme.DARK
    switched.emit(Qt.ColorScheme.Light)
    assert theme().scheme is Scheme.LIGHT


def test_a_change_is_read_again_where_it_is_seen(desk: Desk) -> None:
    """The page in sight at once, the hidden one when it is shown."""
    frame = desk.enter("service1")
    frame.go("cases")
    cases_of(desk)
    frame.changed()
    assert frame._stale == {"today"}
    frame.go("today")
    assert frame._stale == set()


def test_long_work_can_be_cancelled(desk: Desk) -> None:
    """The status line shows it and hands the cancel to who works."""
    frame = desk.enter("service1")
    cancelled: list[bool] = []
    frame.work("导出客诉：100 条", 100, 0, lambda: cancelled.append(True))
    assert frame.running.isVisible()
    frame.running.button.click()
    assert cancelled
    frame.work("", 0, 0, None)
    assert frame.running.isHidden()


def test_other_roles_hold_in_the_rail_at_once(desk: Desk) -> None:
    """Screens come and go with the roles; the page in sight stays, and Alt and a number follow the rail."""
    frame = desk.enter("service1")
    desk.wait(frame.backup.text)
    frame.go("cases")
    page, office = frame.pages["cases"], frame.who.office
    before, box = frame.rail.names(), frame.palette_box

    def be(*roles: str) -> None:
        staff = tuple(replace(one, roles=roles) if one.login == "service1" else one for one in office.staff)
        frame.who.renew(replace(office, staff=staff))
        frame.show_standing(Standing({"today": Count(3)}, datetime.now(office.zone), frame.who.office))

    be("leader")
    assert "approvals" in frame.rail.names()
    assert frame.sheet.currentWidget() is page
    assert frame.rail.items["today"].all == 3
    assert frame.palette_box is not box
    place = frame.rail.names().index("approvals")
    desk.key(Qt.Key(Qt.Key.Key_1 + place), frame, alt=True)
    assert frame.current == "approvals"
    frame.go("cases")
    assert frame.sheet.currentWidget() is page
    be("warehouse")
    assert not {"approvals", "cases"} & set(frame.rail.names())
    assert frame.sheet.currentWidget() is page
    frame.show_keys()
    frame.go("today")
    frame.go("cases")
    assert frame.current == "today"
    be("service")
    assert frame.rail.names() == before
    frame.go("cases")
    assert frame.sheet.currentWidget() is page


def test_a_registration_comes_back_by_itself(desk: Desk, address: str) -> None:
    """Who signs in after a crash has what was typed before her, and is told so; she opens nothing."""
    Drafts(drafts.place(address, "clerk1")).write(HALF)
    frame = desk.enter("clerk1")
    desk.wait(lambda: frame.current == "register")
    page = frame.pages["register"]
    assert isinstance(page, RegisterView)
    desk.wait(lambda: page.form.values().get("verbatim") == TYPED)
    desk.wait(lambda: "已恢复" in page.back.text())


def test_a_draft_left_in_peace_waits_until_it_is_asked_for(desk: Desk, address: str) -> None:
    """It is no crash: the day begins with 今日."""
    Drafts(drafts.place(address, "clerk1")).write(replace(HALF, open=False))
    frame = desk.enter("clerk1")
    looked: list[None] = []
    desk.program.tasks.run(lambda: None, looked.append, lane=Lane.FILES)
    desk.wait(lambda: looked)
    assert frame.current == "today"


@pytest.mark.parametrize("login", ["boss", "service1", "lead1"])
def test_who_leaves_takes_his_pages_with_him(desk: Desk, login: str) -> None:
    """Each screen of the rail was open and has read; once another may sign in nothing of them is held."""
    gone = weakref.ref(desk.enter(login))
    for name in desk.frame.rail.names():
        desk.frame.go(name)
        desk.wait(lambda: not desk.program.tasks._waiting)
    desk.frame.go("@leave")
    desk.wait(lambda: isinstance(desk.window.currentWidget(), SignInView))
    desk.wait(lambda: not desk.program.entered)

    def is_gone() -> bool:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return gone() is None

    desk.wait(is_gone)
