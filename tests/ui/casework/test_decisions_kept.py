"""What a leader has before him when the queue moves: what he typed, where he reads, the thumbnails."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.attaching import NewFile, attach_all
from aftersales.usecases.taking import take
from tests.presenters.casework.showing import proposed_as
from tests.presenters.casework.test_reconsidering import TALK
from tests.ui.casework.conftest import Enter, Made
from tests.ui.casework.rooms import answered
from tests.ui.conftest import Type
from tests.ui.files.made import picture
from ui.views.approvals import ApprovalsView, make
from ui.views.files.case import CaseFiles

PHOTO = {"name": "划痕.jpg", "kind": "photo", "from_whom": "customer"}
REASON = "comment"


@pytest.fixture
def view(enter: Enter, shown: Made) -> ApprovalsView:
    """The queue of a leader, at its first case."""
    made = cast("ApprovalsView", shown(enter("lead1"), make)[0])
    made.open("")
    QApplication.processEvents()
    return made


def on_page(view: ApprovalsView) -> str:
    """The number of the case on the page."""
    look = view.presenter.look
    assert look is not None
    return look.case.complaint.case_no


def half_filled(view: ApprovalsView, type_text: Type) -> str:
    """转交 of the case on the page, the reason half typed; its number."""
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_T)
    reason = view.form.fields[REASON]
    reason.take_focus()
    type_text(reason.widget, "他更清楚")
    return on_page(view)


def stands(view: ApprovalsView, number: str) -> None:
    """The form of this case stands as it was typed, and the cursor in it."""
    assert view.pile.currentWidget() is view.form
    assert view.form.fields[REASON].editor.words() == "他更清楚"
    assert [row.case_no for row in view.queue.rows if row.isChecked()] == [number]
    assert view.window().focusWidget() is view.form.fields[REASON].widget
    assert view.several is None


def test_another_row_puts_a_half_filled_form_away_on_purpose_only(
    view: ApprovalsView, type_text: Type
) -> None:
    """A click on the next case, or X to take it along, asks; whoever goes on filling in stays."""
    number, second = half_filled(view, type_text), view.queue.rows[1]
    answered(verb=False)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    stands(view, number)
    answered(verb=False)
    QTest.keyClick(second, Qt.Key.Key_X)
    stands(view, number)
    answered(verb=False)
    view.open(second.case_no)
    stands(view, number)
    answered(verb=True)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert view.pile.currentWidget() is view.right
    assert on_page(view) == second.case_no


def test_a_form_outlives_another_page_and_asks_before_the_end(view: ApprovalsView, type_text: Type) -> None:
    """Who looks up something elsewhere finds it as he left it; signing out would lose it."""
    number = half_filled(view, type_text)
    assert view.may_leave()
    stands(view, number)
    answered(verb=False)
    assert not view.may_end()
    stands(view, number)
    answered(verb=True)
    assert view.may_end()


def test_what_is_typed_for_a_decision_waits_for_its_case(view: ApprovalsView, type_text: Type) -> None:
    """Comment and lowered rows are there when the leader comes back; the case between has its own."""
    row = next(row for row in view.queue.rows if "1,240" in row.accessibleDescription())
    other = next(each for each in view.queue.rows if each is not row)
    row.click()
    type_text(view.comment, "核实后")
    QTest.keyClick(view.buttons[Step.APPROVE], Qt.Key.Key_L)
    assert view.page is not None
    number, field = next((no, one) for no, one in view.page.ours.fields.items() if not one.isHidden())
    QTest.keyClick(field, Qt.Key.Key_1)
    other.click()
    assert view.comment.words() == ""
    assert not view.less.isChecked()
    row.click()
    assert view.comment.words() == "核实后"
    assert view.page.ours.lowered() == {number: "1"}
    assert view.buttons[Step.APPROVE].text() == "同意并调减"


def test_what_is_typed_for_several_waits_for_the_ticks(view: ApprovalsView, type_text: Type) -> None:
    """Whoever looks at one of them alone once more finds the comment with the ticks; decided, it is gone."""
    first, second = view.queue.rows[:2]
    QTest.keyClick(first, Qt.Key.Key_X)
    QTest.keyClick(second, Qt.Key.Key_X)
    type_text(view.comment, "同批同因")
    second.click()
    assert view.several is None
    assert view.comment.words() == ""
    QTest.keyClick(first, Qt.Key.Key_X)
    QTest.keyClick(second, Qt.Key.Key_X)
    assert view.several is not None
    assert view.comment.words() == "同批同因"
    view.buttons[Step.SEND_BACK].click()
    assert view.several is None
    QTest.keyClick(view.queue.rows[0], Qt.Key.Key_X)
    assert view.comment.words() == ""


def test_what_was_said_with_a_decision_does_not_come_again(
    view: ApprovalsView, type_text: Type, enter: Enter
) -> None:
    """The comment went with the decision; as the case is proposed once more, the line is empty."""
    number = on_page(view)
    before = enter("admin").ask(read_case, number)
    type_text(view.comment, "证据不足")
    view.buttons[Step.SEND_BACK].click()
    assert enter("lead1").ask(read_case, number).approvals[0].comment == "证据不足"
    assert on_page(view) != number
    proposed_as(enter, before)
    view.refresh()
    view._choose(number)
    assert on_page(view) == number
    assert view.comment.words() == ""


def test_a_case_that_moves_is_read_on_at_its_place(view: ApprovalsView, enter: Enter) -> None:
    """Somebody logs a contact: the page stays scrolled, its thumbnails, and the keys on one of them."""
    number = on_page(view)
    files = [NewFile(data=PHOTO, content=picture(300, 200))]
    enter("service1").do(attach_all, number, files)
    view.resize(1188, 420)
    view.refresh()
    QApplication.processEvents()
    before = view.page
    assert before is not None
    (thumbs,) = before.findChildren(CaseFiles)
    tile = thumbs.strip.tiles[0]
    tile.setFocus()
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    at = bar.value()
    assert at
    enter("clerk1").do(take, Step.CONTACT, number, TALK)
    view.refresh()
    QApplication.processEvents()
    assert view.page is not before
    assert view.page is not None
    assert view.page.findChildren(CaseFiles) == [thumbs]
    assert thumbs.strip.tiles == [tile]
    assert thumbs.isVisible()
    assert view.window().focusWidget() is tile
    assert bar.value() == at
    view.queue.rows[1].click()
    assert bar.value() == 0
