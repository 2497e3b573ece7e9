"""Imported complaints: taken whole, known again, completed at 接收, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from aftersales.domain.case import Case
from aftersales.domain.errors import BadInput, DomainError
from aftersales.domain.policy import NotForYou
from aftersales.domain.records.trail import Message
from aftersales.exchange.cases import CaseImport, read_cases
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.counts import state_counts
from aftersales.storage.queries.imports import NoSuchMap, import_batches, saved_map
from aftersales.storage.rows import fetch
from aftersales.storage.verify import verify
from aftersales.storage.wire import Wire
from aftersales.usecases.importing import (
    AlreadyUndone,
    Imported,
    NothingToUndo,
    import_cases,
    preview,
    reason_text,
    undo_import,
)
from aftersales.usecases.ports import NoSuchImport
from aftersales.usecases.registering import register
from aftersales.usecases.taking import take
from tests.exchange.sheets import CARS_XLSX, GBK, MESSAGES, SPLIT, UTF8, needs_data
from tests.usecases.offices import SmallOffice, in_file, small_office

SHEET = """投诉编号,客户名称,联系电话,邮箱,产品,数量,投诉时间,投诉内容,处理状态
A-1,张三汽修,13812345678,zs@example.com,5W-30,2,2026-11-01,机油漏了，发动机异响,信息审核
A-2,,13812345678,,5W-30,1,2026-11-02,又漏了,
A-3,李四,,见微信,0W-20,3,2026-11-03,瓶盖松动,处理中
A-4,王五,13900000000,,0W-20,1,2027-01-01,异响严重,
A-4,王五,13900000000,,0W-20,1,2027-01-01,异响严重,
A-5,赵六,,,,,,,没有内容
"""
MISSING = {
    "complaint.channel",
    "complaint.ongoing_harm",
    "complaint.reason",
    "complaint.demands",
    "customer.address",
}
COMPLETING = {
    "channel": "电话",
    "ongoing_harm": "否",
    "reason": ["产品"],
    "demands": [{"kind": "补货", "qty": 2}],
    "address": "广州市天河区 1 号",
}


@pytest.fixture
def office(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallOffice]:
    """A small office on either engine."""
    with small_office(engine, tmp_path, request) as made:
        yield made


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[SmallOffice]:
    """A small office in a file, for what no engine does in its own way."""
    made = in_file(tmp_path)
    yield made
    made.close()


def _sheet(folder: Path, text: str = SHEET, name: str = "投诉.csv") -> CaseImport:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_cases(path)


def _case(office: SmallOffice, case_no: str) -> Case:
    return office.app("service1").do(lambda work: work.books.case(case_no))


def _numbers(office: SmallOffice, **wanted: object) -> list[str]:
    lines = office.app("service1").ask(case_lines, CaseFilter(limit=5000, **wanted))  # type: ignore[arg-type]
    return [line.case_no for line in reversed(lines)]


def _messages(office: SmallOffice) -> list[Message]:
    return office.app("service1").ask(lambda wire: fetch(wire, Message, 'ORDER BY "key"'))


def _history(wire: Wire) -> int:
    count: int = wire.value('SELECT count(*) FROM "history"')
    return count


def _clean(office: SmallOffice) -> bool:
    return verify(office.app("admin").store) == ()


def test_a_batch_stands_whole_and_is_known_again(office: SmallOffice, tmp_path: Path) -> None:
    """Four rows become registered cases with numbers of their own, listed, counted and found; the same file
    again adds nothing; what was not taken is told with its row and reason.
    """
    coming = _sheet(tmp_path)
    found = office.app("clerk1").do(import_cases, coming)
    assert (found.batch_no, found.taken, found.known, found.kept_as_text) == (1, 4, 0, (4, 5))
    assert [(one.row_no, one.reason.code) for one in found.refused] == [
        (6, "duplicate_row"),
        (7, "no_complaint_text"),
    ]
    assert _numbers(office) == ["DR-1-0001", "DR-1-0002", "DR-1-0003", "DR-1-0004"]
    assert _numbers(office, text="异响") == ["DR-1-0001", "DR-1-0004"]
    assert office.app("service1").ask(state_counts) == {"registered": 4}
    again = office.app("service1").do(import_cases, coming)
    assert (again.batch_no, again.taken, again.known) == (2, 0, 4)
    assert len(_numbers(office)) == 4
    assert _clean(office)


def test_what_an_imported_case_holds(filed: SmallOffice, tmp_path: Path) -> None:
    """The customer's words stay his; the sheet's remarks are an event; nothing is signed, no clock runs."""
    filed.app("clerk1").do(import_cases, _sheet(tmp_path))
    case = _case(filed, "DR-1-0001")
    complaint = case.complaint
    assert (complaint.origin, complaint.state, complaint.version) == ("import", "registered", 1)
    assert (complaint.import_batch, complaint.external_no) == (1, "A-1")
    assert complaint.verbatim == "机油漏了，发动机异响"
    assert complaint.title == "张三汽修 5W-30 机油漏了，发动机异响"
    assert [(event.fact, event.source) for event in complaint.events] == [("处理状态：信息审核", "投诉.csv")]
    assert (complaint.recorder_signed_at, case.clocks, complaint.summary) == (None, (), None)
    assert [(line.product, str(line.qty_bad)) for line in case.product_lines] == [("5W-30", "2")]


def test_a_value_that_a_rule_refuses_is_kept_as_text(filed: SmallOffice, tmp_path: Path) -> None:
    """A complaint is not lost for a bad mail address or a day to come: the cell stands in its event."""
    filed.app("clerk1").do(import_cases, _sheet(tmp_path))
    mail, day = _case(filed, "DR-1-0003"), _case(filed, "DR-1-0004")
    assert mail.customer.email is None
    assert mail.complaint.events[0].fact == "处理状态：处理中\n邮箱：见微信"
    assert day.complaint.complaint_at is None
    assert day.complaint.events[0].fact == "投诉时间：2027-01-01"


def test_customers_are_found_by_telephone_and_only_completed(filed: SmallOffice, tmp_path: Path) -> None:
    """Two rows with one number are one customer; of one who is known, nothing is written over."""
    data = {
        **COMPLETING,
        "cust_name": "张三汽修",
        "phones": "13812345678/020-87654321",
        "verbatim": "漏油",
        "email": "old@example.com",
    }
    known = filed.app("clerk1").do(register, data).customer
    filed.app("clerk1").do(import_cases, _sheet(tmp_path))
    first, second = _case(filed, "DR-1-0001"), _case(filed, "DR-1-0002")
    assert first.customer == second.customer == known
    assert (first.complaint.recur_no, second.complaint.recur_no) == (2, 3)
    assert _case(filed, "DR-1-0003").customer.cust_no != _case(filed, "DR-1-0004").customer.cust_no


def test_what_is_no_number_makes_nobody_known(filed: SmallOffice, tmp_path: Path) -> None:
    """无, 不详, - and a number that the workbook rounded stand in the cells of many: each row is somebody of
    his own, complaining for the first time. A number of the town without its area code is one.
    """
    rows = [
        *(f"张三{n},{cell}" for n, cell in enumerate(("-", "无", "不详", "1.38E+10", "1.38123E+10"))),
        *(f",{cell}" for cell in ("-", "无", "不详", "1.38E+10", "1.38123E+10")),
        "王先生,不详",
        "王先生,不详",
    ]
    told = "\n".join(f"B-{n},{row},漏油" for n, row in enumerate((*rows, "李四,83210018", "李四,8321-0018")))
    filed.app("clerk1").do(import_cases, _sheet(tmp_path, f"投诉编号,客户名称,联系电话,投诉内容\n{told}\n"))
    cases = [_case(filed, number) for number in _numbers(filed)]
    strangers, known = cases[: len(rows)], cases[len(rows) :]
    assert len({case.customer.cust_no for case in strangers}) == len(rows)
    assert {case.complaint.recur_no for case in strangers} == {1}
    assert [phone.number for phone in strangers[0].customer.phones] == ["-"]
    assert known[0].customer == known[1].customer
    assert [case.complaint.recur_no for case in known] == [1, 2]


def test_accepting_asks_what_registration_would_have(office: SmallOffice, tmp_path: Path) -> None:
    """接收 refuses an imported case and names every missing field; with them it is accepted and signed."""
    office.app("clerk1").do(import_cases, _sheet(tmp_path))
    with pytest.raises(BadInput) as refused:
        office.app("service1").do(take, "accept", "DR-1-0001", {})
    assert {problem.facts["field"] for problem in refused.value.problems} == MISSING
    office.clock += timedelta(hours=1)
    case = office.app("service1").do(take, "accept", "DR-1-0001", COMPLETING)
    complaint = case.complaint
    assert (complaint.state, complaint.owner) == ("investigating", office.login("service1"))
    assert (complaint.verbatim, len(complaint.events)) == ("机油漏了，发动机异响", 1)
    assert (complaint.recorder_signed_at, complaint.recorder) == (office.clock, office.login("clerk1"))
    assert {row.started_at for row in case.clocks} == {office.clock}
    assert _clean(office)


def test_reopening_what_nobody_accepted_asks_the_same(office: SmallOffice, tmp_path: Path) -> None:
    """An old case that a leader cleared away is opened again like a new one: complete, signed, timed."""
    office.app("clerk1").do(import_cases, _sheet(tmp_path))
    cleared = {"close_kind": "联系不上", "close_reason": "旧单"}
    office.app("boss").do(take, "close_by_leader", "DR-1-0001", cleared)
    office.clock += timedelta(hours=1)
    again = {"reopen_reason": "又来电"}
    with pytest.raises(BadInput) as refused:
        office.app("service1").do(take, "reopen", "DR-1-0001", again)
    assert {problem.facts["field"] for problem in refused.value.problems} == MISSING
    case = office.app("service1").do(take, "reopen", "DR-1-0001", {**again, **COMPLETING})
    complaint = case.complaint
    assert (complaint.state, complaint.owner) == ("investigating", office.login("service1"))
    assert complaint.recorder_signed_at == office.clock
    assert {row.clock for row in case.clocks if row.stopped_at is None} >= {"first_contact", "resolution"}
    assert _clean(office)


def test_nothing_is_missing_that_was_given(filed: SmallOffice, tmp_path: Path) -> None:
    """Leaving out any one of the asked fields is refused by that field's name."""
    filed.app("clerk1").do(import_cases, _sheet(tmp_path))
    for name in COMPLETING:
        rest = {key: value for key, value in COMPLETING.items() if key != name}
        with pytest.raises(BadInput) as refused:
            filed.app("service1").do(take, "accept", "DR-1-0001", rest)
        assert [str(p.facts["field"]).split(".")[-1] for p in refused.value.problems] == [name]


def test_undo_hides_what_nobody_accepted(office: SmallOffice, tmp_path: Path) -> None:
    """Undone cases leave lists, search and counts, the accepted one stays; the rows may be taken again."""
    coming = _sheet(tmp_path)
    office.app("clerk1").do(import_cases, coming)
    office.app("service1").do(take, "accept", "DR-1-0001", COMPLETING)
    done = office.app("boss").do(undo_import, 1)
    assert (done.voided, done.accepted) == (3, ("DR-1-0001",))
    assert _numbers(office) == ["DR-1-0001"]
    assert _numbers(office, text="异响") == ["DR-1-0001"]
    assert office.app("service1").ask(state_counts) == {"registered": 0, "investigating": 1}
    assert [batch.state for batch in office.app("service1").ask(import_batches)] == ["void"]
    again = office.app("clerk1").do(import_cases, coming)
    assert (again.taken, again.known) == (3, 1)
    assert _numbers(office) == ["DR-1-0001", "DR-2-0001", "DR-2-0002", "DR-2-0003"]
    assert _case(office, "DR-2-0001").complaint.recur_no == 2, "the undone ones do not count"
    assert _clean(office)


def test_undo_is_refused_by_name(filed: SmallOffice, tmp_path: Path) -> None:
    """Not by a clerk, not twice, not what is not there, not where every case was accepted."""
    filed.app("clerk1").do(import_cases, _sheet(tmp_path))
    with pytest.raises(NotForYou):
        filed.app("clerk1").do(undo_import, 1)
    with pytest.raises(NoSuchImport):
        filed.app("admin").do(undo_import, 7)
    assert len(_numbers(filed)) == 4
    filed.app("admin").do(undo_import, 1)
    with pytest.raises(AlreadyUndone):
        filed.app("admin").do(undo_import, 1)
    only = _sheet(tmp_path, "投诉编号,客户名称,电话,投诉内容\nB-1,钱七,13811112222,漏油\n", "b.csv")
    filed.app("clerk1").do(import_cases, only)
    filed.app("service1").do(take, "accept", "DR-2-0001", COMPLETING)
    with pytest.raises(NothingToUndo) as refused:
        filed.app("admin").do(undo_import, 2)
    assert refused.value.facts == {"batch_no": 2, "accepted": 1}


def test_one_message_a_person_for_a_whole_batch(filed: SmallOffice, tmp_path: Path) -> None:
    """Every service person but the importer hears once of a batch, and of one without new cases never."""
    coming = _sheet(tmp_path)
    filed.app("clerk1").do(import_cases, coming)
    assert [(m.key, m.recipient, m.case_no) for m in _messages(filed)] == [
        ("import:1:service1", "service1", None),
        ("import:1:service2", "service2", None),
    ]
    assert json.loads(_messages(filed)[0].facts)["taken"] == 4
    filed.app("clerk1").do(import_cases, coming)
    filed.app("admin").do(undo_import, 1)
    filed.app("service1").do(import_cases, coming)
    assert [m.recipient for m in _messages(filed) if m.key.startswith("import:3")] == ["service2"]


def test_a_trial_writes_nothing(filed: SmallOffice, tmp_path: Path) -> None:
    """``preview`` tells the same as the import, and leaves neither history nor number nor case."""
    coming = _sheet(tmp_path)
    before = filed.app("clerk1").ask(_history)
    told = filed.app("clerk1").do(preview, coming)
    assert filed.app("clerk1").ask(_history) == before
    done = filed.app("clerk1").do(import_cases, coming)
    assert (_plain(told), done.batch_no) == (_plain(done), 1)


def _plain(found: Imported) -> tuple[object, ...]:
    return found.taken, found.known, found.kept_as_text, [one.row_no for one in found.refused]


@dataclass
class Broken:
    """A sheet whose last row no database can store."""

    whole: CaseImport
    rows: Sequence[object] = field(init=False)

    def __post_init__(self) -> None:
        last = replace(self.whole.rows[-1], identity="broken", raw='{"x": "\ud800"}')
        self.rows = (*self.whole.rows, last)

    def __getattr__(self, name: str) -> object:
        return getattr(self.whole, name)


def test_all_of_a_batch_or_nothing(office: SmallOffice, tmp_path: Path) -> None:
    """Where the last row cannot be written, no case, no number and no message is left."""
    coming = _sheet(tmp_path)
    with pytest.raises((UnicodeError, DomainError)):
        office.app("clerk1").do(import_cases, Broken(coming))  # type: ignore[arg-type]  # on purpose
    assert (_numbers(office), _messages(office)) == ([], [])
    assert office.app("clerk1").do(import_cases, coming).batch_no == 1
    assert _case(office, "DR-1-0001").customer.cust_no == "KH000001"
    assert _clean(office)


def test_maps_are_kept_with_their_import(office: SmallOffice, tmp_path: Path) -> None:
    """A map that one person saves, another uses by its name; the newest of a name counts."""
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\nX-1,漏油\n", encoding="utf-8")
    first = read_cases(path, mapping={"甲": "external_no", "乙": "verbatim"})
    office.app("clerk1").do(import_cases, first, map_name=" 门店 ")
    saved = office.app("service1").ask(saved_map, "门店")
    assert saved == {"甲": "external_no", "乙": "verbatim"}
    assert office.app("service1").do(import_cases, read_cases(path, mapping=saved)).known == 1
    office.app("clerk1").do(import_cases, read_cases(path, mapping={**saved, "甲": None}), map_name="门店")
    assert office.app("service1").ask(saved_map, "门店") == {"甲": None, "乙": "verbatim"}
    with pytest.raises(NoSuchMap) as refused:
        office.app("service1").ask(saved_map, "没有")
    assert refused.value.facts["names"] == ["门店"]


def test_the_batch_keeps_why_rows_were_refused(filed: SmallOffice, tmp_path: Path) -> None:
    """Each refused row stands in the batch with code and facts as JSON, never longer than the field holds."""
    filed.app("clerk1").do(import_cases, _sheet(tmp_path))
    (batch,) = filed.app("clerk1").ask(import_batches)
    assert [(row.row_no, json.loads(row.reason)["error"]) for row in batch.refused] == [
        (6, "duplicate_row"),
        (7, "no_complaint_text"),
    ]
    assert (batch.file_name, batch.taken, batch.state) == ("投诉.csv", 4, "taken")
    assert json.loads(reason_text(DomainError(what="长" * 600))) == {"error": "domain_error"}


@needs_data
def test_the_car_files(office: SmallOffice) -> None:
    """600, its twin 0 new, 600 of the other crawl, 300 of the workbook; 异响 174; undone, then again 600."""
    clerk, batch = office.app("clerk1"), {"import_batch": 1}
    counts = [clerk.do(import_cases, read_cases(path)) for path in (GBK, UTF8, SPLIT, CARS_XLSX)]
    assert [(one.taken, one.known, one.refused) for one in counts] == [
        (600, 0, ()),
        (0, 600, ()),
        (600, 0, ()),
        (300, 0, ()),
    ]
    assert len(_numbers(office, **batch)) == 600
    assert len(_numbers(office, text="异响", **batch)) == 174
    assert office.app("boss").do(undo_import, 1).voided == 600
    assert _numbers(office, **batch) == []
    again = clerk.do(import_cases, read_cases(UTF8))
    assert (again.taken, again.known) == (600, 0)
    assert len(_numbers(office, text="异响", import_batch=again.batch_no)) == 174
    assert clerk.ask(state_counts) == {"registered": 1500}
    assert len(_messages(office)) == 8
    assert _clean(office)


@needs_data
def test_no_customer_of_the_cars_has_a_telephone(filed: SmallOffice) -> None:
    """A trap: ids of eleven digits look like mobile numbers and are none."""
    filed.app("clerk1").do(import_cases, read_cases(CARS_XLSX))
    assert not any(_case(filed, f"DR-1-{n:04d}").customer.phones for n in range(1, 301, 50))


@needs_data
def test_long_messages_stay_whole(filed: SmallOffice) -> None:
    """The hundred longest messages, thousands of characters: each is in its case as it was in its cell."""
    coming = read_cases(MESSAGES)
    longest = sorted(coming.rows, key=lambda row: -len(str(row.values["verbatim"])))[:100]
    found = filed.app("clerk1").do(import_cases, replace(coming, rows=tuple(longest)))
    assert (found.taken, found.refused) == (100, ())
    assert len(str(longest[0].values["verbatim"])) > 3000
    for number in (1, 50, 100):
        told = longest[number - 1].values["verbatim"]
        assert _case(filed, f"DR-1-{number:04d}").complaint.verbatim == told
