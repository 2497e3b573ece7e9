"""Sheets made for the tests: workbooks, archives and the real files from elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
CARS = DATA / "car-complaints-12365auto"
GBK = CARS / "car_2020-06-08_gbk_slashdates.csv"
UTF8 = CARS / "car_2020-06-08_utf8bom.csv"
SPLIT = CARS / "car_2020-08-29_utf8bom_splitcols.csv"
CARS_XLSX = CARS / "car_2021-03-11.xlsx"
MESSAGES = DATA / "gov-messages-2020" / "附件4_留言与答复.xlsx"
REVIEWS = DATA / "reviews" / "waimai_10k.csv"
HEIMAO = DATA / "heimao-2020" / "heimao_jsonl.txt"

needs_data = pytest.mark.skipif(not DATA.exists(), reason="the real input (../shared/data) is not here")

F9_HEADINGS = tuple(
    "序号 日期 国家 客户名称/代号 投诉内容 退/换货产品 数量 损失金额 原因分析 改进方案 备注".split()
)


def workbook(path: Path, rows: Iterable[Sequence[object]], *, merges: Iterable[str] = ()) -> Path:
    """A workbook of one sheet with these rows from A1 on."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def f9(path: Path) -> Path:
    """The shape of form F9: an empty merged row, a title, the header, numbered rows, two empty sheets."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:K1")
    sheet["A2"] = "客户投诉表"
    sheet.merge_cells("A2:K2")
    for column, heading in enumerate(F9_HEADINGS, 1):
        sheet.cell(row=3, column=column, value=heading)
    for number in range(1, 11):
        sheet.cell(3 + number, 1, number)
    filled: dict[int, tuple[str | int | None, ...]] = {
        4: (
            "2020/6/8",
            "德国",
            "Müller GmbH",
            "油桶漏油",
            "齿轮油 220",
            3,
            "1,200.00",
            "封口不严",
            "换封口机",
            "急",
        ),
        5: ("2020-06-09", None, None, "标签贴错", "液压油 46", "12桶", None, None, None, None),
    }
    for row, cells in filled.items():
        for column, cell in enumerate(cells, 2):
            sheet.cell(row, column, cell)
    sheet.merge_cells("D4:D5")
    sheet.merge_cells("C4:C5")
    book.create_sheet("Sheet2")
    book.create_sheet("Sheet3")
    book.save(path)
    return path


def rewritten(source: Path, target: Path, part: str, change: tuple[bytes, bytes]) -> Path:
    """A copy of an archive in which one part's text is changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == part:
                assert change[0] in content
                content = content.replace(*change, 1)
            new.writestr(info.filename, content)
    return target


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()
