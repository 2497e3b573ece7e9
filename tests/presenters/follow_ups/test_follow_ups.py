"""回访: who is called when and by whom, and what each answer does to the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.errors import CodedError
from aftersales.domain.policy import AboutYou, NotOnThePath
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import case_lines
from aftersales.storage.queries.follow_ups import FollowUpLine, follow_ups_waiting
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce, copied
from tests.presenters.full_desk import full_office
from ui.presenters.follow_ups import (
    Called,
    CallLook,
    FollowUpsPresenter,
    Group,
    Told,
    Waiting,
    data_of,
    queue_of,
)
from ui.presenters.session import signed

TOLD = Told(
    channel="phone",
    interviewee="老板",
    scores={"sat_result": "5", "sat_speed": "4", "sat_attitude": "2"},
    keep_using="yes",
    new_issue="no",
    words="货收到了，就是慢了点",
)


@dataclass
class Shown:
    """What the page was told."""

    waiting: tuple[Waiting, ...] = ()
    not_for_me: int = 0
    look: CallLook | None = None
    called: list[Called] = field(default_factory=list)
    words_wanted: int = 0
    refused: list[CodedError] = field(default_factory=list)

    def show_queue(self, waiting: tuple[Waiting, ...], *, not_for_me: int) -> None:
        self.waiting, self.not_for_me = waiting, not_for_me

    def show_page(self, look: CallLook | None) -> None:
        self.look = look

    def show_busy(self, *, busy: bool) -> None:
        """Nobody looks."""

    def show_called(self, called: Called) -> None:
        self.called.append(called)

    def show_words_wanted(self) -> None:
        self.words_wanted += 1

    def show_refused(self, error: CodedError) -> None:
        self.refused.append(error)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def enter(practice: Path, tmp_path: Path) -> Callable[[str], App]:
    """Anybody's desk in one copy of the office."""
    return copied(practice, tmp_path / "office", "admin").signed_in


def opened(app: App, case_no: str = "") -> tuple[Shown, FollowUpsPresenter]:
    """The page of this person."""
    shown = Shown()
    presenter = FollowUpsPresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.open(case_no)
    return shown, presenter


def case_of(app: App, shown: Shown, at: int = 0) -> Case:
    """The case at this place of the queue."""
    return app.ask(read_case, shown.waiting[at].line.case_no)


def settled(shown: Shown, presenter: FollowUpsPresenter, *, own: bool = False) -> str:
    """The first case of the queue, or of the own ones, in which nothing is open but the call; it is shown."""
    for one in shown.waiting:
        presenter.choose(one.line.case_no)
        assert shown.look is not None
        if (one.own or not own) and not shown.look.open:
            return one.line.case_no
    raise LookupError


def line(owner: str, planned: date | None, *about: str) -> FollowUpLine:
    """A line of the queue."""
    return FollowUpLine(
        case_no=f"TS-{owner}-{planned}",
        title=None,
        severity="general",
        owner=owner,
        cust_no="KH1",
        cust_name="顺达",
        confidential=False,
        about=about,
        planned_on=planned,
        attempts=0,
        said=None,
        money_by=None,
    )


def test_the_queue_goes_by_day_and_others_cases_come_first() -> None:
    """Overdue, today, later, asked; on one day what I handled last; what is about me not at all."""
    day = date(2026, 11, 20)
    lines = [
        line("other", None),
        line("me", day),
        line("other", day),
        line("other", day + timedelta(days=1)),
        line("other", day - timedelta(days=1)),
        line("other", day, "me"),
    ]
    queue = queue_of(lines, "me", day)
    assert [(one.group, one.own) for one in queue] == [
        (Group.OVERDUE, False),
        (Group.TODAY, False),
        (Group.TODAY, True),
        (Group.LATER, False),
        (Group.ASKED, False),
    ]


def test_the_queue_knows_money_that_nobody_has_heard_of(enter: Callable[[str], App]) -> None:
    """The earliest day on which money that is not confirmed was to come; none where all of it is, or none."""
    app = enter("service1")
    shown, _ = opened(app)
    known = dict[str, date | None]()
    for one in shown.waiting:
        open_days = [
            row.expected_on
            for row in app.ask(read_case, one.line.case_no).refunds
            if row.customer_confirmed_on is None and row.expected_on
        ]
        known[one.line.case_no] = min(open_days, default=None)
    assert {one.line.case_no: one.line.money_by for one in shown.waiting} == known
    assert any(known.values())
    assert not all(known.values())


def test_a_case_that_waits_no_more_is_told_not_another_ones_script(enter: Callable[[str], App]) -> None:
    """Opened for a case whose call was left behind: no other customer's number stands there instead."""
    app = enter("service1")
    waiting = {line.case_no for line in app.ask(follow_ups_waiting)}
    other = next(line.case_no for line in app.ask(case_lines) if line.case_no not in waiting)
    shown, presenter = opened(app, other)
    assert shown.look is not None
    assert shown.look.case.complaint.case_no == other
    assert isinstance(shown.look.refused, NotOnThePath)
    presenter.open()
    assert shown.look.case.complaint.case_no in waiting


def test_every_case_that_waits_is_in_the_queue(enter: Callable[[str], App]) -> None:
    """As many as the state counts; the first is on the page with its script's facts."""
    shown, _ = opened(enter("service1"))
    assert len(shown.waiting) == len(enter("admin").ask(follow_ups_waiting)) > 1
    assert shown.look is not None
    assert shown.look.case.complaint.case_no == shown.waiting[0].line.case_no
    assert shown.look.remedies or shown.look.proposal
    assert not any(one.startswith("follow_up") for one in shown.look.open)


def test_a_content_customer_closes_the_case_in_the_same_act(enter: Callable[[str], App]) -> None:
    """The call is noted with its scores, the case is closed, the next one is shown."""
    app = enter("service2")
    shown, presenter = opened(app)
    first, numbers = settled(shown, presenter), [one.line.case_no for one in shown.waiting]
    below = (numbers[numbers.index(first) + 1 :] or numbers)[0]
    presenter.call("satisfied", TOLD)
    assert not shown.refused
    case = app.ask(read_case, first)
    assert (case.complaint.state, case.complaint.close_kind) == ("closed", "satisfied")
    row = case.follow_ups[-1]
    assert (row.by, row.sat_result, row.sat_speed, row.sat_attitude) == ("service2", 5, 4, 2)
    assert (row.keep_using, row.new_issue, row.suggestion) == ("yes", False, "货收到了，就是慢了点")
    assert shown.called[-1].state == "closed"
    assert shown.look is not None
    assert shown.look.case.complaint.case_no == below


def test_whether_the_money_came_is_asked_once(enter: Callable[[str], App]) -> None:
    """Confirmed all at once, the money's day is missing: the call asks it, keeps it, and asks no more."""
    app = enter("service2")
    shown, presenter = opened(app)
    found = [app.ask(read_case, one.line.case_no) for one in shown.waiting]
    paid, unpaid = (
        next(case.complaint.case_no for case in found if bool(case.refunds) == has) for has in (True, False)
    )
    presenter.choose(unpaid)
    assert shown.look is not None
    assert not shown.look.asks_arrival
    presenter.choose(paid)
    assert shown.look.asks_arrival
    day = app.ask(read_case, paid).refunds[-1].handled_on
    assert day is not None
    presenter.call("satisfied", replace(TOLD, arrived=(day - timedelta(days=1)).isoformat()))
    assert [error.facts["field"] for error in shown.refused] == ["refund.customer_confirmed_on"]
    presenter.call("satisfied", replace(TOLD, arrived=day.isoformat()))
    case = app.ask(read_case, paid)
    assert [row.customer_confirmed_on for row in case.refunds] == [day]
    presenter.choose(paid)
    assert not shown.look.asks_arrival


def test_a_customer_on_hold_is_not_called(enter: Callable[[str], App]) -> None:
    """挂起 takes the case out of the queue; after 恢复 or 延期 it is there again, and not overdue."""
    app = enter("service1")
    shown, presenter = opened(app)
    number = next(one.line.case_no for one in shown.waiting if one.own and one.group != Group.ASKED)
    later = datetime.now(UTC) + timedelta(days=40)
    app.do(take, Step.HOLD, number, {"hold_reason": "客户出国", "hold_until": f"{later:%Y-%m-%d}"})
    presenter.refresh()
    assert number not in [one.line.case_no for one in shown.waiting]
    app.do(take, Step.RESUME, number, {"reason": "回来了"})
    until = {"clock": "follow_up", "until": f"{later:%Y-%m-%d} 17:00", "reason": "客户出差"}
    enter("lead1").do(take, Step.MOVE_DUE, number, until)
    presenter.refresh()
    (line,) = [one for one in shown.waiting if one.line.case_no == number]
    assert (line.group, line.line.planned_on) == (Group.LATER, later.date())


def test_an_open_promise_keeps_the_case_open_and_is_named(enter: Callable[[str], App]) -> None:
    """The call stands, what is open is told; once it is kept, one act closes the case."""
    app = enter("service1")
    shown, presenter = opened(app)
    number = settled(shown, presenter, own=True)
    later = datetime.now(UTC) + timedelta(days=40)
    promise = {"kind": "other", "content": "补开发票", "due_at": f"{later:%Y-%m-%d} 10:00"}
    app.do(take, Step.PROMISE, number, promise)
    presenter.choose(number)
    assert shown.look is not None
    (missing,) = shown.look.open
    presenter.call("mostly_satisfied", TOLD)
    assert not shown.refused
    assert shown.called[-1].open == (missing,)
    assert shown.look is not None
    assert (shown.look.to_close, shown.look.case.complaint.case_no) == (True, number)
    assert shown.look.told == TOLD
    app.do(take, Step.KEEP_PROMISE, number, {"promise": int(missing.split()[1])})
    presenter.choose(number)
    presenter.close(TOLD)
    assert app.ask(read_case, number).complaint.state == "closed"


def test_a_customer_who_is_not_content_begins_the_next_round(enter: Callable[[str], App]) -> None:
    """Back to 调查处理, one round on, one level up, with his words as the reason; words are asked for."""
    app = enter("service1")
    shown, presenter = opened(app)
    before = case_of(app, shown)
    presenter.call("dissatisfied", replace(TOLD, words="  "))
    assert shown.words_wanted == 1
    assert app.ask(read_case, before.complaint.case_no) == before
    presenter.call("dissatisfied", replace(TOLD, words="油还是发白"))
    after = app.ask(read_case, before.complaint.case_no)
    assert after.complaint.state == "investigating"
    assert after.complaint.round_no == before.complaint.round_no + 1
    assert after.complaint.handler_level != before.complaint.handler_level
    assert before.complaint.case_no not in [one.line.case_no for one in shown.waiting]


def test_who_is_not_reached_is_called_again(enter: Callable[[str], App]) -> None:
    """The attempt counts, the next one is planned, nothing is scored."""
    app = enter("service1")
    shown, presenter = opened(app)
    number = shown.waiting[0].line.case_no
    presenter.call("unreached", TOLD)
    case = app.ask(read_case, number)
    made, planned = case.follow_ups[-2:]
    assert (made.satisfaction, made.sat_result, made.attempt_no) == ("unreached", None, 1)
    assert (planned.at, planned.attempt_no) == (None, 2)
    assert shown.called[-1].next_on == planned.planned_on
    waits = next(one.line for one in shown.waiting if one.line.case_no == number)
    assert (waits.attempts, waits.planned_on) == (1, planned.planned_on)


def test_a_person_complained_about_is_not_offered_the_call(enter: Callable[[str], App]) -> None:
    """It leaves his queue and is counted; policy refuses him beside."""
    admin, app = enter("admin"), enter("service1")
    shown, _ = opened(app)
    number = next(one.line.case_no for one in shown.waiting if one.line.owner == "service2")
    enter("service2").do(take, Step.AMEND, number, {"about_staff": ["service1"]})
    shown, _ = opened(app)
    assert number not in [one.line.case_no for one in shown.waiting]
    assert shown.not_for_me == len(admin.ask(follow_ups_waiting)) - len(shown.waiting) == 1
    with pytest.raises(AboutYou):
        app.do(take, Step.FOLLOW_UP, number, data_of("satisfied", TOLD))
