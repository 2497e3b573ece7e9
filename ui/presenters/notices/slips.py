"""A notice as its slip shows it: how much, how far, until when, and what this person may do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from aftersales.domain.case import Case
from aftersales.domain.codes import NoticeKind, NoticeState, Role
from aftersales.domain.errors import BadField, BadInput, DomainError
from aftersales.domain.forms import Extra, Given
from aftersales.domain.office import Desk
from aftersales.domain.policy import NotForYou, NotOnThePath
from aftersales.domain.records.notice import Notice
from aftersales.domain.records.staff import Staff
from aftersales.domain.routing import ROLE_OF
from aftersales.domain.steps.fulfilling import NotYourDepartment, WrongNoticeState, notice_of
from aftersales.domain.steps.taking import take
from aftersales.domain.workflow import Step
from aftersales.domain.worktime import WorkCalendar
from aftersales.storage.queries.notices import NoticeLine
from aftersales.storage.queries.page import CasePage
from ui.presenters.case import desk_of
from ui.presenters.notices import SEES_ALL
from ui.presenters.today import Due, due_of

VERBS = (
    Step.CONFIRM_NOTICE,
    Step.REISSUE_NOTICE,
    Step.ACCEPT_NOTICE,
    Step.DONE_NOTICE,
    Step.URGE,
    Step.RETURN_NOTICE,
    Step.CANCEL_NOTICE,
    Step.VERIFY_FULFILMENT,
)
"""What is done with a notice, the likely one first."""
ASKS: frozenset[str] = frozenset(
    {Step.DONE_NOTICE, Step.RETURN_NOTICE, Step.CANCEL_NOTICE, Step.REISSUE_NOTICE}
)
"""Verbs that always ask something."""
FAULTY: frozenset[str] = frozenset({NoticeKind.TAKE_BACK, NoticeKind.REPAIR, NoticeKind.RECTIFY})
"""Notices about what is complained of, not about what is given."""
PROBLEM: frozenset[str] = frozenset({NoticeKind.REPAIR, NoticeKind.RECTIFY, NoticeKind.TASK})
"""Notices whose department must know what went wrong."""
_URGED = frozenset({NoticeState.ISSUED, NoticeState.ACCEPTED})
_NOT_HERE = (WrongNoticeState, NotOnThePath, NotForYou, NotYourDepartment)
"""Refusals that hide a verb; any other is told on its button."""


def departments() -> Mapping[str, tuple[str, ...]]:
    """The columns of the board by their first department, and which departments' notices each holds."""
    found: dict[str, tuple[str, ...]] = {}
    for role in _COLUMNS:
        mine = tuple(name for name, whose in ROLE_OF.items() if whose == role)
        found[mine[0]] = mine
    return found


_COLUMNS = (Role.WAREHOUSE, Role.MARKETING, Role.PRODUCTION, Role.FINANCE, Role.QUALITY, Role.SERVICE)


def mine(me: Staff) -> Mapping[str, tuple[str, ...]]:
    """The columns that this person sees."""
    if SEES_ALL & set(me.roles):
        return departments()
    return {name: parts for name, parts in departments().items() if ROLE_OF[name] in me.roles}


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A notice in a column; ``due`` None where it has none, or is done and only to be confirmed.

    ``asked`` and ``sent`` are quantities of ``unit`` ("" where they differ); ``asked`` None: nothing counted.
    ``amount`` is in 分, for who is told amounts.
    """

    line: NoticeLine
    due: Due | None
    asked: Decimal | None
    sent: Decimal
    unit: str
    amount: int | None
    urges: int

    @property
    def notice(self) -> Notice:
        """The notice itself."""
        return self.line.notice

    @property
    def number(self) -> str:
        """Its number."""
        return self.line.notice.notice_no

    @property
    def left(self) -> Decimal | None:
        """What is still to be done; None where nothing is counted."""
        return None if self.asked is None else max(self.asked - self.sent, Decimal(0))


class Dues:
    """Due times as they stand at ``now`` (UTC), each reckoned once: many end when the office closes."""

    def __init__(self, hours: WorkCalendar, now: datetime) -> None:
        self._hours, self._now = hours, now
        self._known: dict[datetime, Due] = {}

    def __call__(self, at: datetime) -> Due:
        """How this moment (UTC) stands."""
        if at not in self._known:
            self._known[at] = due_of(self._hours, at, self._now)
        return self._known[at]


def slip_of(line: NoticeLine, dues: Dues) -> Slip:
    """The slip of a notice."""
    row = line.notice
    runs = row.due_at is not None and row.state in (*_URGED, NoticeState.RETURNED)
    units = {item.unit for item in row.items if item.qty is not None}
    counted = [item.qty for item in row.items if item.qty is not None]
    amounts = [item.amount for item in row.items if item.amount is not None]
    return Slip(
        line=line,
        due=dues(row.due_at) if row.due_at is not None and runs else None,
        asked=sum(counted, Decimal(0)) if counted else None,
        sent=sum((part.qty for part in row.progress if part.qty is not None), Decimal(0)),
        unit=(units.pop() or "") if len(units) == 1 else "",
        amount=sum(amounts) if amounts else None,
        urges=sum(urge.kind == "urge" for urge in row.urges),
    )


@dataclass(frozen=True)
class Offer:
    """A verb that may follow; ``refused`` says why this person may not, ``asks`` that it asks something."""

    step: str
    refused: DomainError | None = None
    asks: bool = False


@dataclass(frozen=True, kw_only=True)
class Look:
    """A slip that was opened, its case as it stands, its verbs; ``behalf``: done for its department (代录).

    ``done_here``: how many notices of the case wait to be confirmed.
    """

    slip: Slip
    page: CasePage
    offers: tuple[Offer, ...]
    behalf: bool
    done_here: int

    @property
    def case(self) -> Case:
        """The case."""
        return self.page.case

    @property
    def notice(self) -> Notice:
        """The notice as its case holds it."""
        return self.slip.notice

    def offer(self, step: str) -> Offer | None:
        """What is said of this verb; None where it is not offered."""
        return next((offer for offer in self.offers if offer.step == step), None)

    @property
    def likely(self) -> Offer | None:
        """The verb that usually follows: the first that may be done."""
        usual = (offer for offer in self.offers if offer.step not in _ASIDE and offer.refused is None)
        return next(usual, None)


_ASIDE = (Step.URGE, Step.VERIFY_FULFILMENT, Step.RETURN_NOTICE, Step.CANCEL_NOTICE)


def look_of(line: NoticeLine, page: CasePage, login: str) -> Look:
    """What is shown of this notice to this person."""
    desk = desk_of(page, login)
    notice = notice_of(page.case, line.notice.notice_no)
    slip = slip_of(replace(line, notice=notice), Dues(page.office.hours, page.now))
    behalf = ROLE_OF[notice.department] not in desk.me.roles
    done = [row for row in page.case.notices if row.state == NoticeState.DONE]
    return Look(
        slip=slip,
        page=page,
        offers=tuple(offers(page.case, notice, desk, behalf=behalf)),
        behalf=behalf,
        done_here=len(done),
    )


def offers(case: Case, notice: Notice, desk: Desk, *, behalf: bool) -> Sequence[Offer]:
    """Every verb of which the domain does not say that it has no place here, tried without writing."""
    found = []
    for step in VERBS:
        if step in (Step.URGE, Step.VERIFY_FULFILMENT) and not (behalf and notice.state in _URGED):
            continue  # nobody urges himself
        refused, lacking = tried(step, case, notice, desk)
        if behalf and lacking and step == Step.DONE_NOTICE:
            whole = replace(desk.me, roles=(*desk.me.roles, ROLE_OF[notice.department]))
            refused, _ = tried(step, case, notice, replace(desk, me=whole))
        if refused is None or not isinstance(refused, _NOT_HERE):
            paid = step == Step.CONFIRM_NOTICE and notice.kind == NoticeKind.PAY
            found.append(Offer(step, refused, asks=step in ASKS or lacking or paid))
    return found


def tried(step: str, case: Case, notice: Notice, desk: Desk) -> tuple[DomainError | None, bool]:
    """Why the domain refuses the step on this notice, and whether it only wants more to be said."""
    given = Given({Extra: {"notice": notice.notice_no}}, {})
    try:
        take(step, case, given, desk)
    except (BadInput, BadField):
        return None, True
    except DomainError as refused:
        return refused, False
    return None, False
