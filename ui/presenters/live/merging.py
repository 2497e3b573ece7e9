"""Two people changed one case: field by field, base, theirs and mine; only what both changed is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aftersales.storage.queries.page import CasePage
from ui.presenters.step_fields import Question, Sheet, Told, given

_Stands = tuple[str, object]
"""The mark of a field (不详, 无), or "" and its value as the step's JSON wants it."""


@dataclass(frozen=True)
class Clash:
    """A field that both changed: what the other wrote stands in ``theirs``, my own words in the form."""

    path: str
    theirs: Question


@dataclass(frozen=True, kw_only=True)
class Merged:
    """``sheet`` asks from what stands now; ``shown``: with mine over it, as ``answers`` and ``marks`` say it.

    ``taken``: fields of which the other's change was taken over; ``clashes``: fields to be asked about;
    ``lost``: what I filled into fields that are asked no more.
    """

    sheet: Sheet
    shown: Sheet
    answers: Mapping[str, Told]
    marks: Mapping[str, str]
    taken: tuple[Question, ...]
    clashes: tuple[Clash, ...]
    lost: tuple[Question, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing has to be asked."""
        return not self.clashes and not self.lost


@dataclass(frozen=True)
class Others:
    """Who moved the case since it was read, by login, and the steps that they took; oldest first."""

    logins: tuple[str, ...]
    steps: tuple[str, ...]


def others_since(page: CasePage, version: int) -> Others:
    """Who took which steps after this version of the case."""
    since = [row for row in page.history if row.version is not None and row.version > version]
    return Others(tuple(dict.fromkeys(row.actor for row in since)), tuple(row.step for row in since))


def mine_since(page: CasePage, version: int, login: str, step: str) -> bool:
    """Whether this person took this step after this version of the case, perhaps without hearing of it."""
    since = (row for row in page.history if row.version is not None and row.version > version)
    return any((row.actor, row.step) == (login, step) for row in since)


def merged(base: Sheet, now: Sheet, answers: Mapping[str, Told], marks: Mapping[str, str]) -> Merged:
    """What was filled in over ``base``, carried over to what stands ``now``.

    A field that I left alone is theirs; one that they left alone, or changed to the same, is mine.
    """
    mine = {
        old.path: _filled(old, answers, marks) for old in base.questions() if _touched(old, answers, marks)
    }
    before = {old.path: _stands(old) for old in base.questions()}
    pairs = [(question, mine.get(question.path)) for question in now.questions()]
    kept = {q.path: own for q, own in pairs if own is not None and _stands(own) != _stands(q)}
    moved = [q for q, _ in pairs if q.path in before and before[q.path] != _stands(q)]
    shown = {q.path: kept.get(q.path, q) for q in now.questions()}
    return Merged(
        sheet=now,
        shown=_with(now, shown),
        answers={path: own.value for path, own in kept.items()},
        marks={path: own.mark for path, own in shown.items() if own.mark},
        taken=tuple(q for q in moved if q.path not in mine),
        clashes=tuple(Clash(q.path, q) for q in moved if q.path in kept),
        lost=tuple(own for path, own in mine.items() if path not in shown),
    )


def _filled(old: Question, answers: Mapping[str, Told], marks: Mapping[str, str]) -> Question:
    """The question with what stands in its field."""
    return replace(old, value=answers.get(old.path, old.value), mark=marks.get(old.path, ""))


def _touched(old: Question, answers: Mapping[str, Told], marks: Mapping[str, str]) -> bool:
    return _stands(_filled(old, answers, marks)) != _stands(old)


def _stands(question: Question) -> _Stands:
    """Nothing is nothing, however an editor says it."""
    return (question.mark, None) if question.mark else ("", given(question.spec, question.value) or None)


def _with(sheet: Sheet, shown: Mapping[str, Question]) -> Sheet:
    groups = tuple(replace(g, questions=tuple(shown[q.path] for q in g.questions)) for g in sheet.groups)
    return replace(sheet, first=tuple(shown[q.path] for q in sheet.first), groups=groups)
