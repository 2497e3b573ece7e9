"""The notices of all departments in one list by due time: filtered, walked with the keys, ticked in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import translate
from ui.models.cells import Phrase, Tone
from ui.models.rows import Column, RowsModel
from ui.presenters.exporting import Table
from ui.presenters.notices.listed import LATE, STATES, ListedNotices, Wanted
from ui.presenters.notices.slips import Slip
from ui.views.listing.kept_columns import KeptColumns
from ui.views.notices.wording import SlipWords
from ui.views.room import Room
from ui.views.tables import cells_of, heads_of
from ui.widgets import fonts
from ui.widgets.buttons import Button, Kind
from ui.widgets.fields.choice import ComboInput
from ui.widgets.sections import EmptyList
from ui.widgets.table import ListView
from ui.widgets.theme import px, theme
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

DROPPED = ("beside", "number", "state", "department", "whom")
"""Columns that may go, the first one first, where the list is too narrow for all."""
COMBO = 160


class NoticeList(QWidget):
    """``chose`` brings the number of the notice that the keys are on, ``opened`` of the one to be opened."""

    chose = Signal(str)
    opened = Signal(str)

    def __init__(
        self, room: Room, say: SlipWords, columns: Mapping[str, str], busy: Callable[[], bool]
    ) -> None:
        """``columns``: the board's by name, with their words; ``busy``: a slip is looked at already."""
        super().__init__()
        self._marked, self.all = "", 0
        self._room, self._say, self._now = room, say, datetime.now(room.signed.office.zone)
        self.presenter = ListedNotices(self, room.runner, room.signed, room.frame.refuse)
        self.column, self.state = ComboInput(), ComboInput()
        self.clear = Button(translate("Notices", "清除筛选"), Kind.LINK, small=True)
        self.rows: RowsModel[Slip] = RowsModel(self._columns(), lambda slip: slip.number)
        self.list = ListView(self.rows, translate("Notices", "通知单列表"))
        self.list.may_begin = lambda: not busy()
        self.kept = KeptColumns(self.list, room.prefs, "notices", DROPPED)
        self.told = PlainLabel("", fonts.label, Token.INK2)
        self._offer(columns)
        self._lay_out()
        self._listen()

    def _offer(self, columns: Mapping[str, str]) -> None:
        words, prefs = self._room.words, self._room.prefs
        self.column.set_options([("", translate("Notices", "部门：全部")), *columns.items()])
        late = {LATE: translate("Notices", "只看逾期")}
        self.state.set_options(
            [("", translate("Notices", "状态：全部"))]
            + [(code, late.get(code) or words.word("notice_state", code)) for code in STATES]
        )
        for combo, name in ((self.column, "notices.column"), (self.state, "notices.state")):
            combo.setCurrentIndex(max(combo.findData(prefs.text(name)), 0))
        self.presenter.wanted = self._chosen()

    def _lay_out(self) -> None:
        head, body, page = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setContentsMargins(px(24), px(8), px(16), px(8))
        head.setSpacing(px(8))
        for combo, said in (
            (self.column, translate("Notices", "部门")),
            (self.state, translate("Notices", "状态")),
        ):
            combo.setAccessibleName(said)
            head.addWidget(combo)
        head.addWidget(self.clear)
        head.addStretch(1)
        head.addWidget(self.told)
        head.addWidget(self.kept.button)
        body.setContentsMargins(px(16), 0, 0, 0)
        body.addWidget(self.list)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addLayout(body, 1)
        why = translate("Notices", "换一个部门或状态，或清除筛选。")
        self.list.set_empty(EmptyList("truck-delivery", translate("Notices", "没有这样的通知单"), why))
        self.setFocusProxy(self.list)
        self._fit()

    def _listen(self) -> None:
        for combo in (self.column, self.state):
            combo.edited.connect(self._want)
        self.clear.clicked.connect(self._show_all)
        self.rows.wants_more.connect(lambda _: self.presenter.more())
        self.list.went_to.connect(self._went)
        self.list.opened.connect(lambda slip: self.opened.emit(slip.number))
        theme().changed.connect(self._fit)

    def _columns(self) -> tuple[Column[Slip], ...]:
        words, say = self._room.words, self._say

        def quiet(text: str) -> Phrase:
            return Phrase(text or "—", Tone.QUIET)

        return (
            Column(
                "due",
                translate("Notices", "时限"),
                lambda slip: say.due(slip, self._now),
                150,
                value=lambda slip: say.say.local(slip.notice.due_at) if slip.notice.due_at else None,
            ),
            Column("title", translate("Notices", "事项"), say.title, 168),
            Column("what", translate("Notices", "内容"), lambda slip: quiet(say.what(slip))),
            Column("whom", translate("Notices", "客户"), say.to_whom, 150),
            Column(
                "department",
                translate("Notices", "部门"),
                lambda slip: quiet(words.word("department", slip.notice.department)),
                88,
            ),
            Column(
                "state",
                translate("Notices", "状态"),
                lambda slip: quiet(words.word("notice_state", slip.notice.state)),
                88,
            ),
            Column(
                "beside", translate("Notices", "催办、进度"), lambda slip: quiet(say.beside(slip).text), 104
            ),
            Column("number", translate("Notices", "单号"), lambda slip: Phrase(slip.number, Tone.LABEL), 164),
        )

    # What a person does

    def _chosen(self) -> Wanted:
        return Wanted(self.column.code(), self.state.code())

    def _want(self) -> None:
        wanted = self._chosen()
        self._room.prefs.put("notices.column", wanted.column)
        self._room.prefs.put("notices.state", wanted.state)
        self.clear.setVisible(wanted != Wanted())
        self.presenter.want(wanted)

    def _show_all(self) -> None:
        self.column.setCurrentIndex(0)
        self.state.setCurrentIndex(0)
        self._want()
        self.list.setFocus()

    def _went(self, slip: Slip) -> None:
        if slip.number != self._marked:
            self.chose.emit(slip.number)

    def mark(self, number: str) -> None:
        """Stand on this notice where it is here; where it is not, no row is marked as if it were it."""
        fresh, self._marked = number != self._marked, number
        at, chosen = self.rows.place(number) if number else -1, self.list.chosen
        if at >= 0 and (at != self.list.current or (fresh and at not in chosen)):
            self.list.go_to(number)
        elif number and at < 0 and (fresh or len(chosen) == 1):
            self.list.clearSelection()

    def table(self, *, whole: bool) -> Table:
        """What is listed, or everything that is open."""
        columns = self.rows.columns
        rows = self.presenter.every(Wanted() if whole else self.presenter.wanted)
        name = translate("Rail", "通知单")
        total = self.all if whole or self.presenter.wanted == Wanted() else 0
        return Table(name, heads_of(columns), lambda: (cells_of(columns, row) for row in rows), total)

    # What the presenter shows

    def show_listed(self, slips: tuple[Slip, ...], *, more: bool, now: datetime) -> None:
        self._now = now
        self.clear.setVisible(self.presenter.wanted != Wanted())
        self.rows.show(slips, more=more)
        self.rows.forget_cells()
        self._tell(more=more)

    def append_listed(self, slips: tuple[Slip, ...], *, more: bool) -> None:
        self.rows.append(slips, more=more)
        self._tell(more=more)

    def show_listing_failed(self) -> None:
        self.rows.stop_asking()

    def _tell(self, *, more: bool) -> None:
        told = translate("Notices", "前 {n} 张，往下还有") if more else translate("Notices", "共 {n} 张")
        self.told.setText(told.format(n=self.rows.rowCount()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for combo in (self.column, self.state):
            combo.setFixedWidth(px(COMBO))
        self.kept.fit(self.width() - px(16))
