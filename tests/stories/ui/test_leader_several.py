"""The leader's other ways: three alike decided by one key, and what was approved by word, countersigned."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from aftersales.app import App, open_app
from aftersales.domain.case import Case
from aftersales.domain.codes import ApprovalDecision, Mark, State
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.usecases.taking import take
from tests.presenters.full_desk import full_office
from tests.ui.window.desk import Desk
from ui import tasks
from ui.views.approvals import ApprovalsView
from ui.views.case import CaseView
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

Sits = Callable[[str], AbstractContextManager[Desk]]
EVIDENCE = {"name": "电话录音摘要.txt", "kind": "其他", "from_whom": "本公司"}
SMALL = 200_000
"""分 up to which lead1 decides alone."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def url(full: Path, tmp_path: Path) -> str:
    """The address of a copy of it."""
    return f"sqlite:///{shutil.copy(full, tmp_path / 'office.db')}"


@pytest.fixture
def sits(qapp: QApplication, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sits:
    """Somebody's window, closed at the end; meanwhile nobody asks the core in the window's thread."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    dress(qapp, Scheme.LIGHT)

    @contextmanager
    def window(login: str) -> Iterator[Desk]:
        take_off = tasks.guard(App, "do", "ask")
        desk = Desk(qapp, url)
        try:
            desk.enter(login)
            yield desk
        finally:
            desk.close()
            take_off()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    return window


def case_of(url: str, number: str) -> Case:
    """The case as it stands in the office."""
    app = open_app(url, login="admin")
    try:
        return app.ask(read_case, number)
    finally:
        app.close()


def approvals(desk: Desk) -> ApprovalsView:
    """The page of approvals with what waits on it, come to by its key in the rail."""
    desk.frame.go("approvals")
    page = desk.frame.pages["approvals"]
    assert isinstance(page, ApprovalsView)
    desk.wait(lambda: page.page is not None)
    return page


def test_a_leader_approves_three_at_once(sits: Sits, url: str) -> None:
    """Three rows ticked with X, one key; each case has its own history row, the fourth still waits."""
    with sits("lead1") as desk:
        page = approvals(desk)
        rows = [row for row in page.queue.rows if "46,000" not in row.accessibleDescription()][:3]
        numbers, waiting = [row.case_no for row in rows], len(page.queue.rows)
        for number in numbers:  # the rows may be made anew meanwhile
            next(row for row in page.queue.rows if row.case_no == number).setFocus()
            desk.key(Qt.Key.Key_X)
        assert page.several is not None
        desk.type("同类，一并同意", page.comment)
        desk.key(Qt.Key.Key_A, page.queue.rows[0])
        desk.wait(lambda: len(page.queue.rows) == waiting - 3)
        desk.wait(lambda: page.several is None and page.page is not None)
        desk.wait(lambda: desk.frame.rail.items["approvals"].all == waiting - 3)
    for number in numbers:
        link = next(row for row in case_of(url, number).approvals if row.decision)
        assert (link.decision, link.approver, link.comment) == (
            ApprovalDecision.APPROVE,
            "lead1",
            "同类，一并同意",
        )


def test_a_word_on_the_telephone_is_entered_and_countersigned(sits: Sits, url: str) -> None:
    """Service enters who said yes with its evidence; he finds it behind his queue and signs with one key."""
    number = with_evidence(url)
    owner = case_of(url, number).complaint.owner or ""
    with sits(owner) as desk:
        desk.frame.go("case", number)
        view = desk.frame.pages["case"]
        assert isinstance(view, CaseView)
        desk.wait(lambda: view.presenter.look is not None)
        view.menu.aboutToShow.emit()
        next(action for action in view.menu.actions() if action.data() == Step.APPROVE_BY_WORD).trigger()
        desk.wait(view.form.isVisible)
        fields = view.form.fields
        for path, code in (
            ("person", "lead2"),
            ("approval.by_word_means", "phone"),
            ("approval.evidence", "1"),
        ):
            fields[path].widget.choose(code)  # type: ignore[attr-defined]  # lists that open
        fields["approval.by_word_at"].editor.show_words(f"{just_now():%Y-%m-%d %H:%M}")
        desk.key(Qt.Key.Key_Return, view.form, ctrl=True)
        desk.wait(lambda: not view.form.isVisible())
    case = case_of(url, number)
    assert case.complaint.state == State.APPROVED
    assert Mark.TO_COUNTERSIGN in case.complaint.marks
    with sits("lead2") as desk:
        page = approvals(desk)
        next(row for row in page.queue.rows if row.case_no == number).click()
        desk.wait(page.buttons[Step.COUNTERSIGN].isVisible)
        desk.key(Qt.Key.Key_A, page.buttons[Step.COUNTERSIGN])
        desk.wait(lambda: number not in {row.case_no for row in page.queue.rows})
    case = case_of(url, number)
    assert Mark.TO_COUNTERSIGN not in case.complaint.marks
    assert all(row.countersigned_at for row in case.approvals if row.decision == ApprovalDecision.BY_WORD)


def just_now() -> datetime:
    """A minute ago on the office's clock."""
    return datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(minutes=1)


def with_evidence(url: str) -> str:
    """The number of a small case that waits for approval, with a file that proves the word."""
    app = open_app(url, login="admin")
    for line in app.ask(case_lines, CaseFilter(states=("proposed",), severity="general")):
        case = app.ask(read_case, line.case_no)
        if 0 < case.proposals[-1].authority_value < SMALL:
            owner = app.signed_in(case.complaint.owner or "")
            owner.do(take, Step.ATTACH, line.case_no, EVIDENCE, content=b"lead2: yes")
            owner.close()
            app.close()
            return line.case_no
    raise LookupError(url)
