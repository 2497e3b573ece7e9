"""What a person marked and opened last: cases by number with their titles, in his own settings."""

from __future__ import annotations

from dataclasses import dataclass

from ui.prefs import Prefs

STARRED, RECENT = "starred", "recent"
MOST_STARRED, MOST_RECENT = 200, 12
_BETWEEN = "\t"


@dataclass(frozen=True)
class Marked:
    """A case that is remembered."""

    case_no: str
    title: str


def of(prefs: Prefs, key: str) -> tuple[Marked, ...]:
    """What is remembered, newest first."""
    return tuple(Marked(*(text + _BETWEEN).split(_BETWEEN)[:2]) for text in prefs.texts(key))


def is_starred(prefs: Prefs, case_no: str) -> bool:
    """Whether the person marked this case."""
    return any(one.case_no == case_no for one in of(prefs, STARRED))


def star(prefs: Prefs, case_no: str, title: str) -> bool:
    """Mark the case, or take the mark away; whether it is marked now."""
    if is_starred(prefs, case_no):
        _put(prefs, STARRED, [one for one in of(prefs, STARRED) if one.case_no != case_no], MOST_STARRED)
        return False
    _first(prefs, STARRED, Marked(case_no, title), MOST_STARRED)
    return True


def opened(prefs: Prefs, case_no: str, title: str) -> None:
    """The case was looked at."""
    _first(prefs, RECENT, Marked(case_no, title), MOST_RECENT)


def _first(prefs: Prefs, key: str, one: Marked, most: int) -> None:
    rest = [other for other in of(prefs, key) if other.case_no != one.case_no]
    _put(prefs, key, [one, *rest], most)


def _put(prefs: Prefs, key: str, marked: list[Marked], most: int) -> None:
    told = [f"{one.case_no}{_BETWEEN}{' '.join(one.title.split())}" for one in marked[:most]]
    prefs.put(key, told)
