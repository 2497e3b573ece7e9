"""A draft of an agreement as a person fills it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.presenters.agreements.showing import FILLED
from tests.ui.window.desk import Desk
from ui.views.agreements.sheet import AgreementSheet
from ui.widgets.fields.choice import Segmented


def fill(desk: Desk, sheet: AgreementSheet) -> None:
    """Type what the draft misses, and who else gets the goods, over what stands there."""
    for path, text in FILLED.items():
        field = sheet.panel.filling.fields[path]
        field.take_focus()
        if isinstance(field.widget, Segmented):
            desk.key(Qt.Key.Key_Space, field.widget.focusProxy())
        else:
            desk.key(Qt.Key.Key_A, field.widget, ctrl=True)
            desk.type(text, field.widget)
