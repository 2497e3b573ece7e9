"""The one window: first start, sign-in, the frame; locks after idle, remembers where it stood."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.i18n import translate
from ui.presenters.runner import ASKING, Lane
from ui.views.sign_in import SignInView
from ui.widgets.keys import on_key, tab_on
from ui.widgets.lending import SetAside, hand_to, outwards
from ui.widgets.theme import px
from ui.widgets.toast import Toasts

if TYPE_CHECKING:
    from ui.prefs import Prefs
    from ui.presenters.runner import Runner
    from ui.presenters.session import Doors, Signed
    from ui.texts import Words
    from ui.views.first_start import FirstStartView
    from ui.views.frame import FrameView
    from ui.views.help.window import HelpWindow
    from ui.views.new_password import NewPasswordView

IDLE = 15 * 60_000
"""Milliseconds without a key or a click after which the window locks."""
_TOUCHED = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}

TITLE = 32
"""Pixels that the system's own bar over a window takes."""


class Window(QStackedWidget):
    """``entered`` tells that somebody signed in, ``closed`` that his connections are."""

    entered = Signal(object)
    closed = Signal(object)

    def __init__(
        self,
        runner: Runner,
        doors: Doors,
        words: Words,
        prefs: Prefs,
        make_frame: Callable[[Signed], FrameView],
        name_of: Callable[[str], str],
    ) -> None:
        """``prefs``: this computer's; ``name_of``: an office's address as a person knows it."""
        super().__init__()
        self._runner, self._doors, self._words = runner, doors, words
        self._prefs, self._make_frame, self._name_of = prefs, make_frame, name_of
        self.frame: FrameView | None = None
        self._before: tuple[QWidget, ...] = ()
        """Where the keys were in the frame when it was locked."""
        self._aside = SetAside()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(self.lock)
        self.setWindowTitle(translate("Window", "售后客诉"))
        self.setMinimumSize(px(960), px(600))
        self.help: HelpWindow | None = None
        self.toasts = Toasts(self, undoes=False)
        """What is told while nobody is in."""
        QGuiApplication.instance().focusWindowChanged.connect(self._watch)  # type: ignore[union-attr]
        self._place()

    def _place(self) -> None:
        kept = QByteArray.fromBase64(self._prefs.text("geometry").encode())
        if kept.isEmpty() or not self.restoreGeometry(kept):
            self.resize(1366, 768)

    def open(self) -> None:
        """Show it; on a screen too small for it all of the screen, and what stands below is not cut off."""
        room = self.screen().availableSize() - QSize(0, TITLE)
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        wanted = self.size()
        self.resize(wanted.boundedTo(room))
        self.show() if self.size() == wanted else self.showMaximized()

    # Which page

    def show_start(self, back: Callable[[], None] | None = None) -> FirstStartView:
        """The page of the first start; ``back`` shows the page again from which it was asked for."""
        from ui.views.first_start import FirstStartView

        page = FirstStartView(self._runner, self._doors, self._words, back)
        page.signed.connect(self._enter)
        page.at_home.connect(lambda: self.show_sign_in(self._doors.default))
        self._put(page)
        return page

    def show_sign_in(self, url: str) -> None:
        """Sign in to this office; in the practice company one chooses who one is, as the first time."""
        if url == self._doors.practice_place:
            self.show_start().meet()
            return
        page = SignInView(self._runner, self._doors, self._words, url, self._name_of(url))
        page.signed.connect(self._enter)
        page.elsewhere.connect(lambda: self.show_start(lambda: self.show_sign_in(url)))
        self._put(page)
        page.login.take_focus()

    def _put(self, page: FirstStartView | SignInView | NewPasswordView | FrameView) -> None:
        """Show a page; all others but a locked frame are gone."""
        for old in [self.widget(at) for at in range(self.count())]:
            if old is not None and old is not self.frame:
                self.removeWidget(old)
                old.deleteLater()
        if self.indexOf(page) < 0:
            self.addWidget(page)
            if page is not self.frame:  # which has its own, for the page that is on it
                on_key("F1", page, self.explain)
        self.setCurrentWidget(page)

    def explain(self) -> None:
        """The manual, before anybody is in: how one begins, or what a sheet may hold."""
        from ui.views.first_start import FirstStartView
        from ui.views.help.window import HelpWindow

        if self.help is None:
            self.help = HelpWindow(self._runner, self)
        page = self.currentWidget()
        self.help.come(page.help_page if isinstance(page, FirstStartView) else "start")

    def _enter(self, who: Signed) -> None:
        """A person is in: back to his own frame if it was locked, else to a new one.

        Who came with a password that an administrator gave sets his own first.
        """
        if who.me.password_due:
            self._ask_password(who)
            return
        locked = self.frame
        same = locked is not None and (locked.who.url, locked.who.login) == (who.url, who.login)
        if locked is None or not same:
            self.drop_frame()
            self.frame = self._make_frame(who)
            self._begin(self.frame)
        else:
            locked.who.goes_on_as(who)
            self._close(who)
            self._put(locked)
            locked.changed()
            hand_to(self._before)
            self._aside.bring_back()
        self._prefs.put("office", who.url)
        self.entered.emit(who)
        self._watch(self.windowHandle())
        self._idle.start()

    def _ask_password(self, who: Signed) -> None:
        from ui.views.new_password import NewPasswordView

        page = NewPasswordView(self._runner, self._words, who)
        page.signed.connect(self._enter)
        page.elsewhere.connect(lambda: self._turned_back(who))
        self._put(page)
        page.password.take_focus()

    def _turned_back(self, who: Signed) -> None:
        self._close(who)
        if self.frame is not None:
            self._cover()
        else:
            self.show_sign_in(who.url)

    def _begin(self, frame: FrameView) -> None:
        frame.left.connect(self._left)
        frame.anew.connect(self._anew, Qt.ConnectionType.QueuedConnection)
        self._put(frame)
        frame.begin()

    def _anew(self) -> None:
        """The same person in a frame made anew: the language was changed."""
        old = self.frame
        if old is not None:
            old.leave()
            self.frame = self._make_frame(old.who)
            self._begin(self.frame)

    def drop_frame(self) -> None:
        """Who was in is out."""
        if self.frame is not None:
            self.frame.leave()
            self._close(self.frame.who)
            self.removeWidget(self.frame)
            if self._aside.give_up():  # who waited for an answer ends first
                QTimer.singleShot(0, self.frame, self.frame.deleteLater)
            else:
                self.frame.deleteLater()
            self.frame, self._before = None, ()

    def _close(self, who: Signed) -> None:
        """Close what nobody uses any more, in each lane that has a connection of its own; then tell it."""
        still = set(ASKING)

        def closed(lane: Lane, _: None) -> None:
            still.discard(lane)
            if not still:
                self.closed.emit(who)

        for lane in ASKING:
            self._runner.run(who.app.close, partial(closed, lane), lane=lane)

    def _left(self, lock: bool) -> None:
        if lock:
            self.lock()
        elif self.frame is not None:
            url = self.frame.who.url
            self.drop_frame()
            self.show_sign_in(url)

    def lock(self) -> None:
        """Cover the frame; what is typed in it stays as it is."""
        if self.frame is None or self.currentWidget() is not self.frame:
            return
        self._idle.stop()
        self._before = tuple(outwards(self.frame.focusWidget()))
        active = QApplication.activeWindow()
        self._cover()
        if self._aside.put() and active is not None:  # else somebody works in another program
            self.activateWindow()

    def _cover(self) -> None:
        if self.frame is None:
            return
        who = self.frame.who
        page = SignInView(self._runner, self._doors, self._words, who.url, self._name_of(who.url))
        page.signed.connect(self._enter)
        page.elsewhere.connect(lambda: self.show_start(self._cover))
        self._put(page)
        page.lock(who)

    def say(self, text: str) -> None:
        """A toast where it is seen: in the frame, or on the page that covers it."""
        frame = self.frame
        seen = frame if frame is not None and self.currentWidget() is frame else self
        seen.toasts.say(text)

    # Idle, and where the window stood

    def _watch(self, window: QWindow | None) -> None:
        """See the keys and clicks that come to a window as a whole: not every event of every widget."""
        if window is not None:
            window.installEventFilter(self)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_on(self, forward=forward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHED and self._idle.isActive():
            self._idle.start()
        return super().eventFilter(watched, event)

    def come_up(self) -> None:
        """The program was started a second time: this window comes to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.frame is not None and not self.frame.may_leave():
            event.ignore()
            return
        kept = bytes(self.saveGeometry().toBase64().data()).decode()
        self._prefs.put("geometry", kept)
        super().closeEvent(event)
