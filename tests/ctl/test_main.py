"""The command itself: how it refuses, in which words, with which exit code, and how little it loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from aftersales.ctl.__main__ import COMMANDS
from tests.ctl.conftest import Ctl

ROOT = Path(__file__).parents[2]
CTL = [sys.executable, "-m", "aftersales.ctl"]


def started(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    told = {**os.environ, **env}
    return subprocess.run([*CTL, *words], cwd=ROOT, env=told, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize(
    "words", [(), ("nonsense",), ("do",), ("list", "--limit", "many"), ("show",), ("staff", "add", "x")]
)
def test_wrong_use_is_2(ctl: Ctl, words: tuple[str, ...]) -> None:
    """What the command line cannot mean ends with 2 and says how it is used."""
    said = ctl(*words)
    assert said.code == 2
    assert "usage:" in said.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_its_use(ctl: Ctl, command: str) -> None:
    """Each command of the table loads and explains itself in Chinese."""
    said = ctl(command, "--help")
    assert said.code == 0
    assert COMMANDS[command][0] in said.out


def test_a_refusal_is_3_and_one_json_line(ctl: Ctl, office: str) -> None:
    """A rule's no: code, facts and a Chinese sentence on standard error, nothing on standard output."""
    said = ctl("--office", office, "--as", "service1", "do", "accept", "--case", "TS-1")
    assert (said.code, said.out) == (3, "")
    assert said.refusal == {
        "error": "no_such_case",
        "facts": {"case_no": "TS-1"},
        "message": "没有编号为 TS-1 的投诉，请核对编号。",
    }


def test_bad_input_names_every_field(ctl: Ctl, office: str) -> None:
    """All refused fields are told at once, each with its place and its sentence."""
    said = ctl("--office", office, "--as", "clerk1", "do", "register", "--data", "-", stdin={"channel": "喊"})
    told = said.refusal
    assert (said.code, told["error"]) == (3, "bad_input")
    fields = {problem["field"] for problem in told["facts"]["problems"]}
    assert "complaint.channel" in fields
    assert all(problem["message"].endswith("。") for problem in told["facts"]["problems"])


def test_trouble_is_4(ctl: Ctl, tmp_path: Path) -> None:
    """The world's no: an office that is not there."""
    said = ctl("--office", f"sqlite:///{tmp_path / 'none.db'}", "list")
    assert (said.code, said.refusal["error"]) == (4, "no_office_here")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://me:secret@host/db", "sqlite:///"])
def test_a_bad_address_is_refused(ctl: Ctl, url: str) -> None:
    """Not an address of an office: refused, and a password in it is not said again."""
    said = ctl("--office", url, "--as", "me", "list", PASSWORD="x")
    assert (said.code, said.refusal["error"]) == (3, "bad_address")
    assert "secret" not in said.err


def test_a_server_wants_a_login_and_a_password(ctl: Ctl) -> None:
    """Without a terminal nobody is asked: the command says what it needs."""
    said = ctl("--office", "postgresql://127.0.0.1:1/x", "list")
    assert (said.code, said.refusal["error"]) == (3, "login_needed")
    said = ctl("--office", "postgresql://127.0.0.1:1/x", "--as", "me", "list", stdin={})
    assert (said.code, said.refusal["error"]) == (3, "password_needed")


def test_a_wrong_password_is_refused(ctl: Ctl, office: str) -> None:
    """A given password must be right; the owner of the file may go without."""
    said = ctl("--office", office, "--as", "lead1", "list", PASSWORD="wrong-2026")
    assert (said.code, said.refusal["error"]) == (3, "wrong_password")
    assert ctl("--office", office, "--as", "lead1", "list", PASSWORD="practice-2026").code == 0
    assert ctl("--office", office, "list").code == 0


def test_utf8_on_a_c_locale(office: str) -> None:
    """Chinese comes out as UTF-8, whatever the locale says."""
    done = started(
        "--office", office, "list", "--limit", "1", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert done.returncode == 0, done.stderr
    assert "待接收" in done.stdout.decode("utf-8")


def test_a_start_loads_little(office: str) -> None:
    """Looking at a file's list loads no driver of PostgreSQL and nothing that draws; help no database."""
    code = (
        "import sys; from aftersales.ctl.__main__ import main; main(sys.argv[1:]);"
        "print([m for m in ('peewee', 'psycopg', 'reportlab', 'argon2', 'openpyxl') if m in sys.modules])"
    )

    def loaded(*words: str) -> str:
        run = [sys.executable, "-c", code, *words]
        done = subprocess.run(run, cwd=ROOT, capture_output=True, check=True, timeout=60)
        return done.stdout.decode().splitlines()[-1]

    assert loaded("--office", office, "list", "--limit", "1") == "['peewee']"
    assert loaded("--help") == "[]"


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl+C is heard, also in a run in the background, where the shell has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_ctrl_c_ends_without_a_traceback(tmp_path: Path) -> None:
    """Interrupted at work: 130, no traceback, and no half-made office left behind."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    with subprocess.Popen(
        [*CTL, "--office", url, "init", "--practice"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        while not list(tmp_path.iterdir()):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_killed_founding_leaves_no_half_office(tmp_path: Path) -> None:
    """Killed at work: nothing stands at the office's address, and the next founding ends whole."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    words = [*CTL, "--office", url, "init", "--practice", "--empty"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not list(tmp_path.iterdir()):
            assert process.poll() is None
        process.kill()
    assert not (tmp_path / "office.db").exists()
    assert list(tmp_path.iterdir()) != []
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True, timeout=60)
    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]
    subprocess.run([*CTL, "--office", url, "verify"], cwd=ROOT, check=True, capture_output=True, timeout=60)
