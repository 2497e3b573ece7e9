"""The page of one case, and what a leader wants to see beside its proposal: the past, and cases alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from aftersales.domain.authority import WINDOW
from aftersales.domain.case import Case
from aftersales.domain.cautions import GiftMonth, is_weighed, month_began
from aftersales.domain.dates import from_iso_utc, iso_utc
from aftersales.domain.office import Office
from aftersales.domain.records.trail import History
from aftersales.domain.routing import GIFT_KINDS
from aftersales.storage.books.office import read_office
from aftersales.storage.books.reading import read_case
from aftersales.storage.books.unit import FAMILY, approved_since
from aftersales.storage.codec import json_text
from aftersales.storage.queries.cases import VOID
from aftersales.storage.queries.histories import history_of
from aftersales.storage.wire import Value, Wire

YEAR = timedelta(days=365)
"""So far back past compensation is counted."""
MOST_ALIKE = 50


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """A case, its history, the office; ``now`` of the database (UTC), ``past`` as ``Desk.past`` (分).

    ``gifts``: the month, where it matters to the case.
    """

    case: Case
    history: tuple[History, ...]
    office: Office
    now: datetime
    past: int
    gifts: GiftMonth


@dataclass(frozen=True)
class Past:
    """What was given before: in so many other cases, so much of ours (分)."""

    cases: int = 0
    value: int = 0


@dataclass(frozen=True)
class Alike:
    """An approved proposal for the same product, or for the same reasons where there is none; value in 分."""

    case_no: str
    value: int
    approved_at: datetime


@dataclass(frozen=True, kw_only=True)
class ApprovalPage:
    """A case to decide on; ``alike`` newest first."""

    page: CasePage
    customer: Past
    batch: Past
    alike: tuple[Alike, ...]


_APPROVED = (
    'FROM "complaint" c JOIN "proposal" p ON p."case_no" = c."case_no" '
    'WHERE p."state" = \'approved\' AND c."marks" NOT LIKE ? '
    'AND c."case_no" <> ? AND p."approved_at" >= ? AND '
)
_SUM = (
    'SELECT COUNT(DISTINCT c."case_no"), CAST(COALESCE(SUM(p."authority_value"), 0) AS BIGINT) ' + _APPROVED
)
_OF_FAMILY = f'c."customer" IN ({FAMILY} SELECT n FROM family)'
_ALIKE = 'SELECT c."case_no", p."authority_value", p."approved_at" ' + _APPROVED
_LINE = (
    'EXISTS (SELECT 1 FROM "product_line" l WHERE l."case_no" = c."case_no" AND l."{column}" IN ({signs}))'
)


_GIFTS = (
    'SELECT CAST(COALESCE(SUM(COALESCE(r."share_company", r."amount")), 0) AS BIGINT) '
    'FROM "proposal" p JOIN "remedy" r ON r."case_no" = p."case_no" AND r."proposal" = p."no" '
    'WHERE p."state" = \'approved\' AND p."approved_at" >= ? '
    f'AND r."kind" IN ({", ".join("?" * len(GIFT_KINDS))})'
)


def case_page(wire: Wire, case_no: str, at: datetime | None = None) -> CasePage:
    """Everything on the page of a case, at the moment ``at`` (UTC) or now. Raises NoSuchCase."""
    case, now = read_case(wire, case_no), at or wire.now()
    past = approved_since(wire, case.complaint.customer, now - WINDOW) if case.complaint.customer else 0
    office = read_office(wire)
    history, gifts = history_of(wire, case_no), gift_month(wire, case, office, now)
    return CasePage(case=case, history=history, office=office, now=now, past=past, gifts=gifts)


def gift_month(wire: Wire, case: Case, office: Office, at: datetime | None = None) -> GiftMonth:
    """The gifts of the office's month at ``at`` (UTC) or now; not summed where nobody is told."""
    return gifts_promised(wire, office, at) if is_weighed(case) else GiftMonth()


def gifts_promised(wire: Wire, office: Office, at: datetime | None = None) -> GiftMonth:
    """The gifts of the office's month at ``at`` (UTC) or now, whatever case; nothing without a budget."""
    budget = office.company.gift_budget
    if not budget:
        return GiftMonth()
    since = month_began(office, at or wire.now())
    return GiftMonth(budget, wire.value(_GIFTS, iso_utc(since), *sorted(GIFT_KINDS)), since)


def approval_page(wire: Wire, case_no: str, at: datetime | None = None) -> ApprovalPage:
    """The page of a case with what was given before, within a year. Raises NoSuchCase."""
    page = case_page(wire, case_no, at)
    case, since = page.case, page.now - YEAR
    batches = tuple(sorted({line.batch_no for line in case.product_lines if line.batch_no}))
    batch = _past(wire, case, since, *_of_lines("batch_no", batches)) if batches else Past()
    customer = _past(wire, case, since, _OF_FAMILY, case.complaint.customer)
    return ApprovalPage(page=page, customer=customer, batch=batch, alike=_alike(wire, case, since))


def _of_lines(column: str, values: tuple[str, ...]) -> tuple[str, ...]:
    return (_LINE.format(column=column, signs=", ".join("?" * len(values))), *values)


def _past(wire: Wire, case: Case, since: datetime, where: str, *values: Value) -> Past:
    row = wire.row(_SUM + where, VOID, case.complaint.case_no, iso_utc(since), *values)
    return Past(*row) if row else Past()


def _alike(wire: Wire, case: Case, since: datetime) -> tuple[Alike, ...]:
    products = tuple(sorted({line.product for line in case.product_lines if line.product}))
    same = ('c."reason" = ?', json_text(list(case.complaint.reason)))
    where, *values = _of_lines("product", products) if products else same
    sql = f'{_ALIKE}{where} ORDER BY p."approved_at" DESC, c."case_no" LIMIT ?'
    rows = wire.rows(sql, VOID, case.complaint.case_no, iso_utc(since), *values, MOST_ALIKE)
    return tuple(Alike(number, value, from_iso_utc(at)) for number, value, at in rows)
