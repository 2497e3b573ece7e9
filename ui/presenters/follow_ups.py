"""回访: the queue of one caller, the script of a call with what was agreed and given, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Protocol

from aftersales.domain.authority import GRAVE
from aftersales.domain.case import Case
from aftersales.domain.codes import NoticeState, Satisfaction, State
from aftersales.domain.errors import CodedError, DomainError, Trouble
from aftersales.domain.policy import NotOnThePath, may
from aftersales.domain.records.notice import FollowUp, Notice
from aftersales.domain.records.proposal import Proposal, Remedy
from aftersales.domain.steps.following import CONTENT, last_word, still_open
from aftersales.domain.steps.ticking import unconfirmed
from aftersales.domain.workflow import Step
from aftersales.storage.queries.follow_ups import FollowUpLine, follow_ups_waiting
from aftersales.storage.queries.page import CasePage, case_page
from aftersales.usecases.following import Asked, asked
from aftersales.usecases.once import DoneWithOtherWords
from aftersales.usecases.ports import SomeoneElseWasFaster
from aftersales.usecases.taking import take
from ui.presenters.case import desk_of, standing
from ui.presenters.live.merging import mine_since
from ui.presenters.runner import Runner
from ui.presenters.session import Signed

__all__ = ["CallLook", "Called", "FollowUpLine", "FollowUpsPresenter", "Group", "Told", "Waiting"]

SCORES = ("sat_result", "sat_speed", "sat_attitude")
"""What is scored from 1 to 5: the result apart from the speed and the manner of handling."""


class Group(StrEnum):
    """When the call is planned."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    ASKED = "asked"


@dataclass(frozen=True)
class Waiting:
    """A line of the queue; ``own``: the caller has handled the case himself, better somebody else calls."""

    line: FollowUpLine
    group: Group
    own: bool


@dataclass(frozen=True)
class Told:
    """What a caller has filled in; texts as typed, scores "1" to "5", "" for nothing."""

    channel: str = ""
    interviewee: str = ""
    scores: Mapping[str, str] = field(default_factory=dict)
    keep_using: str = ""
    new_issue: str = ""
    words: str = ""
    lessons: str = ""
    arrived: str = ""


def told_of(row: FollowUp) -> Told:
    """What was filled in for a call that is noted."""
    scores = {name: str(getattr(row, name) or "") for name in SCORES}
    issue = {True: "yes", False: "no"}.get(row.new_issue) if row.new_issue is not None else None
    return Told(
        channel=row.channel or "",
        interviewee=row.interviewee or "",
        scores=scores,
        keep_using=row.keep_using or "",
        new_issue=issue or "",
        words=row.suggestion or "",
    )


@dataclass(frozen=True, kw_only=True)
class CallLook:
    """Everything beside the telephone: ``open`` is what keeps the case from closing, by number.

    ``asks_arrival``: money was paid and the customer is still to say whether it came.
    """

    page: CasePage
    proposal: Proposal | None
    remedies: tuple[Remedy, ...]
    notices: tuple[Notice, ...]
    calls: tuple[FollowUp, ...]
    said: str | None
    open: tuple[str, ...]
    asks_lessons: bool
    asks_arrival: bool
    refused: DomainError | None
    whom: str

    @property
    def case(self) -> Case:
        """The case."""
        return self.page.case

    @property
    def told(self) -> Told:
        """What stands in the fields before anybody types: the last call where it waits to be closed."""
        return told_of(self.calls[-1]) if self.to_close and self.calls else Told(interviewee=self.whom)

    @property
    def to_close(self) -> bool:
        """Whether the customer is content already and the case only waits to be closed."""
        return self.said in CONTENT


@dataclass(frozen=True)
class Called:
    """What came of a call: the state the case is in, what keeps it open, the day of the next attempt."""

    case_no: str
    satisfaction: str
    state: str
    open: tuple[str, ...] = ()
    attempt: int = 1
    next_on: date | None = None
    level: str | None = None


class FollowUpsView(Protocol):
    """What the page can show."""

    def show_queue(self, waiting: tuple[Waiting, ...], *, not_for_me: int) -> None:
        """Show who is to be called; so many more are not, because the complaint is about this person."""

    def show_page(self, look: CallLook | None) -> None:
        """Show one call; None where nobody waits."""

    def show_busy(self, *, busy: bool) -> None:
        """Whether an answer is on its way."""

    def show_called(self, called: Called) -> None:
        """It was noted."""

    def show_words_wanted(self) -> None:
        """Ask what the customer is not content with: it is why the case is looked into again."""

    def show_refused(self, error: CodedError) -> None:
        """Say why not, beside its field where it has one."""


class FollowUpsPresenter:
    """The calls of one service person; after a call comes the next."""

    def __init__(self, view: FollowUpsView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._waiting: tuple[Waiting, ...] = ()
        self._wanted = self._named = ""
        self._look: CallLook | None = None
        self._busy = self._missed = self._opening = False
        self._unheard: tuple[str, int] | None = None

    @property
    def look(self) -> CallLook | None:
        """The call that is shown."""
        return self._look

    def open(self, case_no: str = "") -> None:
        """Show the queue, at this case; where it waits for no call, it says so itself."""
        self._wanted, self._named = case_no or self._wanted, case_no
        self._opening, self._unheard = True, None
        self.refresh()

    def refresh(self) -> None:
        """Ask again who waits."""
        self._missed = False
        self._runner.run(
            partial(self._signed.app.ask, follow_ups_waiting), self._came, self._view.show_refused
        )

    def _came(self, lines: tuple[FollowUpLine, ...]) -> None:
        if self._busy:  # the call stays in sight until the office has answered
            self._missed = True
            return
        signed = self._signed
        self._waiting = queue_of(lines, signed.login, today(signed))
        self._view.show_queue(self._waiting, not_for_me=len(lines) - len(self._waiting))
        if self._named in {line.case_no for line in lines}:
            self._named = ""  # it waits, for others where it is about me
        case_no = self._next([one.line.case_no for one in self._waiting])
        if case_no:
            self.choose(case_no)
        else:
            self._look = self._unheard = None
            self._view.show_page(None)

    def _next(self, numbers: list[str]) -> str:
        """The case to show; the one in sight stays, even where it left: its keys must not hit another."""
        stays = self._look.case.complaint.case_no if self._look and not self._opening else ""
        named, self._named, self._opening = self._named, "", False
        return self._wanted if self._wanted in numbers else named or stays or next(iter(numbers), "")

    def choose(self, case_no: str) -> None:
        """Show this call."""
        self._wanted = case_no
        app = self._signed.app
        work = partial(app.ask, case_page, case_no, app.clock)
        self._runner.run(work, self._page_came, self._view.show_refused)

    def _page_came(self, page: CasePage) -> None:
        if self._busy:
            self._missed = True
        elif page.case.complaint.case_no == self._wanted:
            self._look = look_of(page, self._signed.login)
            if self._unheard is not None and self._unheard[0] != self._wanted:
                self._unheard = None  # it is seen in its case how often it was tried
            self._view.show_page(self._look)

    def call(self, satisfaction: str, told: Told) -> None:
        """Note what the customer said, or that nobody answered; close or begin again as he says."""
        look = self._look
        if look is None or self._busy:
            return
        if satisfaction == Satisfaction.DISSATISFIED and not told.words.strip():
            self._view.show_words_wanted()
            return
        case_no, version = look.case.complaint.case_no, self._version(look)
        work = partial(
            self._signed.app.do,
            asked,
            case_no,
            data_of(satisfaction, told),
            version=version,
            closing=_closing(told),
            reason=told.words.strip()[:500],
        )
        self._begin()
        self._runner.run(work, partial(self._called, satisfaction), partial(self._not_noted, look, version))

    def _version(self, look: CallLook) -> int:
        """What the call is noted from: where mine stands and I never heard so, the version before it."""
        case_no, before = self._unheard or ("", 0)
        mine = case_no == look.case.complaint.case_no
        stands = mine and mine_since(look.page, before, self._signed.login, Step.FOLLOW_UP)
        return before if stands else look.case.complaint.version

    def _not_noted(self, look: CallLook, version: int, error: CodedError) -> None:
        """A line that is cut may have noted it: pressed again it is that call, and no second one."""
        complaint = look.case.complaint
        if isinstance(error, Trouble):
            self._unheard = complaint.case_no, version
        elif isinstance(error, SomeoneElseWasFaster) and version < complaint.version:
            self._unheard, error = None, DoneWithOtherWords(case_no=complaint.case_no)
        self._refused(error)

    def close(self, told: Told) -> None:
        """Close the case of a customer who was content before."""
        look = self._look
        if look is None or self._busy:
            return
        complaint = look.case.complaint
        work = partial(
            self._signed.app.do,
            take,
            Step.CLOSE,
            complaint.case_no,
            _closing(told),
            version=complaint.version,
        )
        self._begin()
        self._runner.run(work, self._closed, self._refused)

    def _begin(self) -> None:
        self._busy = True
        self._view.show_busy(busy=True)

    def _closed(self, case: Case) -> None:
        self._called(last_word(case) or "", Asked(case))

    def _called(self, satisfaction: str, answer: Asked) -> None:
        self._busy = False
        self._view.show_busy(busy=False)
        called = called_of(satisfaction, answer)
        self._unheard = None
        if called.state != State.FOLLOWING_UP or called.next_on is not None:
            self._wanted = self._after(called.case_no)
        self._look = None  # what is pressed before the next one is read is not for this one
        self._view.show_called(called)
        self.refresh()

    def _after(self, case_no: str) -> str:
        """The case below the one that was called."""
        numbers = [one.line.case_no for one in self._waiting]
        at = numbers.index(case_no) if case_no in numbers else -1
        return numbers[at + 1] if 0 <= at < len(numbers) - 1 else ""

    def _refused(self, error: CodedError) -> None:
        self._busy = False
        self._view.show_busy(busy=False)
        self._view.show_refused(error)
        if self._missed:
            self.refresh()


def today(signed: Signed) -> date:
    """The office's day."""
    return signed.office.day(signed.app.clock or datetime.now(signed.office.zone))


def queue_of(lines: Iterable[FollowUpLine], login: str, day: date) -> tuple[Waiting, ...]:
    """Whom this person may call: by day; within a day first the cases that others handled."""
    mine = [
        Waiting(line, group_of(line, day), line.owner == login) for line in lines if login not in line.about
    ]
    order = list(Group)
    return tuple(
        sorted(mine, key=lambda one: (order.index(one.group), one.line.planned_on or date.max, one.own))
    )


def group_of(line: FollowUpLine, day: date) -> Group:
    """When the call is due."""
    if line.planned_on is None:
        return Group.ASKED
    if line.planned_on < day:
        return Group.OVERDUE
    return Group.TODAY if line.planned_on == day else Group.LATER


def look_of(page: CasePage, login: str) -> CallLook:
    """What stands beside the telephone."""
    case, proposal = page.case, standing(page.case)
    calls = tuple(row for row in case.follow_ups if row.at and row.round_no == case.complaint.round_no)
    alive = tuple(
        row for row in case.notices if row.state not in (NoticeState.CANCELLED, NoticeState.RETURNED)
    )
    return CallLook(
        page=page,
        proposal=proposal,
        remedies=tuple(row for row in case.remedies if proposal and row.proposal == proposal.no),
        notices=alive,
        calls=calls,
        said=last_word(case),
        open=tuple(one for one in still_open(case) if not one.startswith("follow_up ")),
        asks_lessons=case.complaint.severity in GRAVE and not case.complaint.lessons,
        asks_arrival=bool(unconfirmed(case)) and last_word(case) not in CONTENT,
        refused=_refusal(case, page, login),
        whom=case.customer.contact_name or case.customer.cust_name or "",
    )


def _refusal(case: Case, page: CasePage, login: str) -> DomainError | None:
    if case.complaint.state != State.FOLLOWING_UP:
        return NotOnThePath(step=Step.FOLLOW_UP, state=case.complaint.state)
    try:
        may(Step.FOLLOW_UP, case, desk_of(page, login))
    except DomainError as refused:
        return refused
    return None


def data_of(satisfaction: str, told: Told) -> dict[str, object]:
    """The call as the step takes it; what was not said is left out, nobody scores a call that failed."""
    data: dict[str, object] = {
        "channel": told.channel,
        "interviewee": told.interviewee.strip(),
        "satisfaction": satisfaction,
        "suggestion": told.words.strip(),
    }
    if satisfaction != Satisfaction.UNREACHED:
        data |= {name: told.scores.get(name, "") for name in SCORES}
        data |= {"customer_confirmed_on": told.arrived.strip()}
        data |= {"keep_using": told.keep_using, "new_issue": {"yes": True, "no": False}.get(told.new_issue)}
    return {name: value for name, value in data.items() if value not in ("", None)}


def _closing(told: Told) -> dict[str, object]:
    return {"lessons": told.lessons.strip()} if told.lessons.strip() else {}


def called_of(satisfaction: str, answer: Asked) -> Called:
    """What came of it, for the person who called."""
    case = answer.case
    made = [row for row in case.follow_ups if row.at is not None]
    planned = next((row.planned_on for row in case.follow_ups if row.at is None), None)
    complaint = case.complaint
    return Called(
        case_no=complaint.case_no,
        satisfaction=satisfaction,
        state=complaint.state,
        open=answer.open,
        attempt=made[-1].attempt_no if made else 0,
        next_on=planned if complaint.state == State.FOLLOWING_UP else None,
        level=complaint.handler_level,
    )
