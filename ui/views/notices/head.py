"""The head of the notices: how many, board or list, and the field into which a number is typed or scanned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.i18n import translate
from ui.views.casework.planes import Plane
from ui.views.notices.number_line import NumberLine
from ui.widgets import fonts
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.field import Field
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

BOARD, BY_DUE = "board", "due"


class Head(Plane):
    """``way`` chooses between board and list, where there are several departments to choose for."""

    def __init__(self, *, whole: bool) -> None:
        """``whole``: the board of all departments."""
        super().__init__(Token.SURFACE, below=True)
        self.count = PlainLabel("", fonts.body, Token.INK3)
        self.way = Segmented(
            ((BOARD, translate("Notices", "看板")), (BY_DUE, translate("Notices", "按时限")))
        )
        self.way.setAccessibleName(translate("Notices", "看板或按时限"))
        self.way.choose(BOARD)
        self.number = NumberLine()
        self.field = Field("", self.number, label_width=0)
        self.number.setAccessibleName(translate("Notices", "单号"))  # the field has no label to name it
        line = QHBoxLayout(self)
        line.setContentsMargins(px(24), px(9), px(16), px(9))
        line.setSpacing(px(12))
        line.addWidget(PlainLabel(translate("Notices", "通知单"), fonts.title))
        line.addWidget(self.count)
        line.addWidget(self.way)
        self.way.setVisible(whole)
        told = translate("Notices", "接收 → 完成 → 售后确认")
        course = PlainLabel(told, fonts.label, Token.INK3, wraps=True)
        course.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(course, 1)
        line.addWidget(self.field)

    def show_count(self, count: int) -> None:
        """So many are open."""
        told = translate("Notices", "{n} 张未完结")
        self.count.setText(told.format(n=count) if count else "")
