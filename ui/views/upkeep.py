"""Now and then, and before the window closes: clockwork and backups, said in the status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from aftersales.domain.errors import CodedError
from ui.i18n import translate
from ui.presenters.live.upkeep import Keeping, UpkeepPresenter
from ui.presenters.runner import Runner
from ui.presenters.staying import Staying
from ui.views.frame import FrameView
from ui.views.live.backed_up import told_of
from ui.views.window import Window

if TYPE_CHECKING:
    from ui.presenters.settings.backups import BackedUp

FIRST_TICK, TICK = 20_000, 180_000
"""Milliseconds until the clockwork first runs at this desk, and from then on."""
FIRST_BACKUP, BACKUP = 120_000, 600_000
"""Milliseconds until it is first asked whether a backup is due, and from then on."""


class Upkeep(QObject):
    """Belongs to a person's frame."""

    def __init__(self, frame: FrameView, runner: Runner, keeping: Keeping) -> None:
        super().__init__(frame)
        self._frame = frame
        self._stay = Staying(runner, frame.refuse)
        self.presenter = UpkeepPresenter(self, self._stay, frame.who, keeping)
        self._timers = [
            self._often(FIRST_TICK, TICK, self.presenter.tick),
            self._often(FIRST_BACKUP, BACKUP, self.presenter.back_up),
        ]
        frame.gone.connect(self.stop)

    def _often(self, first: int, then: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(first)
        timer.timeout.connect(lambda: timer.setInterval(then))
        timer.timeout.connect(act)
        timer.start()
        return timer

    def stop(self) -> None:
        """The person has left."""
        self._stay.leave()
        for timer in self._timers:
            timer.stop()

    # What the presenter shows

    def show_backing_up(self, *, busy: bool) -> None:
        self._frame.work(translate("Upkeep", "正在备份…") if busy else "", 0, 0, None)

    def show_backed_up(self) -> None:
        self._frame.presenter.refresh()

    def show_wrong(self, made: BackedUp) -> None:
        told, icon, _ = told_of(made, self._frame.room.words)
        self._frame.toasts.say(told, icon=icon)

    def show_not_backed_up(self, error: CodedError) -> None:
        self._frame.refuse(error)


class Leaving(QObject):
    """Before the window closes a backup is made, if anything changed; closing it once more does not wait."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.waiting = self._may_close = False
        self.upkeep: Upkeep | None = None
        """Of whoever is in."""
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Close and watched is self._window and self._holds():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _holds(self) -> bool:
        """Whether the window stays for now; asks for the backup where that is why."""
        frame = self._window.frame
        if self._may_close or self.waiting or self.upkeep is None or frame is None:
            return False
        if not frame.may_leave():
            return True
        self.waiting = True
        self._window.say(translate("Upkeep", "正在做退出前的备份，做完自动关闭；再关一次就不等了"))
        self.upkeep.presenter.back_up(self._done)
        return True

    def stay(self) -> None:
        """The program was started again meanwhile: it stays open."""
        self.waiting = False

    def _done(self) -> None:
        if self.waiting:
            self._may_close = True
            self._window.close()
            self._may_close = self.waiting = False
