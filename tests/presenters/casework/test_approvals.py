"""The approvals: whose turn it is, what stands on the page, one act for each decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from aftersales.app import App
from aftersales.domain.codes import ApprovalDecision, State
from aftersales.domain.records.staff import Substitute
from aftersales.domain.routing import GOODS_KINDS
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case, read_office
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown
from ui.presenters.approvals import ApprovalsPresenter, lowered_value, principals
from ui.presenters.session import signed

Enter = Callable[[str], App]


def at_desk(app: App) -> tuple[Shown, ApprovalsPresenter]:
    """The page of this leader, with what waits on it."""
    shown = Shown()
    presenter = ApprovalsPresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.open()
    return shown, presenter


def priced(shown: Shown) -> str:
    """A case that waits and whose first remedy is counted in goods."""
    return next(d.head.case_no for d in shown.queue if 0 < d.proposal.authority_value < 200_000)


def test_the_queue_is_mine_and_the_first_is_on_the_page(enter: Enter) -> None:
    """What waits for somebody else is not shown; the oldest is opened."""
    shown, _ = at_desk(enter("lead1"))
    assert shown.queue
    assert {duty.row.approver for duty in shown.queue} == {"lead1"}
    assert shown.page is not None
    assert shown.page.case.complaint.case_no == shown.queue[0].head.case_no


def test_whom_one_stands_in_for_is_asked_for_too(read: App) -> None:
    """A substitute sees his principal's queue on the days that are written down, and only then."""
    office = read.ask(read_office)
    row = Substitute(
        principal="lead2",
        stands_in="lead1",
        from_on=date(2026, 11, 2),
        to_on=date(2026, 11, 6),
        reason="出差",
    )
    office = replace(office, substitutes=(row,))
    assert principals(office, "lead1", date(2026, 11, 6)) == ("lead1", "lead2")
    assert principals(office, "lead1", date(2026, 11, 7)) == ("lead1",)


def test_approving_takes_one_act_and_shows_the_next(enter: Enter) -> None:
    """The decision is written without a word more, and the page goes on to what waits below."""
    app = enter("lead1")
    shown, presenter = at_desk(app)
    number, following = (duty.head.case_no for duty in shown.queue[:2])
    presenter.choose(number)
    presenter.decide(Step.APPROVE, "")
    assert (shown.refused, shown.decided) == ([], [(Step.APPROVE, number)])
    assert app.ask(read_case, number).approvals[0].decision == ApprovalDecision.APPROVE
    assert shown.page is not None
    assert shown.page.case.complaint.case_no == following


@pytest.mark.parametrize("step", [Step.SEND_BACK, Step.REJECT])
def test_no_refusal_without_a_word(enter: Enter, step: str) -> None:
    """Sending back and rejecting ask for the comment; with it they are done."""
    app = enter("lead1")
    shown, presenter = at_desk(app)
    number = shown.queue[0].head.case_no
    presenter.decide(step, "  ")
    assert [error.facts["field"] for error in shown.refused] == ["approval.comment"]
    presenter.decide(step, "请补充检验结果")
    assert shown.decided == [(step, number)]
    assert app.ask(read_case, number).complaint.state == State.INVESTIGATING


def test_lowering_a_row_is_the_same_act(enter: Enter) -> None:
    """同意并调减 approves a new version with what was typed; what the page summed is what is approved."""
    app = enter("lead1")
    shown, presenter = at_desk(app)
    presenter.choose(priced(shown))
    look = shown.page
    assert look is not None
    row = next(row for row in look.rows if row.amount)
    told = {row.no: "1" if row.kind in GOODS_KINDS else "100.00"}
    presenter.decide(Step.APPROVE, "核实后按此处理", told)
    assert shown.refused == []
    case = app.ask(read_case, look.case.complaint.case_no)
    assert case.complaint.state == State.APPROVED
    assert case.proposals[-1].authority_value == lowered_value(look.rows, told)
    assert case.proposals[-1].authority_value < look.proposal.authority_value


def test_a_sum_that_cannot_be_read_is_no_sum(enter: Enter) -> None:
    """Letters for an amount are told as no amount, an emptied row counts nothing."""
    shown, presenter = at_desk(enter("lead1"))
    presenter.choose(priced(shown))
    look = shown.page
    assert look is not None
    row = next(row for row in look.rows if row.amount)
    assert lowered_value(look.rows, {row.no: "几"}) is None
    assert lowered_value((row,), {row.no: ""}) == 0


def test_handing_on_asks_whom(enter: Enter) -> None:
    """转交 and 加签 open their form instead of deciding."""
    shown, presenter = at_desk(enter("lead1"))
    presenter.decide(Step.FORWARD_APPROVAL, "")
    presenter.decide(Step.ADD_APPROVER, "")
    assert shown.asked == [Step.FORWARD_APPROVAL, Step.ADD_APPROVER]
    assert shown.decided == []


def test_limits_and_cases_alike_are_read_off_the_office(enter: Enter) -> None:
    """The limit is the approver's own, cases alike are other cases, the middle one lies among them."""
    shown, presenter = at_desk(enter("lead1"))
    presenter.choose(priced(shown))
    look = shown.page
    assert look is not None
    assert [limit.whose for limit in look.limits] == ["lead1"]
    assert look.limits[0].value == look.proposal.authority_value
    alike = look.approval.alike
    assert look.case.complaint.case_no not in {each.case_no for each in alike}
    if look.median is not None:
        assert min(look.median.values) <= look.median.middle <= max(look.median.values)


def test_nothing_waits_for_who_is_no_approver(enter: Enter) -> None:
    """An empty queue shows the empty page."""
    shown, _ = at_desk(enter("clerk1"))
    assert (shown.queue, shown.page) == ((), None)
