"""What is kept for ever: history, files, imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.domain import fields as f


@dataclass(frozen=True, kw_only=True)
class ColumnMap(f.Part):
    """A row of its record's table."""

    column: str = f.text(200, default="")
    field: str = f.text(default="")


@dataclass(frozen=True, kw_only=True)
class RefusedRow(f.Part):
    """A row of its record's table."""

    row_no: int = f.count(default=0)
    reason: str = f.text(500, default="")


@dataclass(frozen=True, kw_only=True)
class Attachment(f.CaseRow):
    """A file of a case; its bytes are kept by sha256 (附件)."""

    name: str | None = f.text(120, due="row")
    kind: str | None = f.code("attachment_kind", due="row")
    from_whom: str | None = f.code("from_whom", due="row")
    holder: str | None = f.ref()
    belongs_to: str | None = f.ref(due="row")
    sha256: str = f.text(auto=True, default="")
    size: int = f.count(auto=True, default=0)
    original_sha256: str | None = f.text(auto=True)
    original_size: int | None = f.count(auto=True)
    keep_original: bool | None = f.flag()
    withdrawn_reason: str | None = f.text()
    taken_back_at: datetime | None = f.moment(auto=True)

    @property
    def gone(self) -> bool:
        """Whether it counts no more: it stays in the history, and in no list."""
        return bool(self.withdrawn_reason) or self.taken_back_at is not None


@dataclass(frozen=True, kw_only=True)
class History(f.Part):
    """Who did what when, chained (操作记录)."""

    case_no: str | None = f.ref(auto=True)
    seq: int = f.count(auto=True, default=0)
    at: datetime | None = f.moment(auto=True)
    actor: str = f.text(auto=True, default="")
    login: str = f.text(auto=True, default="")
    step: str = f.text(auto=True, default="")
    from_state: str | None = f.code("state", auto=True)
    to_state: str | None = f.code("state", auto=True)
    version: int | None = f.count(auto=True)
    table_name: str = f.text(auto=True, default="")
    row_key: str = f.text(auto=True, default="")
    changes: str = f.long_text(limit=f.UNLIMITED, auto=True, default="[]")
    station: str | None = f.text(auto=True)
    on_behalf_of: str | None = f.ref(auto=True)
    reason: str | None = f.long_text(auto=True)
    prev_hash: str = f.text(auto=True, default="")
    hash: str = f.text(auto=True, default="")


@dataclass(frozen=True, kw_only=True)
class ImportBatch(f.Record):
    """One import of cases (导入批次)."""

    batch_no: int = f.count(auto=True, default=0)
    file_name: str = f.text(200, auto=True, default="")
    file_sha256: str = f.text(auto=True, default="")
    source: str = f.text(auto=True, default="")
    mapping: tuple[ColumnMap, ...] = f.rows(ColumnMap, auto=True)
    taken: int = f.count(auto=True, default=0)
    known: int = f.count(auto=True, default=0)
    refused: tuple[RefusedRow, ...] = f.rows(RefusedRow, auto=True)
    state: str = f.code("import_state", auto=True, default="taken")
    map_name: str | None = f.text(auto=True)


@dataclass(frozen=True, kw_only=True)
class Message(f.Record):
    """A word to a person of the office, written with the step that caused it (消息)."""

    key: str = f.text(200, auto=True, default="")
    kind: str = f.text(auto=True, default="")
    recipient: str = f.ref(auto=True, default="")
    case_no: str | None = f.ref(auto=True)
    facts: str = f.long_text(auto=True, default="{}")
    due_at: datetime | None = f.moment(auto=True)
    leased_until: datetime | None = f.moment(auto=True)
    tries: int = f.count(auto=True, default=0)
    done_at: datetime | None = f.moment(auto=True)
    failed: str | None = f.text(500, auto=True)
