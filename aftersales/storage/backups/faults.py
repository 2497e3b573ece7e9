"""What the world, or a person, can do to a backup: the errors of backup and restore."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aftersales.domain.errors import DomainError, Trouble
from aftersales.storage.trouble import DiskFull


class OfficeNotEmpty(DomainError):
    """An office stands here; it is replaced only when that is said, after a backup of it. Facts: ``name``."""


class NotAdministratorThere(DomainError):
    """Who restores onto a server must be an administrator in the backup. Facts: ``login``, ``admins``."""


class NoBackupYet(Trouble):
    """There is no good backup in the folder. Facts: ``folder``."""


class NotABackup(Trouble):
    """The file is not there, or it is no backup of ours. Facts: ``path``."""


class BackupDamaged(Trouble):
    """The file is not what was written. Facts: ``path``, ``tables`` (that differ; empty if unreadable)."""


class MigratedMeanwhile(Trouble):
    """The office was upgraded while it was copied; try again. No facts."""


class CopyDiffers(Trouble):
    """What arrived is not what was sent; nothing was kept. Facts: ``tables``."""


class FilesMissing(Trouble):
    """Kept files are not beside the backup, or damaged. Facts: ``sha256`` (of the first)."""


class NoRoomForBackup(DiskFull):
    """The disk of the folder is full; the office itself is untouched. Facts: ``path``."""


class SecondBehind(Trouble):
    """The second place has no backup of these days. Facts: ``path``."""


class FolderOutOfReach(Trouble):
    """The folder cannot be read or written now. Facts: ``path``, ``why`` (the system's name: EACCES …)."""


@contextmanager
def at(path: Path) -> Iterator[None]:
    """While inside, what the disk of ``path`` says no with comes out under its name."""
    try:
        yield
    except DiskFull as full:
        raise NoRoomForBackup(path=str(path)) from full
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoomForBackup(path=str(path)) from error
        why = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise FolderOutOfReach(path=str(path), why=why) from error
