"""The buttons of a decision: the verb, how loud it is, its icon and its key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtWidgets import QWidget

from aftersales.domain.workflow import Step
from ui.texts import Words
from ui.widgets.buttons import Button, Kind

_LOOKS: Mapping[str, tuple[Kind, str]] = {
    Step.APPROVE: (Kind.PRIMARY, "check"),
    Step.SEND_BACK: (Kind.PLAIN, "arrow-back-up"),
    Step.REJECT: (Kind.PLAIN, "x"),
    Step.FORWARD_APPROVAL: (Kind.GHOST, ""),
    Step.ADD_APPROVER: (Kind.GHOST, ""),
    Step.COUNTERSIGN: (Kind.PRIMARY, "signature"),
}
KEYS: Mapping[str, str] = {
    Step.APPROVE: "A",
    Step.SEND_BACK: "R",
    Step.REJECT: "D",
    Step.FORWARD_APPROVAL: "T",
    Step.ADD_APPROVER: "C",
    Step.COUNTERSIGN: "A",
}
"""The key of each decision."""
LOWER_KEY = "L"


def decision_buttons(words: Words) -> dict[str, Button]:
    """A button for each decision, by step, in the order of the line."""
    return {
        step: Button(words.step(step), kind, icon=icon, key=KEYS[step])
        for step, (kind, icon) in _LOOKS.items()
    }


def switch_off(buttons: Iterable[Button], why: str, heir: QWidget) -> None:
    """Nothing can be decided, and why; ``heir`` gets the keys of the button that had them."""
    for button in buttons:
        if button.hasFocus():
            heir.setFocus()  # else the comment gets them, and the next A is a letter
        button.may_not(why)
