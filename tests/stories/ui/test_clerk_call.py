"""The clerk's call: from the telephone number to a case without a mouse, and what a crash leaves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import case_lines
from aftersales.words import words
from tests.presenters.call_desk import copied, made_office
from tests.stories.ui.call_room import VERBATIM, Desk, Keyboard, fast_lane, long_way, registration
from ui.prefs import Prefs
from ui.presenters.session import signed
from ui.program import read_list
from ui.tasks import Tasks
from ui.views.frame import FrameView
from ui.views.register import RegisterView
from ui.views.screens import screens
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

LONG_WAY, FAST_LANE = 60, 25
"""Keys that are not characters of a value; more would be slower than a line in a book."""
WITHIN = 2.0
"""Seconds within which everything typed is on disk."""


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case."""
    return made_office(tmp_path_factory)


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """Real lanes; a bug in them fails the test."""
    dress(qapp, Scheme.LIGHT)
    bugs: list[BaseException] = []
    made = Tasks(refused=bugs.append, bug=bugs.append)
    yield made
    made.close()
    assert bugs == []


def at_desk(office_file: Path, folder: Path, login: str, tasks: Tasks, qtbot: QtBot) -> tuple[App, Desk]:
    """This person's registration, open and ready."""
    app = copied(office_file, folder / "office", login)
    desk = registration(app, tasks, folder)
    qtbot.addWidget(desk.view)
    qtbot.waitUntil(lambda: desk.view.ready)
    return app, desk


def test_the_long_way(office_file: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    """A stranger with a product complains: registered by keys alone, in no more than sixty."""
    app, desk = at_desk(office_file, tmp_path, "clerk1", tasks, qtbot)
    keys = Keyboard()
    long_way(keys)
    qtbot.waitUntil(lambda: bool(desk.frame.said), timeout=10_000)
    (line,) = app.ask(case_lines)
    case = app.ask(read_case, line.case_no)
    assert case.complaint.state == State.REGISTERED
    assert case.complaint.verbatim == VERBATIM
    assert case.complaint.reason == ("product",)
    assert [(demand.kind, str(demand.qty)) for demand in case.complaint.demands] == [("exchange", "12")]
    assert [(row.spec, row.batch_no, row.unit) for row in case.product_lines] == [
        ("18L", "D7-20260118-03", "barrel")
    ]
    assert case.customer.na == {"address": "unknown"}
    qtbot.waitUntil(lambda: not desk.drafts.all())
    print(f"the long way: {keys.pressed} keys beside the values, at most {LONG_WAY}")
    assert keys.pressed <= LONG_WAY


def test_the_fast_lane(office_file: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    """A missing bottle is settled on one screen: to its notice by keys alone, in no more than twenty-five."""
    app, desk = at_desk(office_file, tmp_path, "service1", tasks, qtbot)
    keys = Keyboard()
    fast_lane(keys)
    qtbot.waitUntil(lambda: bool(desk.frame.said), timeout=10_000)
    (line,) = app.ask(case_lines)
    case = app.ask(read_case, line.case_no)
    assert case.complaint.state == State.FULFILLING
    assert [(row.kind, str(row.qty), row.unit_value) for row in case.remedies] == [("goods", "1", 5800)]
    assert [notice.kind for notice in case.notices] == ["ship"]
    print(f"the fast lane: {keys.pressed} keys beside the values, at most {FAST_LANE}")
    assert keys.pressed <= FAST_LANE


def test_a_killed_program_loses_nothing(
    office_file: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    """What was typed two seconds before the program was killed stands in the form at the next start."""
    app = copied(office_file, tmp_path / "office", "clerk1")
    told = "他说机油少了两桶，说到一半断电了"
    office = str(tmp_path / "office" / "office.db")
    command = [sys.executable, "-m", "tests.stories.ui.typing_clerk", office, str(tmp_path), told]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as clerk:
        assert clerk.stdout is not None
        assert clerk.stdout.readline() == "typed\n"
        with pytest.raises(subprocess.TimeoutExpired):
            clerk.wait(WITHIN)
        clerk.kill()
    desk = registration(app, tasks, tmp_path)
    qtbot.addWidget(desk.view)
    qtbot.waitUntil(lambda: bool(desk.view.back.text()))
    assert desk.view.form.values()["verbatim"] == told


def test_from_anywhere(office_file: Path, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    """Ctrl+N in the frame brings the form with the cursor at the telephone; a second call puts it aside."""
    app = copied(office_file, tmp_path / "office", "clerk1")
    who, prefs = signed(app, "test", "clerk1"), Prefs(tmp_path / "prefs.json")
    every = screens(read_list)
    frame = FrameView(who, tasks, words(), prefs, screens=every, last_backup=lambda: None, place="test")
    qtbot.addWidget(frame, before_close_func=lambda _: frame.leave())  # what is on its way finds nobody
    frame.resize(1366, 768)
    frame.show()
    frame.activateWindow()
    frame.begin()
    QTest.qWaitForWindowActive(frame)
    QTest.keyClick(frame, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = frame.pages["register"]
    assert isinstance(page, RegisterView)
    keys = Keyboard()
    assert keys.at is page.form.editor("phones")
    keys.write("13859108803")
    QTest.keyClick(frame, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.others.isVisible)
    assert page.form.values().get("phones") is None
    assert keys.at is page.form.editor("phones")
