"""What is remembered of a person: there again, never half written, never trusted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.prefs import Prefs, place


def test_what_is_put_is_there_next_time(tmp_path: Path) -> None:
    """Values come back as they were, in a folder that was not there, and a change is announced once."""
    heard: list[int] = []
    prefs = Prefs(tmp_path / "new" / "a.json", lambda: heard.append(1))
    prefs.put("scheme", "dark")
    prefs.put("scheme", "dark")
    prefs.put("zoom", 1.25)
    prefs.put("sound", value=False)
    prefs.put("widths", {"客户": 160})
    prefs.put("columns", ["no", "客户"])
    prefs.write()
    again = Prefs(tmp_path / "new" / "a.json")
    assert (again.text("scheme"), again.number("zoom"), again.yes("sound", default=True)) == (
        "dark",
        1.25,
        False,
    )
    assert (again.numbers("widths"), again.texts("columns")) == ({"客户": 160}, ("no", "客户"))
    assert len(heard) == 5
    assert [f.name for f in (tmp_path / "new").iterdir()] == ["a.json"]


BROKEN = [b"", b"{", b"[1]", b'"x"', b"\xff\xfe\x00", b"[" * 100_000, b"null"]


@pytest.mark.parametrize("told", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_file_counts_as_empty_and_can_be_written(tmp_path: Path, told: bytes) -> None:
    """Whatever stands in the file, the window opens and remembers again."""
    file = tmp_path / "a.json"
    file.write_bytes(told)
    prefs = Prefs(file)
    assert prefs.text("scheme", "light") == "light"
    prefs.put("scheme", "dark")
    prefs.write()
    assert json.loads(file.read_text(encoding="utf-8")) == {"scheme": "dark"}


VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.none() | st.text())


@given(VALUES | st.dictionaries(st.text(), VALUES))
def test_a_value_of_another_kind_is_the_default(value: object) -> None:
    """Each reader gives its own kind, whatever is kept under the key."""
    prefs = Prefs(Path("no-such-file.json"))
    prefs._values["key"] = value  # type: ignore[assignment]
    assert isinstance(prefs.text("key"), str)
    assert isinstance(prefs.yes("key"), bool)
    assert not isinstance(prefs.number("key"), bool)
    assert all(isinstance(v, str) for v in prefs.texts("key"))
    assert all(type(v) is int for v in prefs.numbers("key").values())


@pytest.mark.parametrize("login", ["../../x", "", "CON", "a/b", "沈清禾", "x" * 300, "a\0b"])
def test_no_name_leads_out_of_the_folder(login: str) -> None:
    """Each person at each office has a file of his own in one folder."""
    file = place("sqlite:///office.db", login)
    assert file.parent == place("", "other").parent
    assert file != place("sqlite:///other.db", login)
    assert len(file.name) < 80
