"""What changed in a proposal while a leader had it before him, in words."""

from __future__ import annotations

from aftersales.domain.errors import CodedError
from aftersales.domain.money import yuan
from aftersales.domain.records.proposal import Remedy
from ui import texts
from ui.i18n import translate
from ui.presenters.live.merging import Others
from ui.presenters.live.reconsidering import Changed
from ui.views.casework.wording import Wording
from ui.views.live.merging import who_did
from ui.views.room import Room


def said(changed: Changed, others: Others, say: Wording) -> str:
    """Who did what, the rows before and now, the other fields; and that it is asked again."""
    rows = [_row(old, new, say) for old, new in changed.rows]
    fields = dict.fromkeys(say.words.field(path) for path in changed.fields)
    told = translate("Approvals", "{did}，有变动：{what}。请看过再决定。")
    return told.format(
        did=who_did(others, say.office, say.words), what=texts.semicolon().join((*rows, *fields))
    )


def said_in(room: Room, changed: Changed, others: Others) -> str:
    """The same, for whoever is in this room."""
    return said(changed, others, Wording(room.words, room.signed.office))


def left(case_no: str, refused: CodedError, others: Others, say: Wording) -> str:
    """Which case, who did what, and why it cannot be decided any more: it also stands beside the next one."""
    did = f"{who_did(others, say.office, say.words)}{texts.stop()}" if others.steps else ""
    return f"{case_no} {did}{say.words.sentence(refused.code, refused.facts)}"


def _row(old: Remedy | None, new: Remedy | None, say: Wording) -> str:
    if old is None:
        return translate("Approvals", "新增 {row}").format(row=_told(new, say))
    if new is None:
        return translate("Approvals", "去掉 {row}").format(row=_told(old, say))
    return translate("Approvals", "{old} 改为 {new}").format(old=_told(old, say), new=_told(new, say))


def _told(row: Remedy | None, say: Wording) -> str:
    if row is None:
        return ""
    return f"{say.remedy(row)} ¥{yuan(row.amount)}" if row.amount else say.remedy(row)
