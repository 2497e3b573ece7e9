"""The frame's counts and the palette's findings are what the office's own queries say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from aftersales.app import open_app
from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import OPEN_STATES, Step
from aftersales.storage.backups import FolderOutOfReach
from aftersales.storage.queries.counts import state_counts
from aftersales.storage.queries.duties import approvals_waiting
from aftersales.storage.queries.follow_ups import follow_ups_waiting
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown
from tests.presenters.follow_ups.test_follow_ups import Shown as Calls
from tests.presenters.full_desk import desk, full_office
from ui.models.cells import Mood
from ui.presenters.approvals import ApprovalsPresenter
from ui.presenters.follow_ups import FollowUpsPresenter
from ui.presenters.frame import Backup, Copied, Count, FramePresenter, Standing, counts_of
from ui.presenters.palette import Action, Found, PalettePresenter
from ui.presenters.session import Signed, signed
from ui.presenters.today import Day, Due, Group, Kind, Owed, read_day

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
ACTIONS = (Action("register", "新投诉", "plus"), Action("cases", "打开客诉", "list"))


@pytest.fixture
def who(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Signed:
    """service1 in a copy of the practice office with its complaints."""
    return desk(full_office(tmp_path_factory), tmp_path, "service1")


class Seen:
    """Remembers what frame and palette showed."""

    def __init__(self) -> None:
        self.standing: Standing | None = None
        self.away: list[CodedError] = []
        self.backup: Backup | None = None
        self.found = Found("", ())

    def show_standing(self, standing: Standing) -> None:
        self.standing = standing

    def show_backup(self, backup: Backup) -> None:
        self.backup = backup

    def show_away(self, error: CodedError) -> None:
        self.away.append(error)

    def show_refusal(self, error: CodedError) -> None:
        raise error

    def show_found(self, found: Found) -> None:
        self.found = found


def test_the_rail_counts_what_the_queries_count(who: Signed) -> None:
    """Open cases by state, my own duties with those overdue, and the moment of the last backup."""
    seen, made = Seen(), datetime(2026, 3, 10, 18, 0, tzinfo=UTC)
    FramePresenter(seen, AtOnce(), who, lambda: Copied(made)).refresh()
    assert seen.standing is not None
    states, mine = who.app.ask(state_counts), read_day(who.app, who.office, who.me).mine()
    who.app.close()
    assert seen.standing.counts["cases"].all == sum(states.get(state, 0) for state in OPEN_STATES)
    assert seen.standing.counts["today"].all == len(mine)
    assert seen.standing.counts["today"].overdue == sum(one.due.mood == "overdue" for one in mine) > 0
    assert seen.backup is not None
    assert f"{seen.backup.at:%H:%M}" == "02:00"


@pytest.mark.parametrize("login", ["lead1", "service1"])
def test_the_rail_says_as_much_as_its_pages_show(who: Signed, login: str) -> None:
    """Also of cases on hold and of calls about oneself: 审批 lists the former, 回访 neither."""

    def at_desk(name: str) -> Signed:
        return signed(open_app(who.url, login=name), who.url, name)

    lead, me, owner = at_desk("lead1"), at_desk(login), at_desk("service2")
    waiting = lead.app.ask(follow_ups_waiting)
    about = next(line.case_no for line in waiting if line.owner == "service2")
    held = next(line.case_no for line in waiting if line.case_no != about)
    first = lead.app.ask(approvals_waiting, ["lead1"])[0].head.case_no
    for number in (held, first):
        lead.app.do(take, Step.HOLD, number, {"hold_reason": "出国", "hold_until": "2099-01-01"})
    owner.app.do(take, Step.AMEND, about, {"about_staff": [login]})
    seen, decisions, calls = Seen(), Shown(), Calls()
    FramePresenter(seen, AtOnce(), me, lambda: None).refresh()
    ApprovalsPresenter(decisions, AtOnce(), me).open()
    FollowUpsPresenter(calls, AtOnce(), me).open()
    for one in (who, lead, me, owner):
        one.app.close()
    assert seen.standing is not None
    assert seen.standing.counts["approvals"].all == len(decisions.queue)
    assert (first in {duty.head.case_no for duty in decisions.queue}) == (login == "lead1")
    assert seen.standing.counts["follow_ups"].all == len(calls.waiting) == len(waiting) - 2


def test_a_folder_out_of_reach_is_no_office_out_of_reach(who: Signed) -> None:
    """The counts are shown while the backups cannot be looked into, and only that is told of them."""
    seen = Seen()

    def out_of_reach() -> Copied | None:
        raise FolderOutOfReach(path="N:/", why="EACCES")

    FramePresenter(seen, AtOnce(), who, out_of_reach).refresh()
    who.app.close()
    assert seen.standing is not None
    assert seen.away == []
    assert seen.backup is not None
    assert isinstance(seen.backup.unknown, FolderOutOfReach)


def owed(kind: Kind, mood: Mood) -> Owed:
    """One thing of mine, standing so."""
    due, group = Due(NOW, mood, 0), Group.OVERDUE if mood == Mood.OVERDUE else Group.TODAY
    return Owed(
        kind=kind,
        code="",
        key="",
        case_no="",
        number="",
        what="",
        customer="",
        step="",
        due=due,
        group=group,
        mine=True,
    )


def test_the_rail_tells_of_each_kind_what_is_late() -> None:
    """Approvals and visits count their own that are overdue, 今日 counts all; what is soon is not late."""
    rows = [
        *(owed(Kind.APPROVAL, mood) for mood in (Mood.OVERDUE, Mood.OVERDUE, Mood.SOON)),
        *(owed(Kind.FOLLOW_UP, mood) for mood in (Mood.OVERDUE, Mood.LATER)),
        owed(Kind.CLOCK, Mood.OVERDUE),
    ]
    counts = counts_of({}, Day(NOW, (), tuple(rows), on_hold=1), Count(0), papers=0, calls=5)
    assert counts["approvals"] == Count(4, 2)
    assert counts["follow_ups"] == Count(5, 1)
    assert counts["today"] == Count(6, 4)


def test_an_office_that_is_gone_is_told_and_found_again(who: Signed) -> None:
    """Trouble shows as a lost connection; the next look succeeds once the file is back."""
    seen = Seen()
    presenter = FramePresenter(seen, AtOnce(), who, lambda: None)
    file = Path(who.url.removeprefix("sqlite:///"))
    hidden = file.rename(file.with_suffix(".away"))
    who.app.close()
    presenter.refresh()
    assert [error.code for error in seen.away] == ["no_office_here"]
    hidden.rename(file)
    presenter.refresh()
    who.app.close()
    assert seen.standing is not None


def test_the_palette_finds_actions_cases_and_customers(who: Signed) -> None:
    """A part of a name leads to the customer and his cases, a whole number to one case."""
    seen = Seen()
    palette = PalettePresenter(seen, AtOnce(), who, ACTIONS)
    palette.type("刘德胜")
    assert [one.cust_name for one in seen.found.customers] == ["刘德胜"]
    number = seen.found.cases[0].case_no
    palette.type(number)
    assert [one.case_no for one in seen.found.cases] == [number]
    palette.type("客诉")
    assert [one.name for one in seen.found.actions] == ["cases"]
    who.app.close()


def test_a_telephone_number_leads_to_the_customer(who: Signed) -> None:
    """However it is written."""
    seen = Seen()
    palette = PalettePresenter(seen, AtOnce(), who, ACTIONS)
    palette.type("刘德胜")
    number = seen.found.customers[0].phones[0].number
    palette.type(f"+86 {number[:3]}-{number[3:]}")
    assert [one.cust_name for one in seen.found.customers] == ["刘德胜"]
    who.app.close()


@pytest.mark.parametrize("text", ["", ">", ">新"])
def test_actions_alone_need_no_office(who: Signed, text: str) -> None:
    """An empty line offers what one can do; ``>`` keeps to that."""
    who.app.close()
    seen = Seen()
    PalettePresenter(seen, AtOnce(), who, ACTIONS).type(text)
    assert seen.found.actions
    assert not seen.found.cases


@pytest.mark.parametrize("text", ["100%", "_", '"', "AND NOT", "NEAR(", "*", "\\", "😀", "<img src=x>"])
def test_hostile_texts_find_nothing_and_break_nothing(who: Signed, text: str) -> None:
    """Signs of the search's own language are plain text."""
    seen = Seen()
    PalettePresenter(seen, AtOnce(), who, ACTIONS).type(text)
    who.app.close()
    assert seen.found.text == text
    assert not seen.found.customers
