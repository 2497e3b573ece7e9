"""The paper both sides sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class Party(f.Part):
    """A row of its record's table."""

    name: str | None = f.text(due="row")
    uscc: str | None = f.text(18)
    id_masked: str | None = f.text()
    address: str | None = f.text(120)
    representative: str | None = f.text()
    phone: str | None = f.text()


@dataclass(frozen=True, kw_only=True)
class AgreementItem(f.Part):
    """A row of its record's table."""

    kind: str = f.code("remedy", default="")
    product: str | None = f.text()
    spec: str | None = f.text()
    qty: Decimal | None = f.quantity()
    unit: str | None = f.code("unit")
    amount: int | None = f.money()
    note: str | None = f.text(200)


@dataclass(frozen=True, kw_only=True)
class AgreementClause(f.Part):
    """A clause of an agreement: in a draft what was chosen or struck, from its issue on as it was filled."""

    key: str = f.text(40, due="row", default="")
    struck: bool | None = f.flag()
    version: int | None = f.count(auto=True)
    part: str | None = f.code("clause_part", auto=True)
    title: str | None = f.text(auto=True)
    text: str | None = f.long_text(auto=True)


@dataclass(frozen=True, kw_only=True)
class Agreement(f.CaseRow):
    """The paper both sides sign (处理协议书)."""

    proposal: int = f.count(auto=True, default=0)
    agr_no: str | None = f.text(auto=True)
    state: str = f.code("agreement_state", auto=True, default="draft")
    party_a: tuple[Party, ...] = f.rows(Party, due="issue_agreement")
    party_b: tuple[Party, ...] = f.rows(Party, due="issue_agreement")
    facts: str | None = f.long_text(due="issue_agreement")
    items: tuple[AgreementItem, ...] = f.rows(AgreementItem, auto=True)
    total: int = f.money(auto=True, default=0)
    total_upper: str | None = f.text(auto=True)
    clauses: tuple[AgreementClause, ...] = f.rows(AgreementClause, secret=True)
    language: str | None = f.code("language")
    perform_by: date | None = f.day(due="issue_agreement")
    payee: str | None = f.text(due="issue_agreement", when="money", secret=True)
    bank: str | None = f.text(due="issue_agreement", when="money", secret=True)
    account: str | None = f.text(due="issue_agreement", when="money", secret=True)
    consignee: str | None = f.text(due="issue_agreement", when="goods")
    consignee_phone: str | None = f.text(due="issue_agreement", when="goods")
    consignee_address: str | None = f.text(120, due="issue_agreement", when="goods")
    freight_by: str | None = f.code("freight_by", due="issue_agreement", when="goods")
    accept_days: int | None = f.count(limit=365)
    return_by: date | None = f.day()
    waiver_scope: str | None = f.long_text(due="issue_agreement")
    withdraw_from: str | None = f.text()
    confidential_clause: bool | None = f.flag()
    breach_rate: Decimal | None = f.quantity()
    breach_amount: int | None = f.money()
    breach_cap: int | None = f.money()
    dispute: str | None = f.code("dispute", due="issue_agreement")
    court: str | None = f.text(due="issue_agreement")
    copies: int | None = f.count(due="issue_agreement")
    sign_place: str | None = f.text(due="issue_agreement")
    issued_at: datetime | None = f.moment(auto=True)
    issued_sha256: str | None = f.text(auto=True)
    anchor: str | None = f.text(auto=True)
    printed_at: datetime | None = f.moment()
    printed_by: str | None = f.ref(auto=True)
    handed_at: datetime | None = f.moment()
    handed_by: str | None = f.ref(auto=True)
    handed_to: str | None = f.text()
    handed_place: str | None = f.text()
    signed_a_on: date | None = f.day(due="sign")
    signed_b_on: date | None = f.day(due="sign")
    signer_a: str | None = f.text(due="sign")
    signer_b: str | None = f.text(due="sign")
    sealed: bool | None = f.flag()
    scan: int | None = f.file()
    original_place: str | None = f.text()
    filed_by: str | None = f.ref(auto=True)
    filed_at: datetime | None = f.moment(auto=True)
    supplements: int | None = f.count()
    void_reason: str | None = f.text(200)
