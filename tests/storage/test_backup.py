"""Making backups: whole, verified, kept as long as said, sent to a second place, and never half there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales.storage import guards
from aftersales.storage.backups import (
    FolderOutOfReach,
    NoRoomForBackup,
    backup,
    is_due,
    last_good,
    looked_at,
    owner_of,
    restore,
)
from aftersales.storage.backups.attachments import place
from aftersales.storage.backups.book import local_store, shape
from aftersales.storage.backups.folder import DAILY, MONTHLY, RECENT, WEEKLY, file_name, kept, own, sent, thin
from aftersales.storage.backups.owner import Owner
from aftersales.storage.books.unit import open_books
from aftersales.storage.database import Store
from aftersales.storage.orm import SQLITE, execute
from aftersales.storage.tables import TABLES
from aftersales.storage.trouble import RefusedByDatabase
from tests.storage.desks import PATIENCE_SECONDS, registering_until_told, start
from tests.storage.small_office import Small, new_office, numbers, register_one

PHOTO = b"\x89PNG \x00 photo"
OFFICE = Owner("office", "0123abcd")
MOMENT = datetime(2026, 3, 2, 4, 5, 6, tzinfo=UTC)


def _filled(office: Small) -> Small:
    """Two complaints and a kept file."""
    with closing(office.store(office.clerk)) as store:
        register_one(store, office.clerk)
        register_one(store, office.clerk)
        with open_books(store, office.clerk, "test") as books:
            books.put_file(PHOTO)
    return office


@pytest.fixture(scope="module")
def office(engine: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Small:
    """An office that the tests of this file share: it grows, and nobody spoils it."""
    return _filled(new_office(engine, tmp_path_factory.mktemp("office"), request))


@pytest.fixture
def own_office(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Small:
    """An office that a test may spoil."""
    return _filled(new_office(engine, tmp_path, request))


@pytest.fixture
def store(office: Small) -> Iterator[Store]:
    """The administrator's connection to the shared office."""
    with closing(office.store(office.admin)) as opened:
        opened.connect()
        yield opened


def _names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# --- what a backup is


def test_every_table_is_in_a_backup(store: Store, tmp_path: Path) -> None:
    """A backup has every table of the office with every column: nothing is forgotten when one is added."""
    made = backup(store, tmp_path / "b")
    with closing(local_store(made.copy.path)) as book:
        book.connect()
        tables = shape(book)
    wanted = {table.name: set(table.names) for table in TABLES}
    assert {name: set(columns) for name, columns in tables.items()} == wanted
    assert made.tallies.keys() == tables.keys()


def test_a_backup_shows_the_office(store: Store, tmp_path: Path) -> None:
    """Its note says the moment and the end of history; its file has mode 600 and no bytes of kept files."""
    made = backup(store, tmp_path / "b")
    with open_books(store, store.login, "test") as books:
        head = books.history_head()
    note = looked_at(made.copy.path)
    assert (note.head, note.at.replace(microsecond=0)) == (head, made.copy.at.replace(microsecond=0))
    assert made.copy.head == head[:12]
    assert made.findings == ()
    assert made.tallies["complaint"].rows == len(numbers(store)) >= 2
    assert made.copy.path.stat().st_mode & 0o777 == 0o600
    assert b"photo" not in made.copy.path.read_bytes()


def test_a_file_is_written_once(store: Store, tmp_path: Path) -> None:
    """A second backup leaves the bytes of kept files alone."""
    first = backup(store, tmp_path / "b")
    [name] = [name for name in _names(tmp_path / "b") if name.startswith("files/")]
    before = (tmp_path / "b" / name).stat()
    backup(store, tmp_path / "b")
    after = (tmp_path / "b" / name).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert (tmp_path / "b" / name).read_bytes() == PHOTO
    assert place(tmp_path / "b", name.rpartition("/")[2]) == tmp_path / "b" / name
    assert first.copy.path.exists()


def test_taken_under_load(office: Small, store: Store, tmp_path: Path) -> None:
    """Backups taken while three desks register restore to clean offices, each a part of what came after."""
    desks = [start(registering_until_told, office) for _ in range(3)]
    made = []
    for turn in range(3):
        assert desks[turn].hear(time.monotonic() + PATIENCE_SECONDS) is not None
        made.append(backup(store, tmp_path / f"b{turn}"))
    for desk in desks:
        desk.pipe.send("enough")
    acknowledged = {number for desk in desks for number in desk.finish()}
    seen = []
    for turn, one in enumerate(made):
        with closing(local_store(tmp_path / f"restored{turn}")) as again:
            assert restore(one.copy.path, again).findings == one.findings == ()
            seen.append(numbers(again))
    assert seen[0] == seen[1][: len(seen[0])]
    assert seen[1] == seen[2][: len(seen[1])]
    assert len(seen[0]) < len(seen[1]) < len(seen[2])
    assert acknowledged <= set(numbers(store))


def test_only_an_administrator(office: Small, tmp_path: Path) -> None:
    """On a server the staff cannot back up what they may not read, and nothing is left."""
    with closing(office.store(office.clerk)) as clerks:
        if office.engine == SQLITE:
            assert backup(clerks, tmp_path / "b").copy.sound
            return
        with pytest.raises(RefusedByDatabase) as refused:
            backup(clerks, tmp_path / "b")
    assert refused.value.facts == {"rule": "privilege"}
    assert _names(tmp_path / "b") == []


# --- what is wrong


def _tampered(office: Small, statement: str) -> None:
    """What somebody did who could drop the guards."""
    with closing(office.store(office.admin)) as store:
        store.connect()
        with store.db.atomic():
            guards.drop(store.db)
            execute(store.db, statement)
            guards.install(store.db)


def _one_more(office: Small) -> None:
    """So that the history has another end."""
    with closing(office.store(office.clerk)) as clerks:
        register_one(clerks, office.clerk)


def test_an_unsound_office(own_office: Small, tmp_path: Path) -> None:
    """A backup of an office in which something is wrong is kept, says so, and is not the last good one."""
    with closing(own_office.store(own_office.admin)) as store:
        mine = owner_of(store)
        good = backup(store, tmp_path / "b").copy
        _one_more(own_office)
        _tampered(own_office, 'UPDATE "complaint" SET "state" = \'closed\' WHERE "id" = 1')
        bad = backup(store, tmp_path / "b")
    assert {finding.code for finding in bad.findings} == {"state_differs", "counter_differs"}
    assert bad.copy.path.exists()
    assert not bad.copy.sound
    assert last_good(tmp_path / "b", mine) == replace(good, at=good.at.replace(microsecond=0))
    assert set(looked_at(bad.copy.path).findings) == {"state_differs", "counter_differs"}


def test_a_damaged_kept_file(own_office: Small, tmp_path: Path) -> None:
    """A kept file whose bytes are others is told, and they are not kept as if they were right."""
    kind = "BLOB" if own_office.engine == SQLITE else "BYTEA"
    _tampered(own_office, f'UPDATE "stored_file" SET "content" = CAST(\'other\' AS {kind})')
    with closing(own_office.store(own_office.admin)) as store:
        made = backup(store, tmp_path / "b")
    assert [finding.code for finding in made.findings] == ["file_damaged"]
    assert not (tmp_path / "b" / "files").exists()


# --- the second place


def test_a_second_place(store: Store, tmp_path: Path) -> None:
    """The second folder has all of the backup, restorable without the first."""
    made = backup(store, tmp_path / "b", second=tmp_path / "far" / "away")
    assert _names(tmp_path / "b") == _names(tmp_path / "far" / "away")
    assert made.second is not None
    with closing(local_store(tmp_path / "again")) as again:
        assert restore(made.second, again).findings == ()


def test_a_second_place_above_the_first(store: Store, tmp_path: Path) -> None:
    """Where the second folder holds the first one both have the backup."""
    made = backup(store, tmp_path / "far" / "b", second=tmp_path / "far")
    assert made.second == tmp_path / "far" / made.copy.path.name
    assert made.second.read_bytes() == made.copy.path.read_bytes()


def test_a_second_place_out_of_reach(store: Store, tmp_path: Path) -> None:
    """Where the second folder cannot be written the first backup stands, and the reason is told."""
    (tmp_path / "far").write_text("no folder")
    made = backup(store, tmp_path / "b", second=tmp_path / "far")
    assert made.copy.path.exists()
    assert made.second is None
    assert made.second_failed is not None
    assert made.second_failed.code == "folder_out_of_reach"
    assert made.second_failed.facts["why"] in {"EEXIST", "ENOTDIR"}


def test_nothing_of_a_broken_copy_stays(store: Store, tmp_path: Path) -> None:
    """What a full disk or a killed program left at the second folder is removed."""
    (tmp_path / "far").mkdir()
    left = tmp_path / "far" / ".office-20260101T000000Z-0123456789ab.sqlite3.part"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    made = backup(store, tmp_path / "b", second=tmp_path / "far")
    assert _names(tmp_path / "b") == _names(tmp_path / "far")
    (tmp_path / "far" / made.copy.path.name).unlink()
    (tmp_path / "far" / made.copy.path.name).mkdir()
    with pytest.raises(FolderOutOfReach):
        sent(made.copy.path, owner_of(store), tmp_path / "far")
    assert list((tmp_path / "far").glob(".*")) == []


# --- which are kept


@given(st.lists(st.integers(0, 800 * 24 * 60).map(lambda n: MOMENT - timedelta(minutes=n)), max_size=80))
def test_which_are_kept(moments: list[datetime]) -> None:
    """The last two days; the last of each of 12 days, 10 weeks, 9 months; not many else."""
    stay = kept(moments)
    assert stay <= set(moments)
    assert not moments or max(moments) in stay
    days = sorted({moment.date() for moment in moments}, reverse=True)
    for day in days[:DAILY]:
        assert max(moment for moment in moments if moment.date() == day) in stay
    months = sorted({(moment.year, moment.month) for moment in moments}, reverse=True)
    for month in months[:MONTHLY]:
        assert max(moment for moment in moments if (moment.year, moment.month) == month) in stay
    older = [moment for moment in stay if max(moments) - moment >= RECENT]
    assert len(older) <= DAILY + WEEKLY + MONTHLY


def test_a_year_of_backups_is_thinned(tmp_path: Path) -> None:
    """Of two backups a day for a year 2 days in full, 12 days, 10 weeks and 9 months remain; others' stay."""
    moments = [MOMENT - timedelta(hours=12 * n) for n in range(730)]
    for moment in moments:
        (tmp_path / file_name(OFFICE, moment, "a" * 64, sound=True)).touch()
    others = {file_name(Owner("another", "1234abcd"), MOMENT, "", sound=True), "letter.sqlite3"}
    others |= {file_name(Owner("office", "0000ffff"), moment, "", sound=True) for moment in moments}
    for name in others:
        (tmp_path / name).touch()
    thin(tmp_path, OFFICE)
    left = tuple(own(tmp_path, OFFICE))
    assert left[0].at == MOMENT
    assert [copy.at for copy in left[:4]] == moments[:4]
    assert list(dict.fromkeys(copy.at.date() for copy in left))[:DAILY] == [
        MOMENT.date() - timedelta(days=n) for n in range(DAILY)
    ]
    assert len(left) == 13 + 7 + 7  # 12 days and one more of yesterday; beside them 7 weeks and 7 months
    assert left[-1].at.date() == date(2025, 7, 31)
    assert others <= set(_names(tmp_path))


def test_when_one_is_due(office: Small, store: Store, tmp_path: Path) -> None:
    """Due without a good one, and four hours after it if the office has changed since."""
    folder = tmp_path / "b"
    assert is_due(store, folder)
    made = backup(store, folder).copy
    assert not is_due(store, folder)
    _one_more(office)
    assert not is_due(store, folder)
    long_ago = made.at - timedelta(hours=5)
    made.path.rename(folder / file_name(owner_of(store), long_ago, made.head, sound=True))
    assert is_due(store, folder)


def test_damage_does_not_make_one_at_every_asking(own_office: Small, tmp_path: Path) -> None:
    """One in which something is wrong counts: its like would push out the first of them."""
    with closing(own_office.store(own_office.admin)) as store:
        long_ago = backup(store, tmp_path / "b").copy
        old = file_name(owner_of(store), long_ago.at - timedelta(hours=5), "", sound=True)
        long_ago.path.rename(tmp_path / "b" / old)
        _one_more(own_office)
        _tampered(own_office, 'UPDATE "complaint" SET "state" = \'closed\' WHERE "id" = 1')
        assert is_due(store, tmp_path / "b")
        bad = backup(store, tmp_path / "b").copy
        assert not is_due(store, tmp_path / "b")
        assert not is_due(store, tmp_path / "b", timedelta(0))
        for hours in (0, 5):  # the office has gone on since
            at = bad.at - timedelta(hours=hours)
            as_if = bad.path.with_name(file_name(owner_of(store), at, "f" * 64, sound=False))
            bad.path.rename(as_if)
            assert is_due(store, tmp_path / "b") == (hours == 5)
            as_if.rename(bad.path)


# --- the disk

_FULL = """
import sys
from pathlib import Path
from aftersales.storage.backups import backup
from aftersales.storage.backups.book import local_store
from aftersales.domain.errors import Trouble
try:
    backup(local_store(Path(sys.argv[1])), Path(sys.argv[2]))
except Trouble as trouble:
    print(trouble.code, sorted(path.name for path in Path(sys.argv[2]).iterdir()))
"""


def test_a_full_disk(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """On a full disk a backup fails by name, nothing of it is left, and the office is untouched."""
    office = new_office(SQLITE, tmp_path, request)
    small = tmp_path / "small"
    small.mkdir()
    path = office.url.removeprefix("sqlite:///")
    mounted = f"mount -t tmpfs -o size=200k none {small} && exec {sys.executable} -c '{_FULL}' {path} {small}"
    told = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mounted],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    if told.returncode and "Traceback" not in told.stderr:
        pytest.skip(f"no disk of our own can be mounted here: {told.stderr.strip()}")
    assert told.stdout.strip() == f"{NoRoomForBackup(path='').code} []", told.stderr
    with closing(office.store(office.admin)) as store:
        assert numbers(store) == []
        assert backup(store, tmp_path / "b").copy.sound
