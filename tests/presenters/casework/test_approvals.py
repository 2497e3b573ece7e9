"""The approvals: whose turn it is, what stands on the page, one act for each decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from aftersales.app import App
from aftersales.domain.codes import ApprovalDecision, Mark, State
from aftersales.domain.records.customer import Phone
from aftersales.domain.records.staff import Substitute
from aftersales.domain.routing import GOODS_KINDS
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case, read_office
from aftersales.usecases.people import disable_person, set_substitute
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown, proposed_again
from ui.presenters.approvals import ApprovalsPresenter, approval_look, lowered_value, principals
from ui.presenters.deciding import alike, kinds
from ui.presenters.session import signed
from ui.presenters.today import read_day

Enter = Callable[[str], App]
CASH = {"kind": "cash", "amount": "300.00", "due": "2099-01-01"}


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
    """What waits for somebody else is not shown; what is due first stands first and is opened."""
    shown, _ = at_desk(enter("lead1"))
    assert len(shown.queue) > 1
    dues = [duty.due_at for duty in shown.queue if duty.due_at]
    assert dues == sorted(dues)
    assert {duty.row.approver for duty in shown.queue} == {"lead1"}
    assert shown.page is not None
    assert shown.page.case.complaint.case_no == shown.queue[0].head.case_no


def test_the_page_names_who_decides_afterwards(enter: Enter) -> None:
    """The gravest case goes up the whole chain; an ordinary one within his limit ends with him."""
    shown, presenter = at_desk(enter("lead1"))
    chains = {}
    for duty in shown.queue:
        presenter.choose(duty.head.case_no)
        assert shown.page is not None
        chains[duty.head.severity] = shown.page.then
    assert chains == {"critical": ("lead2", "boss"), "general": ()}


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


def test_what_looks_wrong_is_seen_before_somebody_says_yes(enter: Enter) -> None:
    """The same that stands on the page of the case."""
    shown, _ = at_desk(enter("lead1"))
    assert shown.page is not None
    assert shown.page.cautions == ()
    approval = shown.page.approval
    phones = (Phone(number="找老王"),)
    case = replace(approval.page.case, customer=replace(approval.page.case.customer, phones=phones))
    look = approval_look(replace(approval, page=replace(approval.page, case=case)), "lead1")
    assert look is not None
    assert [one.code for one in look.cautions] == ["phone_unknown"]


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


def small(shown: Shown) -> tuple[str, ...]:
    """The cases that lead1 may decide alone; one more waits that is above his limit."""
    return tuple(d.head.case_no for d in shown.queue if d.proposal.authority_value <= 200_000)


def test_several_are_approved_by_one_word_each_in_its_own_act(enter: Enter) -> None:
    """Three ticked cases are approved with the same comment; the queue keeps the others."""
    app = enter("lead1")
    shown, presenter = at_desk(app)
    numbers = small(shown)[:3]
    presenter.tick(*numbers)
    assert tuple(duty.head.case_no for duty in shown.ticked) == numbers
    presenter.decide_ticked(Step.APPROVE, "同类一并同意")
    assert (shown.outcomes[0].done, shown.outcomes[0].refused) == (numbers, ())
    for number in numbers:
        link = app.ask(read_case, number).approvals[0]
        assert (link.decision, link.comment) == (ApprovalDecision.APPROVE, "同类一并同意")
    assert shown.ticked == ()
    assert not set(numbers) & {duty.head.case_no for duty in shown.queue}


def test_what_is_refused_among_several_is_told_and_the_rest_stands(enter: Enter) -> None:
    """A case whose proposal changed since it was looked at is told by number and reason and stays ticked."""
    app = enter("lead1")
    shown, presenter = at_desk(app)
    first, second = small(shown)[:2]
    presenter.tick(first, second)
    proposed_again(enter, first, qty="1")
    presenter.decide_ticked(Step.APPROVE, "")
    assert shown.outcomes[0].done == (second,)
    assert [(r.case_no, r.error.code) for r in shown.outcomes[0].refused] == [
        (first, "someone_else_was_faster")
    ]
    assert [duty.head.case_no for duty in shown.ticked] == [first]
    assert app.ask(read_case, first).complaint.state == State.PROPOSED
    presenter.decide_ticked(Step.APPROVE, "")
    assert shown.outcomes[1].done == (first,)


def test_sending_several_back_asks_for_the_comment(enter: Enter) -> None:
    """Without a word none of them is sent back."""
    shown, presenter = at_desk(enter("lead1"))
    presenter.tick(*small(shown)[:2])
    presenter.decide_ticked(Step.SEND_BACK, " ")
    assert shown.outcomes[0].done == ()
    assert {each.error.facts["field"] for each in shown.outcomes[0].refused} == {"approval.comment"}
    presenter.decide_ticked(Step.FORWARD_APPROVAL, "")
    assert len(shown.outcomes) == 1


def test_alike_is_what_proposes_the_same_kinds(enter: Enter) -> None:
    """Those with the same kinds of remedies and severity, and nothing where one is alone."""
    shown, _ = at_desk(enter("lead1"))
    for duty in shown.queue:
        for other in alike(duty, shown.queue):
            assert (kinds(other), other.head.severity) == (kinds(duty), duty.head.severity)
        assert duty in alike(duty, shown.queue)


def test_what_was_approved_by_word_waits_for_its_countersignature(enter: Enter) -> None:
    """The named approver finds it behind his queue, signs it, and it is gone; it is never ticked."""
    app = enter("lead2")
    shown, presenter = at_desk(app)
    duty = next(duty for duty in shown.queue if duty.by_word)
    number = duty.head.case_no
    presenter.choose(number)
    assert shown.page is not None
    assert shown.page.by_word
    assert shown.page.proposal.no == duty.row.proposal
    assert shown.page.refused[Step.COUNTERSIGN] is None
    presenter.tick(number)
    assert shown.ticked == ()
    presenter.decide(Step.COUNTERSIGN, "")
    assert shown.refused == []
    case = app.ask(read_case, number)
    assert all(row.countersigned_at for row in case.approvals if row.decision == ApprovalDecision.BY_WORD)
    assert Mark.TO_COUNTERSIGN not in case.complaint.marks
    assert number not in {each.head.case_no for each in shown.queue}


def test_a_case_that_is_raised_while_it_waits_goes_up(enter: Enter) -> None:
    """Raised to 重大 the supervisor's yes stands, and the manager is asked after him, whose yes it takes."""
    app = enter("lead1")
    shown, presenter = at_desk(app)
    number = priced(shown)
    app.do(take, Step.RAISE_LEVEL, number, {"severity": "major", "reason": "停产"})
    presenter.open(number)
    presenter.decide(Step.APPROVE, "")
    assert (shown.refused, shown.decided) == ([], [(Step.APPROVE, number)])
    assert app.ask(read_case, number).complaint.state == State.PROPOSED
    above, higher = at_desk(enter("lead2"))
    higher.open(number)
    higher.decide(Step.APPROVE, "")
    assert (above.refused, above.decided) == ([], [(Step.APPROVE, number)])
    assert app.ask(read_case, number).complaint.state == State.APPROVED


def test_who_stands_in_for_one_that_left_decides(enter: Enter) -> None:
    """Somebody is named for him afterwards: his limits count, and what waits for him is decided."""
    admin = enter("admin")
    days = {"from_on": "2020-01-01", "to_on": "2099-12-31"}
    admin.do(disable_person, "lead1")
    admin.do(set_substitute, {"principal": "lead1", "stands_in": "lead2", "reason": "离职", **days})
    shown, presenter = at_desk(enter("lead2"))
    number = priced(shown)
    presenter.choose(number)
    assert shown.page is not None
    assert {limit.whose for limit in shown.page.limits} == {"lead1"}
    presenter.decide(Step.APPROVE, "")
    assert (shown.refused, shown.decided) == ([], [(Step.APPROVE, number)])


def test_what_one_that_left_said_is_countersigned_by_who_stands_in(enter: Enter) -> None:
    """It waits in both lists of his substitute, and is no more in the way of closing once he has signed."""
    admin = enter("admin")
    days = {"from_on": "2020-01-01", "to_on": "2099-12-31"}
    admin.do(disable_person, "lead2")
    app = enter("boss")
    assert not any(duty.by_word for duty in at_desk(app)[0].queue)
    admin.do(set_substitute, {"principal": "lead2", "stands_in": "boss", "reason": "离职", **days})
    shown, presenter = at_desk(app)
    number = next(duty.head.case_no for duty in shown.queue if duty.by_word)
    who = signed(app, "test", "boss")
    owed = read_day(app, who.office, who.me).mine()
    assert (number, Step.COUNTERSIGN) in {(one.case_no, one.step) for one in owed}
    presenter.choose(number)
    assert shown.page is not None
    assert (shown.page.by_word, shown.page.refused[Step.COUNTERSIGN]) == (True, None)
    presenter.decide(Step.COUNTERSIGN, "看过凭据")
    assert (shown.refused, shown.decided) == ([], [(Step.COUNTERSIGN, number)])
    case = app.ask(read_case, number)
    word, yes = case.approvals[-2:]
    assert (word.approver, word.decision) == ("lead2", ApprovalDecision.BY_WORD)
    assert word.countersigned_at == yes.at
    assert (yes.approver, yes.substitute_for, yes.comment) == ("boss", "lead2", "看过凭据")
    assert Mark.TO_COUNTERSIGN not in case.complaint.marks
    assert number not in {each.head.case_no for each in shown.queue}


def test_a_countersignature_waits_beside_the_turn_of_another(enter: Enter) -> None:
    """Proposed anew before it is countersigned: his row still opens what he has to sign, and he signs it."""
    app = enter("lead2")
    shown, presenter = at_desk(app)
    duty = next(duty for duty in shown.queue if duty.by_word)
    number = duty.head.case_no
    owner = enter(duty.head.owner or "")
    owner.do(take, Step.RENEGOTIATE, number, {"reason": "客户改口"})
    said = {"decision": "support", "opinion": "改报", "remedies": [CASH]}
    owner.do(take, Step.PROPOSE, number, said)
    assert [row.approver for row in owner.ask(read_case, number).approvals if row.decision is None] == [
        "lead1"
    ]
    presenter.open(number)
    assert shown.page is not None
    assert shown.page.by_word
    presenter.decide(Step.COUNTERSIGN, "")
    assert (shown.refused, shown.decided) == ([], [(Step.COUNTERSIGN, number)])
