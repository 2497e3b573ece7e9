"""The lanes: order, the window's thread, errors by kind, cancel, progress, a clean end, the guard."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from aftersales.app import App
from aftersales.domain.errors import CodedError, DomainError, Trouble
from ui.presenters.runner import Lane, Progress, Runner
from ui.tasks import InTheWindow, Tasks, guard, off_window


class OverLimit(DomainError):
    """A rule that says no. No facts."""


class DatabaseGone(Trouble):
    """A world that says no. No facts."""


@dataclass
class Heard:
    """What reached the window."""

    refused: list[CodedError] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)


@pytest.fixture
def heard() -> Heard:
    """What reached the window without anybody waiting for it."""
    return Heard()


@pytest.fixture
def tasks(heard: Heard) -> Iterator[Tasks]:
    """Lanes that are closed after the test."""
    made = Tasks(refused=heard.refused.append, bug=heard.bugs.append)
    yield made
    made.close()


def test_lanes_are_what_presenters_know(tasks: Tasks) -> None:
    """The lanes fit the protocol that presenters are handed."""
    runner: Runner = tasks
    assert callable(runner.run)
    assert callable(runner.run_long)


def test_a_lane_keeps_the_order_and_answers_in_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    """Work runs in one thread that is not the window's, in the order asked; answers come in the window's."""
    where: list[tuple[int, bool]] = []
    answers: list[tuple[int, bool]] = []
    threads: set[int] = set()

    def work(number: int) -> Callable[[], int]:
        def done() -> int:
            threads.add(threading.get_ident())
            where.append((number, QThread.isMainThread()))
            return number

        return done

    for number in range(50):
        tasks.run(work(number), lambda n: answers.append((n, QThread.isMainThread())))
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert where == [(n, False) for n in range(50)]
    assert answers == [(n, True) for n in range(50)]
    assert len(threads) == 1


def _raise(error: BaseException) -> None:
    raise error


def test_errors_are_sorted(tasks: Tasks, heard: Heard, qtbot: QtBot) -> None:
    """Refusals and troubles go to who asked, or to the frame; anything else is a bug."""
    mine: list[CodedError] = []
    never: list[object] = []
    for error in (OverLimit(), DatabaseGone(), ValueError("x"), SystemExit(3)):
        tasks.run(lambda e=error: _raise(e), never.append, mine.append)
    tasks.run(lambda: _raise(OverLimit()), never.append)
    qtbot.waitUntil(lambda: len(heard.refused) == 1)
    assert [type(e) for e in mine] == [OverLimit, DatabaseGone]
    assert [type(e) for e in heard.bugs] == [ValueError, SystemExit]
    assert (never, [type(e) for e in heard.refused]) == ([], [OverLimit])


def test_cancelled_work_never_begins_or_is_not_told(tasks: Tasks, qtbot: QtBot) -> None:
    """What waits and is cancelled never runs; the answer of what runs already is dropped."""
    started, gate, ran, told = threading.Event(), threading.Event(), [], []
    running = tasks.run(lambda: (started.set(), gate.wait(5), ran.append("first")), told.append)
    started.wait(5)
    waiting = tasks.run(lambda: ran.append("second"), told.append)
    running.cancel()
    waiting.cancel()
    tasks.run(lambda: ran.append("third"), lambda _: told.append("third"))
    gate.set()
    qtbot.waitUntil(lambda: told == ["third"])
    assert ran == ["first", "third"]


def test_long_work_tells_its_progress_and_stops(tasks: Tasks, heard: Heard, qtbot: QtBot) -> None:
    """Progress comes into the window; after a cancel the work unwinds, and that is no error."""
    told: list[tuple[int, int]] = []
    never: list[object] = []
    unwound: list[bool] = []

    def work(progress: Progress) -> None:
        try:
            for at in range(10_000_000):
                progress.tell(at, 10)
                gate.wait(0.001)
        finally:
            unwound.append(True)

    gate = threading.Event()
    job = tasks.run_long(work, never.append, told=lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: len(told) > 2)
    job.cancel()
    qtbot.waitUntil(lambda: unwound == [True])
    assert (told[:2], never, heard.bugs) == ([(0, 10), (1, 10)], [], [])


def test_lanes_do_not_wait_for_each_other(tasks: Tasks, qtbot: QtBot) -> None:
    """A long look through files holds up no question to the database."""
    gate, told = threading.Event(), []
    tasks.run(lambda: gate.wait(5), lambda _: told.append("files"), lane=Lane.FILES)
    tasks.run(lambda: None, lambda _: told.append("database"))
    qtbot.waitUntil(lambda: told == ["database"])
    gate.set()
    qtbot.waitUntil(lambda: told == ["database", "files"])


def test_a_close_drops_what_waits_and_leaves_no_thread(heard: Heard, qtbot: QtBot) -> None:
    """Closing finishes the work in hand, drops the rest, closes the connection, ends the threads."""
    before, ran = threading.active_count(), []
    closing: list[bool] = []
    tasks = Tasks(refused=heard.refused.append, bug=heard.bugs.append)
    busy: list[int] = []
    tasks.busy.connect(busy.append)
    started, gate = threading.Event(), threading.Event()
    tasks.run(lambda: (started.set(), gate.wait(5), ran.append(1)), lambda _: None)
    tasks.run(lambda: ran.append(2), lambda _: None)
    tasks.run(lambda: None, lambda _: None, lane=Lane.FILES)
    started.wait(5)
    threading.Timer(0.05, gate.set).start()
    tasks.close(lambda: closing.append(QThread.isMainThread()))
    assert (ran, closing, max(busy)) == ([1], [False], 3)
    qtbot.waitUntil(lambda: threading.active_count() <= before)
    tasks.close()


def test_what_comes_back_after_the_end_is_told_nobody(heard: Heard, qapp: QApplication) -> None:
    """Done and refused in the lane, but the window that would hear it is gone; a bug is told all the same."""
    tasks = Tasks(refused=heard.refused.append, bug=heard.bugs.append)
    told: list[object] = []
    bug, ends = ValueError(), threading.Event()
    tasks.run(lambda: 1, told.append)
    tasks.run(lambda: _raise(OverLimit()), told.append)
    tasks.run(lambda: _raise(bug), told.append)
    tasks.run(ends.set, told.append)
    assert ends.wait(20)
    tasks.close()
    qapp.processEvents()
    assert (told, heard.refused, heard.bugs) == ([], [], [bug])


def test_the_core_raises_in_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    """With the guard on app.do and app.ask raise in the window's thread; off, they are as before."""
    kept = App.do
    take_off = guard(App, "do", "ask")
    try:
        for verb in (App.do, App.ask):
            with pytest.raises(InTheWindow):
                verb(None, lambda _: None)  # type: ignore[arg-type]
        answers: list[int] = []
        tasks.run(off_window(lambda: 7), answers.append)
        qtbot.waitUntil(lambda: answers == [7])
    finally:
        take_off()
    assert App.do is kept


def test_garbage_is_swept_in_the_windows_thread_only(tasks: Tasks, qtbot: QtBot) -> None:
    """A lane never deletes what the window made: Qt does not stand that, and the program would be gone."""
    where: list[bool] = []

    class Ring:
        """Garbage that only the collector finds."""

        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            where.append(QThread.isMainThread())

    def work() -> list[list[int]]:
        for _ in range(2000):
            Ring()
        return [[at] for at in range(20_000)]  # enough for a collector that ran by itself

    done: list[object] = []
    tasks.run(work, done.append)
    qtbot.waitUntil(lambda: bool(done) and len(where) > 0, timeout=5000)
    assert all(where)


def test_no_lane_sweeps_what_a_window_left(tasks: Tasks, heard: Heard, qtbot: QtBot) -> None:
    """While any lane of the process runs, to the last, Python does not collect widgets in it by itself."""
    told: list[bool] = []
    other = Tasks(refused=heard.refused.append, bug=heard.bugs.append)
    for each in (tasks, other):
        each.run(gc.isenabled, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    other.close(last=lambda: told.append(gc.isenabled()))
    tasks.run(gc.isenabled, told.append)
    qtbot.waitUntil(lambda: len(told) == 4)
    tasks.close(last=lambda: told.append(gc.isenabled()))
    assert told == [False] * 5
    assert gc.isenabled()
