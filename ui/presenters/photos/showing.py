"""The files of a case: thumbnails, a picture in full size, a copy to save, and files that join it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from aftersales.domain.case import Case
from aftersales.domain.errors import CodedError
from aftersales.domain.records.trail import Attachment
from aftersales.domain.workflow import Step
from aftersales.storage.queries.case import read_file
from aftersales.usecases.attaching import attach_all
from ui.presenters.live.taking_back import Made, made_by
from ui.presenters.photos.kept import Came, Darkroom, FileNotKept, FileShelf
from ui.presenters.photos.names import PICTURES, ending
from ui.presenters.runner import Lane, Runner
from ui.presenters.session import Signed
from ui.presenters.staying import Staying

MOST_KEPT = 200
"""Thumbnails that are remembered."""


class View(Protocol):
    """What shows a case's files."""

    def show_thumbs(self, thumbs: Sequence[tuple[str, object]]) -> None:
        """Thumbnails by sha256."""

    def show_joined(self, files: Sequence[Came], made: Made | None) -> None:
        """These files belong to the case now; ``made`` takes them back."""

    def show_not_joined(self, case_no: str, error: CodedError) -> None:
        """Say why the files are not this case's."""

    def show_saved(self, file: Path) -> None:
        """A copy lies there."""

    def show_refused(self, error: CodedError) -> None:
        """Say why not."""


def is_picture(row: Attachment) -> bool:
    """Whether it is shown as a picture."""
    return not row.gone and ending(row.name or "") in PICTURES


class CaseFilesPresenter:
    """Fetches bytes of a case's files when they are looked at, and joins new ones to it."""

    def __init__(self, view: View, runner: Runner, signed: Signed, darkroom: Darkroom) -> None:
        self._view, self._runner, self._signed, self._darkroom = view, runner, signed, darkroom
        self._looking = Staying(runner, self._refused)
        self._here = True
        self._thumbs: OrderedDict[str, object] = OrderedDict()

    def leave(self) -> None:
        """The view is gone: pictures that still come are dropped; a copy that was asked for is written."""
        self._here = False
        self._looking.leave()

    def _refused(self, error: CodedError) -> None:
        if self._here:
            self._view.show_refused(error)

    def thumbs(self, rows: Sequence[Attachment]) -> None:
        """Show the thumbnails of these files' pictures: those known at once, the rest one after the other."""
        names = [row.sha256 for row in rows if is_picture(row)]
        known = [(name, self._thumbs[name]) for name in names if name in self._thumbs]
        if known:
            self._view.show_thumbs(known)
        for name in dict.fromkeys(names):
            if name not in self._thumbs:
                self.content(name, partial(self._make, name))

    def _make(self, name: str, content: bytes) -> None:
        self._looking.run(
            partial(self._darkroom.thumb, content), partial(self._made, name), _quiet, lane=Lane.PAGES
        )

    def _made(self, name: str, thumb: object | None) -> None:
        if thumb is not None:
            self._thumbs[name] = thumb
            while len(self._thumbs) > MOST_KEPT:
                self._thumbs.popitem(last=False)
            self._view.show_thumbs(((name, thumb),))

    def content(self, name: str, done: Callable[[bytes], None]) -> None:
        """The bytes kept under this sha256, to be looked at."""
        self._fetch(self._looking, name, done)

    def _fetch(self, runner: Runner, name: str, done: Callable[[bytes], None]) -> None:
        runner.run(partial(self._signed.app.ask, read_file, name), done, self._refused)

    def whole(self, name: str, make: Callable[[bytes], object], done: Callable[[object], None]) -> None:
        """Fetch these bytes and make something of them, both off the window."""

        def came(content: bytes) -> None:
            self._looking.run(partial(make, content), done, lane=Lane.PAGES)

        self.content(name, came)

    def save(self, name: str, file: Path) -> None:
        """Put a copy of these bytes there."""

        def came(content: bytes) -> None:
            self._runner.run(
                partial(_written, file, content), self._view.show_saved, self._refused, lane=Lane.FILES
            )

        self._fetch(self._runner, name, came)

    def join(self, case_no: str, files: Sequence[Came], shelf: FileShelf, from_whom: str) -> None:
        """These files, which lie on the shelf, belong to the case from now on."""
        app = self._signed.app

        def work() -> Case:
            new = [file.new(shelf.read(file.sha256), from_whom) for file in files]
            return app.do(attach_all, case_no, new)

        def joined(case: Case) -> None:
            self._view.show_joined(files, made_by(Step.ATTACH, case, len(files)))

        def not_joined(error: CodedError) -> None:
            if self._here:
                self._view.show_not_joined(case_no, error)

        self._runner.run(work, joined, not_joined)


def _written(file: Path, content: bytes) -> Path:
    """Write in one move. Raises FileNotKept."""
    fresh = file.with_name(f"{file.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(file)
    except OSError as error:
        raise FileNotKept(why=error.strerror or type(error).__name__) from error
    return file


def _quiet(_: CodedError) -> None:
    """A picture that cannot be drawn stays a tile with its name."""
