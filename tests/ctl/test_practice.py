"""The practice company: people, and complaints in every state, whose history is true, on both engines."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from aftersales.domain.codes import Mark, State
from tests.ctl.conftest import LOGINS, PASSWORD, Ctl, Place


@pytest.fixture
def told(ctl: Ctl, place: Place) -> dict[str, Any]:
    """What ``init --practice`` said, the list of its cases, its history and its check."""
    env = {"PASSWORD": PASSWORD, "SETUP_PASSWORD": place.setup_password}
    made = ctl("--office", place.url, "--json", "init", "--practice", *place.setup, **env)
    asked = ("--office", place.url, "--as", "admin", "--json")
    found: dict[str, Any] = {"made": made.json, "list": ctl(*asked, "list", "--limit", "500", **env).json}
    rows = [row for line in found["list"] for row in ctl(*asked, "history", line["case_no"], **env).json]
    found["history"] = sorted(rows, key=lambda row: row["seq"])
    found["verify"] = ctl(*asked, "verify", **env)
    return found


def test_the_practice_company(told: dict[str, Any]) -> None:
    """Thirteen people, at least 60 cases, three or more in every state, in true order of time, and sound."""
    assert sorted(told["made"]["staff"]) == sorted(LOGINS)
    assert told["made"]["cases"] == len(told["list"]) >= 60
    states = Counter(line["state"] for line in told["list"])
    assert {state: states[state] for state in State if states[state] < 3} == {}
    moments = [row["at"] for row in told["history"]]
    assert all(first <= then for first, then in pairwise(moments))
    assert {row["actor"] for row in told["history"]} >= set(LOGINS) - {"admin", "boss", "quality1"}
    marks = {mark for line in told["list"] for mark in line["marks"]}
    assert marks >= {Mark.FAST_LANE, Mark.ON_HOLD, Mark.TO_COUNTERSIGN}
    assert (told["verify"].code, told["verify"].out) == (0, "")


def test_practice_people_use_the_practice_password(ctl: Ctl, office: str) -> None:
    """Each of them signs in with it."""
    for login in ("clerk1", "boss", "quality1"):
        assert ctl("--office", office, "--as", login, "list", "--limit", "1", PASSWORD=PASSWORD).code == 0


def test_every_text_is_its_own(office: str, ctl: Ctl) -> None:
    """No complaint is a copy of another: verbatim texts differ."""
    lines = ctl("--office", office, "--json", "list", "--limit", "500").json
    texts = [
        json.loads(ctl("--office", office, "--json", "show", line["case_no"]).out)["complaint"]["verbatim"]
        for line in lines
    ]
    assert len(set(texts)) == len(texts)
