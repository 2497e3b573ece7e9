"""Two offices of one name that keep their backups in one folder: neither thins nor counts the other's."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from aftersales.storage.backups import (
    NoBackupYet,
    backup,
    copies,
    is_due,
    last_good,
    owner_of,
    rehearse,
    restore,
)
from aftersales.storage.backups.book import local_store
from aftersales.storage.backups.folder import file_name
from aftersales.storage.database import Store
from tests.storage.small_office import Small, file_office, numbers, register_one


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The offices of two computers, both called ``office``."""
    with closing(_office(tmp_path / "one")) as one, closing(_office(tmp_path / "two")) as two:
        yield one, two


def _office(place: Path) -> Store:
    place.mkdir()
    office: Small = file_office(place)
    store = office.store(office.clerk)
    register_one(store, office.clerk)
    return store


def _a_day_of(store: Store, folder: Path, nas: Path, *, named_long_ago: bool = False) -> set[str]:
    """Three copies of one day eight days ago on the shared folder; their names."""
    made, owner, names = backup(store, folder, second=nas).copy, owner_of(store), set()
    for hour in range(3):
        moment = made.at.replace(hour=3) - timedelta(days=8, hours=hour)
        name = file_name(owner, moment, made.head, sound=True)
        if named_long_ago:
            name = re.sub(f"-{owner.origin}-", "-", name)
        shutil.copyfile(made.path, nas / name)
        names.add(name)
    return names


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.sqlite3")}


@pytest.mark.parametrize("named_long_ago", [False, True])
def test_each_thins_its_own(desks: tuple[Store, Store], tmp_path: Path, *, named_long_ago: bool) -> None:
    """Of its own copies the last of an old day stays, of the other's all; so of an older program's."""
    one, two = desks
    nas = tmp_path / "nas"
    theirs = _a_day_of(one, tmp_path / "b1", nas, named_long_ago=named_long_ago)
    backup(two, tmp_path / "b2", second=nas)
    assert theirs <= _names(nas)
    backup(one, tmp_path / "b1", second=nas)
    assert theirs & _names(nas) == {max(theirs)}


def test_anothers_copy_is_no_copy_of_ours(desks: tuple[Store, Store], tmp_path: Path) -> None:
    """It is listed and can be brought back; it is neither the last good one nor rehearsed."""
    one, two = desks
    made = backup(one, tmp_path / "nas").copy
    assert is_due(two, tmp_path / "nas")
    assert last_good(tmp_path / "nas", owner_of(two)) is None
    with pytest.raises(NoBackupYet):
        rehearse(two, tmp_path / "nas")
    assert [copy.path for copy in copies(tmp_path / "nas", "office")] == [made.path]
    with closing(local_store(tmp_path / "again")) as again:
        assert restore(made.path, again).findings == ()
        assert numbers(again) == numbers(one)
        assert owner_of(again).origin == owner_of(one).origin
