"""A stage for one person of the practice company: his frame in a language, look and size, as a picture."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QRect, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from aftersales.app import OfficeLanguage, open_app
from aftersales.practice import fill, found_company
from aftersales.storage.wire import Wire
from aftersales.words import Words
from ui import i18n
from ui.presenters.session import Signed, signed
from ui.program import Program
from ui.views.frame import FrameView
from ui.views.sign_in import SignInView
from ui.widgets.theme import theme
from ui.widgets.tokens import Scheme

T = TypeVar("T")
NOW = datetime(2026, 3, 4, 6, 40, tzinfo=UTC)
"""Where the practice company's clock stands: a Wednesday, 14:40 in the office."""
STATION = "gallery"
DELAY = 0.15
"""Seconds that a view may let pass before it acts by itself: such a delay is waited for, a longer one not."""
QUIET = 0.02
"""Seconds in which nothing may be under way before a picture is taken."""
LONGEST = 30.0
PULSE = 5
"""Milliseconds after which one looks again whether all is quiet."""
SIZES = (QSize(1366, 768), QSize(1920, 1080))


@dataclass(frozen=True)
class Look:
    """One way of showing a view; ``times``: how often each of our words is repeated."""

    scheme: Scheme = Scheme.LIGHT
    language: i18n.Language = i18n.Language.SIMPLIFIED
    size: QSize = SIZES[0]
    times: int = 1

    @property
    def name(self) -> str:
        """The look as a part of a file's name."""
        double = "-double" if self.times > 1 else ""
        return f"{self.scheme}-{self.language}-{self.size.width()}{double}"


def looks() -> tuple[Look, ...]:
    """Every look, those of one language and length together: they share a frame."""
    return tuple(
        Look(scheme, language, size, times)
        for language in i18n.Language
        for times in (1, 2)
        for scheme in Scheme
        for size in SIZES
    )


def repeated(told: Words, times: int) -> Words:
    """The same words, each so often; sentences stay as they are."""
    if times == 1:
        return told

    def more(value: Any) -> Any:  # noqa: ANN401 - a section of words, or one
        return (
            {k: more(v) for k, v in value.items()}
            if isinstance(value, Mapping)
            else " ".join([str(value)] * times)
        )

    known = told.sections.items()
    sections = {n: more(v) if n in ("code", "field", "step", "who", "table") else v for n, v in known}
    return replace(told, sections=sections)


class _Language(OfficeLanguage):
    """The office's language with its words repeated."""

    def __init__(self, language: str, times: int) -> None:
        super().__init__(language)
        self._words = repeated(self._words, times)


def practice_office(folder: Path) -> str:
    """A practice company as of ``NOW`` in this folder; its address."""
    url = f"sqlite:///{folder / 'practice.db'}"
    desks = found_company(url, at=NOW.replace(year=NOW.year - 1), station=STATION)
    try:
        fill(replace(desks, first=desks.first.at(NOW)))
    finally:
        desks.close()
        desks.first.close()
    return url


class _Shown(Program):
    """A program whose mistakes end the drawing."""

    bugs: tuple[BaseException, ...] = ()

    def bug(self, error: BaseException) -> None:
        self.bugs += (error,)

    def _live(self, frame: FrameView, who: Signed) -> None:
        """No clockwork and no backup: they look at the real clock, and pictures are the same each day."""


class Stage:
    """One program on the practice company; ``enter`` lets somebody in, ``take`` is the picture."""

    def __init__(self, app: QApplication, url: str) -> None:
        self._app, self.url = app, url
        self.program = _Shown(app, url, told=True)
        self._busy = 0
        self._pulse = QTimer()  # so that waiting for events ends also where none come
        self._pulse.setInterval(PULSE)
        self.program.tasks.busy.connect(self._count)
        self.window = self.program.window
        self.window.show()

    def speak(self, look: Look) -> None:
        """Put on the look's language and length; what is made from now on speaks so."""
        i18n.put_on(self._app, look.language, look.times)

    def enter(self, login: str, look: Look) -> None:
        """This person's frame in this look; "" is nobody: the window before anybody is in."""
        self.speak(look)
        self.dress(look)
        self.window.drop_frame()  # one that the same person left would be shown again
        self.window.show_sign_in(self.url)
        if login:
            self._let_in(login, look)

    def _let_in(self, login: str, look: Look) -> None:
        desk = open_app(self.url).signed_in(login).at(NOW)
        language = _Language(look.language, look.times)
        who = signed(replace(desk, language=language), self.url, login)
        door = self.window.currentWidget()
        if isinstance(door, SignInView):
            door.signed.emit(who)
        self.settle(DELAY)  # the frame's own delay is nobody's child
        self.dress(look)  # the frame came in its person's own scheme

    @property
    def frame(self) -> FrameView:
        """Who is in has it. Raises LookupError before."""
        if self.window.frame is None:
            raise LookupError
        return self.window.frame

    def asked(self, query: Callable[[Wire], T]) -> T:
        """What the practice company's data say."""
        app = open_app(self.url).at(NOW)
        try:
            return app.ask(query)
        finally:
            app.close()

    def _count(self, waiting: int) -> None:
        self._busy = waiting

    def dress(self, look: Look) -> None:
        """Scheme and size of the look."""
        if (theme().scheme, theme().zoom) != (look.scheme, 1.0):
            theme().put_on(self._app, look.scheme, 1.0)
        self.window.resize(look.size)

    def settle(self, quiet_for: float = QUIET) -> None:
        """Until nothing has been under way for a little while. Raises what a lane raised.

        Time in which a slow machine was at work is not quiet: what it did may ask for one more layout.
        """
        end = time.monotonic() + LONGEST
        quiet = time.monotonic()
        self._pulse.start()
        while time.monotonic() - quiet < quiet_for:
            began = time.thread_time()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            if time.thread_time() - began > quiet_for / 10 or self._awaited():
                quiet = time.monotonic()
            if time.monotonic() > end:
                raise TimeoutError(self._busy)
        self._pulse.stop()
        for bug in self.program.bugs:
            raise bug

    def _awaited(self) -> bool:
        """Whether a lane is at work, or a delay runs after which a view goes on by itself."""
        timers = self.window.findChildren(QTimer) if isValid(self.window) else []
        delays = (one.interval() for one in timers if one.isActive() and one.isSingleShot())
        return self._busy > 0 or any(delay <= DELAY * 1000 for delay in delays)

    def over(self) -> list[QWidget]:
        """Boxes and menus that lie over the window."""
        return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not self.window]

    def take(self) -> QPixmap:
        """The window as it stands, with what lies over it."""
        for one in self.over():  # opened over a larger window, it would reach beyond this one
            if isinstance(one, QDialog):
                one.resize(one.size().boundedTo(self.window.size() * 0.94))
        self.settle()
        shot = self.window.grab()
        painter = QPainter(shot)
        for one in self.over():
            place = QRect(one.pos() - self.window.pos(), one.size())
            if isinstance(one, QDialog):
                painter.fillRect(shot.rect(), QColor(0, 0, 0, 90))
                place.moveCenter(shot.rect().center())
            painter.drawPixmap(place.topLeft(), one.grab())
        painter.end()
        return shot

    def tidy(self) -> None:
        """Close what lies over the window."""
        for one in self.over():
            one.close()
        if self.window.frame is not None:
            self.window.frame.palette_box.hide()
            self.window.frame.bell.panel.hide()
            for menu in self.window.frame.findChildren(QMenu):
                menu.close()
            for toast in self.window.frame.toasts.toasts():
                toast.leave()
        self.settle()

    def close(self) -> None:
        """End it."""
        self.speak(Look())
        self.window.close()
        self.program.tasks.busy.disconnect(self._count)
        self.program.close()
        self._app.removeEventFilter(self.window)
        self.window.deleteLater()
        self._busy = 0
        self.settle()
