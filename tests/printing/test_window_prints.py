"""From the window to the tray: Ctrl+P, Enter, and what CUPS puts out is what was shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from aftersales.app import open_app
from aftersales.domain.workflow import State
from aftersales.usecases.printing import PAPERS, printed
from tests.printing.print_service import PrintService
from tests.printing.seen import (
    came_out,
    case_in,
    ctrl_p,
    difference,
    open_case,
    outline,
    picture,
    preview,
    told,
    turned,
)
from tests.ui.window.desk import Desk
from ui.views.cases import CasesView
from ui.views.printing.page import PrintView

SAME = 8
"""Grey levels of 255 by which one pixel may differ: CUPS's filter writes every page anew, and a colour may be
rounded. Measured: 0. Another word, or a page moved by a pixel, is over 60 (shown below)."""


TURNED = 1.5
"""As SAME, of a page that CUPS turned on its sheet: its pixels do not lie on ours; squares of 8 are compared.
Measured: 0.5."""


def test_one_of_each_paper_comes_out_as_it_was_shown(printing_desk: Desk, address: str, tray: Path) -> None:
    """Every paper of a case, by one Enter: as many jobs, in order, the same pages, all told of."""
    desk = printing_desk
    desk.enter("service1")
    number = case_in(address, State.FULFILLING)
    page = ctrl_p(desk, open_case(desk, number))
    assert told(address, number) == 0
    papers = page.presenter.papers
    usual = {"registration", "approval", "agreement", "notice", "follow_up"}
    assert usual <= {one.paper for one in papers} <= set(PAPERS)
    shown: list[tuple[bytes, QImage]] = []
    for at, one in enumerate(papers):
        page.papers.setCurrentRow(at)
        page.papers.tick(at, yes=True)
        desk.wait(lambda one=one: one in page.presenter._drawn._kept)
        content = page.presenter._drawn._kept[one].content
        desk.wait(lambda content=content: page.pages.area._content == content and page.pages.area.whole())
        shown.append((content, preview(page)))
    desk.key(Qt.Key.Key_Return, page.papers)
    files = came_out(desk, tray, len(papers))
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    assert told(address, number) == len(papers)
    for file, (content, first) in zip(files, shown, strict=True):
        compare(file.read_bytes(), content, first)


def compare(printed: bytes, content: bytes, first: QImage) -> None:
    """What came out is what was shown: its first page as the preview drew it, and every page behind."""
    sizes = outline(content).sizes
    pages = len(sizes)
    assert len(outline(printed).sizes) == pages
    (across, high), (out_wide, out_high) = sizes[0], outline(printed).sizes[0]
    if across > high and out_wide < out_high:
        assert turned(picture(printed, 0, first.height()), first) < TURNED
        return
    wide = first.width()
    far = [difference(picture(printed, 0, wide), first)]
    far += [difference(picture(printed, at, wide), picture(content, at, wide)) for at in range(1, pages)]
    assert max(far) < SAME, far


def test_the_measure_sees_one_word(full: Path, tmp_path: Path) -> None:
    """A form beside the same one printed by another person, or moved by a pixel, is not the same."""
    url = f"sqlite:///{shutil.copy(full, tmp_path / 'office.db')}"
    number = case_in(url, State.INVESTIGATING)
    forms = []
    for login in ("service1", "service2"):
        app = open_app(url, login=login)
        forms.append(app.do(printed, "registration", number))
        app.close()
    last = len(outline(forms[0]).sizes) - 1
    one, two = (picture(form, last, 720) for form in forms)
    assert difference(one, picture(forms[0], last, 720)) == 0
    assert difference(one, two) > 60 > SAME
    assert difference(one.copy(1, 0, 700, 900), one.copy(0, 0, 700, 900)) > 60


def test_copies_sides_and_pages_reach_the_printer(printing_desk: Desk, address: str, tray: Path) -> None:
    """Two copies, both sides, page 2 only: typed by keyboard, told to CUPS, and one page comes out."""
    desk = printing_desk
    desk.enter("service1")
    page = ctrl_p(desk, open_case(desk, case_in(address, State.INVESTIGATING)))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):  # not the form, but the tracking sheet
        desk.key(key, page.papers)
    desk.wait(lambda: page.pages.area.pages == 2)
    copies, sides, pages = page.choices.copies.widget, page.choices.sides.widget, page.choices.pages.widget
    copies.setFocus()
    copies.selectAll()  # type: ignore[attr-defined]  # a line
    desk.type("2", copies)
    sides.choose("long")  # type: ignore[attr-defined]  # parts side by side
    desk.type("9", pages)
    desk.key(Qt.Key.Key_P, pages, ctrl=True)
    assert page.choices.pages._note.text().startswith("“9”不是这份文件的页码（共 2 页）")
    assert not page.presenter.handing.going
    pages.selectAll()  # type: ignore[attr-defined]
    desk.type("2", pages)
    desk.key(Qt.Key.Key_P, pages, ctrl=True)
    (file,) = came_out(desk, tray, 1)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    said = file.with_suffix(".told").read_text("utf-8").splitlines()
    assert said[2].endswith("-投诉跟踪表")
    assert said[3] == "2"
    assert {
        "media=A4",
        "collate",
        "page-ranges=2",
        "sides=two-sided-long-edge",
        "Duplex=DuplexNoTumble",
    } <= set(said[4].split())
    assert len(outline(file.read_bytes()).sizes) == 1


def test_a_printer_that_refuses_is_told_and_tried_again(
    printing_desk: Desk, address: str, tray: Path, print_service: PrintService
) -> None:
    """A sentence with what CUPS said; once the queue takes jobs, retry prints; history tells of it once."""
    desk = printing_desk
    desk.enter("service1")
    number = case_in(address, State.INVESTIGATING)
    page = ctrl_p(desk, open_case(desk, number))
    print_service.refuse("Office")
    desk.key(Qt.Key.Key_Return, page.papers)
    desk.wait(page.foot.again.isVisible)
    assert page.foot.note.text().startswith("打印机“Office”没有接受这份文件（")
    assert "not accepting jobs" in page.foot.note.text()
    assert page.foot.again.hasFocus()
    print_service.take("Office")
    desk.key(Qt.Key.Key_Space, page.foot.again)
    came_out(desk, tray, 1)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    assert told(address, number) == 1


def test_a_print_service_that_is_gone_is_told(
    printing_desk: Desk, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The service dies between choosing and printing: a sentence, nothing lost, and the page stays."""
    desk = printing_desk
    desk.enter("service1")
    page = ctrl_p(desk, open_case(desk, case_in(address, State.INVESTIGATING)))
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    desk.key(Qt.Key.Key_Return, page.papers)
    desk.wait(page.foot.again.isVisible)
    assert page.foot.note.text().startswith("系统的打印服务没有回应")
    desk.key(Qt.Key.Key_Escape, page)
    assert QApplication.activeModalWidget() is None
    desk.wait(desk.window.isActiveWindow)
    case = desk.frame.pages["case"]
    desk.key(Qt.Key.Key_P, case, ctrl=True)
    assert isinstance(QApplication.activeModalWidget(), PrintView)
    desk.key(Qt.Key.Key_Escape, QApplication.activeModalWidget())


def test_selected_rows_are_printed_one_after_the_other(printing_desk: Desk, address: str, tray: Path) -> None:
    """Three rows selected, Ctrl+P, Enter on the menu, Enter: three registration forms in order."""
    desk = printing_desk
    frame = desk.enter("service1")
    frame.go("cases")
    found = frame.pages["cases"]
    assert isinstance(found, CasesView)
    desk.wait(lambda: found.rows.rowCount() > 3)
    found.list.setFocus()
    found.list.go_to(found.rows.key_at(0))
    for _ in range(2):
        QTest.keyClick(found.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    numbers = [row.line.case_no for row in found.list.chosen_rows()]
    assert len(numbers) == 3
    desk.key(Qt.Key.Key_P, found.list, ctrl=True)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    desk.key(Qt.Key.Key_Return, menu)
    desk.wait(lambda: isinstance(QApplication.activeModalWidget(), PrintView))
    page = QApplication.activeModalWidget()
    assert isinstance(page, PrintView)
    desk.wait(page.choices.chosen)
    desk.key(Qt.Key.Key_Return, page.papers)
    files = came_out(desk, tray, 3)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    titles = [file.with_suffix(".told").read_text("utf-8").splitlines()[2] for file in files]
    assert titles == [f"{number}-登记表" for number in numbers]
    assert [told(address, number) for number in numbers] == [1, 1, 1]


def test_a_lock_takes_the_print_page_away(printing_desk: Desk, address: str) -> None:
    """Who comes to a locked window reads no paper over it."""
    desk = printing_desk
    desk.enter("service1")
    ctrl_p(desk, open_case(desk, case_in(address, State.INVESTIGATING)))
    desk.window.lock()
    desk.wait(lambda: QApplication.activeModalWidget() is None)


class Viewer(QObject):
    """A program that shows files, known to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []
        QDesktopServices.setUrlHandler("file", self, "show")

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        """A file is shown."""
        self.shown.append(Path(url.toLocalFile()))


def test_what_nothing_shows_was_not_opened(printing_desk: Desk, address: str) -> None:
    """用系统打开 where no program shows PDFs says so; once one is there, 重试 opens it, noted once."""
    desk = printing_desk
    desk.enter("service1")
    number = case_in(address, State.INVESTIGATING)
    page = ctrl_p(desk, open_case(desk, number))
    page.foot.outside.click()
    desk.wait(page.foot.again.isVisible)
    assert page.foot.note.text().startswith("这台电脑上没有能显示 PDF 的程序，“")
    assert page.foot.note.text().endswith(".pdf”打不开；请安装一个后重试。")
    viewer = Viewer()
    try:
        page.foot.again.click()
        desk.wait(lambda: viewer.shown)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    desk.wait(page.foot.print.isVisible)
    assert viewer.shown[0].read_bytes().startswith(b"%PDF-")
    assert told(address, number) == 1
    desk.key(Qt.Key.Key_Escape, page)
