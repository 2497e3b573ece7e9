"""我的: one's own password, the window's language, light or dark, size, and the keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from aftersales.domain.office import Office
from ui.errors import ShowsWrong
from ui.i18n import Language, translate
from ui.presenters.settings.mine import MinePresenter
from ui.views.parts.looks import SYSTEM, scheme_of
from ui.views.room import Room
from ui.views.settings.page import SettingsPage, column
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput
from ui.widgets.sections import Facts, SectionHead
from ui.widgets.theme import ZOOMS, px, theme
from ui.widgets.tokens import Scheme

LABEL = 96


def _secret() -> LineInput:
    line = LineInput()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setFixedWidth(px(260))
    return line


def keys() -> tuple[tuple[str, str], ...]:
    """The keys that work everywhere, and in forms."""
    return (
        ("Ctrl N", translate("Settings", "新投诉")),
        ("Ctrl K", translate("Settings", "搜索或执行")),
        ("Alt 1…9", translate("Settings", "打开左边的页面")),
        ("Ctrl L", translate("Settings", "锁定")),
        ("F5", translate("Settings", "刷新")),
        ("Ctrl + −", translate("Settings", "放大、缩小；Ctrl 0 复原")),
        ("Ctrl ↵", translate("Settings", "提交或保存")),
        ("F2", translate("Settings", "填“不详”或“无”")),
        ("Esc", translate("Settings", "关掉打开的小窗")),
    )


class MinePage(SettingsPage):
    """What is one's own: look and language hold at once, the password is saved."""

    def __init__(self, room: Room) -> None:
        me = room.signed.me
        super().__init__(
            room,
            translate("Settings", "我的"),
            translate("Settings", "{name}，登录名 {login}。语言、外观和大小只管您自己。").format(
                name=me.name, login=me.login
            ),
        )
        self.presenter = MinePresenter(self, room.runner, room.signed)
        self.old, self.new, self.again = (
            Field(label, _secret(), label_width=LABEL, grows=False)
            for label in (
                translate("Settings", "现在的密码"),
                translate("Settings", "新密码"),
                translate("Settings", "再输一次"),
            )
        )
        self._make_look()
        self.new.show_note(translate("Settings", "至少 8 个字符"), "")
        self.save.setText(translate("Settings", "换密码"))
        self.lay_out(self._content())
        for field in (self.old, self.new, self.again):
            field.changed.connect(self.look)
        self.stands()

    def _make_look(self) -> None:
        languages = (
            (Language.SIMPLIFIED, "简体中文"),
            (Language.TRADITIONAL, "繁體中文"),
            (Language.ENGLISH, "English"),
        )
        self.language = Segmented(languages)
        self.scheme = Segmented(
            (
                (Scheme.LIGHT, translate("Settings", "浅色")),
                (Scheme.DARK, translate("Settings", "深色")),
                (SYSTEM, translate("Settings", "跟随系统")),
            )
        )
        self.zoom = ComboInput([(str(zoom), f"{round(zoom * 100)}%") for zoom in ZOOMS])
        self.zoom.setFixedWidth(px(110))
        self._show_language()
        self._show_look()
        self.language.edited.connect(self._speak)
        self.scheme.edited.connect(self._dress)
        self.zoom.edited.connect(self._dress)

    def _show_language(self) -> None:
        self.language.choose(self.room.prefs.text("language") or Language.SIMPLIFIED)

    def _show_look(self) -> None:
        self.scheme.choose(self.room.prefs.text("scheme") or theme().scheme)
        self.zoom.choose(str(theme().zoom))

    def _content(self) -> QWidget:
        def labelled(label: str, editor: QWidget) -> Field:
            return Field(label, editor, label_width=LABEL, grows=False)

        return column(
            SectionHead(translate("Settings", "外观"), opens=False),
            labelled(translate("Settings", "语言"), self.language),
            labelled(translate("Settings", "颜色"), self.scheme),
            labelled(translate("Settings", "大小"), self.zoom),
            SectionHead(translate("Settings", "密码"), opens=False),
            self.old,
            self.new,
            self.again,
            SectionHead(translate("Settings", "快捷键"), opens=False),
            Facts(keys(), LABEL),
        )

    def typed(self) -> object:
        return tuple(field.editor.words() for field in (self.old, self.new, self.again))

    def fields(self) -> dict[str, ShowsWrong]:
        return {"old": self.old, "password": self.new, "again": self.again}

    def refresh(self) -> None:
        """The frame may have changed the look."""
        self._show_look()

    def show_office(self, office: Office, today: date) -> None:
        """Nothing of the office stands here."""

    def discard(self) -> None:
        for field in (self.old, self.new, self.again):
            field.editor.show_words("")
        self.clear_refusal()
        self.stands()

    def send(self) -> None:
        self.clear_refusal()
        old, new, again = (field.editor.words() for field in (self.old, self.new, self.again))
        self.presenter.new_password(old, new, again)

    def show_done(self, what: str) -> None:
        self.discard()
        super().show_done(what)

    # The look, which holds at once

    def _dress(self) -> None:
        self.room.prefs.put("scheme", self.scheme.code())
        self.room.prefs.put("zoom", float(self.zoom.code()))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().put_on(app, scheme_of(self.scheme.code()), float(self.zoom.code()))

    def _speak(self) -> None:
        """The frame is made anew in the other language, unless somebody wants to go on here."""
        if self.room.frame.may_leave():
            self.room.prefs.put("language", self.language.code())
            self.room.frame.go("@anew")
        self._show_language()
