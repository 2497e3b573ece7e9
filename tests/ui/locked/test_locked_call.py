"""The window is locked in the middle of a call."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.window.desk import PASSWORD, Desk
from ui.views.register import RegisterView


def test_the_cursor_waits_where_one_typed_when_it_was_locked(desk: Desk) -> None:
    """Locked in the middle of a call: after the password one types on in the same field."""
    frame = desk.enter("service1")
    frame.go("register")
    page = frame.pages["register"]
    assert isinstance(page, RegisterView)
    verbatim = page.form.field("verbatim")
    verbatim.take_focus()
    desk.type("说到一半")
    desk.window.lock()
    desk.type(PASSWORD)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.currentWidget() is frame)
    assert verbatim.widget.hasFocus()
