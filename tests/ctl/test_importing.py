"""``aftersalesctl import``: what it prints, and one clear sentence for each file that it does not take."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aftersales.ctl.__main__ import main
from tests.exchange.sheets import CARS_XLSX, HEIMAO, needs_data, rewritten, workbook
from tests.usecases.offices import PASSWORD, SmallOffice, in_file

SHEET = "投诉编号,客户名称,电话,投诉内容,处理状态\nA-1,张三,13812345678,异响,\nA-2,李四,,漏油,处理中\n"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    """A small office in a file."""
    made = in_file(tmp_path)
    yield made
    made.close()


@pytest.fixture
def command(
    office: SmallOffice, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Run ``import`` with arguments as this person: exit code, standard output, standard error."""
    monkeypatch.setenv("AFTERSALES_PASSWORD", PASSWORD)

    def run(*words: str | Path, who: str = "clerk1") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--office", office.url, "--as", who, "import", *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A small sheet of two complaints."""
    return _file(tmp_path, SHEET)


def _file(folder: Path, text: str, name: str = "投诉.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _json(text: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(text)
    return told


def test_importing_listing_and_undoing(command: Command, sheet: Path) -> None:
    """A trial, the import, the same again, the list of imports, and undoing: each says its numbers."""
    assert command("cases", sheet, "--dry-run")[:2] == (0, "试导入：投诉.csv，新收 2，已有 0，未收 0。\n")
    assert command("cases", sheet)[:2] == (0, "第 1 次导入：投诉.csv，新收 2，已有 0，未收 0。\n")
    assert command("cases", sheet)[1] == "第 2 次导入：投诉.csv，新收 0，已有 2，未收 0。\n"
    assert command("--batches")[1].splitlines()[-1] == "第 1 次：投诉.csv，新收 2，已有 0，未收 0，已导入"
    assert command("--undo", "1", who="boss")[:2] == (0, "第 1 次导入已作废：2 件离开清单。\n")
    code, _, told = command("--undo", "1", who="boss")
    assert (code, _json(told)["error"]) == (3, "already_undone")
    assert command("cases", sheet)[1].startswith("第 3 次导入：投诉.csv，新收 2，")


def test_a_backup_is_made_before(command: Command, sheet: Path) -> None:
    """The office as it was before the import is kept; not for a trial, not twice of the same state."""
    assert _json(command("cases", sheet, "--dry-run", "--json")[1])["backup"] is None
    kept = Path(_json(command("cases", sheet, "--json")[1])["backup"])
    with closing(sqlite3.connect(kept)) as book:
        assert book.execute("SELECT count(*) FROM complaint").fetchone() == (0,)
    refused = _file(sheet.parent, "客户名称,邮箱\n张三,见微信\n", "c.csv")
    first, second = (_json(command("customers", refused, "--json", who="admin")[1]) for _ in range(2))
    assert (first["made"], second["made"]) == (0, 0)
    assert first["backup"] not in {None, str(kept)}
    assert second["backup"] is None


def test_json_tells_every_row_that_was_not_taken(command: Command, tmp_path: Path) -> None:
    """With ``--json`` one object: counts, map, and each refused row with number, code and sentence."""
    path = _file(tmp_path, SHEET + "A-3,王五,,,\n")
    code, out, _ = command("cases", path, "--json")
    told = _json(out)
    assert (code, told["batch"], told["taken"], told["known"]) == (0, 1, 2, 0)
    assert told["mapping"]["投诉内容"] == "verbatim"
    assert [(row["row"], row["error"]) for row in told["refused"]] == [(4, "no_complaint_text")]
    assert "第 4 行" in command("cases", path)[1]
    assert all("message" in row and "[" not in row["message"] for row in told["refused"])


def test_a_cut_off_file_is_taken_only_when_asked(command: Command, tmp_path: Path) -> None:
    """A file that ends inside quotes is offered up to the cut, and taken with ``--partial``."""
    path = _file(tmp_path, SHEET + 'A-3,王五,,"话说到一')
    code, _, told = command("cases", path)
    assert (code, _json(told)["error"], _json(told)["facts"]["rows"]) == (3, "cut_off", 2)
    assert command("--batches")[1] == ""
    code, out, _ = command("cases", path, "--partial", "--json")
    assert (code, _json(out)["taken"], _json(out)["cut_off"]) == (0, 2, True)


def test_a_map_is_said_saved_and_used(command: Command, tmp_path: Path) -> None:
    """Columns that nobody knows are named once with ``--column``, saved, and found by name afterwards."""
    path = _file(tmp_path, "甲,乙\nX-1,漏油\n")
    assert _json(command("cases", path)[2])["error"] == "no_text_column"
    said = ("--column", "甲=external_no", "--column", "乙=verbatim")
    assert command("cases", path, *said, "--save-map", "门店")[0] == 0
    other = _file(tmp_path, "甲,乙\nX-1,漏油\nX-2,异响\n", "b.csv")
    assert command("cases", other, "--map", "门店")[1].startswith("第 2 次导入：b.csv，新收 1，已有 1，")
    code, _, told = command("cases", other, "--map", "没有")
    assert (code, _json(told)["error"]) == (3, "no_such_map")
    assert "门店" in _json(told)["message"]


def _hostile(folder: Path) -> dict[str, Path]:
    """Files that are not taken, by the code of their refusal."""
    empty, picture = folder / "empty.csv", folder / "a.csv"
    empty.write_bytes(b"")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    plain = workbook(folder / "plain.xlsx", [["投诉编号", "投诉内容"], ["A-1", "漏油"]])
    return {
        "empty_file": empty,
        "picture_file": picture,
        "json_file": _file(folder, '{"标题": "漏油"}\n{"标题": "异响"}\n', "lines.txt"),
        "formula_inside": workbook(
            folder / "formula.xlsx", [["投诉编号", "投诉内容"], ["A-1", '=CONCATENATE("漏","油")']]
        ),
        "broken_file": rewritten(
            plain,
            folder / "far.xlsx",
            "xl/worksheets/sheet1.xml",
            (b"</sheetData>", b'<row r="9999999"><c r="A9999999"><v>1</v></c></row></sheetData>'),
        ),
    }


def test_one_clear_sentence_for_each_file_that_is_not_taken(command: Command, tmp_path: Path) -> None:
    """Empty, a picture, JSON, formulas, a cell where no sheet has any: exit 3, one sentence, none taken."""
    for error, path in _hostile(tmp_path).items():
        code, out, told = command("cases", path)
        assert (code, out, _json(told)["error"]) == (3, "", error)
        message = _json(told)["message"]
        assert path.name in message
        assert message.endswith("。")
        assert "未知" not in message
        assert not {"[", "{", "_"} & set(message.replace(path.name, ""))
    assert command("--batches")[1] == ""


def test_far_cells_do_not_keep_the_near_ones_out(command: Command, tmp_path: Path) -> None:
    """A stray cell far away inside the sheet's limits is told, the complaints are taken."""
    plain = workbook(tmp_path / "plain.xlsx", [["投诉编号", "投诉内容"], ["A-1", "漏油"]])
    far = rewritten(
        plain,
        tmp_path / "far.xlsx",
        "xl/worksheets/sheet1.xml",
        (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )
    code, out, told = command("cases", far)
    assert (code, told) == (0, "")
    assert "新收 1" in out
    assert "很远" in out


def test_a_file_that_is_not_there(command: Command, tmp_path: Path) -> None:
    """The world said no: exit 4."""
    code, _, told = command("cases", tmp_path / "nowhere.csv")
    assert (code, _json(told)["error"]) == (4, "cannot_read")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["cases"],
        ["people", "a.csv"],
        ["cases", "a.csv", "--undo", "1"],
        ["customers", "a.csv", "--map", "门店"],
        ["cases", "a.csv", "--map", "a", "--save-map", "b"],
        ["cases", "a.csv", "--dry-run", "--save-map", "b"],
        ["cases", "a.csv", "--column", "甲"],
    ],
)
def test_wrong_use(command: Command, words: list[str]) -> None:
    """What cannot be meant is told on standard error with exit 2."""
    code, out, told = command(*words)
    assert (code, out) == (2, "")
    assert told


def test_customers_and_products(command: Command, tmp_path: Path) -> None:
    """Both files print what became of their rows; a clerk is refused."""
    customers = _file(tmp_path, "客户名称,联系电话\n张三,13812345678\n,139\n")
    products = _file(tmp_path, "产品编码,产品名称\nP-1,机油\n", "p.csv")
    code, out, _ = command("customers", customers, who="admin")
    assert (code, out.splitlines()[0]) == (0, "导入：投诉.csv，新增 1，更新 0，已有 0，未收 1。")
    assert out.splitlines()[1].startswith("第 3 行未收：")
    assert command("products", products, "--dry-run", who="admin")[1].startswith("试导入：p.csv，新增 1，")
    told = _json(command("products", products, "--json", who="admin")[1])
    assert (told["made"], told["changed"], told["known"], told["refused"]) == (1, 0, 0, [])
    assert command("customers", customers)[0] == 3


@needs_data
def test_real_files(command: Command) -> None:
    """The workbook of cars is taken; JSON lines are refused in one sentence."""
    assert command("cases", CARS_XLSX)[1] == "第 1 次导入：car_2021-03-11.xlsx，新收 300，已有 0，未收 0。\n"
    code, _, told = command("cases", HEIMAO)
    assert (code, _json(told)["error"]) == (3, "json_file")
