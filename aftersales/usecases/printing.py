"""Papers of a case: drawn for whoever asks, or the kept bytes of what was issued; history tells of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aftersales.domain.codes import AgreementState
from aftersales.domain.errors import DomainError
from aftersales.domain.steps.agreeing import NotIssued
from aftersales.domain.steps.fulfilling import notice_of
from aftersales.domain.steps.rows import NoSuchRow
from aftersales.domain.steps.writing import LETTERS, bears

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aftersales.domain.case import Case
    from aftersales.domain.records.agreement import Agreement
    from aftersales.domain.records.notice import Notice
    from aftersales.usecases.ports import Tell
    from aftersales.usecases.work import Work

PRINT = "print"
"""The step that history names."""
CASE_FILE = "closed_file"
"""What the key of a bound case file carries behind the case's number in history."""
SLIPS: Mapping[str, str] = {"slip_a5": "a5", "slip_241": "three_part"}
"""Papers that are a notice on smaller paper, with its size."""


class NoSuchPaper(DomainError):
    """No paper has this name. Facts: ``paper``."""


def printed(work: Work, paper: str, case_no: str, number: str = "") -> bytes:
    """The PDF of one of ``PAPERS``; ``number`` says which notice (C1) or agreement (X1), else the newest.

    An issued agreement gives its kept bytes, a void one only where it is named. Raises NoSuchPaper,
    NoSuchCase, NoSuchRow, NotIssued, and what the drawing raises.
    """
    shown = looked_at(work, paper, case_no, number)()
    told_printed(work, shown)
    return shown.content


def looked_at(work: Work, paper: str, case_no: str, number: str = "") -> Callable[[], Shown]:
    """What draws the same PDF to be looked at first: history is not told. Raises as ``printed``."""
    gather = _GATHER.get(paper)
    if gather is None:
        raise NoSuchPaper(paper=paper)
    table, key, draw = gather(work, work.books.case(case_no), number)
    return lambda: Shown(case_no, table, key, draw())


def told_printed(work: Work, shown: Shown) -> None:
    """Tell history that what was looked at goes to the printer now."""
    work.books.note(PRINT, table=shown.table, key=shown.key, at=work.now, case_no=shown.case_no)


def told_bound(work: Work, case_no: str) -> None:
    """Tell history that the case's whole file was bound. It is drawn outside: it may take a while."""
    work.books.note(PRINT, table="complaint", key=f"{case_no}/{CASE_FILE}", at=work.now, case_no=case_no)


class Shown(NamedTuple):
    """A paper's bytes, and the case, table and row that they are of."""

    case_no: str | None
    table: str
    key: str
    content: bytes


Gathered = tuple[str, str, "Callable[[], bytes]"]
"""Of which table and row, and what draws it from what was read."""


def _registration(work: Work, case: Case, _: str) -> Gathered:
    draw = partial(work.papers.registration, work.letterhead(), case, by=work.books.me, at=work.now)
    return "complaint", _number(case), draw


def _number(case: Case) -> str:
    return case.complaint.case_no or ""


def _tracking(work: Work, case: Case, _: str) -> Gathered:
    draw = partial(work.papers.tracking, work.letterhead(), case, by=work.books.me, at=work.now)
    return "complaint", f"{_number(case)}/tracking", draw


def _letter(kind: str) -> Callable[[Work, Case, str], Gathered]:
    def gather(work: Work, case: Case, _: str) -> Gathered:
        draw = partial(work.papers.letter, work.letterhead(), case, kind, by=work.books.me, at=work.now)
        return "answer", f"{_number(case)}/{kind}", draw

    return gather


def _approval(work: Work, case: Case, _: str) -> Gathered:
    office, alike = work.letterhead(), work.books.precedents(case)
    draw = partial(work.papers.approval, office, case, by=work.books.me, at=work.now, precedents=alike)
    last = case.proposals[-1].no if case.proposals else 0
    return "proposal", f"{_number(case)}/{last}", draw


def _agreement(work: Work, case: Case, number: str) -> Gathered:
    row = _issued(case, number)
    content = work.books.file(row.issued_sha256 or "")
    return "agreement", f"{_number(case)}/{row.no}", lambda: content


def _issued(case: Case, number: str) -> Agreement:
    found = [row for row in case.agreements if _meant(row, number)]
    if not found:
        raise NoSuchRow(table="agreement", number=number or None)
    kept = [row for row in found if row.issued_sha256 and (number or row.state != AgreementState.VOID)]
    if not kept:
        raise NotIssued(state=found[-1].state)
    return kept[-1]


def _meant(row: Agreement, number: str) -> bool:
    known = row.agr_no or ""
    return not number or number.upper() in (known, known.rsplit("-", 1)[-1], str(row.no))


def _notice(work: Work, case: Case, number: str) -> Gathered:
    row = _notice_row(case, number)
    draw = partial(work.papers.notice, work.letterhead(), case, row, by=work.books.me, at=work.now)
    return "notice", f"{_number(case)}/{row.no}", draw


def _slip(size: str) -> Callable[[Work, Case, str], Gathered]:
    def gather(work: Work, case: Case, number: str) -> Gathered:
        row, me = _notice_row(case, number), work.books.me
        draw = partial(
            work.papers.slips, work.letterhead(), [(case, row)], size, by=me, at=work.now, tell=_silent
        )
        return "notice", f"{_number(case)}/{row.no}", draw

    return gather


def _notice_row(case: Case, number: str) -> Notice:
    if not case.notices:
        raise NoSuchRow(table="notice", number=number or None)
    return notice_of(case, number or case.notices[-1].notice_no)


def _silent(_done: int, _all: int) -> None:
    """Nobody wants to know how far it is."""


def _follow_up(work: Work, case: Case, _: str) -> Gathered:
    draw = partial(work.papers.follow_up, work.letterhead(), case, by=work.books.me, at=work.now)
    last = case.follow_ups[-1].no if case.follow_ups else 0
    return "follow_up", f"{_number(case)}/{last}", draw


_GATHER: Mapping[str, Callable[[Work, Case, str], Gathered]] = {
    "registration": _registration,
    "tracking": _tracking,
    "approval": _approval,
    **{kind: _letter(kind) for kind in LETTERS},
    "agreement": _agreement,
    "notice": _notice,
    **{paper: _slip(size) for paper, size in SLIPS.items()},
    "follow_up": _follow_up,
}
PAPERS: tuple[str, ...] = tuple(_GATHER)
"""The papers of a case by name."""
OFFICE_PAPERS = ("leaflet", "blank_registration", "blank_follow_up", "blank_tracking")
"""The papers of no case."""


def printed_of_office(work: Work, paper: str) -> bytes:
    """The PDF of one of ``OFFICE_PAPERS``; history tells of it. Raises NoSuchPaper."""
    shown = looked_at_of_office(work, paper)()
    told_printed(work, shown)
    return shown.content


def looked_at_of_office(work: Work, paper: str) -> Callable[[], Shown]:
    """What draws the same PDF to be looked at first: history is not told. Raises NoSuchPaper."""
    if paper not in OFFICE_PAPERS:
        raise NoSuchPaper(paper=paper)
    draw = partial(work.papers.of_office, work.letterhead(), paper, by=work.books.me, at=work.now)
    return lambda: Shown(None, "company", paper, draw())


class ShownNotices(NamedTuple):
    """Many notices in one file: the file's bytes, and of each its case and its number there, in order."""

    rows: tuple[tuple[str, int], ...]
    content: bytes


def looked_at_notices(
    work: Work, wanted: Sequence[tuple[str, str]], size: str = "a4", tell: Tell = _silent
) -> Callable[[], ShownNotices]:
    """What draws many notices into one file: number of case and of notice each; history is not told.

    ``size``: ``a4``, ``a5`` or ``three_part``. ``tell(done, all)`` hears how far it is; what it raises ends
    the work. Raises NoSuchCase, NoSuchRow; the drawing UnknownPaperSize.
    """
    cases = {case_no: work.books.case(case_no) for case_no, _ in wanted}
    rows = [(cases[case_no], _notice_row(cases[case_no], number)) for case_no, number in wanted]
    draw = partial(work.papers.slips, work.letterhead(), rows, size, by=work.books.me, at=work.now, tell=tell)
    told = tuple((_number(case), row.no) for case, row in rows)
    return lambda: ShownNotices(told, draw())


def told_printed_notices(work: Work, shown: ShownNotices) -> None:
    """Tell history of each notice that it goes to the printer now."""
    for case_no, no in shown.rows:
        told_printed(work, Shown(case_no, "notice", f"{case_no}/{no}", shown.content))


def printable(case: Case) -> tuple[str, ...]:
    """Which of ``PAPERS`` the case has something for, in their order."""
    return tuple(paper for paper in PAPERS if _has(case, paper))


def _has(case: Case, paper: str) -> bool:
    if paper in LETTERS:
        return bears(case, paper)
    rows = {"approval": case.proposals, **dict.fromkeys(("notice", *SLIPS), case.notices)}
    if paper == "agreement":
        return any(row.issued_sha256 and row.state != AgreementState.VOID for row in case.agreements)
    return bool(rows.get(paper, True))
