"""Which remedy makes which department's notice, and who hears of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.domain.codes import NoticeKind, RemedyKind, Role

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Slip:
    """A notice that a remedy calls for: what, by which department; ``after`` must be done first."""

    kind: str
    department: str
    after: str | None = None


_SHIP = Slip(NoticeKind.SHIP, "warehouse")
_BACK = Slip(NoticeKind.TAKE_BACK, "warehouse")
_PAY = Slip(NoticeKind.PAY, "finance")
_GIFT = Slip(NoticeKind.GIFT, "marketing")
_TASK = Slip(NoticeKind.TASK, "after_sales")

NOTICES: Mapping[str, tuple[Slip, ...]] = {
    RemedyKind.GOODS: (_SHIP,),
    RemedyKind.EXCHANGE: (_SHIP, _BACK),
    RemedyKind.RETURN_REFUND: (_BACK, Slip(NoticeKind.PAY, "finance", after=NoticeKind.TAKE_BACK)),
    RemedyKind.CASH: (_PAY,),
    RemedyKind.REFUND: (_PAY,),
    RemedyKind.DISCOUNT: (Slip(NoticeKind.CREDIT_NOTE, "finance"),),
    RemedyKind.GIFT: (_GIFT,),
    RemedyKind.REWARD: (_GIFT,),
    RemedyKind.PROMOTION: (_GIFT,),
    RemedyKind.REPAIR: (Slip(NoticeKind.REPAIR, "after_sales"),),
    RemedyKind.APOLOGY: (_TASK,),
    RemedyKind.CONDOLENCE: (_TASK,),
    RemedyKind.LEADER_VISIT: (_TASK,),
    RemedyKind.TOUR: (_TASK,),
    RemedyKind.MEETING: (_TASK,),
    RemedyKind.TRAINING: (_TASK,),
    RemedyKind.EXPLANATION: (),
    RemedyKind.RECTIFY: (Slip(NoticeKind.RECTIFY, "quality"),),
}
"""The notices of each remedy (path.md, the remedy table)."""

PACKING = Slip(NoticeKind.SPECIAL_PACKING, "production")
"""Goods with special packing or marks go through production first; the shipping notice waits."""

ROLE_OF: Mapping[str, str] = {
    "after_sales": Role.SERVICE,
    "warehouse": Role.WAREHOUSE,
    "dispatch": Role.WAREHOUSE,
    "marketing": Role.MARKETING,
    "production": Role.PRODUCTION,
    "finance": Role.FINANCE,
    "quality": Role.QUALITY,
    "sales": Role.SERVICE,
}
"""Whose list a department's notices are on."""

GOODS_KINDS: frozenset[str] = frozenset({RemedyKind.GOODS, RemedyKind.EXCHANGE})
"""Remedies that say product, quantity and unit value; their amount is quantity × unit value."""

SENT_KINDS: frozenset[str] = GOODS_KINDS | {RemedyKind.GIFT}
"""Remedies that somebody receives at an address."""

MONEY_KINDS: frozenset[str] = frozenset(
    {RemedyKind.CASH, RemedyKind.REFUND, RemedyKind.RETURN_REFUND, RemedyKind.DISCOUNT}
)
"""Remedies that must say an amount."""

PAID_KINDS: frozenset[str] = frozenset(
    kind for kind, made in NOTICES.items() if any(slip.kind == NoticeKind.PAY for slip in made)
)
"""Remedies for which money goes to the customer's account; a discount is set off by a credit note."""

GIFT_KINDS: frozenset[str] = frozenset(kind for kind, made in NOTICES.items() if _GIFT in made)
"""Remedies that marketing gives out; they count against the month's budget for gifts."""

PAYEE: tuple[str, ...] = ("payee", "bank", "account")
"""Where money goes: the fields of agreements and of notices to pay."""


def slips(kind: str, *, special_packing: bool, department: str | None = None) -> tuple[Slip, ...]:
    """The notices of a remedy in the order in which they are made."""
    found = NOTICES[kind]
    if special_packing and _SHIP in found:
        return (PACKING, *(s if s != _SHIP else Slip(s.kind, s.department, PACKING.kind) for s in found))
    if kind == RemedyKind.RECTIFY and department in ("quality", "production"):
        return (Slip(NoticeKind.RECTIFY, department),)
    return found
