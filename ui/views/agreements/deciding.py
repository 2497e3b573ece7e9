"""Decisions about an agreement: 作废协议 with its reason, and why another amount is negotiated anew."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from aftersales.domain.records.agreement import Agreement
from ui.i18n import translate
from ui.views.agreements.wording import LABEL
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput
from ui.widgets.theme import px

WIDTH = 520
LONGEST = 200
"""Characters of a reason (data-dictionary.md, agreement.void_reason)."""


class Voiding(Decision):
    """Asks why; without a reason the verb cannot be pressed."""

    def __init__(self, row: Agreement, parent: QWidget | None = None) -> None:
        question = translate("Agreements", "作废协议 {number}？").format(number=row.agr_no or "")
        follows = translate(
            "Agreements",
            "编号和签发的文件都保留，不再使用；同时按原内容生成一份新草稿，改好后另行签发。已交给客户的请收回。",
        )
        verb, keep = translate("Agreements", "作废协议"), translate("Agreements", "保留")
        super().__init__(question, follows, verb, keep, parent=parent)
        self.reason = LineInput()
        self.reason.setMaxLength(LONGEST)
        self.field = Field(translate("Agreements", "原因"), self.reason, required=True, label_width=LABEL)
        self.body.addWidget(self.field)
        self.reason.textChanged.connect(self._allow)
        self._allow()
        _fit(self)
        self.reason.setFocus()

    def _allow(self) -> None:
        given = bool(self.reason.text().strip())
        self.yes.may_not("" if given else translate("Agreements", "先写作废原因"))


class Renegotiating(Decision):
    """Says why the amount cannot be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        follows = translate(
            "Agreements",
            "协议的项目和金额来自已批准的方案，签字的就是批准的，所以不能在协议里改。"
            "重新协商后投诉回到调查处理：改方案、重新报批，批准后再出新的协议。",
        )
        verb, keep = translate("Agreements", "重新协商"), translate("Agreements", "不改")
        question = translate("Agreements", "要改金额或项目？")
        super().__init__(question, follows, verb, keep, danger=False, parent=parent)
        _fit(self)


def _fit(box: Decision) -> None:
    """As high as its text is at this width."""
    layout = box.layout()
    box.setFixedWidth(px(WIDTH))
    if layout is not None:
        box.setMinimumHeight(layout.totalHeightForWidth(px(WIDTH)))
