"""What lies before the papers of a case file: cover, contents, attachments; and the history behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aftersales.documents.compose_parts import lines
from aftersales.documents.labels import money
from aftersales.documents.sheet import Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aftersales.documents.closed_file.values import Cover, Enclosed, Entry, Happening
    from aftersales.documents.labels import Labels
    from aftersales.documents.values import Imprint

_CONTENTS = (("number", 0.8), ("name", 5.2), ("paper_no", 3.2), ("page", 1.2))
_ATTACHED = (("number", 0.7), ("name", 3.0), ("kind", 1.1), ("size", 1.3), ("sha256", 3.0), ("enclosed", 2.2))
_HISTORY = (("at", 2.1), ("who", 1.1), ("step", 1.5), ("state", 2.1), ("note", 3.7), ("hash", 1.8))
_BEGUN = 130.0  # points: a heading, the table's head and its first row
_KB, _MB = 1024, 1024 * 1024


def draw_front(
    cover: Cover,
    contents: Sequence[Entry],
    enclosed: Sequence[tuple[Enclosed, int]],
    pages: int,
    labels: Labels,
) -> bytes:
    """Cover, contents and attachments with the pages on which they begin; ``pages`` of the whole file."""
    title = labels.label("closed_file.title" if cover.closed else "closed_file.title_open")
    sheet = Sheet(cover.imprint, title, labels)
    _facts(sheet, cover, pages)
    sheet.heading(labels.label("closed_file.part_contents"))
    numbered = enumerate(contents, start=1)
    rows = [(str(number), one.title, one.number, str(one.page or "")) for number, one in numbered]
    sheet.table(_columns(labels, _CONTENTS), rows)
    if enclosed:
        sheet.reserve(_BEGUN)
        sheet.heading(labels.label("closed_file.part_attachments"))
        sheet.table(_columns(labels, _ATTACHED), [_attached(labels, *one) for one in enclosed])
    return sheet.finish()


def draw_history(imprint: Imprint, rows: Sequence[Happening], labels: Labels) -> bytes:
    """Who did what when, row by row, with the first digits of each row's link in the chain."""
    sheet = Sheet(imprint, labels.label("closed_file.history"), labels, size=8.5)
    told = [(labels.shown(one.at), one.who, one.step, one.state, one.note, one.hash) for one in rows]
    sheet.table(_columns(labels, _HISTORY), told)
    return sheet.finish()


def _facts(sheet: Sheet, cover: Cover, pages: int) -> None:
    labels = sheet.labels
    word = labels.word
    sheet.heading(labels.label("closed_file.part_case"))
    pairs: list[tuple[str, object]] = [
        ("case_no", cover.case_no),
        ("severity", word("severity", cover.severity)),
        ("customer", cover.customer),
        ("products", cover.products),
        ("complaint_at", cover.complaint_at),
        ("closed_at", cover.closed_at),
        ("close_kind", word("close_kind", cover.close_kind)),
        ("closed_by", cover.closed_by),
        ("owner", cover.owner),
        ("satisfaction", word("satisfaction", cover.satisfaction)),
        ("decision", word("decision", cover.decision)),
        ("total", money(cover.total)),
        ("pages", labels.say("closed_file.page_count", pages=pages)),
    ]
    subject = sheet.field("closed_file.subject", cover.subject, wide=True)
    lessons = [sheet.field("closed_file.lessons", cover.lessons, wide=True)] if cover.lessons else []
    sheet.grid([subject, *(sheet.field(f"closed_file.{key}", one) for key, one in pairs), *lessons])


def _attached(labels: Labels, one: Enclosed, page: int) -> tuple[str, ...]:
    kind = labels.word("attachment_kind", one.kind)
    where = labels.say("closed_file.from_page", page=page) if one.content else _why(labels, one)
    holder = labels.label("closed_file.kept_at") + one.holder if labels.shown(one.holder) else ""
    return str(one.number), one.name, kind, _size(one.size), one.sha256, lines(where, holder)


def _why(labels: Labels, one: Enclosed) -> str:
    """Why it has no pages; a person's own words stand behind it as they are."""
    reason = labels.say(f"closed_file.why.{one.why}", pages=one.pages)
    return labels.pair(labels.say("closed_file.not_enclosed", why=reason), one.detail)


def _size(size: int) -> str:
    if size < _KB:
        return f"{size} B"
    return f"{size / _KB:,.0f} KB" if size < _MB else f"{size / _MB:,.1f} MB"


def _columns(labels: Labels, shares: Sequence[tuple[str, float]]) -> list[Column]:
    right = ("page", "size")
    return [
        Column(labels.label(f"closed_file.column.{key}"), share, 1.0 if key in right else 0.0)
        for key, share in shares
    ]
