"""The files of a case: thumbnails that open, new ones by drag, paste and file, copies to save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from aftersales.domain.case import Case
from aftersales.domain.errors import CodedError
from aftersales.domain.records.trail import Attachment
from ui import errors, texts
from ui.i18n import translate
from ui.presenters.drafts import place
from ui.presenters.live.taking_back import Made
from ui.presenters.photos.kept import Came, FileShelf
from ui.presenters.photos.names import ending, label_of
from ui.presenters.photos.showing import CaseFilesPresenter, is_picture
from ui.presenters.photos.taking import FilesPresenter, TakenIn
from ui.presenters.runner import Lane
from ui.views.casework.wording import Wording
from ui.views.parts.files_input import keep_whole
from ui.views.room import Room
from ui.views.taking_back import say_made
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.pages.view import PagesView
from ui.widgets.photos.darkroom import Pictures
from ui.widgets.photos.incoming import Incoming
from ui.widgets.photos.strip import LARGE, USUAL, PhotoStrip, Tile
from ui.widgets.photos.viewer import PhotoViewer
from ui.widgets.sections import Section
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDE = 1600
"""Px of a window from which thumbnails are large."""


class _Coming:
    """A handful of files on their way: into which case and from whom was settled when they came."""

    def __init__(self, page: CaseFiles, case_no: str, from_whom: str, *, whole: bool) -> None:
        self._page, self._case_no, self._from_whom = page, case_no, from_whom
        self.presenter = page.taker(self)
        self.presenter.whole = whole

    def show_taking(self, done: int, total: int) -> None:
        """So many of so many are made small."""
        self._page.show_taking(done, total, self.presenter.stop)

    def show_taken_in(self, taken: TakenIn) -> None:
        """They are small."""
        self._page.join(taken, self._case_no, self._from_whom)

    def show_thumbs(self, thumbs: Sequence[tuple[str, object]]) -> None:
        """The case shows its own."""


class CaseFiles(QWidget):
    """Thumbnails of a case's files; ``section`` holds them. Reading only where no ``page`` takes files."""

    def __init__(self, room: Room, *, page: QWidget | None = None, large: bool = False) -> None:
        super().__init__()
        self._room, self._say = room, Wording(room.words, room.signed.office)
        self._rows: tuple[Attachment, ...] = ()
        self._case_no, self._stamp = "", ""
        self.pictures = Pictures()
        self.presenter = CaseFilesPresenter(self, room.runner, room.signed, self.pictures)
        self.destroyed.connect(self.presenter.leave)
        signed = room.signed
        self.shelf = FileShelf(place(signed.url, signed.login) / "files")
        self.strip = PhotoStrip(LARGE if large else USUAL)
        self.note = Note()
        self.viewer: PhotoViewer | None = None
        self._shown: tuple[Attachment, ...] = ()
        self._lay_out(adds=page is not None)
        self.section = Section(translate("Case", "附件"), self)
        self.strip.opened.connect(self.look)
        self.strip.asked.connect(self._offer)
        if page is not None:
            self.incoming = Incoming(page)
            self.incoming.files.connect(self.take)
            self.incoming.picture.connect(self._paste)

    def _lay_out(self, *, adds: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(8), 0, px(12))
        column.setSpacing(px(8))
        column.addWidget(self.strip)
        self.add = Button(translate("Photos", "添加照片或文件…"), icon="paperclip", small=True)
        codes = ("customer", "office", "third_party")
        self.whose = Segmented([(code, self._room.words.word("from_whom", code)) for code in codes])
        self.whose.choose("customer")
        self.whose.setAccessibleName(translate("Photos", "来自"))
        self.whole = keep_whole()
        told = translate("Photos", "也可以拖进来，或按 Ctrl+V 粘贴")
        label, hint = PlainLabel(translate("Photos", "来自")), PlainLabel(told, fonts.label, Token.INK3)
        self.adding = Flow((self.add, label, self.whose, self.whole, hint))
        column.addWidget(self.adding)
        self.adding.setVisible(adds)
        column.addWidget(self.note)
        self.note.hide()
        self.add.clicked.connect(self._ask)

    # What is shown

    def show_case(self, case: Case, now: datetime) -> None:
        """Show this case's files; those taken back are left out."""
        rows = tuple(row for row in case.attachments if not row.gone)
        if case.complaint.case_no != self._case_no:
            self._case_no = case.complaint.case_no
            self._tell(())
        told = (
            translate("Case", "{n} 个文件").format(n=len(rows)) if rows else translate("Case", "还没有附件")
        )
        self.section.head.tell(told)
        if rows == self._rows:
            return
        self._rows = rows
        self.strip.show_tiles([self._tile(row, now) for row in rows])
        self.strip.setVisible(bool(rows))
        self.presenter.thumbs(rows)

    def _tile(self, row: Attachment, now: datetime) -> Tile:
        words = self._room.words
        whose = words.word("from_whom", row.from_whom or "")
        who = f"{self._say.person(row.created_by)} {self._say.when(row.created_at, now)}"
        said = " · ".join((words.word("attachment_kind", row.kind or ""), whose, who))
        return Tile(row.sha256, row.name or "", is_picture(row), said)

    def show_thumbs(self, thumbs: Sequence[tuple[str, object]]) -> None:
        """Thumbnails by sha256."""
        for name, thumb in thumbs:
            self.strip.show_thumb(name, thumb)

    # Looking

    def look(self, at: int) -> None:
        """Open the file at this place: a picture over the window, a PDF in its pages, else a copy to save."""
        row = self._rows[at]
        if is_picture(row):
            self._view(row)
        elif ending(row.name or "") == "pdf":
            self.presenter.content(row.sha256, partial(self._read, row))
        else:
            self._save(row)

    def _view(self, row: Attachment) -> None:
        self._shown = tuple(each for each in self._rows if is_picture(each))
        if self.viewer is None:
            self.viewer = PhotoViewer(self.window())
            self.viewer.wanted.connect(self._bring)
        self.viewer.come([each.name or "" for each in self._shown], self._shown.index(row))

    def _bring(self, place_: int) -> None:
        if self.viewer is not None:
            done = partial(self._brought, place_, self._shown[place_])
            self.presenter.whole(self._shown[place_].sha256, self.pictures.whole, done)

    def _brought(self, place_: int, row: Attachment, picture: object | None) -> None:
        """The picture goes into the viewer; what is none for all its name is offered as a copy."""
        if self.viewer is None:
            return
        if picture is None and self.viewer.isVisible() and self.viewer.at == place_:
            self.viewer.leave()
            self._save(row)
        self.viewer.show_picture(place_, picture)

    def _read(self, row: Attachment, content: bytes) -> None:
        box = QDialog(self.window())
        box.setWindowTitle(row.name or "")
        box.resize(px(900), px(640))
        pages = PagesView(
            lambda work, done, failed: self._room.runner.run(work, done, failed, lane=Lane.PAGES)
        )
        pages.failed.connect(self.show_refused)
        column, foot = QVBoxLayout(box), QHBoxLayout()
        save = Button(translate("Photos", "另存为…"), icon="download")
        save.clicked.connect(lambda: self._save(row))
        close = Button(translate("Photos", "关闭"), Kind.GHOST, key="Esc")
        close.clicked.connect(box.reject)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(save)
        column.addWidget(pages, 1)
        column.addLayout(foot)
        box.finished.connect(box.deleteLater)
        box.open()
        pages.show_pdf(content)

    def _offer(self, at: int, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(translate("Photos", "打开"), lambda: self.look(at))
        menu.addAction(translate("Photos", "另存为…"), lambda: self._save(self._rows[at]))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _save(self, row: Attachment) -> None:
        asked = QFileDialog.getSaveFileName(self, translate("Photos", "另存为"), label_of(row.name or ""))
        if asked[0]:
            self.presenter.save(row.sha256, Path(asked[0]))

    def show_saved(self, file: Path) -> None:
        """A copy lies there."""
        self._room.frame.say(translate("Photos", "已存为 {name}").format(name=file.name))

    # Adding

    def taker(self, coming: _Coming) -> FilesPresenter:
        """What makes a handful of files small."""
        return FilesPresenter(coming, self._room.runner, self.pictures, self.shelf)

    def _coming(self) -> FilesPresenter:
        whole = self.whole.isChecked()
        return _Coming(self, self._case_no, self.whose.code(), whole=whole).presenter

    def take(self, files: Sequence[Path]) -> None:
        """Take these files into the case in sight."""
        self._coming().take(files)

    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, translate("Photos", "选照片或文件"))
        if names:
            self.take([Path(name) for name in names])

    def _paste(self, image: object) -> None:
        now = datetime.now(self._room.signed.office.zone)
        told = translate("Photos", "粘贴 {time}").format(time=f"{now:%m-%d %H%M%S}")
        self._coming().paste(image, f"{told}.jpg")

    def show_taking(self, done: int, total: int, stop: Callable[[], None]) -> None:
        """So many of so many are made small; ``stop`` takes no more of them."""
        told = translate("Photos", "正在处理照片") if total else ""
        self._room.frame.work(told, done, total, stop if told else None)

    def join(self, taken: TakenIn, case_no: str, from_whom: str) -> None:
        """These belong to the case from now on; what was refused is said."""
        self._tell_of(case_no, taken.refused)
        files = tuple(file for file, _ in taken.kept)
        if files and case_no:
            self.presenter.join(case_no, files, self.shelf, from_whom)

    def show_joined(self, files: Sequence[Came], made: Made | None) -> None:
        """They are there."""
        told = translate("Photos", "已存入 {n} 个附件").format(n=len(files))
        if made is None or made.case_no == self._case_no:
            self.section.open()
        else:
            told = f"{made.case_no} {told}"
        say_made(self._room, told, made)
        self._room.frame.changed()

    def show_not_joined(self, case_no: str, error: CodedError) -> None:
        """Say why not."""
        self._tell_of(case_no, (error,))

    def show_refused(self, error: CodedError) -> None:
        """Say why not."""
        self._tell((error,))

    def _tell_of(self, case_no: str, refused: Sequence[CodedError]) -> None:
        """Beside the case's files while they are in sight, else as a toast."""
        if case_no == self._case_no:
            self._tell(refused)
        elif refused:
            self._room.frame.say(f"{case_no}{texts.colon()}" + "\n".join(self._sentences(refused)))

    def _sentences(self, refused: Sequence[CodedError]) -> list[str]:
        return [each.sentence for error in refused for each in errors.problems(error, self._room.words)]

    def _tell(self, refused: Sequence[CodedError]) -> None:
        told = self._sentences(refused)
        self.note.say("\n".join(told), "alert-circle", Token.RED)
        self.note.setVisible(bool(told))
        if told:
            self.section.open()
