"""Cold starts, each in a process of its own with its bytecode at hand, as an installed program has it.

``python -m tests.bench.starting ours|floor FILE`` starts once and prints what it took as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.screen import PLATFORM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROWS = 50
"""Cases that a list must show to be of use."""
PULSE = 5
"""Milliseconds after which one looks again."""
FACE = Path(__file__).parents[2] / "resources" / "fonts" / "ui" / "NotoSansSC-Regular.ttf"
LOGIN, PASSWORD = "service1", "practice-2026"
Took = dict[str, float]


def now(process_began: float) -> Took:
    """Milliseconds since the process began, by the clock and by the processor; its memory in MiB."""
    pss = next(
        line
        for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
        if line.startswith("Pss:")
    )
    clock, cpu = (time.monotonic() - process_began) * 1000, time.process_time() * 1000
    return {"clock": clock, "cpu": cpu, "pss": int(pss.split()[1]) / 1024}


def ours(
    office: Path, process_began: float, rows: int = ROWS, stands: Callable[[], object] = lambda: None
) -> dict[str, Took]:
    """The program as its command starts it: its sign-in page, then the list of cases that was open last.

    ``stands`` is called once ``rows`` of it can be seen.
    """
    import gc

    gc.disable()  # as ``main`` does it
    from PySide6.QtWidgets import QApplication

    from ui import __main__ as way_in

    app = QApplication([])
    one = way_in.OnlyOne(f"sqlite:///{office}")
    assert not one.woke_another()
    one.listen()
    from ui import program

    made = program.start(app, f"sqlite:///{office}", told=True)
    made.leaving = None  # no backup in the end
    one.wake = made.come_up
    door: Any = made.window.currentWidget()
    _until(lambda: not door.visibleRegion().isEmpty())
    marks = {"sign-in page": now(process_began)}
    door.presenter.sign_in(LOGIN, PASSWORD)
    _until(lambda: made.window.frame is not None)
    frame = made.window.frame
    assert frame is not None
    frame.go("cases")
    page: Any = frame.pages["cases"]
    _until(lambda: page.rows.rowCount() >= rows)
    page.repaint()
    marks["list"] = now(process_began)
    stands()
    _ended(app, made)
    return marks


def _ended(app: Any, made: Any) -> None:  # noqa: ANN401 - nothing of Qt is loaded before it is measured
    """What the window remembers is written."""
    from PySide6.QtCore import QTimer

    made.window.close()
    QTimer.singleShot(0, app.quit)
    app.exec()
    made.close()


def floor(office: Path, process_began: float) -> dict[str, Took]:
    """A bare table over a bare query, by the same libraries.

    What no program that does the same can leave out is in it: the face in which it writes Chinese, the
    office opened by the same library with its version looked at, and the password checked by argon2id.
    No page to sign in, no frame, no words, no threads.
    """
    import gc
    import sys as system

    gc.disable()  # ours does the same
    from PySide6.QtGui import QFont, QFontDatabase, QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QTableView

    app = QApplication([])
    number = QFontDatabase.addApplicationFont(str(FACE))
    app.setFont(QFont(QFontDatabase.applicationFontFamilies(number)))
    system.modules.update(dict.fromkeys(("psycopg", "psycopg2")))  # type: ignore[arg-type] # not asked for
    import argon2
    import peewee

    office_file: Any = peewee.SqliteDatabase(str(office))
    bare = office_file.connection()
    bare.execute('SELECT "name" FROM "schema_migration"').fetchall()
    (kept,) = bare.execute('SELECT "hash" FROM "login_secret" WHERE "login" = ?', (LOGIN,)).fetchone()
    argon2.PasswordHasher().verify(kept, PASSWORD)
    rows = bare.execute(
        'SELECT "case_no", "cust_name", "state", "severity", "owner", "registered_at", "verbatim", "channel"'
        ' FROM "complaint" ORDER BY "id" DESC LIMIT ?',
        (ROWS,),
    ).fetchall()
    model, table = QStandardItemModel(), QTableView()
    for row in rows:
        model.appendRow([QStandardItem(str(value)) for value in row])
    table.setModel(model)
    table.resize(1366, 768)
    table.show()
    _until(lambda: not table.visibleRegion().isEmpty())
    table.repaint()
    marks = {"list": now(process_began)}
    office_file.close()
    table.close()
    app.processEvents()
    return marks


def _until(true: Callable[[], object]) -> None:
    """Wait for events without turning: on a machine that others use that would be measured too."""
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

    pulse = QTimer()
    pulse.start(PULSE)
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def environment(folder: Path) -> dict[str, str]:
    """No screen, settings of its own, and bytecode kept beside them."""
    own = {
        name: str(folder / name.lower()) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | own | {"QT_QPA_PLATFORM": PLATFORM, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def run(arguments: Sequence[str], folder: Path) -> str:
    """What a new process of ours prints."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment(folder), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def started(what: str, office: Path, folder: Path) -> dict[str, Took]:
    """One start of ``ours`` or of the ``floor``."""
    told = run(["-m", "tests.bench.starting", what, str(office), repr(time.monotonic())], folder)
    marks: dict[str, Took] = json.loads(told.splitlines()[-1])
    return marks


if __name__ == "__main__":
    _, _what, _office, _began = sys.argv
    _start = {"ours": ours, "floor": floor}[_what]
    print(json.dumps(_start(Path(_office), float(_began))))
