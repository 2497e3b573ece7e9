"""The window at work among many cases, a person after the other, under the heartbeat.

``python -m tests.bench.window FILE`` prints what it measured as JSON: it has a process of its own, so that
memory and threads are the program's.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from tests.screen import PLATFORM

os.environ.setdefault("QT_QPA_PLATFORM", PLATFORM)  # before Qt is imported

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QWidget

from aftersales.app import App
from aftersales.domain.codes import State
from aftersales.storage.queries.cases import CaseFilter, CaseLine, case_lines
from tests.bench.heartbeat import Heartbeat, quantile, told, worst
from tests.bench.lists import paging
from tests.live.other_desk import OtherDesk
from tests.ui.window.desk import PASSWORD, Desk
from ui import tasks
from ui.views.approvals import ApprovalsView
from ui.views.cases import CasesView
from ui.views.customers.page import CustomersView
from ui.views.notices.page import NoticesView
from ui.views.parts.enter_line import EnterLine
from ui.widgets.dress import dress
from ui.widgets.tokens import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aftersales.storage.wire import Wire

PAGES = 200
"""Pages by which the list of cases is scrolled."""
SEEN = 12
"""Changes that another desk makes."""
LONGEST = 300.0
"""Seconds after which waiting is given up: the machine may be shared."""
QUIET = 0.2
"""Seconds in which nothing may be under way before the next act: above the views' own delays."""
MOST = 25
"""Things whose longest stretch is told."""
KEY = Qt.Key
Line = tuple[str, float, float | None, str]
P = TypeVar("P", bound=QWidget)
T = TypeVar("T")


class Bench(Desk):
    """A desk whose window is at rest between two acts."""

    def __init__(self, app: QApplication, address: str) -> None:
        self.heart = Heartbeat()
        self.lines: list[Line] = []
        self._waiting = 0
        super().__init__(app, address)
        self.program.tasks.busy.connect(self._count)

    def _count(self, waiting: int) -> None:
        self._waiting = waiting

    def wait(self, true: Callable[[], object]) -> None:
        end = time.monotonic() + LONGEST
        while not true():
            assert time.monotonic() < end, f"waited in vain: {self.heart.what}"
            assert not self.bugs, self.bugs
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            time.sleep(0.0005)  # as an event loop that waits for the next event gives way

    def rest(self, quiet: float = QUIET) -> None:
        """Until nothing is under way."""
        since = [time.monotonic()]

        def still() -> bool:
            if self._waiting:
                since[0] = time.monotonic()
            return time.monotonic() - since[0] > quiet

        self.wait(still)

    @contextmanager
    def doing(self, what: str, quiet: float = QUIET) -> Iterator[None]:
        """The heart beats while this is done and until the window is at rest."""
        self.heart.what = what
        self.heart.go()
        yield
        self.rest(quiet)
        self.heart.stop()

    def page(self, kind: type[P]) -> P:
        """The page of this kind that is in sight."""
        page = self.frame.pages[self.frame.current]
        assert isinstance(page, kind), page
        return page

    def asked(self, query: Callable[[Wire], T], told: Callable[[T], object]) -> None:
        """Ask the office, in its lane."""
        done: list[object] = []
        app = self.frame.who.app
        self.program.tasks.run(lambda: app.ask(query), lambda answer: done.append(told(answer)))
        self.wait(lambda: done)

    def write(self, text: str, into: QWidget) -> None:
        """Type a text a character after the other; the window rests after each."""
        into.setFocus(Qt.FocusReason.OtherFocusReason)
        for character in text:
            self.type(character, into)
            self.rest(0.02)

    def in_(self, login: str) -> None:
        """Somebody signs in; which screens he has is his role's."""
        self.program.begin()
        self.type(login)
        self.key(KEY.Key_Return)
        self.type(PASSWORD)
        with self.doing("sign in"):
            self.key(KEY.Key_Return)
            self.wait(lambda: self.window.frame is not None)

    def out(self) -> None:
        """He is out; the next one may come."""
        with self.doing("leave"):
            self.frame._leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def screens(desk: Bench) -> None:
    """Each screen of the rail for the first time, and again."""
    for verb in ("open", "come back to"):
        for name in desk.frame.rail.names():
            with desk.doing(f"{verb} {name}"):
                desk.frame.go(name)


def listed(desk: Bench) -> None:
    """The list of the open cases scrolled."""
    desk.frame.go("cases")
    page = desk.page(CasesView)
    with desk.doing("choose the open cases"):
        page.tabs.chosen.emit("open")
    page.list.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(PAGES):
        with desk.doing("scroll a page of cases", quiet=0.0):
            desk.key(KEY.Key_PageDown, page.list)
            desk.wait(lambda: not page.rows._asked)


def searched(desk: Bench) -> None:
    """Cases are looked for by words, by telephone, by number."""
    page = desk.page(CasesView)
    for term in ("异响", "13812", "TS-2026"):
        with desk.doing("search among the cases"):
            desk.write(term, page.search)
        with desk.doing("clear the search"):
            page.clear.click()


def painted(desk: Bench) -> None:
    """A page of the list scrolled and painted."""
    desk.frame.go("cases")
    page = desk.page(CasesView)
    name, goal = f"of {page.rows.rowCount():,} rows", "p95 <= 12 ms, ratio to a C++ model"
    desk.lines += [(f"{what} {name}", ours, floor, goal) for what, ours, floor in paging(page.list)]


def seen(desk: Bench) -> None:
    """A complaint registered at another desk stands in the list."""
    desk.frame.go("cases")
    page = desk.page(CasesView)
    desk.rest()
    other, times = OtherDesk(desk.program.url, "clerk2"), []
    for _ in range(SEEN):
        number, at = other.does("register")
        desk.wait(lambda number=number: page.rows.rowCount() and page.rows.row(0).line.case_no == number)
        page.list.viewport().repaint()
        times.append((time.monotonic() - at) * 1000)
        desk.rest()
    other.close()
    desk.lines.append(("another desk's case in the list, p95", quantile(times, 0.95), None, "<= 100 ms"))
    desk.lines.append(("  … median", median(times), None, ""))


def cases(desk: Bench) -> None:
    """A case in each state, the palette, the registration begun."""
    for state in State:
        lines: list[CaseLine] = []
        desk.asked(partial(case_lines, wanted=CaseFilter(states=(state,), limit=1)), lines.extend)
        if lines:
            with desk.doing(f"open a case: {state}"):
                desk.frame.go("case", lines[0].case_no)
    with desk.doing("palette"):
        desk.key(KEY.Key_K, desk.frame, ctrl=True)
    with desk.doing("search in the palette"):
        desk.write("sd异响", desk.window.focusWidget() or desk.window)
    desk.frame.palette_box.leave()


def called(desk: Bench) -> None:
    """A call is typed."""
    with desk.doing("new complaint"):
        desk.key(KEY.Key_N, desk.frame, ctrl=True)
    for text in ("13812345678", "顺达汽修", "换油后发动机异响，跑了三百公里"):
        with desk.doing("type into the registration"):
            for character in text:
                desk.type(character)
                desk.rest(0.02)
        with desk.doing("next field of the registration"):
            desk.key(KEY.Key_Return)


def decided(desk: Bench) -> None:
    """The leader steps through what waits, and approves."""
    with desk.doing("open approvals"):
        desk.frame.go("approvals")
    page = desk.page(ApprovalsView)
    for key, what in ((KEY.Key_Down, "next approval"),) * 6 + ((KEY.Key_A, "approve"),) * 2:
        with desk.doing(what):
            desk.key(key, page)


def noticed(desk: Bench) -> None:
    """The board walked, a slip opened, what is likely begun."""
    with desk.doing("open notices"):
        desk.frame.go("notices")
    page = desk.page(NoticesView)
    for key in (KEY.Key_Down, KEY.Key_Down, KEY.Key_Right, KEY.Key_Down, KEY.Key_Right, KEY.Key_Left):
        with desk.doing("walk the notices"):
            desk.key(key, desk.window.focusWidget() or page)
    with desk.doing("open a notice"):
        desk.key(KEY.Key_Return, desk.window.focusWidget() or page)
    with desk.doing("accept a notice"):
        page.press("accept_notice")


def customers(desk: Bench) -> None:
    """Customers found by pinyin and opened."""
    with desk.doing("open customers"):
        desk.frame.go("customers")
    search = desk.page(CustomersView).findChild(EnterLine)
    assert search is not None
    for term in ("sd", "顺达"):
        with desk.doing("search among the customers"):
            desk.write(term, search)


def looks(desk: Bench) -> None:
    """Dark, larger and back again."""
    for what, act in (
        ("switch to dark", desk.frame.switch_scheme),
        ("larger", partial(desk.frame.zoom, 1)),
        ("as large as before", partial(desk.frame.zoom, 0)),
        ("switch to light", desk.frame.switch_scheme),
    ):
        with desk.doing(what):
            act()


DAY: tuple[tuple[str, tuple[Callable[[Bench], None], ...]], ...] = (
    ("service1", (screens, listed, painted, searched, seen, cases, customers, noticed, looks)),
    ("lead1", (screens, decided)),
    ("store1", (screens, noticed)),
    ("market1", (screens, noticed)),
    ("money1", (screens, noticed)),
    ("clerk1", (screens, called)),
)
"""Who does what: everybody comes to all of his screens."""


def worked(app: QApplication, url: str) -> Bench:
    """Everybody's day, one after the other."""
    desk = Bench(app, url)
    for login, acts in DAY:
        desk.in_(login)
        for act in acts:
            act(desk)
        desk.out()
    return desk


def main() -> None:
    """Measure; the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("office", type=Path)
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    dress(app, Scheme.LIGHT)
    closes = tasks.guard(App, "do", "ask")
    desk = worked(app, f"sqlite:///{asked.office}")
    stretches = desk.heart.stretches
    lines = [*desk.lines, *((name, ours, None, goal) for name, ours, goal in told(stretches))]
    longest = [(one.what, one.blocked, one.cpu) for one in worst(stretches, MOST)]
    print(json.dumps({"lines": lines, "longest": longest}, ensure_ascii=False))
    desk.close()
    closes()


if __name__ == "__main__":
    main()
