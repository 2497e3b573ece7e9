"""The page of a case: stations, steps and their reasons, what is likely, what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aftersales.app import App
from aftersales.domain import policy
from aftersales.domain.case import Case
from aftersales.domain.codes import State
from aftersales.domain.errors import DomainError
from aftersales.domain.forms import FORMS
from aftersales.domain.office import Desk
from aftersales.domain.records.customer import Phone
from aftersales.domain.records.product import ProductLine
from aftersales.domain.workflow import OPEN_STATES, Step, steps_from
from aftersales.storage.queries.page import CasePage
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown, lines, page_of
from tests.presenters.held import Held
from ui.presenters.case import CasePresenter, desk_of, look_of
from ui.presenters.runner import Lane
from ui.presenters.session import signed
from ui.presenters.step_form import remedies_of, weighed

Enter = Callable[[str], App]


def opened(app: App, case_no: str) -> tuple[Shown, CasePresenter]:
    """The page with this case on it."""
    shown = Shown()
    presenter = CasePresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.open(case_no)
    return shown, presenter


@pytest.mark.parametrize("login", ["clerk1", "service1", "lead1", "store1", "admin"])
def test_each_step_from_here_is_offered_with_the_reason_that_policy_gives(
    pages: tuple[CasePage, ...], login: str
) -> None:
    """Whoever looks is offered every step that can follow, and is refused exactly what policy refuses."""
    for page in pages:
        steps, desk = look_of(page, login).steps, desk_of(page, login)
        state = page.case.complaint.state
        asked = [step for step in steps_from(state) if step in FORMS and step != Step.TAKE_BACK]
        assert [offer.step for offer in steps] == asked
        for offer in steps:
            assert (offer.refused.code if offer.refused else "") == refusal(offer.step, page, desk)


def refusal(step: str, page: CasePage, desk: Desk) -> str:
    """The code with which policy refuses the step; "" where it does not."""
    try:
        policy.may(step, page.case, desk)
    except DomainError as refused:
        return refused.code
    return ""


def test_every_step_that_a_person_takes_is_on_the_page_of_some_case(pages: tuple[CasePage, ...]) -> None:
    """No leg and no action of the path is out of reach from the page."""
    offered = {offer.step for page in pages for offer in look_of(page, "service1").steps}
    assert offered == set(FORMS) - {Step.REGISTER, Step.TAKE_BACK}


@pytest.mark.parametrize(
    ("state", "login", "step"),
    [
        ("registered", "service1", Step.ACCEPT),
        ("investigating", None, Step.PROPOSE),
        ("approved", None, Step.ANSWER),
        ("offered", "service1", Step.ACCEPT_OFFER),
        ("registered", "clerk1", None),
    ],
)
def test_the_likely_step_is_one_that_this_person_may_take(
    read: App, state: str, login: str | None, step: str | None
) -> None:
    """The primary button is the usual next step, and nothing for who may not take it."""
    page = page_of(read, state)
    assert look_of(page, login or page.case.complaint.owner or "").likely == step


def test_stations_before_the_present_one_are_done_and_dated(pages: tuple[CasePage, ...]) -> None:
    """The path shows what is behind with its time, where it stands, and nothing behind that is ahead."""
    for page in (page for page in pages if page.case.complaint.state in OPEN_STATES):
        stops = look_of(page, "service1").stops
        here = next(at for at, stop in enumerate(stops) if stop.passed == "now")
        assert here == OPEN_STATES.index(page.case.complaint.state) + 1
        assert {stop.passed for stop in stops[:here]} == {"done"}
        assert {stop.passed for stop in stops[here + 1 :]} <= {"next"}
        assert stops[0].at is not None


def test_an_overdue_clock_is_below_zero_and_comes_first(pages: tuple[CasePage, ...]) -> None:
    """The earliest end leads, and what is past counts backwards."""
    for page in pages:
        dues = look_of(page, "service1").dues
        assert [due.due_at for due in dues] == sorted(due.due_at for due in dues)
        assert all((due.minutes < 0) == (due.due_at < page.now) for due in dues)


def test_a_hold_stands_still_with_what_it_pauses(enter: Enter) -> None:
    """挂起 pauses decision, resolution and 回访; the others run on. Its reason is in the timeline."""
    page = page_of(enter("admin"), State.INVESTIGATING)
    number, app = page.case.complaint.case_no, enter(page.case.complaint.owner or "")
    app.do(take, Step.HOLD, number, {"hold_reason": "等样品", "hold_until": "2099-01-01"})
    shown, _ = opened(app, number)
    assert shown.look is not None
    stands = {due.clock: due.held for due in shown.look.dues}
    assert stands["decision"] is stands["resolution"] is True
    assert stands["progress"] is False
    assert (shown.look.happened[0].step, shown.look.happened[0].said) == (Step.HOLD, "等样品")


@pytest.mark.parametrize(
    ("satisfaction", "likely"),
    [("unreached", Step.FOLLOW_UP), ("dissatisfied", Step.DISSATISFIED), ("mostly_satisfied", Step.CLOSE)],
)
def test_what_the_customer_said_leads_on(enter: Enter, satisfaction: str, likely: str) -> None:
    """Not reached he is asked again; only who is content is closed, and who is not goes another round."""
    number = page_of(enter("admin"), State.FOLLOWING_UP).case.complaint.case_no
    app = enter("service1")
    said = {"channel": "phone", "interviewee": "周师傅", "satisfaction": satisfaction}
    app.do(take, Step.FOLLOW_UP, number, said)
    shown, _ = opened(app, number)
    assert shown.look is not None
    assert shown.look.likely == likely


def test_accepting_needs_no_form(enter: Enter) -> None:
    """The step that needs nothing said is taken by its button alone."""
    app = enter("service1")
    number = lines(app, "registered")[0].case_no
    shown, presenter = opened(app, number)
    presenter.begin(Step.ACCEPT)
    assert (shown.taken, shown.forms) == ([Step.ACCEPT], [])
    presenter.refresh()
    assert shown.look is not None
    assert shown.look.page.case.complaint.owner == "service1"


def test_a_case_that_somebody_else_moved_is_not_taken_twice(enter: Enter) -> None:
    """The version that was looked at goes along, so that the slower one is told."""
    app = enter("service1")
    number = lines(app, "registered")[0].case_no
    shown, presenter = opened(app, number)
    enter("service2").do(take, Step.ACCEPT, number, {})
    presenter.begin(Step.ACCEPT)
    assert [error.code for error in shown.refused] == ["someone_else_was_faster"]


def test_a_note_asks_for_the_facts_of_the_contact(enter: Enter) -> None:
    """What was typed is the content of the contact; a blank note asks nothing."""
    app = enter("service1")
    shown, presenter = opened(app, lines(app, "investigating")[0].case_no)
    presenter.log("  ")
    presenter.log(" 客户来电催问 ")
    assert shown.forms == [(Step.CONTACT, {"content": "客户来电催问"})]


def test_what_was_said_stands_in_the_timeline_newest_first(read: App) -> None:
    """Each history row is one entry; a contact brings its words."""
    page = page_of(read, "approved")
    happened = look_of(page, "service1").happened
    assert [row.at for row in happened] == sorted((row.at for row in happened), reverse=True)
    talked = [row for row in happened if row.step == Step.CONTACT]
    assert {row.said for row in talked} == {row.content for row in page.case.contacts}
    assert {row.kind for row in talked} == {"talk"}


def test_a_case_that_is_not_there_is_told(enter: Enter) -> None:
    """A number that nobody has shows a refusal."""
    shown, _ = opened(enter("service1"), "TS-20000101-001")
    assert [error.code for error in shown.refused] == ["no_such_case"]


def test_an_answer_that_comes_late_names_its_own_case(enter: Enter) -> None:
    """Accepted, and another case is looked at before the office has answered."""
    admin = enter("admin")
    first, second = (page_of(admin, State.REGISTERED, at=at).case.complaint.case_no for at in (0, 1))
    shown, office, app = Shown(), Held(), enter("service1")
    presenter = CasePresenter(shown, office, signed(app, "test", app.login))
    presenter.open(first)
    office.held = {Lane.DATABASE}
    presenter.begin(Step.ACCEPT)
    office.held = set()
    presenter.open(second)
    office.let_go()
    assert (shown.taken, shown.elsewhere) == ([], [(Step.ACCEPT, first)])


def test_what_looks_wrong_is_told_as_long_as_the_case_goes_on(read: App) -> None:
    """Whoever reads the case; that a year's holidays are missing only to who keeps the calendar."""
    page = page_of(read, State.INVESTIGATING)
    case, late = replace(page.case, clocks=()), datetime(2031, 1, 6, tzinfo=UTC)
    clocks = (replace(page.case.clocks[0], due_at=late, stopped_at=None),)
    odd = replace(case, clocks=clocks, customer=replace(case.customer, phones=(Phone(number="找老王"),)))
    over = replace(odd, complaint=replace(case.complaint, state=State.CLOSED))

    def told(case: Case, login: str) -> list[str]:
        return [one.code for one in look_of(replace(page, case=case), login).cautions]

    assert told(case, "admin") == []
    assert told(odd, "service1") == ["phone_unknown"]
    assert told(odd, "admin") == ["phone_unknown", "year_not_entered"]
    assert told(over, "admin") == []


def test_giving_the_batch_that_is_complained_about_is_told_while_proposing(read: App) -> None:
    """However it is written; another batch says nothing, and neither does a row without one."""
    page = page_of(read, State.INVESTIGATING)
    lines = (ProductLine(no=1, batch_no="D7-20260118-03"),)
    odd = replace(page, case=replace(page.case, product_lines=lines))
    desk = desk_of(odd, page.case.complaint.owner or "")

    def told(batch: str) -> list[str]:
        row = {"kind": "goods", "qty": "1", "unit_value": "58.00", "batch": batch}
        return [one.code for one in weighed(odd, desk, remedies_of([row], desk)).cautions]

    assert [told(batch) for batch in ("d7-20260118-03", "D7-20260118-04", "")] == [
        ["remedy_batch_complained"],
        [],
        [],
    ]
