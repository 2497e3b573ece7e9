"""Beside a case: the timeline with its filter, and the line into which a note is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.views.casework.planes import Plane, scrolled
from ui.widgets import fonts
from ui.widgets.flow import Flow
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

SIDE = 340


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
