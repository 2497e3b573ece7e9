"""Choosing the record into which a customer is merged, and being asked once more."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.records.customer import Customer
from ui import texts
from ui.i18n import translate
from ui.models.cells import Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.customers.file import CustomerLine
from ui.views.parts.enter_line import EnterLine
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Note
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

PAUSE = 180


class MergePanel(QWidget):
    """``sought`` brings what was typed, ``chosen`` the number of the record that stays."""

    sought = Signal(str)
    chosen = Signal(str)
    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._away = Customer()
        self.title = PlainLabel("", fonts.title)
        self.search = EnterLine(translate("Customers", "并到哪一个客户：名称、拼音、电话、编号"))
        self.search.setAccessibleName(translate("Customers", "查找要并入的客户"))
        self.rows: RowsModel[CustomerLine] = RowsModel(self._columns(), lambda row: row.cust_no)
        self.list = ListView(self.rows, translate("Customers", "可以并入的客户"))
        self.refused = Note()
        self.go = Button(translate("Customers", "并入所选客户"), Kind.PRIMARY, icon="git-merge", key="↵")
        self.cancel = Button(translate("Customers", "不并了"), Kind.GHOST, key="Esc")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._listen()

    def _columns(self) -> tuple[Column[CustomerLine], ...]:
        return (
            Column("number", translate("Customers", "编号"), lambda r: Phrase(r.cust_no, Tone.LABEL), 96),
            Column("name", translate("Customers", "客户"), lambda r: r.customer.cust_name or "—"),
            Column("phone", translate("Customers", "电话"), _phones, 220),
            Column("address", translate("Customers", "地址"), lambda r: r.customer.address or "—", 260),
            Column("cases", translate("Customers", "投诉"), lambda r: str(r.cases or "—"), 64, right=True),
        )

    def _lay_out(self) -> None:
        column, foot = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(px(24), px(12), px(20), px(12))
        column.setSpacing(px(8))
        column.addWidget(self.title)
        told = translate(
            "Customers", "留下的客户保持原样，只补上它没有的电话和资料；两边的投诉算同一个客户的。"
        )
        column.addWidget(PlainLabel(told, fonts.body, Token.INK2, wraps=True))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        why = translate("Customers", "换个写法再找。")
        self.list.set_empty(EmptyList("users", translate("Customers", "没有这样的客户"), why))
        column.addWidget(self.refused)
        foot.setSpacing(px(8))
        foot.addWidget(self.go)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        column.addLayout(foot)

    def _listen(self) -> None:
        self.search.edited.connect(self._pause.start)
        self._pause.timeout.connect(self._seek)
        self.search.entered.connect(self._entered)
        self.list.opened.connect(lambda _: self.ask())
        self.go.clicked.connect(self.ask)
        self.cancel.clicked.connect(self.left)
        on_key("Esc", self, self.left.emit, INSIDE)

    def begin(self, away: Customer) -> None:
        """Look for the record that this one is merged into."""
        self._away = away
        self.title.setText(
            translate("Customers", "把“{name}”并入…").format(name=away.cust_name or away.cust_no)
        )
        self.search.show_words("")
        self.rows.show(())
        self.say("")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _seek(self) -> None:
        self._pause.stop()
        self.sought.emit(self.search.text().strip())

    def _entered(self) -> None:
        if self._pause.isActive():
            self._seek()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def show_candidates(self, lines: tuple[CustomerLine, ...]) -> None:
        """Offer these."""
        self.rows.show(lines)

    def say(self, sentence: str) -> None:
        """Why it was refused; "" for nothing."""
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    def ask(self) -> None:
        """Ask once more: merging cannot be taken back."""
        rows = self.list.chosen_rows()
        if not rows:
            return
        into = rows[0].customer
        question = translate("Customers", "把“{away}”并入“{into}”？").format(
            away=self._away.cust_name or self._away.cust_no, into=into.cust_name or into.cust_no
        )
        follows = translate(
            "Customers", "并入后不能拆开；{away} 不再出现在列表里，它的投诉算 {into} 的。"
        ).format(away=self._away.cust_no, into=into.cust_no)
        verb, keep = translate("Customers", "并入"), translate("Customers", "先不并")
        if Decision(question, follows, verb, keep, parent=self).exec():
            self.chosen.emit(into.cust_no)


def _phones(row: CustomerLine) -> Phrase:
    return Phrase(texts.joint().join(phone.number for phone in row.customer.phones) or "—", Tone.QUIET)
