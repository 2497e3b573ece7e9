"""An office in which every text of the schema attacks, and a watch on the files that nobody may open."""

from __future__ import annotations

import ctypes
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from aftersales.domain.fields import Kind, Record, Spec, specs, table_name
from aftersales.domain.text import clean

TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT})
KEYS = frozenset(
    "case_no cust_no agr_no notice_no login key code language dictionary prefix zone theme sha256 "
    "logo_sha256 issued_sha256 original_sha256 step table_name row_key identity".split()
)
"""Texts that are names of other rows, or read as numbers: their own checks keep them."""
LOADING = (
    '<img src="file://{bait}">',
    "A<B>公司 AT&T &amp;",
    '<a href="file://{bait}">点我</a>%1 {{0}} %s',
    '=HYPERLINK("file://{bait}")<table><tr><td>',
    "<style>@import url(file://{bait})</style>型号<X200>坏了",
)
"""Texts that load, hide or break something where they are taken for more than text."""
IN_OPEN = 0x20


def records() -> list[type[Record]]:
    """Every record of the schema, read off its classes."""
    found: list[type[Record]] = []
    waiting = list(Record.__subclasses__())
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting += record.__subclasses__()
    return sorted(found, key=lambda record: record.__name__)


def fields() -> list[tuple[str, Spec]]:
    """Every text that a person gives, with the table in which it lies."""
    return [
        (table_name(record), spec)
        for record in records()
        for spec in specs(record).values()
        if spec.kind in TEXTS and not spec.auto and not spec.words and spec.name not in KEYS
    ]


def poison(number: int, limit: int, bait: Path) -> str:
    """A text for the field of this number, as the program itself would keep it."""
    told = f"甲{number}乙" + LOADING[number % len(LOADING)].format(bait=bait)
    return clean(told if len(told) <= limit else f"<b>{number}&"[:limit], limit, long=True)


def poisoned(office: Path, bait: Path) -> dict[tuple[str, str], str]:
    """Write a text into every field of every row, past the program and its guards; which stands where."""
    put: dict[tuple[str, str], str] = {}
    with closing(sqlite3.connect(office, isolation_level=None)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        for number, (table, spec) in enumerate(fields()):
            columns = {row[1] for row in db.execute(f'PRAGMA table_info("{table}")')}
            if spec.name not in columns:
                continue  # a row inside another record's column
            told = poison(number, spec.limit, bait)
            told = told.replace("{0}", "{total}") if table == "clause" else told  # its variables are checked
            filled = f'UPDATE "{table}" SET "{spec.name}" = ? WHERE "{spec.name}" IS NOT NULL'
            if db.execute(filled, (told,)).rowcount:
                put[table, spec.name] = told
    return put


@contextmanager
def watched(bait: Path) -> Iterator[list[int]]:
    """What is opened of this file by anybody while inside: the list holds an entry for each."""
    system = ctypes.CDLL(None, use_errno=True)
    watch = system.inotify_init1(os.O_NONBLOCK)
    assert watch >= 0
    assert system.inotify_add_watch(watch, str(bait).encode(), IN_OPEN) >= 0
    opened: list[int] = []
    try:
        yield opened
        with suppress(BlockingIOError):
            opened.append(len(os.read(watch, 4096)))
    finally:
        os.close(watch)
