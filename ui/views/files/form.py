"""Files of a form: dropped, pasted or chosen on its page; taken in off the window, looked at in full size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from aftersales.domain.errors import CodedError
from ui.i18n import translate
from ui.presenters.photos.kept import Came, FileShelf
from ui.presenters.photos.taking import FilesPresenter, TakenIn
from ui.presenters.runner import Lane
from ui.views.parts.files_input import FilesInput
from ui.views.room import Room
from ui.widgets.photos.darkroom import Pictures
from ui.widgets.photos.incoming import Incoming
from ui.widgets.photos.viewer import PhotoViewer


class FormFiles:
    """Joins a page, its field of files and the shelf on which they wait."""

    def __init__(
        self,
        page: QWidget,
        field: FilesInput,
        room: Room,
        shelf: FileShelf,
        refused: Callable[[Sequence[CodedError]], None],
        *,
        whose: Callable[[], str] = str,
        late: Callable[[str, Sequence[Came]], None] = lambda _, __: None,
        left: Callable[[str], None] = lambda _: None,
    ) -> None:
        """``whose``: the name of the form on the page; ``late``: files came for one that is not there now.

        ``left``: another form came while one waited for its files; what waited for them is not done.
        """
        self._page, self.field, self.room, self._refused = page, field, room, refused
        self.pictures = Pictures()
        self.shelf, self._whose, self._late, self._left = shelf, whose, late, left
        self._whole = False
        self._going: list[_Handful] = []
        self._next: tuple[str, Callable[[], None]] | None = None
        self.incoming = Incoming(page)
        self.viewer: PhotoViewer | None = None
        self._shown: tuple[Came, ...] = ()
        self.incoming.files.connect(self._take)
        self.incoming.picture.connect(self._paste)
        field.asked.connect(self._ask)
        field.opened.connect(self._look)
        field.whole.connect(self._keep_whole)

    def _keep_whole(self, yes: bool) -> None:
        self._whole = yes

    def _handful(self) -> FilesPresenter:
        handful = _Handful(self, self._whose())
        handful.presenter.whole = self._whole
        self._going.append(handful)
        return handful.presenter

    def _take(self, files: Sequence[Path]) -> None:
        self._handful().take(files)

    def _paste(self, image: object) -> None:
        now = datetime.now(self.room.signed.office.zone)
        told = translate("Photos", "粘贴 {time}").format(time=f"{now:%m-%d %H%M%S}")
        self._handful().paste(image, f"{told}.jpg")

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._page, translate("Photos", "选照片或文件"))
        if names:
            self._take([Path(name) for name in names])

    @property
    def going(self) -> bool:
        """Whether files of the form on the page are on their way to it."""
        return any(one.form == self._whose() for one in self._going)

    def then(self, act: Callable[[], None]) -> None:
        """Do it when all files of the form on the page are there; not where one is refused, or it goes."""
        self._next = None
        if self.going:
            self._next = (self._whose(), act)
        else:
            act()

    def forget(self) -> None:
        """What waits for files is not done."""
        self._next = None

    def again(self) -> None:
        """A draft came on the page: show its thumbnails; what waited for the files of another is not done."""
        if self._next is not None and self._next[0] != self._whose():
            (form, _), self._next = self._next, None
            self._left(form)
        _Handful(self, self._whose()).presenter.thumbs(self.field.files())

    def _look(self, at: int) -> None:
        file = self.field.files()[at]
        if not file.picture:
            return
        self._shown = tuple(each for each in self.field.files() if each.picture)
        if self.viewer is None:
            self.viewer = PhotoViewer(self._page.window())
            self.viewer.wanted.connect(self._bring)
        self.viewer.come([each.name for each in self._shown], self._shown.index(file))

    def _bring(self, place: int) -> None:
        if self.viewer is None:
            return
        shelf, name = self.shelf, self._shown[place].sha256
        self.room.runner.run(
            lambda: self.pictures.whole(shelf.read(name)),
            partial(self.viewer.show_picture, place),
            lambda error: self._refused((error,)),
            lane=Lane.PAGES,
        )

    # What the presenter shows

    def show_taken_in(self, form: str, taken: TakenIn) -> None:
        """These have come for that form; what was refused is said."""
        if form != self._whose():
            self._tell_late(form, taken)
            return
        if taken.kept:
            self.field.join(taken.kept)
        if taken.refused:
            self._next = None
            self._refused(taken.refused)
        self._go_on()

    def _tell_late(self, form: str, taken: TakenIn) -> None:
        if taken.kept:
            self._late(form, [file for file, _ in taken.kept])
        for error in taken.refused:
            self.room.frame.refuse(error)

    def _go_on(self) -> None:
        if self._next is not None and not self.going:
            (form, act), self._next = self._next, None
            if form == self._whose():
                act()

    def show_taking(self, handful: _Handful, done: int, total: int) -> None:
        """So many of so many are made small; many of them also in the status line, with a way to stop."""
        if not total and handful in self._going:
            self._going.remove(handful)
        if handful.form == self._whose():
            self.field.show_going(done, total)
        told = translate("Photos", "正在处理照片") if total > 1 else ""
        self.room.frame.work(told, done, total, partial(self._stop, handful) if told else None)

    def _stop(self, handful: _Handful) -> None:
        """What waited for them is not done: whoever stopped them looks again."""
        self._next = None
        handful.presenter.stop()
        self._refused(())

    def show_thumbs(self, thumbs: Sequence[tuple[str, object]]) -> None:
        """Thumbnails by sha256."""
        for name, thumb in thumbs:
            self.field.strip.show_thumb(name, thumb)


class _Handful:
    """Files that were brought at once, for the form that was on the page then."""

    def __init__(self, files: FormFiles, form: str) -> None:
        self._files, self.form = files, form
        self.presenter = FilesPresenter(self, files.room.runner, files.pictures, files.shelf)

    def show_taken_in(self, taken: TakenIn) -> None:
        self._files.show_taken_in(self.form, taken)

    def show_taking(self, done: int, total: int) -> None:
        self._files.show_taking(self, done, total)

    def show_thumbs(self, thumbs: Sequence[tuple[str, object]]) -> None:
        self._files.show_thumbs(thumbs)
