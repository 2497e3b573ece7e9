"""One case that holds something for every paper, and the office's papers of it as people ask for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, cast

from aftersales.documents.papers import Papers
from aftersales.domain.records.contact import Contact, Containment, Explanation, Promise
from aftersales.domain.records.notice import FollowUp, Refund
from aftersales.domain.records.trail import Attachment, History
from aftersales.usecases.ports import Books, Language, NoSuchFile, Precedent
from aftersales.usecases.work import Work
from tests.documents.told import NOON, OFFICE, told

if TYPE_CHECKING:
    from aftersales.domain.case import Case
    from aftersales.domain.office import Office
    from aftersales.domain.records.customer import Customer

PAPERS = Papers()
PRINTED = NOON + timedelta(hours=3)
PRECEDENT = Precedent("TS-20251102-004", "同批机油发黑", "batch", "support", 380000, NOON)


AT = NOON + timedelta(hours=2)
CALL = Contact(
    no=1,
    at=AT,
    direction="incoming",
    channel="phone",
    staff="zhang",
    counterpart="王建国",
    content="问什么时候到货",
    purpose="inquiry",
)
EXPLAINED = Explanation(no=1, at=AT, by="zhang", channel="phone", to_whom="王建国", explained="换油间隔过长")
PROMISED = Promise(
    no=1,
    kind="callback",
    content="查清运单后回电",
    made_by="zhang",
    made_at=AT,
    due_at=AT + timedelta(days=1),
)
ASKED = FollowUp(
    no=1,
    at=AT,
    by="li",
    channel="phone",
    interviewee="王建国",
    satisfaction="mostly_satisfied",
    sat_result=5,
    improved_view="换了就好",
    suggestion="电话要有人接",
    keep_using="yes",
)


@cache
def fullest() -> Case:
    """A complaint with a row in every table, of which every letter could be written."""
    case = told()
    finding = replace(case.findings[-1], founded="unfounded", found_by="zhang", found_at=NOON)
    (first, *others) = case.notices
    shipped = [
        replace(row, state="done", done_at=PRINTED, carrier="顺丰", waybill="SF1234567") for row in others
    ]
    return replace(
        case,
        findings=(*case.findings[:-1], finding),
        notices=(first, *shipped),
        contacts=(CALL,),
        explanations=(EXPLAINED,),
        promises=(PROMISED,),
        containments=(Containment(no=1, action="请客户停用这一批", by="zhang", at=AT, effect="已停用"),),
        refunds=(Refund(no=1, notice=5, handled_on=date(2026, 3, 3), voucher_no="PZ-77", amount=150000),),
        follow_ups=(ASKED,),
        attachments=tuple(replace(row, sha256=f"{row.no:064}", size=7) for row in case.attachments),
    )


HISTORY = (
    History(case_no="TS-20260302-001", seq=1, at=NOON, actor="li", step="register", to_state="registered"),
    History(
        case_no="TS-20260302-001",
        seq=2,
        at=NOON,
        actor="zhang",
        step="accept",
        from_state="registered",
        to_state="investigating",
        changes='[{"table":"complaint","key":"k","field":"owner","old":null,"new":"zhang"}]',
        reason="当班",
        hash="0f" * 32,
    ),
)


@dataclass(frozen=True)
class OneCase:
    """The books of an office with one case, as far as papers need them; nothing is kept."""

    case_kept: Case
    office_kept: Office = OFFICE
    me: str = "zhang"

    def office(self) -> Office:
        return self.office_kept

    def case(self, _: str) -> Case:
        return self.case_kept

    def precedents(self, _: Case) -> tuple[Precedent, ...]:
        return (PRECEDENT,)

    def customer(self, _: str) -> Customer:
        return self.case_kept.customer

    def file(self, sha256: str) -> bytes:
        raise NoSuchFile(sha256=sha256)


def work(case: Case, office: Office = OFFICE) -> Work:
    """The work of printing this case's papers."""
    return Work(cast("Books", OneCase(case, office)), PRINTED, cast("Language", None), PAPERS)


def files(case: Case, *rows: Attachment) -> Case:
    """The case with these attachments alone."""
    return replace(case, attachments=rows)
