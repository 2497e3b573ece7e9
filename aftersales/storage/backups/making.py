"""Make a backup: one snapshot, looked through, written beside, brought to the disk, then named."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from aftersales.domain.errors import Trouble
from aftersales.storage.backups import attachments, note
from aftersales.storage.backups import folder as folders
from aftersales.storage.backups.book import opened, shape
from aftersales.storage.backups.copying import Snapshot, copied
from aftersales.storage.backups.faults import at
from aftersales.storage.backups.owner import Owner, owner_of
from aftersales.storage.backups.tally import Tallies, tallies
from aftersales.storage.backups.telling import Tell, silent
from aftersales.storage.books.saving import history_end
from aftersales.storage.database import Store, beside
from aftersales.storage.verify import Finding, verify

STAGES = 3
"""What follows the copying of tables: files, looking it through, counting."""
EVERY = timedelta(hours=4)
"""How old the last backup may be while the office has changed since."""


@dataclass(frozen=True)
class Made:
    """A backup that was made. ``findings``: what is wrong in the office itself; then it is not called good.

    ``second``: where it stands far away, ``second_failed``: why it does not.
    """

    copy: folders.Copy
    tallies: Tallies
    findings: tuple[Finding, ...] = ()
    second: Path | None = None
    second_failed: Trouble | None = None
    removed: tuple[Path, ...] = field(default=())


def backup(
    store: Store, folder: Path, *, second: Path | None = None, tell: Tell = silent, replaced: bool = False
) -> Made:
    """Back up an office into a folder; kept files go once into ``files`` beside, old backups are thinned.

    ``store``: any store of the office; the copying uses a connection of its own. On a server it must be an
    administrator's: others may not read secret columns. Nothing of a backup that fails remains, or that
    ``tell`` ends by raising. ``replaced``: another office is about to take this one's place.
    Raises NoRoomForBackup, FolderOutOfReach, MigratedMeanwhile, CopyDiffers, NewerSchema, NoOfficeHere,
    RefusedByDatabase, and what a database raises.
    """
    with folders.workplace(folder) as work, closing(beside(store)) as source:
        part = work / "book"
        moment = copied(source, part, lambda done, tables: tell(done, tables + STAGES))
        owner = owner_of(source)
        with opened(part) as copy:
            tables = len(shape(copy))
        damaged = tuple(attachments.keep(source, part, folder, lambda: tell(tables, tables + STAGES)))
        tell(tables + 1, tables + STAGES)
        found = (*damaged, *verify_copy(part))
        tell(tables + STAGES - 1, tables + STAGES)
        counted = _noted(part, owner.name, store.engine, moment, found)
        name = folders.file_name(owner, moment.at, moment.head, sound=not found, replaced=replaced)
        final = folder / name
        folders.settled(part, final)
    head = folders.short(moment.head)
    made = folders.Copy(final, owner.name, owner.origin, moment.at, head, sound=not found, replaced=replaced)
    where, why = _second(final, owner, second)
    with at(folder):
        return Made(made, counted, found, where, why, folders.thin(folder, owner))


def verify_copy(book: Path) -> tuple[Finding, ...]:
    """What is wrong in a book in one file that has neither guards nor the bytes of files."""
    with opened(book) as store:
        return verify(store, files=False, guarded=False)


def _noted(part: Path, office: str, engine: str, moment: Snapshot, findings: tuple[Finding, ...]) -> Tallies:
    with opened(part) as store:
        counted = tallies(store, shape(store))
        with store.reading() as wire:
            practice = bool(wire.value('SELECT max("practice") FROM "company"'))
    told = note.Note(
        office=office,
        engine=engine,
        at=moment.at,
        seq=moment.seq,
        head=moment.head,
        tallies=counted,
        findings=note.codes(findings),
        practice=practice,
    )
    note.write(part, told)
    return counted


def _second(copy: Path, owner: Owner, to: Path | None) -> tuple[Path | None, Trouble | None]:
    """The first backup stands, whatever the second folder says."""
    if to is None:
        return None, None
    try:
        return folders.sent(copy, owner, to), None
    except Trouble as why:
        return None, why


def before_migration(folder: Path, *, second: Path | None = None) -> Callable[[Store], None]:
    """What ``migrate`` calls before it changes an office: a backup into this folder, or no migration."""
    return _before(folder, second, replaced=False)


def before_restore(folder: Path, *, second: Path | None = None) -> Callable[[Store], None]:
    """What ``restore`` calls before it replaces an office: a backup into this folder, or no restore."""
    return _before(folder, second, replaced=True)


def _before(folder: Path, second: Path | None, *, replaced: bool) -> Callable[[Store], None]:
    def make(store: Store) -> None:
        with closing(store):
            backup(store, folder, second=second, replaced=replaced)

    return make


def is_due(store: Store, folder: Path, every: timedelta = EVERY) -> bool:
    """Whether the office has changed since its last backup, and that is as old as said, or missing.

    One in which something was wrong counts: another of the same damage would only push out the first.
    """
    last = folders.newest(folder, owner_of(store))
    with store.reading() as wire:
        now, (_, head) = wire.now(), history_end(wire)
    return last is None or (last.head != folders.short(head) and now - last.at >= every)
