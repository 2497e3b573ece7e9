"""Changes made elsewhere appear by themselves: what is heard is passed on, one refreshing after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from aftersales.storage.queries.live.heard import Heard

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from ui.presenters.runner import Listens, Runner, Ticket

__all__ = ["Heard", "Hearing", "Watch"]


class Watch(Protocol):
    """What listens at the office; the composition root hands it in."""

    def run(self, told: Callable[[Heard], None]) -> None:
        """Tell what is heard until ``stop``."""

    def stop(self) -> None:
        """End it; from any thread."""


class Hearing:
    """Passes on what is heard; while an answer to the last is on its way, hints are gathered into one."""

    def __init__(
        self,
        listens: Listens,
        runner: Runner,
        watch: Watch,
        told: Callable[[Heard], None],
        probe: Callable[[], object],
    ) -> None:
        """``told`` asks the office again, by ``runner``; it runs in the window's thread.

        ``probe`` asks the office anything: after a cut the lane's own connection is dead as well, and whoever
        finds that out first is refused; better this than a page.
        """
        self._listens, self._runner, self._watch, self._told = listens, runner, watch, told
        self._probe = probe
        self._ticket: Ticket | None = None
        self._kept: Heard | None = None
        self._asking = False

    def begin(self) -> None:
        """Listen from now on."""
        self._ticket = self._listens.listen(self._watch.run, self.hear, self._watch.stop)

    def leave(self) -> None:
        """Listen no more."""
        if self._ticket is not None:
            self._ticket.cancel()

    def hear(self, heard: Heard) -> None:
        """Something was heard."""
        self._kept = heard if self._kept is None else self._kept.and_also(heard)
        if heard.away is not None or not self._asking:
            self._pass_on()

    def _pass_on(self) -> None:
        heard, self._kept, self._asking = self._kept, None, True
        if heard is not None and heard.all:
            self._runner.run(self._probe, lambda _: self._tell(heard), lambda _: self._tell(heard))
        else:
            self._tell(heard)

    def _tell(self, heard: Heard | None) -> None:
        if heard is not None:
            self._told(heard)
        self._runner.run(_nothing, self._answered, self._failed)  # behind all that was asked just now

    def _answered(self, _: None) -> None:
        self._asking = False
        if self._kept is not None:
            self._pass_on()

    def _failed(self, _: CodedError) -> None:
        self._answered(None)


def _nothing() -> None:
    """Work that only waits its turn."""
