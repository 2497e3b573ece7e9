"""The sheet's left column: buttons in every moment, fields, an empty list, boxes to tick."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.widgets import fonts
from ui.widgets.buttons import Button, CheckBox, Kind, RadioButton
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput, MoneyInput
from ui.widgets.paint import strokes
from ui.widgets.sections import EmptyList
from ui.widgets.sheet.group import Group, Say, row
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

SAMPLE_DAY = date(2026, 3, 11)


class Posed(Button):
    """A button held in one of its moments, for the picture."""

    def __init__(self, text: str, kind: Kind, moment: str) -> None:
        super().__init__(text, kind)
        self._moment = moment
        self._over = moment == "hover"
        self.setDown(moment == "press")
        self.setEnabled(moment != "off")
        self.setFixedWidth(max(px(64), self.sizeHint().width()))

    def hasFocus(self) -> bool:
        return self._moment == "focus"


class PosedLine(LineInput):
    """A line held in focus, for the picture."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.show_words(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        strokes.ring(strokes.brush(self), QRectF(self.rect()), px(5))


MOMENTS = (("rest", "平时"), ("hover", "悬停"), ("press", "按下"), ("focus", "焦点"), ("off", "不可用"))
VERBS = ((Kind.PRIMARY, "签发"), (Kind.PLAIN, "打印"), (Kind.DANGER, "作废"), (Kind.GHOST, "更多"))


def column(say: Say) -> QWidget:
    """The left column."""
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(0)
    for part in (_buttons(say), _fields(say), _keys(say), _empty(say), _boxes(say)):
        stack.addWidget(part)
    stack.addStretch(1)
    return made


def _buttons(say: Say) -> QWidget:
    grid_box = QWidget()
    grid = QGridLayout(grid_box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(px(10))
    for at, (moment, word) in enumerate(MOMENTS):
        grid.addWidget(PlainLabel(word, fonts.label, Token.INK3), 0, at)
        for down, (kind, verb) in enumerate(VERBS):
            grid.addWidget(Posed(say(verb), kind, moment), down + 1, at)
    grid.setColumnStretch(len(MOMENTS), 1)
    return Group(say("按钮"), say("高 32，圆角 6")).add(grid_box)


def _fields(say: Say) -> QWidget:
    wrong, off = LineInput(), LineInput()
    wrong.show_words("138 0046 271")
    off.show_words("TS-20260304-003")
    off.setEnabled(False)
    plain, read = LineInput(), LineInput()
    plain.show_words(say("蒋海宁"))
    read.show_words("D7-20260118-03")
    money = MoneyInput()
    money.setFixedWidth(px(156))
    fields = [
        Field(say("平时"), plain),
        Field(say("焦点"), PosedLine(say("采购经理"))),
        Field(say("错误"), wrong),
        Field(say("不可用"), off),
        Field(say("只读"), read),
        Field(say("金额"), money, grows=False),
    ]
    fields[2].show_wrong(say("手机号应为 11 位，现有 10 位"))
    fields[4].set_read_only(True)
    money.show_fen(486_000)
    return Group(say("输入"), say("高 30，标签在左，说明在下"), 6).add(*fields, _choice(say))


def _choice(say: Say) -> QWidget:
    combo = ComboInput((("dealer", say("经销商")), ("user", say("终端用户"))))
    combo.choose("dealer")
    combo.setMinimumWidth(px(120))
    parts = Segmented((("general", say("一般")), ("serious", say("较重")), ("major", say("重大"))))
    parts.choose("serious")
    parts.setAccessibleName(say("程度"))
    return row(Field(say("选择"), combo, grows=False), parts)


def _keys(say: Say) -> QWidget:
    loud = (
        Button(say("同意"), Kind.PRIMARY, icon="check", key="A"),
        Button(say("存为草稿"), key="Ctrl S"),
    )
    quiet = (
        Button(say("提交"), icon="signature", key="Ctrl ↵"),
        Button(say("转交"), Kind.GHOST, key="T"),
        Button(say("并排看"), Kind.LINK),
    )
    return Group(say("带键的按钮")).add(row(*loud), row(*quiet))


def _empty(say: Say) -> QWidget:
    page = EmptyList(
        "truck-delivery",
        say("没有待接收的通知单"),
        say("协议签订后按部门自动开单"),
        Button(say("从协议开单"), icon="plus"),
    )
    page.setMinimumHeight(px(150))
    return Group(say("空表"), say("说下一步做什么")).add(page)


def _boxes(say: Say) -> QWidget:
    print_it, urgent = CheckBox(say("提交后打印")), CheckBox(say("急件"))
    ours, theirs = RadioButton(say("甲方担运费")), RadioButton(say("乙方担"))
    print_it.setChecked(True)
    ours.setChecked(True)
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.addWidget(row(print_it, urgent, gap=28))
    stack.addWidget(row(ours, theirs, gap=28))
    return made
