"""What the papers are drawn from: frozen values with codes, days, and money in 分; no rows, no rules.

Times are wall-clock times of the office, as they shall stand on paper. A text of `""` and a value of None
print as empty (“／” or “无”). Quantities are texts, as they were typed. Masked is what the caller masks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Imprint:
    """What stands in the frame of every page."""

    company: str
    number: str
    printed_by: str
    printed_at: datetime
    version: int = 1
    anchor: str = ""  # first twelve hex digits of the history's head
    contact: str = ""  # one line under the company's name: address, telephone
    logo: bytes = b""  # PNG or JPEG; what is no picture is left out


@dataclass(frozen=True)
class Person:
    """A customer as the forms show one."""

    name: str
    kind: str = ""  # cust_type
    contact: str = ""
    contact_title: str = ""
    phones: tuple[str, ...] = ()
    region: str = ""
    address: str = ""
    postcode: str = ""
    email: str = ""
    wechat: str = ""
    agent_for: str = ""


@dataclass(frozen=True)
class Product:
    """One product line of a complaint."""

    name: str
    spec: str = ""
    batch: str = ""
    produced_on: date | None = None
    purchased_on: date | None = None
    seller: str = ""
    receipt_kind: str = ""
    receipt_no: str = ""
    qty_bought: str = ""
    qty_bad: str = ""
    unit: str = ""
    started_using: date | None = None
    equipment: str = ""
    usage: str = ""
    symptom: str = ""


@dataclass(frozen=True)
class Demand:
    """One thing that the customer asks for, and on the approval sheet what is offered for it."""

    kind: str
    text: str = ""
    qty: str = ""
    amount: int | None = None
    offered: str = ""
    unmet_reason: str = ""


@dataclass(frozen=True)
class Registration:
    """客户投诉登记表. With `by_hand`, empty fields stay empty, to be filled with a pen."""

    imprint: Imprint
    customer: Person
    channel: str = ""
    title: str = ""
    nature: str = ""
    severity: str = ""
    urgent: bool = False
    external_no: str = ""
    external_source: str = ""
    complaint_at: datetime | None = None
    registered_at: datetime | None = None
    recorder: str = ""
    recorder_post: str = ""
    received_by: str = ""
    received_at: datetime | None = None
    times: int | None = None  # 第几次投诉
    occurred_on: date | None = None
    place: str = ""
    ongoing_harm: bool | None = None
    safety_injury: bool | None = None
    reasons: tuple[str, ...] = ()
    products: tuple[Product, ...] = ()
    verbatim: str = ""
    summary: str = ""
    demands: tuple[Demand, ...] = ()
    expected_by: datetime | None = None
    restated_who: str = ""
    restated_at: datetime | None = None
    attachments: tuple[str, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True)
class Remedy:
    """One thing that the company gives or does; `unit_value` and `amount` in 分."""

    kind: str
    product: str = ""
    spec: str = ""
    batch: str = ""
    qty: str = ""
    unit: str = ""
    unit_value: int | None = None
    amount: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Precedent:
    """A similar case and what it cost, in 分."""

    case_no: str
    about: str
    cost: int | None = None


@dataclass(frozen=True)
class ApprovalLink:
    """One rung of the ladder of approval; without a decision yet, it is left open for a signature."""

    level: str
    approver: str = ""
    decision: str = ""
    at: datetime | None = None
    comment: str = ""
    substitute_for: str = ""
    by_word: bool = False


@dataclass(frozen=True)
class Approval:
    """审批表: what is proposed, why, what it costs, and who said yes. Money in 分."""

    imprint: Imprint
    case_no: str
    customer: str
    product: str = ""
    cust_type: str = ""
    severity: str = ""
    complaint_at: datetime | None = None
    facts: str = ""
    founded: str = ""
    basis: str = ""
    cause: str = ""
    decision: str = ""
    demands: tuple[Demand, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    total: int = 0
    authority_value: int | None = None
    cumulative: int | None = None
    policy_ok: bool | None = None
    policy_reason: str = ""
    precedents: tuple[Precedent, ...] = ()
    options: tuple[str, ...] = ()
    opinion: str = ""
    applicant: str = ""
    applied_at: datetime | None = None
    links: tuple[ApprovalLink, ...] = ()


@dataclass(frozen=True)
class Party:
    """甲方 or 乙方. `kind`: dealer, company, person; `code`: 统一社会信用代码, dealer's code or ID number."""

    name: str
    kind: str = "company"
    code: str = ""
    address: str = ""
    representative: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Clause:
    """A sentence or two of an agreement, filled, under the heading of its part."""

    part: str
    text: str


@dataclass(frozen=True)
class Agreement:
    """客户投诉处理协议书. Not `issued`: 草稿 across each page. Money in 分. `signers`: how many are 乙方."""

    imprint: Imprint
    party_a: Party
    party_b: Party
    signers: int = 1
    issued: bool = False
    signed_on: date | None = None
    sign_place: str = ""
    products: tuple[Product, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    total: int = 0
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class NoticeItem:
    """One row of a notice; `value` in 分 is shown to those departments only that need it."""

    product: str
    spec: str = ""
    batch: str = ""
    qty: str = ""
    unit: str = ""
    packing: str = ""
    mark: str = ""
    value: int | None = None


@dataclass(frozen=True)
class Notice:
    """A department's 通知单 of any kind; each kind prints only what its department needs. Money in 分."""

    imprint: Imprint
    kind: str
    department: str
    case_no: str
    person: str = ""
    from_person: str = ""
    issued_at: datetime | None = None
    due_at: datetime | None = None
    urgent_reason: str = ""
    agreement_no: str = ""
    waits_for: str = ""
    reason: str = ""
    items: tuple[NoticeItem, ...] = ()
    consignee: str = ""
    consignee_phone: str = ""
    consignee_address: str = ""
    freight_by: str = ""
    payee: str = ""
    bank: str = ""
    account: str = ""
    amount: int | None = None
    expected_days: int | None = None
    card_text: str = ""
    packing_spec: str = ""
    mark_text: str = ""
    artwork: str = ""
    sample_approval: bool | None = None
    problem: str = ""
    stock: str = ""
    containment_due: datetime | None = None
    cause_due: datetime | None = None
    corrective_due: datetime | None = None
    remark: str = ""


@dataclass(frozen=True)
class FollowUp:
    """回访记录表. With `by_hand`, empty fields stay empty, to be filled with a pen."""

    imprint: Imprint
    case_no: str
    customer: str
    interviewee: str = ""
    phone: str = ""
    product: str = ""
    planned_on: date | None = None
    at: datetime | None = None
    by: str = ""
    channel: str = ""
    attempt_no: int | None = None
    settled: tuple[str, ...] = ()
    satisfaction: str = ""
    sat_result: int | None = None
    sat_speed: int | None = None
    sat_attitude: int | None = None
    improved_view: str = ""
    suggestion: str = ""
    keep_using: str = ""
    new_issue: bool | None = None
    new_case: str = ""
    by_hand: bool = False
