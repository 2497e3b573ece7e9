"""A refusal as words, each problem beside its field; what has no field here is handed back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from aftersales.domain.errors import BadField, BadInput, CodedError, Trouble
from ui.texts import Words


class ShowsWrong(Protocol):
    """A field that can say what is wrong with it."""

    def show_wrong(self, sentence: str) -> None:
        """Show the sentence beside the field; "" takes it away."""

    def take_focus(self) -> None:
        """Put the cursor into the field."""


@dataclass(frozen=True)
class Also:
    """A field under a second name: what is wrong under its first one is not taken away by this one."""

    field: ShowsWrong

    def show_wrong(self, sentence: str) -> None:
        """Say it; "" says nothing."""
        if sentence:
            self.field.show_wrong(sentence)

    def take_focus(self) -> None:
        """Put the cursor into the field."""
        self.field.take_focus()


@dataclass(frozen=True)
class Problem:
    """One refused field: its path ("" where the refusal is of no field) and the sentence."""

    path: str
    sentence: str


def is_trouble(error: CodedError) -> bool:
    """Whether the world said no, so that trying again may help."""
    return isinstance(error, Trouble)


def problems(error: CodedError, words: Words) -> tuple[Problem, ...]:
    """Every refusal in the error, told."""
    parts: Iterable[CodedError] = error.problems if isinstance(error, BadInput) else (error,)
    return tuple(Problem(_path(part), words.sentence(part.code, part.facts)) for part in parts)


def _path(error: CodedError) -> str:
    return str(error.facts.get("field", "")) if isinstance(error, BadField) else ""


def show_beside(
    error: CodedError,
    words: Words,
    fields: Mapping[str, ShowsWrong],
    put_cursor: Callable[[Callable[[], None]], None] = lambda put: put(),
) -> tuple[Problem, ...]:
    """Clear every field, show each problem beside its own, put the cursor into the first in reading order.

    ``fields``: the form's fields by path, in tab order. A problem of ``demands.2.amount`` is shown at that
    path, or at the longest part of it that has a field here. Gives back the problems without a field here.
    ``put_cursor`` is given what puts it there: a page that was left meanwhile would take the keys.
    """
    found = [(problem, _field_of(problem.path, fields)) for problem in problems(error, words)]
    for path, field in fields.items():
        field.show_wrong("\n".join(problem.sentence for problem, at in found if at == path))
    first = next((path for path in fields if any(at == path for _, at in found)), None)
    if first is not None:
        put_cursor(fields[first].take_focus)
    return tuple(problem for problem, at in found if at is None)


def _field_of(path: str, fields: Mapping[str, ShowsWrong]) -> str | None:
    parts = path.split(".")
    tails = (".".join(parts[start:end]) for end in range(len(parts), 0, -1) for start in range(end))
    return next((tail for tail in tails if tail in fields), None)
