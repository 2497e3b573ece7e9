"""The fields of a draft: those to be filled first, the others folded away, what cannot be issued by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from aftersales.domain.errors import BadInput, CodedError, Required
from ui import texts
from ui.errors import Problem, show_beside
from ui.i18n import translate
from ui.presenters.agreements.sheet import Draft, Told
from ui.presenters.step_fields import Question
from ui.texts import Words
from ui.views.agreements.wording import CUSTOMER, PARTY, Narrow
from ui.views.casework.editors import show, told
from ui.widgets.fields.field import Field, line_up
from ui.widgets.sections import Section
from ui.widgets.theme import px
from ui.widgets.tokens import Token


class Filling(QWidget):
    """``edited``: a person typed. The fields stay where they are while he types."""

    edited = Signal()

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words = words
        self._editors = Narrow(words, today)
        self.fields: dict[str, Field] = {}
        self._moved: Mapping[str, str] = {}
        self._offered: dict[str, dict[str, str]] = {}
        self._sections: list[Section] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(24), px(4), px(20), px(12))
        self._column.setSpacing(px(6))

    def show_draft(self, draft: Draft) -> None:
        """Ask for what is wanting, then for the rest; the cursor stays where one types."""
        at, place = self._cursor()
        self._moved = draft.moved
        yes_no = dict(self._editors.yes_no())
        self._offered = {
            one.path: dict(self._editors.options(one.choices)) | yes_no for one in draft.questions
        }
        self._clear()
        self._ask(draft)
        if at in self.fields:
            self.go_to(at)
            _put_cursor(self.fields[at].widget, place)

    def _cursor(self) -> tuple[str, int]:
        """The path of the field in which the cursor is, and how far; "" where it is in none."""
        at = QApplication.focusWidget()
        for path, field in self.fields.items():
            if at is not None and field.isAncestorOf(at):
                return path, _cursor_of(field.widget)
        return "", 0

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.fields, self._sections = {}, []

    def _ask(self, draft: Draft) -> None:
        first = [one for one in draft.questions if one.path in draft.wanting]
        rest = [one for one in draft.questions if one.path not in draft.wanting]
        for question in first:
            self._column.addWidget(self._made(question, draft))
        mine = [one for one in rest if not one.table.startswith(PARTY)]
        theirs = [one for one in rest if one.table.startswith(PARTY)]
        self._fold(translate("Agreements", "其他内容"), mine, draft)
        customer = [one for one in theirs if one.table == CUSTOMER]
        self._fold(translate("Agreements", "乙方"), customer, draft)
        also = [one for one in theirs if one.table != CUSTOMER]
        self._fold(translate("Agreements", "共同乙方"), also, draft)
        line_up(self.fields.values())
        self._column.addStretch(1)

    def _fold(self, title: str, questions: Sequence[Question], draft: Draft) -> None:
        if not questions:
            return
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, px(8), 0, px(8))
        column.setSpacing(px(6))
        for question in questions:
            column.addWidget(self._made(question, draft))
        summary = texts.joint().join(self._editors.label(one) for one in questions)
        section = Section(title, content, summary)
        self._sections.append(section)
        self._column.addWidget(section)

    def _made(self, question: Question, draft: Draft) -> Field:
        field = self._editors.field(question)
        typed = draft.typed.texts.get(question.path)
        if typed is not None:
            show(field.widget, typed)  # type: ignore[arg-type]  # made by Narrow, which makes such editors
        field.changed.connect(self.edited)
        self.fields[question.path] = field
        return field

    def values(self) -> dict[str, Told]:
        """What stands in the fields, by path."""
        return {path: told(field.widget) for path, field in self.fields.items()}

    def show_problems(self, error: CodedError) -> tuple[Problem, ...]:
        """Say beside its field what is wrong, and what is only missing; gives those that have none here.

        The cursor stays.
        """
        parts = error.problems if isinstance(error, BadInput) else (error,)
        missing = {str(one.facts.get("field", "")) for one in parts if isinstance(one, Required)}
        shown = {path: _Quiet(field, missing=path in missing) for path, field in self.fields.items()}
        rest = show_beside(error, self._words, shown)
        self._tell_moved()
        return rest

    def _tell_moved(self) -> None:
        """What somebody else has put into fields in which something else is typed here."""
        told_ = translate("Agreements", "别人刚改成：{value}。保存就用您填的。")
        for path, value in self._moved.items():
            field = self.fields.get(path)
            if field is not None and not field.note():
                said = self._offered[path].get(value, value) or "—"
                field.show_note(told_.format(value=said), "user-exclamation", Token.AMBER)

    def go_to(self, path: str) -> None:
        """Put the cursor into this field."""
        field = self.fields.get(path)
        if field is None:
            return
        for section in self._sections:
            if section.isAncestorOf(field):
                section.open()
        field.take_focus()


def _cursor_of(editor: QWidget) -> int:
    if isinstance(editor, QLineEdit):
        return editor.cursorPosition()
    return editor.textCursor().position() if isinstance(editor, QPlainTextEdit) else 0


def _put_cursor(editor: QWidget, place: int) -> None:
    if isinstance(editor, QLineEdit):
        editor.setCursorPosition(place)
    elif isinstance(editor, QPlainTextEdit):
        cursor = editor.textCursor()
        cursor.setPosition(min(place, len(editor.toPlainText())))
        editor.setTextCursor(cursor)


class _Quiet:
    """A field that says what is wrong without taking the cursor from where one types."""

    def __init__(self, field: Field, *, missing: bool) -> None:
        self._field, self._missing = field, missing

    def show_wrong(self, sentence: str) -> None:
        """Say it beside the field; "" takes it away."""
        if self._missing:
            self._field.editor.set_wrong(False)
            told = translate("Agreements", "未填，填好才能签发")
            self._field.show_note(told, "alert-triangle", Token.AMBER)
        elif self._field.note() != sentence:
            self._field.show_wrong(sentence)

    def take_focus(self) -> None:
        """Nobody's cursor is moved by a preview."""
