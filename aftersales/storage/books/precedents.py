"""Cases in which the like was approved: the same batch, the same product, or the same cause."""

from __future__ import annotations

from datetime import datetime

from aftersales.domain.case import Case
from aftersales.domain.codes import ProposalState
from aftersales.domain.dates import from_iso_utc, iso_utc
from aftersales.storage.books.imports import VOID
from aftersales.storage.wire import Row, Value, Wire
from aftersales.usecases.ports import Precedent

LOOKED_AT = 2000
"""How many of the newest other cases are looked through."""
MOST = 5
_ANY = "other"  # a cause that makes no case like another
_OPEN = {ProposalState.DRAFT, ProposalState.SUBMITTED}
_ALIKE = ("batch", "product", "cause")
_BEFORE = """ AND p."approved_at" < ?"""
_SQL = """
SELECT n."case_no", n."title", p."decision", p."total", p."approved_at",
    CASE WHEN EXISTS (SELECT 1 FROM "product_line" l
                      WHERE l."case_no" = n."case_no" AND l."batch_no" IN ({batches})) THEN 0
         WHEN EXISTS (SELECT 1 FROM "product_line" l
                      WHERE l."case_no" = n."case_no" AND l."product" IN ({products})) THEN 1
         WHEN (SELECT f."cause_main" FROM "finding" f WHERE f."case_no" = n."case_no"
               ORDER BY f."no" DESC LIMIT 1) IN ({causes}) THEN 2
         ELSE 3 END AS "alike"
FROM (SELECT "id", "case_no", "title" FROM "complaint" WHERE "case_no" <> ? AND "marks" NOT LIKE ?
      ORDER BY "id" DESC LIMIT ?) n
JOIN "proposal" p ON p."case_no" = n."case_no" AND p."state" = 'approved'{before}
ORDER BY "alike", n."id" DESC, p."no" DESC LIMIT ?"""


def approval_precedents(wire: Wire, case: Case, most: int = MOST) -> tuple[Precedent, ...]:
    """The last approved proposals of other cases, one a case, the most alike and newest first.

    Alike is: the same batch, else the same product, else the same main cause; of the newest 2,000 cases.
    Where the case's last proposal is decided: what had been approved by then, as who decided saw it.
    """
    batches = sorted({row.batch_no for row in case.product_lines if row.batch_no})
    products = sorted({row.product for row in case.product_lines if row.product})
    causes = sorted({row.cause_main for row in case.findings[-1:] if row.cause_main} - {_ANY})
    decided = _decided_at(case)
    sql = _SQL.format(
        batches=_signs(batches),
        products=_signs(products),
        causes=_signs(causes),
        before=_BEFORE if decided else "",
    )
    values: tuple[Value, ...] = (
        *batches,
        *products,
        *causes,
        case.complaint.case_no,
        VOID,
        LOOKED_AT,
        *([iso_utc(decided)] if decided else []),
        4 * most,
    )
    found = {row[0]: _precedent(row) for row in reversed(wire.rows(sql, *values)) if row[5] < len(_ALIKE)}
    return tuple(reversed(found.values()))[:most]


def _decided_at(case: Case) -> datetime | None:
    """When the last proposal was approved, returned or refused; None while it waits for somebody."""
    last = case.proposals[-1] if case.proposals else None
    if last is None or last.state in _OPEN:
        return None
    said = (one.at for one in case.approvals if one.proposal == last.no and one.at is not None)
    return last.approved_at or max(said, default=None)


def _precedent(row: Row) -> Precedent:
    case_no, title, decision, total, approved_at, alike = row
    return Precedent(case_no, title or "", _ALIKE[alike], decision or "", total, from_iso_utc(approved_at))


def _signs(values: list[str]) -> str:
    return ", ".join("?" * len(values)) or "NULL"
