"""Beside a case: the timeline with its filter, and the line into which a note is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.views.casework.planes import Plane, scrolled
from ui.widgets import fonts
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.line import ENTER, LineInput
from ui.widgets.flow import Flow
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

SIDE = 340


class NoteLine(LineInput):
    """What happened, in one line. ``said``: it was entered."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__(translate("Case", "记一笔：电话、来访、说明…"))
        self.setAccessibleName(translate("Case", "记一笔"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.said.emit(self.words())
        else:
            super().keyPressEvent(event)


def kinds_of_entries() -> Segmented:
    """Which entries of the timeline are shown; at first all."""
    made = Segmented(
        (
            ("all", translate("Case", "全部")),
            ("talk", translate("Case", "沟通")),
            ("approval", translate("Case", "审批")),
            ("file", translate("Case", "文件")),
        )
    )
    made.choose("all")
    return made


def side_of(timeline: QWidget, kinds: QWidget, note: QWidget) -> QWidget:
    """The panel at the right of a case."""
    side = Plane(Token.SUNKEN, left=True)
    side.setFixedWidth(px(SIDE))
    column = QVBoxLayout(side)
    column.setContentsMargins(px(20), px(8), 0, 0)
    title = PlainLabel(translate("Case", "时间线"), fonts.section)
    head = Flow((title, kinds), grows=title, least=0)
    head.setContentsMargins(0, 0, px(16), 0)
    column.addWidget(head)
    body = QWidget()
    inner = QVBoxLayout(body)
    inner.setContentsMargins(0, 0, px(16), 0)
    inner.addWidget(timeline)
    column.addWidget(scrolled(body), 1)
    foot = QHBoxLayout()
    foot.setContentsMargins(0, px(8), px(16), px(12))
    foot.addWidget(note)
    column.addLayout(foot)
    return side
