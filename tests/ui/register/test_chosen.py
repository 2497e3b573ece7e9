"""A customer whom the clerk chose by name: he stays the caller, whatever number stands above his name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.usecases.registering import register
from tests.presenters.call_desk import LONG, PHONE
from tests.presenters.held import Held
from tests.stories.ui.call_room import VERBATIM, Desk, Keyboard
from ui.presenters.filled import asked
from ui.presenters.runner import Lane

NEW = "13700137001"
OTHER = {**LONG, "phones": "13600136002", "cust_name": "临海老陈货运", "address": "临海市港区 2 号"}


@pytest.fixture
def clerk(clerk: App) -> App:
    """The clerk's desk at an office that knows one customer with one case."""
    clerk.do(register, asked("register", LONG))
    return clerk


def choose(desk: Desk, number: str, spelled: str = "nzyt") -> Keyboard:
    """He tells a number, then his name: its initials are typed, and he is taken from the list."""
    keys = Keyboard()
    keys.write(number)
    keys.enter(3)
    desk.view.form.field("cust_name").editor.show_words("")  # what the number filled in is typed over
    keys.write(spelled)
    popup = desk.view.form.customers.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    return keys


def tell(keys: Keyboard) -> None:
    """The rest of his call is typed, from the name on; nothing is signed yet."""
    keys.enter(6)  # kind, who speaks, his post, address, nature: does harm go on
    keys.press(Qt.Key.Key_Space)  # no
    keys.enter()
    keys.write("砺驰柴机油 CI-4 15W-40")
    keys.enter(4)  # size, batch, made when: how many
    keys.write("12")
    keys.enter(5)  # bought, unit, bill, a blank row: his own words
    keys.write(VERBATIM)
    keys.press(Qt.Key.Key_Return, control=True)
    keys.enter(2)  # in short, how grave: why
    keys.press(Qt.Key.Key_Space)
    keys.enter(4)  # when, where, until when: what he wants
    keys.press(Qt.Key.Key_Down, 2)
    keys.enter()
    keys.write("12")


def sign(keys: Keyboard) -> None:
    """Ctrl+Enter."""
    keys.press(Qt.Key.Key_Return, control=True)


def who(desk: Desk) -> tuple[object, object, str]:
    """Name and address in the form, and the number of the customer beside it."""
    told = desk.view.form.values()
    return told.get("cust_name"), told.get("address"), desk.view.known.caller.right.text()


def newest(app: App) -> Case:
    """The case that was registered last."""
    return max(
        (app.ask(read_case, line.case_no) for line in app.ask(case_lines, CaseFilter())),
        key=lambda case: case.complaint.case_no,
    )


@pytest.mark.parametrize("number", [NEW, str(OTHER["phones"]), "fax 12"])
def test_he_stays_and_the_case_is_his(desk: Desk, clerk: App, number: str) -> None:
    """From a new number, another customer's or none that is read: typing on does not drop him."""
    clerk.do(register, asked("register", OTHER))
    keys = choose(desk, number)
    his = (LONG["cust_name"], LONG["address"], desk.view.known.caller.right.text())
    tell(keys)
    assert who(desk) == his
    assert his[2]
    sign(keys)
    case = newest(clerk)
    assert case.complaint.customer == his[2]
    assert PHONE in [phone.number for phone in case.customer.phones]
    assert len({line.cust_no for line in clerk.ask(case_lines, CaseFilter())}) == 2


def test_he_stays_with_the_draft(desk: Desk) -> None:
    """The next call comes first: taken up again it is still his, and asks nobody by the number."""
    choose(desk, NEW)
    his = who(desk)
    desk.view.open("")
    assert who(desk) == (None, None, "")
    desk.view.take_up(desk.view._drafts[0])
    assert who(desk) == his
    desk.view.form.field("verbatim").take_focus()
    keys = Keyboard()
    keys.write("又")
    keys.press(Qt.Key.Key_Return, control=True)
    assert who(desk) == his


def test_another_name_is_another_customer(desk: Desk, clerk: App) -> None:
    """Chosen by mistake and typed over: what his record filled in goes, and the case is not his."""
    keys = choose(desk, NEW)
    his = who(desk)[2]
    keys.write("（北店）")
    assert who(desk) == (f"{LONG['cust_name']}（北店）", None, "")
    tell(keys)
    desk.view.form.field("address").take_focus()
    keys.press(Qt.Key.Key_F2)
    sign(keys)
    assert newest(clerk).complaint.customer != his


def test_he_is_meant_though_his_record_is_on_its_way(desk: Desk, slow: Held, clerk: App) -> None:
    """The office is slow: signed before it told who he is, the case is his all the same."""
    (line,) = clerk.ask(case_lines, CaseFilter())
    keys = choose(desk, NEW)
    desk.view.open("")
    slow.held = {Lane.DATABASE}
    desk.view.take_up(desk.view._drafts[0])
    desk.view.form.field("cust_name").take_focus()
    tell(keys)
    sign(keys)
    slow.let_go()
    assert newest(clerk).complaint.customer == line.cust_no
