"""What the reader of sheets finds out by itself: encoding, delimiter, header, merged cells, its end."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.exchange.plain_text import decode, read_text, sniff
from aftersales.exchange.reading import read_sheet
from aftersales.exchange.refusals import CutOff
from tests.exchange.sheets import CARS_XLSX, F9_HEADINGS, GBK, MESSAGES, f9, needs_data, workbook

TEXT = "客户,投诉内容,联系电话\n张三,漏油了,13800138000\n李四,异响严重,13900139000\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
    ],
)
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str, told: str) -> None:
    """The same text in any of these encodings gives the same rows."""
    path = tmp_path / "a.dat"
    path.write_bytes(TEXT.encode(encoding))
    sheet = read_sheet(path)
    assert sheet.encoding == told
    assert [row.cells[0] for row in sheet.rows] == ["张三", "李四"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    """Comma, semicolon and tab are told apart, also with other ones inside the cells."""
    path = tmp_path / "a.csv"
    rows = [["客户", "投诉内容"], ["张三,李四", "漏;油"], ["王五", '他说"坏,了"']]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    sheet = read_sheet(path)
    assert (sheet.delimiter, [list(row.cells) for row in sheet.rows]) == (delimiter, rows[1:])


def test_the_delimiter_may_be_declared() -> None:
    """A first line ``sep=;`` is no row, but a spreadsheet counts it."""
    grid = read_text("sep=;\n客户;投诉内容\n张三;漏油\n".encode(), "a.csv")
    assert [(row.no, row.cells) for row in grid.rows] == [(2, ("客户", "投诉内容")), (3, ("张三", "漏油"))]


def test_quoted_newlines_are_one_row(tmp_path: Path) -> None:
    """A row number is that of a spreadsheet: a cell of three lines counts once."""
    path = tmp_path / "a.csv"
    path.write_text('客户,投诉内容\r\n张三,"一\r\n二\r\n三"\r\n李四,四\r\n', encoding="utf-8", newline="")
    assert [(row.no, row.cells[1]) for row in read_sheet(path).rows] == [(2, "一\r\n二\r\n三"), (3, "四")]


@pytest.mark.parametrize("cut", [1, 3, 5, 9, 17, 24, 40])
def test_a_cut_csv_offers_its_whole_rows(tmp_path: Path, cut: int) -> None:
    """A file that ends inside a row, a quoted cell or a character says how many rows are whole."""
    whole = (
        '客户,投诉内容,状态,备注\r\n张三,漏油,完,甲\r\n李四,"很响,\r\n真的很响很响很响",未,乙\r\n'.encode()
    )
    path = tmp_path / "a.csv"
    path.write_bytes(whole[: -2 - cut])
    with pytest.raises(CutOff) as refused:
        read_sheet(path)
    assert refused.value.facts == {"file": "a.csv", "rows": 1}
    sheet = read_sheet(path, partial=True)
    assert sheet.cut_off
    assert [row.cells[0] for row in sheet.rows] == ["张三"]


@needs_data
@pytest.mark.parametrize("size", [30_000, 30_001, 30_002, 45_007, 69_950])
def test_the_real_file_cut_anywhere(tmp_path: Path, size: int) -> None:
    """The GBK file cut at a byte: the rows before the cut are those of the whole file."""
    path = tmp_path / "cut.csv"
    path.write_bytes(GBK.read_bytes()[:size])
    with pytest.raises(CutOff) as refused:
        read_sheet(path)
    rows = read_sheet(path, partial=True).rows
    assert len(rows) == refused.value.facts["rows"] > 100
    assert rows == read_sheet(GBK).rows[: len(rows)]


@needs_data
@pytest.mark.parametrize(("real", "share"), [(CARS_XLSX, 0.9), (CARS_XLSX, 0.96), (MESSAGES, 0.5)])
def test_a_cut_workbook_offers_its_whole_rows(tmp_path: Path, real: Path, share: float) -> None:
    """A workbook cut anywhere gives the rows whose texts are there, and they are the true ones."""
    path = tmp_path / "cut.xlsx"
    path.write_bytes(real.read_bytes()[: int(real.stat().st_size * share)])
    with pytest.raises(CutOff) as refused:
        read_sheet(path)
    count = refused.value.facts["rows"]
    assert isinstance(count, int)
    if count:
        rows = read_sheet(path, partial=True).rows
        assert len(rows) == count
        assert [r.cells for r in rows] == [r.cells for r in read_sheet(real).rows[:count]]


def test_half_a_workbook_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    """Where the texts stand in the order of the rows, half a file gives about half of its rows."""
    noise = Random(1)
    rows = [(f"客户{i}", noise.randbytes(60).hex(), datetime(2020, 6, 1 + i % 28)) for i in range(400)]  # noqa: DTZ001
    whole = workbook(tmp_path / "whole.xlsx", [("客户", "投诉内容", "投诉时间"), *rows])
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    found = read_sheet(path, partial=True)
    assert found.cut_off
    assert 100 < len(found.rows) < 400
    assert [row.cells[:2] for row in found.rows] == [row[:2] for row in rows[: len(found.rows)]]


def test_a_workbook_cut_before_its_rows(tmp_path: Path) -> None:
    """Nothing whole is nothing to take, also for who would take a part."""
    path = workbook(tmp_path / "a.xlsx", [("客户", "投诉内容"), ("张三", "漏油")])
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(CutOff) as refused:
        read_sheet(path, partial=True)
    assert refused.value.facts["rows"] == 0


def test_the_shape_of_form_f9(tmp_path: Path) -> None:
    """Title rows and empty sheets are passed over, merged cells filled down, mere numbers skipped."""
    sheet = read_sheet(f9(tmp_path / "f9.xlsx"))
    assert (sheet.header_row, sheet.columns, sheet.sheet) == (3, F9_HEADINGS, "Sheet")
    assert [row.no for row in sheet.rows] == [4, 5]
    assert [row.cells[3] for row in sheet.rows] == ["Müller GmbH", "Müller GmbH"]
    assert [hint.code for hint in sheet.hints] == ["rows_with_number_only"]


def test_a_heading_merged_over_two_rows(tmp_path: Path) -> None:
    """With a group heading above, the lower row with more known headings is the header."""
    rows = [
        ("客户名称", "联系", None, "投诉内容"),
        (None, "联系人", "电话", None),
        ("甲厂", "王五", "1", "漏"),
    ]
    sheet = read_sheet(workbook(tmp_path / "a.xlsx", rows, merges=["A1:A2", "B1:C1", "D1:D2"]))
    assert sheet.columns == ("客户名称", "联系人", "电话", "投诉内容")
    assert len(sheet.rows) == 1


def test_dates_numbers_and_texts_of_a_workbook(tmp_path: Path) -> None:
    """Date cells come as dates, whole numbers without a point, texts as they stand."""
    made = workbook(tmp_path / "a.xlsx", [("客户", "投诉时间", "数量"), ("007", datetime(2020, 6, 8), 3.0)])  # noqa: DTZ001
    assert read_sheet(made).rows[0].cells == ("007", datetime(2020, 6, 8), 3)  # noqa: DTZ001


def test_columns_have_one_name_each(tmp_path: Path) -> None:
    """Two columns of one name and one without are told apart, and nothing is dropped."""
    path = tmp_path / "a.csv"
    path.write_text("客户,备注,备注,\n张三,一,二,三\n", encoding="utf-8")
    assert read_sheet(path).columns == ("客户", "备注", "备注#2", "(D)")


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), min_size=3, max_size=3),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(["utf-8-sig", "gb18030"]),
)
def test_what_is_written_is_read(rows: list[list[str]], encoding: str) -> None:
    """Any cells survive the way through a CSV, whatever stands in them."""
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["甲", "乙", "丙"], *rows])
    data = stream.getvalue().encode(encoding)
    decoded = decode(data, "a.csv")
    if decoded.text == stream.getvalue() and sniff(decoded.text) == ",":
        grid = read_text(data, "a.csv")
        assert [[cell or "" for cell in row.cells] for row in grid.rows[1:]] == rows
    else:
        assert encoding == "gb18030"
