"""Beside the registration: likely duplicates, who calls, what he was promised, when what follows is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from aftersales.domain.codes import Clock
from ui.i18n import translate
from ui.models.cells import StateMark
from ui.presenters.register import Caller, KnownBatch, Likeness
from ui.texts import Words
from ui.views.parts import moments
from ui.widgets import fonts
from ui.widgets.badges import Badge, IconLabel
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.paint import strokes
from ui.widgets.sections import Facts
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel, Prose

NARROW, WIDE = 300, 380
INSET = 20
MOST_OF_BATCH = 3
"""So many cases of a batch are named."""


class Block(QWidget):
    """A head with an icon and what stands beneath it."""

    def __init__(self, icon: str, title: str, token: Token = Token.INK) -> None:
        super().__init__()
        self.title = PlainLabel(title, fonts.strong, token, wraps=True)
        self.right = PlainLabel("", fonts.label, Token.INK3)
        self._body = QVBoxLayout()
        self._body.setSpacing(px(4))
        self._body.setContentsMargins(px(24), 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(IconLabel(icon, token if token is Token.AMBER else Token.INK2))
        head.addWidget(self.title, 1)
        head.addWidget(self.right)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(INSET), px(14), px(INSET), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addLayout(self._body)

    def show_body(self, widgets: Sequence[QWidget]) -> None:
        """Show these beneath the head instead of what stood there."""
        while item := self._body.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for widget in widgets:
            self._body.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        strokes.hairline(painter, px(INSET), self.height() - 1, self.width() - 2 * px(INSET))


class Sunken(QWidget):
    """What lies a little deeper than the sheet."""

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.brush(self).fillRect(self.rect(), colour(Token.SUNKEN))


class KnownFacts(QScrollArea):
    """The panel at the right. ``wanted``: a case to be opened, by its number.

    ``joins``: the call belongs to that case; ``differs``: it does not.
    """

    wanted = Signal(str)
    joins = Signal(str)
    differs = Signal(str)

    def __init__(self, words: Words, zone: ZoneInfo) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._words, self._zone = words, zone
        self.duplicates = Block("copy", translate("Register", "可能重复"), Token.AMBER)
        self.caller = Block("user", translate("Register", "来电客户"))
        self.batches = Block("package", translate("Register", "同批号"))
        self._now = datetime.now(zone)
        self.limits = Block("clock", translate("Register", "提交后的时限"))
        inside = Sunken()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for block in (self.duplicates, self.caller, self.batches, self.limits):
            column.addWidget(block)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_duplicates(())
        self.show_batches(())
        self.show_caller(None, asked=False)

    def show_duplicates(self, alike: Sequence[Likeness]) -> None:
        """Warn of these; an empty warning takes no room."""
        self._alike = tuple(alike)
        self.duplicates.setVisible(bool(alike))
        self.duplicates.show_body([row for each in alike for row in self._duplicate(each)])

    def _duplicate(self, one: Likeness) -> tuple[QWidget, QWidget, QWidget]:
        why = {
            "customer": translate("Register", "同一客户，说法有 {n}% 相同"),
            "batch": translate("Register", "同一批号，说法有 {n}% 相同"),
        }
        told = PlainLabel(why[one.why].format(n=one.likeness), fonts.label, Token.INK2)
        return self._case(one.case_no, one.state), told, self._verbs(one.case_no)

    def _verbs(self, case_no: str) -> QWidget:
        """The call goes to that case, or that case is another complaint."""
        join = Button(translate("Register", "并到那一单"), icon="git-merge", small=True)
        strokes.tip(join, translate("Register", "这次来电记为那一单的沟通记录，照片一起过去"))
        differ = Button(translate("Register", "不是重复"), Kind.GHOST, small=True)
        join.clicked.connect(lambda: self.joins.emit(case_no))
        differ.clicked.connect(lambda: self.differs.emit(case_no))
        row = Flow((join, differ), gap=4)
        row.setContentsMargins(0, 0, 0, px(6))
        return row

    def without(self, case_no: str) -> None:
        """That case is no likely duplicate any more."""
        self.show_duplicates([each for each in self._alike if each.case_no != case_no])

    def show_batches(self, known: Sequence[KnownBatch]) -> None:
        """Tell which batches were complained about before."""
        told = [one for one in known if one.cases]
        self.batches.setVisible(bool(told))
        self.batches.show_body([row for each in told for row in self._batch(each)])

    def _batch(self, one: KnownBatch) -> list[QWidget]:
        told = translate("Register", "{batch}：投诉过 {n} 单").format(batch=one.batch_no, n=one.cases)
        rows: list[QWidget] = [Prose(told, fonts.body)]
        return rows + [self._link(number) for number in one.newest[:MOST_OF_BATCH]]

    def _case(self, case_no: str, state: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._link(case_no))
        line.addStretch(1)
        line.addWidget(Badge(StateMark(state, self._words.word("state", state))))
        return row

    def _link(self, case_no: str) -> Button:
        link = Button(case_no, Kind.LINK, small=True)
        link.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        link.clicked.connect(lambda: self.wanted.emit(case_no))
        return link

    def show_caller(self, caller: Caller | None, *, asked: bool = True) -> None:
        """Show who calls; ``asked``: whether a number was looked for."""
        if caller is None:
            stranger = translate("Register", "新客户")
            none = translate("Register", "没有登记过这个号码，提交后建档")
            first = translate("Register", "输入电话后，这里显示客户、未结投诉和欠他的承诺")
            self.caller.title.setText(stranger if asked else translate("Register", "来电客户"))
            self.caller.right.setText("")
            self.caller.show_body([Prose(none if asked else first, fonts.body, Token.INK2)])
            return
        self.caller.title.setText(translate("Register", "老客户"))
        self.caller.right.setText(caller.customer.cust_no)
        self.caller.show_body([self._facts(caller), *self._owed(caller), *self._running(caller)])

    def _facts(self, caller: Caller) -> QWidget:
        counted = translate("Register", "{all} 单，{open} 单未结")
        told = [
            (translate("Register", "客户"), caller.customer.cust_name or ""),
            (translate("Register", "投诉"), counted.format(all=caller.cases, open=caller.running)),
        ]
        if caller.customer.care_notes:
            told.append((self._words.field("care_notes"), caller.customer.care_notes))
        if caller.last is not None and caller.last.content:
            at = f"{caller.last.at.astimezone(self._zone):%m-%d} " if caller.last.at else ""
            told.append((translate("Register", "上次说到"), at + caller.last.content[:80]))
        return Facts(tuple(told))

    def _owed(self, caller: Caller) -> list[QWidget]:
        owed = translate("Register", "欠他：{what}，{by} 前")
        return [
            Note("clock-exclamation", owed.format(what=each.content, by=self._at(each.due_at)), Token.RED)
            for each in caller.promises
        ]

    def _running(self, caller: Caller) -> list[QWidget]:
        return [self._case(line.case_no, line.state) for line in caller.open]

    def _at(self, at: datetime | None) -> str:
        if at is None:
            return "—"
        return moments.short(at.astimezone(self._zone), self._now.astimezone(self._zone))

    def show_limits(self, due: Sequence[tuple[Clock, datetime]], now: datetime) -> None:
        """Tell by when what follows would be due; ``now`` is the office's clock."""
        self._now = now
        told = tuple((self._words.word("clock", clock), self._at(at)) for clock, at in due)
        self.limits.show_body([Facts(told, label_width=96)])

    def fit(self, width: int) -> None:
        """Take the width that belongs to a page of this width."""
        self.setFixedWidth(px(WIDE if width >= px(1600) else NARROW))
