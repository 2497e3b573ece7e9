"""The form of one verb beside the list: what was sent, how many, which proof; refusals at their fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import Step
from ui import texts
from ui.errors import Also, ShowsWrong, show_beside
from ui.i18n import translate
from ui.presenters.notices import asking
from ui.presenters.notices.asking import QTY, Asked
from ui.presenters.notices.slips import Look
from ui.presenters.step_fields import Told
from ui.texts import Words
from ui.views.casework.editors import LABEL, Editors, told
from ui.views.notices.wording import verb
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Field, Note
from ui.widgets.fields.line import NumberInput
from ui.widgets.keys import INSIDE, on_key
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

_DANGER: frozenset[str] = frozenset({Step.CANCEL_NOTICE})


class Files(QWidget):
    """The files of a form: pasted or picked, told by name."""

    picked = Signal(Path)

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._kept: dict[int, str] = {}
        self._hint = hint
        self.pick = Button(translate("Notices", "选文件…"), icon="paperclip", small=True)
        self.names = PlainLabel(hint, fonts.body, Token.INK2, wraps=True)
        self.wrong = Note()
        line, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.names, 1)
        column.addLayout(line)
        column.addWidget(self.wrong)
        self.wrong.hide()
        self.pick.clicked.connect(self._ask)

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, translate("Notices", "选文件"))
        if name:
            self.picked.emit(Path(name))

    def add(self, number: int, name: str) -> None:
        """This one was kept."""
        self._kept[number] = name
        self.names.setText(texts.joint().join(self._kept.values()))
        self.show_wrong("")

    def numbers(self) -> Sequence[int]:
        """The attachments' numbers in the order they came."""
        return tuple(self._kept)

    def show_wrong(self, sentence: str) -> None:
        """Say beneath what is wrong; "" takes it away."""
        self.wrong.say(sentence, "alert-circle", Token.RED)
        self.wrong.setVisible(bool(sentence))
        self.pick.setAccessibleDescription(sentence)

    def take_focus(self) -> None:
        """Put the focus on the button."""
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)


class NoticeForm(QWidget):
    """``sent``: answers, file numbers and whether what is short is given up; ``left``: it was put away.

    ``pasted``: Ctrl+V was pressed in a field while no text is on the clipboard. ``picked``: a file was.
    """

    sent = Signal(dict, tuple, bool)
    left = Signal()
    pasted = Signal()
    picked = Signal(Path)

    def __init__(self, words: Words, today: Callable[[], date], has_picture: Callable[[], bool]) -> None:
        """``has_picture``: whether a picture or a file is on the clipboard."""
        super().__init__()
        self._words, self._has_picture = words, has_picture
        self._editors = Editors(words, today)
        self._want: Asked | None = None
        self._look: Look | None = None
        self.touched = False
        self.fields: dict[str, Field] = {}
        self.files: Files | None = None
        self.title = PlainLabel("", fonts.section)
        self.refused = Note()
        self.submit = Button("", Kind.PRIMARY, key="Ctrl ↵")
        self.finish = Button(translate("Notices", "不再补发，就此完成"), Kind.GHOST)
        self.cancel = Button(translate("Notices", "不办了"), Kind.GHOST, key="Esc")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, px(8), 0, px(8))
        self._column.setSpacing(px(6))
        self._column.addWidget(self.title)
        self._body = QWidget()
        self._column.addWidget(self._body)
        self._column.addWidget(self.refused)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.submit)
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._column.addWidget(self.finish)
        self.refused.hide()
        self.finish.hide()

    def _listen(self) -> None:
        self.submit.clicked.connect(self.send)
        self.finish.clicked.connect(self._send_finished)
        self.cancel.clicked.connect(self.leave)
        for key, act in (("Ctrl+Return", self.send), ("Ctrl+Enter", self.send), ("Esc", self.leave)):
            on_key(key, self, act, INSIDE)

    # What is asked

    def show_asked(self, want: Asked, look: Look) -> None:
        """Ask this about the slip."""
        self._want, self._look, self.touched = want, look, False
        self.fields, self.files = {}, None
        department = self._words.word("department", look.notice.department) if look.behalf else ""
        self.title.setText(verb(want.step, department))
        self.submit.kind = Kind.DANGER if want.step in _DANGER else Kind.PRIMARY
        body, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        body.setLayout(column)
        for field in self._made(want, look):
            column.addWidget(field)
        if want.files:
            column.addWidget(self._file_row(want))
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        self._say("")
        self._weigh()

    def _made(self, want: Asked, look: Look) -> Sequence[Field]:
        for question in want.questions:
            if question.path == "notice.remark" and want.counts:
                self._add(QTY, self._quantity(want, look))
            self._add(question.path, self._editors.field(question))
        return tuple(self.fields.values())

    def _add(self, path: str, field: Field) -> None:
        field.changed.connect(self._note_edit)
        field.widget.installEventFilter(self)
        self.fields[path] = field
        if path == "notice.shipped_batch":
            field.editor.settled.connect(self._look_at_batch)

    def _quantity(self, want: Asked, look: Look) -> Field:
        slip = look.slip
        editor = NumberInput(unit=self._words.word("unit", slip.unit) if slip.unit else "")
        editor.setFixedWidth(px(168))
        label = self._words.label("extra.part")
        made = Field(label, editor, required=want.qty_required, label_width=LABEL, grows=False)
        if slip.left:
            editor.show_words(f"{slip.left:f}")
        if slip.asked is not None and slip.sent:
            told = translate("Notices", "共 {all}，已办 {done}")
            made.show_beside(told.format(all=f"{slip.asked:f}", done=f"{slip.sent:f}"))
        return made

    def _file_row(self, want: Asked) -> QWidget:
        signed = want.files == "slip"
        label = self._words.label(f"notice.{want.files}")
        hint = (
            translate("Notices", "签字的通知单：Ctrl+V 贴图")
            if signed
            else translate("Notices", "Ctrl+V 贴图")
        )
        self.files = Files(hint)
        self.files.picked.connect(self.picked)
        self.files.pick.setAccessibleName(label)
        for number, name in want.kept:
            self.files.add(number, name)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        head = PlainLabel(f"{label} *" if signed else label, fonts.body, Token.INK2)
        head.setFixedSize(px(LABEL), px(28))
        head.setBuddy(self.files.pick)
        line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.files, 1)
        return row

    def begin_in(self) -> None:
        """Put the cursor into the first field that is still empty, else on the button."""
        empty = next((field for field in self.fields.values() if not field.editor.words()), None)
        if empty is not None:
            empty.take_focus()
        elif self.files is not None:
            self.files.take_focus()

    def add_file(self, slip: str, number: int, name: str) -> None:
        """A file was kept as this slip's, about which it may be that nothing is asked now."""
        if self.files is not None and self._look is not None and self._look.slip.number == slip:
            self.files.add(number, name)

    # While one types

    def _note_edit(self) -> None:
        self.touched = True
        self._weigh()

    def _weigh(self) -> None:
        """Say on the button whether so much is all of it, or a part that leaves something."""
        want, look, field = self._want, self._look, self.fields.get(QTY)
        if want is None or look is None:
            return
        word = verb(want.step)
        counted = asking.counted(look, field.editor.words(), finish=False) if field is not None else None
        if counted is not None and counted.part:
            word = translate("Notices", "先记这些，还差 {n}").format(n=f"{counted.left:f}")
        self.submit.setText(word)
        ends = field is not None and asking.nothing_more(look, field.editor.words())
        self.finish.setVisible(ends or (counted is not None and counted.part))

    def _look_at_batch(self) -> None:
        field = self.fields["notice.shipped_batch"]
        caution = asking.complained(self._look, field.editor.words()) if self._look else None
        if caution is not None:
            said = self._words.sentence(caution.code, caution.facts, "caution")
            field.show_note(said, "alert-triangle", Token.AMBER)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and self._has_picture()
        ):
            self.pasted.emit()
            return True
        return super().eventFilter(watched, event)

    # Sending

    def send(self) -> None:
        """Do the verb with what stands there."""
        self._send(finish=False)

    def _send_finished(self) -> None:
        self._send(finish=True)

    def _send(self, *, finish: bool) -> None:
        if self.submit.isEnabled():
            answers: dict[str, Told] = {path: told(field.widget) for path, field in self.fields.items()}
            self.sent.emit(answers, tuple(self.files.numbers()) if self.files else (), finish)

    def show_busy(self, *, busy: bool) -> None:
        """Whether the verb is on its way."""
        self.submit.setEnabled(not busy)
        self.finish.setEnabled(not busy)

    def show_refused(self, error: CodedError) -> None:
        """Say everything that is refused, beside its field."""
        shown: dict[str, ShowsWrong] = dict(self.fields)
        if QTY in self.fields:
            shown |= {"part": Also(self.fields[QTY])}
        if self.files is not None and self._want is not None:
            shown |= {f"notice.{self._want.files}": self.files, "attachment": Also(self.files)}
        rest = show_beside(error, self._words, shown)
        self._say("\n".join(problem.sentence for problem in rest))

    def _say(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    # Leaving

    def leave(self) -> bool:
        """Put the form away; what was typed is given up only on purpose. Whether it is away."""
        if self.touched and not self._given_up():
            return False
        self.touched = False
        self.left.emit()
        return True

    def forget(self) -> None:
        """What was typed has been done."""
        self.touched = False

    def _given_up(self) -> bool:
        question = translate("Notices", "放弃填好的内容？")
        follows = translate("Notices", "这一步还没有办，填写的内容不会保存。")
        verb_, keep = translate("Notices", "放弃"), translate("Notices", "继续填")
        return bool(Decision(question, follows, verb_, keep, parent=self).exec())
