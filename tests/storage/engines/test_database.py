"""Connections, transactions and migrations: safe settings, one writer, each trouble under its name."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
import weakref
from contextlib import closing
from pathlib import Path

import peewee
import psycopg
import pytest

from aftersales.storage.database import PRAGMAS, Store, beside, connect, open_store
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import execute
from aftersales.storage.tables import INDEXES, PASSING, TABLES
from aftersales.storage.tables.models import models
from aftersales.storage.trouble import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseGone,
    DiskFull,
    LoginRefused,
    NoOfficeHere,
    RefusedByDatabase,
    meaning,
)
from tests.cluster import Cluster
from tests.storage.made import me

EVERY = (*TABLES, *PASSING)
ON_FILE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
ON_SERVER = pytest.mark.parametrize(
    "engine", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


def run_python(code: str) -> str:
    """What a new interpreter prints for a program."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    return done.stdout.strip()


# --- loading


def test_an_office_in_a_file_loads_no_driver_of_the_server(tmp_path: Path) -> None:
    """From import to a written row, a SQLite office never loads psycopg, though it is installed."""
    code = f"""
import sys
from aftersales.storage.database import connect
from aftersales.storage.migrate import migrate
from aftersales.storage.books.unit import open_books
store = connect("sqlite:///{tmp_path}/office.db")
migrate(store)
with open_books(store, "a", "d") as books:
    books.next_number("x")
store.close()
print([name for name in sys.modules if name.startswith("psycopg")])
import psycopg
print(psycopg.__name__)
"""
    assert run_python(code) == "[]\npsycopg"


@ON_SERVER
def test_both_engines_in_one_process(store: Store, tmp_path: Path) -> None:
    """A server's office and a file's office are open side by side, as a move from one to the other needs."""
    other = connect(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    with store.reading() as here, other.reading() as there:
        assert here.value("SELECT 1") == there.value("SELECT 1") == 1
    other.close()


# --- tables


def test_the_migrations_are_the_tables_of_today(store: Store) -> None:
    """The frozen copies make what the records say: columns, NOT NULL, keys, references, indexes."""
    for table in EVERY:
        found = [column for column in store.db.get_columns(table.name) if column.name != "words"]
        assert {column.name: column.null for column in found} == {
            column.name: column.optional for column in table.columns
        }
        assert tuple(store.db.get_primary_keys(table.name)) == table.key
        kinds = {"sqlite": {"TEXT", "INTEGER", "BLOB"}, "postgresql": {"text", "bigint", "bytea"}}
        assert {column.data_type for column in found} <= kinds[store.engine]
        assert all(column.default is None for column in found)
        assert len(store.db.get_foreign_keys(table.name)) == len(table.references)
    standing = {index.name for table in EVERY for index in store.db.get_indexes(table.name)}
    assert {index.split('"')[1] for index in INDEXES} <= standing


def test_models_are_the_tables() -> None:
    """Every table has a peewee model with its columns, named after the record."""
    made = models()
    assert set(made) == {table.name for table in EVERY}
    assert made["product_line"].__name__ == "ProductLineRow"
    for table in EVERY:
        assert set(made[table.name]._meta.columns) == set(table.names)


@ON_FILE
def test_columns_are_strict(bare: Store) -> None:
    """A text in a column of numbers is refused by SQLite as by the server."""
    with pytest.raises(sqlite3.IntegrityError), bare.writing("a") as wire:
        wire.run('INSERT INTO "counter" VALUES (?, ?)', "x", "many")


# --- connections


@ON_FILE
def test_settings_of_a_connection(store: Store) -> None:
    """Every connection, each thread's own, has the safe settings, and rolls a journal."""
    second = beside(store)
    second.connect()
    assert execute(second.db, "PRAGMA journal_mode") == [("delete",)]
    assert execute(second.db, "PRAGMA synchronous") == [(2,)]
    for name in ("foreign_keys", "recursive_triggers"):
        assert execute(second.db, f"PRAGMA {name}") == [(PRAGMAS[name],)]
    assert execute(second.db, "PRAGMA busy_timeout") == [(5000,)]
    second.close()


@ON_SERVER
def test_a_server_compiles_no_list_first(store: Store) -> None:
    """Every connection says so itself, whatever the server's own file says."""
    second = beside(store)
    second.connect()
    asked = "SELECT setting, source FROM pg_settings WHERE name = 'jit'"
    assert execute(second.db, asked) == [("off", "client")]
    second.close()


def test_no_connection_opens_by_itself(store: Store) -> None:
    """A stray query outside a transaction is an error, not a leaked connection."""
    store.close()
    store.close()
    with pytest.raises(peewee.InterfaceError):
        store.db.execute_sql("SELECT 1")


def test_me(store: Store) -> None:
    """The database knows who acts: a function on SQLite, the session's user on the server."""
    asked = {"sqlite": "SELECT me()", "postgresql": "SELECT session_user"}
    with store.writing(me(store)) as wire:
        assert wire.value(asked[store.engine]) == me(store) == wire.me


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Opening says that there is no office; only setting one up makes a file."""
    path = tmp_path / "none.db"
    with pytest.raises(NoOfficeHere):
        open_store(f"sqlite:///{path}")
    assert not path.exists()


def test_a_file_that_is_no_office(tmp_path: Path) -> None:
    """Other bytes and other people's databases are named as such."""
    path = tmp_path / "x.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(DatabaseDamaged):
        open_store(f"sqlite:///{path}")
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")
    with pytest.raises(NoOfficeHere):
        open_store(f"sqlite:///{path}")


def test_server_troubles(cluster: Cluster) -> None:
    """A wrong password, a database that is not there, a server that is not there: each by its name."""
    url = f"postgresql://{cluster.host}:{cluster.port}"
    with pytest.raises(LoginRefused):
        open_store(f"{url}/postgres", login="postgres", password="wrong")
    with pytest.raises(NoOfficeHere):
        open_store(f"{url}/nothing_here", login="postgres", password=cluster.password)
    with pytest.raises(NoOfficeHere):
        open_store(f"{url}/postgres", login="postgres", password=cluster.password)
    with pytest.raises(DatabaseGone):
        open_store("postgresql://127.0.0.1:1/office", login="postgres", password="x")


def cut_myself(store: Store, other: Store) -> None:
    """A step in the middle of which the server cuts the line."""
    with store.writing(me(store)) as wire:
        pid = wire.value("SELECT pg_backend_pid()")
        with other.reading() as second:
            second.value("SELECT pg_terminate_backend(?)", pid)
        wire.value("SELECT 1")


@ON_SERVER
def test_a_cut_connection_is_forgotten(store: Store) -> None:
    """When the server cuts the line, the step fails by name and the next one goes through a new line."""
    other = beside(store)
    with pytest.raises(DatabaseGone):
        cut_myself(store, other)
    with store.writing(me(store)) as wire:
        assert wire.value("SELECT 1") == 1
    other.close()


def test_a_store_that_nobody_holds_keeps_no_file_open(tmp_path: Path) -> None:
    """An office's file that was not closed is let go of: on Windows nobody could move it until the end."""
    path = tmp_path / "office.db"
    path.touch()
    store = connect(f"sqlite:///{path}")
    with store.writing("admin") as wire:
        assert wire.value("SELECT me()") == "admin"
    held = weakref.ref(store)
    del store, wire
    gc.collect()
    assert held() is None


# --- transactions


def test_one_writer_at_a_time(store: Store) -> None:
    """While one writes, another waits and is then told; a reader reads what stood before."""
    second = beside(store)
    second.connect()
    quick = {"sqlite": "PRAGMA busy_timeout = 50", "postgresql": "SET lock_timeout = '50ms'"}
    execute(second.db, quick[store.engine])
    with store.writing(me(store)) as wire:
        wire.run('INSERT INTO "state_count" VALUES (?, ?)', "x", 1)
        with pytest.raises(DatabaseBusy), second.writing(me(store)):
            pass
        with second.reading() as reader:
            assert reader.value('SELECT count(*) FROM "state_count"') == 0
    with second.writing(me(store)) as wire:
        assert wire.value('SELECT count(*) FROM "state_count"') == 1
    second.close()


@ON_SERVER
def test_reading_is_one_moment(store: Store) -> None:
    """What is read in one `reading` belongs together, whatever others commit between."""
    second = beside(store)
    with store.reading() as wire:
        assert wire.value('SELECT count(*) FROM "state_count"') == 0
        with second.writing(me(store)) as writer:
            writer.run('INSERT INTO "state_count" VALUES (?, ?)', "x", 1)
        assert wire.value('SELECT count(*) FROM "state_count"') == 0
    second.close()


def write_beside(store: Store) -> None:
    """Write a row through another connection that does not wait long."""
    other = beside(store)
    other.connect()
    execute(other.db, "PRAGMA busy_timeout = 50")
    with other.writing("a") as writer:
        writer.run('INSERT INTO "state_count" VALUES (?, ?)', "x", 1)


@ON_FILE
def test_a_file_waits_for_its_reader(store: Store) -> None:
    """In a file nobody commits while somebody reads one moment: the writer waits, then is told."""
    with store.reading() as wire:
        assert wire.value('SELECT count(*) FROM "state_count"') == 0
        with pytest.raises(DatabaseBusy):
            write_beside(store)
        assert wire.value('SELECT count(*) FROM "state_count"') == 0
    write_beside(store)


@ON_SERVER
def test_reading_cannot_write(store: Store) -> None:
    """A query that writes is refused by the server."""
    with pytest.raises(Exception, match="read-only"), store.reading() as wire:
        wire.run('INSERT INTO "state_count" VALUES (?, ?)', "x", 1)


@ON_FILE
def test_a_full_disk_is_named_and_nothing_is_lost(bare: Store) -> None:
    """A disk that fills up within a step: the cause is named, what was acknowledged stays, one goes on."""
    with bare.writing("a") as wire:
        wire.run('INSERT INTO "counter" VALUES (?, ?)', "kept", 1)
    pages = execute(bare.db, "PRAGMA page_count")[0][0]
    execute(bare.db, f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(DiskFull), bare.writing("a") as wire:
        wire.run('INSERT INTO "stored_file" VALUES (?, ?, ?)', "x", 1, os.urandom(1_000_000))
    execute(bare.db, "PRAGMA max_page_count = 1000000")
    with bare.writing("a") as wire:
        assert wire.rows('SELECT "name" FROM "counter"') == [("kept",)]
        wire.run('INSERT INTO "stored_file" VALUES (?, ?, ?)', "x", 1, b"x")


def test_a_masked_cause_is_found() -> None:
    """Where a rollback's error hides the full disk behind it, the disk is named."""
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorname = "SQLITE_FULL"
    mask = peewee.OperationalError("cannot rollback - no transaction is active")
    mask.__context__ = cause
    assert isinstance(meaning(mask), DiskFull)


@pytest.mark.parametrize(
    ("text", "rule"), [("rule:four_eyes", "four_eyes"), ("rule:x_1\nCONTEXT: PL/pgSQL", "x_1")]
)
def test_a_guards_message_is_a_refusal(text: str, rule: str) -> None:
    """A guard's name becomes a domain error; the same words further on in a message do not."""
    told = meaning(sqlite3.IntegrityError(text))
    assert isinstance(told, RefusedByDatabase)
    assert told.facts == {"rule": rule}
    assert meaning(sqlite3.IntegrityError(f"someone typed {text}")) is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('致命错误: 用户 "lihua" Password 认证失败', "login_refused"),
        ('������:  �û� "lihua" Password ��֤ʧ��', "login_refused"),
        ('致命错误: 不允许角色"lihua" 进行登录', "login_refused"),
        ('致命错误: 数据库 "office" 不存在', "no_office_here"),
        ("连接被拒绝", "database_gone"),
    ],
)
def test_a_server_that_speaks_chinese(said: str, code: str) -> None:
    """A wrong password sends nobody to look at the network, also where the letters came in another code."""
    told = meaning(psycopg.OperationalError(said))
    assert told is not None
    assert told.code == code
