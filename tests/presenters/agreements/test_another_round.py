"""A case with the papers of two rounds: each is filed for itself, and no text wanders to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aftersales.domain.workflow import Step
from aftersales.storage.queries.page import case_page
from tests.domain.play import ISSUE, SIGNED
from tests.presenters.agreements.showing import at_sheet
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown
from tests.usecases.houses import House, agreed, in_a_file, offered
from ui.presenters.session import signed
from ui.presenters.step_form import StepFormPresenter


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A new practice office without a case."""
    yield from in_a_file(tmp_path)


@pytest.fixture
def twice(house: House) -> str:
    """A case with two signed agreements: X1 of the first round, X2 of the one that is carried out."""
    number = agreed(house)
    _signed(house, number)
    house.take("lead1", "renegotiate", number, {"reason": "又坏了"})
    offered(house, number)
    _signed(house, number)
    return number


def _signed(house: House, number: str) -> None:
    house.take("service1", "issue_agreement", number, ISSUE)
    house.take("service1", "sign", number, SIGNED)


def form(house: House, number: str, given: dict[str, str]) -> tuple[Shown, StepFormPresenter]:
    """The form of 归档原件 before service1."""
    app, shown = house.app("service1"), Shown()
    presenter = StepFormPresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.begin(Step.FILE_ORIGINAL, app.ask(case_page, number, app.clock), given)
    return shown, presenter


def places(house: House, number: str) -> list[str | None]:
    """Where the originals lie."""
    return [row.original_place for row in house.case(number).agreements]


def test_the_paper_that_is_looked_at_is_filed(house: House, twice: str, tmp_path: Path) -> None:
    """F and A on the page of X1 are of X1, whatever else was signed since."""
    house.take("service1", "file_original", twice, {"original_place": "二号柜"})
    shown, sheet = at_sheet(house.app("service1"), tmp_path, twice, "X1")
    sheet.begin(Step.FILE_ORIGINAL)
    ((step, given),) = shown.forms
    assert step == Step.FILE_ORIGINAL
    asked, presenter = form(house, twice, dict(given))
    assert asked.sheet is not None
    assert {q.name: q.value for q in asked.sheet.questions()} == {
        "agreement": "1",
        "original_place": "",
        "scan": "",
    }
    presenter.submit({"agreement.original_place": "一号柜"}, {})
    assert (asked.refused, places(house, twice)) == ([], ["一号柜", "二号柜"])
    again, sheet = at_sheet(house.app("service1"), tmp_path, twice, "X1")
    sheet.attach("签回.png", lambda: b"\x89PNG")
    assert again.refused == []
    assert [row.scan for row in house.case(twice).agreements] == [1, None]


def test_who_files_from_the_case_chooses_the_paper(house: House, twice: str) -> None:
    """Both are named; without a choice the newest not yet filed is meant, as ever."""
    asked, presenter = form(house, twice, {})
    assert asked.sheet is not None
    (which,) = [question for question in asked.sheet.questions() if question.name == "agreement"]
    assert [one.text.rsplit("-", 1)[-1] for one in which.choices] == ["X1", "X2"]
    presenter.submit({"agreement": "1", "agreement.original_place": "一号柜"}, {})
    assert places(house, twice) == ["一号柜", None]
    form(house, twice, {})[1].submit({"agreement.original_place": "一号柜"}, {})
    assert places(house, twice) == ["一号柜", "一号柜"]


def test_what_was_typed_of_a_dropped_draft_is_not_in_the_next(house: House, tmp_path: Path) -> None:
    """重新协商 drops the draft with what was typed of it: the next round's holds what its offer says."""
    number = agreed(house)
    _, sheet = at_sheet(house.app("service1"), tmp_path, number)
    sheet.type({"agreement.perform_by": "2026-12-24", "agreement.party_b.1.name": "别的客户"})
    sheet._prefs.write()
    house.take("service1", "renegotiate", number, {"reason": "客户改口"})
    offered(house, number)
    (draft,) = house.case(number).agreements
    assert draft.no == 1
    shown, again = at_sheet(house.app("service1"), tmp_path, number)
    assert (again.typed.nothing, dict(shown.drafts[-1].typed.texts)) == (True, {})
    again.type({"agreement.perform_by": "2026-12-01"})
    again._prefs.write()
    _, later = at_sheet(house.app("service1"), tmp_path, number)
    assert dict(later.typed.texts) == {"agreement.perform_by": "2026-12-01"}
