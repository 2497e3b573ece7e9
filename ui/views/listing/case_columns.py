"""The columns of the list of cases, on screen and in the workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from ui.i18n import translate
from ui.models.cells import Cell, Phrase, SeverityMark, StateMark, Tone
from ui.models.rows import Column
from ui.presenters.today import short_title
from ui.views.parts import moments

if TYPE_CHECKING:
    from ui.presenters import exporting
    from ui.presenters.cases import Listed
    from ui.texts import Words

DROPPED = ("registered", "channel", "batch", "product", "owner", "customer", "due")
"""Columns that may go, the first one first, where the list is too narrow for all."""


class CaseColumns:
    """Makes cells in words; ``now`` gives the moment that due times are told beside."""

    def __init__(self, words: Words, now: Callable[[], datetime]) -> None:
        self._words, self._now = words, now

    def columns(self) -> tuple[Column[Listed], ...]:
        """The columns of the list."""
        return (
            Column("severity", translate("Cases", "程度"), self._severity, 80),
            Column(
                "number",
                translate("Cases", "编号"),
                lambda r: Phrase(r.line.case_no, Tone.LABEL),
                130,
                words=False,
            ),
            Column(
                "customer", translate("Cases", "客户"), lambda r: r.line.cust_name or "", 150, words=False
            ),
            Column("product", translate("Cases", "产品"), lambda r: _quiet(r.line.product), 150, words=False),
            Column("batch", translate("Cases", "批号"), lambda r: _quiet(r.line.batch_no), 120, words=False),
            Column(
                "title",
                translate("Cases", "投诉要点"),
                lambda r: short_title(r.line.title, r.line.cust_name) or "—",
            ),
            Column("state", translate("Cases", "状态"), self._state, 110),
            Column("owner", translate("Cases", "负责人"), lambda r: _quiet(r.owner), 72, words=False),
            Column("channel", translate("Cases", "渠道"), self._channel, 80),
            Column("registered", translate("Cases", "登记"), self._registered, 104, right=True),
            Column("due", translate("Cases", "时限"), self._due, 144, right=True, words=False),
        )

    def _severity(self, row: Listed) -> Cell:
        return SeverityMark(row.line.severity, self._words.word("severity", row.line.severity))

    def _state(self, row: Listed) -> Cell:
        held = "on_hold" in row.line.marks
        return StateMark(row.line.state, self._words.word("state", row.line.state), held=held)

    def _channel(self, row: Listed) -> Cell:
        return Phrase(self._words.word("channel", row.line.channel), Tone.QUIET)

    def _registered(self, row: Listed) -> Cell:
        return Phrase(moments.short(row.registered, self._now()) if row.registered else "—", Tone.QUIET)

    def _due(self, row: Listed) -> Cell:
        return moments.due(row.due, self._now()) if row.due else Phrase("—", Tone.QUIET)

    # The workbook

    @staticmethod
    def heads() -> tuple[str, ...]:
        """The heads of the workbook."""
        return (
            translate("Cases", "程度"),
            translate("Cases", "编号"),
            translate("Cases", "客户"),
            translate("Cases", "投诉要点"),
            translate("Cases", "状态"),
            translate("Cases", "负责人"),
            translate("Cases", "渠道"),
            translate("Cases", "登记时间"),
            translate("Cases", "时限"),
            translate("Cases", "产品"),
            translate("Cases", "批号"),
        )

    def cells(self, row: Listed) -> tuple[exporting.Cell, ...]:
        """A line as the workbook holds it; called in the lane for files: words only, no widgets."""
        words, line = self._words, row.line
        return (
            words.word("severity", line.severity),
            line.case_no,
            line.cust_name,
            line.title,
            words.word("state", line.state),
            row.owner,
            words.word("channel", line.channel),
            row.registered,
            row.due.at if row.due else None,
            line.product,
            line.batch_no,
        )


def _quiet(text: str | None) -> Phrase:
    return Phrase(text or "—", Tone.QUIET)
