"""The codes of every dictionary, as data-dictionary.md lists them; their words are in resources/labels."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

State = StrEnum(
    "State",
    "REGISTERED INVESTIGATING PROPOSED APPROVED OFFERED AGREED FULFILLING FOLLOWING_UP CLOSED "
    "WITHDRAWN MERGED",
)
NotAnswered = StrEnum("NotAnswered", "UNKNOWN NONE NOT_LEFT")
Origin = StrEnum("Origin", "OFFICE IMPORT")
ImportState = StrEnum("ImportState", "TAKEN VOID")
Mark = StrEnum("Mark", "FAST_LANE ON_HOLD TO_COUNTERSIGN DECIDED_ALONE SPECIAL IMPORT_VOID")
Role = StrEnum("Role", "CLERK SERVICE LEADER WAREHOUSE MARKETING PRODUCTION FINANCE QUALITY ADMIN")
Level = StrEnum("Level", "SERVICE SUPERVISOR MANAGER GENERAL_MANAGER")
Nature = StrEnum("Nature", "COMPLAINT GRIEVANCE SUGGESTION INQUIRY CLAIM GROUP")
Severity = StrEnum("Severity", "GENERAL SERIOUS MAJOR CRITICAL")
HarmKind = StrEnum("HarmKind", "INJURY PROPERTY STOPPAGE")
PublicRisk = StrEnum("PublicRisk", "NONE THREATENED EXPOSED REGULATOR LAWSUIT")
Malicious = StrEnum("Malicious", "NO SUSPECTED CONFIRMED")
Link = StrEnum("Link", "DUPLICATE SAME_BATCH REOPENED_FROM MERGED_INTO")
PhoneKind = StrEnum("PhoneKind", "MOBILE LANDLINE SERVICE FOREIGN OTHER")
Direction = StrEnum("Direction", "INCOMING OUTGOING")
Purpose = StrEnum("Purpose", "INQUIRY ANSWER PROGRESS EXPLANATION CHASED OTHER")
Reaction = StrEnum("Reaction", "ACCEPTED PARTLY REFUSED PENDING")
RoundResult = StrEnum("RoundResult", "ACCEPTED PARTLY REFUSED PENDING")
PromiseState = StrEnum("PromiseState", "OPEN KEPT MOVED CANCELLED")
Founded = StrEnum("Founded", "FOUNDED PARTLY UNFOUNDED")
Liable = StrEnum("Liable", "DEPARTMENT SUPPLIER CARRIER CUSTOMER")
Decision = StrEnum("Decision", "SUPPORT PARTIAL DECLINE")
ProposalState = StrEnum("ProposalState", "DRAFT SUBMITTED APPROVED RETURNED REJECTED RECALLED VOID")
ApprovalDecision = StrEnum(
    "ApprovalDecision",
    "APPROVE APPROVE_LESS SEND_BACK REJECT BY_WORD FORWARD ADD_APPROVER LAPSED",
)
RemedyKind = StrEnum(
    "RemedyKind",
    "EXCHANGE RETURN_REFUND GOODS CASH REFUND DISCOUNT REPAIR GIFT APOLOGY EXPLANATION "
    "CONDOLENCE LEADER_VISIT TOUR MEETING REWARD TRAINING PROMOTION RECTIFY",
)
AgreementState = StrEnum("AgreementState", "DRAFT ISSUED SIGNED FULFILLED VOID")
Whereabouts = StrEnum("Whereabouts", "DRAFT ISSUED PRINTED HANDED_OVER SIGNED SCANNED FILED VOID")
"""Where the paper of an agreement is."""
FreightBy = StrEnum("FreightBy", "US CUSTOMER")
Dispute = StrEnum("Dispute", "COURT ARBITRATION")
NoticeKind = StrEnum(
    "NoticeKind",
    "SHIP TAKE_BACK GIFT SPECIAL_PACKING PAY CREDIT_NOTE REPAIR RECTIFY TASK",
)
NoticeState = StrEnum("NoticeState", "ISSUED ACCEPTED DONE CONFIRMED RETURNED CANCELLED")
UrgeKind = StrEnum("UrgeKind", "URGE VERIFY")
Satisfaction = StrEnum("Satisfaction", "SATISFIED MOSTLY_SATISFIED DISSATISFIED UNREACHED")
KeepUsing = StrEnum("KeepUsing", "YES NO UNSURE")
CloseKind = StrEnum("CloseKind", "SATISFIED UNFOUNDED UNREACHABLE JUDICIAL OTHER WITHDRAWN MERGED")
Scope = StrEnum("Scope", "GOODS GIFT CASH")
Clock = StrEnum(
    "Clock",
    "HAND_OVER FIRST_CONTACT CONTAINMENT FIRST_ANSWER DECISION ANSWER PROGRESS NOTICE FOLLOW_UP RESOLUTION",
)
LimitUnit = StrEnum("LimitUnit", "HOUR DAY WORKING_DAY SAME_DAY")
DayKind = StrEnum("DayKind", "WORKING HOLIDAY")
FromWhom = StrEnum("FromWhom", "CUSTOMER OFFICE THIRD_PARTY")
ConsentKind = StrEnum("ConsentKind", "RECORDING VISIT BOTH REFUSED")
Emotion = StrEnum("Emotion", "CALM UNHAPPY AGITATED ANGRY")
Language = StrEnum("Language", {"ZH_CN": "zh_CN", "ZH_TW": "zh_TW", "EN": "en"})
ClauseParty = StrEnum("ClauseParty", "DEALER COMPANY PERSON")
ClausePart = StrEnum(
    "ClausePart",
    "HEAD FACTS CONTENT PERFORMANCE SETTLED OUTSIDE CONFIDENTIAL BREACH COOPERATION DISPUTE OTHER EFFECT",
)
ClauseWhen = StrEnum(
    "ClauseWhen",
    "PRODUCTS NO_PRODUCTS ADMITTED NOT_ADMITTED GOODS MONEY DISCOUNT RETURNED NOTHING_RETURNED EXTERNAL "
    "NOT_EXTERNAL CONFIDENTIAL INJURY BREACH_RATE BREACH_CAPPED BREACH_AMOUNT NO_BREACH COURT ARBITRATION",
)
"""What must be so in an agreement for a clause to fit it."""

_ENUMS: Mapping[str, type[StrEnum]] = {
    "state": State,
    "na": NotAnswered,
    "origin": Origin,
    "import_state": ImportState,
    "mark": Mark,
    "role": Role,
    "level": Level,
    "nature": Nature,
    "severity": Severity,
    "harm_kind": HarmKind,
    "public_risk": PublicRisk,
    "malicious": Malicious,
    "link": Link,
    "phone_kind": PhoneKind,
    "direction": Direction,
    "purpose": Purpose,
    "reaction": Reaction,
    "round_result": RoundResult,
    "promise_state": PromiseState,
    "founded": Founded,
    "liable": Liable,
    "decision": Decision,
    "proposal_state": ProposalState,
    "approval_decision": ApprovalDecision,
    "remedy": RemedyKind,
    "agreement_state": AgreementState,
    "whereabouts": Whereabouts,
    "freight_by": FreightBy,
    "dispute": Dispute,
    "notice_kind": NoticeKind,
    "notice_state": NoticeState,
    "urge": UrgeKind,
    "satisfaction": Satisfaction,
    "keep_using": KeepUsing,
    "close_kind": CloseKind,
    "scope": Scope,
    "clock": Clock,
    "limit_unit": LimitUnit,
    "day_kind": DayKind,
    "from_whom": FromWhom,
    "consent_kind": ConsentKind,
    "emotion": Emotion,
    "language": Language,
    "clause_party": ClauseParty,
    "clause_part": ClausePart,
    "clause_when": ClauseWhen,
}

OPEN: Mapping[str, tuple[str, ...]] = {
    "channel": tuple(
        ("phone fax visit_in on_site wechat sms email letter platform regulator media other").split()
    ),
    "post": tuple("clerk receptionist sales service storekeeper other".split()),
    "department": tuple(
        ("after_sales warehouse dispatch marketing production finance quality sales").split()
    ),
    "cust_type": tuple("agent dealer end_user repair_shop company person other".split()),
    "receipt_kind": tuple("invoice receipt till_slip delivery_note order none".split()),
    "unit": tuple("barrel bottle litre kilogram piece case set".split()),
    "usage_unit": tuple("kilometre hour litre day".split()),
    "reason": tuple(
        ("product service attitude promise speed efficiency publicity logistics price contract other").split()
    ),
    "demand": tuple(
        (
            "return_goods exchange replenish repair refund compensation discount apology "
            "explanation promotion new_shop discipline other none"
        ).split()
    ),
    "loss": tuple("parking downtime lost_work repair testing freight equipment other".split()),
    "promise_kind": tuple("callback progress visit refund delivery written other".split()),
    "cause": tuple(
        ("defect attitude broken_promise speed efficiency malice publicity logistics misuse other").split()
    ),
    "attachment_kind": tuple(
        ("photo recording chat receipt report authorisation scan slip artwork other").split()
    ),
}
"""Dictionaries that the office may add values to; built-in ones are never removed."""

DICTIONARIES: Mapping[str, tuple[str, ...]] = {
    **{name: tuple(enum) for name, enum in _ENUMS.items()},
    **OPEN,
}
