"""The frame around every page: top bar, rail with counts, the sheet, status line, toasts, palette, keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.errors import problems
from ui.i18n import translate
from ui.presenters.frame import Backup, Copied, FramePresenter, Standing
from ui.presenters.staying import Staying
from ui.views.listing.exporting import KEY as EXPORT_KEY
from ui.views.listing.exporting import Exports
from ui.views.live.backed_up import BackedUp
from ui.views.live.bell import Bell
from ui.views.parts.bars import CompanyName, Search, Sheet
from ui.views.parts.rail import Rail
from ui.views.parts.spoken import Spoken
from ui.views.room import Page, Room, Screen, rail_of, screens_of
from ui.widgets.buttons import Button, Kind
from ui.widgets.keys import on_key
from ui.widgets.status import Running, StatusItem
from ui.widgets.theme import ZOOMS, colour, px, theme
from ui.widgets.toast import Toasts
from ui.widgets.tokens import Scheme, Token

if TYPE_CHECKING:
    from aftersales.domain.errors import CodedError
    from aftersales.domain.office import Office
    from ui.prefs import Prefs
    from ui.presenters.exporting import Writes
    from ui.presenters.live.refresh import Heard
    from ui.presenters.printing.ports import Printers
    from ui.presenters.runner import Runner
    from ui.presenters.session import Signed
    from ui.texts import Words
    from ui.views.help.window import HelpWindow
    from ui.views.palette import Palette

SETTLED, EVERY = 60, 60_000
"""Milliseconds after the first page's answers that counts are read, and after which all is read again."""


class FrameView(QWidget):
    """``left`` asks for signing in: True locks, False is another person. ``anew``: be made in other words."""

    left = Signal(bool)
    gone = Signal()
    anew = Signal()
    stands = Signal()
    """The first page has its answers: what nobody waits for may begin."""

    def __init__(
        self,
        who: Signed,
        runner: Runner,
        words: Words,
        prefs: Prefs,
        *,
        screens: Sequence[Screen],
        last_backup: Callable[[], Copied | None],
        place: str,
        speak: Callable[[Office], Words] | None = None,
    ) -> None:
        """``place``: the database as a person knows it; the status line says so.

        ``speak``: the words of an office whose dictionaries were changed.
        """
        super().__init__()
        self._spoken, self._speak, self._entries = Spoken(words), speak, who.office.entries
        self.who, self._words, self._prefs, self._place = who, self._spoken, prefs, place
        self._all, self.screens = screens, screens_of(who.me.roles, screens)
        self._stay = Staying(runner, self.refuse)
        self.room = Room(who, self._stay, self._spoken, prefs, self)
        self.pages: dict[str, Page] = {}
        self.current = ""
        self._stale: set[str] = set()
        self._cancel: Callable[[], None] | None = None
        self.presenter = FramePresenter(self, self._stay, who, last_backup)
        self.rail = Rail(rail_of(self.screens))
        self.sheet = Sheet()
        self._make_bars()
        self._lay_out()
        self.new.setVisible("register" in self.screens)  # once it has a parent: it would be a window
        self.toasts = Toasts(self)
        self._listen()

    @cached_property
    def palette_box(self) -> Palette:
        """What Ctrl+K opens; made with the first press."""
        from ui.views.palette import Palette, actions

        return Palette(self.room, self, actions(self.screens))

    def search_all(self) -> None:
        """Open the palette."""
        self.palette_box.come()

    def _make_bars(self) -> None:
        self.search = Search(translate("Frame", "搜索或执行：单号、客户、电话、原话中的字"))
        self.new = Button(translate("Frame", "新投诉"), Kind.PRIMARY, icon="plus", key="Ctrl N")
        dark = translate("Frame", "浅色或深色")
        self.scheme = Button(kind=Kind.GHOST).only_icon("moon", dark)
        self.me = Button(self.who.me.name, Kind.GHOST, icon="user")
        self.me.opens = True
        self.bell = Bell(self.room, self)
        self.help: HelpWindow | None = None
        self.database = StatusItem("database", self._place)
        self.connected = StatusItem("check", translate("Frame", "已连接"), Token.GREEN)
        self.backup = BackedUp()
        self.running = Running(translate("Frame", "取消"))

    def _lay_out(self) -> None:
        top, middle, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(px(20), px(8), px(16), px(8))
        top.setSpacing(px(10))
        top.addWidget(CompanyName(self.who.office.company.name or ""))
        top.addWidget(self.search, 20)
        top.addStretch(1)
        for widget in (self.new, self.bell, self.scheme, self.me):
            top.addWidget(widget)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.sheet, 1)
        foot.setContentsMargins(px(20), 0, px(20), 0)
        foot.setSpacing(px(20))
        for item in (self.database, self.connected, self.backup):
            foot.addWidget(item)
        foot.addStretch(1)
        foot.addWidget(self.running)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(Token.CHROME))

    def _listen(self) -> None:
        self.rail.chosen.connect(self.go)
        self.search.clicked.connect(self.search_all)
        self.new.clicked.connect(lambda: self.go("register"))
        self.scheme.clicked.connect(self.switch_scheme)
        self.me.clicked.connect(self._menu)
        self.running.cancelled.connect(lambda: self._cancel is not None and self._cancel())
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+N", lambda: self.go("register")),
            ("Ctrl+K", self.search_all),
            ("Ctrl+L", partial(self.left.emit, True)),
            ("Ctrl+I", self.bell.come),
            ("F1", self.explain),
            (EXPORT_KEY, self.export),
            ("Ctrl+/", self.show_keys),
            ("?", self.show_keys),
            ("F5", self.changed),
            ("Ctrl++", lambda: self.zoom(1)),
            ("Ctrl+=", lambda: self.zoom(1)),
            ("Ctrl+-", lambda: self.zoom(-1)),
            ("Ctrl+0", lambda: self.zoom(0)),
        ]
        keys += [(f"Alt+{place}", partial(self.rail.press, place)) for place in range(1, 10)]
        for key, act in keys:
            on_key(key, self, act)
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self.changed)

    def give_printers(self, printers: Printers) -> None:
        """Hand the pages that are made from now on these printers."""
        self.room = replace(self.room, printers=printers)

    def give_writer(self, write: Writes) -> None:
        """Let the pages that are made from now on write their lists with this."""
        self.exports = Exports(self, self.room, write)
        self.room = replace(self.room, export=self.exports.begin)

    def leave(self) -> None:
        """The person leaves: what is still on its way to him is dropped."""
        self._clock.stop()
        self._stay.leave()
        self.gone.emit()

    def begin(self) -> None:
        """Show the first page and read how the office stands."""
        last = self._prefs.text("screen", "today")
        first = last if last in self.screens and self.screens[last].rail else self.rail.names()[0]
        self.go(first)
        self.presenter.look_for_draft(partial(self.go, "register"), lambda: self.current == first)
        self.room.runner.run(lambda: None, lambda _: QTimer.singleShot(SETTLED, self, self._goes_on))
        self._clock.start()

    def _goes_on(self) -> None:
        """The first page is there: the rest of the frame is read, unless the person left meanwhile."""
        if self._clock.isActive():
            self.presenter.refresh()
            self.bell.refresh()
            self.stands.emit()

    # What pages and keys ask

    def go(self, screen: str, key: str = "") -> None:
        """Show the screen of this name; ``@`` names are the frame's own actions."""
        own: dict[str, Callable[[], object]] = {
            "@scheme": self.switch_scheme,
            "@lock": partial(self.left.emit, True),
            "@leave": self._leave,
            "@anew": self.anew.emit,
            "@export": self.export,
            "@help": self.explain,
            "@keys": self.show_keys,
        }
        if screen in own:
            own[screen]()
        elif screen in self.screens:
            self._show(screen, key)
        elif key:
            known = [name for name in ("cases", "notices") if name in self.screens]
            for name in known[:1]:  # whoever has no page for it finds it in his own list
                self._show(name, key)

    def may_leave(self) -> bool:
        """Whether nothing is lost by going away; who is half filled in asks, the page in sight first."""
        return all(page.may_end() for page in sorted(self.pages.values(), key=QWidget.isHidden))

    def _show(self, screen: str, key: str) -> None:
        if self.current not in ("", screen) and not self.pages[self.current].may_leave():
            self.rail.mark(self.current)
            return
        fresh = screen not in self.pages
        if fresh:
            self.pages[screen] = self.screens[screen].make(self.room)
            self.sheet.addWidget(self.pages[screen])
        page = self.pages[screen]
        self.current = screen
        self.sheet.setCurrentWidget(page)
        self.rail.mark(screen)
        if self.screens[screen].rail:
            self._prefs.put("screen", screen)
        page.open(key)
        if fresh or screen in self._stale:
            self._stale.discard(screen)
            page.refresh()
        page.take_keys()

    def changed(self) -> None:
        """Read counts and the page in sight again, the others when they are shown."""
        self._stale = set(self.pages) - {self.current}
        self._count()
        if self.current:
            self.pages[self.current].refresh()

    def hear(self, heard: Heard) -> None:
        """Something was written elsewhere: the page in sight is read and shown, then the counts."""
        if heard.away is not None:
            self.show_away(heard.away)
            return
        if self.current:
            self.pages[self.current].hear(heard)
        if heard.written:
            self._stale = set(self.pages) - {self.current}
            self._stay.run(lambda: None, lambda _: self._count())  # behind what the page asked just now

    def _count(self) -> None:
        self.presenter.refresh()
        self.bell.refresh()

    def say(self, text: str, verb: str = "", act: Callable[[], None] | None = None) -> None:
        """A toast."""
        self.toasts.say(text, verb, act)

    def refuse(self, error: CodedError) -> None:
        """A refusal as a toast."""
        told = "\n".join(one.sentence for one in problems(error, self._words))
        self.toasts.say(told, icon="alert-circle")

    def work(self, text: str, done: int, total: int, cancel: Callable[[], None] | None) -> None:
        """Long work in the status line."""
        self._cancel = cancel
        self.running.hide()
        if text:
            self.running.show_progress(text, done, total)
            self.running.bar.setVisible(bool(total))
            self.running.button.setVisible(cancel is not None)

    # What the presenter shows

    def show_standing(self, standing: Standing) -> None:
        self._hear(standing.office)
        self.connected.say("check", translate("Frame", "已连接"), Token.GREEN)
        for name, item in self.rail.items.items():
            count = standing.counts.get(name)
            item.show_count(count.all if count else 0, count.overdue if count else 0)

    def show_backup(self, backup: Backup) -> None:
        self.backup.show_backup(backup, self._words)

    def _hear(self, office: Office) -> None:
        """Dictionaries that somebody changed are spoken so from now on; roles that changed hold at once."""
        if office.entries != self._entries and self._speak is not None:
            self._entries = office.entries
            self._spoken.now = self._speak(office)
        mine = screens_of(self.who.me.roles, self._all)
        if mine.keys() != self.screens.keys():
            self._offer(mine)

    def _offer(self, mine: dict[str, Screen]) -> None:
        """Other screens from now on; the page in sight stays until the person leaves it."""
        self.screens = mine
        self.rail.offer(rail_of(mine))
        self.rail.mark(self.current)
        self.new.setVisible("register" in mine)
        if (old := self.__dict__.pop("palette_box", None)) is not None:
            old.hide()
            old.deleteLater()

    def show_away(self, error: CodedError) -> None:
        told = self._words.sentence(error.code, error.facts)
        self.connected.say("plug-connected-x", translate("Frame", "连接断开"), Token.RED, told)

    def show_refusal(self, error: CodedError) -> None:
        self.refuse(error)

    def export(self) -> None:
        """Write the list of the page in sight."""
        table = self.pages[self.current].table() if self.current else None
        if table is None:
            self.say(translate("Frame", "这一页没有表格可以导出"))
        else:
            self.room.export(table)

    # Help

    def explain(self) -> None:
        """The manual, open at the page one is on."""
        from ui.views.help.window import HelpWindow

        if self.help is None:
            self.help = HelpWindow(self.room.runner, self)
        self.help.come((self.current and self.pages[self.current].topic()) or self.current)

    def show_keys(self) -> None:
        """The sheet of keys."""
        from ui.views.help.key_sheet import KeySheet

        page = self.pages.get(self.current)
        word = self.screens[self.current].word() if self.current in self.screens else ""
        sheet = KeySheet(page, word, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    # The look, and leaving

    def switch_scheme(self) -> None:
        """Light to dark, or back."""
        scheme = Scheme.LIGHT if theme().scheme is Scheme.DARK else Scheme.DARK
        self._prefs.put("scheme", scheme.value)
        self._dress(scheme, theme().zoom)

    def zoom(self, step: int) -> None:
        """One step larger or smaller; 0 is 100 %."""
        at = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - theme().zoom))
        zoom = ZOOMS[min(max(at + step, 0), len(ZOOMS) - 1)] if step else 1.0
        self._prefs.put("zoom", zoom)
        self._dress(theme().scheme, zoom)
        for toast in self.toasts.toasts():
            toast.leave()
        self.say(translate("Frame", "大小 {percent}%").format(percent=round(zoom * 100)))

    def _dress(self, scheme: Scheme, zoom: float) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().put_on(app, scheme, zoom)

    def _menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(translate("Frame", "切换浅色、深色"), self.switch_scheme)
        menu.addAction(translate("Frame", "放大（Ctrl+加号）"), lambda: self.zoom(1))
        menu.addAction(translate("Frame", "缩小（Ctrl+减号）"), lambda: self.zoom(-1))
        menu.addSeparator()
        menu.addAction(translate("Frame", "使用手册（F1）"), self.explain)
        menu.addAction(translate("Frame", "快捷键（Ctrl+/）"), self.show_keys)
        menu.addSeparator()
        menu.addAction(translate("Frame", "锁定（Ctrl+L）"), lambda: self.left.emit(True))
        menu.addAction(translate("Frame", "换个人登录"), self._leave)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.me.mapToGlobal(self.me.rect().bottomLeft()))

    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit(False)
