"""The drill: restore the newest backup beside, look it through, hold it against the office, remove it."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from aftersales.storage.backups import folder as folders
from aftersales.storage.backups.book import local_store
from aftersales.storage.backups.faults import NoBackupYet
from aftersales.storage.backups.owner import owner_of
from aftersales.storage.backups.restoring import Restored, restore
from aftersales.storage.backups.telling import Tell, silent
from aftersales.storage.books.saving import history_end
from aftersales.storage.database import Store


@dataclass(frozen=True)
class Rehearsal:
    """What the drill showed.

    ``head_stands``: the history still runs through the backup's end; ``steps_since``: rows since then.
    """

    copy: folders.Copy
    restored: Restored
    head_stands: bool
    steps_since: int

    @property
    def sound(self) -> bool:
        """Whether this backup, restored, is the office as it was, with nothing wrong in it."""
        return self.head_stands and not self.restored.findings


def rehearse(store: Store, folder: Path, tell: Tell = silent) -> Rehearsal:
    """Restore the office's newest backup, good or not, into a file on this computer that is removed again.

    Where the newest is of an office that was replaced since, it is the newest that this one came out of.
    Raises NoBackupYet, and what ``restore`` raises: then the backup is worth nothing.
    """
    newest = _newest(store, folder)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as place:
        with closing(local_store(Path(place) / "office")) as beside:
            restored = restore(newest.path, beside, tell=tell)
        return Rehearsal(newest, restored, *_held_against(store, restored))


def _newest(store: Store, folder: Path) -> folders.Copy:
    found = list(folders.own(folder, owner_of(store)))
    if not found:
        raise NoBackupYet(folder=str(folder))
    if not found[0].replaced:
        return found[0]
    with store.reading() as wire:
        heads = {folders.short(head) for (head,) in wire.rows('SELECT "hash" FROM "history"')}
    return next((copy for copy in found if copy.head in heads), found[0])


def _held_against(store: Store, restored: Restored) -> tuple[bool, int]:
    told = restored.note
    with store.reading() as wire:
        seq, _ = history_end(wire)
        head = wire.value('SELECT "hash" FROM "history" WHERE "seq" = ?', told.seq) or ""
    return head == told.head, seq - told.seq
