"""Bytes that are kept: papers as they were issued and attachments, once each, by their sha256."""

from __future__ import annotations

from hashlib import sha256

from aftersales.storage.rows import insert_sql
from aftersales.storage.wire import Wire
from aftersales.usecases.ports import NoSuchFile


def put_file(wire: Wire, content: bytes) -> str:
    """Keep bytes; the same bytes are kept once. Returns their sha256 in hex."""
    found = sha256(content).hexdigest()
    if wire.value('SELECT 1 FROM "stored_file" WHERE "sha256" = ?', found) is None:
        wire.run(insert_sql("stored_file"), found, len(content), content)
    return found


def read_file(wire: Wire, fingerprint: str) -> bytes:
    """The bytes kept under this sha256. Raises NoSuchFile."""
    content = wire.value('SELECT "content" FROM "stored_file" WHERE "sha256" = ?', fingerprint)
    if content is None:
        raise NoSuchFile(sha256=fingerprint)
    return bytes(content)
