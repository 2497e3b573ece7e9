"""设置: the pages of the office and of oneself, listed at the left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.i18n import translate, wide
from ui.presenters.session import Signed
from ui.presenters.settings.backups import BackupDoors
from ui.presenters.settings.desk import pages_for
from ui.views.casework.planes import in_corner
from ui.views.parts.rail import RailItem
from ui.views.room import Page, Room
from ui.views.settings.authority import AuthorityPage, SubstitutesPage
from ui.views.settings.backups import BackupsPage
from ui.views.settings.calendar import CalendarPage
from ui.views.settings.clauses import ClausesPage
from ui.views.settings.company import CompanyPage
from ui.views.settings.dictionaries import DictionariesPage
from ui.views.settings.limits import LimitsPage
from ui.views.settings.mine import MinePage
from ui.views.settings.page import SettingsPage
from ui.views.settings.people import PeoplePage
from ui.views.settings.periods import PeriodsPage
from ui.widgets import fonts
from ui.widgets.lending import come_back
from ui.widgets.paint import strokes
from ui.widgets.theme import colour, px
from ui.widgets.tokens import Token
from ui.widgets.words import PlainLabel

WIDE = 152
Copies = Callable[[Signed], BackupDoors]
_ICONS = {
    "company": "building",
    "people": "users",
    "authority": "scale",
    "substitutes": "user-check",
    "calendar": "calendar",
    "limits": "clock",
    "periods": "flag",
    "dictionaries": "list",
    "clauses": "contract",
    "backups": "database",
    "mine": "user",
}


def page_words() -> dict[str, str]:
    """What the pages are called in the list."""
    return {
        "company": translate("Settings", "公司"),
        "people": translate("Settings", "人员"),
        "authority": translate("Settings", "授权"),
        "substitutes": translate("Settings", "代理"),
        "calendar": translate("Settings", "日历"),
        "limits": translate("Settings", "时限"),
        "periods": translate("Settings", "敏感期"),
        "dictionaries": translate("Settings", "字典"),
        "clauses": translate("Settings", "条款"),
        "backups": translate("Settings", "备份"),
        "mine": translate("Settings", "我的"),
    }


class Nav(QWidget):
    """The list of pages. ``chosen`` brings the name of one; the arrow keys walk."""

    chosen = Signal(str)

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self.setFixedWidth(px(wide(WIDE)))
        self.items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        stack, words = QVBoxLayout(self), page_words()
        stack.setContentsMargins(px(8), px(16), px(8), px(8))
        stack.setSpacing(2)
        title = PlainLabel(translate("Settings", "设置"), fonts.title)
        title.setContentsMargins(px(14), 0, 0, px(8))
        stack.addWidget(title)
        for name in names:
            item = RailItem(name, words[name], _ICONS[name], "")
            item.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
            self.items[name] = item
            self._group.addButton(item)
            stack.addWidget(item)
        stack.addStretch(1)

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self.items[name].setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = strokes.brush(self)
        in_corner(painter, self, Token.SUNKEN)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), colour(Token.LINE))


class SettingsView(Page):
    """The settings; ``copies`` opens the way to an office's backups."""

    def __init__(self, room: Room, copies: Copies | None) -> None:
        super().__init__()
        self.room, self._copies = room, copies
        there = set(_ICONS) - (set() if copies else {"backups"})
        names = tuple(name for name in pages_for(room.signed.me.roles) if name in there)
        self.nav, self.stack = Nav(names), QStackedWidget()
        self.pages: dict[str, SettingsPage] = {}
        self.current = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.nav)
        line.addWidget(self.stack, 1)
        self.nav.chosen.connect(self._chosen)
        self.turn_to(names[0])

    def _made(self, name: str) -> SettingsPage:
        room = self.room
        makes: dict[str, Callable[[], SettingsPage]] = {
            "company": lambda: CompanyPage(room),
            "people": lambda: PeoplePage(room),
            "authority": lambda: AuthorityPage(room),
            "substitutes": lambda: SubstitutesPage(room),
            "calendar": lambda: CalendarPage(room),
            "limits": lambda: LimitsPage(room),
            "periods": lambda: PeriodsPage(room),
            "dictionaries": lambda: DictionariesPage(room),
            "clauses": lambda: ClausesPage(room),
            "backups": self._backups,
            "mine": lambda: MinePage(room),
        }
        return makes[name]()

    def _backups(self) -> BackupsPage:
        if self._copies is None:
            raise TypeError(self._copies)
        return BackupsPage(self.room, self._copies(self.room.signed))

    def _chosen(self, name: str) -> None:
        self.turn_to(name)
        self.nav.items[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_to(self, name: str) -> None:
        """Show a page; what is half typed on another stays there."""
        if name not in self.nav.items:
            return
        if name not in self.pages:
            self.pages[name] = self._made(name)
            self.stack.addWidget(self.pages[name])
        self.current = name
        self.nav.mark(name)
        self.setFocusProxy(self.nav.items[name])
        self.stack.setCurrentWidget(self.pages[name])
        self.pages[name].refresh()

    def open(self, key: str) -> None:
        """Show the page of this name."""
        if key:
            self.turn_to(key)

    def refresh(self) -> None:
        self.pages[self.current].refresh()

    def topic(self) -> str:
        return "backup" if self.current == "backups" else ""

    def take_keys(self) -> None:
        page = self.pages[self.current]
        if page.is_dirty():
            come_back(page)
        else:
            self.setFocus()

    def may_leave(self) -> bool:
        for name, page in self.pages.items():
            if page.is_dirty():
                self.turn_to(name)
                if not page.may_leave():
                    self.take_keys()
                    return False
        return True


def make(room: Room, copies: Copies | None) -> Page:
    """The page for the frame; ``copies``: the doors to an office's copies."""
    return SettingsView(room, copies)
