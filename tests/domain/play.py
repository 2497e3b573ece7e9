"""A practice office without a database: a case is moved by anybody, at any time, with a user's own words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import Any

import pytest

from aftersales.domain.case import Case, StepTaken
from aftersales.domain.codes import State
from aftersales.domain.errors import BadField, BadInput, CodedError
from aftersales.domain.forms import Given, form_of, read_form
from aftersales.domain.office import Desk, Office
from aftersales.domain.reading import Reader
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.office import Calendar, Company
from aftersales.domain.records.proposal import Proposal
from aftersales.domain.records.staff import Authority, Staff, Substitute
from aftersales.domain.steps import intake
from aftersales.domain.steps.promises import end_of
from aftersales.domain.steps.taking import begin, take
from aftersales.words import words

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday, 23 November 2026, 09:00 in the office."""
SINCE = date(2020, 1, 1)

PEOPLE: dict[str, tuple[tuple[str, ...], str | None]] = {
    "clerk1": (("clerk",), None),
    "service1": (("service",), None),
    "service2": (("service",), None),
    "lead1": (("leader",), "supervisor"),
    "lead2": (("leader",), "manager"),
    "boss": (("leader",), "general_manager"),
    "store1": (("warehouse",), None),
    "market1": (("marketing",), None),
    "factory1": (("production",), None),
    "money1": (("finance",), None),
    "quality1": (("quality",), None),
    "admin": (("admin",), None),
}


def limits(
    *, service: int = 20_000, supervisor: int = 200_000, manager: int = 2_000_000
) -> tuple[Authority, ...]:
    """The authority table as delivered (分): no cash for service, no limit for the general manager."""
    told = [("service", scope, service) for scope in ("goods", "gift")]
    for level, amount in (("supervisor", supervisor), ("manager", manager), ("general_manager", 0)):
        told += [(level, scope, amount) for scope in ("goods", "gift", "cash")]
    return tuple(
        Authority(
            no=no,
            level=level,
            scope=scope,
            limit_amount=amount,
            no_limit=level == "general_manager",
            from_on=SINCE,
        )
        for no, (level, scope, amount) in enumerate(told, 1)
    )


def staff(*logins: str) -> tuple[Staff, ...]:
    """These people of the practice office, all of them if none is named."""
    return tuple(
        Staff(login=login, name=f"员工{login}", roles=roles, level=level)
        for login, (roles, level) in PEOPLE.items()
        if not logins or login in logins
    )


OFFICE = Office(
    company=Company(
        name="示范润滑油有限公司",
        uscc="91350100M000100Y43",
        address="福州市仓山区工业路 1 号",
        phone="0591-87654321",
        legal_rep="陈总",
        default_court="福州市仓山区人民法院",
        practice=True,
    ),
    staff=staff(),
    authority=limits(),
    calendar=(Calendar(no=1, day=date(2026, 10, 1), day_kind="holiday", day_name="国庆节"),),
)

REGISTRATION: dict[str, Any] = {
    "channel": "电话",
    "cust_name": "张三汽修",
    "phones": "13812345678",
    "address": "广州市天河区 1 号",
    "verbatim": "机油漏了，发动机异响。",
    "reason": ["产品"],
    "severity": "一般",
    "ongoing_harm": "否",
    "demands": [{"kind": "补货", "qty": 2}],
}
LINE: dict[str, Any] = {
    "product": "5W-30",
    "spec": "4L",
    "batch_no": "B20260101",
    "produced_on": "不详",
    "receipt_kind": "发票",
    "qty_bad": 2,
    "started_using": "不详",
    "symptom": "桶底漏油",
    "prev_brand": "无",
    "prev_state": "无",
    "recent_state": "不详",
}
FOUND: dict[str, Any] = {
    "summary": "桶底漏油两桶",
    "na": {"occurred_on": "unknown", "contact_title": "none", "basis_files": "none"},
    "restated_ok": True,
    "restated_who": "张三",
    "cust_type": "修车店",
    "founded": "成立",
    "basis": "样品检查",
    "cause_main": "瑕疵",
    "decision": "支持",
    "opinion": "补货",
}
ISSUE: dict[str, Any] = {
    "waiver_scope": "本批次",
    "freight_by": "我方",
    "consignee": "张三",
    "consignee_phone": "13812345678",
    "consignee_address": "广州",
    "payee": "张三",
    "bank": "工商银行",
    "account": "6222020000000000",
    "perform_by": "2026-12-01",
}
SIGNED: dict[str, Any] = {
    "signed_a_on": "2026-11-23",
    "signed_b_on": "2026-11-23",
    "signer_a": "王主任",
    "signer_b": "张三",
}
SHIPPED: dict[str, Any] = {"carrier": "顺丰", "waybill": "SF1", "shipped_batch": "B2", "shipped_qty": 1}
PAID: dict[str, Any] = {"handled_on": "2026-11-23", "voucher_no": "V1", "expected_days": 3}


def remedy(kind: str = "goods", yuan: str = "100.00", **more: object) -> dict[str, Any]:
    """A row of a proposal worth so much: one piece of goods, or the amount."""
    row: dict[str, Any] = {"kind": kind, "due": "2026-11-30"}
    if kind in ("goods", "exchange"):
        row |= {"product": "5W-30", "qty": 1, "unit": "桶", "unit_value": yuan}
    elif yuan:
        row |= {"amount": yuan}
    return row | more


def proposal(*remedies: dict[str, Any], **more: object) -> dict[str, Any]:
    """What 报批 asks, with these remedies (as a rule one of 100 元 in goods)."""
    return {**FOUND, "product_line": [LINE], "remedies": list(remedies or (remedy(),)), **more}


@dataclass
class Play:
    """One case and the office's clock; each step comes a minute after the last."""

    office: Office = OFFICE
    now: datetime = MONDAY
    past: int = 0
    number: str = "TS-20261123-001"
    case: Case = field(init=False)
    told: list[StepTaken] = field(default_factory=list)

    def __post_init__(self) -> None:
        blank = intake.blank(Customer(cust_no="KH000001"))
        complaint = replace(blank.complaint, case_no=self.number, customer="KH000001")
        self.case = replace(blank, complaint=complaint)

    @property
    def state(self) -> str:
        return self.case.complaint.state

    @property
    def due(self) -> Proposal:
        """The newest proposal."""
        return self.case.proposals[-1]

    def at(self, text: str) -> Play:
        """Set the office's clock: "11-24 09:05" of 2026."""
        self.now = datetime.fromisoformat(f"2026-{text}").replace(tzinfo=self.office.zone).astimezone(UTC)
        return self

    def desk(self, who: str) -> Desk:
        """Who acts, now."""
        return Desk(office=self.office, me=self.office.person(who), now=self.now, past=self.past)

    def read(self, step: str, data: dict[str, Any]) -> Given:
        """What a person typed, read as the program reads it."""
        ends = partial(end_of, self.office, self.now)
        return read_form(
            form_of(step, self.case.complaint), Reader(words(), self.office.zone, ends), step, data
        )

    def register(self, who: str = "clerk1", **data: object) -> Play:
        """Register the case, with what is typed otherwise than usual; ``None`` leaves a field out."""
        typed = {name: v for name, v in {**REGISTRATION, **data}.items() if v is not None}
        taken = begin(self.case, self.read("register", typed), self.desk(who), intake.register)
        return self._kept((taken,))

    def imported(self, **data: object) -> Play:
        """Take the case in as an import does."""
        taken = begin(self.case, self.read("register", data), self.desk("admin"), intake.take_in)
        return self._kept((taken,))

    def take(self, who: str, step: str, /, **data: object) -> Play:
        """Take a step; the case stands as it says afterwards."""
        return self._kept(take(step, self.case, self.read(step, data), self.desk(who)))

    def _kept(self, taken: tuple[StepTaken, ...]) -> Play:
        self.told += taken
        self.case = taken[-1].after
        self.now += timedelta(minutes=1)
        return self

    def refused(self, who: str, step: str, /, **data: object) -> CodedError:
        """The error by which the step is refused; the case must not have moved."""
        with pytest.raises(CodedError) as caught:
            self.take(who, step, **data)
        return caught.value

    def lacks(self, who: str, step: str, /, **data: object) -> set[str]:
        """The fields that the step is refused for."""
        return fields_of(self.refused(who, step, **data))

    def attached(self, who: str = "service1") -> Play:
        """A photograph joins the case, as attachment number 1."""
        return self.take(who, "attach", name="照片.jpg", kind="照片", from_whom="客户")

    def messages(self, kind: str = "step") -> set[str]:
        """Who hears of the last step."""
        return {message.recipient for message in self.told[-1].messages if message.kind == kind}


def fields_of(error: CodedError) -> set[str]:
    """The fields that a refusal names."""
    if isinstance(error, BadInput):
        return {str(problem.facts["field"]) for problem in error.problems}
    assert isinstance(error, BadField), error
    return {str(error.facts["field"])}


def _steps(play: Play, *remedies: dict[str, Any]) -> dict[str, Any]:
    """How to reach each state, one after the other."""
    return {
        State.REGISTERED: play.register,
        State.INVESTIGATING: lambda: play.take("service1", "accept"),
        State.PROPOSED: lambda: play.take("service1", "propose", **proposal(*remedies)),
        State.APPROVED: lambda: _approve(play),
        State.OFFERED: lambda: play.take(
            "service1", "answer", channel="电话", to_whom="张三", content="补一桶"
        ),
        State.AGREED: lambda: play.take("service1", "accept_offer", confirmed_means="电话"),
        State.FULFILLING: lambda: _sign(play),
        State.FOLLOWING_UP: lambda: _fulfil(play),
        State.CLOSED: lambda: _close(play),
    }


def _approve(play: Play) -> None:
    while play.state == State.PROPOSED:
        link = next(row for row in play.case.approvals if row.decision is None)
        play.take(link.approver, "approve")


def _sign(play: Play) -> None:
    play.take("service1", "issue_agreement", **ISSUE)
    play.take("service1", "sign", **SIGNED)


def done(play: Play, number: str) -> Play:
    """The department marks its notice done, with what its kind asks."""
    notice = next(n for n in play.case.notices if n.notice_no.endswith(f"-{number}"))
    who = {"warehouse": "store1", "finance": "money1", "marketing": "market1", "production": "factory1"}
    person = who.get(notice.department, "quality1" if notice.department == "quality" else "service1")
    more = {"ship": SHIPPED, "pay": PAID}.get(notice.kind, {})
    return play.take(person, "done_notice", notice=number, **more)


def _fulfil(play: Play) -> None:
    for notice in play.case.notices:
        if notice.state == "issued":
            done(play, notice.notice_no.rsplit("-", 1)[1])
    play.take("service2", "confirm_notice", notices=["all"])


def _close(play: Play) -> None:
    play.take("service1", "file_original", original_place="一号柜")
    play.take("service2", "follow_up", channel="电话", interviewee="张三", satisfaction="满意")
    play.take("service2", "close")


def at_state(state: str, *remedies: dict[str, Any], office: Office = OFFICE) -> Play:
    """A case of service1's that has walked the long way to this state."""
    if not remedies and office is OFFICE:
        return _copy(_walked(state))
    return _walk(Play(office=office), state, *remedies)


@cache
def _walked(state: str) -> Play:
    return _walk(Play(), state)


def _copy(play: Play) -> Play:
    copy = replace(play, told=list(play.told))
    copy.case = play.case
    return copy


def _walk(play: Play, state: str, *remedies: dict[str, Any]) -> Play:
    for reached, step in _steps(play, *remedies).items():
        step()
        if reached == state:
            return play
    raise KeyError(state)


def on(play: Play, state: str, *remedies: dict[str, Any]) -> Play:
    """The case walks on from where it stands to this state."""
    order = list(_steps(play))
    for reached in order[order.index(play.state) + 1 : order.index(state) + 1]:
        _steps(play, *remedies)[reached]()
    return play


def with_staff(*people: Staff, office: Office = OFFICE) -> Office:
    """The office with these people beside, or instead of those of the same login."""
    logins = {person.login for person in people}
    return replace(office, staff=(*(p for p in office.staff if p.login not in logins), *people))


def with_limits(*rows: Authority, office: Office = OFFICE) -> Office:
    """The office with these rows of authority beside those delivered."""
    more = tuple(
        replace(row, no=100 + number, from_on=row.from_on or SINCE) for number, row in enumerate(rows)
    )
    return replace(office, authority=(*office.authority, *more))


def with_substitute(principal: str, stands_in: str, first: str, last: str, office: Office = OFFICE) -> Office:
    """The office in which one stands in for another from the first to the last day."""
    row = Substitute(
        no=len(office.substitutes) + 1,
        principal=principal,
        stands_in=stands_in,
        from_on=date.fromisoformat(first),
        to_on=date.fromisoformat(last),
        reason="休假",
    )
    return replace(office, substitutes=(*office.substitutes, row))
