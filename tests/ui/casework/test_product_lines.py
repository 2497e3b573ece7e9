"""A second product in the form of a step: added and taken away by keyboard, checked and kept as the first."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.presenters.call_desk import LONG
from tests.presenters.casework.showing import page_of
from tests.ui.casework.conftest import Enter, Made
from tests.ui.conftest import Type
from ui.views.case import CaseView, make
from ui.widgets.sections import Section


@pytest.fixture
def page(enter: Enter, shown: Made) -> tuple[CaseView, App, str]:
    """The form that amends a case with one product, its owner before it."""
    admin = enter("admin")
    found = (page_of(admin, State.INVESTIGATING, at=at).case for at in range(9))
    case = next(case for case in found if len(case.product_lines) == 1)
    app = enter(case.complaint.owner or "")
    made, _ = shown(app, make)
    view = cast("CaseView", made)
    view.open(case.complaint.case_no)
    view.presenter.begin(Step.AMEND)
    QApplication.processEvents()
    return view, app, case.complaint.case_no


def press(view: CaseView, name: str) -> None:
    """Come to the button with Tab, and press it."""
    button = getattr(view.form.line_bar, name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_second_and_a_third_product_by_keyboard(page: tuple[CaseView, App, str], type_text: Type) -> None:
    """The cursor stands in the new line's first field; what is typed becomes lines 2 and 3."""
    view, app, number = page
    for name in ("机油 5W-40", "防冻液"):
        press(view, "add")
        focused = view.window().focusWidget()
        assert focused is not None
        type_text(focused, name)
    view.form.send()
    assert view.pile.currentWidget() is not view.form, view.form.refused.text()
    lines = app.ask(read_case, number).product_lines
    assert [line.product for line in lines[1:]] == ["机油 5W-40", "防冻液"]
    assert [line.no for line in lines] == [1, 2, 3]


def test_what_is_wrong_is_said_beside_its_own_line(page: tuple[CaseView, App, str]) -> None:
    """A day that cannot be read, more bad ones than were bought: beside the second product, not the first."""
    view, app, number = page
    press(view, "add")
    view.form.fields["product_line.2.expires_on"].editor.show_words("哪天")
    view.form.send()
    assert view.form.fields["product_line.2.expires_on"].note()
    assert not view.form.fields["product_line.1.expires_on"].note()
    view.form.fields["product_line.2.expires_on"].editor.show_words("")
    for name, said in (("product", "机油"), ("qty_bought", "2"), ("qty_bad", "3")):
        view.form.fields[f"product_line.2.{name}"].editor.show_words(said)
    view.form.send()
    assert view.form.fields["product_line.2.qty_bad"].note()
    assert len(app.ask(read_case, number).product_lines) == 1


def test_what_is_refused_below_the_fold_comes_into_sight(
    page: tuple[CaseView, App, str], qtbot: QtBot
) -> None:
    """Also out of a part of the form that was closed: the cursor stands there, and one sees it."""
    view, _, _ = page
    view.window().resize(1366, 600)
    field = view.form.fields["product_line.1.expires_on"]
    for closed in (False, True):
        for section in view.form.findChildren(Section):
            section.open(yes=not closed)
        qtbot.waitUntil(lambda: view.form.area.verticalScrollBar().maximum() > 0)
        view.form.area.verticalScrollBar().setValue(0)
        view.form.area.widget().setFocus()
        assert field.visibleRegion().isEmpty()
        field.editor.show_words("哪天")
        view.form.send()
        qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
        assert QApplication.focusWidget() is field.widget


def test_a_line_that_was_added_goes_again(page: tuple[CaseView, App, str]) -> None:
    """The one that the case has stays; an added one goes with what stood in it."""
    view, app, number = page
    assert not view.form.line_bar.drop.isVisibleTo(view.form)
    press(view, "add")
    view.form.fields["product_line.2.product"].editor.show_words("弄错的")
    press(view, "drop")
    assert "product_line.2.product" not in view.form.fields
    assert not view.form.line_bar.drop.isVisibleTo(view.form)
    view.form.fields["complaint.title"].editor.show_words("另一个标题")
    view.form.send()
    assert len(app.ask(read_case, number).product_lines) == 1


def test_an_added_line_comes_back_after_a_crash(page: tuple[CaseView, App, str]) -> None:
    """What the keeper wrote to disk fills a second product again."""
    view, _, _ = page
    press(view, "add")
    view.form.fields["product_line.2.batch_no"].editor.show_words("B20260301")
    kept = view.keeper.values()
    look = view.presenter.look
    assert look is not None
    view.form.presenter.begin(Step.AMEND, look.page, {})
    assert "product_line.2.batch_no" not in view.form.fields
    view.keeper._fill(kept)
    assert view.form.fields["product_line.2.batch_no"].editor.words() == "B20260301"


def test_that_no_product_is_named_is_said_where_one_is_named(enter: Enter, shown: Made) -> None:
    """The section opens, the cursor stands in its first field; what is wrong there besides stays."""
    complaint = enter("clerk1").do(register, {**LONG, "product_line": []}).complaint
    app = enter("service1")
    app.do(take, Step.ACCEPT, complaint.case_no, {})
    made, _ = shown(app, make)
    view = cast("CaseView", made)
    view.open(complaint.case_no)
    view.presenter.begin(Step.PROPOSE)
    QApplication.processEvents()
    view.form.send()
    field = view.form.fields["product_line.1.product"]
    assert "投诉产品" in field.note()
    assert field.isVisible()
    assert "投诉产品" not in view.form.refused.text()
    field.editor.show_words("机油 5W-40")
    view.form.send()
    assert not field.note()
    assert view.form.fields["product_line.1.batch_no"].note()
