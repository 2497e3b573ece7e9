"""Cells that a spreadsheet would run as a formula get an apostrophe before them, numbers do not."""

from __future__ import annotations

import re
import unicodedata

MARK = "'"
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?%?", re.ASCII)
_TRIGGERS = frozenset("=+-@")


def is_hostile(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula, or for what leads to one.

    That is: it begins with ``= + - @`` in any width, also after blanks and characters nobody sees, or with
    TAB, CR or a line end; and it is no plain number. Source: data dictionary, Formula injection.
    """
    if text[:1] in ("\t", "\r", "\n"):
        return True
    start = next((letter for letter in text if not _is_gap(letter)), "")
    shape = unicodedata.normalize("NFKC", start)[:1] if start else ""
    return shape in _TRIGGERS and not _NUMBER.fullmatch(text)


def _is_gap(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf", "Zs")


def disarmed(text: str) -> str:
    """The text, with an apostrophe before it where it is hostile."""
    return MARK + text if is_hostile(text) else text


def restored(text: str) -> str:
    """The text as it was before :func:`disarmed`."""
    return text[1:] if text.startswith(MARK) and is_hostile(text[1:]) else text
