"""字典: the words that forms offer; the office adds its own, renames and hides, and nothing is ever lost."""

from __future__ import annotations

from dataclasses import dataclass

from aftersales.domain.codes import OPEN
from aftersales.domain.office import Office
from aftersales.usecases.dictionaries import add_word, codes_of, hide_word, offer_word, rename_word
from ui.presenters.settings.desk import PagePresenter

NAMES = tuple(OPEN)
"""The dictionaries that an office may make its own."""


@dataclass(frozen=True)
class Value:
    """One value: its word if the office gave one, whether it was delivered, whether forms offer it."""

    code: str
    word: str
    delivered: bool
    hidden: bool


def values(office: Office, dictionary: str) -> tuple[Value, ...]:
    """Every value of a dictionary; ``word`` is "" for a delivered word."""
    mine = {entry.code: entry for entry in office.entries if entry.dictionary == dictionary}
    return tuple(
        Value(
            code,
            mine[code].word if code in mine else "",
            code in OPEN[dictionary],
            code in mine and mine[code].hidden,
        )
        for code in codes_of(mine.values(), dictionary)
    )


class DictionariesPresenter(PagePresenter):
    """The office's words."""

    def add(self, dictionary: str, word: str) -> None:
        """A value of the office's own."""
        self._change("added", add_word, dictionary, word)

    def rename(self, dictionary: str, code: str, word: str) -> None:
        """Another word for the value, in old cases too."""
        self._change("saved", rename_word, dictionary, code, word)

    def hide(self, dictionary: str, code: str) -> None:
        """Offer it no more."""
        self._change("hidden", hide_word, dictionary, code)

    def offer(self, dictionary: str, code: str) -> None:
        """Offer it again."""
        self._change("offered", offer_word, dictionary, code)
