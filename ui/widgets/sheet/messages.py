"""The sheet's right column: toasts, a decision, type sizes, hints, a timeline, sections, status."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Field, Note
from ui.widgets.fields.long import LongInput
from ui.widgets.sections import Facts, Section
from ui.widgets.sheet.group import Group, Say, row
from ui.widgets.sheet.inputs import SAMPLE_DAY
from ui.widgets.status import Running, StatusItem
from ui.widgets.theme import px
from ui.widgets.timeline import Entry, Timeline
from ui.widgets.toast import EDGE, Toast
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

SIZES: tuple[tuple[str, Callable[[], QFont], str], ...] = (
    ("页题 18/600", fonts.title, "18 px = 13.5 pt"),
    ("原话 15/400", fonts.spoken, "行距 1.5"),
    ("节题 14/600", fonts.section, "行距 1.5"),
    ("强调 13/500", fonts.strong, "行 32"),
    ("正文 13/400，2,390.00", fonts.body, "行距 1.55"),
    ("次要 12/400，TS-20260304-003", fonts.label, "行距 1.5"),
    ("刻度 11/400", fonts.tick, "仅图与键"),
)


def column(say: Say) -> QWidget:
    """The right column."""
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(0)
    parts = (
        _toasts(say),
        _decision(say),
        _sizes(say),
        _hints(say),
        _timeline(say),
        _sections(say),
        _status(say),
    )
    for part in parts:
        stack.addWidget(part)
    stack.addStretch(1)
    return made


class _Flush(QWidget):
    """A toast whose shadow may stand over the column's edge."""

    def __init__(self, toast: Toast) -> None:
        super().__init__()
        self._toast = toast
        toast.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(320), self._toast.sizeHint().height() - EDGE)

    def resizeEvent(self, _event: object) -> None:
        self._toast.setGeometry(-EDGE, -EDGE // 2, self.width() + 2 * EDGE, self._toast.sizeHint().height())


def _toasts(say: Say) -> QWidget:
    made = (
        Toast(say("已催办仓库：TZ-20260309-011"), say("撤销"), key="Ctrl Z"),
        Toast(say("已接收，负责人：沈清禾"), say("撤销"), key="Ctrl Z"),
        Toast(say("邮件没发出去，已排队重发"), say("查看"), icon="alert-triangle"),
    )
    return Group(say("浮条"), say("右下出现，8 秒；焦点在上面时不走"), 0).add(*map(_Flush, made))


def _decision(say: Say) -> QWidget:
    box = Decision(
        say("作废协议 XY-20260309-01？"),
        say("编号保留不再使用，两张未接收的通知单一并取消。作废后如改金额，须重新报批。"),
        say("作废协议"),
        say("保留"),
    )
    frame = QWidget()
    line = QHBoxLayout(frame)
    line.setContentsMargins(0, 0, 0, 0)
    box.setParent(frame)
    box.setWindowFlag(box.windowFlags().Widget)
    line.addWidget(box)
    return Group(say("决定框"), say("按钮用动词")).add(frame)


def _sizes(say: Say) -> QWidget:
    group = Group(say("字号"), say("Noto Sans SC，等宽数字"), 4)
    for text, font, note in SIZES:
        line = row(PlainLabel(say(text), font), stretch=True)
        line.layout().addWidget(PlainLabel(say(note), fonts.label, Token.INK3))  # type: ignore[union-attr]
        group.add(line)
    return group


def _hints(say: Say) -> QWidget:
    day = DateInput(say("年-月-日，可填“不详”"), lambda: SAMPLE_DAY)
    field = Field(say("生产日期"), day, required=True, answers=(("unknown", say("不详")),))
    field.show_note(say("可能重复：同客户、同批号，7 天前"), "copy", Token.AMBER)
    spoken = LongInput(rows=2, font=fonts.spoken)
    spoken.show_words(say("早上零下十二度，机油盖一打开全是白的，像豆浆。"))
    notes = (
        Note("cloud-check", say("已自动保存 10:24:31")),
        Note("lock", say("签名后封存，不可更改")),
        Note("help-circle", say("不能签发：收款账号未填")),
    )
    long_field = Field(say("客户原话"), spoken, required=True)
    return Group(say("必填与提示")).add(field, *notes, long_field)


def _timeline(say: Say) -> QWidget:
    entries = (
        Entry(say("今天"), "08:52", "clock-exclamation", say("系统"), say("答复时限已过"), late=True),
        Entry(
            say("昨天"),
            "16:10",
            "check",
            say("林远舟"),
            say("同意方案第 2 版"),
            say("“先把车救起来。”"),
            good=True,
        ),
        Entry(say("昨天"), "11:35", "gavel", say("沈清禾"), say("报批第 2 版，¥4,860.00")),
    )
    return Group(say("时间线")).add(Timeline(entries))


def _sections(say: Say) -> QWidget:
    closed = Section(
        say("登记"), QWidget(), say("三台车同批油，低温乳化发白，停车三天"), say("何苗·3-04 09:12")
    )
    facts = Facts(
        ((say("客户"), say("宁州远拓汽配有限公司·经销商")), (say("联系人"), "蒋海宁 138 0046 2719"))
    )
    opened = Section(say("调查"), facts, right=say("唐可·3-09"))
    opened.open()
    return Group(say("分节"), "", 0).add(closed, opened, Prose(say("油品水分 0.04%，出厂合格。")))


def _status(say: Say) -> QWidget:
    running = Running(say("取消"))
    items = (
        StatusItem("database", say("公司库")),
        StatusItem("check", say("已连接"), Token.GREEN),
        Button("", Kind.GHOST, small=True).only_icon("dots", say("更多")),
    )
    group = Group(say("状态栏")).add(row(*items, gap=16), running)
    running.show_progress(say("导入旧台账") + " 340 / 1,120", 340, 1120)
    return group
