"""What leaves the program as a table: harmless, exact, whole."""

from __future__ import annotations

import csv
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.exchange.disarming import disarmed, is_hostile, restored
from aftersales.exchange.refusals import CannotWrite
from aftersales.exchange.writing import write_csv, write_xlsx

HOSTILE = [
    '=HYPERLINK("http://x.invalid","请点")',
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "  =1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\t漏油",
    "＝1+1",
    "＋1",
    "－1+1",
    "＠x",
    "﹦1",
    "-",
    "+86 138 0013 8000",
]
HARMLESS = [
    "-5.20",
    "+8613800138000",
    "-1,234.50",
    "-1e5",
    "-3%",
    "漏油=是",
    "a@b.cn",
    "2020-06-08",
    "",
    "'引号",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_disarmed(text: str) -> None:
    """What a spreadsheet would run gets an apostrophe, and comes back without it."""
    assert disarmed(text) == "'" + text
    assert restored(disarmed(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_and_plain_text_stay(text: str) -> None:
    """Numbers, also negative ones, and ordinary text are written as they are."""
    assert disarmed(text) == text


@given(st.text(max_size=20))
def test_disarmed_text_is_never_hostile(text: str) -> None:
    """Whatever the text, what is written does not begin as a formula does."""
    written = disarmed(text)
    assert not is_hostile(written)
    assert restored(written) == text or text.startswith("'")


def _rows() -> list[list[object]]:
    moment = datetime(2020, 6, 7, 16, 30, tzinfo=UTC)
    return [[text, -5, Decimal("-80.50"), moment, date(2020, 6, 8), True, None] for text in HOSTILE]


def test_a_csv(tmp_path: Path) -> None:
    """Every hostile cell has its apostrophe, numbers are bare, moments in office time, headings safe too."""
    path = tmp_path / "a.csv"
    written = write_csv(path, ["=甲", "数", "金额", "时", "日", "是", "空"], _rows())
    assert written.rows == len(HOSTILE)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head, *rows = csv.reader(stream)
    assert head[0] == "'=甲"
    assert [row[0] for row in rows] == ["'" + text for text in HOSTILE]
    assert rows[0][1:] == ["-5", "-80.50", "2020-06-08 00:30:00", "2020-06-08", "TRUE", ""]


def test_a_workbook(tmp_path: Path) -> None:
    """No formula and no link in the file; numbers and dates have their types."""
    path = tmp_path / "a.xlsx"
    write_xlsx(path, ["=甲", "数", "金额", "时", "日", "是", "空"], _rows())
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
        names = archive.namelist()
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert not any("externalLink" in name for name in names)
    head, *rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert head[0] == "'=甲"
    assert [str(row[0]).replace("\r", "\n") for row in rows[:8]] == ["'" + text for text in HOSTILE[:8]]
    assert rows[0][1:] == (-5, -80.5, datetime(2020, 6, 8, 0, 30), datetime(2020, 6, 8), True, None)  # noqa: DTZ001


def test_digits_and_long_texts_in_a_workbook(tmp_path: Path) -> None:
    """Twenty digits keep every digit; a text that no cell holds is cut, and the answer says where."""
    path = tmp_path / "a.xlsx"
    written = write_xlsx(path, ["号", "文"], [[12345678901234567890, "短"], ["007", "漏" * 40_000]])
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert rows[0][0] == "12345678901234567890"
    assert rows[1][0] == "007"
    assert len(str(rows[1][1])) == 32_767
    assert written.shortened == ((2, "文"),)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_lone_surrogates_do_not_stop_a_table(tmp_path: Path, write: type[write_csv]) -> None:
    """Half a character, which no file can hold, is written as the sign for it."""
    assert write(tmp_path / "a.x", ["甲"], [["漏\ud800油"]]).rows == 1


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder that is not there is told as trouble."""
    with pytest.raises(CannotWrite):
        write_csv(tmp_path / "nowhere" / "a.csv", ["甲"], [])


def test_a_table_is_whole_or_not_there(tmp_path: Path) -> None:
    """When the rows fail in the middle, the old file stands as it was and nothing is left beside it."""
    path = tmp_path / "a.csv"
    path.write_text("alt")

    def rows() -> list[list[object]]:
        raise KeyError

    with pytest.raises(KeyError):
        write_csv(path, ["甲"], (row for _ in range(2) for row in rows()))
    assert path.read_text() == "alt"
    assert list(tmp_path.iterdir()) == [path]
