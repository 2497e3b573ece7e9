"""The registration's form in a real window: tables, refusals beside fields, what a caller fills, sizes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.domain.codes import Severity
from aftersales.domain.printing import NoViewer
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.registering import register
from tests.presenters.call_desk import FAST, LONG, PHONE, AtOnce, copied
from tests.stories.ui.call_room import Desk, Keyboard, registration
from ui.presenters.filled import asked
from ui.presenters.register import Form
from ui.views.calls.draft_menu import told
from ui.views.parts.register_words import criteria
from ui.views.parts.row_table import RowTable
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.line import LineInput
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

HOSTILE = "<img src=file:///etc/passwd> A<B>公司 AT&T"
SIZES = [(1190, 614), (1190, 692), (1744, 1004)]
"""What is left of 1366×690, 1366×768 and 1920×1080 beside rail, bars and status line."""


@pytest.fixture
def desk(clerk: App, tmp_path: Path, qtbot: QtBot) -> Desk:
    """The clerk's registration in a window; work is done at once."""
    made = registration(clerk, AtOnce(), tmp_path)
    qtbot.addWidget(made.view)
    return made


def settle() -> None:
    """Let layouts come to rest."""
    for _ in range(20):
        QApplication.processEvents()


def test_values_come_back(desk: Desk) -> None:
    """Whatever was shown is read again as it was, in both ways of the form."""
    for values, quick in ((LONG, False), (FAST, True)):
        desk.view.form.show_values(values, quick=quick)
        assert asked("quick" if quick else "register", desk.view.form.values()).items() >= values.items()


def test_what_is_missing_is_told_as_one_reads(desk: Desk) -> None:
    """The sentence in the foot names the fields from the top down, the telephone first."""
    assert desk.view.missing.text() == "还缺 7 项：电话、客户、地址、损害、客户原话、原因、诉求"


def test_ctrl_enter_submits_from_every_field(desk: Desk) -> None:
    """Also out of a choice and a table's cell; only the long field goes on to the next one by it."""
    form, keys = desk.view.form, Keyboard()
    fields = {name: field for name, field in form._fields.items() if name != "verbatim"}
    for name, field in fields.items():
        form.show_values({**LONG, "verbatim": ""}, quick=False)
        form.field("verbatim").show_wrong("")
        if field.isVisibleTo(form):
            field.take_focus()
            keys.press(Qt.Key.Key_Return, control=True)
            assert form.field("verbatim").note(), name


def test_emptied_rows_are_gone(desk: Desk) -> None:
    """After a case with three demands the next call begins with one blank row."""
    table = desk.view.form.editor("demands")
    assert isinstance(table, RowTable)
    tall = table.sizeHint().height()
    table.show_rows([{"kind": "exchange"}] * 3)
    assert len(table.cells("kind")) == 4
    table.show_rows(())
    settle()
    assert (len(table.cells("kind")), table.sizeHint().height()) == (1, tall)


def test_unknown_comes_back(desk: Desk) -> None:
    """F2 answers a field marked † with 不详, then 无, then nothing; the mark is told and comes back."""
    form, keys = desk.view.form, Keyboard()
    form.field("address").take_focus()
    keys.press(Qt.Key.Key_F2)
    assert form.values()["na"] == {"address": "unknown"}
    kept = form.values()
    keys.press(Qt.Key.Key_F2, 2)
    assert "na" not in form.values()
    form.show_values(kept, quick=False)
    assert form.values()["na"] == {"address": "unknown"}


def test_every_refusal_stands_beside_its_field(desk: Desk) -> None:
    """What the office refuses is told at its own field, all at once, and the cursor stands in the first."""
    desk.view.form.show_values({**LONG, "phones": "", "address": "", "reason": []}, quick=False)
    desk.view.submit.click()
    form = desk.view.form
    told = {name: form.field(name).note() for name in ("phones", "address", "reason", "cust_name")}
    assert {name for name, note in told.items() if "请填写" in note} == {"phones", "address", "reason"}
    assert QApplication.focusWidget() is form.editor("phones")
    assert not desk.frame.said


def test_a_wrong_cell_is_red(desk: Desk) -> None:
    """A refusal of a row stands at its cell, with the sentence beneath the table; typing takes it away."""
    line = {"product": "油", "qty_bad": "9", "qty_bought": "2"}
    desk.view.form.show_values({**LONG, "product_line": [line]}, quick=False)
    desk.view.submit.click()
    table = desk.view.form.editor("product_line")
    assert isinstance(table, RowTable)
    cell = table.cells("qty_bad")[0]
    assert cell.property("wrong") is True
    assert table.note()
    assert QApplication.focusWidget() is cell
    QTest.keyClick(cell, Qt.Key.Key_1)
    assert not cell.property("wrong")
    assert table.note() == ""


def test_the_second_row_is_told_from_the_first(desk: Desk) -> None:
    """What is wrong in the second row stands in the second row, and says so."""
    rows = [{"kind": "exchange", "qty": "1"}, {"kind": "repair", "qty": "-3"}]
    desk.view.form.show_values({**LONG, "demands": rows}, quick=False)
    desk.view.submit.click()
    table = desk.view.form.editor("demands")
    assert isinstance(table, RowTable)
    assert [cell.property("wrong") for cell in table.cells("qty")[:2]] == [None, True]
    assert "第 2 行" in table.note()


def test_a_blank_row_waits_and_lets_go(desk: Desk) -> None:
    """A table has always one blank row; Enter in its first cell leaves the table."""
    table, keys = desk.view.form.editor("product_line"), Keyboard()
    assert isinstance(table, RowTable)
    table.take_focus()
    keys.write("油")
    assert len(table.cells("product")) == 2
    keys.enter(8)
    assert keys.at is table.cells("product")[1]
    keys.enter()
    assert keys.at is desk.view.form.editor("verbatim")
    assert table.row_values() == [{"product": "油"}]


def test_the_product_file_is_known(desk: Desk) -> None:
    """A product's name brings its only size and its unit, and never over what was typed."""
    table, keys = desk.view.form.editor("product_line"), Keyboard()
    assert isinstance(table, RowTable)
    table.take_focus()
    keys.write("砺驰柴机油 CI-4 15W-40")
    keys.enter()
    assert table.row_values() == [{"product": "砺驰柴机油 CI-4 15W-40", "spec": "18L", "unit": "barrel"}]
    table.show_rows([{"product": "", "spec": "200L"}])
    table.take_focus()
    keys.write("砺驰柴机油 CI-4 15W-40")
    keys.enter()
    assert table.row_values()[0]["spec"] == "200L"


def test_what_was_chosen_by_mistake_is_taken_out(desk: Desk) -> None:
    """Delete or Backspace empties a choice of a table: the row with nothing else in it is none."""
    table, keys = desk.view.form.editor("demands"), Keyboard()
    assert isinstance(table, RowTable)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        table.take_focus()
        keys.press(Qt.Key.Key_Down, 2)
        assert "demands" in desk.view.form.values()
        keys.press(key)
        assert "demands" not in desk.view.form.values()
        keys.enter()
        assert keys.at not in table.cells("qty")


def test_the_product_file_fills_the_row_that_it_knows(desk: Desk) -> None:
    """Also beneath a row that was emptied: that one stays blank."""
    table, keys = desk.view.form.editor("product_line"), Keyboard()
    assert isinstance(table, RowTable)
    table.take_focus()
    keys.write("别的油")
    table.cells("product")[1].setFocus()
    keys.write("砺驰柴机油 CI-4 15W-40")
    table.cells("unit")[1].setFocus()
    keys.press(Qt.Key.Key_Delete)
    table.take_focus()
    keys.press(Qt.Key.Key_End)
    keys.press(Qt.Key.Key_Backspace, 3)
    keys.enter()
    known = {"product": "砺驰柴机油 CI-4 15W-40", "spec": "18L", "unit": "barrel"}
    assert [table._blank(row) for row in table._rows] == [True, False, True]
    assert table.row_values() == [known]


def test_goods_beneath_an_emptied_row_are_known(desk: Desk) -> None:
    """The fast lane's rows alike: unit and value come into the row of the goods."""
    form = desk.view.form
    table = form.editor("remedies")
    assert isinstance(table, RowTable)
    table.show_rows([{}, {"kind": "goods", "product": "砺驰柴机油 CI-4 15W-40"}])
    form.complete()
    assert [row.get("unit") for row in table.row_values()] == ["barrel"]


def test_a_caller_fills_what_is_empty(desk: Desk, clerk: App) -> None:
    """A known number fills name and address; another number takes them back; typed words stay."""
    clerk.do(register, asked("register", LONG))
    form, keys = desk.view.form, Keyboard()
    form.field("contact_name").take_focus()
    keys.write("小李")
    form.field("phones").take_focus()
    keys.write(PHONE)
    assert form.values()["cust_name"] == LONG["cust_name"]
    assert form.values()["address"] == LONG["address"]
    assert desk.view.known.caller.right.text() == "KH000001"
    keys.press(Qt.Key.Key_Backspace)
    assert "cust_name" not in form.values()
    assert form.values()["contact_name"] == "小李"


def test_switching_by_key_keeps_the_words(office_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    """Ctrl+E shows seven fields and back again; nothing that was typed goes."""
    app = copied(office_file, tmp_path / "office", "service1")
    desk = registration(app, AtOnce(), tmp_path)
    qtbot.addWidget(desk.view)
    form, keys = desk.view.form, Keyboard()
    form.show_values(LONG, quick=False)
    keys.press(Qt.Key.Key_E, control=True)
    assert desk.view.presenter.form is Form.QUICK
    assert form.field("address").isHidden()
    assert form.field("word").isVisible()
    assert "必填" in form.editor("word").accessibleName()
    assert "必填" not in form.editor("phones").accessibleName()
    keys.press(Qt.Key.Key_E, control=True)
    assert asked("register", form.values()).items() >= LONG.items()


def test_a_clerk_sees_why_not_quick(desk: Desk) -> None:
    """Who may not settle at once sees the switch greyed, with the reason as its tooltip."""
    assert not desk.view.ways.isEnabled()
    assert "售后" in desk.view.ways.toolTip()
    Keyboard().press(Qt.Key.Key_E, control=True)
    assert desk.view.presenter.form is Form.LONG


def test_people_are_plain_text(desk: Desk, clerk: App) -> None:
    """Names and words of people are shown letter by letter, wherever they come up beside the form."""
    hostile = {**LONG, "cust_name": HOSTILE, "verbatim": HOSTILE}
    clerk.do(register, asked("register", hostile))
    desk.view.form.field("phones").take_focus()
    Keyboard().write(PHONE)
    shown = [label.text() for label in desk.view.known.findChildren(QWidget) if hasattr(label, "text")]
    assert any(HOSTILE in text for text in shown)
    desk.view.keep.click()
    desk.view.presenter.fresh(desk.view.form.values())
    assert HOSTILE[:24] in told(desk.view._drafts[0], desk.view._zone)


def test_what_few_calls_need_is_told_while_registering(desk: Desk, clerk: App) -> None:
    """更多 opens by its head: injury weighs at once, who is complained about may not accept the case."""
    form, keys = desk.view.form, Keyboard()
    form.show_values(LONG, quick=False)
    assert not form.field("safety_injury").isVisible()
    form.more.head.setFocus()
    keys.press(Qt.Key.Key_Space)
    form.field("safety_injury").take_focus()
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Space)
    form.field("about_staff").take_focus()
    keys.press(Qt.Key.Key_End)
    for name, text in (("external_no", "ZB-0815"), ("authority_due_at", "+7")):
        form.field(name).take_focus()
        keys.write(text)
    about = form.values()["about_staff"]
    keys.press(Qt.Key.Key_Return, control=True)
    (line,) = clerk.ask(case_lines)
    told = clerk.ask(read_case, line.case_no).complaint
    assert (told.severity, told.safety_injury, told.external_no) == ("major", True, "ZB-0815")
    assert told.about_staff == (about,)
    assert told.authority_due_at is not None
    assert told.authority_due_at.astimezone(desk.view._zone).date() == desk.view._today() + timedelta(days=7)
    assert not form.more.head.isChecked()


def test_what_is_folded_shows_itself_where_something_stands_or_is_wrong(desk: Desk) -> None:
    """A draft opens 更多 where something stands in it, a refusal too; the short way does not ask it."""
    form = desk.view.form
    form.show_values({**LONG, "authority_due_at": "13-32"}, quick=False)
    assert form.field("authority_due_at").isVisible()
    form.more.open(yes=False)
    desk.view.submit.click()
    assert form.field("authority_due_at").isVisible()
    assert QApplication.focusWidget() is form.editor("authority_due_at")
    form.show_values(LONG, quick=True)
    assert not form.more.isVisible()


def test_every_severity_says_by_what(desk: Desk) -> None:
    """Each severity has its criteria, and the chosen one's stand beneath the choice."""
    assert len({criteria(severity) for severity in Severity} - {""}) == len(Severity)
    desk.view.form.show_values({"severity": "major"}, quick=False)
    desk.view._settled("severity")
    assert desk.view.form.field("severity").note() == criteria("major")
    desk.view.show_form(Form.LONG, {"severity": "general"})
    assert desk.view.form.field("severity").note() == "", "each call begins with the same form"


def test_every_editor_is_named(desk: Desk) -> None:
    """A screen reader hears a name at every editor and every cell."""
    nameless = [e for e in desk.view.form.findChildren(LineInput) if not e.accessibleName()]
    assert nameless == []


def test_the_paper_is_opened_where_wanted(desk: Desk) -> None:
    """With the box ticked the registration form is put down and opened; the toast leads to the case."""
    desk.view.paper.setChecked(True)
    desk.view.form.show_values(LONG, quick=False)
    desk.view.submit.click()
    (file,) = desk.outside.files
    assert file.read_bytes().startswith(b"%PDF")
    (_, act), *_ = desk.frame.acts
    assert act is not None
    act()
    assert desk.frame.went == [("case", file.stem)]


def test_a_paper_that_nothing_shows_is_said_where_it_lies(desk: Desk) -> None:
    """No program of this computer shows PDFs: the form lies on the disk, and one is told where."""
    desk.outside.refused = NoViewer(path="x")
    desk.view.paper.setChecked(True)
    desk.view.form.show_values(LONG, quick=False)
    desk.view.submit.click()
    assert [error.code for error in desk.frame.refused] == ["no_viewer"]
    assert desk.frame.said[0].startswith("已登记")


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("zoom", [1.0, 1.25])
def test_nothing_is_cut_off(
    dressed: QApplication, desk: Desk, size: tuple[int, int], scheme: Scheme, zoom: float
) -> None:
    """At every size, in both schemes and enlarged, no field of either way sticks out or scrolls sideways."""
    theme().put_on(dressed, scheme, zoom)
    view = desk.view
    view.resize(*size)
    for quick in (False, True):
        view.form.show_values({**LONG, **FAST}, quick=quick)
        settle()
        assert view.size().toTuple() == size
        sheet = view._area.viewport().width()
        for child in view.form.findChildren(QWidget):
            if child.isVisibleTo(view.form):
                place = QRect(child.mapTo(view.form, QPoint(0, 0)), child.size())
                assert place.right() <= sheet, (child.accessibleName(), type(child).__name__)
        assert view._area.horizontalScrollBar().maximum() == 0


def test_a_day_is_seen_whole_in_its_cell(desk: Desk) -> None:
    """Beside its icon, also where the window is narrow."""
    table = desk.view.form.editor("product_line")
    assert isinstance(table, RowTable)
    desk.view.form.show_values(
        {**LONG, "product_line": [{"product": "油", "produced_on": "2026-10-30"}]}, quick=False
    )
    desk.view.resize(900, 700)
    settle()
    cell = table.cells("produced_on")[0]
    assert isinstance(cell, DateInput)
    room = cell.textMargins()
    free = cell.width() - room.left() - room.right()
    assert cell.fontMetrics().horizontalAdvance(cell.text()) <= free
