"""The words of one language for codes, fields, steps and errors, read from resources/labels."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LABELS = Path(__file__).resolve().parent.parent / "resources" / "labels"
DEFAULT = "zh_CN"


@dataclass(frozen=True)
class Words:
    """Codes to words and back; ``extra`` are the values that the office added: (dictionary, code, word)."""

    sections: Mapping[str, Any]
    codes: Mapping[str, Mapping[str, str]]

    def code(self, dictionary: str, word: str) -> str | None:
        """The code for a code or a word of the dictionary; ``None`` if there is none."""
        return self.codes.get(dictionary, {}).get(word.strip())

    def word(self, dictionary: str, code: str | None) -> str:
        """The word for a code; the code itself where no word is known, "" for none."""
        if code is None:
            return ""
        found = self.sections["code"].get(dictionary, {}).get(code)
        return str(found if found is not None else code)

    def field(self, path: str) -> str:
        """The label of ``table.field`` (with a row number between: ``product_line.2.batch_no``)."""
        parts = path.split(".")
        named = [part for part in parts if not part.isdigit()]
        label = self._label(named)
        number = next((part for part in parts if part.isdigit()), None)
        return f"{label}（第 {number} 行）" if number else label

    def _label(self, named: list[str]) -> str:
        fields = self.sections["field"]
        for table in (named[0], *fields):
            found = fields.get(table, {}).get(named[-1])
            if found is not None:
                return str(found)
        return str(self.sections["step"].get(named[-1], named[-1]))

    def phrase(self, name: str) -> str:
        """A text that the program itself writes into a record."""
        return str(self.sections["phrase"][name])

    def step(self, step: str) -> str:
        """The word for a step."""
        return str(self.sections["step"].get(step, step))

    def who(self, who: str) -> str:
        """The word for who takes a leg."""
        return str(self.sections["who"].get(who, who))

    def sentence(self, code: str, facts: Mapping[str, object]) -> str:
        """What an error says: its sentence with the facts put in as words where they are codes."""
        errors = self.sections.get("error", {})
        known = code in errors
        template = str(errors.get(code) or errors["_unknown"])
        told = {name: self._fact(name, value) for name, value in facts.items()}
        text = template.format_map(_Facts(told))
        return text if known else f"{text}（{code}）"

    def _fact(self, name: str, value: object) -> str:
        if isinstance(value, (list, tuple)):
            return "、".join(self._fact(name.removesuffix("s"), item) for item in value)
        if value is None:
            return "无"
        if name in _MONEY and isinstance(value, int) and not isinstance(value, bool):
            return f"{value // 100:,}.{value % 100:02d} 元"
        return self._named(name, str(value))

    def _named(self, name: str, value: str) -> str:
        if name == "field":
            return self.field(value)
        if name == "step":
            return self.step(value)
        if name == "who":
            return self.who(value)
        dictionary = _DICTIONARIES.get(name)
        return self.word(dictionary, value) if dictionary else value


_MONEY = frozenset({"value", "limit", "amount", "expected", "sum", "was"})
_DICTIONARIES = {
    "state": "state",
    "scope": "scope",
    "severity": "severity",
    "kind": "remedy",
    "department": "department",
    "clock": "clock",
    "said": "satisfaction",
    "wanted": "satisfaction",
}


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"[{name}]"


def words(language: str = DEFAULT, added: Iterable[tuple[str, str, str]] = ()) -> Words:
    """The words of a language, with what the office added to its dictionaries."""
    sections = _read(language)
    if added:
        merged = {name: dict(table) for name, table in sections["code"].items()}
        for dictionary, code, word in added:
            merged.setdefault(dictionary, {})[code] = word
        sections = {**sections, "code": merged}
    return Words(sections, _back(sections["code"]))


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
        return tomllib.load(file)
