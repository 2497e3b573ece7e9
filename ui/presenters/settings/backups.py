"""备份: where copies go, a copy now, the drill, and an office brought back from a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from aftersales.domain.errors import CodedError, DomainError
from ui.presenters.runner import Lane, Progress, Runner
from ui.presenters.session import Signed
from ui.presenters.settings.desk import PagePresenter, PageView

T = TypeVar("T")


Tell = Callable[[int, int], None]
"""Hears how far long work is; what it raises ends the work."""


class Stopped(DomainError):
    """Somebody stopped the work; nothing is changed."""


@dataclass(frozen=True)
class Kept:
    """A copy in the folder: when it was made (UTC), whether nothing was wrong in it, bytes.

    ``own``: of this office, not of another of its name that keeps its copies in the same folder.
    """

    path: Path
    at: datetime
    sound: bool
    size: int
    own: bool = True


@dataclass(frozen=True)
class BackedUp:
    """A copy that was made: cases in it, what was found wrong, why the second place failed."""

    copy: Kept
    cases: int
    findings: tuple[str, ...] = ()
    second_failed: CodedError | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong, in the office and at the second place."""
        return not self.findings and self.second_failed is None


@dataclass(frozen=True)
class Drilled:
    """What the drill showed: cases in the restored copy, steps since, what was found wrong."""

    copy: Kept
    cases: int
    steps_since: int
    sound: bool


@dataclass(frozen=True)
class BroughtBack:
    """An office after it was restored: cases in it, and who needs a new password."""

    cases: int
    logins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """The folder of the copies, and a second one elsewhere ("" is none)."""

    folder: str
    second: str = ""


@dataclass(frozen=True)
class BackupDoors:
    """The ways to the copies of one office, of the composition root; all but the places run in a lane."""

    places: Callable[[], Places]
    keep_places: Callable[[Places], None]
    copies: Callable[[], tuple[Kept, ...]]
    make: Callable[[Tell], BackedUp]
    drill: Callable[[Tell], Drilled]
    restore: Callable[[Path, Tell], BroughtBack]


class BackupsView(PageView, Protocol):
    """What the page shows besides."""

    def show_copies(self, places: Places, copies: tuple[Kept, ...]) -> None:
        """What lies in the folder, newest first."""

    def show_progress(self, done: int, total: int) -> None:
        """So much of the work is done."""

    def show_stopped(self) -> None:
        """It was stopped, and nothing is changed."""

    def show_made(self, made: BackedUp) -> None:
        """A copy was made."""

    def show_drilled(self, drilled: Drilled) -> None:
        """The newest copy was restored beside, looked through and removed."""

    def show_restored(self, back: BroughtBack) -> None:
        """The office is as the copy had it."""


class BackupsPresenter(PagePresenter):
    """The copies of the office."""

    def __init__(self, view: BackupsView, runner: Runner, signed: Signed, doors: BackupDoors) -> None:
        super().__init__(view, runner, signed)
        self._copies, self._doors = view, doors
        self._stopping = False

    def refresh(self) -> None:
        """Look into the folder."""
        super().refresh()
        self._runner.run(
            self._doors.copies,
            lambda copies: self._copies.show_copies(self._doors.places(), copies),
            self._view.show_refused,
            lane=Lane.FILES,
        )

    def keep_places(self, places: Places) -> None:
        """Copies go there from now on."""
        self._doors.keep_places(places)
        self.refresh()

    def make(self) -> None:
        """A copy now."""
        self._long(self._doors.make, self._copies.show_made)

    def drill(self) -> None:
        """Restore the newest copy beside, look it through, remove it again."""
        self._long(self._doors.drill, self._copies.show_drilled)

    def restore(self, path: Path) -> None:
        """Bring the office back to this copy; it is copied itself before."""
        self._long(partial(self._doors.restore, path), self._copies.show_restored)

    def stop(self) -> None:
        """End what is going on, as long as it can be ended: what is done already is told as done."""
        self._stopping = True

    def _long(self, work: Callable[[Tell], T], done: Callable[[T], None]) -> None:
        self._view.show_busy(busy=True)
        self._stopping = False

        def watched(progress: Progress) -> T:
            def tell(so_far: int, total: int) -> None:
                if self._stopping:
                    raise Stopped
                progress.tell(so_far, total)

            return work(tell)

        def ended(answer: T) -> None:
            self._view.show_busy(busy=False)
            done(answer)
            self.refresh()

        self._runner.run_long(watched, ended, self._ended, told=self._copies.show_progress, lane=Lane.LONG)

    def _ended(self, error: CodedError) -> None:
        if isinstance(error, Stopped):
            self._view.show_busy(busy=False)
            self._copies.show_stopped()
        else:
            self._refused(error)
