"""Papers of a case: drawn for whoever asks, or the kept bytes of what was issued; history tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aftersales.domain.codes import AgreementState
from aftersales.domain.errors import DomainError
from aftersales.domain.steps.agreeing import NotIssued
from aftersales.domain.steps.fulfilling import notice_of
from aftersales.domain.steps.rows import NoSuchRow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aftersales.domain.case import Case
    from aftersales.domain.records.agreement import Agreement
    from aftersales.usecases.work import Work

PRINT = "print"
"""The step that history names."""


class NoSuchPaper(DomainError):
    """No paper has this name. Facts: ``paper``."""


def printed(work: Work, paper: str, case_no: str, number: str = "") -> bytes:
    """The PDF of one of ``PAPERS``; ``number`` says which notice (C1) or agreement (X1), else the newest.

    An issued agreement gives its kept bytes. Raises NoSuchPaper, NoSuchCase, NoSuchRow, NotIssued, and what
    the drawing raises.
    """
    shown = looked_at(work, paper, case_no, number)
    told_printed(work, shown)
    return shown.content


def looked_at(work: Work, paper: str, case_no: str, number: str = "") -> Shown:
    """The same PDF to be looked at first: history is not told. Raises as ``printed``."""
    draw = _DRAW.get(paper)
    if draw is None:
        raise NoSuchPaper(paper=paper)
    return Shown(case_no, *draw(work, work.books.case(case_no), number))


def told_printed(work: Work, shown: Shown) -> None:
    """Tell history that what was looked at goes to the printer now."""
    work.books.note(PRINT, table=shown.table, key=shown.key, at=work.now, case_no=shown.case_no)


class Shown(NamedTuple):
    """A paper's bytes, and the case, table and row that they are of."""

    case_no: str
    table: str
    key: str
    content: bytes


Drawn = tuple[str, str, bytes]
"""Of which table and row, and the bytes."""


def _registration(work: Work, case: Case, _: str) -> Drawn:
    content = work.papers.registration(work.books.office(), case, by=work.books.me, at=work.now)
    return "complaint", case.complaint.case_no, content


def _approval(work: Work, case: Case, _: str) -> Drawn:
    content = work.papers.approval(work.books.office(), case, by=work.books.me, at=work.now)
    return "proposal", f"{case.complaint.case_no}/{case.proposals[-1].no}", content


def _agreement(work: Work, case: Case, number: str) -> Drawn:
    row = _issued(case, number)
    return "agreement", f"{case.complaint.case_no}/{row.no}", work.books.file(row.issued_sha256 or "")


def _issued(case: Case, number: str) -> Agreement:
    found = [row for row in case.agreements if _meant(row, number)]
    if not found:
        raise NoSuchRow(table="agreement", number=number or None)
    kept = [row for row in found if row.issued_sha256]
    if not kept:
        raise NotIssued(state=AgreementState.DRAFT)
    return kept[-1]


def _meant(row: Agreement, number: str) -> bool:
    known = row.agr_no or ""
    return not number or number.upper() in (known, known.rsplit("-", 1)[-1], str(row.no))


def _notice(work: Work, case: Case, number: str) -> Drawn:
    if not case.notices:
        raise NoSuchRow(table="notice", number=number or None)
    row = notice_of(case, number or case.notices[-1].notice_no)
    content = work.papers.notice(work.books.office(), case, row, by=work.books.me, at=work.now)
    return "notice", f"{case.complaint.case_no}/{row.no}", content


def _follow_up(work: Work, case: Case, _: str) -> Drawn:
    content = work.papers.follow_up(work.books.office(), case, by=work.books.me, at=work.now)
    last = case.follow_ups[-1].no if case.follow_ups else 0
    return "follow_up", f"{case.complaint.case_no}/{last}", content


_DRAW: Mapping[str, Callable[[Work, Case, str], Drawn]] = {
    "registration": _registration,
    "approval": _approval,
    "agreement": _agreement,
    "notice": _notice,
    "follow_up": _follow_up,
}
PAPERS: tuple[str, ...] = tuple(_DRAW)
"""The papers of a case by name."""
