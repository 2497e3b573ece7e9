"""The unit of work: what is saved is read again, all or nothing, by one writer, on both engines."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftersales.domain.case import Case, StepTaken, added, changed
from aftersales.domain.codes import Mark, State
from aftersales.domain.records.complaint import CaseClock
from aftersales.domain.records.contact import Contact
from aftersales.domain.records.customer import Customer, EndUser, Phone
from aftersales.domain.records.office import Calendar, Company, TimeLimit
from aftersales.domain.records.product import ProductLine
from aftersales.domain.records.proposal import Proposal
from aftersales.domain.records.staff import Staff
from aftersales.domain.records.trail import Message
from aftersales.storage.books.office import OfficeShelf
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import NotYourLogin, Store, beside
from aftersales.storage.queries.case import read_case, read_office
from aftersales.storage.queries.counts import state_counts
from aftersales.storage.queries.histories import history_of, history_of_record
from aftersales.storage.verify import verify
from aftersales.usecases.ports import (
    NoSuchCase,
    NoSuchCustomer,
    NoSuchFile,
    SomeoneElseWasFaster,
)
from tests.storage.made import NOW, case, cases, me, registered, stepped


def save(store: Store, *steps: StepTaken) -> None:
    """Save steps, each in a unit of work of its own."""
    for taken in steps:
        with open_books(store, me(store), "desk-1") as books:
            books.save(taken)


def load(store: Store, case_no: str) -> Case:
    """The case as it stands."""
    with store.reading() as wire:
        return read_case(wire, case_no)


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_any_case_any_step(bare: Store, data: st.DataObject) -> None:
    """Whatever a case holds and whatever a step changes, that is read again, and the books are sound."""
    with bare.reading() as wire:
        n = wire.value('SELECT count(*) FROM "complaint"') + 1
    number, customer = f"X{n}", f"K{n}"
    first = data.draw(cases(number, 1, customer))
    save(bare, registered(first, me(bare)))
    assert load(bare, number) == first
    second = data.draw(cases(number, 2, customer))
    save(bare, replace(stepped(first, me(bare)), after=second))
    assert load(bare, number) == second
    wrong = [
        found
        for found in verify(bare, guarded=False)
        if found.code not in {"file_missing", "agreement_paper_missing"}
    ]
    assert wrong == []


def test_rows_come_and_go(bare: Store) -> None:
    """Rows of a case are inserted, changed and removed by their number; the others stay as they are."""
    made = case(1)
    for text in ("一", "二", "三"):
        made = replace(
            made, contacts=added(made.contacts, Contact(content=text, created_at=NOW, created_by="a"))
        )
    save(bare, registered(made, me(bare)))
    kept = changed(made.contacts, replace(made.contacts[1], content="改"))[1:]
    save(
        bare,
        stepped(
            load(bare, made.complaint.case_no),
            me(bare),
            after=replace(load(bare, made.complaint.case_no), contacts=kept),
        ),
    )
    assert [row.content for row in load(bare, made.complaint.case_no).contacts] == ["改", "三"]


def test_who_made_a_row_and_when_is_stamped(bare: Store) -> None:
    """A new row gets the step's moment and actor; one that says them keeps them."""
    made = replace(case(1), contacts=(Contact(no=1, content="x"),))
    save(bare, registered(made, me(bare)))
    stands = load(bare, made.complaint.case_no)
    assert stands.contacts[0].created_at == NOW
    assert (
        stands.contacts[0].created_by == stands.complaint.created_by == stands.customer.created_by == me(bare)
    )


def test_someone_else_was_faster(bare: Store) -> None:
    """A step on a case that has moved is refused whole: not a row of it is written."""
    save(bare, registered(case(1), me(bare)))
    read = load(bare, "TS-20260608-001")
    save(bare, stepped(read, me(bare), title="先"))
    late = stepped(read, me(bare), title="后", after=replace(read, contacts=(Contact(no=1),)))
    with pytest.raises(SomeoneElseWasFaster) as told:
        save(bare, late)
    assert told.value.facts == {"case_no": "TS-20260608-001", "version": 1, "found": 2}
    stands = load(bare, "TS-20260608-001")
    assert (stands.complaint.title, stands.contacts, stands.complaint.version) == ("先", (), 2)
    with pytest.raises(SomeoneElseWasFaster):
        save(bare, registered(case(1), me(bare)))


def half_done(store: Store) -> None:
    """A unit of work that writes a bit of everything and then fails."""
    with open_books(store, me(store), "d") as books:
        assert books.next_number("n") == 1
        books.save(registered(case(1), me(store), messages=(Message(key="m", kind="k", recipient="r"),)))
        books.put_record(Company(name="x"), step="set_up", at=NOW)
        books.put_file(b"x")
        raise ZeroDivisionError


def test_all_or_nothing(bare: Store) -> None:
    """An error anywhere in a unit of work gives back everything: case, number, file, office, message."""
    with pytest.raises(ZeroDivisionError):
        half_done(bare)
    tables = "complaint customer history message counter stored_file company search_text state_count"
    with bare.reading() as wire:
        for table in tables.split():
            assert wire.value(f'SELECT count(*) FROM "{table}"') == 0, table
    with open_books(bare, me(bare), "d") as books:
        assert books.next_number("n") == 1


def test_two_saves_in_one_unit(bare: Store) -> None:
    """The fast lane: several steps of one case in one transaction, each with its history row."""
    with open_books(bare, me(bare), "d") as books:
        books.save(registered(case(1), me(bare)))
        books.save(stepped(books.case("TS-20260608-001"), me(bare), "accept", state=State.INVESTIGATING))
        books.save(stepped(books.case("TS-20260608-001"), me(bare), "decide", state=State.APPROVED))
    with bare.reading() as wire:
        told = [
            (row.step, row.from_state, row.to_state, row.version)
            for row in history_of(wire, "TS-20260608-001")
        ]
    assert told == [
        ("register", None, "registered", 1),
        ("accept", "registered", "investigating", 2),
        ("decide", "investigating", "approved", 3),
    ]


def test_numbers_without_gap_from_many_hands(store: Store) -> None:
    """Four writers at once, each with its own connection, draw 1 to 40: no gap, none twice."""
    drawn: list[int] = []
    lock = threading.Lock()

    def draw() -> None:
        own = beside(store)
        for _ in range(10):
            with open_books(own, me(store), "d") as books:
                n = books.next_number("day")
            with lock:
                drawn.append(n)
        own.close()

    hands = [threading.Thread(target=draw) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(drawn) == list(range(1, 41))


def test_counts_follow_states(bare: Store) -> None:
    """The rail's numbers are those of the cases; an import that is taken back leaves them."""
    for n in (1, 2, 3):
        with open_books(bare, me(bare), "d") as books:
            assert books.next_number("case:TS-20260608") == n
            books.save(registered(case(n), me(bare)))
    save(bare, stepped(load(bare, "TS-20260608-001"), me(bare), state=State.INVESTIGATING))
    save(bare, stepped(load(bare, "TS-20260608-002"), me(bare), "void_import", marks=(Mark.IMPORT_VOID,)))
    with bare.reading() as wire:
        assert {k: v for k, v in state_counts(wire).items() if v} == {"registered": 1, "investigating": 1}
    assert verify(bare, guarded=False) == ()


def test_messages_once(bare: Store) -> None:
    """A message whose key is there is left alone, whatever the second one says."""
    first = Message(key="k", kind="a", recipient="r", facts="{}")
    save(bare, registered(case(1), me(bare), messages=(first, first)))
    with open_books(bare, me(bare), "d") as books:
        books.messages([replace(first, kind="b"), Message(key="l", kind="c", recipient="r")])
    with bare.reading() as wire:
        assert wire.rows('SELECT "key", "kind" FROM "message" ORDER BY "key"') == [("k", "a"), ("l", "c")]


def test_customer_shared_by_cases(bare: Store) -> None:
    """A customer that a new case changes is changed for all his cases."""
    save(bare, registered(case(1), me(bare)))
    known = load(bare, "TS-20260608-001").customer
    again = replace(case(2, customer="KH000001"), customer=replace(known, address="新址"))
    save(bare, registered(again, me(bare)))
    assert load(bare, "TS-20260608-001").customer.address == "新址"


def with_phone(n: int, number: str, **told: Any) -> Case:  # noqa: ANN401
    """A case of a customer of its own with a telephone number."""
    made = case(n)
    customer = replace(made.customer, phones=(Phone(number=number),), created_at=NOW + timedelta(n), **told)
    return replace(made, customer=customer)


def test_customer_by_phone(bare: Store) -> None:
    """The newest customer with a number is found in any writing of it; one merged away is not."""
    save(bare, registered(with_phone(1, "138-0013-8000"), me(bare)))
    save(bare, registered(with_phone(2, "（0571）8888 0000"), me(bare)))
    save(bare, registered(with_phone(3, "+86 13800138000"), me(bare)))
    save(bare, registered(with_phone(4, "13800138000", merged_into="KH000003"), me(bare)))
    with open_books(bare, me(bare), "d") as books:
        for number, found in [("13800138000", "KH000003"), ("0571-88880000", "KH000002")]:
            customer = books.customer_with_phone([number])
            assert customer is not None
            assert customer.cust_no == found
        assert books.customer_with_phone(["1"]) is books.customer_with_phone([]) is None
        assert books.cases_with_phone(["１３８００１３８０００"], 2) == ("TS-20260608-004", "TS-20260608-003")


def test_phones_follow_the_customer(bare: Store) -> None:
    """A number that a customer gives up finds him no more; one of his end user's finds him."""
    save(bare, registered(with_phone(1, "13800138000"), me(bare)))
    read = load(bare, "TS-20260608-001")
    moved = replace(read.customer, phones=(), end_user=(EndUser(name="李", phone="13900139000"),))
    save(bare, stepped(read, me(bare), after=replace(read, customer=moved)))
    with open_books(bare, me(bare), "d") as books:
        assert books.customer_with_phone(["13800138000"]) is None
        assert books.customer_with_phone(["13900139000"]) == moved


def test_approved_value_of_a_merged_family(bare: Store) -> None:
    """The value approved for a customer counts those merged with him, either way, not what is void or old."""
    for n, (into, state, days) in enumerate(
        [
            (None, "approved", 0),
            ("KH000001", "approved", 0),
            ("KH000002", "approved", -29),
            (None, "approved", 0),
            ("KH000001", "void", 0),
            ("KH000001", "approved", -31),
        ],
        1,
    ):
        made = case(n)
        proposal = Proposal(no=1, state=state, approved_at=NOW + timedelta(days), authority_value=10**n)
        save(
            bare,
            registered(
                replace(made, customer=replace(made.customer, merged_into=into), proposals=(proposal,)),
                me(bare),
            ),
        )
    with open_books(bare, me(bare), "d") as books:
        for customer in ("KH000001", "KH000003"):
            assert books.approved_value(customer, NOW - timedelta(30)) == 1110
        assert books.approved_value("KH000004", NOW - timedelta(30)) == 10_000
        assert books.approved_value("nobody", NOW) == 0


def test_office_records(bare: Store) -> None:
    """Settings are written with their history and read as the office; an equal record writes nothing."""
    with open_books(bare, me(bare), "d") as books:
        for record in (
            Company(name="公司", practice=True),
            Staff(login="service1", name="张三", roles=("service",)),
            TimeLimit(clock="answer", severity="general", unit="hour"),
            Calendar(no=1, weekday=1),
        ):
            books.put_record(record, step="set_up", at=NOW)
    with open_books(bare, me(bare), "d") as books:
        office = books.office()
        books.put_record(office.staff[0], step="set_up", at=NOW)
        books.put_record(replace(office.staff[0], name="张四"), step="set_up", at=NOW, reason="改名")
    assert office.company.name == "公司"
    assert office.by_login["service1"].roles == ("service",)
    assert len(office.time_limits) == len(office.calendar) == 1
    with bare.reading() as wire:
        assert read_office(wire).staff[0].name == "张四"
        rows = history_of_record(wire, "staff", "service1")
        assert [row.reason for row in rows] == [None, "改名"]
        assert history_of_record(wire, "time_limit", "answer/general")[0].version is None
    assert verify(bare, guarded=False) == ()


def failed_setting(store: Store, shelf: OfficeShelf) -> None:
    """A unit of work that changes the office, reads it, and fails."""
    with open_books(store, me(store), "d", shelf) as books:
        books.put_record(Company(name="错"), step="set_up", at=NOW)
        assert books.office().company.name == "错"
        raise ZeroDivisionError


def test_the_shelf_keeps_no_office_that_was_given_back(bare: Store) -> None:
    """Settings read inside a unit of work that failed are not what the next one sees."""
    shelf = OfficeShelf()
    with pytest.raises(ZeroDivisionError):
        failed_setting(bare, shelf)
    with open_books(bare, me(bare), "d") as books:
        books.put_record(Company(name="对"), step="set_up", at=NOW)
    with open_books(bare, me(bare), "d", shelf) as books:
        assert books.office().company.name == "对"
        assert books.office() is books.office()


def test_what_is_not_there_says_so(bare: Store) -> None:
    """A case, a customer, a file that is not there is an error by its name."""
    with open_books(bare, me(bare), "d") as books:
        with pytest.raises(NoSuchCase):
            books.case("TS-1")
        with pytest.raises(NoSuchCustomer):
            books.customer("K")
        with pytest.raises(NoSuchFile):
            books.file("00")


def test_import_rows_are_known_again(bare: Store) -> None:
    """A row taken before is known by its identity; taken again it points to its new case."""
    save(bare, registered(case(1), me(bare)), registered(case(2), me(bare)))
    with open_books(bare, me(bare), "d") as books:
        books.put_import_row("a", 1, "TS-20260608-001", 5, "{}")
        assert books.imported(["a", "b", "a"]) == {"a": "TS-20260608-001"}
        books.put_import_row("a", 2, "TS-20260608-002", 7, "{}")
        assert books.imported(["a"]) == {"a": "TS-20260608-002"}
        assert books.imported([]) == {}


def test_a_clock_of_the_office(bare: Store) -> None:
    """The moment of a unit of work is a moment of now, with a zone."""
    with open_books(bare, me(bare), "d") as books:
        assert books.now().utcoffset() == timedelta(0)
        assert abs((books.now() - books.now()).total_seconds()) < 5


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_nobody_writes_as_another_login(bare: Store) -> None:
    """On a server who acts is who is signed in; another name is refused before anything is asked."""
    with pytest.raises(NotYourLogin), open_books(bare, "boss", "d"):
        pass


def test_a_case_with_every_table(bare: Store) -> None:
    """Clocks and products, the tables most often read, are in order of their numbers."""
    lines = tuple(ProductLine(no=n, product=f"油{n}", created_at=NOW, created_by="a") for n in (1, 2, 10))
    clocks = tuple(CaseClock(no=n, clock="answer", created_at=NOW, created_by="a") for n in (2, 1))
    made = replace(case(1), product_lines=lines, clocks=clocks)
    save(bare, registered(made, me(bare)))
    stands = load(bare, "TS-20260608-001")
    assert [row.no for row in stands.product_lines] == [1, 2, 10]
    assert [row.no for row in stands.clocks] == [1, 2]


def test_the_customer_is_read(bare: Store) -> None:
    """A customer is read by his number, whole."""
    made = with_phone(1, "13800138000")
    save(bare, registered(made, me(bare)))
    with open_books(bare, me(bare), "d") as books:
        found = books.customer("KH000001")
    assert isinstance(found, Customer)
    assert found == replace(made.customer, created_by=None)
