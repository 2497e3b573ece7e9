"""What we offer, who approves it, what the customer says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class Round(f.CaseRow):
    """A negotiation round (协商轮次)."""

    round_no: int = f.count(auto=True, default=1)
    at: datetime | None = f.moment(due="row")
    participants: str | None = f.text(due="row")
    channel: str | None = f.code("channel", due="row")
    our_position: str | None = f.long_text(due="row")
    their_position: str | None = f.long_text(due="row")
    proposal: int | None = f.count()
    result: str | None = f.code("round_result", due="row")


@dataclass(frozen=True, kw_only=True)
class Proposal(f.CaseRow):
    """What we offer (处理方案), one row a version."""

    proposal_no: str = f.text(auto=True, default="")
    proposal_version: int = f.count(auto=True, default=1)
    state: str = f.code("proposal_state", auto=True, default="draft")
    decision: str | None = f.code("decision", due="propose")
    opinion: str | None = f.long_text(due="propose")
    total: int = f.money(auto=True, default=0)
    policy_ok: bool | None = f.flag(auto=True)
    policy_reason: str | None = f.text(when="if no")
    invoice_note: str | None = f.text()
    applicant: str | None = f.ref(auto=True)
    applied_at: datetime | None = f.moment(auto=True)
    approved_at: datetime | None = f.moment(auto=True)
    under_authority: bool | None = f.flag(auto=True)
    authority_value: int = f.money(auto=True, default=0)
    cumulative: int = f.money(auto=True, default=0)
    liability_admitted: bool | None = f.flag()


@dataclass(frozen=True, kw_only=True)
class Remedy(f.CaseRow):
    """One row of a proposal (补偿项目)."""

    proposal: int = f.count(auto=True, default=0)
    kind: str = f.code("remedy", due="row", default="")
    product: str | None = f.text(due="row", when="goods")
    spec: str | None = f.text()
    batch: str | None = f.text()
    qty: Decimal | None = f.quantity(due="row", when="goods")
    unit: str | None = f.code("unit", due="row", when="goods")
    unit_value: int | None = f.money(due="row", when="goods")
    amount: int | None = f.money(due="row", when="money")
    share_company: int | None = f.money()
    share_customer: int | None = f.money()
    share_department: int | None = f.money()
    department: str | None = f.code("department")
    special_packing: bool | None = f.flag()
    packing_spec: str | None = f.long_text(due="row", when="special_packing")
    mark_text: str | None = f.text()
    artwork: int | None = f.file()
    due: date | None = f.day(due="row")
    executor: str | None = f.code("department", auto=True)
    discretionary_reason: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class Approval(f.CaseRow):
    """One link or act of the approvers (审批)."""

    proposal: int = f.count(auto=True, default=0)
    link_no: int = f.count(auto=True, default=0)
    approver: str = f.ref(auto=True, default="")
    level: str | None = f.code("level", auto=True)
    substitute_for: str | None = f.ref(auto=True)
    decision: str | None = f.code("approval_decision", auto=True)
    at: datetime | None = f.moment(auto=True)
    comment: str | None = f.long_text(due="row", when="not approved")
    by_word_means: str | None = f.code("channel", due="row", when="by_word")
    by_word_at: datetime | None = f.moment(due="row", when="by_word")
    recorded_by: str | None = f.ref(auto=True)
    evidence: int | None = f.file(due="row", when="by_word")
    countersigned_at: datetime | None = f.moment(auto=True)


@dataclass(frozen=True, kw_only=True)
class Answer(f.CaseRow):
    """Telling the customer the decision, and his word (答复与客户确认)."""

    proposal: int = f.count(auto=True, default=0)
    at: datetime | None = f.moment(due="answer")
    by: str | None = f.ref(due="answer")
    channel: str | None = f.code("channel", due="answer")
    to_whom: str | None = f.text(due="answer")
    content: str | None = f.long_text(due="answer")
    receipt: int | None = f.file()
    confirmed_by: str | None = f.text(due="accept_offer")
    confirmed_at: datetime | None = f.moment(due="accept_offer")
    confirmed_means: str | None = f.code("channel", due="accept_offer")
