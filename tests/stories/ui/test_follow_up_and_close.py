"""回访 and 客户 in the real window: content and closed, not content and around again, found and amended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from aftersales.app import App, open_app
from aftersales.domain.case import Case
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case, read_customer
from aftersales.usecases.following import asked
from aftersales.usecases.taking import take
from tests.ui.window.desk import Desk, asks_place
from ui.views.customers.page import CustomersView
from ui.views.follow_ups.page import FollowUpsView


class Beside:
    """Somebody who looks into the file from outside, beside the window."""

    def __init__(self, file: Path) -> None:
        self._url = f"sqlite:///{file}"

    def case(self, case_no: str) -> Case:
        """The case as it stands."""
        app = open_app(self._url, login="admin")
        with app.store.reading() as wire:
            found = read_case(wire, case_no)
        app.close()
        return found


def meanwhile(desk: Desk, file: Path, does: Callable[[App], object]) -> None:
    """A colleague does something at the same office; then it is heard of in this window."""
    done: list[object] = []

    def colleague() -> object:
        app = open_app(f"sqlite:///{file}", login="service1")
        try:
            return does(app)
        finally:
            app.close()

    desk.program.tasks.run(colleague, done.append)
    desk.wait(lambda: done)
    desk.frame.changed()


def calls(desk: Desk) -> FollowUpsView:
    """The page of the calls, with one on it."""
    desk.frame.go("follow_ups")
    page = desk.frame.pages["follow_ups"]
    assert isinstance(page, FollowUpsView)
    desk.wait(lambda: page.presenter.look is not None and page.answers.isVisible())
    return page


def number(page: FollowUpsView) -> str:
    """The case that is on the page."""
    assert page.presenter.look is not None
    return page.presenter.look.case.complaint.case_no


def settled(desk: Desk) -> FollowUpsView:
    """The same, with the first case in which nothing is open but the call: it closes once he is content."""
    page = calls(desk)
    for case_no in [row.case_no for row in page.queue.rows]:
        page.open(case_no)
        desk.wait(lambda wanted=case_no: page.presenter.look is not None and number(page) == wanted)  # type: ignore[misc]
        if page.presenter.look is not None and not page.presenter.look.open:
            return page
    raise LookupError


def test_a_content_customer_by_keyboard(desk: Desk, file: Path) -> None:
    """Three digits score, words are typed, one key closes; the next call is there."""
    desk.enter("service2")
    page = settled(desk)
    told = [text for _, text in page.script.parts]
    assert page.title.text()
    assert page.presenter.look is not None
    assert page.presenter.look.whom in told[0]
    first = number(page)
    for digit in (Qt.Key.Key_5, Qt.Key.Key_4, Qt.Key.Key_5):
        desk.key(digit)
    words = page.answers.words.widget
    words.setFocus()
    desk.type("都办好了，谢谢", words)
    desk.key(Qt.Key.Key_Return, words, ctrl=True)
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_A)
    desk.wait(lambda: page.presenter.look is None or number(page) != first)
    case = Beside(file).case(first)
    row = case.follow_ups[-1]
    assert (case.complaint.state, case.complaint.closed_by) == ("closed", "service2")
    assert (row.sat_result, row.sat_speed, row.sat_attitude) == (5, 4, 5)
    assert row.suggestion == "都办好了，谢谢"


def test_the_day_the_money_came_is_typed_beside_the_call(desk: Desk, file: Path) -> None:
    """The field stands there where money was paid and nobody knows whether it came, and nowhere else."""
    desk.enter("service2")
    page = calls(desk)
    beside = Beside(file)
    cases = {row.case_no: beside.case(row.case_no) for row in page.queue.rows}
    paid = next(number for number, case in cases.items() if case.refunds)
    unpaid = next(number for number, case in cases.items() if not case.refunds)
    for wanted in (unpaid, paid):
        page.open(wanted)
        desk.wait(lambda wanted=wanted: page.presenter.look is not None and number(page) == wanted)  # type: ignore[misc]
        assert page.answers.arrived.isVisible() == (wanted == paid)
    day = cases[paid].refunds[-1].handled_on
    assert day is not None
    typed = page.answers.arrived.widget
    typed.setFocus()
    desk.type(day.isoformat(), typed)
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_A)
    desk.wait(lambda: beside.case(paid).follow_ups[-1].at is not None)
    assert beside.case(paid).refunds[-1].customer_confirmed_on == day


def test_a_double_press_notes_one_call(desk: Desk, file: Path) -> None:
    """The customer who comes next by himself has not been called: nothing is noted of him."""
    desk.enter("service2")
    page = settled(desk)
    first, waiting = number(page), len(page.queue.rows)
    assert waiting > 1
    for digit in (Qt.Key.Key_5, Qt.Key.Key_5, Qt.Key.Key_5):
        desk.key(digit)
    page.queue.rows[0].setFocus()
    page.double.setInterval(60_000)  # however slow the machine is, the second press belongs to the first
    desk.key(Qt.Key.Key_A)
    desk.wait(lambda: page.presenter.look is not None and number(page) != first)
    second = number(page)
    desk.key(Qt.Key.Key_A)
    page.call("satisfied")
    assert not page.presenter._busy
    assert number(page) == second
    assert Beside(file).case(second).complaint.state != "closed"


def test_a_customer_who_is_not_content_goes_around_again(desk: Desk, file: Path) -> None:
    """Without words it is asked for them beside the field; with them the case is looked into again."""
    desk.enter("service1")
    page = calls(desk)
    first = number(page)
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_D)
    desk.wait(page.answers.words.note)
    words = page.answers.words.widget
    assert words.hasFocus()
    desk.type("问题没有解决", words)
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_D)
    desk.wait(lambda: page.presenter.look is None or number(page) != first)
    case = Beside(file).case(first)
    assert (case.complaint.state, case.complaint.round_no) == ("investigating", 2)


def test_what_was_typed_of_a_call_comes_back(desk: Desk) -> None:
    """Another call is looked at in between; nothing typed is lost, also not for the next start."""
    desk.enter("service1")
    page = calls(desk)
    first = number(page)
    words = page.answers.words.widget
    words.setFocus()
    desk.type("他说周五再打", words)
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_Down)
    desk.wait(lambda: number(page) != first)
    assert page.answers.told().words == ""
    desk.key(Qt.Key.Key_Up)
    desk.wait(lambda: number(page) == first)
    assert page.answers.told().words == "他说周五再打"
    assert "他说周五再打" in page._room.prefs.text("follow_ups.drafts")


def test_a_colleagues_photo_leaves_the_cursor_in_the_words(desk: Desk, file: Path) -> None:
    """The case of the call moves on while the customer's words are typed: the next letters are letters."""
    desk.enter("service2")
    page = calls(desk)
    first = number(page)
    words = page.answers.words.widget
    words.setFocus()
    desk.type("货收到了", words)
    photo = {"name": "a.png", "kind": "photo", "from_whom": "customer"}
    meanwhile(desk, file, lambda app: app.do(take, Step.ATTACH, first, photo, content=b"photo"))
    desk.wait(lambda: page.presenter.look and page.presenter.look.case.attachments)
    assert words.hasFocus()
    desk.key(Qt.Key.Key_A)
    desk.key(Qt.Key.Key_N)
    assert not page.presenter._busy
    assert page.answers.told().words == "货收到了an"
    assert Beside(file).case(first).follow_ups[-1].at is None


def test_a_call_that_a_colleague_noted_turns_to_nobody_else(desk: Desk, file: Path) -> None:
    """What is typed stays in sight, with the reason why it cannot be noted; no key hits the next customer."""
    desk.enter("service2")
    page = settled(desk)
    first, waiting = number(page), len(page.queue.rows)
    version = Beside(file).case(first).complaint.version
    words = page.answers.words.widget
    words.setFocus()
    desk.type("货收到了", words)
    said = {"channel": "phone", "interviewee": "老板", "satisfaction": "satisfied"}
    meanwhile(desk, file, lambda app: app.do(asked, first, said, version=version))
    desk.wait(lambda: len(page.queue.rows) == waiting - 1)
    desk.wait(lambda: page.presenter.look is not None and page.presenter.look.refused is not None)
    assert (number(page), page.answers.told().words) == (first, "货收到了")
    assert words.hasFocus()
    page.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_G):
        desk.key(key)
        assert not page.presenter._busy
    assert "关闭" in page.follows.text()
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_Down)
    desk.wait(lambda: number(page) != first)
    desk.wait(page.buttons["satisfied"].isEnabled)


def test_a_call_that_comes_late_leaves_the_keys_to_the_page_in_sight(desk: Desk) -> None:
    """The page of calls was left before its answer came: whoever types elsewhere goes on."""
    desk.enter("service2")
    desk.frame.go("follow_ups")
    desk.frame.go("cases")
    page = desk.frame.pages["follow_ups"]
    assert isinstance(page, FollowUpsView)
    before = desk.window.focusWidget()
    desk.wait(lambda: page.presenter.look is not None)
    assert desk.window.focusWidget() is before


def test_a_refusal_that_comes_late_leaves_the_keys_to_the_page_in_sight(desk: Desk) -> None:
    """Whom one spoke to is missing, and the page is left meanwhile: it is told there when one is back."""
    desk.enter("service2")
    page = calls(desk)
    page.answers.whom.editor.show_words("")
    page.queue.rows[0].setFocus()
    desk.key(Qt.Key.Key_A)
    desk.frame.go("cases")
    before = desk.window.focusWidget()
    desk.wait(lambda: not page.presenter._busy)
    assert desk.window.focusWidget() is before
    desk.frame.go("follow_ups")
    desk.wait(lambda: page.refused.isVisible() and page.refused.text())


def test_a_customer_found_by_spelling_amended_and_taken_out(desk: Desk, file: Path, tmp_path: Path) -> None:
    """Initials lead to him, Enter opens him, E changes him, and the list with him is a workbook."""
    desk.enter("service1")
    desk.frame.go("customers")
    page = desk.frame.pages["customers"]
    assert isinstance(page, CustomersView)
    desk.wait(lambda: page.list.rows.rowCount() > 10)
    page.list.search.setFocus()
    desk.type("xmhccc")
    page.list.search.edited.emit()
    desk.wait(lambda: page.list.rows.rowCount() == 1)
    desk.key(Qt.Key.Key_Return, page.list.search)
    desk.key(Qt.Key.Key_Return, page.list.list)
    customer = page.customer
    desk.wait(lambda: customer.presenter.look is not None and customer.isVisible())
    assert customer.title.text() == "厦门海沧叉车服务站"
    desk.key(Qt.Key.Key_E, customer.cases)
    desk.wait(customer.form.isVisible)
    level = customer.form.fields["customer.level"].widget
    level.setFocus()
    desk.type("A", level)
    desk.key(Qt.Key.Key_Return, level, ctrl=True)
    desk.wait(lambda: customer.under.text().endswith("A 级"))
    place = tmp_path / "customers.xlsx"
    asks_place(desk, lambda _: str(place))
    desk.key(Qt.Key.Key_Escape, customer.cases)
    desk.wait(page.list.isVisible)
    desk.key(Qt.Key.Key_Space, page.list.excel)
    desk.wait(place.exists)
    book = openpyxl.load_workbook(place)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    assert [row[1] for row in rows[1:]] == ["厦门海沧叉车服务站"]
    assert "A" in rows[1]
    app = open_app(f"sqlite:///{file}", login="admin")
    with app.store.reading() as wire:
        assert read_customer(wire, "KH000031").level == "A"
    app.close()
