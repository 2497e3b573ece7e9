"""A runner that keeps the answers of some lanes back, as a slow office or a slow disk does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tests.presenters.call_desk import AtOnce
from ui.presenters.runner import Failed, Lane

T = TypeVar("T")


class Held(AtOnce):
    """What is asked in the lanes of ``held`` waits until it is let go; the rest is done at once."""

    def __init__(self, *held: Lane) -> None:
        self.held = set(held)
        self.waiting: list[Callable[[], object]] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> AtOnce:
        if lane in self.held:
            self.waiting.append(lambda: AtOnce.run(self, work, done, failed, lane=lane))
            return self
        return super().run(work, done, failed, lane=lane)

    def let_go(self) -> None:
        """What was kept back is done and answered, in the order asked; what is asked then, at once."""
        self.held.clear()
        while self.waiting:
            self.waiting.pop(0)()

    def do(self, pieces: int) -> None:
        """Do so many pieces of it, the oldest first; the rest, and what is asked then, waits on."""
        for _ in range(pieces):
            self.waiting.pop(0)()
