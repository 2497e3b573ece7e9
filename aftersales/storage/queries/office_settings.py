"""What the settings show besides the office itself: the library of clauses with all its versions."""

from __future__ import annotations

from aftersales.domain.records.office import Clause
from aftersales.storage.books import clauses
from aftersales.storage.wire import Wire


def clause_library(wire: Wire, language: str) -> tuple[Clause, ...]:
    """The newest version of every clause that the office has in a language, retired ones too."""
    return clauses.newest(wire, language)


def clause_versions(wire: Wire, key: str, language: str) -> tuple[Clause, ...]:
    """Every version of a clause, the newest first."""
    return clauses.versions(wire, key, language)
