"""A runner for the pages of one person: once he has left, no answer reaches pages that are gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ui.presenters.runner import Failed, Lane, Progress, Runner, Ticket

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError

T = TypeVar("T")


class _Never:
    """Work that was asked for by a page that is gone: it is not begun."""

    def cancel(self) -> None:
        """Nothing to cancel."""


class Staying:
    """Hands work on to the lanes; after ``leave`` nothing is begun, and what comes back is dropped."""

    def __init__(self, runner: Runner, refused: Failed) -> None:
        """``refused``: hears of refusals that no page waits for, while the person is here."""
        self._runner, self._refused = runner, refused
        self._here = True

    def leave(self) -> None:
        """The pages are gone."""
        self._here = False

    def _answered(self, done: Callable[[T], None]) -> Callable[[T], None]:
        def told(answer: T) -> None:
            if self._here:
                done(answer)

        return told

    def _failed(self, failed: Failed | None) -> Failed:
        def told(error: CodedError) -> None:
            if self._here:
                (failed or self._refused)(error)

        return told

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> Ticket:
        """As the lanes do it."""
        if not self._here:
            return _Never()
        return self._runner.run(work, self._answered(done), self._failed(failed), lane=lane)

    def run_long(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        told: Callable[[int, int], None] | None = None,
        lane: Lane = Lane.FILES,
    ) -> Ticket:
        """As the lanes do it."""
        if not self._here:
            return _Never()

        def advanced(so_far: int, total: int) -> None:
            if self._here and told is not None:
                told(so_far, total)

        return self._runner.run_long(
            work, self._answered(done), self._failed(failed), told=advanced, lane=lane
        )
