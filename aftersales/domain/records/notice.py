"""What departments do, and asking the customer afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class NoticeItem(f.Part):
    """A row of its record's table."""

    remedy: int | None = f.count()
    kind: str = f.code("remedy", default="")
    product: str | None = f.text()
    spec: str | None = f.text()
    batch: str | None = f.text()
    qty: Decimal | None = f.quantity()
    unit: str | None = f.code("unit")
    packing: str | None = f.long_text()
    mark: str | None = f.text()
    amount: int | None = f.money()
    note: str | None = f.text(200)


@dataclass(frozen=True, kw_only=True)
class Progress(f.Part):
    """A row of its record's table."""

    at: datetime | None = f.moment(due="row")
    qty: Decimal | None = f.quantity(due="row")
    note: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class Urge(f.Part):
    """A row of its record's table."""

    at: datetime | None = f.moment()
    by: str | None = f.ref()
    kind: str = f.code("urge", default="urge")
    note: str | None = f.text(200)


@dataclass(frozen=True, kw_only=True)
class Notice(f.CaseRow):
    """The slip that tells a department what to do (通知单)."""

    notice_no: str = f.text(auto=True, default="")
    kind: str = f.code("notice_kind", auto=True, default="")
    state: str = f.code("notice_state", auto=True, default="issued")
    department: str = f.code("department", auto=True, default="")
    person: str | None = f.ref()
    agreement: int | None = f.count(auto=True)
    waits_for: int | None = f.count(auto=True)
    items: tuple[NoticeItem, ...] = f.rows(NoticeItem, auto=True)
    consignee: str | None = f.text()
    consignee_phone: str | None = f.text()
    consignee_address: str | None = f.text(120)
    freight_by: str | None = f.code("freight_by", auto=True)
    payee: str | None = f.text(auto=True, secret=True)
    bank: str | None = f.text(auto=True, secret=True)
    account: str | None = f.text(auto=True, secret=True)
    due_at: datetime | None = f.moment(auto=True, end=True)
    urgent_reason: str | None = f.text()
    remark: str | None = f.long_text()
    issued_by: str | None = f.ref(auto=True)
    issued_at: datetime | None = f.moment(auto=True)
    accepted_by: str | None = f.ref(auto=True)
    accepted_at: datetime | None = f.moment(auto=True)
    on_behalf: bool | None = f.flag()
    slip: int | None = f.file(due="done_notice", when="on_behalf")
    progress: tuple[Progress, ...] = f.rows(Progress)
    picked_at: datetime | None = f.moment()
    shipped_at: datetime | None = f.moment()
    received_at: datetime | None = f.moment()
    carrier: str | None = f.text(due="done_notice", when="ship")
    waybill: str | None = f.text(due="done_notice", when="ship")
    shipped_batch: str | None = f.text(due="done_notice", when="ship")
    shipped_qty: Decimal | None = f.quantity(due="done_notice", when="ship")
    done_by: str | None = f.ref(auto=True)
    done_at: datetime | None = f.moment(auto=True)
    evidence: tuple[int, ...] = f.files()
    confirmed_by: str | None = f.ref(auto=True)
    confirmed_at: datetime | None = f.moment(auto=True)
    returned_reason: str | None = f.text(200)
    cancelled_reason: str | None = f.text(200)
    reissued_as: int | None = f.count(auto=True)
    urges: tuple[Urge, ...] = f.rows(Urge)


@dataclass(frozen=True, kw_only=True)
class Refund(f.CaseRow):
    """How a payment was carried out (退款执行)."""

    notice: int = f.count(auto=True, default=0)
    handled_on: date | None = f.day(due="done_notice")
    voucher_no: str | None = f.text(due="done_notice")
    amount: int | None = f.money(due="done_notice")
    expected_days: int | None = f.count(due="done_notice")
    expected_on: date | None = f.day(auto=True)
    customer_confirmed_on: date | None = f.day()


@dataclass(frozen=True, kw_only=True)
class FollowUp(f.CaseRow):
    """Asking the customer afterwards (回访)."""

    planned_on: date | None = f.day(auto=True)
    round_no: int = f.count(auto=True, default=1)
    at: datetime | None = f.moment(due="row")
    by: str | None = f.ref(due="row")
    channel: str | None = f.code("channel", due="row")
    interviewee: str | None = f.text(due="row")
    attempt_no: int = f.count(auto=True, default=1)
    satisfaction: str | None = f.code("satisfaction", due="row")
    sat_result: int | None = f.count(limit=5)
    sat_speed: int | None = f.count(limit=5)
    sat_attitude: int | None = f.count(limit=5)
    improved_view: str | None = f.long_text()
    suggestion: str | None = f.long_text()
    keep_using: str | None = f.code("keep_using")
    new_issue: bool | None = f.flag()
    new_case: str | None = f.ref()
    signed_file: int | None = f.file()
