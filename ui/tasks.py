"""The only threads of the program: lanes that work off what is asked, answers that come back."""

from __future__ import annotations

import functools
import gc
import queue
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from aftersales.domain.errors import CodedError
from ui.presenters.runner import ASKING, Cancelled, Failed, Lane, Progress

T = TypeVar("T")
P = ParamSpec("P")
LONGEST_WAIT = 10_000
"""Milliseconds that a close waits for the work in hand: above the database's own timeouts."""
TURN = 0.0005
"""Seconds after which a lane gives way: the window asks for its turn after each stroke that it paints."""
SWEPT_EVERY = 200
"""Milliseconds between two looks for garbage."""


_AT_WORK: set[int] = set()
"""Whose lanes run, by identity: while any does, nothing is swept but by ``sweep``."""


class InTheWindow(RuntimeError):
    """Work that may take long was begun in the window's thread: a mistake in the code."""


class StillWorking(RuntimeError):
    """A lane did not end in time: its work hangs."""


@dataclass(eq=False)
class Job:
    """One piece of work and who waits for it."""

    work: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Failed | None = None
    told: Callable[[int, int], None] | None = None
    cancelled: bool = False
    answer: Any = None
    error: BaseException | None = None
    report: Callable[[Job, int, int], None] = field(default=lambda *_: None, repr=False)
    heard: Callable[[Any], None] | None = None
    stop: Callable[[], None] | None = None

    def cancel(self) -> None:
        """Nobody wants it any more; work that listens is told to end."""
        self.cancelled = True
        if self.stop is not None:
            self.stop()

    def tell(self, done: int, total: int) -> None:
        if self.cancelled:
            raise Cancelled
        self.report(self, done, total)

    def do(self) -> None:
        """Run in the lane; whatever is raised is kept for the window."""
        try:
            self.answer = self.work(self)
        except Cancelled:
            self.cancelled = True
        except BaseException as error:  # also SystemExit: the lane must live on
            self.error = error

    def forget(self) -> None:
        """Let go of what it was for: a lane may hold the job longest, and must not delete a widget."""
        self.work = self.done = _nothing
        self.failed = self.told = self.heard = self.answer = self.error = None


class _Thread(QThread):
    """A lane: takes jobs until it is handed None."""

    def __init__(self, name: str, finished: Callable[[Job], None]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._finished = finished

    def run(self) -> None:
        while (job := self.jobs.get()) is not None:
            if not job.cancelled:
                job.do()
            self._finished(job)


class Tasks(QObject):
    """The lanes. ``busy`` says how many jobs are waiting or running, for the status line."""

    busy = Signal(int)
    _ended = Signal(object)
    _progressed = Signal(object, int, int)
    _heard = Signal(object, object)

    def __init__(self, *, refused: Failed, bug: Callable[[BaseException], None]) -> None:
        """``refused``: a CodedError nobody else waits for; ``bug``: anything that is no CodedError."""
        super().__init__()
        self._refused, self._bug = refused, bug
        self._waiting = 0
        self._threads: dict[Lane, _Thread] = {}
        self._listening: list[Job] = []
        self._ended.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._advanced, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._tell_heard, Qt.ConnectionType.QueuedConnection)
        self._broom = QTimer(self)
        self._broom.timeout.connect(sweep)
        sys.setswitchinterval(TURN)
        gc.disable()  # it would run in whichever thread allocates, and a lane must not delete widgets
        self._broom.start(SWEPT_EVERY)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> Job:
        """Do ``work`` in the lane, then ``done`` or ``failed`` in the window's thread."""
        return self._queue(Job(lambda _: work(), done, failed), lane)

    def run_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        told: Callable[[int, int], None] | None = None,
        lane: Lane = Lane.FILES,
    ) -> Job:
        """As ``run``; ``told`` hears of the progress in the window's thread."""
        return self._queue(Job(work, done, failed, told, report=self._progressed.emit), lane)

    def listen(
        self, work: Callable[[Callable[[T], None]], None], told: Callable[[T], None], stop: Callable[[], None]
    ) -> Job:
        """Do ``work`` in the lane that watches until ``stop`` ends it; what it tells comes to ``told``."""
        job = Job(
            lambda _: work(lambda what: self._heard.emit(job, what)), lambda _: None, heard=told, stop=stop
        )
        self._listening.append(job)
        self._thread(Lane.WATCHING).jobs.put(job)
        return job

    def _queue(self, job: Job, lane: Lane) -> Job:
        self._thread(lane).jobs.put(job)
        self._count(1)
        return job

    def _thread(self, lane: Lane) -> _Thread:
        if lane not in self._threads:
            _AT_WORK.add(id(self))
            gc.disable()
            self._threads[lane] = _Thread(lane, self._ended.emit)
            self._threads[lane].start()
        return self._threads[lane]

    def _count(self, change: int) -> None:
        self._waiting += change
        self.busy.emit(self._waiting)

    @Slot(object)
    def _arrived(self, job: Job) -> None:
        if job in self._listening:
            self._listening.remove(job)
        else:
            self._count(-1)
        error = job.error
        if error is not None and not isinstance(error, CodedError):
            self._bug(error)
        elif job.cancelled or not self._threads:  # the lanes have ended: who waited is gone
            pass
        elif isinstance(error, CodedError):
            (job.failed or self._refused)(error)
        else:
            job.done(job.answer)
        job.forget()

    @Slot(object, int, int)
    def _advanced(self, job: Job, done: int, total: int) -> None:
        if job.told is not None and not job.cancelled:
            job.told(done, total)

    @Slot(object, object)
    def _tell_heard(self, job: Job, what: object) -> None:
        if job.heard is not None and not job.cancelled:
            job.heard(what)

    def close(self, last: Callable[[], object] | None = None) -> None:
        """End the lanes: what waits is dropped, what runs is waited for; ``last`` closes the connections.

        Python sweeps by itself again when the last lane of the process has ended: one that still runs would
        delete the widgets of the window that was just closed. Raises StillWorking where a lane's work hangs.
        """
        self._broom.stop()
        for job in self._listening:
            job.cancel()
        for lane, thread in self._threads.items():
            _drop(thread.jobs)
            if last is not None and lane in ASKING:
                thread.jobs.put(_closing(last))
            thread.jobs.put(None)
        hanging = [lane for lane, thread in self._threads.items() if not thread.wait(LONGEST_WAIT)]
        if hanging:
            raise StillWorking(*hanging)
        self._threads.clear()
        _AT_WORK.discard(id(self))
        leave_to_python()


def sweep() -> None:
    """Collect garbage as Python would by itself, but here: in the window's thread."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


def leave_to_python() -> None:
    """Let Python sweep by itself again, unless a lane runs in which it might."""
    if not _AT_WORK:
        gc.enable()


def _nothing(*_: object) -> None:
    """What stands in for work that is done."""


def _closing(last: Callable[[], object]) -> Job:
    return Job(lambda _: last(), lambda _: None)


def _drop(jobs: queue.SimpleQueue[Job | None]) -> None:
    while True:
        try:
            waiting = jobs.get_nowait()
        except queue.Empty:
            return
        if waiting is not None:
            waiting.cancel()


def off_window(function: Callable[P, T]) -> Callable[P, T]:
    """The function, raising InTheWindow where it is called in the window's thread."""

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> T:
        if QThread.isMainThread():
            raise InTheWindow(function.__qualname__)
        return function(*args, **kwargs)

    return checked


def guard(door: type | ModuleType, *verbs: str) -> Callable[[], None]:
    """Have these functions of a class or module raise in the window's thread: ``guard(App, "do", "ask")``.

    A module's function is guarded under every name that our modules imported it as. Gives back what takes
    the guard off again.
    """
    pairs = [(function, _checked(function)) for function in map(vars(door).__getitem__, verbs)]
    for function, checked in pairs:
        _swap(door, function, checked)

    def take_off() -> None:
        for function, checked in pairs:
            _swap(door, checked, function)

    return take_off


def _swap(door: type | ModuleType, was: object, becomes: object) -> None:
    for place in (door, *_importers(door)):
        for name in [name for name, value in vars(place).items() if value is was]:
            setattr(place, name, becomes)


def _checked(function: Any) -> Any:  # noqa: ANN401 - a function, bare or static
    if isinstance(function, staticmethod):
        return staticmethod(_checked(function.__func__))
    return off_window(function)


def _importers(door: type | ModuleType) -> list[ModuleType]:
    """Our modules that are loaded, where the door is one of them."""
    if isinstance(door, type):
        return []
    loaded = list(sys.modules.items())
    return [module for name, module in loaded if name.startswith("ui.") and module is not door]
