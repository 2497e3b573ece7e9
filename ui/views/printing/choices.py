"""The choices at the right of the print page: printer, copies, sides, pages, paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aftersales.domain.errors import BadField
from aftersales.domain.printing import (
    CopiesUnclear,
    Pages,
    PagesUnclear,
    Printer,
    Sheet,
    Sides,
    Wish,
    read_copies,
    read_pages,
)
from ui.i18n import translate
from ui.texts import Words
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.field import Field, Note, line_up
from ui.widgets.fields.line import LineInput
from ui.widgets.theme import px
from ui.widgets.tokens import Token

LABEL = 56


class _Counted(LineInput):
    """A line whose words are read by a rule; what it refuses is told beneath."""

    def __init__(self, hint: str, read: Callable[[str], object], tell: Callable[[BadField], str]) -> None:
        super().__init__(hint)
        self._read, self._tell = read, tell

    def problem(self) -> str:
        try:
            self._read(self.text())
        except BadField as error:
            return self._tell(error)
        return ""


class Choices(QWidget):
    """How it is printed. ``changed``: something was chosen; ``search``: printers are to be looked for."""

    changed = Signal()
    search = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._printers: tuple[Printer, ...] = ()
        self._pages, self._single = 0, True
        self.printer = Field(translate("Print", "打印机"), ComboInput(), label_width=LABEL)
        self.note = Note()
        self.again = Button(translate("Print", "重新查找打印机"), Kind.LINK, icon="refresh", small=True)
        copies = _Counted("1", read_copies, self._sentence)
        pages = _Counted(translate("Print", "全部，或 1-3,5"), self._read_pages, self._sentence)
        self.copies = Field(translate("Print", "份数"), copies, label_width=LABEL)
        self.sides = Field(translate("Print", "双面"), Segmented(), label_width=LABEL, grows=False)
        self.pages = Field(translate("Print", "页码"), pages, label_width=LABEL)
        self.sheet = Field(translate("Print", "纸张"), ComboInput(), label_width=LABEL)
        copies.show_words("1")
        self._lay_out()
        self._offer()
        self._listen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        for part in (self.printer, self.note, self.again, self.copies, self.sides, self.pages, self.sheet):
            column.addWidget(part)
        line_up((self.printer, self.copies, self.sides, self.pages, self.sheet))
        self.note.hide()
        self.again.hide()

    def _offer(self) -> None:
        self._segments().set_options(
            (
                (Sides.ONE, translate("Print", "单面")),
                (Sides.LONG, translate("Print", "长边翻")),
                (Sides.SHORT, translate("Print", "短边翻")),
            )
        )
        self._combo(self.sheet).set_options(
            (
                (Sheet.OWN, translate("Print", "同单据")),
                (Sheet.A4, "A4"),
                (Sheet.A5, "A5"),
                (Sheet.SLIP, translate("Print", "241×140 三联单")),
            )
        )
        self._segments().choose(Sides.ONE)
        self._combo(self.sheet).choose(Sheet.OWN)

    def _listen(self) -> None:
        self.again.clicked.connect(self.search)
        self.printer.changed.connect(self._tell_printer)
        for field in (self.printer, self.copies, self.sides, self.pages, self.sheet):
            field.changed.connect(self.changed)

    @staticmethod
    def _combo(field: Field) -> ComboInput:
        assert isinstance(field.widget, ComboInput)  # noqa: S101 - made so above
        return field.widget

    def _segments(self) -> Segmented:
        assert isinstance(self.sides.widget, Segmented)  # noqa: S101 - made so above
        return self.sides.widget

    def _sentence(self, error: BadField) -> str:
        return self._words.sentence(error.code, error.facts)

    def _read_pages(self, text: str) -> Pages:
        return read_pages(text, self._pages) if self._single else ()

    # What is shown

    def show_printers(self, printers: Sequence[Printer], chosen: str, sides: str) -> None:
        """Offer these printers."""
        self._printers = tuple(printers)
        kept = self._combo(self.printer).code()
        self._combo(self.printer).set_options([(one.name, one.said or one.name) for one in printers])
        names = {one.name for one in printers}
        self._combo(self.printer).choose(kept if kept in names else chosen)
        self.again.hide()
        self._tell_printer()
        if self._segments().isEnabled():
            self._segments().choose(sides)

    def show_no_printers(self, sentence: str) -> None:
        """Say why there is none."""
        self._printers = ()
        self._combo(self.printer).set_options(())
        self.note.say(sentence, "alert-triangle", Token.AMBER)
        self.note.show()
        self.again.show()

    def show_document(self, pages: int, *, single: bool) -> None:
        """So many pages has what is looked at; pages are chosen only where that alone is to be printed."""
        self._pages, self._single = pages, single
        self.pages.setEnabled(single)
        self.pages.check()

    def _tell_printer(self) -> None:
        one = self.chosen()
        if one is None:
            return
        grey = translate("Print", "只打黑白；单据上没有靠颜色才看得懂的内容。")
        self.note.say("" if one.colour else grey, "" if one.colour else "info-circle", Token.INK2)
        self.note.setVisible(not one.colour)
        self._segments().setEnabled(one.duplex)
        if not one.duplex:
            self._segments().choose(Sides.ONE)

    def chosen(self) -> Printer | None:
        """The chosen printer."""
        name = self._combo(self.printer).code()
        return next((one for one in self._printers if one.name == name), None)

    def said(self, name: str) -> str:
        """A printer's name as it is shown here."""
        return next((one.said or one.name for one in self._printers if one.name == name), name)

    def wish(self) -> Wish | None:
        """What is asked for; None where something is unclear, which is then marked."""
        one = self.chosen()
        self.copies.check()
        self.pages.check()
        try:
            copies = read_copies(self.copies.editor.words())
            pages = self._read_pages(self.pages.editor.words())
        except CopiesUnclear:
            self.copies.setFocus()
            return None
        except PagesUnclear:
            self.pages.setFocus()
            return None
        sides, sheet = self._segments().code(), self._combo(self.sheet).code()
        if one is None:
            return None
        return Wish(one.name, copies, Sides(sides or Sides.ONE), pages, Sheet(sheet or Sheet.OWN))
