"""The codes that a form offers, each with its word: built in, or added by the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aftersales.domain.codes import DICTIONARIES
from ui.texts import Words
from ui.widgets.fields.choice import Options
from ui.widgets.fields.field import Answers


@dataclass(frozen=True)
class Choices:
    """Dictionaries as options."""

    words: Words
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: DICTIONARIES)
    added: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, dictionary: str) -> Options:
        """Code and word of everything in the dictionary."""
        return tuple((code, self._word(dictionary, code)) for code in self.codes.get(dictionary, ()))

    def _word(self, dictionary: str, code: str) -> str:
        return self.added.get((dictionary, code)) or self.words.word(dictionary, code)


def unknown_or_none(words: Words) -> Answers:
    """What a field marked † takes instead of a value: 不详, 无."""
    return tuple((code, words.word("na", code)) for code in ("unknown", "none"))
