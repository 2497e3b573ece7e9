"""``show``, ``list``, ``history``, ``steps``, ``verify``, ``paper``: nothing is changed; prints are told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aftersales.usecases.printing import OFFICE_PAPERS, PAPERS
from tests.ctl.conftest import Ctl, Said


@pytest.fixture
def run(ctl: Ctl, office: str) -> Ctl:
    """Commands in a practice company, by the owner of its file."""

    def command(who: str, *words: object) -> Said:
        return ctl("--office", office, "--as", who, "--json", *words)

    return command


def in_state(run: Ctl, state: str, **wanted: object) -> str:
    """The number of a practice case in this state, of which what is wanted holds."""
    lines = run("admin", "list", "--state", state, "--limit", "100").json
    return next(
        line["case_no"] for line in lines if all(line[name] == value for name, value in wanted.items())
    )


def test_the_list_narrows(run: Ctl) -> None:
    """By states in code or word, by owner, by text; a page ends and the next begins after it."""
    both = run("", "list", "--state", "已撤诉", "--state", "merged").json
    assert {line["state"] for line in both} == {"withdrawn", "merged"}
    owned = run("", "list", "--owner", "service1", "--limit", "500").json
    assert owned
    assert {line["owner"] for line in owned} == {"service1"}
    assert any("叉车" in line["title"] for line in run("", "list", "--text", "叉车").json)
    assert run("", "list", "--text", "13859100105").json
    first = run("", "list", "--limit", "5").json
    second = run("", "list", "--limit", "5", "--after", first[-1]["case_no"]).json
    whole = run("", "list", "--limit", "10").json
    assert first + second == whole
    assert run("", "list", "--limit", "5", "--after", first[-1]["id"]).json == second


def test_the_list_refuses_what_it_does_not_know(run: Ctl) -> None:
    """A state and a case that are none."""
    assert run("", "list", "--state", "在路上").refusal["error"] == "no_such_state"
    assert run("", "list", "--after", "TS-0").refusal["error"] == "no_such_case"


def test_a_quiet_customer_is_not_named(ctl: Ctl, office: str) -> None:
    """Who asked for confidence is named in no line, neither for people nor as JSON; his case is listed."""
    given = {"channel": "电话", "cust_name": "不愿具名的客户", "phones": "13700001111", "address": "福州"}
    more = {"verbatim": "漏油", "reason": ["产品"], "ongoing_harm": "否", "demands": [{"kind": "换货"}]}
    register = ("--office", office, "--as", "clerk1", "--json", "do", "register", "--data", "-")
    number = ctl(*register, stdin={**given, **more, "confidential": "是"}).json["complaint"]["case_no"]
    for words in (("--json",), ()):
        told = ctl("--office", office, *words, "list", "--limit", "3").out
        assert number in told
        assert "不愿具名的客户" not in told


def test_lines_for_people(ctl: Ctl, office: str) -> None:
    """Without ``--json`` a line has number, state in words, owner and title."""
    line = ctl("--office", office, "list", "--state", "closed", "--limit", "1").out
    assert line.startswith("TS-")
    assert "已关闭" in line


def test_history_is_told(run: Ctl, ctl: Ctl, office: str) -> None:
    """Who did what, from which state to which, chained; the first row is the registration."""
    number = in_state(run, "已撤诉")
    rows = run("", "history", number).json
    assert [rows[0]["step"], rows[-1]["step"]] == ["register", "withdraw"]
    assert all(row["hash"] and isinstance(row["changes"], list) for row in rows)
    people = ctl("--office", office, "history", number).out
    assert "撤诉" in people
    assert rows[0]["hash"][:12] in people


def test_steps_say_may_and_why_not(run: Ctl) -> None:
    """The approver may approve; the clerk may not, and is told who may; the rest only when asked for."""
    number = in_state(run, "待审批")
    case = run("admin", "show", number).json
    turn = next(row["approver"] for row in case["approval"] if row["decision"] is None)
    mine = {one["step"]: one for one in run(turn, "steps", number).json}
    assert mine["approve"] == {"step": "approve", "word": "同意", "may": True}
    theirs = {one["step"]: one for one in run("clerk1", "steps", number).json}
    assert theirs["approve"]["error"] == "not_your_turn"
    assert "close" not in theirs
    every = {one["step"]: one for one in run("clerk1", "steps", number, "--all").json}
    assert every["close"]["error"] == "not_on_the_path"


def test_steps_are_a_persons(run: Ctl) -> None:
    """Who is not on the staff may do nothing."""
    said = run("nobody", "steps", in_state(run, "待接收"))
    assert (said.code, said.refusal["error"]) == (3, "not_on_the_staff")


def test_verify_finds_what_a_tool_did(run: Ctl, office: str) -> None:
    """A row altered behind the program's back: exit 1, and where."""
    assert run("", "verify").out == ""
    number = in_state(run, "已撤诉")
    with closing(sqlite3.connect(office.removeprefix("sqlite:///"), isolation_level=None)) as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'history'"
        ):
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE history SET actor = 'boss' WHERE case_no = ? AND step = 'accept'", (number,))
    said = run("", "verify")
    assert said.code == 1
    assert '"history_broken"' in said.out


@pytest.mark.parametrize("paper", [*PAPERS, "closed_file"])
def test_each_paper_is_printed_and_told(run: Ctl, tmp_path: Path, paper: str) -> None:
    """A PDF in the file that was named, and a history row of who printed it."""
    number = bearing(run, paper)
    out = tmp_path / "papers" / f"{paper}.pdf"
    assert run("service1", "paper", paper.replace("_", "-"), number, "--out", out).json["size"] > 1000
    assert out.read_bytes().startswith(b"%PDF")
    last = run("", "history", number).json[-1]
    assert (last["step"], last["actor"], last["version"]) == ("print", "service1", None)
    assert run("", "verify").code == 0


def bearing(run: Ctl, paper: str) -> str:
    """A practice case that has something for this paper."""
    if paper not in ("decline", "apology"):
        return in_state(run, "待回访")
    for line in run("", "list", "--limit", "100").json:
        case = run("admin", "show", line["case_no"]).json
        held = [row for row in case["proposal"] if row["state"] == "approved"]
        given = {row["kind"] for row in case["remedy"] if held and row["proposal"] == held[-1]["no"]}
        if held and (held[-1]["decision"] == "decline" if paper == "decline" else "apology" in given):
            return str(line["case_no"])
    raise LookupError(paper)


@pytest.mark.parametrize("paper", OFFICE_PAPERS)
def test_papers_of_no_case(run: Ctl, tmp_path: Path, paper: str) -> None:
    """The leaflet and the blank forms need no case; a paper of a case says that it wants one."""
    out = tmp_path / "paper.pdf"
    assert run("service1", "paper", paper.replace("_", "-"), "--out", out).json["size"] > 1000
    refused = run("service1", "paper", "answer", "--out", out).refusal
    assert refused["error"] == "paper_of_which_case"


def test_an_issued_agreement_is_its_kept_bytes(run: Ctl, tmp_path: Path) -> None:
    """Printed twice, by two people, it is the same file whose fingerprint the agreement holds."""
    from hashlib import sha256

    number = next(
        line["case_no"]
        for line in run("admin", "list", "--state", "执行中").json
        if run("admin", "show", line["case_no"]).json["agreement"]
    )
    for who in ("service1", "lead1"):
        out = tmp_path / f"{who}.pdf"
        assert run(who, "paper", "agreement", number, "--number", "X1", "--out", out).code == 0
        kept = run("admin", "show", number).json["agreement"][0]["issued_sha256"]
        assert sha256(out.read_bytes()).hexdigest() == kept


def test_a_paper_that_is_not_there(run: Ctl, tmp_path: Path) -> None:
    """No agreement, no such notice, a folder that is a file: each said by name."""
    number, out = in_state(run, "待接收"), tmp_path / "x.pdf"
    assert run("service1", "paper", "agreement", number, "--out", out).refusal["error"] == "no_such_row"
    assert run("service1", "paper", "notice", number, "--out", out).refusal["error"] == "no_such_row"
    assert run("service1", "paper", "approval", number, "--out", out).code == 3
    (tmp_path / "file").write_text("")
    said = run("service1", "paper", "registration", number, "--out", tmp_path / "file" / "x.pdf")
    assert (said.code, said.refusal["error"]) == (4, "paper_not_saved")
