"""The drill after the office's book was put back: by hand it is an alarm, by a restore it is none."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from aftersales.storage.backups import (
    backup,
    before_restore,
    copies,
    last_good,
    owner_of,
    rehearse,
    restore,
)
from tests.storage.small_office import file_office, register_one


def test_the_drill_sees_another_history(tmp_path: Path) -> None:
    """A backup whose history is not that of the office is not sound, however clean it is."""
    office = file_office(tmp_path)
    book, before = tmp_path / "office.db", tmp_path / "before.db"
    shutil.copyfile(book, before)
    with closing(office.store(office.clerk)) as store:
        register_one(store, office.clerk)
        backup(store, tmp_path / "b")
    shutil.copyfile(before, book)
    with closing(office.store("")) as store:
        shown = rehearse(store, tmp_path / "b")
    assert shown.restored.findings == ()
    assert not shown.head_stands
    assert not shown.sound


def test_the_drill_after_a_restore(tmp_path: Path) -> None:
    """The safety copy of the replaced office is no alarm, and a fresh backup is due."""
    office, folder = file_office(tmp_path), tmp_path / "b"
    with closing(office.store(office.clerk)) as store:
        register_one(store, office.clerk)
        kept = backup(store, folder).copy
        register_one(store, office.clerk)
        backup(store, folder)
        register_one(store, office.clerk)
        restore(kept.path, store, safety=before_restore(folder))
        shown = rehearse(store, folder)
        assert copies(folder, kept.office)[0].replaced
        assert (shown.sound, shown.copy.path) == (True, kept.path)
        last = last_good(folder, owner_of(store))
    assert last is not None
    assert not last.replaced
