"""A case's form is open while its customer is changed elsewhere: called anew, corrected, merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.page import CasePage, case_page
from aftersales.usecases.customers import merge_customers
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.presenters.call_desk import AtOnce
from tests.presenters.casework.showing import Shown
from tests.usecases.offices import SmallOffice, in_file
from ui.presenters.session import signed
from ui.presenters.step_fields import Told
from ui.presenters.step_form import StepFormPresenter

PHONES = "customer.phones"
KNOWN, JOINED, TYPED, OTHER = "13812345678", "13900008888", "13900009999", "13900007777"
CALL: dict[str, object] = {
    "channel": "电话",
    "reason": ["服务"],
    "severity": "一般",
    "verbatim": "少了两桶",
    "ongoing_harm": "否",
    "demands": [{"kind": "无"}],
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """A small office, in a file."""
    made = in_file(tmp_path)
    yield made
    made.close()


def called(office: SmallOffice, name: str, *numbers: str) -> str:
    """The number of a case that a clerk registered for this customer."""
    said = {"cust_name": name, "phones": "，".join(numbers), "address": f"{name} 1 号"}
    return office.app("clerk1").do(register, {**CALL, **said}).complaint.case_no


def amending(office: SmallOffice) -> tuple[CasePage, Shown, StepFormPresenter]:
    """修改 is open on a case at the desk of its owner."""
    app, case_no = office.app("service1"), called(office, "润达汽配", KNOWN)
    app.do(take, "accept", case_no, {})
    page, shown = app.ask(case_page, case_no), Shown()
    presenter = StepFormPresenter(shown, AtOnce(), signed(app, "test", app.login))
    presenter.begin(Step.AMEND, page, {})
    return page, shown, presenter


def typed_under(shown: Shown) -> tuple[Mapping[str, Told], ...]:
    """The telephones in the form, and one that was typed under them."""
    assert shown.sheet is not None
    value = next(one.value for one in shown.sheet.questions() if one.path == PHONES)
    return (*(row for row in value if isinstance(row, Mapping)), {"number": TYPED, "kind": "mobile"})


def test_a_number_that_a_call_joined_meanwhile_stays(office: SmallOffice) -> None:
    """The number typed here and the one from which he called another clerk both stand."""
    page, shown, presenter = amending(office)
    called(office, "润达汽配", KNOWN, JOINED)
    presenter.submit({PHONES: typed_under(shown)}, {})
    assert (shown.refused, shown.taken) == ([], [Step.AMEND])
    case = office.app("service1").ask(read_case, page.case.complaint.case_no)
    assert [phone.number for phone in case.customer.phones] == [KNOWN, JOINED, TYPED]


def test_what_is_taken_out_here_goes_and_what_a_call_joined_stays(office: SmallOffice) -> None:
    """Also where he is said to have left none: that was said of the one that stood here."""
    page, shown, presenter = amending(office)
    called(office, "润达汽配", KNOWN, JOINED)
    presenter.submit({PHONES: ()}, {PHONES: "not_left"})
    assert (shown.refused, shown.taken) == ([], [Step.AMEND])
    case = office.app("service1").ask(read_case, page.case.complaint.case_no)
    assert [phone.number for phone in case.customer.phones] == [JOINED]
    assert "phones" not in case.customer.na


def test_a_merger_meanwhile_loses_nothing_that_was_typed(office: SmallOffice) -> None:
    """It asks nothing; what was typed stands on the record into which the customer was merged."""
    page, shown, presenter = amending(office)
    boss, case_no = office.app("boss"), page.case.complaint.case_no
    stands = boss.ask(read_case, called(office, "润达集团", OTHER)).customer
    boss.do(merge_customers, page.case.customer.cust_no, stands.cust_no)
    typed: dict[str, Told] = {
        PHONES: typed_under(shown),
        "customer.region": "闽侯",
        "complaint.place": "门口",
    }
    presenter.submit(typed, {})
    assert (shown.refused, shown.merged, shown.taken) == ([], [], [Step.AMEND])
    after = boss.ask(read_case, case_no)
    customer = after.customer
    assert (customer.cust_no, customer.address) == (stands.cust_no, "润达集团 1 号")
    assert (customer.region, after.complaint.place) == ("闽侯", "门口")
    assert [phone.number for phone in customer.phones] == [OTHER, KNOWN, TYPED]
