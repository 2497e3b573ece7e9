"""Taking files in: read, made small, put on the shelf off the window, one after the other, with progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from aftersales.domain.errors import CodedError, DomainError
from ui.presenters.photos.kept import Came, Darkroom, FileShelf, put_small, read_whole, taken
from ui.presenters.runner import Lane, Progress, Runner, Ticket

MOST = 30
"""Files that are taken in at once; in the lane of pages, so that no draft waits for a picture."""


class TooManyFiles(DomainError):
    """More files at once than are taken in. Facts: ``most``, ``left`` (not taken), ``first`` of these."""


@dataclass(frozen=True)
class TakenIn:
    """What came of a handful of files: those kept with their thumbnails, and what refused the others."""

    kept: tuple[tuple[Came, object], ...]
    refused: tuple[CodedError, ...]


class View(Protocol):
    """What shows the files."""

    def show_taken_in(self, taken: TakenIn) -> None:
        """These have come."""

    def show_taking(self, done: int, total: int) -> None:
        """So many of so many are made small; 0 of 0: nothing is going on."""

    def show_thumbs(self, thumbs: Sequence[tuple[str, object]]) -> None:
        """Thumbnails by sha256."""


class FilesPresenter:
    """Takes files and pasted pictures in, and finds the thumbnails of what a draft names."""

    def __init__(self, view: View, runner: Runner, darkroom: Darkroom, shelf: FileShelf) -> None:
        self._view, self._runner, self._darkroom, self.shelf = view, runner, darkroom, shelf
        self._going: Ticket | None = None
        self.whole = False
        """Whether pictures are kept as they come, not made small."""

    def take(self, files: Sequence[Path]) -> None:
        """Take these files in; what is refused does not keep the others out."""
        work = partial(_all, self.shelf, self._darkroom, tuple(files), self.whole)
        self._going = self._runner.run_long(
            work, self._came, self._failed, told=self._view.show_taking, lane=Lane.PAGES
        )

    def paste(self, picture: object, name: str) -> None:
        """Take a picture of the clipboard in."""
        self._view.show_taking(0, 1)
        self._runner.run(
            partial(_pasted, self.shelf, self._darkroom, picture, name),
            self._came,
            self._failed,
            lane=Lane.PAGES,
        )

    def stop(self) -> None:
        """Take no more of them."""
        if self._going is not None:
            self._going.cancel()
        self._view.show_taking(0, 0)

    def _came(self, taken_in: TakenIn) -> None:
        self._going = None
        self._view.show_taking(0, 0)
        self._view.show_taken_in(taken_in)

    def _failed(self, error: CodedError) -> None:
        self._came(TakenIn((), (error,)))

    def thumbs(self, files: Sequence[Came]) -> None:
        """Show the thumbnails of these pictures again, as a draft brought them back."""
        wanted = tuple(file.sha256 for file in files if file.picture)
        if wanted:
            self._runner.run(
                partial(_thumbs, self.shelf, self._darkroom, wanted),
                self._view.show_thumbs,
                lambda _: None,
                lane=Lane.PAGES,
            )


def _all(
    shelf: FileShelf,
    darkroom: Darkroom,
    files: tuple[Path, ...],
    whole: bool,
    progress: Progress,
) -> TakenIn:
    kept: list[tuple[Came, object]] = []
    refused: list[CodedError] = []
    wanted, left = files[:MOST], files[MOST:]
    for done, file in enumerate(wanted):
        progress.tell(done, len(wanted))
        try:
            kept.append(taken(shelf, darkroom, file.name, read_whole(file), whole=whole))
        except CodedError as error:
            refused.append(error)
    if left:
        refused.append(TooManyFiles(most=MOST, left=len(left), first=left[0].name))
    return TakenIn(tuple(kept), tuple(refused))


def _pasted(shelf: FileShelf, darkroom: Darkroom, picture: object, name: str) -> TakenIn:
    return TakenIn((put_small(shelf, darkroom.drawn(picture), name),), ())


def _thumbs(shelf: FileShelf, darkroom: Darkroom, wanted: Sequence[str]) -> tuple[tuple[str, object], ...]:
    found = ((name, darkroom.thumb(shelf.read(name))) for name in wanted)
    return tuple((name, thumb) for name, thumb in found if thumb is not None)
