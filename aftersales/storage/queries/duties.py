"""What waits for whom: open clocks, promises, follow-ups, notices of a department, approvals of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from aftersales.domain.dates import iso_utc
from aftersales.domain.fields import CaseRow
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.contact import Promise
from aftersales.domain.records.notice import FollowUp, Notice
from aftersales.domain.records.proposal import Approval, Proposal
from aftersales.storage.codec import codec
from aftersales.storage.queries.cases import VOID
from aftersales.storage.rows import seen
from aftersales.storage.tables import BY_RECORD
from aftersales.storage.wire import Row, Value, Wire

_Row = TypeVar("_Row", bound=CaseRow)


@dataclass(frozen=True, kw_only=True)
class CaseHead:
    """The case that a duty belongs to, as one line says it."""

    case_no: str
    title: str | None
    state: str
    severity: str
    owner: str | None
    cust_name: str | None
    confidential: bool


@dataclass(frozen=True, kw_only=True)
class Duty(Generic[_Row]):
    """A row that waits for somebody, with its case."""

    head: CaseHead
    row: _Row


@dataclass(frozen=True, kw_only=True)
class ApprovalDuty:
    """An approval whose turn it is, with the proposal to decide on."""

    head: CaseHead
    row: Approval
    proposal: Proposal


_HEAD = 'c."case_no", c."title", c."state", c."severity", c."owner", k."cust_name", c."confidential"'
_WIDTH = 7
_OF_CASE = 'JOIN "complaint" c ON c."case_no" = r."case_no" JOIN "customer" k ON k."cust_no" = c."customer"'
_TURN = """
    JOIN "proposal" p ON p."case_no" = r."case_no" AND p."no" = r."proposal" AND p."state" = 'submitted'
    WHERE r."decision" IS NULL AND r."approver" IN ({logins}) AND NOT EXISTS (
        SELECT 1 FROM "approval" e WHERE e."case_no" = r."case_no" AND e."proposal" = r."proposal"
        AND e."decision" IS NULL AND e."link_no" < r."link_no")
    ORDER BY p."applied_at", r."case_no\""""


def _columns(alias: str, record: type[CaseRow]) -> str:
    return ", ".join(f'{alias}."{name}"' for name in codec(record).names)


def _head(row: Row) -> CaseHead:
    case_no, title, state, severity, owner, cust_name, confidential = row[:_WIDTH]
    return CaseHead(
        case_no=case_no,
        title=title,
        state=state,
        severity=severity,
        owner=owner,
        cust_name=cust_name,
        confidential=bool(confidential),
    )


def _duties(wire: Wire, record: type[_Row], where: str, *values: Value) -> tuple[Duty[_Row], ...]:
    """The rows that ``where`` (with its ORDER BY) finds, those of imports taken back left out."""
    sql = (
        f'SELECT {_HEAD}, {_columns("r", record)} FROM "{seen(BY_RECORD[record].name)}" r {_OF_CASE} '
        f'WHERE c."marks" NOT LIKE ? AND {where}'
    )
    kept = codec(record)
    rows = wire.rows(sql, VOID, *values)
    return tuple(Duty(head=_head(row), row=kept.decode(row[_WIDTH:])) for row in rows)


def overdue_clocks(wire: Wire, now: datetime, limit: int = 200) -> tuple[Duty[CaseClock], ...]:
    """Open clocks that are due at ``now`` (UTC) or before, the longest overdue first."""
    return clocks_due(wire, now, limit)


def clocks_due(wire: Wire, until: datetime, limit: int = 200) -> tuple[Duty[CaseClock], ...]:
    """Open clocks that end until then (UTC), earliest first."""
    where = 'r."stopped_at" IS NULL AND r."due_at" <= ? ORDER BY r."due_at", r."case_no", r."no" LIMIT ?'
    return _duties(wire, CaseClock, where, iso_utc(until), limit)


def promises_due(wire: Wire, until: datetime, limit: int = 200) -> tuple[Duty[Promise], ...]:
    """Open promises due until then (UTC), earliest first."""
    where = 'r."state" = \'open\' AND r."due_at" <= ? ORDER BY r."due_at", r."case_no", r."no" LIMIT ?'
    return _duties(wire, Promise, where, iso_utc(until), limit)


def follow_ups_planned(wire: Wire, until: date, limit: int = 200) -> tuple[Duty[FollowUp], ...]:
    """Follow-ups planned until this day of the office and not made, earliest first."""
    where = 'r."at" IS NULL AND r."planned_on" <= ? ORDER BY r."planned_on", r."case_no", r."no" LIMIT ?'
    return _duties(wire, FollowUp, where, until.isoformat(), limit)


def notices(
    wire: Wire, *, department: str | None = None, states: Sequence[str] = (), limit: int = 500
) -> tuple[Duty[Notice], ...]:
    """Notices of a department (None: of all) in these states (none said: every state), soonest due first."""
    said, values = ["1 = 1"], list[Value]()
    if department is not None:
        said.append('r."department" = ?')
        values.append(str(department))
    if states:
        said.append(f'r."state" IN ({", ".join("?" * len(states))})')
        values += map(str, states)
    where = " AND ".join(said) + ' ORDER BY r."due_at", r."case_no", r."no" LIMIT ?'
    return _duties(wire, Notice, where, *values, limit)


def approvals_waiting(wire: Wire, logins: Sequence[str]) -> tuple[ApprovalDuty, ...]:
    """Approvals whose turn it is for one of these logins (own, and whom one stands in for), oldest first."""
    if not logins:
        return ()
    width = _WIDTH + len(codec(Approval).names)
    sql = (
        f'SELECT {_HEAD}, {_columns("r", Approval)}, {_columns("p", Proposal)} FROM "approval" r {_OF_CASE}'
        + _TURN.format(logins=", ".join("?" * len(logins)))
    )
    return tuple(
        ApprovalDuty(
            head=_head(row),
            row=codec(Approval).decode(row[_WIDTH:width]),
            proposal=codec(Proposal).decode(row[width:]),
        )
        for row in wire.rows(sql, *map(str, logins))
    )
