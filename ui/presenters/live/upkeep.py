"""What nobody asks for: the office's clockwork runs at every open desk, backups are made by themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from aftersales.app import tick
from aftersales.domain.errors import CodedError
from ui.presenters.runner import Lane, Runner
from ui.presenters.session import Signed

if TYPE_CHECKING:
    from ui.presenters.settings.backups import BackedUp


class Keeping(Protocol):
    """Makes backups of this office; runs in a lane. The composition root hands it in."""

    def due(self, *, leaving: bool) -> bool:
        """Whether one is to be made: the last is old, or (``leaving``) anything has changed since.

        Never where this person may not back the office up.
        """

    def make(self) -> BackedUp:
        """Make one. Raises what a backup raises."""


class UpkeepView(Protocol):
    """What is seen of it: nothing, but a backup while it is made."""

    def show_backing_up(self, *, busy: bool) -> None:
        """Whether a backup is being made."""

    def show_backed_up(self) -> None:
        """A backup was made: the last one is another."""

    def show_wrong(self, made: BackedUp) -> None:
        """One was made, but not all is well with it; told once until all is again."""

    def show_not_backed_up(self, error: CodedError) -> None:
        """No backup could be made; told once until one can be again."""


class UpkeepPresenter:
    """Runs both now and then, behind everything else."""

    def __init__(self, view: UpkeepView, runner: Runner, signed: Signed, keeping: Keeping) -> None:
        self._view, self._runner, self._signed, self._keeping = view, runner, signed, keeping
        self._ticking = self._backing_up = self._failed_before = self._told_wrong = False

    def tick(self) -> None:
        """Tell whom a limit must reach by now; the bell hears of it like every desk."""
        if not self._ticking:
            self._ticking = True
            self._runner.run(
                partial(tick, self._signed.app), self._ticked, self._not_ticked, lane=Lane.BEHIND
            )

    def _ticked(self, _: int) -> None:
        self._ticking = False

    def _not_ticked(self, _: CodedError) -> None:
        self._ticking = False  # another desk does it, or the next time

    def back_up(self, done: Callable[[], None] | None = None) -> None:
        """Make a backup if one is due; with ``done`` before leaving, which is called in any case."""
        if self._backing_up and done is None:
            return
        self._backing_up = True
        then = done or _nothing
        self._runner.run(
            partial(self._keeping.due, leaving=done is not None),
            partial(self._asked, then),
            partial(self._not_made, then),
            lane=Lane.BEHIND,
        )

    def _asked(self, then: Callable[[], None], due: bool) -> None:
        if not due:
            self._backing_up = False
            then()
            return
        self._view.show_backing_up(busy=True)
        made, failed = partial(self._made, then), partial(self._not_made, then)
        self._runner.run(self._keeping.make, made, failed, lane=Lane.BEHIND)

    def _made(self, then: Callable[[], None], made: BackedUp) -> None:
        self._backing_up = self._failed_before = False
        self._view.show_backing_up(busy=False)
        self._view.show_backed_up()
        if not made.whole and not self._told_wrong:
            self._view.show_wrong(made)
        self._told_wrong = not made.whole
        then()

    def _not_made(self, then: Callable[[], None], error: CodedError) -> None:
        self._backing_up = False
        self._view.show_backing_up(busy=False)
        if not self._failed_before:
            self._view.show_not_backed_up(error)
        self._failed_before = True
        then()


def _nothing() -> None:
    """Nobody waits."""
