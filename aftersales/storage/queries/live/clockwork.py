"""What the office's clockwork looks at: the limits that run, when their cases stood still, who was told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from aftersales.domain.codes import NoticeState
from aftersales.domain.dates import from_iso_utc
from aftersales.domain.limits import PAUSED_BY_HOLD, Hold
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.contact import Promise
from aftersales.domain.records.notice import Notice
from aftersales.domain.workflow import ENDED_STATES, PATH, Step
from aftersales.storage.books.office import read_office
from aftersales.storage.queries.cases import ENDED
from aftersales.storage.queries.duties import CaseHead, clocks_open, notices, promises_due
from aftersales.storage.wire import Wire
from aftersales.usecases.live.clockwork import CLOCK, KINDS, NOTICE, PROMISE, Run, Ticking

HORIZON = timedelta(days=60)
"""A limit that is due later is not looked at: four fifths of one of ten months have not run yet."""
MOST = 5_000
"""So many of each kind are looked at, those due first first."""
_UNDONE = (NoticeState.ISSUED, NoticeState.ACCEPTED, NoticeState.RETURNED)
_ENDING = tuple(leg.step for leg in PATH if leg.target in ENDED_STATES)
_STANDING = ", ".join(f"'{step}'" for step in (Step.HOLD, Step.RESUME, *_ENDING))
_ABOUT = f"""SELECT "case_no", "about_staff" FROM "complaint"
WHERE "about_staff" <> '[]' AND "state" NOT IN ({ENDED})"""
_HOLDS = f"""SELECT h."case_no", h."at", h."step" FROM "history" h JOIN "complaint" c
ON c."case_no" = h."case_no" WHERE h."step" IN ({_STANDING})
AND c."state" NOT IN ({ENDED}) ORDER BY h."seq\""""
_TOLD = f"""SELECT m."key" FROM "message" m JOIN "complaint" c ON c."case_no" = m."case_no"
WHERE m."kind" IN ({", ".join("?" * len(KINDS))}) AND c."state" NOT IN ({ENDED})"""


@dataclass(frozen=True)
class _Cases:
    """Whom complaints are about, and when cases stood still, by case."""

    about: Mapping[str, tuple[str, ...]]
    holds: Mapping[str, tuple[Hold, ...]]


def ticking(wire: Wire, at: datetime | None = None) -> Ticking:
    """Every limit of the office that runs at the moment ``at`` (UTC), or now, and what was told of them."""
    now = at or wire.now()
    about = {number: tuple(json.loads(told)) for number, told in wire.rows(_ABOUT)}
    cases = _Cases(about, _holds(wire.rows(_HOLDS)))
    until = now + HORIZON
    runs = (*_clocks(wire, until, cases), *_promises(wire, until, cases), *_notices(wire, until, cases))
    told = frozenset(key for (key,) in wire.rows(_TOLD, *KINDS))
    return Ticking(office=read_office(wire), now=now, runs=runs, told=told)


def _holds(rows: Sequence[tuple[str, str, str]]) -> dict[str, tuple[Hold, ...]]:
    found: dict[str, tuple[Hold, ...]] = {}
    for number, at, step in rows:
        held, moment = found.get(number, ()), from_iso_utc(at)
        if step == Step.HOLD:
            found[number] = (*held, Hold(moment))
        elif held and held[-1].ends is None:
            found[number] = (*held[:-1], Hold(held[-1].begins, moment))
    return found


def _clocks(wire: Wire, until: datetime, cases: _Cases) -> Iterator[Run]:
    for duty in clocks_open(wire, until, MOST):
        row: CaseClock = duty.row
        if row.started_at and row.due_at:
            holds = cases.holds.get(duty.head.case_no, ()) if row.clock in PAUSED_BY_HOLD else ()
            yield _of(duty.head, cases)(
                what=CLOCK,
                no=row.no,
                name=row.clock,
                started_at=row.started_at,
                due_at=row.due_at,
                first_due_at=row.first_due_at or row.due_at,
                moved=row.moved_by is not None,
                holds=holds,
            )


def _promises(wire: Wire, until: datetime, cases: _Cases) -> Iterator[Run]:
    for duty in promises_due(wire, until, MOST):
        row: Promise = duty.row
        began = row.made_at or row.created_at
        if began and row.due_at:
            yield _of(duty.head, cases)(
                what=PROMISE,
                no=row.no,
                name="",
                started_at=began,
                due_at=row.due_at,
                first_due_at=row.due_at,
                moved=row.moved_from is not None,
            )


def _notices(wire: Wire, until: datetime, cases: _Cases) -> Iterator[Run]:
    for duty in notices(wire, states=_UNDONE, limit=MOST):
        row: Notice = duty.row
        if row.issued_at and row.due_at and row.due_at <= until:
            yield _of(duty.head, cases)(
                what=NOTICE,
                no=row.no,
                name=row.notice_no,
                started_at=row.issued_at,
                due_at=row.due_at,
                first_due_at=row.due_at,
                department=row.department,
            )


def _of(head: CaseHead, cases: _Cases) -> partial[Run]:
    """A limit of this case."""
    return partial(
        Run,
        case_no=head.case_no,
        title=head.title,
        severity=head.severity,
        state=head.state,
        owner=head.owner,
        about=cases.about.get(head.case_no, ()),
    )
