"""Signing in: login and password; after the lock, the same person's password alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui import texts
from ui.i18n import translate
from ui.presenters.session import Doors, Signed, SignInPresenter
from ui.views.parts.enter_line import EnterLine
from ui.views.parts.entry import Card, Refusal, named
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput
from ui.widgets.flow import Flow
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from ui.presenters.runner import Runner
    from ui.texts import Words


class SignInView(Card):
    """``signed`` brings who came in; ``elsewhere`` asks for the page of the first start."""

    signed = Signal(object)
    elsewhere = Signal()

    def __init__(self, runner: Runner, doors: Doors, words: Words, url: str, where: str) -> None:
        """``where``: the office as a person knows it."""
        super().__init__(500, 384)
        self.presenter = SignInPresenter(self, runner, doors, url)
        self.title = PlainLabel(translate("SignIn", "登录"), fonts.title)
        self.where = PlainLabel(where, fonts.label, Token.INK3, wraps=True)
        last = EnterLine(secret=True)
        login, password = translate("SignIn", "登录名"), translate("SignIn", "密码")
        self.login = Field(login, LineInput(), required=True)
        self.password = Field(password, last, required=True)
        self.refusal = Refusal(words, {"login": self.login, "password": self.password})
        self.enter = Button(translate("SignIn", "登录"), Kind.PRIMARY, key="↵")
        self.other = Button(translate("SignIn", "换一个公司"), Kind.LINK, small=True)
        self.forgot = Button(translate("SignIn", "忘记密码"), Kind.LINK, small=True)
        self.help = PlainLabel("", fonts.label, Token.INK2, wraps=True)
        self.help.hide()
        self._lay_out()
        if url == doors.practice_place:
            told = translate("SignIn", "练习公司里每个人的密码都是 {password}。")
            self._tell(told.format(password=doors.practice_password))
        self.enter.clicked.connect(self.sign_in)
        for field in (self.login, self.password):
            field.changed.connect(self.refusal.clear)
        last.entered.connect(self.sign_in)
        self.other.clicked.connect(self.elsewhere)
        self.forgot.clicked.connect(self.presenter.forgot)
        self.setFocusProxy(self.login.widget)

    def _lay_out(self) -> None:
        column, foot, ways = QVBoxLayout(self.card), QHBoxLayout(), Flow((self.other, self.forgot))
        column.setContentsMargins(px(40), px(32), px(40), px(24))
        column.setSpacing(px(10))
        column.addWidget(named(translate("SignIn", "售后客诉")))
        column.addSpacing(px(12))
        column.addWidget(self.title)
        column.addWidget(self.where)
        column.addSpacing(px(6))
        for part in (self.login, self.password, self.refusal, self.help):
            column.addWidget(part)
        column.addStretch(1)
        foot.addWidget(ways, 1)
        foot.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)

    @staticmethod
    def _line(field: Field) -> LineInput:
        widget = field.widget
        if not isinstance(widget, LineInput):
            raise TypeError(widget)
        return widget

    def lock(self, who: Signed) -> None:
        """Nobody touched anything for a while: the same person's password goes on where it stopped."""
        self.title.setText(translate("SignIn", "已锁定，{name}").format(name=who.me.name))
        self._line(self.login).show_words(who.login)
        self._line(self.password).clear()
        self.refusal.clear()
        self.setFocusProxy(self.password.widget)
        self.password.take_focus()

    def sign_in(self) -> None:
        """Try what was typed."""
        if self.enter.isEnabled():
            self.refusal.clear()
            self.presenter.sign_in(self._line(self.login).text(), self._line(self.password).text())

    # What the presenter shows

    def show_busy(self, *, busy: bool) -> None:
        self.enter.may_not(translate("SignIn", "正在核对") if busy else "")

    def show_refused(self, error: CodedError) -> None:
        self.password.take_focus()
        self._line(self.password).selectAll()
        self.refusal.say(error)

    def show_older(self) -> None:
        self.enter.setText(translate("SignIn", "备份并升级"))

    def show_helpers(self, names: tuple[str, ...], *, served: bool) -> None:
        who = texts.joint().join(names)
        ask = translate("SignIn", "请管理员{who}在“设置·人员”里给您一个新密码，密码本身谁也查不到。")
        last = translate(
            "SignIn",
            "管理员自己忘了：资料文件的主人在那台电脑上用命令换：aftersalesctl --as 登录名 staff password",
        )
        if served:
            last = translate("SignIn", "管理员自己忘了：请管数据库服务器的人给这个登录名换密码。")
        self._tell(ask.format(who=f" {who} " if who else "") + "\n" + last)

    def _tell(self, told: str) -> None:
        self.help.setText(told)
        self.help.show()

    def show_signed(self, who: Signed) -> None:
        self._line(self.password).clear()
        self.signed.emit(who)
