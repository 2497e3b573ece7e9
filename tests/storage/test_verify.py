"""``verify`` says nothing of a sound office, and names each damage that is done to one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aftersales.domain.case import StepTaken
from aftersales.domain.codes import State
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.trail import Attachment
from aftersales.storage import guards
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.orm import execute
from aftersales.storage.queries.case import read_case
from aftersales.storage.verify import Finding, verify
from tests.storage.made import NOW, case, me, registered, stepped

OF_TRIGGER = "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = '%s'"


def write(store: Store, taken: StepTaken, *, numbered: bool = True) -> None:
    """Save a step with the number that it needs."""
    with open_books(store, me(store), "d") as books:
        if taken.before is None and numbered:
            books.next_number("case:TS-20260608")
        books.save(taken)


@pytest.fixture
def sound(bare: Store) -> Store:
    """An office with three cases, a file, an issued agreement, and prints between the steps."""
    with open_books(bare, me(bare), "d") as books:
        paper, photo = books.put_file(b"%PDF"), books.put_file(b"photo")
        books.note("export", table="complaint", key="*", at=NOW)
    agreement = Agreement(no=1, agr_no="X1", state="issued", issued_at=NOW, issued_sha256=paper)
    attachment = Attachment(no=1, name="照片", sha256=photo, size=5)
    write(bare, registered(replace(case(1), agreements=(agreement,), attachments=(attachment,)), me(bare)))
    write(bare, registered(case(2), me(bare)))
    write(bare, registered(case(3), me(bare)))
    with bare.reading() as wire:
        read = read_case(wire, "TS-20260608-002")
    write(bare, stepped(read, me(bare), "accept", state=State.INVESTIGATING))
    return bare


def test_a_sound_office(sound: Store) -> None:
    """Nothing is found where nothing is wrong."""
    assert verify(sound, guarded=False) == ()


DAMAGE: dict[str, tuple[str, list[str]]] = {
    "a row's content": ("UPDATE history SET changes = '[]' WHERE seq = 2", ["history_broken"]),
    "a row's actor": ("UPDATE history SET actor = 'x' WHERE seq = 1", ["history_broken"]),
    "a hash made to fit its row": ("UPDATE history SET prev_hash = 'x' WHERE seq = 3", ["history_broken"]),
    "a row gone": ("DELETE FROM history WHERE seq = 1", ["history_broken"]),
    "the last row gone": ("DELETE FROM history WHERE seq = 5", ["history_without_change"]),
    "a version": ("UPDATE complaint SET version = 9 WHERE id = 1", ["history_without_change"]),
    "a state": ("UPDATE complaint SET state = 'closed' WHERE id = 1", ["state_differs", "counter_differs"]),
    "a case without history": ("UPDATE history SET case_no = NULL WHERE seq = 4", ["case_without_history"]),
    "a number left out": (
        "UPDATE counter SET value = 4 WHERE name = 'case:TS-20260608'",
        ["counter_differs"],
    ),
    "a count": ("UPDATE state_count SET n = n + 1 WHERE state = 'registered'", ["counter_differs"]),
    "a file's bytes": ("UPDATE stored_file SET size = 6 WHERE size = 5", ["file_damaged"]),
    "a photo gone": ("DELETE FROM stored_file WHERE size = 5", ["file_missing"]),
    "an agreement's paper gone": ("DELETE FROM stored_file WHERE size = 4", ["agreement_paper_missing"]),
    "an agreement of other bytes": (
        "UPDATE agreement SET issued_sha256 = 'x'",
        ["agreement_paper_missing"],
    ),
    "a search text gone": ("DELETE FROM search_text WHERE id = 2", ["not_findable"]),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_named(sound: Store, damage: str) -> None:
    """Each kind of damage, done past all guards, is found under its code."""
    statement, codes = DAMAGE[damage]
    execute(sound.db, statement)
    found = [finding.code for finding in verify(sound, guarded=False)]
    assert set(codes) <= set(found), found


def test_a_gap_in_a_days_numbers(bare: Store) -> None:
    """A number of a day that no case has is named."""
    write(bare, registered(case(1), me(bare)))
    with open_books(bare, me(bare), "d") as books:
        books.next_number("case:TS-20260608")
    write(bare, registered(case(3), me(bare)))
    (finding,) = verify(bare, guarded=False)
    assert (finding.code, finding.facts) == ("number_gap", {"day": "TS-20260608", "n": 2})


def test_a_version_that_was_left_out(bare: Store) -> None:
    """A chain whose hashes fit is wrong where a case's versions have a gap or its states do not meet."""
    write(bare, registered(case(1), me(bare)))
    with bare.reading() as wire:
        read = read_case(wire, "TS-20260608-001")
    leap = replace(read, complaint=replace(read.complaint, version=3, state=State.CLOSED))
    strange = replace(read, complaint=replace(read.complaint, state=State.AGREED))
    write(bare, StepTaken(step="close", before=strange, after=leap, at=NOW, actor=me(bare)))
    codes = [finding.code for finding in verify(bare, guarded=False)]
    assert codes[:2] == ["version_gap", "state_gap"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_row_that_refers_to_nothing(sound: Store) -> None:
    """A reference to a row that is not there is named with its table (a server does not let it in)."""
    execute(sound.db, "PRAGMA foreign_keys = 0")
    execute(sound.db, "UPDATE message SET case_no = 'x'")
    execute(sound.db, "UPDATE complaint SET customer = 'x' WHERE id = 3")
    found = [(finding.code, finding.facts) for finding in verify(sound, guarded=False)]
    assert found == [("orphaned_rows", {"table": "complaint", "column": "customer", "rows": 1})]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_damaged_file(sound: Store) -> None:
    """Bytes overwritten inside the file, so that they are no text, are found."""
    execute(sound.db, "VACUUM")
    sound.close()
    path = sound.address.path
    content = bytearray(path.read_bytes())
    start = content.index("用了十天就漏油".encode())
    content[start - 40 : start] = b"\xff" * 40
    path.write_bytes(content)
    assert "damaged" in {finding.code for finding in verify(sound, guarded=False)}


def test_missing_guards_are_named(store: Store) -> None:
    """With its guards an empty office is sound; without one, that one is named; a backup has none."""
    assert verify(store) == ()
    name = guards.names(store.db)[0]
    on = "" if store.engine == "sqlite" else f" ON {execute(store.db, OF_TRIGGER % name)[0][0]}"
    execute(store.db, f'DROP TRIGGER "{name}"{on}')
    assert verify(store) == (Finding("guard_missing", {"guard": name}),)
    assert verify(store, guarded=False) == ()
