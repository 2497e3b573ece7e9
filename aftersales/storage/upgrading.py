"""An administrator's login and password bring an office to this program's schema, backed up before."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from aftersales.domain.errors import DomainError
from aftersales.storage import passwords
from aftersales.storage.backups import before_migration, usual_folder
from aftersales.storage.database import connect
from aftersales.storage.migrate import migrate
from aftersales.storage.orm import SQLITE

if TYPE_CHECKING:
    from aftersales.storage.database import Store

ADMIN = "admin"


class OnlyAdminsUpgrade(DomainError):
    """The office is of an older schema and this person is no administrator. Facts: ``login``."""


def upgrade(url: str, login: str, password: str) -> tuple[str, ...]:
    """Run the missing migrations in this person's name; their names, none if another was first.

    In a practice company everybody may. The backup goes into the usual folder. Raises WrongPassword,
    LockedOut, LoginRefused, OnlyAdminsUpgrade, and what the backup, ``connect`` and ``migrate`` raise; the
    office is then as it was.
    """
    with closing(connect(url, login=login, password=password)) as store:
        store.connect()
        if store.engine == SQLITE:
            passwords.check(store, login, password)
        if not _may(store, login):
            raise OnlyAdminsUpgrade(login=login)
        return migrate(store, before_migration(usual_folder(store.address)))


def _may(store: Store, login: str) -> bool:
    """Columns that every schema has had: the office's own are not known yet."""
    with store.reading(me=login) as wire:
        roles = wire.value('SELECT "roles" FROM "staff" WHERE "login" = ? AND "active" = 1', login)
        practice = store.engine == SQLITE and wire.value('SELECT "practice" FROM "company"')
    return roles is not None and (bool(practice) or ADMIN in json.loads(roles))
