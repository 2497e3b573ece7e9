"""Ctrl+C in the terminal ends the window as its own button does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.views.interrupt import ENDED

SHOWN = "shown"
_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
import ui.__main__ as command
import ui.program as program
begin = program.Program.begin
def then(self):
    begin(self)
    {then}
    QTimer.singleShot(300, lambda: print("shown", flush=True))
program.Program.begin = then
sys.exit(command.main(["--office", sys.argv[1]]))
"""
STAYS = "self.window.closeEvent = lambda event: event.ignore()"
"""A window that asks whether what is half typed may go, and nobody answers."""


def started(folder: Path, then: str = "pass") -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, with its window open."""
    env = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    code, office = _PROGRAM.format(then=then), f"sqlite:///{folder / 'office.db'}"
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, office],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    ) as run:
        try:
            assert run.stdout is not None
            assert run.stdout.readline().strip() == SHOWN, run.stderr and run.stderr.read()
            yield run
        finally:
            run.kill()


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl+C is another thing there")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_closes_the_window(tmp_path: Path, told: signal.Signals) -> None:
    """The program ends with 0, remembers where its window stood, and says nothing of a mistake."""
    for run in started(tmp_path):
        run.send_signal(told)
        _, said = run.communicate(timeout=20)
        assert (run.returncode, said) == (0, "")
    assert any("geometry" in file.read_text("utf-8") for file in tmp_path.rglob("*.json"))


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl+C is another thing there")
def test_a_second_one_does_not_wait(tmp_path: Path) -> None:
    """A window that stays because something is half typed ends with the second Ctrl+C, in order."""
    for run in started(tmp_path, STAYS):
        run.send_signal(signal.SIGINT)
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(1.0)
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=20)
        assert (run.returncode, said) == (ENDED, "")
