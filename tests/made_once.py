"""What a run makes once, whichever worker asks first, and copies after: the files of practice offices."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

PATIENCE_SECONDS = 600
"""How long a worker waits for another one that makes what both need."""


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The run's file of this name; ``make`` writes it to the path it is given. Copy it, never write to it."""
    base = factory.getbasetemp()
    file = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with _alone(file.with_name(f"{name}.lock")):
        if not file.exists():
            making = factory.mktemp("making") / name
            make(making)
            making.rename(file)  # whole or not there
    return file


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One at a time among all workers; who dies inside lets the next one in."""
    with closing(sqlite3.connect(lock, timeout=PATIENCE_SECONDS, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield
