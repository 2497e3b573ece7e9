"""The copies of an office as the window reaches them: where they go, made, drilled, and brought back."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from aftersales.domain.errors import CodedError
from aftersales.storage import backups
from aftersales.storage.address import parse
from aftersales.storage.database import Store, beside
from ui.prefs import Prefs
from ui.presenters.frame import Copied
from ui.presenters.session import Signed
from ui.presenters.settings.backups import BackedUp, BackupDoors, BroughtBack, Drilled, Kept, Places, Tell

LATE = timedelta(days=2)
"""How far the last backup may lie behind the office, or the second place behind the first, unwarned."""


def places_of(machine: Prefs, url: str) -> Places:
    """Where this computer keeps the copies of this office."""
    usual = str(backups.usual_folder(parse(url)))
    return Places(machine.text(f"copies {url}") or usual, machine.text(f"second copies {url}"))


def keep_places(machine: Prefs, url: str, places: Places) -> None:
    """Copies go there from now on; an empty folder is the usual one."""
    machine.put(f"copies {url}", places.folder)
    machine.put(f"second copies {url}", places.second)


def _nobody_waits(_done: int, _all: int) -> None:
    """A copy that is made behind the work tells nobody how far it is."""


class Copies:
    """The ways to the copies of one office; each call opens connections of its own and closes them."""

    def __init__(self, who: Signed, machine: Prefs) -> None:
        self._who, self._machine = who, machine

    @property
    def _store(self) -> Store:
        return self._who.app.store

    @property
    def folder(self) -> Path:
        """The folder of the copies."""
        return Path(places_of(self._machine, self._who.url).folder)

    @property
    def second(self) -> Path | None:
        """The second place, if there is one."""
        told = places_of(self._machine, self._who.url).second
        return Path(told) if told else None

    def doors(self) -> BackupDoors:
        """What the page of the settings gets."""
        machine, url = self._machine, self._who.url
        return BackupDoors(
            places=lambda: places_of(machine, url),
            keep_places=lambda places: keep_places(machine, url, places),
            copies=self.copies,
            make=self.make,
            drill=self.drill,
            restore=self.restore,
        )

    def copies(self) -> tuple[Kept, ...]:
        """What lies in the folder, newest first, after this office's own those of others of its name.

        Raises FolderOutOfReach, and what a database raises.
        """
        with closing(beside(self._store)) as store:
            owner = backups.owner_of(store)
        found = [_kept(copy, owner) for copy in backups.copies(self.folder, owner.name)]
        return tuple(sorted(found, key=lambda kept: not kept.own))

    def standing(self) -> Copied:
        """How this office's own stand. Raises as ``copies``."""
        owner = backups.owner_of(self._store)
        good, newest = backups.last_good(self.folder, owner), backups.newest(self.folder, owner)
        return Copied(
            good.at if good else None,
            late=backups.is_due(self._store, self.folder, LATE),
            damaged=newest is not None and not newest.sound,
            second=self._second_stands(newest, owner),
        )

    def _second_stands(self, first: backups.Copy | None, owner: backups.Owner) -> CodedError | None:
        """Why the second place would be no help if the folder were lost."""
        if self.second is None or first is None:
            return None
        try:
            there = backups.newest(self.second, owner)
        except backups.FolderOutOfReach as why:
            return why
        if there is None or first.at - there.at >= LATE:
            return backups.SecondBehind(path=str(self.second))
        return None

    def make(self, tell: Tell = _nobody_waits) -> BackedUp:
        """A copy now. Raises what ``backups.backup`` raises."""
        made = backups.backup(self._store, self.folder, second=self.second, tell=tell)
        findings = tuple(finding.code for finding in made.findings)
        return BackedUp(_kept(made.copy), made.tallies["complaint"].rows, findings, made.second_failed)

    def drill(self, tell: Tell = _nobody_waits) -> Drilled:
        """Restore the newest copy beside, look it through, remove it. Raises what ``rehearse`` raises."""
        with closing(beside(self._store)) as store:
            shown = backups.rehearse(store, self.folder, tell)
        cases = shown.restored.tallies["complaint"].rows
        return Drilled(_kept(shown.copy), cases, shown.steps_since, shown.sound)

    def restore(self, path: Path, tell: Tell = _nobody_waits) -> BroughtBack:
        """Bring the office back; it is copied itself before. Raises what ``backups.restore`` raises."""
        safety = backups.before_restore(self.folder, second=self.second)
        with closing(beside(self._store)) as store:
            back = backups.restore(path, store, safety=safety, tell=tell)
        return BroughtBack(back.tallies["complaint"].rows, (*back.logins, *back.refused))


def _kept(copy: backups.Copy, owner: backups.Owner | None = None) -> Kept:
    size = copy.path.stat().st_size if copy.path.exists() else 0
    own = owner is None or backups.is_of(copy, owner)
    return Kept(copy.path, copy.at, copy.sound, size, own)
