"""The sheet's middle column: states, severities, due times, a list in all its moments, colours, the path."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.models.cells import Amount, DueMark, Mood, Phrase, SeverityMark, StateMark, Tone
from ui.models.rows import Column, RowsModel
from ui.widgets import fonts
from ui.widgets.badges import Badge
from ui.widgets.paint import strokes
from ui.widgets.sheet.group import Group, Say, row
from ui.widgets.stepper import Passed, Station, Stepper
from ui.widgets.table import ListView
from ui.widgets.theme import colour, px, theme
from ui.widgets.tokens import Token, value
from ui.widgets.words import PlainLabel

STATES = (
    ("registered", "待接收"),
    ("investigating", "调查处理"),
    ("proposed", "待审批"),
    ("approved", "待答复"),
    ("offered", "待客户确认"),
    ("agreed", "待签协议"),
    ("fulfilling", "执行中"),
    ("following_up", "待回访"),
    ("closed", "已关闭"),
    ("withdrawn", "已撤诉"),
    ("merged", "已合并"),
)
SEVERITIES = (("general", "一般"), ("serious", "较重"), ("major", "重大"), ("critical", "特重大"))
DUES = (
    (Mood.OVERDUE, "逾期 1 时 54 分", "过期；红，粗一级，不填底"),
    (Mood.SOON, "剩 1 时 36 分", "两工时内"),
    (Mood.LATER, "今天 17:30", "以后"),
    (Mood.HELD, "挂起至 3-16", "钟停着"),
    (Mood.DONE, "已按时", "完成"),
)
SWATCHES = (
    (Token.SURFACE, "底"),
    (Token.SUNKEN, "沉"),
    (Token.CHROME, "框"),
    (Token.SOFT, "选中"),
    (Token.FILL, "主色"),
    (Token.INK, "字一"),
    (Token.INK2, "字二"),
    (Token.INK3, "字三"),
    (Token.RED, "逾期"),
    (Token.AMBER, "将到"),
    (Token.GREEN, "完成"),
    (Token.FIELD, "框线"),
)


@dataclass(frozen=True)
class Sample:
    """A row of the sample list."""

    name: str
    severity: str
    state: str
    word: str
    fen: int
    due: DueMark
    tone: Tone = Tone.PLAIN


def column(say: Say) -> QWidget:
    """The middle column."""
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(0)
    for part in (_states(say), _severities(say), _dues(say), _list(say), _path(say), _colours(say)):
        stack.addWidget(part)
    stack.addStretch(1)
    return made


def _states(say: Say) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(px(6))
    shown = [StateMark(state, say(word)) for state, word in STATES]
    shown.append(StateMark("investigating", say("挂起"), held=True))
    for at, mark in enumerate(shown):
        grid.addWidget(Badge(mark), at // 3, at % 3, Qt.AlignmentFlag.AlignLeft)
    return Group(say("状态"), say("图形按路径走满，另有文字")).add(box)


def _severities(say: Say) -> QWidget:
    marks = [Badge(SeverityMark(code, say(word))) for code, word in SEVERITIES]
    return Group(say("程度"), say("格数加文字")).add(row(*marks, gap=32))


def _dues(say: Say) -> QWidget:
    group = Group(say("时限"), say("图标、词、颜色三者同说"), 5)
    for mood, word, note in DUES:
        badge = Badge(DueMark(mood, say(word)))
        badge.setMinimumWidth(px(150))
        group.add(row(badge, PlainLabel(say(note), fonts.label, Token.INK3)))
    return group


def samples(say: Say) -> tuple[Sample, ...]:
    """The rows of the sample list."""
    later, done = DueMark(Mood.LATER, "明天 09:30"), DueMark(Mood.DONE, say("已按时"))
    running = ("investigating", say("调查处理"))
    return (
        Sample(say("平时"), "general", *running, 153_000, later),
        Sample(say("悬停"), "serious", *running, 153_000, later),
        Sample(say("选中"), "major", *running, 153_000, later),
        Sample(say("键盘焦点"), "major", *running, 153_000, later),
        Sample(say("已关闭"), "general", "closed", say("已关闭"), 153_000, done, Tone.QUIET),
        Sample(say("多选"), "major", *running, 153_000, later),
    )


def sample_model(say: Say) -> RowsModel[Sample]:
    """The sample list's model."""
    columns: tuple[Column[Sample], ...] = (
        Column("severity", "", lambda s: SeverityMark(s.severity, "", bare=True), 36),
        Column("name", say("名称"), lambda s: Phrase(s.name, s.tone), sort="name"),
        Column("state", say("状态"), lambda s: StateMark(s.state, s.word), 96),
        Column("sum", say("金额"), lambda s: Amount(s.fen, s.tone), 72, right=True),
        Column("due", say("时限"), lambda s: s.due, 86, right=True),
    )
    model = RowsModel[Sample](columns, lambda s: s.name)
    model.show(samples(say))
    return model


def _list(say: Say) -> QWidget:
    model = sample_model(say)
    view = ListView(model, say("表格行"))
    model.setParent(view)
    view.head.show_sorting("name", up=True)
    view.setFixedHeight(px(32) * 7 + 2)
    view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    view.hovered, view.current, view.focused = 1, 3, True
    view.chosen = frozenset({2, 3, 5})
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return Group(say("表格行"), say("行高 32")).add(view)


def _path(say: Say) -> QWidget:
    late = DueMark(Mood.OVERDUE, say("逾期 24 分"))
    stations = (
        Station(say("登记"), Passed.DONE, "3-04 09:12"),
        Station(say("审批"), Passed.DONE, say("昨天 16:10")),
        Station(say("答复"), Passed.NOW, late),
        Station(say("回访"), Passed.NEXT, say("等客户")),
    )
    return Group(say("路径"), say("站点说到哪里、等谁")).add(Stepper(stations))


class Swatch(QWidget):
    """A colour with its word and its value."""

    def __init__(self, token: Token, word: str) -> None:
        super().__init__()
        self._token, self._word = token, word
        self.setAccessibleName(word)

    def sizeHint(self) -> QSize:
        return QSize(px(52), px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        box = QRectF(0, 0, px(52), px(28))
        strokes.rounded(painter, box, px(5), fill=colour(self._token), edge=colour(Token.LINE2))
        painter.setPen(colour(Token.INK))
        painter.setFont(fonts.label())
        text = strokes.elided(self._word, fonts.label(), px(54))
        painter.drawText(QRectF(0, px(30), px(60), px(16)), strokes.LEFT, text)
        painter.setPen(colour(Token.INK3))
        painter.setFont(fonts.tick())
        told = value(self._token, theme().scheme)
        painter.drawText(QRectF(0, px(45), px(60), px(16)), strokes.LEFT, told)


def _colours(say: Say) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    for at, (token, word) in enumerate(SWATCHES):
        grid.addWidget(Swatch(token, say(word)), at // 6, at % 6)
    return Group(say("颜色")).add(box)
