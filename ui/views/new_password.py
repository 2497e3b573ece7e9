"""The page behind the sign-in: a password of one's own in place of the one that an administrator gave."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from aftersales.domain.errors import CodedError
from ui.i18n import translate
from ui.presenters.runner import Runner
from ui.presenters.session import Signed
from ui.presenters.settings.new_password import NewPasswordPresenter
from ui.texts import Words
from ui.views.parts.enter_line import EnterLine
from ui.views.parts.entry import Card, Refusal, named
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Field
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel


class NewPasswordView(Card):
    """``signed`` brings who is in with his own password; ``elsewhere`` goes back to the sign-in."""

    signed = Signal(object)
    elsewhere = Signal()

    def __init__(self, runner: Runner, words: Words, who: Signed) -> None:
        super().__init__(500, 384)
        self.presenter = NewPasswordPresenter(self, runner, who)
        self.title = PlainLabel(translate("SignIn", "请先设一个新密码"), fonts.title)
        told = translate("SignIn", "{name}，您现在的密码是管理员给的。换成只有您自己知道的，再开始工作。")
        self.why = PlainLabel(told.format(name=who.me.name), fonts.label, Token.INK3, wraps=True)
        first, last = EnterLine(secret=True), EnterLine(secret=True)
        self.password = Field(translate("SignIn", "新密码"), first, required=True)
        self.again = Field(translate("SignIn", "再输一次"), last, required=True)
        self.password.show_note(translate("SignIn", "至少 8 个字符"), "")
        self.refusal = Refusal(words, {"password": self.password, "again": self.again})
        self.enter = Button(translate("SignIn", "换密码并进入"), Kind.PRIMARY, key="↵")
        self.back = Button(translate("SignIn", "回到登录"), Kind.LINK, small=True)
        self._lay_out()
        self.enter.clicked.connect(self.renew)
        for field in (self.password, self.again):
            field.changed.connect(self.refusal.clear)
        first.entered.connect(self.again.take_focus)
        last.entered.connect(self.renew)
        self.back.clicked.connect(self.elsewhere)
        self.setFocusProxy(first)

    def _lay_out(self) -> None:
        column, foot = QVBoxLayout(self.card), QHBoxLayout()
        column.setContentsMargins(px(40), px(32), px(40), px(24))
        column.setSpacing(px(10))
        column.addWidget(named(translate("SignIn", "售后客诉")))
        column.addSpacing(px(12))
        column.addWidget(self.title)
        column.addWidget(self.why)
        column.addSpacing(px(6))
        for part in (self.password, self.again, self.refusal):
            column.addWidget(part)
        column.addStretch(1)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.enter)
        column.addLayout(foot)

    def renew(self) -> None:
        """Set what was typed."""
        if self.enter.isEnabled():
            self.refusal.clear()
            self.presenter.renew(self.password.editor.words(), self.again.editor.words())

    # What the presenter shows

    def show_busy(self, *, busy: bool) -> None:
        self.enter.may_not(translate("SignIn", "正在换密码") if busy else "")

    def show_refused(self, error: CodedError) -> None:
        self.password.take_focus()
        self.refusal.say(error)

    def show_signed(self, who: Signed) -> None:
        self.signed.emit(who)
