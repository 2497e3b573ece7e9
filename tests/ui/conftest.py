"""What the window's tests share: our look on, a keyboard that types as an input method does, no leftovers."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from aftersales.app import App
from tests.leftovers import clipboard, flashes, nothing_left, timers
from tests.presenters.call_desk import copied, made_office
from ui.tasks import leave_to_python, sweep
from ui.widgets.dress import dress
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

__all__ = [
    "Type",
    "clipboard",
    "dressed",
    "flashes",
    "light",
    "nothing_left",
    "swept_between_tests",
    "timers",
    "type_text",
]
Type = Callable[[QWidget, str], None]


@pytest.fixture(autouse=True)
def swept_between_tests() -> Iterator[None]:
    """As in the program nothing is swept in the middle of a paint: a test lets go of its window first."""
    gc.disable()
    yield
    sweep()
    leave_to_python()


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application in our look."""
    dress(qapp, Scheme.LIGHT)
    return qapp


@pytest.fixture(autouse=True)
def light(dressed: QApplication, nothing_left: None) -> None:  # noqa: ARG001 - looks after all else is down
    """Each test begins in light at 100 %."""
    if (theme().scheme, theme().zoom) != (Scheme.LIGHT, 1.0):
        theme().put_on(dressed, Scheme.LIGHT)


@pytest.fixture
def type_text() -> Type:
    """Type a text into a widget as an input method does."""

    def typed(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return typed


@pytest.fixture(scope="module")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a practice office without a case."""
    return made_office(tmp_path_factory)


@pytest.fixture
def clerk(office_file: Path, tmp_path: Path) -> Iterator[App]:
    """The clerk's desk."""
    app = copied(office_file, tmp_path / "office", "clerk1")
    yield app
    app.close()
