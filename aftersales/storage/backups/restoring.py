"""Bring a backup into an office of either engine: a new one, an empty one, or one that is replaced."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from aftersales.domain.records.staff import Staff
from aftersales.storage import accounts, schema
from aftersales.storage.backups.book import SECRETS, local_store
from aftersales.storage.backups.faults import OfficeNotEmpty
from aftersales.storage.backups.folder import settled
from aftersales.storage.backups.loading import Safety, filled, groups, is_empty, place_name
from aftersales.storage.backups.note import Note
from aftersales.storage.backups.source import Source, taken_up
from aftersales.storage.backups.tally import Tallies
from aftersales.storage.backups.telling import Tell, silent
from aftersales.storage.database import Store
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import SQLITE
from aftersales.storage.roles import MARK, Groups
from aftersales.storage.rows import fetch
from aftersales.storage.trouble import RefusedByDatabase
from aftersales.storage.verify import Finding, verify
from aftersales.storage.wire import Wire

_OURS = (
    "SELECT r.rolname FROM pg_roles r WHERE shobj_description(r.oid, 'pg_authid') = ? "
    "AND pg_has_role(r.oid, ?, 'MEMBER')"
)


@dataclass(frozen=True)
class Restored:
    """An office after a restore. ``findings``: what ``verify`` says of it.

    ``logins``: active staff who need a password: a server made their logins with one that nobody knows, a
    file that came from a server has none. ``refused``: logins that the server did not let us make.
    """

    note: Note
    tallies: Tallies
    findings: tuple[Finding, ...]
    logins: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def restore(file: Path, store: Store, *, safety: Safety | None = None, tell: Tell = silent) -> Restored:
    """Make the office at ``store`` equal to a backup; all of it or, on any error, nothing.

    ``store``: of ``database.connect``; on a server an administrator's, of a database that was set up.
    ``safety``: called with the office before it is replaced (``before_restore`` makes one); without it an
    office that holds anything is refused. An older backup is upgraded on the way, in a copy. ``tell`` is
    called as long as raising there leaves the office as it was.
    Raises OfficeNotEmpty, NotAdministratorThere, NotABackup, BackupDamaged, FilesMissing, CopyDiffers,
    NewerSchema, and what a database raises.
    """
    if store.engine == SQLITE:
        with taken_up(file, store.address.path.parent) as source:
            return _into_file(source, store, safety, tell)
    with taken_up(file) as source:
        return _into_office(source, store, safety, tell)


def _into_file(source: Source, store: Store, safety: Safety | None, tell: Tell) -> Restored:
    """A new file is made beside and gets its name when it is whole."""
    final = store.address.path
    if final.exists():
        return _into_office(source, store, safety, tell)
    made = source.book.with_name("office")
    with closing(local_store(made)) as new:
        found = _into_office(source, new, None, tell)
    if final.exists():
        raise OfficeNotEmpty(name=str(final))
    settled(made, final)
    return found


def _into_office(source: Source, store: Store, safety: Safety | None, tell: Tell) -> Restored:
    if safety is None:
        _must_be_empty(store)
    migrate(store, safety)
    counted = filled(source, store, safety, tell)
    made, refused = _logins(store)
    return Restored(source.note, counted, verify(store), made, refused)


def _must_be_empty(store: Store) -> None:
    """Before a migration touches it; ``filled`` looks again under the lock."""
    if store.engine == SQLITE and not store.address.path.exists():
        return
    with store.reading() as wire:
        had = schema.applied(wire)
        schema.refuse_newer(had)
        if had and (had != schema.known() or not is_empty(wire)):
            raise OfficeNotEmpty(name=place_name(store))


# --- logins


def _logins(store: Store) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Active staff without a password, and those of them for whom the server lets us make no login."""
    with store.reading() as wire:
        found = groups(wire)
        staff = fetch(wire, Staff, 'WHERE "active" = 1 ORDER BY "login"')
        known = _known(wire, found)
    wanting = [person for person in staff if person.login not in known]
    refused = tuple(_made(store, wanting)) if found is not None else ()
    return tuple(person.login for person in wanting if person.login not in refused), refused


def _known(wire: Wire, found: Groups | None) -> frozenset[str]:
    """Logins that have a password of this office."""
    if wire.engine == SQLITE:
        rows = wire.rows(f'SELECT "login" FROM "{SECRETS}"')
    elif found is None:
        rows = []
    else:
        rows = wire.rows(_OURS, MARK + found.database, found.staff)
    return frozenset(login for (login,) in rows)


def _made(store: Store, people: Iterable[Staff]) -> Iterator[str]:
    """Make logins with passwords that nobody knows; yields those that the server refuses."""
    for person in people:
        try:
            with store.writing(store.login) as wire:
                unknown = secrets.token_urlsafe(24)
                accounts.create_login(wire, person.login, unknown, admin="admin" in person.roles)
        except RefusedByDatabase:
            yield person.login
