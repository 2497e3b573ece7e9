"""Precedents: the like that was approved before, most alike first, and never the case itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from aftersales.app import App
from aftersales.domain.case import Case
from aftersales.domain.codes import ProposalState
from aftersales.domain.money import yuan
from aftersales.domain.records.product import ProductLine
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.precedents import approval_precedents
from aftersales.usecases.printing import looked_at
from tests.documents.reading import copied as copied_out
from tests.presenters.call_desk import copied
from tests.presenters.full_desk import full_office

SUBMITTED = ProposalState.SUBMITTED


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """Service's desk in the practice office; nothing is written."""
    office: Path = full_office(tmp_path_factory)
    return copied(office, tmp_path_factory.mktemp("precedents") / "office", "service1")


@pytest.fixture(scope="module")
def approved_cases(app: App) -> list[Case]:
    """Every case of the office with an approved proposal."""
    lines = app.ask(case_lines, CaseFilter(limit=500))
    cases = (app.ask(read_case, line.case_no) for line in lines)
    return [case for case in cases if any(row.state == ProposalState.APPROVED for row in case.proposals)]


def test_most_alike_first(app: App, approved_cases: list[Case]) -> None:
    """The same batch before the same product before the same cause; each case once, not the case itself."""
    like = {"batch": 0, "product": 1, "cause": 2}
    several = 0
    for case in approved_cases:
        found = app.ask(approval_precedents, case)
        ranks = [like[one.alike] for one in found]
        assert ranks == sorted(ranks)
        assert len({one.case_no for one in found} | {case.complaint.case_no}) == len(found) + 1
        several += len(set(ranks)) > 1
    assert several


def test_precedents_are_what_they_say(app: App, approved_cases: list[Case]) -> None:
    """Batch, product or cause are shared, and the cost is that of the other's approved proposal."""
    for case in approved_cases:
        for one in app.ask(approval_precedents, case):
            other = app.ask(read_case, one.case_no)
            assert shares(case, other, one.alike)
            costs = [row.total for row in other.proposals if row.state == ProposalState.APPROVED]
            assert one.cost == costs[-1]


def test_what_was_approved_later_was_no_precedent(app: App, approved_cases: list[Case]) -> None:
    """Beside a decision that is made stand those of before it, as who decided saw them; else all."""
    held_back = 0
    for case in approved_cases:
        decided = case.proposals[-1].approved_at
        assert decided is not None
        assert all(one.approved_at < decided for one in app.ask(approval_precedents, case))
        open_again = replace(case, proposals=(*case.proposals, replace(case.proposals[-1], state=SUBMITTED)))
        held_back += any(one.approved_at > decided for one in app.ask(approval_precedents, open_again))
    assert held_back


def test_beside_a_refusal_too_stand_those_of_before_it(app: App, approved_cases: list[Case]) -> None:
    """Its moment is that of the last who decided on it."""
    case = next(one for one in approved_cases if one.approvals and app.ask(approval_precedents, one))
    (said, *_) = case.approvals
    assert said.at is not None
    proposal = replace(case.proposals[-1], state=ProposalState.REJECTED, approved_at=None)
    long_ago = replace(said, proposal=proposal.no, at=said.at - timedelta(days=9000))
    refused = replace(case, proposals=(proposal,), approvals=(long_ago,))
    assert app.ask(approval_precedents, refused) == ()
    assert app.ask(approval_precedents, replace(refused, approvals=(said,)))


def shares(case: Case, other: Case, alike: str) -> bool:
    """Whether the two have that in common."""
    if alike == "cause":
        return case.findings[-1].cause_main == other.findings[-1].cause_main
    name = "batch_no" if alike == "batch" else "product"
    mine = {getattr(row, name) for row in case.product_lines} - {None}
    return bool(mine & {getattr(row, name) for row in other.product_lines})


def test_nothing_alike_is_none(app: App, approved_cases: list[Case]) -> None:
    """A case with a product that nobody ever complained about has no precedent, and odd names do no harm."""
    (case, *_) = approved_cases
    odd = ProductLine(no=1, product="从未有过' OR 1=1 --%", batch_no="_")
    assert app.ask(approval_precedents, replace(case, product_lines=(odd,), findings=())) == ()


def test_the_printed_approval_tells_of_them(app: App, approved_cases: list[Case], tmp_path: Path) -> None:
    """What is printed for approval carries the numbers of the precedents, what they cost, and one page."""
    case = next(one for one in approved_cases if app.ask(approval_precedents, one))
    sheet = copied_out(app.look(looked_at, "approval", case.complaint.case_no).content, tmp_path)
    for one in app.ask(approval_precedents, case):
        assert one.case_no in sheet
        assert yuan(one.cost) in sheet
    assert "第1页共1页" in sheet
