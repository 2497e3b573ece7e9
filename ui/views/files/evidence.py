"""The evidence of a step in its own form: a screenshot pasted, a photo dropped, a file chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from ui.errors import problems
from ui.i18n import translate
from ui.presenters.drafts import place
from ui.presenters.photos.kept import FileShelf
from ui.views.casework.editors import LABEL
from ui.views.files.form import FormFiles
from ui.views.parts.files_input import FilesInput
from ui.views.room import Room
from ui.widgets.fields.field import Field


class Evidence(QWidget):
    """A field of files on the page of a form; ``edited`` is called when they change."""

    def __init__(self, page: QWidget, room: Room, edited: Callable[[], None]) -> None:
        super().__init__()
        self._page, self._words = page, room.words
        self.input = FilesInput()
        word = translate("StepForm", "截图或照片")
        self.field = Field(word, self.input, label_width=LABEL)
        self.shelf = FileShelf(place(room.signed.url, room.signed.login) / "files")
        self._form = "evidence"
        self.files = FormFiles(page, self.input, room, self.shelf, self._refused, whose=lambda: self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.input.edited.connect(edited)

    def _refused(self, errors: Sequence[CodedError]) -> None:
        told = [each.sentence for error in errors for each in problems(error, self._words)]
        self.field.show_wrong("\n".join(told))

    def then(self, act: Callable[[], None]) -> None:
        """Do it once the files on their way are there; until then it is said what is waited for."""
        if self.files.going:
            self.field.show_note(translate("Photos", "正在处理照片"), "hourglass")
        self.files.then(act)

    def end(self) -> None:
        """The page takes no files any more; those still on their way are let go."""
        self._form = ""
        self._page.setAcceptDrops(False)
        self.files.incoming.deleteLater()
