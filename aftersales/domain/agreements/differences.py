"""How two texts, two clauses or two agreements differ, sign by sign: what stayed, what came, what went."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from aftersales.domain.fields import specs
from aftersales.domain.records.agreement import Agreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aftersales.domain.records.agreement import AgreementClause

LONGEST = 3_000
"""Signs of a passage; longer ones are told as one removed and one added: comparing costs their product."""
CONTENT: tuple[str, ...] = (
    *("party_a", "party_b", "facts", "items", "total", "language", "perform_by", "payee", "bank", "account"),
    *("consignee", "consignee_phone", "consignee_address", "freight_by", "accept_days", "return_by"),
    *("waiver_scope", "withdraw_from", "confidential_clause", "breach_rate", "breach_amount", "breach_cap"),
    *("dispute", "court", "copies", "sign_place", "supplements"),
)
"""The fields in which two agreements are compared beside their clauses."""


class Kind(StrEnum):
    """What became of a passage."""

    EQUAL = "equal"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Segment:
    """A passage of the two texts."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class ClauseDifference:
    """A clause that came, went or reads otherwise."""

    key: str
    title: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class FieldDifference:
    """A field of the agreement that holds something else."""

    field: str
    old: object
    new: object


@dataclass(frozen=True)
class AgreementDifference:
    """What differs between two agreements; nothing in both lists: they say the same."""

    fields: tuple[FieldDifference, ...]
    clauses: tuple[ClauseDifference, ...]


def differences(old: str, new: str) -> tuple[Segment, ...]:
    """The passages of both texts in order: equal ones, removed ones, added ones; lines first, then signs."""
    return tuple(_joined(_by_line(old.splitlines(keepends=True), new.splitlines(keepends=True))))


def _by_line(old: Sequence[str], new: Sequence[str]) -> Iterator[Segment]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield Segment(Kind.EQUAL, was)
        elif tag == "replace" and max(len(was), len(now)) <= LONGEST:
            yield from _by_sign(was, now)
        else:
            yield from _instead(was, now)


def _by_sign(old: str, new: str) -> Iterator[Segment]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Segment(Kind.EQUAL, old[a:b])
        else:
            yield from _instead(old[a:b], new[c:d])


def _instead(old: str, new: str) -> Iterator[Segment]:
    if old:
        yield Segment(Kind.REMOVED, old)
    if new:
        yield Segment(Kind.ADDED, new)


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Neighbours of one kind become one."""
    last: Segment | None = None
    for one in segments:
        if last is not None and last.kind == one.kind:
            last = Segment(last.kind, last.text + one.text)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def agreement_differences(old: Agreement, new: Agreement) -> AgreementDifference:
    """What one agreement says otherwise than another: of frozen rows, as they were signed or voided."""
    assert specs(Agreement).keys() >= {*CONTENT}  # noqa: S101 - the list above is of this record
    told = (FieldDifference(name, getattr(old, name), getattr(new, name)) for name in CONTENT)
    return AgreementDifference(
        tuple(one for one in told if one.old != one.new), tuple(_clauses(old.clauses, new.clauses))
    )


def _clauses(old: Sequence[AgreementClause], new: Sequence[AgreementClause]) -> Iterator[ClauseDifference]:
    was, now = {one.key: one for one in old}, {one.key: one for one in new}
    for key in dict.fromkeys((*was, *now)):
        before, after = was.get(key), now.get(key)
        texts = ((before and before.text) or "", (after and after.text) or "")
        if texts[0] != texts[1]:
            title = (after or before or new[0]).title or key
            yield ClauseDifference(key, title, differences(*texts))
