"""Cases of a merged customer are read, printed, found and amended as those of the record that stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.records.customer import Customer
from aftersales.storage.queries.case import read_case, read_customer
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.customer_file import customer_file
from aftersales.storage.queries.customers import CustomerFilter, CustomerIndex, customers_by_phone
from aftersales.storage.queries.duties import promises_due
from aftersales.storage.queries.follow_ups import follow_ups_waiting
from aftersales.storage.queries.similar import likely_duplicates
from aftersales.storage.verify import verify
from aftersales.usecases.customers import MergedAway, amend_customer, merge_customers
from aftersales.usecases.printing import printed
from aftersales.usecases.quick import quick
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.documents.reading import copied
from tests.usecases.offices import SmallOffice, small_office

CALL: dict[str, object] = {
    "channel": "电话",
    "reason": ["产品"],
    "severity": "一般",
    "verbatim": "漏油",
    "ongoing_harm": "否",
    "demands": [{"kind": "无"}],
}
NEW = {"cust_name": "润达集团", "address": "新址 9 号", "phones": "13700000009"}


@pytest.fixture
def office(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallOffice]:
    """A small office, on either engine."""
    with small_office(engine, tmp_path, request) as made:
        yield made


def called(app: App, name: str, number: str) -> Case:
    """A complaint of this customer by telephone."""
    return app.do(register, {**CALL, "cust_name": name, "phones": number, "address": f"{name}旧址"})


def merged_twice(office: SmallOffice) -> tuple[Case, Customer]:
    """An accepted case of the first of three records merged in a row, and the record that stands."""
    clerk, service = office.app("clerk1"), office.app("service1")
    calls = [called(clerk, f"润达{n}", f"1381234567{n}") for n in range(3)]
    first, second, third = (case.complaint.customer for case in calls)
    service.do(take, "accept", calls[0].complaint.case_no, {})
    service.do(merge_customers, first, second)
    service.do(merge_customers, second, third)
    case = service.ask(read_case, calls[0].complaint.case_no)
    return case, service.ask(read_customer, third)


def test_what_is_corrected_on_the_record_that_stands_reaches_the_case(
    office: SmallOffice, tmp_path: Path
) -> None:
    """Two mergers in a row: the case shows, prints and is found by what is known of the last now."""
    case, stands = merged_twice(office)
    service, number = office.app("service1"), case.complaint.case_no
    service.do(amend_customer, stands.cust_no, NEW)
    now = service.ask(read_case, number)
    assert now.customer == service.ask(read_customer, stands.cust_no)
    assert now.customer.address == "新址 9 号"
    assert now.complaint == case.complaint
    paper = copied(service.do(printed, "registration", number), tmp_path)
    assert "新址9号" in paper
    assert "13700000009" in paper
    assert "旧址" not in paper
    for text in ("润达集团", "13700000009"):
        lines = {line.case_no: line for line in service.ask(case_lines, CaseFilter(text=text))}
        assert (lines[number].cust_no, lines[number].cust_name) == (stands.cust_no, "润达集团")
    assert verify(office.app("admin").store) == ()


def test_every_case_is_found_by_each_name_that_the_customer_had(office: SmallOffice) -> None:
    """The former names of all merged into him, after a correction and for a case registered since, too."""
    case, stands = merged_twice(office)
    clerk, service = office.app("clerk1"), office.app("service1")
    service.do(amend_customer, stands.cust_no, NEW)
    called(clerk, "润达集团", "13700000009")
    service.do(take, "amend", case.complaint.case_no, {"external_no": "W-1"})
    for text in ("润达0", "润达1", "润达集团"):
        assert len(service.ask(case_lines, CaseFilter(text=text))) == 4, text
    assert verify(office.app("admin").store) == ()


def test_the_queues_name_the_record_that_stands(office: SmallOffice) -> None:
    """A promise that is owed to the merged customer, and a case that waits to be followed up."""
    case, stands = merged_twice(office)
    service, number = office.app("service1"), case.complaint.case_no
    told = {"kind": "回电", "content": "检测报告", "due_at": "2026-11-25 17:00"}
    service.do(take, "promise", number, told)
    service.do(amend_customer, stands.cust_no, NEW)
    (duty,) = service.ask(promises_due, office.clock.replace(month=12))
    assert (duty.head.case_no, duty.head.cust_name) == (number, "润达集团")
    assert service.ask(follow_ups_waiting) == ()
    file = service.ask(customer_file, stands.cust_no)
    assert {line.cust_name for line in file.cases} == {"润达集团"}
    assert [one.case_no for one in file.promises] == [number]


def test_what_is_corrected_in_the_case_is_corrected_on_the_record_that_stands(office: SmallOffice) -> None:
    """The old record is history; the list of customers knows the new number at once."""
    case, stands = merged_twice(office)
    service, index = office.app("service1"), CustomerIndex()
    assert service.ask(index.find, CustomerFilter(text="7000")).lines == ()
    phones = [*({"number": phone.number} for phone in stands.phones), {"number": "13788887000"}]
    service.do(take, "amend", case.complaint.case_no, {"address": "新址 9 号", "phones": phones})
    after = service.ask(read_customer, stands.cust_no)
    assert (after.address, len(after.phones)) == ("新址 9 号", 4)
    assert service.ask(read_customer, case.complaint.customer).address == "润达0旧址"
    (line,) = service.ask(index.find, CustomerFilter(text="7000")).lines
    assert line.cust_no == stands.cust_no
    assert [one.cust_no for one in service.ask(customers_by_phone, ["13788887000"])] == [stands.cust_no]
    assert verify(office.app("admin").store) == ()


def test_cases_of_all_who_were_merged_are_of_one_customer(office: SmallOffice) -> None:
    """They are alike, are counted when he calls from a new number, and may be merged with each other."""
    case, stands = merged_twice(office)
    clerk, service = office.app("clerk1"), office.app("service1")
    service.do(amend_customer, stands.cust_no, NEW)
    fourth = called(clerk, "润达集团", "13700000009")
    assert (fourth.complaint.customer, fourth.complaint.recur_no) == (stands.cust_no, 4)
    alike = {one.case_no: one.why for one in service.ask(likely_duplicates, case, office.clock)}
    assert alike[fourth.complaint.case_no] == "customer"
    merged = service.do(take, "merge", case.complaint.case_no, {"case": fourth.complaint.case_no})
    assert merged.complaint.state == "merged"


def test_who_was_chosen_and_merged_twice_meanwhile_is_the_one_that_stands(office: SmallOffice) -> None:
    """Without a telephone number too, by his former name, in both ways to register; no record is made."""
    case, stands = merged_twice(office)
    chosen = {"cust_no": case.complaint.customer, "cust_name": "润达0"}
    made = office.app("clerk1").do(register, {**CALL, **chosen, "na": {"phones": "not_left"}})
    assert (made.complaint.customer, made.customer.cust_name) == (stands.cust_no, "润达2")
    remedies = [{"kind": "explanation", "due": "2026-12-01"}]
    fast = {"verbatim": "漏", "product": "-", "word": "好", "due": "2026-12-01", "remedies": remedies}
    assert office.app("service1").do(quick, {**fast, **chosen}).complaint.customer == stands.cust_no
    with pytest.raises(MergedAway) as told:
        office.app("service1").do(amend_customer, case.complaint.customer, {"level": "B"})
    assert told.value.facts["into"] == stands.cust_no
    assert office.app("service1").ask(customer_file, case.complaint.customer).stands == stands.cust_no
