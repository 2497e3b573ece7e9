"""History: gap-free, chained, the same bytes in Python, SQLite and PostgreSQL, secrets masked."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from aftersales.domain.case import StepTaken
from aftersales.domain.records.agreement import Agreement
from aftersales.domain.records.contact import Contact
from aftersales.domain.records.trail import History
from aftersales.storage.books.unit import open_books
from aftersales.storage.codec import Plain, codec
from aftersales.storage.database import Store
from aftersales.storage.history import CHAIN, MASK, chain_text, chain_text_sql, changes, fingerprint
from aftersales.storage.queries.case import read_case
from aftersales.storage.queries.histories import history_of, newest_history
from tests.storage.made import NOW, TEXTS, case, me, parts, registered, stepped


def columns(row: History) -> dict[str, Plain]:
    """A history row as its columns."""
    kept = codec(History)
    return dict(zip(kept.names, kept.encode(row), strict=True))


def save(store: Store, taken: StepTaken) -> None:
    """Save a step in a unit of work."""
    with open_books(store, me(store), "柜台-1") as books:
        books.save(taken)


def test_chain_is_what_the_page_says() -> None:
    """The hashed bytes are netstrings of the columns in their order: this row's are written here by hand."""
    row = columns(
        History(seq=7, at=NOW, actor="张", step="note", table_name="t", row_key="k", prev_hash="ab")
    )
    text = "2:ab,1:7,24:2026-06-08T01:02:03.456Z,1:张,4:note,1:t,1:k,-,0:,-,-,-,2:[],-,-,-,"
    assert chain_text(row) == text
    assert fingerprint(row) == sha256(text.encode()).hexdigest()
    assert set(CHAIN) | {"hash"} == set(codec(History).names)


@given(
    parts(History), TEXTS, st.sampled_from([name for name in CHAIN if name not in {"seq", "at", "version"}])
)
def test_every_column_is_hashed(row: History, other: str, name: str) -> None:
    """Changing any column changes the hash, also when text moves over the border of two columns."""
    before = columns(row)
    assert (fingerprint({**before, name: other}) == fingerprint(before)) == (before[name] == other)
    moved = {**before, "table_name": f"{before['table_name']}{other}", "row_key": before["row_key"]}
    split = {**before, "table_name": before["table_name"], "row_key": f"{other}{before['row_key']}"}
    assert fingerprint(moved) != fingerprint(split)


def test_the_database_computes_the_same_bytes(bare: Store) -> None:
    """The expression of SQL gives Python's text for rows with Chinese, emoji, NULL and quotes."""
    made = case(1, title="𠮷'\"\\%_😀\t|", verbatim="第一行\n第二行")
    save(bare, registered(made, me(bare)))
    save(bare, replace(stepped(made, me(bare)), reason="理由", on_behalf_of="lead1"))
    with bare.reading() as wire:
        rows = wire.rows(f'SELECT {chain_text_sql()}, "hash" FROM "history" ORDER BY "seq"')
        told = [chain_text(columns(row)) for row in history_of(wire, "TS-20260608-001")]
    assert [text for text, _ in rows] == told
    assert [sha256(text.encode()).hexdigest() for text in told] == [hash_ for _, hash_ in rows]


def test_links_and_numbers(bare: Store) -> None:
    """Rows of all cases and of the office are one chain: numbered from 1, each with the hash before it."""
    for n in (1, 2):
        save(bare, registered(case(n), me(bare)))
        with open_books(bare, me(bare), "d") as books:
            books.note("print", table="agreement", key="x", at=NOW, case_no=f"TS-20260608-00{n}")
            head = books.history_head()
    with bare.reading() as wire:
        rows = newest_history(wire)[::-1]
        assert newest_history(wire, 2, before=4) == (rows[2], rows[1])
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert [row.prev_hash for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert rows[-1].hash == head
    assert [row.version for row in rows] == [1, None, 1, None]


def test_a_row_says_who_what_where(bare: Store) -> None:
    """Actor, login, station, step, states, version and business keys stand in the row."""
    save(bare, registered(case(1), me(bare), on_behalf_of="boss", reason="代录"))
    with bare.reading() as wire:
        (row,) = history_of(wire, "TS-20260608-001")
    assert (row.actor, row.login, row.station) == (me(bare), me(bare), "柜台-1")
    assert (row.step, row.from_state, row.to_state, row.version) == ("register", None, "registered", 1)
    assert (row.table_name, row.row_key) == ("complaint", "TS-20260608-001")
    assert (row.on_behalf_of, row.reason, row.at) == ("boss", "代录", NOW)


def test_changes_are_told_field_by_field(bare: Store) -> None:
    """A step tells each field that it changed, old and new; nothing else."""
    made = replace(case(1, verbatim="长" * 5000), contacts=(Contact(no=1, content="旧"),))
    save(bare, registered(made, me(bare)))
    with bare.reading() as wire:
        read = read_case(wire, "TS-20260608-001")
    after = replace(
        read, contacts=(replace(read.contacts[0], content="新"), Contact(no=2, will_call_back=False))
    )
    save(bare, stepped(read, me(bare), title="题", after=after))
    with bare.reading() as wire:
        first, second = history_of(wire, "TS-20260608-001")
    told = json.loads(first.changes)
    assert next(item for item in told if item["field"] == "verbatim")["new"] == "长" * 5000
    key = "TS-20260608-001"
    assert json.loads(second.changes) == [
        {"table": "complaint", "key": key, "field": "title", "old": None, "new": "题"},
        {"table": "contact", "key": f"{key}/1", "field": "content", "old": "旧", "new": "新"},
        {"table": "contact", "key": f"{key}/2", "field": "will_call_back", "old": None, "new": 0},
    ]


def test_secrets_are_masked() -> None:
    """A bank account never stands in history: that it changed does."""
    found = changes(
        "agreement", "k", Agreement(no=1, account=None), Agreement(no=1, account="6222001234567890")
    )
    assert found == [{"table": "agreement", "key": "k", "field": "account", "old": None, "new": MASK}]


def test_a_removed_row_is_told() -> None:
    """What a removed row held is kept as the old values."""
    found = changes("contact", "k", Contact(no=1, content="x", created_at=NOW), None)
    assert {"table": "contact", "key": "k", "field": "content", "old": "x", "new": None} in found
