"""条款: the library of the agreement, a clause in its versions, variables checked while they are typed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from PySide6.QtGui import QTextCharFormat

from aftersales.domain.agreements.clauses import check_text
from aftersales.domain.agreements.differences import Kind as Passage
from aftersales.domain.agreements.differences import Segment
from aftersales.domain.codes import ClausePart, ClauseParty, ClauseWhen, Language
from aftersales.domain.office import Office
from aftersales.domain.records.office import Clause
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.models.cells import Cell, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.settings.clauses import ClausesPresenter, changed, variables
from ui.views.room import Room
from ui.views.settings.form import Form
from ui.views.settings.listed import ListedPage, quiet
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.field import Field
from ui.widgets.fields.long import FramedText, LongInput
from ui.widgets.sections import EmptyList
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token

LABEL = 72
PANEL = 520
KNOWN = {
    "total_upper": "agreement.total_upper",
    "agr_no": "agreement.agr_no",
    "case_no": "complaint.case_no",
    "party_a": "agreement.party_a",
    "party_b": "agreement.party_b",
}


class Difference(FramedText):
    """Two versions in one text: what went is struck through, what came underlined, not by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(translate("Settings", "两个版本的不同"))
        self.setMinimumHeight(px(96))

    def show_segments(self, segments: Sequence[Segment]) -> None:
        """Show the passages in order."""
        self.clear()
        cursor = self.textCursor()
        for segment in segments:
            look = QTextCharFormat()
            if segment.kind is Passage.REMOVED:
                look.setFontStrikeOut(True)
                look.setForeground(colour(Token.RED))
                look.setBackground(colour(Token.RED_SOFT))
            elif segment.kind is Passage.ADDED:
                look.setFontUnderline(True)
                look.setBackground(colour(Token.SOFT))
            cursor.insertText(segment.text, look)


class ClausesPage(ListedPage):
    """The library of clauses."""

    def __init__(self, room: Room) -> None:
        self._words = room.words
        model: RowsModel[Clause] = RowsModel(self._columns(), lambda clause: clause.key)
        super().__init__(
            room,
            translate("Settings", "条款"),
            translate("Settings", "处理协议书的条款库。每次改动是一个新版本；签发过的协议不变。"),
            model,
            translate("Settings", "新条款"),
        )
        self.presenter = ClausesPresenter(self, room.runner, room.signed)
        self._versions: tuple[Clause, ...] = ()
        languages = ((Language.ZH_CN, "简体"), (Language.ZH_TW, "繁體"), (Language.EN, "English"))
        self.language = Segmented(languages)
        self.language.choose(Language.ZH_CN)
        self.take = Button("", Kind.GHOST)
        self.show_to_take(0)
        self._make_form()
        self.text = Field(
            room.words.field("clause.text"), LongInput(rows=7), required=True, label_width=LABEL
        )
        self.variable = Field(
            translate("Settings", "插入变量"), ComboInput(self._variables()), label_width=LABEL
        )
        self.version = Field(room.words.field("clause.version"), ComboInput(), label_width=LABEL)
        self.difference = Difference()
        self.told_difference = quiet(
            translate("Settings", "与现行版本的不同：划掉的是现在没有的，带下划线的是新加的。")
        )
        self.restore = Button(translate("Settings", "恢复这一版"), Kind.GHOST)
        self.retire = Button(translate("Settings", "停用"), Kind.GHOST)
        self._lay_out()
        self._listen()
        self.begin()

    def _make_form(self) -> None:
        word = self._words.word
        self.form = Form(
            self._words,
            Clause,
            ("key", "title", "part", "place", "parties", "default_on", "when"),
            lambda: self.presenter.today,
            offers={
                "part": tuple((part, word("clause_part", part)) for part in ClausePart),
                "parties": tuple((party, word("clause_party", party)) for party in ClauseParty),
                "when": tuple((when, word("clause_when", when)) for when in ClauseWhen),
            },
            required=("key", "title", "part", "parties"),
            label=LABEL,
        )

    def _lay_out(self) -> None:
        empty = EmptyList(
            "contract",
            translate("Settings", "公司还没有自己的条款"),
            translate("Settings", "协议现在用出厂条款；取用后就可以逐条修改。"),
        )
        self.lay_out_list(
            (self.text, self.variable, self.version, self.told_difference, self.difference, self.form),
            empty,
            verbs=(self.restore, self.retire),
            right=(self.take, self.language),
        )
        self.panel.setFixedWidth(px(PANEL))

    def _listen(self) -> None:
        self.form.changed.connect(self.look)
        self.text.changed.connect(self._typed)
        self.variable.changed.connect(self._insert)
        self.version.changed.connect(self._compare)
        self.language.edited.connect(self._turn)
        self.take.clicked.connect(self.presenter.take)
        self.retire.clicked.connect(lambda: self.presenter.retire(self.chosen.key))
        self.restore.clicked.connect(lambda: self.presenter.restore(self.chosen.key, self._older()))

    def _columns(self) -> tuple[Column[Clause], ...]:
        def title(clause: Clause) -> Cell:
            return Phrase(clause.title or "", Tone.QUIET if clause.retired else Tone.PLAIN)

        def state(clause: Clause) -> Cell:
            if clause.retired:
                return Phrase(translate("Settings", "已停用"), Tone.QUIET, "eye-off")
            on = translate("Settings", "默认采用")
            return on if clause.default_on else Phrase(translate("Settings", "可选"), Tone.LABEL)

        def part(clause: Clause) -> Cell:
            return Phrase(self._words.word("clause_part", clause.part), Tone.LABEL)

        return (
            Column("part", translate("Settings", "标题"), part, 96),
            Column("title", translate("Settings", "条款"), title),
            Column("version", translate("Settings", "版本"), lambda c: str(c.version), 56, right=True),
            Column("state", translate("Settings", "状态"), state, 92),
        )

    def _variables(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, f"{{{name}}} {self._words.label(KNOWN.get(name, path))}") for name, path in variables()
        )

    # What is typed

    def typed(self) -> object:
        return (self.form.values(), self.text.editor.words())

    def fields(self) -> dict[str, ShowsWrong]:
        return {"clause.text": self.text, **self.form.fields}

    def key_of(self, row: Clause) -> Hashable:
        return row.key

    def _typed(self) -> None:
        """Braces are checked at every key."""
        wrong = check_text(self.text.editor.words())
        told = [self._words.sentence(problem.code, problem.facts) for problem in wrong]
        self.text.show_wrong("\n".join(told))
        self.look()

    def _insert(self) -> None:
        editor, combo = self.text.widget, self.variable.widget
        if isinstance(editor, LongInput) and isinstance(combo, ComboInput) and combo.code():
            editor.insertPlainText(f"{{{combo.code()}}}")
            combo.choose("")
            self.text.take_focus()

    def begin(self) -> None:
        super().begin()
        self._versions = ()
        self.name.setText(translate("Settings", "新条款"))
        self._fill(Clause(part=ClausePart.OTHER, parties=tuple(ClauseParty)))

    def choose(self, row: Clause) -> None:
        super().choose(row)
        self.name.setText(row.title or "")
        self._fill(row)
        self.presenter.look_at(row.key)

    def _fill(self, row: Clause) -> None:
        self.form.show_record(row)
        self.form.field("place").editor.show_words(str(row.place))
        self.form.field("key").set_read_only(self.chosen is not None)
        self.text.editor.show_words(row.text or "")
        self.text.show_wrong("")
        self._show_older(())
        self.show_verbs()
        self.stands()

    def show_verbs(self) -> None:
        row = self.chosen
        self.retire.setVisible(row is not None and not row.retired)
        if row is not None and self._versions and self._versions[0].version != row.version:
            self.presenter.look_at(row.key)

    # What a person does

    def refresh(self) -> None:
        self.presenter.refresh()

    def _turn(self) -> None:
        if not self.may_leave():
            self.language.choose(self.presenter.language)
            return
        self.begin()
        self.presenter.turn_to(self.language.code())

    def send(self) -> None:
        self.clear_refusal()
        values = {**self.form.values(), "text": self.text.editor.words()}
        if self.chosen is not None:
            values["key"] = self.chosen.key
        self.presenter.save(values)

    # Versions

    def _older(self) -> int:
        combo = self.version.widget
        return int(combo.code() or 0) if isinstance(combo, ComboInput) else 0

    def _compare(self) -> None:
        older = next((one for one in self._versions if one.version == self._older()), None)
        differs = older is not None and older is not self._versions[0]
        for widget in (self.difference, self.told_difference, self.restore):
            widget.setVisible(differs)
        if older is not None and differs:
            self.difference.show_segments(changed(older, self._versions[0]))

    def _show_older(self, versions: tuple[Clause, ...]) -> None:
        self._versions = versions
        combo, names = self.version.widget, self.room.signed.office.by_login
        told = translate("Settings", "第 {n} 版，{day}，{who}")
        options = []
        for one in versions:
            who = names[one.created_by].name if one.created_by in names else one.created_by or ""
            day = one.created_at.astimezone(self.room.signed.office.zone).date() if one.created_at else ""
            options.append((str(one.version), told.format(n=one.version, day=day, who=who)))
        if isinstance(combo, ComboInput):
            combo.set_options(options)
            combo.choose(options[0][0] if options else "")
        self.version.setVisible(len(versions) > 1)
        self._compare()

    # What the presenter shows

    def show_office(self, office: Office, today: date) -> None:
        """The library is read by itself."""

    def show_library(self, clauses: tuple[Clause, ...]) -> None:
        self.rows.forget_cells()
        self.show_rows(clauses)

    def show_to_take(self, count: int) -> None:
        self.take.setText(translate("Settings", "取用出厂条款（{n}）").format(n=count))
        self.take.setVisible(count > 0)

    def show_versions(self, versions: tuple[Clause, ...]) -> None:
        if self.chosen is not None and versions and versions[0].key == self.chosen.key:
            self._show_older(versions)
