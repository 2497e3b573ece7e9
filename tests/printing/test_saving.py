"""Papers saved into files: nothing that lies there goes without a person's word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from aftersales.domain.workflow import State
from tests.printing.seen import case_in, ctrl_p, open_case
from tests.ui.window.desk import Desk
from ui.views.printing.page import PrintView


def at_the_papers(desk: Desk, address: str, *papers: str) -> tuple[str, PrintView]:
    """The print page of a case with these ticked, and the case's number."""
    desk.enter("service1")
    number = case_in(address, State.INVESTIGATING)
    page = ctrl_p(desk, open_case(desk, number))
    for at, one in enumerate(page.presenter.papers):
        page.papers.tick(at, yes=one.paper in papers)
    return number, page


def save(desk: Desk, page: PrintView, folder: Path, files: set[str]) -> None:
    """Ctrl+S; then these files lie in the folder, whole."""
    desk.key(Qt.Key.Key_S, page.papers, ctrl=True)
    desk.wait(lambda: {one.name for one in folder.iterdir()} == files and page.foot.print.isVisible())
    assert all(one.read_bytes()[:4] in (b"%PDF", b"mine") for one in folder.iterdir())


def test_several_go_beside_what_lies_there(
    printing_desk: Desk, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two papers saved twice: a file of the same name stays as it is, the new one is called (2), then (3)."""
    number, page = at_the_papers(printing_desk, address, "registration", "tracking")
    folder = tmp_path / "customer"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    form, sheet = f"{number}-登记表", f"{number}-投诉跟踪表"
    mine = folder / f"{form}.pdf"
    mine.write_bytes(b"mine, signed")
    first = {mine.name, f"{form} (2).pdf", f"{sheet}.pdf"}
    save(printing_desk, page, folder, first)
    save(printing_desk, page, folder, first | {f"{form} (3).pdf", f"{sheet} (2).pdf"})
    assert mine.read_bytes() == b"mine, signed"
    printing_desk.key(Qt.Key.Key_Escape, page)
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("typed", ["form", "form.pdf"])
def test_one_goes_over_what_the_dialog_asked_about(
    printing_desk: Desk, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """Typed with its ending, the dialog asked, and the file goes; without, it asked about another name."""
    _, page = at_the_papers(printing_desk, address, "registration")
    folder = tmp_path / "customer"
    folder.mkdir()
    mine, beside = folder / "form.pdf", folder / "form (2).pdf"
    mine.write_bytes(b"mine, signed")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / typed), ""))
    printing_desk.key(Qt.Key.Key_S, page.papers, ctrl=True)
    asked = typed == mine.name
    written = mine if asked else beside
    printing_desk.wait(lambda: written.exists() and written.read_bytes()[:4] == b"%PDF")
    printing_desk.wait(page.foot.print.isVisible)
    assert beside.exists() is not asked
    assert mine.read_bytes()[:4] == (b"%PDF" if asked else b"mine")
    printing_desk.key(Qt.Key.Key_Escape, page)
