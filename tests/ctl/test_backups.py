"""``backup``, ``restore`` and ``move`` as an administrator types them."""

from __future__ import annotations

from pathlib import Path

from tests.ctl.conftest import PASSWORD, Ctl, Place


def test_backup_list_rehearse(ctl: Ctl, office: str, tmp_path: Path) -> None:
    """A backup goes beside the office and into a second folder, is listed, and its drill is sound."""
    made = ctl("--office", office, "--as", "admin", "backup", "--second", tmp_path / "far").json
    assert (made["sound"], made["findings"], made["second_failed"]) == (True, [], None)
    assert Path(made["file"]).parent == tmp_path / "backups"
    assert Path(made["second"]).parent == tmp_path / "far"
    listed = ctl("--office", office, "backup", "--list").json
    assert [one["file"] for one in listed] == [made["file"]]
    shown = ctl("--office", office, "restore", "--rehearse").json
    assert (shown["sound"], shown["restored"]["cases"], shown["steps_since"]) == (True, made["cases"], 0)


def test_restore(ctl: Ctl, office: str, tmp_path: Path) -> None:
    """A backup goes to a new address, and over an office only if told to, after a backup of that."""
    file = ctl("--office", office, "backup").json["file"]
    new = f"sqlite:///{tmp_path / 'elsewhere' / 'new.db'}"
    assert ctl("--office", new, "restore", file).json["findings"] == []
    again = ctl("--office", new, "restore", file)
    assert (again.code, again.refusal["error"]) == (3, "office_not_empty")
    assert ctl("--office", new, "restore", file, "--replace").json["findings"] == []
    assert len(ctl("--office", new, "backup", "--list").json) == 1
    assert ctl("--office", new, "verify").code == 0
    wrong = ctl("--office", new, "restore", tmp_path / "nothing")
    assert (wrong.code, wrong.refusal["error"]) == (4, "not_a_backup")
    assert ctl("--office", new, "restore").code == 2


def test_move(ctl: Ctl, place: Place, office: str) -> None:
    """An office moves from its file to a file or a server and is the same there, and verified."""
    told = ctl(
        *("--office", office, "--as", "admin", "move", place.url, *place.setup),
        PASSWORD=PASSWORD,
        SETUP_PASSWORD=place.setup_password,
    ).json
    assert told["findings"] == told["logins_refused"] == []
    assert bool(told["passwords_to_set"]) == bool(place.setup)
    there = ctl("--office", place.url, "--as", "admin", "verify", PASSWORD=PASSWORD)
    assert there.code == 0, there.err
    cases = ctl("--office", place.url, "--as", "admin", "list", "--limit", "500", "--json", PASSWORD=PASSWORD)
    assert cases.out.count("\n") == told["cases"] or len(cases.json) == told["cases"]
