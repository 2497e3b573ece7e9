"""The page of several decisions at once: what is proposed for each, until when, and what it all comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from aftersales.domain.checks import Caution
from aftersales.domain.money import in_words, yuan
from ui import texts
from ui.errors import problems
from ui.i18n import translate
from ui.models.cells import DueMark, SeverityMark
from ui.presenters.approvals import ApprovalDuty
from ui.presenters.deciding import Outcome
from ui.texts import Words, cautioned
from ui.views.casework.decision_page import WIDEST
from ui.views.casework.gauges import Rule
from ui.views.casework.wording import Wording
from ui.widgets import fonts
from ui.widgets.badges import Badge
from ui.widgets.fields.field import Note
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Line:
    """One of them in words: what is proposed, and until when it is to be decided."""

    duty: ApprovalDuty
    offer: str
    due: DueMark | None


class SeveralPage(QWidget):
    """What one comment and one key decide together."""

    def __init__(self, lines: Sequence[Line], say: Wording, gifts: Iterable[Caution] = ()) -> None:
        """``gifts``: what their gifts do together to the month's budget."""
        super().__init__()
        self.lines, self._say = tuple(lines), say
        total = sum(line.duty.proposal.authority_value for line in lines)
        self.title = PlainLabel(
            translate("Approvals", "一并处理 {n} 单").format(n=len(lines)), fonts.title, wraps=True
        )
        self.total = PlainLabel(f"¥{yuan(total)}", fonts.figure)
        self.setMaximumWidth(px(WIDEST))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(28), px(16), px(28), px(16))
        column.setSpacing(px(10))
        column.addWidget(self.title)
        how = translate("Approvals", "同一个决定、同一条意见，每单各自写入；哪一单不行就单独说明，其余照办。")
        column.addWidget(PlainLabel(how, fonts.body, Token.INK2, wraps=True))
        column.addWidget(Rule())
        column.addLayout(self._grid())
        column.addWidget(Rule())
        column.addLayout(self._foot(total))
        if said := cautioned(gifts, say.words):
            column.addWidget(Note("alert-triangle", said, Token.AMBER))
        column.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(2, 1)
        for at, line in enumerate(self.lines):
            head = line.duty.head
            word = self._say.words.word("severity", head.severity)
            grid.addWidget(PlainLabel(head.case_no, fonts.label, Token.INK3), at, 0)
            grid.addWidget(Badge(SeverityMark(head.severity, word)), at, 1)
            told = texts.colon().join(part for part in (head.cust_name or "", line.offer) if part)
            grid.addWidget(PlainLabel(told, fonts.body, wraps=True), at, 2)
            if line.due is not None:
                grid.addWidget(Badge(line.due), at, 3, _RIGHT)
            value = PlainLabel(yuan(line.duty.proposal.authority_value))
            grid.addWidget(value, at, 4, _RIGHT)
        return grid

    def _foot(self, total: int) -> QGridLayout:
        foot = QGridLayout()
        foot.setColumnStretch(0, 1)
        foot.addWidget(PlainLabel(in_words(total) if total else "", fonts.body, Token.INK3, wraps=True), 0, 0)
        foot.addWidget(self.total, 0, 1, _RIGHT)
        return foot


def not_done(outcome: Outcome, words: Words) -> str:
    """The cases that were not decided, each with the reason, a line each."""
    told = translate("Approvals", "{no}：{why}")
    return "\n".join(
        told.format(no=each.case_no, why=" ".join(p.sentence for p in problems(each.error, words)))
        for each in outcome.refused
    )
