"""What a person filters the list of cases by, and filters kept under a name, as texts to remember."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

MARK = "saved:"
SINCE = ("", "1", "7", "30", "365")
"""Days back from today, today counted, within which a case was registered; "" is ever."""


class Tab(StrEnum):
    """The ready-made filters, in order."""

    MINE = "mine"
    OVERDUE = "overdue"
    NEW = "new"
    OPEN = "open"
    VISITS = "visits"
    ENDED = "ended"
    ALL = "all"
    GROUP = "group"


@dataclass(frozen=True)
class Wanted:
    """What a person filters by; "" is no condition."""

    tab: str = Tab.OPEN
    state: str = ""
    severity: str = ""
    owner: str = ""
    text: str = ""
    since: str = ""
    batch: str = ""

    @property
    def bare(self) -> bool:
        """Whether only the tab chooses."""
        return self == Wanted(self.tab)


@dataclass(frozen=True)
class Saved:
    """A filter under a name that its person gave it."""

    name: str
    wanted: Wanted

    @property
    def code(self) -> str:
        """How it is told apart from the tabs."""
        return f"{MARK}{self.name}"


def written(saved: Iterable[Saved]) -> tuple[str, ...]:
    """Each as a text to remember."""
    return tuple(json.dumps({"name": one.name, **asdict(one.wanted)}, ensure_ascii=False) for one in saved)


def read(texts: Iterable[str]) -> tuple[Saved, ...]:
    """What was remembered; a text that is none of ours is left out."""
    return tuple(one for one in map(_read, texts) if one is not None)


def _read(text: str) -> Saved | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        return None
    known = {each.name for each in fields(Wanted)}
    wanted = Wanted(**{name: value for name, value in told.items() if name in known})
    fits = wanted.tab in set(Tab) and wanted.since in SINCE
    return Saved(told["name"], wanted) if told.get("name") and fits else None
