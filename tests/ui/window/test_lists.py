"""Every list of the desk goes out as a workbook and onto the clipboard, whatever stands in its cells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtTest import QTest

from aftersales.app import open_app
from aftersales.exchange.disarming import is_hostile
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.customers import CustomerFilter, CustomerIndex
from aftersales.usecases.customers import amend_customer
from aftersales.usecases.office import set_calendar, set_company
from tests.presenters.full_desk import full_office
from tests.ui.window.desk import Desk, asks_place
from ui.presenters.exporting import Table
from ui.views.cases import CasesView
from ui.views.room import Page
from ui.views.screens import screens
from ui.views.settings.screen import SettingsView
from ui.widgets.table import ListView

HOSTILE = '=HYPERLINK("http://x")'
SCREENS = {
    "service1": ("today", "cases", "case", "agreements", "notices", "follow_ups", "customers"),
    "lead1": ("approvals",),
    "admin": ("settings",),
}
"""Every screen by somebody who has it; registering is a form."""
SETTINGS = ("people", "authority", "substitutes", "calendar", "periods", "dictionaries", "clauses", "backups")
FORMS = {"company", "limits", "mine"}
"""Pages of the settings that are no lists."""
Rows = list[tuple[object, ...]]
NONE = Table("", (), tuple)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with customers whose names a spreadsheet would run; made before the core is guarded."""
    file = full_office(tmp_path_factory)
    app = open_app(f"sqlite:///{file}", login="admin")
    for line in app.ask(CustomerIndex().find, CustomerFilter(limit=100)).lines:
        app.do(amend_customer, line.cust_no, {"cust_name": f"{HOSTILE} {line.cust_no}"})
    this_year = f"{datetime.now(UTC).year}-12-30"
    app.do(set_calendar, [{"day": this_year, "day_kind": "holiday", "day_name": HOSTILE}])
    app.close()
    return file


@pytest.fixture(scope="module")
def a_case(full: Path) -> str:
    """The number of the newest case."""
    app = open_app(f"sqlite:///{full}", login="admin")
    found = app.ask(case_lines, CaseFilter(limit=1))[0].case_no
    app.close()
    return found


def written(desk: Desk, place: Path) -> Rows:
    """The rows of the workbook that Ctrl+Shift+E writes there; the first are the heads."""
    asks_place(desk, lambda _: str(place))
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_E, held)
    desk.wait(place.exists)
    desk.wait(desk.frame.running.isHidden)
    book = openpyxl.load_workbook(place)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    place.unlink()
    return rows


def ready(desk: Desk, page: Page) -> None:
    """Until something is listed."""

    def listed() -> bool:
        views = [view for view in page.findChildren(ListView) if view.isVisible()]
        return any(view.rows.rowCount() for view in views) or (
            not views and bool((page.table() or NONE).total)
        )

    desk.wait(listed)


def disarmed(cells: list[object]) -> bool:
    """Whether nothing would run; the poison is there, with an apostrophe before it."""
    return not any(isinstance(cell, str) and is_hostile(cell) for cell in cells)


@pytest.mark.parametrize("login", SCREENS)
def test_every_list_goes_out_as_a_workbook(a_case: str, desk: Desk, login: str, tmp_path: Path) -> None:
    """The same key on every screen; each has rows under heads, and no cell that a spreadsheet would run."""
    desk.enter(login)
    seen = list[object]()
    for screen in SCREENS[login]:
        desk.frame.go(screen, a_case if screen == "case" else "")
        page = desk.frame.pages[screen]
        for name in SETTINGS if isinstance(page, SettingsView) else ("",):
            page.open(name)
            if name not in {"substitutes", "backups", "periods"}:  # empty in the practice company
                ready(desk, page)
            QGuiApplication.clipboard().clear()
            rows = written(desk, tmp_path / "list.xlsx")
            assert all(rows[0]), (screen, name)
            assert len(rows) > 1 or name in {"substitutes", "backups", "periods"}, (screen, name)
            seen += [cell for row in rows for cell in row]
    assert disarmed(seen)
    if login != "admin":
        assert any(str(cell).startswith(f"'{HOSTILE}") for cell in seen)


def moved(url: str, zone: str) -> str:
    """The office at this address in this zone."""
    app = open_app(url, login="admin")
    app.do(set_company, {"zone": zone})
    app.close()
    return zone


def test_exported_moments_are_of_the_office_s_clock(desk: Desk, tmp_path: Path) -> None:
    """In an office that is not in Shanghai's zone the workbook says what the list says."""
    done: list[str] = []
    desk.program.tasks.run(partial(moved, desk.program.url, "Asia/Urumqi"), done.append)
    desk.wait(lambda: done)
    desk.enter("service1")
    desk.frame.go("cases")
    page = desk.frame.pages["cases"]
    assert isinstance(page, CasesView)
    ready(desk, page)
    rows = written(desk, tmp_path / "list.xlsx")
    moments = [cell for row in rows for cell in row if isinstance(cell, datetime)]
    shown = page.rows.row(0).registered
    assert shown is not None
    here = shown.astimezone(ZoneInfo("Asia/Urumqi")).replace(tzinfo=None)
    assert any(abs(here - moment) < timedelta(seconds=1) for moment in moments)


def test_no_screen_is_forgotten() -> None:
    """Each screen and each page of the settings is tried here, or said to be a form."""
    names = {one.name for one in screens(lambda *_: None)}  # type: ignore[arg-type]
    assert {name for group in SCREENS.values() for name in group} | {"register"} == names


@pytest.mark.parametrize("login", SCREENS)
def test_a_key_that_is_held_acts_once(a_case: str, desk: Desk, login: str) -> None:
    """Who leans on A approves one case, on P prints once: no key of any screen repeats."""
    desk.enter(login)
    for screen in SCREENS[login]:
        desk.frame.go(screen, a_case if screen == "case" else "")
    keys = desk.window.findChildren(QShortcut)
    assert len(keys) > 20
    assert [key.key().toString() for key in keys if key.autoRepeat()] == []


def test_ctrl_c_puts_a_table_on_the_clipboard(a_case: str, desk: Desk) -> None:
    """Selected rows of a list, all of a queue, the timeline: tabs between cells, the same number a row."""
    desk.enter("service1")
    for screen in ("today", "cases", "case", "agreements", "follow_ups", "customers"):
        QGuiApplication.clipboard().clear()
        desk.frame.go(screen, a_case if screen == "case" else "")
        page = desk.frame.pages[screen]
        ready(desk, page)
        for view in page.findChildren(ListView):
            if view.isVisible() and view.rows.rowCount():
                view.setFocus()
                view.selectAll()
                break
        else:
            desk.wait(lambda page=page: (page.table() or NONE).total)
            page.setFocus()
        desk.key(Qt.Key.Key_C, ctrl=True)
        lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
        assert len(lines) > 1, screen
        assert len({len(line) for line in lines}) == 1, screen
        assert disarmed([cell for line in lines for cell in line]), screen
