"""Two agreements side by side: what went is struck through at the left, what came underlined at the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtGui import QPaintEvent, QTextCharFormat, QTextCursor, QTextLength, QTextTable, QTextTableFormat
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.agreements.differences import AgreementDifference, Segment
from aftersales.domain.agreements.differences import Kind as Passage
from aftersales.domain.records.agreement import Agreement
from ui.i18n import translate
from ui.texts import Words
from ui.views.agreements.wording import said
from ui.widgets import fonts
from ui.widgets.buttons import Button
from ui.widgets.fields.long import FramedText
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

Row = tuple[str, tuple[Segment, ...]]
"""The title of what differs, and its passages."""


class Versions(QDialog):
    """Read only; Esc closes it."""

    def __init__(
        self,
        older: Agreement,
        newer: Agreement,
        told: AgreementDifference,
        words: Words,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = translate("Agreements", "两份协议的不同")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        titles = {one.key: one.title for row in (older, newer) for one in row.clauses if one.title}
        self.rows = rows_of(told, words, titles)
        self.text = FramedText()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.done_button = Button(translate("Agreements", "关闭"), key="Esc")
        self.done_button.clicked.connect(self.reject)
        self._lay_out(title, len(self.rows))
        heads = tuple(
            f"{one.agr_no or ''}  {words.word('agreement_state', one.state)}".strip()
            for one in (older, newer)
        )
        self._write(heads)
        self.resize(px(980), px(620))

    def _lay_out(self, title: str, count: int) -> None:
        page, foot = QVBoxLayout(self), QHBoxLayout()
        page.setContentsMargins(px(20), px(16), px(20), px(16))
        page.setSpacing(px(8))
        page.addWidget(PlainLabel(title, fonts.section))
        same = translate("Agreements", "两份内容相同。")
        how = translate("Agreements", "{n} 处不同：左边划掉的是后来没有的，右边带下划线的是新加的。")
        page.addWidget(PlainLabel(how.format(n=count) if count else same, fonts.label, Token.INK2))
        page.addWidget(self.text, 1)
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        page.addLayout(foot)

    def _write(self, heads: Sequence[str]) -> None:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(px(6))
        form.setCellSpacing(0)
        form.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.PercentageLength, 50),
                QTextLength(QTextLength.Type.PercentageLength, 50),
            ]
        )
        table = self.text.textCursor().insertTable(1 + 2 * len(self.rows), 2, form)
        for column, head in enumerate(heads):
            _cell(table, 0, column, [(head, _look(Token.INK3))])
        for at, (title, segments) in enumerate(self.rows):
            line = 1 + 2 * at
            table.mergeCells(line, 0, 1, 2)
            bold = _look(Token.INK)
            bold.setFontWeight(600)
            _cell(table, line, 0, [(title, bold)])
            _cell(table, line + 1, 0, _side(segments, Passage.REMOVED))
            _cell(table, line + 1, 1, _side(segments, Passage.ADDED))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def paintEvent(self, event: QPaintEvent) -> None:
        strokes.brush(self).fillRect(self.rect(), colour(Token.SURFACE))


def draft() -> str:
    """The word of what has no number yet."""
    return translate("Agreements", "草稿")


def rows_of(told: AgreementDifference, words: Words, titles: Mapping[str, str]) -> tuple[Row, ...]:
    """Everything that differs, the fields first; ``titles`` of clauses, also of those that were struck."""
    fields = (
        (
            words.label(f"agreement.{one.field}"),
            (
                Segment(Passage.REMOVED, said(one.field, one.old, words)),
                Segment(Passage.ADDED, said(one.field, one.new, words)),
            ),
        )
        for one in told.fields
    )
    return (*fields, *((titles.get(one.key, one.title), one.segments) for one in told.clauses))


def _look(token: Token) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(colour(token))
    return look


def _side(segments: Iterable[Segment], mine: Passage) -> list[tuple[str, QTextCharFormat]]:
    """What one column shows: what stayed, and what is only here, marked."""
    found = []
    for one in segments:
        if one.kind is Passage.EQUAL:
            found.append((one.text, _look(Token.INK2)))
        elif one.kind is mine:
            look = _look(Token.INK)
            look.setFontStrikeOut(mine is Passage.REMOVED)
            look.setFontUnderline(mine is Passage.ADDED)
            look.setBackground(colour(Token.RED_SOFT if mine is Passage.REMOVED else Token.SOFT))
            found.append((one.text, look))
    return found


def _cell(table: QTextTable, row: int, column: int, texts: Sequence[tuple[str, QTextCharFormat]]) -> None:
    cursor = table.cellAt(row, column).firstCursorPosition()
    for text, look in texts:
        cursor.insertText(text, look)
