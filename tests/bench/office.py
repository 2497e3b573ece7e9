"""The bench's office: a small practice company made by the program itself, and a way to the signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from aftersales.app import App, open_app, unopened
from aftersales.domain.records.office import Company
from aftersales.domain.records.staff import Authority, Staff
from aftersales.storage.migrate import migrate
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aftersales.usecases.work import Work

PEOPLE = (
    ("clerk1", "clerk", None),
    ("service1", "service", None),
    ("lead1", "leader", "supervisor"),
    ("store1", "warehouse", None),
)
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

CALL = {
    "channel": "phone",
    "cust_name": "顺达汽修厂",
    "phones": "13812345678",
    "address": "广州市天河区中山大道 1 号",
    "verbatim": "上周换的机油，跑了三百公里发动机就异响，停车检查发现机油变黑而且少了一半，要求尽快处理。",
    "reason": ["product"],
    "severity": "general",
    "ongoing_harm": False,
    "demands": [{"kind": "replenish", "qty": 2}],
    "product_line": [{"product": "5W-30 全合成机油", "spec": "4L", "batch_no": "B20260901"}],
}
PROPOSAL = {
    "summary": "换油后异响，机油消耗过快",
    "restated_ok": True,
    "restated_who": "陈师傅",
    "cust_type": "repair_shop",
    "founded": "founded",
    "basis": "样品检测粘度不合格",
    "cause_main": "defect",
    "decision": "support",
    "opinion": "补偿同规格机油两桶",
    "remedies": [
        {
            "kind": "goods",
            "product": "5W-30",
            "qty": 2,
            "unit": "barrel",
            "unit_value": "260",
            "due": "2026-11-27",
        }
    ],
    "product_line": [
        {
            "no": 1,
            "produced_on": "不详",
            "receipt_kind": "invoice",
            "qty_bad": 2,
            "started_using": "不详",
            "symptom": "异响",
            "prev_brand": "无",
            "prev_state": "无",
            "recent_state": "不详",
        }
    ],
    "na": {"occurred_on": "unknown", "contact_title": "none", "basis_files": "none"},
}
WAY = (
    ("service1", "accept", {}),
    ("service1", "propose", PROPOSAL),
    ("lead1", "approve", {}),
    ("service1", "answer", {"channel": "phone", "to_whom": "陈师傅", "content": "补偿两桶机油"}),
    ("service1", "accept_offer", {"confirmed_means": "phone"}),
    (
        "service1",
        "issue_agreement",
        {
            "waiver_scope": "本次投诉所列产品",
            "court": "广州市天河区人民法院",
            "consignee": "陈师傅",
            "consignee_phone": "13812345678",
            "consignee_address": "广州市天河区",
            "freight_by": "us",
        },
    ),
    (
        "service1",
        "sign",
        {"signed_a_on": "2026-11-20", "signed_b_on": "2026-11-20", "signer_a": "王", "signer_b": "陈"},
    ),
)


def new_office(path: Path) -> App:
    """A practice company with four people and the limits of two levels."""
    url = f"sqlite:///{path}"
    migrate(unopened(url))
    app = open_app(url)
    replace(app, login="admin", station="bench").do(_set_up)
    return replace(app, station="bench")


def _set_up(work: Work) -> None:
    admin = Staff(login="admin", name="管理员", roles=("admin",))
    company = Company(name="练习公司", practice=True, address="广州", phone="020-1", legal_rep="王总")
    people = (Staff(login=n, name=n, roles=(role,), level=level) for n, role, level in PEOPLE)
    since = date(2020, 1, 1)
    limits = (
        Authority(no=1, level="service", scope="goods", limit_amount=20_000, from_on=since),
        Authority(no=2, level="supervisor", scope="goods", limit_amount=200_000_000_00, from_on=since),
    )
    for record in (admin, company, *people, *limits):
        work.books.put_record(record, step="init", at=START)


class Clock:
    """The bench's clock: a second further at each look."""

    def __init__(self, start: datetime = START) -> None:
        self.now = start

    def tick(self) -> datetime:
        """The next moment."""
        self.now += timedelta(seconds=1)
        return self.now


def as_(app: App, login: str, clock: Clock) -> App:
    """This person at this moment."""
    return replace(app, login=login, clock=clock.tick())


def register_one(app: App, clock: Clock) -> str:
    """Register a case; its number."""
    return as_(app, "clerk1", clock).do(register, CALL).complaint.case_no


def way(app: App, clock: Clock) -> Iterator[tuple[str, App, str, dict[str, object]]]:
    """Each step from accept to sign: who, the desk, the step, what is given."""
    for login, step, data in WAY:
        yield login, as_(app, login, clock), step, dict(data)


def take_one(desk: App, case_no: str, step: str, data: dict[str, object]) -> None:
    """One step through the front door."""
    desk.do(take, step, case_no, data)
