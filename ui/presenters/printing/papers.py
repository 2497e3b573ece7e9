"""Which papers a case has to print, read off its rows and the list of papers that there are."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple

from aftersales.domain.case import Case
from aftersales.domain.codes import AgreementState
from aftersales.domain.steps.writing import LETTERS, bears
from aftersales.domain.workflow import ENDED_STATES
from aftersales.usecases.printing import CASE_FILE, OFFICE_PAPERS, PAPERS


class Wanted(NamedTuple):
    """One paper: its name, of which case ("" for the office's own), and which of several (C1, X1)."""

    paper: str
    case_no: str
    number: str = ""


def _tail(number: str) -> str:
    return number.rsplit("-", 1)[-1]


def _once(_: Case) -> Iterable[str]:
    return ("",)


def _of_proposal(case: Case) -> Iterable[str]:
    return ("",) if case.proposals else ()


def _of_agreements(case: Case) -> Iterable[str]:
    return (_tail(row.agr_no or "") for row in case.agreements if row.issued_sha256)


def _of_notices(case: Case) -> Iterable[str]:
    return (_tail(row.notice_no) for row in case.notices)


def _of_letter(kind: str) -> Callable[[Case], Iterable[str]]:
    return lambda case: ("",) if bears(case, kind) else ()


_NUMBERS: Mapping[str, Callable[[Case], Iterable[str]]] = {
    "approval": _of_proposal,
    "agreement": _of_agreements,
    "notice": _of_notices,
    "slip_a5": _of_notices,
    "slip_241": _of_notices,
    **{kind: _of_letter(kind) for kind in LETTERS},
}
"""Papers that stand or fall with a row; every other paper is offered once and says itself what it lacks."""
_AT: Mapping[str, tuple[str, ...]] = {
    "proposal": ("approval",),
    "agreement": ("agreement",),
    "notices": ("notice",),
    "follow_up": ("follow_up",),
}
"""The papers that are meant where a section of the case is open; else the registration."""


def papers_of(case: Case) -> tuple[Wanted, ...]:
    """Every paper of the case that can be printed now, as in ``PAPERS``; its whole file once it ended."""
    number_of = case.complaint.case_no or ""
    single = tuple(
        Wanted(paper, number_of, number) for paper in PAPERS for number in _NUMBERS.get(paper, _once)(case)
    )
    whole = (Wanted(CASE_FILE, number_of),) if case.complaint.state in ENDED_STATES else ()
    return (*single, *whole)


def office_papers() -> tuple[Wanted, ...]:
    """The papers of no case: the leaflet and the blank forms."""
    return tuple(Wanted(paper, "") for paper in OFFICE_PAPERS)


def void_of(case: Case) -> frozenset[Wanted]:
    """The papers of agreements that are void: they can be printed, but nobody means them by the way."""
    number_of = case.complaint.case_no or ""
    gone = (row for row in case.agreements if row.state == AgreementState.VOID)
    return frozenset(Wanted("agreement", number_of, _tail(row.agr_no or "")) for row in gone)


def likely(papers: Iterable[Wanted], section: str, void: Container[Wanted] = frozenset()) -> tuple[int, ...]:
    """The places of those that a person most likely wants where he stands; the first where none is."""
    meant = _AT.get(section, ("registration",))
    found = tuple(at for at, one in enumerate(papers) if one.paper in meant and one not in void)
    return found or (0,)
