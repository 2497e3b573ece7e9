"""Customers found by spelling and telephone, page by page; the index follows what is written."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.app import App
from aftersales.domain.codes import ProposalState
from aftersales.storage.queries.caller import caller_numbered, known_caller, office_time
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.customer_file import customer_file
from aftersales.storage.queries.customers import CustomerFilter, CustomerIndex, CustomerLine
from aftersales.storage.queries.page import approval_page
from aftersales.storage.queries.pinyin import spelled
from aftersales.storage.queries.similar import likely_duplicates
from aftersales.usecases.customers import amend_customer, merge_customers
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.presenters.call_desk import LONG, PHONE, copied
from tests.presenters.full_desk import full_office

SPELLINGS = {"顺": "shun", "达": "da", "汽": "qi", "修": "xiu", "州": "zhou", "广": "guang", "厂": "chang"}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice office with its complaints."""
    return full_office(tmp_path_factory)


@pytest.fixture
def app(practice: Path, tmp_path: Path) -> App:
    """Service's desk in a copy of it."""
    return copied(practice, tmp_path / "office", "service1")


def found(app: App, index: CustomerIndex, **wanted: object) -> tuple[CustomerLine, ...]:
    """All customers that are wanted."""
    return app.ask(index.find, CustomerFilter(**{"limit": 500, **wanted})).lines  # type: ignore[arg-type]


@given(
    st.lists(st.sampled_from(sorted(SPELLINGS)), min_size=1, max_size=6), st.randoms(use_true_random=False)
)
def test_a_name_is_found_however_it_is_spelled(signs: list[str], dice: random.Random) -> None:
    """Each sign by its syllable or its first letter, the last syllable half typed."""
    parts = [SPELLINGS[sign] if dice.random() < 0.5 else SPELLINGS[sign][0] for sign in signs]
    parts[-1] = SPELLINGS[signs[-1]][: dice.randint(1, len(SPELLINGS[signs[-1]]))]
    pattern = spelled("".join(parts))
    assert pattern is not None
    assert pattern.search("甲" + "".join(signs) + "乙")


@pytest.mark.parametrize(
    ("typed", "name", "fits"),
    [
        ("shanxiaoming", "单小明", True),
        ("danxiaoming", "单小明", True),
        ("cqca", "重庆长安", True),
        ("lvyuan", "绿源", True),
        ("abcqx", "abc汽修", True),
        ("shunda汽修", "顺达汽修", True),
        ("xi'an", "西安", True),
        ("sdqx", "顺达汽配", False),
        ("shunke", "顺达", False),
    ],
)
def test_readings_and_mixtures(typed: str, name: str, fits: bool) -> None:
    """Surnames by their own reading, Latin letters as they are; another name is not found."""
    pattern = spelled(typed)
    assert pattern is not None
    assert bool(pattern.search(name)) == fits


def test_what_is_no_letter_spells_nothing() -> None:
    """Chinese signs and digits alone are looked for as they are; signs of a pattern are plain text."""
    assert spelled("顺达") is None
    assert spelled("138") is None
    pattern = spelled("a.*[")
    assert pattern is not None
    assert not pattern.search("安达")


def test_every_page_joins_the_next(app: App) -> None:
    """All customers come, each once, newest first, as many as are told."""
    index, after, seen = CustomerIndex(), "", list[str]()
    while True:
        page = app.ask(index.find, CustomerFilter(limit=7, after=after))
        if not page.lines:
            break
        seen += [line.cust_no for line in page.lines]
        after = seen[-1]
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == page.total == len(found(app, index))


def test_found_by_name_spelling_tail_number_type_and_region(app: App) -> None:
    """Each way leads to the customer, and two conditions hold together."""
    index = CustomerIndex()
    names = {
        way: {line.customer.cust_name for line in found(app, index, text=way)}
        for way in ("海沧叉车", "xmhccc", "haicangchache", "0105", "KH000031")
    }
    assert all("厦门海沧叉车服务站" in told for told in names.values()), names
    assert names["KH000031"] == {"厦门海沧叉车服务站"}
    shops = found(app, index, cust_type="repair_shop", region="福建 厦门")
    assert {(one.customer.cust_type, one.customer.region) for one in shops} == {("repair_shop", "福建 厦门")}
    assert found(app, index, text="%") == ()


def test_the_index_follows_what_is_written(app: App) -> None:
    """A call, an amendment and a merger are found at once, by an index that was there before."""
    index = CustomerIndex()
    before = len(found(app, index))
    case = app.signed_in("clerk1").do(register, LONG)
    assert [line.cust_no for line in found(app, index, text="nzytqp")] == [case.complaint.customer]
    app.do(amend_customer, case.complaint.customer, {"cust_name": "改了名的店", "phones": "13800001111"})
    assert found(app, index, text="nzytqp") == ()
    assert [line.cases for line in found(app, index, text="1111")] == [1]
    app.do(merge_customers, case.complaint.customer, "KH000001")
    assert len(found(app, index)) == before
    assert [line.cust_no for line in found(app, index, text="13800001111")] == ["KH000001"]


def test_a_decision_sees_what_a_merged_customer_was_given(app: App) -> None:
    """Beside a proposal stands what both were given; the case itself does not count, on either side."""
    approved = [line for line in app.ask(case_lines, CaseFilter(limit=500)) if worth_of(app, line.case_no)]
    one = approved[0]
    other = next(line for line in approved if line.cust_no != one.cust_no)
    before = [app.ask(approval_page, line.case_no).customer for line in (one, other)]
    worth = [worth_of(app, line.case_no) for line in (one, other)]
    app.do(merge_customers, other.cust_no, one.cust_no)
    after = [app.ask(approval_page, line.case_no).customer for line in (one, other)]
    assert [past.cases for past in after] == [before[0].cases + before[1].cases + 1] * 2
    assert [past.value for past in after] == [
        before[0].value + before[1].value + worth[1],
        before[0].value + before[1].value + worth[0],
    ]


def worth_of(app: App, case_no: str) -> int:
    """What the approved proposals of the case are worth."""
    rows = app.ask(read_case, case_no).proposals
    return sum(row.authority_value for row in rows if row.state == ProposalState.APPROVED)


def test_the_file_counts_a_merged_customer_in(app: App) -> None:
    """His cases, agreements and money are those of both; figures agree with the lines."""
    counts = {one.cust_no: (one.cases, one.running) for one in found(app, CustomerIndex())}
    away, into = "KH000031", "KH000043"
    one, other = (app.ask(customer_file, number) for number in (away, into))
    assert [(file.all_cases, file.running) for file in (one, other)] == [counts[away], counts[into]]
    app.do(merge_customers, away, into)
    both = app.ask(customer_file, into)
    assert both.all_cases == one.all_cases + other.all_cases == len(both.cases)
    assert both.value == one.value + other.value
    assert [merged.cust_no for merged in both.merged] == [away]
    assert {line.case_no for line in both.cases} == {line.case_no for line in (*one.cases, *other.cases)}


def test_a_merged_customers_running_case_is_told_on_the_telephone(app: App) -> None:
    """合并客户: its case, promise and last word stand beside the form, and it is warned of as the same."""
    index, into = CustomerIndex(), "KH000001"
    made = app.signed_in("clerk1").do(register, LONG)
    number = made.complaint.case_no
    said = {
        "direction": "来",
        "channel": "电话",
        "counterpart": "客户",
        "content": "还在等",
        "purpose": "客户催问",
    }
    app.do(take, "contact", number, {**said, "will_call_back": "否"})
    before = app.ask(caller_numbered, into)
    assert before is not None
    app.do(merge_customers, made.complaint.customer, into)
    caller = app.ask(known_caller, (PHONE,))
    assert caller is not None
    assert caller.customer.cust_no == into
    assert (caller.cases, caller.running) == (before.cases + 1, before.running + 1)
    assert number in {line.case_no for line in caller.open}
    assert caller.last is not None
    assert caller.last.content == "还在等"
    again = replace(made, complaint=replace(made.complaint, case_no="", customer=into))
    alike = app.ask(likely_duplicates, again, app.ask(office_time))
    assert [(one.case_no, one.why) for one in alike if one.case_no == number] == [(number, "customer")]
    (line,) = found(app, index, text=into)
    assert (line.cases, line.running) == (caller.cases, caller.running)
    assert number in {line.case_no for line in app.ask(case_lines, CaseFilter(customer=into, limit=200))}
