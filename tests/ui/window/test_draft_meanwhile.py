"""A draft of an agreement is saved while somebody types on in it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aftersales.app import open_app
from aftersales.domain.workflow import Step
from aftersales.usecases.drafting import save_draft
from tests.presenters.full_desk import draft_case
from tests.stories.ui.agreement_room import fill
from tests.ui.window.desk import Desk
from ui.views.agreements.page import AgreementsView
from ui.views.casework.editors import told
from ui.views.printing.page import PrintView
from ui.widgets.fields.line import LineInput

ADDRESS = "agreement.consignee_address"


def test_typing_goes_on_where_it_was(desk: Desk) -> None:
    """Ctrl+S in the middle of a word: the fields come anew, the cursor stands where it was, nothing goes."""
    desk.enter("service1")
    desk.frame.go("agreements", draft_case())
    view = desk.frame.pages["agreements"]
    assert isinstance(view, AgreementsView)
    filling = view.sheet.panel.filling
    desk.wait(lambda: view.sheet.pages.area.pages and view.sheet.pages.area.whole())
    filling.go_to(ADDRESS)
    old = filling.fields[ADDRESS].widget
    assert isinstance(old, LineInput)
    old.clear()
    desk.type("福清路")
    desk.key(Qt.Key.Key_Left)
    desk.wait(view.sheet.buttons[Step.AMEND].isEnabled)
    desk.key(Qt.Key.Key_S, ctrl=True)
    desk.wait(lambda: view.sheet.presenter.busy)
    desk.type("市")
    desk.wait(lambda: filling.fields[ADDRESS].widget is not old)
    new = filling.fields[ADDRESS].widget
    assert QApplication.focusWidget() is new
    desk.type("一")
    assert isinstance(new, LineInput)
    assert new.text() == "福清市一路"
    assert view.sheet.presenter.typed.texts[ADDRESS] == "福清市一路"


def test_what_a_colleague_put_into_the_same_field_is_said_beside_it(desk: Desk) -> None:
    """His saving comes while the own word stands in the field: it stays, and his is told under it."""
    desk.enter("service1")
    desk.frame.go("agreements", draft_case())
    view = desk.frame.pages["agreements"]
    assert isinstance(view, AgreementsView)
    filling, presenter = view.sheet.panel.filling, view.sheet.presenter
    desk.wait(lambda: view.sheet.pages.area.pages and view.sheet.pages.area.whole())
    filling.go_to(ADDRESS)
    desk.key(Qt.Key.Key_A, ctrl=True)
    desk.type("福清路 1 号")
    desk.wait(lambda: presenter.typed.texts.get(ADDRESS) == "福清路 1 号")
    with ThreadPoolExecutor(1) as elsewhere:
        app = elsewhere.submit(open_app, desk.program.url, login="service1").result()
        elsewhere.submit(app.do, save_draft, draft_case(), {"consignee_address": "福州路 9 号"}).result()
        elsewhere.submit(app.close).result()
    presenter.refresh()
    desk.wait(lambda: "福州路 9 号" in filling.fields[ADDRESS].note())
    assert told(filling.fields[ADDRESS].widget) == "福清路 1 号"


def test_the_paper_that_was_issued_is_printed_and_no_other(desk: Desk) -> None:
    """打印 in the toast, pressed when another agreement is shown: the one that was issued comes."""
    desk.enter("service1")
    desk.frame.go("agreements", draft_case())
    view = desk.frame.pages["agreements"]
    assert isinstance(view, AgreementsView)
    sheet = view.sheet
    desk.wait(lambda: sheet.pages.area.pages and sheet.pages.area.whole())
    fill(desk, sheet)
    desk.wait(sheet.buttons[Step.ISSUE_AGREEMENT].isEnabled)
    desk.key(Qt.Key.Key_I, sheet)
    desk.wait(lambda: sheet.presenter.look is not None and sheet.presenter.look.row.agr_no)
    toast = desk.frame.toasts.toasts()[-1]
    desk.frame.go("agreements", draft_case("service2"))
    desk.wait(lambda: sheet.presenter.look is not None and sheet.presenter.look.row.agr_no is None)
    assert toast.verb is not None
    toast.verb.click()
    assert not desk.window.findChildren(PrintView)
    desk.wait(
        lambda: sheet.presenter.look is not None and sheet.presenter.look.row.agr_no == f"{draft_case()}-X1"
    )
