"""The palette (Ctrl+K): actions, cases by number or text, customers by name or telephone, as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from aftersales.domain.errors import CodedError
from aftersales.domain.records.customer import Customer
from aftersales.domain.text import compare_key
from aftersales.storage.queries.caller import Numbered, numbered_papers
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from aftersales.storage.queries.customers import CustomerFilter, CustomerLine
from aftersales.storage.queries.pinyin import learn, spelled
from ui.prefs import Prefs
from ui.presenters.agreements.listing import number_of
from ui.presenters.calls import marked
from ui.presenters.calls.known import index_of
from ui.presenters.calls.marked import Marked
from ui.presenters.runner import Lane, Runner, Ticket
from ui.presenters.session import Signed

__all__ = ["AGREEMENTS", "Action", "Found", "Numbered", "PalettePresenter", "View"]

CASES, CUSTOMERS, PAPERS = 8, 5, 4
AGREEMENTS = "agreements"
LAST = 6
"""So many cases that were opened last, and as many marked ones, are offered before anybody typed."""


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
    agreement: str = ""
    """The agreement's number that the text is."""
    papers: tuple[Numbered, ...] = ()
    """Agreements and notices in whose number the text stands."""
    recent: tuple[Marked, ...] = ()
    starred: tuple[Marked, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.actions or self.cases or self.customers or self.agreement or self.papers)


class View(Protocol):
    """What the palette shows."""

    def show_found(self, found: Found) -> None:
        """What the text leads to; shown at once for actions, again when the office has answered."""


class PalettePresenter:
    """Looks things up while one types; only the last text is answered."""

    def __init__(
        self, view: View, runner: Runner, who: Signed, actions: Sequence[Action], prefs: Prefs | None = None
    ) -> None:
        """``prefs``: where the cases are kept that the person opened last and marked."""
        self._view, self._runner, self._who, self._prefs = view, runner, who, prefs
        self._actions = tuple(actions)
        self._asking: Ticket | None = None
        self._spells = False
        self.asks = False
        """Whether what the text leads to is still on its way."""

    def type(self, text: str) -> None:
        """The text is this now; ``>`` at its beginning leaves actions only."""
        if self._asking is not None:
            self._asking.cancel()
        self.asks = False
        if not self._spells:
            self._spells = True
            self._runner.run(learn, lambda _: None, _quiet, lane=Lane.BEHIND)
        said = text.strip()
        actions = self._matching(said.removeprefix(">").strip())
        recent, starred = ((), ()) if said else (self._mine(marked.RECENT), self._mine(marked.STARRED))
        agreement = self._agreement(said)
        self._view.show_found(Found(said, actions, agreement=agreement, recent=recent, starred=starred))
        if said and not said.startswith(">"):
            self._ask(lambda: self._look(said), Lane.DATABASE)
        elif rest := said.removeprefix(">").strip():
            self._ask(lambda: Found(said, self._meant(rest)), Lane.FILES)

    def _ask(self, work: Callable[[], Found], lane: Lane) -> None:
        self.asks = True
        self._asking = self._runner.run(work, self._answered, self._not_answered, lane=lane)

    def _answered(self, found: Found) -> None:
        self.asks = False
        self._view.show_found(found)

    def _not_answered(self, _: CodedError) -> None:
        self.asks = False  # what cannot be looked for finds nothing; the actions stay

    def _mine(self, key: str) -> tuple[Marked, ...]:
        return marked.of(self._prefs, key)[:LAST] if self._prefs is not None else ()

    def _matching(self, text: str) -> tuple[Action, ...]:
        key = compare_key(text)
        return tuple(one for one in self._actions if key in compare_key(one.word))

    def _meant(self, text: str) -> tuple[Action, ...]:
        """The actions whose word holds the text, or is spelled so; in a lane: spelling reads its table."""
        pattern, said = spelled(text), self._matching(text)
        more = (one for one in self._actions if pattern and pattern.search(compare_key(one.word)))
        return tuple(dict.fromkeys((*said, *more)))

    def _agreement(self, text: str) -> str:
        """The number of an agreement, where that is what the text is and this person sees agreements."""
        found = number_of(text) if any(one.name == AGREEMENTS for one in self._actions) else None
        return "-".join(found) if found else ""

    def _look(self, text: str) -> Found:
        app, number = self._who.app, self._agreement(text)
        lines, people = self._known(text) if self._sees_cases else ((), ())
        papers = app.ask(numbered_papers, text, PAPERS)
        return Found(
            text,
            self._meant(text),
            lines,
            tuple(line.customer for line in people),
            number,
            tuple(one for one in papers if one.number != number),
        )

    @property
    def _sees_cases(self) -> bool:
        return any(one.name == "cases" for one in self._actions)

    def _known(self, text: str) -> tuple[tuple[CaseLine, ...], tuple[CustomerLine, ...]]:
        """Cases and customers: for whoever works on whole cases."""
        app = self._who.app
        lines = app.ask(case_lines, CaseFilter(text=text, limit=CASES))
        return lines, app.ask(index_of(app).find, CustomerFilter(text=text, limit=CUSTOMERS)).lines


def _quiet(_: CodedError) -> None:
    """What cannot be learnt is not found by its spelling."""
