"""The agreement before it is issued: its draft filled and saved, and looked at as the paper it would be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from aftersales.domain.agreements.clauses import Choice, choices, language_of
from aftersales.domain.agreements.problems import agreement_problems
from aftersales.domain.case import changed
from aftersales.domain.cautions import Caution, cautions
from aftersales.domain.errors import BadField, DomainError
from aftersales.domain.forms import FORMS, Given, read_form
from aftersales.domain.reading import Reader
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.steps.agreeing import current, redrafted
from aftersales.domain.steps.taking import take as taken_by
from aftersales.domain.workflow import Step
from aftersales.usecases.clauses import in_force, with_clauses
from aftersales.usecases.once import Act, digest, keep
from aftersales.usecases.taking import mine_or_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aftersales.domain.case import Case
    from aftersales.usecases.work import Work


class NotDrawn(BadField):
    """The paper cannot be drawn. Facts: ``field``, ``why`` (the error that says it)."""


@dataclass(frozen=True)
class Preview:
    """A draft with values that are not saved: the agreement, its clauses, what is wrong, and its paper.

    ``content`` is None where the paper cannot be drawn; then ``problems`` says why. ``choices`` are all
    clauses that fit, on or off, in the order of the paper.
    """

    agreement: Agreement
    choices: tuple[Choice, ...]
    problems: tuple[BadField, ...]
    cautions: tuple[Caution, ...]
    content: bytes | None


def save_draft(work: Work, case_no: str, data: Mapping[str, object], *, version: int | None = None) -> Case:
    """Fill fields of the draft and choose its clauses; it stays a draft, incomplete as it may be.

    ``data`` as for the step ``issue_agreement``; what is not given stays. It goes through the step ``amend``:
    the path has no leg of its own for it, and history tells of every field. Who saved these very words from
    this version is answered as if it was now. Raises AlreadyIssued, NoSuchRow, BadInput, NotForYou,
    SomeoneElseWasFaster.
    """
    case = work.books.case(case_no)
    act = version and Act(digest(work.books.me, case_no, version, "save_draft"), digest(data))
    if act and version and version != case.complaint.version:
        return mine_or_nothing(work, act, case, version)
    values = _read(work, data)
    saved = work.save(*taken_by(Step.AMEND, case, Given({Agreement: values}, {}), work.desk(case)))
    return keep(work, act, saved) if act else saved


def preview(work: Work, case_no: str, data: Mapping[str, object]) -> Callable[[], Preview]:
    """What draws the draft with these values, as it would be issued now; nothing is written.

    ``data`` as for ``save_draft``. Raises AlreadyIssued, NoSuchRow, and BadInput for a value that cannot be
    read at all.
    """
    case = redrafted(work.books.case(case_no), _read(work, data))
    office, row = work.books.office(), current(case)
    library = in_force(work, language_of(case, row))
    told = Preview(
        agreement=row,
        choices=choices(library, case, row),
        problems=tuple(agreement_problems(case, row, office, office.day(work.now), library)),
        cautions=tuple(one for one in cautions(case, office) if one.field.startswith("agreement.")),
        content=None,
    )
    try:
        filled = with_clauses(work, case, row)
    except DomainError as problem:
        undrawn = _undrawn(told, problem)
        return lambda: undrawn
    case = replace(case, agreements=changed(case.agreements, filled))
    head = work.books.history_head()[:12]
    paper = work.papers.agreement
    draw = partial(paper, work.letterhead(), case, filled, by=work.books.me, at=work.now, anchor=head)
    return partial(_drawn, told, draw)


def _drawn(told: Preview, draw: Callable[[], bytes]) -> Preview:
    """With the paper; or, where a text cannot stand on one, what is wrong with it."""
    try:
        return replace(told, content=draw())
    except DomainError as problem:
        return _undrawn(told, problem)


def _undrawn(told: Preview, problem: DomainError) -> Preview:
    return replace(told, problems=(*told.problems, NotDrawn(field="agreement", why=problem)))


def drafted(work: Work, case_no: str, data: Mapping[str, object]) -> Case:
    """The case with the draft as it would be issued now with these values; its clauses are filled.

    Raises as ``preview``, and LeftoverVariable.
    """
    case = redrafted(work.books.case(case_no), _read(work, data))
    return replace(case, agreements=changed(case.agreements, with_clauses(work, case, current(case))))


def _read(work: Work, data: Mapping[str, object]) -> dict[str, object]:
    office = work.books.office()
    reader = Reader(work.language.vocabulary(office.entries), office.zone)
    return read_form(FORMS[Step.ISSUE_AGREEMENT], reader, Step.ISSUE_AGREEMENT, data).of(Agreement)
