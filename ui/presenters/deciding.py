"""What a decision is made of: several by one word, an act each; the limits that apply, rows lowered."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aftersales.app import App
from aftersales.domain import authority
from aftersales.domain.case import Case
from aftersales.domain.checks import Caution
from aftersales.domain.codes import ApprovalDecision
from aftersales.domain.errors import CodedError, DomainError, Trouble
from aftersales.domain.money import parse_yuan
from aftersales.domain.office import Desk
from aftersales.domain.records.proposal import Approval, Proposal, Remedy
from aftersales.domain.routing import GOODS_KINDS
from aftersales.domain.workflow import Step
from aftersales.storage.queries.duties import ApprovalDuty, approvals_waiting
from aftersales.storage.queries.page import ApprovalPage, Past
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import take
from ui.presenters.case import Due
from ui.presenters.live.reconsidering import Subject
from ui.presenters.runner import Progress

__all__ = [
    "SEVERAL",
    "ApprovalLook",
    "Limit",
    "Median",
    "Outcome",
    "Refusal",
    "alike",
    "decide_each",
    "kinds",
]

SEVERAL = (Step.APPROVE, Step.SEND_BACK, Step.REJECT)
"""What may be decided for several cases at once."""
TRIES = 4
"""So often the case may have moved before it is told."""


@dataclass(frozen=True)
class Refusal:
    """A case that was not decided, and why."""

    case_no: str
    error: CodedError


@dataclass(frozen=True)
class Outcome:
    """What came of one decision on several cases: those that stand, and those that were refused."""

    step: str
    done: tuple[str, ...]
    refused: tuple[Refusal, ...]


def kinds(duty: ApprovalDuty) -> frozenset[str]:
    """The kinds of remedies that are proposed."""
    return frozenset(row.kind for row in duty.remedies)


def alike(one: ApprovalDuty, waiting: Iterable[ApprovalDuty]) -> tuple[ApprovalDuty, ...]:
    """What waits with the same kinds of remedies for a case as severe, this one among them."""
    return tuple(
        duty
        for duty in waiting
        if not duty.by_word and kinds(duty) == kinds(one) and duty.head.severity == one.head.severity
    )


def decide_each(
    app: App, step: str, duties: Sequence[ApprovalDuty], data: Mapping[str, object], progress: Progress
) -> Outcome:
    """Decide each as it was looked at; a refusal stops none of the others, a trouble of the office all."""
    done: list[str] = []
    refused: list[Refusal] = []
    trouble: Trouble | None = None
    for duty in duties:
        number = duty.head.case_no
        try:
            if trouble is not None:
                raise trouble
            _decided(app, step, duty, data)
        except CodedError as error:
            trouble = error if isinstance(error, Trouble) else None
            refused.append(Refusal(number, error))
        else:
            done.append(number)
        progress.tell(len(done) + len(refused), len(duties))
    return Outcome(step, tuple(done), tuple(refused))


def _decided(app: App, step: str, duty: ApprovalDuty, data: Mapping[str, object]) -> None:
    """Decide on what was seen in the queue; what others did beside it changes nothing."""
    for left in reversed(range(TRIES)):
        try:
            app.do(take, step, duty.head.case_no, data, version=duty.head.version)
        except SomeoneElseWasFaster:
            now = _again(app, duty)
            if now is None or not left:
                raise
            duty = now
        else:
            return


def _again(app: App, seen: ApprovalDuty) -> ApprovalDuty | None:
    """The same duty as it stands now; None where it waits no more or is another proposal."""
    waiting = app.ask(approvals_waiting, (seen.row.approver,))
    now = next((duty for duty in waiting if duty.head.case_no == seen.head.case_no), None)
    same = now is not None and (now.proposal, now.remedies, now.row, now.head.severity) == (
        *(seen.proposal, seen.remedies, seen.row),
        seen.head.severity,
    )
    return now if same else None


# What applies, and what is lowered


@dataclass(frozen=True)
class Limit:
    """How much of a limit is used: ``value`` with the sum of the window before, and ``limit`` (分).

    ``limit`` None: without limit. ``whose``: the approver who decides with it; ``scope`` it falls under.
    """

    scope: str
    value: int
    past: int
    limit: int | None
    whose: str


@dataclass(frozen=True)
class Median:
    """Approved cases alike: their values (分, ascending), the middle one, and the newest case."""

    values: tuple[int, ...]
    middle: int
    newest: str
    newest_value: int


@dataclass(frozen=True, kw_only=True)
class ApprovalLook:
    """Everything on the page of one decision, in codes; ``gifts``: what they do to the month's budget.

    ``cautions``: what should be looked at again before somebody says yes.
    """

    approval: ApprovalPage
    proposal: Proposal
    link: Approval
    rows: tuple[Remedy, ...]
    limits: tuple[Limit, ...]
    median: Median | None
    customer: Past
    batch: Past
    refused: Mapping[str, DomainError | None]
    due: Due | None
    gifts: tuple[Caution, ...]
    cautions: tuple[Caution, ...]

    @property
    def by_word(self) -> bool:
        """Whether it was approved by word, so that only its countersignature is missing."""
        return self.link.decision == ApprovalDecision.BY_WORD

    @property
    def case(self) -> Case:
        """The case to decide on."""
        return self.approval.page.case

    @property
    def subject(self) -> Subject:
        """What is decided on."""
        return Subject(self.case, self.proposal, self.link, self.rows)

    @property
    def then(self) -> tuple[str, ...]:
        """Who decides after this one, login by login up the chain."""
        link = self.link
        later = (row for row in self.case.approvals if row.proposal == link.proposal and not row.decision)
        chain = sorted((row.link_no, row.approver) for row in later if row.link_no > link.link_no)
        return tuple(approver for _, approver in chain)


def limits_of(desk: Desk, whose: str, proposal: Proposal, rows: tuple[Remedy, ...]) -> tuple[Limit, ...]:
    """The limits that apply to the rows; a substitute decides with the principal's, who may have left."""
    person = desk.office.by_login[whose]
    return tuple(
        Limit(
            scope,
            proposal.authority_value,
            desk.past,
            authority.limit_of(desk.office, person, scope, desk.today),
            whose,
        )
        for scope in authority.scopes_of(rows)
    )


def median_of(approval: ApprovalPage) -> Median | None:
    """The approved cases alike; None where there is none."""
    if not approval.alike:
        return None
    values = tuple(sorted(each.value for each in approval.alike))
    newest = approval.alike[0]
    return Median(values, round(statistics.median(values)), newest.case_no, newest.value)


def lowered_row(row: Remedy, told: str) -> dict[str, object]:
    """How a row is lowered: goods by quantity, the rest by amount; nothing said strikes it."""
    if not told.strip():
        return {"row": row.no}
    return {"row": row.no, ("qty" if row.kind in GOODS_KINDS else "amount"): told.strip()}


def lowered_value(rows: tuple[Remedy, ...], lowered: Mapping[int, str]) -> int | None:
    """What ours comes to (分) with the rows lowered so; None while something typed cannot be read.

    What customer and department bear stays, as far as the amount reaches.
    """
    total = 0
    for row in rows:
        try:
            amount = _amount(row, lowered[row.no]) if row.no in lowered else row.amount or 0
        except (DomainError, ValueError, ArithmeticError):
            return None
        total += max(amount - (row.share_customer or 0) - (row.share_department or 0), 0)
    return total


def _amount(row: Remedy, told: str) -> int:
    if not told.strip():
        return 0
    if row.kind in GOODS_KINDS and row.unit_value is not None:
        return int(Decimal(told) * row.unit_value)
    return parse_yuan(told)
