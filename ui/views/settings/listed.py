"""A page with a list at the left and one row of it, or a new one, as a form at the right."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.models.rows import RowsModel
from ui.views.room import Room
from ui.views.settings.page import Panel, SettingsPage, scrolled
from ui.widgets import fonts
from ui.widgets.buttons import Button
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

PANEL = 384
"""The form at the right, in px at 100 %."""


class ListedPage(SettingsPage):
    """``choose`` is called with the row that a person went to, ``begin`` for a new one."""

    def __init__(self, room: Room, title: str, told: str, rows: RowsModel[Any], new: str) -> None:
        """``new``: what the button says that begins a new row."""
        super().__init__(room, title, told)
        self.rows = rows
        self.list = ListView(rows, title)
        self.new = Button(new, icon="plus")
        self.name = PlainLabel("", fonts.section)
        self.chosen: Any = None
        self.new.clicked.connect(self.ask_begin)
        self.list.went_to.connect(self._went)

    def lay_out_list(
        self,
        form: Sequence[QWidget],
        empty: EmptyList,
        *,
        above: Sequence[QWidget] = (),
        verbs: Sequence[QWidget] = (),
        right: Sequence[QWidget] = (),
    ) -> None:
        """Head, list and form; ``above``: what stands over the list, ``verbs``: buttons of the form."""
        page, body = QVBoxLayout(self), QHBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(self.head(*right, self.new))
        body.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(px(16), 0, 0, 0)
        left.setSpacing(px(4))
        for widget in above:
            left.addWidget(widget)
        left.addWidget(self.list, 1)
        body.addLayout(left, 1)
        self.panel = self._panel(form, verbs)
        body.addWidget(self.panel)
        page.addLayout(body, 1)
        self.list.set_empty(empty)

    def _panel(self, form: Sequence[QWidget], verbs: Sequence[QWidget]) -> Panel:
        panel, inner = Panel(), QWidget()
        panel.setFixedWidth(px(PANEL))
        stack, whole, last = QVBoxLayout(inner), QVBoxLayout(panel), QHBoxLayout()
        stack.setContentsMargins(px(20), px(14), px(20), px(12))
        stack.setSpacing(px(8))
        stack.addWidget(self.name)
        for widget in (*form, self.refused):
            stack.addWidget(widget)
        stack.addStretch(1)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolled(inner), 1)
        last.setContentsMargins(px(20), px(10), px(20), px(10))
        last.setSpacing(px(8))
        for widget in (self.save, self.drop):
            last.addWidget(widget)
        last.addWidget(self.state, 1)
        for widget in verbs:
            last.addWidget(widget)
        whole.addLayout(last)
        return panel

    # What is chosen

    def ask_begin(self) -> None:
        """A new row, unless something typed would be lost."""
        if self.may_leave():
            self.clear_refusal()
            self.begin()

    def begin(self) -> None:
        """An empty form."""
        self.chosen = None
        self.list.clearSelection()
        self.list.setCurrentIndex(self.rows.index(-1, -1))

    def _went(self, row: Any) -> None:  # noqa: ANN401 - a row of any list
        if self.chosen is not None and self.key_of(row) == self.key_of(self.chosen):
            return
        if self.may_leave():
            self.clear_refusal()
            self.choose(row)
        elif self.chosen is not None:
            self.list.go_to(self.key_of(self.chosen))

    def choose(self, row: Any) -> None:  # noqa: ANN401
        """Show this row in the form."""
        self.chosen = row

    def unsaved(self) -> str:
        """The verbs say it: there is no room for words."""
        return ""

    def key_of(self, row: Any) -> Hashable:  # noqa: ANN401
        """What a row is found by."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these; the one that was chosen stays, and its form too where something was typed."""
        self.rows.show(rows)
        wanted = None if self.chosen is None else self.key_of(self.chosen)
        found = next((row for row in rows if wanted is not None and self.key_of(row) == wanted), None)
        if self.is_dirty():
            self.chosen = found
            self.show_verbs()
            self.look()
        elif found is None:
            self.begin()
        else:
            self.choose(found)

    def show_verbs(self) -> None:
        """What may be done with the chosen row as it stands now, whatever is being typed."""

    def discard(self) -> None:
        self.clear_refusal()
        if self.chosen is None:
            self.begin()
        else:
            self.choose(self.chosen)


def quiet(text: str) -> PlainLabel:
    """A small word of explanation."""
    return PlainLabel(text, fonts.label, Token.INK2, wraps=True)


def nothing(icon: str, title: str) -> EmptyList:
    """What stands where a list is empty."""
    return EmptyList(icon, title, translate("Settings", "右边填好后保存，就会出现在这里。"))
