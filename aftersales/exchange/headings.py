"""The headings of sheets from elsewhere and what they mean (resources/labels/import_headers.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aftersales.exchange.cells import heading_forms, heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path(__file__).resolve().parents[2] / "resources" / "labels" / "import_headers.toml"
SUBJECTS = ("case", "customer", "product")


@dataclass(frozen=True, slots=True)
class Profile:
    """Sheets of one origin: by which headings they are known, what their columns mean."""

    source: str
    needs: frozenset[str]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a heading may mean, and how sure that is (0 is surest)."""

    field: str
    rank: int


@cache
def _file() -> dict[str, Any]:
    with _FILE.open("rb") as stream:
        return tomllib.load(stream)


@cache
def fields_of(subject: str) -> tuple[str, ...]:
    """The fields that a sheet of a subject (case, customer, product) can fill."""
    return tuple(_file()[subject])


@cache
def meanings(subject: str) -> Mapping[str, tuple[Meaning, ...]]:
    """Every known heading with the fields that it may mean, the likeliest first."""
    found: dict[str, tuple[Meaning, ...]] = {}
    for field, headings in _file()[subject].items():
        for rank, heading in enumerate([*headings, field]):
            key = heading_key(heading)
            if all(meaning.field != field for meaning in found.get(key, ())):
                found[key] = (*found.get(key, ()), Meaning(field, rank))
    return found


@cache
def known_headings() -> frozenset[str]:
    """Every heading that any subject or profile knows."""
    own = {form for profile in profiles() for column in profile.columns for form in heading_forms(column)}
    return frozenset(own.union(*(meanings(subject) for subject in SUBJECTS)))


@cache
def serial_headings() -> frozenset[str]:
    """Headings of columns that only number the rows."""
    return frozenset(heading_key(text) or text for text in _file()["serial"]["headings"])


@cache
def profiles() -> tuple[Profile, ...]:
    """Known origins."""
    return tuple(
        Profile(source, frozenset(map(heading_key, said["needs"])), _keyed(said["columns"]))
        for source, said in _file()["profile"].items()
    )


def _keyed(columns: Mapping[str, str]) -> Mapping[str, str]:
    return {heading_key(column): field for column, field in columns.items()}


@cache
def words(dictionary: str) -> Mapping[str, str]:
    """The codes of a dictionary by the folded words that mean them; the code itself is one of them."""
    said: dict[str, list[str]] = _file()["word"].get(dictionary, {})
    return {heading_key(word): code for code, told in said.items() for word in [*told, code]}
