"""The complaint itself and its small tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class LinkedCase(f.Part):
    """A row of its record's table."""

    case: str = f.ref(due="row", default="")
    link: str = f.code("link", due="row", default="")


@dataclass(frozen=True, kw_only=True)
class Event(f.Part):
    """A row of its record's table."""

    at: datetime | None = f.moment()
    fact: str | None = f.long_text(due="row")
    source: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class Demand(f.Part):
    """A row of its record's table."""

    kind: str = f.code("demand", due="row", default="")
    qty: Decimal | None = f.quantity()
    amount: int | None = f.money()
    text: str | None = f.text(500)
    unmet_reason: str | None = f.text(500)
    alternatives: str | None = f.text(500)


@dataclass(frozen=True, kw_only=True)
class Loss(f.Part):
    """A row of its record's table."""

    kind: str = f.code("loss", due="row", default="")
    claimed: int | None = f.money(due="row")
    accepted: int | None = f.money()
    evidence: int | None = f.file()


@dataclass(frozen=True, kw_only=True)
class Complaint(f.Record):
    """A complaint (投诉单): what was registered, who owns it, where it stands."""

    case_no: str = f.text(auto=True, default="")
    customer: str = f.ref(auto=True, default="")
    title: str | None = f.text(60)
    channel: str | None = f.code("channel", due="register")
    external_no: str | None = f.text()
    external_source: str | None = f.text()
    authority_received_on: date | None = f.day()
    authority_due_at: datetime | None = f.moment(end=True)
    complaint_at: datetime | None = f.moment()
    registered_at: datetime | None = f.moment(auto=True)
    recorder: str | None = f.ref()
    recorder_post: str | None = f.code("post")
    recorder_signed_at: datetime | None = f.moment(auto=True)
    received_by: str | None = f.ref(auto=True)
    received_at: datetime | None = f.moment(auto=True)
    owner: str | None = f.ref(auto=True)
    helpers: tuple[str, ...] = f.refs()
    about_staff: tuple[str, ...] = f.refs()
    nature: str = f.code("nature", default="complaint")
    severity: str = f.code("severity", due="register", default="general")
    handler_level: str | None = f.code("level", auto=True)
    urgent: bool | None = f.flag()
    emergency: bool | None = f.flag()
    ongoing_harm: bool | None = f.flag(due="register")
    harm_kind: str | None = f.code("harm_kind")
    safety_injury: bool | None = f.flag()
    sensitive_period: str | None = f.ref(auto=True)
    public_risk: str | None = f.code("public_risk")
    public_risk_note: str | None = f.text()
    malicious: str | None = f.code("malicious")
    malicious_basis: str | None = f.long_text()
    malicious_by: str | None = f.ref()
    abuse: bool | None = f.flag()
    special_reason: str | None = f.long_text()
    special_by: str | None = f.ref()
    special_until: date | None = f.day()
    confidential: bool | None = f.flag()
    recur_no: int = f.count(auto=True, default=1)
    linked_cases: tuple[LinkedCase, ...] = f.rows(LinkedCase)
    hold_reason: str | None = f.text()
    hold_until: date | None = f.day()
    held_at: datetime | None = f.moment(auto=True)
    transfers: int = f.count(auto=True, default=0)
    marks: tuple[str, ...] = f.codes("mark", auto=True)
    origin: str = f.code("origin", auto=True, default="office")
    import_batch: int | None = f.count(auto=True)
    state: str = f.code("state", auto=True, default="")
    round_no: int = f.count(auto=True, default=1)
    version: int = f.count(auto=True, default=0)
    no_paper_reason: str | None = f.text(due="settle_without_paper")
    verbatim: str | None = f.long_text(limit=f.UNLIMITED, due="register")
    reason: tuple[str, ...] = f.codes("reason", due="register")
    summary: str | None = f.long_text(limit=500, due="propose", na=True)
    occurred_on: date | None = f.day(due="propose", na=True)
    place: str | None = f.text()
    events: tuple[Event, ...] = f.rows(Event)
    demands: tuple[Demand, ...] = f.rows(Demand, due="register")
    expected_by: datetime | None = f.moment(end=True)
    restated_ok: bool | None = f.flag(due="propose")
    restated_at: datetime | None = f.moment(due="propose")
    restated_who: str | None = f.text(due="propose")
    losses: tuple[Loss, ...] = f.rows(Loss)
    closed_at: datetime | None = f.moment(auto=True)
    closed_by: str | None = f.ref(auto=True)
    close_kind: str | None = f.code("close_kind")
    close_reason: str | None = f.long_text(when="unless satisfied")
    close_approver: str | None = f.ref(auto=True)
    lessons: str | None = f.long_text(due="close", when="major")
    knowledge_link: str | None = f.ref()
    improvement: str | None = f.ref()


@dataclass(frozen=True, kw_only=True)
class CaseClock(f.CaseRow):
    """One clock of a case (时限), as data-dictionary.md lists it under complaint.clocks."""

    clock: str = f.code("clock", auto=True, default="")
    round_no: int = f.count(auto=True, default=1)
    started_at: datetime | None = f.moment(auto=True)
    due_at: datetime | None = f.moment(auto=True)
    first_due_at: datetime | None = f.moment(auto=True)
    stopped_at: datetime | None = f.moment(auto=True)
    moved_by: str | None = f.ref(auto=True)
    moved_reason: str | None = f.text(200, auto=True)
