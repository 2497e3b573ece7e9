"""Customers and products out of a spreadsheet: choose, look at what would be taken, take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.errors import CodedError
from aftersales.domain.money import yuan
from ui import texts
from ui.errors import problems
from ui.i18n import translate
from ui.models.cells import Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.customers.importing import (
    App,
    FileImported,
    Hint,
    ImportPresenter,
    Preview,
    ReadsList,
    Refusal,
    Subject,
    table_of,
)
from ui.presenters.runner import Runner
from ui.texts import Words
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import Segmented
from ui.widgets.fields.field import Note
from ui.widgets.sections import Facts
from ui.widgets.status import Running
from ui.widgets.table import ListView
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

SHEETS = "*.xlsx *.csv *.txt *.xls *.xlsb *.et *.ods"
"""Also what must be saved as XLSX first: who chooses it is told so; unlisted, the folder looks empty."""
FEW = 5
"""So many rows are named of those that a remark is about, and so many remarks."""


class ImportPanel(QWidget):
    """``imported``: something was written; ``left``: put away; ``busy``: whether a sheet is read or written.

    ``app`` is asked for when it is needed.
    """

    imported = Signal()
    busy = Signal(bool)
    left = Signal()

    def __init__(
        self, runner: Runner, words: Words, app: Callable[[], App], read: ReadsList, leaves: str
    ) -> None:
        """``leaves``: the word on the button that puts the panel away."""
        super().__init__()
        self._words = words
        self.presenter = ImportPresenter(self, runner, app, read)
        self.subject = Segmented(
            (
                (Subject.CUSTOMERS, translate("Import", "客户")),
                (Subject.PRODUCTS, translate("Import", "产品")),
            )
        )
        self.subject.choose(Subject.CUSTOMERS)
        self.subject.setAccessibleName(translate("Import", "表里是什么"))
        self.pick = Button(translate("Import", "选表格…"), icon="table-import")
        self.asks = PlainLabel("", fonts.label, Token.INK3, wraps=True)
        self.found, self.columns = Note(), Facts((), 96)
        self.rows: RowsModel[Refusal] = RowsModel(self._heads(), lambda row: row.row_no)
        self.list = ListView(self.rows, translate("Import", "没有收下的行"))
        self.take = Button("", Kind.PRIMARY, icon="check")
        self.leave = Button(leaves, Kind.GHOST)
        self.running = Running(translate("Import", "取消"))
        self._lay_out()
        self._listen()
        self._begin()

    def _heads(self) -> tuple[Column[Refusal], ...]:
        return (
            Column(
                "row", translate("Import", "行"), lambda r: Phrase(str(r.row_no), Tone.LABEL), 64, right=True
            ),
            Column("why", translate("Import", "没有收下的原因"), lambda r: self._why(r.reason)),
        )

    def _why(self, reason: CodedError) -> str:
        return texts.semicolon().join(one.sentence for one in problems(reason, self._words))

    def _lay_out(self) -> None:
        column, line, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        line.setSpacing(px(12))
        line.addWidget(self.subject)
        line.addWidget(self.pick)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.asks)
        column.addWidget(self.found)
        column.addWidget(self.columns)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        foot.setSpacing(px(8))
        foot.addWidget(self.take)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self.running)
        column.addLayout(foot)

    def _listen(self) -> None:
        self.subject.edited.connect(self._begin)
        self.pick.clicked.connect(self._ask_file)
        self.take.clicked.connect(self.presenter.take)
        self.leave.clicked.connect(self.left)
        self.running.cancelled.connect(self.presenter.cancel)

    def _begin(self) -> None:
        """Nothing is chosen yet."""
        told = {
            Subject.CUSTOMERS: translate(
                "Import",
                "第一行是表头，例如：客户名称、电话、地址、客户类型、统一社会信用代码、联系人、备注。",
            ),
            Subject.PRODUCTS: translate(
                "Import",
                "第一行是表头，例如：产品编码、产品名称、规格、单位、单价。也可以带批次，一批一行："
                "批号、生产日期、有效期、数量。",
            ),
        }
        again = translate("Import", "再导入同一张表不会重复；先给您看结果，点“导入”才写入。")
        self.asks.setText(f"{told[Subject(self.subject.code())]}{again}")
        self._say("", "", Token.INK)
        self.columns.hide()
        self.list.hide()
        self.take.hide()

    def _ask_file(self) -> None:
        told = translate("Import", "选表格")
        name, _ = QFileDialog.getOpenFileName(self, told, str(Path.home()), f"Excel / CSV ({SHEETS})")
        if name:
            self.choose(Path(name))

    def choose(self, file: Path) -> None:
        """Look at this sheet."""
        self._begin()
        self.presenter.choose(self.subject.code(), file)

    # What the presenter shows

    def show_busy(self, *, busy: bool) -> None:
        wait = translate("Import", "请稍等") if busy else ""
        for button in (self.pick, self.take, self.leave):
            button.may_not(wait)
        self.subject.setEnabled(not busy)
        if not busy:
            self.running.hide()
        self.busy.emit(busy)

    def show_preview(self, preview: Preview) -> None:
        found = preview.found
        told = translate("Import", "{file}：新增 {made}，更新 {changed}，已有 {known}，不收 {refused} 行")
        said = told.format(
            file=preview.file_name,
            made=found.made,
            changed=found.changed,
            known=found.known,
            refused=len(found.refused),
        )
        fresh = found.made + found.changed
        lines = "\n".join((said, *map(self._remark, preview.hints)))
        self._say(lines, "check" if fresh else "info-circle", Token.INK if fresh else Token.INK2)
        self.columns.show_facts(self._facts(preview))
        self.columns.show()
        self._show_refused_rows(found)
        self.take.setText(translate("Import", "导入 {n} 行").format(n=fresh))
        self.take.setVisible(bool(fresh))
        if fresh:
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _facts(self, preview: Preview) -> tuple[tuple[str, str], ...]:
        """Which columns mean what, and the first rows as they will stand."""
        known = [f"{c} → {self._field(preview.subject, f)}" for c, f in preview.mapping.items() if f]
        left = [column for column, field in preview.mapping.items() if not field]
        facts = [(translate("Import", "列的意思"), texts.comma().join(known))]
        if left:
            facts.append((translate("Import", "不用的列"), texts.joint().join(left)))
        sample = "\n".join(
            f"{no}{texts.colon()}{_row(values, self._words)}" for no, values in preview.sample[:3]
        )
        if sample:
            facts.append((translate("Import", "头几行"), sample))
        if preview.row_hints:
            facts.append((translate("Import", "行"), self._remarks(preview.row_hints)))
        return tuple(facts)

    def _remark(self, hint: Hint) -> str:
        return self._words.sentence(hint.code, hint.facts, "hint")

    def _remarks(self, hints: tuple[tuple[int, Hint], ...]) -> str:
        """What one should know of rows, each thing once, with the first rows."""
        told: dict[str, list[int]] = {}
        for row, hint in hints:
            told.setdefault(self._remark(hint), []).append(row)
        lines = [f"{_some(rows)}{texts.colon()}{sentence}" for sentence, rows in told.items()]
        return "\n".join((*lines[:FEW], "…") if len(lines) > FEW else lines)

    def _field(self, subject: str, name: str) -> str:
        return self._words.label(f"{table_of(subject, name)}.{name}")

    def _show_refused_rows(self, found: FileImported) -> None:
        self.rows.show(found.refused)
        self.list.setVisible(bool(found.refused))

    def show_progress(self, done: int, total: int) -> None:
        told = translate("Import", "正在导入 {done} / {total}").format(done=done, total=total)
        self.running.show_progress(told, done, total)

    def show_imported(self, subject: str, found: FileImported) -> None:
        told = {
            Subject.CUSTOMERS: translate("Import", "客户：新增 {made}，更新 {changed}，不收 {refused} 行"),
            Subject.PRODUCTS: translate("Import", "产品：新增 {made}，更新 {changed}，不收 {refused} 行"),
        }[Subject(subject)]
        self._begin()
        said = told.format(made=found.made, changed=found.changed, refused=len(found.refused))
        self._say(said, "circle-check", Token.GREEN)
        self._show_refused_rows(found)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self.imported.emit()

    def show_cancelled(self) -> None:
        self._begin()
        self._say(translate("Import", "已取消，什么都没有写入"), "info-circle", Token.INK2)

    def show_refused(self, error: CodedError) -> None:
        self.take.hide()
        self._say(self._why(error), "alert-circle", Token.RED)

    def _say(self, text: str, icon: str, token: Token) -> None:
        self.found.say(text, icon, token)
        self.found.setVisible(bool(text))


def _some(rows: list[int]) -> str:
    """The first of these rows."""
    return texts.joint().join([*map(str, rows[:FEW]), *(["…"] if len(rows) > FEW else [])])


def _row(values: Mapping[str, object], words: Words) -> str:
    """A row of the sheet in one line, as it will stand."""
    return texts.comma().join(text for name, value in values.items() if (text := _cell(name, value, words)))


def _cell(name: str, value: object, words: Words) -> str:
    if name in {"unit", "cust_type"}:
        return words.word(name, str(value))
    if name == "unit_value" and isinstance(value, int):
        return f"¥{yuan(value)}"
    if isinstance(value, list | tuple):
        return texts.joint().join(str(getattr(one, "number", one)) for one in value)
    return str(value)
