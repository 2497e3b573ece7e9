"""Restoring: into either engine without difference, all of it or nothing, and the drill that shows it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from aftersales.storage import accounts, founding, guards
from aftersales.storage.backups import (
    BackupDamaged,
    FilesMissing,
    NoBackupYet,
    NotABackup,
    NotAdministratorThere,
    OfficeNotEmpty,
    backup,
    before_restore,
    copies,
    looked_at,
    rehearse,
    restore,
)
from aftersales.storage.backups.book import SECRETS, local_store
from aftersales.storage.backups.tally import differing
from aftersales.storage.books import search
from aftersales.storage.books.office import OFFICE_COUNTER
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store, connect, open_store
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import POSTGRESQL, SQLITE
from aftersales.storage.queries.cases import CaseFilter, case_lines
from aftersales.storage.rows import insert_sql
from aftersales.storage.tables import TABLES, Table
from aftersales.storage.tables.columns import Column, Form
from aftersales.storage.trouble import LoginRefused
from aftersales.storage.verify import verify
from tests.cluster import Cluster
from tests.storage.small_office import PASSWORD, Small, file_office, new_office, numbers, register_one

PHOTO = b"\x89PNG \x00 photo"
BYTES = b"bytes \x00 of a row"
BIG = 2**62
OTHER = {SQLITE: POSTGRESQL, POSTGRESQL: SQLITE}


def _fill(office: Small) -> None:
    with closing(office.store(office.clerk)) as store:
        register_one(store, office.clerk)
        register_one(store, office.clerk)
        with open_books(store, office.clerk, "test") as books:
            books.put_file(PHOTO)


@pytest.fixture(scope="module")
def office(engine: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Small:
    """An office that the tests of this file share; nobody changes it."""
    made = new_office(engine, tmp_path_factory.mktemp("office"), request)
    _fill(made)
    return made


@pytest.fixture(scope="module")
def book(office: Small, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    with closing(office.store(office.admin)) as store:
        return backup(store, tmp_path_factory.mktemp("backups")).copy.path


Somewhere = Callable[[str], Store]


@pytest.fixture
def somewhere(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Somewhere]:
    """Stores of places where no office is yet, of either engine; a server's is the cluster's superuser's."""
    stores: list[Store] = []
    databases: list[str] = []

    def place(engine: str) -> Store:
        if engine == SQLITE:
            stores.append(local_store(tmp_path / f"place{len(stores)}.db"))
        else:
            cluster: Cluster = request.getfixturevalue("cluster")
            databases.append(cluster.new_database())
            url = f"postgresql://{cluster.host}:{cluster.port}/{databases[-1]}"
            stores.append(connect(url, login="postgres", password=cluster.password))
        return stores[-1]

    yield place
    for store in stores:
        store.close()
    for name in databases:
        request.getfixturevalue("cluster").drop_database(name)


def _unguarded(store: Store) -> tuple[str, ...]:
    """The guards that do not stand."""
    store.connect()
    return guards.missing(store.db)


# --- every table, every engine


def _value(table: Table, column: Column) -> str | int | bytes:
    """Something of the column's form; references lead to the one row of their table."""
    if column.form == Form.BYTES:
        return BYTES
    if column.form == Form.INTEGER:
        return BIG
    referring = {to.column for to in table.references}
    return "ref" if column.name in referring else f"{table.name} 㛃𠮷\n'\"\\ {column.name}"


def _row(table: Table) -> dict[str, str | int | bytes]:
    """A row of the table in which references hold."""
    told = {column.name: _value(table, column) for column in table.columns}
    fixed = {"case_no": "ref", "cust_no": "ref", "created_at": "2026-06-08T01:02:03.456Z"}
    told |= {name: value for name, value in fixed.items() if name in told}
    told |= {"name": OFFICE_COUNTER} if table.name == "counter" else {}
    return told | ({"sha256": sha256(BYTES).hexdigest()} if table.name == "stored_file" else {})


def _fill_every_table(store: Store) -> None:
    """One row in each table, without guards: only the rows matter, not what they say."""
    migrate(store)
    with store.writing(store.login) as wire:
        guards.drop(store.db)
        for table in TABLES:
            if table.name == "search_text":
                search.keep(wire, BIG, "全部表")
            else:
                wire.run(insert_sql(table.name), *_row(table).values())
        guards.install(store.db)


def test_every_table_goes_there_and_back(engine: str, somewhere: Somewhere, tmp_path: Path) -> None:
    """A row of every table goes to the other engine and back and is the same; passwords stay in a file."""
    start, there, back = somewhere(engine), somewhere(OTHER[engine]), somewhere(engine)
    _fill_every_table(start)
    first = backup(start, tmp_path / "1")
    assert {table for table, told in first.tallies.items() if told.rows == 1} == {
        table.name for table in TABLES
    }
    restore(first.copy.path, there)
    second = backup(there, tmp_path / "2")
    restore(second.copy.path, back)
    third = backup(back, tmp_path / "3")
    assert set(differing(first.tallies, second.tallies)) <= {SECRETS}
    assert set(differing(first.tallies, third.tallies)) == {SECRETS}
    with back.reading() as wire:
        assert bytes(wire.value('SELECT "content" FROM "stored_file"')) == BYTES
    assert _unguarded(there) == _unguarded(back) == ()


def test_passwords_stay_with_files(tmp_path: Path) -> None:
    """From file to file the hashes of passwords come along, so everybody signs in as before."""
    office = file_office(tmp_path)
    with closing(office.store(office.admin)) as store:
        made = backup(store, tmp_path / "b")
    with closing(local_store(tmp_path / "new.db")) as new:
        restored = restore(made.copy.path, new)
        assert restored.logins == ()
        assert not differing(made.tallies, restored.tallies)


def test_an_office_moves_and_works_on(
    office: Small, book: Path, somewhere: Somewhere, tmp_path: Path
) -> None:
    """To the other engine and back: clean, the same end of history, searchable; the next number follows."""
    there, back = somewhere(OTHER[office.engine]), somewhere(office.engine)
    one = restore(book, there)
    made = backup(there, tmp_path / "b")
    two = restore(made.copy.path, back)
    assert one.findings == two.findings == made.findings == ()
    assert one.note.head == two.note.head == looked_at(book).head
    assert not set(differing(one.tallies, two.tallies)) - {SECRETS}
    with there.reading() as wire:
        assert len(case_lines(wire, CaseFilter(text="通达"))) == 2
        assert bytes(wire.value('SELECT "content" FROM "stored_file"')) == PHOTO
    before = numbers(back)
    if back.engine == SQLITE:
        number = register_one(back, office.clerk)
        assert numbers(back) == [*before, number]
        assert int(number[-3:]) == 3
        assert verify(back) == ()


# --- a server with logins


@contextmanager
def _founded(cluster: Cluster, name: str, login: str) -> Iterator[Store]:
    url = f"postgresql://{cluster.host}:{cluster.port}/{name}"
    setup, password = cluster.setup_login()
    store = founding.found(url, login, PASSWORD, setup_login=setup, setup_password=password, practice=True)
    try:
        yield store
    finally:
        store.close()
        cluster.drop_database(name)


def test_a_server_gets_its_logins(cluster: Cluster, tmp_path: Path) -> None:
    """From a file to a server: everybody has a login whose password nobody knows, until one is given."""
    office = file_office(tmp_path)
    _fill(office)
    with closing(office.store(office.admin)) as store:
        made = backup(store, tmp_path / "b")
    with _founded(cluster, f"moved_{office.admin[-8:]}", office.admin) as server:
        restored = restore(made.copy.path, server)
        assert (restored.findings, restored.logins, restored.refused) == ((), (office.clerk,), ())
        url = f"postgresql://{cluster.host}:{cluster.port}/{server.address.database}"
        with pytest.raises(LoginRefused):
            open_store(url, login=office.clerk, password=PASSWORD)
        with server.writing(office.admin) as wire:
            accounts.set_password(wire, office.clerk, PASSWORD)
        with closing(open_store(url, login=office.clerk, password=PASSWORD)) as clerk:
            register_one(clerk, office.clerk)
            assert len(list_read(clerk)) == 3
        assert verify(server) == ()


def list_read(store: Store) -> tuple[object, ...]:
    """What this person sees in the list."""
    with store.reading() as wire:
        return tuple(case_lines(wire))


def test_a_server_keeps_an_administrator(cluster: Cluster, tmp_path: Path) -> None:
    """Onto a server an administrator of the backup restores it: nobody else could let the others in."""
    office = file_office(tmp_path)
    with closing(office.store(office.admin)) as store:
        made = backup(store, tmp_path / "b")
    stranger = f"stranger_{office.admin[-8:]}"
    with _founded(cluster, f"strange_{office.admin[-8:]}", stranger) as server:
        with pytest.raises(NotAdministratorThere) as refused:
            restore(made.copy.path, server)
        assert refused.value.facts == {"login": stranger, "admins": [office.admin]}
        with server.reading() as wire:
            assert wire.value('SELECT count(*) FROM "staff"') == 0
        assert guards.missing(server.db) == ()


# --- what is refused


def test_never_over_an_office(office: Small, book: Path, somewhere: Somewhere) -> None:
    """An office that holds anything is not overwritten; nothing in it changes."""
    there = somewhere(office.engine)
    restore(book, there)
    before = numbers(there)
    with pytest.raises(OfficeNotEmpty):
        restore(book, there)
    assert numbers(there) == before


def test_replaced_after_a_backup(office: Small, book: Path, somewhere: Somewhere, tmp_path: Path) -> None:
    """With leave an office is replaced: what stood is in a backup, and running clients read settings anew."""
    there = somewhere(office.engine)
    _fill_every_table(there)
    restored = restore(book, there, safety=before_restore(tmp_path / "safe"))
    assert restored.findings == ()
    assert len(numbers(there)) == 2
    with there.reading() as wire:
        asked = 'SELECT "value" FROM "counter" WHERE "name" = ?'
        assert wire.value(asked, OFFICE_COUNTER) == BIG + 1
        assert [text for (text,) in wire.rows('SELECT "text" FROM "search_text"') if text == "全部表"] == []
        assert case_lines(wire, CaseFilter(text="全部表")) == ()
    assert _unguarded(there) == ()
    [kept] = list((tmp_path / "safe").glob("*.sqlite3"))
    assert looked_at(kept).tallies["complaint"].rows == 1


def test_no_replacing_without_its_backup(
    office: Small, book: Path, somewhere: Somewhere, tmp_path: Path
) -> None:
    """Where the office that stands cannot be backed up it is not replaced."""
    there = somewhere(office.engine)
    restore(book, there)
    (tmp_path / "safe").write_text("no folder")
    with pytest.raises(Exception, match="folder_out_of_reach"):
        restore(book, there, safety=before_restore(tmp_path / "safe"))
    assert len(numbers(there)) == 2
    assert _unguarded(there) == ()


def _places(book: Path) -> list[int]:
    size = book.stat().st_size
    return [random.Random(n).randrange(100, size) for n in range(6)]


def test_a_damaged_backup(tmp_path: Path) -> None:
    """A backup with one byte changed is refused, or all its rows are the same: never something else."""
    office = file_office(tmp_path)
    _fill(office)
    with closing(office.store(office.admin)) as store:
        made = backup(store, tmp_path / "b")
    whole, refused = made.copy.path.read_bytes(), []
    told = whole.index("送来的机油".encode())
    for place in (told, told + 1, *_places(made.copy.path)):
        made.copy.path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with closing(local_store(tmp_path / f"new{place}.db")) as new:
            try:
                assert not differing(made.tallies, restore(made.copy.path, new).tallies)
            except (BackupDamaged, NotABackup):
                refused.append(place)
                assert not new.address.path.exists()
    assert refused[:2] == [told, told + 1]
    assert not list(tmp_path.glob(".restoring*"))


@pytest.mark.parametrize("content", [b"", b"no book", b"SQLite format 3\x00" + b"\x00" * 4096])
def test_no_backup_at_all(tmp_path: Path, content: bytes) -> None:
    """What is no backup of ours is refused by name, and no office is made."""
    (tmp_path / "letter").write_bytes(content)
    with pytest.raises(NotABackup), closing(local_store(tmp_path / "new.db")) as new:
        restore(tmp_path / "letter", new)
    assert [path.name for path in tmp_path.iterdir()] == ["letter"]


def test_an_office_is_no_backup(tmp_path: Path) -> None:
    """The file of an office itself has no note: it is copied by `backup`, not by hand."""
    office = file_office(tmp_path)
    path = Path(office.url.removeprefix("sqlite:///"))
    with pytest.raises(NotABackup), closing(local_store(tmp_path / "new.db")) as new:
        restore(path, new)


def test_a_missing_file(office: Small, somewhere: Somewhere, tmp_path: Path) -> None:
    """Without its kept files a backup is not restored, and what was begun is gone."""
    with closing(office.store(office.admin)) as store:
        made = backup(store, tmp_path / "b")
    [photo] = [path for path in (tmp_path / "b" / "files").rglob("*") if path.is_file()]
    photo.write_bytes(b"rotten")
    there = somewhere(office.engine)
    with pytest.raises(FilesMissing) as missing:
        restore(made.copy.path, there)
    assert missing.value.facts == {"sha256": photo.name}
    if office.engine == SQLITE:
        assert not there.address.path.exists()
    else:
        with there.reading() as wire:
            assert wire.value('SELECT count(*) FROM "staff"') == 0


# --- the drill


def test_the_drill(office: Small, tmp_path: Path) -> None:
    """The newest backup is restored beside, found clean and a part of the office's history; nothing stays."""
    with closing(office.store(office.admin)) as store:
        made = backup(store, tmp_path / "b")
        before = sorted(tmp_path.rglob("*"))
        shown = rehearse(store, tmp_path / "b")
    assert shown.sound
    assert (shown.copy.path, shown.steps_since) == (made.copy.path, 0)
    assert not set(differing(made.tallies, shown.restored.tallies)) - {SECRETS}
    assert sorted(tmp_path.rglob("*")) == before


def test_the_drill_without_a_backup(office: Small, tmp_path: Path) -> None:
    """Without a backup the drill says so."""
    with closing(office.store(office.admin)) as store, pytest.raises(NoBackupYet):
        rehearse(store, tmp_path / "b")


def test_only_its_own_backups(tmp_path: Path) -> None:
    """Two offices may share a folder: each sees and thins its own."""
    office = file_office(tmp_path)
    with closing(office.store("")) as store:
        made = backup(store, tmp_path / "b")
    assert [copy.path for copy in copies(tmp_path / "b", "office")] == [made.copy.path]
    assert copies(tmp_path / "b", "another") == ()
