"""Which column means what: synonyms, known origins, saved maps, and what is told where it is doubtful."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aftersales.domain.codes import DICTIONARIES
from aftersales.exchange.cells import heading_key
from aftersales.exchange.headers import HeaderMap, map_columns
from aftersales.exchange.headings import SUBJECTS, fields_of, meanings, profiles, words
from aftersales.exchange.reading import read_sheet
from aftersales.exchange.refusals import BadMapping
from aftersales.exchange.values import specs_of
from tests.exchange.sheets import GBK, SPLIT, UTF8, needs_data


def _mapped(tmp_path: Path, text: str, saved: dict[str, str | None] | None = None) -> HeaderMap:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return map_columns(read_sheet(path, known=tuple(saved or ())), "case", saved)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("投诉人", "cust_name"),
        ("客户名称", "cust_name"),
        ("用户", "cust_name"),
        ("客户名称/代号", "cust_name"),
        ("投诉时间", "complaint_at"),
        ("日期", "complaint_at"),
        ("反馈日期", "complaint_at"),
        ("datetime", "complaint_at"),
        ("联系电话", "phones"),
        (" 手 机 ", "phones"),
        ("电话（必填）", "phones"),
        ("＊电话：", "phones"),
        ("批号", "batch_no"),
        ("批次", "batch_no"),
        ("炉号", "batch_no"),
        ("问题", "verbatim"),
        ("投诉内容", "verbatim"),
        ("反馈内容", "verbatim"),
        ("简述", "verbatim"),
        ("DESC", "verbatim"),
        ("退/换货产品", "product"),
        ("external_no", "external_no"),
    ],
)
def test_synonyms(tmp_path: Path, heading: str, field: str) -> None:
    """A heading is known in any width and case, with blanks, stars and brackets."""
    assert _mapped(tmp_path, f"{heading},甲乙丙\n7,8\n").mapping == {
        " ".join(heading.split()): field,
        "甲乙丙": None,
    }


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_field_is_in_the_dictionary(subject: str) -> None:
    """The file of synonyms names only fields of the data dictionary."""
    assert set(fields_of(subject)) <= set(specs_of(subject))


def test_every_word_is_a_code_of_its_dictionary() -> None:
    """The words for cells lead to codes that exist."""
    for name in ("channel", "cust_type", "unit"):
        assert set(words(name).values()) == set(DICTIONARIES[name])


def test_profiles_name_fields_of_a_case() -> None:
    """Known origins map to fields that a case has."""
    assert all(set(profile.columns.values()) <= set(fields_of("case")) for profile in profiles())


def test_which_headings_are_ambiguous() -> None:
    """Only these headings mean two fields; a new one must be meant."""
    found = {text for text, fields in meanings("case").items() if len(fields) > 1}
    assert found == {heading_key("数量")}


def test_an_ambiguous_heading_is_told(tmp_path: Path) -> None:
    """数量 alone is taken for the faulty quantity and told; beside 问题数量 it is the bought one."""
    alone = _mapped(tmp_path, "投诉内容,数量\n漏油,3\n")
    assert alone.mapping["数量"] == "qty_bad"
    facts = {"column": "数量", "taken": "qty_bad", "fields": ["qty_bad", "qty_bought"]}
    assert [(hint.code, hint.facts) for hint in alone.hints] == [("ambiguous_heading", facts)]
    both = _mapped(tmp_path, "投诉内容,数量,问题数量\n漏油,30,3\n")
    assert (both.mapping["数量"], both.mapping["问题数量"], both.hints) == ("qty_bought", "qty_bad", ())


def test_two_columns_of_one_field(tmp_path: Path) -> None:
    """The surer of two columns is taken, the other goes to the note, and the import says so."""
    found = _mapped(tmp_path, "简述,投诉内容\n油,漏油\n")
    assert found.mapping == {"简述": "note", "投诉内容": "verbatim"}
    facts = {"field": "verbatim", "columns": ["投诉内容", "简述"], "taken": "投诉内容"}
    assert [(hint.code, hint.facts) for hint in found.hints] == [("ambiguous_columns", facts)]


def test_columns_that_fill_each_others_gaps(tmp_path: Path) -> None:
    """Two columns of which each row fills one are one field, without a question."""
    found = _mapped(tmp_path, "id,id_,desc\n,5,漏油\n6,,异响\n")
    assert (found.mapping["id"], found.mapping["id_"], found.hints) == ("external_no", "external_no", ())


def test_a_saved_map_goes_first_and_comes_back(tmp_path: Path) -> None:
    """A saved map wins over synonyms, leaves columns out, and gives itself again through JSON."""
    text = "甲,投诉内容,客户,备注\n漏油,x,张三,y\n"
    first = _mapped(tmp_path, text, {"甲": "verbatim", "投诉内容": None, "无此列": "title"})
    assert first.mapping == {"甲": "verbatim", "投诉内容": None, "客户": "cust_name", "备注": "note"}
    assert [(hint.code, hint.facts) for hint in first.hints] == [
        ("mapped_columns_absent", {"columns": ["无此列"]})
    ]
    again = _mapped(tmp_path, text, json.loads(json.dumps(first.mapping)))
    assert (again.mapping, again.columns) == (first.mapping, first.columns)


def test_a_map_to_an_unknown_field(tmp_path: Path) -> None:
    """A map to a field that nobody can import is refused by its name."""
    with pytest.raises(BadMapping) as refused:
        _mapped(tmp_path, "甲\n漏油\n", {"甲": "state"})
    assert refused.value.facts == {"field": "state", "column": "甲"}


def test_row_numbers_are_no_external_numbers(tmp_path: Path) -> None:
    """编号 that counts 1, 2, 3 would be the same in every file, so it is none; other numbers are."""
    counted = _mapped(tmp_path, "编号,投诉内容\n1,漏油\n2,异响\n3,慢\n")
    assert counted.mapping["编号"] is None
    assert [hint.code for hint in counted.hints] == ["serial_not_number"]
    assert _mapped(tmp_path, "编号,投诉内容\n1,漏油\n3,异响\n").mapping["编号"] == "external_no"


@needs_data
def test_the_source_is_the_origin_and_not_the_name() -> None:
    """All sheets of the same site share one source."""
    assert {map_columns(read_sheet(path), "case").source for path in (GBK, UTF8, SPLIT)} == {"12365auto"}


def test_the_source_of_unknown_sheets(tmp_path: Path) -> None:
    """Without a known origin the headings make the source, in any order."""
    first = _mapped(tmp_path, "工单号,投诉内容\n7,漏油\n").source
    assert first == _mapped(tmp_path, "投诉内容,工单号\n漏油,7\n").source
    assert first != _mapped(tmp_path, "工单号,投诉内容,客户\n7,漏油,张三\n").source
