"""The words of the papers: labels, clauses with {variables}, dates, money; each file is read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from aftersales.documents.fonts import resource
from aftersales.documents.markup import JOINT, is_blank
from aftersales.domain.errors import DomainError
from aftersales.domain.money import MinusAmount, in_words, yuan

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICE = "zh_CN"
"""The language of the office's own papers."""
_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整"  # the signs of domain.money.in_words
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_GROUPS = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (10**3, "thousand"),
    (100, "hundred"),
)


class UnknownVariable(DomainError):
    """A clause asks for a variable that nobody gave. Facts: ``name``, ``key``."""


class LeftoverVariable(DomainError):
    """What was typed into a clause holds an unfilled {variable}. Facts: ``name``, ``key``."""


class UnknownLabel(DomainError):
    """A paper asks for a label that the labels file lacks. Facts: ``key``, ``language``."""


class UnknownWord(DomainError):
    """A code has no word in the paper's language. Facts: ``dictionary``, ``value``, ``language``."""


@dataclass(frozen=True)
class Labels:
    """The words of one language; `texts` by dotted key, `codes` by dictionary and code."""

    language: str
    texts: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    ones: Mapping[str, str] = field(default_factory=dict)
    """The word of a unit of which there is one, by its other word, where a language has two."""

    def label(self, key: str) -> str:
        """The text of `key` as it stands; raises UnknownLabel."""
        if key not in self.texts:
            raise UnknownLabel(key=key, language=self.language)
        return self.texts[key]

    def numerals(self, key: str) -> list[str]:
        """The numbers of headings: divided by blanks, or sign by sign."""
        text = self.label(key)
        return text.split() if " " in text else list(text)

    def say(self, key: str, **variables: object) -> str:
        """The text of `key` with its {variables} filled, an empty one as “无”.

        Raises UnknownVariable, and LeftoverVariable if a value itself holds one.
        """
        filled = {name: self.shown(value) or self.label("paper.none") for name, value in variables.items()}

        def fill(found: re.Match[str]) -> str:
            if found[1] not in filled:
                raise UnknownVariable(name=found[1], key=key)
            return filled[found[1]]

        return self._finished(_VARIABLE.sub(fill, self.label(key)), key)

    def _finished(self, text: str, key: str) -> str:
        left = _VARIABLE.search(text)
        if left:
            raise LeftoverVariable(name=left[1], key=key)
        return text

    def word(self, dictionary: str, code: str) -> str:
        """The word of `code`; what an office added to a dictionary is a word already. Raises UnknownWord."""
        known = self.codes.get(dictionary, {})
        if code and code not in known and _CODE.fullmatch(code):
            raise UnknownWord(dictionary=dictionary, value=code, language=self.language)
        return known.get(code, code)

    def quantity(self, qty: str, unit: str) -> str:
        """A quantity beside the word of its unit, where it has one."""
        word = self.ones.get(unit, unit) if qty == "1" else unit
        return self.say("paper.quantity", qty=qty, unit=word) if qty and unit else qty

    def words(self, dictionary: str, codes: tuple[str, ...]) -> str:
        """The words of several codes, joined as a list in a sentence."""
        return self.joined(*(self.word(dictionary, code) for code in codes))

    def joined(self, *parts: object) -> str:
        """What is there of `parts`, joined as a list in a sentence."""
        return self.label("paper.joint").join(filter(None, map(self.shown, parts)))

    def pair(self, *parts: object) -> str:
        """What is there of `parts`, side by side."""
        return self.label("paper.pair").join(filter(None, map(self.shown, parts)))

    def shown(self, value: object) -> str:
        """A value as it stands on paper; nothing, or nothing visible, is the empty text."""
        if value is None or (isinstance(value, str) and is_blank(value)):
            return ""
        if isinstance(value, bool):
            return self.label("paper.yes" if value else "paper.no")
        if isinstance(value, datetime):
            return f"{self._day('paper.date', value)} {value:%H:%M}"
        return self._day("paper.date", value) if isinstance(value, date) else str(value)

    def long_date(self, day: date | None) -> str:
        """A day as a contract writes it; the empty text without one."""
        return self._day("paper.long_date", day) if day else ""

    def _day(self, key: str, day: date) -> str:
        padded = {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}
        name = self.label("paper.months").split()[day.month - 1]
        return self.say(key, **padded, plain_month=day.month, plain_day=day.day, month_name=name)

    def in_words(self, fen: int) -> str:
        """An amount in 分 as words, as the language writes it in a contract. Raises MinusAmount."""
        capitals = self.label("paper.capitals")  # a language without them writes its own words
        return in_words(fen).translate(str.maketrans(_CAPITALS, capitals)) if capitals else english(fen)

    def choice(self, dictionary: str, chosen: str, codes: tuple[str, ...] = ()) -> str:
        """All words of a dictionary with a box before each, the chosen one's box filled."""
        known = codes or tuple(self.codes[dictionary])
        other = (chosen,) if chosen and chosen not in known else ()
        boxes = (
            self.say("paper.ticked" if code == chosen else "paper.unticked", word=self.word(dictionary, code))
            for code in (*known, *other)
        )
        return self.label("paper.pair").join(map(JOINT.join, boxes))  # a box stays with its word


def money(fen: int | None) -> str:
    """An amount in 分 as 元, `1,234.50`; the empty text for None."""
    return "" if fen is None else yuan(fen)


def english(fen: int) -> str:
    """An amount in 分 in English words: ``one thousand two hundred and five yuan and 50 fen``.

    ``only`` ends a whole amount. Raises MinusAmount.
    """
    if fen < 0:
        raise MinusAmount(field="", value=fen)
    whole, part = divmod(fen, 100)
    return f"{_english(whole)} yuan and {part:02} fen" if part else f"{_english(whole)} yuan only"


def _english(number: int) -> str:
    for size, name in _GROUPS:
        many, rest = divmod(number, size)
        if many:
            joint = " and " if rest < 100 else " "
            return f"{_english(many)} {name}" + (joint + _english(rest) if rest else "")
    if number < 20:
        return _UNITS[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_UNITS[ones]}" if ones else "")


@cache
def labels_for(language: str = OFFICE) -> Labels:
    """The labels of `language` (`zh_CN`); raises ResourceMissing if the language has no papers."""
    paper = tomllib.loads(resource("labels", f"paper_{language}.toml").read_text("utf-8"))
    office = tomllib.loads(resource("labels", f"{language}.toml").read_text("utf-8"))
    return Labels(language, dict(_flat(paper)), office["code"], office.get("one", {}))


def _flat(tree: Mapping[str, object], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{key}.")
        else:
            found.append((f"{before}{key}", str(value)))
    return found
