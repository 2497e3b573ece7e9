"""One customer's file: his cases with those of customers merged into him, money, promises, agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aftersales.domain.codes import AgreementState, PromiseState
from aftersales.domain.dates import from_iso_utc
from aftersales.domain.records.contact import Promise
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.trail import History
from aftersales.domain.workflow import OPEN_STATES
from aftersales.storage.books.standing import standing_customer
from aftersales.storage.books.unit import approved_since
from aftersales.storage.codec import codec
from aftersales.storage.queries.case import read_customer
from aftersales.storage.queries.cases import ENDED, VOID, CaseFilter, CaseLine, case_lines, family
from aftersales.storage.queries.histories import history_of_record
from aftersales.storage.wire import Wire

SHOWN = 100
"""So many of the newest cases are listed; all are counted."""
YEAR = timedelta(days=365)
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class OfCase:
    """A promise with the case in which it was made."""

    case_no: str
    row: Promise


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """An agreement with this customer; ``total`` 分, moments UTC."""

    case_no: str
    agr_no: str
    state: str
    total: int | None
    issued_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CustomerFile:
    """Everything known of a customer; ``merged`` are those merged into him, money is approved value in 分.

    ``stands``: the number of the record that stands for him, his own where he was not merged.
    """

    customer: Customer
    stands: str
    merged: tuple[Customer, ...]
    cases: tuple[CaseLine, ...]
    all_cases: int
    running: int
    value: int
    value_of_year: int
    promises: tuple[OfCase, ...]
    agreements: tuple[AgreementLine, ...]
    history: tuple[History, ...]
    now: datetime


def customer_file(wire: Wire, cust_no: str, at: datetime | None = None) -> CustomerFile:
    """The file of a customer at the moment ``at`` (UTC) or now. Raises NoSuchCustomer."""
    customer, now = read_customer(wire, cust_no), at or wire.now()
    his = family(wire, cust_no)
    counted = _counted(wire, his)
    return CustomerFile(
        customer=customer,
        stands=(standing_customer(wire, cust_no) or customer).cust_no,
        merged=tuple(read_customer(wire, one) for one in his if one != cust_no),
        cases=case_lines(wire, CaseFilter(customer=cust_no, limit=SHOWN)),
        all_cases=sum(counted.values()),
        running=sum(counted.get(str(state), 0) for state in OPEN_STATES),
        value=approved_since(wire, cust_no, _EVER),
        value_of_year=approved_since(wire, cust_no, now - YEAR),
        promises=_promises(wire, his),
        agreements=_agreements(wire, his),
        history=history_of_record(wire, "customer", cust_no),
        now=now,
    )


def _counted(wire: Wire, his: Sequence[str]) -> dict[str, int]:
    sql = f'SELECT "state", count(*) FROM "complaint" WHERE {_of("", his)} GROUP BY "state"'
    return dict(wire.rows(sql, VOID, *his))


def _of(alias: str, his: Sequence[str]) -> str:
    signs = ", ".join("?" * len(his))
    return f'{alias}"marks" NOT LIKE ? AND {alias}"customer" IN ({signs})'


def _promises(wire: Wire, his: Sequence[str]) -> tuple[OfCase, ...]:
    kept = codec(Promise)
    columns = ", ".join(f'r."{name}"' for name in kept.names)
    sql = (
        f'SELECT c."case_no", {columns} FROM "promise" r JOIN "complaint" c ON c."case_no" = r."case_no" '
        f'WHERE {_of("c.", his)} AND r."state" = ? AND c."state" NOT IN ({ENDED}) '
        'ORDER BY r."due_at", c."case_no", r."no"'
    )
    rows = wire.rows(sql, VOID, *his, str(PromiseState.OPEN))
    return tuple(OfCase(case_no=row[0], row=kept.decode(row[1:])) for row in rows)


def _agreements(wire: Wire, his: Sequence[str]) -> tuple[AgreementLine, ...]:
    sql = (
        'SELECT a."case_no", a."agr_no", a."state", a."total", a."issued_at" FROM "agreement" a '
        f'JOIN "complaint" c ON c."case_no" = a."case_no" WHERE {_of("c.", his)} AND a."state" <> ? '
        'ORDER BY a."issued_at" DESC, a."case_no" DESC, a."no" DESC'
    )
    rows = wire.rows(sql, VOID, *his, str(AgreementState.DRAFT))
    return tuple(
        AgreementLine(
            case_no=case_no,
            agr_no=agr_no or "",
            state=state,
            total=total,
            issued_at=from_iso_utc(issued_at) if issued_at else None,
        )
        for case_no, agr_no, state, total, issued_at in rows
    )
