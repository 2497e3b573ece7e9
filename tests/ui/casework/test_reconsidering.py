"""On the page of a decision: what was typed stays when the case moves, what changed is told in words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.domain.codes import State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.taking import take
from tests.presenters.casework.showing import proposed_again
from tests.presenters.casework.test_about_something_else import waiting
from tests.presenters.casework.test_reconsidering import TALK
from tests.ui.casework.conftest import Enter, Made
from ui.views.approvals import ApprovalsView, make
from ui.views.case import CaseView
from ui.views.case import make as make_case


def opened(enter: Enter, shown: Made) -> tuple[ApprovalsView, str]:
    """The page of a small case, the comment and a lowered row typed."""
    page, _ = shown(enter("lead1"), make)
    view = cast("ApprovalsView", page)
    view.open("")
    waiting = view._waiting
    number = next(d.head.case_no for d in waiting if 0 < d.proposal.authority_value < 200_000)
    view._choose(number)
    QApplication.processEvents()
    view.comment.show_words("按老办法办")
    view.less.setChecked(True)
    assert view.page is not None
    next(iter(view.page.ours.fields.values())).show_words("1")
    return view, number


def test_what_was_typed_stays_when_something_else_moves(enter: Enter, shown: Made) -> None:
    """A contact elsewhere: the page is read again, comment and lowered row stand, nothing is asked."""
    view, number = opened(enter, shown)
    assert view.page is not None
    before, lowered = view.page, view.page.ours.lowered()
    enter("clerk1").do(take, Step.CONTACT, number, TALK)
    view.refresh()
    assert view.page is not before
    assert view.page is not None
    assert view.page.ours.lowered() == lowered != {}
    assert view.comment.words() == "按老办法办"
    assert view.refused.isHidden()
    assert view.buttons[Step.APPROVE].text() == "同意并调减"


def test_another_proposal_is_told_row_by_row(enter: Enter, shown: Made) -> None:
    """The rows before and now stand beneath the page; the comment stays."""
    view, number = opened(enter, shown)
    proposed_again(enter, number, qty="1")
    view.decide(Step.APPROVE)
    told = view.refused.text()
    assert " 改为 " in told
    assert told.endswith("请看过再决定。")
    assert view.comment.words() == "按老办法办"
    assert not view.refused.isHidden()


def test_in_the_page_of_the_case_it_is_told_too_and_a_double_press_is_one(enter: Enter, shown: Made) -> None:
    """The row before and now stands under the form; only a press after that decides."""
    app = enter("lead1")
    number = waiting(app)
    view = cast("CaseView", shown(app, make_case)[0])
    view.open(number)
    QApplication.processEvents()
    view.presenter.begin(Step.APPROVE)
    assert view.form.isVisible()
    proposed_again(enter, number, qty="1")
    for _ in range(2):
        QTest.keyClick(view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    told = view.form.refused.text()
    assert " 改为 " in told
    assert told.endswith("请看过再决定。")
    assert app.ask(read_case, number).complaint.state == State.PROPOSED
    view.form.double.stop()  # the time of a double press is over
    QTest.keyClick(view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert app.ask(read_case, number).complaint.state == State.APPROVED
