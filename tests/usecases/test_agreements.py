"""Agreements in a real office: drafted, looked at, issued, followed to the shelf; and their clauses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales.domain.agreements.clauses import UnknownVariableInClause
from aftersales.domain.agreements.whereabouts import whereabouts
from aftersales.domain.codes import Whereabouts
from aftersales.domain.errors import BadInput
from aftersales.domain.money import in_words
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.steps.agreeing import AlreadyIssued, NotIssued
from aftersales.settings import delivered_clauses
from aftersales.storage.queries.agreements import (
    agreement_counts,
    agreement_difference,
    agreements,
    clause_difference,
    clause_versions,
    clauses_in_force,
)
from aftersales.storage.queries.histories import history_of, newest_history
from aftersales.storage.verify import verify
from aftersales.usecases.clauses import (
    AlreadyRetired,
    in_force,
    restore_clause,
    retire_clause,
    set_clause,
    take_delivered_clauses,
)
from aftersales.usecases.drafting import preview, save_draft
from aftersales.usecases.office import set_company
from aftersales.usecases.people import OnlyAdmins
from aftersales.usecases.printing import printable, printed
from tests.domain.play import ISSUE, SIGNED, remedy
from tests.usecases.houses import House, agreed, in_a_file, offered
from tests.usecases.offices import in_file

DUE = "2026-11-30"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An office in one file to which the tests of this file add cases of their own."""
    yield from in_a_file(tmp_path_factory.mktemp("office"))


def row_of(house: House, number: str) -> Agreement:
    """The newest agreement of the case."""
    return house.case(number).agreements[-1]


def paper(house: House, number: str) -> bytes:
    """The agreement as it is printed now."""
    return house.do("service1", printed, "agreement", number)


# --- what is signed is what was approved


KINDS = ("goods", "exchange", "cash", "refund", "discount", "return_refund")
REMEDIES = st.lists(
    st.builds(
        lambda kind, fen: remedy(kind, f"{fen // 100}.{fen % 100:02}", due=DUE),
        st.sampled_from(KINDS),
        st.integers(1, 400_000),
    ),
    min_size=1,
    max_size=6,
)


def _is_the_approved(house: House, number: str) -> None:
    case = house.case(number)
    row, approved = case.agreements[-1], case.proposals[-1]
    assert row.total == approved.total == sum(item.amount or 0 for item in row.items)
    assert row.total == sum(one.amount or 0 for one in case.remedies if one.proposal == approved.no)
    assert row.total_upper == in_words(approved.total)
    texts = [clause.text or "" for clause in row.clauses if not clause.struck]
    assert texts
    assert [text for text in texts if not text or "{" in text] == []
    assert row.issued_at is not None
    assert row.perform_by is not None
    assert approved.approved_at is not None
    assert approved.approved_at <= row.issued_at
    assert row.issued_at.date() <= row.perform_by
    assert [party.name for party in (*row.party_a, *row.party_b)] == [
        house.app("admin").do(lambda work: work.books.office().company.name),
        case.customer.cust_name,
    ]


def test_any_approved_proposal_becomes_that_agreement(shared: House) -> None:
    """Rows, total, words, approval: one amount; nothing unfilled; days in order; a reprint is its bytes.

    Whatever changes afterwards: the customer, the company, a clause.
    """
    counter = iter(range(1_000))

    @settings(max_examples=6, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(REMEDIES)
    def holds(remedies: list[dict[str, Any]]) -> None:
        number = agreed(shared, *remedies)
        shared.take("service1", "issue_agreement", number, ISSUE)
        _is_the_approved(shared, number)
        first, turn = paper(shared, number), next(counter)
        shared.take("service1", "amend", number, {"address": f"搬到{turn}号"})
        shared.do("admin", set_company, {"name": f"改名{turn}公司"})
        shared.do("admin", set_clause, {"key": "content", "text": f"第{turn}次改：甲方处理："})
        assert paper(shared, number) == first
        assert row_of(shared, number).issued_sha256 is not None

    holds()
    assert verify(shared.store) == ()


def test_another_amount_needs_another_approval(house: House) -> None:
    """No field takes another total; who renegotiates goes through approval, and the old paper is void."""
    number = agreed(house, remedy("cash", "100.00", due=DUE))
    for field, value in (("total", "1.00"), ("items", []), ("total_upper", "壹元整")):
        for step in ("issue_agreement", "amend"):
            with pytest.raises(BadInput):
                house.take("service1", step, number, {**(ISSUE if step != "amend" else {}), field: value})
        with pytest.raises(BadInput):
            house.do("service1", save_draft, number, {field: value})
    house.take("service1", "issue_agreement", number, ISSUE)
    with pytest.raises(AlreadyIssued):
        house.do("service1", save_draft, number, {"court": "别处"})
    house.take("service1", "renegotiate", number, {"reason": "客户要求增加"})
    offered(house, number, remedy("cash", "150.00", due=DUE))
    house.take("service1", "issue_agreement", number, ISSUE)
    old, new = house.case(number).agreements
    assert (old.state, old.total, new.state, new.total) == ("void", 10_000, "issued", 15_000)
    assert (old.agr_no, new.agr_no) == (f"{number}-X1", f"{number}-X2")
    found = house.first.ask(agreement_difference, number, old.no, new.no)
    assert ("total", 10_000, 15_000) in [(one.field, one.old, one.new) for one in found.fields]
    assert verify(house.store) == ()


# --- the draft


def test_a_draft_is_filled_bit_by_bit(house: House) -> None:
    """What is saved stays, incomplete as it is, told in history; the paper shows what is not saved yet."""
    number = agreed(house)
    house.do("service1", save_draft, number, {"waiver_scope": "本批次", "clauses": [{"key": "breach_force"}]})
    version = house.case(number).complaint.version
    seen = house.app("service1").look(preview, number, {"consignee": "张三", "accept_days": None})
    assert house.case(number).complaint.version == version
    assert house.first.ask(history_of, number)[-1].step == "amend"
    assert row_of(house, number).consignee == "张三汽修"
    assert seen.agreement.consignee == "张三"
    assert {one.facts["field"] for one in seen.problems} == {
        "agreement.freight_by",
        "agreement.accept_days",
    }
    assert [one.on for one in seen.choices if one.clause.key == "breach_force"] == [True]
    assert seen.content is not None
    assert seen.content.startswith(b"%PDF")


def test_what_would_be_printed_is_what_is_shown(house: House) -> None:
    """The last look says of nothing that it is missing; issuing freezes the clauses that it showed."""
    number = agreed(house)
    told = {**ISSUE, "clauses": [{"key": "cooperation", "struck": True}, {"key": "content_only"}]}
    seen = house.app("service1").look(preview, number, told)
    assert seen.problems == ()
    house.take("service1", "issue_agreement", number, told)
    row = row_of(house, number)
    standing = [clause for clause in row.clauses if not clause.struck]
    assert [clause.key for clause in standing] == [one.clause.key for one in seen.choices if one.on]
    assert "content_only" in {clause.key for clause in standing}
    assert "cooperation" not in {clause.key for clause in standing}
    assert {clause.version for clause in standing} == {1}


def test_a_choice_outlives_a_void_paper(house: House) -> None:
    """The draft that follows a void agreement has its clauses chosen and struck as before, filled anew."""
    number = agreed(house)
    told = {**ISSUE, "clauses": [{"key": "cooperation", "struck": True}]}
    house.take("service1", "issue_agreement", number, told)
    house.take("service1", "void_agreement", number, {"void_reason": "写错了"})
    house.take("service1", "issue_agreement", number, {"court": "别处法院"})
    old, new = house.case(number).agreements
    assert [one.key for one in old.clauses] == [one.key for one in new.clauses]
    found = house.first.ask(agreement_difference, number, old.no, new.no)
    assert [one.field for one in found.fields] == ["court"]
    assert [one.key for one in found.clauses] == ["court"]


def test_a_void_paper_is_printed_by_its_number_only(house: House) -> None:
    """Asked for the agreement of a case, the one that holds comes; none where the only one is void."""
    number = agreed(house)
    house.take("service1", "issue_agreement", number, ISSUE)
    void = paper(house, number)
    house.take("service1", "void_agreement", number, {"void_reason": "写错了"})
    assert "agreement" not in printable(house.case(number))
    with pytest.raises(NotIssued):
        paper(house, number)
    assert house.do("service1", printed, "agreement", number, "X1") == void
    house.take("service1", "issue_agreement", number, {"court": "别处法院"})
    assert paper(house, number) == house.do("service1", printed, "agreement", number, "X2")
    assert "agreement" in printable(house.case(number))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"waiver_scope": "付{total}元"}, "agreement.waiver_scope"),
        ({"perform_by": "2026-11-20"}, "agreement.perform_by"),
        ({"return_by": "2026-11-20"}, "agreement.return_by"),
        ({"breach_cap": "10.00"}, "agreement.breach_cap"),
        ({"accept_days": None}, "agreement.accept_days"),
    ],
)
def test_checks_before_issue(shared: House, told: dict[str, object], field: str) -> None:
    """An unfilled variable, a day that has passed, a cap without a rate are refused by name."""
    number = agreed(shared)
    with pytest.raises(BadInput) as refused:
        shared.take("service1", "issue_agreement", number, {**ISSUE, **told})
    assert {one.facts["field"] for one in refused.value.problems} == {field}
    seen = shared.app("service1").look(preview, number, {**ISSUE, **told})
    assert field in {one.facts["field"] for one in seen.problems}
    assert row_of(shared, number).state == "draft"


def test_an_id_number_is_masked(shared: House) -> None:
    """A person's number typed in full stands on the paper with its middle hidden."""
    number = agreed(shared)
    party = [{"name": "张三", "id_masked": "11010519491231002X"}]
    shared.take("service1", "issue_agreement", number, {**ISSUE, "party_b": party})
    assert (row_of(shared, number).party_b[0].id_masked or "").count("*") >= 8


# --- where the papers are


def test_from_the_draft_to_the_shelf(house: House) -> None:
    """Printed, handed over to whom and where, signed, scanned, filed: with its person, listed and counted."""
    number = agreed(house)
    went: list[str] = []

    def look() -> None:
        row = row_of(house, number)
        [line] = house.first.ask(agreements)
        assert line.whereabouts == whereabouts(row)
        assert house.first.ask(agreements, line.whereabouts) == (line,)
        assert house.first.ask(agreement_counts) == {one: int(one == line.whereabouts) for one in Whereabouts}
        went.append(line.whereabouts)

    look()
    acts: list[tuple[str, dict[str, Any], bytes | None]] = [
        ("issue_agreement", ISSUE, None),
        ("hand_over_agreement", {"printed_at": house.now.isoformat()}, None),
        ("hand_over_agreement", {"handed_to": "张三", "handed_place": "客户仓库"}, None),
        ("sign", SIGNED, None),
    ]
    for step, data, content in acts:
        house.take("service1", step, number, data, content)
        look()
    scan = {"name": "扫描.pdf", "kind": "协议扫描", "from_whom": "客户"}
    house.take("service1", "attach", number, scan, b"%PDF scan")
    house.take("service2", "file_original", number, {"scan": 1})
    look()
    house.take("service2", "file_original", number, {"original_place": "一号柜"})
    look()
    assert went == ["draft", "issued", "printed", "handed_over", "signed", "scanned", "filed"]
    row = row_of(house, number)
    assert (row.handed_to, row.handed_place) == ("张三", "客户仓库")
    assert (row.printed_by, row.handed_by) == (house.login("service1"), house.login("service1"))
    assert row.filed_by == house.login("service2")


def test_the_list_goes_on_by_key(house: House) -> None:
    """Pages follow each other without a gap; a void paper and its successor are both there."""
    number = agreed(house)
    house.take("service1", "issue_agreement", number, ISSUE)
    house.take("service1", "void_agreement", number, {"void_reason": "写错了"})
    other = agreed(house)
    whole = house.first.ask(agreements)
    assert [line.key for line in whole] == [(other, 1), (number, 2), (number, 1)]
    assert [line.whereabouts for line in whole] == ["draft", "draft", "void"]
    first = house.first.ask(agreements, None, 2)
    assert (*first, *house.first.ask(agreements, None, 2, first[-1].key)) == whole


# --- the library


def test_the_library_has_versions(house: House) -> None:
    """A clause is never altered: written anew, retired, brought back; agreements keep theirs."""
    number = agreed(house)
    house.take("service1", "issue_agreement", number, ISSUE)
    before = row_of(house, number).clauses
    second = house.do("admin", set_clause, {"key": "cooperation", "text": "乙方应保留样品。"})
    assert (second.version, second.title) == (2, "停用和查验")
    third = house.do("admin", retire_clause, "cooperation")
    assert "cooperation" not in {one.key for one in house.first.ask(clauses_in_force)}
    with pytest.raises(AlreadyRetired):
        house.do("admin", retire_clause, "cooperation")
    fourth = house.do("admin", restore_clause, "cooperation", 1)
    assert [third.version, fourth.version] == [3, 4]
    versions = house.first.ask(clause_versions, "cooperation")
    assert [one.version for one in versions] == [4, 3, 2, 1]
    assert versions[0].text == versions[-1].text
    changed = house.first.ask(clause_difference, "cooperation", 1, 2)
    assert "".join(one.text for one in changed if one.kind != "removed") == "乙方应保留样品。"
    assert row_of(house, number).clauses == before
    assert house.first.ask(newest_history, 1)[0].table_name == "clause"
    assert verify(house.store) == ()


def test_the_first_clause_written_leaves_the_delivered_ones_in_force(tmp_path: Path) -> None:
    """An office that never took them over had an agreement of all; it is not made of the one clause alone."""
    with closing(in_file(tmp_path)) as office:
        admin = office.app("admin")
        assert admin.ask(clauses_in_force) == ()
        written = admin.do(set_clause, {"key": "cooperation", "text": "乙方应保留样品。"})
        kept = {one.key: one.version for one in admin.ask(clauses_in_force)}
        assert (written.title, kept.pop("cooperation")) == ("停用和查验", 2)
        assert set(kept.values()) == {1}
        assert len(kept) + 1 == sum(one["language"] == "zh_CN" for one in delivered_clauses())
        assert admin.do(take_delivered_clauses, delivered_clauses())[0].language == "en"


def test_a_newer_program_brings_its_clauses_where_nobody_touched_them(tmp_path: Path) -> None:
    """Another condition comes as the next version; what the office wrote or retired stays as it is."""
    with closing(in_file(tmp_path)) as office:
        admin = office.app("admin")
        admin.do(take_delivered_clauses, delivered_clauses())
        admin.do(set_clause, {"key": "cooperation", "text": "乙方应保留样品。"})
        admin.do(retire_clause, "court")
        changed = {"cooperation", "court", "goods"}
        newer = [{**one, "when": ["money"]} for one in delivered_clauses() if one["key"] in changed]
        taken = admin.do(take_delivered_clauses, [one for one in newer if one["language"] == "zh_CN"])
        assert [(one.key, one.version, one.when) for one in taken] == [("goods", 2, ("money",))]
        assert [one.key for one in admin.do(take_delivered_clauses, delivered_clauses())] == ["goods"]
        assert verify(office.app("admin").store) == ()


def test_the_same_text_is_no_new_version(shared: House) -> None:
    """Saving a clause unchanged writes nothing."""
    told = {"key": "same_text", "title": "一", "text": "一", "part": "other", "parties": ["dealer"]}
    first = shared.do("admin", set_clause, told)
    assert shared.do("admin", set_clause, told) == first
    assert first.version == 1


def test_a_clause_is_checked(shared: House) -> None:
    """A variable that no agreement knows is told with its place; what is missing is told by name."""
    with pytest.raises(BadInput) as refused:
        shared.do("admin", set_clause, {"key": "odd one", "text": "由{courts}管"})
    fields = {one.facts["field"] for one in refused.value.problems}
    assert fields == {"clause.key", "clause.text", "clause.title", "clause.part", "clause.parties"}
    [wrong] = [one for one in refused.value.problems if isinstance(one, UnknownVariableInClause)]
    assert (wrong.facts["name"], wrong.facts["position"]) == ("courts", 2)


@pytest.mark.parametrize("who", ["service1", "boss", "clerk1"])
def test_only_administrators_write_clauses(shared: House, who: str) -> None:
    """Nobody else writes, retires, restores or takes clauses."""
    for use_case, given_ in (
        (set_clause, ({"key": "court", "text": "x"},)),
        (retire_clause, ("court",)),
        (restore_clause, ("court", 1)),
        (take_delivered_clauses, (delivered_clauses(),)),
    ):
        with pytest.raises(OnlyAdmins):
            shared.do(who, use_case, *given_)


def test_an_office_without_clauses_takes_the_delivered_ones(tmp_path: Path) -> None:
    """An upgraded office works with the delivered clauses until an administrator takes them."""
    office = in_file(tmp_path)
    admin = office.app("admin")
    assert admin.ask(clauses_in_force) == ()
    lent = admin.do(in_force, "zh_CN")
    assert {one.version for one in lent} == {0}
    taken = admin.do(take_delivered_clauses, delivered_clauses())
    assert len(taken) == len(delivered_clauses())
    assert admin.do(take_delivered_clauses, delivered_clauses()) == ()
    kept = admin.do(in_force, "zh_CN")
    assert {(one.key, one.text, one.version) for one in kept} == {(one.key, one.text, 1) for one in lent}
    office.close()
