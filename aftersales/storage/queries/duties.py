"""What waits for whom: open clocks, promises, follow-ups, notices of a department, approvals of a person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from aftersales.domain.codes import ApprovalDecision, Direction, State
from aftersales.domain.dates import from_iso_utc, iso_utc
from aftersales.domain.fields import CaseRow
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.contact import Contact, Promise
from aftersales.domain.records.notice import FollowUp, Notice
from aftersales.domain.records.proposal import Answer, Approval, Proposal, Remedy
from aftersales.domain.workflow import OPEN_STATES
from aftersales.storage.books.standing import OF_CASE
from aftersales.storage.codec import codec
from aftersales.storage.queries.cases import ENDED, VOID, runs_on
from aftersales.storage.rows import seen
from aftersales.storage.wire import Row, Value, Wire

_Row = TypeVar("_Row", bound=CaseRow)
AT_ONCE = 300
"""So many numbers are asked for in one statement."""


@dataclass(frozen=True, kw_only=True)
class CaseHead:
    """The case that a duty belongs to, as one line says it; ``held_until``: of one on hold.

    ``about``: the people complained about.
    """

    case_no: str
    title: str | None
    state: str
    severity: str
    owner: str | None
    cust_name: str | None
    confidential: bool
    version: int
    held_until: date | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Duty(Generic[_Row]):
    """A row that waits for somebody, with its case."""

    head: CaseHead
    row: _Row


@dataclass(frozen=True)
class AuthorityDuty:
    """A case about which an authority or a platform wants a reply until ``due_at`` (UTC)."""

    head: CaseHead
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ApprovalDuty:
    """An approval whose turn it is, or one given by word that its approver has still to countersign.

    ``proposal`` with its ``remedies`` is decided on; ``due_at``: when the decision's clock ends (UTC),
    None where a hold stops it.
    """

    head: CaseHead
    row: Approval
    proposal: Proposal
    remedies: tuple[Remedy, ...]
    due_at: datetime | None

    @property
    def by_word(self) -> bool:
        """Whether it was given by word and waits for its countersignature."""
        return self.row.decision == ApprovalDecision.BY_WORD


@dataclass(frozen=True)
class Owed:
    """An approval that ``approver`` owes: to be decided, or given ``by_word`` and to be countersigned."""

    approver: str
    case_no: str
    by_word: bool


@dataclass(frozen=True)
class Near:
    """Whose duties are wanted: of the cases of ``logins``, where ``nobodys`` also of those that nobody has.

    ``departments``: whose slips are wanted whoever has the case.
    """

    logins: tuple[str, ...]
    nobodys: bool = False
    departments: tuple[str, ...] = ()

    def cases(self, *others: str) -> tuple[str, tuple[Value, ...]]:
        """The condition that a case c is theirs, or that one of these columns names them."""
        said = [_among(column, self.logins) for column in ('c."owner"', *others)]
        said += ['c."owner" IS NULL'] if self.nobodys else []
        return f"({' OR '.join(said)})", self.logins * (1 + len(others))

    def slips(self) -> tuple[str, tuple[Value, ...]]:
        """The condition that a slip r is theirs."""
        (case, values), slip = self.cases(), _among('r."department"', self.departments)
        return f"({case} OR {slip})", (*values, *self.departments)


def _among(column: str, values: Sequence[str]) -> str:
    return f"{column} IN ({', '.join('?' * len(values)) or 'NULL'})"


_HEAD = (
    'c."case_no", c."title", c."state", c."severity", c."owner", k."cust_name", '
    'c."confidential", c."version", c."hold_until", c."about_staff"'
)
_WIDTH = 10
_OPEN = ", ".join(f"'{state}'" for state in OPEN_STATES)
_RUNNING = f'c."state" NOT IN ({ENDED})'
_ROW = 'r."case_no", r."no"'
_OF_CASE = f'JOIN "complaint" c ON c."case_no" = r."case_no" JOIN "customer" k ON {OF_CASE}'
_PROPOSED = 'JOIN "proposal" p ON p."case_no" = r."case_no" AND p."no" = r."proposal" '
_CLOCK = (
    '(SELECT min(t."due_at") FROM "case_clock" t WHERE t."case_no" = r."case_no" '
    'AND t."clock" = \'decision\' AND t."stopped_at" IS NULL AND c."held_at" IS NULL)'
)
_TURN = """
    WHERE p."state" = 'submitted' AND r."decision" IS NULL AND r."approver" IN ({logins}) AND NOT EXISTS (
        SELECT 1 FROM "approval" e WHERE e."case_no" = r."case_no" AND e."proposal" = r."proposal"
        AND e."decision" IS NULL
        AND (e."link_no" < r."link_no" OR e."link_no" = r."link_no" AND e."no" < r."no"))
    ORDER BY p."applied_at", r."case_no\""""
_TO_COUNTERSIGN = """
    WHERE r."decision" = 'by_word' AND r."countersigned_at" IS NULL AND r."approver" IN ({logins})
    ORDER BY r."at", r."case_no\""""


def _columns(alias: str, record: type[CaseRow]) -> str:
    return ", ".join(f'{alias}."{name}"' for name in codec(record).names)


def _head(row: Row) -> CaseHead:
    case_no, title, state, severity, owner, cust_name, confidential, version, held_until, about = row[:_WIDTH]
    return CaseHead(
        case_no=case_no,
        title=title,
        state=state,
        severity=severity,
        owner=owner,
        cust_name=cust_name,
        confidential=bool(confidential),
        version=version,
        held_until=date.fromisoformat(held_until) if held_until else None,
        about=tuple(json.loads(about)),
    )


def _duties(wire: Wire, record: type[_Row], where: str, *values: Value) -> tuple[Duty[_Row], ...]:
    """The rows that ``where`` (with its ORDER BY) finds, those of imports taken back left out."""
    sql = (
        f'SELECT {_HEAD}, {_columns("r", record)} FROM "{seen(record)}" r {_OF_CASE} '
        f'WHERE c."marks" NOT LIKE ? AND {where}'
    )
    kept = codec(record)
    rows = wire.rows(sql, VOID, *values)
    return tuple(Duty(head=_head(row), row=kept.decode(row[_WIDTH:])) for row in rows)


def clocks_due(
    wire: Wire, until: datetime, limit: int = 200, near: Near | None = None
) -> tuple[Duty[CaseClock], ...]:
    """Open clocks that end until then (UTC), earliest first; those that a hold stops are left out."""
    return _clocks(wire, f"AND {runs_on('r', 'c')}", until, limit, near)


def clocks_open(wire: Wire, until: datetime, limit: int) -> tuple[Duty[CaseClock], ...]:
    """Open clocks with such an end, earliest first, those too that a hold stops just now."""
    return _clocks(wire, "", until, limit, None)


def _clocks(
    wire: Wire, more: str, until: datetime, limit: int, near: Near | None
) -> tuple[Duty[CaseClock], ...]:
    mine, values = near.cases() if near else ("1 = 1", ())
    where = (
        f'r."stopped_at" IS NULL AND r."due_at" <= ? {more} AND {mine} ORDER BY r."due_at", {_ROW} LIMIT ?'
    )
    return _duties(wire, CaseClock, where, iso_utc(until), *values, limit)


def promises_due(
    wire: Wire, until: datetime, limit: int = 200, near: Near | None = None
) -> tuple[Duty[Promise], ...]:
    """Open promises of running cases due until then (UTC), earliest first."""
    mine, values = near.cases('r."made_by"') if near else ("1 = 1", ())
    due = f'r."state" = \'open\' AND r."due_at" <= ? AND {_RUNNING} AND {mine}'
    return _duties(
        wire, Promise, f'{due} ORDER BY r."due_at", {_ROW} LIMIT ?', iso_utc(until), *values, limit
    )


def follow_ups_planned(
    wire: Wire, until: date, limit: int = 200, near: Near | None = None
) -> tuple[Duty[FollowUp], ...]:
    """Follow-ups that wait to be made, planned until this day of the office, earliest first; none on hold."""
    mine, values = near.cases() if near else ("1 = 1", ())
    waits = f'r."at" IS NULL AND c."state" = \'{State.FOLLOWING_UP}\' AND c."held_at" IS NULL AND {mine}'
    where = f'{waits} AND r."planned_on" <= ? ORDER BY r."planned_on", {_ROW} LIMIT ?'
    return _duties(wire, FollowUp, where, *values, until.isoformat(), limit)


def holds_ending(wire: Wire, until: date, limit: int = 200) -> tuple[CaseHead, ...]:
    """Cases on hold until this day of the office or a day before, the earliest first."""
    sql = (
        f'SELECT {_HEAD} FROM "complaint" c JOIN "customer" k ON {OF_CASE} '
        f'WHERE c."marks" NOT LIKE ? AND c."state" IN ({_OPEN}) AND c."held_at" IS NOT NULL '
        'AND c."hold_until" <= ? ORDER BY c."hold_until", c."case_no" LIMIT ?'
    )
    return tuple(_head(row) for row in wire.rows(sql, VOID, until.isoformat(), limit))


_REPLIED = " OR ".join(
    f'EXISTS (SELECT 1 FROM "{seen(told)}" r WHERE r."case_no" = c."case_no" '
    f"AND r.\"channel\" = 'regulator'{more} "
    'AND (c."authority_received_on" IS NULL OR r."at" >= c."authority_received_on"))'
    for told, more in (
        (Answer, ""),
        (Contact, f' AND r."taken_back_at" IS NULL AND r."direction" = \'{Direction.OUTGOING}\''),
    )
)
"""What says that the authority has its reply: an answer or an outgoing contact by its channel since then."""


def authorities_waiting(wire: Wire, until: datetime, limit: int = 200) -> tuple[AuthorityDuty, ...]:
    """Running cases of which an authority wants to hear until then (UTC), earliest first; a hold is not its.

    Who has replied by its channel (12315转办) owes it no more.
    """
    sql = (
        f'SELECT {_HEAD}, c."authority_due_at" FROM "complaint" c '
        f'JOIN "customer" k ON {OF_CASE} '
        f'WHERE c."marks" NOT LIKE ? AND c."state" IN ({_OPEN}) AND c."authority_due_at" <= ? '
        f'AND NOT ({_REPLIED}) ORDER BY c."authority_due_at", c."case_no" LIMIT ?'
    )
    rows = wire.rows(sql, VOID, iso_utc(until), limit)
    return tuple(AuthorityDuty(_head(row), from_iso_utc(row[_WIDTH])) for row in rows)


def notices(
    wire: Wire,
    *,
    department: str | None = None,
    states: Sequence[str] = (),
    limit: int = 500,
    near: Near | None = None,
) -> tuple[Duty[Notice], ...]:
    """Notices of a department (None: of all) in these states (none said: every state), soonest due first.

    Those issued anew are left out: another one stands for them.
    """
    said, values = ['r."reissued_as" IS NULL'], list[Value]()
    if department is not None:
        said.append('r."department" = ?')
        values.append(str(department))
    if near is not None:
        mine, logins = near.slips()
        said.append(mine)
        values += logins
    if states:
        said.append(f'r."state" IN ({", ".join("?" * len(states))})')
        values += map(str, states)
    where = " AND ".join(said) + ' ORDER BY r."due_at", r."case_no", r."no" LIMIT ?'
    return _duties(wire, Notice, where, *values, limit)


def approvals_waiting(wire: Wire, logins: Sequence[str]) -> tuple[ApprovalDuty, ...]:
    """Approvals whose turn it is for one of these logins (own, and whom one stands in for), oldest first."""
    return _approvals(wire, _TURN, logins)


def countersigns_waiting(wire: Wire, logins: Sequence[str]) -> tuple[ApprovalDuty, ...]:
    """Approvals that one of these logins gave by word and has still to countersign, oldest first."""
    return _approvals(wire, _TO_COUNTERSIGN, logins)


def decisions_owed(wire: Wire) -> tuple[Owed, ...]:
    """Every approval that somebody owes, also where an earlier approver comes first, by case."""
    sql = (
        'SELECT r."approver", r."case_no", r."decision" FROM "approval" r '
        f"{_OF_CASE} {_PROPOSED}"
        'WHERE p."state" = \'submitted\' AND r."decision" IS NULL '
        'OR r."decision" = \'by_word\' AND r."countersigned_at" IS NULL '
        'ORDER BY r."case_no", r."no"'
    )
    return tuple(Owed(who, case_no, bool(decision)) for who, case_no, decision in wire.rows(sql))


def _approvals(wire: Wire, where: str, logins: Sequence[str]) -> tuple[ApprovalDuty, ...]:
    if not logins:
        return ()
    width = _WIDTH + len(codec(Approval).names)
    sql = (
        f'SELECT {_HEAD}, {_columns("r", Approval)}, {_columns("p", Proposal)}, {_CLOCK} FROM "approval" r '
        f"{_OF_CASE} {_PROPOSED}" + where.format(logins=", ".join("?" * len(logins)))
    )
    found = wire.rows(sql, *map(str, logins))
    remedies = _remedies(wire, sorted({row[0] for row in found}))
    return tuple(_approval(row, width, remedies) for row in found)


def _approval(row: Row, width: int, remedies: Mapping[str, Sequence[Remedy]]) -> ApprovalDuty:
    head, proposal = _head(row), codec(Proposal).decode(row[width:-1])
    return ApprovalDuty(
        head=head,
        row=codec(Approval).decode(row[_WIDTH:width]),
        proposal=proposal,
        remedies=tuple(each for each in remedies.get(head.case_no, ()) if each.proposal == proposal.no),
        due_at=from_iso_utc(row[-1]) if row[-1] else None,
    )


def _remedies(wire: Wire, numbers: Sequence[str]) -> Mapping[str, Sequence[Remedy]]:
    """The remedies of these cases by number."""
    found: dict[str, list[Remedy]] = {}
    for first in range(0, len(numbers), AT_ONCE):
        part = numbers[first : first + AT_ONCE]
        sql = (
            f'SELECT r."case_no", {_columns("r", Remedy)} FROM "{seen(Remedy)}" r '
            f'WHERE r."case_no" IN ({", ".join("?" * len(part))}) ORDER BY r."case_no", r."no"'
        )
        for row in wire.rows(sql, *part):
            found.setdefault(row[0], []).append(codec(Remedy).decode(row[1:]))
    return found
