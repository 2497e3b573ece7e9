"""What changed in a case while somebody had it before him to decide: of that which the decision rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from aftersales.domain.case import Case
from aftersales.domain.fields import Part, specs, table_name
from aftersales.domain.records.complaint import Complaint
from aftersales.domain.records.finding import Finding
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Approval, Proposal, Remedy

Rows = tuple[tuple[Remedy | None, Remedy | None], ...]
_OF_CASE = ("severity", "reason", "demands", "summary", "verbatim", "losses", "about_staff", "public_risk")
"""Of the complaint, what the page of a decision shows and the decision rests on."""
_OF_LINK = ("approver", "level")
_OF_ROW = {"no": 0, "proposal": 0, "created_at": None, "created_by": None}


@dataclass(frozen=True)
class Subject:
    """What is decided on, as it was read."""

    case: Case
    proposal: Proposal
    link: Approval
    rows: tuple[Remedy, ...]


@dataclass(frozen=True)
class Changed:
    """The rows of the proposal before and now (None: there is none), and other fields by path."""

    rows: Rows = ()
    fields: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.fields)


def changed_since(before: Subject, now: Subject) -> Changed:
    """What the decision rests on and stands otherwise now; a contact, a file or a promise is none of it."""
    rows = tuple(
        (old, new)
        for old, new in zip_longest(before.rows, now.rows)
        if old is None or new is None or replace(old, **_OF_ROW) != replace(new, **_OF_ROW)
    )
    return Changed(rows, tuple(_fields(before, now)))


def _fields(before: Subject, now: Subject) -> Iterator[str]:
    yield from _differing(before.case.complaint, now.case.complaint, Complaint, _OF_CASE)
    yield from _differing(_finding(before.case), _finding(now.case), Finding, _said(Finding))
    yield from _differing(before.proposal, now.proposal, Proposal, _said(Proposal))
    yield from _differing(before.link, now.link, Approval, _OF_LINK)
    if _lines(before.case) != _lines(now.case):
        yield table_name(ProductLine)


def _said(part: type[Part]) -> tuple[str, ...]:
    return tuple(name for name, spec in specs(part).items() if not spec.auto)


def _finding(case: Case) -> Finding:
    return case.findings[-1] if case.findings else Finding()


def _lines(case: Case) -> list[tuple[object, ...]]:
    return [tuple(getattr(line, name) for name in _said(ProductLine)) for line in case.product_lines]


def _differing(old: Part, new: Part, part: type[Part], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if getattr(old, name) != getattr(new, name):
            yield f"{table_name(part)}.{name}"
