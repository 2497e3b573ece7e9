"""Look through a whole office: whether every row, number, file and hash is what the others say it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from aftersales.domain.records.trail import History
from aftersales.storage import guards
from aftersales.storage.codec import codec
from aftersales.storage.database import Store
from aftersales.storage.history import fingerprint
from aftersales.storage.orm import SQLITE
from aftersales.storage.queries.cases import VOID
from aftersales.storage.rows import select_sql
from aftersales.storage.tables import TABLES, Reference, Table
from aftersales.storage.trouble import DatabaseDamaged
from aftersales.storage.wire import Wire

Columns = dict[str, Any]
PAGE = 2_000
_COUNTED = re.compile(r"(?P<day>.+-\d{8})-(?P<n>\d{3,})")


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be: a code and its facts, as errors have them."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


def verify(store: Store, *, files: bool = True, guarded: bool = True) -> tuple[Finding, ...]:
    """Everything that is wrong with an office, nothing for a sound one; in one snapshot, writing nothing.

    ``files`` False leaves the bytes of kept files out, ``guarded`` False the guards: a backup has neither.
    Codes: ``damaged``, ``orphaned_rows``, ``history_broken``, ``version_gap``, ``state_gap``,
    ``case_without_history``, ``history_without_change``, ``state_differs``, ``number_gap``,
    ``counter_differs``, ``file_damaged``, ``file_missing``, ``agreement_paper_missing``, ``not_findable``,
    ``guard_missing``, ``guards_differ``. Raises what a database raises.
    """
    looks = _LOOKS + (_FILES if files else ())
    with store.reading() as wire:
        found = [finding for look in looks for finding in _told(look, wire)]
    if guarded:
        gone = guards.missing(store.db)
        found += [Finding("guard_missing", {"guard": name}) for name in gone]
        if not gone and guards.stale(store.db):
            found.append(Finding("guards_differ"))
    return tuple(found)


def _told(look: Callable[[Wire], Iterator[Finding]], wire: Wire) -> list[Finding]:
    """What one look finds; where it meets bytes that are no text, it ends there and says so."""
    try:
        return list(look(wire))
    except DatabaseDamaged as trouble:
        return [Finding("damaged", trouble.facts)]


def _integrity(wire: Wire) -> Iterator[Finding]:
    """The file's own structure; a server looks after its files itself."""
    if wire.engine == SQLITE:
        for (told,) in wire.rows("PRAGMA integrity_check"):
            if told != "ok":
                yield Finding("damaged", {"why": told})


def _references(wire: Wire) -> Iterator[Finding]:
    for table in TABLES:
        for to in table.references:
            count = wire.value(_orphans(table, to))
            if count:
                yield Finding("orphaned_rows", {"table": table.name, "column": to.column, "rows": count})


def _orphans(table: Table, to: Reference) -> str:
    return (
        f'SELECT count(*) FROM "{table.name}" r WHERE r."{to.column}" IS NOT NULL AND NOT EXISTS '
        f'(SELECT 1 FROM "{to.table}" t WHERE t."{to.target}" = r."{to.column}")'
    )


# --- history


@dataclass
class _Trail:
    """What the rows of history said so far: the chain's end, and each case's version and state."""

    seq: int = 0
    hash: str = ""
    cases: dict[str, tuple[int, str]] = field(default_factory=dict)


def _trail(wire: Wire) -> Iterator[Finding]:
    trail = _Trail()
    for row in _history(wire):
        yield from _link(row, trail)
        yield from _version(row, trail)
        trail.seq, trail.hash = row["seq"], row["hash"]
    yield from _cases(wire, trail)


def _history(wire: Wire) -> Iterator[Columns]:
    names = codec(History).names
    sql = select_sql(History, 'WHERE "seq" > ? ORDER BY "seq" LIMIT ?')
    last = -1
    while rows := wire.rows(sql, last, PAGE):
        for row in rows:
            yield dict(zip(names, row, strict=True))
        last = rows[-1][names.index("seq")]


def _link(row: Columns, trail: _Trail) -> Iterator[Finding]:
    """A row follows the one before it, and its hash is that of its own columns."""
    for name, right in (
        ("seq", row["seq"] == trail.seq + 1),
        ("prev_hash", row["prev_hash"] == trail.hash),
        ("hash", row["hash"] == fingerprint(row)),
    ):
        if not right:
            yield Finding("history_broken", {"seq": row["seq"], "what": name})


def _version(row: Columns, trail: _Trail) -> Iterator[Finding]:
    """A step's row is its case's next version, and begins where the last one ended."""
    case_no, version = row["case_no"], row["version"]
    if version is None:
        return
    last, state = trail.cases.get(case_no, (0, None))
    told = {"case_no": case_no, "seq": row["seq"]}
    if version != last + 1:
        yield Finding("version_gap", {**told, "version": version, "expected": last + 1})
    if row["from_state"] != state:
        yield Finding("state_gap", {**told, "from_state": row["from_state"], "expected": state})
    trail.cases[case_no] = version, row["to_state"]


def _cases(wire: Wire, trail: _Trail) -> Iterator[Finding]:
    """The complaint stands as its last history row says; a row without its change: a version behind."""
    left = dict(trail.cases)
    sql = 'SELECT "case_no", "version", "state" FROM "complaint" ORDER BY "id"'
    for case_no, version, state in wire.rows(sql):
        last, told = left.pop(case_no, (None, None))
        if last is None:
            yield Finding("case_without_history", {"case_no": case_no})
        elif version != last:
            facts = {"case_no": case_no, "version": version, "history": last}
            yield Finding("history_without_change", facts)
        elif state != told:
            yield Finding("state_differs", {"case_no": case_no, "state": state, "history": told})
    for case_no, (last, _) in left.items():
        yield Finding("history_without_change", {"case_no": case_no, "version": 0, "history": last})


# --- numbers and counts


def _numbers(wire: Wire) -> Iterator[Finding]:
    """Each day's numbers run from 1 without a gap, and its counter stands at the last."""
    days: dict[str, set[int]] = {}
    for (case_no,) in wire.rows('SELECT "case_no" FROM "complaint" WHERE "origin" = \'office\''):
        found = _COUNTED.fullmatch(case_no)
        if found:
            days.setdefault(found["day"], set()).add(int(found["n"]))
    counters: Mapping[str, int] = dict(wire.rows('SELECT "name", "value" FROM "counter"'))
    for day, numbers in days.items():
        for n in sorted(set(range(1, max(numbers))) - numbers):
            yield Finding("number_gap", {"day": day, "n": n})
        counter = counters.get(f"case:{day}", 0)
        if counter != max(numbers):
            yield Finding(
                "counter_differs", {"name": f"case:{day}", "value": counter, "counted": max(numbers)}
            )


def _counts(wire: Wire) -> Iterator[Finding]:
    sql = 'SELECT "state", count(*) FROM "complaint" WHERE "marks" NOT LIKE ? GROUP BY "state"'
    counted: Counter[str] = Counter(dict(wire.rows(sql, VOID)))
    kept: Counter[str] = Counter(dict(wire.rows('SELECT "state", "n" FROM "state_count"')))
    for state in sorted(counted.keys() | kept.keys()):
        if counted[state] != kept[state]:
            facts = {"name": f"state:{state}", "value": kept[state], "counted": counted[state]}
            yield Finding("counter_differs", facts)


# --- files


def _files(wire: Wire) -> Iterator[Finding]:
    """The bytes of every kept file are those that its name says; one file at a time."""
    for (name,) in wire.rows('SELECT "sha256" FROM "stored_file" ORDER BY "sha256"'):
        size, content = wire.row('SELECT "size", "content" FROM "stored_file" WHERE "sha256" = ?', name) or (
            0,
            b"",
        )
        if sha256(content).hexdigest() != name or len(content) != size:
            yield Finding("file_damaged", {"sha256": name})
    missing = (
        'SELECT a."case_no", a."no", a."sha256" FROM "attachment" a WHERE a."sha256" <> \'\' '
        'AND NOT EXISTS (SELECT 1 FROM "stored_file" f WHERE f."sha256" = a."sha256")'
    )
    for case_no, no, name in wire.rows(missing):
        yield Finding("file_missing", {"case_no": case_no, "no": no, "sha256": name})


def _papers(wire: Wire) -> Iterator[Finding]:
    """An agreement that was issued is there, byte by byte (``_files`` has looked at the bytes)."""
    sql = (
        'SELECT a."case_no", a."agr_no", a."issued_sha256" FROM "agreement" a '
        'WHERE (a."issued_at" IS NOT NULL OR a."issued_sha256" IS NOT NULL) AND NOT EXISTS '
        '(SELECT 1 FROM "stored_file" f WHERE f."sha256" = a."issued_sha256")'
    )
    for case_no, agr_no, name in wire.rows(sql):
        yield Finding("agreement_paper_missing", {"case_no": case_no, "agr_no": agr_no, "sha256": name})


# --- search


def _findable(wire: Wire) -> Iterator[Finding]:
    sql = (
        'SELECT c."case_no" FROM "complaint" c WHERE NOT EXISTS '
        '(SELECT 1 FROM "search_text" s WHERE s."id" = c."id")'
    )
    for (case_no,) in wire.rows(sql):
        yield Finding("not_findable", {"case_no": case_no})


_LOOKS = (_integrity, _references, _trail, _numbers, _counts, _findable)
_FILES = (_files, _papers)
