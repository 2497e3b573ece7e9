"""What a case file is bound from: its parts, what became of each attachment, the facts of its cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aftersales.documents.values import Imprint


@dataclass(frozen=True)
class Part:
    """One paper inside the file: what the contents call it, its number, its PDF; none if it was not drawn."""

    title: str
    number: str
    content: bytes


@dataclass(frozen=True)
class Enclosed:
    """One attachment: what is known of it, its A4 pages as a PDF, or `why` it has none (closed_file.why)."""

    number: int
    name: str
    kind: str
    holder: str
    size: int
    sha256: str
    content: bytes = b""
    why: str = ""
    pages: int = 0  # of a PDF that has too many
    detail: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the contents, with the page on which it begins."""

    title: str
    number: str
    page: int


@dataclass(frozen=True)
class Cover:
    """The facts of the case on the first page; money in 分."""

    imprint: Imprint
    closed: bool
    case_no: str
    subject: str = ""
    customer: str = ""
    products: str = ""
    severity: str = ""
    complaint_at: datetime | None = None
    closed_at: datetime | None = None
    close_kind: str = ""
    closed_by: str = ""
    owner: str = ""
    decision: str = ""
    total: int | None = None
    satisfaction: str = ""
    lessons: str = ""


@dataclass(frozen=True)
class Happening:
    """One row of the history as it stands on paper."""

    at: datetime | None
    who: str
    step: str
    state: str = ""
    note: str = ""
    hash: str = ""
