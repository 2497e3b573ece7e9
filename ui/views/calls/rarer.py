"""What few calls need, folded away beneath the form: injury, whom it is about, what an authority wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import texts
from ui.i18n import translate
from ui.texts import Words
from ui.widgets.fields.choice import ComboInput, Segmented
from ui.widgets.fields.day import DateInput
from ui.widgets.fields.field import Field
from ui.widgets.fields.line import LineInput
from ui.widgets.sections import Section
from ui.widgets.theme import px

RARER = (
    ("safety_injury", "about_staff"),
    ("external_no", "external_source"),
    ("authority_received_on", "authority_due_at"),
)
"""The folded fields line by line."""
NAMES = tuple(name for line in RARER for name in line)


def rarer_editors(today: Callable[[], date]) -> dict[str, QWidget]:
    """The editors of the folded fields, by name; the staff is offered once it is known."""
    hurt = (("no", translate("StepForm", "否")), ("yes", translate("StepForm", "是")))
    return {
        "safety_injury": Segmented(hurt),
        "about_staff": ComboInput(),
        "external_no": LineInput(),
        "external_source": LineInput(),
        "authority_received_on": DateInput("", today),
        "authority_due_at": DateInput("", today),
    }


class Rarer(Section):
    """The folded fields. It opens by itself where something stands in them, or is wrong."""

    def __init__(self, words: Words) -> None:
        content = QWidget()
        self.lines = QVBoxLayout(content)
        self.lines.setContentsMargins(0, px(6), 0, px(6))
        self.lines.setSpacing(px(6))
        named = texts.joint().join(words.field(name) for name in NAMES)
        super().__init__(translate("Tabs", "更多"), content, named)

    def show_for(self, values: Mapping[str, object], *, quick: bool) -> None:
        """Follow what stands in the form; the short way shows these only where something is there."""
        filled = any(values.get(name) for name in NAMES)
        self.setVisible(filled or not quick)
        self.open(yes=filled)


@dataclass(frozen=True)
class Folded:
    """One of the folded fields, which shows itself where it is refused."""

    within: Rarer
    field: Field

    def show_wrong(self, sentence: str) -> None:
        """Show the sentence beside the field; "" takes it away."""
        if sentence:
            self.within.open()
        self.field.show_wrong(sentence)

    def take_focus(self) -> None:
        """Put the cursor into the field."""
        self.within.open()
        self.field.take_focus()
