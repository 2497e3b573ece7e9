"""What a backup says of itself, in a table of its own: of which moment it is, and each table's tally."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from aftersales.domain.dates import from_iso_utc, iso_utc
from aftersales.storage.backups.book import NOTES, opened
from aftersales.storage.backups.faults import NotABackup
from aftersales.storage.backups.tally import Tallies, Tally
from aftersales.storage.trouble import DatabaseDamaged
from aftersales.storage.verify import Finding
from aftersales.storage.wire import Wire


@dataclass(frozen=True, kw_only=True)
class Note:
    """``office``: its short name; ``seq``, ``head``: the end of its history; ``findings``: codes."""

    office: str
    engine: str
    at: datetime
    seq: int
    head: str
    tallies: Tallies
    practice: bool = False
    findings: tuple[str, ...] = ()


def write(book: Path, note: Note) -> None:
    """Put the note into the book."""
    told = {
        "office": note.office,
        "engine": note.engine,
        "at": iso_utc(note.at),
        "history": [note.seq, note.head],
        "tallies": {table: [found.rows, found.digest] for table, found in note.tallies.items()},
        "findings": list(note.findings),
        "practice": note.practice,
    }
    with opened(book) as store, store.writing("") as wire:
        wire.run(f'CREATE TABLE "{NOTES}" ("name" TEXT PRIMARY KEY, "value" TEXT NOT NULL) STRICT')
        wire.run_many(
            f'INSERT INTO "{NOTES}" ("name", "value") VALUES (?, ?)',
            [(name, json.dumps(value)) for name, value in told.items()],
        )


def read(book: Path, file: Path) -> Note:
    """The note in a book that is a copy of the backup ``file``. Raises NotABackup."""
    try:
        with opened(book) as store, store.reading() as wire:
            return _note(_told(wire))
    except (DatabaseDamaged, LookupError, TypeError, ValueError) as error:
        raise NotABackup(path=str(file)) from error


def _told(wire: Wire) -> dict[str, Any]:
    if not wire.value("SELECT count(*) FROM sqlite_master WHERE name = ?", NOTES):
        raise LookupError(NOTES)
    return {name: json.loads(value) for name, value in wire.rows(f'SELECT "name", "value" FROM "{NOTES}"')}


def _note(told: Mapping[str, Any]) -> Note:
    seq, head = told["history"]
    return Note(
        office=told["office"],
        engine=told["engine"],
        at=from_iso_utc(told["at"]),
        seq=seq,
        head=head,
        tallies={table: Tally(*found) for table, found in told["tallies"].items()},
        findings=tuple(told["findings"]),
        practice=told["practice"],
    )


def codes(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The codes of what was found, each once."""
    return tuple(dict.fromkeys(finding.code for finding in findings))
