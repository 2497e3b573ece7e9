"""Drafts side by side, and both ways of one call: what is known beside the form is of the call in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.registering import register
from tests.presenters.call_desk import LONG, PHONE, AtOnce
from tests.stories.ui.call_room import Desk, Keyboard, registration
from ui.presenters.filled import asked
from ui.presenters.register import Form

Sits = Callable[[str], Desk]
STRANGER = "13700137001"


@pytest.fixture
def clerk(clerk: App) -> App:
    """The clerk's desk at an office that knows one customer with one case."""
    clerk.do(register, asked("register", LONG))
    return clerk


@pytest.fixture
def sits(clerk: App, tmp_path: Path, qtbot: QtBot) -> Sits:
    """Somebody's registration in a window; work is done at once."""

    def at(login: str) -> Desk:
        made = registration(clerk.signed_in(login), AtOnce(), tmp_path)
        qtbot.addWidget(made.view)
        return made

    return at


def call(desk: Desk, **values: object) -> None:
    """A call stands in the form; what is known of it was looked up."""
    desk.view.form.show_values(values, quick=False)
    desk.view._edited()
    for name in ("phones", "verbatim", "product_line"):
        desk.view._settled(name)


def take_up(desk: Desk, verbatim: str) -> None:
    """Go on with the draft in which these words stand."""
    desk.view.take_up(next(one for one in desk.view._drafts if one.values["verbatim"] == verbatim))


def beside(desk: Desk) -> tuple[int, bool]:
    """How many likely duplicates are told, and whether a batch is."""
    return len(desk.view.known._alike), not desk.view.known.batches.isHidden()


SAME = {name: LONG[name] for name in ("phones", "verbatim", "product_line")}
ELSE = {"phones": PHONE, "verbatim": "送货司机说话难听"}


@pytest.mark.parametrize("phones", [PHONE, ""])
def test_what_is_known_is_of_the_draft_in_sight(sits: Sits, phones: str) -> None:
    """Same number or none: no likely duplicate and no batch of the other draft; its own come back with it."""
    desk = sits("clerk1")
    call(desk, **ELSE | {"phones": phones})
    desk.view.open("")
    call(desk, **SAME | {"phones": phones})
    assert beside(desk) == (1, True)
    take_up(desk, ELSE["verbatim"])
    assert beside(desk) == (0, False)
    take_up(desk, str(SAME["verbatim"]))
    assert beside(desk) == (1, True)


def test_no_duplicate_was_said_of_one_call(sits: Sits) -> None:
    """不是重复 is of the call that it was said of: the draft taken up next is warned."""
    desk = sits("clerk1")
    call(desk, **SAME | {"verbatim": f"{LONG['verbatim']}！"})
    desk.view.open("")
    call(desk, **SAME)
    desk.view.known.differs.emit(desk.view.known._alike[0].case_no)
    assert beside(desk)[0] == 0
    take_up(desk, f"{LONG['verbatim']}！")
    assert beside(desk)[0] == 1


def test_who_was_chosen_for_one_draft_calls_for_no_other(sits: Sits, clerk: App) -> None:
    """A customer chosen by name, then a stranger's draft taken up: nothing of him is filled in there."""
    (line,) = clerk.ask(case_lines)
    desk = sits("clerk1")
    call(desk, **ELSE | {"phones": STRANGER})
    desk.view.open("")
    call(desk, verbatim="新的", cust_name=LONG["cust_name"])
    desk.view.form.customers.chosen.emit(line.cust_no)
    assert desk.view.form.values()["address"] == LONG["address"]
    take_up(desk, ELSE["verbatim"])
    desk.view._edited()
    assert "address" not in desk.view.form.values()
    assert desk.view.known.caller.right.text() == ""


def test_the_other_way_still_knows_what_was_filled_in(sits: Sits) -> None:
    """A wrong number fills in its customer; Ctrl+E; corrected, nothing of him stays."""
    desk = sits("service1")
    keys = Keyboard()
    keys.write(PHONE)
    assert desk.view.form.values()["address"] == LONG["address"]
    keys.press(Qt.Key.Key_E, control=True)
    assert desk.view.presenter.form == Form.QUICK
    desk.view.form.field("phones").editor.show_words("")
    desk.view.form.field("phones").take_focus()
    keys.write(STRANGER)
    told = desk.view.form.values()
    assert told["phones"] == STRANGER
    assert not {"cust_name", "address"} & set(told)
