"""A record of the office as fields: made by kind, filled from a record, read as what a use case takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from aftersales.domain.fields import Kind, Part, Spec, specs, table_name
from aftersales.domain.money import yuan
from ui.i18n import translate
from ui.texts import Words
from ui.widgets.buttons import CheckBox
from ui.widgets.fields.choice import ComboInput, Options, Segmented
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Field, line_up
from ui.widgets.fields.line import LineInput, MoneyInput, NumberInput
from ui.widgets.flow import Flow
from ui.widgets.theme import px

YES, NO = "yes", "no"
BETWEEN = "、"
NARROW = 180
"""Editors of days, times and amounts in px at 100 %."""


class Ticks(Flow):
    """Several codes as check boxes in columns, as many as there is room for."""

    edited = Signal()
    settled = Signal()

    def __init__(self, options: Options) -> None:
        super().__init__(gap=0)
        self._boxes = {code: CheckBox(word) for code, word in options}
        self.setContentsMargins(0, 1, 0, 1)
        self.hold(list(self._boxes.values()))
        for box in self._boxes.values():
            box.clicked.connect(self._note_edit)
        self.setFocusProxy(next(iter(self._boxes.values())))

    def _sizes(self) -> list[tuple[QWidget, QSize]]:
        """Each as wide as the widest: they stand in columns."""
        sizes = super()._sizes()
        widest = max((size.width() for _, size in sizes), default=0)
        return [(one, QSize(widest, size.height())) for one, size in sizes]

    def _note_edit(self) -> None:
        self.edited.emit()
        self.settled.emit()

    def codes(self) -> list[str]:
        """What is ticked."""
        return [code for code, box in self._boxes.items() if box.isChecked()]

    def choose(self, codes: Sequence[str]) -> None:
        """Tick these and no others."""
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def box(self, code: str) -> CheckBox:
        """The check box of a code."""
        return self._boxes[code]

    def show_words(self, words: str) -> None:
        """Tick by words or codes with 、 between."""
        told = words.split(BETWEEN)
        self.choose([code for code, box in self._boxes.items() if box.text() in told or code in told])

    def words(self) -> str:
        """The words of what is ticked."""
        return BETWEEN.join(box.text() for box in self._boxes.values() if box.isChecked())

    def set_wrong(self, wrong: bool) -> None:
        """The sentence beneath says what is wrong."""
        self.setProperty("wrong", wrong)

    def problem(self) -> str:
        """A choice is never wrong by itself."""
        return ""


Input = LineInput | ComboInput | Segmented | Ticks


class Form(QWidget):
    """Fields of one record. ``changed``: a person typed or chose something."""

    changed = Signal()

    def __init__(
        self,
        words: Words,
        part: type[Part],
        names: Sequence[str],
        today: Callable[[], date],
        *,
        offers: Mapping[str, Options] | None = None,
        required: Sequence[str] = (),
        label: int = 104,
    ) -> None:
        """``offers``: the choices of a field by its name, for codes and people."""
        super().__init__()
        self._part, self._today, self._offers = part, today, offers or {}
        self._place = table_name(part)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(px(6))
        self.fields: dict[str, Field] = {}
        for name in names:
            spec = specs(part)[name]
            editor = self._editor(spec)
            narrow = (
                isinstance(editor, MoneyInput | NumberInput | DateInput | Segmented) or spec.kind is Kind.TIME
            )
            if narrow and not isinstance(editor, Segmented):
                editor.setFixedWidth(px(NARROW))
            field = Field(
                words.field(f"{self._place}.{name}"),
                editor,
                required=name in required,
                label_width=label,
                grows=not narrow,
            )
            field.changed.connect(self.changed)
            self.fields[f"{self._place}.{name}"] = field
            stack.addWidget(field)
        line_up(self.fields.values())

    def _editor(self, spec: Spec) -> Input:
        if spec.name in self._offers:
            offered = self._offers[spec.name]
            return Ticks(offered) if spec.many else ComboInput(offered)
        if spec.kind is Kind.FLAG:
            return Segmented(((NO, translate("Settings", "否")), (YES, translate("Settings", "是"))))
        if spec.kind is Kind.DAY:
            return DateInput(translate("Settings", "年-月-日"), self._today)
        if spec.kind is Kind.MONEY:
            return MoneyInput()
        if spec.kind in (Kind.QUANTITY, Kind.COUNT):
            return NumberInput()
        return LineInput("16:30" if spec.kind is Kind.TIME else "")

    def field(self, name: str) -> Field:
        """One field by its name."""
        return self.fields[f"{self._place}.{name}"]

    def input(self, name: str) -> QWidget:
        """One editor by its name."""
        return self.field(name).widget

    def show_record(self, record: Part | None) -> None:
        """Put a record into the fields; None empties them."""
        for path, field in self.fields.items():
            name = path.partition(".")[2]
            put(field.widget, told(getattr(record, name)) if record is not None else "")
            field.show_wrong("")

    def values(self) -> dict[str, object]:
        """What stands in the fields, by name."""
        return {path.partition(".")[2]: read(field.widget) for path, field in self.fields.items()}

    def offer(self, name: str, options: Options) -> None:
        """Other choices for a field."""
        editor = self.input(name)
        if isinstance(editor, ComboInput):
            editor.set_options(options)

    def set_read_only(self, read_only: bool) -> None:
        """Show values without editors."""
        for field in self.fields.values():
            field.set_read_only(read_only)
            field.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, read_only)


def told(value: object) -> str | tuple[str, ...]:
    """A value of a record as an editor holds it."""
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, int):
        return yuan(value)
    return "" if value is None else str(value)


def put(editor: QWidget, value: str | tuple[str, ...]) -> None:
    """Show a value in an editor."""
    if isinstance(editor, Ticks):
        editor.choose(value if isinstance(value, tuple) else ())
    elif isinstance(editor, ComboInput | Segmented):
        editor.choose(str(value))
    elif isinstance(editor, LineInput):
        editor.show_words(BETWEEN.join(value) if isinstance(value, tuple) else value)


def read(editor: QWidget) -> object:
    """What stands in an editor: text, a code, or a list of codes."""
    if isinstance(editor, Ticks):
        return editor.codes()
    if isinstance(editor, ComboInput | Segmented):
        return editor.code()
    return editor.text().strip() if isinstance(editor, LineInput) else ""
