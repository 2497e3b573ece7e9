"""The foot of the print page: its buttons, and what stands in their place while it goes, asks or is stuck."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.field import Note
from ui.widgets.flow import Flow
from ui.widgets.status import ProgressBar
from ui.widgets.theme import px
from ui.widgets.tokens import Token


class Foot(QWidget):
    """One note above, one row of buttons of several."""

    def __init__(self) -> None:
        super().__init__()
        self._printers, self._any_paper, self._missing = False, False, ""
        self.note = Note()
        self.bar = ProgressBar()
        self.print = Button(translate("Print", "打印"), Kind.PRIMARY, icon="printer", key="↵")
        self.close_button = Button(translate("Print", "关闭"), key="Esc")
        self.save = Button(translate("Print", "存为 PDF"), Kind.LINK, icon="download", small=True)
        self.outside = Button(translate("Print", "用系统打开"), Kind.LINK, icon="external-link", small=True)
        self.anyway = Button(translate("Print", "仍然打印"), Kind.PRIMARY)
        self.again = Button(translate("Print", "重试"), Kind.PRIMARY, icon="refresh")
        self.stop = Button(translate("Print", "取消"))
        self._lay_out()
        self._show_row(())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(19), px(8), px(20), px(16))
        column.setSpacing(px(8))
        self.ways = Flow([self.save, self.outside], gap=16)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for button in (self.close_button, self.stop, self.print, self.anyway, self.again):
            row.addWidget(button)
        for part in (self.note, self.bar, self.ways):
            column.addWidget(part)
        column.addLayout(row)

    def _show_row(self, buttons: Sequence[Button], *, bar: bool = False) -> None:
        for button in (self.close_button, self.stop, self.print, self.anyway, self.again):
            button.setVisible(button in buttons)
        self.bar.setVisible(bar)
        self.ways.setVisible(self.print in buttons)

    def _say(self, text: str, icon: str = "", token: Token = Token.INK2) -> None:
        self.note.say(text, icon, token)
        self.note.setVisible(bool(text))

    # What it shows

    def wait_for_printers(self) -> None:
        """The printers are being looked for."""
        self._show_row((self.close_button, self.print))
        self._say(translate("Print", "正在查找打印机…"), "hourglass", Token.INK2)
        self.print.setEnabled(False)

    def show_ready(self, *, printers: bool) -> None:
        """The page waits for a person."""
        self._printers = printers
        self._show_row((self.close_button, self.print))
        self.quiet()
        self._allow()

    def may_go(self, *, any_paper: bool) -> None:
        """Whether anything is ticked."""
        self._any_paper = any_paper
        self._allow()

    def _allow(self) -> None:
        no_printer = "" if self._printers else translate("Print", "没有打印机")
        nothing = "" if self._any_paper else translate("Print", "没有选单据")
        self.print.may_not(no_printer or nothing)
        self.save.may_not(nothing)

    def quiet(self) -> None:
        """Say nothing but what of the paper cannot be written."""
        self._say(self._missing, "alert-triangle" if self._missing else "", Token.AMBER)

    def note_missing(self, told: str) -> None:
        """What of the paper that is looked at cannot be written; "" is nothing."""
        self._missing = told
        if self.print.isVisibleTo(self) and self._printers:
            self.quiet()

    def show_going(self, told: str, done: int, total: int) -> None:
        """Papers are on their way."""
        self._say(told, "printer", Token.INK2)
        self.bar.show_share(done / total if total else 0.0)
        self._show_row((self.stop,), bar=True)

    def ask(self, told: str) -> None:
        """Ask whether to print though something cannot be written; Enter in passing cancels."""
        self._say(told, "alert-triangle", Token.AMBER)
        self._show_row((self.stop, self.anyway))
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_stuck(self, told: str) -> None:
        """The world said no: try again, or leave it."""
        self._say(told, "alert-circle", Token.RED)
        self._show_row((self.stop, self.again))
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_stopped(self, told: str) -> None:
        """It is over, and not everything went out."""
        self._say(told, "alert-triangle", Token.AMBER)
