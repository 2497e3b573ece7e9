"""协议 in the real window by keyboard: from the draft to the shelf, and a paper voided and replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.app import open_app
from aftersales.domain.agreements.whereabouts import whereabouts
from aftersales.domain.codes import AgreementState, Whereabouts
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.histories import history_of
from tests.presenters.agreements.showing import FILLED, WANTING
from tests.presenters.full_desk import draft_case
from tests.stories.ui.agreement_room import fill
from tests.ui.window.desk import Desk
from ui.views.agreements.deciding import Voiding
from ui.views.agreements.page import AgreementsView
from ui.views.agreements.versions import Versions
from ui.views.case import CaseView
from ui.views.printing.page import PrintView
from ui.widgets.buttons import Button


def first_paper() -> str:
    """The first paper of the draft's case, once it is issued."""
    return f"{draft_case()}-X1"


def row(file: Path, no: int = 1) -> Agreement:
    """The agreement as it is written, seen from beside the window."""
    app = open_app(f"sqlite:///{file}", login="admin")
    with app.store.reading() as wire:
        found = read_case(wire, draft_case()).agreements[no - 1]
    app.close()
    return found


def place(file: Path) -> Whereabouts:
    """Where the first paper of the case is."""
    return whereabouts(row(file))


def opened(desk: Desk, number: str = "") -> AgreementsView:
    """The agreement of this number through Ctrl+K, as typed or scanned; its paper is in sight."""
    number = number or draft_case()
    desk.key(Qt.Key.Key_K, ctrl=True)
    desk.type(number)
    palette = desk.frame.palette_box
    desk.wait(lambda: any(line.key == number for line in palette.list.lines))
    desk.key(Qt.Key.Key_Return, palette.line)
    if desk.frame.current == "case":
        page = desk.frame.pages["case"]
        assert isinstance(page, CaseView)
        desk.wait(lambda: page.sections["agreement"].isVisible() and ways(page))
        desk.key(Qt.Key.Key_Space, ways(page)[0])
    view = desk.frame.pages["agreements"]
    assert isinstance(view, AgreementsView)
    desk.wait(lambda: view.sheet.pages.area.pages and view.sheet.pages.area.whole())
    return view


def ways(page: CaseView) -> list[Button]:
    """The way from a case to its agreement."""
    section = page.sections["agreement"].content
    return [button for button in section.findChildren(Button) if button.icon_name == "contract"]


def press(desk: Desk, view: AgreementsView, step: str, key: Qt.Key) -> None:
    """The key of a verb, once it may be done and the window has the keys."""
    desk.wait(desk.window.isActiveWindow)
    desk.wait(lambda: view.sheet.buttons[step].isEnabled() and view.sheet.buttons[step].isVisible())
    view.sheet.setFocus()
    desk.key(key, view.sheet)


def form(desk: Desk, view: AgreementsView, **values: str) -> None:
    """Fill the form of a verb and send it with Ctrl+Enter."""
    desk.wait(lambda: view.sheet.asks)
    for path, field in view.sheet.form.fields.items():
        value = values.get(path.rsplit(".", 1)[-1])
        if value is not None:
            field.editor.show_words("")
            field.take_focus()
            desk.type(value, field.widget)
    desk.key(Qt.Key.Key_Return, view.sheet.form, ctrl=True)
    desk.wait(lambda: not view.sheet.asks)


def test_missing_values_are_named_and_keep_it_from_being_issued(desk: Desk, file: Path) -> None:
    """Beside each field, and on the button; the key does nothing, the paper follows the typing."""
    desk.enter("service1")
    view = opened(desk)
    issue, fields = view.sheet.buttons[Step.ISSUE_AGREEMENT], view.sheet.panel.filling.fields
    desk.wait(lambda: not issue.isEnabled() and issue.toolTip())
    assert {path for path in FILLED if fields[path].note()} == WANTING
    view.sheet.setFocus()
    desk.key(Qt.Key.Key_I, view.sheet)
    assert row(file).state == AgreementState.DRAFT
    before = view.sheet.pages.area._content
    scope = fields["agreement.waiver_scope"]
    desk.type("本批次", scope.widget)
    desk.wait(lambda: view.sheet.pages.area._content != before and not scope.note())
    assert not issue.isEnabled()
    desk.key(Qt.Key.Key_Escape, view.sheet)
    assert not view.on_sheet
    again = opened(desk)
    assert again.sheet.panel.filling.fields["agreement.waiver_scope"].editor.words() == "本批次"


def test_from_the_draft_to_the_shelf_by_keyboard(
    desk: Desk, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issued, printed, handed over, signed, scanned, filed: one key each, and the place is told."""
    desk.enter("service1")
    view = opened(desk)
    fill(desk, view.sheet)
    press(desk, view, Step.ISSUE_AGREEMENT, Qt.Key.Key_I)
    desk.wait(lambda: row(file).state == AgreementState.ISSUED)
    press(desk, view, "print", Qt.Key.Key_P)
    desk.wait(lambda: isinstance(QApplication.activeModalWidget() or top(PrintView), PrintView))
    printing = top(PrintView)
    assert printing is not None
    assert [(one.paper, one.number) for one in printing.presenter.papers] == [("agreement", "X1")]
    printing.accept()  # what a printer of the house does behind it is told in tests/printing
    desk.wait(lambda: place(file) == Whereabouts.PRINTED)
    press(desk, view, Step.HAND_OVER_AGREEMENT, Qt.Key.Key_H)
    form(desk, view, handed_to="李志强", handed_place="客户门市")
    desk.wait(lambda: place(file) == Whereabouts.HANDED_OVER)
    press(desk, view, Step.SIGN, Qt.Key.Key_S)
    day = f"{view.sheet._today():%Y-%m-%d}"
    form(desk, view, signed_a_on=day, signed_b_on=day, signer_a="林佩珊", signer_b="李志强")
    desk.wait(lambda: place(file) == Whereabouts.SIGNED)
    scan = tmp_path / "签回.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    monkeypatch.setattr(view.sheet, "_ask_scan", lambda: view.sheet.attach(str(scan)))
    press(desk, view, Step.ATTACH, Qt.Key.Key_A)
    desk.wait(lambda: place(file) == Whereabouts.SCANNED)
    press(desk, view, Step.FILE_ORIGINAL, Qt.Key.Key_F)
    form(desk, view, original_place="售后档案柜 A-47")
    desk.wait(lambda: place(file) == Whereabouts.FILED)
    told = row(file)
    assert (told.handed_to, told.signer_b, told.original_place) == ("李志强", "李志强", "售后档案柜 A-47")
    desk.key(Qt.Key.Key_Escape, view.sheet)
    view.list.presenter.choose(Whereabouts.FILED)
    desk.wait(lambda: first_paper() in {line.agr_no for line in view.list.rows.rows()})


def test_pressed_twice_it_is_issued_once(desk: Desk, file: Path) -> None:
    """Two presses before the office has answered: one issue in the history, one number, nothing refused."""
    desk.enter("service1")
    view = opened(desk)
    fill(desk, view.sheet)
    button = view.sheet.buttons[Step.ISSUE_AGREEMENT]
    desk.wait(desk.window.isActiveWindow)
    desk.wait(lambda: button.isEnabled() and button.isVisible())
    view.sheet.setFocus()
    QTest.keyClick(view.sheet, Qt.Key.Key_I)
    QTest.keyClick(view.sheet, Qt.Key.Key_I)
    desk.wait(lambda: view.sheet.presenter.look is not None and view.sheet.presenter.look.row.issued_sha256)
    desk.wait(lambda: not desk.program.tasks._waiting)
    assert not view.sheet.refused.text()
    assert issues(file) == 1
    assert row(file).state == AgreementState.ISSUED


def issues(file: Path) -> int:
    """How often the history of the case tells of an issue."""
    app = open_app(f"sqlite:///{file}", login="admin")
    with app.store.reading() as wire:
        told = [entry for entry in history_of(wire, draft_case()) if entry.step == Step.ISSUE_AGREEMENT]
    app.close()
    return len(told)


def top(kind: type[PrintView]) -> PrintView | None:
    """The print page that is open."""
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind)), None)


def test_a_paper_is_voided_and_replaced_and_the_difference_is_shown(desk: Desk, file: Path) -> None:
    """Without a reason nothing is voided; both stay, opened by number; what differs stands side by side."""
    desk.enter("service1")
    view = opened(desk)
    fill(desk, view.sheet)
    press(desk, view, Step.ISSUE_AGREEMENT, Qt.Key.Key_I)
    desk.wait(lambda: row(file).state == AgreementState.ISSUED)
    press(desk, view, Step.VOID_AGREEMENT, Qt.Key.Key_Z)
    desk.wait(lambda: view.sheet.findChildren(Voiding))
    box = view.sheet.findChildren(Voiding)[0]
    assert not box.yes.isEnabled()
    desk.type("收货地址写错", box.reason)
    desk.key(Qt.Key.Key_Space, box.yes)
    desk.wait(lambda: row(file).state == AgreementState.VOID)
    desk.wait(lambda: view.sheet.presenter.look is not None and view.sheet.presenter.look.row.no == 2)
    desk.wait(lambda: view.sheet.panel.filling.fields and not view.sheet.panel.why_not)
    address = view.sheet.panel.filling.fields["agreement.consignee_address"]
    address.editor.show_words("")
    view.sheet.panel.filling.go_to("agreement.consignee_address")
    desk.type("福清市音西街道 9 号", address.widget)
    desk.wait(desk.window.isActiveWindow)
    view.sheet.setFocus()
    desk.key(Qt.Key.Key_D, view.sheet)
    desk.wait(lambda: view.sheet.findChildren(Versions))
    shown = view.sheet.findChildren(Versions)[0]
    assert len(shown.rows) == 2
    assert "福清市音西街道 9 号" in shown.text.toPlainText()
    assert "福清市音西街道仓储路 6 号" in shown.text.toPlainText()
    desk.key(Qt.Key.Key_Escape, shown)
    press(desk, view, Step.ISSUE_AGREEMENT, Qt.Key.Key_I)
    desk.wait(lambda: len({row(file).agr_no, row(file, 2).agr_no}) == 2 and row(file, 2).agr_no)
    old = opened(desk, first_paper())
    desk.wait(lambda: old.sheet.presenter.look is not None and old.sheet.presenter.look.row.no == 1)
    assert old.sheet.number.text() == first_paper()
    assert not old.sheet.buttons[Step.SIGN].isVisible()
