"""Head and foot of the registration: its two ways, its drafts, what is missing, what keeps and submits it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui.i18n import translate
from ui.presenters.register import Form
from ui.widgets import fonts
from ui.widgets.buttons import Button, CheckBox, Kind
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.paint import strokes
from ui.widgets.theme import px
from ui.widgets.words import PlainLabel


class Bars:
    """What stands in both bars, and how it lies there."""

    def __init__(self) -> None:
        self.saved, self.back, self.missing = Note(), Note(), Note()
        for note in (self.saved, self.back, self.missing):
            note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        ways = (
            (Form.LONG.value, translate("Register", "完整登记")),
            (Form.QUICK.value, translate("Register", "快速处理")),
        )
        self.ways = Segmented(ways)
        self.ways.choose(Form.LONG.value)
        self.ways.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        strokes.tip(self.ways, translate("Register", "Ctrl+E 切换，填好的内容都保留"))
        self.others = Button("", Kind.GHOST, icon="history", small=True)
        self.others.opens = True
        self.others.hide()
        self.away = Button(translate("Register", "放弃"), Kind.GHOST, icon="trash", small=True)
        self.away.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        strokes.tip(self.away, translate("Register", "放弃正在填的这份，放弃后可以撤销"))
        self.paper = CheckBox(translate("Register", "提交后出登记表"))
        self.keep = Button(translate("Register", "存为草稿"), key="Ctrl S")
        signs = translate("Register", "提交并签名")
        self.submit = Button(signs, Kind.PRIMARY, icon="signature", key="Ctrl ↵")

    def head(self) -> QHBoxLayout:
        """Above the form."""
        line = QHBoxLayout()
        line.setContentsMargins(px(24), px(9), px(24), px(9))
        line.setSpacing(px(12))
        line.addWidget(PlainLabel(translate("Register", "新投诉"), fonts.title))
        line.addWidget(self.ways)
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.saved)
        line.addWidget(self.others)
        line.addWidget(self.away)
        return line

    def foot(self) -> QHBoxLayout:
        """Beneath the form."""
        line = QHBoxLayout()
        line.setContentsMargins(px(24), px(10), px(20), px(10))
        line.setSpacing(px(8))
        verbs = Flow((self.paper, self.keep, self.submit))  # one beneath what is missing, none alone
        line.addWidget(Flow((self.missing, verbs), grows=self.missing, least=260))
        return line
