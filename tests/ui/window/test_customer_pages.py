"""A customer in the frame: keys stay where one types, no form goes unasked, a sheet tells what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from aftersales.domain.fields import LONG
from aftersales.domain.records.customer import Customer
from tests.ui.window.desk import Desk
from tests.ui.window.test_typing_kept import settled
from ui.views.customers.importing import ImportPanel
from ui.views.customers.page import CustomersView
from ui.views.settings.mine import MinePage
from ui.views.settings.screen import SettingsView
from ui.widgets.decision import Decision

NAME, CONTACT = "customer.cust_name", "customer.contact_name"


def customers(desk: Desk) -> CustomersView:
    """The first customer of the list, opened."""
    frame = desk.enter("service1")
    frame.go("customers")
    page = frame.pages["customers"]
    assert isinstance(page, CustomersView)
    desk.wait(page.list.rows.rowCount)
    page.list.list.setFocus()
    desk.key(Qt.Key.Key_Return, page.list.list)
    desk.wait(page.customer.cases.hasFocus)
    return page


def test_a_region_that_gave_way_to_another_is_offered_no_more(desk: Desk) -> None:
    """The last customer there has moved elsewhere: the box offers the new one in its place."""
    listing = customers(desk).list
    regions = tuple(str(listing.region.itemData(at)) for at in range(1, listing.region.count()))
    listing.show_regions((*regions[1:], "海外"))
    assert listing.region.findData("海外") > 0
    assert listing.region.findData(regions[0]) < 0


def held(on: QWidget) -> None:
    """What a key that is held sends again."""
    plain = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(on, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, plain, "\r", True))


def half_filled(desk: Desk) -> CustomersView:
    """His name is being changed."""
    page = customers(desk)
    desk.key(Qt.Key.Key_E, page.customer)
    desk.wait(lambda: NAME in page.customer.form.fields)
    field = page.customer.form.fields[NAME]
    field.take_focus()
    desk.type("改", field.widget)
    return page


def kept(page: CustomersView) -> Customer:
    """The record as the page has it from the office."""
    look = page.customer.presenter.look
    assert look is not None
    return look.customer


def answers(page: CustomersView, yes: bool, asked: list[bool]) -> None:
    """Whether what is typed is given up."""

    def answer() -> bool:
        asked.append(page.isVisible())
        return yes

    page.customer.form._given_up = answer  # type: ignore[method-assign]


def test_who_looks_for_the_record_that_stays_keeps_the_keys(desk: Desk) -> None:
    """The page is read again while he types: letters go on into the search, Esc goes back."""
    page = customers(desk)
    merging = page.customer.merging
    desk.key(Qt.Key.Key_M, page.customer)
    desk.wait(merging.search.hasFocus)
    desk.type("宁")
    desk.frame.changed()
    settled(desk)
    assert desk.window.focusWidget() is merging.search
    desk.type("州")
    assert merging.search.text() == "宁州"
    desk.key(Qt.Key.Key_Escape)
    desk.wait(page.customer.cases.hasFocus)


def test_enter_and_enter_again_asks_about_the_first_that_was_found(desk: Desk) -> None:
    """The list that gets the keys has chosen its first row, also where the rows were there before."""
    page = customers(desk)
    merging, asked = page.customer.merging, list[str]()
    desk.key(Qt.Key.Key_M, page.customer)
    desk.wait(merging.rows.rowCount)
    desk.key(Qt.Key.Key_Return, merging.search)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, Decision):
            asked.append(box.question.text())
            desk.key(Qt.Key.Key_Escape, box)

    waiting = QTimer(page)
    waiting.timeout.connect(answer)
    waiting.start(0)
    desk.key(Qt.Key.Key_Return)
    waiting.stop()
    assert len(asked) == 1
    assert str(merging.rows.cell(0, 1)) in asked[0]


def test_a_held_enter_merges_nobody(desk: Desk) -> None:
    """From the search it goes to the first row and no further; the question keeps them apart."""
    page = customers(desk)
    merging, asked = page.customer.merging, list[bool]()
    desk.key(Qt.Key.Key_M, page.customer)
    ask = merging.ask
    merging.ask = lambda: asked.append(True)  # type: ignore[method-assign]
    desk.key(Qt.Key.Key_Return, merging.search)
    assert merging.list.hasFocus()
    desk.wait(merging.list.chosen_rows)
    held(merging.list)
    assert asked == []
    merging.ask = ask  # type: ignore[method-assign]
    chosen, boxes = list[str](), list[Decision]()
    merging.chosen.disconnect()
    merging.chosen.connect(chosen.append)

    def lean() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, Decision):
            boxes.append(box)
            held(box)

    waiting = QTimer(page, timeout=lean)
    waiting.start(0)
    desk.key(Qt.Key.Key_Return, merging.list)
    waiting.stop()
    assert (len(boxes), chosen) == (1, [])


def test_what_is_typed_while_a_save_is_on_its_way(desk: Desk) -> None:
    """Only what was sent is saved: the form stays with the rest, asks before it goes, and saves it next."""
    page, asked = half_filled(desk), list[bool]()
    answers(page, False, asked)
    view, form = page.customer, page.customer.form
    name, contact = (form.fields[path] for path in (NAME, CONTACT))
    typed = name.editor.words()
    desk.key(Qt.Key.Key_Return, form, ctrl=True)
    contact.take_focus()
    contact.editor.show_words("")
    desk.type("新来的人", contact.widget)
    desk.key(Qt.Key.Key_Return, form, ctrl=True)
    settled(desk)
    assert (view.pile.currentWidget(), contact.editor.words(), desk.window.focusWidget()) == (
        form,
        "新来的人",
        contact.widget,
    )
    desk.key(Qt.Key.Key_Escape, form)
    assert asked == [True]
    desk.key(Qt.Key.Key_Return, form, ctrl=True)
    desk.wait(view.cases.hasFocus)
    desk.wait(lambda: kept(page).contact_name == "新来的人")
    assert kept(page).cust_name == typed


def leaves(desk: Desk) -> Callable[[str], object]:
    """Closing the window and signing in as somebody else, from another page."""
    ways: dict[str, Callable[[], object]] = {
        "close": desk.window.close,
        "somebody else": lambda: desk.frame.go("@leave"),
    }
    return lambda way: ways[way]()


@pytest.mark.parametrize("way", ["close", "somebody else"])
def test_a_form_left_on_another_page_asks_before_the_frame_goes(desk: Desk, way: str) -> None:
    """Another page may be looked at meanwhile; who leaves for good is asked, with the form in sight."""
    page, asked = half_filled(desk), list[bool]()
    answers(page, False, asked)
    name = page.customer.form.fields[NAME].editor.words()
    frame = desk.frame
    frame.go("cases")
    assert (frame.current, asked) == ("cases", [])
    leaves(desk)(way)
    assert (frame.current, asked) == ("customers", [True])
    assert desk.window.isVisible()
    assert desk.window.frame is frame
    assert page.customer.form.fields[NAME].editor.words() == name
    answers(page, True, asked)
    leaves(desk)(way)
    assert asked == [True, True]
    assert desk.window.frame is None or not desk.window.isVisible()


def test_another_language_asks_for_a_form_first(desk: Desk) -> None:
    """Who goes on with it keeps his language, in the choice as well."""
    page, asked = half_filled(desk), list[bool]()
    answers(page, False, asked)
    frame = desk.frame
    frame.go("settings")
    settings = frame.pages["settings"]
    assert isinstance(settings, SettingsView)
    mine = settings.pages["mine"]
    assert isinstance(mine, MinePage)
    before = mine.language.code()
    mine.language.choose("en")
    mine.language.edited.emit()
    assert (asked, frame.current, mine.language.code()) == ([True], "customers", before)
    settled(desk)
    assert desk.window.frame is frame
    assert page.customer.holds()
    answers(page, True, [])


HEADS = ("客户名称", "电话", "客户类型", "备注")
SOUTH = (
    ("顺达汽修", "1.38E+10", "维修厂", "甲" * (LONG + 1)),
    ("王先生", "无", "", ""),
    ("福来车行", "13812345678", "", ""),
)


def panel(desk: Desk) -> ImportPanel:
    """The leader is about to import."""
    frame = desk.enter("lead1")
    frame.go("customers")
    page = frame.pages["customers"]
    assert isinstance(page, CustomersView)
    desk.wait(page.list.rows.rowCount)
    page.list.sheet.click()
    desk.wait(page.sheet.isVisible)
    return page.sheet


def workbook(place: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    """A workbook with these sheets."""
    with xlsxwriter.Workbook(place) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate((HEADS, *rows)):
                sheet.write_row(at, 0, row)
    return place


def test_what_one_should_know_of_a_sheet_is_told_before_it_is_taken(desk: Desk, tmp_path: Path) -> None:
    """Another sheet that is not read, telephones that are none, a remark that is cut: with their rows."""
    sheet = panel(desk)
    sheet.choose(workbook(tmp_path / "客户.xlsx", {"华南": SOUTH, "华北": SOUTH[:1]}))
    desk.wait(sheet.take.isVisible)
    assert sheet.found.text().split("\n") == [
        "客户.xlsx：新增 3，更新 0，已有 0，不收 0 行",
        "只读了第一张工作表，还有：华北。",
    ]
    facts = dict(sheet.columns.facts())
    assert facts["行"].split("\n") == [
        "2、3：“电话”里有 1 个号码认不出来，已原样保留。",
        f"2：“关怀备注”的内容太长，只取前 {LONG} 个字。",
    ]
    assert facts["头几行"].startswith("2：顺达汽修，1.38E+10，修车店，")
    desk.key(Qt.Key.Key_Space, sheet.take)
    desk.wait(lambda: "新增 3" in sheet.found.text() and not sheet.take.isVisible())


def test_an_old_workbook_can_be_chosen_and_says_what_to_do(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog lists it, so that the folder does not look empty; it is to be saved as XLSX."""
    sheet, old, listed = panel(desk), tmp_path / "客户.xls", list[str]()
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le"))

    def chosen(*asked: str) -> tuple[str, str]:
        listed.extend(asked[-1].removesuffix(")").rpartition("(")[2].split())
        return str(old), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    sheet.pick.click()
    desk.wait(sheet.found.text)
    assert {"*.xls", "*.et", "*.ods"} <= set(listed)
    assert sheet.found.text() == "“客户.xls”是旧格式的表格（xls），请另存为 XLSX 后再导入。"
