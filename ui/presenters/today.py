"""今日: what a person owes by due time: clocks, promises, approvals, notices, visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from aftersales.domain.codes import Clock, NoticeState, Role
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.workflow import Step
from ui.models.cells import Mood

if TYPE_CHECKING:
    from collections.abc import Callable

    from aftersales.app import App
    from aftersales.domain.fields import CaseRow
    from aftersales.domain.office import Office
    from aftersales.domain.records.complaint import CaseClock
    from aftersales.domain.records.contact import Promise
    from aftersales.domain.records.notice import FollowUp, Notice
    from aftersales.domain.records.office import SensitivePeriod
    from aftersales.domain.records.staff import Staff
    from aftersales.domain.worktime import WorkCalendar
    from aftersales.storage.queries import duties
    from ui.presenters.runner import Runner
    from ui.presenters.session import Signed

HORIZON = timedelta(days=60)
"""What is due later than this is nobody's care today."""
SOON = 120
"""Working minutes within which a due time is soon (look.md)."""
MOST = 400
"""So much is read of what everybody owes; one's own and one's group's is read beside it."""
MOST_NEAR = 2_000
COUNTERSIGNED_WITHIN = 1
"""Working days in which what was approved by word is to be countersigned; later it stands as overdue."""


class Group(StrEnum):
    """When something is due, as a person says it."""

    OVERDUE = "overdue"
    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"
    LATER = "later"


class Whose(StrEnum):
    """Of whom one looks at what is owed."""

    MINE = "mine"
    GROUP = "group"
    ALL = "all"


class Kind(StrEnum):
    """What is owed."""

    CLOCK = "clock"
    PROMISE = "promise"
    APPROVAL = "approval"
    NOTICE = "notice"
    FOLLOW_UP = "follow_up"
    HOLD = "hold"
    AUTHORITY = "authority"


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
    ours: bool = False
    """Whether somebody of my group owes it, or nobody yet."""
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
    """What the day strip and the list show: ``now`` on the office's clock, its open hours, what is owed.

    ``period``: the sensitive period that holds today; ``leads``: whether I look after a group;
    ``on_hold``: how many approvals wait for me in cases on hold, none of them due.
    """

    now: datetime
    opens: tuple[tuple[datetime, datetime], ...]
    owed: tuple[Owed, ...]
    period: SensitivePeriod | None = None
    leads: bool = False
    on_hold: int = 0

    def of(self, whose: str) -> tuple[Owed, ...]:
        """What I, my group, or everybody owes."""
        if whose == Whose.GROUP:
            return tuple(one for one in self.owed if one.mine or one.ours)
        return self.mine() if whose == Whose.MINE else self.owed

    def mine(self) -> tuple[Owed, ...]:
        """What I owe myself."""
        return tuple(one for one in self.owed if one.mine)

    @property
    def today(self) -> date:
        """The office's day."""
        return self.now.date()


def read_day(app: App, office: Office, me: Staff) -> Day:
    """Everything owed in the office that this person sees, earliest first."""
    from aftersales.domain.policy import signs_for
    from aftersales.storage.queries import duties  # with every record that can be due: not needed for a list

    now = app.ask(lambda wire: wire.now())
    until, today, hours = now + HORIZON, office.day(now), office.hours
    near = _near(office, me)
    clocks, promises, visits, slips, holds, authorities = app.ask(
        lambda wire: (
            _read(partial(duties.clocks_due, wire, until), near),
            _read(partial(duties.promises_due, wire, until), near),
            _read(partial(duties.follow_ups_planned, wire, office.day(until)), near),
            _read(partial(duties.notices, wire, states=tuple(_NEXT)), near),
            duties.holds_ending(wire, office.day(until), MOST_NEAR),
            duties.authorities_waiting(wire, until, MOST_NEAR),
        )
    )
    waiting = app.ask(duties.approvals_waiting, approvers(office, me, today))
    due = [one for one in waiting if one.head.held_until is None]
    sheet = _Sheet(office, me, now)
    found = [
        *sheet.clocks(clocks),
        *sheet.promises(promises),
        *sheet.visits(visits),
        *sheet.notices(slips),
        *sheet.holds(holds),
        *sheet.authorities(authorities),
        *sheet.approvals(due),
        *sheet.countersigns(app.ask(duties.countersigns_waiting, signs_for(office, me.login, today))),
    ]
    owed = tuple(sorted(found, key=lambda one: (one.due.at, one.key)))
    leads, opens, on_hold = Role.LEADER in me.roles, _local(hours, today), len(waiting) - len(due)
    return Day(now.astimezone(office.zone), opens, owed, period_on(office, today), leads, on_hold)


_Row = TypeVar("_Row", bound="CaseRow")


def _read(
    duties_of: Callable[..., tuple[duties.Duty[_Row], ...]], near: Iterable[duties.Near]
) -> tuple[duties.Duty[_Row], ...]:
    """The first of everybody's; where there are more, also all that is near, however late others are."""
    found = duties_of(limit=MOST)
    if len(found) < MOST:
        return found
    more = (duty for whose in near for duty in duties_of(limit=MOST_NEAR, near=whose))
    return tuple({(duty.head.case_no, duty.row.no): duty for duty in (*found, *more)}.values())


def _near(office: Office, me: Staff) -> tuple[duties.Near, ...]:
    """What is mine, then what is my group's and nobody's, where that is mine or mine to look after."""
    from aftersales.storage.queries.duties import Near

    leads, serves = Role.LEADER in me.roles, Role.SERVICE in me.roles
    mine = Near((me.login,), departments=tuple(name for name, role in ROLE_OF.items() if role in me.roles))
    if not leads and not serves:
        return (mine,)
    ours = (me.department,) if leads and me.department else ()
    return mine, Near(colleagues(office, me) if leads else (), nobodys=True, departments=ours)


def period_on(office: Office, day: date) -> SensitivePeriod | None:
    """The sensitive period that holds on this day, whatever its products."""
    return next(
        (p for p in office.sensitive_periods if p.from_on and p.to_on and p.from_on <= day <= p.to_on), None
    )


def _local(hours: WorkCalendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
    zone = hours.zone
    return tuple((a.astimezone(zone), b.astimezone(zone)) for a, b in hours.open_hours(day))


def short_title(title: str | None, customer: str | None) -> str:
    """What a case is about, without the customer with whom a made-up title begins; he has his own column."""
    whole = title or ""
    return whole.removeprefix(customer or "").strip() or whole


def colleagues(office: Office, me: Staff) -> tuple[str, ...]:
    """The logins of my group: of my department; where I have none, of all who register and serve.

    Who has left belongs to it: his open cases are somebody's to look after.
    """
    served = {Role.SERVICE, Role.CLERK}
    return tuple(
        one.login
        for one in office.staff
        if (one.department == me.department if me.department else served & set(one.roles) or one == me)
    )


def approvers(office: Office, me: Staff, today: date) -> tuple[str, ...]:
    """My login, and those of whom I stand in for today."""
    from aftersales.domain.policy import stands_in

    others = (row.principal for row in office.substitutes)
    return (me.login, *(p for p in others if stands_in(office, me.login, p, today)))


class _Sheet:
    """Turns duties into rows of one person's list."""

    def __init__(self, office: Office, me: Staff, now: datetime) -> None:
        self.office, self.me, self.now, self.hours = office, me, now, office.hours
        self.serves = Role.SERVICE in me.roles
        self.group = frozenset(colleagues(office, me))

    def _ours(self, *logins: str | None) -> bool:
        """Whether it is owed by somebody of my group, or by nobody yet."""
        return not any(logins) or bool(self.group.intersection(logins))

    def _row(self, kind: Kind, code: str, head: duties.CaseHead, at: datetime, no: int, step: str) -> Owed:
        return Owed(
            kind=kind,
            code=code,
            key=f"{kind}/{head.case_no}/{no}",
            case_no=head.case_no,
            number=head.case_no,
            what=short_title(head.title, head.cust_name),
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
                yield replace(made, mine=mine, ours=self._ours(head.owner))

    def promises(self, rows: Iterable[duties.Duty[Promise]]) -> Iterator[Owed]:
        for duty in rows:
            row, head = duty.row, duty.head
            if row.due_at is not None:
                made = self._row(Kind.PROMISE, row.kind or "", head, row.due_at, row.no, Step.KEEP_PROMISE)
                mine = self.me.login in {head.owner, row.made_by}
                ours = self._ours(head.owner, row.made_by)
                yield replace(made, mine=mine, ours=ours, what=row.content or made.what)

    def visits(self, rows: Iterable[duties.Duty[FollowUp]]) -> Iterator[Owed]:
        for duty in rows:
            if duty.row.planned_on is not None:
                at = _closing(self.hours, duty.row.planned_on)
                made = self._row(Kind.FOLLOW_UP, "", duty.head, at, duty.row.no, Step.FOLLOW_UP)
                mine = self.serves and self.me.login not in duty.head.about
                yield replace(made, mine=mine, ours=self._ours(duty.head.owner))

    def notices(self, rows: Iterable[duties.Duty[Notice]]) -> Iterator[Owed]:
        for duty in rows:
            row, head = duty.row, duty.head
            back = row.state in _BACK
            mine = head.owner == self.me.login if back else ROLE_OF.get(row.department) in self.me.roles
            if row.due_at is not None:
                made = self._row(Kind.NOTICE, row.kind, head, row.due_at, row.no, _NEXT[row.state])
                ours = self._ours(head.owner) or row.department == self.me.department
                yield replace(made, mine=mine, ours=ours, number=row.notice_no)

    def approvals(self, rows: Iterable[duties.ApprovalDuty]) -> Iterator[Owed]:
        for duty in rows:
            at = duty.due_at or duty.proposal.applied_at or self.now
            made = self._row(Kind.APPROVAL, "", duty.head, at, duty.row.no, Step.APPROVE)
            yield replace(made, mine=True, fen=duty.proposal.total)

    def holds(self, heads: Iterable[duties.CaseHead]) -> Iterator[Owed]:
        for head in heads:
            at = _closing(self.hours, head.held_until) if head.held_until else self.now
            made = self._row(Kind.HOLD, "", head, at, 0, Step.RESUME)
            yield replace(made, mine=head.owner == self.me.login, ours=self._ours(head.owner))

    def authorities(self, rows: Iterable[duties.AuthorityDuty]) -> Iterator[Owed]:
        for duty in rows:
            head = duty.head
            made = self._row(Kind.AUTHORITY, "", head, duty.due_at, 0, Step.CONTACT)
            mine = head.owner == self.me.login if head.owner else self.serves
            yield replace(made, mine=mine, ours=self._ours(head.owner))

    def countersigns(self, rows: Iterable[duties.ApprovalDuty]) -> Iterator[Owed]:
        for duty in rows:
            given = duty.row.at or self.now
            at = self.hours.end_of_nth_working_day(given, COUNTERSIGNED_WITHIN).at
            made = self._row(Kind.APPROVAL, "", duty.head, at, duty.row.no, Step.COUNTERSIGN)
            yield replace(made, mine=True, fen=duty.proposal.total)


def _closing(hours: WorkCalendar, day: date) -> datetime:
    """When the office closes on this day; the last minute of a day on which it does not open."""
    spans = hours.open_hours(day)
    return spans[-1][1] if spans else hours.end_of_day(day) - timedelta(minutes=1)


_NEXT: dict[str, str] = {
    NoticeState.ISSUED: Step.ACCEPT_NOTICE,
    NoticeState.ACCEPTED: Step.DONE_NOTICE,
    NoticeState.DONE: Step.CONFIRM_NOTICE,
    NoticeState.RETURNED: Step.REISSUE_NOTICE,
}
_BACK = frozenset({NoticeState.DONE, NoticeState.RETURNED})
"""Notices that came back from their department: whoever has the case goes on with them."""


class View(Protocol):
    """What 今日 shows."""

    def show_day(self, day: Day, *, whose: str) -> None:
        """The day strip, and what is owed by me, my group or everybody."""


class TodayPresenter:
    """Reads the day and keeps whose it is."""

    def __init__(self, view: View, runner: Runner, who: Signed) -> None:
        self._view, self._runner, self._who = view, runner, who
        self.whose: str = Whose.MINE
        self._day: Day | None = None

    def refresh(self) -> None:
        """Read again."""
        who = self._who
        self._runner.run(lambda: read_day(who.app, who.office, who.me), self._read)

    def _read(self, day: Day) -> None:
        self._day = day
        self._view.show_day(day, whose=self.whose)

    def show_whose(self, whose: str) -> None:
        """Look at what I, my group or everybody owes."""
        self.whose = whose
        if self._day is not None:
            self._view.show_day(self._day, whose=whose)
