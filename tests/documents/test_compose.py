"""From a case to its papers: what the steps brought stands there, and nothing that a reader must not see."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from aftersales.documents import compose
from aftersales.documents import values as v
from aftersales.documents.compose_approval import OFFERED
from aftersales.documents.compose_parts import number
from aftersales.documents.labels import labels_for
from aftersales.documents.papers import Papers
from aftersales.domain.case import CASE_ROWS, Case
from aftersales.domain.codes import DICTIONARIES
from aftersales.domain.fields import Kind, Part, specs
from aftersales.domain.office import Desk, Office
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.notice import FollowUp, Notice, NoticeItem, Refund
from aftersales.domain.records.office import Company
from aftersales.domain.records.proposal import Approval
from aftersales.domain.steps.taking import take
from tests.documents.reading import bare, copied
from tests.documents.told import NOON, OFFICE, PEOPLE, given, told

if TYPE_CHECKING:
    from aftersales.usecases import ports

LABELS = labels_for()
DRAWN = Papers()
WANTED: ports.Papers = DRAWN  # what the use cases ask for, held by the type checker


def texts(part: Part) -> set[str]:
    """Every text that a person typed into a record, by the data dictionary; no codes, no numbers."""
    found: set[str] = set()
    for name, spec in specs(part.__class__).items():
        value = getattr(part, name)
        if spec.kind is Kind.ROWS:
            found.update(*map(texts, value))
        elif spec.kind in (Kind.TEXT, Kind.LONG_TEXT) and value and name not in ("sha256", "cust_no"):
            found.add(value)
    return found


def unfound(pdf: bytes, wanted: set[str], folder: Path) -> list[str]:
    """What of ``wanted`` cannot be copied out of the paper."""
    paper = copied(pdf, folder)
    return sorted(text for text in wanted if bare(text) not in paper)


def print_all(case: Case, office: Office = OFFICE) -> dict[str, bytes]:
    """Every paper of the case, by name."""
    how: dict[str, Any] = {"by": "li", "at": NOON}
    papers = {
        "registration": DRAWN.registration(office, case, **how),
        "follow_up": DRAWN.follow_up(office, case, **how),
    }
    papers |= {"approval": DRAWN.approval(office, case, **how)} if case.proposals else {}
    papers |= {
        row.agr_no or "draft": DRAWN.agreement(office, case, row, anchor="9f2c41ab77e0", **how)
        for row in case.agreements
    }
    return papers | {row.notice_no: DRAWN.notice(office, case, row, **how) for row in case.notices}


def notices(case: Case) -> dict[str, v.Notice]:
    """The values of all notices of a case, the last of each kind."""
    return {
        row.kind: compose.notice(OFFICE, case, row, labels=LABELS, by="li", at=NOON) for row in case.notices
    }


def test_registration_holds_what_was_registered(tmp_path: Path) -> None:
    """Every text of complaint, customer, products, demands, losses and files is on the registration form."""
    case = told()
    wanted = texts(case.complaint) | texts(case.customer)
    wanted.update(*map(texts, (*case.product_lines, *case.attachments)))
    wanted -= {"误工无凭证"}  # why a demand was not met stands on the approval sheet
    more = {"快手直播", "李文员", "张售后", "2026-03-02 12:00", "3,500.00", "2,000.00", "2300公里", "未留"}
    nameless = replace(case.customer, phones=(), na={"phones": "not_left"})
    assert unfound(print_all(case)["registration"], wanted | more - {"未留"}, tmp_path) == []
    unsaid = print_all(replace(case, customer=nameless))["registration"]
    assert unfound(unsaid, {"未留"}, tmp_path) == []


def test_approval_holds_what_was_proposed(tmp_path: Path) -> None:
    """Finding, demands, losses, remedies, costs and the word of the approver are on the approval sheet."""
    case = told()
    wanted = texts(case.findings[0]) | texts(case.proposals[0]) | texts(case.approvals[-1])
    wanted.update(*map(texts, (*case.remedies, *case.complaint.demands, *case.complaint.losses)))
    wanted.update(*map(texts, case.complaint.events))
    more = {
        "6,999.00",
        "6,990.00",
        "1,500.00",
        "客户承担：￥9.00",
        "灌装车间　100%",
        "微信截图.png",
        "待补签",
    }
    assert unfound(print_all(case)["approval"], wanted | more, tmp_path) == []


def test_agreement_holds_what_was_frozen(tmp_path: Path) -> None:
    """Parties, facts, items, total, days and payee of the record are on the agreement, and the products."""
    case = told()
    (row,) = case.agreements
    wanted = texts(row) | {"B20240311-07", "24322000000012345678", "6,999.00", "1,500.00", "0.05%"}
    wanted -= {row.signer_a or "", row.signer_b or ""}  # they sign with a pen
    wanted |= {"2026年3月2日", "2026年3月20日", "2026年3月11日", "一式3份，甲方2份，乙方1份", "9f2c41ab77e0"}
    paper = print_all(case)["TS-20260302-001-X1"]
    assert unfound(paper, wanted, tmp_path) == []
    assert "草稿" not in copied(paper, tmp_path)


def test_agreement_blames_nobody(tmp_path: Path) -> None:
    """The investigation stands in neutral words: no cause and no department's fault goes to the customer."""
    paper = copied(print_all(told())["TS-20260302-001-X1"], tmp_path)
    assert "部分存在" in paper
    assert [word for word in ("清洗", "灌装车间", "酸值", "瑕疵") if word in paper] == []


def test_draft_is_told_as_draft(tmp_path: Path) -> None:
    """An agreement that is not issued has no number and 草稿 across each page."""
    paper = copied(print_all(told("accept_offer"))["draft"], tmp_path)
    assert "编号：草稿" in paper
    assert paper.count("草稿") >= 3


@pytest.mark.parametrize(
    ("code", "uscc", "kind"),
    [
        ("dealer", None, "dealer"),
        ("agent", "91330100799655058B", "dealer"),
        ("company", None, "company"),
        ("end_user", "91330100799655058B", "company"),
        ("end_user", None, "person"),
        ("person", "91330100799655058B", "person"),
        (None, None, "person"),
    ],
)
def test_kind_of_party(code: str | None, uscc: str | None, kind: str) -> None:
    """Who is no registered firm keeps a consumer's rights; nobody, no firm either, is his own agent."""
    case = told()
    (row,) = case.agreements
    party = replace(row.party_b[0], uscc=uscc, name="王建国", id_masked="320***1234")
    case = replace(case, customer=replace(case.customer, cust_type=code))
    row = replace(row, party_b=(party,))
    value = compose.agreement(OFFICE, case, row, labels=LABELS, by="li", at=NOON, anchor="")
    assert value.party_b.kind == kind
    assert value.party_b.representative == ""
    assert ("320***1234" in value.party_b.code) == (kind == "person")


def test_lowered_and_substituted_are_told() -> None:
    """Who stood in for whom, that it was lowered before, and a word signed afterwards stand on the ladder."""
    case = told("propose")
    leader = Desk(office=OFFICE, me=PEOPLE[2], now=NOON + timedelta(hours=2))
    lower = {"comment": "拖车按票", "lowered": [{"row": 3, "amount": "1200.00"}]}
    case = take("approve", case, given("approve", lower), leader)[-1].after
    stood_in = replace(case.approvals[-1], substitute_for="wu")
    case = replace(case, approvals=(*case.approvals[:-1], stood_in))
    value = compose.approval(OFFICE, case, labels=LABELS, by="li", at=NOON)
    assert [link.decision for link in value.links] == ["approve_less", "approve"]
    assert (value.imprint.version, value.total, value.links[1].substitute_for) == (2, 669900, "wu")
    word = Approval(proposal=2, approver="zhou", decision="by_word", countersigned_at=NOON)
    value = compose.approval(OFFICE, replace(case, approvals=(word,)), labels=LABELS, by="li", at=NOON)
    assert (value.links[0].by_word, "补签：2026-03-02 12:00" in value.links[0].comment) == (False, True)


def test_decided_under_authority_names_who_decided() -> None:
    """A proposal that needed no approver shows who decided it, and that it was within authority."""
    case = told("propose")
    own = replace(case.proposals[0], under_authority=True, approved_at=NOON)
    value = compose.approval(OFFICE, replace(case, approvals=()), own, labels=LABELS, by="li", at=NOON)
    assert [(link.approver, link.comment) for link in value.links] == [("张售后", "权限内决定")]


def test_nothing_proposed_is_refused() -> None:
    """A case without a proposal has no approval sheet."""
    with pytest.raises(compose.NothingProposed):
        DRAWN.approval(OFFICE, told("accept"), by="li", at=NOON)


def test_every_demand_has_its_remedies() -> None:
    """What answers which demand is said in codes that exist."""
    assert set(OFFERED) <= set(DICTIONARIES["demand"])
    assert {kind for kinds in OFFERED.values() for kind in kinds} <= set(DICTIONARIES["remedy"])


def test_departments_get_what_they_need_only() -> None:
    """Banks go to finance only, amounts to finance and marketing, addresses to who goes there."""
    found = notices(told())
    assert set(found) == {"special_packing", "ship", "take_back", "pay", "gift", "task", "rectify"}
    assert {kind for kind, one in found.items() if one.account or one.bank or one.payee} == {"pay"}
    assert {kind for kind, one in found.items() if one.amount is not None} == {"pay"}
    assert {kind for kind, one in found.items() if any(item.value for item in one.items)} == {"pay", "gift"}
    assert {kind for kind, one in found.items() if one.consignee_address} == {"ship", "take_back", "gift"}
    assert {kind for kind, one in found.items() if "拖车发票" in one.remark} == {"pay"}


def test_notices_say_what_is_to_be_done(tmp_path: Path) -> None:
    """Each department finds its own: other batch, faulty batch, packing, sum in words, what it waits for."""
    case = told()
    papers = print_all(case)
    wanted = {
        "C1": {"每桶加木托", "客诉补偿非卖品", "12", "2026-03-12 17:30"},
        "C2": {"非B20240311-07", "TS-20260302-001-C1", "王建国", "13812345678", "我方", "每桶加木托"},
        "C4": {"B20240311-07", "CH-4 15W-40 18L", "2桶"},
        "C5": {"壹仟伍佰元整", "1106021909001234567", "补偿金", "TS-20260302-001-X1", "拖车发票"},
        "C6": {"保温壶", "99.00"},
        "C7": {"道歉", "一批 12 桶发黑有沉淀"},
        "C8": {"灌装线清洗不合格", "同批库存 86 桶", "B20240311-07", "机油滤清器"},
    }
    lost = {no: unfound(papers[f"TS-20260302-001-{no}"], some, tmp_path) for no, some in wanted.items()}
    assert {no: some for no, some in lost.items() if some} == {}


def test_confidential_customer_is_not_named(tmp_path: Path) -> None:
    """A notice hides the name of a customer who asked for it, but to who must pay him."""
    case = told()
    secret = replace(case, complaint=replace(case.complaint, confidential=True))
    task = replace(case.notices[-2], remark="向诚信的王建国道歉")
    secret = replace(secret, notices=(*case.notices[:-2], task, case.notices[-1]))
    for no, pdf in print_all(secret).items():
        paper = copied(pdf, tmp_path)
        if "-C" in no:
            assert "王建国" not in paper
            assert ("徐州诚信汽配经营部" in paper) == (no.endswith("C5"))
    assert "（客户要求保密）" in notices(secret)["task"].remark


def test_how_far_a_notice_is_stands_in_its_remark() -> None:
    """What was sent and paid is told, and that a notice is cancelled."""
    case = told()
    pay = next(row for row in case.notices if row.kind == "pay")
    paid = Refund(no=1, notice=pay.no, voucher_no="FK-77", handled_on=date(2026, 3, 9), expected_days=3)
    sent = replace(pay, kind="ship", carrier="顺丰", waybill="SF1", shipped_qty=Decimal(12), no=99)
    gone = replace(pay, kind="task", state="cancelled", cancelled_reason="客户不要了", no=98)
    found = notices(replace(case, refunds=(paid,), notices=(pay, sent, gone)))
    assert found["pay"].remark.endswith("凭证号：FK-77　办理日期：2026-03-09")
    assert found["pay"].expected_days == 3
    assert found["ship"].remark == "实发数量：12　承运单位：顺丰　运单号：SF1"
    assert found["task"].remark == "取消　客户不要了"


def test_paid_without_paper_says_why() -> None:
    """Money that goes out without an agreement has its reason on the notice."""
    row = Notice(no=1, kind="pay", department="finance", items=(NoticeItem(kind="cash", amount=100),))
    case = told()
    complaint = replace(case.complaint, no_paper_reason="五十元以下")
    value = notices(replace(case, complaint=complaint, notices=(row,)))["pay"]
    assert (value.reason, value.payee, value.account) == (
        "客户投诉处理（非销售）　补偿金　五十元以下",
        "徐州诚信汽配经营部",
        "",
    )


@pytest.mark.parametrize("kind", ["ship", "take_back"])
@pytest.mark.parametrize(("kept", "printed"), [("customer", "customer"), (None, "us")])
def test_who_pays_the_way_stands_without_paper(kind: str, kept: str | None, printed: str) -> None:
    """A slip without an agreement prints who bears the freight as it was said; we do if nothing was."""
    row = Notice(no=1, kind=kind, department="warehouse", freight_by=kept)
    assert notices(replace(told(), notices=(row,)))[kind].freight_by == printed


def test_follow_up_holds_what_was_settled_and_said(tmp_path: Path) -> None:
    """A planned call leaves room for a pen; one that was made has every answer, and what was settled."""
    case = told()
    planned = print_all(case)["follow_up"]
    assert "／" not in copied(planned, tmp_path)
    said = {
        "channel": "phone",
        "interviewee": "王建国",
        "satisfaction": "mostly_satisfied",
        "sat_speed": 3,
        "improved_view": "没有再发黑",
        "suggestion": "电话要有人接",
        "keep_using": "yes",
    }
    row = FollowUp(no=1, at=NOON, by="zhang", **given("follow_up", said).of(FollowUp))
    wanted = (
        texts(row) | texts(case.answers[0]) | {"■基本满意", "■会", "■3", "张售后", "补偿货物", "1,500.00"}
    )
    assert unfound(print_all(replace(case, follow_ups=(row,)))["follow_up"], wanted, tmp_path) == []


def test_same_case_same_bytes() -> None:
    """The same case printed twice is the same file, paper by paper."""
    assert print_all(told()) == print_all(told())


def test_people_who_left_keep_their_names() -> None:
    """Who has left is still named, and a login that nobody ever had stays as it is."""
    gone = replace(OFFICE, staff=tuple(replace(person, active=False) for person in PEOPLE[:2]))
    value = compose.registration(gone, told(), labels=LABELS, by="ghost", at=NOON)
    assert (value.recorder, value.received_by, value.imprint.printed_by) == ("李文员", "张售后", "ghost")


def test_times_are_the_office_s(tmp_path: Path) -> None:
    """The same moment stands on paper as each office's clock showed it."""
    urumqi = replace(OFFICE, company=replace(OFFICE.company, zone="Asia/Urumqi"))
    value = compose.registration(urumqi, told(), labels=LABELS, by="li", at=NOON)
    assert value.complaint_at == datetime(2026, 3, 2, 10)  # noqa: DTZ001 - wall-clock time
    assert unfound(print_all(told(), urumqi)["registration"], {"2026-03-02 10:00"}, tmp_path) == []


def test_empty_case_prints_strokes(tmp_path: Path) -> None:
    """A case with nothing in it prints, and what is empty is ／ or 无, with no hole and no None."""
    rows = {name: (record(no=1),) for name, record in CASE_ROWS.items()}
    empty: Any = Case(complaint=Complaint(), customer=Customer(), **rows)  # type: ignore[arg-type]
    empty = replace(empty, notices=(Notice(no=1, kind="ship", department="warehouse"),))
    empty = replace(empty, remedies=(), follow_ups=(replace(empty.follow_ups[0], at=NOON),))
    for pdf in print_all(empty, Office(company=Company())).values():
        paper = copied(pdf, tmp_path)
        assert "／" in paper
        assert [word for word in ("None", "{", "}") if word in paper] == []


def test_paper_has_a_word_for_every_code() -> None:
    """Whatever code a case can hold has its word in the paper's language."""
    used = {"na", *(spec.words for record in CASE_ROWS.values() for spec in specs(record).values())}
    assert used - {""} <= set(DICTIONARIES)
    unknown = [
        (name, code)
        for name, codes in DICTIONARIES.items()
        for code in codes
        if LABELS.word(name, code) in ("", code)
    ]
    assert unknown == []


def test_pdf_is_loaded_with_the_first_paper() -> None:
    """Opening the program does not pay for drawing: reportlab comes with the first paper."""
    code = (
        "import sys, aftersales.documents.papers as p; p.Papers()\n"
        "assert not [name for name in sys.modules if name.startswith('reportlab')]"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_no_field_is_forgotten() -> None:
    """A full case fills every field of the papers' values, but those that the records cannot fill."""
    case = told()
    row = FollowUp(
        no=1,
        at=NOON,
        by="li",
        channel="phone",
        satisfaction="satisfied",
        new_case="TS-2",
        sat_result=5,
        sat_speed=4,
        sat_attitude=3,
        keep_using="yes",
        new_issue=True,
        improved_view="好",
        suggestion="快",
        interviewee="王",
        planned_on=date(2026, 3, 2),
    )
    case = replace(case, follow_ups=(row,), complaint=replace(case.complaint, safety_injury=False))
    how: dict[str, Any] = {"labels": LABELS, "by": "li", "at": NOON}
    values = (
        compose.registration(OFFICE, case, **how),
        compose.approval(OFFICE, case, **how),
        compose.agreement(OFFICE, case, case.agreements[0], anchor="", **how),
        compose.follow_up(OFFICE, case, **how),
    )
    empty = {
        field.name
        for value in values
        for field in fields(value)
        if getattr(value, field.name) in ("", None, ())
    }
    assert empty == {"precedents", "options"}


@whatever(st.decimals(min_value=0, max_value=10**9, places=3))
def test_quantities_stay_what_they_are(quantity: Decimal) -> None:
    """A quantity on paper reads back as the same number, without an exponent or needless noughts."""
    text = number(quantity)
    assert Decimal(text) == quantity
    assert set(text) <= set("0123456789.")
    assert "." not in text or text[-1] in "123456789"
