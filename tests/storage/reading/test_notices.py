"""The departments' slips as they are listed and found by number, on either engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from aftersales.domain.records.notice import Notice
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.queries import notices as notices_query
from aftersales.storage.queries.notices import NoticeFilter, notices_by_due, notices_numbered
from tests.storage.made import NOW, case, me, registered


def slip(no: int, number: str, state: str, **more: object) -> Notice:
    """A slip of the warehouse, due on the day of its number."""
    told = {"department": "warehouse", "due_at": NOW + timedelta(no), **more}
    return Notice(no=no, notice_no=number, state=state, **told)  # type: ignore[arg-type]  # as named


def save(store: Store, case_of: int, *rows: Notice) -> str:
    """A case with these slips; its number."""
    made = replace(case(case_of), notices=rows)
    with open_books(store, me(store), "d") as books:
        books.save(registered(made, me(store)))
    return made.complaint.case_no or ""


@pytest.mark.parametrize(
    ("states", "waits_for"),
    [
        (("returned", "returned", "issued"), "A-C4"),
        (("returned", "returned", "confirmed"), None),
        (("returned", "issued"), "A-C3"),
        (("accepted",), "A-C2"),
        (("done",), None),
    ],
)
def test_a_slip_waits_for_the_last_that_was_issued_anew(
    bare: Store, states: tuple[str, ...], waits_for: str | None
) -> None:
    """However often the first one came back: once the last is done, it waits no more."""
    last = len(states) + 1
    firsts = (
        slip(no, f"A-C{no}", state, reissued_as=no + 1 if no < last else None)
        for no, state in enumerate(states, 2)
    )
    save(bare, 1, slip(1, "A-C1", "issued", waits_for=2), *firsts)
    with bare.reading() as wire:
        lines = notices_by_due(wire, NoticeFilter(("warehouse",)))
    assert {line.notice.no: line.waits_for for line in lines}[1] == waits_for


def test_a_short_number_is_of_the_case_in_sight_first(bare: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one's own departments only, and before all that are due sooner."""
    monkeypatch.setattr(notices_query, "MOST_FOUND", 2)
    for n in range(1, 5):
        save(bare, n, slip(n, f"{n}-C1", "issued", department="finance" if n == 2 else "warehouse"))
    here = save(bare, 5, slip(5, "5-C1", "issued"))

    def found(*asked: object) -> list[str]:
        with bare.reading() as wire:
            return [line.notice.notice_no for line in notices_numbered(wire, "c1", *asked)]  # type: ignore[arg-type]

    assert found() == ["1-C1", "2-C1"]
    assert found(("warehouse",)) == ["1-C1", "3-C1"]
    assert found(("warehouse",), here) == ["5-C1", "1-C1"]
    assert found(()) == []
