"""Anyone tries anything at any time, and the case stays sound: a stateful property of the whole path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from aftersales.domain.case import Case, StepTaken
from aftersales.domain.codes import Level, State
from aftersales.domain.errors import CodedError
from aftersales.domain.policy import may
from aftersales.domain.records.proposal import Proposal
from aftersales.domain.records.staff import Staff
from aftersales.domain.routing import GOODS_KINDS
from aftersales.domain.workflow import ACCEPTED_STATES, Step, steps_from
from tests.domain.anything import nonsense, plausible
from tests.domain.play import OFFICE, PEOPLE, Play, on, staff, with_staff, with_substitute
from tests.domain.test_path import witnessed

BOTH = Staff(login="lead2", name="经理", roles=("leader", "service"), level="manager")
SEVERAL = with_substitute("lead1", "lead2", "2026-11-01", "2027-12-31", with_staff(BOTH))
ALONE = with_staff(
    replace(BOTH, login="boss", level="general_manager"),
    office=replace(OFFICE, staff=staff("clerk1", "service1", "service2", "store1", "money1", "market1")),
)
LIMITS = {"supervisor": 200_000, "manager": 2_000_000, "general_manager": 10**12}
"""The limits as delivered (分), typed a second time; they are the same for goods, gifts and cash."""
MOVES = witnessed()
FORWARD = (
    *("accept", "propose", "decide", "approve", "answer", "accept_offer", "issue_agreement", "sign"),
    *(
        "settle_without_paper",
        "done_notice",
        "confirm_notice",
        "file_original",
        "follow_up",
        "close",
        "finish",
    ),
)
"""The steps that lead on; a third of the tries are among them, so that a case gets far."""
FAR = (State.INVESTIGATING, State.APPROVED, State.OFFERED, State.AGREED, State.FULFILLING)
ENDING = ("withdraw", "merge", "close_by_leader")
"""The steps after which little can follow: tried less often."""


class Anyone(RuleBasedStateMachine):
    """One case; each rule is a try of somebody, and a refusal by name leaves the case as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play()

    @initialize(
        alone=st.booleans(),
        severity=st.sampled_from(["一般", "一般", "较重", "重大", "特重大"]),
        state=st.sampled_from([State.REGISTERED, *FAR, *[State.PROPOSED, State.FOLLOWING_UP] * 3]),
    )
    def register(self, alone: bool, severity: str, state: str) -> None:
        """A case that has walked some way; what it walked is part of its history."""
        play = Play(office=ALONE if alone else SEVERAL).register(severity=severity).attached("clerk1")
        self.play = on(play, state)

    @rule(data=st.data(), minutes=st.integers(1, 3000), past=st.sampled_from([0, 0, 0, 1, 150_000]))
    def onward(self, data: st.DataObject, minutes: int, past: int) -> None:
        """Somebody who may takes a step that leads on."""
        steps = [step for step in steps_from(self.play.state) if step in FORWARD]
        self.likely(data, minutes, past, ["reopen"] if self.play.state == State.CLOSED else steps)

    @rule(data=st.data(), minutes=st.integers(1, 3000))
    def about(self, data: st.DataObject, minutes: int) -> None:
        """Somebody who may takes any step."""
        steps = [step for step in steps_from(self.play.state) if step not in ENDING or not minutes % 20]
        self.likely(data, minutes, 0, steps)

    def likely(self, data: st.DataObject, minutes: int, past: int, steps: Sequence[str]) -> None:
        step = data.draw(st.sampled_from(steps or ["contact"]))
        allowed = [who for who in self.people() if self.may(who, step)]
        if allowed:
            self.play.past = past
            self.later(minutes)
            who = data.draw(st.sampled_from(allowed))
            self.attempt(who, step, data.draw(plausible(step, self.case, self.today())))

    @rule(data=st.data(), minutes=st.integers(-3000, 3000))
    def anyone(self, data: st.DataObject, minutes: int) -> None:
        """Anybody tries anything, with plausible data or nonsense, perhaps with a clock that goes wrong."""
        who = data.draw(st.sampled_from(self.people()))
        step = data.draw(st.sampled_from(list(Step)))
        sense = data.draw(st.booleans())
        typed = data.draw(plausible(step, self.case, self.today()) if sense else nonsense(step))
        self.later(minutes)
        self.attempt(who, step, typed)
        if minutes < 0:
            self.later(-minutes)

    @precondition(lambda self: self.play.state == State.PROPOSED)
    @rule(data=st.data())
    def own(self, data: st.DataObject) -> None:
        """The applicant tries to decide on his own proposal."""
        who = self.case.proposals[-1].applicant or ""
        step = data.draw(
            st.sampled_from(["approve", "send_back", "reject", "forward_approval", "approve_by_word"])
        )
        self.attempt(who, step, data.draw(plausible(step, self.case, self.today())))

    @precondition(lambda self: self.play.state == State.PROPOSED)
    @rule(data=st.data(), past=st.sampled_from([0, 199_999, 2_000_000]))
    def meanwhile(self, data: st.DataObject, past: int) -> None:
        """Whose turn it is tries to approve, after other cases of the customer were approved."""
        who = data.draw(
            st.sampled_from([who for who in self.people() if self.may(who, "approve")] or ["boss"])
        )
        self.play.past = past
        self.attempt(who, "approve", data.draw(plausible("approve", self.case, self.today())))

    @precondition(lambda self: self.play.state == State.FOLLOWING_UP)
    @rule(promised=st.booleans(), filed=st.booleans(), satisfied=st.booleans())
    def hurry(self, promised: bool, filed: bool, satisfied: bool) -> None:
        """Service tries to close, with something open or not."""
        if promised:
            due = {"kind": "回电", "content": "回电", "due_at": "2029-01-04 09:00"}
            self.attempt(self.case.complaint.owner or "", "promise", due)
        if filed:
            self.attempt("service1", "file_original", {"original_place": "一号柜"})
        said = "满意" if satisfied else "未联系上"
        self.attempt(
            "service2", "follow_up", {"channel": "电话", "interviewee": "张三", "satisfaction": said}
        )
        self.attempt("service2", "close", {"lessons": "检查"})

    # --- the office

    @property
    def case(self) -> Case:
        return self.play.case

    def people(self) -> list[str]:
        return [person.login for person in self.play.office.staff if person.login in PEOPLE]

    def today(self) -> str:
        return self.play.office.day(self.play.now).isoformat()

    def later(self, minutes: int) -> None:
        self.play.now += timedelta(minutes=minutes)

    def may(self, who: str, step: str) -> bool:
        if step in (Step.REGISTER, Step.FINISH):
            return False
        try:
            may(step, self.case, self.play.desk(who))
        except CodedError:
            return False
        return True

    def attempt(self, who: str, step: str, typed: dict[str, Any]) -> None:
        """Try it; whatever is no refusal by name is a bug and ends the run."""
        before, known = self.case, len(self.play.told)
        if step in (Step.FINISH, Step.REGISTER):
            return
        try:
            self.play.take(who, step, **typed)
        except CodedError:
            assert self.case is before
            return
        for taken in self.play.told[known:]:
            self.sound(taken, who)

    # --- what holds of a step

    def sound(self, taken: StepTaken, who: str) -> None:
        assert taken.before is not None
        before, after = taken.before.complaint, taken.after.complaint
        meets = {move[3] for move in MOVES if move[:3] == (taken.step, before.state, after.state)}
        assert meets, f"{taken.step}: {before.state} to {after.state} is not in path.txt"
        assert after.version == before.version + 1
        assert taken.actor == who
        assert who not in {m.recipient for m in taken.messages}
        assert after.verbatim == before.verbatim
        assert after.round_no - before.round_no in (0, 1)
        levels = list(Level)
        assert levels.index(after.handler_level or "") >= levels.index(before.handler_level or "")
        if taken.step == Step.CLOSE:
            self.closable(taken.before)
        if taken.step == Step.CLOSE_BY_LEADER:
            assert before.owner != who or self.play.desk(who).alone
        for proposal in taken.after.proposals:
            old = next((p for p in taken.before.proposals if p.no == proposal.no), None)
            if proposal.state == "approved" and (old is None or old.state != "approved"):
                self.granted(taken, proposal, who)

    def closable(self, case: Case) -> None:
        assert all(n.state in ("confirmed", "cancelled") or n.reissued_as for n in case.notices)
        assert all(p.state != "open" for p in case.promises)
        assert all(f.at for f in case.follow_ups)
        assert all(a.countersigned_at for a in case.approvals if a.decision == "by_word")
        signed = [a for a in case.agreements if a.state in ("signed", "fulfilled")]
        assert all(a.scan or a.original_place for a in signed)
        said = [f for f in case.follow_ups if f.round_no == case.complaint.round_no]
        assert any(f.satisfaction in ("satisfied", "mostly_satisfied") for f in said)

    def granted(self, taken: StepTaken, proposal: Proposal, who: str) -> None:
        """What was approved just now lies within the limit of who approved it, and was not his own."""
        case, value = taken.after, proposal.authority_value + self.play.past
        rows = [row for row in case.remedies if row.proposal == proposal.no and row.amount]
        severity = case.complaint.severity
        if taken.step == Step.DECIDE:
            assert proposal.under_authority
            assert not rows or value <= 20_000
            assert all(row.kind not in ("cash", "refund", "return_refund", "discount") for row in rows)
            assert severity in ("general", "serious")
            return
        links = [
            a for a in case.approvals if a.proposal == proposal.no and a.decision in ("approve", "by_word")
        ]
        last = max(links, key=lambda link: (link.at, link.no))
        person = self.play.office.person(last.substitute_for or last.approver)
        assert not rows or value <= LIMITS[person.level or ""]
        alone = self.play.desk(who).alone
        assert alone or all(link.approver != proposal.applicant for link in links)
        assert all(link.approver not in case.complaint.about_staff for link in links[-1:])
        if taken.step == Step.APPROVE_BY_WORD:
            assert value <= 200_000
            assert severity in ("general", "serious")
        marked = "decided_alone" in case.complaint.marks
        assert marked or last.approver != proposal.applicant

    # --- what holds of a case

    @invariant()
    def one_owner(self) -> None:
        complaint = self.case.complaint
        if complaint.state in ACCEPTED_STATES:
            assert complaint.owner is not None
            assert "service" in self.play.office.person(complaint.owner).roles
            assert complaint.owner not in complaint.about_staff

    @invariant()
    def amounts_agree(self) -> None:
        for proposal in self.case.proposals:
            rows = [row for row in self.case.remedies if row.proposal == proposal.no]
            assert proposal.total == sum(row.amount or 0 for row in rows)
            for row in rows:
                shares = (row.share_company or 0) + (row.share_customer or 0) + (row.share_department or 0)
                assert row.amount is None or shares == row.amount
                if row.kind in GOODS_KINDS:
                    assert row.amount == int((row.qty or 0) * (row.unit_value or 0))

    @invariant()
    def no_agreement_without_approval(self) -> None:
        for agreement in self.case.agreements:
            proposal = next(p for p in self.case.proposals if p.no == agreement.proposal)
            assert proposal.approved_at is not None
            assert agreement.total == proposal.total == sum(item.amount or 0 for item in agreement.items)
        numbers = [a.agr_no for a in self.case.agreements if a.agr_no]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def states_agree(self) -> None:
        """The smaller paths stand where the case does."""
        state = self.case.complaint.state
        waiting = [p for p in self.case.proposals if p.state == "submitted"]
        assert len(waiting) == (state == State.PROPOSED)
        closed = [taken.after for taken in self.play.told if taken.after.complaint.state == State.CLOSED]
        ended = {p.no for case in closed for p in case.proposals}
        standing = [
            p
            for p in self.case.proposals
            if p.state == "approved" and p.no not in ended and not self.given(p)
        ]
        assert len(standing) <= 1
        if state in (State.APPROVED, State.OFFERED, State.AGREED):
            assert standing == [self.case.proposals[-1]]
        if state in (State.REGISTERED, State.INVESTIGATING, State.PROPOSED, State.WITHDRAWN, State.MERGED):
            assert standing == []
        if state == State.FULFILLING:
            assert any(n.state not in ("confirmed", "cancelled") for n in self.case.notices)
        running = [clock for clock in self.case.clocks if clock.stopped_at is None]
        assert (state in ("closed", "withdrawn", "merged")) == (running == [])
        assert len({clock.clock for clock in running}) == len(running)

    def given(self, proposal: Proposal) -> bool:
        """Whether a notice for one of its rows was confirmed."""
        rows = {row.no for row in self.case.remedies if row.proposal == proposal.no}
        return any(n.state == "confirmed" and rows & {i.remedy for i in n.items} for n in self.case.notices)

    @invariant()
    def history_replays(self) -> None:
        """The steps taken, one after the other, lead to the case as it stands."""
        told = self.play.told
        assert told[-1].after is self.case
        for first, second in pairwise(told):
            assert second.before == first.after
        assert [taken.after.complaint.version for taken in told] == list(range(1, len(told) + 1))

    @invariant()
    def a_closed_case_says_why(self) -> None:
        complaint = self.case.complaint
        if complaint.state != State.CLOSED:
            return
        if complaint.close_kind == "satisfied":
            assert complaint.close_approver is None
        else:
            assert complaint.close_kind in ("unfounded", "unreachable", "judicial", "other")
            assert complaint.close_approver is not None
            assert complaint.close_reason


TestAnyone = Anyone.TestCase
TestAnyone.settings = settings(
    max_examples=100,
    stateful_step_count=35,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
