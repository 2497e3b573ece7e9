"""The form of one step: what must be said at once, the rest folded away, refusals beside their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError, DomainError
from aftersales.domain.money import in_words, yuan
from aftersales.domain.workflow import Step
from ui import texts
from ui.errors import ShowsWrong, show_beside
from ui.i18n import translate
from ui.presenters.live.merging import Merged, Others
from ui.presenters.live.reconsidering import Changed
from ui.presenters.live.taking_back import Made
from ui.presenters.step_fields import Group, Question, Sheet, Told
from ui.presenters.step_form import StepFormPresenter, Weighed
from ui.views.casework.editors import Editors, told
from ui.views.casework.planes import upright
from ui.views.casework.putting_away import given_up, refused_elsewhere, taken_elsewhere
from ui.views.casework.rows import ROW_TABLES, LineBar, RowsBeneath, go_on, lines_of, paired
from ui.views.casework.weighing import RARER, REMEDIES, who_decides
from ui.views.files.evidence import Evidence
from ui.views.files.one import OneFile
from ui.views.live.merging import Clashes, joined, put, who_did, written
from ui.views.live.reconsidering import said_in
from ui.views.parts.row_table import RowTable
from ui.views.room import Room
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Field, Note, line_up
from ui.widgets.flow import Flow
from ui.widgets.keys import INSIDE, DoublePress, on_key
from ui.widgets.sections import Section
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

_OTHER: Mapping[str, str] = {Step.PROPOSE: Step.DECIDE, Step.DECIDE: Step.PROPOSE}
DANGER: frozenset[str] = frozenset({Step.REJECT, Step.VOID_AGREEMENT, Step.VOID_IMPORT, Step.WITHDRAW})


class StepFormView(QWidget):
    """One form at a time. ``left``: it was put away; ``taken``: the step was taken."""

    left = Signal()
    taken = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.presenter = StepFormPresenter(self, room.runner, room.signed)
        self._editors = Editors(room.words, room.today)
        self.clashes = Clashes(self._editors, room.words, self._decide_next)
        self.fields: dict[str, Field] = {}
        self.tables: dict[str, RowTable] = {}
        self._sections: dict[str, Section] = {}
        self.touched = False
        self.evidence: Evidence | None = None
        self.double = DoublePress(self)
        self._sheet = Sheet(step="", first=())
        self.title = PlainLabel("", fonts.title)
        self.refused = Note()
        self.total, self.who, self.gifts = PlainLabel("", fonts.section), Note(), Note()
        self.submit = Button("", Kind.PRIMARY, key="Ctrl ↵")
        self.instead = Button("")
        self.cancel = Button(translate("StepForm", "不办了"), Kind.GHOST, key="Esc")
        self.copy = Button(translate("StepForm", "复制填写的内容"), icon="copy")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(px(24), px(12), 0, 0)
        page.setSpacing(px(8))
        page.addWidget(self.title)
        self.area = upright()
        page.addWidget(self.area, 1)
        weighed = QHBoxLayout()
        weighed.setSpacing(px(16))
        weighed.addWidget(self.total)
        weighed.addWidget(self.who, 1)
        page.addLayout(weighed)
        page.addWidget(self.gifts)
        page.addWidget(self.refused)
        foot = Flow((self.submit, self.instead, self.copy, self.cancel))
        foot.setContentsMargins(0, px(8), px(24), px(12))
        page.addWidget(foot)

    def _listen(self) -> None:
        self.submit.clicked.connect(self.send)
        self.cancel.clicked.connect(self.leave)
        self.instead.clicked.connect(self._send_instead)
        self.copy.clicked.connect(self._copy)
        for key, act in (("Ctrl+Return", self.send), ("Ctrl+Enter", self.send), ("Esc", self.leave)):
            on_key(key, self, act, INSIDE)

    # What the presenter shows

    def show_sheet(self, sheet: Sheet) -> None:
        self._end_evidence()
        self._ask(sheet)

    def _ask(self, sheet: Sheet) -> None:
        verb = self._room.words.step(sheet.step)
        self.title.setText(verb)
        self.submit.kind = Kind.DANGER if sheet.step in DANGER else Kind.PRIMARY
        self.submit.setText(verb)
        self.touched = False
        self._sheet = sheet
        self.clashes.forget()
        self.copy.hide()
        self.fields, self.tables, self._sections = {}, {}, {}
        body = QWidget()
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(0, px(4), px(24), px(12))
        column.setSpacing(px(6))
        for question in sheet.first:
            column.addWidget(self._made(question))
        line_up(self.fields.values())
        if sheet.file:
            self.one_file = OneFile(self.presenter.file_name)
            self.one_file.chosen.connect(self.choose_file)
            column.addWidget(self.one_file)
        self._take_evidence(sheet)
        for group in sheet.groups:
            column.addWidget(self._section(group))
        self._add_line_bar()
        column.addStretch(1)
        self.area.setWidget(body)
        body.setAutoFillBackground(False)
        self._say("")
        self.total.setText("")
        self.who.setVisible(False)
        self.gifts.setVisible(False)
        self.instead.setText(self._room.words.step(_OTHER.get(sheet.step, "")))
        self.instead.setVisible(False)

    def _take_evidence(self, sheet: Sheet) -> None:
        if not sheet.evidence:
            return
        if self.evidence is None:
            self.evidence = Evidence(self, self._room, self._note_edit)
        self.evidence.field.set_required(all(question.name != "evidence" for question in sheet.first))
        self._column.addWidget(self.evidence)

    def _end_evidence(self) -> None:
        if self.evidence is not None:
            self.evidence.end()
        self.evidence = None

    def _add_line_bar(self) -> None:
        self.line_bar = LineBar()
        self.line_bar.more.connect(self.presenter.add_line)
        self.line_bar.less.connect(self.presenter.drop_line)
        self._column.addWidget(self.line_bar)
        self._offer_lines()

    def _offer_lines(self) -> None:
        self.line_bar.setVisible(bool(self._sheet.lines))
        self.line_bar.drop.setVisible(self._sheet.may_drop)

    def show_line(self, sheet: Sheet) -> None:
        self._sheet = sheet
        section = self._section(sheet.groups[-1])
        self._column.insertWidget(self._column.indexOf(self.line_bar), section)
        section.show()  # now, not when the layout comes to it: the next key goes there
        section.open()
        paths = [question.path for question in sheet.groups[-1].questions]
        QWidget.setTabOrder(self.fields[paths[-1]], self.line_bar.add)
        QWidget.setTabOrder(self.line_bar.add, self.line_bar.drop)
        self._offer_lines()
        self.fields[paths[0]].take_focus()

    def drop_line(self, sheet: Sheet) -> None:
        gone = self._sheet.groups[-1]
        self._sheet = sheet
        for question in gone.questions:
            self.fields.pop(question.path)
        section = self._sections.pop(gone.table)
        self._offer_lines()
        self.line_bar.add.setFocus(Qt.FocusReason.OtherFocusReason)
        section.hide()
        section.deleteLater()

    def _section(self, group: Group) -> Section:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(px(24), px(8), 0, px(8))
        column.setSpacing(px(6))
        for question in group.questions:
            column.addWidget(self._made(question))
        line_up(self.fields[one.path] for one in group.questions if one.path in self.fields)
        section = Section(self._editors.group(group), content, self._editors.summary(group))
        alone = not self._sheet.first and len(self._sheet.groups) == 1  # else the form would look empty
        section.open(yes=alone or any(question.is_missing for question in group.questions))
        self._sections[group.table] = section
        return section

    def _made(self, question: Question) -> QWidget:
        if question.inner:
            return self._made_table(question)
        field = self._editors.field(question)
        field.changed.connect(self._note_edit)
        field.changed.connect(lambda: self.clashes.settle(question.path))
        self.fields[question.path] = field
        return field

    def _made_table(self, question: Question) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, px(6), 0, px(6))
        column.setSpacing(px(4))
        star = " *" if question.required else ""
        column.addWidget(PlainLabel(self._editors.title(question) + star, fonts.strong))
        table = self._editors.table(question, REMEDIES if question.name == "remedies" else ())
        table.edited.connect(self._note_edit)
        self.tables[question.path] = table
        column.addWidget(table)
        if question.name == "remedies":
            table.edited.connect(self._weigh)
            table.settled.connect(self._weigh)
            column.addWidget(self._rarer(question))
        return block

    def _rarer(self, question: Question) -> Section:
        """批号, packing, marks and other shares of the remedies, row for row beneath each other."""
        table = self._editors.table(question, RARER)
        table.edited.connect(self._note_edit)
        table.edited.connect(self._weigh)
        self.tables["remedies.more"] = table
        go_on(self.tables["remedies"], table)
        word = translate("StepForm", "规格、批号、包装与分担")
        hint = translate("StepForm", "与上表逐行对应")
        section = Section(word, table, hint)
        section.open(yes=bool(table.row_values()))
        return section

    def _note_edit(self) -> None:
        self.touched = True

    def _weigh(self) -> None:
        self.presenter.weigh(self._remedies())

    def _remedies(self) -> list[dict[str, str]]:
        return paired(self.tables["remedies"], self.tables["remedies.more"])

    def show_weighed(self, weighed: Weighed) -> None:
        words = in_words(weighed.ours) if weighed.ours else ""
        told_ = translate("StepForm", "公司承担 ¥{amount}  {words}")
        self.total.setText(told_.format(amount=yuan(weighed.ours), words=words).strip())
        self.who.say(*who_decides(weighed, self._room.words, self._room.signed.office))
        self.who.setVisible(True)
        self.gifts.say(texts.cautioned(weighed.cautions, self._room.words), "alert-triangle", Token.AMBER)
        self.gifts.setVisible(bool(weighed.cautions))
        fits = Step.DECIDE if weighed.within else Step.PROPOSE
        self.instead.setVisible(self._sheet.step in _OTHER and self._sheet.step != fits)

    def show_busy(self, *, busy: bool) -> None:
        self.submit.setEnabled(not busy)
        self.instead.setEnabled(not busy)

    def show_refused(self, error: CodedError) -> None:
        shown: dict[str, ShowsWrong] = {**self.fields, **self.tables}
        if self.evidence is not None:
            shown["approval.evidence"] = self.evidence.field
        shown |= {ROW_TABLES[at]: RowsBeneath(rows) for at, rows in self.tables.items() if at in ROW_TABLES}
        shown |= lines_of(self.fields)
        first: list[Callable[[], None]] = []
        rest = show_beside(error, self._room.words, shown, first.append)
        self._say("\n".join(problem.sentence for problem in rest))
        for section in self._sections.values():
            if any(field.note() and section.isAncestorOf(field) for field in self._all()):
                section.open()
        for take_focus in first:  # once it is open: what is hidden takes no cursor
            take_focus()

    def _all(self) -> tuple[Field | RowTable, ...]:
        return (*self.fields.values(), *self.tables.values())

    def _say(self, sentence: str) -> None:
        self.refused.say(sentence, "alert-circle", Token.RED)
        self.refused.setVisible(bool(sentence))

    # The case moved meanwhile

    def show_merged(self, merged: Merged, others: Others, changed: Changed) -> None:
        self._show_again(merged)
        self.touched = True
        self.clashes.ask(merged.clashes, self.fields, self.tables)
        if changed:
            self._say(f"{said_in(self._room, changed, others)}\n{self.clashes.said(merged)}".strip())
            self.double.start()
        elif not merged.agrees:
            self._say(f"{self._who_did(others)}{texts.stop()}{self.clashes.said(merged)}")
        self.clashes.come()

    def _show_again(self, merged: Merged) -> None:
        """Put what the others changed into the fields; the cursor and all that I typed stay."""
        asked = [(question.path, question.choices) for question in self._sheet.questions()]
        if asked == [(question.path, question.choices) for question in merged.shown.questions()]:
            self._sheet = merged.shown
            for question in merged.taken:
                put(question, self.fields, self.tables)
            return
        at = self.area.verticalScrollBar().value()
        self._ask(merged.shown)
        self.area.verticalScrollBar().setValue(at)

    def show_over(self, refused: DomainError, others: Others) -> None:
        reason = self._room.words.sentence(refused.code, refused.facts)
        kept = translate("StepForm", "这一步已不能办；填写的内容还在，可以复制。")
        self._say(f"{self._who_did(others)}{texts.stop()}{reason}\n{kept}")
        self.submit.setEnabled(False)
        self.instead.setEnabled(False)
        self.copy.show()
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_joined(self, merged: Merged, others: Others) -> None:
        self._room.frame.say(joined(merged, self._who_did(others), self._editors))

    def _who_did(self, others: Others) -> str:
        return who_did(others, self._room.signed.office, self._room.words)

    def _decide_next(self) -> None:
        if not self.clashes.come():
            self._say("")
            self.submit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        """What was filled in goes to the clipboard, a field a line."""
        QGuiApplication.clipboard().setText(written(self.fields, self.tables))

    def show_taken(self, step: str) -> None:
        self.touched = False
        self.taken.emit(step)

    def show_taken_elsewhere(self, step: str, case_no: str, made: Made | None) -> None:
        taken_elsewhere(self._room, step, case_no, made)

    def show_refused_elsewhere(self, step: str, case_no: str, error: CodedError) -> None:
        refused_elsewhere(self._room, step, case_no, error)

    # What a person does

    def send(self) -> None:
        """Take the step with what stands in the fields."""
        self._submit(self._sheet.step)

    def _submit(self, step: str) -> None:
        if not self.submit.isEnabled() or self.double.isActive() or self.clashes.come():
            return
        if self.evidence is None:
            self._send(step)
        else:
            self.evidence.then(partial(self._send, step))

    def _send(self, step: str) -> None:
        self.presenter.instead(step)
        answers: dict[str, Told] = {path: told(field.widget) for path, field in self.fields.items()}
        marks = {path: mark for path, field in self.fields.items() if (mark := field.answered())}
        answers |= {path: self._room.words.word("na", mark) for path, mark in marks.items()}
        answers |= {path: tuple(table.row_values()) for path, table in self.tables.items()}
        if "remedies" in self.tables:
            answers["remedies"] = tuple(self._remedies())
        if self.evidence is not None:
            self.presenter.bring(self.evidence.input.files(), self.evidence.shelf)
        self.presenter.submit(answers, marks)

    def _send_instead(self) -> None:
        self._submit(_OTHER[self._sheet.step])

    def leave(self) -> None:
        """Put the form away; what was typed is given up only on purpose."""
        if not self.touched or given_up(self):
            self.touched = False
            self._end_evidence()
            self.presenter.end()
            self.left.emit()

    def choose_file(self, file: Path) -> None:
        """Attach this file; its name is proposed."""
        self.presenter.attach(file)
        self.one_file.name.setText(file.name)
        name = self.fields.get("attachment.name")
        if name is not None and not name.editor.words():
            name.editor.show_words(file.name)

    def begin_in(self) -> None:
        """Put the cursor into the first field that is still to be filled."""
        missing = [question.path for question in self._sheet.questions() if question.is_missing]
        paths = [path for path in (*missing, *self.fields) if path in self.fields]
        if paths:
            self.fields[paths[0]].take_focus()
