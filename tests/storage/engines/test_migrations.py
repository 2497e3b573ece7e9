"""Migrations: one at a time, backed up before, guarded after, or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import peewee
import pytest

from aftersales.domain.errors import DomainError, Trouble
from aftersales.storage import guards, schema
from aftersales.storage.database import Store, connect, open_store
from aftersales.storage.migrate import OrphanedRows, migrate
from aftersales.storage.orm import execute
from aftersales.storage.trouble import DiskFull, NewerSchema, OlderSchema
from aftersales.storage.verify import verify
from tests.cluster import Cluster

ON_FILE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_second_run_does_nothing(store: Store) -> None:
    """An office that is up to date is left alone: no backup, no guard touched."""
    called: list[Store] = []
    assert migrate(store, called.append) == ()
    assert called == []
    assert guards.missing(store.db) == ()


def test_three_administrators_at_once(store: Store, tmp_path: Path, cluster: Cluster) -> None:
    """Three who set up the same new office at the same moment all succeed; one of them does the work."""
    if store.engine == "sqlite":
        name, url, login = "", f"sqlite:///{tmp_path / 'new.db'}", {}
    else:
        name = cluster.new_database()
        url, login = (
            f"postgresql://{cluster.host}:{cluster.port}/{name}",
            {"login": "postgres", "password": cluster.password},
        )
    done: list[tuple[str, ...]] = []
    troubles: list[BaseException] = []
    gate = threading.Barrier(3)

    def administer() -> None:
        own = connect(url, **login)
        gate.wait()
        try:
            done.append(migrate(own))
        except (Trouble, DomainError, peewee.PeeweeException, sqlite3.Error) as trouble:
            troubles.append(trouble)
        own.close()

    threads = [threading.Thread(target=administer) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if name:
        cluster.drop_database(name)
    assert troubles == []
    assert sorted(done) == [(), (), schema.known()]


REBUILD = '''"""A later migration, as a test plays it: rebuild a parent table."""

def up(migrator, db):
    columns = [column.name for column in db.get_columns("customer")]
    told = ", ".join('"%s" TEXT' % name for name in columns if name != "cust_no")
    db.execute_sql('CREATE TABLE "customer_new" ("cust_no" TEXT PRIMARY KEY NOT NULL, %s)' % told)
    {body}
    db.execute_sql('DROP TABLE "customer"')
    db.execute_sql('ALTER TABLE "customer_new" RENAME TO "customer"')
'''


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of tomorrow: this one's migrations and one more, which the test writes."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "FOLDER", folder)
    return folder / "9001_later.py"


def with_a_child(store: Store, *, parent: bool) -> None:
    """A telephone number, with or without the customer that it refers to."""
    with store.db.atomic():
        guards.drop(store.db)
    execute(store.db, "PRAGMA foreign_keys = 0")
    if parent:
        told = "na, cust_no, phones, end_user, name_key"
        execute(store.db, f"INSERT INTO customer ({told}) VALUES ('{{}}', 'K1', '[]', '[]', '')")
    execute(store.db, "INSERT INTO customer_phone VALUES ('1', 'K1')")
    execute(store.db, "PRAGMA foreign_keys = 1")


@ON_FILE
def test_a_parent_is_rebuilt_without_losing_its_children(store: Store, later: Path) -> None:
    """A rebuild of a table keeps the rows that refer to it, with a backup before and guards after."""
    with_a_child(store, parent=True)
    told = '"cust_no", "na", "phones", "end_user", "name_key"'
    copy = f'INSERT INTO "customer_new" ({told}) SELECT {told} FROM "customer"'
    later.write_text(REBUILD.format(body=f"db.execute_sql({copy!r})"), encoding="utf-8")
    seen: list[int] = []

    def backup(other: Store) -> None:
        with other.reading() as wire:
            seen.append(wire.value('SELECT count(*) FROM "customer"'))
        other.close()

    with pytest.raises(OlderSchema):
        open_store(f"sqlite:///{store.address.path}")
    assert migrate(store, backup) == ("9001_later",)
    assert seen == [1]
    assert execute(store.db, "SELECT count(*) FROM customer_phone") == [(1,)]
    assert execute(store.db, "PRAGMA foreign_keys") == [(1,)]
    assert guards.missing(store.db) == ()


@ON_FILE
def test_a_migration_that_loses_a_parent_is_given_back(store: Store, later: Path) -> None:
    """Rows left without what they refer to stop the migration: everything is as before, guards too."""
    with_a_child(store, parent=False)
    later.write_text(REBUILD.format(body="pass"), encoding="utf-8")
    with pytest.raises(OrphanedRows):
        migrate(store)
    with store.reading() as wire:
        assert schema.applied(wire) == schema.known()[:-1]
        assert wire.value("SELECT count(*) FROM sqlite_master WHERE name = 'customer_new'") == 0


def test_a_backup_that_fails_stops_the_migration(store: Store, later: Path) -> None:
    """Without a good backup nothing is changed."""
    later.write_text('"""Nothing."""\n\ndef up(migrator, db):\n    pass\n', encoding="utf-8")

    def fail(_: Store) -> None:
        raise DiskFull

    with pytest.raises(DiskFull):
        migrate(store, fail)
    with store.reading() as wire:
        assert schema.applied(wire) == schema.known()[:-1]
    assert guards.missing(store.db) == ()


def test_a_newer_office_is_refused(store: Store) -> None:
    """A program that does not know a migration of the office neither opens nor migrates it."""
    execute(
        store.db,
        "INSERT INTO schema_migration (name, applied) VALUES ('9009_tomorrow', '2030-01-01 00:00:00')",
    )
    with pytest.raises(NewerSchema) as told:
        migrate(store)
    assert told.value.facts == {"migration": "9009_tomorrow"}
    with store.reading() as wire, pytest.raises(NewerSchema):
        schema.check(schema.applied(wire))


def test_guards_of_another_edition_are_replaced(store: Store) -> None:
    """A guard that was altered is found by verify, and put right by migrate although nothing is missing."""
    assert not guards.stale(store.db)
    name = guards.names(store.db)[0]
    altered = {
        "sqlite": f'DROP TRIGGER "{name}"',
        "postgresql": "COMMENT ON FUNCTION \"guard_refuse\"() IS 'guards of last year'",
    }
    execute(store.db, altered[store.engine])
    assert guards.stale(store.db)
    assert verify(store)
    assert migrate(store) == ()
    assert not guards.stale(store.db)
    assert verify(store) == ()
