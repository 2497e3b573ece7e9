"""The folder of backups: their names, the last good one, which are kept, and a second folder far away."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import file_digest
from pathlib import Path

from aftersales.storage.address import Address
from aftersales.storage.backups import attachments
from aftersales.storage.backups.faults import CopyDiffers, at
from aftersales.storage.backups.owner import UNMARKED, Owner, origin_in
from aftersales.storage.orm import SQLITE
from aftersales.storage.place import UnsafePlace, refuse_unsafe

DAILY, WEEKLY, MONTHLY = 12, 10, 9
RECENT = timedelta(days=2)
"""None of the two days before the newest is removed: one made before an upgrade must outlive its day."""
UNSOUND_KEPT = 12
"""How many backups of an office in which something was wrong are kept beside the good ones."""
_STALE_SECONDS = 86_400
_WORK, _PART = ".making-", ".part"
_NAME = re.compile(
    r"(?P<office>.+?)(?:-(?P<origin>[0-9a-f]{8}|new))?-(?P<at>\d{8}T\d{6}Z)-(?P<head>[0-9a-f]{12}|new)(?P<replaced>\.replaced)?(?P<unsound>\.unsound)?\.sqlite3"
)


@dataclass(frozen=True)
class Copy:
    """A backup in a folder. ``head``: the first twelve digits of its history's end, or ``new``.

    ``origin``: as in ``Owner``; ``UNMARKED`` in names that older programs gave.
    """

    path: Path
    office: str
    origin: str
    at: datetime
    head: str
    sound: bool
    replaced: bool = False
    """Made before another backup took the office's place: what came after it may not know its history."""


def usual_folder(address: Address) -> Path:
    """Where an office's backups go if nothing else is said: beside its file, or with a person's data."""
    if address.engine == SQLITE:
        return address.path.parent / "backups"
    from platformdirs import user_data_path

    return user_data_path("aftersales", appauthor=False) / "backups"


def short(head: str) -> str:
    """The end of a history as it stands in names and on papers: twelve digits, ``new`` for a new book."""
    return head[:12] or "new"


def file_name(owner: Owner, moment: datetime, head: str, *, sound: bool, replaced: bool = False) -> str:
    """The name of a backup."""
    mark = ".replaced" * replaced + ".unsound" * (not sound)
    return f"{owner.name}-{owner.origin}-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}-{short(head)}{mark}.sqlite3"


def _copy(path: Path) -> Copy | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    moment = datetime.strptime(found["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    origin = found["origin"] or UNMARKED
    sound, replaced = not found["unsound"], bool(found["replaced"])
    return Copy(path, found["office"], origin, moment, found["head"], sound=sound, replaced=replaced)


def copies(folder: Path, office: str) -> tuple[Copy, ...]:
    """The backups in a folder of all offices with this name, newest first; those with findings too.

    Names tell seconds; which of two of one second is the newer, the folder knows.
    """
    with at(folder):
        paths = list(folder.glob("*.sqlite3")) if folder.is_dir() else []
        written = {path: path.stat().st_mtime_ns for path in paths}
    found = [copy for path in paths if (copy := _copy(path)) is not None and copy.office == office]
    return tuple(sorted(found, key=lambda copy: (copy.at, written[copy.path], copy.path.name), reverse=True))


def is_of(copy: Copy, owner: Owner) -> bool:
    """Whether a backup is this office's own; one that an older program named is looked into."""
    if copy.office != owner.name:
        return False
    return (origin_in(copy.path) if copy.origin == UNMARKED else copy.origin) == owner.origin


def own(folder: Path, owner: Owner) -> Iterator[Copy]:
    """The backups of this office alone, newest first."""
    return (copy for copy in copies(folder, owner.name) if is_of(copy, owner))


def last_good(folder: Path, owner: Owner) -> Copy | None:
    """The newest backup in which nothing was wrong, not of an office replaced since; quick."""
    return next((copy for copy in own(folder, owner) if copy.sound and not copy.replaced), None)


def newest(folder: Path, owner: Owner) -> Copy | None:
    """The newest backup, whatever was found in it, not of an office replaced since; quick."""
    return next((copy for copy in own(folder, owner) if not copy.replaced), None)


# --- what is kept


def kept(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Of these moments the recent, and the last of each of 12 days, 10 weeks and 9 months that have one."""
    newest_first = sorted(moments, reverse=True)
    recent = [moment for moment in newest_first if newest_first[0] - moment < RECENT]
    ways: tuple[tuple[Callable[[datetime], object], int], ...] = (
        (datetime.date, DAILY),
        (lambda moment: moment.isocalendar()[:2], WEEKLY),
        (lambda moment: (moment.year, moment.month), MONTHLY),
    )
    chosen = (moment for way, count in ways for moment in _last_of_each(newest_first, way, count))
    return frozenset((*recent, *chosen))


def _last_of_each(
    newest_first: list[datetime], way: Callable[[datetime], object], count: int
) -> list[datetime]:
    last: dict[object, datetime] = {}
    for moment in newest_first:
        last.setdefault(way(moment), moment)
    return list(last.values())[:count]


def thin(folder: Path, owner: Owner) -> tuple[Path, ...]:
    """Remove the backups of an office that need not be kept; what was removed. Kept files stay for ever."""
    found = tuple(own(folder, owner))
    stay = kept(copy.at for copy in found if copy.sound)
    gone = [copy.path for copy in found if copy.sound and copy.at not in stay]
    gone += [copy.path for copy in found if not copy.sound][UNSOUND_KEPT:]
    with at(folder):
        for path in gone:
            path.unlink(missing_ok=True)
    return tuple(gone)


# --- writing


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A place to work in, removed at the end: in the folder, or on this computer if locks fail there."""
    with at(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(folder)
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=_locking(folder)) as place:
            yield Path(place)


def _locking(folder: Path) -> Path | None:
    try:
        refuse_unsafe(folder / "book")
    except UnsafePlace:
        return None
    return folder


def sweep(folder: Path) -> None:
    """Remove what killed processes left behind more than a day ago."""
    long_ago = time.time() - _STALE_SECONDS
    for left in (*folder.glob(f"{_WORK}*"), *folder.glob(f".*{_PART}")):
        if left.stat().st_mtime < long_ago:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def settled(made: Path, final: Path) -> None:
    """Bring a finished file to the disk, for this account only, and name it: before, none of it is there."""
    if made.parent.parent != final.parent:
        _copied(made, final)
        return
    with at(final.parent):
        _to_disk(made)
        made.replace(final)


def _copied(made: Path, final: Path) -> None:
    """As ``settled``, and the file stays where it was made too."""
    part = final.with_name(f".{final.name}{_PART}")
    with at(final.parent):
        try:
            shutil.copyfile(made, part)
            _to_disk(part)
            if _digest(made) != _digest(part):
                raise CopyDiffers(tables=[])
            part.replace(final)
        finally:
            part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    path.chmod(0o600)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def sent(copy: Path, owner: Owner, to: Path) -> Path:
    """Bring a backup and the files that it names to a second folder, thinned like the first; where it is."""
    with at(to):
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(to)
    attachments.carry(copy, copy.parent, to)
    final = to / copy.name
    _copied(copy, final)
    thin(to, owner)
    return final
