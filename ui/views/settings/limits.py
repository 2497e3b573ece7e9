"""时限: the table of clocks and severities, edited in place; what differs is saved at once."""

from __future__ import annotations

from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.codes import LimitUnit
from aftersales.domain.limits import SEVERITIES
from aftersales.domain.office import Office
from ui import texts
from ui.errors import ShowsWrong
from ui.i18n import translate
from ui.presenters.settings.limits import CLOCKS, ROUND, UNITS, LimitsPresenter, Place, Said, grid
from ui.views.room import Room
from ui.views.settings.page import SettingsPage, column
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.choice import ComboInput, Options
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput
from ui.widgets.paint import strokes
from ui.widgets.theme import px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

GRID = 1080
"""The table in px at 100 %; wider ones tear a row apart."""
_GAP = 12


class Cell(QWidget):
    """An amount and its unit. ``changed``: a person edited it."""

    changed = Signal()

    def __init__(self, units: Options, name: str) -> None:
        super().__init__()
        self.amount = LineInput(right=True)
        self.unit = ComboInput(units)
        self.amount.setFixedWidth(px(52))
        self.unit.setMinimumWidth(px(92))
        self.amount.setAccessibleName(name)
        self.unit.setAccessibleName(translate("Settings", "{name}的单位").format(name=name))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, px(2), px(_GAP), px(2))
        line.setSpacing(px(4))
        line.addWidget(self.amount)
        line.addWidget(self.unit, 1)
        self.setFocusProxy(self.amount)
        for editor in (self.amount, self.unit):
            editor.edited.connect(self._edited)

    def _edited(self) -> None:
        self.show_wrong("")
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """The same day is one of them: there is no number to type."""
        same = self.unit.code().removesuffix(ROUND) == LimitUnit.SAME_DAY
        self.amount.setVisible(not same)
        if same:
            self.amount.show_words("1")

    def said(self) -> Said:
        """What stands in it."""
        return Said(self.amount.text().strip(), self.unit.code())

    def show_said(self, said: Said) -> None:
        """Show a limit."""
        self.amount.show_words(said.amount)
        self.unit.choose(said.unit)
        self._follow()

    def show_wrong(self, sentence: str) -> None:
        """Mark the amount; the sentence is its tooltip, and stands above the foot."""
        self.amount.set_wrong(bool(sentence))
        self.amount.setAccessibleDescription(sentence)
        strokes.tip(self.amount, sentence)

    def take_focus(self) -> None:
        """Put the cursor into the amount."""
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        self.amount.selectAll()


class LimitsPage(SettingsPage):
    """The grid of limits."""

    def __init__(self, room: Room) -> None:
        super().__init__(
            room,
            translate("Settings", "时限"),
            translate("Settings", "每件事要多快办好。改了只管以后开始的计时，正在走的不变。"),
        )
        self.presenter = LimitsPresenter(self, room.runner, room.signed)
        self.cells: dict[Place, Cell] = {}
        self.reason = Field(translate("Settings", "改动原因"), LineInput(), label_width=80)
        self.reset = Button(translate("Settings", "恢复出厂时限…"), Kind.GHOST, icon="arrow-back-up")
        self.lay_out(self._content(), self.reset)
        self.reset.clicked.connect(self._ask_reset)
        self.reason.changed.connect(self.look)
        self.stands()

    def _content(self) -> QWidget:
        inner = QWidget()
        stack, table = QVBoxLayout(inner), QGridLayout()
        stack.setContentsMargins(0, 0, 0, 0)
        table.setSpacing(0)
        severities = tuple(reversed(SEVERITIES))
        for at, severity in enumerate(severities, 1):
            word = self.room.words.word("severity", severity)
            head = PlainLabel(word, fonts.label, Token.INK3)
            head.setMinimumHeight(px(28))
            table.addWidget(head, 0, at)
            table.setColumnStretch(at, 1)
        table.setColumnMinimumWidth(0, px(88))
        for row, clock in enumerate(CLOCKS, 1):
            label = PlainLabel(self.room.words.word("clock", clock), fonts.strong)
            table.addWidget(label, row, 0)
            for at, severity in enumerate(severities, 1):
                table.addWidget(self._cell(clock, severity), row, at)
            label.setBuddy(self.cells[clock, severities[0]])
        stack.addLayout(table)
        stack.addSpacing(px(8))
        self.reason.setContentsMargins(0, 0, px(_GAP), 0)  # it ends with the table's last cell
        stack.addWidget(self.reason)
        return column(inner, widest=GRID)

    def _cell(self, clock: str, severity: str) -> Cell:
        word = self.room.words.word
        cell = Cell(self._units(), texts.comma().join((word("clock", clock), word("severity", severity))))
        cell.changed.connect(self.look)
        self.cells[clock, severity] = cell
        return cell

    def _units(self) -> Options:
        around = translate("Settings", "{unit}·全天")

        def word(unit: str) -> str:
            plain = self.room.words.word("limit_unit", unit.removesuffix(ROUND))
            return around.format(unit=plain) if unit.endswith(ROUND) else plain

        return tuple((unit, word(unit)) for unit in UNITS)

    def typed(self) -> tuple[dict[Place, Said], str]:
        return ({place: cell.said() for place, cell in self.cells.items()}, self.reason.editor.words())

    def fields(self) -> dict[str, ShowsWrong]:
        return {f"time_limit.{clock}.{severity}": cell for (clock, severity), cell in self.cells.items()}

    def refresh(self) -> None:
        self.presenter.refresh()

    def send(self) -> None:
        self.clear_refusal()
        said, reason = self.typed()
        stood, _ = cast("tuple[dict[Place, Said], str]", self._stood)
        self.presenter.save({place: cell for place, cell in said.items() if cell != stood[place]}, reason)

    def _ask_reset(self) -> None:
        box = Decision(
            translate("Settings", "恢复出厂时限？"),
            translate("Settings", "全部时限改回出厂的数；正在走的计时不变，历史里留一笔。"),
            translate("Settings", "恢复出厂时限"),
            translate("Settings", "保留现在的"),
            parent=self.window(),
        )
        if self.ask(box):
            self.discard()
            self.presenter.reset()

    def show_office(self, office: Office, today: date) -> None:
        if not self.is_dirty():
            for place, said in grid(office).items():
                if place in self.cells:
                    self.cells[place].show_said(said)
            self.reason.editor.show_words("")
            self.stands()
