"""What the printing tests share: a CUPS of the run's own, and a window that prints by it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leftovers import clipboard, flashes, nothing_left, timers
from tests.printing.print_service import NoPrintService, PrintService
from tests.ui.conftest import dressed, light
from tests.ui.window.conftest import address, desk, full
from tests.ui.window.desk import Desk
from ui import tasks
from ui.printers.system import SystemPrinters
from ui.widgets.pages.rendering import Rendering

__all__ = ["address", "clipboard", "desk", "dressed", "flashes", "full", "light", "nothing_left", "timers"]


@pytest.fixture(scope="session")
def print_service() -> Iterator[PrintService]:
    """CUPS with one queue, 办公室; a machine that cannot have it fails with a sentence."""
    folder = Path(tempfile.mkdtemp(prefix="cups-"))  # short, because a socket's path may have 107 bytes
    folder.chmod(0o755)
    try:
        service = PrintService(folder)
    except NoPrintService as error:
        pytest.fail(str(error), pytrace=False)
    service.queue("Office", "办公室", usual=True)
    yield service
    service.stop()


@pytest.fixture
def tray(print_service: PrintService, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which what was printed lies, empty at first; the program prints there."""
    monkeypatch.setenv("CUPS_SERVER", print_service.server)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    place = print_service.folder / "out/Office"
    for old in place.iterdir():
        old.unlink()
    yield place
    print_service.take("Office")


@pytest.fixture
def printing_desk(tray: Path, desk: Desk) -> Iterator[Desk]:  # noqa: ARG001 - the window prints into the tray
    """The program's window; drawing pages or asking printers in the window's thread fails."""
    take_off = tasks.guard(Rendering, "outline", "picture")
    open_door = tasks.guard(SystemPrinters, "known", "send", "put_aside")
    yield desk
    take_off()
    open_door()
