"""The line of filters above the list of cases, and the box that asks for a filter's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from aftersales.domain.codes import Severity
from ui import texts
from ui.i18n import translate
from ui.presenters.cases import allowed_states
from ui.presenters.saved import SINCE, Saved, Tab, Wanted
from ui.views.parts.enter_line import EnterLine
from ui.widgets.buttons import Button, Kind
from ui.widgets.decision import Decision
from ui.widgets.fields.choice import ComboInput
from ui.widgets.theme import px, theme

if TYPE_CHECKING:
    from aftersales.domain.records.staff import Staff
    from ui.texts import Words

PAUSE = 250
"""Milliseconds without a key after which a text is searched for."""
COMBO = 144


def since_words() -> tuple[tuple[str, str], ...]:
    """How far back a case was registered."""
    told = (
        translate("Cases", "登记：不限"),
        translate("Cases", "登记：今天"),
        translate("Cases", "近 7 天"),
        translate("Cases", "近 30 天"),
        translate("Cases", "近一年"),
    )
    return tuple(zip(SINCE, told, strict=True))


class Filters(QWidget):
    """``wanted``: a person filters by something else; ``keeps``: he wants it kept under a name."""

    wanted = Signal(object)
    keeps = Signal()

    def __init__(self, words: Words, staff: tuple[Staff, ...]) -> None:
        super().__init__()
        self._words, self._staff = words, staff
        self._shown = Wanted()
        self.search = EnterLine(translate("Cases", "编号、客户、原话中的字，空格隔开"))
        self.search.setAccessibleName(translate("Cases", "查找"))
        self.state, self.severity, self.owner, self.since = (ComboInput() for _ in range(4))
        self.batch = Button("", Kind.LINK, icon="x", small=True)
        self.keep = Button(translate("Cases", "保存筛选…"), Kind.LINK, small=True)
        self.clear = Button(translate("Cases", "清除筛选"), Kind.LINK, small=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._offer()
        self._listen()

    def _combos(self) -> tuple[tuple[ComboInput, str], ...]:
        return (
            (self.state, translate("Cases", "状态")),
            (self.severity, translate("Cases", "程度")),
            (self.owner, translate("Cases", "负责人")),
            (self.since, translate("Cases", "登记时间")),
        )

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(px(24), px(8), px(16), px(8))
        line.setSpacing(px(8))
        line.addWidget(self.search, 1)
        for combo, said in self._combos():
            combo.setAccessibleName(said)
            line.addWidget(combo)
        for button in (self.batch, self.keep, self.clear):
            line.addWidget(button)
        self._follow()
        theme().changed.connect(self._follow)

    def _follow(self) -> None:
        for combo, _ in self._combos():
            combo.setFixedWidth(px(COMBO))

    def _offer(self) -> None:
        levels = [(code, self._words.word("severity", code)) for code in Severity]
        self.severity.set_options([("", translate("Cases", "程度：全部")), *levels])
        self._offer_owners("")
        self.since.set_options(since_words())
        self._offer_states(Tab.OPEN)

    def _offer_owners(self, wanted: str) -> None:
        """Who is here, and whose cases are wanted though he is here no more."""
        told = texts.told_apart(self._staff)
        names = {one.login: told[one.login] for one in self._staff if one.active or one.login == wanted}
        people = (names | {wanted: names.get(wanted, wanted)}) if wanted else names
        self.owner.set_options([("", translate("Cases", "负责人：全部")), *people.items()])

    def _offer_states(self, tab: str) -> None:
        states = [(code, self._words.word("state", code)) for code in allowed_states(tab)]
        self.state.set_options([("", translate("Cases", "状态：全部")), *states])

    def _listen(self) -> None:
        self.search.edited.connect(self._pause.start)
        self.search.entered.connect(self._search_now)
        self._pause.timeout.connect(self._search_now)
        self.state.edited.connect(lambda: self._want(state=self.state.code()))
        self.severity.edited.connect(lambda: self._want(severity=self.severity.code()))
        self.owner.edited.connect(lambda: self._want(owner=self.owner.code()))
        self.since.edited.connect(lambda: self._want(since=self.since.code()))
        self.batch.clicked.connect(lambda: self._want(batch=""))
        self.clear.clicked.connect(lambda: self.wanted.emit(Wanted(self._shown.tab)))
        self.keep.clicked.connect(self.keeps)

    def _want(self, **changed: str) -> None:
        self.wanted.emit(replace(self._shown, **changed))

    def _search_now(self) -> None:
        self._pause.stop()
        if self.search.text().strip() != self._shown.text:
            self._want(text=self.search.text().strip())

    def show_wanted(self, wanted: Wanted, *, kept: bool) -> None:
        """Show what is filtered by; ``kept``: it has a name already."""
        self._shown = wanted
        self._offer_states(wanted.tab)
        owner = "" if wanted.tab == Tab.MINE else wanted.owner
        self._offer_owners(owner)
        said = (wanted.state, wanted.severity, owner, wanted.since)
        for (combo, _), code in zip(self._combos(), said, strict=True):
            combo.setCurrentIndex(max(combo.findData(code), 0))
        self.owner.setEnabled(wanted.tab != Tab.MINE)
        if self.search.text().strip() != wanted.text:
            self.search.show_words(wanted.text)
        self.batch.setText(translate("Cases", "批号 {batch}").format(batch=wanted.batch))
        self.batch.setVisible(bool(wanted.batch))
        self.clear.setVisible(not wanted.bare)
        self.keep.setVisible(not wanted.bare and not kept)


class NameBox(Decision):
    """Asks under what name a filter is kept."""

    def __init__(self, parent: QWidget, suggested: str) -> None:
        super().__init__(
            translate("Cases", "保存筛选"),
            translate("Cases", "以标签显示在列表上方，带条数；同名的会被替换。只有您自己看得到。"),
            translate("Cases", "保存筛选"),
            translate("Cases", "不保存"),
            danger=False,
            parent=parent,
        )
        self.name = EnterLine(translate("Cases", "名称"))
        self.name.setAccessibleName(translate("Cases", "名称"))
        self.name.setMaxLength(12)
        self.name.show_words(suggested[:12])
        self.name.selectAll()
        self.name.entered.connect(self.accept)
        self.body.addWidget(self.name)
        self.name.setFocus()


def suggested(wanted: Wanted, words: Words, staff: tuple[Staff, ...]) -> str:
    """A short name out of what is filtered by."""
    people = texts.told_apart(staff)
    parts = (
        words.word("state", wanted.state) if wanted.state else "",
        words.word("severity", wanted.severity) if wanted.severity else "",
        people.get(wanted.owner, ""),
        dict(since_words()).get(wanted.since, "") if wanted.since else "",
        wanted.batch,
        wanted.text,
    )
    return " ".join(part for part in parts if part)


def tab_words(saved: tuple[Saved, ...]) -> tuple[tuple[str, str], ...]:
    """The tabs in order, a person's own among them."""
    return (
        (Tab.MINE, translate("Cases", "我负责的")),
        (Tab.OVERDUE, translate("Cases", "逾期")),
        (Tab.NEW, translate("Cases", "待接收")),
        (Tab.OPEN, translate("Cases", "未关闭")),
        *((one.code, one.name) for one in saved),
        (Tab.VISITS, translate("Cases", "待回访")),
        (Tab.ENDED, translate("Cases", "已结束")),
        (Tab.ALL, translate("Cases", "全部")),
        (Tab.GROUP, translate("Cases", "本组")),
    )
