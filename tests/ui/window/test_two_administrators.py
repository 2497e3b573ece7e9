"""What others do while an administrator is at the settings: a save brings in only what was typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from aftersales.app import open_app
from aftersales.domain.office import Office
from aftersales.domain.records.complaint import CaseClock
from aftersales.storage.queries.duties import Duty, clocks_open
from aftersales.usecases.limits import set_time_limits
from aftersales.usecases.office import set_calendar, set_company
from tests.ui.window.desk import Desk
from tests.ui.window.test_settings_pages import company, line, page_of, save, write
from tests.ui.window.test_typing_kept import _given_up_at_the_end
from ui.presenters.settings.calendar import hours_of
from ui.presenters.settings.limits import Said, grid
from ui.views.settings.calendar import HOURS, CalendarPage
from ui.views.settings.limits import LimitsPage

__all__ = ["_given_up_at_the_end"]
MINE, THEIRS = ("follow_up", "general"), ("resolution", "general")


def elsewhere(desk: Desk, use_case: Callable[..., object], *given: object) -> None:
    """Done by another administrator at another desk, and heard of here."""
    done: list[object] = []

    def work() -> object:
        app = open_app(desk.program.url, login="admin")
        app.do(use_case, *given)
        app.close()
        return True

    before = desk.frame.who.office
    desk.program.tasks.run(work, done.append)
    desk.wait(lambda: done)
    desk.wait(lambda: desk.frame.who.office != before)


def office(desk: Desk) -> Office:
    """The office as it stands."""
    return desk.frame.who.office


def test_the_company(desk: Desk) -> None:
    """A bank typed here, a telephone saved there: both stand."""
    page = company(desk)
    write(desk, page.papers.field("bank"), "另一家银行")
    elsewhere(desk, set_company, {"phone": "0591-7"})
    save(desk, page)
    desk.wait(lambda: office(desk).company.bank == "另一家银行")
    assert office(desk).company.phone == "0591-7"
    desk.wait(lambda: line(page.papers.field("phone")).text() == "0591-7")


def test_the_limits(desk: Desk) -> None:
    """One cell here, another there: both stand, and this page shows both."""
    page = page_of(desk, LimitsPage, "limits")
    desk.wait(page.cells[MINE].amount.text)
    mine, theirs = (grid(office(desk))[place] for place in (MINE, THEIRS))
    page.cells[MINE].amount.clear()
    page.cells[MINE].take_focus()
    desk.type("7")
    row = {"clock": THEIRS[0], "severity": THEIRS[1], "amount": "9", "unit": "day", "round_clock": False}
    elsewhere(desk, set_time_limits, [row])
    save(desk, page)
    desk.wait(lambda: grid(office(desk))[MINE] == Said("7", mine.unit))
    assert grid(office(desk))[THEIRS] == Said("9", "day") != theirs
    desk.wait(lambda: page.cells[THEIRS].amount.text() == "9")


def test_the_hours_of_the_week(desk: Desk) -> None:
    """Saturday here, Sunday there."""
    page = page_of(desk, CalendarPage, "calendar")
    desk.wait(page.year.code)
    page.sheet.choose(HOURS)
    page.sheet.edited.emit()
    write(desk, page.hours[6], "09:00-12:00")
    elsewhere(desk, set_calendar, [{"weekday": 7, "opens": "10:00", "closes": "11:00"}])
    save(desk, page)
    desk.wait(lambda: hours_of(office(desk).calendar, 6) == "09:00-12:00")
    assert hours_of(office(desk).calendar, 7) == "10:00-11:00"


def test_a_window_left_open_over_an_upgrade_says_so(desk: Desk, address: str) -> None:
    """A newer program has upgraded the office: nothing is written, told what to do; the text stays."""
    page = company(desk)
    write(desk, page.papers.field("bank"), "另一家银行")
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as other:
        other.execute("INSERT INTO schema_migration (name, applied) VALUES ('9009_tomorrow', '2030-01-01')")
        other.commit()
    save(desk, page)
    desk.wait(page.refused.isVisible)
    assert "请关闭后重新打开" in page.refused.text()
    assert line(page.papers.field("bank")).text() == "另一家银行"
    assert page.is_dirty()


def test_holidays_entered_late_say_which_limits_they_left(desk: Desk) -> None:
    """Below the list stays how many limits were counted before, in which cases, and who may move them."""
    page = page_of(desk, CalendarPage, "calendar")
    desk.wait(page.year.code)
    assert not page.kept.isVisible()
    due: list[tuple[Duty[CaseClock], ...]] = []
    late = datetime(2100, 1, 1, tzinfo=UTC)
    desk.program.tasks.run(lambda: desk.frame.who.app.ask(clocks_open, late, 500), due.append)
    desk.wait(lambda: due)
    last = next(one for one in due[0][::-1] if one.row.clock == "resolution" and not one.row.moved_by)
    assert last.row.due_at is not None
    day = desk.frame.who.office.day(last.row.due_at)
    page.pasted.take_focus()
    desk.type(f"{day} 放假", page.pasted.widget)
    save(desk, page)
    desk.wait(page.kept.isVisible)
    assert last.head.case_no in page.kept.text()
    assert "延期" in page.kept.text()
    page.presenter.remove([day])
    desk.wait(lambda: not page.kept.isVisible())
