"""What the program has told a person: his messages, and how many he has not read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aftersales.domain.dates import from_iso_utc
from aftersales.storage.wire import Wire


@dataclass(frozen=True, kw_only=True)
class Told:
    """A message: ``kind`` with ``facts`` says what, of which case, written when (UTC), read or not."""

    key: str
    kind: str
    case_no: str | None
    facts: Mapping[str, object]
    at: datetime
    read: bool


@dataclass(frozen=True)
class News:
    """The newest messages to a person, unread first, and the moment at which he asked (UTC)."""

    messages: tuple[Told, ...]
    now: datetime


def news(wire: Wire, login: str, limit: int = 100) -> News:
    """What the bell lists."""
    return News(messages_to(wire, login, limit), wire.now())


def messages_to(wire: Wire, login: str, limit: int = 100) -> tuple[Told, ...]:
    """The newest messages to this person; what he has not read comes first."""
    sql = (
        'SELECT "key", "kind", "case_no", "facts", "created_at", "done_at" FROM "message" '
        'WHERE "recipient" = ? ORDER BY ("done_at" IS NOT NULL), "created_at" DESC, "key" LIMIT ?'
    )
    return tuple(
        Told(
            key=key,
            kind=kind,
            case_no=case_no,
            facts=json.loads(facts),
            at=from_iso_utc(at),
            read=done is not None,
        )
        for key, kind, case_no, facts, at, done in wire.rows(sql, login, limit)
    )


def unread(wire: Wire, login: str) -> int:
    """How many messages this person has not read."""
    sql = 'SELECT COUNT(*) FROM "message" WHERE "recipient" = ? AND "done_at" IS NULL'
    count: int = wire.value(sql, login)
    return count
