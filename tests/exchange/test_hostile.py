"""Files that are something else, or that want to hurt: each has its own refusal, quickly."""

from __future__ import annotations

import json
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftersales.domain.errors import DomainError
from aftersales.exchange import refusals as no
from aftersales.exchange.reading import read_sheet
from tests.exchange.sheets import HEIMAO, archive, needs_data, rewritten, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
SHEET = "xl/worksheets/sheet1.xml"


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "error", "kind"),
    [
        (b"%PDF-1.7\n...", no.PdfFile, "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0", no.PictureFile, "png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", no.PictureFile, "jpeg"),
        (b"BM\x36\x00\x00\x00", no.PictureFile, "bmp"),
        (OLE + _utf16("Workbook"), no.OldWorkbook, "xls"),
        (OLE + _utf16("WordDocument"), no.OfficeDocument, "doc"),
        (OLE + _utf16("EncryptedPackage"), no.LockedWorkbook, "locked"),
        (archive({"word/document.xml": b"<x/>"}), no.OfficeDocument, "docx"),
        (archive({"xl/workbook.bin": b"x"}), no.OldWorkbook, "xlsb"),
        (archive({"a.txt": b"x"}), no.AnotherKind, "zip"),
        (b'{"a": 1}\n{"a": 2}\n', no.JsonFile, "json"),
        (b'[\n{"a": 1},\n{"a": 2}]', no.JsonFile, "json"),
        (b"<html><table></table></html>", no.AnotherKind, "html or xml"),
        (b"a,b\n\0\0,1\n", no.AnotherKind, "unknown"),
    ],
)
def test_another_kind_is_named(tmp_path: Path, content: bytes, error: type[DomainError], kind: str) -> None:
    """A file that is no sheet is refused by its own error, whatever its name says."""
    path = tmp_path / "投诉.csv"
    path.write_bytes(content)
    with pytest.raises(error) as refused:
        read_sheet(path)
    assert type(refused.value) is error
    assert refused.value.facts == {"file": "投诉.csv", "kind": kind}


@needs_data
def test_json_lines_are_no_sheet() -> None:
    """The real JSON lines are refused as JSON."""
    with pytest.raises(no.JsonFile):
        read_sheet(HEIMAO)


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b",,,\n,,\n"])
def test_an_empty_text(tmp_path: Path, content: bytes) -> None:
    """A file without anything in it says so."""
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(no.EmptyFile) as refused:
        read_sheet(path)
    assert refused.value.facts == {"file": "a.csv"}


def test_an_empty_workbook(tmp_path: Path) -> None:
    """A workbook of empty sheets is empty."""
    with pytest.raises(no.EmptyFile):
        read_sheet(workbook(tmp_path / "a.xlsx", []))


def test_no_such_file(tmp_path: Path) -> None:
    """A file that is not there is trouble, not a refusal."""
    with pytest.raises(no.CannotRead):
        read_sheet(tmp_path / "nowhere.csv")


def test_an_unknown_encoding(tmp_path: Path) -> None:
    """UTF-8 with a damaged byte in the middle is not read as something else, and its place is told."""
    path = tmp_path / "a.csv"
    before = "客户,投诉内容\n张三,漏油漏油漏油\n".encode()
    path.write_bytes(before + b"\xff" + before)
    with pytest.raises(no.UnknownEncoding) as refused:
        read_sheet(path)
    assert refused.value.facts["position"] == len(before)


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD3", "IV1000000"])
def test_a_far_cell_costs_nothing(tmp_path: Path, cell: str) -> None:
    """One cell at the end of the sheet: read within a second."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("客户", "投诉内容"), ("张三", "漏油")):
        sheet.append(row)
    sheet[cell] = "x"
    path = tmp_path / "far.xlsx"
    book.save(path)
    read_sheet(path)
    started = time.process_time()
    found = read_sheet(path)
    assert time.process_time() - started < 1
    assert found.rows[0].cells[:2] == ("张三", "漏油")
    assert len(found.columns) <= 256


def test_a_far_cell_takes_no_memory(tmp_path: Path) -> None:
    """The cell that makes openpyxl's usual mode eat gigabytes takes a few megabytes."""
    path = tmp_path / "far.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(("客户", "投诉内容"))
    book.worksheets[0]["XFD300000"] = "x"
    book.save(path)
    tracemalloc.start()
    read_sheet(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_cells_beyond_the_columns_are_told(tmp_path: Path) -> None:
    """What stands too far to the right is not read, and a hint names the first such cell."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("客户", "投诉内容"), ("张三", "漏油")):
        sheet.append(row)
    sheet["XFD2"] = "x"
    book.save(tmp_path / "far.xlsx")
    hints = read_sheet(tmp_path / "far.xlsx").hints
    assert [(hint.code, hint.facts["cell"]) for hint in hints] == [("cells_far_away", "XFD2")]


def test_a_huge_merge_costs_nothing(tmp_path: Path) -> None:
    """A range merged down to the last row makes no rows."""
    good = workbook(tmp_path / "a.xlsx", [("客户", "投诉内容"), ("张三", "漏油")], merges=["A2:A3"])
    path = rewritten(good, tmp_path / "b.xlsx", SHEET, (b"A2:A3", b"A2:A1048576"))
    assert len(read_sheet(path).rows) == 1


def test_a_zip_bomb(tmp_path: Path) -> None:
    """A small archive that unpacks to 200 MB is refused before it is unpacked."""
    path = tmp_path / "bomb.xlsx"
    good = workbook(tmp_path / "a.xlsx", [("客户", "投诉内容")])
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
        new.writestr("xl/extra.xml", b" " * 200_000_000)
    started = time.process_time()
    with pytest.raises(no.ZipBomb) as refused:
        read_sheet(path)
    assert time.process_time() - started < 1
    assert int(str(refused.value.facts["unpacked"])) > 200_000_000 > int(str(refused.value.facts["limit"]))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_a_document_type(tmp_path: Path, part: str) -> None:
    """Entities in any part are refused before anything expands them."""
    good = workbook(tmp_path / "a.xlsx", [("客户", "投诉内容"), ("张三", "漏油")])
    with zipfile.ZipFile(good) as old:
        declared = old.read(part).startswith(b"<?xml")
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    change = (b"?>", b"?>" + evil) if declared else (b"<", evil + b"<")
    with pytest.raises(no.DoctypeInside) as refused:
        read_sheet(rewritten(good, tmp_path / "evil.xlsx", part, change))
    assert refused.value.facts["part"] == part


def test_formulas_are_refused_by_their_first_cell(tmp_path: Path) -> None:
    """A sheet with formulas is refused with one error that names the first cell and how many there are."""
    rows = [
        ("客户", "投诉内容", "数量"),
        ("张三", "漏油", 1),
        ("李四", "异响", "=C2+1"),
        ("王五", "慢", "=C3+1"),
    ]
    with pytest.raises(no.FormulaInside) as refused:
        read_sheet(workbook(tmp_path / "a.xlsx", rows))
    assert refused.value.facts == {"file": "a.xlsx", "sheet": "Sheet", "cell": "C3", "count": 2}


@pytest.mark.parametrize(
    "change",
    [
        (b'<row r="2"', b'<row r="99999999999"'),
        (b'<row r="2"', b'<row r="1"'),
        (b'<row r="2"', b'<row r="-2"'),
        (b'r="A2"', b'r="ZZZZ2"'),
    ],
)
def test_rows_where_no_sheet_has_any(tmp_path: Path, change: tuple[bytes, bytes]) -> None:
    """A row number beyond the sheet, or out of order, is a broken file; no reader counts up to it."""
    good = workbook(tmp_path / "a.xlsx", [("客户", "投诉内容"), ("张三", "漏油")])
    with pytest.raises(no.BrokenFile):
        read_sheet(rewritten(good, tmp_path / "b.xlsx", SHEET, change))


def test_a_damaged_part(tmp_path: Path) -> None:
    """A workbook whose sheet is not XML is broken, and the part is named."""
    good = workbook(tmp_path / "a.xlsx", [("客户", "投诉内容"), ("张三", "漏油")])
    bad = rewritten(good, tmp_path / "b.xlsx", SHEET, (b"<sheetData>", b"<sheetData"))
    with pytest.raises(no.BrokenFile) as refused:
        read_sheet(bad)
    assert refused.value.facts["part"] == SHEET


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever byte of a workbook is wrong, the answer is rows or a refusal with plain facts."""
    folder = tmp_path_factory.getbasetemp()
    good = folder / "good.xlsx"
    if not good.exists():
        workbook(good, [("客户", "投诉内容"), *[(f"客户{i}", f"漏油{i}") for i in range(30)]])
    content = bytearray(good.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "damaged.xlsx"
    path.write_bytes(content[: data.draw(st.integers(1, len(content)))])
    try:
        read_sheet(path, partial=data.draw(st.booleans()))
    except DomainError as error:
        json.dumps(error.facts)


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Noise is rows or a refusal, never another error."""
    path = tmp_path_factory.getbasetemp() / "noise.csv"
    path.write_bytes(content)
    try:
        read_sheet(path, partial=True)
    except DomainError as error:
        json.dumps(error.facts)


@pytest.mark.parametrize(("text", "what"), [("," * 5_000_000, "cells"), ("a,b\n" * 200_001, "rows")])
def test_a_text_of_too_many_cells_or_rows(tmp_path: Path, text: str, what: str) -> None:
    """Millions of empty cells, or far too many rows, are refused before they fill the memory."""
    path = tmp_path / "a.csv"
    path.write_text("客户,投诉内容\n" + text, encoding="utf-8")
    with pytest.raises(no.TooBig) as refused:
        read_sheet(path)
    assert refused.value.facts["what"] == what
