"""One full value of each paper, as the tests and the pictures draw them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from aftersales.documents import values as v
from aftersales.documents.compose_agreement import clauses, delivered
from aftersales.documents.labels import labels_for
from aftersales.domain.case import Case
from aftersales.domain.office import Office
from aftersales.domain.records.agreement import Agreement, AgreementItem, Party
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.customer import Customer
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.office import Company
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.trail import Attachment

IMPRINT = v.Imprint(
    company="华东润滑油有限公司",
    number="TS-20240506-001",
    printed_by="李文员",
    printed_at=datetime(2024, 5, 8, 9, 30),  # noqa: DTZ001 (wall-clock time of the office)
    version=3,
    anchor="9f2c41ab77e0",
    contact="江苏省无锡市新吴区长江路 18 号　0510-8888 6666",
)
AT = datetime(2024, 5, 6, 8, 15)  # noqa: DTZ001
PRODUCT = v.Product(
    name="高级柴油机油",
    spec="CH-4 15W-40 18L",
    batch="B20240311-07",
    produced_on=date(2024, 3, 11),
    purchased_on=date(2024, 4, 20),
    seller="徐州市鼓楼区诚信汽配经营部",
    receipt_kind="invoice",
    receipt_no="24322000000012345678",
    qty_bought="40",
    qty_bad="12",
    unit="barrel",
    started_using=date(2024, 4, 28),
    equipment="解放 J6P 6×4 牵引车",
    usage="2,300 公里",
    symptom="开桶后油液发黑、有沉淀，加注后机油压力报警，油温 95℃ 左右。",
)
PERSON = v.Person(
    name="徐州诚信汽配经营部",
    kind="dealer",
    contact="王建国",
    contact_title="经理",
    phones=("13812345678", "0516-8765 4321"),
    region="江苏省徐州市鼓楼区",
    address="中山北路 99 号汽配城 3 栋 105",
    postcode="221000",
    email="wang@example.com",
    wechat="wjg_1975",
    agent_for="",
)
DEMANDS = (
    v.Demand("replenish", "同型号换新批次", "12 桶", None, "补同型号 12 桶", ""),
    v.Demand(
        "compensation",
        "误工与拖车费",
        "",
        350000,
        "补偿 1,500.00 元",
        "误工无凭证；按拖车发票认可 1,500.00 元",
    ),
)
REGISTRATION = v.Registration(
    imprint=IMPRINT,
    customer=PERSON,
    channel="phone",
    title="诚信汽配 CH-4 机油发黑",
    nature="complaint",
    severity="serious",
    urgent=True,
    external_no="12315-778899",
    external_source="全国12315平台",
    complaint_at=AT,
    registered_at=AT.replace(minute=40),
    recorder="李文员",
    recorder_post="clerk",
    received_by="张售后",
    received_at=AT.replace(hour=9),
    times=2,
    occurred_on=date(2024, 5, 4),
    place="徐州市铜山区 G3 高速服务区",
    ongoing_harm=True,
    safety_injury=False,
    reasons=("product", "speed"),
    products=(PRODUCT,),
    verbatim="上个月进的那批 18 升的油，开了桶就是黑的，底下还有渣。我们客户的车跑了两千多公里机油灯就亮了，"
    "停在服务区一整天。\n打了两次电话没人回，你们要给个说法！",
    summary="CH-4 15W-40 一批 12 桶发黑有沉淀；一台车停驶一天；两次来电未回复。",
    demands=DEMANDS,
    expected_by=AT.replace(day=8, hour=17),
    restated_who="王建国",
    restated_at=AT.replace(minute=50),
    attachments=("照片 6 张", "发票复印件", "录音 2 段"),
)
REMEDIES = (
    v.Remedy(
        "goods",
        "高级柴油机油",
        "CH-4 15W-40 18L",
        "不用 B20240311-07",
        "12",
        "barrel",
        38000,
        456000,
        "换新批次",
    ),
    v.Remedy("cash", "", "", "", "", "", None, 150000, "拖车费"),
    v.Remedy("gift", "机油滤清器", "JX0818", "", "12", "piece", 4500, 54000, "客诉慰问"),
    v.Remedy("apology", note="书面致歉"),
)
APPROVAL = v.Approval(
    imprint=replace(IMPRINT, number="TS-20240506-001-F1"),
    case_no="TS-20240506-001",
    customer="徐州诚信汽配经营部",
    product="高级柴油机油 CH-4 15W-40 18L",
    cust_type="dealer",
    severity="serious",
    complaint_at=AT,
    facts=REGISTRATION.summary,
    founded="founded",
    basis="留样复检：酸值、水分超标；批记录显示 3 月 11 日灌装线清洗不合格。",
    cause="defect",
    decision="partial",
    demands=DEMANDS,
    remedies=REMEDIES,
    total=660000,
    authority_value=606000,
    cumulative=820050,
    policy_ok=False,
    policy_reason="赠品超出当月预算 54.00 元",
    precedents=(
        v.Precedent("TS-20231102-004", "同批质量问题，补货 10 桶", 380000),
        v.Precedent("TS-20240118-002", "油品乳化，退货退款", 512000),
    ),
    options=("全部退货退款，约 15,200.00 元", "只补货，不给现金"),
    opinion="客户为六年老经销商，同批第二次投诉，建议按本方案从快处理。",
    applicant="张售后",
    applied_at=AT.replace(hour=15),
    links=(
        v.ApprovalLink("supervisor", "周主管", "approve", AT.replace(hour=16), "同意，注意追查同批库存。"),
        v.ApprovalLink("manager", "吴经理", "approve", AT.replace(hour=17), "", "郑经理", by_word=True),
        v.ApprovalLink("general_manager"),
    ),
)
PARTY_A = v.Party(
    "华东润滑油有限公司",
    "company",
    "91330100799655058B",
    "江苏省无锡市新吴区长江路 18 号",
    "孙授权",
    "0510-88886666",
)
DEALER = v.Party(
    "徐州诚信汽配经营部", "dealer", "D-0516-032", "徐州市鼓楼区中山北路 99 号", "王建国", "13812345678"
)
_AGREED = Agreement(
    no=1,
    proposal=1,
    agr_no="TS-20240506-001-X1",
    state="issued",
    party_a=(Party(name="华东润滑油有限公司"),),
    party_b=(Party(name="徐州诚信汽配经营部"),),
    facts=REGISTRATION.summary,
    items=(AgreementItem(kind="goods"), AgreementItem(kind="cash")),
    total=660000,
    perform_by=date(2024, 5, 20),
    consignee="王建国",
    consignee_phone="13812345678",
    consignee_address="徐州市鼓楼区中山北路 99 号汽配城 3 栋 105",
    payee="徐州诚信汽配经营部",
    bank="中国工商银行徐州鼓楼支行",
    account="1106 0219 0900 1234 567",
    freight_by="us",
    return_by=date(2024, 5, 15),
    waiver_scope="批号 B20240311-07 的 12 桶高级柴油机油发黑、沉淀",
    withdraw_from="全国12315平台",
    confidential_clause=True,
    breach_rate=Decimal("0.05"),
    breach_cap=100000,
    dispute="court",
    court="甲方所在地人民法院",
)
_TOLD = Case(
    complaint=Complaint(case_no="TS-20240506-001", complaint_at=datetime(2024, 5, 6, 1, tzinfo=UTC)),
    customer=Customer(cust_type="dealer"),
    product_lines=(ProductLine(no=1),),
    findings=(Finding(no=1, founded="partly"),),
    attachments=(Attachment(no=1, name="客户投诉登记表.pdf", kind="report"),),
)


def agreed(kind: str = "dealer", **changed: Any) -> v.Agreement:  # noqa: ANN401 - any field of the record
    """The agreement of a record in which these fields hold something else, its clauses filled."""
    row, case = replace(_AGREED, **changed), replace(_TOLD, customer=Customer(cust_type=kind))
    labels = labels_for()
    told = clauses(Office(company=Company()), case, row, delivered("zh_CN"), labels=labels)
    return v.Agreement(
        imprint=replace(IMPRINT, number="TS-20240506-001-X1"),
        party_a=PARTY_A,
        party_b=replace(DEALER, kind=kind),
        sign_place="江苏省徐州市",
        products=(PRODUCT,),
        remedies=REMEDIES if row.items else (),
        total=row.total,
        clauses=tuple(v.Clause(one.part or "", one.text or "") for one in told),
    )


AGREEMENT = agreed()
NOTICE = v.Notice(
    imprint=replace(IMPRINT, number="TS-20240506-001-C1"),
    kind="ship",
    department="warehouse",
    case_no="TS-20240506-001",
    person="陈仓管",
    from_person="张售后",
    issued_at=AT.replace(day=9),
    due_at=AT.replace(day=11, hour=17),
    urgent_reason="客户停机",
    agreement_no="TS-20240506-001-X1",
    waits_for="TS-20240506-001-C2",
    items=(
        v.NoticeItem(
            "高级柴油机油", "CH-4 15W-40 18L", "非 B20240311-07", "12", "barrel", "加固", "客诉补偿", 38000
        ),
        v.NoticeItem("机油滤清器", "JX0818", "", "12", "piece", "原包装", "", 4500),
    ),
    consignee="王建国",
    consignee_phone="13812345678",
    consignee_address="徐州市鼓楼区中山北路 99 号汽配城 3 栋 105",
    freight_by="us",
    payee="徐州诚信汽配经营部",
    bank="中国工商银行徐州鼓楼支行",
    account="1106 0219 0900 1234 567",
    amount=150000,
    expected_days=3,
    card_text="给您添麻烦了，敬请谅解。",
    packing_spec="每桶加木托，四角护边",
    mark_text="客诉补偿 非卖品",
    artwork="标识图稿 V2.pdf",
    sample_approval=True,
    problem="灌装线清洗不合格，油品酸值、水分超标",
    stock="库存 86 桶，在途 24 桶，客户处 12 桶",
    containment_due=AT.replace(day=10),
    cause_due=AT.replace(day=16),
    corrective_due=AT.replace(day=27),
    remark="到货前电话联系收货人。",
)
FOLLOW_UP = v.FollowUp(
    imprint=replace(IMPRINT, number="TS-20240506-001-H1"),
    case_no="TS-20240506-001",
    customer="徐州诚信汽配经营部",
    interviewee="王建国",
    phone="138****5678",
    product="高级柴油机油 CH-4 15W-40 18L",
    planned_on=date(2024, 5, 23),
    at=AT.replace(day=23, hour=10),
    by="刘回访",
    channel="phone",
    attempt_no=1,
    settled=("补货 12 桶，5 月 12 日签收", "补偿 1,500.00 元，5 月 14 日到账"),
    satisfaction="mostly_satisfied",
    sat_result=5,
    sat_speed=3,
    sat_attitude=4,
    improved_view="换批次后没有再出现发黑。",
    suggestion="电话要有人接。",
    keep_using="yes",
    new_issue=False,
    new_case="",
)
