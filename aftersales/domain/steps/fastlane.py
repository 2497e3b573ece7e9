"""快速处理: what a trivial case asks, what it fills in itself, and what keeps a case out of the lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from aftersales.domain import fields as f
from aftersales.domain.authority import SCOPE_OF
from aftersales.domain.codes import (
    Decision,
    Founded,
    Nature,
    PublicRisk,
    Role,
    Satisfaction,
    Scope,
    Severity,
    State,
)
from aftersales.domain.errors import DomainError
from aftersales.domain.fields import specs
from aftersales.domain.forms import Form
from aftersales.domain.records.customer import Phone
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Remedy
from aftersales.domain.workflow import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aftersales.domain.case import Case
    from aftersales.domain.office import Desk


class NotTrivial(DomainError):
    """The fast lane is not for this; register it the long way. Facts: ``why``."""


@dataclass(frozen=True, kw_only=True)
class Quick(f.Part):
    """The seven fields, those that send a case the long way when they say so, and what is only kept."""

    phones: tuple[Phone, ...] = f.rows(Phone)
    cust_name: str | None = f.text()
    verbatim: str | None = f.long_text(limit=f.UNLIMITED, due="row")
    product: str | None = f.text()
    word: str | None = f.text(due="row")
    due: date | None = f.day(due="row")
    satisfaction: str | None = f.code("satisfaction")
    nature: str = f.code("nature", default="complaint")
    severity: str = f.code("severity", default="general")
    ongoing_harm: bool | None = f.flag()
    safety_injury: bool | None = f.flag()
    public_risk: str | None = f.code("public_risk")
    about_staff: tuple[str, ...] = f.refs()
    external_no: str | None = f.text()
    external_source: str | None = f.text()
    authority_received_on: date | None = f.day()
    authority_due_at: datetime | None = f.moment(end=True)


KEPT = ("about_staff", "external_no", "external_source", "authority_received_on", "authority_due_at")
"""What nobody asks here and stands in the case where it was said."""

FORM = Form(((Quick, frozenset(specs(Quick))),), (("remedies", Remedy),))
"""What ``do quick`` takes."""

DEMAND_OF: Mapping[str, str] = {
    "goods": "replenish",
    "exchange": "exchange",
    "return_refund": "return_goods",
    "repair": "repair",
    "apology": "apology",
    "explanation": "explanation",
    "promotion": "promotion",
}
"""The demand that a remedy answers; else 其他."""

_NO_PRODUCT = (None, "", "-", "–", "—")


def must_be_trivial(quick: Quick, remedies: tuple[Mapping[str, Any], ...], desk: Desk) -> None:
    """Raise ``NotTrivial`` saying why the case must go the long way."""
    kinds = [row.get("kind", "") for row in remedies]
    reasons = {
        "role": Role.SERVICE not in desk.me.roles,
        "severity": quick.severity != Severity.GENERAL,
        "harm": bool(quick.ongoing_harm),
        "injury": bool(quick.safety_injury),
        "publicity": quick.public_risk not in (None, PublicRisk.NONE),
        "cash": any(SCOPE_OF.get(kind) == Scope.CASH for kind in kinds),
        "about_you": desk.login in quick.about_staff,
        "nature": quick.nature in (Nature.CLAIM, Nature.GROUP),
    }
    for why, holds in reasons.items():
        if holds:
            raise NotTrivial(why=why)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the lane fills in: its own name, how a customer without a name is called."""

    lane: str
    anonymous: str


def registration(
    quick: Quick, data: Mapping[str, object], known_name: str | None, told: Told
) -> dict[str, Any]:
    """The registration of a trivial case: channel telephone, what nobody asked is 不详."""
    tail = "".join(phone.number[-4:] for phone in quick.phones[:1])
    product = None if quick.product in _NO_PRODUCT else quick.product
    given: dict[str, Any] = {
        "channel": "phone",
        "phones": data.get("phones"),
        "cust_name": quick.cust_name or known_name or f"{told.anonymous}{tail}",
        "verbatim": quick.verbatim,
        "nature": quick.nature,
        "severity": quick.severity,
        "reason": ["product" if product else "service"],
        "ongoing_harm": False,
        "demands": [{"kind": kind} for kind in _demands(data)],
        "na": {"address": "unknown"},
    }
    if not quick.phones:
        given["na"]["phones"] = "not_left"
        given.pop("phones")
    given |= {name: data[name] for name in KEPT if data.get(name)}
    if product:
        given["product_line"] = [_line(product)]
    return given


def _demands(data: Mapping[str, object]) -> list[str]:
    rows = data.get("remedies")
    kinds = (
        [str(row.get("kind", "")) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )
    return list(dict.fromkeys(DEMAND_OF.get(kind, "other") for kind in kinds)) or ["none"]


def _line(product: str) -> dict[str, Any]:
    asked = [
        n for n, spec in specs(ProductLine).items() if spec.due == "propose" and spec.na and n != "product"
    ]
    return {"product": product, **dict.fromkeys(asked, "不详")}


def script(
    quick: Quick, data: Mapping[str, object], case: Case, told: Told
) -> Iterator[tuple[Step, dict[str, Any]]]:
    """The steps after registration and what each is given, in the order of the path."""
    name = case.customer.cust_name or told.anonymous
    product = quick.product not in _NO_PRODUCT
    due = quick.due.isoformat() if quick.due else None
    rows = data.get("remedies")
    remedies = [{"due": due, **row} for row in rows] if isinstance(rows, list) else []
    yield Step.ACCEPT, {}
    yield (
        Step.DECIDE,
        {
            "restated_ok": True,
            "restated_who": name,
            "summary": (quick.verbatim or "")[:500],
            "founded": Founded.FOUNDED,
            "basis": told.lane,
            "cause_main": "defect" if product else "other",
            "decision": Decision.SUPPORT,
            "opinion": told.lane,
            "remedies": remedies,
            "na": {
                "occurred_on": "unknown",
                "basis_files": "none",
                "cust_type": "unknown",
                "contact_title": "unknown",
            },
        },
    )
    yield Step.ANSWER, {"channel": "phone", "to_whom": name, "content": quick.word}
    yield Step.ACCEPT_OFFER, {"confirmed_by": name, "confirmed_means": "phone"}
    yield Step.SETTLE_WITHOUT_PAPER, {"no_paper_reason": told.lane}


def closing(quick: Quick, case: Case) -> Iterator[tuple[Step, dict[str, Any]]]:
    """On to 已关闭 at once, when nothing is to be sent and the customer said 满意."""
    if case.complaint.state == State.FOLLOWING_UP and quick.satisfaction == Satisfaction.SATISFIED:
        name = case.customer.cust_name
        said = {"channel": "phone", "interviewee": name, "satisfaction": Satisfaction.SATISFIED}
        yield Step.FOLLOW_UP, said
        yield Step.CLOSE, {}
