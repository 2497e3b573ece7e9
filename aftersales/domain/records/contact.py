"""What was said and promised on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class Contact(f.CaseRow):
    """One call, visit or letter (沟通记录)."""

    at: datetime | None = f.moment(due="row")
    direction: str | None = f.code("direction", due="row")
    channel: str | None = f.code("channel", due="row")
    staff: str | None = f.ref(due="row")
    counterpart: str | None = f.text(due="row")
    content: str | None = f.long_text(due="row")
    purpose: str | None = f.code("purpose", due="row")
    quoted_rule: str | None = f.text()
    quoted_price: int | None = f.money()
    will_call_back: bool | None = f.flag(due="row")
    promise: int | None = f.count(due="row", when="will_call_back")
    emotion: str | None = f.code("emotion")
    minutes: int | None = f.count()
    files: tuple[int, ...] = f.files()
    visit_place: str | None = f.text(due="row", when="on_site")
    travellers: tuple[str, ...] = f.refs(due="row", when="on_site")
    travel_cost: int | None = f.money(due="row", when="on_site")
    taken_back_at: datetime | None = f.moment(auto=True)


@dataclass(frozen=True, kw_only=True)
class Explanation(f.CaseRow):
    """What was explained and how the customer took it (解释记录)."""

    at: datetime | None = f.moment(due="row")
    by: str | None = f.ref(due="row")
    channel: str | None = f.code("channel", due="row")
    to_whom: str | None = f.text(due="row")
    explained: str | None = f.long_text(due="row")
    reaction: str | None = f.code("reaction", due="row")
    reaction_note: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class Promise(f.CaseRow):
    """What was told to the customer to happen, by when (承诺)."""

    kind: str | None = f.code("promise_kind", due="row")
    content: str | None = f.text(200, due="row")
    made_by: str | None = f.ref(due="row")
    made_at: datetime | None = f.moment(due="row")
    due_at: datetime | None = f.moment(due="row", end=True)
    basis: str | None = f.text()
    within_authority: bool | None = f.flag(auto=True)
    state: str = f.code("promise_state", auto=True, default="open")
    kept_at: datetime | None = f.moment()
    kept_note: str | None = f.text()
    moved_from: datetime | None = f.moment(when="if moved")
    moved_reason: str | None = f.text(when="if moved")
    customer_agreed: bool | None = f.flag(when="if moved")


@dataclass(frozen=True, kw_only=True)
class Containment(f.CaseRow):
    """The first action where harm goes on (止损)."""

    action: str | None = f.text(200, due="row")
    by: str | None = f.ref(due="row")
    at: datetime | None = f.moment(due="row")
    effect: str | None = f.text()
    minutes: int | None = f.count(auto=True)


@dataclass(frozen=True, kw_only=True)
class ReportUp(f.CaseRow):
    """Asking a leader for a word inside the case (上报)."""

    by: str | None = f.ref(due="row")
    to_leader: str | None = f.ref(due="row")
    at: datetime | None = f.moment(due="row")
    facts: str | None = f.long_text(due="row")
    support_wanted: str | None = f.long_text()
    acknowledged_at: datetime | None = f.moment()
    reply: str | None = f.long_text()
    replied_at: datetime | None = f.moment()
