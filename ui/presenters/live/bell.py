"""The bell: what the program has told me, how much of it I have not read; reading is all that marks it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from aftersales.storage.queries.live.messages import News, Told

if TYPE_CHECKING:
    from aftersales.app import App
    from aftersales.domain.errors import CodedError
    from ui.presenters.runner import Runner
    from ui.presenters.session import Signed


__all__ = ["BellPresenter", "BellView", "News", "Told"]


class BellView(Protocol):
    """What the bell shows."""

    def show_unread(self, count: int) -> None:
        """So many are not read."""

    def show_news(self, news: News) -> None:
        """These are the newest."""

    def show_refused(self, error: CodedError) -> None:
        """They cannot be read just now."""


class BellPresenter:
    """Counts what is unread, lists the newest, marks what was read."""

    def __init__(self, view: BellView, runner: Runner, signed: Signed) -> None:
        self._view, self._runner, self._signed = view, runner, signed
        self._asked = False

    def refresh(self) -> None:
        """Count again, unless an answer is still awaited."""
        if not self._asked:
            self._asked = True
            work = partial(_unread, self._signed.app, self._signed.login)
            self._runner.run(work, self._counted, self._not_counted)

    def _counted(self, count: int) -> None:
        self._asked = False
        self._view.show_unread(count)

    def _not_counted(self, _: CodedError) -> None:
        self._asked = False

    def open(self) -> None:
        """Show the newest."""
        work = partial(_news, self._signed.app, self._signed.login)
        self._runner.run(work, self._view.show_news, self._view.show_refused)

    def read(self, messages: Sequence[Told]) -> None:
        """These are read."""
        keys = [told.key for told in messages if not told.read]
        if keys:
            work = partial(_read, self._signed.app, keys)
            self._runner.run(work, lambda _: self.refresh(), self._view.show_refused)


# --- asked in the lane, where what it needs is loaded


def _unread(app: App, login: str) -> int:
    from aftersales.storage.queries.live.messages import unread

    return app.ask(unread, login)


def _news(app: App, login: str) -> News:
    from aftersales.storage.queries.live.messages import news

    return app.ask(news, login)


def _read(app: App, keys: Sequence[str]) -> None:
    from aftersales.usecases.live.messages import read

    app.do(read, keys)
