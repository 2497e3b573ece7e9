"""What a cell of a list may hold besides text: states, severities, dues, amounts; plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aftersales.domain.money import yuan


class Mood(StrEnum):
    """How a due time stands; drawn as icon, word and colour together."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    HELD = "held"
    DONE = "done"


class Tone(StrEnum):
    """How loud a text is."""

    PLAIN = "plain"
    QUIET = "quiet"
    LABEL = "label"
    STRONG = "strong"
    ACCENT = "accent"


@dataclass(frozen=True)
class StateMark:
    """A case's state as a ring that fills along the path, and its word; ``held`` shows a pause instead."""

    state: str
    word: str
    held: bool = False

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class SeverityMark:
    """Severity as bars and its word; ``bare`` draws the bars alone (the word is then the tooltip)."""

    severity: str
    word: str
    bare: bool = False

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class DueMark:
    """A due time in words, with the icon and colour of its mood."""

    mood: Mood
    word: str

    def __str__(self) -> str:
        return self.word


@dataclass(frozen=True)
class Amount:
    """An amount in 分, right-aligned with two places; ``None`` is a dash."""

    fen: int | None
    tone: Tone = Tone.PLAIN

    def __str__(self) -> str:
        return "—" if self.fen is None else yuan(self.fen)


@dataclass(frozen=True)
class Phrase:
    """A text with a tone, and with an icon before it where one is named."""

    text: str
    tone: Tone = Tone.PLAIN
    icon: str = ""

    def __str__(self) -> str:
        return self.text


Cell = str | StateMark | SeverityMark | DueMark | Amount | Phrase
