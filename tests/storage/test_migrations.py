"""Upgrading an office: one of several administrators does it, after a backup, and no row is lost."""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest

from aftersales.storage import database, guards, schema
from aftersales.storage.backups import before_migration, copies, office_name, restore, usual_folder
from aftersales.storage.backups.book import local_store, shape
from aftersales.storage.backups.tally import differing, tallies
from aftersales.storage.books import search
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.migrate import MERGED_BEFORE, OrphanedRows, migrate
from aftersales.storage.orm import SQLITE, execute
from aftersales.storage.passwords import WrongPassword
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.tables import TABLES
from aftersales.storage.trouble import LoginRefused
from aftersales.storage.upgrading import OnlyAdminsUpgrade, upgrade
from aftersales.storage.verify import verify
from aftersales.usecases.customers import merge_customers
from aftersales.usecases.registering import register
from aftersales.usecases.work import Work
from tests.storage.desks import migrating, opening, start
from tests.storage.small_office import (
    NO_PAPERS,
    PASSWORD,
    REGISTRATION,
    Small,
    Speech,
    new_office,
    numbers,
    register_one,
)

EVERY = {table.name: table.names for table in TABLES}
REBUILD = '''"""Make the table anew that all rows of a case refer to."""


def up(migrator, db):
    if type(db).__name__ != "Sqlite":
        db.execute_sql('ALTER TABLE "complaint" RENAME COLUMN "title" TO "heading"')
        db.execute_sql('ALTER TABLE "complaint" RENAME COLUMN "heading" TO "title"')
        return
    sql = db.execute_sql("SELECT sql FROM sqlite_master WHERE name = 'complaint'").fetchone()[0]
    asked = "SELECT sql FROM sqlite_master WHERE tbl_name = 'complaint' AND type = 'index' AND sql <> ''"
    indexes = [row[0] for row in db.execute_sql(asked).fetchall()]
    db.execute_sql(sql.replace('"complaint"', '"complaint_new"', 1))
    db.execute_sql('INSERT INTO "complaint_new" SELECT * FROM "complaint"')
    db.execute_sql('DROP TABLE "complaint"')
    db.execute_sql('ALTER TABLE "complaint_new" RENAME TO "complaint"')
    for index in indexes:
        db.execute_sql(index)
'''
LOSING = '''"""A migration with a fault: it forgets the customers."""


def up(migrator, db):
    db.execute_sql('DELETE FROM "customer"')
'''


@pytest.fixture
def office(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Small:
    """An office with two complaints."""
    made = new_office(engine, tmp_path, request)
    with closing(made.store(made.clerk)) as store:
        register_one(store, made.clerk)
        register_one(store, made.clerk)
    return made


def _program(folder: Path, text: str) -> Path:
    """A folder of migrations: this program's, and one more."""
    shutil.copytree(schema.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    last = max(int(name[:4]) for name in schema.known())
    (folder / f"{last + 1:04}_next.py").write_text(text, encoding="utf-8")
    return folder


def _upgraded(store: Store, backups: Path, monkeypatch: pytest.MonkeyPatch, program: Path) -> tuple[str, ...]:
    monkeypatch.setattr(schema, "FOLDER", program)
    return migrate(store, before_migration(backups))


def test_a_parent_is_rebuilt(office: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebuilding the table that all rows of cases refer to loses none of them; guards stand; work goes on."""
    with closing(office.store(office.admin)) as store:
        before = tallies(store, EVERY)
        names = _upgraded(store, tmp_path / "b", monkeypatch, _program(tmp_path / "m", REBUILD))
        assert len(names) == 1
        assert differing(before, tallies(store, EVERY)) == ()
        assert before["case_clock"].rows > 0
        assert guards.missing(store.db) == ()
        assert verify(store) == ()
    if office.engine == SQLITE:  # a server's roles are granted anew by `founding.upgrade`
        with closing(office.store(office.clerk)) as clerks:
            register_one(clerks, office.clerk)


def test_the_backup_before(office: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office as it was is in a backup of the old schema; it restores, upgraded, with the new program."""
    with closing(office.store(office.admin)) as store:
        before = tallies(store, EVERY)
        [name] = _upgraded(store, tmp_path / "b", monkeypatch, _program(tmp_path / "m", REBUILD))
        [copy] = copies(tmp_path / "b", office_name(store.address))
    with closing(local_store(copy.path)) as book:
        book.connect()
        with book.reading() as wire:
            assert name not in schema.applied(wire)
        assert set(shape(book)) == set(EVERY)
    with closing(local_store(tmp_path / "again.db")) as again:
        restored = restore(copy.path, again)
        assert restored.findings == ()
        assert not set(differing(before, restored.tallies)) - {"login_secret"}
        with again.reading() as wire:
            assert name in schema.applied(wire)


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_backup_longer_than_the_server_waits(
    office: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server with much data is upgraded: its limit for idle transactions does not cut who waits for it."""
    monkeypatch.setattr(database, "SERVER_LIMITS", "-c idle_in_transaction_session_timeout=1s")
    monkeypatch.setattr(schema, "FOLDER", _program(tmp_path / "m", REBUILD))
    with closing(office.store(office.admin)) as store:
        store.connect()
        [(pid,)] = execute(store.db, "SELECT pg_backend_pid()")
        assert len(migrate(store, lambda _: _until_idle_or_cut(office, pid))) == 1


def _until_idle_or_cut(office: Small, pid: int) -> None:
    """A backup that lasts twice as long as the limit."""
    assert office.cluster is not None
    asked = "SELECT now() - state_change < interval '2s' FROM pg_stat_activity WHERE pid = %s"
    deadline = time.monotonic() + 60
    with office.cluster.admin_connection() as raw:
        while raw.execute(asked, (pid,)).fetchone() == (True,):
            assert time.monotonic() < deadline, "the migrator does not wait"


def test_no_backup_no_upgrade(office: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the backup cannot be written nothing is upgraded."""
    (tmp_path / "b").write_text("no folder")
    with closing(office.store(office.admin)) as store:
        with pytest.raises(Exception, match="folder_out_of_reach"):
            _upgraded(store, tmp_path / "b", monkeypatch, _program(tmp_path / "m", REBUILD))
        with store.reading() as wire:
            assert len(schema.applied(wire)) == len(schema.known()) - 1
        assert guards.missing(store.db) == ()


def test_orphans_stop_an_upgrade(office: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration that leaves rows without what they refer to is taken back whole, guards and all."""
    with closing(office.store(office.admin)) as store:
        before = tallies(store, EVERY)
        wanted = OrphanedRows if office.engine == SQLITE else Exception
        with pytest.raises(wanted):
            _upgraded(store, tmp_path / "b", monkeypatch, _program(tmp_path / "m", LOSING))
        assert differing(before, tallies(store, EVERY)) == ()
        assert guards.missing(store.db) == ()


def test_three_administrators_at_once(office: Small, tmp_path: Path) -> None:
    """Of three who upgrade at the same moment one does it and all succeed; the staff is told one thing."""
    program = _program(tmp_path / "m", REBUILD)
    staff = start(opening, office, program)
    assert staff.finish() == ["older_schema"]
    desks = [start(migrating, office, program, tmp_path / "b") for _ in range(3)]
    said = [desk.finish() for desk in desks]
    [newest] = {path.stem for path in program.glob("[0-9]*.py")} - set(schema.known())
    assert sorted(said) == [[newest], ["nothing"], ["nothing"]]
    assert [desk.process.exitcode for desk in desks] == [0, 0, 0]
    assert start(opening, office, program).finish() == ["open"]
    assert start(opening, office, schema.FOLDER).finish() == ["newer_schema"]
    with closing(office.store(office.admin)) as store:
        assert len(numbers(store)) == 2
        assert len(copies(tmp_path / "b", office_name(store.address))) == 1


def test_login_and_password_upgrade(office: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who signs in as an administrator upgrades, after a backup; a wrong password or a clerk does nothing."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(schema, "FOLDER", _program(tmp_path / "m", REBUILD))
    newest = schema.known()[-1]
    with pytest.raises((WrongPassword, LoginRefused)):
        upgrade(office.url, office.admin, "nonsense-2026")
    if office.engine == SQLITE:  # in a practice company of one file everybody may
        with closing(office.store(office.admin)) as store:
            store.connect()
            guards.drop(store.db)
            execute(store.db, 'UPDATE "company" SET "practice" = 0')
    with pytest.raises(OnlyAdminsUpgrade):
        upgrade(office.url, office.clerk, PASSWORD)
    assert upgrade(office.url, office.admin, PASSWORD) == (newest,)
    assert upgrade(office.url, office.admin, PASSWORD) == ()
    with closing(office.store(office.admin)) as store:
        assert len(numbers(store)) == 2
        folder = usual_folder(store.address)
        [copy] = copies(folder, office_name(store.address))
        assert copy.path.exists()


NAMES = ("顺达汽修", "顺达汽车维修", "顺达集团")


def test_cases_of_customers_merged_long_ago_are_found(
    office: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An office whose records an older program merged finds by each name, upgraded or restored from then."""
    assert MERGED_BEFORE in schema.known()
    program = _program(tmp_path / "m", REBUILD)
    monkeypatch.setattr("aftersales.storage.migrate.MERGED_BEFORE", max(program.glob("[0-9]*.py")).stem)
    with closing(office.store(office.clerk)) as clerks:
        _merged_by_an_older_program(clerks, office.clerk)
    with closing(office.store(office.admin)) as store:
        assert _found(store) == [[3], [4], [5]]
        _upgraded(store, tmp_path / "b", monkeypatch, program)
        assert _found(store) == [[5, 4, 3]] * 3
        assert verify(store) == ()
        [copy] = copies(tmp_path / "b", office_name(store.address))
    with closing(local_store(tmp_path / "again.db")) as again:
        assert restore(copy.path, again).findings == ()
        assert _found(again) == [[5, 4, 3]] * 3


def _merged_by_an_older_program(store: Store, login: str) -> None:
    """Three records made one, and each case left findable by its own alone."""
    with open_books(store, login, "test") as books:
        work = Work(books, books.now(), Speech(), NO_PAPERS)
        told = [{"cust_name": name, "phones": f"1390000000{n}"} for n, name in enumerate(NAMES)]
        first, second, third = (register(work, {**REGISTRATION, **one}).complaint.customer for one in told)
    with store.reading() as wire:
        texts = wire.rows('SELECT "id", "text" FROM "search_text"')
    with open_books(store, login, "test") as books:
        work = Work(books, books.now(), Speech(), NO_PAPERS)
        merge_customers(work, first, second)
        merge_customers(work, second, third)
    with store.writing(login) as wire:
        for id_, text in texts:
            search.keep_again(wire, id_, text)


def _found(store: Store) -> list[list[int]]:
    """The cases found by each of the names."""
    store.connect()
    with store.reading() as wire:
        return [[line.id for line in case_lines(wire, CaseFilter(text=name))] for name in NAMES]
