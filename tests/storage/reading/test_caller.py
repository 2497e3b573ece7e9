"""Who is on the telephone: found by any writing of the number, with what is open and owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from aftersales.domain.case import Case
from aftersales.domain.codes import Mark, PromiseState, State
from aftersales.domain.records.contact import Contact, Promise
from aftersales.domain.records.customer import Phone
from aftersales.domain.records.product import Product
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.queries.caller import SHOWN, known_caller, products_on_sale
from aftersales.storage.queries.similar import likely_duplicates
from tests.storage.made import NOW, case, me, registered

NUMBER = "13859108801"


def save(store: Store, *made: Case) -> None:
    """Register cases in one unit of work, all of one customer with this number."""
    with open_books(store, me(store), "d") as books:
        for item in made:
            customer = replace(item.customer, phones=(Phone(number=NUMBER),))
            books.save(registered(replace(item, customer=customer), me(store)))


def his(n: int, state: State) -> Case:
    """A case of the one customer."""
    return case(n, state=state, customer="KH000001")


def test_a_stranger_is_nobody(bare: Store) -> None:
    """No number, and a number that nobody has, find nobody."""
    save(bare, case(1))
    with bare.reading() as wire:
        assert known_caller(wire, ()) is None
        assert known_caller(wire, ("13900000000",)) is None


def test_a_caller_comes_with_what_is_open_and_owed(bare: Store) -> None:
    """All his cases are counted, open ones shown newest first, open promises by due time, the last word."""
    late = Promise(no=1, state=PromiseState.OPEN, content="late", due_at=NOW + timedelta(days=2))
    soon = Promise(no=2, state=PromiseState.OPEN, content="soon", due_at=NOW + timedelta(days=1))
    kept = Promise(no=3, state=PromiseState.KEPT, content="kept", due_at=NOW)
    words = (
        *(Contact(no=no, at=NOW + timedelta(hours=no), content=f"word {no}") for no in (1, 2)),
        Contact(
            no=3, at=NOW + timedelta(hours=3), content="mistyped", taken_back_at=NOW + timedelta(hours=4)
        ),
    )
    over = replace(kept, state=PromiseState.OPEN, content="over")
    save(
        bare,
        replace(his(1, State.CLOSED), promises=(over,)),
        replace(his(2, State.INVESTIGATING), promises=(late, soon, kept), contacts=words),
        his(3, State.PROPOSED),
        his(4, State.WITHDRAWN),
    )
    with bare.reading() as wire:
        caller = known_caller(wire, (f"+86 {NUMBER[:3]} {NUMBER[3:7]} {NUMBER[7:]}",))
    assert caller is not None
    assert (caller.cases, caller.running) == (4, 2)
    assert [line.case_no[-3:] for line in caller.open] == ["003", "002"]
    assert [promise.content for promise in caller.promises] == ["soon", "late"]
    assert caller.last is not None
    assert caller.last.content == "word 2"


def test_an_import_taken_back_is_none_of_his(bare: Store) -> None:
    """Neither counted, nor promised, nor the last word, nor warned of as the same complaint."""
    owed = Promise(no=1, state=PromiseState.OPEN, content="void", due_at=NOW)
    word = Contact(no=1, at=NOW, content="void")
    told: dict[str, Any] = {"verbatim": "油色发黑，漏油", "registered_at": NOW}
    void = replace(his(1, State.INVESTIGATING), promises=(owed,), contacts=(word,))
    void = replace(void, complaint=replace(void.complaint, marks=(Mark.IMPORT_VOID,), **told))
    own = his(2, State.REGISTERED)
    own = replace(own, complaint=replace(own.complaint, **told))
    other = his(3, State.REGISTERED)
    save(bare, void, own, replace(other, complaint=replace(other.complaint, **told)))
    with bare.reading() as wire:
        caller = known_caller(wire, (NUMBER,))
        assert [one.case_no[-3:] for one in likely_duplicates(wire, own, NOW)] == ["003"]
    assert caller is not None
    assert (caller.cases, caller.running, caller.promises, caller.last) == (2, 2, (), None)


def test_only_so_many_are_shown(bare: Store) -> None:
    """A customer with many open cases is counted whole and shown in part."""
    save(bare, *(his(n, State.PROPOSED) for n in range(1, SHOWN + 4)))
    with bare.reading() as wire:
        caller = known_caller(wire, (NUMBER,))
    assert caller is not None
    assert (caller.cases, caller.running, len(caller.open)) == (SHOWN + 3, SHOWN + 3, SHOWN)


def test_only_what_is_sold_is_completed(bare: Store) -> None:
    """Products that are sold no more are not offered; the others come by name."""
    with open_books(bare, me(bare), "d") as books:
        for code, name, active in (("B", "b", True), ("A", "a", True), ("C", "c", False)):
            books.put_record(Product(code=code, name=name, active=active), step="add_product", at=NOW)
    with bare.reading() as wire:
        assert [product.name for product in products_on_sale(wire)] == ["a", "b"]
