"""The form in which a customer's record is changed: what is usual first, the rest folded away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from ui import texts
from ui.errors import ShowsWrong, show_beside
from ui.i18n import translate
from ui.presenters.customers.file import FIRST
from ui.presenters.step_fields import Question, Told
from ui.views.casework.editors import Editors, told
from ui.views.casework.planes import scrolled
from ui.views.parts.row_table import RowTable
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Field, Note
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.sections import Section
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDEST = 760


class CustomerForm(QWidget):
    """``saved`` brings the answers by path, ``left``: nothing is changed."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._editors = Editors(room.words, self._today)
        self.fields: dict[str, Field] = {}
        self.tables: dict[str, RowTable] = {}
        self.touched = False
        self._sent: dict[str, Told] | None = None
        self._more: Section | None = None
        self.title = PlainLabel("", fonts.title)
        self.refused = Note()
        self.save = Button(translate("Customers", "保存"), Kind.PRIMARY, key="Ctrl ↵")
        self.cancel = Button(translate("Customers", "不改了"), Kind.GHOST, key="Esc")
        self._lay_out()
        self.save.clicked.connect(self.send)
        self.cancel.clicked.connect(self.leave)
        for key, act in (("Ctrl+Return", self.send), ("Ctrl+Enter", self.send), ("Esc", self.leave)):
            on_key(key, self, act, INSIDE)

    def _today(self) -> date:
        office = self._room.signed.office
        return office.day(self._room.signed.app.clock or datetime.now(office.zone))

    def _lay_out(self) -> None:
        page, foot = QVBoxLayout(self), QHBoxLayout()
        page.setContentsMargins(px(24), px(12), 0, 0)
        page.setSpacing(px(8))
        page.addWidget(self.title)
        self.area = scrolled(QWidget())
        page.addWidget(self.area, 1)
        page.addWidget(self.refused)
        foot.setContentsMargins(0, px(8), px(24), px(12))
        foot.setSpacing(px(8))
        foot.addWidget(self.save)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        page.addLayout(foot)

    def ask(self, name: str, questions: tuple[Question, ...]) -> None:
        """Ask these."""
        self.title.setText(translate("Customers", "修改：{name}").format(name=name))
        self.fields, self.tables, self.touched, self._sent = {}, {}, False, None
        body = QWidget()
        body.setMaximumWidth(px(WIDEST))
        column = QVBoxLayout(body)
        column.setContentsMargins(0, px(4), px(24), px(12))
        column.setSpacing(px(6))
        for question in questions:
            if question.name in FIRST:
                column.addWidget(self._made(question))
        column.addWidget(self._rest([question for question in questions if question.name not in FIRST]))
        column.addStretch(1)
        self.area.setWidget(body)
        body.setAutoFillBackground(False)
        self._say("")
        next(iter(self.fields.values())).take_focus()

    def _rest(self, questions: list[Question]) -> Section:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(px(24), px(8), 0, px(8))
        column.setSpacing(px(6))
        for question in questions:
            column.addWidget(self._made(question))
        known = [
            self._editors.label(q) if not q.inner else self._editors.title(q) for q in questions if q.value
        ]
        told_ = (
            translate("Customers", "已有：{fields}").format(fields=texts.joint().join(known)) if known else ""
        )
        self._more = Section(translate("Customers", "其他资料"), content, told_)
        return self._more

    def _made(self, question: Question) -> QWidget:
        if question.inner:
            return self._made_table(question)
        field = self._editors.field(question)
        field.changed.connect(self._note_edit)
        self.fields[question.path] = field
        return field

    def _made_table(self, question: Question) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, px(4), 0, px(4))
        column.setSpacing(px(4))
        title = self._room.words.label(question.path)
        column.addWidget(PlainLabel(title, fonts.body, Token.INK2))
        table = self._editors.table(question)
        table.edited.connect(self._note_edit)
        self.tables[question.path] = table
        column.addWidget(table)
        return block

    def _note_edit(self) -> None:
        self.touched = True

    def answers(self) -> dict[str, Told]:
        """What stands in the fields, by path; the word of 不详 where one answers so."""
        found: dict[str, Told] = {path: told(field.widget) for path, field in self.fields.items()}
        for path, field in self.fields.items():
            if mark := field.answered():
                found[path] = self._room.words.word("na", mark)
        return found | {path: tuple(table.row_values()) for path, table in self.tables.items()}

    def send(self) -> None:
        """Save what was changed, unless a save is on its way."""
        if self.save.isEnabled():
            self._sent = self.answers()
            self.saved.emit(self._sent)

    def settle(self) -> bool:
        """What was sent is saved: whether nothing was typed since; a form made anew has sent nothing."""
        sent, self._sent = self._sent, None
        if sent is None:
            return False
        self.touched = self.answers() != sent
        self._clear()
        return not self.touched

    def _clear(self) -> None:
        for field in self._shown().values():
            field.show_wrong("")
        self._say("")

    def _shown(self) -> dict[str, ShowsWrong]:
        return {**self.fields, **self.tables}

    def leave(self) -> None:
        """Put the form away; what was typed is given up only on purpose."""
        if not self.touched or self._given_up():
            self.touched = False
            self.left.emit()

    def _given_up(self) -> bool:
        question = translate("Customers", "放弃改好的内容？")
        follows = translate("Customers", "客户资料还是原来的样子。")
        verb, keep = translate("Customers", "放弃"), translate("Customers", "继续改")
        return bool(Decision(question, follows, verb, keep, parent=self).exec())

    def show_refused(self, error: CodedError) -> None:
        """Everything that is refused, beside its field."""
        rest = show_beside(error, self._room.words, self._shown())
        self._say("\n".join(problem.sentence for problem in rest))
        every: tuple[Field | RowTable, ...] = (*self.fields.values(), *self.tables.values())
        hidden = [field for field in every if field.note()]
        if self._more is not None and any(self._more.isAncestorOf(field) for field in hidden):
            self._more.open()

    def show_moved(self, now: Mapping[str, str]) -> None:
        """What somebody else has put into these fields meanwhile."""
        told_ = translate("Customers", "别人刚改成：{value}。再保存一次就用您填的。")
        for path, value in now.items():
            if path in self.fields:
                self.fields[path].show_note(told_.format(value=value or "—"), "user-exclamation", Token.AMBER)

    def _say(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))
