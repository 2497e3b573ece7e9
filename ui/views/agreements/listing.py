"""The list of agreements: tabs by where the papers are, with counts, and how long each has been there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from aftersales.domain.codes import Whereabouts
from ui.i18n import translate
from ui.models.cells import Amount, Cell, DueMark, Mood, Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.agreements.listing import PLACES, AgreementLine, AgreementsPresenter
from ui.presenters.exporting import Table
from ui.presenters.today import short_title
from ui.views.agreements.wording import waits_for
from ui.views.casework.wording import Wording
from ui.views.parts.tabs import Tabs
from ui.views.room import Room
from ui.views.tables import cells_of, heads_of
from ui.widgets import fonts
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

LONG = 7
"""Days after which a paper on its way is told in amber."""
_ON_ITS_WAY = (
    Whereabouts.DRAFT,
    Whereabouts.ISSUED,
    Whereabouts.PRINTED,
    Whereabouts.HANDED_OVER,
    Whereabouts.SIGNED,
    Whereabouts.SCANNED,
)
_NARROW = ("number", "name", "what", "place", "total", "by", "days")
_SHOWN = ((1300, ("number", "name", "what", "place", "owner", "total", "by", "days")), (0, _NARROW))


class AgreementList(QWidget):
    """``opened`` brings the line of an agreement."""

    opened = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._say = Wording(room.words, room.signed.office)
        self._shown: tuple[str, ...] = ()
        self.presenter = AgreementsPresenter(self, room.runner, room.signed, room.frame.refuse)
        self.tabs = Tabs([(place, waits_for(place)) for place in (*PLACES, "")])
        self.rows: RowsModel[AgreementLine] = RowsModel(self._columns(), lambda row: row.key)
        self.list = ListView(self.rows, translate("Agreements", "协议列表"))
        self.told = PlainLabel("", fonts.label, Token.INK2)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        head, body, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(px(24), 0, px(16), 0)
        head.setSpacing(px(16))
        head.addWidget(PlainLabel(translate("Agreements", "协议"), fonts.title))
        head.addWidget(self.tabs, 1)
        body.setContentsMargins(px(16), 0, 0, 0)
        body.addWidget(self.list)
        foot.setContentsMargins(px(24), px(5), px(24), px(5))
        foot.addWidget(self.told)
        foot.addStretch(1)
        foot.addWidget(PlainLabel(translate("Agreements", "新的投诉在前"), fonts.label, Token.INK3))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addLayout(body, 1)
        page.addLayout(foot)
        why = translate("Agreements", "客户接受方案后，协议草稿会出现在“草稿”里。")
        self.list.set_empty(EmptyList("contract", translate("Agreements", "这里没有协议"), why))
        self.setFocusProxy(self.list)

    def _listen(self) -> None:
        self.tabs.chosen.connect(self.presenter.choose)
        self.list.opened.connect(self.opened)
        self.rows.wants_more.connect(self.presenter.read_more)
        self.list.widths_changed.connect(
            lambda: self._room.prefs.put("agreements.widths", self.list.widths())
        )
        self.list.set_widths(self._room.prefs.numbers("agreements.widths"))
        theme().changed.connect(self._fit)

    # What the presenter shows

    def show_place(self, place: str) -> None:
        self.tabs.choose(place)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self.tabs.show_counts(counts)

    def show_lines(self, lines: tuple[AgreementLine, ...], *, more: bool) -> None:
        self.rows.show(lines, more=more)
        self._tell()

    def append_lines(self, lines: tuple[AgreementLine, ...], *, more: bool) -> None:
        self.rows.append(lines, more=more)
        self._tell()

    def show_asking_failed(self) -> None:
        self.rows.stop_asking()

    def _tell(self) -> None:
        self.told.setText(translate("Agreements", "共 {n} 份").format(n=self.rows.rowCount()))

    def table(self) -> Table:
        """Every paper that is there, also those that are not read yet."""
        columns, rows = self.rows.columns, self.presenter.every()
        return Table(
            translate("Rail", "协议"), heads_of(columns), lambda: (cells_of(columns, row) for row in rows)
        )

    # Columns

    def _columns(self) -> tuple[Column[AgreementLine], ...]:
        def number(row: AgreementLine) -> Cell:
            return Phrase(row.agr_no or row.case_no, Tone.LABEL)

        def what(row: AgreementLine) -> Cell:
            return Phrase(short_title(row.title, row.cust_name), Tone.QUIET)

        def by(row: AgreementLine) -> Cell:
            return Phrase(row.perform_by.isoformat() if row.perform_by else "—", Tone.QUIET)

        return (
            Column("number", translate("Agreements", "编号"), number, 150),
            Column("name", translate("Agreements", "客户"), lambda row: row.cust_name or "—", 176),
            Column("what", translate("Agreements", "要点"), what),
            Column("place", translate("Agreements", "在哪里"), self._place, 192),
            Column(
                "owner",
                translate("Agreements", "负责人"),
                lambda row: Phrase(self._say.person(row.owner) or "—", Tone.QUIET),
                88,
            ),
            Column("total", translate("Agreements", "金额"), lambda row: Amount(row.total), 104, right=True),
            Column(
                "by",
                translate("Agreements", "履行期限"),
                by,
                104,
                right=True,
                value=lambda row: row.perform_by,
            ),
            Column(
                "days",
                translate("Agreements", "已等"),
                self._days,
                84,
                right=True,
                value=lambda row: row.days if row.whereabouts in _ON_ITS_WAY else None,
            ),
        )

    def _place(self, row: AgreementLine) -> Cell:
        told = self._room.words.word("whereabouts", row.whereabouts)
        there = {
            Whereabouts.HANDED_OVER: (row.handed_to, row.handed_place),
            Whereabouts.FILED: (row.original_place,),
        }.get(row.whereabouts, ())
        return "·".join(part for part in (told, *there) if part)

    def _days(self, row: AgreementLine) -> Cell:
        if row.whereabouts not in _ON_ITS_WAY:
            return Phrase("—", Tone.QUIET)
        told = translate("Agreements", "{n} 天").format(n=row.days)
        return DueMark(Mood.SOON, told) if row.days >= LONG else Phrase(told, Tone.QUIET)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() / theme().zoom
        shown = next(names for least, names in _SHOWN if width >= least)
        if shown != self._shown:
            self._shown = shown
            self.list.show_columns(shown)
            self.rows.forget_cells()
