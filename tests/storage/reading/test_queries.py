"""The reading side: pages by key, filters, duties and look-ups say what the cases say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from aftersales.domain.case import Case
from aftersales.domain.codes import Mark, State
from aftersales.domain.dates import iso_utc
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.contact import Promise
from aftersales.domain.records.customer import Phone
from aftersales.domain.records.notice import FollowUp, Notice, NoticeItem
from aftersales.domain.records.proposal import Approval, Proposal
from aftersales.domain.workflow import ENDED_STATES
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.queries import cases as cases_query
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.queries.customers import customers_by_name, customers_by_phone
from aftersales.storage.queries.duties import (
    Duty,
    Near,
    approvals_waiting,
    clocks_due,
    decisions_owed,
    follow_ups_planned,
    notices,
    promises_due,
)
from tests.storage.made import NOW, case, me, registered


def save(store: Store, *made: Case) -> None:
    """Register cases in one unit of work."""
    with open_books(store, me(store), "d") as books:
        for item in made:
            books.save(registered(item, me(store)))


def listed(store: Store, **wanted: object) -> list[int]:
    """The running numbers of the cases that a filter gives, in its order."""
    with store.reading() as wire:
        lines = case_lines(wire, CaseFilter(**wanted))  # type: ignore[arg-type]
    return [int(line.case_no[-3:]) for line in lines]


def test_newest_first_page_by_page(bare: Store) -> None:
    """Pages by key give every case once, newest first, whatever the filter."""
    save(bare, *(case(n, state=State.CLOSED if n % 3 else State.PROPOSED) for n in range(1, 24)))
    for wanted in ({}, {"states": ("closed",)}, {"states": ("closed", "proposed")}, {"text": "漏油"}):
        seen: list[int] = []
        after = None
        while True:
            with bare.reading() as wire:
                page = case_lines(wire, CaseFilter(limit=4, after=after, **wanted))  # type: ignore[arg-type]
            if not page:
                break
            seen += [int(line.case_no[-3:]) for line in page]
            after = page[-1].id
        both = wanted.get("states") != ("closed",)
        assert seen == [n for n in range(23, 0, -1) if both or n % 3]


@pytest.mark.parametrize("few", [0, 2_000])
@pytest.mark.parametrize("text", ["", "漏油"])
def test_every_filter(bare: Store, monkeypatch: pytest.MonkeyPatch, few: int, text: str) -> None:
    """Each condition keeps exactly the cases in which it holds, alone and with a search."""
    monkeypatch.setattr(cases_query, "FEW", few)
    notice = Notice(no=1, department="warehouse")
    later = case(2, owner="service2", customer="KH000001", registered_at=NOW + timedelta(1))
    save(
        bare,
        case(1, owner="service1", severity="major", registered_at=NOW),
        replace(later, notices=(notice,)),
        case(3, state=State.CLOSED, import_batch=7, registered_at=NOW + timedelta(2)),
        case(4, state=State.CLOSED, marks=(Mark.IMPORT_VOID,), origin="import"),
    )
    for wanted, found in [
        ({}, [3, 2, 1]),
        ({"states": ("closed",)}, [3]),
        ({"owner": "service1"}, [1]),
        ({"owner": "service1", "states": ("closed",)}, []),
        ({"customer": "KH000001"}, [2, 1]),
        ({"severity": "major"}, [1]),
        ({"department": "warehouse"}, [2]),
        ({"import_batch": 7}, [3]),
        ({"registered_from": NOW + timedelta(1)}, [3, 2]),
        ({"registered_until": NOW + timedelta(1)}, [1]),
        ({"limit": 1}, [3]),
    ]:
        assert listed(bare, text=text, **wanted) == found, wanted


def test_a_line_says_what_the_case_says(bare: Store) -> None:
    """Every field of a line is the case's own; its due time is the earliest of the open clocks."""
    clocks = tuple(
        CaseClock(no=no, clock="answer", due_at=NOW + timedelta(hours), stopped_at=stopped)
        for no, hours, stopped in [(1, 5, None), (2, 3, None), (3, 1, NOW)]
    )
    told = {
        "title": "漏油",
        "owner": "service1",
        "urgent": True,
        "marks": (Mark.ON_HOLD,),
        "registered_at": NOW,
    }
    save(bare, replace(case(1, channel="phone", **told), clocks=clocks))
    with bare.reading() as wire:
        (line,) = case_lines(wire)
    assert (line.case_no, line.title, line.owner, line.urgent, line.marks) == (
        *("TS-20260608-001", "漏油", "service1", True),
        ("on_hold",),
    )
    assert (line.cust_no, line.cust_name, line.channel) == ("KH000001", "第1汽修厂", "phone")
    assert (line.registered_at, line.due_at) == (NOW, NOW + timedelta(3))
    assert (line.state, line.severity, line.nature, line.version, line.round_no) == (
        *("registered", "general", "complaint"),
        *(1, 1),
    )
    assert line.confidential is False


def test_overdue_clocks(bare: Store) -> None:
    """Clocks that run and are due, in order of their end; not stopped ones, later ones, voided imports."""
    for n, due, stopped, marks in [
        (1, -1, None, ()),
        (2, -3, None, ()),
        (3, -2, NOW, ()),
        (4, 1, None, ()),
        (5, -4, None, (Mark.IMPORT_VOID,)),
    ]:
        clock = CaseClock(no=1, clock="answer", due_at=NOW + timedelta(due), stopped_at=stopped)
        save(bare, replace(case(n, marks=marks), clocks=(clock,)))
    with bare.reading() as wire:
        assert [duty.head.case_no[-1] for duty in clocks_due(wire, NOW)] == ["2", "1"]
        assert [duty.row.due_at for duty in clocks_due(wire, NOW + timedelta(1), limit=1)] == [
            NOW - timedelta(3)
        ]
        assert len(clocks_due(wire, NOW + timedelta(1))) == 3


@pytest.mark.parametrize("few", [0, 2_000])
def test_what_a_hold_stops_is_not_overdue(bare: Store, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """挂起: the decision waits with the case, its answer does not; nothing shows it as late."""
    monkeypatch.setattr(cases_query, "FEW", few)
    for n, clock, held_at in [
        (1, "decision", NOW - timedelta(3)),
        (2, "answer", NOW - timedelta(3)),
        (3, "decision", None),
    ]:
        row = CaseClock(no=1, clock=clock, due_at=NOW - timedelta(1))
        save(bare, replace(case(n, held_at=held_at), clocks=(row,)))
    with bare.reading() as wire:
        assert [duty.head.case_no[-1] for duty in clocks_due(wire, NOW)] == ["2", "3"]
        assert {line.case_no[-1]: line.due_at is None for line in case_lines(wire)} == {
            "1": True,
            "2": False,
            "3": False,
        }
    assert listed(bare, overdue_at=NOW) == [3, 2]


def test_what_is_near_is_found_behind_everything_else(bare: Store) -> None:
    """Mine and nobody's, a promise I made, my department's slips: however few are read of what is due."""
    mine = {"notices": (Notice(no=1, department="warehouse", state="issued", due_at=NOW),)}
    done = {"notices": (Notice(no=1, department="finance", state="done", due_at=NOW),)}
    made = {"promises": (Promise(no=1, state="open", made_by="service1", due_at=NOW),)}
    made_up: list[tuple[int, str | None, dict[str, Any]]] = [
        (1, "service2", mine),
        (2, "service1", done),
        (3, None, {}),
        (4, "service2", made),
        (5, "service2", done),
        (6, "service2", {}),
    ]
    for n, owner, rows in made_up:
        clock = CaseClock(no=1, clock="answer", due_at=NOW)
        save(bare, replace(case(n, owner=owner), clocks=(clock,), **rows))
    me_ = Near(("service1",), departments=("warehouse",))
    with bare.reading() as wire:

        def found(duties: Sequence[Duty[Any]]) -> list[str]:
            return [duty.head.case_no[-1] for duty in duties]

        assert found(clocks_due(wire, NOW, 9, me_)) == ["2"]
        assert found(clocks_due(wire, NOW, 9, Near((), nobodys=True))) == ["3"]
        assert found(promises_due(wire, NOW, 9, me_)) == ["4"]
        assert found(notices(wire, near=me_)) == ["1", "2"]
        assert found(notices(wire, near=Near(()))) == []


def test_promises_and_follow_ups(bare: Store) -> None:
    """Open promises and planned follow-ups that are due; none kept, made, later or of an ended case.

    A call that was planned before the case was looked into again is nobody's: no page could make it.
    """
    promises = tuple(Promise(no=no, state=state, due_at=NOW) for no, state in [(1, "open"), (2, "kept")])
    follow_ups = tuple(
        FollowUp(no=no, planned_on=date(2026, 6, day), at=at)
        for no, day, at in [(1, 8, None), (2, 8, NOW), (3, 9, None)]
    )
    waits = case(1, state=State.FOLLOWING_UP)
    save(bare, replace(waits, promises=promises, follow_ups=follow_ups))
    for n, state in enumerate(ENDED_STATES, 2):
        save(bare, replace(case(n, state=state), promises=promises, follow_ups=follow_ups))
    save(bare, replace(case(9, state=State.INVESTIGATING), follow_ups=follow_ups))
    with bare.reading() as wire:
        assert [duty.row.no for duty in promises_due(wire, NOW)] == [1]
        assert promises_due(wire, NOW - timedelta(1)) == ()
        planned = follow_ups_planned(wire, date(2026, 6, 8))
        assert [(duty.head.case_no[-1], duty.row.no) for duty in planned] == [("1", 1)]


def test_notices_of_a_department(bare: Store) -> None:
    """A department sees its notices in the states it asks for, soonest due first, whole."""
    item = NoticeItem(kind="goods", product="机油")
    made = tuple(
        Notice(no=no, department=who, state=state, due_at=NOW + timedelta(due), items=(item,))
        for no, who, state, due in [
            (1, "warehouse", "issued", 2),
            (2, "warehouse", "accepted", 1),
            (3, "finance", "issued", 0),
            (4, "warehouse", "confirmed", 0),
        ]
    )
    save(bare, replace(case(1, title="题"), notices=made))
    with bare.reading() as wire:
        waiting = notices(wire, department="warehouse", states=("issued", "accepted"))
        assert [duty.row.no for duty in waiting] == [2, 1]
        assert waiting[0].row.items == (item,)
        assert waiting[0].head.title == "题"
        assert len(notices(wire)) == 4


def test_approvals_by_turn(bare: Store) -> None:
    """An approval waits for the first undecided link of a submitted proposal only."""
    proposals = (Proposal(no=1, state="submitted", applied_at=NOW, total=5), Proposal(no=2, state="returned"))
    approvals = (
        Approval(no=1, proposal=1, link_no=1, approver="lead1", decision="approve"),
        Approval(no=2, proposal=1, link_no=2, approver="lead2"),
        Approval(no=3, proposal=1, link_no=3, approver="boss"),
        Approval(no=4, proposal=2, link_no=1, approver="lead2"),
    )
    save(bare, replace(case(1), proposals=proposals, approvals=approvals))
    with bare.reading() as wire:
        assert approvals_waiting(wire, ["lead1"]) == approvals_waiting(wire, ["boss"]) == ()
        assert approvals_waiting(wire, []) == ()
        (duty,) = approvals_waiting(wire, ["boss", "lead2"])
        owed = decisions_owed(wire)
    assert (duty.row.no, duty.proposal.no, duty.proposal.total) == (2, 1, 5)
    assert [(one.approver, one.by_word) for one in owed] == [("lead2", False), ("boss", False)]


def test_who_is_added_waits_for_who_added_him(bare: Store) -> None:
    """加签 comes after me: the case stands in my list, and in his once I have approved."""
    proposals = (Proposal(no=1, state="submitted", applied_at=NOW, total=5),)
    mine = Approval(no=1, proposal=1, link_no=1, approver="lead1")
    his = Approval(no=2, proposal=1, link_no=1, approver="lead2")
    save(bare, replace(case(1), proposals=proposals, approvals=(mine, his)))
    save(bare, replace(case(2), proposals=proposals, approvals=(replace(mine, decision="approve"), his)))
    with bare.reading() as wire:
        assert [duty.head.case_no[-1] for duty in approvals_waiting(wire, ["lead1"])] == ["1"]
        assert [duty.head.case_no[-1] for duty in approvals_waiting(wire, ["lead2"])] == ["2"]


def test_customers_are_found(bare: Store) -> None:
    """By any writing of a number or of part of a name, the name's beginning first; merged ones not."""
    for n, name, into in [
        (1, "上海ＡＢ汽修", None),
        (2, "ab汽修", None),
        (3, "AB", "KH000002"),
        (4, "100%", None),
    ]:
        made = case(n)
        customer = replace(
            made.customer, cust_name=name, merged_into=into, phones=(Phone(number=f"1380013800{n}"),)
        )
        save(bare, replace(made, customer=customer))
    with bare.reading() as wire:
        assert [found.cust_no for found in customers_by_name(wire, "Ab")] == ["KH000002", "KH000001"]
        assert [found.cust_no for found in customers_by_name(wire, "%")] == ["KH000004"]
        assert customers_by_name(wire, "") == customers_by_name(wire, "\x00") == ()
        assert [found.cust_no for found in customers_by_phone(wire, ["+86 138 0013 8001"])] == ["KH000001"]
        assert customers_by_phone(wire, ["13800138003"]) == customers_by_phone(wire, []) == ()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_lists_are_read_by_an_index(bare: Store) -> None:
    """No list walks through all cases: SQLite's plan names an index (the server's follows the size)."""
    asked = {
        'SELECT "id" FROM "complaint" c WHERE c."state" = ? ORDER BY c."id" DESC LIMIT 50': "complaint_state",
        'SELECT "id" FROM "complaint" c WHERE c."owner" = ? ORDER BY c."id" DESC LIMIT 50': "complaint_owner",
        'SELECT "id" FROM "complaint" c WHERE c."customer" = ? ORDER BY c."id" DESC': "complaint_customer",
        'SELECT 1 FROM "case_clock" WHERE "stopped_at" IS NULL AND "due_at" <= ?': "case_clock_open",
        'SELECT 1 FROM "notice" WHERE "department" = ? AND "state" IN (\'issued\')': "notice_department",
        'SELECT 1 FROM "approval" WHERE "decision" IS NULL AND "approver" IN (?)': "approval_waiting",
    }
    with bare.reading() as wire:
        for sql, index in asked.items():
            plan = " ".join(str(row[3]) for row in wire.rows(f"EXPLAIN QUERY PLAN {sql}", iso_utc(NOW)))
            assert index in plan, plan
            assert "TEMP B-TREE" not in plan, plan
