"""Ten rounds: what counts, what begins anew, who is stopped goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROUNDS = 10
SOAK = Path(__file__).parents[2] / ".ci" / "soak"
AUTHOR = {
    f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A commit with the script; what its rounds play stands beside it."""
    place = tmp_path / "checkout"
    (place / ".ci").mkdir(parents=True)
    shutil.copy(SOAK, place / ".ci")
    (place / ".gitignore").write_text("out/\n")
    for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "all")):
        subprocess.run(["git", *words], cwd=place, env=os.environ | AUTHOR, check=True)
    return place


def soak(checkout: Path, codes: str) -> tuple[int, int]:
    """The rounds end with these codes, then with 0: how the soak ends, and how many rounds it ran."""
    played, left = checkout.parent / "played", checkout.parent / "left"
    played.write_text("")
    left.write_text(codes)
    a_round = f'echo >> {played}; read -r -n 1 code < {left}; sed -i "s/^.//" {left}; exit "${{code:-0}}"'
    (temporary := checkout.parent / "tmp").mkdir(exist_ok=True)
    ended = subprocess.run(
        [checkout / ".ci" / "soak", "bash", "-c", a_round],
        check=False,
        capture_output=True,
        env=os.environ | {"TMPDIR": str(temporary)},
    )
    return ended.returncode, len(played.read_text())


def test_ten_clean_rounds_are_told_and_stand(checkout: Path) -> None:
    """Asked again, nothing is run again."""
    assert soak(checkout, "") == (0, ROUNDS)
    assert soak(checkout, "") == (0, 0)


def test_who_is_stopped_goes_on(checkout: Path) -> None:
    """Stopped in the fourth round: three stand, seven are left."""
    assert soak(checkout, "0002") == (2, 4)
    assert soak(checkout, "") == (0, ROUNDS - 3)


@pytest.mark.parametrize("code", [1, 3])
def test_a_round_that_fails_begins_the_count_anew(checkout: Path, code: int) -> None:
    """No clean round of a commit stands once it has failed, or has broken off by itself."""
    assert soak(checkout, f"0000{code}") == (code, 5)
    assert soak(checkout, "") == (0, ROUNDS)


def test_what_is_not_committed_is_not_kept(checkout: Path) -> None:
    """The rounds say nothing of the commit when something else was tried; nothing stays behind."""
    (checkout / "new.py").write_text("")
    assert soak(checkout, "") == (0, ROUNDS)
    assert soak(checkout, "000001") == (1, 6)
    assert not list((checkout.parent / "tmp").iterdir())


def test_a_round_in_which_the_sources_changed_does_not_count(checkout: Path) -> None:
    """A file is written while the first round runs; once it is gone, all ten are run."""
    new = checkout / "new.py"
    ended = subprocess.run([checkout / ".ci" / "soak", "touch", new], check=False, capture_output=True)
    assert (ended.returncode, b"does not count" in ended.stderr) == (3, True)
    new.unlink()
    assert soak(checkout, "") == (0, ROUNDS)
