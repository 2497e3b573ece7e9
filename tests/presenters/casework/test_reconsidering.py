"""A decision on a case that moved meanwhile: never on what was not seen, and no word about the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.domain.policy import submitted
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown, proposed_again
from ui.presenters.approvals import ApprovalsPresenter
from ui.presenters.deciding import decide_each
from ui.presenters.session import signed

Enter = Callable[[str], App]
TALK = {
    "direction": "incoming",
    "channel": "phone",
    "counterpart": "王师傅",
    "content": "问进度",
    "purpose": "inquiry",
}


def desk(enter: Enter) -> tuple[Shown, ApprovalsPresenter, str]:
    """The leader before a case whose remedies are counted in goods or money."""
    shown = Shown()
    app = enter("lead1")
    presenter = ApprovalsPresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.open()
    case_no = next(d.head.case_no for d in shown.queue if 0 < d.proposal.authority_value < 200_000)
    presenter.choose(case_no)
    return shown, presenter, case_no


def test_a_contact_meanwhile_is_no_reason_to_ask(enter: Enter) -> None:
    """The approval goes through with one press, on the version that stands now."""
    shown, presenter, case_no = desk(enter)
    enter("clerk1").do(take, Step.CONTACT, case_no, TALK)
    presenter.decide(Step.APPROVE, "同意")
    assert shown.decided == [(Step.APPROVE, case_no)]
    assert shown.refused == []
    assert shown.changed == []
    assert enter("admin").ask(read_case, case_no).complaint.state == State.APPROVED


def test_a_proposal_that_was_not_seen_is_not_approved(enter: Enter) -> None:
    """The press shows what changed, old and new, and decides nothing; the next one decides."""
    shown, presenter, case_no = desk(enter)
    before = shown.page
    proposed_again(enter, case_no, qty="1")
    presenter.decide(Step.APPROVE, "同意")
    assert shown.decided == []
    case = enter("admin").ask(read_case, case_no)
    assert case.complaint.state == State.PROPOSED
    [(changed, others)] = shown.changed
    [(old, new), *_] = changed.rows
    assert before is not None
    assert (old, str(new.qty) if new else "") == (before.rows[0], "1")
    assert set(others.steps) == {Step.RECALL, Step.PROPOSE}
    presenter.decide(Step.APPROVE, "同意")
    assert shown.decided == [(Step.APPROVE, case_no)]


def test_what_changes_under_ones_eyes_is_asked_about_too(enter: Enter) -> None:
    """The page was read again by itself: a press that may have been meant for the old one decides nothing."""
    shown, presenter, case_no = desk(enter)
    proposed_again(enter, case_no, qty="1")
    presenter.refresh()
    assert len(shown.changed) == 1
    presenter.decide(Step.APPROVE, "同意")
    assert shown.decided == []
    presenter.decide(Step.APPROVE, "同意")
    assert shown.decided == [(Step.APPROVE, case_no)]


def test_what_waits_no_more_is_told(enter: Enter) -> None:
    """The proposal was recalled: nothing is decided, it says so where it was; the next press goes on."""
    shown, presenter, case_no = desk(enter)
    proposal = submitted(enter("admin").ask(read_case, case_no))
    assert proposal is not None
    enter(proposal.applicant or "").do(take, Step.RECALL, case_no, {"reason": "改一下"})
    presenter.decide(Step.REJECT, "不行")
    assert shown.decided == []
    assert shown.page is not None
    assert shown.page.case.complaint.case_no == case_no
    [(refused, others)] = shown.left
    assert (refused.code, others.steps) == ("not_on_the_path", (Step.RECALL,))
    presenter.decide(Step.REJECT, "不行")
    assert (shown.decided, len(shown.left)) == ([], 1)
    assert shown.page.case.complaint.case_no == shown.queue[0].head.case_no


@pytest.mark.parametrize("other", ["contact", "proposal"])
def test_several_are_decided_as_they_were_seen(enter: Enter, other: str) -> None:
    """Of several, one with a contact meanwhile is approved, one with another proposal is refused."""
    shown, _, case_no = desk(enter)
    duty = next(duty for duty in shown.queue if duty.head.case_no == case_no)
    if other == "contact":
        enter("clerk1").do(take, Step.CONTACT, case_no, TALK)
    else:
        proposed_again(enter, case_no, qty="1")
    outcome = decide_each(enter("lead1"), Step.APPROVE, (duty,), {}, AtOnce())
    assert (outcome.done == (case_no,)) == (other == "contact")
    assert [each.error.code for each in outcome.refused] == (
        [] if other == "contact" else ["someone_else_was_faster"]
    )
