"""The words of the office as they stand now: pages keep this, and hear at once of a word that was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.texts import Words


class Spoken:
    """Words that can be changed for others under the pages that speak them."""

    def __init__(self, words: Words) -> None:
        self.now = words

    def word(self, dictionary: str, code: str | None) -> str:
        """The word for a code of a dictionary."""
        return self.now.word(dictionary, code)

    def counted(self, number: str, dictionary: str, code: str | None) -> str:
        """So many of a unit."""
        return self.now.counted(number, dictionary, code)

    def field(self, path: str) -> str:
        """The label of a field."""
        return self.now.field(path)

    def label(self, path: str) -> str:
        """The label of a field alone."""
        return self.now.label(path)

    def step(self, step: str) -> str:
        """The word for a step."""
        return self.now.step(step)

    def who(self, who: str) -> str:
        """The word for who takes a leg."""
        return self.now.who(who)

    def sentence(self, code: str, facts: Mapping[str, object], section: str = "error") -> str:
        """What a refusal says."""
        return self.now.sentence(code, facts, section)
