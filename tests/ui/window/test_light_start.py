"""The start stays light: what the first list does not need is loaded later; while it loads it is one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.starting import environment
from ui.__main__ import OnlyOne

LIBRARIES = frozenset(
    "reportlab openpyxl xlsxwriter pypinyin psycopg pypdf pypdfium2 segno rapidfuzz PIL"
    " playhouse stdnum".split()
)
ROOMS = frozenset(
    "aftersales.domain.case aftersales.domain.steps aftersales.storage.tables.whole "
    "aftersales.storage.backups aftersales.storage.guards aftersales.storage.books.unit aftersales.exchange "
    "aftersales.usecases.work "
    "ui.views.case ui.views.register ui.views.approvals ui.views.today ui.views.settings.screen "
    "ui.views.printing.page ui.views.palette ui.views.first_start ui.copies PySide6.QtPrintSupport".split()
)
_LISTED = """
import sys, time
from pathlib import Path
from tests.bench.starting import ours
from ui import program
from ui.views import frame
from ui.views.casework import preview
program.WARM_AFTER = frame.SETTLED = preview.PAUSE = 600_000  # behind the list, however slow the machine is
ours(Path(sys.argv[1]), time.monotonic(), 1, lambda: print(*sys.modules))
"""
_WAY_IN = "import sys, ui.__main__; print(*sys.modules)"


def loaded(code: str, office: str, folder: Path) -> set[str]:
    """The modules that a process of its own says it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", code, office],
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def heavy(modules: set[str]) -> set[str]:
    """Those that a start has no use for."""
    return {name for name in modules if name.split(".")[0] in LIBRARIES or name in ROOMS}


def test_the_list_stands_before_the_rest_is_loaded(address: str, tmp_path: Path) -> None:
    """When the list of cases can be seen, no library of papers and sheets is loaded, and no other screen."""
    office = address.removeprefix("sqlite:///")
    loaded(_LISTED, office, tmp_path)  # the list of cases is remembered as what was open last
    modules = loaded(_LISTED, office, tmp_path)
    assert "ui.views.cases" in modules
    assert heavy(modules) == set()


def test_a_second_start_loads_the_way_in_only(tmp_path: Path) -> None:
    """Who only wakes the first program loads neither the program nor what it opens offices with."""
    modules = loaded(_WAY_IN, "", tmp_path)
    assert {name for name in modules if name.startswith(("ui.", "peewee"))} == {"ui.__main__"}


def test_what_is_heavy_is_named() -> None:
    """A library of papers and a screen that nobody asked for are told from the rest."""
    assert heavy({"reportlab.pdfgen", "ui.views.case", "ui.views.cases"}) == {
        "reportlab.pdfgen",
        "ui.views.case",
    }


SLOW = """
import sys
from PySide6.QtCore import QTimer
def halt(where):
    print(where, flush=True)
    sys.stdin.readline()
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "ui.program":
            sys.meta_path.remove(self)
            halt("loading")
sys.meta_path.insert(0, Slow())
import ui.__main__ as m
def listen(self, before=m.OnlyOne.listen):
    before(self)
    from ui import program
    def run(app, running):
        QTimer.singleShot(0, app.quit)
        app.exec()
        halt("ending")
        running.close()
        return 0
    program.run = run
m.OnlyOne.listen = listen
sys.exit(m.main(["--office", sys.argv[1]]))
"""


def test_a_second_start_finds_the_first_while_it_loads_and_not_while_it_ends(tmp_path: Path) -> None:
    """The impatient second double click opens no second window; at the end one gets a new window."""
    url = f"sqlite:///{tmp_path}/office.db"
    env = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        for where, found in (("loading", True), ("ending", False)):
            assert run.stdout.readline().strip() == where
            assert OnlyOne(url).woke_another() is found
            print(file=run.stdin, flush=True)
    assert run.returncode == 0
