"""An office of an older schema becomes one of today's: no row, no value of it is lost, and it works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from aftersales.storage import guards, schema
from aftersales.storage.backups import backup, restore
from aftersales.storage.backups.book import local_store
from aftersales.storage.backups.tally import differing, tallies
from aftersales.storage.database import SCHEMA, Store, connect
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import SQLITE, execute
from aftersales.storage.tables import TABLES

OLDER = {"0001_initial": {"clause"}, "0003_payees": set()}
"""A schema of before: its last migration, and the tables that it did not have."""
BYTES = b"kept"
SPECIAL: dict[str, str] = {
    "case_no": "ref",
    "customer": "ref",
    "cust_no": "ref",
    "created_at": "2026-06-08T01:02:03.456Z",
    "sha256": sha256(BYTES).hexdigest(),
    "na": "{}",
}


@pytest.fixture(params=OLDER)
def last(request: pytest.FixtureRequest) -> str:
    """The last migration that the office has had."""
    return str(request.param)


@pytest.fixture
def first(engine: str, last: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An office that has had the migrations until then and no other, with a row in every table of then."""
    store = connect(f"sqlite:///{tmp_path / 'old.db'}") if engine == SQLITE else _on_server(request)
    store.db.connect()
    with store.db.atomic():
        if engine != SQLITE:
            execute(store.db, f'CREATE SCHEMA "{SCHEMA}"')
        Runner(store.db, str(schema.FOLDER), schema.JOURNAL).up(last)
    _fill(store, OLDER[last])
    yield store
    store.close()


def _on_server(request: pytest.FixtureRequest) -> Store:
    cluster, database = request.getfixturevalue("cluster"), request.getfixturevalue("database")
    return connect(
        f"postgresql://{cluster.host}:{cluster.port}/{database}", login="postgres", password=cluster.password
    )


def _columns(store: Store, table: str) -> dict[str, str]:
    return {column.name: column.data_type for column in store.db.get_columns(table) if column.name != "words"}


def _value(table: str, name: str, kind: str) -> str | int | bytes:
    if name in SPECIAL and not (name == "customer" and table != "complaint"):
        return SPECIAL[name]
    if kind in ("BLOB", "bytea"):
        return BYTES
    return 7 if kind in ("INTEGER", "bigint") else f"{table} 㛃𠮷 {name}"


def _fill(store: Store, new: set[str]) -> None:
    """One row in each table of then; no guard stands yet."""
    with store.writing(store.login) as wire:
        for table in (table.name for table in TABLES if table.name not in new):
            told = {n: _value(table, n, kind) for n, kind in _columns(store, table).items()}
            names = ", ".join(f'"{name}"' for name in told)
            signs = ", ".join("?" * len(told))
            if table == "search_text" and store.engine != SQLITE:
                names, signs = f'{names}, "words"', f"{signs}, ''"
            wire.run(f'INSERT INTO "{table}" ({names}) VALUES ({signs})', *told.values())


def test_nothing_of_an_older_office_is_lost(first: Store, last: str) -> None:
    """Every value of every row stands as before; what is new is empty; all guards stand."""
    old = {t.name: tuple(_columns(first, t.name)) for t in TABLES if t.name not in OLDER[last]}
    before = tallies(first, old)
    assert migrate(first) == schema.known()[schema.known().index(last) + 1 :]
    assert differing(before, tallies(first, old)) == ()
    assert {told.rows for told in before.values()} == {1}
    assert guards.missing(first.db) == ()
    assert not guards.stale(first.db)
    with first.reading() as wire:
        asked = 'SELECT "clauses", "language", "breach_cap", "waiver_scope", "total" FROM "agreement"'
        clauses, language, cap, scope, total = wire.rows(asked)[0]
        assert (scope, total) == ("agreement 㛃𠮷 waiver_scope", 7)
        if last == "0001_initial":
            assert (clauses, language, cap) == ("[]", None, None)
        new = 'SELECT s."password_due", c."taken_back_at", a."taken_back_at" FROM "staff" s, "contact" c, '
        assert wire.rows(f'{new}"attachment" a') == [(None, None, None)]


def test_an_upgraded_office_is_backed_up_and_restored(first: Store, tmp_path: Path) -> None:
    """After the upgrade a backup holds all of it, and what passes (who looks at what) is in none."""
    migrate(first)
    with first.db.atomic():
        guards.drop(first.db)
    execute(first.db, "INSERT INTO presence VALUES ('a', 'pc', 'ref', NULL, '2026-06-08T01:02:03.456Z')")
    with first.db.atomic():
        guards.install(first.db)
    made = backup(first, tmp_path / "b")
    assert "presence" not in made.tallies
    with closing(local_store(tmp_path / "again.db")) as again:
        restored = restore(made.copy.path, again)
        assert differing(made.tallies, restored.tallies) == ()
        with again.reading() as wire:
            assert wire.value('SELECT count(*) FROM "presence"') == 0
