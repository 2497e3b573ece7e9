"""Drafts: whole files or none, several at once, back after a crash, never out of their folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.presenters.drafts import Draft, DraftNotKept, Drafts, new_id, place

VALUES = {"phones": "13859108801", "verbatim": "机油\n少了两桶 <img src=x>", "demands": [{"kind": "repair"}]}


def draft(at: str = "2026-03-11T02:18:00+00:00", **said: object) -> Draft:
    """A draft of this run."""
    return replace(Draft(new_id(), "register", VALUES, at), **said)  # type: ignore[arg-type]


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """A folder that does not exist yet."""
    return Drafts(tmp_path / "some" / "where")


def test_several_stand_side_by_side(drafts: Drafts) -> None:
    """Two drafts are kept at once, the newest first, each as it was written."""
    old = drafts.write(draft())
    new = drafts.write(draft(at="2026-03-11T02:19:00+00:00"))
    assert drafts.all() == (new, old)


def test_writing_again_replaces(drafts: Drafts) -> None:
    """The same draft written again is one file with the newer values, and nothing half lies beside it."""
    first = drafts.write(draft())
    second = drafts.write(replace(first, values={"phones": "1"}))
    assert drafts.all() == (second,)
    assert [file.suffix for file in drafts.folder.iterdir()] == [".json"]


def test_a_crash_is_told_from_leaving(drafts: Drafts) -> None:
    """Only what another run of the program left open counts as crashed."""
    mine = drafts.write(draft())
    drafts.close(draft(session="another"))
    assert drafts.left_open() is None
    crashed = drafts.write(draft(session="another"))
    assert drafts.left_open() == crashed
    assert not mine.crashed


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"id": "x"}', "[" * 100_000, '{"values": {}, "id": 3}']
)
def test_a_broken_file_is_put_aside(drafts: Drafts, content: str) -> None:
    """A file that is no draft is not lost and stops nobody; the others are still found."""
    good = drafts.write(draft())
    (drafts.folder / f"{new_id()}.json").write_text(content, encoding="utf-8")
    assert drafts.all() == (good,)
    assert len(list(drafts.folder.glob("*.broken"))) == 1


def test_a_file_may_not_name_another(drafts: Drafts) -> None:
    """A draft whose content says another id than its file is broken: it could overwrite that other."""
    one = drafts.write(draft())
    stray = drafts.folder / f"{new_id()}.json"
    stray.write_text((drafts.folder / f"{one.id}.json").read_text(encoding="utf-8"), encoding="utf-8")
    assert drafts.all() == (one,)


@pytest.mark.parametrize("name", ["../x", "", "a" * 31, "A" * 32, "a" * 32 + "\n", "../" + "a" * 32])
def test_no_name_leaves_the_folder(drafts: Drafts, name: str) -> None:
    """An id that is none of ours is refused before any file is touched."""
    with pytest.raises(ValueError):
        drafts.remove(name)


def test_removing_twice_is_once(drafts: Drafts) -> None:
    """A draft that became a case is gone; removing it again hurts nobody."""
    one = drafts.write(draft())
    drafts.remove(one.id)
    drafts.remove(one.id)
    assert drafts.all() == ()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """What cannot be written is told by name, and the file before it stays whole."""
    (tmp_path / "taken").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(DraftNotKept):
        Drafts(tmp_path / "taken").write(draft())


@given(st.text(), st.text())
def test_the_place_is_one_folder_a_person(office: str, login: str) -> None:
    """No office and no login leads out of the drafts' folder, and two logins never share one."""
    here = place(office, login)
    assert here.parent.name == "drafts"
    assert ".." not in here.parts
    assert here != place(office, login + "x")


ANY = st.text(st.characters(exclude_categories=()))


@given(st.dictionaries(st.text(max_size=10), st.one_of(ANY, st.lists(ANY), st.none())))
def test_any_values_come_back(tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]) -> None:
    """Whatever a form holds comes back letter by letter, half an emoji too."""
    drafts = Drafts(tmp_path_factory.mktemp("drafts"))
    assert drafts.write(draft(values=values)) == drafts.all()[0]
