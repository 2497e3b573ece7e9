"""What a person does while a verb on an agreement is on its way: its answer takes only what was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.codes import AgreementState, Whereabouts
from aftersales.domain.workflow import Step
from aftersales.storage.queries.agreements import agreements
from aftersales.storage.queries.case import read_case
from tests.presenters.agreements.conftest import Enter
from tests.presenters.agreements.showing import FILLED, Shown
from tests.presenters.full_desk import draft_case
from tests.presenters.held import Held
from ui.prefs import Prefs
from ui.presenters.agreements.sheet import SheetPresenter
from ui.presenters.runner import Lane
from ui.presenters.session import signed

CONSIGNEE, PLACE = "agreement.consignee", "agreement.sign_place"


@pytest.fixture
def app(enter: Enter) -> App:
    """The desk of who makes the agreements."""
    return enter("service1")


@pytest.fixture
def slow() -> Held:
    """Lanes that can be kept back."""
    return Held()


@pytest.fixture
def shown() -> Shown:
    """A page that remembers."""
    return Shown()


@pytest.fixture
def sheet(app: App, slow: Held, shown: Shown, tmp_path: Path) -> SheetPresenter:
    """The draft, before it."""
    made = SheetPresenter(shown, slow, signed(app, "test", app.login), Prefs(tmp_path / "prefs.json"))
    made.open(draft_case())
    return made


def another(app: App) -> str:
    """Another case whose first agreement is a draft, too."""
    lines = app.ask(agreements, Whereabouts.DRAFT)
    return next(line.case_no for line in lines if line.case_no != draft_case())


def test_what_is_typed_while_it_is_saved_stays(app: App, sheet: SheetPresenter, slow: Held) -> None:
    """Ctrl+S and type on: what was sent is the draft's own, the rest stands in the fields to be saved."""
    sheet.type({CONSIGNEE: "吴海峰"})
    slow.held = {Lane.DATABASE}
    sheet.save()
    sheet.type({CONSIGNEE: "吴海峰二", PLACE: "福清"})
    slow.let_go()
    assert app.ask(read_case, draft_case()).agreements[-1].consignee == "吴海峰"
    assert dict(sheet.typed.texts) == {CONSIGNEE: "吴海峰二", PLACE: "福清"}
    sheet.save()
    row = app.ask(read_case, draft_case()).agreements[-1]
    assert (row.consignee, row.sign_place, sheet.typed.nothing) == ("吴海峰二", "福清", True)


def test_what_is_taken_back_while_it_is_saved_is_taken_back(
    app: App, sheet: SheetPresenter, slow: Held
) -> None:
    """A field emptied again after Ctrl+S is empty on the page, and in the office after the next one."""
    sheet.type({CONSIGNEE: "吴海峰"})
    slow.held = {Lane.DATABASE}
    sheet.save()
    sheet.type({CONSIGNEE: ""})
    slow.let_go()
    assert dict(sheet.typed.texts) == {CONSIGNEE: ""}
    sheet.save()
    assert not app.ask(read_case, draft_case()).agreements[-1].consignee


def test_what_is_typed_between_the_answer_and_the_page_stays(
    sheet: SheetPresenter, shown: Shown, slow: Held
) -> None:
    """The draft comes anew after it was saved; until it is there, typing counts as ever."""
    sheet.type({CONSIGNEE: "吴海峰"})
    slow.held = {Lane.DATABASE}
    sheet.save()
    saved = slow.waiting.pop(0)
    saved()
    sheet.type({CONSIGNEE: "吴海峰", PLACE: "福清"})
    slow.let_go()
    assert dict(shown.drafts[-1].typed.texts) == dict(sheet.typed.texts) == {PLACE: "福清"}


def test_an_answer_leaves_what_was_typed_of_another_draft(
    app: App, sheet: SheetPresenter, shown: Shown, slow: Held
) -> None:
    """Issued, left, another draft opened: what is typed there stays, and is there again the next time."""
    sheet.type(FILLED)
    other = another(app)
    slow.held = {Lane.DATABASE}
    sheet.begin(Step.ISSUE_AGREEMENT)
    issue = slow.waiting.pop(0)
    slow.let_go()
    sheet.open(other)
    sheet.type({PLACE: "莆田"})
    issue()
    assert app.ask(read_case, draft_case()).agreements[-1].state == AgreementState.ISSUED
    assert dict(sheet.typed.texts) == {PLACE: "莆田"}
    sheet.open(draft_case())
    assert sheet.typed.nothing
    sheet.open(other)
    assert dict(shown.drafts[-1].typed.texts) == {PLACE: "莆田"}


def test_a_refusal_is_told_of_the_draft_it_is_of(
    app: App, sheet: SheetPresenter, shown: Shown, slow: Held
) -> None:
    """Issued too early, left, another draft opened: nothing is refused there."""
    other = another(app)
    slow.held = {Lane.DATABASE}
    sheet.begin(Step.ISSUE_AGREEMENT)
    issue = slow.waiting.pop(0)
    slow.let_go()
    sheet.open(other)
    issue()
    assert (shown.refused, shown.refused_elsewhere) == ([], [(Step.ISSUE_AGREEMENT, draft_case())])
    assert not sheet.busy


def test_a_scan_is_kept_with_the_case_it_was_chosen_for(app: App, sheet: SheetPresenter, slow: Held) -> None:
    """The file is still being read when another agreement is opened."""
    sheet.type(FILLED)
    sheet.begin(Step.ISSUE_AGREEMENT)
    slow.held = {Lane.FILES}
    sheet.attach("签回.png", lambda: b"\x89PNG")
    sheet.open(another(app))
    slow.let_go()
    assert app.ask(read_case, draft_case()).attachments[-1].name == "签回.png"
