"""A new administrator sets up a small office in the window; then a clerk signs in with the new password."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from aftersales.app import App, Founding, found_office, open_app
from aftersales.domain.office import Office
from aftersales.settings import delivered
from aftersales.storage.queries.case import read_office
from tests.ui.window.desk import Desk
from ui import tasks
from ui.views.frame import FrameView
from ui.views.new_password import NewPasswordView
from ui.views.settings.calendar import CalendarPage
from ui.views.settings.form import Ticks
from ui.views.settings.limits import LimitsPage
from ui.views.settings.people import PeoplePage
from ui.views.settings.screen import SettingsView
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

PASSWORD = "haohao-2026"
COMPANY = {
    "name": "禾渡润滑油有限公司",
    "uscc": "91440101MA59KUEK3E",
    "address": "广州市天河区1号",
    "phone": "020-12345678",
}
HOLIDAYS = "2027-01-01 至 2027-01-03 放假 元旦\n2027-01-04 上班 元旦调休"


@dataclass
class Place:
    """A new office: its address, and what its logins end in."""

    url: str
    suffix: str

    def login(self, name: str) -> str:
        """A login: those of a server belong to all its databases."""
        return f"{name}{self.suffix}"


@pytest.fixture
def place(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """A real office with nobody but its first administrator, on either engine."""
    setup, suffix, url = ("", ""), "", f"sqlite:///{tmp_path / 'office.db'}"
    if engine == "postgresql":
        cluster = request.getfixturevalue("cluster")
        name = f"story_{secrets.token_hex(4)}"
        setup, suffix = cluster.setup_login(), f"_{name}"
        url = f"postgresql://{cluster.host}:{cluster.port}/{name}"
    admin = {"login": f"wang{suffix}", "name": "王总"}
    told = Founding(admin=admin, password=PASSWORD, company=COMPANY, delivered=delivered(), setup=setup)
    found_office(url, told).close()
    yield Place(url, suffix)
    if engine == "postgresql":
        cluster.drop_database(name)


@pytest.fixture
def desk(qapp: QApplication, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The program at this office; asking the core in the window's thread fails."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    dress(qapp, Scheme.LIGHT)
    take_off = tasks.guard(App, "do", "ask")
    opened = Desk(qapp, place.url)
    opened.program.begin()
    yield opened
    opened.close()
    take_off()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def answered(desk: Desk, *texts: str) -> None:
    """Each text, and Enter."""
    for text in texts:
        desk.type(text)
        desk.key(Qt.Key.Key_Return)


def entered(desk: Desk, login: str, password: str, own: str = "") -> FrameView:
    """Signed in by keyboard; ``own``: what a password that the administrator gave is replaced by."""
    desk.sign_in.login.take_focus()
    answered(desk, login, password)
    if own:
        desk.wait(lambda: isinstance(desk.window.currentWidget(), NewPasswordView))
        answered(desk, own, own)
    desk.wait(lambda: desk.window.frame is not None)
    desk.wait(lambda: desk.frame.current)
    return desk.frame


def settings(desk: Desk, page: str) -> SettingsView:
    """The settings by Alt and their number, and one of their pages by a click in the list."""
    names = desk.frame.rail.names()
    desk.key(Qt.Key(Qt.Key.Key_0.value + names.index("settings") + 1), desk.frame, alt=True)
    view = desk.frame.pages["settings"]
    assert isinstance(view, SettingsView)
    QTest.mouseClick(view.nav.items[page], Qt.MouseButton.LeftButton)
    assert view.current == page
    return view


def typed(desk: Desk, into: QWidget, text: str) -> None:
    """A value typed into an editor."""
    into.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.type(text, into)


def hired(desk: Desk, page: PeoplePage, login: str, name: str, role: str, level: str = "") -> str:
    """A new person by the form; the one-off password that is shown."""
    QTest.mouseClick(page.new, Qt.MouseButton.LeftButton)
    typed(desk, page.form.input("login"), login)
    typed(desk, page.form.input("name"), name)
    roles = page.form.input("roles")
    assert isinstance(roles, Ticks)
    desk.key(Qt.Key.Key_Space, roles.box(role))
    if level:
        combo = page.form.input("level")
        combo.setFocus(Qt.FocusReason.OtherFocusReason)
        while page.form.values()["level"] != level:
            desk.key(Qt.Key.Key_Down, combo)
    desk.key(Qt.Key.Key_Return, page, ctrl=True)
    desk.wait(lambda: page.one_off.isVisible() and login in page.one_off.whose.text())
    desk.wait(lambda: any(person.login == login for person in rows(page)))
    return page.one_off.password.text()


def rows(page: PeoplePage) -> list[object]:
    """The people in the list."""
    return [page.rows.row(at) for at in range(page.rows.rowCount())]


def office_of(desk: Desk, url: str, login: str) -> Office:
    """The office as another program finds it, asked in a lane."""
    found: list[Office] = []

    def read() -> Office:
        app = open_app(url, login=login, password=PASSWORD)
        office = app.ask(read_office)
        app.close()
        return office

    desk.program.tasks.run(read, found.append)
    desk.wait(lambda: found)
    return found[0]


def test_a_small_office_is_set_up_in_the_window(desk: Desk, place: Place) -> None:
    """Three people, a limit, holidays; each holds at once, and the clerk is in with a password of his own."""
    boss, clerk = place.login("wang"), place.login("lihua")
    entered(desk, boss, PASSWORD)
    people = settings(desk, "people").pages["people"]
    assert isinstance(people, PeoplePage)
    desk.wait(people.rows.rowCount)
    password = hired(desk, people, clerk, "李华", "clerk")
    hired(desk, people, place.login("zhang"), "张维", "service")
    hired(desk, people, place.login("chen"), "陈经理", "leader", "manager")
    limited(desk)
    rested(desk)
    desk.wait(lambda: len(desk.frame.who.office.staff) == 4)  # the frame itself has heard
    office = office_of(desk, place.url, boss)
    assert [(p.name, p.roles) for p in office.staff if p.login == clerk] == [("李华", ("clerk",))]
    assert office.hours.days[date(2027, 1, 4)].kind == "working"
    answer = next(r for r in office.time_limits if (r.clock, r.severity) == ("answer", "general"))
    assert str(answer.amount) == "6"
    desk.frame.go("@leave")
    desk.wait(lambda: desk.window.frame is None)
    frame = entered(desk, clerk, password, "nur-meines-2026")
    own = settings(desk, "mine")
    assert list(own.nav.items) == ["mine"]
    assert "register" in frame.screens


def limited(desk: Desk) -> None:
    """An answer after approval may take six hours."""
    page = settings(desk, "limits").pages["limits"]
    assert isinstance(page, LimitsPage)
    cell = page.cells["answer", "general"]
    desk.wait(lambda: cell.amount.text() == "4")
    cell.take_focus()
    desk.type("6", cell.amount)
    assert page.is_dirty()
    desk.key(Qt.Key.Key_Return, page, ctrl=True)
    desk.wait(lambda: not page.is_dirty())


def rested(desk: Desk) -> None:
    """The first holidays of next year are pasted."""
    page = settings(desk, "calendar").pages["calendar"]
    assert isinstance(page, CalendarPage)
    typed(desk, page.pasted.widget, HOLIDAYS)
    desk.key(Qt.Key.Key_Return, page, ctrl=True)
    desk.wait(lambda: not page.pasted.editor.words())
