"""Who has the keys while a button is off, and afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button


def test_a_button_that_waited_has_its_keys_again(dressed: QApplication, qtbot: QtBot) -> None:  # noqa: ARG001
    """While it is off nobody beside it has them; who takes them meanwhile keeps them."""
    page, button, field = QWidget(), Button("提交"), QLineEdit()
    qtbot.addWidget(page)
    line = QHBoxLayout(page)
    line.addWidget(button)
    line.addWidget(field)
    page.show()
    button.setFocus()
    button.setEnabled(False)
    assert page.focusWidget() is page
    button.setEnabled(True)
    assert page.focusWidget() is button
    button.setEnabled(False)
    field.setFocus()
    button.setEnabled(True)
    assert page.focusWidget() is field
