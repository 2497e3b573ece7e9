"""A frame that remembers what a page asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from aftersales.domain.errors import CodedError
from ui.widgets.decision import Decision


@dataclass
class Remembering:
    """What was said, where to it went, how often something changed."""

    said: list[str] = field(default_factory=list)
    went: list[tuple[str, str]] = field(default_factory=list)
    refused: list[CodedError] = field(default_factory=list)
    changes: int = 0
    acts: list[tuple[str, Callable[[], None]]] = field(default_factory=list)

    def go(self, screen: str, key: str = "") -> None:
        """A screen was asked for."""
        self.went.append((screen, key))

    def say(self, text: str, verb: str = "", act: Callable[[], None] | None = None) -> None:
        """A toast."""
        self.said.append(text)
        if act is not None:
            self.acts.append((verb, act))

    def refuse(self, error: CodedError) -> None:
        """A refusal."""
        self.refused.append(error)

    def changed(self) -> None:
        """Something was written."""
        self.changes += 1

    def may_leave(self) -> bool:
        """Nothing is lost."""
        return True

    def work(self, text: str, done: int, total: int, cancel: Callable[[], None] | None) -> None:
        """Long work."""


def answered(verb: bool) -> None:
    """Whoever is asked next presses the verb, or the button that keeps."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Decision)
        (box.yes if verb else box.no).click()

    QTimer.singleShot(0, press)
