"""``demo``: the same play with the same end, the same papers and the same history on both engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.ctl.conftest import Ctl, Place

AT = ("--at", "2026-10-12 09:00")


def played(ctl: Ctl, out: Path, place: Place | None = None) -> list[dict[str, Any]]:
    """The lines of the play, in its own file or at the place."""
    where = () if place is None else ("--office", place.url)
    more, secret = ((), "") if place is None else (place.setup, place.setup_password)
    said = ctl("--json", *where, "demo", *AT, "--out", out, *more, SETUP_PASSWORD=secret)
    assert said.code == 0, said.err
    return [{**json.loads(line)} for line in said.out.splitlines()]


def test_a_whole_complaint_and_its_refusals(ctl: Ctl, tmp_path: Path) -> None:
    """From the call to the close by five people, refused by name on the way; then the fast lane; sound."""
    lines = played(ctl, tmp_path)
    taken = [line for line in lines if "state" in line]
    long = [line for line in taken if line["case_no"] == taken[0]["case_no"]]
    assert [taken[0]["state"], long[-1]["state"], taken[-1]["state"]] == ["registered", "closed", "closed"]
    assert {line["login"] for line in long} == {"clerk1", "service1", "lead1", "store1", "service2"}
    refused = [line["error"] for line in lines if "error" in line]
    assert {"bad_input", "not_for_you", "not_on_the_path", "over_limit", "not_your_turn"} <= set(refused)
    assert {"needs_paper", "still_open", "someone_else_confirms", "not_trivial"} <= set(refused)
    assert all(line["message"].endswith("。") for line in lines if "error" in line)
    assert lines[-1]["findings"] == []
    assert len(list(tmp_path.glob("*.pdf"))) == sum("paper" in line for line in lines) == 15


def test_the_same_on_both_engines(ctl: Ctl, place: Place, tmp_path: Path) -> None:
    """With a fixed time: equal lines, equal head of the history, equal bytes of every paper."""
    here = played(ctl, tmp_path / "here")
    there = played(ctl, tmp_path / "there", place)
    assert there == here
    papers = sorted(path.name for path in (tmp_path / "here").iterdir())
    assert papers == sorted(path.name for path in (tmp_path / "there").iterdir())
    for name in papers:
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes(), name


def test_lines_for_people(ctl: Ctl, tmp_path: Path) -> None:
    """Each line says who, what, and where the case then stands or why not."""
    said = ctl("demo", "--out", tmp_path)
    assert said.code == 0, said.err
    assert "陈小燕  登记  → 待接收" in said.out
    assert "✗ 授权：超出售后限额：合计 719.00 元" in said.out
    assert "数据库完好" in said.out.splitlines()[-1]


def test_an_office_that_stands_is_not_played_in(ctl: Ctl, office: str, tmp_path: Path) -> None:
    """The play founds its own office; one that exists is refused."""
    said = ctl("--office", office, "demo", "--out", tmp_path)
    assert (said.code, said.refusal["error"]) == (3, "office_exists")
