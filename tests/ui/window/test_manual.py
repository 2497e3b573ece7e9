"""The manual says what the window says: each word in quotes, each key it names, each page of the settings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from aftersales.words import DEFAULT, words
from tests.architecture.sources import project_texts, python_of
from ui.views import approvals, case
from ui.views.agreements import sheet
from ui.views.agreements import wording as papers
from ui.views.casework import decision_page
from ui.views.customers import file
from ui.views.follow_ups import page as calls
from ui.views.help import leaf
from ui.views.help.key_sheet import everywhere
from ui.views.notices import wording as slips
from ui.views.settings.screen import page_words

QUOTED = re.compile("“([^”]+)”")
LETTER = re.compile(r"(?<![A-Za-z+/0-9])([A-Z])(?![A-Za-z0-9+])")
PRESSED = re.compile(r"Ctrl\+([A-Z/]|Shift\+[A-Z])(?![a-z])")
LETTERS: Mapping[str, frozenset[str]] = {
    "approvals": frozenset((*approvals.KEYS.values(), approvals.LOWER_KEY, decision_page.CASE_KEY, "X")),
    "agreements": frozenset((*papers.KEYS.values(), sheet.DIFFERENCE_KEY, sheet.CASE_KEY)),
    "notices": frozenset(slips.KEYS.values()),
    "follow_ups": frozenset(
        (*(key for key, _, _ in calls.OUTCOMES.values()), calls.CLOSE_KEY, calls.OPEN_KEY, calls.PRINT_KEY)
    ),
    "customers": frozenset((file.AMEND_KEY, file.MERGE_KEY)),
    "case": frozenset(case.LIKELY_KEY),
}
"""The keys of one letter that a screen has."""
OWN = frozenset({"Ctrl+C", "Ctrl+V", "Ctrl+S", "Ctrl+E", "Ctrl+Shift+E"})
"""Keys of pages: copy and paste, 存为草稿, 快速处理, the workbook."""


@cache
def said() -> frozenset[str]:
    """Every text in the window's code and every word of the core, in Simplified Chinese."""
    found: set[str] = set(_leaves(words(DEFAULT).sections))
    for source in python_of(project_texts(), "ui/"):
        found |= {
            one.value
            for one in ast.walk(source.tree)
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        }
    return frozenset(found)


def _leaves(told: object) -> Iterator[str]:
    if isinstance(told, Mapping):
        for value in told.values():
            yield from _leaves(value)
    else:
        yield str(told)


def text_of(name: str) -> str:
    """A page without its links."""
    return re.sub(r"\]\([^)]*\)", "]", (leaf.MANUAL / f"{name}.md").read_text(encoding="utf-8"))


def misses(text: str) -> list[str]:
    """The words in quotes that no text of the window is, holds, or makes of a word in its place."""
    return [
        word for word in QUOTED.findall(text) if not any(word in one or makes(one, word) for one in said())
    ]


def makes(text: str, word: str) -> bool:
    """Whether a text with a place in it begins as this word does."""
    head, place, _ = text.partition("{")
    return bool(place) and len(head) > 1 and word.startswith(head)


@pytest.mark.parametrize("name", leaf.PAGES)
def test_what_the_manual_quotes_is_said(name: str) -> None:
    """Who looks for a word that the manual puts in quotes finds it in the window."""
    assert not misses(text_of(name))


@pytest.mark.parametrize("name", LETTERS)
def test_the_keys_of_the_manual_are_keys(name: str) -> None:
    """Each letter that a page names does something on that screen."""
    assert set(LETTER.findall(text_of(name))) <= LETTERS[name]


@pytest.mark.parametrize("name", leaf.PAGES)
def test_keys_with_ctrl_are_keys(name: str) -> None:
    """Ctrl and a letter is a key of the frame, or one of the pages' own."""
    known = {key.replace(" ", "+") for key, _ in everywhere()} | OWN
    assert {f"Ctrl+{key}" for key in PRESSED.findall(text_of(name))} <= known


def test_the_manual_lists_each_page_of_the_settings() -> None:
    """Its table has a line for every page."""
    told = text_of("settings")
    assert [word for word in page_words().values() if f"| {word} |" not in told] == []


def test_a_word_that_is_not_said_is_found() -> None:
    """The check can fail."""
    assert misses("点“存为草稿”，再点“变出金子”。") == ["变出金子"]
