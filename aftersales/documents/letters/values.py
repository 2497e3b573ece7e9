"""What letters, tracking sheet and leaflet are drawn from: frozen values with codes, days, money in 分."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from aftersales.documents.values import Imprint


@dataclass(frozen=True)
class Addressee:
    """Who is written to; `polite` where the name is a person's and no title is known."""

    name: str = ""
    title: str = ""
    firm: str = ""
    polite: bool = False


@dataclass(frozen=True)
class Given:
    """One thing that the customer gets; `amount` in 分, of money only."""

    kind: str
    what: str = ""
    qty: str = ""
    amount: int | None = None
    due: date | None = None


@dataclass(frozen=True)
class Unmet:
    """A wish that is not met, why not, and what can be had instead."""

    wish: str
    reason: str = ""
    instead: str = ""


@dataclass(frozen=True)
class Pledge:
    """What was promised, and by when."""

    content: str
    due: datetime | None = None


@dataclass(frozen=True)
class Done:
    """One thing that was done: `key` of letter.done, and what its sentence speaks of; `at` may be a day."""

    at: datetime | date
    key: str
    who: str = ""
    what: str = ""
    carrier: str = ""
    waybill: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter to the customer; `kind` one of LETTERS. What is empty is not spoken of."""

    imprint: Imprint
    kind: str
    to: Addressee
    case_no: str
    complained_on: date
    written_on: date
    state: str = ""
    problem: str = ""
    products: str = ""
    wishes: tuple[str, ...] = ()
    founded: str = ""
    report: str = ""
    content: str = ""
    given: tuple[Given, ...] = ()
    explained: tuple[str, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    rectify: bool = False
    done: tuple[Done, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    next_word: datetime | None = None
    agreed: bool = False
    liability_admitted: bool = False
    writer: str = ""
    phone: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Stage:
    """One stage of a case on the tracking sheet; `key` of tracking.step."""

    key: str
    due: date | datetime | None = None
    done: date | datetime | None = None
    who: str = ""
    note: str = ""
    late: bool = False


@dataclass(frozen=True)
class Action:
    """One measure that a department carries out."""

    what: str
    department: str = ""
    due: date | datetime | None = None
    done: datetime | None = None
    result: str = ""
    late: bool = False


@dataclass(frozen=True)
class Talk:
    """One contact with the customer."""

    at: datetime | None
    channel: str
    counterpart: str
    content: str
    staff: str = ""


@dataclass(frozen=True)
class Tracking:
    """投诉跟踪表. With `by_hand`, empty fields stay empty, to be filled with a pen."""

    imprint: Imprint
    case_no: str = ""
    state: str = ""
    customer: str = ""
    contact: str = ""
    phone: str = ""
    channel: str = ""
    external: str = ""
    complaint_at: datetime | None = None
    recorder: str = ""
    owner: str = ""
    nature: str = ""
    severity: str = ""
    urgent: bool | None = None
    ongoing_harm: bool | None = None
    safety_injury: bool | None = None
    times: int | None = None
    round_no: int | None = None
    reasons: tuple[str, ...] = ()
    products: str = ""
    problem: str = ""
    demands: str = ""
    decision: str = ""
    total: int | None = None
    stages: tuple[Stage, ...] = ()
    actions: tuple[Action, ...] = ()
    promises: tuple[Action, ...] = ()
    talks: tuple[Talk, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True)
class Hours:
    """Days of the week (1 is Monday), first and last, and the spans in which the office is open on them."""

    first: int
    last: int
    spans: tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class Limit:
    """How long something takes at most; `unit` a code of limit_unit, or work_hour."""

    amount: str
    unit: str


@dataclass(frozen=True)
class Leaflet:
    """投诉须知: how a complaint is made and what happens with it; limits by the key of leaflet.step."""

    imprint: Imprint
    phone: str = ""
    address: str = ""
    hours: tuple[Hours, ...] = ()
    limits: tuple[tuple[str, Limit], ...] = ()
