"""Nothing is left behind by a test: no window, thread or timer of nobody's, no part shown as a window."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import WeakSet

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer, isValid

import ui
from ui.views.window import Window

THREADS = Path("/proc/self/task")
POOLS = frozenset({"Thread (pooled)", "QDBusConnection"})
"""Threads of Qt's own, which end by themselves."""
ENDING = 2.0
"""Seconds that a thread may take to end once it is told."""
PROGRAM = str(Path(ui.__file__).parent)
GALLERY = str(Path(ui.__file__).parent / "gallery")
"""It draws pages that stand in no window."""
_STARTED: WeakSet[QTimer] = WeakSet()
_FLASHED: list[str] = []


def _remember(start: Callable[..., None]) -> Callable[..., None]:
    def remembered(timer: QTimer, *given: int) -> None:
        _STARTED.add(timer)
        start(timer, *given)

    return remembered


@pytest.fixture(scope="session")
def timers() -> Iterator[None]:
    """From here on every timer that is started is known."""
    start = QTimer.start
    QTimer.start = _remember(start)  # type: ignore[method-assign]
    yield
    QTimer.start = start  # type: ignore[method-assign]


def _seen(shown: Callable[..., None]) -> Callable[..., None]:
    def remembered(widget: QWidget, *given: bool) -> None:
        if all(given) and widget.isWindow() and widget.windowType() is Qt.WindowType.Window:
            asked = sys._getframe(1)
            place = asked.f_code.co_filename
            if place.startswith(PROGRAM) and not (place.startswith(GALLERY) or isinstance(widget, Window)):
                _FLASHED.append(f"{type(widget).__name__}, {Path(place).name}:{asked.f_lineno}")
        shown(widget, *given)

    return remembered


@pytest.fixture(scope="session")
def flashes() -> Iterator[None]:
    """From here on every part that the program shows though it stands in no window is known.

    For a moment it is a window of its own, and takes the keys from the window.
    """
    before = {name: getattr(QWidget, name) for name in ("show", "setVisible")}
    for name, shown in before.items():
        setattr(QWidget, name, _seen(shown))
    yield
    for name, shown in before.items():
        setattr(QWidget, name, shown)


@pytest.fixture(scope="session")
def clipboard(qapp: QApplication) -> Iterator[None]:
    """At the end nothing of Python's lies on it: without a screen Qt keeps that until Python is gone."""
    yield
    qapp.clipboard().clear()


def threads() -> set[str]:
    """Every thread of this process by its number, Python's and Qt's."""
    if THREADS.exists():
        return {task.name for task in THREADS.iterdir()}
    return {str(thread.native_id) for thread in threading.enumerate()}


def _named(number: str) -> str:
    try:
        return (THREADS / number / "comm").read_text("utf-8").strip()
    except OSError:
        return next((one.name for one in threading.enumerate() if str(one.native_id) == number), "")


def windows() -> dict[int, str]:
    """Every window by its address: what it is and whether it is seen."""
    return {
        getCppPointer(one)[0]: f"{type(one).__name__} {one.windowTitle()!r} seen={one.isVisible()}"
        for one in QApplication.topLevelWidgets()
    }


def running() -> set[QTimer]:
    """Every timer that runs and belongs to nobody."""
    mine = [timer for timer in _STARTED if isValid(timer)]
    return {timer for timer in mine if timer.isActive() and timer.parent() is None}


def _left(kept: set[int], before: set[str], ran: set[QTimer]) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [f"window {told}" for address, told in windows().items() if address not in kept]
    left += [f"timer {timer!r}" for timer in running() - ran]
    names = (name for number in threads() - before if (name := _named(number)) not in {"", *POOLS})
    return left + [f"thread {name}" for name in names]


def _put_away(kept: set[int]) -> None:
    for one in QApplication.topLevelWidgets():
        if getCppPointer(one)[0] not in kept:
            one.hide()
            one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def nothing_left(timers: None, flashes: None, clipboard: None) -> Iterator[None]:  # noqa: ARG001 - must be
    """A test fails that leaves a window, a thread or a running timer of nobody's, or shows a stray part."""
    kept, before, ran = set(windows()), threads(), running()
    _FLASHED.clear()
    yield
    end = time.monotonic() + ENDING
    while left := _left(kept, before, ran):
        if time.monotonic() > end:
            _put_away(kept)  # the next test is not to suffer for it
            pytest.fail(f"left behind: {left}", pytrace=False)
        gc.collect()  # what only its own circle holds is gone soon
        time.sleep(0.01)
    if _FLASHED:
        pytest.fail(f"shown as a window of its own: {_FLASHED}", pytrace=False)
