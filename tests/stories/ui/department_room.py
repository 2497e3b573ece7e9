"""The departments' desks: an office, a window for each person, a scanner, a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from aftersales import words
from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.records.notice import Notice
from aftersales.domain.steps.fulfilling import notice_of
from aftersales.storage.queries.case import read_case
from aftersales.usecases.quick import quick
from tests.presenters.call_desk import FAST
from tests.stories.ui.call_room import Keyboard, Remembering
from ui.prefs import Prefs
from ui.presenters.notices.slips import Slip
from ui.presenters.session import signed
from ui.presenters.staying import Staying
from ui.tasks import Tasks
from ui.views.notices.page import NoticesView
from ui.views.notices.slip import SlipRow
from ui.views.room import Room

LONGEST = 20_000
"""Milliseconds after which waiting is given up: the machine is shared."""
GOODS: dict[str, object] = {
    "kind": "goods",
    "product": "砺驰自动变速箱油 ATF-Ⅲ",
    "qty": "3",
    "unit": "bottle",
    "unit_value": "8.00",
}
"""What a trivial case gives."""


class Desks:
    """One office; each person comes with a window of his own."""

    def __init__(self, enter: Callable[[str], App], tasks: Tasks, folder: Path, qtbot: QtBot) -> None:
        """``enter``: anybody's desk in the office."""
        self.enter, self.tasks, self.folder, self.qtbot = enter, tasks, folder, qtbot
        self.office = enter("service1")
        self.frame = Remembering()
        self.packed = ""
        """The number of a case whose goods are packed specially before they are sent."""

    def quick(self, **remedy: object) -> str:
        """A trivial case that after-sales settles at once; its number."""
        told = {**GOODS, **remedy}
        told = {**FAST, "remedies": [told], "due": f"{self._today() + timedelta(days=5):%Y-%m-%d}"}
        return self.office.do(quick, told).complaint.case_no

    def _today(self) -> date:
        return signed(self.office, "test", self.office.login).office.day(self.office.ask(lambda w: w.now()))

    def sits(self, login: str) -> NoticesView:
        """This person's page of notices, in front, with what stands on it."""
        app = self.enter(login)
        made: list[NoticesView] = []
        stay = Staying(self.tasks, lambda _: None)

        def enter() -> object:
            return signed(app, "test", app.login)

        def entered(who: object) -> None:
            spoken = words.words(zone=who.office.zone)  # type: ignore[attr-defined]
            prefs = Prefs(self.folder / f"{login}.json")
            made.append(NoticesView(Room(who, stay, spoken, prefs, self.frame)))  # type: ignore[arg-type]

        self.tasks.run(enter, entered)
        self.wait(lambda: made)
        view = made[0]
        self.qtbot.addWidget(view, before_close_func=lambda _: stay.leave())
        view.resize(1188, 690)
        view.show()
        view.activateWindow()
        QTest.qWaitForWindowActive(view)
        view.setFocus()
        view.refresh()
        self.wait(lambda: any(column.numbers() for column in view.board.columns.values()))
        return view

    def wait(self, true: Callable[[], object]) -> None:
        """Until it is so."""
        self.qtbot.waitUntil(lambda: bool(true()), timeout=LONGEST)

    def case(self, number: str) -> Case:
        """A case as it is written."""
        found: list[Case] = []
        self.tasks.run(lambda: self.office.ask(read_case, number), found.append)
        self.wait(lambda: found)
        return found[0]

    def kept(self, number: str) -> Notice:
        """A notice as it is written."""
        return notice_of(self.case(number.rsplit("-", 1)[0]), number)


def slips(view: NoticesView) -> list[Slip]:
    """Every slip on the page."""
    return list(view.presenter._slips.values())


def selected(view: NoticesView) -> str:
    """The number of the slip that is open."""
    look = view.presenter.look
    return look.slip.number if look is not None else ""


def scan(desks: Desks, view: NoticesView, number: str) -> None:
    """A scanner types a number and Enter wherever the cursor is; its slip is selected."""
    QTest.keyClick(view, Qt.Key.Key_Slash)
    QTest.keyClicks(view.number, number)
    QTest.keyClick(view.number, Qt.Key.Key_Return)
    desks.wait(lambda: selected(view) == number and view._marked == number)


def fill(view: NoticesView, keys: Keyboard, **values: str) -> None:
    """Type values into the fields of these names."""
    for path, field in view.panel.form.fields.items():
        value = values.get(path.rsplit(".", 1)[-1])
        if value is not None:
            field.editor.show_words("")
            field.take_focus()
            keys.write(value)


def send(desks: Desks, view: NoticesView) -> None:
    """Ctrl+Enter; until the form is away."""
    QTest.keyClick(view.panel.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desks.wait(lambda: not view.panel.asks)


def state_of(view: NoticesView, number: str) -> str:
    """The state that the board shows of a notice; "" where it is gone."""
    return next((slip.notice.state for slip in slips(view) if slip.number == number), "")


def may_do(view: NoticesView, step: str) -> bool:
    """Whether the verb's button is on."""
    return view.panel.buttons[step].isEnabled()


def row_of(view: NoticesView, number: str) -> SlipRow:
    """The slip's row."""
    return next(c.rows[number] for c in view.board.columns.values() if number in c.rows)
