"""Where two people changed the same field: beneath it, theirs or mine; and what others did, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QWidget

from aftersales.domain.office import Office
from ui import texts
from ui.i18n import translate
from ui.presenters.live.merging import Clash, Merged, Others
from ui.presenters.step_fields import Question, Told
from ui.texts import Words
from ui.views.casework.editors import LABEL, Editors, show
from ui.views.parts.row_table import RowTable
from ui.widgets.buttons import Button
from ui.widgets.fields.field import Field, Note
from ui.widgets.sections import Section
from ui.widgets.theme import px
from ui.widgets.tokens import Token

_W = TypeVar("_W", bound=QWidget)
LONGEST = 120
"""Characters of the other's words beneath a field; the rest is in the case."""


class ClashNote(QWidget):
    """What the other wrote, and the choice. ``chosen``: True takes theirs."""

    chosen = Signal(bool)

    def __init__(self, name: str, theirs: str) -> None:
        super().__init__()
        said = translate("Merging", "对方改为：{text}").format(text=theirs or "—")
        self.note = Note("arrows-split", said, Token.AMBER)
        self.theirs = Button(translate("Merging", "用对方的"), small=True)
        self.mine = Button(translate("Merging", "用我的"), small=True)
        for button in (self.theirs, self.mine):
            button.setAccessibleDescription(f"{name}{texts.colon()}{said}")
        line = QHBoxLayout(self)
        line.setContentsMargins(px(LABEL + 8), 0, 0, px(4))
        line.setSpacing(px(8))
        line.addWidget(self.note, 1)
        line.addWidget(self.mine, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.theirs, 0, Qt.AlignmentFlag.AlignTop)
        self.theirs.clicked.connect(lambda: self.chosen.emit(True))
        self.mine.clicked.connect(lambda: self.chosen.emit(False))


class Clashes:
    """The fields about which is still to be decided, each with its note beneath."""

    def __init__(self, editors: Editors, words: Words, decided: Callable[[], None]) -> None:
        """``decided``: called after each choice."""
        self._editors, self._words, self._decided = editors, words, decided
        self.notes: dict[str, ClashNote] = {}

    def ask(
        self, clashes: tuple[Clash, ...], fields: Mapping[str, Field], tables: Mapping[str, RowTable]
    ) -> None:
        """Ask about each of these beneath its field."""
        self.forget()
        for clash in clashes:
            beside: QWidget | None = fields.get(clash.path) or tables.get(clash.path)
            around = beside.parentWidget() if beside is not None else None
            layout = around.layout() if around is not None else None
            if beside is None or not isinstance(layout, QBoxLayout):
                continue
            note = ClashNote(self._editors.label(clash.theirs), self.told(clash.theirs))
            layout.insertWidget(layout.indexOf(beside) + 1, note)
            note.chosen.connect(lambda theirs, at=clash: self._choose(at, fields, tables, theirs=theirs))
            self.notes[clash.path] = note
            for section in _around(note, Section):
                section.open()

    def _choose(
        self, clash: Clash, fields: Mapping[str, Field], tables: Mapping[str, RowTable], *, theirs: bool
    ) -> None:
        if theirs:
            put(clash.theirs, fields, tables)
        self.settle(clash.path)
        self._decided()

    def settle(self, path: str) -> None:
        """This one is decided."""
        note = self.notes.pop(path, None)
        if note is not None:
            note.hide()
            note.deleteLater()

    def forget(self) -> None:
        """Ask about nothing any more."""
        for path in tuple(self.notes):
            self.settle(path)

    def come(self) -> bool:
        """Go to the first that is not decided; whether there is one."""
        note = next(iter(self.notes.values()), None)
        if note is not None:
            for area in _around(note, QScrollArea):
                QTimer.singleShot(0, note, partial(area.ensureWidgetVisible, note, 0, px(72)))
            note.mine.setFocus(Qt.FocusReason.OtherFocusReason)
        return note is not None

    def said(self, merged: Merged) -> str:
        """What is to be decided, and what I filled in that is asked no more."""
        found = []
        if merged.clashes:
            ask = translate("Merging", "有 {n} 项两边都改了，请逐项选定。")
            found.append(ask.format(n=len(merged.clashes)))
        lost = texts.semicolon().join(
            f"{self._editors.label(q)}{texts.colon()}{self.told(q)}" for q in merged.lost
        )
        if lost:
            found.append(translate("Merging", "这些已不再需要：{fields}").format(fields=lost))
        return "\n".join(found)

    def told(self, question: Question) -> str:
        """What stands in a question, in words."""
        if question.mark:
            return self._words.word("na", question.mark)
        options = dict(self._editors.options(question.choices)) | dict(self._editors.yes_no())
        said = texts.semicolon().join(_rows(question.value, options))
        return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def _around(inner: QWidget, kind: type[_W]) -> list[_W]:
    """The widgets of this kind in which it lies."""
    found, at = list[_W](), inner.parentWidget()
    while at is not None:
        if isinstance(at, kind):
            found.append(at)
        at = at.parentWidget()
    return found


def _rows(value: Told, options: Mapping[str, str]) -> list[str]:
    if isinstance(value, str):
        return [options.get(value, value)] if value else []
    found = []
    for item in value:
        if isinstance(item, Mapping):
            found.append(" ".join(part for cell in item.values() for part in _rows(cell, {})))
        else:
            found.append(options.get(item, item))
    return found


def put(question: Question, fields: Mapping[str, Field], tables: Mapping[str, RowTable]) -> None:
    """Put what stands in the question into its field or table."""
    field = fields.get(question.path)
    if field is not None:
        field.answer(question.mark)
        if not question.mark:
            show(field.widget, question.value)  # type: ignore[arg-type]  # a field of a step has such an editor
    for path in (question.path, f"{question.path}.more"):
        if path in tables:
            tables[path].show_rows([row for row in question.value if isinstance(row, Mapping)])


def who_did(others: Others, office: Office, words: Words) -> str:
    """Who took which steps meanwhile, as a person says it."""
    people = office.by_login
    names = [people[login].name if login in people else login for login in others.logins]
    steps = dict.fromkeys(words.step(step) for step in others.steps)
    who = texts.joint().join(names) or translate("Merging", "别人")
    return translate("Merging", "{who} 刚办了{steps}").format(who=who, steps=texts.joint().join(steps))


def joined(merged: Merged, did: str, editors: Editors) -> str:
    """A toast: what of the others' was taken over with my step; ``did``: who did what."""
    if not merged.taken:
        return translate("Merging", "{did}，与您填的不冲突").format(did=did)
    fields = texts.joint().join(dict.fromkeys(editors.label(question) for question in merged.taken))
    return translate("Merging", "{did}，改了{fields}，已一并采用").format(did=did, fields=fields)


def written(fields: Mapping[str, Field], tables: Mapping[str, RowTable]) -> str:
    """What is filled in, a field or a row of a table a line."""
    lines = [
        f"{field.label()}{texts.colon()}{words}"
        for field in fields.values()
        if (words := field.editor.words())
    ]
    for table in tables.values():
        lines += [" ".join(value for value in row.values() if value) for row in table.row_values()]
    return "\n".join(lines)
