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
    ) -> None:
        self._page, self.field, self._room, self._refused = page, field, room, refused
        self.pictures = Pictures()
        self.presenter = FilesPresenter(self, room.runner, self.pictures, shelf)
        self.incoming = Incoming(page)
        self.viewer: PhotoViewer | None = None
        self._shown: tuple[Came, ...] = ()
        self.incoming.files.connect(self.presenter.take)
        self.incoming.picture.connect(self._paste)
        field.asked.connect(self._ask)
        field.opened.connect(self._look)
        field.whole.connect(self._keep_whole)

    def _keep_whole(self, yes: bool) -> None:
        self.presenter.whole = yes

    def _paste(self, image: object) -> None:
        now = datetime.now(self._room.signed.office.zone)
        told = translate("Photos", "粘贴 {time}").format(time=f"{now:%m-%d %H%M%S}")
        self.presenter.paste(image, f"{told}.jpg")

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._page, translate("Photos", "选照片或文件"))
        if names:
            self.presenter.take([Path(name) for name in names])

    def again(self) -> None:
        """Show the thumbnails of what a draft brought back."""
        self.presenter.thumbs(self.field.files())

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
        shelf, name = self.presenter.shelf, self._shown[place].sha256
        self._room.runner.run(
            lambda: self.pictures.whole(shelf.read(name)),
            partial(self.viewer.show_picture, place),
            lambda error: self._refused((error,)),
            lane=Lane.PAGES,
        )

    # What the presenter shows

    def show_taken_in(self, taken: TakenIn) -> None:
        """These have come; what was refused is said."""
        if taken.kept:
            self.field.join(taken.kept)
        if taken.refused:
            self._refused(taken.refused)

    def show_taking(self, done: int, total: int) -> None:
        """So many of so many are made small; many of them also in the status line, with a way to stop."""
        self.field.show_going(done, total)
        told = translate("Photos", "正在处理照片") if total > 1 else ""
        self._room.frame.work(told, done, total, self.presenter.stop if told else None)

    def show_thumbs(self, thumbs: Sequence[tuple[str, object]]) -> None:
        """Thumbnails by sha256."""
        for name, thumb in thumbs:
            self.field.strip.show_thumb(name, thumb)
