"""Names found by how they are spelled: full pinyin, initials or both mixed; every reading counts."""

from __future__ import annotations

import re
import unicodedata
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


@lru_cache(maxsize=64)
def spelled(typed: str) -> re.Pattern[str] | None:
    """The pattern that finds compare keys of names so spelled; None where no Latin letter was typed.

    ``sdqx``, ``shundaqixiu``, ``shunda汽修`` and ``shundaq`` find 顺达汽修. A surname is found by its own
    reading too (单 dan and shan), because all readings count; nothing is stored.
    """
    text = compare_key(_CUTS.sub("", typed))[:LONGEST]
    if not any("a" <= sign <= "z" for sign in text):
        return None
    ways = {
        "".join(_class(part, last=at == len(way) - 1) for at, part in enumerate(way)) for way in _ways(text)
    }
    return re.compile("|".join(sorted(ways, key=len)))


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
        if _stands_alone(part) or part in _signs() or (end == len(text) and part in _beginnings()):
            for rest in _cut(text, end):
                yield (part, *rest)


def _stands_alone(part: str) -> bool:
    """A single sign that is no letter, or a letter with which a syllable begins."""
    return len(part) == 1 and (part in _signs() or not "a" <= part <= "z")


def _class(part: str, *, last: bool) -> str:
    """The signs that a part may stand for, as a class of a pattern."""
    signs = _beginnings()[part] if last and part in _beginnings() else _signs().get(part, "")
    literal = re.escape(part)
    if len(part) == 1:
        return f"[{literal}{signs}]" if signs else literal
    return f"[{signs}]"


@cache
def _signs() -> Mapping[str, str]:
    """Chinese signs by whole syllable and by the first letter of one."""
    found: dict[str, set[str]] = {}
    for sign, syllables in _readings():
        for syllable in syllables:
            found.setdefault(syllable, set()).add(sign)
            found.setdefault(syllable[0], set()).add(sign)
    return {name: "".join(sorted(signs)) for name, signs in found.items()}


@cache
def _beginnings() -> Mapping[str, str]:
    """Chinese signs by what a syllable of theirs begins with: the last one may be half typed."""
    found: dict[str, set[str]] = {}
    for sign, syllables in _readings():
        for syllable in syllables:
            for end in range(2, len(syllable) + 1):
                found.setdefault(syllable[:end], set()).add(sign)
    return {name: "".join(sorted(signs)) for name, signs in found.items()}


@cache
def _readings() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every sign of the common blocks with all its readings, without tones; ü is v."""
    return tuple(
        (chr(code), frozenset(map(_plain, told.split(","))))
        for code, told in _table().items()
        if 0x3400 <= code <= 0x9FFF
    )


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
