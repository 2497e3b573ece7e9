"""What the caller says: who he is, what was said, agreed and given, the questions, the good-bye."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.case import paid_on
from aftersales.domain.codes import NoticeState
from aftersales.domain.records.notice import Notice
from ui import texts
from ui.i18n import translate
from ui.presenters.follow_ups import CallLook
from ui.texts import Words
from ui.views.casework.wording import Wording
from ui.widgets import fonts
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

LONGEST = 120
"""Characters of the customer's words that are read back to him."""
HEAD = 56
WIDEST = 760
"""Longer lines are hard to read aloud."""


class Script(QWidget):
    """The parts of the script beneath each other, each with its head at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(24), px(16), px(24), px(16))
        self._column.setSpacing(px(14))
        self.parts: tuple[tuple[str, str], ...] = ()

    def show_parts(self, parts: tuple[tuple[str, str], ...]) -> None:
        """Show these heads and texts."""
        self.parts = parts
        while item := self._column.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for head, text in parts:
            self._column.addWidget(_part(head, text))
        self._column.addStretch(1)


def _part(head: str, text: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(12))
    name = PlainLabel(head, fonts.label, Token.INK3, wraps=True)
    name.setFixedWidth(px(HEAD))
    name.setContentsMargins(0, px(3), 0, 0)
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    said = Prose(text, fonts.spoken)
    said.setMaximumWidth(px(WIDEST))
    line.addWidget(said, 1)
    line.addStretch(0)
    row.setAccessibleName(head)
    return row


def script_of(look: CallLook, say: Wording, me: str) -> tuple[tuple[str, str], ...]:
    """The script for this call, in the office's words."""
    script = _Sayings(look, say, me)
    return (
        (translate("FollowUps", "开场"), script.greeting()),
        (translate("FollowUps", "当时"), "\n".join(script.agreed())),
        (translate("FollowUps", "已给到"), "\n".join(script.given()) or "—"),
        (translate("FollowUps", "请问"), "\n".join(script.questions())),
        (translate("FollowUps", "结束"), script.ending()),
    )


class _Sayings:
    """The sentences of one call."""

    def __init__(self, look: CallLook, say: Wording, me: str) -> None:
        self._look, self._say, self._me = look, say, me
        self._words: Words = say.words

    def _told(self, name: str, **facts: object) -> str:
        return self._words.sentence(name, facts, "script")

    def greeting(self) -> str:
        complaint, firm = self._look.case.complaint, self._look.page.office.company
        day = self._day(complaint.registered_at) if complaint.registered_at else ""
        return self._told("greeting", whom=self._look.whom, firm=firm.name or "", me=self._me, day=day)

    def _day(self, moment: datetime) -> str:
        return self._spoken(self._say.local(moment))

    def _spoken(self, day: date) -> str:
        return translate("FollowUps", "{month}月{day}日").format(month=day.month, day=day.day)

    def agreed(self) -> Iterator[str]:
        verbatim = " ".join((self._look.case.complaint.verbatim or "").split())
        if verbatim:
            yield self._told("problem", verbatim=_short(verbatim))
        if self._look.remedies:
            what = texts.joint().join(self._say.remedy(row) for row in self._look.remedies)
            yield self._told("agreed", what=what)
        elif self._look.proposal is not None and self._look.proposal.opinion:
            yield self._told("agreed_nothing", what=_short(self._look.proposal.opinion.rstrip("。")))

    def given(self) -> Iterator[str]:
        for row in self._look.notices:
            what = self._notice(row)
            if row.state in (NoticeState.DONE, NoticeState.CONFIRMED):
                paid = paid_on(self._look.case, row)
                on = paid or (self._say.local(row.done_at) if row.done_at else None)
                day = self._spoken(on) if on else ""
                yield self._told("given_at" if day else "given", what=what, day=day)
                yield from self._on_its_way(row)
            else:
                yield self._told("waiting", what=what)

    def _on_its_way(self, row: Notice) -> Iterator[str]:
        """When money that was paid should have come, where the customer has not said yet that it did."""
        for money in self._look.case.refunds:
            if money.notice == row.no and money.customer_confirmed_on is None and money.expected_on:
                yield self._told("comes_by", day=self._spoken(money.expected_on))

    def _notice(self, row: Notice) -> str:
        kind = self._words.word("notice_kind", row.kind)
        items = texts.joint().join(
            f"{item.product or self._words.word('remedy', item.kind)}"
            + (" " + self._words.counted(f"{item.qty:f}", "unit", item.unit) if item.qty is not None else "")
            for item in row.items
        )
        way = " ".join(part for part in (row.carrier, row.waybill) if part)
        return texts.comma().join(
            part for part in (f"{kind}{texts.colon()}{items}" if items else kind, way) if part
        )

    def questions(self) -> Iterator[str]:
        names = ["satisfied", "result", "speed", "attitude", "using", "advice"]
        if self._look.asks_arrival:
            names.insert(0, "arrived")
        for at, name in enumerate(names, 1):
            yield f"{at}. {self._told(name)}"

    def ending(self) -> str:
        phone = self._look.page.office.company.phone or ""
        no = translate("FollowUps", "（不满意时）")
        return f"{self._told('thanks', phone=phone)}\n{no}{self._told('sorry')}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
