"""The case that a leader reads waits no more, by what others did: no key of his falls on another one."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.domain.codes import State
from aftersales.domain.policy import submitted
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.people import set_substitute
from aftersales.usecases.taking import take
from tests.presenters.casework.showing import proposed_as
from tests.ui.casework.conftest import Enter, Made
from tests.ui.casework.test_decisions_kept import on_page
from tests.ui.conftest import Type
from ui.views.approvals import ApprovalsView, make


@pytest.fixture
def view(enter: Enter, shown: Made) -> ApprovalsView:
    """The queue of a leader, at its first case."""
    made = cast("ApprovalsView", shown(enter("lead1"), make)[0])
    made.open("")
    QApplication.processEvents()
    return made


def recalled(enter: Enter, number: str) -> None:
    """Who proposed takes it back."""
    proposal = submitted(enter("admin").ask(read_case, number))
    assert proposal is not None
    enter(proposal.applicant or "").do(take, Step.RECALL, number, {"reason": "改一下"})


def others(view: ApprovalsView, *numbers: str) -> list[str]:
    """The cases of the queue but for these."""
    return [row.case_no for row in view.queue.rows if row.case_no not in numbers]


def untouched(enter: Enter, numbers: list[str]) -> bool:
    """Whether each of these still waits for a decision."""
    admin = enter("admin")
    return all(admin.ask(read_case, number).complaint.state == State.PROPOSED for number in numbers)


def test_no_key_falls_on_the_next_case(view: ApprovalsView, enter: Enter) -> None:
    """Recalled while he reads: it stays in sight with the reason, and neither Enter nor A decides another."""
    number = on_page(view)
    rest = others(view, number)
    recalled(enter, number)
    view.refresh()
    assert on_page(view) == number
    assert "撤回" in view.refused.text()
    assert view.refused.isVisible()
    assert not any(button.isEnabled() for button in view.buttons.values())
    keys = view.window().focusWidget()
    QTest.keyClick(keys, Qt.Key.Key_Return)
    assert on_page(view) == number
    QTest.keyClick(keys, Qt.Key.Key_A)
    assert on_page(view) == view.queue.rows[0].case_no != number
    assert "撤回" in view.refused.text()
    assert untouched(enter, rest)
    view.double.stop()  # the time of a double press is over
    first = on_page(view)
    assert view.window().focusWidget() is view.buttons[Step.APPROVE]
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_A)
    assert first not in {row.case_no for row in view.queue.rows}
    assert view.refused.isHidden()


def test_a_comment_goes_to_no_other_case(view: ApprovalsView, enter: Enter, type_text: Type) -> None:
    """His substitute decides it as he types: the line stays under the cursor, and 退回 sends nothing back."""
    days = {"from_on": "2020-01-01", "to_on": "2099-12-31"}
    substitute = {"principal": "lead1", "stands_in": "lead2", "reason": "休假", **days}
    enter("admin").do(set_substitute, substitute)
    number = on_page(view)
    rest = others(view, number)
    view.comment.setFocus()
    type_text(view.comment, "证据")
    enter("lead2").do(take, Step.APPROVE, number, {"comment": "同意"})
    view.refresh()
    assert view.window().focusWidget() is view.comment
    type_text(view.comment, "不足")
    QTest.mouseClick(view.buttons[Step.SEND_BACK], Qt.MouseButton.LeftButton)
    assert (on_page(view), view.comment.words()) == (number, "证据不足")
    assert untouched(enter, rest)
    QTest.mouseClick(view.queue.rows[0], Qt.MouseButton.LeftButton)
    assert on_page(view) == view.queue.rows[0].case_no
    assert view.comment.words() == ""
    assert view.buttons[Step.APPROVE].isEnabled()
    assert view.refused.isHidden()


def test_arrows_go_on_from_there(view: ApprovalsView, enter: Enter) -> None:
    """Down goes to the first of those that wait."""
    recalled(enter, on_page(view))
    view.refresh()
    QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_Down)
    assert on_page(view) == view.queue.rows[0].case_no
    assert view.buttons[Step.APPROVE].isEnabled()


def test_it_can_be_decided_when_it_waits_again(view: ApprovalsView, enter: Enter) -> None:
    """Proposed once more just as it was, before he went on: the page takes decisions again."""
    number = on_page(view)
    before = enter("admin").ask(read_case, number)
    recalled(enter, number)
    view.refresh()
    proposed_as(enter, before)
    view.refresh()
    assert on_page(view) == number
    assert view.buttons[Step.APPROVE].isEnabled()
    assert view.refused.isHidden()
    view.decide(Step.APPROVE)
    assert number not in {row.case_no for row in view.queue.rows}


def test_what_he_hands_on_himself_makes_room(view: ApprovalsView) -> None:
    """T, and the form sent: the next case is there at once, as after a decision."""
    number = view.queue.rows[1].case_no  # of one that he decides alone
    view.queue.rows[1].click()
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_T)
    view.form.fields["person"].widget.choose("lead2")  # type: ignore[attr-defined]  # a list that opens
    view.form.submit.click()
    assert number not in {row.case_no for row in view.queue.rows}
    assert on_page(view) == view.queue.rows[0].case_no
    assert view.buttons[Step.APPROVE].isEnabled()


def test_ticked_ones_that_left_make_no_room_for_another(view: ApprovalsView, enter: Enter) -> None:
    """All that he ticked are recalled: A decides none of the others."""
    first, second = (row.case_no for row in view.queue.rows[:2])
    QTest.keyClick(view.queue.rows[0], Qt.Key.Key_X)
    QTest.keyClick(view.queue.rows[1], Qt.Key.Key_X)
    rest = others(view, first, second)
    recalled(enter, first)
    recalled(enter, second)
    view.refresh()
    QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_A)
    assert untouched(enter, rest)
