"""The approvals in a real window: one key for each decision, the comment where it is compulsory."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from aftersales.app import App
from aftersales.domain.codes import ApprovalDecision, State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case, read_office
from aftersales.storage.queries.duties import approvals_waiting
from aftersales.usecases.people import set_substitute
from aftersales.usecases.taking import take
from tests.ui.casework.conftest import Enter, Made
from tests.ui.casework.rooms import EIGHTY, Remembering, of_budget, offered
from tests.ui.conftest import Type
from tests.usecases.houses import House
from ui.views.approvals import ApprovalsView, make
from ui.views.case import CaseView
from ui.views.case import make as case_view
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme
from ui.widgets.words import PlainLabel


def opened(app: App, shown: Made) -> tuple[ApprovalsView, Remembering]:
    """The page of this leader."""
    page, frame = shown(app, make)
    view = cast("ApprovalsView", page)
    view.open("")
    QApplication.processEvents()
    return view, frame


def on_page(view: ApprovalsView) -> str:
    """The number of the case on the page."""
    look = view.presenter.look
    assert look is not None
    return look.case.complaint.case_no


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_decision_has_its_page(enter: Enter, shown: Made, scheme: Scheme) -> None:
    """Walking down the queue shows each decision, in light and dark, within the page's width."""
    theme().put_on(cast("QApplication", QApplication.instance()), scheme)
    view, _ = opened(enter("lead1"), shown)
    seen = [on_page(view)]
    for row in view.queue.rows[1:]:
        QTest.keyClick(view.queue.rows[len(seen) - 1], Qt.Key.Key_Down)
        seen.append(on_page(view))
        assert row.isChecked()
        view.grab()
        assert view.page is not None
        assert view.page.minimumSizeHint().width() <= view.area.viewport().width()
    assert seen == [row.case_no for row in view.queue.rows]


def test_what_others_decide_afterwards_is_beyond_a_limit_without_alarm(enter: Enter, shown: Made) -> None:
    """Above his own limit the page says so, in no red; within it how much of it is used."""
    view, _ = opened(enter("lead1"), shown)
    told: dict[bool, list[str]] = {True: [], False: []}
    for row in list(view.queue.rows):
        row.click()
        look = view.presenter.look
        assert look is not None
        assert view.page is not None
        above = any(one.limit and one.value + one.past > one.limit for one in look.limits)
        if look.limits and above == bool(look.then):
            told[above] += [label.text() for label in view.page.findChildren(PlainLabel)]
    assert any(text.startswith("超出") for text in told[True])
    assert not any("%" in text and "限额" in text for text in told[True])
    assert any("%" in text and "限额" in text for text in told[False])
    assert not any(text.startswith("超出") for text in told[False])


def test_one_key_approves(enter: Enter, shown: Made) -> None:
    """A approves what is on the page; the next one comes."""
    app = enter("lead1")
    view, frame = opened(app, shown)
    number = on_page(view)
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_A)
    assert app.ask(read_case, number).approvals[0].decision == ApprovalDecision.APPROVE
    assert on_page(view) != number
    assert frame.changes == 1


def test_a_double_press_decides_one_case(enter: Enter, shown: Made) -> None:
    """Neither a key pressed twice nor a double click decides the case that came by itself, unread."""
    app = enter("lead1")
    view, _ = opened(app, shown)
    approve = view.buttons[Step.APPROVE]
    for press in (
        lambda: QTest.keyClick(approve, Qt.Key.Key_A),
        lambda: QTest.mouseClick(approve, Qt.MouseButton.LeftButton),
    ):
        waiting = len(view.queue.rows)
        press()
        press()
        assert len(view.queue.rows) == waiting - 1
        view.double.stop()  # the time of a double click is over


def test_a_refresh_leaves_the_keys_on_the_row(enter: Enter, shown: Made) -> None:
    """The rows are made anew when another desk changed something: the next key finds its row at once."""
    view, _ = opened(enter("lead1"), shown)
    view.queue.rows[1].setFocus()
    view.refresh()
    focused = view.window().focusWidget()
    assert focused is view.queue.rows[1]
    QTest.keyClick(focused, Qt.Key.Key_X)
    assert view.several is not None


def test_the_arrows_go_on_while_the_page_is_asked_for_again(enter: Enter, shown: Made) -> None:
    """What waits has come anew, its page has not yet: the next one is the next, not the first."""
    view, _ = opened(enter("lead1"), shown)
    view.queue.rows[1].click()
    view.show_queue(view._waiting)
    assert [row.isChecked() for row in view.queue.rows[:3]] == [False, True, False]
    QTest.keyClick(view.queue, Qt.Key.Key_Down)
    assert on_page(view) == view.queue.rows[2].case_no


def test_arrows_walk_the_queue_from_the_buttons(enter: Enter, shown: Made) -> None:
    """The page opens with the keys on 同意; Down goes to the next case, Up back, and a key decides there."""
    app = enter("lead1")
    view, _ = opened(app, shown)
    first = on_page(view)
    assert view.window().focusWidget() is view.buttons[Step.APPROVE]
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_Down)
    second = on_page(view)
    assert second != first
    focused = view.window().focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Up)
    assert on_page(view) == first
    QTest.keyClick(focused, Qt.Key.Key_Down)
    QTest.keyClick(view.window().focusWidget() or view, Qt.Key.Key_A)
    assert app.ask(read_case, second).approvals[0].decision == ApprovalDecision.APPROVE


def test_rejecting_without_a_word_asks_for_it(enter: Enter, shown: Made, type_text: Type) -> None:
    """D without a comment marks the comment and puts the cursor there; letters typed there decide nothing."""
    app = enter("lead1")
    view, _ = opened(app, shown)
    number = on_page(view)
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_D)
    assert view.field.note()
    assert view.comment.hasFocus()
    QTest.keyClick(view.comment, Qt.Key.Key_A)
    assert on_page(view) == number
    type_text(view.comment, "证据不足")
    view.buttons[Step.REJECT].click()
    case = app.ask(read_case, number)
    assert case.complaint.state == State.INVESTIGATING
    assert case.approvals[0].comment == "a证据不足"


def test_lowering_names_the_button_and_the_sum(enter: Enter, shown: Made) -> None:
    """L puts a field into the rows; a smaller number renames the button and lowers the sum."""
    view, _ = opened(enter("lead1"), shown)
    row = next(row for row in view.queue.rows if "1,240" in row.accessibleDescription())
    row.click()
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_L)
    assert view.page is not None
    field = next(field for field in view.page.ours.fields.values() if not field.isHidden())
    assert field.hasFocus()
    assert view.page.ours.head.text() == "数量"
    QTest.keyClick(field, Qt.Key.Key_1)
    assert view.buttons[Step.APPROVE].text() == "同意并调减"
    assert view.page.ours.total.text() == "¥310.00"
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_L)
    assert view.buttons[Step.APPROVE].text() == "同意"
    assert view.page.ours.head.text() == "公司承担"


def test_what_is_lowered_is_the_whole_amount(enter: Enter, shown: Made) -> None:
    """The customer bears 300 of 1000: the field says 1000.00, and its column is not headed with our 700."""
    proposed = enter("lead1").ask(approvals_waiting, ("lead1",))
    duty = next(duty for duty in proposed if duty.proposal.authority_value < 200_000)
    number, owner = duty.head.case_no, enter(duty.head.owner or "")
    repair = {"kind": "repair", "amount": "1000.00", "share_customer": "300.00", "due": "2099-01-01"}
    owner.do(take, Step.RECALL, number, {"reason": "改"})
    owner.do(take, Step.PROPOSE, number, {"decision": "support", "opinion": "补偿", "remedies": [repair]})
    view, _ = opened(enter("lead1"), shown)
    view.presenter.choose(number)
    assert view.page is not None
    ours = view.page.ours
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_L)
    assert next(iter(ours.fields.values())).words() == "1,000.00"
    heads = [label.text() for label in ours.findChildren(PlainLabel)]
    assert "公司承担" not in heads
    assert "金额" in heads


def test_who_decided_in_whose_place_is_said(enter: Enter, shown: Made) -> None:
    """At the case and on the page of who decides next it says that lead2 decided 代 lead1."""
    admin = enter("admin")
    days = {"from_on": "2020-01-01", "to_on": "2099-12-31"}
    admin.do(set_substitute, {"principal": "lead1", "stands_in": "lead2", "reason": "休假", **days})
    duty = next(d for d in admin.ask(approvals_waiting, ("lead1",)) if d.head.severity == "critical")
    number, app = duty.head.case_no, enter("lead2")
    app.do(take, Step.APPROVE, number, {"comment": "同意"})
    view, _ = opened(app, shown)
    view.presenter.choose(number)
    case, _ = shown(app, case_view)
    cast("CaseView", case).open(number)
    cast("CaseView", case).sections["proposal"].open()
    names = {login: app.ask(read_office).by_login[login].name for login in ("lead1", "lead2")}
    said = f"{names['lead2']} 代 {names['lead1']}"
    for page in (view.page, case):
        assert page is not None
        assert any(said in label.text() for label in page.findChildren(QLabel))


def test_handing_on_asks_whom_and_does_it(enter: Enter, shown: Made) -> None:
    """T opens the form with the leaders to choose of; then it waits for the other one."""
    app = enter("lead1")
    view, _ = opened(app, shown)
    number = next(row.case_no for row in view.queue.rows if row.case_no != on_page(view))
    view.presenter.choose(number)  # of one that he decides alone; the first goes up the whole chain
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_T)
    assert view.pile.currentWidget() is view.form
    person = view.form.fields["person"].widget
    QTest.keyClick(person, Qt.Key.Key_A)
    assert app.ask(read_case, number).approvals[0].decision is None
    person.choose("lead2")  # type: ignore[attr-defined]  # a list that opens
    view.form.submit.click()
    case = app.ask(read_case, number)
    assert [row.approver for row in case.approvals if row.decision is None] == ["lead2"]
    assert number not in {row.case_no for row in view.queue.rows}


def test_asking_again_keeps_what_was_typed(enter: Enter, shown: Made, type_text: Type) -> None:
    """The page in sight is read anew now and then; comment and lowered rows stay as long as the case does."""
    view, _ = opened(enter("lead1"), shown)
    type_text(view.comment, "核实后")
    view.refresh()
    assert view.comment.words() == "核实后"
    QTest.keyClick(view.queue.rows[0], Qt.Key.Key_Down)
    assert view.comment.words() == ""


def test_an_empty_queue_says_so(enter: Enter, shown: Made) -> None:
    """Who has nothing to approve is told when something will come."""
    view, _ = opened(enter("clerk1"), shown)
    assert view.pile.currentWidget() is view.empty


def test_three_are_ticked_and_approved_by_one_key(enter: Enter, shown: Made) -> None:
    """X takes a row, Shift with an arrow the next ones; A approves all; nothing but the rest stays."""
    app = enter("lead1")
    view, frame = opened(app, shown)
    rows = view.queue.rows
    small = [row for row in rows if "46,000" not in row.accessibleDescription()]
    rows[0].setFocus()
    for row in small[:3]:
        QTest.keyClick(row, Qt.Key.Key_X)
    assert view.several is not None
    assert [line.duty.head.case_no for line in view.several.lines] == [row.case_no for row in small[:3]]
    assert not view.less.isVisible()
    numbers = [row.case_no for row in small[:3]]
    view.grab()
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_A)
    decisions = {app.ask(read_case, number).approvals[0].decision for number in numbers}
    assert decisions == {ApprovalDecision.APPROVE}
    assert frame.said == ["同意：3 单"]
    assert view.several is None
    assert on_page(view) not in numbers


def test_what_is_refused_stands_by_number_under_the_page(enter: Enter, shown: Made) -> None:
    """Sending back without a word names every case and asks for the comment; Esc goes back to one by one."""
    view, _ = opened(enter("lead1"), shown)
    view.queue.rows[0].setFocus()
    QTest.keyClick(view.queue.rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.several is not None
    numbers = [line.duty.head.case_no for line in view.several.lines]
    assert len(numbers) == 2
    QTest.keyClick(view.buttons[Step.SEND_BACK], Qt.Key.Key_R)
    assert all(number in view.refused.text() for number in numbers)
    QTest.keyClick(view.queue.rows[1], Qt.Key.Key_Escape)
    assert view.several is None
    assert view.page is not None
    assert view.buttons[Step.FORWARD_APPROVAL].isVisible()


def test_a_countersignature_is_one_key(enter: Enter, shown: Made) -> None:
    """What was approved by word shows who entered it with what evidence, and A signs it."""
    app = enter("lead2")
    view, _ = opened(app, shown)
    row = next(row for row in view.queue.rows if row.by_word)
    row.click()
    view.buttons[Step.COUNTERSIGN].setFocus()
    assert [step for step, button in view.buttons.items() if button.isVisible()] == [Step.COUNTERSIGN]
    number = row.case_no
    QTest.keyClick(view.buttons[Step.COUNTERSIGN], Qt.Key.Key_A)
    assert all(link.countersigned_at for link in app.ask(read_case, number).approvals if link.evidence)


def test_a_gift_near_the_budget_is_told_beside_the_limits(house: House, shown: Made) -> None:
    """On the page of the gift that brings the month to four fifths, and on no other."""
    less, enough = offered(house, "3999"), offered(house, "4000")
    view = cast("ApprovalsView", shown(house.app("lead2"), make)[0])
    for number, wanted in ((less, []), (enough, [EIGHTY])):
        view.open(number)
        QApplication.processEvents()
        assert view.page is not None
        assert of_budget(view.page) == wanted


def test_gifts_near_the_budget_together_are_told_together(house: House, shown: Made) -> None:
    """Two that are far from the budget, ticked together."""
    for _ in range(2):
        offered(house, "2000")
    view = cast("ApprovalsView", shown(house.app("lead1"), make)[0])
    view.open("")
    for at in range(2):
        QTest.keyClick(view.queue.rows[at], Qt.Key.Key_X)
    assert view.several is not None
    assert of_budget(view.several) == [EIGHTY]


def test_gifts_approved_elsewhere_meanwhile_are_told_with_the_ticked_ones(house: House, shown: Made) -> None:
    """The month is that of the last reading, not of the one before."""
    lone, other = offered(house, "2000"), offered(house, "2500")
    view = cast("ApprovalsView", shown(house.app("lead1"), make)[0])
    view.open(lone)
    QTest.keyClick(next(row for row in view.queue.rows if row.case_no == lone), Qt.Key.Key_X)
    assert view.several is not None
    assert of_budget(view.several) == []
    house.take("lead2", Step.APPROVE, other, {})
    view.refresh()
    assert of_budget(view.several) == [EIGHTY.replace("80%", "90%").replace("4,000", "4,500")]
