"""What comes for a call that the clerk has left: it takes no keys, and a refusal is told where he is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.presenters.call_desk import LONG
from tests.presenters.full_desk import draft_case
from tests.ui.window.desk import Desk
from ui.views.register import RegisterView


def at_call(desk: Desk, **values: object) -> RegisterView:
    """The clerk has a call in the form with the cursor in it, not signed yet."""
    desk.enter("clerk1")
    desk.key(Qt.Key.Key_N, ctrl=True)
    view = desk.frame.pages["register"]
    assert isinstance(view, RegisterView)
    desk.wait(lambda: view.ready)
    view.form.show_values(LONG | values, quick=False)
    view._edited()
    view.form.first()
    return view


def leave(desk: Desk) -> None:
    """Alt+1."""
    desk.key(Qt.Key.Key_1, alt=True)
    assert desk.frame.current != "register"


def keys_in(desk: Desk, page: QWidget) -> bool:
    """Whether what is typed goes into this page."""
    return page.isAncestorOf(desk.window.focusWidget())


def told(desk: Desk) -> str:
    """What the toasts say."""
    return "\n".join(toast.text() for toast in desk.frame.toasts.toasts())


def test_the_answer_leaves_the_keys_where_they_are(desk: Desk) -> None:
    """Ctrl+Enter and Alt+1 at once: it is registered, and what is typed goes to the page in sight."""
    view = at_call(desk)
    desk.key(Qt.Key.Key_Return, ctrl=True)
    leave(desk)
    desk.wait(lambda: "phones" not in view.form.values())
    assert keys_in(desk, desk.frame.pages[desk.frame.current])
    desk.type("138")
    assert "phones" not in view.form.values()
    desk.key(Qt.Key.Key_N, ctrl=True)
    desk.type("138")
    assert view.form.values()["phones"] == "138"


def test_a_refusal_is_told_where_he_is(desk: Desk) -> None:
    """Refused after he left: a toast says why, and the page in sight keeps the keys."""
    at_call(desk, address="")
    desk.key(Qt.Key.Key_Return, ctrl=True)
    leave(desk)
    desk.wait(lambda: "地址" in told(desk))
    assert keys_in(desk, desk.frame.pages[desk.frame.current])


def test_a_call_taken_back_from_its_case_comes_in_sight(desk: Desk) -> None:
    """并到那一单 goes to the case; Ctrl+Z there brings the registration with the call in it."""
    view = at_call(desk, verbatim="又来问")
    view.known.joins.emit(draft_case())
    desk.wait(lambda: desk.frame.current == "case")
    desk.key(Qt.Key.Key_Z, ctrl=True)
    desk.wait(lambda: view.form.values().get("verbatim") == "又来问")
    assert desk.frame.current == "register"
    assert keys_in(desk, view)


def test_a_call_joined_after_he_left_does_not_fetch_him(desk: Desk) -> None:
    """并到那一单 and Alt+1 at once: it is noted and said so; he stays where he went."""
    view = at_call(desk, verbatim="又来问")
    view.known.joins.emit(draft_case())
    leave(desk)
    here = desk.frame.current
    desk.wait(lambda: "沟通记录" in told(desk))
    assert desk.frame.current == here
    assert keys_in(desk, desk.frame.pages[here])
