"""The form of a step in a case that moved: what it is about and does not name is decided only once seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.codes import AgreementState, NoticeKind, NoticeState, State
from aftersales.domain.steps.agreeing import current
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.duties import approvals_waiting
from aftersales.storage.queries.page import case_page
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown, lines, page_of, proposed_again
from tests.presenters.casework.test_reconsidering import TALK
from tests.presenters.full_desk import draft_case
from ui.presenters.session import signed
from ui.presenters.step_form import StepFormPresenter

Enter = Callable[[str], App]
CASH = {"kind": "cash", "due": "2099-01-01"}
TERMS = {"freight_by": "us", "waiver_scope": "牵引车机油压力偏低"}


def begun(app: App, step: str, case_no: str) -> tuple[Shown, StepFormPresenter]:
    """The form of this step, opened in the page of the case."""
    shown = Shown()
    presenter = StepFormPresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.begin(step, app.ask(case_page, case_no), {})
    return shown, presenter


def waiting(app: App) -> str:
    """A case that this leader may decide alone, about goods that are counted."""
    duties = app.ask(approvals_waiting, (app.login,))
    fit = (d for d in duties if 0 < d.proposal.authority_value < 200_000 and d.remedies[0].qty)
    return next(duty.head.case_no for duty in fit)


@pytest.mark.parametrize("step", [Step.APPROVE, Step.SEND_BACK, Step.FORWARD_APPROVAL])
def test_another_proposal_is_decided_only_once_it_was_seen(enter: Enter, step: str) -> None:
    """A opened the form; recalled and proposed anew the press tells it, row by row; the next one is meant."""
    app = enter("lead1")
    number = waiting(app)
    shown, presenter = begun(app, step, number)
    proposed_again(enter, number, qty="1")
    said = {"comment": "看过", "person": "lead2"}
    presenter.submit(said, {})
    assert (shown.taken, shown.refused) == ([], [])
    [(changed, others)] = shown.changed
    assert changed.rows
    assert set(others.steps) == {Step.RECALL, Step.PROPOSE}
    case = app.ask(read_case, number)
    assert case.complaint.state == State.PROPOSED
    assert [row.approver for row in case.approvals if row.decision is None] == ["lead1"]
    presenter.submit(said, {})
    assert (shown.taken, shown.refused, shown.joined) == ([step], [], [])


def test_a_contact_is_no_reason_to_ask_again(enter: Enter) -> None:
    """What others did beside the proposal goes with one press, as before."""
    app = enter("lead1")
    number = waiting(app)
    shown, presenter = begun(app, Step.APPROVE, number)
    enter("clerk1").do(take, Step.CONTACT, number, TALK)
    presenter.submit({"comment": ""}, {})
    assert (shown.taken, shown.changed) == ([Step.APPROVE], [])
    assert app.ask(read_case, number).complaint.state == State.APPROVED


def test_a_yes_by_telephone_is_to_what_was_said(enter: Enter) -> None:
    """The leader said yes to the old sum: it is not entered for the new one without a look."""
    number = waiting(enter("lead1"))
    app = enter("service1")
    content = b"a picture"
    told = {"name": "聊天.png", "kind": "photo", "from_whom": "office"}
    app.do(take, Step.ATTACH, number, told, content=content)
    shown, presenter = begun(app, Step.APPROVE_BY_WORD, number)
    proposed_again(enter, number, qty="1")
    evidence = str(app.ask(read_case, number).attachments[-1].no)
    said = {"by_word_means": "phone", "person": "lead1", "comment": "电话里同意", "evidence": evidence}
    by_name = {q.name: q.path for q in shown.sheet.questions()} if shown.sheet else {}
    presenter.submit({by_name[name]: value for name, value in said.items()}, {})
    assert shown.taken == []
    assert len(shown.changed) == 1
    assert app.ask(read_case, number).complaint.state == State.PROPOSED


def test_the_paper_that_is_signed_is_the_one_that_was_seen(enter: Enter) -> None:
    """X1 is filled in as signed while another desk voids it and issues X2: the press asks about X2."""
    app, other = enter("service1"), enter("service2")
    app.do(take, Step.ISSUE_AGREEMENT, draft_case(), TERMS)
    first = current(app.ask(read_case, draft_case())).agr_no
    shown, presenter = begun(app, Step.SIGN, draft_case())
    other.do(take, Step.VOID_AGREEMENT, draft_case(), {"void_reason": "地址写错"})
    other.do(take, Step.ISSUE_AGREEMENT, draft_case(), TERMS)
    today = app.ask(case_page, draft_case()).now.date().isoformat()
    said = {"agreement.signed_a_on": today, "agreement.signed_b_on": today, "agreement.signer_b": "吴海峰"}
    presenter.submit(said, {})
    assert (shown.taken, shown.refused) == ([], [])
    assert [changed.fields for changed, _ in shown.changed] == [("agreement.agr_no",)]
    case = app.ask(read_case, draft_case())
    assert (current(case).state, case.notices) == (AgreementState.ISSUED, ())
    assert current(case).agr_no != first


def part_done(enter: Enter) -> tuple[App, Case, str]:
    """A shipment of which a part can be noted."""
    app = enter("store1")
    for line in lines(app, State.FULFILLING):
        case = app.ask(read_case, line.case_no)
        for notice in case.notices:
            ready = notice.state in (NoticeState.ISSUED, NoticeState.ACCEPTED) and notice.waits_for is None
            if notice.kind == NoticeKind.SHIP and ready:
                return app, case, notice.notice_no
    raise AssertionError


def test_a_part_that_was_sent_is_noted_once(enter: Enter) -> None:
    """Two note the same half of one shipment: the second is told before it is added again."""
    app, case, notice = part_done(enter)
    number = case.complaint.case_no
    shown, presenter = begun(app, Step.DONE_NOTICE, number)
    app.do(take, Step.DONE_NOTICE, number, {"notice": notice, "part": "1"})
    presenter.submit({"notice": notice, "part": "1"}, {})
    assert (shown.taken, shown.refused) == ([], [])
    assert "notice.progress" in shown.changed[0][0].fields
    row = next(row for row in app.ask(read_case, number).notices if row.notice_no == notice)
    assert len(row.progress) == 1


def test_the_offer_that_is_accepted_is_the_one_that_was_seen(enter: Enter) -> None:
    """Refused and offered anew with another sum meanwhile: a yes to the first is no yes to the second."""
    page = page_of(enter("admin"), State.OFFERED)
    number, owner = page.case.complaint.case_no, page.case.complaint.owner or ""
    app = enter(owner)
    shown, presenter = begun(app, Step.ACCEPT_OFFER, number)
    app.do(take, Step.REFUSE_OFFER, number, {"their_position": "要更多"})
    said: dict[str, Any] = {
        "decision": "support",
        "opinion": "加一点",
        "remedies": [{**CASH, "amount": "90"}],
    }
    app.do(take, Step.PROPOSE, number, said)
    while links := [row for row in app.ask(read_case, number).approvals if row.decision is None]:
        enter(links[0].approver).do(take, Step.APPROVE, number, {})
    app.do(take, Step.ANSWER, number, {"channel": "phone", "to_whom": "张三", "content": "九十元"})
    presenter.submit({"answer.confirmed_means": "phone"}, {})
    assert (shown.taken, shown.refused) == ([], [])
    assert shown.changed[0][0].rows
    assert app.ask(read_case, number).complaint.state == State.OFFERED
    presenter.submit({"answer.confirmed_means": "phone"}, {})
    assert shown.taken == [Step.ACCEPT_OFFER]
