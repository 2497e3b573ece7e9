"""备份: where copies go, a copy now, the drill, the copies, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from ui import texts
from ui.i18n import translate
from ui.models.cells import Cell, DueMark, Mood, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.settings.backups import (
    BackedUp,
    BackupDoors,
    BackupsPresenter,
    BroughtBack,
    Drilled,
    Kept,
    Places,
)
from ui.views.live.backed_up import told_of
from ui.views.parts import moments
from ui.views.room import Room
from ui.views.settings.page import SettingsPage
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Field, Note
from ui.widgets.fields.line import LineInput
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px
from ui.widgets.tokens import Token

PLACES = 900
"""The folders in px at 100 %."""


class PlaceRow(QWidget):
    """A folder: typed, or chosen from the computer."""

    def __init__(self, label: str, ask: Callable[[], str]) -> None:
        super().__init__()
        self.field = Field(label, LineInput(), label_width=64)
        self.choose = Button(translate("Settings", "选文件夹…"), icon="folder-open", small=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        line.addWidget(self.field, 1)
        line.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self._ask = ask
        self.choose.clicked.connect(self._chosen)

    def _chosen(self) -> None:
        place = self._ask()
        if place:
            self.field.editor.show_words(place)
            self.field.changed.emit()

    def text(self) -> str:
        """The folder that stands there."""
        return self.field.editor.words().strip()


class BackupsPage(SettingsPage):
    """The copies of the office."""

    def __init__(self, room: Room, doors: BackupDoors, ask_folder: Callable[[], str] | None = None) -> None:
        """``ask_folder``: asks a person for a folder; "" is none."""
        super().__init__(
            room,
            translate("Settings", "备份"),
            translate(
                "Settings", "每份都是完整的一份资料，做好就核对。没有恢复过的备份不算数：每月演练一次。"
            ),
        )
        self.presenter = BackupsPresenter(self, room.runner, room.signed, doors)
        ask = ask_folder or self._folder
        self.folder = PlaceRow(translate("Settings", "存放处"), ask)
        self.second = PlaceRow(translate("Settings", "第二处"), ask)
        self.second.field.show_note(translate("Settings", "移动硬盘或另一台电脑；空着就没有"), "")
        self.state_of, self._doing = Note(), ""
        self.rows: RowsModel[Kept] = RowsModel(self._columns(), lambda kept: kept.path)
        self.list = ListView(self.rows, translate("Settings", "备份"))
        self.make = Button(translate("Settings", "立即备份"), icon="device-floppy")
        self.save.setText(translate("Settings", "保存存放处"))
        self.drill = Button(translate("Settings", "演练恢复"), icon="refresh")
        self.restore = Button(translate("Settings", "从这份恢复…"), Kind.GHOST)
        self._lay_out()
        self._listen()
        self.stands()

    def _columns(self) -> tuple[Column[Kept], ...]:
        def at(kept: Kept) -> str:
            zone = self.room.signed.office.zone
            return moments.short(kept.at.astimezone(zone), datetime.now(zone))

        def sound(kept: Kept) -> Cell:
            if kept.sound:
                return DueMark(Mood.DONE, translate("Settings", "核对无误"))
            return DueMark(Mood.OVERDUE, translate("Settings", "核对时发现问题"))

        return (
            Column("at", translate("Settings", "时间"), at, 130),
            Column("sound", translate("Settings", "核对"), sound, 150),
            Column(
                "size",
                translate("Settings", "大小"),
                lambda kept: translate("Settings", "{mb} MB").format(mb=f"{kept.size / 1024 / 1024:.1f}"),
                90,
                right=True,
            ),
            Column("path", translate("Settings", "文件"), lambda kept: Phrase(kept.path.name, Tone.LABEL)),
        )

    def _lay_out(self) -> None:
        page, above, body = QVBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self.head(self.drill, self.make))
        above.setContentsMargins(px(24), 0, px(24), px(8))
        above.setSpacing(px(6))
        for row in (self.folder, self.second, self.state_of):
            row.setMaximumWidth(px(PLACES))
            above.addWidget(row)
        page.addLayout(above)
        body.setContentsMargins(px(16), 0, px(16), 0)
        body.addWidget(self.list)
        page.addLayout(body, 1)
        page.addWidget(self._inset(self.refused))
        page.addWidget(self.foot(self.restore))
        why = translate("Settings", "按“立即备份”做第一份。")
        self.list.set_empty(EmptyList("database", translate("Settings", "还没有备份"), why))

    def _listen(self) -> None:
        for row in (self.folder, self.second):
            row.field.changed.connect(self.look)
        self.make.clicked.connect(self._make)
        self.drill.clicked.connect(self._drill)
        self.restore.clicked.connect(self._ask_restore)
        self.list.chose.connect(lambda _: self._follow())
        self._follow()

    def _follow(self) -> None:
        why = "" if len(self.list.chosen_rows()) == 1 else translate("Settings", "先在上面选一份备份")
        self.restore.may_not(self._wait() or why)

    def _wait(self) -> str:
        return translate("Settings", "请稍等") if self._busy else ""

    def typed(self) -> object:
        return (self.folder.text(), self.second.text())

    def look(self) -> None:
        super().look()
        why = translate("Settings", "先保存存放处") if self.is_dirty() else ""
        for button in (self.make, self.drill):
            button.may_not(self._wait() or why)
        if self._busy:
            self.save.may_not(self._wait())

    def _folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, translate("Settings", "选文件夹"))

    # What a person does

    def refresh(self) -> None:
        self.presenter.refresh()

    def send(self) -> None:
        places = Places(self.folder.text(), self.second.text())
        self._stood = self.typed()
        self.presenter.keep_places(places)
        self.room.frame.say(translate("Settings", "已保存"))

    def _make(self) -> None:
        self._working(translate("Settings", "正在备份并核对"))
        self.presenter.make()

    def _drill(self) -> None:
        self._working(translate("Settings", "正在演练恢复"))
        self.presenter.drill()

    def _working(self, told: str) -> None:
        self.refused.hide()
        self.state_of.say(told, "hourglass", Token.INK2)
        self._doing = told
        self.show_progress(0, 0)

    def _ask_restore(self) -> None:
        kept = self.list.chosen_rows()[0]
        at = self.rows.cell(self.rows.place(kept.path), 0)
        box = Decision(
            translate("Settings", "恢复到 {at} 的备份？").format(at=at),
            translate(
                "Settings",
                "那以后登记和办理的一切都会从这里消失。现在的资料先自动备份一份，随时可以再恢复回来。"
                "请先让别的电脑退出程序；恢复后要重新登录。",
            ),
            translate("Settings", "从备份恢复"),
            translate("Settings", "保留现在的"),
            parent=self.window(),
        )
        if self.ask(box) and self._nobody_stays():
            self._working(translate("Settings", "正在恢复"))
            self.presenter.restore(kept.path)

    def _nobody_stays(self) -> bool:
        """Whether all that is half filled in is given up; afterwards there is no office to keep it in."""
        given_up = self.room.frame.may_leave()
        if given_up and not self.isVisible():
            self.room.frame.go("settings", "backups")
        return given_up

    # What the presenter shows

    def show_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.look()
        self._follow()
        if not busy:
            self.room.frame.work("", 0, 0, None)

    def show_progress(self, done: int, total: int) -> None:
        self.room.frame.work(self._doing, done, total, self.presenter.stop)

    def show_stopped(self) -> None:
        self.state_of.say(translate("Settings", "已停止，什么都没有改动"), "info-circle", Token.INK2)

    def show_copies(self, places: Places, copies: tuple[Kept, ...]) -> None:
        if not self.is_dirty():
            self.folder.field.editor.show_words(places.folder)
            self.second.field.editor.show_words(places.second)
            self.stands()
        self.rows.show(copies)
        if not self.state_of.text():
            self._tell_last(copies)
        self._follow()

    def _tell_last(self, copies: tuple[Kept, ...]) -> None:
        good = next((kept for kept in copies if kept.sound and kept.own), None)
        if good is None:
            self.state_of.say(translate("Settings", "还没有一份好的备份"), "shield-exclamation", Token.AMBER)
            return
        days = (datetime.now(UTC) - good.at).days
        told = translate("Settings", "最近一份好的备份：{at}").format(at=self.rows.columns[0].cell(good))
        late = days >= 2
        self.state_of.say(
            told, "shield-exclamation" if late else "shield-check", Token.AMBER if late else Token.INK2
        )

    def show_made(self, made: BackedUp) -> None:
        self.state_of.say(*told_of(made, self.room.words))
        self.room.frame.changed()

    def show_drilled(self, drilled: Drilled) -> None:
        if drilled.sound:
            told = translate(
                "Settings", "演练成功：最新的备份能恢复，{n} 件投诉都在；之后又办了 {steps} 步。"
            )
            shown = told.format(n=drilled.cases, steps=drilled.steps_since)
            self.state_of.say(shown, "shield-check", Token.INK2)
        else:
            told = translate("Settings", "演练失败：最新的备份恢复后不对。请马上再备份一次，并联系维护人员。")
            self.state_of.say(told, "alert-circle", Token.RED)

    def show_restored(self, back: BroughtBack) -> None:
        told = translate("Settings", "已恢复：{n} 件投诉。请重新登录。").format(n=back.cases)
        if back.logins:
            who = translate("Settings", "要设新密码的人：{who}").format(who=texts.joint().join(back.logins))
            told = f"{told} {who}"
        self.room.frame.say(told)
        self.room.frame.go("@leave")

    def show_refused(self, error: CodedError) -> None:
        self.state_of.say("", "", Token.INK2)
        super().show_refused(error)
        self._follow()
