"""A complaint as the domain's own steps bring it, from the first call to the signed agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aftersales.domain.forms import FORMS, Given, read_form
from aftersales.domain.office import Desk, Office
from aftersales.domain.reading import Reader
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.office import Company, DictionaryEntry
from aftersales.domain.records.staff import Authority, Staff
from aftersales.domain.steps import intake
from aftersales.domain.steps.taking import begin, take
from aftersales.words import words

if TYPE_CHECKING:
    from aftersales.domain.case import Case

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # Monday, 12:00 in the office
PEOPLE = (
    Staff(login="li", name="李文员", roles=("clerk",), post="clerk"),
    Staff(login="zhang", name="张售后", roles=("service",), level="service"),
    Staff(login="zhou", name="周主管", roles=("leader",), level="supervisor"),
)
OFFICE = Office(
    company=Company(
        name="华东润滑油有限公司",
        uscc="91330100799655058B",
        address="江苏省无锡市新吴区长江路 18 号",
        phone="0510-88886666",
        legal_rep="孙法人",
        authorised_rep="孙授权",
        default_court="无锡市新吴区人民法院",
        by_word_limit=2_000_000,
    ),
    staff=PEOPLE,
    authority=tuple(
        Authority(level="supervisor", role="leader", scope=scope, limit_amount=2_000_000)
        for scope in ("goods", "gift", "cash")
    ),
    entries=(DictionaryEntry(dictionary="channel", code="livestream", word="快手直播"),),
)
REGISTERED: dict[str, Any] = {
    "channel": "livestream",
    "title": "诚信汽配机油发黑",
    "external_no": "12315-778899",
    "external_source": "全国12315平台",
    "severity": "serious",
    "urgent": True,
    "ongoing_harm": False,
    "reason": ["product", "speed"],
    "verbatim": "开了桶就是黑的，底下还有渣，你们要给个说法！",
    "occurred_on": "2026-02-27",
    "place": "徐州市铜山区服务区",
    "events": [{"at": "2026-02-27T09:30", "fact": "高速上机油灯亮", "source": "司机口述"}],
    "demands": [
        {"kind": "replenish", "qty": "12", "text": "同型号换新批次"},
        {"kind": "compensation", "amount": "3500.00", "text": "误工与拖车", "unmet_reason": "误工无凭证"},
    ],
    "losses": [{"kind": "lost_work", "claimed": "2000.00", "accepted": "1500.00"}],
    "expected_by": "2026-03-05T17:00",
    "cust_name": "徐州诚信汽配经营部",
    "cust_type": "dealer",
    "contact_name": "王建国",
    "contact_title": "经理",
    "region": "江苏省徐州市",
    "address": "中山北路 99 号汽配城",
    "postcode": "221000",
    "phones": [{"number": "13812345678"}, {"number": "0516-87654321", "preferred": True}],
    "email": "wang@example.com",
    "wechat": "wjg_1975",
    "product_line": [
        {
            "product": "高级柴油机油",
            "spec": "CH-4 15W-40 18L",
            "batch_no": "B20240311-07",
            "produced_on": "2026-01-11",
            "purchased_on": "2026-02-10",
            "seller": "鼓楼销售点",
            "receipt_kind": "invoice",
            "receipt_no": "24322000000012345678",
            "order_no": "DD-8812",
            "qty_bought": "40",
            "qty_bad": "12",
            "unit": "barrel",
            "started_using": "2026-02-20",
            "equipment": "解放牵引车",
            "plate": "苏C12345",
            "usage_amount": "2300",
            "usage_unit": "kilometre",
            "symptom": "油液发黑、有沉淀",
            "prev_brand": "红光",
            "prev_state": "一直正常",
            "recent_state": "机油压力报警",
        },
        {"product": "机油滤清器", "batch_no": "不详", "qty_bad": "不详", "unit": "piece"},
    ],
}
PROPOSED: dict[str, Any] = {
    "founded": "partly",
    "basis": "留样复检酸值超标",
    "cause_main": "defect",
    "causes": ["logistics"],
    "cause_occur": "灌装线清洗不合格",
    "lab": "省油品检测中心",
    "report_no": "YP-2026-118",
    "report_result": "水分超标",
    "liability": [{"kind": "department", "name": "灌装车间", "percent": "100"}],
    "similar_cases": ["TS-20251102-004"],
    "batch_review": "同批库存 86 桶",
    "decision": "partial",
    "opinion": "六年老客户，从快处理",
    "policy_reason": "赠品超出当月预算",
    "summary": "一批 12 桶发黑有沉淀",
    "restated_ok": True,
    "restated_at": "2026-03-02T12:20",
    "restated_who": "王建国",
    "remedies": [
        {
            "kind": "goods",
            "product": "高级柴油机油",
            "spec": "CH-4 15W-40 18L",
            "qty": "12",
            "unit": "barrel",
            "unit_value": "380.00",
            "due": "2026-03-12",
            "special_packing": True,
            "packing_spec": "每桶加木托",
            "mark_text": "客诉补偿非卖品",
        },
        {
            "kind": "exchange",
            "product": "高级柴油机油",
            "spec": "CI-4 20W-50",
            "qty": "2",
            "unit": "barrel",
            "unit_value": "420.00",
            "due": "2026-03-11",
        },
        {"kind": "cash", "amount": "1500.00", "due": "2026-03-10", "discretionary_reason": "拖车发票"},
        {
            "kind": "gift",
            "product": "保温壶",
            "qty": "1",
            "unit": "piece",
            "amount": "99.00",
            "due": "2026-03-10",
            "share_customer": "9.00",
        },
        {"kind": "apology", "due": "2026-03-10"},
        {"kind": "rectify", "due": "2026-03-20"},
    ],
    "product_line": [
        {
            "no": 2,
            **dict.fromkeys(("spec", "produced_on", "receipt_kind", "started_using", "symptom"), "不详"),
            **dict.fromkeys(("prev_brand", "prev_state", "recent_state"), "无"),
        }
    ],
    "na": {"basis_files": "none"},
}
AGREED: dict[str, Any] = {
    "confirmed_means": "wechat",
    "payee": "徐州诚信汽配经营部",
    "bank": "工商银行鼓楼支行",
    "account": "1106021909001234567",
    "consignee": "王建国",
    "consignee_phone": "13812345678",
    "consignee_address": "中山北路 99 号诚信库房",
    "freight_by": "us",
    "waiver_scope": "上述批号 12 桶机油发黑",
    "breach_rate": "0.05",
    "copies": 3,
}
STORY: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("accept", "zhang", {}),
    ("attach", "zhang", {"name": "检测报告.pdf", "kind": "report", "from_whom": "third_party"}),
    ("attach", "zhang", {"name": "微信截图.png", "kind": "chat", "from_whom": "office"}),
    ("propose", "zhang", PROPOSED),
    (
        "approve_by_word",
        "zhang",
        {
            "person": "zhou",
            "comment": "同意尽快",
            "by_word_means": "wechat",
            "by_word_at": "2026-03-02T12:30",
            "evidence": 2,
        },
    ),
    ("answer", "zhang", {"channel": "phone", "to_whom": "王建国", "content": "补货并补偿拖车费"}),
    ("accept_offer", "zhang", AGREED),
    ("issue_agreement", "zhang", {}),
    (
        "sign",
        "zhang",
        {
            "signed_a_on": "2026-03-02",
            "signed_b_on": "2026-03-02",
            "signer_a": "孙授权",
            "signer_b": "王建国",
        },
    ),
)


def told(until: str = "sign", office: Office = OFFICE) -> Case:
    """The case as the domain's own steps bring it, up to and with the step ``until``."""
    blank = intake.blank(Customer(cust_no="KH000001"))
    numbered = replace(
        blank, complaint=replace(blank.complaint, case_no="TS-20260302-001", customer="KH000001")
    )
    desk = Desk(office=office, me=office.by_login["li"], now=NOON)
    case = begin(numbered, given("register", REGISTERED), desk, intake.register).after
    for minutes, (step, login, data) in enumerate(STORY, 1):
        desk = Desk(office=office, me=office.by_login[login], now=NOON + timedelta(hours=1, minutes=minutes))
        case = take(step, case, given(step, data), desk)[-1].after
        if step == until:
            break
    return case


def given(step: str, data: dict[str, Any]) -> Given:
    """What a person gives for a step, read as the program reads it."""
    added = [(entry.dictionary, entry.code, entry.word) for entry in OFFICE.entries]
    return read_form(FORMS[step], Reader(words(added=added), OFFICE.zone), step, data)
