"""The editor for each question of a step: made by its kind, filled with what stands there, read as codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aftersales.domain.fields import Kind
from ui import texts
from ui.i18n import translate
from ui.presenters.step_choices import Choice
from ui.presenters.step_fields import NO, YES, Group, Question, Told
from ui.texts import Words
from ui.views.parts.row_table import Column, Holds, RowTable
from ui.widgets.buttons import CheckBox
from ui.widgets.fields.choice import ComboInput, Options, Segmented
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Answers, Field
from ui.widgets.fields.line import LineInput, MoneyInput, NumberInput
from ui.widgets.fields.long import LongInput
from ui.widgets.fields.several import Several
from ui.widgets.theme import px

LABEL = 112
LONGEST = 40
"""Characters of a choice; a file's name may have more."""
FEW = 4
"""So many codes stand side by side; more open as a list."""
_HOLDS: Mapping[Kind, Holds] = {
    Kind.CODE: Holds.CODE,
    Kind.FLAG: Holds.CODE,
    Kind.FILE: Holds.CODE,
    Kind.QUANTITY: Holds.NUMBER,
    Kind.MONEY: Holds.MONEY,
    Kind.DAY: Holds.DAY,
}
_SHARES: Mapping[Kind, int] = {
    Kind.LONG_TEXT: 4,
    Kind.TEXT: 3,
    Kind.CODE: 2,
    Kind.FILE: 2,
    Kind.MONEY: 2,
    Kind.DAY: 2,
    Kind.MOMENT: 2,
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {"promises": ("kind", "content", "made_by", "due_at", "basis")}
"""What of a row is asked where it is made with another step; that it was kept or moved is told later."""


class Ticked(QWidget):
    """Any number of files or slips, each a check box on a line of its own: their names are long."""

    edited = Signal()
    settled = Signal()

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._boxes = {code: CheckBox(word) for code, word in options}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        for box in self._boxes.values():
            column.addWidget(box)
            box.clicked.connect(self._note_edit)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def _note_edit(self) -> None:
        self.edited.emit()
        self.settled.emit()

    def codes(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def choose(self, codes: Sequence[str]) -> None:
        """Tick these and no others."""
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def show_words(self, words: str) -> None:
        """Nothing is ticked by words: 不详 and 无 empty it."""
        self.choose(())

    def words(self) -> str:
        """The words of what is ticked."""
        return texts.joint().join(box.text() for box in self._boxes.values() if box.isChecked())

    def set_wrong(self, wrong: bool) -> None:
        """The sentence beneath it says what is wrong."""
        self.setProperty("wrong", wrong)

    def problem(self) -> str:
        """A choice is never wrong by itself."""
        return ""


Input = LineInput | LongInput | ComboInput | Segmented | Several | Ticked


class Editors:
    """Makes fields and tables for questions, in the words of the office."""

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        self._words, self._today = words, today

    def options(self, choices: Sequence[Choice]) -> Options:
        """Codes and words of these choices."""
        return tuple((choice.code, self._word(choice)) for choice in choices)

    def _word(self, choice: Choice) -> str:
        word = self._words.word(choice.dictionary, choice.text) if choice.dictionary else choice.text
        short = word if len(word) <= LONGEST else f"{word[:LONGEST]}…"
        told = texts.aside(short, choice.aside) if choice.aside else short
        return f"{choice.before} {told}".strip()

    def yes_no(self) -> Options:
        """是 and 否."""
        return ((YES, translate("StepForm", "是")), (NO, translate("StepForm", "否")))

    def label(self, question: Question) -> str:
        """The label of a field."""
        table = question.table.split(".")[0] or "extra"
        if table == "remedy" and question.name.startswith("share_"):
            return _borne(question.name)
        return self._words.label(f"{table}.{question.name}")

    def group(self, group: Group) -> str:
        """The head of a section of the form."""
        table, _, no = group.table.partition(".")
        word = self._words.field(f"{table}.{no}" if no not in ("", "0") else table)
        return word if word != table else self._words.field("extra")

    def summary(self, group: Group) -> str:
        """What is filled in there, or how much could be."""
        filled = [self.label(q) for q in group.questions if q.value or q.mark]
        if not filled:
            return translate("StepForm", "可补充 {n} 项").format(n=len(group.questions))
        return translate("StepForm", "已有：{fields}").format(fields=texts.joint().join(filled))

    # A field

    def field(self, question: Question) -> Field:
        """The field of a question, with what stands in it."""
        editor = self._input(question)
        narrow = isinstance(editor, MoneyInput | NumberInput | DateInput | Segmented)
        answers: Answers = tuple((code, self._words.word("na", code)) for code in ("unknown", "none"))
        made = Field(
            self.label(question),
            editor,
            required=question.required,
            answers=answers if question.spec.na else (),
            label_width=LABEL,
            grows=not narrow,
        )
        if narrow and not isinstance(editor, Segmented):
            editor.setFixedWidth(px(168))
        show(editor, question.value)
        if question.mark:
            made.answer(question.mark)
        return made

    def _input(self, question: Question) -> Input:
        kind, choices = question.spec.kind, question.choices
        if kind is Kind.FLAG:
            return Segmented(self.yes_no())
        if kind is Kind.CODES:
            return Several(self.options(choices))
        if choices and (kind is Kind.FILES or question.name == "notices"):
            return Ticked(self.options(choices))
        if kind is Kind.CODE and len(choices) <= FEW:
            return Segmented(self.options(choices))
        if choices or kind in (Kind.CODE, Kind.FILE, Kind.FILES) or question.name in ("notice", "notices"):
            return ComboInput(self.options(choices), "" if choices else nothing(question))
        return self._typed(kind, long=question.spec.limit > 200, now=not question.required)

    def _typed(self, kind: Kind, *, long: bool, now: bool) -> Input:
        if kind is Kind.LONG_TEXT and long:
            return LongInput(rows=2)
        if kind is Kind.DAY:
            return DateInput(translate("StepForm", "年-月-日"), self._today)
        if kind is Kind.MOMENT:
            empty = translate("StepForm", "年-月-日 时:分，空着就是现在")
            return LineInput(empty if now else translate("StepForm", "年-月-日 时:分"))
        if kind is Kind.MONEY:
            return MoneyInput()
        if kind in (Kind.QUANTITY, Kind.COUNT):
            return NumberInput()
        many = kind in (Kind.TEXTS, Kind.REFS)
        return LineInput(translate("StepForm", "几个之间用顿号隔开") if many else "")

    # A table

    def table(self, question: Question, names: Sequence[str] = ()) -> RowTable:
        """The table of a question's rows; ``names``: only these columns, in this order."""
        inner = {column.name: column for column in question.inner}
        names = names or _COLUMNS.get(question.name, ())
        shown = [inner[name] for name in names] if names else list(inner.values())
        made = RowTable([self._column(column) for column in shown], self._today, self.title(question))
        rows = [dict(row) for row in question.value if isinstance(row, Mapping)]
        made.show_rows(rows)
        return made

    def title(self, question: Question) -> str:
        """The head of a table."""
        return self._words.field(question.path if question.table else question.rows_of)

    def _column(self, question: Question) -> Column:
        kind = question.spec.kind
        options = self.yes_no() if kind is Kind.FLAG else self.options(question.choices)
        holds = Holds.CODE if options else _HOLDS.get(kind, Holds.TEXT)
        label = self.label(question) + ("*" if question.required else "")
        return Column(
            name=question.name, label=label, holds=holds, share=_SHARES.get(kind, 1), options=options
        )


def _borne(name: str) -> str:
    """Who bears a share: on paper these stand beneath one head, here each by itself."""
    return {
        "share_company": translate("StepForm", "公司承担"),
        "share_customer": translate("StepForm", "客户承担"),
        "share_department": translate("StepForm", "部门承担"),
    }[name]


def nothing(question: Question) -> str:
    """What stands in a list that offers nothing."""
    if question.spec.na:
        return translate("StepForm", "还没有可选的，没有就按 F2")
    return translate("StepForm", "还没有可选的")


def show(editor: Input, value: Told) -> None:
    """Put what stands there into the editor."""
    if isinstance(editor, Several | Ticked):
        editor.choose([str(item) for item in value] if isinstance(value, tuple) else [])
    elif isinstance(editor, ComboInput | Segmented):
        editor.choose(str(value or ""))
    else:
        editor.show_words(str(value or ""))


def told(editor: QWidget) -> Told:
    """What stands in the editor, as codes where it chooses."""
    if isinstance(editor, Several | Ticked):
        return tuple(editor.codes())
    if isinstance(editor, ComboInput | Segmented):
        return editor.code()
    if isinstance(editor, LineInput | LongInput):
        return editor.words()
    return ""
