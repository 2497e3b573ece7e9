"""A leader decides in the page of the case what was proposed anew meanwhile: asked once more, in words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.domain.codes import State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from tests.presenters.casework.showing import proposed_again
from tests.presenters.casework.test_about_something_else import waiting
from tests.ui.casework.conftest import Enter, Made
from ui.views.case import CaseView, make


def test_what_changed_is_told_and_a_double_press_is_one(enter: Enter, shown: Made) -> None:
    """The row before and now stands under the form; only a press after that decides."""
    app = enter("lead1")
    number = waiting(app)
    view = cast("CaseView", shown(app, make)[0])
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
