"""The one list of all guards, each trigger's name once."""

from __future__ import annotations

from aftersales.storage.guards import approvals, chain, close, limits, office, path, rows, trail
from aftersales.storage.guards.sql import Guard

GUARDS: tuple[Guard, ...] = (
    *trail.GUARDS,
    *chain.GUARDS,
    *path.GUARDS,
    *close.GUARDS,
    *limits.GUARDS,
    *rows.GUARDS,
    *approvals.GUARDS,
    *office.GUARDS,
)
