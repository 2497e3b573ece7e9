"""Four acts at the program, typed up to their last key, and three worlds that go away and come back."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from aftersales.domain.codes import ApprovalDecision, NoticeState
from aftersales.domain.workflow import Step
from aftersales.storage.queries.cases import case_lines
from aftersales.usecases.taking import take
from tests.cluster import Cluster, Keeper
from tests.domain.play import LINE, proposal, remedy
from tests.presenters.call_desk import made_office
from tests.stories.ui.call_room import Keyboard, long_call
from tests.stories.ui.department_room import fill, scan, selected
from tests.stories.ui.office_room import Branch, Seat, branch
from tests.stories.ui.test_service_and_leader import worked_out
from tests.trouble.wire import Line, line_to
from ui.views.approvals import ApprovalsView
from ui.views.case import CaseView
from ui.views.casework.editors import told
from ui.views.notices.page import NoticesView
from ui.views.register import RegisterView

DISK = "size=24m"
FILL = bytes(1 << 16)


@dataclass
class World:
    """An office as the program reaches it (``url``) and as others do, and what takes it away for a while."""

    url: str
    office: Branch
    goes: Callable[[], object]
    comes: Callable[[], object]
    line: Line | None = None


@contextmanager
def behind_a_line(cluster: Cluster) -> Iterator[World]:
    """The connection is cut, and no other is taken."""
    for office in branch(cluster):
        with line_to(cluster.host, cluster.port) as line:
            url = office.url.replace(f":{cluster.port}/", f":{line.port}/")
            yield World(url, office, line.down, line.up, line)


@contextmanager
def on_its_own_server() -> Iterator[World]:
    """The server is restarted while somebody types."""
    keeper = Keeper()
    try:
        for office in branch(keeper.cluster):
            yield World(office.url, office, keeper.restart, lambda: None)
    finally:
        keeper.stop()


@contextmanager
def on_a_small_disk(factory: pytest.TempPathFactory) -> Iterator[World]:
    """The office's disk is full: a file system of its own, filled to the last block by somebody else."""
    folder = factory.mktemp("disk")
    mounting = ["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.call(mounting):
        pytest.skip("a file system of one's own wants the right to mount")
    try:
        url = f"sqlite:///{shutil.copy(made_office(factory), folder / 'office.db')}"
        others = folder / "others"
        yield World(url, Branch(url, ""), lambda: _fill(others), others.unlink)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill(file: Path) -> None:
    with suppress(OSError), file.open("wb", buffering=0) as out:
        while True:
            out.write(FILL)
    with file.open("ab", buffering=0) as out, pytest.raises(OSError, match="space") as full:
        out.write(b"x" * 4096)
    assert full.value.errno == errno.ENOSPC


@dataclass
class Filled:
    """Something typed, of which the last key is not pressed yet.

    ``typed``: what stands in its fields; ``told``: what is said beside them; ``done``: the window says that
    it is done; ``stands``: how often it is written.
    """

    press: Callable[[], object]
    typed: Callable[[], object]
    told: Callable[[], str]
    done: Callable[[], object]
    stands: Callable[[], int]


def a_call(seat: Seat) -> Filled:
    """The clerk has typed what the customer says."""
    frame = seat.sits("clerk1")
    before = seat.asked(lambda app: len(app.ask(case_lines)))
    seat.press(Qt.Key.Key_N, frame, ctrl=True)
    page = frame.pages["register"]
    assert isinstance(page, RegisterView)
    seat.wait(lambda: page.ready)
    long_call(Keyboard(), phone=f"138591{before:05d}")
    return Filled(
        lambda: QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        page.form.values,
        page.missing.text,
        lambda: page.form.values().get("phones") is None,
        lambda: seat.asked(lambda app: len(app.ask(case_lines))) - before,
    )


def a_proposal(seat: Seat) -> Filled:
    """The service person has filled in the form of the proposal."""
    number = seat.branch.registered()
    seat.branch.app("service1").do(take, "accept", number, {})
    frame = seat.sits("service1")
    frame.go("case", number)
    view = frame.pages["case"]
    assert isinstance(view, CaseView)
    seat.wait(lambda: view.likely.text() == "报批")
    seat.front(view)
    QTest.mouseClick(view.likely, Qt.MouseButton.LeftButton)
    worked_out(view)
    return Filled(
        lambda: QTest.keyClick(view.form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        lambda: _standing(view),
        view.form.refused.text,
        lambda: str(view.state.cell()) == "待审批",
        lambda: len(seat.case(number).proposals),
    )


def _standing(view: CaseView) -> Mapping[str, object]:
    fields = {path: (told(field.widget), field.answered()) for path, field in view.form.fields.items()}
    return fields | {path: tuple(table.row_values()) for path, table in view.form.tables.items()}


def an_approval(seat: Seat) -> Filled:
    """The leader has written a word beside the decision."""
    number = seat.branch.registered()
    service = seat.branch.app("service1")
    service.do(take, "accept", number, {})
    known = ("product", "batch_no", "qty_bad")
    line = {"no": 1, **{key: value for key, value in LINE.items() if key not in known}}
    service.do(take, "propose", number, proposal(remedy("cash", "600"), product_line=[line]))
    frame = seat.sits("lead1")
    frame.go("approvals", number)
    page = frame.pages["approvals"]
    assert isinstance(page, ApprovalsView)
    seat.wait(lambda: page.presenter.look is not None and page.page is not None)
    seat.desk.type("样品已复检", page.comment)
    return Filled(
        lambda: QTest.mouseClick(page.buttons[Step.APPROVE], Qt.MouseButton.LeftButton),
        page.comment.words,
        page.refused.text,
        lambda: number not in {row.case_no for row in page.queue.rows},
        lambda: sum(row.decision == ApprovalDecision.APPROVE for row in seat.case(number).approvals),
    )


def goods_sent(seat: Seat) -> Filled:
    """The warehouse has typed by whom the goods went."""
    number = f"{seat.branch.settled()}-C1"
    frame = seat.sits("store1")
    frame.go("notices")
    page = frame.pages["notices"]
    assert isinstance(page, NoticesView)
    seat.wait(lambda: any(column.numbers() for column in page.board.columns.values()))
    scan(seat, page, number)  # type: ignore[arg-type]  # asks of its desks what this seat does
    seat.wait(lambda: selected(page) == number)
    seat.press(Qt.Key.Key_F, page)
    seat.wait(lambda: page.panel.asks)
    fill(page, Keyboard(), carrier="顺丰", waybill="SF1", shipped_batch="N1", shipped_qty="2")
    form = page.panel.form
    return Filled(
        lambda: QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        lambda: {path: field.editor.words() for path, field in form.fields.items()},
        form.refused.text,
        lambda: not page.panel.asks,
        lambda: sum(row.state == NoticeState.DONE for row in seat.case(number[:-3]).notices),
    )


ACTS: Mapping[str, Callable[[Seat], Filled]] = {
    "register": a_call,
    "propose": a_proposal,
    "approve": an_approval,
    "done": goods_sent,
}
