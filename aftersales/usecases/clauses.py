"""The library of clauses: written, retired, brought back, taken as delivered; and filled for an agreement."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from aftersales.domain.agreements.clauses import check_text, delivered_clause, in_language, language_of
from aftersales.domain.codes import Language, Role
from aftersales.domain.errors import BadField, BadInput, DomainError
from aftersales.domain.forms import own
from aftersales.domain.reading import UnknownField, missing
from aftersales.domain.records.office import Clause
from aftersales.usecases.people import must_hold
from aftersales.usecases.setup import SET_UP, read_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from aftersales.domain.case import Case
    from aftersales.domain.records.agreement import Agreement
    from aftersales.usecases.work import Work

SET, RETIRE, RESTORE, TAKE = "set_clause", "retire_clause", "restore_clause", "take_clauses"
"""The steps that history names."""
_KEY = re.compile(r"[a-z][a-z0-9_]*")


class BadClauseKey(BadField):
    """A clause is named with a-z, 0-9 and _, a letter first. Facts: ``field``, ``value``."""


class NoSuchClause(DomainError):
    """The library has no such clause, or no such version of it. Facts: ``key``, ``version``."""


class AlreadyRetired(DomainError):
    """The clause is not used any more. Facts: ``key``."""


def in_force(work: Work, language: str) -> tuple[Clause, ...]:
    """The clauses from which an agreement in this language is made: the office's, else the delivered ones."""
    kept = work.books.clauses(language)
    return tuple(one for one in kept if not one.retired) if kept else work.papers.delivered(language)


def with_clauses(work: Work, case: Case, row: Agreement) -> Agreement:
    """The agreement with its clauses as they are filled now. Raises LeftoverVariable."""
    library = in_force(work, language_of(case, row))
    return replace(row, clauses=work.papers.clauses(work.books.office(), case, row, library))


def set_clause(work: Work, data: Mapping[str, object]) -> Clause:
    """Write a clause: a new one, or a new version of one, in which what is not given stays.

    A retired one is in force again. An office that has no clauses in the language yet takes the delivered
    ones first: they hold until then. Raises OnlyAdmins and BadInput, which names unknown variables and
    unpaired braces with their position.
    """
    must_hold(work, Role.ADMIN)
    _must_know(data)
    told = read_record(work, Clause, data)
    key, language = str(told.get("key") or ""), str(told.get("language") or Language.ZH_CN)
    if not work.books.clauses(language):
        for one in work.papers.delivered(language):
            _put(work, one, None, TAKE)
    before = _newest(work, key, language)
    after = replace(before or Clause(key=key, language=language), **told)
    problems = list(_wrong(after))
    if problems:
        raise BadInput(problems)
    return _put(work, after, before, SET)


def _must_know(data: Mapping[str, object]) -> None:
    unknown = [
        UnknownField(field=f"clause.{name}", step=SET) for name in data if name not in own(Clause) | {"na"}
    ]
    if unknown:
        raise BadInput([*unknown])


def _wrong(clause: Clause) -> Iterator[BadField]:
    yield from missing(clause, "row", frozenset())
    if clause.key and not _KEY.fullmatch(clause.key):
        yield BadClauseKey(field="clause.key", value=clause.key)
    yield from check_text(clause.text or "")


def _newest(work: Work, key: str, language: str) -> Clause | None:
    return next((one for one in work.books.clauses(language) if one.key == key), None)


def _put(work: Work, after: Clause, before: Clause | None, step: str, **told: Any) -> Clause:  # noqa: ANN401
    """The next version; the same text again is none."""
    after = replace(after, retired=bool(told.get("retired")))
    if before is not None and _same(before, after):
        return before
    after = replace(
        after,
        version=before.version + 1 if before else 1,
        created_at=work.now,
        created_by=work.books.me,
    )
    work.books.put_record(after, step=step, reason=told.get("reason"), at=work.now)
    return after


def _same(one: Clause, other: Clause) -> bool:
    """Whether two versions say the same."""
    apart: dict[str, Any] = {"version": 0, "created_at": None, "created_by": None}
    return replace(one, **apart) == replace(other, **apart)


def retire_clause(work: Work, key: str, language: str = Language.ZH_CN, reason: str | None = None) -> Clause:
    """From now on no agreement is made with it; what was issued with it stays.

    Raises OnlyAdmins, NoSuchClause, AlreadyRetired.
    """
    must_hold(work, Role.ADMIN)
    before = _newest(work, key, language)
    if before is None:
        raise NoSuchClause(key=key, version=None)
    if before.retired:
        raise AlreadyRetired(key=key)
    return _put(work, before, before, RETIRE, retired=True, reason=reason)


def restore_clause(work: Work, key: str, version: int, language: str = Language.ZH_CN) -> Clause:
    """An older version, as the newest one, in force. Raises OnlyAdmins, NoSuchClause."""
    must_hold(work, Role.ADMIN)
    older = work.books.clause(key, language, version)
    if older is None:
        raise NoSuchClause(key=key, version=version)
    return _put(work, older, _newest(work, key, language), RESTORE)


def take_delivered_clauses(work: Work, delivered: Iterable[Mapping[str, object]]) -> tuple[Clause, ...]:
    """Take over the delivered clauses that the office has not, and what is delivered otherwise by now.

    A clause stays as it is once the office itself wrote, retired or brought back one of its versions.
    ``delivered`` as ``settings.delivered_clauses()``. Returns what was taken. Raises OnlyAdmins.
    """
    must_hold(work, Role.ADMIN)
    return tuple(_put(work, one, before, TAKE) for one, before in clauses_to_take(work, delivered))


def clauses_to_take(
    work: Work, delivered: Iterable[Mapping[str, object]]
) -> tuple[tuple[Clause, Clause | None], ...]:
    """What ``take_delivered_clauses`` would take, each with the office's version of now."""
    found = tuple(map(delivered_clause, delivered))
    return tuple(
        pair
        for language in dict.fromkeys(one.language for one in found)
        for pair in _brought(work, in_language(found, language), language)
    )


def _brought(work: Work, clauses: Iterable[Clause], language: str) -> Iterator[tuple[Clause, Clause | None]]:
    """Clauses that the office has not or was given and never touched, each with its version of now."""
    known = {one.key: one for one in work.books.clauses(language)}
    untouched = work.books.clauses_by(language, TAKE) | work.books.clauses_by(language, SET_UP)
    for one in clauses:
        before = known.get(one.key)
        if before is None or (one.key in untouched and not _same(before, one)):
            yield one, before
