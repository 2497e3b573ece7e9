"""The words of one language for codes, fields, steps, refusals and cautions, read from resources/labels."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from zoneinfo import ZoneInfo

LABELS = Path(__file__).resolve().parent.parent / "resources" / "labels"
DEFAULT = "zh_CN"
_ASIDE = ("extra", "quick")
"""Fields that no record has: what steps ask beside, and the fast lane's."""


@dataclass(frozen=True)
class Words:
    """Codes to words and back; ``zone`` is the office's, for moments in sentences.

    A sentence says in its placeholders how a fact is read: ``{at:time}``, ``{limit:money}`` (分),
    ``{size:bytes}``, ``{rows:count}`` (1,000), ``{kind:notice_kind}`` (a dictionary), ``{why:said}``
    (section ``said.<code>``); without that, the fact's name says it (``field``, ``step``, ``state``), or
    it stands as it is.
    """

    sections: Mapping[str, Any]
    codes: Mapping[str, Mapping[str, str]]
    zone: ZoneInfo | None = None

    def code(self, dictionary: str, word: str) -> str | None:
        """The code for a code or a word of the dictionary; ``None`` if there is none."""
        return self.codes.get(dictionary, {}).get(word.strip())

    def word(self, dictionary: str, code: str | None) -> str:
        """The word for a code; the code itself where no word is known, "" for none."""
        if code is None:
            return ""
        found = self.sections["code"].get(dictionary, {}).get(code)
        return str(found if found is not None else code)

    def counted(self, number: str, dictionary: str, code: str | None) -> str:
        """So many of a unit: 12 drums, 1 drum; ``number`` alone where the unit is not known."""
        unit = self.word(dictionary, code)
        one = self.sections.get("one", {}) if number == "1" else {}
        return f"{number} {one.get(unit, unit)}".rstrip()

    def at(self, zone: ZoneInfo) -> Words:
        """The same words for an office in this zone: moments are told as its clock shows them."""
        return replace(self, zone=zone)

    def field(self, path: str) -> str:
        """The label of ``field``, ``table.field`` or, with row numbers, ``table.2.field`` and deeper.

        ``complaint.demands.2.unmet_reason`` → 客户诉求第 2 行的未满足原因; a name without a label stays.
        """
        told = ""
        for phrase, part in self._parts(path):
            told = self._of(phrase, told, part)
        return told or self.table(path)

    def label(self, path: str) -> str:
        """What ``path`` ends with, without what it belongs to: 无法满足的原因, as it stands over a column."""
        told = [part for _, part in self._parts(path) if part]
        return told[-1] if told else self.table(path)

    def _parts(self, path: str) -> Iterator[tuple[str, str]]:
        """The words of each part of a path, each with the phrase that joins it to those before it."""
        here = ""
        for place, part in enumerate(path.split(".")):
            if part.isdigit():
                yield "row_of", self.phrase("row").format(n=part)
                continue
            label, here = self._labelled(here, part, first=not place)
            yield "field_of", label

    def _of(self, phrase: str, whole: str, part: str) -> str:
        """A part of a path, said of what it belongs to: 客户诉求第 2 行; either alone where one is ""."""
        return self.phrase(phrase).format(whole=whole, part=part) if whole and part else whole or part

    def _labelled(self, here: str, part: str, *, first: bool) -> tuple[str, str]:
        """The label of this part of a path ("" for a single record's table), and the table it leads to."""
        fields, rows = self.sections["field"], self.sections["rows"]
        if first and (part in self.sections["table"] or part in _ASIDE):
            return (self.table(part) if part in rows.values() else ""), part
        tables = (here, *_ASIDE, *fields)
        label = next((fields[name][part] for name in tables if part in fields.get(name, {})), part)
        return str(label), rows.get(f"{here}.{part}") or rows.get(part, here)

    def table(self, name: str) -> str:
        """The word for a table; its name where there is none."""
        return str(self.sections["table"].get(name, name))

    def phrase(self, name: str) -> str:
        """A text that the program itself writes into a record."""
        return str(self.sections["phrase"][name])

    def step(self, step: str) -> str:
        """The word for a step."""
        return str(self.sections["step"].get(step, step))

    def who(self, who: str) -> str:
        """The word for who takes a leg, or for a role."""
        return str(self.sections["who"].get(who) or self.word("role", who))

    def rule(self, name: str) -> str:
        """What a guard of the database holds to; rules that every table has are told of the table."""
        rules = self.sections["rule"]
        if name in rules:
            return str(rules[name])
        table, _, kind = name.rpartition("_")
        told = rules["each"].get(kind)
        return str(told).format(table=self.table(table)) if told else name

    def sentence(self, code: str, facts: Mapping[str, object], section: str = "error") -> str:
        """What an error says, its facts put in as words; ``section``: ``caution``, ``verify`` for theirs."""
        sentences = self.sections.get(section, {})
        if code in sentences:
            return self._filled(str(sentences[code]), code, facts)
        return str(self.sections["error"]["_unknown"]).format(code=code)

    def caution(self, code: str, facts: Mapping[str, object]) -> str:
        """What a caution says."""
        return self.sentence(code, facts, "caution")

    def _filled(self, template: str, code: str, facts: Mapping[str, object]) -> str:
        text = ""
        for literal, name, spec, _ in string.Formatter().parse(template):
            text = _joined(text, literal)
            if name is not None:
                told = self._told(spec or _KINDS.get(name, ""), code, facts, facts.get(name))
                text = _joined(text, self.phrase(_BETWEEN.get(name, "and")).join(told))
        return text

    def _told(self, kind: str, code: str, facts: Mapping[str, object], value: object) -> list[str]:
        several = (value or (None,)) if isinstance(value, (list, tuple)) else (value,)
        return [self._one(kind, code, facts, item) for item in several]

    def _one(self, kind: str, code: str, facts: Mapping[str, object], value: object) -> str:
        if value is None:
            return self.phrase("nothing")
        if hasattr(value, "code") and hasattr(value, "facts"):
            return self.sentence(value.code, value.facts).removesuffix(self.phrase("stop"))
        if kind == "said":
            return self._said(code, facts, str(value))
        told = READINGS.get(kind)
        return told(self, value) if told else self._word(kind, value)

    def _said(self, code: str, facts: Mapping[str, object], value: str) -> str:
        """A value's own words: ``promise 2`` is told by ``promise`` with ``n`` 2, ``B1`` by ``_other``."""
        said = self.sections["said"][code]
        key, _, rest = value.partition(" ")
        if key in said:
            return self._filled(str(said[key]), code, {**facts, "n": rest})
        return self._filled(str(said["_other"]), code, {**facts, "n": value}) if "_other" in said else value

    def _word(self, kind: str, value: object) -> str:
        """The word in the first dictionary that knows the code, or the value as it stands."""
        for dictionary in kind.split("/") if kind else ():
            found = self.sections["code"].get(dictionary, {}).get(str(value))
            if found is not None:
                return str(found)
        return str(value)

    def moment(self, value: object) -> str:
        """A moment on the office's clock, to the minute; as it stands where no zone is known."""
        text = value.isoformat() if isinstance(value, datetime) else str(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return text
        if self.zone is None or moment.tzinfo is None:
            return text
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"


def _money(words: Words, value: object) -> str:
    if not isinstance(value, int):
        return str(value)
    sign = "-" if value < 0 else ""
    return words.phrase("money").format(amount=f"{sign}{abs(value) // 100:,}.{abs(value) % 100:02d}")


def _bytes(value: object) -> str:
    size = int(str(value))
    return f"{size / 1024 / 1024:,.1f} MB" if size >= 1024 * 1024 else f"{-(-size // 1024):,} KB"


def _count(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


READINGS: Mapping[str, Callable[[Words, Any], str]] = {
    "money": _money,
    "bytes": lambda _, value: _bytes(value),
    "count": lambda _, value: _count(value),
    "time": lambda words, value: words.moment(value),
    "field": lambda words, value: words.field(str(value)),
    "table": lambda words, value: words.table(str(value)),
    "step": lambda words, value: words.step(str(value)),
    "who": lambda words, value: words.who(str(value)),
    "rule": lambda words, value: words.rule(str(value)),
}
"""How a placeholder's kind is told; other kinds are dictionaries."""
_KINDS = {name: name for name in ("field", "table", "step", "who", "rule", "state", "severity", "clock")}
_BETWEEN = {"who": "or", "wanted": "or", "problems": "also"}
"""The phrase between the items of a list, where it is not ``and``: of ``who`` one is meant, not all."""
_WIDE = r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef“”]"


def _joined(text: str, more: str) -> str:
    """Both, without the blank that stands between Chinese and other letters where there are no others."""
    left, right = text.rstrip(" "), more.lstrip(" ")
    blank = text != left or more != right
    if blank and left and right and (re.match(_WIDE, left[-1]) and re.match(_WIDE, right[0])):
        return left + right
    return text + more


def words(
    language: str = DEFAULT,
    added: Iterable[tuple[str, str, str]] = (),
    zone: ZoneInfo | None = None,
) -> Words:
    """The words of a language, with what the office added to its dictionaries: (dictionary, code, word)."""
    sections = _read(language)
    if added:
        merged = {name: dict(table) for name, table in sections["code"].items()}
        for dictionary, code, word in added:
            merged.setdefault(dictionary, {})[code] = word
        sections = {**sections, "code": merged}
    return Words(sections, _back(sections["code"]), zone)


def _back(codes: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        name: {
            **{word: code for code, word in reversed(list(table.items()))},
            **{code: code for code in table},
        }
        for name, table in codes.items()
    }


@cache
def _read(language: str) -> Mapping[str, Any]:
    with (LABELS / f"{language}.toml").open("rb") as file:
        told = tomllib.load(file)
    return told if language == DEFAULT else _over(_read(DEFAULT), told)


def _over(office: Mapping[str, Any], told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A language's texts, and the office's own where the language has none yet."""
    deeper = {
        name: _over(office.get(name, {}), value) for name, value in told.items() if isinstance(value, dict)
    }
    return {**office, **told, **deeper}
