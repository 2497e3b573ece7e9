"""The panel beside the paper: the clauses and fields of a draft, or the way of what was issued."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from aftersales.domain.agreements.clauses import VARIABLES, variables
from aftersales.domain.errors import BadField, BadInput, CodedError
from ui import texts
from ui.i18n import translate, wide
from ui.presenters.agreements.looks import AgreementLook, Draft
from ui.presenters.agreements.sheet import Preview
from ui.texts import Words, cautioned
from ui.views.agreements.clauses import WIDTH, ClauseRows, Told, shown
from ui.views.agreements.filling import Filling
from ui.views.agreements.trail import Station, Trail
from ui.views.agreements.wording import missing_word, variable_words
from ui.views.casework.planes import Plane, scrolled
from ui.widgets import fonts
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel


class Panel(Plane):
    """``edited``: a person typed; ``turned`` and ``moved``: a clause."""

    edited = Signal()
    turned = Signal(str)
    moved = Signal(str, int)

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__(Token.SUNKEN)
        self._words = words
        self.clauses, self.filling, self.trail = ClauseRows(), Filling(words, today), Trail()
        self.count = PlainLabel("", fonts.body, Token.INK3)
        self.state, self.caution, self.rest = Note(), Note(), Note()
        self.why_not = ""
        self._lay_out()
        self.filling.edited.connect(self.edited)
        self.clauses.turned.connect(self.turned)
        self.clauses.moved.connect(self.moved)
        self.clauses.wanted.connect(self.filling.go_to)

    def _lay_out(self) -> None:
        self.setFixedWidth(px(wide(WIDTH)))
        self.pile = QStackedWidget()
        self.pile.addWidget(self._of_draft())
        self.pile.addWidget(self._of_issued())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.pile)

    def _of_draft(self) -> QWidget:
        draft, below = QWidget(), Plane(Token.SUNKEN)
        page, column, notes = QVBoxLayout(draft), QVBoxLayout(below), QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        keys = PlainLabel(
            translate("Agreements", "空格取舍，Alt+↑↓ 移动"), fonts.label, Token.INK3, wraps=True
        )
        keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = PlainLabel(translate("Agreements", "条款"), fonts.section)
        head = Flow([title, self.count, keys], gap=10, grows=keys)
        head.setContentsMargins(px(24), px(10), px(20), px(4))
        page.addWidget(head)
        self.clause_area = scrolled(self.clauses)
        page.addWidget(self.clause_area, 5)
        column.setContentsMargins(0, px(6), 0, 0)
        column.setSpacing(0)
        notes.setContentsMargins(px(24), 0, px(20), 0)
        notes.setSpacing(0)
        for note in (self.state, self.caution, self.rest):
            notes.addWidget(note)
        column.addLayout(notes)
        column.addWidget(scrolled(self.filling), 1)
        page.addWidget(_ruled(below), 6)
        return draft

    def _of_issued(self) -> QWidget:
        way = QWidget()
        page = QVBoxLayout(way)
        page.setContentsMargins(0, px(10), 0, 0)
        page.setSpacing(0)
        head = PlainLabel(translate("Agreements", "协议去向"), fonts.section)
        head.setContentsMargins(px(24), 0, px(20), px(4))
        page.addWidget(head)
        page.addWidget(scrolled(self.trail), 1)
        return way

    # What it shows

    def show_way(self, look: AgreementLook, stations: Sequence[Station]) -> None:
        """What was issued: where it has been."""
        self.pile.setCurrentIndex(1)
        self.why_not = ""
        self.trail.show_stations(stations, look.row)

    def show_draft(self, draft: Draft) -> None:
        """A draft was opened."""
        self.pile.setCurrentIndex(0)
        self.filling.show_draft(draft)

    def show_preview(self, preview: Preview) -> None:
        """How the draft stands now."""
        self.clauses.show_rows(self._rows(preview))
        on = sum(one.on for one in preview.choices)
        self.count.setText(f"{on} / {len(preview.choices)}")
        others = self.filling.show_problems(BadInput(list(preview.problems)))
        self.rest.say("\n".join(one.sentence for one in others), "alert-circle", Token.RED)
        self.rest.setVisible(bool(others))
        self.caution.say(cautioned(preview.cautions, self._words), "alert-triangle", Token.RED)
        self.caution.setVisible(bool(preview.cautions))
        self._say_state(preview.problems)

    def _say_state(self, problems: Sequence[BadField]) -> None:
        self.why_not = "\n".join(self._words.sentence(one.code, one.facts) for one in problems)
        told = translate("Agreements", "还有 {n} 项要填或要改，不能签发").format(n=len(problems))
        if problems:
            self.state.say(told, "alert-triangle", Token.AMBER)
        else:
            self.state.say(translate("Agreements", "填写齐全，可以签发"), "check", Token.GREEN)

    def show_unread(self, error: CodedError) -> None:
        """What was typed cannot be read."""
        others = self.filling.show_problems(error)
        self.rest.say("\n".join(one.sentence for one in others), "alert-circle", Token.RED)
        self.rest.setVisible(bool(others))
        told = translate("Agreements", "有内容读不出，预览停在上一次")
        self.state.say(told, "alert-triangle", Token.AMBER)
        self.why_not = told

    def _rows(self, preview: Preview) -> list[Told]:
        words = variable_words(self._words)
        missing = {str(one.facts.get("field", "")): one for one in preview.problems}
        rows = []
        for choice in preview.choices:
            clause = choice.clause
            paths = [VARIABLES.get(name, "") for name in variables(clause.text or "")]
            misses = tuple(path for path in paths if path and path in missing)
            rows.append(
                Told(
                    key=clause.key,
                    title=clause.title or clause.key,
                    under=shown(clause.text or "", words),
                    part=self._words.word("clause_part", clause.part),
                    on=choice.on,
                    misses=texts.semicolon().join(
                        missing_word(missing[path], self._words) for path in misses
                    ),
                    fields=misses or tuple(path for path in paths if path),
                )
            )
        return rows


def _ruled(below: QWidget) -> QWidget:
    """The plane with a hairline above."""
    frame = Plane(Token.LINE)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 1, 0, 0)
    column.addWidget(below)
    return frame
