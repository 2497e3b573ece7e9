"""What waits for a leader's word: the queue, one page to decide on, and the decision in one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Protocol

from aftersales.domain.case import Case
from aftersales.domain.cautions import cautions_for
from aftersales.domain.checks import Caution
from aftersales.domain.errors import CodedError, DomainError
from aftersales.domain.office import Desk, Office
from aftersales.domain.policy import may, signs_for, stands_in, submitted, to_countersign, turn
from aftersales.domain.records.proposal import Approval, Proposal
from aftersales.domain.workflow import Step
from aftersales.storage.queries.duties import ApprovalDuty, approvals_waiting, countersigns_waiting
from aftersales.storage.queries.page import ApprovalPage, approval_page
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import take
from ui.presenters.case import desk_of, dues_of
from ui.presenters.deciding import (
    SEVERAL,
    ApprovalLook,
    Limit,
    Median,
    Outcome,
    alike,
    decide_each,
    limits_of,
    lowered_row,
    lowered_value,
    median_of,
)
from ui.presenters.live.merging import Others, others_since
from ui.presenters.live.reconsidering import Changed, changed_since
from ui.presenters.runner import Lane, Runner, Ticket
from ui.presenters.session import Signed

__all__ = [
    "DECISIONS",
    "ApprovalDuty",
    "ApprovalLook",
    "ApprovalsPresenter",
    "Limit",
    "Median",
    "lowered_value",
]

DECISIONS = (Step.APPROVE, Step.SEND_BACK, Step.REJECT, Step.FORWARD_APPROVAL, Step.ADD_APPROVER)
"""What an approver may do, in the order of the buttons."""
SAID_HERE: frozenset[str] = frozenset({Step.APPROVE, Step.SEND_BACK, Step.REJECT, Step.COUNTERSIGN})
"""Decisions that need no more than the comment; the others ask whom."""

MOST_MERGES = 3
"""So many times a decision is carried over to a case that moved meanwhile."""
_NEVER = datetime.max.replace(tzinfo=UTC)


class ApprovalsView(Protocol):
    """What the page can show."""

    def show_queue(self, waiting: tuple[ApprovalDuty, ...]) -> None:
        """Show what waits, in this order."""

    def show_page(self, look: ApprovalLook | None) -> None:
        """Show one decision; None where nothing waits."""

    def show_ticked(self, ticked: tuple[ApprovalDuty, ...]) -> None:
        """Show those that are decided together instead of one; none: the one again."""

    def show_outcome(self, outcome: Outcome) -> None:
        """Say what came of the decision on several."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether a decision is on its way."""

    def show_ask(self, step: str, look: ApprovalLook) -> None:
        """Ask whom, for a decision that is handed on."""

    def show_decided(self, step: str, case_no: str) -> None:
        """It was decided."""

    def show_refused(self, error: CodedError) -> None:
        """Say why not, beside its field where it has one."""

    def show_changed(self, changed: Changed, others: Others) -> None:
        """What the decision rests on has changed since it was seen: it is asked for again."""

    def show_left(self, refused: CodedError, others: Others) -> None:
        """The case in sight waits no more, by what others did: it stays, but nothing can be decided."""


class ApprovalsPresenter:
    """The queue of one leader and of those whom he stands in for; after a decision comes the next."""

    def __init__(self, view: ApprovalsView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._waiting: tuple[ApprovalDuty, ...] = ()
        self._wanted = ""
        self._look: ApprovalLook | None = None
        self._ticked: tuple[str, ...] = ()
        self._deciding: Ticket | None = None
        self._busy = self._missed = self._moves_on = self._left = False
        self._merges = 0
        self._unseen: tuple[Changed, Others] | None = None

    @property
    def look(self) -> ApprovalLook | None:
        """The decision that is shown."""
        return self._look

    @property
    def left(self) -> bool:
        """Whether the case in sight waits no more: the next press only brings the one that does."""
        return self._left

    def open(self, case_no: str = "") -> None:
        """Show the queue, at this case where it waits."""
        self._wanted = case_no or self._wanted
        self._moves_on = True
        self.refresh()

    def refresh(self) -> None:
        """Ask again what waits."""
        self._missed = False
        signed = self._signed
        logins = principals(signed.office, signed.login, _today(signed))
        self._runner.run(partial(waiting_for, signed, logins), self._came, self._view.show_refused)

    def _came(self, waiting: tuple[ApprovalDuty, ...]) -> None:
        if self._busy:  # what is decided on stays in sight until the office has answered
            self._missed = True
            return
        self._waiting = waiting
        self._ticked = tuple(duty.head.case_no for duty in self.ticked)
        self._view.show_queue(waiting)
        if self._ticked:
            self._view.show_ticked(self.ticked)
        case_no = self._next([duty.head.case_no for duty in waiting])
        if case_no:
            self.choose(case_no)
        else:
            self._show(None)

    def _next(self, numbers: list[str]) -> str:
        """The case to show; the one in sight stays, even where it left: its keys must not hit another."""
        stays = self._in_sight(self._wanted) and not self._moves_on and not self._ticked
        self._moves_on = False
        return self._wanted if stays or self._wanted in numbers else next(iter(numbers), "")

    def _in_sight(self, case_no: str) -> bool:
        return self._look is not None and self._look.case.complaint.case_no == case_no

    def choose(self, case_no: str) -> None:
        """Show this decision."""
        self._wanted = case_no
        app = self._signed.app
        work = partial(app.ask, approval_page, case_no, app.clock)
        self._runner.run(work, self._page_came, self._view.show_refused)

    def _page_came(self, page: ApprovalPage) -> None:
        if self._busy:
            self._missed = True
        elif page.page.case.complaint.case_no == self._wanted:
            waits = self._wanted in {duty.head.case_no for duty in self._waiting}
            look = approval_look(page, self._signed.login)
            gone = self._in_sight(self._wanted) and not (waits and look)
            if not (gone and self._says_why(page)):
                self._show(look)

    def _says_why(self, page: ApprovalPage) -> bool:
        """Whether the case in sight waits for this person no more; then it is said why, and who did what."""
        look, desk = self._look, desk_of(page.page, self._signed.login)
        step = Step.COUNTERSIGN if look is not None and look.by_word else Step.APPROVE
        refused = _refusal(step, page.page.case, desk)
        if look is None or refused is None:
            return False
        self._left, self._unseen = True, None
        self._view.show_ticked(())
        self._view.show_left(refused, others_since(page.page, look.case.complaint.version))
        return True

    def _show(self, look: ApprovalLook | None) -> None:
        self._unseen = self._since(look) or (self._unseen if self._same(look) else None)
        self._look, self._left = look, False
        self._view.show_ticked(self.ticked)
        self._view.show_page(look)
        if self._unseen is not None and not self._ticked:
            self._view.show_changed(*self._unseen)

    def _same(self, look: ApprovalLook | None) -> bool:
        """Whether it is the case that is on the page already."""
        return look is not None and self._in_sight(look.case.complaint.case_no)

    def _since(self, look: ApprovalLook | None) -> tuple[Changed, Others] | None:
        """What has changed of that which is on the page and the decision rests on, and by whom."""
        old = self._look
        if old is None or look is None or not self._same(look):
            return None
        changed = changed_since(old.subject, look.subject)
        others = others_since(look.approval.page, old.case.complaint.version)
        return (changed, others) if changed else None

    # Several at once

    @property
    def ticked(self) -> tuple[ApprovalDuty, ...]:
        """Those that are decided together, in the order of the queue."""
        return tuple(duty for duty in self._waiting if duty.head.case_no in self._ticked and not duty.by_word)

    def tick(self, *numbers: str) -> None:
        """Decide these together; none: one by one again."""
        self._ticked = numbers
        self._view.show_ticked(self.ticked)

    def alike(self) -> tuple[ApprovalDuty, ...]:
        """What waits like the one on the page; nothing where it is the only one of its kind."""
        one = next((duty for duty in self._waiting if duty.head.case_no == self._wanted), None)
        found = () if one is None or one.by_word else alike(one, self._waiting)
        return found if len(found) > 1 else ()

    def gifts(self) -> tuple[Caution, ...]:
        """What the gifts of those that are ticked do together to the month's budget."""
        rows = [row for duty in self.ticked for row in duty.remedies]
        return self._look.approval.page.gifts.cautions(rows) if self._look is not None else ()

    def decide_ticked(self, step: str, comment: str) -> None:
        """One decision with one comment for all that are ticked, each in an act of its own."""
        duties = self.ticked
        if self._busy or not duties or step not in SEVERAL:
            return
        self._busy = True
        self._view.show_busy(busy=True)
        data = {"comment": comment.strip()} if comment.strip() else {}
        self._deciding = self._runner.run_long(
            partial(decide_each, self._signed.app, step, duties, data),
            self._decided_each,
            self._refused,
            lane=Lane.DATABASE,
        )

    def _decided_each(self, outcome: Outcome) -> None:
        self._ticked, self._moves_on = tuple(each.case_no for each in outcome.refused), True
        self._ready()
        self._view.show_outcome(outcome)
        self.refresh()

    # One

    def decide(self, step: str, comment: str, lowered: Mapping[int, str] | None = None) -> None:
        """Decide; ``lowered``: the new quantity (goods) or amount in 元 by number of the row; "" strikes."""
        look = self._look
        if look is None or self._busy or look.case.complaint.case_no != self._wanted:
            return  # another one is marked in the queue, its page still on its way
        if self._left:
            self.open()
            return
        if self._unseen is not None:
            self._ask_again()
            return
        self._merges = 0
        if step not in SAID_HERE:
            self._view.show_ask(step, look)
            return
        data: dict[str, object] = {"comment": comment.strip()} if comment.strip() else {}
        if step == Step.APPROVE and lowered:
            data["lowered"] = [lowered_row(row, lowered[row.no]) for row in look.rows if row.no in lowered]
        self._send(step, look, data)

    def _ask_again(self) -> None:
        """It changed by itself a moment ago, perhaps as the key went down: the next press is meant."""
        unseen, self._unseen = self._unseen, None
        if unseen is not None:
            self._view.show_changed(*unseen)

    def _send(self, step: str, look: ApprovalLook, data: Mapping[str, object]) -> None:
        self._busy = True
        self._view.show_busy(busy=True)
        complaint = look.case.complaint
        work = partial(self._signed.app.do, take, step, complaint.case_no, data, version=complaint.version)
        done = partial(self._decided, step, complaint.case_no)
        self._runner.run(work, done, partial(self._not_taken, step, look, data))

    def _not_taken(
        self, step: str, look: ApprovalLook, data: Mapping[str, object], error: CodedError
    ) -> None:
        """The case moved meanwhile: look at what it is now, before anything is decided or refused."""
        if not isinstance(error, SomeoneElseWasFaster) or self._merges >= MOST_MERGES:
            self._refused(error)
            return
        self._merges += 1
        app = self._signed.app
        work = partial(app.ask, approval_page, look.case.complaint.case_no, app.clock)
        self._runner.run(work, partial(self._moved, step, data, error), self._refused)

    def _moved(self, step: str, data: Mapping[str, object], error: CodedError, page: ApprovalPage) -> None:
        """Decide on what stands now, where all that the decision rests on was seen; else ask again."""
        look = approval_look(page, self._signed.login)
        refused = look.refused[step] if look is not None else error
        if look is not None and refused is None and self._same(look) and self._since(look) is None:
            self._look = look
            self._send(step, look, data)
            return
        self._ready()
        if look is None and self._says_why(page):
            return
        self._show(look)
        if refused is not None:
            self._view.show_refused(refused)
        self._unseen = None  # it was pressed and is on the page now: the next press is meant

    def _decided(self, step: str, case_no: str, _: Case) -> None:
        self._wanted = self._after(case_no)
        self._ready()
        self._view.show_decided(step, case_no)
        self.refresh()

    def _after(self, case_no: str) -> str:
        """The case below the one that was decided."""
        numbers = [duty.head.case_no for duty in self._waiting]
        at = numbers.index(case_no) if case_no in numbers else -1
        return numbers[at + 1] if 0 <= at < len(numbers) - 1 else ""

    def _refused(self, error: CodedError) -> None:
        self._ready()
        self._view.show_refused(error)

    def _ready(self) -> None:
        self._busy = False
        self._view.show_busy(busy=False)
        if self._missed:
            self.refresh()


def waiting_for(signed: Signed, logins: tuple[str, ...]) -> tuple[ApprovalDuty, ...]:
    """What these may decide, what is due first at the top; then what this person has still to countersign."""
    asked = signed.app.ask
    waiting = sorted(asked(approvals_waiting, logins), key=lambda duty: duty.due_at or _NEVER)
    signs = signs_for(signed.office, signed.login, _today(signed))
    return (*waiting, *asked(countersigns_waiting, signs))


def _today(signed: Signed) -> date:
    return signed.office.day(signed.app.clock or datetime.now(signed.office.zone))


def principals(office: Office, login: str, day: date) -> tuple[str, ...]:
    """This person and everybody for whom he stands in on this day."""
    others = {row.principal for row in office.substitutes}
    return (login, *sorted(other for other in others if stands_in(office, login, other, day)))


def approval_look(approval: ApprovalPage, login: str) -> ApprovalLook | None:
    """The page of a decision; None where the case waits for nobody's word any more."""
    page = approval.page
    desk = desk_of(page, login)
    proposal, link = _subject(page.case, desk)
    if proposal is None or link is None:
        return None
    rows = tuple(row for row in page.case.remedies if row.proposal == proposal.no)
    return ApprovalLook(
        approval=approval,
        proposal=proposal,
        link=link,
        rows=rows,
        limits=limits_of(desk, link.approver, proposal, rows),
        median=median_of(approval),
        customer=approval.customer,
        batch=approval.batch,
        refused={step: _refusal(step, page.case, desk) for step in (*DECISIONS, Step.COUNTERSIGN)},
        due=next(iter(dues_of(page.case, desk)), None),
        gifts=page.gifts.cautions(rows, proposal.approved_at),
        cautions=cautions_for(desk.me, page.case, page.office),
    )


def _subject(case: Case, desk: Desk) -> tuple[Proposal | None, Approval | None]:
    """The proposal to decide on and whose turn it is; before another's turn what this person countersigns."""
    mine = next(iter(to_countersign(case, desk)), None)
    link = turn(case)
    asked = link is not None and link.approver in principals(desk.office, desk.login, desk.today)
    if asked or mine is None:
        return submitted(case), link
    return next((row for row in case.proposals if row.no == mine.proposal), None), mine


def _refusal(step: str, case: Case, desk: Desk) -> DomainError | None:
    try:
        may(step, case, desk)
    except DomainError as refused:
        return refused
    return None
