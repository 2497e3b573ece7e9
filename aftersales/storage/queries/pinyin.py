"""Names found by how they are spelled: full pinyin, initials or both mixed; every reading counts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

from aftersales.domain.text import compare_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 40
"""Signs of what was typed that are looked at."""
MOST = 12
"""So many ways of cutting what was typed into syllables are tried: ``xian`` is xian, xi'an, x-i-a-n."""
_CUTS = re.compile(r"['’\s]+")


NONE = "\ue000"
"""Stands behind a sign that has no reading; the tokens of those that have one follow it."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Spelling:
    """What was typed, as a pattern over names in which a token of its readings stands behind each sign.

    Of 27,000 signs some 4,000 sound differently: a class of their tokens is a tenth of a class of signs, and
    Python makes the pattern of a whole name in a few milliseconds instead of a hundred.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern, re.DOTALL)

    def search(self, key: str) -> re.Match[str] | None:
        """Whether a name's compare key is spelled so somewhere."""
        return self._pattern.search(_voiced(key))


@lru_cache(maxsize=64)
def spelled(typed: str) -> Spelling | None:
    """What finds compare keys of names so spelled; None where no Latin letter was typed.

    ``sdqx``, ``shundaqixiu``, ``shunda汽修`` and ``shundaq`` find 顺达汽修. A surname is found by its own
    reading too (单 dan and shan), because all readings count; nothing is stored.
    """
    text = _PRIVATE.sub("\ufffd", compare_key(_CUTS.sub("", typed)))[:LONGEST]
    if not any("a" <= sign <= "z" for sign in text):
        return None
    ways = {
        "".join(_piece(part, last=at == len(way) - 1) for at, part in enumerate(way)) for way in _ways(text)
    }
    return Spelling("|".join(sorted(ways, key=len)))


@lru_cache(maxsize=50_000)
def _voiced(key: str) -> str:
    """The name with each sign's token behind it."""
    tokens = _sounds().tokens
    return "".join(sign + tokens.get(sign, NONE) for sign in _PRIVATE.sub("\ufffd", key))


def _ways(text: str) -> list[tuple[str, ...]]:
    """How the text can be cut into syllables and single signs, whole syllables first."""
    found: list[tuple[str, ...]] = []
    for way in _cut(text, 0):
        found.append(way)
        if len(found) == MOST:
            break
    return [*found, tuple(text)]


def _cut(text: str, at: int) -> Iterator[tuple[str, ...]]:
    if at == len(text):
        yield ()
        return
    for end in range(min(len(text), at + 6), at, -1):
        part = text[at:end]
        if (
            _stands_alone(part)
            or part in _sounds().syllables
            or (end == len(text) and part in _sounds().beginnings)
        ):
            for rest in _cut(text, end):
                yield (part, *rest)


def _stands_alone(part: str) -> bool:
    """A single sign that is no letter, or a letter with which a syllable begins."""
    return len(part) == 1 and (part in _sounds().syllables or not "a" <= part <= "z")


def _piece(part: str, *, last: bool) -> str:
    """The part of a pattern that finds what a part of the text stands for: a sign and its token."""
    sounds = _sounds()
    found = sounds.beginnings.get(part, "") if last else ""
    found = found or sounds.syllables.get(part, "")
    by_sound, by_itself = f".[{found}]", f"{re.escape(part)}."
    if len(part) > 1:
        return by_sound
    return f"(?:{by_itself}|{by_sound})" if found else by_itself


@dataclass(frozen=True)
class _Sounds:
    """Tokens by sign; by whole syllable and by the first letter of one; by what a syllable begins with."""

    tokens: Mapping[str, str]
    syllables: Mapping[str, str]
    beginnings: Mapping[str, str]


def learn() -> None:
    """Read the table of readings (0.2 s once): behind everything, before somebody spells."""
    _sounds()


@cache
def _sounds() -> _Sounds:
    """The signs of the common blocks with all their readings, without tones; ü is v."""
    alike: dict[str, list[str]] = {}
    for code, told in _table().items():
        if 0x3400 <= code <= 0x9FFF:
            alike.setdefault(told, []).append(chr(code))
    tokens: dict[str, str] = {}
    by_readings: dict[frozenset[str], str] = {}
    for told, signs in alike.items():
        readings = frozenset(map(_plain, told.split(",")))
        token = by_readings.setdefault(readings, chr(ord(NONE) + 1 + len(by_readings)))
        tokens |= dict.fromkeys(signs, token)
    whole: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for readings, token in by_readings.items():
        for syllable in readings:
            for name in (syllable, syllable[0]):
                whole.setdefault(name, set()).add(token)
            for end in range(2, len(syllable) + 1):
                begun.setdefault(syllable[:end], set()).add(token)
    return _Sounds(tokens, _joined(whole), _joined(begun))


def _joined(found: Mapping[str, set[str]]) -> dict[str, str]:
    return {name: "".join(sorted(tokens)) for name, tokens in found.items()}


def _table() -> Mapping[int, str]:
    """The readings of each sign as pypinyin has them (``0x5355`` → ``dān,shàn,chán``).

    Read when somebody first spells, and only this module of it: the package itself brings its table of
    phrases, which holds the interpreter for a third of a second and only chooses between readings.
    """
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin")
    spec = spec_from_file_location("pinyin_readings", Path(package.origin).with_name("pinyin_dict.py"))
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("pypinyin")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[int, str] = module.pinyin_dict
    return found


@cache
def _plain(reading: str) -> str:
    """The reading without its tone: nǚ → nv."""
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(sign for sign in parts if sign.isascii() and sign.isalpha())
