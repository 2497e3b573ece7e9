"""An agreement that is void: it says so in the list, and only who ticks it prints it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from aftersales.app import open_app
from aftersales.usecases.taking import take
from tests.presenters.agreements.showing import FILLED
from tests.presenters.full_desk import draft_case
from tests.printing.seen import came_out, ctrl_p, open_case
from tests.ui.window.desk import Desk

FILL = {path.partition(".")[2]: text for path, text in FILLED.items()}


def act(address: str, *steps: tuple[str, dict[str, str]]) -> None:
    """Take these steps of the case, before there is a window."""
    app = open_app(address, login="service1")
    for step, given in steps:
        app.do(take, step, draft_case(), given)
    app.close()


@pytest.fixture
def voided(address: str) -> None:
    """X1 is issued and void again; X2 is a draft."""
    act(address, ("issue_agreement", FILL), ("void_agreement", {"void_reason": "收货地址写错"}))


@pytest.fixture
def replaced(voided: None, address: str) -> None:  # noqa: ARG001 - comes after it
    """X1 is void, X2 is issued."""
    act(address, ("issue_agreement", FILL))


@pytest.mark.usefixtures("replaced")
def test_only_the_one_that_holds_is_printed(printing_desk: Desk, tray: Path) -> None:
    """X1 void, X2 in force: Ctrl+P and Enter on the case print X2; beside X1 stands that it is void."""
    desk = printing_desk
    desk.enter("service1")
    page = ctrl_p(desk, open_case(desk, draft_case()))
    said = {
        item.data(Qt.ItemDataRole.AccessibleTextRole): item.checkState() is Qt.CheckState.Checked
        for item in map(page.papers.item, range(page.papers.count()))
        if item.text() == "处理协议书"
    }
    assert said == {"处理协议书 X1（作废）": False, "处理协议书 X2": True}
    desk.key(Qt.Key.Key_Return, page.papers)
    came_out(desk, tray, 1)
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    titles = [file.read_text("utf-8").splitlines()[2] for file in tray.glob("*.told")]
    assert titles == [f"{draft_case()}-X2-处理协议书"]


@pytest.mark.usefixtures("voided")
def test_a_void_one_is_not_meant_while_the_next_is_a_draft(printing_desk: Desk) -> None:
    """X1 void, X2 a draft: the agreement is not ticked, though it is the only one there is."""
    desk = printing_desk
    desk.enter("service1")
    page = ctrl_p(desk, open_case(desk, draft_case()))
    assert [page.presenter.papers[at].paper for at in page.papers.places()] == ["registration"]
    desk.key(Qt.Key.Key_Escape, page)
