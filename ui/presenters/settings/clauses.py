"""条款: the library of the agreement's clauses, edited in versions, with what differs between two of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from aftersales.domain.agreements.clauses import VARIABLES
from aftersales.domain.agreements.differences import Segment, differences
from aftersales.domain.codes import ClausePart, Language
from aftersales.domain.forms import own
from aftersales.domain.records.office import Clause
from aftersales.storage.queries.office_settings import clause_library, clause_versions
from aftersales.usecases.clauses import (
    clauses_to_take,
    restore_clause,
    retire_clause,
    set_clause,
    take_delivered_clauses,
)
from aftersales.usecases.work import Work
from ui.presenters.runner import Runner
from ui.presenters.session import Signed
from ui.presenters.settings.desk import PagePresenter, PageView

_PARTS = {str(part): place for place, part in enumerate(ClausePart)}


class ClausesView(PageView, Protocol):
    """What the page shows besides."""

    def show_library(self, clauses: tuple[Clause, ...]) -> None:
        """The clauses of the language, in the order of the paper."""

    def show_versions(self, versions: tuple[Clause, ...]) -> None:
        """Every version of the clause in sight, the newest first."""

    def show_to_take(self, count: int) -> None:
        """How many delivered clauses the office has not, or has as they were delivered before."""


class ClausesPresenter(PagePresenter):
    """The clauses of one language at a time."""

    def __init__(self, view: ClausesView, runner: Runner, signed: Signed) -> None:
        super().__init__(view, runner, signed)
        self._clauses = view
        self.language = str(Language.ZH_CN)

    def refresh(self) -> None:
        """Ask for the library, and for what the program brings beyond it."""
        app = self._signed.app
        read = partial(app.ask, clause_library, self.language)
        self._runner.run(read, partial(self._library, self.language), self._view.show_refused)
        self._runner.run(partial(app.look, _to_take), self._clauses.show_to_take, self._view.show_refused)

    def _library(self, language: str, clauses: tuple[Clause, ...]) -> None:
        if language == self.language:
            self._clauses.show_library(in_order(clauses))

    def turn_to(self, language: str) -> None:
        """Show the clauses of another language."""
        self.language = language
        self.refresh()

    def look_at(self, key: str) -> None:
        """Ask for every version of a clause."""
        read = partial(self._signed.app.ask, clause_versions, key, self.language)
        self._runner.run(read, self._clauses.show_versions, self._view.show_refused)

    def save(self, data: Mapping[str, object]) -> None:
        """A new clause, or the next version of one."""
        self._change("saved", set_clause, {**data, "language": self.language})

    def retire(self, key: str) -> None:
        """Agreements are made without it from now on."""
        self._change("hidden", retire_clause, key, self.language)

    def restore(self, key: str, version: int) -> None:
        """An older version holds again, as a new one."""
        self._change("restored", restore_clause, key, version, self.language)

    def take(self) -> None:
        """Take over the delivered clauses that the office has not, and those that are newer than its own."""
        self._change("taken", _take)


def _delivered(work: Work) -> list[dict[str, object]]:
    return [
        {name: getattr(clause, name) for name in own(Clause)}
        for language in Language
        for clause in work.papers.delivered(language)
    ]


def _take(work: Work) -> tuple[Clause, ...]:
    return take_delivered_clauses(work, _delivered(work))


def _to_take(work: Work) -> Callable[[], int]:
    count = len(clauses_to_take(work, _delivered(work)))
    return lambda: count


def in_order(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """As they stand on the paper."""
    return tuple(sorted(clauses, key=lambda one: (_PARTS.get(one.part, 99), one.place, one.key)))


def changed(old: Clause, new: Clause) -> tuple[Segment, ...]:
    """What differs between the texts of two versions."""
    return differences(old.text or "", new.text or "")


def variables() -> tuple[tuple[str, str], ...]:
    """What may stand in braces, with the path of its label."""
    return tuple((name, path or f"agreement.{name}") for name, path in VARIABLES.items())
