"""回访: cases whose customer is still to be asked, or was asked and waits to be closed, by planned day."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from aftersales.domain.codes import Satisfaction, State
from aftersales.storage.books.standing import OF_CASE
from aftersales.storage.queries.cases import VOID
from aftersales.storage.wire import Row, Wire

MOST = 500


@dataclass(frozen=True, kw_only=True)
class FollowUpLine:
    """A case waiting for its follow-up; ``planned_on`` None: no call is planned, ``said`` is the last word.

    ``attempts``: calls made in this round. ``about``: the people complained about, who may not call.
    ``money_by``: the earliest day by which money that was paid should have come, where the customer has
    not said yet that it did.
    """

    case_no: str
    title: str | None
    severity: str
    owner: str | None
    cust_no: str
    cust_name: str | None
    confidential: bool
    about: tuple[str, ...]
    planned_on: date | None
    attempts: int
    said: str | None
    money_by: date | None


_WAITS = 'WHERE c."state" = ? AND c."held_at" IS NULL AND c."marks" NOT LIKE ?'
_ROUND = 'f."case_no" = c."case_no" AND f."round_no" = c."round_no" AND f."at" IS NOT NULL'
_LINES = f"""
SELECT c."case_no", c."title", c."severity", c."owner", k."cust_no", k."cust_name", c."confidential",
    c."about_staff",
    (SELECT min(p."planned_on") FROM "follow_up" p WHERE p."case_no" = c."case_no" AND p."at" IS NULL),
    (SELECT count(*) FROM "follow_up" f WHERE {_ROUND}),
    (SELECT f."satisfaction" FROM "follow_up" f WHERE {_ROUND} AND f."satisfaction" <> ?
        ORDER BY f."no" DESC LIMIT 1),
    (SELECT min(m."expected_on") FROM "refund" m
        WHERE m."case_no" = c."case_no" AND m."customer_confirmed_on" IS NULL)
FROM "complaint" c JOIN "customer" k ON {OF_CASE}
{_WAITS}
ORDER BY 9, c."id" LIMIT ?"""
_ABOUT = f'SELECT c."about_staff", count(*) FROM "complaint" c {_WAITS} GROUP BY c."about_staff"'


def follow_ups_waiting(wire: Wire, limit: int = MOST) -> tuple[FollowUpLine, ...]:
    """Every case in 待回访 but those on hold: the earliest planned first, without a planned call last."""
    rows = wire.rows(_LINES, str(Satisfaction.UNREACHED), str(State.FOLLOWING_UP), VOID, limit)
    lines = [_line(row) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.planned_on is None, line.planned_on or date.max)))


def follow_ups_counted(wire: Wire, login: str) -> int:
    """How many of those wait for a call by this person: none where the complaint is about him."""
    found = wire.rows(_ABOUT, str(State.FOLLOWING_UP), VOID)
    return min(MOST, sum(int(n) for about, n in found if login not in json.loads(about or "[]")))


def _line(row: Row) -> FollowUpLine:
    case_no, title, severity, owner, cust_no, cust_name, confidential, about, planned, attempts = row[:10]
    said, money_by = row[10:]
    return FollowUpLine(
        case_no=case_no,
        title=title,
        severity=severity,
        owner=owner,
        cust_no=cust_no,
        cust_name=cust_name,
        confidential=bool(confidential),
        about=tuple(json.loads(about or "[]")),
        planned_on=_day(planned),
        attempts=attempts,
        said=said,
        money_by=_day(money_by),
    )


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
