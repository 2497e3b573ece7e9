"""What the customer answers: whom one reached and how, scores from 1 to 5, his words, what closing asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aftersales.domain.codes import DICTIONARIES
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.presenters.follow_ups import SCORES, Told
from ui.texts import Words
from ui.widgets import fonts
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Field, line_up
from ui.widgets.fields.line import LineInput
from ui.widgets.fields.long import LongInput
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

LABEL = 80
USUAL = "phone"
"""A follow-up is made by telephone unless somebody says otherwise."""
_MARKS = tuple((str(n), str(n)) for n in range(1, 6))


class Score(Segmented):
    """1 to 5; a digit chooses and goes on to the next field."""

    def __init__(self) -> None:
        super().__init__(_MARKS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in dict(_MARKS) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(event.text())
            self.edited.emit()
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class Answers(QWidget):
    """The fields of a call, in the order of the script. ``edited``: a person changed one."""

    edited = Signal()

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        super().__init__()
        self._words = words
        channels = [(code, words.word("channel", code)) for code in DICTIONARIES["channel"]]
        self.channel = self._field("channel", ComboInput(channels))
        self.whom = self._field("interviewee", LineInput(), required=True)
        self.scores = {name: self._field(name, Score()) for name in SCORES}
        self.using = self._field("keep_using", Segmented(self._codes("keep_using")))
        yes_no = (("no", translate("FollowUps", "没有")), ("yes", translate("FollowUps", "有")))
        self.issue = self._field("new_issue", Segmented(yes_no))
        arrival = DateInput(translate("StepForm", "年-月-日"), today)
        named = words.label("refund.customer_confirmed_on")
        self.arrived = Field(named, arrival, label_width=LABEL, grows=False)
        self.words = Field(translate("FollowUps", "客户的话"), LongInput(rows=4), label_width=LABEL)
        lessons = words.label("complaint.lessons")
        self.lessons = Field(lessons, LongInput(rows=2), required=True, label_width=LABEL)
        self._lay_out()
        self.setFocusProxy(next(iter(self.scores.values())))

    def _codes(self, dictionary: str) -> tuple[tuple[str, str], ...]:
        return tuple((code, self._words.word(dictionary, code)) for code in DICTIONARIES[dictionary])

    def _field(self, name: str, editor: QWidget, *, required: bool = False) -> Field:
        label = self._words.label(f"follow_up.{name}")
        grows = not isinstance(editor, Segmented)
        return Field(label, editor, required=required, label_width=LABEL, grows=grows)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(translate("FollowUps", "客户怎么说"), fonts.section, wraps=True))
        for field in self._all():
            column.addWidget(field)
            field.changed.connect(self.edited)
        line_up(self._all())
        hint = translate("FollowUps", "分数可以直接按数字键 1 到 5；客户没有说的不用填。")
        column.addWidget(PlainLabel(hint, fonts.label, Token.INK3, wraps=True))
        column.addStretch(1)

    def _all(self) -> tuple[Field, ...]:
        return (
            self.channel,
            self.whom,
            *self.scores.values(),
            self.using,
            self.issue,
            self.arrived,
            self.words,
            self.lessons,
        )

    def fields(self) -> Mapping[str, ShowsWrong]:
        """The fields by path, for refusals, in reading order."""
        return {
            "follow_up.channel": self.channel,
            "follow_up.interviewee": self.whom,
            **{f"follow_up.{name}": field for name, field in self.scores.items()},
            "refund.customer_confirmed_on": self.arrived,
            "follow_up.suggestion": self.words,
            "complaint.lessons": self.lessons,
        }

    def told(self) -> Told:
        """What stands in the fields."""
        return Told(
            channel=_code(self.channel),
            interviewee=self.whom.editor.words(),
            scores={name: _code(field) for name, field in self.scores.items()},
            keep_using=_code(self.using),
            new_issue=_code(self.issue),
            words=self.words.editor.words(),
            lessons=self.lessons.editor.words() if not self.lessons.isHidden() else "",
            arrived=self.arrived.editor.words() if not self.arrived.isHidden() else "",
        )

    def fill(self, told: Told) -> None:
        """Fill the fields so; nothing is wrong with them yet."""
        self.whom.editor.show_words(told.interviewee)
        self.words.editor.show_words(told.words)
        self.lessons.editor.show_words(told.lessons)
        self.arrived.editor.show_words(told.arrived)
        chosen = {
            self.channel: told.channel or USUAL,
            self.using: told.keep_using,
            self.issue: told.new_issue,
        }
        chosen |= {field: told.scores.get(name, "") for name, field in self.scores.items()}
        for field, code in chosen.items():
            _choose(field, code)
        for field in self._all():
            field.show_wrong("")

    def let(self, *, tells: bool, learnt: bool, paid: bool, anew: bool) -> None:
        """Whether there is a call to be noted, whether closing asks what was learnt, and money may have come.

        Unless it is ``anew`` nothing is shut or hidden: somebody may be typing there.
        """
        if learnt or anew:
            self.lessons.setVisible(learnt)
        if paid or anew:
            self.arrived.setVisible(paid)
        for field in self._all() if tells or anew else ():
            if field is not self.lessons:
                field.widget.setEnabled(tells)


def _code(field: Field) -> str:
    return field.widget.code() if isinstance(field.widget, ComboInput | Segmented) else ""


def _choose(field: Field, code: str) -> None:
    if isinstance(field.widget, ComboInput | Segmented):
        field.widget.choose(code)
