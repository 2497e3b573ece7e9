"""今日: what a person owes by due time: clocks, promises, approvals, notices, visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from aftersales.app import App
from aftersales.domain.codes import Clock, NoticeState, Role
from aftersales.domain.office import Office
from aftersales.domain.policy import stands_in
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.contact import Promise
from aftersales.domain.records.notice import FollowUp, Notice
from aftersales.domain.records.staff import Staff
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.workflow import Step
from aftersales.domain.worktime import WorkCalendar
from aftersales.storage.queries import duties
from ui.models.cells import Mood
from ui.presenters.runner import Runner
from ui.presenters.session import Signed

HORIZON = timedelta(days=60)
"""What is due later than this is nobody's care today."""
SOON = 120
"""Working minutes within which a due time is soon (look.md)."""
MOST = 400


class Group(StrEnum):
    """When something is due, as a person says it."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"


class Kind(StrEnum):
    """What is owed."""

    CLOCK = "clock"
    PROMISE = "promise"
    APPROVAL = "approval"
    NOTICE = "notice"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Due:
    """A due time: the moment (office's clock), how it stands, working minutes left or passed."""

    at: datetime
    mood: Mood
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One thing owed: ``code`` within its kind, the number to say, ``fen`` of an approval, the next step."""

    kind: Kind
    code: str
    key: str
    case_no: str
    number: str
    what: str
    customer: str
    step: str
    due: Due
    group: Group
    mine: bool = False
    fen: int | None = None


VERBS: dict[str, str] = {
    Clock.HAND_OVER: Step.ACCEPT,
    Clock.FIRST_CONTACT: Step.CONTACT,
    Clock.CONTAINMENT: Step.CONTAIN,
    Clock.FIRST_ANSWER: Step.CONTACT,
    Clock.DECISION: Step.PROPOSE,
    Clock.ANSWER: Step.ANSWER,
    Clock.PROGRESS: Step.PROGRESS_NOTICE,
    Clock.RESOLUTION: Step.CONTACT,
}
"""The step that stops each clock, as the row's verb; notices and visits have rows of their own."""


def due_of(hours: WorkCalendar, at: datetime, now: datetime) -> Due:
    """How a moment (UTC) stands now."""
    local = at.astimezone(hours.zone)
    if at <= now:
        return Due(local, Mood.OVERDUE, hours.working_minutes_between(at, now))
    left = hours.working_minutes_between(now, at)
    return Due(local, Mood.SOON if left <= SOON else Mood.LATER, left)


def group_of(at: datetime, now: datetime, hours: WorkCalendar) -> Group:
    """In which group something due at ``at`` stands."""
    if at <= now:
        return Group.OVERDUE
    day, today = at.astimezone(hours.zone).date(), now.astimezone(hours.zone).date()
    if day <= today + timedelta(days=1):
        return Group.TODAY if day == today else Group.TOMORROW
    sunday = today + timedelta(days=7 - today.isoweekday())
    return Group.WEEK if day <= sunday else Group.LATER


@dataclass(frozen=True)
class Day:
    """What the day strip and the list show: ``now`` on the office's clock, its open hours, what is owed."""

    now: datetime
    opens: tuple[tuple[datetime, datetime], ...]
    owed: tuple[Owed, ...]

    def mine(self) -> tuple[Owed, ...]:
        """What I owe myself."""
        return tuple(one for one in self.owed if one.mine)

    @property
    def today(self) -> date:
        """The office's day."""
        return self.now.date()


def read_day(app: App, office: Office, me: Staff) -> Day:
    """Everything owed in the office that this person sees, earliest first."""
    now = app.ask(lambda wire: wire.now())
    until, today, hours = now + HORIZON, office.day(now), office.hours
    clocks, promises, visits, slips = app.ask(
        lambda wire: (
            duties.clocks_due(wire, until, MOST),
            duties.promises_due(wire, until, MOST),
            duties.follow_ups_planned(wire, office.day(until), MOST),
            duties.notices(wire, states=(NoticeState.ISSUED, NoticeState.ACCEPTED, NoticeState.DONE)),
        )
    )
    waiting = app.ask(duties.approvals_waiting, approvers(office, me, today))
    sheet = _Sheet(office, me, now)
    found = [
        *sheet.clocks(clocks),
        *sheet.promises(promises),
        *sheet.visits(visits),
        *sheet.notices(slips),
        *sheet.approvals(waiting, clocks),
    ]
    local = now.astimezone(office.zone)
    return Day(local, _local(hours, today), tuple(sorted(found, key=lambda one: (one.due.at, one.key))))


def _local(hours: WorkCalendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
    zone = hours.zone
    return tuple((a.astimezone(zone), b.astimezone(zone)) for a, b in hours.open_hours(day))


def approvers(office: Office, me: Staff, today: date) -> tuple[str, ...]:
    """My login, and those of whom I stand in for today."""
    others = (row.principal for row in office.substitutes)
    return (me.login, *(p for p in others if stands_in(office, me.login, p, today)))


class _Sheet:
    """Turns duties into rows of one person's list."""

    def __init__(self, office: Office, me: Staff, now: datetime) -> None:
        self.office, self.me, self.now, self.hours = office, me, now, office.hours
        self.serves = Role.SERVICE in me.roles

    def _row(self, kind: Kind, code: str, head: duties.CaseHead, at: datetime, no: int, step: str) -> Owed:
        return Owed(
            kind=kind,
            code=code,
            key=f"{kind}/{head.case_no}/{no}",
            case_no=head.case_no,
            number=head.case_no,
            what=head.title or "",
            customer=head.cust_name or "",
            step=step,
            due=due_of(self.hours, at, self.now),
            group=group_of(at, self.now, self.hours),
        )

    def clocks(self, rows: Iterable[duties.Duty[CaseClock]]) -> Iterator[Owed]:
        for duty in rows:
            row, head = duty.row, duty.head
            if row.clock in VERBS and row.due_at is not None:
                mine = head.owner == self.me.login if head.owner else self.serves
                made = self._row(Kind.CLOCK, row.clock, head, row.due_at, row.no, VERBS[row.clock])
                yield replace(made, mine=mine)

    def promises(self, rows: Iterable[duties.Duty[Promise]]) -> Iterator[Owed]:
        for duty in rows:
            row, head = duty.row, duty.head
            if row.due_at is not None:
                made = self._row(Kind.PROMISE, row.kind or "", head, row.due_at, row.no, Step.KEEP_PROMISE)
                mine = self.me.login in {head.owner, row.made_by}
                yield replace(made, mine=mine, what=row.content or made.what)

    def visits(self, rows: Iterable[duties.Duty[FollowUp]]) -> Iterator[Owed]:
        for duty in rows:
            if duty.row.planned_on is not None:
                at = _closing(self.hours, duty.row.planned_on)
                made = self._row(Kind.FOLLOW_UP, "", duty.head, at, duty.row.no, Step.FOLLOW_UP)
                yield replace(made, mine=self.serves)

    def notices(self, rows: Iterable[duties.Duty[Notice]]) -> Iterator[Owed]:
        for duty in rows:
            row, head = duty.row, duty.head
            done = row.state == NoticeState.DONE
            mine = head.owner == self.me.login if done else ROLE_OF.get(row.department) in self.me.roles
            if row.due_at is not None:
                made = self._row(Kind.NOTICE, row.kind, head, row.due_at, row.no, _NEXT[row.state])
                yield replace(made, mine=mine, number=row.notice_no)

    def approvals(
        self, rows: Iterable[duties.ApprovalDuty], clocks: Iterable[duties.Duty[CaseClock]]
    ) -> Iterator[Owed]:
        ends = {duty.head.case_no: duty.row.due_at for duty in clocks if duty.row.clock == Clock.DECISION}
        for duty in rows:
            at = ends.get(duty.head.case_no) or duty.proposal.applied_at or self.now
            made = self._row(Kind.APPROVAL, "", duty.head, at, duty.row.no, Step.APPROVE)
            yield replace(made, mine=True, fen=duty.proposal.total)


def _closing(hours: WorkCalendar, day: date) -> datetime:
    """When the office closes on this day; the last minute of a day on which it does not open."""
    spans = hours.open_hours(day)
    return spans[-1][1] if spans else hours.end_of_day(day) - timedelta(minutes=1)


_NEXT: dict[str, str] = {
    NoticeState.ISSUED: Step.ACCEPT_NOTICE,
    NoticeState.ACCEPTED: Step.DONE_NOTICE,
    NoticeState.DONE: Step.CONFIRM_NOTICE,
}


class View(Protocol):
    """What 今日 shows."""

    def show_day(self, day: Day, *, everybody: bool) -> None:
        """The day strip, and what is owed by me or by everybody."""


class TodayPresenter:
    """Reads the day and keeps whose it is."""

    def __init__(self, view: View, runner: Runner, who: Signed) -> None:
        self._view, self._runner, self._who = view, runner, who
        self.everybody = False
        self._day: Day | None = None

    def refresh(self) -> None:
        """Read again."""
        who = self._who
        self._runner.run(lambda: read_day(who.app, who.office, who.me), self._read)

    def _read(self, day: Day) -> None:
        self._day = day
        self._view.show_day(day, everybody=self.everybody)

    def show_everybody(self, *, yes: bool) -> None:
        """Whether what others owe is shown too."""
        self.everybody = yes
        if self._day is not None:
            self._view.show_day(self._day, everybody=yes)
