"""The palette (Ctrl+K): actions, cases by number or text, customers by name or telephone, as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from aftersales.domain.errors import CodedError
from aftersales.domain.records.customer import Customer
from aftersales.domain.text import compare_key
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from aftersales.storage.queries.customers import customers_by_name, customers_by_phone
from ui.presenters.runner import Runner, Ticket
from ui.presenters.session import Signed

CASES, CUSTOMERS = 8, 5
SHORTEST_NUMBER = 7
"""Digits from which a text is looked for as a whole telephone number too."""


@dataclass(frozen=True)
class Action:
    """Something to do: a name for the frame, its word, icon and the key that does the same."""

    name: str
    word: str
    icon: str
    key: str = ""


@dataclass(frozen=True)
class Found:
    """What a text leads to."""

    text: str
    actions: tuple[Action, ...]
    cases: tuple[CaseLine, ...] = ()
    customers: tuple[Customer, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.actions or self.cases or self.customers)


class View(Protocol):
    """What the palette shows."""

    def show_found(self, found: Found) -> None:
        """What the text leads to; shown at once for actions, again when the office has answered."""


class PalettePresenter:
    """Looks things up while one types; only the last text is answered."""

    def __init__(self, view: View, runner: Runner, who: Signed, actions: Sequence[Action]) -> None:
        self._view, self._runner, self._who = view, runner, who
        self._actions = tuple(actions)
        self._asking: Ticket | None = None

    def type(self, text: str) -> None:
        """The text is this now; ``>`` at its beginning leaves actions only."""
        if self._asking is not None:
            self._asking.cancel()
        said = text.strip()
        actions = self._matching(said.removeprefix(">").strip())
        self._view.show_found(Found(said, actions))
        if said and not said.startswith(">"):
            self._asking = self._runner.run(lambda: self._look(said, actions), self._view.show_found, _quiet)

    def _matching(self, text: str) -> tuple[Action, ...]:
        key = compare_key(text)
        return tuple(one for one in self._actions if key in compare_key(one.word))

    def _look(self, text: str, actions: tuple[Action, ...]) -> Found:
        app = self._who.app
        lines = app.ask(case_lines, CaseFilter(text=text, limit=CASES))
        people = app.ask(customers_by_name, text, CUSTOMERS)
        if sum(letter.isdigit() for letter in text) >= SHORTEST_NUMBER:
            people = app.ask(customers_by_phone, [text], CUSTOMERS) + people
        return Found(text, actions, lines, tuple({one.cust_no: one for one in people}.values())[:CUSTOMERS])


def _quiet(_: CodedError) -> None:
    """A text that cannot be looked for finds nothing; the actions stay."""
