"""The buttons of a decision: the verb, how loud it is, its icon and its key."""

from __future__ import annotations

from collections.abc import Mapping

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


def decision_buttons(words: Words, keys: Mapping[str, str]) -> dict[str, Button]:
    """A button for each decision, by step, in the order of the line; ``keys`` by step, too."""
    return {
        step: Button(words.step(step), kind, icon=icon, key=keys[step])
        for step, (kind, icon) in _LOOKS.items()
    }
