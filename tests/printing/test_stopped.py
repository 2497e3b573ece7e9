"""Cancel and Esc while papers go out: the one in hand comes out and counts, the rest stays where it is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aftersales.app import open_app
from aftersales.domain.workflow import State, Step
from aftersales.usecases.taking import take
from tests.presenters.agreements.showing import FILLED
from tests.presenters.full_desk import draft_case
from tests.printing.seen import came_out, case_in, ctrl_p, open_case, told
from tests.ui.window.desk import Desk
from ui.views.agreements.page import AgreementsView
from ui.views.printing.page import PrintView

_LP = """#!/bin/sh
# the system's own lp, once somebody lets it go
: > "{0}/waits"
read go < "{0}/gate"
rm "{0}/waits"
exec {1} "$@"
"""


class SlowService:
    """The way to the print service takes as long as the test wants."""

    def __init__(self, folder: Path) -> None:
        self._waits, self._gate = folder / "waits", folder / "gate"
        os.mkfifo(self._gate)
        (folder / "lp").write_text(_LP.format(folder, shutil.which("lp")))
        (folder / "lp").chmod(0o700)

    def has_one(self) -> bool:
        """Whether a paper is in hand."""
        return self._waits.exists()

    def let_go(self) -> None:
        """The paper in hand goes on to the printer."""
        self._gate.write_text("go\n")


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SlowService:
    """Every paper waits on its way to the printer."""
    service = SlowService(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return service


def tick(page: PrintView, *papers: str) -> None:
    """These are ticked, and nothing else."""
    for at, one in enumerate(page.presenter.papers):
        page.papers.tick(at, yes=one.paper in papers)


def ticked(page: PrintView) -> list[str]:
    """The papers that are ticked."""
    return [page.presenter.papers[at].paper for at in page.papers.places()]


def test_cancelled_it_keeps_the_rest(
    printing_desk: Desk, address: str, tray: Path, slow: SlowService
) -> None:
    """Three ticked, cancelled at the second: two come out and are told, the third stays ticked."""
    desk = printing_desk
    desk.enter("service1")
    number = case_in(address, State.FULFILLING)
    page = ctrl_p(desk, open_case(desk, number))
    tick(page, "registration", "approval", "tracking")
    three = ticked(page)
    desk.key(Qt.Key.Key_Return, page.papers)
    desk.wait(slow.has_one)
    slow.let_go()
    came_out(desk, tray, 1)
    desk.wait(slow.has_one)
    desk.key(Qt.Key.Key_Space, page.foot.stop)
    slow.let_go()
    desk.wait(page.foot.print.isVisible)
    assert QApplication.activeModalWidget() is page
    assert ticked(page) == three[2:]
    assert page.foot.note.text() == "已送到“办公室”：2 张"
    assert page.head.text().startswith("单据：选了 1 张")
    desk.key(Qt.Key.Key_Return, page.papers)
    desk.wait(slow.has_one)
    slow.let_go()
    came_out(desk, tray, 3)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    assert told(address, number) == 3


@pytest.fixture
def issued(address: str) -> None:
    """The agreement of the case is issued, before there is a window."""
    app = open_app(address, login="service1")
    app.do(
        take,
        Step.ISSUE_AGREEMENT,
        draft_case(),
        {path.partition(".")[2]: text for path, text in FILLED.items()},
    )
    app.close()


@pytest.mark.usefixtures("issued")
@pytest.mark.parametrize("by", ["cancel", "escape"])
def test_an_agreement_in_hand_is_noted(printing_desk: Desk, tray: Path, slow: SlowService, by: str) -> None:
    """Cancel or Esc as the agreement is at the printer: it comes out, and its printing is noted."""
    desk = printing_desk
    desk.enter("service1")
    desk.frame.go("agreements", draft_case())
    view = desk.frame.pages["agreements"]
    assert isinstance(view, AgreementsView)
    desk.wait(lambda: view.sheet.pages.area.pages and view.sheet.pages.area.whole())
    desk.wait(desk.window.isActiveWindow)
    view.sheet.setFocus()
    desk.key(Qt.Key.Key_P, view.sheet)
    desk.wait(lambda: isinstance(QApplication.activeModalWidget(), PrintView))
    page = QApplication.activeModalWidget()
    assert isinstance(page, PrintView)
    desk.wait(page.choices.chosen)
    desk.key(Qt.Key.Key_Return, page.papers)
    desk.wait(slow.has_one)
    desk.key(Qt.Key.Key_Escape, page) if by == "escape" else desk.key(Qt.Key.Key_Space, page.foot.stop)
    slow.let_go()
    came_out(desk, tray, 1)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    desk.wait(lambda: view.sheet.presenter.look is not None and view.sheet.presenter.look.row.printed_at)
