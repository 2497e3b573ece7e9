"""Files on their way to slips: which slip each is for, and what is sent when they are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from aftersales.domain.errors import CodedError
from ui.presenters.notices import acting
from ui.presenters.notices.slips import Look
from ui.presenters.runner import Lane, Runner
from ui.presenters.session import Signed

Send = Callable[[Sequence[int]], None]


class Hears(Protocol):
    """Who is told how it went."""

    def attached(self, slip: str, number: int, name: str) -> None:
        """The file was kept as this slip's."""

    def not_attached(self, slip: str, error: CodedError) -> None:
        """It was not; nothing waits for it any more."""


class Attaching:
    """Keeps files as slips'; what is to be sent with them waits until they are there."""

    def __init__(self, hears: Hears, runner: Runner, signed: Signed) -> None:
        self._hears, self._runner, self._signed = hears, runner, signed
        self._coming: Counter[str] = Counter()
        self._waits: tuple[str, Send] | None = None
        self._came: list[int] = []

    def begin(self, look: Look, name: str, kind: str, content: Callable[[], bytes]) -> None:
        """Keep the file as this slip's; ``content`` is made in the lane for files."""
        slip = look.slip.number
        self._coming[slip] += 1
        failed = partial(self._failed, slip)

        def keep(read: bytes) -> None:
            work = partial(acting.attach, self._signed.app, look, name[-120:], kind, read)
            self._runner.run(work, partial(self._kept, slip), failed)

        self._runner.run(content, keep, failed, lane=Lane.FILES)

    def wait(self, slip: str, send: Send) -> bool:
        """Call ``send`` with the files that are on their way to this slip, once they came; whether any is."""
        if self._coming[slip]:
            self._waits, self._came = (slip, send), []
        return self._coming[slip] > 0

    def forget(self) -> None:
        """Nothing waits any more; the files come all the same."""
        self._waits = None

    def _kept(self, slip: str, kept: tuple[int, str]) -> None:
        self._coming[slip] -= 1
        self._hears.attached(slip, *kept)
        if self._waits is not None and self._waits[0] == slip:
            self._came.append(kept[0])
            if not self._coming[slip]:
                send, self._waits = self._waits[1], None
                send(tuple(self._came))

    def _failed(self, slip: str, error: CodedError) -> None:
        self._coming[slip] -= 1
        if self._waits is not None and self._waits[0] == slip:
            self._waits = None
        self._hears.not_attached(slip, error)
