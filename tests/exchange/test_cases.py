"""Complaints, customers and products out of files: what is taken, refused, and known again."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from aftersales.domain.checks import Phone
from aftersales.domain.dates import DAY_FIRST
from aftersales.exchange.cases import CaseImport, read_cases, read_customers, read_products
from aftersales.exchange.refusals import CutOff, NoTextColumn
from aftersales.exchange.writing import write_csv, write_xlsx
from tests.exchange.sheets import CARS_XLSX, GBK, MESSAGES, REVIEWS, SPLIT, UTF8, f9, needs_data


def _csv(tmp_path: Path, text: str, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _identities(found: CaseImport) -> list[str]:
    return [row.identity for row in found.rows]


@needs_data
def test_twins_have_the_same_600_identities() -> None:
    """The GBK file and its UTF-8 twin give the same 600 complaints in the same fields."""
    first, second = read_cases(GBK), read_cases(UTF8)
    assert _identities(first) == _identities(second)
    assert len(set(_identities(first))) == 600
    assert [row.values for row in first.rows] == [row.values for row in second.rows]
    assert (first.refused, second.refused, first.encoding, second.encoding) == (
        (),
        (),
        "gb18030",
        "utf-8-sig",
    )
    assert first.file_sha256 != second.file_sha256


@needs_data
def test_twins_without_numbers_are_known_by_their_rows() -> None:
    """With the number left out, the sha256 of the folded row is the same for slash and ISO dates."""
    without: dict[str, str | None] = {"id": None}
    first, second = read_cases(GBK, mapping=without), read_cases(UTF8, mapping=without)
    assert _identities(first) == _identities(second)
    assert all(len(identity) == 64 for identity in _identities(first))


@needs_data
@pytest.mark.parametrize(("path", "count"), [(SPLIT, 600), (CARS_XLSX, 300)])
def test_the_other_car_files(path: Path, count: int) -> None:
    """Split columns and text cells give every complaint, with number, text, model and time."""
    found = read_cases(path)
    assert (len(found.rows), found.refused) == (count, ())
    needed = {"external_no", "verbatim", "product", "spec", "complaint_at", "note"}
    assert all(needed <= set(row.values) for row in found.rows)
    assert sum("equipment" in row.values for row in found.rows) > count * 0.9


@needs_data
def test_one_car_row_in_our_fields() -> None:
    """A row of the car file in our words; midnight in Shanghai is 16:00 UTC of the day before."""
    row = read_cases(GBK, source="12365").rows[0]
    assert row.row_no == 2
    assert row.identity == "12365:482028"
    assert row.values == {
        "external_no": "482028",
        "external_source": "12365",
        "product": "一汽马自达",
        "spec": "阿特兹",
        "equipment": "2020款 2.5L 蓝天运动版",
        "verbatim": "一汽马自达阿特兹B柱异响 车内异响严重",
        "symptom": "H93,H15",
        "complaint_at": datetime(2020, 6, 7, 16, 0, tzinfo=UTC),
        "note": "status：信息审核",
    }
    assert json.loads(row.raw)["problem"] == "H93,H15,"


@pytest.mark.parametrize(("source", "kept"), [("12365", "12365"), (None, None)])
def test_a_source_made_of_headings_is_not_told_as_one(
    source: str | None, kept: str | None, tmp_path: Path
) -> None:
    """What tells sheets apart makes the row's identity; as the platform it stands nowhere."""
    found = read_cases(_csv(tmp_path, "工单号,投诉内容\nA-77,漏油\n"), source=source)
    (row,) = found.rows
    assert row.identity == f"{found.source}:a-77"
    assert (row.values["external_no"], row.values.get("external_source")) == ("A-77", kept)


@needs_data
def test_tabs_inside_cells_become_blanks_and_stay_in_the_raw_row() -> None:
    """No text of a complaint has a tab; the fifteen raw rows still have theirs."""
    rows = read_cases(GBK).rows
    assert not any("\t" in str(value) for row in rows for value in row.values.values())
    assert sum("\t" in json.loads(row.raw)["desc"] for row in rows) == 15


@needs_data
def test_the_messages() -> None:
    """All 2,816 messages are taken, the one date cell too; four titles lost a character that nobody sees."""
    found = read_cases(MESSAGES)
    assert (len(found.rows), found.refused, found.header_row) == (2816, (), 1)
    assert all("complaint_at" in row.values for row in found.rows)
    told = [row for row in found.rows if any(hint.code == "unseen_characters" for hint in row.hints)]
    assert len(told) == 4
    assert all("\\u200b" in row.raw and "\u200b" not in row.raw for row in told)


@needs_data
def test_reviews_without_number_and_with_doubles() -> None:
    """11,987 short reviews: each is taken, or refused as a double of an earlier row."""
    found = read_cases(REVIEWS)
    assert len(found.rows) + len(found.refused) == 11_987
    assert {refused.reason.code for refused in found.refused} == {"duplicate_row"}


def test_the_shape_of_form_f9(tmp_path: Path) -> None:
    """Form F9: customer filled down, amounts and reasons in the note, the unit out of ``12桶``."""
    found = read_cases(f9(tmp_path / "f9.xlsx"))
    first, second = (row.values for row in found.rows)
    assert (first["cust_name"], second["cust_name"], first["region"]) == (
        "Müller GmbH",
        "Müller GmbH",
        "德国",
    )
    assert (first["qty_bad"], second["qty_bad"], second["unit"]) == (Decimal(3), Decimal(12), "barrel")
    assert first["note"] == "损失金额：1,200.00\n原因分析：封口不严\n改进方案：换封口机\n备注：急"
    assert all(len(row.identity) == 64 for row in found.rows)


def test_every_row_is_taken_or_refused_with_its_number(tmp_path: Path) -> None:
    """Doubles, rows without text, a repeated header and an ambiguous date are refused by name."""
    text = (
        "工单号,客户,投诉内容,投诉时间\n"
        "A1,张三,漏油,2020/6/8\n"
        "a1 ,张三,又漏,2020-06-09\n"
        "A2,李四,,2020-06-08\n"
        "工单号,客户,投诉内容,投诉时间\n"
        "A3,王五,异响,06/08/2020\n"
        "A4,赵六,异响,六月中旬\n"
    )
    path = _csv(tmp_path, text)
    found = read_cases(path)
    assert [row.row_no for row in found.rows] == [2, 7]
    told = [(refused.row_no, refused.reason.code) for refused in found.refused]
    assert told == [
        (3, "duplicate_row"),
        (4, "no_complaint_text"),
        (5, "repeated_header"),
        (6, "ambiguous_date"),
    ]
    assert found.refused[0].reason.facts["first_row"] == 2
    assert all(json.dumps(refused.reason.facts) for refused in found.refused)
    settled = read_cases(path, date_order=DAY_FIRST)
    assert settled.rows[1].values["complaint_at"] == datetime(2020, 8, 5, 16, tzinfo=UTC)


def test_what_cannot_be_read_stays_as_text(tmp_path: Path) -> None:
    """A range for a date, a word for a number: kept in the note, told in a hint, the row is taken."""
    row = read_cases(_csv(tmp_path, "投诉内容,投诉时间,数量\n漏油,6月8日至10日,若干\n")).rows[0]
    assert row.values == {"verbatim": "漏油", "note": "投诉时间：6月8日至10日\n数量：若干"}
    assert [(hint.code, hint.facts["field"]) for hint in row.hints] == [
        ("kept_as_text", "complaint_at"),
        ("kept_as_text", "qty_bad"),
    ]


def test_a_text_too_long_for_its_field(tmp_path: Path) -> None:
    """A title of 200 characters is shortened in its field and whole in the note."""
    title = "漏" * 200
    values = read_cases(_csv(tmp_path, f"标题,客户\n{title},张三\n")).rows[0].values
    assert values["title"] == "漏" * 59 + "…"
    assert values["note"] == f"标题：{title}"


def test_several_numbers_and_columns_of_telephones(tmp_path: Path) -> None:
    """Numbers of two columns and several in a cell make one list, each once."""
    text = "投诉内容,联系电话,手机\n漏油,0756-2266567/13800138000,13800138000\n"
    phones = read_cases(_csv(tmp_path, text)).rows[0].values["phones"]
    assert phones == [Phone("0756-2266567", "landline"), Phone("13800138000", "mobile")]


def test_the_same_row_is_known_under_another_map(tmp_path: Path) -> None:
    """The identity of a row without number depends on what it says, not on width, blanks, order or map."""
    first = read_cases(_csv(tmp_path, "客户,投诉内容,日期\n张三 ,ＡＢ 漏油,2020/6/8\n"))
    text = "日期,投诉内容,客户\n2020-06-08,ab  漏油,张三\n"
    second = read_cases(_csv(tmp_path, text), mapping={"客户": None, "日期": "occurred_on"})
    assert _identities(first) == _identities(second)
    assert second.rows[0].values["occurred_on"] == date(2020, 6, 8)


def test_a_cut_file(tmp_path: Path) -> None:
    """A cut file is refused with the number of whole rows; asked for, they are taken and it is said."""
    path = _csv(tmp_path, '客户,投诉内容\n张三,漏油\n李四,"异响')
    with pytest.raises(CutOff) as refused:
        read_cases(path)
    assert refused.value.facts["rows"] == 1
    found = read_cases(path, partial=True)
    assert (len(found.rows), found.cut_off) == (1, True)


def test_a_sheet_without_text(tmp_path: Path) -> None:
    """A file whose columns say no complaint is refused with its columns."""
    with pytest.raises(NoTextColumn) as refused:
        read_cases(_csv(tmp_path, "一级分类,二级分类\n城乡建设,安全\n"))
    assert refused.value.facts["columns"] == ["一级分类", "二级分类"]


def test_unseen_and_wild_characters(tmp_path: Path) -> None:
    """Direction marks and controls leave the values, stay readable in the raw row, and are told."""
    row = read_cases(_csv(tmp_path, "投诉内容,客户\n漏\u202e油\x08,张\u200b三\n")).rows[0]
    assert row.values == {"verbatim": "漏油", "cust_name": "张三"}
    assert row.raw.isprintable()
    assert json.loads(row.raw)["投诉内容"] == "漏\u202e油\x08"


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_what_we_write_we_read(tmp_path: Path, write: type[write_csv]) -> None:
    """A table that we wrote comes back with its texts, the apostrophes gone."""
    path = tmp_path / ("a.xlsx" if write is write_xlsx else "a.csv")
    write(path, ["工单号", "投诉内容"], [["7", "=1+1 不对"], ["8", "＋漏油"]])
    assert [row.values["verbatim"] for row in read_cases(path).rows] == ["=1+1 不对", "＋漏油"]


def test_customers(tmp_path: Path) -> None:
    """Customers come with type and numbers; one without name and a double are refused."""
    text = (
        "客户名称,类型,联系人,电话,地址,合作起始,备注\n"
        "甲厂,经销商,王五,13800138000,珠海,2019-01-02,重要\n"
        ",企业,李四,13900139000,,,\n"
        "甲 厂,经销商,王五,13800138000,,,\n"
    )
    found = read_customers(_csv(tmp_path, text))
    assert found.rows[0].values == {
        "cust_name": "甲厂",
        "cust_type": "dealer",
        "contact_name": "王五",
        "phones": [Phone("13800138000", "mobile")],
        "address": "珠海",
        "since": date(2019, 1, 2),
        "care_notes": "重要",
    }
    assert [(r.row_no, r.reason.code) for r in found.refused] == [
        (3, "no_required_value"),
        (4, "duplicate_row"),
    ]


def test_products(tmp_path: Path) -> None:
    """Products come with specs, unit code and the price in 分."""
    text = "编码,名称,规格,单位,单价\nP1,齿轮油,18L/桶、4L,桶,80.50\nP1,齿轮油,,,\nP2,,,,\n"
    found = read_products(_csv(tmp_path, text))
    assert found.rows[0].values == {
        "code": "P1",
        "name": "齿轮油",
        "specs": ("18L/桶", "4L"),
        "unit": "barrel",
        "unit_value": 8050,
    }
    assert [r.reason.code for r in found.refused] == ["duplicate_row", "no_required_value"]
