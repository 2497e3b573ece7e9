"""Floors: the same rows written under the same guards by the least honest code, with peewee and without."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

import peewee

from aftersales.storage.database import PRAGMAS
from aftersales.storage.tables.models import models
from aftersales.storage.wire import Wire

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_INSERT = re.compile(r'INSERT INTO "(\w+)" \(([^)]*)\) VALUES')
_UPDATE = re.compile(r'UPDATE "(\w+)" SET (.*) WHERE (.*)$', re.DOTALL)
_NAME = re.compile(r'"(\w+)" = \?')


@dataclass
class Tape:
    """The writes of several units of work: who wrote, and each statement with its values."""

    units: list[tuple[str, list[tuple[str, tuple[Any, ...]]]]] = field(default_factory=list)

    @contextmanager
    def recording(self, login: str) -> Iterator[None]:
        """While inside, every write of the program is kept in the order in which it was done."""
        kept: list[tuple[str, tuple[Any, ...]]] = []
        real = Wire._do

        def noted(wire: Wire, sql: str, values: Any) -> Any:  # noqa: ANN401
            if sql.lstrip().startswith(("INSERT", "UPDATE", "DELETE")):
                kept.append((sql, tuple(values)))
            return real(wire, sql, values)

        Wire._do = noted  # type: ignore[method-assign]
        try:
            yield
        finally:
            Wire._do = real  # type: ignore[method-assign]
        self.units.append((login, kept))


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def raw_floor(office: Path, copy: Path, tape: Tape) -> list[float]:
    """Milliseconds of each unit, its statements done again on a copy by the bare driver."""
    shutil.copy(office, copy)
    acting = [""]
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.create_function("me", 0, lambda: acting[0])
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    times = []
    for login, statements in tape.units:
        acting[0] = login
        times.append(timed(lambda statements=statements: _replayed(connection, statements)))
    connection.close()
    return times


def _replayed(connection: sqlite3.Connection, statements: list[tuple[str, tuple[Any, ...]]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for sql, values in statements:
        connection.execute(sql, values)
    connection.execute("COMMIT")


def peewee_floor(office: Path, copy: Path, tape: Tape) -> list[float]:
    """Milliseconds of each unit, its rows written again on a copy by peewee's models."""
    shutil.copy(office, copy)
    acting = [""]
    database = peewee.SqliteDatabase(str(copy), pragmas=PRAGMAS, autoconnect=False)
    database.register_function(lambda: acting[0], "me", 0)
    database.connect()
    times = []
    with database.bind_ctx(list(models().values())):
        for login, statements in tape.units:
            acting[0] = login
            times.append(timed(lambda statements=statements: _modelled(database, statements)))
    database.close()
    return times


def _modelled(database: peewee.SqliteDatabase, statements: list[tuple[str, tuple[Any, ...]]]) -> None:
    with database.atomic("IMMEDIATE"):
        for sql, values in statements:
            query = _query(sql, values)
            if query is None:
                database.execute_sql(sql, values)
            else:
                query.execute()


def _query(sql: str, values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a peewee query
    """The statement as a peewee query; ``None`` where no model has its table (the search index)."""
    if inserted := _INSERT.match(sql):
        model = models().get(inserted[1])
        names = re.findall(r'"(\w+)"', inserted[2])
        if model is not None and len(names) == len(values):
            return model.insert(**dict(zip(names, values, strict=True)))
    if updated := _UPDATE.match(sql):
        model, names = models().get(updated[1]), _NAME.findall(updated[2])
        keys = _NAME.findall(updated[3])
        if model is not None and names and len(names) + len(keys) == len(values) == sql.count("?"):
            told = dict(zip(names, values, strict=False))
            where = [
                getattr(model, key) == value for key, value in zip(keys, values[len(names) :], strict=True)
            ]
            return model.update(**told).where(*where)
    return None


def middle(times: list[float]) -> float:
    """The median; ratios are what counts on a noisy machine."""
    return median(times)
