"""A field of a form: label with its mark, editor, and the word beneath that says what is wrong or known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui import texts
from ui.i18n import wide
from ui.widgets import fonts
from ui.widgets.fields.line import MoneyInput
from ui.widgets.fields.sight import put_cursor
from ui.widgets.flow import Flow
from ui.widgets.paint import icons, strokes
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

Answers = Sequence[tuple[str, str]]
"""Codes and words that a field marked † takes instead of a value: unknown 不详, none 无."""
LABEL, LONGEST, LEAST = 64, 80, 80
"""Px at 100 %: a label at least, from where it goes on in a second line if room lacks, an editor at least."""
NONE_KEY = Qt.Key.Key_F2


class Editor(Protocol):
    """What every editor can do, whatever it holds."""

    @property
    def edited(self) -> SignalInstance:
        """A person changed it."""

    @property
    def settled(self) -> SignalInstance:
        """The cursor left after a change."""

    def show_words(self, words: str) -> None:
        """Show these words."""

    def words(self) -> str:
        """What is shown."""

    def set_wrong(self, wrong: bool) -> None:
        """Mark it as wrong or not."""

    def problem(self) -> str:
        """What is wrong with it by itself."""


class Note(QWidget):
    """An icon and a few words in one colour: a message, a warning, a state of things."""

    def __init__(self, icon: str = "", text: str = "", token: Token = Token.INK2) -> None:
        super().__init__()
        self._icon, self._token = icon, token
        self._label = PlainLabel(text, fonts.label, token, wraps=True)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._label)
        self._follow()
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        self._line.setContentsMargins(px(20) if self._icon else 0, 2, 0, 2)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, icon: str, token: Token) -> None:
        """Say something else."""
        self._icon, self._token = icon, token
        self._label.setText(text)
        self._label.set_token(token)
        self._follow()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            tall = self._label.heightForWidth(self._label.width())
            top = round((self.height() - tall) / 2) + round((px(18) - px(14)) / 2)
            icons.draw(strokes.brush(self), self._icon, QPointF(0, top), px(14), self._token)


class Field(QWidget):
    """A labelled editor. ``changed``: a person edited it or answered 不详."""

    changed = Signal()

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        answers: Answers = (),
        label_width: int = LABEL,
        grows: bool = True,
    ) -> None:
        super().__init__()
        self.widget, self._answers, self._label_width = editor, tuple(answers), label_width
        self._answer = ""
        self._beneath: tuple[Field, ...] = ()
        self._label = PlainLabel(label, fonts.body, Token.INK2, wraps=True)
        self._star = PlainLabel("*" if required else "", fonts.strong, Token.ACCENT)
        self._beside = PlainLabel("", fonts.label, Token.INK2)
        self._shown = PlainLabel("", wraps=True)
        self._note = Note()
        self._join(required=required)
        self._lay_out(grows=grows)
        self._listen()

    def _join(self, *, required: bool) -> None:
        name = self._label.text()
        self._label.setBuddy(self.widget)
        self.widget.setAccessibleName(texts.required_label(name) if required else name)
        if self._answers:
            strokes.tip(self.widget, texts.unknown_hint())

    def _lay_out(self, *, grows: bool) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        named, line = QHBoxLayout(), QHBoxLayout()
        named.setSpacing(2)
        named.addWidget(self._label)
        named.addWidget(self._star)
        named.addStretch()
        line.addWidget(self.widget, 1 if grows else 0)
        line.addWidget(self._shown, 1)
        line.addWidget(self._beside)
        line.setSpacing(px(12))
        if not grows:
            line.addStretch(1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addLayout(named, 0, 0, top)
        self._label.setHidden(not self._label.text())
        self._grid.addLayout(line, 0, 1)
        self._grid.addWidget(self._note, 1, 1)
        self._shown.hide()
        self._note.hide()
        self._beside.hide()
        self._follow()

    def _follow(self) -> None:
        self._lay(max(one.named() for one in (self, *self._beneath)))

    def _lay(self, room: int) -> None:
        """``room``: px for the label and its mark."""
        self._star.setHidden(not (self._star.text() and self._label.text()))  # an empty label takes room
        self._grid.setHorizontalSpacing(px(8) if self._label.text() else 0)
        self._grid.setColumnMinimumWidth(0, room)
        self._grid.setColumnStretch(1, 1)
        for label in (self._label, self._star):
            label.setMinimumHeight(px(30))
        least = max(self._least(), min(self._whole(), room - self._starred()))
        if self._beneath:
            self._label.setMaximumWidth(max(least, room - self._starred()))
        self._label.setMinimumSize(least, max(px(30), self._label.heightForWidth(least)))

    def _whole(self) -> int:
        return strokes.width_of(self._label.text(), fonts.body()) + 2 if self._label.text() else 0

    def _least(self) -> int:
        """Px that the label takes at least; what is longer goes on in a second line if room lacks."""
        longest = px(wide(max(LONGEST, self._label_width)))
        return min(self._whole(), max(longest, self._label.minimumSizeHint().width()))

    def _starred(self) -> int:
        return 2 + self._star.sizeHint().width() if self._star.text() and self._label.text() else 0

    def named(self) -> int:
        """Px that the label and its mark take at least, where no other field is asked."""
        return max(px(wide(self._label_width)), self._least() + self._starred())

    def stand_beneath(self, fields: tuple[Field, ...], room: int) -> None:
        """Begin where the editors of these fields begin: the longest label, ``room`` px, says where."""
        self._beneath = fields
        self._lay(room)

    def _listen(self) -> None:
        self.editor.edited.connect(self._edited)
        self.editor.settled.connect(self.check)
        self.widget.installEventFilter(self)
        if isinstance(self.widget, MoneyInput):
            self.widget.spoken.connect(self.show_beside)
        self.setFocusProxy(self.widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self._follow)

    @property
    def editor(self) -> Editor:
        """The editor by what every editor can do."""
        return cast("Editor", self.widget)

    def label(self) -> str:
        """The label's text."""
        return self._label.text()

    def set_required(self, required: bool) -> None:
        """Mark it as compulsory or not; what is told to a screen reader follows."""
        if required == bool(self._star.text()):
            return
        self._star.setText("*" if required else "")
        name = self._label.text()
        self.widget.setAccessibleName(texts.required_label(name) if required else name)
        for field in (self, *self._beneath):
            field._follow()  # noqa: SLF001 - another one of its kind

    def _edited(self) -> None:
        if self._answer:
            self._answer = ""
            self._say_answer("")
        self.show_wrong("")
        self.changed.emit()

    def check(self) -> None:
        """Say what is wrong with the value by itself; nothing while 不详 or 无 stands there."""
        self.show_wrong("" if self._answer else self.editor.problem())

    # 不详 and 无

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.key() == NONE_KEY and bare and self._answers:
                self._next_answer()
                return True
        return super().eventFilter(watched, event)

    def _next_answer(self) -> None:
        codes = [code for code, _ in self._answers] + [""]
        at = codes.index(self._answer) if self._answer else -1
        self.answer(codes[at + 1])
        self.changed.emit()

    def answer(self, code: str) -> None:
        """Answer with the code of 不详 or 无; "" empties the field."""
        self._answer = code
        word = dict(self._answers).get(code, "")
        self.editor.show_words(word)
        self._say_answer(word)
        self.show_wrong("")

    def _say_answer(self, word: str) -> None:
        """Behind an editor that shows only what it offers, such as a list; others show the word."""
        self.show_beside("" if self.editor.words() == word else word)

    def answered(self) -> str:
        """The code of 不详 or 无 where that is the answer; "" otherwise."""
        return self._answer

    # What it says

    def show_wrong(self, sentence: str) -> None:
        """Say beneath the field what is wrong; "" takes it away."""
        self.editor.set_wrong(bool(sentence))
        self.widget.setAccessibleDescription(sentence)
        self.show_note(sentence, "alert-circle", Token.RED)

    def show_note(self, text: str, icon: str = "info-circle", token: Token = Token.INK2) -> None:
        """Say something beneath the field; "" takes it away."""
        self._note.say(text, icon, token)
        self._note.setVisible(bool(text))

    def note(self) -> str:
        """What is said beneath the field."""
        return self._note.text()

    def show_beside(self, text: str) -> None:
        """Say something behind the editor, such as an amount in words."""
        self._beside.setText(text)
        self._beside.setVisible(bool(text))

    def take_focus(self) -> None:
        """Put the cursor into the field, which is seen then."""
        put_cursor(self.widget, self)

    def set_read_only(self, read_only: bool) -> None:
        """Show the value as words without an editor, or the editor again."""
        self._shown.setText(self.editor.words() or "—")
        self._shown.setVisible(read_only)
        self.widget.setHidden(read_only)
        self._shown.setMinimumHeight(px(30))

    def minimumSizeHint(self) -> QSize:
        named = max(one.named() for one in (self, *self._beneath)) + px(8)
        wraps = self.widget.minimumSizeHint().width() if isinstance(self.widget, Flow) else 0
        said = 0 if self._note.isHidden() else self._note.minimumSizeHint().width()
        least = max(px(LEAST), self.widget.minimumWidth(), wraps, said)
        return QSize(named + least, super().minimumSizeHint().height())


def line_up(fields: Iterable[Field]) -> None:
    """Let the editors of fields that stand beneath each other begin at one edge."""
    column = tuple(fields)
    room = max((field.named() for field in column), default=0)
    for field in column:
        field.stand_beneath(column, room)
