"""The departments' notices: pages by key in the order in which they are worked off, counts, one by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.codes import DICTIONARIES, NoticeState
from aftersales.domain.dates import iso_utc
from aftersales.domain.records.notice import Notice
from aftersales.storage.books.standing import OF_CASE
from aftersales.storage.codec import codec
from aftersales.storage.wire import Row, Value, Wire

ORDER = (NoticeState.RETURNED, NoticeState.ISSUED, NoticeState.ACCEPTED, NoticeState.DONE)
"""The states of a notice that is open, in the order in which they stand beneath each other."""
MOST_FOUND = 20
LONGEST_NUMBER = 60
"""Characters; what is longer is no number."""
DueKey = tuple[int, str, str, int]
"""Rank, due time (UTC), case, number within it."""


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """A notice with what its slip says of the case; no word of the complaint but its summary.

    ``product`` is the first that is complained about; ``waits_for`` the number of the notice that must be
    done first, None where nothing is waited for.
    """

    notice: Notice
    case_no: str
    owner: str | None
    confidential: bool
    summary: str | None
    cust_name: str | None
    contact_name: str | None
    product: str | None
    waits_for: str | None

    @property
    def key(self) -> tuple[int, str, str, int]:
        """Where it stands in the order; the page after it begins behind this."""
        row = self.notice
        due = iso_utc(row.due_at) if row.due_at else ""
        return ORDER.index(NoticeState(row.state)), due, self.case_no, row.no

    @property
    def due_key(self) -> DueKey:
        """Where it stands in the order by due time."""
        row = self.notice
        rank = 2 if row.state == NoticeState.DONE else int(row.due_at is None)
        return rank, iso_utc(row.due_at) if row.due_at else "", self.case_no, row.no


@dataclass(frozen=True)
class NoticeCount:
    """How many open notices a department has in a state, and how many of them are past due."""

    department: str
    state: str
    all: int
    overdue: int


_WAITED_FOR = """
WITH RECURSIVE anew("no") AS (SELECT r."waits_for" UNION SELECT w."reissued_as" FROM "notice" w
    JOIN anew ON w."no" = anew."no" WHERE w."case_no" = r."case_no" AND w."reissued_as" IS NOT NULL)
SELECT w."notice_no" FROM "notice" w JOIN anew ON w."no" = anew."no" WHERE w."case_no" = r."case_no"
    AND w."reissued_as" IS NULL AND w."state" IN ('issued', 'accepted', 'returned')"""
"""The number of the notice that stands for the one that is waited for, however often it was issued anew."""
_HEAD = (
    'c."case_no", c."owner", c."confidential", COALESCE(c."summary", c."title"), '
    'k."cust_name", k."contact_name", '
    '(SELECT l."product" FROM "product_line" l WHERE l."case_no" = c."case_no" ORDER BY l."no" LIMIT 1), '
    f'CASE WHEN r."waits_for" IS NOT NULL THEN ({_WAITED_FOR}) END'
)
_WIDTH = 8
_FROM = f'FROM "notice_read" r JOIN "complaint" c ON c."case_no" = r."case_no" JOIN "customer" k ON {OF_CASE}'
_RANK = "CASE r.\"state\" WHEN 'returned' THEN 0 WHEN 'issued' THEN 1 WHEN 'accepted' THEN 2 ELSE 3 END"
_KEY = f'({_RANK}, COALESCE(r."due_at", \'\'), r."case_no", r."no")'
_DUE_RANK = 'CASE WHEN r."state" = \'done\' THEN 2 WHEN r."due_at" IS NULL THEN 1 ELSE 0 END'
_DUE_KEY = f'({_DUE_RANK}, COALESCE(r."due_at", \'\'), r."case_no", r."no")'
_DEPARTMENTS = ", ".join(f"'{name}'" for name in DICTIONARIES["department"])
_EVERY = f'r."department" IN ({_DEPARTMENTS})'
"""Says nothing, but leads to the index by department and state."""
_OPEN = "r.\"reissued_as\" IS NULL AND r.\"state\" IN ('returned', 'issued', 'accepted', 'done')"


def open_notices(
    wire: Wire,
    departments: Sequence[str],
    limit: int = 40,
    after: tuple[int, str, str, int] | None = None,
) -> tuple[NoticeLine, ...]:
    """Open notices of these departments by state and due time; ``after``: behind the line of this key."""
    if not departments:
        return ()
    signs = ", ".join("?" * len(departments))
    values: list[Value] = list(map(str, departments))
    said = f'{_OPEN} AND r."department" IN ({signs})'
    if after is not None:
        said += f" AND {_KEY} > (?, ?, ?, ?)"
        values += after
    return _lines(wire, f"{said} ORDER BY {_KEY[1:-1]} LIMIT ?", *values, limit)


@dataclass(frozen=True)
class NoticeFilter:
    """Which open notices are wanted by due time: of these departments, in this state ("" any).

    ``late_at`` (UTC): only those that were to be done before. ``after``: behind the line with this key.
    """

    departments: tuple[str, ...]
    state: str = ""
    late_at: datetime | None = None
    after: DueKey | None = None
    limit: int = 60


def notices_by_due(wire: Wire, wanted: NoticeFilter) -> tuple[NoticeLine, ...]:
    """Open notices by when they are due; behind them those without, then those that wait to be confirmed."""
    if not wanted.departments:
        return ()
    said, values = _OPEN, list[Value](wanted.departments)
    said += f' AND r."department" IN ({", ".join("?" * len(values))})'
    for condition, value in (
        ('r."state" = ?', wanted.state or None),
        ('r."due_at" < ? AND r."state" <> \'done\'', iso_utc(wanted.late_at) if wanted.late_at else None),
    ):
        if value is not None:
            said += f" AND {condition}"
            values.append(value)
    if wanted.after is not None:
        said += f" AND {_DUE_KEY} > (?, ?, ?, ?)"
        values += wanted.after
    return _lines(wire, f"{said} ORDER BY {_DUE_KEY[1:-1]} LIMIT ?", *values, wanted.limit)


def notice_counts(wire: Wire, now: datetime) -> tuple[NoticeCount, ...]:
    """How many notices are open, by department and state; overdue: to be done before ``now`` (UTC)."""
    late = 'CASE WHEN r."due_at" < ? AND r."state" <> \'done\' THEN 1 ELSE 0 END'
    sql = (
        f'SELECT r."department", r."state", COUNT(*), CAST(SUM({late}) AS BIGINT) FROM "notice" r '
        f'WHERE {_EVERY} AND {_OPEN} GROUP BY r."department", r."state"'
    )
    return tuple(NoticeCount(*row) for row in wire.rows(sql, iso_utc(now)))


def notices_numbered(
    wire: Wire, number: str, departments: Sequence[str] = DICTIONARIES["department"], here: str = ""
) -> tuple[NoticeLine, ...]:
    """The notices that a typed or scanned number means, the whole number before its end (``001-C1``, ``C1``).

    A whole number, or a case's, finds closed ones too; the end of one finds open ones of these departments
    only, those of the case ``here`` first.
    """
    if not number or len(number) > LONGEST_NUMBER:
        return ()
    wholes = (number, number.upper())
    of_these = 'r."case_no" IN (?, ?) AND r."notice_no" IN (?, ?) LIMIT ?'
    whole = _lines(wire, of_these, *(each.rsplit("-", 1)[0] for each in wholes), *wholes, MOST_FOUND)
    if whole:
        return whole
    of_case = 'r."case_no" IN (?, ?) AND r."reissued_as" IS NULL ORDER BY r."no" LIMIT ?'
    found = _lines(wire, of_case, *wholes, MOST_FOUND)
    if found:
        return found
    tail = f"-{number.upper()}"
    parts = f'r."department" IN ({", ".join("?" * len(departments)) or "NULL"})'
    ends = f'{parts} AND {_OPEN} AND SUBSTR(UPPER(r."notice_no"), LENGTH(r."notice_no") - ?) = ?'
    order = 'CASE WHEN r."case_no" = ? THEN 0 ELSE 1 END, r."due_at"'
    values: list[Value] = [*map(str, departments), len(tail) - 1, tail, here]
    return _lines(wire, f"{ends} ORDER BY {order} LIMIT ?", *values, MOST_FOUND)


def _lines(wire: Wire, where: str, *values: Value) -> tuple[NoticeLine, ...]:
    kept = codec(Notice)
    columns = ", ".join(f'r."{name}"' for name in kept.names)
    rows = wire.rows(f"SELECT {_HEAD}, {columns} {_FROM} WHERE {where}", *values)
    return tuple(_line(row) for row in rows)


def _line(row: Row) -> NoticeLine:
    case_no, owner, confidential, summary, cust_name, contact_name, product, waits_for = row[:_WIDTH]
    return NoticeLine(
        notice=codec(Notice).decode(row[_WIDTH:]),
        case_no=case_no,
        owner=owner,
        confidential=bool(confidential),
        summary=summary,
        cust_name=cust_name,
        contact_name=contact_name,
        product=product,
        waits_for=waits_for,
    )
