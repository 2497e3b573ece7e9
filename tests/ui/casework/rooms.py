"""A frame that remembers what a page asked of it, and gifts that a page warns of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from aftersales.domain.errors import CodedError
from aftersales.domain.workflow import Step
from tests.domain.play import REGISTRATION, proposal, remedy
from tests.usecases.houses import House
from ui.widgets.decision import Decision
from ui.widgets.fields.field import Note

EIGHTY = "本月赠品（含本次）合计 4,000.00 元，已达每月赠品预算 5,000.00 元的 80%。"


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


def offered(house: House, yuan: str = "") -> str:
    """The number of a case that is looked into, or in which a gift worth so much is proposed."""
    number = house.register("clerk1", REGISTRATION).complaint.case_no
    house.take("service1", Step.ACCEPT, number, {})
    if yuan:
        house.take("service1", Step.PROPOSE, number, proposal(remedy("gift", yuan)))
    return number


def of_budget(page: QWidget) -> list[str]:
    """What is said in sight of the budget for gifts."""
    told = (note.text() for note in page.findChildren(Note) if note.isVisible())
    return [text for text in told if "赠品预算" in text]
