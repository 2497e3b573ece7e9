"""The files of a form: a button that adds, as they come or small, thumbnails that open and go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import texts
from ui.i18n import translate
from ui.presenters.photos.kept import Came, came
from ui.widgets import fonts
from ui.widgets.buttons import Button, CheckBox, Kind
from ui.widgets.paint import strokes
from ui.widgets.photos.strip import SMALL, PhotoStrip, Tile
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel


def keep_whole() -> CheckBox:
    """The box that says whether pictures are kept as they come."""
    box = CheckBox(translate("Photos", "保留原图"))
    strokes.tip(box, translate("Photos", "照片按原样存，不缩小；每个最多 25 MB"))
    return box


class FilesInput(QWidget):
    """Files as a field of a form. ``asked``: some are to be chosen; ``opened``: the one at this place.

    ``whole``: whether pictures are kept as they come from now on.
    """

    edited = Signal()
    settled = Signal()
    asked = Signal()
    opened = Signal(int)
    whole = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[Came, ...] = ()
        self.add = Button(translate("Photos", "添加照片或文件…"), Kind.GHOST, icon="camera", small=True)
        self.keep = keep_whole()
        self.hint = PlainLabel("", fonts.label, Token.INK3, wraps=True)
        self.strip = PhotoStrip(SMALL, removable=True)
        line, column = QHBoxLayout(), QVBoxLayout(self)
        line.setSpacing(px(8))
        line.addWidget(self.add)
        line.addWidget(self.keep)
        line.addWidget(self.hint, 1)
        column.setContentsMargins(0, px(1), 0, 0)
        column.setSpacing(px(4))
        column.addLayout(line)
        column.addWidget(self.strip)
        self.setFocusProxy(self.add)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add.clicked.connect(self.asked)
        self.keep.toggled.connect(self.whole)
        self.strip.removed.connect(self._remove)
        self.strip.opened.connect(self.opened)
        self.show_files(())

    def files(self) -> tuple[Came, ...]:
        """What is there, in order."""
        return self._files

    def rows(self) -> list[dict[str, object]]:
        """What is there, as a draft keeps it."""
        return [file.told() for file in self._files]

    def show_rows(self, rows: object) -> None:
        """Show what a draft kept."""
        self.show_files(came(rows))

    def show_files(self, files: Sequence[Came]) -> None:
        """Show these files; the same bytes twice are one."""
        self._files = tuple({file.sha256: file for file in files}.values())
        self.strip.show_tiles([Tile(file.sha256, file.name, file.picture) for file in self._files])
        self.strip.setVisible(bool(self._files))
        self.show_going(0, 0)

    def join(self, files: Sequence[tuple[Came, object]]) -> None:
        """These have come."""
        self.show_files((*self._files, *(file for file, _ in files)))
        for file, thumb in files:
            self.strip.show_thumb(file.sha256, thumb)
        self.edited.emit()

    def show_going(self, done: int, total: int) -> None:
        """Say how many are being made small, or how files come here."""
        if total:
            self.hint.setText(
                translate("Photos", "正在处理 {done}/{total}").format(done=done + 1, total=total)
            )
        elif self._files:
            self.hint.setText(translate("Photos", "{n} 个文件，提交时一起存入").format(n=len(self._files)))
        else:
            self.hint.setText(translate("Photos", "也可以拖进来，或按 Ctrl+V 粘贴"))

    def _remove(self, at: int) -> None:
        self.show_files([file for place, file in enumerate(self._files) if place != at])
        self.edited.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # What every editor can do

    def show_words(self, words: str) -> None:
        """Take every file away; files are shown by ``show_rows``."""
        self.show_files(())

    def words(self) -> str:
        """The names, for reading aloud."""
        return texts.joint().join(file.name for file in self._files)

    def set_wrong(self, wrong: bool) -> None:
        """A file is refused when it comes, and says so then."""

    def problem(self) -> str:
        """Nothing is wrong with what was taken in."""
        return ""
