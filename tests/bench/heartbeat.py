"""The heartbeat of the window's thread: a timer of 5 ms, and how long each beat had to wait."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BEAT = 5.0
"""Milliseconds between two beats of a window that does nothing."""


@dataclass(frozen=True)
class Stretch:
    """How long the window was blocked, in milliseconds of the clock and of the processor, and by what."""

    what: str
    blocked: float
    cpu: float


class Heartbeat(QObject):
    """Beats while it runs."""

    def __init__(self) -> None:
        super().__init__()
        self.what = ""
        """What is being done, in words."""
        self.stretches: list[Stretch] = []
        self._at = self._cpu = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(BEAT))
        self._timer.timeout.connect(self._beat)

    def go(self) -> None:
        """Begin to beat."""
        self._at, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """End it; what was done since the last beat counts."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        blocked = max((now - self._at) * 1000 - BEAT, 0.0)
        self.stretches.append(Stretch(self.what, blocked, (cpu - self._cpu) * 1000))
        self._at, self._cpu = now, cpu


def worst(stretches: Sequence[Stretch], most: int) -> list[Stretch]:
    """The longest stretch of each thing that was done, by the processor's time, the longest first."""
    found: dict[str, Stretch] = {}
    for one in sorted(stretches, key=lambda stretch: stretch.cpu):
        found[one.what] = one
    return sorted(found.values(), key=lambda stretch: -stretch.cpu)[:most]


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    ranked = sorted(values)
    return ranked[min(int(len(ranked) * share), len(ranked) - 1)] if ranked else 0.0


def told(stretches: Sequence[Stretch]) -> Iterator[tuple[str, float, str]]:
    """The figures of the table: a name, milliseconds, the goal."""
    for name, values in (
        ("the clock", [one.blocked for one in stretches]),
        ("the processor", [one.cpu for one in stretches]),
    ):
        yield f"window blocked, p99.9 by {name}", quantile(values, 0.999), "<= 100 ms"
        yield f"  … longest by {name}", max(values, default=0.0), "<= 100 ms"
