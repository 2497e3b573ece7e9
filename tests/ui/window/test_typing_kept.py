"""What was typed on a page of the settings outlives its other verbs and a save that is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.ui.window.desk import Desk
from tests.ui.window.test_settings_pages import answers, company, line, page_of, save, write
from ui.views.settings.authority import AuthorityPage
from ui.views.settings.calendar import DAYS, HOURS, CalendarPage
from ui.views.settings.clauses import ClausesPage
from ui.views.settings.dictionaries import DictionariesPage
from ui.views.settings.people import PeoplePage
from ui.views.settings.screen import SettingsView
from ui.widgets.buttons import Button

SATURDAY = "09:00-12:00"
HOLIDAY = "2027-01-01 放假 元旦"


@pytest.fixture(autouse=True)
def _given_up_at_the_end(desk: Desk) -> Iterator[None]:
    """Whatever is still typed is given up when the window closes."""
    yield
    frame = desk.window.frame
    view = frame.pages.get("settings") if frame is not None else None
    if isinstance(view, SettingsView):
        for page in view.pages.values():
            answers(page, True, [])


def click(button: Button) -> None:
    """A click."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def settled(desk: Desk) -> None:
    """Until what was asked for is there, and what that asked for again."""
    for _ in range(3):
        heard: list[bool] = []
        desk.program.tasks.run(lambda: True, heard.append)
        desk.wait(lambda heard=heard: heard)


def turned(page: CalendarPage, sheet: str) -> None:
    """The calendar with this sheet in sight."""
    page.sheet.choose(sheet)
    page.sheet.edited.emit()


def test_a_logo_is_taken_while_the_company_is_typed(desk: Desk, tmp_path: Path) -> None:
    """The picture is there, the fields stand as they were typed, and a save brings them in."""
    page, picture = company(desk), tmp_path / "logo.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(picture))
    write(desk, page.papers.field("name"), "新名字有限公司")
    page._ask_file = lambda: str(picture)
    click(page.logo.choose)
    desk.wait(page.logo.remove.isVisible)
    settled(desk)
    assert line(page.papers.field("name")).text() == "新名字有限公司"
    assert page.is_dirty()
    save(desk, page)
    desk.wait(lambda: desk.frame.who.office.company.name == "新名字有限公司")
    assert not page.is_dirty()


def test_what_is_typed_while_a_save_is_on_its_way(desk: Desk) -> None:
    """It stays, still to be saved; until the first save is through no second can be sent."""
    page = company(desk)
    write(desk, page.papers.field("bank"), "另一家银行")
    save(desk, page)
    write(desk, page.papers.field("phone"), "0591-2")
    assert not page.save.isEnabled()
    desk.wait(lambda: desk.frame.who.office.company.bank == "另一家银行")
    settled(desk)
    assert line(page.papers.field("phone")).text() == "0591-2"
    assert page.is_dirty()
    save(desk, page)
    desk.wait(lambda: desk.frame.who.office.company.phone == "0591-2")
    assert not page.is_dirty()


def test_a_person_is_let_out_and_in_while_his_telephone_is_typed(desk: Desk) -> None:
    """A new password, out, in again: the buttons follow, the number stays until it is saved."""
    page = page_of(desk, PeoplePage, "people")
    desk.wait(page.rows.rowCount)
    page.list.go_to("clerk2")
    phone = page.form.field("phone")
    write(desk, phone, "0591-3")
    click(page.renew)
    desk.wait(page.one_off.isVisible)
    settled(desk)
    assert line(phone).text() == "0591-3"
    answers(page, True, [])
    click(page.out)
    desk.wait(lambda: page.out.text() == "启用")
    assert (line(phone).text(), page.save.isEnabled()) == ("0591-3", False)
    click(page.out)
    desk.wait(lambda: page.out.text() == "停用")
    save(desk, page)
    desk.wait(lambda: desk.frame.who.office.by_login["clerk2"].phone == "0591-3")
    assert not page.is_dirty()


def test_each_sheet_of_the_calendar_is_saved_by_itself(desk: Desk) -> None:
    """Days go into the calendar and the hours typed beside them stay; hours are saved and the days stay."""
    page = page_of(desk, CalendarPage, "calendar")
    desk.wait(page.year.code)
    saturday = page.hours[6]
    turned(page, HOURS)
    write(desk, saturday, SATURDAY)
    turned(page, DAYS)
    page.pasted.take_focus()
    desk.type(HOLIDAY, page.pasted.widget)
    save(desk, page)
    desk.wait(lambda: not page.pasted.editor.words())
    settled(desk)
    assert (saturday.editor.words(), page.is_dirty()) == (SATURDAY, True)
    desk.type(HOLIDAY, page.pasted.widget)
    turned(page, HOURS)
    save(desk, page)
    desk.wait(lambda: any(row.weekday == 6 and row.opens for row in desk.frame.who.office.calendar))
    settled(desk)
    assert (page.pasted.editor.words(), saturday.editor.words(), page.is_dirty()) == (
        HOLIDAY,
        SATURDAY,
        True,
    )
    click(page.drop)
    settled(desk)
    assert (page.pasted.editor.words(), page.is_dirty()) == ("", False)


def test_a_word_is_hidden_while_it_is_renamed(desk: Desk) -> None:
    """The button offers the way back, the new word stands as typed."""
    page = page_of(desk, DictionariesPage, "dictionaries")
    desk.wait(page.rows.rowCount)
    page.list.go_to("fax")
    write(desk, page.word, "传真机")
    click(page.out)
    desk.wait(lambda: page.out.text() == "启用")
    settled(desk)
    assert (page.word.editor.words(), page.is_dirty()) == ("传真机", True)


def test_a_clause_is_retired_while_its_text_is_typed(desk: Desk) -> None:
    """Its next version is listed, the text stands as typed."""
    page = page_of(desk, ClausesPage, "clauses")
    desk.wait(page.rows.rowCount)
    page.list.go_to(page.rows.key_at(0))
    desk.wait(lambda: page._versions)
    page.text.take_focus()
    desk.type("另有约定的除外。", page.text.widget)
    typed = page.text.editor.words()
    click(page.retire)
    desk.wait(lambda: page.chosen.retired and not page.retire.isVisible())
    desk.wait(lambda: page._versions and page._versions[0].version == page.chosen.version)
    assert "另有约定的除外。" in typed
    assert (page.text.editor.words(), page.is_dirty()) == (typed, True)


def test_a_limit_is_ended_while_another_is_typed(desk: Desk) -> None:
    """What is typed is a new one from now on; the reason alone was for the end, and is gone with it."""
    page = page_of(desk, AuthorityPage, "authority")
    desk.wait(page.rows.rowCount)
    first, second = (page.rows.row(at).no for at in range(2))
    page.list.go_to(first)
    amount = page.form.field("limit_amount")
    page.form.field("no_limit").editor.show_words("no")
    write(desk, amount, "321")
    click(page.end)
    desk.wait(lambda: page.rows.place(first) < 0)
    settled(desk)
    assert (line(amount).text(), page.chosen, page.end.isVisible()) == ("321.00", None, False)
    page.discard()
    page.list.go_to(second)
    write(desk, page.reason, "不用了")
    click(page.end)
    desk.wait(lambda: page.rows.place(second) < 0)
    settled(desk)
    assert (page.reason.editor.words(), page.chosen, page.is_dirty()) == ("", None, False)
