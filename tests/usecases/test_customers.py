"""The customer file amended with history and merged, on either engine; who may, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.checks import BadMail
from aftersales.domain.errors import BadInput
from aftersales.domain.records.customer import Customer
from aftersales.exchange.cases import read_customers
from aftersales.storage.queries.case import read_customer
from aftersales.storage.queries.customer_file import customer_file
from aftersales.storage.queries.customers import CustomerFilter, CustomerIndex, customers_by_phone
from aftersales.storage.queries.follow_ups import follow_ups_waiting
from aftersales.storage.queries.histories import history_of_record
from aftersales.storage.rows import fetch
from aftersales.storage.verify import verify
from aftersales.usecases.customers import (
    ChangedMeanwhile,
    MergedAway,
    OneAndTheSame,
    TwoCompanies,
    amend_customer,
    merge_customers,
)
from aftersales.usecases.importing_files import import_customers
from aftersales.usecases.people import OnlyAdmins
from aftersales.usecases.ports import NoSuchCustomer
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from tests.usecases.offices import SmallOffice, in_file, small_office

SHEET = """客户名称,统一社会信用代码,联系电话,地址,备注
福州润达汽配,91350100M000100Y43,0591-87654321,福州市仓山区 1 号,月结
润达汽配,,13812345678,,爱急
顺达汽修,91350200M000100Y1Y,13900000000,,
"""
FIRST, SECOND, THIRD = "KH000001", "KH000002", "KH000003"


def _filled(office: SmallOffice, folder: Path) -> SmallOffice:
    sheet = folder / "a.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    office.app("admin").do(import_customers, read_customers(sheet))
    return office


@pytest.fixture
def office(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallOffice]:
    """A small office with customers, on either engine."""
    with small_office(engine, tmp_path, request) as made:
        yield _filled(made, tmp_path)


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[SmallOffice]:
    """A small office with customers, in a file."""
    made = _filled(in_file(tmp_path), tmp_path)
    yield made
    made.close()


def one(app: App, cust_no: str = FIRST) -> Customer:
    """The customer as he stands."""
    return app.ask(read_customer, cust_no)


def test_what_is_named_changes_and_history_tells_it(office: SmallOffice) -> None:
    """Other fields stay; the history row names field, old and new value, and the books verify."""
    clerk = office.app("clerk1")
    data = {"address": "新址 9 号", "cust_type": "经销商", "phones": "13700000000"}
    after = clerk.do(amend_customer, FIRST, data)
    assert (after.address, after.cust_type, after.care_notes) == ("新址 9 号", "dealer", "月结")
    assert one(clerk) == after
    told = clerk.ask(history_of_record, "customer", FIRST)[-1]
    assert (told.step, told.actor) == ("amend_customer", office.login("clerk1"))
    assert "福州市仓山区 1 号" in told.changes
    assert [found.cust_no for found in clerk.ask(customers_by_phone, ["137 0000 0000"])] == [FIRST]
    assert clerk.ask(customers_by_phone, ["059187654321"]) == ()
    assert verify(office.app("admin").store) == ()


def test_a_known_customer_who_calls_from_one_number_keeps_the_others(office: SmallOffice) -> None:
    """Registered from his mobile he can still be reached at the shop; a number that is new joins them."""
    clerk = office.app("clerk1")
    clerk.do(amend_customer, THIRD, {"phones": "13900000000，0592-7654321"})
    data: dict[str, object] = {"channel": "电话", "reason": ["产品"], "severity": "一般", "verbatim": "漏油"}
    data |= {"cust_name": "顺达汽修", "address": "不详", "ongoing_harm": "否", "demands": [{"kind": "无"}]}
    case = clerk.do(register, {**data, "phones": "139 0000 0000，13700000000"})
    assert case.complaint.customer == THIRD
    numbers = ["13900000000", "0592-7654321", "13700000000"]
    assert [phone.number for phone in one(clerk, THIRD).phones] == numbers
    assert [found.cust_no for found in clerk.ask(customers_by_phone, ["05927654321"])] == [THIRD]


CALL: dict[str, object] = {
    "channel": "电话",
    "reason": ["产品"],
    "severity": "一般",
    "verbatim": "漏油",
    "address": "不详",
    "ongoing_harm": "否",
    "demands": [{"kind": "无"}],
}


def test_two_who_share_a_number_stay_two(office: SmallOffice) -> None:
    """Who calls is known by number and name, the older as the newer: neither gets a second record."""
    clerk = office.app("clerk1")
    clerk.do(amend_customer, SECOND, {"phones": "059187654321"})
    for name, number in [("福州润达汽配", FIRST), ("润达汽配", SECOND)] * 2:
        case = clerk.do(register, {**CALL, "phones": "0591-87654321", "cust_name": name})
        assert case.complaint.customer == number


def test_who_was_chosen_by_name_calls_also_from_a_new_number(office: SmallOffice) -> None:
    """The number joins his record; one whose name was typed over was not meant; an unknown one is told."""
    clerk, quick_one = office.app("clerk1"), office.app("service1")
    chosen: dict[str, object] = {"cust_no": THIRD, "cust_name": "顺达汽修"}
    case = clerk.do(register, {**CALL, **chosen, "phones": "059187654321"})
    assert case.complaint.customer == THIRD
    assert [phone.number for phone in one(clerk, THIRD).phones] == ["13900000000", "0591-87654321"]
    case = clerk.do(register, {**CALL, **chosen, "na": {"phones": "not_left"}})
    assert case.complaint.customer == THIRD
    remedies = [{"kind": "explanation", "due": "2026-12-01"}]
    fast = {"verbatim": "漏", "product": "-", "word": "好", "due": "2026-12-01", "remedies": remedies}
    assert quick_one.do(quick, {**fast, "cust_no": THIRD}).complaint.customer == THIRD
    other = clerk.do(register, {**CALL, **chosen, "cust_name": "别家", "phones": "13911112222"})
    assert other.complaint.customer not in {FIRST, SECOND, THIRD}
    with pytest.raises(NoSuchCustomer):
        clerk.do(register, {**CALL, "cust_no": "KH999999", "phones": "13911112222"})


def test_who_was_merged_away_meanwhile_was_not_chosen(filed: SmallOffice) -> None:
    """The record that is kept is found by its telephone number instead."""
    filed.app("service1").do(merge_customers, SECOND, FIRST)
    data = {**CALL, "cust_no": SECOND, "cust_name": "福州润达汽配", "phones": "13812345678"}
    assert filed.app("clerk1").do(register, data).complaint.customer == FIRST


def test_two_who_change_different_fields_both_stand(filed: SmallOffice) -> None:
    """Only the same field is asked about, and only where the two differ."""
    seen = one(filed.app("clerk1"))
    filed.app("service1").do(amend_customer, FIRST, {"region": "福建", "level": "A"}, seen=seen)
    filed.app("clerk1").do(amend_customer, FIRST, {"address": "别处", "level": "A"}, seen=seen)
    after = one(filed.app("clerk1"))
    assert (after.region, after.address, after.level) == ("福建", "别处", "A")
    with pytest.raises(ChangedMeanwhile) as refused:
        filed.app("clerk1").do(amend_customer, FIRST, {"address": "第三处"}, seen=seen)
    assert refused.value.facts["fields"] == ["customer.address"]
    assert one(filed.app("clerk1")) == after


def test_two_who_change_the_telephones_lose_none(filed: SmallOffice) -> None:
    """Both add a number; the second also takes one out and says what another is: all of it stands."""
    first, second = filed.app("clerk1"), filed.app("service1")
    first.do(amend_customer, FIRST, {"phones": "13900000001、13900000002、13900000003"})
    seen = one(first)
    first.do(amend_customer, FIRST, {"phones": [*_rows(seen), {"number": "13900000004"}]}, seen=seen)
    changed = {"number": "13900000003", "kind": "landline"}
    mine = [*_rows(seen)[:1], changed, {"number": "13900000005"}]
    second.do(amend_customer, FIRST, {"phones": mine}, seen=seen)
    after = {phone.number[-1]: phone.kind for phone in one(first).phones}
    assert after == {"1": "mobile", "3": "landline", "4": "mobile", "5": "mobile"}


def _rows(customer: Customer) -> list[dict[str, object]]:
    return [{"number": phone.number, "kind": phone.kind} for phone in customer.phones]


def test_what_is_wrong_is_refused_by_field(filed: SmallOffice) -> None:
    """A name cannot be emptied, a mail address must be one, an unknown field is told."""
    app, before = filed.app("service1"), one(filed.app("service1"))
    with pytest.raises(BadInput):
        app.do(amend_customer, FIRST, {"cust_name": ""})
    with pytest.raises(BadMail):
        app.do(amend_customer, FIRST, {"email": "见微信"})
    with pytest.raises(BadInput):
        app.do(amend_customer, FIRST, {"cust_no": "KH999999"})
    assert one(app) == before


def test_what_the_window_asks_is_answered_by_either_engine(office: SmallOffice) -> None:
    """Found by spelling and telephone, an index that follows, the file of one, the queue of calls."""
    clerk, index = office.app("clerk1"), CustomerIndex()
    found = {text: clerk.ask(index.find, CustomerFilter(text=text)) for text in ("rdqp", "4321", "")}
    assert [line.cust_no for line in found["rdqp"].lines] == [SECOND, FIRST]
    assert [line.cust_no for line in found["4321"].lines] == [FIRST]
    assert (found[""].total, len(found[""].lines)) == (3, 3)
    data = {"channel": "电话", "verbatim": "少了两桶", "reason": ["服务"], "demands": [{"kind": "补货"}]}
    data |= {"cust_name": "顺达汽修", "phones": "13900000000", "address": "不详", "ongoing_harm": "否"}
    case = clerk.do(register, data)
    clerk.do(amend_customer, THIRD, {"region": "福建"})
    (line,) = clerk.ask(index.find, CustomerFilter(region="福建")).lines
    assert (line.cust_no, line.cases, line.running) == (THIRD, 1, 1)
    file = clerk.ask(customer_file, THIRD)
    assert [one.case_no for one in file.cases] == [case.complaint.case_no]
    assert (file.all_cases, file.value, file.promises, file.agreements) == (1, 0, (), ())
    assert clerk.ask(follow_ups_waiting) == ()


def test_who_may(filed: SmallOffice) -> None:
    """A clerk changes no secret field and merges nobody; service does both."""
    with pytest.raises(OnlyAdmins):
        filed.app("clerk1").do(amend_customer, FIRST, {"id_no": "110101199003071234"})
    with pytest.raises(OnlyAdmins):
        filed.app("clerk1").do(merge_customers, SECOND, FIRST)
    filed.app("service1").do(amend_customer, FIRST, {"id_no": "A1234567"})
    told = filed.app("service1").ask(history_of_record, "customer", FIRST)[-1]
    assert "A1234567" not in told.changes


def test_two_records_become_one(office: SmallOffice) -> None:
    """Who stays has all numbers and notes; who goes points to him, is found no more and changes no more."""
    service = office.app("service1")
    kept = service.do(merge_customers, SECOND, FIRST, reason="同一家店")
    assert [phone.number for phone in kept.phones] == ["0591-87654321", "13812345678"]
    assert (kept.cust_name, kept.care_notes) == ("福州润达汽配", "月结\n爱急")
    assert one(service, SECOND).merged_into == FIRST
    assert [found.cust_no for found in service.ask(customers_by_phone, ["13812345678"])] == [FIRST]
    with pytest.raises(MergedAway):
        service.do(amend_customer, SECOND, {"level": "B"})
    with pytest.raises(MergedAway):
        service.do(merge_customers, FIRST, SECOND)
    assert verify(office.app("admin").store) == ()


def test_what_is_not_one_customer_is_not_merged(filed: SmallOffice) -> None:
    """Neither himself, nor two company codes."""
    service = filed.app("service1")
    with pytest.raises(OneAndTheSame):
        service.do(merge_customers, FIRST, FIRST)
    with pytest.raises(TwoCompanies):
        service.do(merge_customers, THIRD, FIRST)
    assert one(service, THIRD).merged_into is None


def test_the_sheet_again_knows_who_was_merged(office: SmallOffice, tmp_path: Path) -> None:
    """His name and number are the other's, also by way of a third; the other keeps his name and address."""
    admin = office.app("admin")
    lines = "永顺汽修,13755556666,城西\n永顺汽车维修,,城东\n永顺集团,059112345678,城北\n"
    sheet = tmp_path / "b.csv"
    sheet.write_text("客户名称,联系电话,地址\n" + lines, encoding="utf-8")
    coming = read_customers(sheet)
    admin.do(import_customers, coming)
    numbers = {one.cust_name: one.cust_no for one in admin.ask(lambda wire: fetch(wire, Customer, ""))}
    old, kept, last = numbers["永顺汽修"], numbers["永顺汽车维修"], numbers["永顺集团"]
    admin.do(merge_customers, old, kept)
    for into in (kept, last):
        if into == last:
            admin.do(merge_customers, kept, last)
        before = one(admin, into)
        found = admin.do(import_customers, coming)
        assert (found.made, found.changed, found.known) == (0, 0, 3)
        assert one(admin, into) == before


def test_who_calls_under_a_former_name_is_known(office: SmallOffice) -> None:
    """The complaint goes to the record that stands."""
    service = office.app("service1")
    away = one(service, SECOND)
    service.do(merge_customers, SECOND, FIRST)
    data = {"channel": "电话", "verbatim": "少了两桶", "reason": ["服务"], "demands": [{"kind": "补货"}]}
    data |= {"cust_name": away.cust_name, "phones": "13812345678", "address": "不详", "ongoing_harm": "否"}
    case = office.app("clerk1").do(register, data)
    assert (case.complaint.customer, case.customer.cust_name) == (FIRST, "福州润达汽配")
    assert one(service).cust_name == "福州润达汽配"
