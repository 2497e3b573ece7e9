"""客诉: tabs and filters, page by page without a gap, and the whole list as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from aftersales.app import open_app
from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import ENDED_STATES, OPEN_STATES
from aftersales.usecases.people import disable_person
from tests.presenters.call_desk import AtOnce
from tests.presenters.full_desk import desk, full_office
from ui.models.cells import Mood
from ui.presenters.cases import PAGE, CasesPresenter, Listed, Tab, Wanted
from ui.presenters.saved import Saved, read, written
from ui.presenters.session import signed
from ui.presenters.today import Kind, Whose, colleagues, read_day


class Seen:
    """Remembers what was shown."""

    def __init__(self) -> None:
        self.lines: list[Listed] = []
        self.more = False
        self.counts: Mapping[str, int] = {}
        self.wanted = Wanted()
        self.saved: tuple[Saved, ...] = ()
        self.refused: list[CodedError] = []

    def show_wanted(self, wanted: Wanted) -> None:
        self.wanted = wanted

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self.counts = counts

    def show_lines(self, lines: tuple[Listed, ...], *, more: bool, now: datetime) -> None:
        assert now.tzinfo is not None
        self.lines, self.more = list(lines), more

    def append_lines(self, lines: tuple[Listed, ...], *, more: bool) -> None:
        self.lines += lines
        self.more = more

    def show_asking_failed(self) -> None:
        raise AssertionError

    def show_saved(self, saved: tuple[Saved, ...]) -> None:
        self.saved = saved


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def list_of(office: Path, tmp_path: Path) -> tuple[CasesPresenter, Seen]:
    """The list at service1's desk."""
    seen = Seen()
    who = desk(office, tmp_path, "service1")
    return CasesPresenter(seen, AtOnce(), who, seen.refused.append), seen


def test_pages_join_without_gap_or_repeat(list_of: tuple[CasesPresenter, Seen]) -> None:
    """All cases come, newest first, each once."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.ALL))
    assert (len(seen.lines), seen.more) == (PAGE, True)
    presenter.read_more(seen.lines[-1].line.id)
    ids = [one.line.id for one in seen.lines]
    assert ids == sorted(set(ids), reverse=True)
    assert (len(ids), seen.more) == (seen.counts[Tab.ALL], False)


@pytest.mark.parametrize(
    ("tab", "states"),
    [(Tab.OPEN, OPEN_STATES), (Tab.ENDED, ENDED_STATES), (Tab.NEW, ("registered",))],
)
def test_a_tab_holds_its_states_and_counts_them(
    list_of: tuple[CasesPresenter, Seen], tab: str, states: tuple[str, ...]
) -> None:
    """Nothing else stands in it, and its number is how many there are."""
    presenter, seen = list_of
    presenter.want(Wanted(tab))
    assert {one.line.state for one in seen.lines} <= set(states)
    assert len(seen.lines) == seen.counts[tab] > 0


def test_mine_are_the_cases_that_i_own(list_of: tuple[CasesPresenter, Seen]) -> None:
    """Open ones with my login, with my name on them."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.MINE, owner="service2"))
    assert {(one.line.owner, one.owner) for one in seen.lines} == {("service1", "黄建平")}
    assert {one.line.state for one in seen.lines} <= set(OPEN_STATES)


def test_filters_hold_together(list_of: tuple[CasesPresenter, Seen]) -> None:
    """Severity, owner and text narrow what the tab holds."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.ALL, owner="service2", text="机油"))
    assert seen.lines
    assert {one.line.owner for one in seen.lines} == {"service2"}
    number = seen.lines[-1].line.case_no
    presenter.want(Wanted(Tab.ALL, text=number))
    assert [one.line.case_no for one in seen.lines] == [number]
    presenter.want(Wanted(Tab.ALL, severity="critical"))
    assert {one.line.severity for one in seen.lines} == {"critical"}


def test_a_state_that_the_tab_does_not_hold_is_dropped(list_of: tuple[CasesPresenter, Seen]) -> None:
    """Changing the tab never leaves an empty list behind by a filter nobody sees."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.OPEN, state="proposed"))
    assert {one.line.state for one in seen.lines} == {"proposed"}
    presenter.want(Wanted(Tab.ENDED, state="proposed"))
    assert seen.wanted.state == ""
    assert seen.lines


def test_the_workbook_holds_every_line(list_of: tuple[CasesPresenter, Seen]) -> None:
    """All pages, not only those that were looked at, and as the filter was when it was asked for."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.ALL))
    rows = presenter.every()
    presenter.want(Wanted(Tab.MINE))
    assert len({one.line.case_no for one in rows}) == seen.counts[Tab.ALL] > len(seen.lines)


def test_overdue_are_those_with_a_clock_that_ended(list_of: tuple[CasesPresenter, Seen]) -> None:
    """Every line is late, none of the late ones is missing, and the number is how many there are."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.OPEN))
    late = {one.line.case_no for one in seen.lines if one.due and one.due.mood is Mood.OVERDUE}
    presenter.want(Wanted(Tab.OVERDUE))
    assert {one.line.case_no for one in seen.lines} == late
    assert seen.counts[Tab.OVERDUE] == len(late) > 0


def test_the_group_is_the_department_and_what_nobody_has(office: Path, tmp_path: Path) -> None:
    """A leader's group holds the open cases of his people, and the new ones."""
    who, seen = desk(office, tmp_path, "lead1"), Seen()
    presenter = CasesPresenter(seen, AtOnce(), who, seen.refused.append)
    presenter.want(Wanted(Tab.GROUP))
    who.app.close()
    owners = {one.line.owner for one in seen.lines}
    assert owners == {None, "service1", "service2"}
    assert {"service1", "service2", "lead1"} <= set(colleagues(who.office, who.me))
    assert "store1" not in colleagues(who.office, who.me)


def test_the_open_cases_of_who_left_stay_in_the_group(office: Path, tmp_path: Path) -> None:
    """On the list of cases and in what is owed: else nobody would see how late they are."""
    admin = desk(office, tmp_path, "admin")
    admin.app.do(disable_person, "service2")
    admin.app.close()
    who, seen = signed(open_app(admin.url, login="lead1"), admin.url, "lead1"), Seen()
    CasesPresenter(seen, AtOnce(), who, seen.refused.append).want(Wanted(Tab.GROUP))
    owed = read_day(who.app, who.office, who.me).of(Whose.GROUP)
    who.app.close()
    his = {one.line.case_no for one in seen.lines if one.line.owner == "service2"}
    assert his
    assert his & {one.case_no for one in owed if one.kind is Kind.CLOCK}


def test_the_same_batch_is_found(list_of: tuple[CasesPresenter, Seen]) -> None:
    """All cases with a product of this batch, and no other."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.ALL))
    presenter.read_more(seen.lines[-1].line.id)
    batch = next(one.line.batch_no for one in seen.lines if one.line.batch_no)
    mine = {one.line.case_no for one in seen.lines if one.line.batch_no == batch}
    presenter.want(Wanted(Tab.ALL, batch=batch or ""))
    assert {one.line.case_no for one in seen.lines} >= mine
    assert {one.line.batch_no for one in seen.lines} == {batch}


@pytest.mark.parametrize("since", ["1", "7", "30"])
def test_since_counts_the_offices_days(list_of: tuple[CasesPresenter, Seen], since: str) -> None:
    """The oldest line is registered within so many days, today counted; the next older one is not there."""
    presenter, seen = list_of
    presenter.want(Wanted(Tab.ALL))
    every = {one.line.case_no: one.registered for one in seen.lines}
    today = max(at for at in every.values() if at)
    presenter.want(Wanted(Tab.ALL, since=since))
    assert all(one.registered is not None for one in seen.lines)
    wanted = {no for no, at in every.items() if at and (today.date() - at.date()).days < int(since)}
    assert {one.line.case_no for one in seen.lines} <= wanted


def test_a_saved_filter_is_a_tab_with_its_number(list_of: tuple[CasesPresenter, Seen]) -> None:
    """Saved under a name it is counted, chosen, replaced by the same name, dropped and taken back."""
    presenter, seen = list_of
    presenter.know(())
    presenter.want(Wanted(Tab.OPEN, severity="critical"))
    presenter.save("  特重大 未结 ")
    code = seen.saved[0].code
    assert (seen.saved[0].name, presenter.code) == ("特重大 未结", code)
    assert seen.counts[code] == len(seen.lines) > 0
    presenter.choose(Tab.NEW)
    assert seen.wanted == Wanted(Tab.NEW)
    presenter.choose(code)
    assert seen.wanted == Wanted(Tab.OPEN, severity="critical")
    presenter.want(Wanted(Tab.OPEN, owner="service2"))
    presenter.save("特重大 未结")
    assert [one.wanted.owner for one in seen.saved] == ["service2"]
    before = presenter.drop(code)
    assert (seen.saved, presenter.code) == ((), Tab.OPEN)
    presenter.put_back(before)
    assert seen.saved == before


def test_what_is_saved_is_read_again(list_of: tuple[CasesPresenter, Seen]) -> None:
    """As texts it comes back the same; a text of another program or version is left out."""
    assert list_of
    kept = (Saved('甲"乙', Wanted(Tab.ALL, text="液压", since="30")), Saved("同批", Wanted(batch="D7")))
    assert read(written(kept)) == kept
    assert read(("{", "[]", '{"name": 1}', '{"name": "x", "tab": "nothing"}', '{"tab": "all"}')) == ()
    assert read(('{"name": "x", "tab": "all", "new": "field"}',)) == (Saved("x", Wanted(Tab.ALL)),)
