"""All attacks, by the engine that must refuse them."""

from __future__ import annotations

from tests.storage.attacks_on.approvals import APPROVALS
from tests.storage.attacks_on.attack import Attack
from tests.storage.attacks_on.complaint import COMPLAINT
from tests.storage.attacks_on.history import HISTORY
from tests.storage.attacks_on.office import OFFICE, ONCE
from tests.storage.attacks_on.rows import ROWS

ALL = (*HISTORY, *COMPLAINT, *ROWS, *APPROVALS, *OFFICE, *ONCE)


def on(engine: str) -> tuple[Attack, ...]:
    """The attacks that an engine must refuse."""
    return tuple(attack for attack in ALL if attack.engine in ("", engine))
