"""One complaint of the practice company as its file tells it, and what the acts need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aftersales.domain.policy import turn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from aftersales.domain.case import Case
    from aftersales.domain.records.notice import Notice
    from aftersales.domain.records.proposal import Approval

OWNERS = ("service1", "service2")
CLERKS = ("clerk1", "clerk2")
ZONE = ZoneInfo("Asia/Shanghai")
_GIFT = "多功能加油漏斗"


@dataclass
class Story:
    """``told``: its table of cases.toml; ``case`` as the last act left it; ``now``: when the act is."""

    number: int
    told: Mapping[str, Any]
    customer: Mapping[str, str]
    product: Mapping[str, Any] | None
    into: Story | None = None
    case: Case | None = None
    now: datetime | None = None

    @property
    def standing(self) -> Case:
        """The case; it is registered by now."""
        if self.case is None:
            raise LookupError(self.told["text"])
        return self.case

    @property
    def moment(self) -> datetime:
        """When the act happens (UTC)."""
        if self.now is None:
            raise LookupError(self.told["text"])
        return self.now

    @property
    def clerk(self) -> str:
        """Who registers."""
        return CLERKS[self.number % 2]

    @property
    def owner(self) -> str:
        """Who handles the case."""
        return OWNERS[self.number // 2 % 2]

    @property
    def other(self) -> str:
        """The other service person: asks afterwards, confirms."""
        return OWNERS[1 - self.number // 2 % 2]

    @property
    def contact(self) -> str:
        """Whom one talks to."""
        return self.customer["contact_name"]

    def day(self, days: int) -> str:
        """The office's day so many days from the act, as JSON has it."""
        return (self.moment.astimezone(ZONE) + timedelta(days=days)).date().isoformat()

    def turn(self) -> Approval | None:
        """Whose turn it is to approve."""
        return turn(self.standing)

    def notice(self, *states: str) -> Notice | None:
        """The first notice in one of these states."""
        return next((n for n in self.standing.notices if n.state in states and n.reissued_as is None), None)

    def remedies(self) -> list[dict[str, Any]]:
        """What is offered, as one row; none where it is declined."""
        kind = self.told.get("remedy")
        if kind is None:
            return []
        row: dict[str, Any] = {"kind": kind, "due": self.day(7)}
        if "count" in self.told and self.product is not None:
            row |= {
                "product": self.product["name"],
                "spec": self.product["specs"][0],
                "qty": self.told["count"],
                "unit": self.product["unit"],
                "unit_value": self.product["unit_value"],
            }
        if kind == "赠品":
            row |= {"product": _GIFT, "qty": 1}
        if "yuan" in self.told:
            row["amount"] = self.told["yuan"]
        if "packing" in self.told:
            row |= {
                "special_packing": True,
                "packing_spec": self.told["packing"],
                "mark_text": self.told["mark"],
            }
        return [row]

    def line(self) -> dict[str, Any]:
        """The product complained about, as it is known when the customer calls."""
        product = self.product or {}
        return {
            "product": product["name"],
            "spec": product["specs"][0],
            "batch_no": self.batch,
            "qty_bought": self.told["bad"] + 10,
            "qty_bad": self.told["bad"],
            "unit": product["unit"],
            "unit_price": product["unit_value"],
            "symptom": self.told["summary"],
        }

    @property
    def batch(self) -> str:
        """The batch complained about: the product's code and a day half a year before."""
        made = self.moment if self.case is None else self.case.complaint.registered_at or self.moment
        return f"{(self.product or {})['code'][3:]}{made - timedelta(days=150 + self.number):%Y%m%d}"

    def produced(self) -> str:
        """The day in the batch number."""
        text = self.batch[-8:]
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
