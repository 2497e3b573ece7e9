"""What is chosen counts: of a printer that refused, and of the pages of the paper that is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from aftersales.domain.workflow import State
from tests.printing.print_service import PrintService
from tests.printing.seen import came_out, case_in, ctrl_p, open_case, outline
from tests.ui.window.desk import Desk
from ui.views.printing.page import PrintView


@pytest.fixture(scope="session")
def hall(print_service: PrintService) -> Path:
    """What a second printer, 前台, puts out."""
    return print_service.queue("Hall", "前台")


def overtype(desk: Desk, field: QLineEdit, text: str) -> None:
    """Type over what stands in a line."""
    field.setFocus()
    field.selectAll()
    desk.type(text, field)


def line(widget: object) -> QLineEdit:
    """A line to type in."""
    assert isinstance(widget, QLineEdit)
    return widget


def test_retry_goes_to_the_printer_that_is_chosen(
    hall: Path, printing_desk: Desk, address: str, tray: Path, print_service: PrintService
) -> None:
    """The first printer refuses; another one and two copies are chosen: retry prints so, and says so."""
    desk = printing_desk
    desk.enter("service1")
    page = ctrl_p(desk, open_case(desk, case_in(address, State.INVESTIGATING)))
    print_service.refuse("Office")
    desk.key(Qt.Key.Key_Return, page.papers)
    desk.wait(page.foot.again.isVisible)
    why = page.foot.note.text()
    printers = page.choices.printer.widget
    assert isinstance(printers, QComboBox)
    desk.key(Qt.Key.Key_Down, printers)
    assert printers.currentText() == "前台"
    overtype(desk, line(page.choices.copies.widget), "2")
    assert page.foot.note.text() == why
    print_service.take("Office")
    desk.key(Qt.Key.Key_Space, page.foot.again)
    (file,) = came_out(desk, hall, 1)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    assert list(tray.glob("*.pdf")) == []
    assert file.with_suffix(".told").read_text("utf-8").splitlines()[3] == "2"
    assert "已送到“前台”：1 张" in [toast.text() for toast in desk.frame.toasts.toasts()]


def look_at(desk: Desk, page: PrintView, paper: str) -> None:
    """Go to a paper; its pages lie open."""
    at = next(at for at, one in enumerate(page.presenter.papers) if one.paper == paper)
    page.papers.setCurrentRow(at)
    desk.wait(lambda: page._lies == at and page.pages.area.whole())


def test_pages_are_those_of_the_paper_that_is_printed(printing_desk: Desk, address: str, tray: Path) -> None:
    """The form is ticked, the sheet is looked at: no pages can be typed, and the whole form comes."""
    desk = printing_desk
    desk.enter("service1")
    page = ctrl_p(desk, open_case(desk, case_in(address, State.INVESTIGATING)))
    look_at(desk, page, "registration")
    pages = line(page.choices.pages.widget)
    assert pages.isEnabled()
    count = page.pages.area.pages
    look_at(desk, page, "tracking")
    assert page.pages.area.pages != count
    assert not pages.isEnabled()
    look_at(desk, page, "registration")
    overtype(desk, pages, "9")
    desk.key(Qt.Key.Key_Return, page.papers)
    assert page.choices.pages._note.text().startswith(f"“9”不是这份文件的页码（共 {count} 页）")
    look_at(desk, page, "tracking")
    assert not page.choices.pages._note.text()
    desk.key(Qt.Key.Key_Return, page.papers)
    (file,) = came_out(desk, tray, 1)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    assert len(outline(file.read_bytes()).sizes) == count
