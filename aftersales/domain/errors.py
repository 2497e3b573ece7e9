"""What can go wrong, by name: a rule said no, or the world did. Codes and facts, no sentences.

An error is named as a person would say it. Its ``code`` is the class name in snake case; its
``facts`` are plain values for the sentence, which lives with the words of each language
(``resources/labels/<lang>.toml``, section ``error``).
"""

from __future__ import annotations

import re


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class CodedError(Exception):
    """An error that is a code and its facts."""

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts: dict[str, object] = facts

    @property
    def code(self) -> str:
        """The class name in snake case, the key of the sentence."""
        return _snake(type(self).__name__)

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code}({told})"


class DomainError(CodedError):
    """A rule said no. Shown beside the field or the button, with what to do next."""


class Trouble(CodedError):
    """The world said no: database gone, disk full. Shown with retry; nothing typed is lost."""


class BadField(DomainError):
    """One field's value is refused. Facts always hold ``field`` (``table.field`` or ``field``)."""


class Required(BadField):
    """A compulsory field is empty. Facts: ``field``, ``step``."""


class BadInput(DomainError):
    """Several fields are refused, told all at once. Facts: ``problems`` (list of BadField)."""

    def __init__(self, problems: list[BadField]) -> None:
        super().__init__(problems=problems)
        self.problems = problems
